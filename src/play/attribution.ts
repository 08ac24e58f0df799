import { type Digestible, digestOf } from '../sim/index.ts'
import { copyRun } from './copy.ts'
import { type Example, examplesOf } from './example.ts'
import type { Level } from './level.ts'
import { type Policy, startRun } from './run.ts'
import {
  fixedOf,
  FOR_ITS_WORTH,
  hybrid,
  isMade,
  isOfAnyLot,
  mixing,
  type Player,
  playerFinder,
  retell,
  type Retelling,
  type Worth,
} from './retelling.ts'
import type { Run } from './state.ts'
import { begin, finish, type Hand, type Progress, type Timed, type Working, workOn } from './work.ts'

export interface SlotPart extends Worth {
  /** Key of its decisions. */
  readonly slot: string
  /** Slots that were too many to be told apart: what they cost together with it. */
  readonly and: readonly string[]
}

export interface Part extends Worth {
  readonly group: string
  /** Of a group with one differing slot, or one that was opened. */
  readonly slots: readonly SlotPart[]
  /** Where the two part most plainly in it; null: in nothing that has a figure. */
  readonly example: Example | null
  /** And where else. */
  readonly otherwise: readonly Example[]
  /** The plant second of the record before which nothing of it differs: where to begin again. Null: nowhere in particular. */
  readonly apart_s: number | null
  /** It means something on other lots too: luck can be told from skill. */
  readonly ofAnyLot: boolean
}

export interface Explanation {
  /** This run less the expert's, on the same level, seed and faults. */
  readonly gap: Worth
  /** One part for each group in which the two differ, in the level's order; parts add up to the gap. */
  readonly parts: readonly Part[]
  readonly runs: number
}

/** While it is worked out: how far it is, 0 to 1, which only grows; and what is known, once both lots are told. */
export interface SoFar {
  readonly share: number
  readonly known: Known | null
}

export interface Known {
  readonly gap: Worth
  /** What the expert came to. */
  readonly experts: Worth
  /** In which the two differ. */
  readonly groups: readonly string[]
}

/** Share of the work that telling the two lots is: a few runs of what may be dozens. */
const TELLING = 0.3

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
  tell: (soFar: SoFar) => void = () => {},
): Explanation {
  const met = meetings(retell(level, seed, log, expert, crew, (share) => tell(whileTold(share))))
  return explained(met, worthsOf(met, [], tell), opened)
}

/** The worth of coalitions of groups, by their bits; null: of a piece that was not asked for. */
export type Worths = readonly (Worth | null)[]

/** Benches may share the work piece by piece: which way to go the first times that runs part. None: all of it. */
export type Ways = readonly boolean[]
export const PIECES: readonly Ways[] = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
]

/** What was met on the way is kept: groups that are opened meet much of it again. */
export interface Meetings {
  readonly told: Retelling
  /** Worths by what was left to the crew. */
  readonly byEntry: Map<string, Worth>
  runs: number
}

/** The record and the expert's run themselves are two. */
export const meetings = (told: Retelling): Meetings => ({ told, byEntry: new Map(), runs: 2 })

export const whileTold = (share: number): SoFar => ({ share: TELLING * share, known: null })

export function knownOf(told: Retelling): Known {
  const { experts, mine } = endsOf(told)
  return { gap: less(mine, experts), experts, groups: told.groups.map((g) => g.id) }
}

/** Answers that differ in nothing but their seconds explain nothing. */
function endsOf({ groups, played, reference, worthOf }: Retelling): { readonly experts: Worth; readonly mine: Worth } {
  const experts = worthOf(reference)
  return { experts, mine: groups.length ? worthOf(played) : experts }
}

export function worthsOf(met: Meetings, ways: Ways, tell: (soFar: SoFar) => void = () => {}): Worths {
  const known = knownOf(met.told)
  tell({ share: TELLING, known })
  return coalitionWorths(met, met.told.groups, ways, (share) => tell({ share: TELLING + (1 - TELLING) * share, known }))
}

export const joined = (pieces: readonly Worths[]): Worths =>
  pieces[0]!.map((_, i) => pieces.find((piece) => piece[i])?.[i] ?? null)

