import { unitOf } from './units.ts'
import type { Run, Stamped } from './state.ts'

/**
 * A finished run at a human pace: what the hands, the eyes and the pen do in each minute of a real play. It counts what
 * must be done and read to come to the same log, not what a person ponders besides: the least a level takes.
 */

/** Silent reading of unfamiliar prose on a screen, words a minute: 238 is usual, 180 with figures and a second language. */
const READING_WPM = 180

/** Real seconds of hand by verb: finding the thing, the gesture, seeing that it took. */
const HAND_S = {
  /** A panel comes close, a figure is taken in. */
  look: 2,
  /** Valve, bag, ticks for the assays. */
  sample: 3,
  /** A slider is dragged to a value and let go. */
  setPoint: 4,
  /** A dose: amount and confirmation. */
  act: 4,
  /** Digit wheel and ink. */
  write: 7,
  /** Pick up, choose whom and what about. */
  call: 5,
  /** Five tiles. */
  deviation: 12,
  /** Three tiles of sign, limit, act, whom to call. */
  orders: 12,
  /** The same as the night before: one press. */
  sameOrders: 2,
  acknowledge: 1,
  /** Three short replies weighed and one pressed. */
  reply: 5,
  leave: 1,
  /** The thumb on a curve. */
  forecast: 3,
  /** A turn of a wheel, a tap, a hold begun or let go, while the clock runs. */
  turn: 0.5,
} as const

/**
 * The least a hand takes, whoever's: pointing at another thing and pressing it, 0.8 + 0.2 s; pressing once more what is
 * under the finger, 0.08 s. Ends of the ranges of the keystroke-level model (S. Card, T. Moran, A. Newell, Communications
 * of the ACM 23, 1980, 396–410: pointing 0.8 to 1.5 s, press 0.2 s, key of the best typist 0.08 s). Nothing is read or
 * thought in it; who works by keys alone prepares each choice for 1.35 s there, which is more.
 */
const LEAST_S = { other: 1, same: 0.08 } as const

/** Real seconds under which nobody has made these decisions by hand. */
export const leastSeconds = (log: readonly { readonly slot: string }[]): number =>
  log.reduce((sum, { slot }, i) => sum + (slot === log[i - 1]?.slot ? LEAST_S.same : LEAST_S.other), 0)

/** Choosing what and how much, for each slot that is a choice: between two and five seconds where options are few. */
const DECIDING_S = 3
/** The time-lapse of a night, and of what runs on to the vials after the player's part: the screen plays them so long. */
export const NIGHT_S = 3
export const EPILOGUE_S = 20
/** A result is waited for with the clock running fast. */
const RESULT_S = 1
/** Name, place, figure and limit of what rings; label and figure of a result. */
const ALARM_WORDS = 8
const RESULT_WORDS = 2
/** A question of an inspector; a line of a document, and how many are gone through at what pace to find it. */
/** Suites and pairs on the board of a week; what is told when something of it is over. */
const LANES = 6
const NEWS_WORDS = 5
/** A line of a transfer: what is printed and what one finds; and how many there are of a guest. */
const GAP_WORDS = 19
const LINES_OF_A_GUEST = 5
/** What somebody comes to tell in a week with its replies, and what a second instrument says of it. */
const TOLD_WORDS = 36
const SEEN_WORDS = 18
const ASKED_WORDS = 10
const LINE_WORDS = 8
const LINES = 10
const LINE_S = 1.5
/** One sentence of a witness or of a test. */
const BOARD_WORDS = 10
/** Six operations, each with what was lost there. */
const PLAN_WORDS = 48
/** Codes and dates of a list. */
const DOCUMENT_WORDS = 14

export const OCCUPATIONS = ['handling', 'deciding', 'reading', 'writing', 'waiting'] as const
export type Occupation = (typeof OCCUPATIONS)[number]
type Seconds = Readonly<Record<Occupation, number>>

