/**
 * Two check signs over the field of 32 elements (x⁵ + x² + 1), Reed–Solomon: any one or two wrong signs, and so any two
 * exchanged, leave a remainder.
 */
const TWO = 2

function times(a: number, b: number): number {
  let product = 0
  for (let bit = 0; bit < 5; bit++) if ((b >> bit) & 1) product ^= a << bit
  for (let bit = 8; bit >= 5; bit--) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5)
  return product
}

const FOUR = times(TWO, TWO)
const SUM = TWO ^ FOUR
const PRODUCT = times(TWO, FOUR)

/** The remainder of the signs by (x + α)(x + α²): what is written behind them. */
export function checkOf(signs: readonly number[]): readonly [number, number] {
  let [first, second] = [0, 0]
  for (const sign of signs) {
    const out = sign ^ first
    first = second ^ times(out, SUM)
    second = times(out, PRODUCT)
  }
  return [first, second]
}
