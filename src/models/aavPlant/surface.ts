import { exp } from '../../sim/index.ts'

/** What membranes, hoses and filters bind of the vector, and how far surfactant keeps it off (aav.md §4.7, §1.3 D11). */
export interface Surface {
  /** With surfactant, and without. */
  readonly adsorbs: number
  readonly adsorbsBare: number
  /** Surfactant that protects all but a third, %. */
  readonly protects: number
}

/** Genomes that a square metre binds at this surfactant. */
export function adsorption_per_m2(surfactant_pct: number, p: Surface): number {
  const bare = exp(-surfactant_pct / p.protects)
  return p.adsorbs + (p.adsorbsBare - p.adsorbs) * bare
}