/** Worth of each coalition of these players: player i is in coalition c when bit i of c is set. */
function coalitionWorths(met: Meetings, players: readonly Player[], ways: Ways, tell: (share: number) => void): Worths {
  const { experts, mine } = endsOf(met.told)
  const found: (Worth | null)[] = players.length > 1 ? worthOfMixed(met, players, ways, tell) : []
  found[0] = experts
  found[(1 << players.length) - 1] = mine
  return found
}

export function explained(met: Meetings, whole: Worths, opened: readonly string[] = []): Explanation {
  const { told } = met
  const { level, log, groups, reference, played } = told
  const experts = reference.log.filter((d) => d.by === 'player')
  const parts = groups.map((group, i): Part => {
    const slotsOf = [...new Set(group.slots.map(slotOf))]
    const [example = null, ...otherwise] = examplesOf(level, reference.plant, slotsOf, log, experts)
    const apart_s = apartSince(played, slotsOf, log, experts)
    const ofAnyLot = isOfAnyLot(group)
    const part = shapley(groups.length, others(i, groups.length), (c) => less(whole[c | (1 << i)]!, whole[c]!))
    if (group.slots.length === 1)
      return {
        group: group.id,
        ...part,
        example,
        otherwise,
        apart_s,
        ofAnyLot,
        slots: [{ slot: group.slots[0]!, and: [], ...part }],
      }
    const slots = opened.includes(group.id) ? openGroup(met, group.id) : []
    return { group: group.id, ...part, example, otherwise, apart_s, ofAnyLot, slots }
  })
  return { gap: knownOf(told).gap, parts, runs: met.runs }
}

/** So many groups and slots at most are told apart at once: coalitions double with each. */
const MOST_TOLD_APART = 7
/** And so many slots at least, however many groups there are. */
const LEAST_SLOTS = 3
/** Share of the work that looking for those that matter is. */
const SIFTING = 0.2

/**
 * A group split over its slots by Owen values: the order of groups is drawn at large, that of slots inside their group.
 * Of more slots than can be told apart those that matter least are taken as one; which they are shows when each is left
 * to the expert alone, and when it alone is not. Parts add up to the group's.
 */
export function openGroup(
  met: Meetings,
  id: string,
  tell: (share: number) => void = () => {},
  most = MOST_TOLD_APART,
): readonly SlotPart[] {
  const { groups } = met.told
  const rest = groups.filter((g) => g.id !== id)
  const group = groups.find((g) => g.id === id)!
  const mates = matesOf(met, group, Math.max(LEAST_SLOTS, most - rest.length), (share) => tell(SIFTING * share))
  const inside = coalitionWorths(met, [...rest, ...mates], [], (share) => tell(SIFTING + (1 - SIFTING) * share))
  return mates.map(({ slots: [slot, ...and] }, k) => {
    const value = shapley(groups.length, coalitions(rest.length), (far) =>
      shapley(mates.length, others(k, mates.length), (near) => {
        const before = far | (near << rest.length)
        return less(inside[before | (1 << (rest.length + k))]!, inside[before]!)
      }),
    )
    return { slot: slot!, and, ...value }
  })
}

function matesOf(met: Meetings, group: Player, room: number, tell: (share: number) => void): readonly Player[] {
  const { told } = met
  const alone = group.slots.map((slot): Player => ({ id: slot, slots: [slot] }))
  if (alone.length <= room) return alone
  const { experts, mine } = endsOf(told)
  const isOwn = playerFinder(told.groups)
  const size = (w: Worth): number => Math.abs(w.yield) / WORTH_A_CAUSE.yield + Math.abs(w.purity) / WORTH_A_CAUSE.purity
  const sifted = group.slots.map((slot, i) => {
    met.runs += 2
    const without = told.worthOf(hybrid(told, (key) => key !== slot && isOwn(key) !== null, FOR_ITS_WORTH))
    const only = told.worthOf(hybrid(told, (key) => key === slot, FOR_ITS_WORTH))
    tell((i + 1) / group.slots.length)
    return { slot, matters: size(less(mine, without)) + size(less(only, experts)) }
  })
  const sorted = sifted.sort((a, b) => b.matters - a.matters).map((s) => s.slot)
  const pooled = sorted.splice(room - 1)
  return [...sorted.map((slot): Player => ({ id: slot, slots: [slot] })), { id: pooled[0]!, slots: pooled }]
}

