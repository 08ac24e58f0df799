/**
 * Score arithmetic of the design (§3): yield against a reference, purity from quality attributes. Pure functions of
 * numbers; compliance, a function of level and log, has a file of its own when the rubric comes.
 */

import { pow10 } from '../sim/index.ts'

export interface Attribute {
  readonly id: string
  readonly value: number
  readonly unit: string
  /** Where quality cannot get better, and where it ends. `limit` above `target`: smaller is better; below: larger is. */
  readonly target: number
  readonly limit: number
  readonly weight: number
}

export interface JudgedAttribute extends Attribute {
  readonly inside: boolean
  /** 0 to 100: 60 at the limit, 100 at the target. */
  readonly quality: number
}

/**
 * Inside the limit 60 + 40 · min(1, (limit − x)/(limit − target)), outside 60 · limit/x; mirrored for lower limits.
 * An attribute given as a logarithm is outside by a factor 10^(distance): there the ratio is taken of what it stands for.
 */
export function judgeAttribute(a: Attribute): JudgedAttribute {
  const upper = a.limit > a.target
  const inside = upper ? a.value <= a.limit : a.value >= a.limit
  const share = (a.limit - a.value) / (a.limit - a.target)
  const [small, large] = upper ? [a.limit, a.value] : [a.value, a.limit]
  const ratio = a.unit === 'log10' ? pow10(small - large) : small / large
  const quality = inside ? 60 + 40 * Math.min(1, share) : 60 * ratio
  return { ...a, inside, quality: Math.max(0, quality) }
}

export interface Purity {
  /** The weighted sum, at most 59 when any attribute is outside; 0 without product. */
  readonly score: number
  /** The same sum before the cap: what attribution splits. */
  readonly index: number
  readonly attributes: readonly JudgedAttribute[]
}

export function purity(attributes: readonly Attribute[], product_g: number): Purity {
  const judged = attributes.map(judgeAttribute)
  // Nothing made, or nothing of it tested.
  if (!(product_g > 0) || judged.length === 0) return { score: 0, index: 0, attributes: judged }
  const weights = judged.reduce((sum, a) => sum + a.weight, 0)
  const index = judged.reduce((sum, a) => sum + a.weight * a.quality, 0) / weights
  return { score: judged.every((a) => a.inside) ? index : Math.min(59, index), index, attributes: judged }
}
