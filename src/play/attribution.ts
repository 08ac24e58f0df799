import { type Digestible, digestOf } from '../sim/index.ts'
import { copyRun } from './copy.ts'
import { type Course, watchCourse } from './course.ts'
import { type Example, exampleOf } from './example.ts'
import type { Level } from './level.ts'
import { amountsOf, purityOf } from './rating.ts'
import { type Recorded, recorded } from './hands/recorded.ts'
import { type Policy, startRun, type Watch } from './run.ts'
import type { Answer, Run } from './state.ts'
import {
  type Answering,
  begin,
  finish,
  type Hand,
  OPEN,
  type Progress,
  type Timed,
  type Working,
  workOn,
  workThrough,
} from './work.ts'

/** What is split over decisions: product before disposition, in per cent of the expert's, and the uncapped purity index. */
export interface Worth {
  readonly yield: number
  readonly purity: number
}

export interface Part extends Worth {
  readonly group: string
  /** Of a group with one differing slot, or one that was opened. */
  readonly slots: readonly ({ readonly slot: string } & Worth)[]
  /** Where the two part most plainly in it; null: in nothing that has a figure. */
  readonly example: Example | null
  /** The plant second of the record before which nothing of it differs: where to begin again. Null: nowhere in particular. */
  readonly apart_s: number | null
}

export interface Explanation {
  /** This run less the expert's, on the same level, seed and faults. */
  readonly gap: Worth
  /** One part for each group in which the two differ, in the level's order; parts add up to the gap. */
  readonly parts: readonly Part[]
  readonly runs: number
}

/** What is known while the rest is worked out: the gap, the groups in which the two differ, coalitions met of all, 0 to 1. */
export interface SoFar {
  readonly gap: Worth
  /** What the expert came to. */
  readonly experts: Worth
  readonly groups: readonly string[]
  readonly share: number
}

/** Everything no group of the level claims: looks, samples, lines, calls: what they cost in time and volume. */
export const QUALITY_ACTS = 'qualityActs'

/**
 * No decision of its own: whoever still has work stays. Taken from the record it would send the expert home before their
 * acts, and the quality acts would be charged with all that was left undone. Only the record itself has its own.
 */
const GOING_HOME = 'shift.leave'

/** The group a slot belongs to: the first of the level's that claims it. */
export function groupOf(level: Level, slot: string): string {
  const place = slot.slice(0, slot.indexOf('.'))
  const group = level.work!.groups.find((g) => g.slots.includes(slot) || g.slots.includes(`${place}.*`))
  return group ? group.id : QUALITY_ACTS
}

/**
 * A hybrid: the slots of a coalition as the record has them, at its own seconds, or by its policy where one is given; the
 * rest by the expert, live. All slots from the record are the record, to the last bit; none are the expert's run.
 */
export function hybrid(
  level: Level,
  seed: number,
  log: readonly Timed[],
  fromRecord: (slot: string) => boolean,
  expert: Hand,
  crew: Policy,
  policy: Recorded | null = null,
  watch?: Watch,
): Run {
  const run = startRun(level, seed)
  const hand: Hand = (view, slot) => (fromRecord(slot) ? policy?.answers(view, slot) : expert(view, slot))
  const fixed = log.filter((d) => fromRecord(d.slot) && !policy?.isAnswer(d.slot))
  const asIfSampled = policy !== null || level.steps.some((s) => s.mode === 'play' && fromRecord(`${s.id}.assay`))
  workThrough(run, hand, { crew, watch, fixed, asIfSampled })
  return run
}

/** A group, or one slot of a group that was opened, whose answers are taken all from the record or all from the expert. */
interface Player {
  readonly id: string
  readonly slots: readonly string[]
}

/** All the quality acts, whatever they are. */
const ALL_QUALITY_ACTS = '*'

/**
 * Splits the gap between a record and the expert over groups of slots by exact Shapley values; a group that is opened is
 * split over its slots by Owen values: the order of groups is drawn at large, that of slots inside their group.
 */
