import {
  pairName,
  sharedName,
  suiteName,
  type Language,
  type TaskSnapshot,
  taskName,
  testName,
  typeset,
  waitingName,
  weekday,
  weekHour,
  type WeekSnapshot,
  whyNot,
  zoneName,
} from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { Session } from '../session.ts'
import { Notices } from '../settings/Notices.tsx'
import { Refusal } from '../sheet.tsx'
import { weekTexts } from './text.ts'
import './week.css'

const HOUR = 3600
const DAY = 86_400
const SUITES = ['plasma', 'antibody', 'aav'] as const

/** A week over three suites: the board on the wall; beside it the telephone, the laboratory, the roster. */
export function Week({ session, week }: { readonly session: Session; readonly week: WeekSnapshot }) {
  const language = session.language.value
  const t = weekTexts[language]
  return (
    <>
      <main class="hall week-hall" id="hall">
        <h1 class="unseen">{session.text.value.title}</h1>
        <Chart language={language} week={week} />
        <div class="suites" aria-label={t.suites} role="group">
          {SUITES.map((suite) => (
            <SuiteCard key={suite} session={session} week={week} suite={suite} />
          ))}
        </div>
        <People session={session} week={week} />
      </main>
      <aside class="desk week-desk" aria-label={t.desk}>
        <Notices session={session} />
        <Phone session={session} week={week} />
        <Refusal session={session} />
        <Lab session={session} week={week} />
        <Room session={session} week={week} />
        <Roster session={session} week={week} />
        <div class="buttons week-go">
          <button type="button" class="big" disabled={session.watching.value} onClick={() => void session.untilNews()}>
            <Icon name="skip" size={20} /> {t.wait}
          </button>
          <button type="button" class="second" disabled={session.watching.value} onClick={() => void session.leave()}>
            {t.leave}
          </button>
        </div>
      </aside>
    </>
  )
}

/** Hours of the days somebody is there are drawn wide; nights are a strip. */
const NIGHT_SHARE = 0.22

/** Where a second of the week stands on the chart, 0 to 100. */
function placeOf(week: WeekSnapshot, t_s: number): number {
  const days = Math.ceil(week.hours_s / DAY)
  const day = Math.min(days - 1, Math.floor(t_s / DAY))
  const of_s = Math.min(DAY, t_s - day * DAY)
  const open_s = week.present_s
  const inDay =
    of_s <= open_s
      ? ((1 - NIGHT_SHARE) * of_s) / open_s
      : 1 - NIGHT_SHARE + (NIGHT_SHARE * (of_s - open_s)) / (DAY - open_s)
  return (100 * (day + inDay)) / days
}

function Chart({ language, week }: { language: Language; week: WeekSnapshot }) {
  const t = weekTexts[language]
  const days = Math.ceil(week.hours_s / DAY)
  const at = (s: number): string => `${placeOf(week, s).toFixed(2)}%`
  const wide = (from_s: number, to_s: number): string =>
    `${Math.max(0.3, placeOf(week, Math.min(to_s, week.hours_s)) - placeOf(week, from_s)).toFixed(2)}%`
  return (
    <div class="week-chart" role="img" aria-label={t.chart}>
      <div class="week-days">
        {Array.from({ length: days }, (_, day) => (
          <span key={day} class={day === Math.floor(week.t_s / DAY) ? 'is-today' : ''}>
            {weekday(language, day)}
          </span>
        ))}
      </div>
      {SUITES.map((suite) => (
        <div key={suite} class={`week-lane of-${suite}`}>
          <b>{suiteName(language, suite)}</b>
          <div>
            {week.tasks.map((task) =>
              task.suite === suite ? (
                <Bars key={task.id} language={language} week={week} task={task} at={at} wide={wide} />
              ) : null,
            )}
            {Array.from({ length: days }, (_, day) => (
              <i
                key={day}
                class="week-night"
                style={{
                  left: at(day * DAY + week.present_s),
                  width: wide(day * DAY + week.present_s, (day + 1) * DAY),
                }}
              />
            ))}
            <i class="week-now" style={{ left: at(week.t_s) }} />
          </div>
        </div>
      ))}
    </div>
  )
}

