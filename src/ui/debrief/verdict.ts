import type { OtherLot, Part } from '../../play/index.ts'

export type Axis = 'yield' | 'purity'

/** Where a group of decisions cost more; of the costliest, it is what the sheet opens on. */
export const axisOf = ({ yield: made, purity }: Pick<Part, Axis>): Axis => (made <= purity ? 'yield' : 'purity')

/** Points below which a decision has cost nothing worth a word. */
const COSTS = 1
/** Shares of the lots from which on a cost is the rule, and up to which it is the exception. */
const RULE = 0.75
const EXCEPTION = 0.25

/** `ill`: cost here, as it mostly does. `unlucky`: cost here, as it seldom does. `lucky`: spared here, as it seldom is. */
export type Verdict = 'ill' | 'unlucky' | 'lucky' | 'harmless' | 'depends'

export interface Luck {
  readonly verdict: Verdict
  /** Lots on which the decision cost something. */
  readonly often: number
  /** What it cost on average, in points. */
  readonly mean: number
}

/** A decision's worth is what it does on lots nobody has seen; what it did on this one is also how the dice fell. */
export function luckOf(lots: readonly OtherLot[], axis: Axis, costHere: number): Luck {
  const costs = lots.map((lot) => lot.experts[axis] - lot.mine[axis])
  const often = costs.filter((cost) => cost > COSTS).length
  const share = often / costs.length
  const costly = costHere > COSTS
  const verdict = costly
    ? share >= RULE
      ? 'ill'
      : share <= EXCEPTION
        ? 'unlucky'
        : 'depends'
    : share <= EXCEPTION
      ? 'harmless'
      : share >= RULE
        ? 'lucky'
        : 'depends'
  return { verdict, often, mean: costs.reduce((sum, cost) => sum + cost, 0) / costs.length }
}
