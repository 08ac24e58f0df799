import { useEffect, useRef, useState } from 'preact/hooks'
import type { Badge, ClassState } from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import { badgeName } from '../badge/text.ts'
import { classTexts } from '../class/text.ts'
import { coldTexts } from '../cold/text.ts'
import { useMedia } from '../media.ts'
import { soundWishes, wishSound } from '../sound/heard.ts'
import { Air, Line, Park } from './Backdrop.tsx'
import { BUILDINGS, type Building, SCENE_WIDE } from './buildings.ts'
import { House } from './House.tsx'
import { capital, dayOf, isOpen, isPassed, nextToLearn, type Drill, type LevelHere, PlantPanel } from './PlantPanel.tsx'
import { Medal, Sign } from './signs.tsx'
import { type Sky, skyAt } from './sky.ts'
import { campusTexts, type CampusTexts } from './text.ts'
import { isShut, type SeasonHere, seasonNow, SEASONS, yearOf } from './year.ts'

export interface CampusProps {
  readonly language: Language
  readonly levels: readonly LevelHere[]
  /** In words only: the same page without its picture. */
  readonly drawn: boolean
  readonly reducedMotion: boolean
  readonly batchAddress: string
  /** The same page with, or without, its picture. */
  readonly otherViewAddress: string
  readonly openingAddress: string
  readonly onLanguage: (language: Language) => void
  /** Buttons that open somebody else's sheets: there when they are given. */
  readonly onSettings?: () => void
  readonly onCode?: () => void
  /** What the figures come from. */
  readonly onAbout: (of: 'model' | 'access') => void
  /** A level of a season to come, once and without help. */
  readonly onProof: (level: string) => void
  readonly today?: Today
  /** What can be practised at the academy. */
  readonly drills: readonly Drill[]
  /** The class one is in. */
  readonly classroom?: { readonly state: ClassState; readonly onOpen: () => void }
  /** Questions that are due today. */
  readonly review?: { readonly due: number; readonly drills: number; readonly onOpen: () => void }
  /** What is found in a building beside its levels. */
  readonly inside?: Inside
  readonly badge?: { readonly worn: Badge; readonly onOpen: () => void }
}

/** The lot of the day: the same for everyone, to be taken over with five minutes left. */
export interface Today {
  readonly level: string
  readonly address: string
  /** How it went, once it was played; null: not yet. */
  readonly band: 0 | 1 | 2 | 3 | null
}

/** By building: what its station says of it, and the sheet it opens. */
export type Inside = Readonly<Partial<Record<Building['id'], InsideOf>>>
export interface InsideOf {
  readonly pill: string
  readonly label: string
  readonly onOpen: () => void
  /** What else hangs there. */
  readonly more?: { readonly label: string; readonly onOpen: () => void }
}

const LANGUAGES: readonly { readonly code: Language; readonly name: string }[] = [
  { code: 'fr', name: 'Français' },
  { code: 'en', name: 'English' },
]

