import { useEffect, useRef, useState } from 'preact/hooks'
import type { Language } from '../../present/index.ts'
import { Contracts, type ContractWords } from '../contracts/Contracts.tsx'
import { KitChoice, type KitHere } from '../kit/KitChoice.tsx'
import { contractTexts } from '../contracts/text.ts'
import { Pips } from '../drill/Streak.tsx'
import { type DrillStanding, IN_A_ROW } from '../drill/tally.ts'
import { drillTexts } from '../drill/text.ts'
import type { InsideOf } from './Campus.tsx'
import { Hills } from './Backdrop.tsx'
import type { Building } from './buildings.ts'
import { House } from './House.tsx'
import { Medal, Sign } from './signs.tsx'
import { campusTexts, type CampusTexts } from './text.ts'
import { isShut, seasonOf, type SeasonHere } from './year.ts'

/** A level that this build can play, and what this browser knows of it. */
export interface LevelHere {
  readonly id: string
  readonly plant: string
  /** A demo stands beside the line: nobody is sent there as the next thing to learn. */
  readonly isDemo: boolean
  readonly address: string
  /** A lot with another number: the one left open is put aside. */
  readonly newAddress: string
  /** A lot kept in this browser: the day of its culture where that was kept, and whether it is at its vials. */
  readonly kept: { readonly day: number | null; readonly over: boolean } | null
  readonly best: Best | null
  /** Of a level that gives them: 0 to 3; null: never finished, or it gives none. */
  readonly medals: 0 | 1 | 2 | 3 | null
  /** Of a level that has them: which were kept, and what they ask for. */
  readonly contracts: {
    readonly kept: readonly string[]
    readonly words: (language: Language) => Promise<ContractWords>
  } | null
  /** Passed some days ago: once more from its midst; or done, and held. */
  readonly again: { readonly stands: 'due' | 'held'; readonly address: string } | null
  /** Instruments for its next lot; null: none shows anything there. */
  readonly kit: KitHere | null
}

interface Best {
  readonly seed: number
  readonly passed: boolean
}

export const isOpen = (level: LevelHere): boolean => level.kept !== null && !level.kept.over

/** The day a lot stands at, where it is known. */
export const dayOf = (t: CampusTexts, kept: LevelHere['kept']): string =>
  kept === null || kept.day === null ? '' : t.day(kept.day)

/** Passed, or with a medal where there is nothing to pass. */
export const isPassed = ({ best, medals }: Pick<LevelHere, 'best' | 'medals'>): boolean =>
  (best?.passed ?? false) || (medals ?? 0) > 0

/** The first level of the line that was not passed; where there is only a demo, that. */
export const nextToLearn = (levels: readonly LevelHere[]): LevelHere | undefined =>
  [...levels.filter((l) => !l.isDemo), ...levels.filter((l) => l.isDemo)].find((l) => !isPassed(l))

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** Ninety seconds with one thing that goes wrong. */
export interface Drill {
  readonly name: string
  readonly address: string
  readonly standing: DrillStanding
  readonly due: boolean
}

interface PanelProps {
  readonly language: Language
  readonly building: Building
  readonly levels: readonly LevelHere[]
  readonly batchAddress: string
  readonly drawn: boolean
  /** What else is found in it. */
  readonly inside: InsideOf | undefined
  readonly year: readonly SeasonHere[]
  readonly onProof: (level: string) => void
  readonly drills: readonly Drill[]
  readonly onClose: () => void
}

/** What is played in a building. It lies over the other side of the picture: the building stays in sight. */
export function PlantPanel(props: PanelProps) {
  const { language, building, levels, batchAddress, drawn, inside, year, onProof, drills, onClose } = props
  const t = campusTexts[language]
  const { name, what, about } = t.buildings[building.id]
  const place = useRef<HTMLDialogElement>(null)
  useEffect(() => place.current?.showModal(), [])
  const next = levels.find(isOpen) ?? nextToLearn(levels.filter((l) => !isShut(year, l)))
  // The browser closes it and gives the focus back to the building; then it goes.
  const close = (): void => place.current?.close()
  return (
    <dialog
      ref={place}
      class={`plant-panel ${building.id} ${building.centre > 960 ? 'from-left' : 'from-right'}`}
      aria-labelledby="plant-name"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) close()
      }}
    >
      <div class="panel-inner">
        {drawn ? (
          <div class="panel-view" style={{ '--w': building.box[2], '--h': building.box[3] }}>
            <Hills />
            <House building={building} busy={levels.some(isOpen)} />
          </div>
        ) : null}
        <div class="panel-head">
          <h2 id="plant-name">{name}</h2>
          <p>{what}</p>
          <button type="button" class="second" onClick={close}>
            {t.close}
          </button>
        </div>
        <p class="panel-about">{about}</p>
        {levels.length === 0 && !inside ? <p class="not-open">{t.closed}.</p> : null}
        {inside ? (
          <button type="button" class="big" aria-haspopup="dialog" onClick={inside.onOpen}>
            {inside.label}
          </button>
        ) : null}
        {inside?.more ? (
          <button type="button" class="second" aria-haspopup="dialog" onClick={inside.more.onOpen}>
            {inside.more.label}
          </button>
        ) : null}
        {drills.length ? (
          <section class="posts-season" aria-labelledby="drills-title">
            <h3 id="drills-title">
              {drillTexts[language].title} <small>{drillTexts[language].lead}</small>
            </h3>
            <p class="drills">
              {drills.map(({ name, address, standing, due }) => (
                <a key={name} class="second" href={address}>
                  <span>
                    {drillTexts[language].names[name]}
                    {standing.tries === 0 ? null : (
                      <small>
                        <Pips inARow={standing.inARow} />{' '}
                        {drillTexts[language].standing(standing.inARow, standing.inARow >= IN_A_ROW)}
                        {due ? `, ${drillTexts[language].isDue}` : ''}
                      </small>
                    )}
                  </span>
                </a>
              ))}
            </p>
          </section>
        ) : null}
        {year.map((here, i) => {
          const posts = levels.filter((l) => seasonOf(l.id) === here.season)
          const before = year[i - 1]
          return posts.length === 0 ? null : (
            <section key={here.season} class="posts-season" aria-labelledby={`season-${here.season}`}>
              <h3 id={`season-${here.season}`}>
                {t.season[here.season].name} <small>{t.season[here.season].what}</small>
              </h3>
              {here.open || !before ? null : (
                <p class="season-shut">
                  <Sign name="lock" size={18} /> {t.shut(t.season[before.season].name, before.missing)}
                </p>
              )}
              <Posts language={language} levels={posts} next={next} year={year} onProof={onProof} />
            </section>
          )
        })}
        {levels.some((l) => l.isDemo) ? <p class="demos-title">{t.demos}</p> : null}
        <Posts language={language} levels={levels.filter((l) => l.isDemo)} next={next} year={year} onProof={onProof} />
        {building.id === 'lab' ? (
          <a class="second" href={batchAddress}>
            {t.watchBatch}
          </a>
        ) : null}
      </div>
    </dialog>
  )
}