/** The texts of a level, as its files have them; what is missing is not read. */
export interface Script {
  readonly story?: string | undefined
  readonly mornings?: Readonly<Record<string, unknown>> | undefined
  readonly moments?: Readonly<Record<string, unknown>> | undefined
  readonly people?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined
  readonly calls?: Readonly<Record<string, unknown>> | undefined
  readonly questions?:
    | Readonly<Record<string, { readonly answers?: readonly unknown[] | undefined; readonly next?: unknown }>>
    | undefined
  readonly ending?: Readonly<Record<string, unknown>> | undefined
  readonly groups?: Readonly<Record<string, unknown>> | undefined
}

export interface Pace {
  readonly minutes: readonly Seconds[]
  readonly total: Seconds
  readonly total_min: number
  readonly words: number
  /** Longest real time without a decision that changes the model, and the plant second at which it began. */
  readonly longest: { readonly seconds: number; readonly after_s: number }
  readonly decisions: number
  /** What everybody is asked and told at the end, after the play; of a demo, which gives medals, nothing. */
  readonly debrief: Seconds
  readonly checks: readonly Check[]
}

export interface Check {
  readonly rule: string
  readonly found: number
  readonly least: number | null
  readonly most: number | null
  readonly met: boolean
}

interface Moment {
  readonly t_s: number
  /** Order within a second: what is told before what is done. */
  readonly rank: number
  readonly parts: readonly (readonly [Occupation, number])[]
  readonly words: number
  readonly changes: boolean
}

export function paceOf(run: Run, script: Script, disposition: string): Pace {
  const isDemo = run.level.work!.medals !== null
  const all = momentsOf(run, script, disposition)
  const moments = isDemo ? byTheClock(run, all) : all
  const minutes: Record<Occupation, number>[] = []
  const total: Record<Occupation, number> = { handling: 0, deciding: 0, reading: 0, writing: 0, waiting: 0 }
  let now = 0
  const spend = (what: Occupation, seconds: number): void => {
    total[what] += seconds
    for (let left = seconds; left > 0;) {
      const minute = Math.floor(now / 60)
      while (minutes.length <= minute) minutes.push({ handling: 0, deciding: 0, reading: 0, writing: 0, waiting: 0 })
      const share = Math.min(left, 60 * (minute + 1) - now)
      minutes[minute]![what] += share
      now += share
      left -= share
    }
  }
  let words = 0
  let decisions = 0
  let since = 0
  let after_s = 0
  let longest = { seconds: 0, after_s: 0 }
  for (const m of moments) {
    words += m.words
    spend('reading', (60 * m.words) / READING_WPM)
    for (const [what, seconds] of m.parts) spend(what, seconds)
    if (!m.changes) continue
    decisions++
    // Sums of thirds of a second are not forty to the last bit.
    const seconds = Math.round(1e6 * (now - since)) / 1e6
    if (seconds > longest.seconds) longest = { seconds, after_s }
    since = now
    after_s = m.t_s
  }
  return {
    minutes,
    total,
    total_min: now / 60,
    words,
    longest,
    decisions,
    debrief: isDemo ? NOTHING : debriefOf(script),
    checks: isDemo ? demoChecks(now, longest.seconds) : checksOf(total, now, longest.seconds),
  }
}

const NOTHING: Seconds = { handling: 0, deciding: 0, reading: 0, writing: 0, waiting: 0 }
/** Yield, purity and compliance are guessed before they are seen, then what weighed most; at the end one thing is meant. */
const DIALS = 3

/** The first minute of a debrief: the file behind it is opened by who wants to, and not counted. */
function debriefOf({ groups = {} }: Script): Seconds {
  // One of them is named, with its reason; which one is the lot's.
  const words = wordsIn(groups) / Math.max(1, Object.keys(groups).length)
  return {
    ...NOTHING,
    handling: DIALS * HAND_S.setPoint + 2 * HAND_S.reply,
    deciding: (DIALS + 2) * DECIDING_S,
    reading: (60 * words) / READING_WPM,
  }
}