/** The first page: the whole site in section, five buildings as stations of one line. */
export function Campus(props: CampusProps) {
  const { language, levels, drawn, reducedMotion, batchAddress } = props
  const t = campusTexts[language]
  const sky = skyAt(useHour())
  const hidden = useHidden()
  // Too narrow for the site's breadth: its buildings come as a list.
  const narrow = useMedia('(max-width: 47.99rem), (max-height: 36rem)')
  const inside = props.inside ?? {}
  const [chosen, setChosen] = useState<Building | null>(null)
  const open = levels.filter(isOpen).at(-1)
  const year = yearOf(levels)
  useEffect(() => {
    document.documentElement.lang = language
    document.title = t.title
  }, [language, t])
  const classes = ['campus', drawn ? 'drawn' : 'in-words', `ink-${drawn ? sky.ink : 'light'}`]
  if (reducedMotion) classes.push('at-rest')
  if (hidden || chosen) classes.push('paused')
  if (narrow || !drawn) classes.push('as-list')
  return (
    <div class={classes.join(' ')} style={lightOf(sky)}>
      {drawn ? <Air sky={sky} /> : null}
      <header class="title">
        <h1>{t.title}</h1>
        <Year t={t} levels={levels} year={year} />
        <Start {...props} t={t} year={year} onChoose={setChosen} />
      </header>
      <Corner {...props} t={t} />
      <main class="site">
        <h2 class="unseen">{t.lineTitle}</h2>
        <p class="unseen" id="campus-keys">
          {t.keys}
        </p>
        <div class="scroller">
          <div class="scene">
            {drawn ? <Park /> : null}
            {drawn ? <Line open={new Set(levels.map((l) => l.plant))} /> : null}
            <Stations t={t} levels={levels} year={year} drawn={drawn} inside={inside} onChoose={setChosen} />
          </div>
        </div>
      </main>
      <footer class="site-foot">
        <a href={props.otherViewAddress}>{drawn ? t.textView : t.drawnView}</a>
        <a href={batchAddress}>{t.watchBatch}</a>
        <a href="instructor.html">{t.instructor}</a>
        <a href={props.openingAddress}>{coldTexts[language].again}</a>
        <button type="button" aria-haspopup="dialog" onClick={() => props.onAbout('model')}>
          {t.about}
        </button>
        <button type="button" aria-haspopup="dialog" onClick={() => props.onAbout('access')}>
          {t.access}
        </button>
        <small>{t.licence}</small>
      </footer>
      <p class="unseen" role="status">
        {open ? t.open(nameOf(t, open.plant), titleOf(t, open), dayOf(t, open.kept)) : ''}
      </p>
      {chosen ? (
        <PlantPanel
          language={language}
          building={chosen}
          levels={levels.filter((l) => l.plant === chosen.id)}
          batchAddress={batchAddress}
          drawn={drawn}
          inside={inside[chosen.id]}
          year={year}
          onProof={props.onProof}
          drills={chosen.id === 'academy' ? props.drills : []}
          onClose={() => setChosen(null)}
        />
      ) : null}
    </div>
  )
}

const titleOf = (t: CampusTexts, level: LevelHere): string => t.cards[level.id]?.title ?? level.id
const nameOf = (t: CampusTexts, plant: string): string =>
  BUILDINGS.filter((b) => b.id === plant).map((b) => t.buildings[b.id].name)[0] ?? plant

/** Where one stands in the year, and what is said of it at the change of shift; before the first level: what this is. */
function Year({ t, levels, year }: { t: CampusTexts; levels: readonly LevelHere[]; year: readonly SeasonHere[] }) {
  const now = seasonNow(year)
  if (!now || !levels.some((l) => l.best)) return <p>{t.lead}</p>
  const [who, line] = t.crew[now.season][Math.min(now.passed, t.crew[now.season].length - 1)]!
  const next = SEASONS[SEASONS.indexOf(now.season) + 1]
  const { name, what } = t.season[now.season]
  return (
    <div class="year">
      <p>
        <b>
          {name}, {what}
        </b>{' '}
        <span class="year-pips" aria-hidden="true">
          {Array.from({ length: now.levels }, (_, i) => (
            <i key={i} class={i < now.passed ? 'won' : ''} />
          ))}
        </span>
        <span class="unseen">{t.passed(now.passed, now.levels)}</span>
      </p>
      {next && now.missing > 0 ? <p class="year-next">{t.opensIn(t.season[next].name, now.missing)}</p> : null}
      <p class="year-crew">
        <b>{who}</b> {t.said(line)}
      </p>
    </div>
  )
}