interface BarsProps {
  readonly language: Language
  readonly week: WeekSnapshot
  readonly task: TaskSnapshot
  at(s: number): string
  wide(from_s: number, to_s: number): string
}

/** What is over, what runs and until when by the plan; before it what has waited, and how far it may. */
function Bars({ language, week, task, at, wide }: BarsProps) {
  const { since_s, begun_s, done_s, holdEnds_s } = task
  const planned_s = begun_s === null ? null : begun_s + week.setUp_s + task.plan_s
  const waited_s = begun_s ?? week.t_s
  return (
    <>
      {since_s !== null && waited_s > since_s && task.state !== 'before' ? (
        <i class="week-wait" style={{ left: at(since_s), width: wide(since_s, waited_s) }} />
      ) : null}
      {holdEnds_s !== null && begun_s === null && since_s !== null && holdEnds_s < week.hours_s ? (
        <i class={`week-hold${holdEnds_s < week.t_s ? ' is-over' : ''}`} style={{ left: at(holdEnds_s) }} />
      ) : null}
      {begun_s === null ? null : (
        <span
          class={`week-bar is-${task.state}`}
          style={{ left: at(begun_s), width: wide(begun_s, done_s ?? Math.max(week.t_s, planned_s!)) }}
        >
          <span>{taskName(language, task.id)}</span>
        </span>
      )}
    </>
  )
}

function SuiteCard({ session, week, suite }: { session: Session; week: WeekSnapshot; suite: string }) {
  const language = session.language.value
  const t = weekTexts[language]
  const mine = week.tasks.filter((task) => task.suite === suite)
  const running = mine.find((task) => task.state === 'begun')
  const ready = mine.find((task) => task.state === 'ready')
  const next = mine.find((task) => task.state === 'before')
  const done = mine.filter((task) => task.state === 'done').length
  return (
    <section class={`suite-card of-${suite}`} aria-labelledby={`suite-${suite}`}>
      <h2 id={`suite-${suite}`}>
        {suiteName(language, suite)}{' '}
        <small>
          {done} / {mine.length}
        </small>
      </h2>
      {running ? (
        <p class="suite-runs">
          <b>{taskName(language, running.id)}</b>
          <span>
            {t.running(
              weekHour(language, running.begun_s!),
              weekHour(language, running.begun_s! + week.setUp_s + running.plan_s),
            )}
          </span>
        </p>
      ) : null}
      {ready ? <Ready session={session} week={week} task={ready} /> : null}
      {next && !ready ? (
        <p class="suite-next">
          <b>{t.notYet(taskName(language, next.id))}</b>
          {next.since_s !== null ? <span>{t.from(weekHour(language, next.since_s))}</span> : null}
          {next.due_s === null ? null : <span>{t.planned(weekHour(language, next.due_s))}</span>}
          <Wants language={language} task={next} />
        </p>
      ) : null}
      {!next && !ready && !running ? <p class="suite-done">{t.allDone}</p> : null}
    </section>
  )
}

const listed = (language: Language, ids: readonly string[], name: (l: Language, id: string) => string): string =>
  ids.map((id) => name(language, id)).join(', ')

function Wants({ language, task }: { language: Language; task: TaskSnapshot }) {
  const t = weekTexts[language]
  const free = task.needs.filter((n) => !task.taken.includes(n))
  return (
    <>
      {task.missing.length ? (
        <span class="is-short">{typeset(language, t.missing(listed(language, task.missing, testName)))}</span>
      ) : null}
      {task.taken.length ? (
        <span class="is-short">{typeset(language, t.taken(listed(language, task.taken, sharedName)))}</span>
      ) : null}
      {free.length ? <span>{typeset(language, t.needs(listed(language, free, sharedName)))}</span> : null}
      {task.clear ? null : <span class="is-short">{t.unclear}</span>}
    </>
  )
}

