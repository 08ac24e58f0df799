import { Fault, normal, poisson, spec, type Specs, type Values } from '../../sim/index.ts'

/**
 * Counting cells by hand under the microscope, live against blue. How many squares of the grid are counted is the
 * operator's choice: the relative error of a count of N cells is 1/√N, and it goes into the inoculum.
 */
export const cellCountParameters = {
  square: spec('volume over one large square of the grid', 'mL', 1e-4, [1e-5, 1e-3], 'G', 'improved Neubauer grid'),
  dilution: spec('standard deviation of the dilution with dye', '%', 3, [0, 20], 'G', 'pipetting, usual'),
  volume: spec('volume drawn', 'mL', 1, [0.1, 10], 'G', 'usual of the method'),
  preparation: spec('drawing, dyeing, filling the chamber', 'min', 4, [0, 60], 'G', 'usual of the method'),
  perSquare: spec('counting one square', 'min', 1, [0, 10], 'G', 'usual of the method'),
} satisfies Specs

type P = Values<typeof cellCountParameters>

export interface CellCount {
  /** Cells seen in the squares. */
  readonly live: number
  readonly blue: number
  readonly viable_1e6_mL: number
  /** null when no cell was seen. */
  readonly viability_pct: number | null
  /** 1/√(live cells seen): what the operator can say of the error without knowing the truth. null when none was seen. */
  readonly relativeError: number | null
  readonly minutes: number
}

export interface Counting {
  /** Large squares counted, 1 to 9. */
  readonly squares: number
  /** Times the sample was thinned, dye included; 2 is half and half. */
  readonly dilution: number
}

/** Count `number` of this name, of a broth with so many viable and dead cells. */
export function countCells(
  p: P,
  viable_1e6_mL: number,
  dead_1e6_mL: number,
  { squares, dilution }: Counting,
  seed: number,
  name: string,
  number: number,
): CellCount {
  if (!(squares >= 1 && squares <= 9 && squares === Math.floor(squares))) throw new Fault('squares', { squares })
  if (!(dilution >= 1)) throw new Fault('dilution', { dilution })
  const cellsPer1e6 = (1e6 * p.square * squares) / dilution
  // One hand, one dilution: its error is common to live and blue, so it leaves the viability alone.
  const thinned = Math.max(0, 1 + (p.dilution / 100) * normal(seed, `${name}.dilution`, number))
  const live = poisson(viable_1e6_mL * cellsPer1e6 * thinned, seed, `${name}.live`, number)
  const blue = poisson(dead_1e6_mL * cellsPer1e6 * thinned, seed, `${name}.blue`, number)
  return {
    live,
    blue,
    viable_1e6_mL: live / cellsPer1e6,
    viability_pct: live + blue > 0 ? (100 * live) / (live + blue) : null,
    relativeError: live > 0 ? 1 / Math.sqrt(live) : null,
    minutes: p.preparation + p.perSquare * squares,
  }
}