/** What a player does first: go on, begin the next level, or take the first post. */
function Start(
  props: CampusProps & {
    readonly t: CampusTexts
    readonly year: readonly SeasonHere[]
    readonly onChoose: (building: Building) => void
  },
) {
  const { t, levels, year, onChoose, onCode, classroom, review, today } = props
  const open = levels.filter(isOpen).at(-1)
  const next = nextToLearn(levels.filter((l) => !isShut(year, l))) ?? levels.at(-1)
  const shown = open ?? next
  if (!shown) return null
  const known = levels.some((l) => l.best ?? l.kept ?? l.medals)
  const building = BUILDINGS.find((b) => b.id === shown.plant)
  const day = open ? dayOf(t, open.kept) : ''
  return (
    <div class="start">
      <a class="big" href={shown.kept?.over ? shown.newAddress : shown.address}>
        <Sign name="play" size={26} />
        <span>
          {open ? t.resume : known ? t.newLot : t.take}{' '}
          <small>
            {titleOf(t, shown)}
            {day === '' ? '' : `, ${day}`}
          </small>
        </span>
      </a>
      {open && building ? (
        <button type="button" class="second" aria-haspopup="dialog" onClick={() => onChoose(building)}>
          {t.newLot}
        </button>
      ) : null}
      {today ? (
        <a class="second" href={today.address} aria-label={`${t.today}, ${t.cards[today.level]?.title ?? today.level}`}>
          <span>
            {t.today} <small>{today.band === null ? t.todayOf(today.level) : t.band[today.band]}</small>
          </span>
        </a>
      ) : null}
      {review ? (
        <button type="button" class="second" aria-haspopup="dialog" onClick={review.onOpen}>
          <span>
            {t.review}{' '}
            <small>
              {[review.due ? t.questions(review.due) : [], review.drills ? t.drillsDue(review.drills) : []]
                .flat()
                .join(', ')}
            </small>
          </span>
        </button>
      ) : null}
      {classroom ? (
        <button type="button" class="second" aria-haspopup="dialog" onClick={classroom.onOpen}>
          {classTexts[props.language].chip(classroom.state.title)}
        </button>
      ) : null}
      {onCode ? (
        <button type="button" class="second" aria-haspopup="dialog" onClick={onCode}>
          {t.code}
        </button>
      ) : null}
    </div>
  )
}