export function explain(
  level: Level,
  seed: number,
  log: readonly Timed[],
  expert: Hand,
  crew: Policy,
  opened: readonly string[] = [],
  told: (soFar: SoFar) => void = () => {},
): Explanation {
  const reference = hybrid(level, seed, [], () => false, expert, crew)
  const ref = amountsOf(reference)
  const worthOf = (run: Run): Worth => ({
    yield: share(amountsOf(run), ref, level),
    purity: purityOf(run).index,
  })
  const known: Worths = { runs: 2, byEntry: new Map(), worthOf }
  const nobodys = worthOf(reference)
  const groups = differingGroups(level, log, reference.log)
  // Answers that differ in nothing but their seconds explain nothing.
  const played = groups.length ? hybrid(level, seed, log, () => true, expert, crew) : null
  const everything = played ? worthOf(played) : nobodys

  const mixed = played ? sinceOpening(played, log) : log
  const game = { level, seed, log: mixed, expert, crew, policy: recorded(level, seed, log, crew) }
  /** Worth of each coalition of these players: player i is in coalition c when bit i of c is set. */
  const worths = (players: readonly Player[], met: (share: number) => void = () => {}): Worth[] => {
    const found = players.length > 1 ? worthOfMixed(game, players, known, met) : []
    found[0] = nobodys
    found[(1 << players.length) - 1] = everything
    return found
  }

  const gap = less(everything, nobodys)
  const names = groups.map((g) => g.id)
  told({ gap, experts: nobodys, groups: names, share: 0 })
  const whole = worths(groups, (met) => told({ gap, experts: nobodys, groups: names, share: met }))
  const experts = reference.log.filter((d) => d.by === 'player')
  const parts = groups.map((group, i): Part => {
    const example = exampleOf(level, reference.plant, group.slots, log, experts)
    const apart_s = apartSince(played!, group.slots, log, experts)
    const part = shapley(groups.length, others(i, groups.length), (c) => less(whole[c | (1 << i)]!, whole[c]!))
    if (group.slots.length === 1)
      return { group: group.id, ...part, example, apart_s, slots: [{ slot: slotName(group.slots[0]!), ...part }] }
    if (!opened.includes(group.id)) return { group: group.id, ...part, example, apart_s, slots: [] }
    // The other groups as they are, this one slot by slot.
    const rest = groups.filter((g) => g !== group)
    const mates = group.slots.map((slot): Player => ({ id: slot, slots: [slot] }))
    const inside = worths([...rest, ...mates])
    const slots = mates.map(({ id }, k) => {
      const value = shapley(groups.length, coalitions(rest.length), (far) =>
        shapley(mates.length, others(k, mates.length), (near) => {
          const before = far | (near << rest.length)
          return less(inside[before | (1 << (rest.length + k))]!, inside[before]!)
        }),
      )
      return { slot: id, ...value }
    })
    return { group: group.id, ...part, example, apart_s, slots }
  })
  return { gap, parts, runs: known.runs }
}

/** The record once more, with what really happened in it. */
export function asPlayed(level: Level, seed: number, log: readonly Timed[], expert: Hand, crew: Policy): Course {
  const seen = watchCourse()
  return seen.courseOf(hybrid(level, seed, log, () => true, expert, crew, null, seen.watch))
}

/** One other way it could have gone, and what that would have come to in the measure of the explanation. */
export interface OtherWay {
  readonly worth: Worth
  readonly course: Course
}

/** The record with the expert's answers in one group: one of the coalitions that the explanation is made of. */
export function otherWay(
  level: Level,
  seed: number,
  log: readonly Timed[],
  group: string,
  expert: Hand,
  crew: Policy,
): OtherWay {
  const reference = hybrid(level, seed, [], () => false, expert, crew)
  const players = differingGroups(level, log, reference.log)
  const playerOf = playerFinder(level, players)
  const fromRecord = (slot: string): boolean => {
    const player = playerOf(slot)
    return player !== null && players[player]!.id !== group
  }
  const mixed = sinceOpening(
    hybrid(level, seed, log, () => true, expert, crew),
    log,
  )
  const seen = watchCourse()
  const run = hybrid(level, seed, mixed, fromRecord, expert, crew, recorded(level, seed, log, crew), seen.watch)
  const worth = { yield: share(amountsOf(run), amountsOf(reference), level), purity: purityOf(run).index }
  return { worth, course: seen.courseOf(run) }
}

/**
 * Beside a skid a step opens when the one before is done, which other hands do sooner or later: what was decided there
 * is decided so long after its step began. Words of the desk go with the step that ran.
 */
function sinceOpening(run: Run, log: readonly Timed[]): readonly Timed[] {
  if (!run.level.steps.some((s) => s.skid)) return log
  const opened = run.desk!.facts.flatMap((f) =>
    f.kind === 'opened' && run.level.steps.some((s) => s.id === f.step && s.mode === 'play') ? [f] : [],
  )
  return log.map((d) => {
    const place = d.slot.slice(0, d.slot.indexOf('.'))
    const step = opened.find((f) => f.step === place) ?? opened.filter((f) => f.t_s <= d.t).at(-1)
    return step ? { ...d, since: { step: step.step, opened_s: step.t_s } } : d
  })
}

const slotName = (slot: string): string => (slot === ALL_QUALITY_ACTS ? QUALITY_ACTS : slot)

