import { useEffect } from 'preact/hooks'
import { repliesInTurn } from '../play/index.ts'
import {
  alarmTitle,
  clockOf,
  duration,
  type Language,
  momentOf,
  personName,
  priorityWord,
  type Snapshot,
  type Station,
  unitName,
  weekday,
  withUnit,
} from '../present/index.ts'
import { Desk, nextHead } from './Desk.tsx'
import { controlTexts } from './controls/text.ts'
import { VialDesk } from './release/VialDesk.tsx'
import { BagsDesk } from './room/BagsDesk.tsx'
import { RoomDesk, RoomWords } from './room/RoomDesk.tsx'
import { RoomStage } from './room/RoomStage.tsx'
import { DrillEnd } from './drill/DrillEnd.tsx'
import { EndScreen } from './EndScreen.tsx'
import { Epilogue } from './Epilogue.tsx'
import { GateSheet } from './GateSheet.tsx'
import { Icon, Priority } from './icons.tsx'
import { Inspection } from './inspection/Inspection.tsx'
import { dayOf, Transfer } from './transfer/Transfer.tsx'
import { Week } from './week/Week.tsx'
import { useKeys } from './keys.ts'
import { MorningCard, NightTape } from './Night.tsx'
import { Chemical, Value } from './parts.tsx'
import type { Session, Speed } from './session.ts'
import { settingsTexts } from './settings/text.ts'
import { TimeLeft } from './share/TimeLeft.tsx'
import { shareTexts } from './share/text.ts'
import { lightAt, overlay, settings } from './settings/wishes.ts'
import { Sheets } from './Sheets.tsx'
import { Caption } from './sound/Caption.tsx'
import { SoundButton } from './sound/SoundButton.tsx'
import { StageArea } from './StageArea.tsx'
import { TextPlant } from './TextPlant.tsx'
import { texts } from './text.ts'
import type { StageLoader } from './useStage.ts'
import { QuitButton, WayOut } from './way/Way.tsx'

export interface PlayProps {
  readonly session: Session
  /** Pictures of the plant, loaded when they are wanted; null: the text twin in their place. */
  readonly stage: StageLoader | null
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly menuAddress: string
  /** Null: this lot was given, and no other. */
  readonly onNewLot: (() => void) | null
}

