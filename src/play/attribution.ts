import type { Level } from './level.ts'
import { type Outcome, outcomeOf } from './rating.ts'
import { type Recorded, recorded } from './hands/recorded.ts'
import { type Policy, startRun } from './run.ts'
import type { Run } from './state.ts'
import { type Hand, type Timed, workThrough } from './work.ts'

/** What is split over decisions: product before disposition, in per cent of the expert's, and the uncapped purity index. */
export interface Worth {
  readonly yield: number
  readonly purity: number
}

export interface Part extends Worth {
  readonly group: string
  /** Of a group with one differing slot, or one that was opened. */
  readonly slots: readonly ({ readonly slot: string } & Worth)[]
}

export interface Explanation {
  /** This run less the expert's, on the same level, seed and faults. */
  readonly gap: Worth
  /** One part for each group in which the two differ, in the level's order; parts add up to the gap. */
  readonly parts: readonly Part[]
  readonly runs: number
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
): Run {
  const run = startRun(level, seed)
  const hand: Hand = (view, slot) => (fromRecord(slot) ? policy?.answers(view, slot) : expert(view, slot))
  const fixed = log.filter((d) => fromRecord(d.slot) && !policy?.isAnswer(d.slot))
  const asIfSampled = policy !== null || level.steps.some((s) => s.mode === 'play' && fromRecord(`${s.id}.assay`))
  workThrough(run, hand, { crew, fixed, asIfSampled })
  return run
}

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
): Explanation {
  const reference = hybrid(level, seed, [], () => false, expert, crew)
  const ref = outcomeOf(reference)
  const policy = recorded(level, seed, log, crew)
  const known = new Map<string, Worth>()
  let runs = 2
  const worthOf = (outcome: Outcome): Worth => ({
    yield: share(outcome.amounts, ref.amounts, level),
    purity: outcome.purity.index,
  })
  known.set('', worthOf(ref))

  const { length_s } = level.work!.rounds
  const theirs = answers(log, length_s)
  const experts = answers(
    reference.log.filter((d) => d.by === 'player'),
    length_s,
  )
  const slots = [...new Set([...theirs.keys(), ...experts.keys()])].sort((a, b) => (a < b ? -1 : 1))
  const order = [...level.work!.groups.map((g) => g.id), QUALITY_ACTS]
  const groups = order.flatMap((id) => {
    const mine = slots.filter((slot) => groupOf(level, slot) === id && theirs.get(slot) !== experts.get(slot))
    return mine.length ? [{ id, slots: id === QUALITY_ACTS ? ['*'] : mine }] : []
  })

  /** Worth of the run in which these slots are the record's. `*` stands for all the quality acts. */
  const worth = (chosen: readonly string[]): Worth => {
    const key = [...chosen].sort((a, b) => (a < b ? -1 : 1)).join(' ')
    let value = known.get(key)
    if (!value) {
      const set = new Set(chosen)
      // Where all differing slots are the record's, so are those that do not differ: that run is the record itself.
      const all = groups.every((g) => g.slots.every((slot) => set.has(slot)))
      const run = hybrid(
        level,
        seed,
        log,
        (slot) =>
          all || set.has(slot) || (set.has('*') && slot !== GOING_HOME && groupOf(level, slot) === QUALITY_ACTS),
        expert,
        crew,
        all || chosen.length === 0 ? null : policy,
      )
      runs++
      known.set(key, (value = worthOf(outcomeOf(run))))
    }
    return value
  }

  const parts = groups.map((group, i): Part => {
    const others = groups.filter((_, j) => j !== i)
    const part = shapley(others.length + 1, subsets(others), (coalition) => {
      const before = coalition.flatMap((g) => g.slots)
      return less(worth([...before, ...group.slots]), worth(before))
    })
    if (group.slots.length > 1 && !opened.includes(group.id)) return { group: group.id, ...part, slots: [] }
    const inside = group.slots.map((slot) => {
      const mates = group.slots.filter((s) => s !== slot)
      const value =
        mates.length === 0
          ? part
          : shapley(others.length + 1, subsets(others), (coalition) => {
              const before = coalition.flatMap((g) => g.slots)
              return shapley(mates.length + 1, subsets(mates), (near) =>
                less(worth([...before, ...near, slot]), worth([...before, ...near])),
              )
            })
      return { slot: slot === '*' ? QUALITY_ACTS : slot, ...value }
    })
    return { group: group.id, ...part, slots: inside }
  })
  const everything = worth(groups.flatMap((g) => g.slots))
  return { gap: less(everything, worth([])), parts, runs }
}

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

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 1 << items.length }, (_, bits) => items.filter((__, i) => bits & (1 << i)))
}

/** Mean of a marginal worth over all orders of `players`: coalitions of one size share their weight equally. */
function shapley<T>(
  players: number,
  coalitions: readonly (readonly T[])[],
  marginal: (c: readonly T[]) => Worth,
): Worth {
  let yielded = 0
  let pure = 0
  for (const coalition of coalitions) {
    const s = coalition.length
    let weight = 1 / players
    // 1 / (players · C(players − 1, s))
    for (let i = 1; i <= s; i++) weight *= i / (players - i)
    const m = marginal(coalition)
    yielded += weight * m.yield
    pure += weight * m.purity
  }
  return { yield: yielded, purity: pure }
}