/** Groups in which record and expert differ, in the level's order, with the slots in which they do. */
function differingGroups(level: Level, log: readonly Timed[], expertLog: Run['log']): readonly Player[] {
  const { length_s } = level.work!.rounds
  const theirs = answers(log, length_s)
  const experts = answers(
    expertLog.filter((d) => d.by === 'player'),
    length_s,
  )
  const slots = [...new Set([...theirs.keys(), ...experts.keys()])].sort((a, b) => (a < b ? -1 : 1))
  return [...level.work!.groups.map((g) => g.id), QUALITY_ACTS].flatMap((id) => {
    const mine = slots.filter((slot) => groupOf(level, slot) === id && theirs.get(slot) !== experts.get(slot))
    return mine.length ? [{ id, slots: id === QUALITY_ACTS ? [ALL_QUALITY_ACTS] : mine }] : []
  })
}

/** Where the record first answers otherwise in these slots: at its own act, or when the expert's would have been due. */
function apartSince(
  played: Run,
  slots: readonly string[],
  log: readonly Timed[],
  experts: readonly Timed[],
): number | null {
  const { starts_s, rounds } = played.level.work!
  const roundOf = (t: number): number => Math.floor(t / rounds.length_s)
  const openings = played.desk!.facts.flatMap((f) => (f.kind === 'opened' ? [f] : []))
  const seconds = slots.flatMap((slot): number[] => {
    const [mine, theirs] = [log, experts].map((all) => all.filter((d) => d.slot === slot))
    const said = (all: readonly Timed[], round: number): string =>
      JSON.stringify(all.flatMap((d) => (roundOf(d.t) === round ? [d.value] : [])))
    const round = [...mine!, ...theirs!]
      .map((d) => roundOf(d.t))
      .sort((a, b) => a - b)
      .find((r) => said(mine!, r) !== said(theirs!, r))
    if (round === undefined) return []
    const own = mine!.find((d) => roundOf(d.t) === round)
    const opened = openings.find((f) => slot.startsWith(`${f.step}.`))
    return [own ? own.t : Math.max(starts_s, round * rounds.length_s, opened?.t_s ?? 0)]
  })
  return seconds.length ? Math.min(...seconds) : null
}

/** A record to be mixed with the expert's answers. */
interface Game {
  readonly level: Level
  readonly seed: number
  readonly log: readonly Timed[]
  readonly expert: Hand
  readonly crew: Policy
  readonly policy: Recorded
}

/** What is worked out once: the way to the vial from a harvest that has been met before. */
interface Worths {
  runs: number
  readonly byEntry: Map<string, Worth>
  worthOf(run: Run): Worth
}

/** A run of which it is not decided yet from whom some players' answers come: null. */
interface Branch {
  readonly run: Run
  readonly progress: Progress
  readonly fromRecord: readonly (boolean | null)[]
}

/**
 * Worth of every coalition but none and all, which are the expert's own run and the record's. One run stands for all of
 * them; where the answers of a player differ for the first time it becomes two. A player who never mattered divides
 * nothing.
 */
function worthOfMixed(game: Game, players: readonly Player[], known: Worths, met: (share: number) => void): Worth[] {
  const { level, seed, log, expert, crew, policy } = game
  const fixed = log.filter((d) => !policy.isAnswer(d.slot))
  const working: Working = { crew, fixed, asIfSampled: true }
  const playerOf = playerFinder(level, players)
  const worths: Worth[] = Array.from({ length: 1 << players.length })

  const start = startRun(level, seed)
  let count = 0
  const meet = (fromRecord: Branch['fromRecord']): void => {
    count += 1 << fromRecord.filter((f) => f === null).length
    met(count / worths.length)
  }
  const open: Branch[] = [{ run: start, progress: begin(start, working), fromRecord: players.map(() => null) }]
  for (let branch = open.pop(); branch; branch = open.pop()) {
    const { run, progress, fromRecord } = branch
    // None and all are known already.
    if (fromRecord.every((f) => f === true) || fromRecord.every((f) => f === false)) {
      meet(fromRecord)
      continue
    }
    const from = (slot: string): boolean | null => {
      const player = playerOf(slot)
      return player === null ? false : fromRecord[player]!
    }
    const answering: Answering = {
      takes: from,
      answer(view, slot) {
        const whose = from(slot)
        if (whose !== null) return whose ? policy.answers(view, slot) : expert(view, slot)
        const [theirs, experts] = [policy.answers(view, slot), expert(view, slot)]
        return isSame(theirs, experts) ? experts : OPEN
      },
    }
    const slot = workOn(run, progress, answering, working)
    if (slot === null) {
      const worth = worthAtEnd(run, crew, known)
      for (let c = 0; c < worths.length; c++)
        if (fromRecord.every((f, i) => f === null || f === Boolean(c & (1 << i)))) worths[c] = worth
      meet(fromRecord)
      continue
    }
    const player = playerOf(slot)!
    const decided = (f: boolean) => fromRecord.map((before, i) => (i === player ? f : before))
    open.push(
      { run, progress, fromRecord: decided(false) },
      {
        run: copyRun(run),
        progress: { ...progress, refused: [...progress.refused] },
        fromRecord: decided(true),
      },
    )
  }
  return worths
}