type PostsProps = Pick<PanelProps, 'language' | 'levels' | 'year' | 'onProof'> & {
  readonly next: LevelHere | undefined
}

function Posts({ language, levels, next, year, onProof }: PostsProps) {
  if (levels.length === 0) return null
  return (
    <ul role="list" class="posts">
      {levels.map((level) => (
        <Post
          key={level.id}
          language={language}
          level={level}
          first={level === next}
          onProof={isShut(year, level) ? () => onProof(level.id) : null}
        />
      ))}
    </ul>
  )
}

/** `onProof`: of a level that is shut, the way in all the same. */
function Post(props: { language: Language; level: LevelHere; first: boolean; onProof: (() => void) | null }) {
  const { language, level, first, onProof } = props
  const t = campusTexts[language]
  const { id, isDemo, address, newAddress, kept, best, medals } = level
  const words = t.cards[id]
  const title = words?.title ?? id
  const day = kept === null || kept.over ? '' : dayOf(t, kept)
  const go = kept === null ? t.play : kept.over ? t.seeEnd : t.goOn
  return (
    <li class={`post${isDemo ? ' beside-line' : ''}${onProof ? ' is-shut' : ''}`}>
      <span class="plate" aria-hidden="true">
        {isDemo ? t.demo : id}
      </span>
      <h4>
        {title} {words ? <small>{words.time}</small> : null}
      </h4>
      {words ? <p class="post-text">{words.text}</p> : null}
      <p class="post-facts">
        {best ? <span>{t.best(String(best.seed).padStart(3, '0'), best.passed)}</span> : null}
        {medals === null ? null : (
          <span class="post-medal">
            <Medal won={medals} /> {t.medal[medals]}
          </span>
        )}
        {kept && !kept.over ? <span>{t.here}</span> : null}
        {level.again?.stands === 'held' ? <span>{t.secondPassHeld}</span> : null}
      </p>
      <div class="post-acts">
        {onProof ? (
          <button type="button" class="second" aria-label={t.proofOf(title)} onClick={onProof}>
            {t.proof}
          </button>
        ) : (
          <a
            class={first ? 'big' : 'second'}
            href={address}
            aria-label={`${go}${day === '' ? '' : ` ${day}`}, ${title}`}
          >
            <Sign name="play" size={20} />
            {go} {day === '' ? null : <small>{day}</small>}
          </a>
        )}
        {kept ? (
          <a class="second" href={newAddress} aria-label={`${t.newLot}, ${title}`} aria-describedby={`replaces-${id}`}>
            {t.newLot}
          </a>
        ) : null}
      </div>
      {kept ? (
        <p class="replaces" id={`replaces-${id}`}>
          {t.replaces}
        </p>
      ) : null}
      {level.again?.stands === 'due' ? (
        <a
          class="second post-again"
          href={level.again.address}
          aria-label={`${t.secondPass} ${t.secondPassTime}, ${title}`}
        >
          {t.secondPass} <small>{t.secondPassTime}</small>
        </a>
      ) : null}
      {level.kit && !onProof ? <KitChoice language={language} id={id} here={level.kit} /> : null}
      {level.contracts && !onProof ? <PostContracts language={language} id={id} {...level.contracts} /> : null}
    </li>
  )
}

/** Ways to play it once more; their words come when they are asked for. */
function PostContracts(props: { language: Language; id: string } & NonNullable<LevelHere['contracts']>) {
  const { language, id, kept, words } = props
  const t = contractTexts[language]
  const [open, setOpen] = useState(false)
  const [texts, setTexts] = useState<ContractWords>({})
  useEffect(() => {
    if (open) void words(language).then(setTexts)
  }, [open, language, id])
  return (
    <details class="post-contracts" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t.title} <small>{t.count(kept.length, CONTRACTS)}</small>
      </summary>
      <Contracts language={language} words={texts} now={[]} kept={kept} />
    </details>
  )
}

/** Of each level that has any. */
const CONTRACTS = 3
