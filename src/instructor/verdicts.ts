import type { Rating } from '../play/index.ts'
import type { Tried } from './desk.worker.ts'
import type { Axis } from './rows.ts'

export interface Tally {
  readonly trier: string
  /** Of the lots that gave occasion. */
  readonly ratings: readonly Rating[]
}

export const RULES = [
  'impossible',
  'unfair',
  'tooEasy',
  'recipeWins',
  'recipeFails',
  'exploit',
  'errorPasses',
  'sound',
] as const
type Rule = (typeof RULES)[number]

export interface Verdict {
  readonly kind: Rule
  readonly tone: 'bad' | 'watch' | 'good'
  readonly trier?: string
  /** Percent of lots. */
  readonly share: number
}

/** The rules behind the words: the same numbers every level that comes with the game is held to. */
export const EXPERT_PASSES = 90
export const IDLE_PASSES = 5
export const SHORTCUT_PASSES = 5
export const ERROR_PASSES = 10
export const RECIPE_BELOW = 10
export const RECIPE_PASSES = 50

export const tallied = (triers: readonly string[], tried: readonly Tried[]): readonly Tally[] =>
  triers.map((trier) => ({
    trier,
    ratings: tried.flatMap((one) => (one.trier === trier && one.rating ? [one.rating] : [])),
  }))

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** What a level is worth, once everybody has tried it. */
export function verdictsOn(tallies: readonly Tally[], lots: number): readonly Verdict[] {
  const of = (trier: string): readonly Rating[] => tallies.find((t) => t.trier === trier)?.ratings ?? []
  const passes = (ratings: readonly Rating[]): number =>
    ratings.length ? (100 * ratings.filter((r) => r.passed).length) / ratings.length : 0
  const [expert, sop] = [of('expert'), of('sop')]
  const found: Verdict[] = []
  // Nothing is said of lots that have not been tried.
  if (expert.length < lots) return found
  const expertPasses = passes(expert)
  if (expertPasses === 0) found.push({ kind: 'impossible', tone: 'bad', share: 0 })
  else if (expertPasses < EXPERT_PASSES) found.push({ kind: 'unfair', tone: 'bad', share: expertPasses })
  for (const trier of ['idle', 'random'])
    if (passes(of(trier)) > IDLE_PASSES) found.push({ kind: 'tooEasy', tone: 'bad', trier, share: passes(of(trier)) })
  if (sop.length) {
    const behind = (axis: Axis): number => medianOf(expert.map((r) => r[axis])) - medianOf(sop.map((r) => r[axis]))
    if (Math.max(behind('yield'), behind('purity')) < RECIPE_BELOW)
      found.push({ kind: 'recipeWins', tone: 'watch', trier: 'sop', share: passes(sop) })
    if (passes(sop) < RECIPE_PASSES && expertPasses >= EXPERT_PASSES)
      found.push({ kind: 'recipeFails', tone: 'watch', trier: 'sop', share: passes(sop) })
  }
  for (const { trier, ratings } of tallies) {
    const share = passes(ratings)
    if (trier.startsWith('bot:') && share > SHORTCUT_PASSES) found.push({ kind: 'exploit', tone: 'bad', trier, share })
    if (trier.startsWith('novice:') && share > ERROR_PASSES)
      found.push({ kind: 'errorPasses', tone: 'watch', trier, share })
  }
  return found.length ? found : [{ kind: 'sound', tone: 'good', share: expertPasses }]
}