/** What the crew makes of what was left to it: a function of what it was left with, solved once. */
function worthAtEnd(run: Run, crew: Policy, known: Worths): Worth {
  const { t_s, running, closed, prepared } = run
  // A step of the player's that still runs has faults and alarms of its own.
  const isCrews = running.every((r) => run.level.steps[r.index]!.mode === 'auto')
  const key = isCrews ? digestOf({ t_s, running, closed, prepared } as unknown as Digestible) : null
  let worth = key === null ? undefined : known.byEntry.get(key)
  if (!worth) {
    finish(run, crew)
    worth = known.worthOf(run)
    known.runs++
    if (key !== null) known.byEntry.set(key, worth)
  }
  return worth
}

/** Index of the player a slot belongs to, or null: there both answer alike, or it is nobody's. */
function playerFinder(level: Level, players: readonly Player[]): (slot: string) => number | null {
  const bySlot = new Map(players.flatMap((p, i) => p.slots.map((slot): [string, number] => [slot, i])))
  const rest = bySlot.get(ALL_QUALITY_ACTS) ?? null
  const found = new Map<string, number | null>()
  return (slot) => {
    let player = found.get(slot)
    if (player === undefined) {
      player = bySlot.get(slot) ?? (slot !== GOING_HOME && groupOf(level, slot) === QUALITY_ACTS ? rest : null)
      found.set(slot, player)
    }
    return player
  }
}

const isSame = (a: Answer | undefined, b: Answer | undefined): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && a.length === b.length && a.every((x, i) => x === b[i]))

/** Gaps smaller than these are not worth a cause of their own: points of yield, of purity. */
const WORTH_A_CAUSE: Worth = { yield: 10, purity: 5 }

/** Parts by how much of what was lost they explain, on each axis by its own gap; where nothing was lost nothing counts. */
export function rankedParts({ gap, parts }: Pick<Explanation, 'gap' | 'parts'>): readonly Part[] {
  const on = (axis: keyof Worth, p: Worth): number =>
    gap[axis] < 0 ? p[axis] / Math.min(gap[axis], -WORTH_A_CAUSE[axis]) : 0
  const share = (p: Worth): number => on('yield', p) + on('purity', p)
  return [...parts].sort((a, b) => share(b) - share(a))
}

const less = (a: Worth, b: Worth): Worth => ({ yield: a.yield - b.yield, purity: a.purity - b.purity })

function share(amounts: readonly number[], refs: readonly number[], level: Level): number {
  const weights = level.products.reduce((sum, p) => sum + p.weight, 0)
  return level.products.reduce((sum, p, i) => {
    const ref = refs[i]!
    return sum + (ref > 0 ? (100 * p.weight * amounts[i]!) / ref / weights : 0)
  }, 0)
}

/** What a log answers to each slot in each round, as text: equal texts are equal answers. */
function answers(log: readonly Timed[], round_s: number): Map<string, string> {
  const found = new Map<string, string>()
  for (const { t, slot, value } of log)
    found.set(slot, `${found.get(slot) ?? ''}${Math.floor(t / round_s)}=${JSON.stringify(value)};`)
  return found
}

/** All coalitions of so many players, as bits. */
const coalitions = (players: number): readonly number[] => Array.from({ length: 1 << players }, (_, c) => c)

/** Coalitions of all players but this one. */
const others = (player: number, players: number): readonly number[] =>
  coalitions(players).filter((c) => !(c & (1 << player)))

const sizeOf = (coalition: number): number => {
  let size = 0
  for (let c = coalition; c; c >>= 1) size += c & 1
  return size
}

/** Mean of a marginal worth over all orders of `players`: coalitions of one size share their weight equally. */
function shapley(players: number, all: readonly number[], marginal: (coalition: number) => Worth): Worth {
  let yielded = 0
  let pure = 0
  for (const coalition of all) {
    const s = sizeOf(coalition)
    let weight = 1 / players
    // 1 / (players · C(players − 1, s))
    for (let i = 1; i <= s; i++) weight *= i / (players - i)
    const m = marginal(coalition)
    yielded += weight * m.yield
    pure += weight * m.purity
  }
  return { yield: yielded, purity: pure }
}