/** Of a run to which something goes wrong: when that is, or rings a little later; null: it never does. */
export function goesWrongAt(run: Run, fault: string): number | null {
  const { facts } = run.desk!
  const at_s = facts.find((f) => f.kind === 'fault' && f.fault === fault)?.t_s
  if (at_s === undefined) return null
  return facts.find((f) => f.kind === 'alarm' && f.t_s >= at_s && f.t_s <= at_s + 3600)?.t_s ?? at_s
}

/**
 * The morning, or the opening of a step, from which a run has about so many minutes of play left, without the reading:
 * where somebody can take it over.
 */
export function takeOverAt(run: Run, minutes: number): number {
  const moments = momentsOf(run, {}, '')
  const played = new Set(run.level.steps.filter((s) => s.mode === 'play').map((s) => s.id))
  const from = run.desk!.facts.flatMap((f) =>
    (f.kind === 'morning' || (f.kind === 'opened' && played.has(f.step))) && f.t_s >= run.level.work!.starts_s
      ? [f.t_s]
      : [],
  )
  const left_s = (t_s: number): number =>
    moments.reduce((sum, m) => (m.t_s < t_s ? sum : m.parts.reduce((all, [, s]) => all + s, sum)), 0)
  const off = (t_s: number): number => Math.abs(left_s(t_s) - 60 * minutes)
  return from.reduce((best, t_s) => (off(t_s) < off(best) ? t_s : best), run.level.work!.starts_s)
}

/**
 * A demo's clock never stops for a hand: between two turns there is as much time as the plant takes at the pace of its
 * beat. What the turn itself does not need goes into the next one, as long as a choice takes, and what is left is waiting.
 */
function byTheClock(run: Run, moments: readonly Moment[]): readonly Moment[] {
  const beats = run.closed.flatMap(({ index, opened_s, closed_s }) => {
    const { mode, pace } = run.level.steps[index]!
    return mode === 'play' ? [{ opened_s, closed_s, pace: pace ?? 1 }] : []
  })
  const real_s = (t_s: number): number =>
    beats.reduce((sum, b) => sum + Math.max(0, Math.min(t_s, b.closed_s) - b.opened_s) / b.pace, 0)
  const end_s = Math.max(...beats.map((b) => b.closed_s))
  return moments.map((m, i): Moment => {
    if (i === moments.length - 1) return m
    const gap = real_s(moments[i + 1]?.t_s ?? end_s) - real_s(m.t_s)
    const handling = m.changes ? Math.min(HAND_S.turn, gap) : 0
    const deciding = Math.min(DECIDING_S, gap - handling)
    const parts: Moment['parts'] = [
      ['handling', handling],
      ['deciding', deciding],
      ['waiting', gap - handling - deciding],
    ]
    return { ...m, parts }
  })
}

/** Three minutes at a fair, the result read. */
function demoChecks(all_s: number, longest_s: number): readonly Check[] {
  const most = (rule: string, found: number, limit: number): Check => ({
    rule,
    found,
    least: null,
    most: limit,
    met: found <= limit,
  })
  return [
    most('longest without a decision that changes the model, s', longest_s, 40),
    most('in all, min', all_s / 60, 3),
  ]
}

/** The rule of play (no. 15) for every level but a plant's first. */
function checksOf(total: Seconds, all_s: number, longest_s: number): readonly Check[] {
  const percent = (seconds: number): number => (all_s > 0 ? (100 * seconds) / all_s : 0)
  const check = (rule: string, found: number, least: number | null, most: number | null): Check => ({
    rule,
    found,
    least,
    most,
    met: (least === null || found >= least) && (most === null || found <= most),
  })
  return [
    check('handling and deciding, %', percent(total.handling + total.deciding), 50, null),
    check('reading, %', percent(total.reading), null, 20),
    check('writing, %', percent(total.writing), null, 20),
    check('waiting, %', percent(total.waiting), null, 10),
    check('longest without a decision that changes the model, s', longest_s, null, 40),
    check('in all, min', all_s / 60, 10, 18),
  ]
}