/** The screen of a level in rounds: stage, control room, and what lies over them. */
export function Play({ session, stage, renderer, menuAddress, onNewLot }: PlayProps) {
  const language = session.language.value
  const t = texts[language]
  const view = session.shown.value
  const status = session.status.value
  useLevelKeys(session)
  useEffect(() => {
    document.documentElement.lang = language
    document.title = session.text.value.title ? `${session.text.value.title} · ${t.title}` : t.title
  }, [language, t, session.text.value])
  const dark = view !== null && session.ending.value === null && isNight(session, view)
  const shown = lightAt(dark)
  // Before the children draw: charts take their colours from the tokens of the present light.
  document.documentElement.dataset['light'] = shown
  useEffect(() => () => void delete document.documentElement.dataset['light'], [])

  if (status === 'taken' || status === 'lost')
    return (
      <main class="notice-page">
        <h1>{status === 'taken' ? t.otherTab : t.otherTabLost}</h1>
        <p class="buttons">
          <button type="button" class="big" onClick={() => session.takeOver()}>
            {t.takeOver}
          </button>
          {status === 'taken' ? (
            <button type="button" class="second" onClick={() => session.watch()}>
              {t.watch}
            </button>
          ) : null}
          <WayOut language={language} address={menuAddress} label={t.backToMenu} />
        </p>
      </main>
    )
  if (status === 'spent')
    return (
      <main class="notice-page">
        <h1>{shareTexts[language].spent}</h1>
        <p>{shareTexts[language].spentLead}</p>
        <WayOut language={language} address={menuAddress} label={t.backToMenu} />
      </main>
    )
  if (status === 'failed' || !view)
    return (
      <main class="notice-page">
        <h1>{session.text.value.title ?? t.title}</h1>
        <p role="status">{status === 'failed' ? t.failed : t.loading}</p>
        {status === 'failed' ? <WayOut language={language} address={menuAddress} label={t.backToMenu} /> : null}
      </main>
    )
  if (session.handed?.kind === 'drill' && (session.ending.value || session.drilled.value))
    return <DrillEnd session={session} view={view} drill={session.handed.drill} menuAddress={menuAddress} />
  if (session.ending.value)
    return (
      <EndScreen
        session={session}
        view={view}
        ending={session.ending.value}
        menuAddress={menuAddress}
        onNewLot={onNewLot}
      />
    )

  if (view.inspection || view.week || view.transfer)
    return (
      <div class={`play ${view.week ? 'is-week' : view.transfer ? 'is-moved' : 'is-inspected'}`}>
        <TopBar session={session} view={view} />
        {view.inspection ? <Inspection session={session} day={view.inspection} /> : null}
        {view.week ? <Week session={session} week={view.week} /> : null}
        {view.transfer ? (
          <Transfer session={session} transfer={view.transfer} stage={stage} renderer={renderer} />
        ) : null}
        {session.gate.value ? <GateSheet session={session} /> : <Sheets session={session} />}
        <Caption language={language} />
        <div class="unseen" role="log" aria-live="polite">
          {session.said.value.map(({ id, text }) => (
            <p key={id}>{text}</p>
          ))}
        </div>
      </div>
    )

  // A room comes before everything in it; on the way to the vial nobody is in it any more.
  const room = view.room && !view.room.cleared && session.tape.value?.kind !== 'epilogue' ? view.room : null
  return (
    <div class={`play${stage ? '' : ' as-text'}${dark ? ' night' : ''}`}>
      {stage || room ? null : (
        <a class="unseen skip" href={`#${nextHead(view)}`}>
          {controlTexts[language].toNext}
        </a>
      )}
      <TopBar session={session} view={view} />
      <main class="hall" id="hall">
        <h1 class="unseen">{session.text.value.title ?? t.title}</h1>
        {stage ? null : <Voices session={session} view={view} />}
        <div class="hall-top">
          <Alarms session={session} view={view} />
          <Caption language={language} />
        </div>
        {room ? (
          stage ? (
            <RoomStage session={session} room={room} load={stage} renderer={renderer} />
          ) : (
            <RoomWords session={session} room={room} />
          )
        ) : stage ? (
          <StageArea session={session} view={view} load={stage} renderer={renderer} />
        ) : (
          <TextPlant session={session} view={view} />
        )}
      </main>
      {stage ? <Voices session={session} view={view} /> : null}
      {room ? (
        <RoomDesk session={session} view={view} room={room} />
      ) : view.bags && view.bags.connected === null ? (
        <BagsDesk session={session} view={view} bags={view.bags} />
      ) : view.vial ? (
        <VialDesk session={session} view={view} vial={view.vial} />
      ) : (
        <Desk session={session} view={view} />
      )}
      <Stations session={session} view={view} language={language} />
      {session.gate.value ? <GateSheet session={session} /> : <Sheets session={session} />}
      {session.tape.value?.kind === 'night' ? <NightTape session={session} tape={session.tape.value} /> : null}
      {session.tape.value?.kind === 'epilogue' ? <Epilogue session={session} tape={session.tape.value} /> : null}
      {session.morning.value && !session.tape.value ? <MorningCard session={session} view={view} /> : null}
      <div class="unseen" role="log" aria-live="polite">
        {session.said.value.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
    </div>
  )
}

/** Light of the control room: by the clock of the picture that is shown. */
function isNight(session: Session, view: Snapshot): boolean {
  const { hour } = momentOf(session.frame.value?.t_s ?? view.t_s)
  return hour >= 20.5 || hour < 6.5
}

/** Keys of a level in rounds. */
function useLevelKeys(session: Session): void {
  const language = session.language.value
  const t = settingsTexts[language]
  const free = (act: () => void) => (): boolean => {
    if (!session.view.value || session.tape.value) return false
    act()
    return true
  }
  useKeys(() => [
    {
      keys: [' '],
      does: t.pauseOrGo,
      down: (event) =>
        event.target === document.body && free(() => session.setSpeed(session.speed.value === 0 ? 1 : 0))(),
    },
    ...([1, 4, 16] as const).map((speed, i) => ({
      keys: [String(i + 1)],
      does: t.speedAt(speed),
      down: free(() => session.setSpeed(speed)),
    })),
    { keys: ['0'], does: texts[language].pause, down: free(() => session.setSpeed(0)) },
    { keys: ['n'], does: texts[language].untilNews, down: free(() => void session.untilNews()) },
  ])
}

/** A day of inspection is counted by nothing. */
const today = { fr: 'Aujourd’hui', en: 'Today' }

function TopBar({ session, view }: { session: Session; view: Snapshot }) {
  const language = session.language.value
  const t = texts[language]
  const shown_s = session.frame.value?.t_s ?? view.t_s
  const { day, hour } = momentOf(shown_s - view.dayZero_s)
  const speed = session.speed.value
  const speeds: readonly Speed[] = [1, 4, 16]
  const still = session.watching.value
  return (
    <header class="top">
      <button
        type="button"
        class="top-menu"
        aria-label={settingsTexts[language].menuAndSettings}
        title={settingsTexts[language].menuAndSettings}
        onClick={() => (overlay.value = 'settings')}
      >
        <Icon name="menu" />
      </button>
      <p class="lot">
        <b>{session.text.value.title ?? t.title}</b>
        <span>
          {t.lot} PL-{view.level}-{String(view.seed).padStart(3, '0')}
        </span>
      </p>
      <div class="clock">
        <Daylight hour={hour} />
        <p>
          <b>
            {view.inspection
              ? today[language]
              : view.week
                ? weekday(language, day)
                : `${language === 'fr' ? 'Jour' : 'Day'} ${view.transfer ? dayOf(shown_s) : day}`}
          </b>
          <span>{clockOf(shown_s)}</span>
        </p>
        {/* Only what is done takes time of such a day. */}
        {view.inspection || view.transfer ? null : (
          <div class="speeds" role="toolbar" aria-label={t.speed} onKeyDown={rove}>
            <button
              type="button"
              aria-pressed={speed === 0 ? 'true' : 'false'}
              aria-label={t.pause}
              tabIndex={speed === 0 ? 0 : -1}
              disabled={still || settings.value.pauseAlways}
              onClick={() => session.setSpeed(0)}
            >
              <Icon name="pause" size={20} />
            </button>
            {speeds.map((s) => (
              <button
                key={s}
                type="button"
                aria-pressed={speed === s ? 'true' : 'false'}
                tabIndex={speed === s ? 0 : -1}
                disabled={still || settings.value.pauseAlways}
                onClick={() => session.setSpeed(s)}
              >
                {s}×
              </button>
            ))}
            <button
              type="button"
              aria-label={t.untilNews}
              title={t.untilNews}
              tabIndex={-1}
              disabled={still}
              onClick={() => void session.untilNews()}
            >
              <Icon name="skip" size={20} />
            </button>
          </div>
        )}
      </div>
      <div class="top-end">
        <TimeLeft session={session} />
        {view.inspection || view.week || view.transfer ? null : (
          <p class="known">
            <Known view={view} language={language} />
          </p>
        )}
        <QuitButton language={language} />
        <SoundButton language={language} />
      </div>
    </header>
  )
}

/** One stop for Tab; arrows go from speed to speed. */
function rove(event: KeyboardEvent): void {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (way === undefined) return
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLButtonElement>('button')]
  const at = all.indexOf(document.activeElement as HTMLButtonElement)
  all[(at + way + all.length) % all.length]?.focus()
  event.preventDefault()
}

