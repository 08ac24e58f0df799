/** How a hand drips: litres by the seconds it holds, in drops that can be told. */

/** 1, 2 or 5 times a power of ten, at most `x`. */
export function roundStep(x: number): number {
  if (!(x > 0)) return 1
  let power = 1
  while (power > x) power /= 10
  while (power * 10 <= x) power *= 10
  const steps = x / power >= 5 ? 5 : x / power >= 2 ? 2 : 1
  return Number((steps * power).toPrecision(3))
}

/** One drop, for a tank of so many litres. */
export const dropOf = (tank_L: number): number => roundStep(0.0005 * tank_L)

/** Drops a second while the hand holds. */
const DROPS_PER_S = 4

/** What has run after so many milliseconds: a short press is one drop. */
export function dripped(held_ms: number, drop_L: number, most_L: number): number {
  const drops = Math.max(1, Math.floor((held_ms / 1000) * DROPS_PER_S))
  return inDrops(Math.min(most_L, drops * drop_L), drop_L)
}

/** A whole number of drops, without rounding’s dust. */
export const inDrops = (litres: number, drop_L: number): number =>
  Number((Math.round(litres / drop_L) * drop_L).toFixed(6))

/** Decimals that a drop needs. */
export function decimalsOf(drop_L: number): number {
  let digits = 0
  for (let x = drop_L; digits < 4 && Math.abs(x - Math.round(x)) > 1e-6; x *= 10) digits++
  return digits
}