function momentsOf(run: Run, script: Script, disposition: string): readonly Moment[] {
  const { level } = run
  const { facts } = run.desk!
  const played = new Set(level.steps.filter((s) => s.mode === 'play').map((s) => s.id))
  // Handed on for the last time, or decided about.
  const isLast = (f: (typeof facts)[number]): boolean =>
    (f.kind === 'closed' && played.has(f.step)) || f.kind === 'proposed'
  const shipped = run.log.filter((d) => d.slot === 'disposition.ship')
  const end_s =
    run.desk!.inspection || run.desk!.week || run.desk!.transfer
      ? run.t_s
      : Math.max(0, ...facts.flatMap((f) => (isLast(f) ? [f.t_s] : [])), ...shipped.map((d) => d.t))
  const opened_s = facts.flatMap((f) => (f.kind === 'opened' && played.has(f.step) ? [[f.step, f.t_s] as const] : []))
  const closed_s = new Map(facts.flatMap((f) => (f.kind === 'closed' ? [[f.step, f.t_s] as const] : [])))
  const isPlayers = (t_s: number): boolean =>
    !level.work!.disposition || opened_s.some(([id, at_s]) => at_s <= t_s && (closed_s.get(id) ?? Infinity) >= t_s)
  const moments: Moment[] = []
  const add = (t_s: number, rank: number, parts: Moment['parts'], words = 0, changes = false): void =>
    void moments.push({ t_s, rank, parts, words, changes })

  const first = opened_s[0]?.[0] ?? ''
  add(0, 0, [], wordsIn(script.story) + wordsIn(script.moments?.[first] ?? script.mornings?.['0']))
  // Mornings are counted from that on which the culture began, as the page does.
  const culture_s = opened_s.find(([id]) => level.steps.some((s) => s.id === id && s.unit === 'culture'))?.[1] ?? 0
  const { length_s } = level.work!.rounds
  for (const fact of facts) {
    if (fact.t_s > end_s) continue
    // Nights before the player came were nobody's; days on which nothing was are passed over.
    if (fact.kind === 'morning' && fact.t_s >= run.level.work!.starts_s && isPlayers(fact.t_s))
      add(
        fact.t_s,
        0,
        [['waiting', run.desk!.transfer ? 0 : NIGHT_S]],
        wordsIn(script.mornings?.[fact.round - Math.floor(culture_s / length_s)]),
      )
    else if (fact.kind === 'opened' && played.has(fact.step) && fact.t_s > 0)
      add(fact.t_s, 0, [], wordsIn(script.moments?.[fact.step]))
    else if (fact.kind === 'alarm') add(fact.t_s, 0, [], ALARM_WORDS)
    // What is over in the night is on the board in the morning; what comes at once is told at once.
    else if (fact.kind === 'week') {
      const isTold = fact.t_s % 86_400 < level.work!.week!.late_s[1] && !moments.some((m) => m.t_s === fact.t_s)
      if (isTold)
        add(
          fact.t_s,
          0,
          [
            ['handling', HAND_S.leave],
            ['waiting', RESULT_S],
          ],
          NEWS_WORDS,
        )
    } else if (fact.kind === 'result') add(fact.t_s, 0, [], RESULT_WORDS)
    else if (fact.kind === 'rung') {
      const panel = fact.why.slice(fact.why.indexOf('.') + 1)
      // Three figures of a lot from elsewhere are held against their limits.
      const weighed = /^(trial|gmp)_/.test(fact.why) ? 3 : 0
      const parts = Array.from({ length: weighed }, () => ['deciding', DECIDING_S] as const)
      add(fact.t_s, 0, parts, wordsIn(script.calls?.[panel] ?? script.calls?.['*']))
    }
  }
  // Results of one sample come together: they are waited for once.
  const waited = new Set(run.desk!.samples.filter((s) => s.drawn_s <= end_s).map((s) => `${s.step} ${s.drawn_s}`))
  for (const key of waited) add(Number(key.split(' ')[1]) + 1, 0, [['waiting', RESULT_S]])
  for (const d of run.log) if (d.by === 'player' && d.t <= end_s) moments.push(done(run, d, script))
  // Vials of a lot that has been decided about go nowhere any more.
  const isOnItsWay = run.desk!.disposition === null && !run.desk!.inspection && !run.desk!.week && !run.desk!.transfer
  add(end_s, 2, [['waiting', isOnItsWay ? EPILOGUE_S : 0]], wordsIn(script.ending?.[disposition]))
  // Stable: decisions of one second stay in their order.
  return moments.sort((a, b) => a.t_s - b.t_s || a.rank - b.rank)
}