/** Litres and open cases: what an operator knows, not what a judge would say. */
function Known({ view, language }: { view: Snapshot; language: Language }) {
  const step = view.steps[0]
  const weight = step?.panels.find((p) => p.id === 'weight')
  const last = weight?.history.at(-1)
  const open = view.acts.filter((a) => a.slot === 'case.deviation').length
  return (
    <>
      {last && last[1] !== null ? (
        <span class="known-item">
          <Value language={language} value={last[1]} digits={0} unit="kg" />
          <span>{language === 'fr' ? 'au dernier pesage' : 'last weighed'}</span>
        </span>
      ) : null}
      <span class="known-item">
        <b>{open}</b>
        <span>
          {language === 'fr'
            ? open > 1
              ? 'écarts ouverts'
              : 'écart ouvert'
            : open === 1
              ? 'open deviation'
              : 'open deviations'}
        </span>
      </span>
    </>
  )
}

function Daylight({ hour }: { hour: number }) {
  const day = hour >= 6 && hour < 20
  const share = day ? (hour - 6) / 14 : ((hour + 4) % 24) / 10
  const angle = Math.PI * (1 - Math.min(1, Math.max(0, share)))
  const x = 28 + 20 * Math.cos(angle)
  const y = 28 - 20 * Math.sin(angle)
  return (
    <svg class="daylight" viewBox="0 0 56 34" width="56" height="34" aria-hidden="true">
      <path d="M8 28a20 20 0 0 1 40 0" class="arc" />
      <path d="M2 29h52" class="ground" />
      <circle cx={x} cy={y} r="6" class={day ? 'sun' : 'moon'} />
    </svg>
  )
}

