/**
 * Acid and base of the medium: strong ions against bicarbonate and one lumped weak acid (mab.md §2.5),
 *   SID = TIC / (1 + h/K1) + A / (1 + h/Ka),   h = [H+].
 * Multiplied out this is a quadratic in h with one positive root: no iteration. h is in units of 1e-7 M.
 */
export function hydrogenIon(sid_mM: number, tic_mM: number, weakAcid_mM: number, k1: number, ka: number): number {
  if (!(sid_mM > 0)) return MOST
  const b = sid_mM * (k1 + ka) - tic_mM * k1 - weakAcid_mM * ka
  const c = k1 * ka * (sid_mM - tic_mM - weakAcid_mM)
  const under = b * b - 4 * sid_mM * c
  const root = Math.sqrt(under > 0 ? under : 0)
  // The root without cancellation: which form it is depends on the sign of b.
  const h = b > 0 ? (-2 * c) / (b + root) : (root - b) / (2 * sid_mM)
  return h < LEAST || h !== h ? LEAST : h > MOST ? MOST : h
}

/** pH 9.5 and 4.5: outside, the buffer model means nothing. */
const LEAST = 1 / 316.22776601683796
const MOST = 316.22776601683796

/** Strong ion difference that gives a pH: the same equation read the other way. */
export function strongIons(h: number, tic_mM: number, weakAcid_mM: number, k1: number, ka: number): number {
  return tic_mM / (1 + h / k1) + weakAcid_mM / (1 + h / ka)
}