/** The slot of a key. */
const slotOf = (key: string): string => key.split(':')[0]!

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
function worthOfMixed(
  known: Meetings,
  players: readonly Player[],
  ways: Ways,
  tell: (share: number) => void,
): (Worth | null)[] {
  const { level, seed, crew } = known.told
  const working: Working = { crew, fixed: fixedOf(known.told), ...FOR_ITS_WORTH }
  const playerOf = playerFinder(players)
  const worths: (Worth | null)[] = Array.from({ length: 1 << players.length }, () => null)

  const start = startRun(level, seed)
  let count = 0
  const meet = (fromRecord: Branch['fromRecord']): void => {
    count += 1 << fromRecord.filter((f) => f === null).length
    tell(Math.min(1, ((1 << ways.length) * count) / worths.length))
  }
  const open: Branch[] = [{ run: start, progress: begin(start, working), fromRecord: players.map(() => null) }]
  for (let branch = open.pop(); branch; branch = open.pop()) {
    const { run, progress, fromRecord } = branch
    // None and all are known already.
    if (fromRecord.every((f) => f === true) || fromRecord.every((f) => f === false)) {
      meet(fromRecord)
      continue
    }
    const from = (key: string): boolean | null => {
      const player = playerOf(key)
      return player === null ? false : fromRecord[player]!
    }
    const answering = mixing(known.told, from)
    const key = workOn(run, progress, answering, working)
    if (key === null) {
      const worth = worthAtEnd(run, known)
      for (let c = 0; c < worths.length; c++)
        if (fromRecord.every((f, i) => f === null || f === Boolean(c & (1 << i)))) worths[c] = worth
      meet(fromRecord)
      continue
    }
    const player = playerOf(key)!
    const decided = (f: boolean) => fromRecord.map((before, i) => (i === player ? f : before))
    const way = ways[fromRecord.filter((f) => f !== null).length]
    if (way !== undefined) {
      open.push({ run, progress, fromRecord: decided(way) })
      continue
    }
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
function worthAtEnd(run: Run, known: Meetings): Worth {
  const { t_s, running, closed, prepared } = run
  // A step of the player's that still runs has faults and alarms of its own; what has no steps is not told by them.
  const isCrews = run.level.steps.length > 0 && running.every((r) => run.level.steps[r.index]!.mode === 'auto')
  const key = isCrews ? digestOf({ t_s, running, closed, prepared } as unknown as Digestible) : null
  let worth = key === null ? undefined : known.byEntry.get(key)
  if (!worth) {
    finish(run, known.told.crew, undefined, isMade)
    worth = known.told.worthOf(run)
    known.runs++
    if (key !== null) known.byEntry.set(key, worth)
  }
  return worth
}

/** Losses smaller than these are not worth a cause of their own: points of yield, of purity. */
const WORTH_A_CAUSE: Worth = { yield: 10, purity: 5 }

/**
 * Parts by how much of what was lost they explain, on each axis by what was lost there in all: what another decision
 * gained makes up for a loss, and does not hide it. Where nothing was lost nothing counts.
 */
export function rankedParts({ parts }: Pick<Explanation, 'parts'>): readonly Part[] {
  const on = (axis: keyof Worth, p: Worth): number => {
    const lost = parts.reduce((sum, one) => sum + Math.min(0, one[axis]), 0)
    return lost < 0 ? p[axis] / Math.min(lost, -WORTH_A_CAUSE[axis]) : 0
  }
  const share = (p: Worth): number => on('yield', p) + on('purity', p)
  return [...parts].sort((a, b) => share(b) - share(a))
}

const less = (a: Worth, b: Worth): Worth => ({ yield: a.yield - b.yield, purity: a.purity - b.purity })

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