/** What stands there, for how long, how long it may; and who could begin. */
function Ready({ session, week, task }: { session: Session; week: WeekSnapshot; task: TaskSnapshot }) {
  const language = session.language.value
  const t = weekTexts[language]
  const still = session.watching.value
  const left_h = task.holdEnds_s === null ? null : (task.holdEnds_s - week.t_s) / HOUR
  return (
    <div class="suite-ready">
      <p>
        <b>{taskName(language, task.id)}</b>
        <span>{typeset(language, t.waits(waitingName(language, task.id), (week.t_s - task.since_s!) / HOUR))}</span>
        {left_h === null ? null : (
          <span class={left_h < 4 ? 'is-short' : ''}>
            {left_h > 0 ? typeset(language, t.hold(left_h)) : t.holdOver}
          </span>
        )}
        {task.due_s === null ? null : <span>{typeset(language, t.planned(weekHour(language, task.due_s)))}</span>}
        <span>{t.takes(task.plan_s / HOUR, task.hands_s === null ? null : task.hands_s / HOUR)}</span>
        <Wants language={language} task={task} />
        {task.soon ? <span class="is-soon">{t.soon}</span> : null}
      </p>
      <div class="begins" role="group" aria-label={`${taskName(language, task.id)} ${t.begin}`}>
        <span aria-hidden="true">{t.begin}</span>
        {week.pairs.map((pair) => {
          const why = task.refused[pair.id]
          const crosses = why === null && pair.zone !== null && pair.zone !== task.zone
          return (
            <button
              key={pair.id}
              type="button"
              class={crosses ? 'is-crossing' : ''}
              disabled={still || why !== null || task.taken.length > 0}
              onClick={() => void session.decide({ slot: `${task.suite}.${task.id}`, value: pair.id })}
            >
              <b>{pairName(language, pair.id)}</b>
              {why ? <small>{whyNot(language, why)}</small> : null}
              {crosses ? <small>{t.crosses(zoneName(language, pair.zone!))}</small> : null}
            </button>
          )
        })}
      </div>
    </div>
  )
}

