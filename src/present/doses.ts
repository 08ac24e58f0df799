/**
 * What a demo's lot comes to for those who wait for it, had the whole plant worked as the hand did: the share won by
 * hand, carried on through the rest of the line at this plant's usual yields.
 */
import type { DemoResult, DemoSnapshot, DemoStep } from './demo.ts'

type Demo = 'P0' | 'M0' | 'A0'

/** Doses of a lot in which nothing of what the hand decides is lost. */
const WHOLE: Readonly<Record<Demo, number>> = {
  // Factor VIII in vials of 1,000 IU: 400 L of plasma at 800 IU/L (plasma sheet §2: 0.80 IU/mL in plasma), times the
  // yields after the snow: extraction 0.70, solvent / detergent 0.75, exchange 0.90, filters 0.90, drying 0.85 (§4).
  P0: (400 * 800 * 0.7 * 0.75 * 0.9 * 0.9 * 0.85) / 1000,
  // Doses of 500 mg: 50 L at 5.3 g/L on day 14, purified at 84.2 % (antibody sheet, table of yields: 117 mL a dose).
  M0: (50 * 5.3 * 0.842) / 0.5,
  // Children treated for Duchenne: one lot of 1,000 L is 9.7 of them (AAV sheet §5.1), this one has 2,000 L.
  A0: 2 * 9.7,
}

/** Of 0 to 1: what of it this hand has kept. */
function partOf(result: DemoResult): number {
  const { caught, well, delivered } = result as Partial<Record<'caught' | 'well' | 'delivered', number>>
  return caught ?? well ?? delivered ?? 0
}

/** A pour counts by its last, in the plant; ice and breath by all their beats. */
export function shareOf({ level, results }: DemoSnapshot<DemoStep, DemoResult>): number {
  const counted = level === 'A0' ? results.slice(-1) : results
  return counted.reduce((sum, result) => sum + partOf(result), 0) / Math.max(1, counted.length)
}

/** By whole percent: as much as a card that is taken home says. */
export const dosesOf = (level: string, share: number): number =>
  Object.hasOwn(WHOLE, level) ? Math.round((WHOLE[level as Demo] * Math.round(100 * share)) / 100) : 0
