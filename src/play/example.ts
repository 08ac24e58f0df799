import { unitOf } from './units.ts'
import type { Level } from './level.ts'
import type { Run } from './state.ts'
import type { Timed } from './work.ts'

/** Where two hands part most plainly in a group of slots: what was set, given or done, on which day, by whom. */
export interface Example {
  readonly slot: string
  /** Of an amount: the round both are told of, and its unit. Of something done once: null, and the rounds are the answer. */
  readonly round: number | null
  readonly unit: string | null
  /** Null: nothing. */
  readonly mine: number | null
  readonly experts: number | null
}

/** Differences smaller than this share of the larger figure are not told. */
const TOLD = 0.01
/** Done by the one and never by the other counts like so many rounds apart. */
const NEVER_ROUNDS = 5

interface Found {
  readonly weight: number
  readonly example: Example
}

/** Of each slot the first round in which the two are plainly apart; the slot in which they are furthest apart comes first. */
export function examplesOf(
  level: Level,
  plant: Run['plant'],
  slots: readonly string[],
  mine: readonly Timed[],
  experts: readonly Timed[],
): readonly Example[] {
  const found = slots.flatMap((slot) =>
    isDone(slot) ? done(level, slot, mine, experts) : amounts(level, plant, slot, mine, experts),
  )
  return found.sort((a, b) => b.weight - a.weight).map((f) => f.example)
}

const isDone = (slot: string): boolean => slot.endsWith('.proceed') || slot.startsWith('call.')

const roundOf = (level: Level, t: number): number => Math.floor(t / level.work!.rounds.length_s)

function done(level: Level, slot: string, mine: readonly Timed[], experts: readonly Timed[]): readonly Found[] {
  const first = (log: readonly Timed[]): number | null => {
    const taken = log.find((d) => d.slot === slot)
    return taken ? roundOf(level, taken.t) : null
  }
  const [a, b] = [first(mine), first(experts)]
  if (a === b) return []
  const weight = a === null || b === null ? NEVER_ROUNDS : Math.abs(a - b)
  return [{ weight, example: { slot, round: null, unit: null, mine: a, experts: b } }]
}

function amounts(
  level: Level,
  plant: Run['plant'],
  slot: string,
  mine: readonly Timed[],
  experts: readonly Timed[],
): readonly Found[] {
  const dot = slot.indexOf('.')
  const [id, topic] = [slot.slice(0, dot), slot.slice(dot + 1)]
  const step = level.steps.find((s) => s.id === id)
  if (!step) return []
  const unit = unitOf(step)
  const setting = Object.hasOwn(unit.settings, topic) ? unit.settings[topic]! : null
  const spec = setting ?? (Object.hasOwn(unit.acts, topic) ? unit.acts[topic]! : null)
  if (!spec) return []
  const standing = setting && (step.recipe[topic] ?? unit.nominal?.(plant)[topic] ?? setting.value)
  const [once, theirs] = [mine, experts].map((log) => log.filter((d) => d.slot === slot))
  // Once by each of them, the one a night later: told is what was done, not that it was not done that day.
  if (!setting && once!.length === 1 && theirs!.length === 1) {
    const [x, y] = [Number(once![0]!.value), Number(theirs![0]!.value)]
    const weight = Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y), Number.MIN_VALUE)
    const round = roundOf(level, once![0]!.t)
    return weight < TOLD ? [] : [{ weight, example: { slot, round, unit: spec.unit, mine: x, experts: y } }]
  }
  // Told only while both were still at work on the step.
  const last = Math.min(...[mine, experts].map((log) => lastRound(level, id, log)))
  const by = (log: readonly Timed[]) => byRound(level, slot, log, last, standing)
  const [a, b] = [by(mine), by(experts)]
  const apart = a.map((x, round) => {
    const most = Math.max(Math.abs(x), Math.abs(b[round]!))
    return most > 0 ? Math.abs(x - b[round]!) / most : 0
  })
  const most = Math.max(0, ...apart)
  if (most < TOLD) return []
  const round = apart.findIndex((share) => share >= most / 2)
  const given = (x: number): number | null => (setting || x > 0 ? x : null)
  const example = { slot, round, unit: spec.unit, mine: given(a[round]!), experts: given(b[round]!) }
  return [{ weight: apart.reduce((sum, share) => sum + share, 0), example }]
}

function lastRound(level: Level, step: string, log: readonly Timed[]): number {
  const own = log.filter((d) => d.slot.startsWith(`${step}.`))
  return own.length ? roundOf(level, Math.max(...own.map((d) => d.t))) : 0
}

/** Round by round where a set point stood at its end, or what an act gave in all. */
function byRound(level: Level, slot: string, log: readonly Timed[], last: number, standing: number | null): number[] {
  const out: number[] = []
  let stands = standing ?? 0
  for (let round = 0; round <= last; round++) {
    if (standing === null) stands = 0
    for (const { t, slot: s, value } of log) {
      if (s !== slot || roundOf(level, t) !== round || typeof value !== 'number') continue
      stands = standing === null ? stands + value : value
    }
    out.push(stands)
  }
  return out
}