function Alarms({ session, view }: { session: Session; view: Snapshot }) {
  const language = session.language.value
  const t = texts[language]
  const on = view.alarms.filter((a) => a.state !== 'normal').sort((a, b) => a.priority - b.priority)
  if (on.length === 0) return null
  return (
    <ul class="alarms" role="list">
      {on.slice(0, on.length > 2 ? 1 : 2).map((alarm) => {
        const limit = withUnit(language, alarm.limit, alarm.digits, alarm.unit)
        return (
          <li class={`alarm p${alarm.priority} ${alarm.state}`} key={alarm.id}>
            <span class="alarm-mark">
              <Priority priority={alarm.priority} />
            </span>
            <span class="alarm-words">
              <b>
                <Chemical text={alarmTitle(language, alarm)} />
                {alarm.value === null ? '' : `, ${withUnit(language, alarm.value, alarm.digits, alarm.unit)}`}
              </b>
              <span>
                {priorityWord(language, alarm.priority)} ·{' '}
                {alarm.since_s === null
                  ? t.limitOnly(limit)
                  : t.limitLine(limit, duration(language, Math.max(0, view.t_s - alarm.since_s)))}
                {alarm.state === 'acknowledged' ? `, ${t.acknowledged}` : ''}
              </span>
            </span>
            {alarm.state === 'acknowledged' ? null : (
              <button
                type="button"
                class="second"
                disabled={session.watching.value}
                onClick={() => void session.decide({ slot: `alarm.${alarm.id}`, value: 1 })}
              >
                {t.acknowledge}
              </button>
            )}
          </li>
        )
      })}
      {on.length > 1 ? (
        <li class={`alarms-more${on.length > 2 ? ' always' : ''}`}>
          <button type="button" class="second" onClick={() => (session.sheet.value = { kind: 'alarms' })}>
            {controlTexts[language].alarmsOn(on.length)}
          </button>
        </li>
      ) : null}
    </ul>
  )
}

/** A person: a line to be read, or a question with its replies. */
function Voices({ session, view }: { session: Session; view: Snapshot }) {
  const language = session.language.value
  const t = texts[language]
  const question = view.questions[0]
  const asked = question && session.text.value.questions?.[question.id]
  if (question && asked && !session.morning.value && !session.tape.value) {
    const { name } = personName(language, question.who)
    return (
      <section class="voice asks" aria-label={t.question(name)}>
        <p>
          <b>{t.says(name)}</b> {asked.asks}
        </p>
        <div class="buttons">
          {repliesInTurn(view.seed, question.id, Math.min(question.replies, asked.replies.length)).map((i) => (
            <button
              key={i}
              type="button"
              class="second"
              disabled={session.watching.value}
              onClick={() => {
                void session.decide({ slot: `reply.${question.id}`, value: i }).then((taken) => {
                  if (taken) session.speak((text) => text.questions?.[question.id]?.answers?.[i])
                })
              }}
            >
              {asked.replies[i]}
            </button>
          ))}
        </div>
      </section>
    )
  }
  const voice = session.voice.value
  if (!voice || session.morning.value || session.tape.value) return null
  return (
    <section class="voice" aria-label={personName(language, voice.who).name}>
      <p>
        <b>{t.says(personName(language, voice.who).name)}</b> {voice.says}
      </p>
      <button type="button" class="second" onClick={() => session.speak(null)}>
        {t.understood}
      </button>
    </section>
  )
}

/** More of them, and nobody reads their names. */
const MOST_STATIONS = 14

/** The batch line: this level's steps, what is done and what is to come; on the way to the vial, as far as it is seen. */
function Stations({ session, view, language }: { session: Session; view: Snapshot; language: Language }) {
  const frame = session.tape.value ? session.frame.value : null
  const all = view.stations.map((s, i) => ({
    ...s,
    state: frame === null ? s.state : frame.done.includes(i) ? 'done' : i === frame.at ? 'now' : 'todo',
  }))
  // Of a long tree one's own steps, the one the crew is at, and the vials at its ends.
  const mine = all.some((s) => s.mode === 'play' && s.state === 'now')
  const crews = all.find((s) => s.mode === 'auto' && s.state === 'now')
  const short = all.filter((s) => s.mode === 'play' || (!mine && s === crews))
  const isLong = all.length > MOST_STATIONS
  const vials: Station = {
    id: 'vials',
    unit: 'sterileFill',
    mode: 'auto',
    state: view.over && frame === null ? 'done' : 'todo',
  }
  const stations = isLong ? [...short, vials] : all
  return (
    <nav class="gallery" aria-label={texts[language].line}>
      <ol class="stations" role="list">
        {stations.map((s, i) => (
          <li key={s.id} class={s.state} aria-current={s.state === 'now' ? 'step' : undefined}>
            <span class={`station by-${s.mode}`}>
              {s.state === 'done' ? <Icon name="check" size={18} /> : s.state === 'now' ? i + 1 : null}
            </span>
            <span class="station-name">{unitName(language, s.unit, s.place).short}</span>
          </li>
        ))}
      </ol>
    </nav>
  )
}