function Corner({ t, language, onLanguage, onSettings, badge }: CampusProps & { t: CampusTexts }) {
  const { on } = soundWishes.value
  return (
    <nav class="corner" aria-label={t.corner}>
      {LANGUAGES.map(({ code, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-label={`${code.toUpperCase()}, ${name}`}
          aria-pressed={code === language ? 'true' : 'false'}
          onClick={() => onLanguage(code)}
        >
          {code.toUpperCase()}
        </button>
      ))}
      <button
        type="button"
        aria-label={t.sound}
        aria-pressed={on ? 'true' : 'false'}
        onClick={() => wishSound({ on: !on })}
      >
        <Sign name={on ? 'sound' : 'silent'} />
      </button>
      {onSettings ? (
        <button type="button" aria-label={t.settings} aria-haspopup="dialog" onClick={onSettings}>
          <Sign name="settings" />
        </button>
      ) : null}
      {badge ? (
        <button
          type="button"
          aria-label={t.badge(badgeName(language, badge.worn))}
          aria-haspopup="dialog"
          onClick={badge.onOpen}
        >
          <Sign name="badge" />
          {badgeName(language, badge.worn)}
        </button>
      ) : null}
    </nav>
  )
}

interface StationsProps {
  readonly t: CampusTexts
  readonly levels: readonly LevelHere[]
  readonly year: readonly SeasonHere[]
  readonly drawn: boolean
  readonly inside: Inside
  readonly onChoose: (building: Building) => void
}

/** The five buildings are buttons; arrows go along the line. */
function Stations({ t, levels, year, drawn, inside, onChoose }: StationsProps) {
  const list = useRef<HTMLUListElement>(null)
  const begun = levels.some((l) => l.kept ?? l.best ?? l.medals)
  const first = levels[0]?.plant
  const current = levels.filter(isOpen).at(-1)?.plant ?? first
  // Where the site is wider than the screen, it opens at the building where one goes on.
  useEffect(() => {
    const scroller = list.current?.closest('.scroller')
    const at = BUILDINGS.find((b) => b.id === current)?.centre ?? 0
    if (scroller) scroller.scrollLeft = (at / SCENE_WIDE) * scroller.scrollWidth - scroller.clientWidth / 2
  }, [current])
  const along = (event: KeyboardEvent): void => {
    const step = STEPS[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return
    const stations = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = stations.indexOf(document.activeElement as HTMLButtonElement)
    event.preventDefault()
    stations[
      Math.min(Math.max(step === 'first' ? 0 : step === 'last' ? stations.length - 1 : at + step, 0), 4)
    ]?.focus()
  }
  return (
    <ul class="stops" role="list" ref={list} onKeyDown={along}>
      {BUILDINGS.map((building, i) => {
        const { id, box, centre, station } = building
        const here = levels.filter((l) => l.plant === id)
        const open = here.filter(isOpen).at(-1)
        const passed = here.filter(isPassed).length
        const { name, what } = t.buildings[id]
        const holds = inside[id]?.pill ?? null
        const state = open
          ? 'under-way'
          : here.length === 0
            ? holds === null
              ? 'shut'
              : 'ready'
            : passed === here.length
              ? 'all-passed'
              : 'ready'
        const flag = open ? t.here : !begun && id === first ? t.start : null
        const day = open ? dayOf(t, open.kept) : ''
        const runs = (j: number): boolean => here.length > 0 && levels.some((l) => l.plant === BUILDINGS[j]?.id)
        return (
          <li
            key={id}
            class={`stop ${id} ${state}${runs(i - 1) ? ' line-in' : ''}${runs(i + 1) ? ' line-out' : ''}`}
            style={{ '--x': centre, '--w': box[2], '--h': box[3], '--off': box[0] + box[2] / 2 - centre }}
          >
            <button
              type="button"
              aria-haspopup="dialog"
              aria-describedby="campus-keys"
              onClick={() => onChoose(building)}
            >
              {drawn ? (
                <span class="yard">
                  {flag ? (
                    <span class="flag" aria-hidden="true">
                      {flag}
                    </span>
                  ) : null}
                  <House building={building} busy={open !== undefined} />
                </span>
              ) : null}
              <span class={`mark ${station}`} aria-hidden="true">
                {state === 'under-way' ? (
                  <Sign name="play" size={22} />
                ) : state === 'all-passed' ? (
                  <Sign name="check" size={20} />
                ) : null}
              </span>
              <span class="words">
                <b>{name}</b> <span class="what">{open ? capital(day === '' ? t.here : day) : what}</span>{' '}
                {here.length === 0 ? (
                  <span class={holds === null ? 'pill' : 'pill holds'}>{holds ?? t.closed}</span>
                ) : (
                  <Won t={t} here={here} year={year} passed={passed} />
                )}{' '}
                {here.length > 0 && holds !== null ? <span class="pill holds">{holds}</span> : null}
                {day === '' ? null : <span class="unseen">{t.here}</span>}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

const STEPS: Readonly<Record<string, 1 | -1 | 'first' | 'last'>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: 'first',
  End: 'last',
}

/** The levels by their numbers: filled when passed, dashed while their season is to come; a demo by its sign. */
function Won(props: { t: CampusTexts; here: readonly LevelHere[]; year: readonly SeasonHere[]; passed: number }) {
  const { t, here, year, passed } = props
  return (
    <span class="won-here">
      {here.map((level) => (
        <span
          key={level.id}
          class={`tally${isPassed(level) ? ' all-passed' : isShut(year, level) ? ' is-shut' : ''}`}
          aria-hidden="true"
        >
          {level.medals ? (
            <Medal won={level.medals} />
          ) : level.isDemo ? (
            <Sign name="play" size={14} />
          ) : (
            level.id.replace(/^[MPA]/, '')
          )}
        </span>
      ))}
      <span class="unseen">
        {t.levels(here.length)},{' '}
        {here.every((l) => l.medals === null)
          ? t.passed(passed, here.length)
          : here.map((l) => t.medal[l.medals ?? 0]).join(', ')}
      </span>
    </span>
  )
}

const lightOf = ({ air, land, cloud, dark }: Sky) => ({
  ...Object.fromEntries(air.map((colour, i) => [`--air-${i}`, colour])),
  ...Object.fromEntries(land.map((colour, i) => [`--land-${i}`, colour])),
  '--cloud': cloud,
  '--dark': dark,
})

/** The hour on this machine's clock, once a minute. */
function useHour(): number {
  const now = (): number => {
    const date = new Date()
    return date.getHours() + date.getMinutes() / 60
  }
  const [hour, setHour] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setHour(now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return hour
}

/** Nobody looks: nothing needs to move. */
function useHidden(): boolean {
  const [hidden, setHidden] = useState(document.hidden)
  useEffect(() => {
    const look = (): void => setHidden(document.hidden)
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return hidden
}