function People({ session, week }: { session: Session; week: WeekSnapshot }) {
  const language = session.language.value
  const t = weekTexts[language]
  return (
    <section class="week-people" aria-labelledby="week-people">
      <h2 id="week-people" class="unseen">
        {t.people}
      </h2>
      <ul role="list">
        {week.pairs.map((pair) => (
          <li key={pair.id} class={pair.there ? (pair.at === null ? 'is-free' : 'is-busy') : 'is-away'}>
            <b>{pairName(language, pair.id)}</b>
            <span>{pair.ill ? t.ill : pair.late ? t.late : t.early}</span>
            <span class="pair-at">
              {pair.at === null ? (pair.there ? t.free : t.gone) : taskName(language, pair.at)}
            </span>
            <small>{typeset(language, t.can(listed(language, pair.suites, suiteName)))}</small>
            {pair.zone === null ? null : <small>{typeset(language, t.zone(zoneName(language, pair.zone)))}</small>}
          </li>
        ))}
      </ul>
      <ul role="list" class="week-shared">
        {week.shared.map(({ id, users }) => (
          <li key={id} class={users.length ? 'is-busy' : 'is-free'}>
            <b>{sharedName(language, id)}</b>{' '}
            <span>{users.length ? typeset(language, t.usedBy(listed(language, users, taskName))) : t.isFree}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Phone({ session, week }: { session: Session; week: WeekSnapshot }) {
  const language = session.language.value
  const t = weekTexts[language]
  const still = session.watching.value
  const told = session.text.value.incidents ?? {}
  const open = week.incidents.filter((i) => i.answered === null && (i.replies > 0 || week.t_s - i.begins_s < 8 * HOUR))
  return (
    <section class="week-phone" aria-labelledby="week-phone" aria-live="polite">
      <h2 id="week-phone">{open.length ? t.asks : t.nobody}</h2>
      {open.map((i) => {
        const text = told[i.id]
        const ill =
          i.variant !== null && week.pairs.some((p) => p.id === i.variant) ? pairName(language, i.variant) : ''
        return (
          <div key={i.id} class="week-call">
            <p class="said">{text?.asks.replace('{pair}', ill)}</p>
            {i.canLook && text?.look ? (
              <button
                type="button"
                class="second"
                disabled={still}
                onClick={() => void session.decide({ slot: `check.${i.id}`, value: 1 })}
              >
                <Icon name="eye" size={20} /> {typeset(language, t.look(text.look))}
              </button>
            ) : null}
            {i.looked && i.variant !== null ? (
              <p class="seen">
                <b>{t.looked}</b> {text?.seen?.[i.variant]}
              </p>
            ) : null}
            {text?.replies.slice(0, i.replies).map((reply, n) => (
              <button
                key={reply}
                type="button"
                disabled={still}
                onClick={() => void session.decide({ slot: `answer.${i.id}`, value: n })}
              >
                {reply}
              </button>
            ))}
          </div>
        )
      })}
    </section>
  )
}

function Lab({ session, week }: { session: Session; week: WeekSnapshot }) {
  const language = session.language.value
  const t = weekTexts[language]
  return (
    <section class="week-lab" aria-labelledby="week-lab">
      <h3 id="week-lab">{t.lab}</h3>
      <ul role="list">
        {week.tests.map((test) => (
          <li key={test.id} class={`is-${test.state}`}>
            <span>{testName(language, test.id)}</span>
            {test.state === 'sample' ? (
              <button
                type="button"
                aria-label={`${testName(language, test.id)} ${t.order(test.takes_s / HOUR)}`}
                disabled={session.watching.value}
                onClick={() => void session.decide({ slot: `lab.${test.id}`, value: 1 })}
              >
                {t.order(test.takes_s / HOUR)}
              </button>
            ) : (
              <small>
                {test.state === 'ordered'
                  ? t.due(weekHour(language, test.due_s!))
                  : test.state === 'result'
                    ? t.result
                    : t.noSample}
              </small>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Room({ session, week }: { session: Session; week: WeekSnapshot }) {
  const language = session.language.value
  const t = weekTexts[language]
  const { room, lastIn, canClean, clean } = week.changeover
  if (lastIn === null) return null
  const free = week.pairs.filter((p) => p.there && p.at === null)
  return (
    <section class="week-room" aria-labelledby="week-room">
      <h3 id="week-room">{t.clean}</h3>
      <p>{clean ? t.cleanNow : typeset(language, t.lastIn(suiteName(language, lastIn)))}</p>
      {clean ? null : (
        <div class="buttons">
          {free.map((pair) => (
            <button
              key={pair.id}
              type="button"
              disabled={session.watching.value || !canClean}
              onClick={() => void session.decide({ slot: `clean.${room}`, value: pair.id })}
            >
              {pairName(language, pair.id)}
            </button>
          ))}
        </div>
      )}
    </section>
  )
}

/** One of the three comes in the afternoon: today, as long as they have not begun; or tomorrow. */
function Roster({ session, week }: { session: Session; week: WeekSnapshot }) {
  const language = session.language.value
  const t = weekTexts[language]
  const day = Math.floor(week.t_s / DAY)
  const days = [
    ...(week.t_s % DAY <= 2 * HOUR ? [{ topic: 'today', name: t.today, day }] : []),
    ...(day + 1 < week.roster.length ? [{ topic: 'tomorrow', name: t.tomorrow, day: day + 1 }] : []),
  ]
  return (
    <section class="week-roster" aria-labelledby="week-roster">
      <h3 id="week-roster">{t.roster}</h3>
      {days.map(({ topic, name, day: of }) => (
        <div key={topic} role="group" aria-label={`${t.roster} ${name}`}>
          <span aria-hidden="true">{name}</span>
          {week.pairs.map((pair) => (
            <button
              key={pair.id}
              type="button"
              aria-pressed={week.roster[of] === pair.id ? 'true' : 'false'}
              disabled={session.watching.value}
              onClick={() => {
                if (week.roster[of] !== pair.id) void session.decide({ slot: `roster.${topic}`, value: pair.id })
              }}
            >
              {pairName(language, pair.id).split(' ')[0]}
            </button>
          ))}
        </div>
      ))}
    </section>
  )
}
