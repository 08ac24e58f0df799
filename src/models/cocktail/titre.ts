/**
 * What the culture makes of a delivery within 72 h: genome titre relative to the printed recipe's (9.998e10 vg/mL), from
 * the reference calculation `aav_ref.py`, `run(eta=d, theta=0)` at 2e6 cells/mL, 1 µg DNA per million, PEI:DNA 2, no
 * exchange of medium. Steep at the foot because a cell needs all three plasmids, flat at the top. The culture's own
 * model replaces this where a level grows the cells.
 */
const TITRE: readonly (readonly [delivered: number, titre: number])[] = [
  [0, 0],
  [0.02, 5.237e-7],
  [0.05, 8.313e-5],
  [0.1, 0.0025986],
  [0.15, 0.014506],
  [0.2, 0.041023],
  [0.3, 0.13526],
  [0.4, 0.26378],
  [0.5, 0.40581],
  [0.6, 0.54964],
  [0.7, 0.68948],
  [0.8, 0.82269],
  [0.9, 0.94825],
  [1, 1.06597],
]

/** Straight lines between the points; above the last one nothing is promised. */
export function titreFactor(delivered: number): number {
  for (let i = 1; i < TITRE.length; i++) {
    const [x1, y1] = TITRE[i]!
    const [x0, y0] = TITRE[i - 1]!
    if (delivered <= x1) return y0 + ((y1 - y0) * Math.max(0, delivered - x0)) / (x1 - x0)
  }
  return TITRE.at(-1)![1]
}
