export const clamp = (x: number): number => Math.min(1, Math.max(0, x))
/** Eyes do not read per mille. */
export const eye = (x: number): number => Math.round(x * 50) / 50
/** A share as an eye tells it apart, however it came about. */
export const seen = (x: number): number => eye(clamp(Number.isFinite(x) ? x : 0))
