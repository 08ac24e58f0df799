import type { Gate } from '../play/index.ts'

/** What of the framework's competencies is proven, by the runs that are kept. Pure: same runs, same page. */

/** What one finished lot showed, in the order in which lots were finished. */
export interface Shown {
  readonly level: string
  /** By competency: worths of its evidence, 0 to 1. */
  readonly seen: Readonly<Record<string, readonly number[]>>
  /** Gates that closed, taken back or not. */
  readonly gates: readonly Gate[]
}

/** What a gate says was not mastered. */
const GATES: Readonly<Record<Gate, string>> = {
  G1: 'C33',
  G2: 'C21',
  G3: 'C24',
  G4: 'C03',
  G5: 'C23',
  G6: 'C29',
  G7: 'C44',
  G8: 'C26',
}

/** By level: which competencies it trains. */
export type Trained = Readonly<Record<string, readonly string[]>>

export type Standing = 'unmet' | 'toReview' | 'practised' | 'mastered'

/** What a competency still lacks to be mastered. */
export type Lack = 'estimate' | 'more' | 'process' | 'later' | 'gate'

export interface Mastery {
  readonly standing: Standing
  /** 0 to 1, or null where nothing was seen yet. */
  readonly estimate: number | null
  readonly observations: number
  /** Of those of a competency that is not mastered. */
  readonly lacks: readonly Lack[]
}

/** gmp.md §7.5. */
export const RULE = {
  keeps: 0.7,
  mastered: 0.8,
  practised: 0.5,
  observations: 4,
  processes: 2,
  /** A success in a level so many steps later than the first one. */
  later: 2,
  /** No gate among the last so many observations. */
  sinceGate: 3,
  success: 0.7,
} as const

const plantOf = (level: string): string => level.slice(0, 1)
const stepOf = (level: string): number => Number(level.slice(1))

interface Sight {
  readonly level: string
  readonly worth: number
  readonly gate: boolean
}

const sightsOf = (id: string, runs: readonly Shown[]): readonly Sight[] =>
  runs.flatMap(({ level, seen, gates }) => [
    ...(seen[id] ?? []).map((worth) => ({ level, worth, gate: false })),
    ...(gates.some((gate) => GATES[gate] === id) ? [{ level, worth: 0, gate: true }] : []),
  ])

export function masteryOf(id: string, runs: readonly Shown[]): Mastery {
  const sights = sightsOf(id, runs)
  if (sights.length === 0) return { standing: 'unmet', estimate: null, observations: 0, lacks: [] }
  // From the first observation: who has shown it once has it neither proven nor to review.
  const estimate = sights.reduce((m, { worth }) => RULE.keeps * m + (1 - RULE.keeps) * worth, sights[0]!.worth)
  const successes = sights.filter(({ worth }) => worth >= RULE.success).map(({ level }) => stepOf(level))
  const first = successes[0]
  const checks: readonly (readonly [Lack, boolean])[] = [
    ['gate', sights.slice(-RULE.sinceGate).every(({ gate }) => !gate)],
    // Sums of tenths fall short of eight tenths by their last bit.
    ['estimate', estimate >= RULE.mastered - 1e-9],
    ['more', sights.length >= RULE.observations],
    ['process', new Set(sights.map(({ level }) => plantOf(level))).size >= RULE.processes],
    ['later', first !== undefined && successes.some((step) => step >= first + RULE.later)],
  ]
  const lacks = checks.flatMap(([lack, met]) => (met ? [] : [lack]))
  const standing = lacks.length === 0 ? 'mastered' : estimate < RULE.practised ? 'toReview' : 'practised'
  return { standing, estimate, observations: sights.length, lacks }
}

/** Levels of those given that would bring what a competency lacks, in the order given. */
export function levelsFor(
  id: string,
  runs: readonly Shown[],
  trained: Trained,
  levels: readonly string[],
): readonly string[] {
  const { standing, lacks } = masteryOf(id, runs)
  if (standing === 'mastered') return []
  const here = levels.filter((level) => trained[level]?.includes(id))
  const sights = sightsOf(id, runs)
  const plants = new Set(sights.map(({ level }) => plantOf(level)))
  const first = sights.find(({ worth }) => worth >= RULE.success)?.level
  const elsewhere = here.filter((level) => !plants.has(plantOf(level)))
  const later = first === undefined ? [] : here.filter((level) => stepOf(level) >= stepOf(first) + RULE.later)
  // Any level that trains it brings a higher estimate and more observations; another process and a later step only some do.
  if (lacks.some((lack) => lack === 'estimate' || lack === 'more' || lack === 'gate') || standing === 'unmet')
    return here
  return here.filter(
    (level) =>
      (lacks.includes('process') && elsewhere.includes(level)) || (lacks.includes('later') && later.includes(level)),
  )
}

/**
 * What to play next, of the levels one may take: the one that can bring most, where what was met and did not hold counts
 * twice; the earliest of equals. Null: nothing that can be played here would bring anything.
 */
export function nextFor(
  ids: readonly string[],
  runs: readonly Shown[],
  trained: Trained,
  levels: readonly string[],
): { readonly level: string; readonly brings: readonly string[] } | null {
  let best: { level: string; brings: readonly string[]; worth: number } | null = null
  for (const level of levels) {
    const brings = ids.filter((id) => levelsFor(id, runs, trained, [level]).length > 0)
    const worth = brings.reduce((sum, id) => sum + (masteryOf(id, runs).standing === 'toReview' ? 2 : 1), 0)
    if (worth > (best?.worth ?? 0)) best = { level, brings, worth }
  }
  return best && { level: best.level, brings: best.brings }
}

/** How a lot has shown a competency: all of it, some, or nothing of it. */
export function shownOf(worths: readonly number[]): 'whole' | 'part' | 'none' {
  const good = worths.filter((worth) => worth >= RULE.success).length
  return good === worths.length ? 'whole' : good > 0 ? 'part' : 'none'
}