/** What a decision asks of a person: hand, thought, pen; and what is said in answer. */
function done(run: Run, d: Stamped, script: Script): Moment {
  const dot = d.slot.indexOf('.')
  const [place, topic] = [d.slot.slice(0, dot), d.slot.slice(dot + 1)]
  const moment = (parts: Moment['parts'], words = 0, changes = false): Moment => ({
    t_s: d.t,
    rank: 1,
    parts,
    words,
    changes,
  })
  const hand = (seconds: number): readonly [Occupation, number] => ['handling', seconds]
  const thought: readonly [Occupation, number] = ['deciding', DECIDING_S]
  if (place === 'record') return moment([['writing', HAND_S.write]])
  if (place === 'case') return moment([['writing', topic === 'deviation' ? HAND_S.deviation : HAND_S.look]])
  if (place === 'alarm') return moment([hand(HAND_S.acknowledge)])
  if (place === 'shift') return moment([hand(HAND_S.leave)])
  if (place === 'night') {
    const before = run.log.filter((x) => x.slot === d.slot && x.by === 'player' && x.seq < d.seq).at(-1)
    const same = before !== undefined && JSON.stringify(before.value) === JSON.stringify(d.value)
    return moment([thought, hand(same ? HAND_S.sameOrders : HAND_S.orders)], 0, true)
  }
  if (place === 'reply') {
    // What to do next time is read at the end, if at all.
    const { answers, next: _, ...asked } = script.questions?.[topic] ?? {}
    const { replies = [] } = run.level.work!.questions.find((q) => q.id === topic) ?? {}
    // Where saying yes moves the plant, saying no has kept it as it is.
    const moves = replies.some((r) => r.does !== undefined)
    return moment([thought, hand(HAND_S.reply)], wordsIn(asked) + wordsIn(answers?.[d.value as number]), moves)
  }
  if (place === 'call') {
    const said = script.people?.[topic]
    const about = typeof d.value === 'string' ? d.value : '*'
    return moment([thought, hand(HAND_S.call)], wordsIn(said?.[about] ?? said?.['*']), topic === 'maintenance')
  }
  if (place === 'board') {
    // Each of them takes plant minutes; what people say and what the test found is read.
    const words = topic === 'ask' || topic === 'test' ? BOARD_WORDS : 0
    return moment(topic === 'ask' ? [hand(HAND_S.look)] : [thought, hand(HAND_S.act)], words, true)
  }
  // A label read, a code scanned; a vial put aside, or taken.
  if (place === 'vial') {
    const isLook = topic === 'look' || topic === 'scan'
    return moment(isLook ? [hand(HAND_S.look)] : [thought, hand(HAND_S.act)], 0, !isLook)
  }
  // A document takes plant minutes, and its codes are held against the others; what is blocked on its word stands.
  if (place === 'trace') {
    const isRead = topic === 'open'
    return moment(
      [thought, ...(isRead ? [thought] : []), hand(isRead ? HAND_S.look : HAND_S.act)],
      isRead ? DOCUMENT_WORDS : 0,
      true,
    )
  }
  // Six operations weighed, four of them ticked.
  if (place === 'plan') return moment([thought, thought, hand(HAND_S.orders)], PLAN_WORDS, true)
  // The record gone through by exception: three lines, a choice, a name.
  if (place === 'disposition') return moment([thought, thought, hand(HAND_S.deviation)], 0, true)
  if (run.desk!.week) {
    // The board is gone over, suite by suite and pair by pair, and what comes after.
    const over: Moment['parts'] = [...Array.from({ length: LANES + 1 }, () => thought), hand(HAND_S.act)]
    // One thing after the other: what is asked for now holds up the rest.
    if (place === 'lab') return moment([thought, thought, thought, hand(HAND_S.leave)], 0, true)
    if (place === 'check') return moment([thought, hand(HAND_S.look)], SEEN_WORDS, true)
    if (place === 'answer') return moment([thought, thought, hand(HAND_S.reply)], TOLD_WORDS, true)
    return moment(over, 0, true)
  }
  if (run.desk!.transfer) {
    const weighed = (n: number): Moment['parts'] => Array.from({ length: n }, () => thought)
    // Which line is worth its hours is weighed among those of its guest; then what was found, and each of three ways.
    if (place === 'gap') return moment([...weighed(LINES_OF_A_GUEST), hand(HAND_S.act)], GAP_WORDS, true)
    if (place === 'fit') return moment([...weighed(3), hand(HAND_S.act)], 0, true)
    if (place === 'verify') return moment([thought, hand(HAND_S.look)], SEEN_WORDS, true)
    if (place === 'word') return moment([thought, thought, hand(HAND_S.reply)], TOLD_WORDS, true)
    // Before a lot is begun its five lines are gone over; before a report is signed, three figures and their limits.
    if (place === 'trial' || place === 'gmp')
      return moment([...weighed(LINES_OF_A_GUEST + 1), hand(HAND_S.act)], 0, true)
    if (place === 'report') return moment([...weighed(4), hand(HAND_S.reply)], 0, true)
    return moment([...weighed(2), hand(HAND_S.act)], 0, true)
  }
  // A document is found on its shelf; a line in it, held against what was asked.
  if (place === 'visit') return moment([thought, hand(HAND_S.act)], 0, true)
  if (run.desk!.inspection) {
    // A question is read when it is put, not again when it is answered.
    const owed = run.log.some((x) => x.slot === d.slot && x.seq < d.seq)
    const words = owed ? 0 : ASKED_WORDS
    return Array.isArray(d.value) && (d.value[0] === 'check' || d.value[0] === 'say')
      ? moment([thought, hand(HAND_S.leave)], words, true)
      : moment([hand(LINE_S * LINES), thought, thought, hand(HAND_S.act)], words + LINE_WORDS, true)
  }
  // The room and its bags: a lamp, a tag, a clip.
  if (place === 'room' || place === 'bag') {
    const isLook = topic === 'look'
    return moment(isLook ? [hand(HAND_S.look)] : [thought, hand(HAND_S.act)], 0, !isLook)
  }
  if (topic === 'look') return moment([hand(HAND_S.look)])
  // A sample is volume out of the vessel.
  if (topic === 'assay') return moment([thought, hand(HAND_S.sample)], 0, true)
  if (topic === 'forecast') return moment([thought, hand(HAND_S.forecast)])
  const step = run.level.steps.find((s) => s.id === place)!
  const isAct = topic === 'proceed' || Object.hasOwn(unitOf(step).acts, topic)
  return moment([thought, hand(isAct ? HAND_S.act : HAND_S.setPoint)], 0, true)
}

/** Words in a text, or in all the texts of a part of a level's file; who says them is a picture. */
export function wordsIn(text: unknown): number {
  if (typeof text === 'string') return text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length
  if (typeof text !== 'object' || text === null) return 0
  return Object.entries(text).reduce((sum, [key, inner]) => sum + (key === 'who' ? 0 : wordsIn(inner)), 0)
}
