import type { Litres } from '../../sim/index.ts'
import { type AavStream, emptyVector } from './stream.ts'

/** Cells just passed on, four passages from the vial of the bank: aav.md §1.1 U1, medium of §2.3. */
export const cellFlask = (volume_L: Litres): AavStream => ({
  ...emptyVector(37),
  volume_L,
  viableCells_1e9: 0.5 * volume_L,
  deadCells_1e9: 0.01 * volume_L,
  glucose_mmol: 33 * volume_L,
  glutamine_mmol: 6 * volume_L,
  passages: 4,
})

/** What a level of the AAV plant may begin with. */
export const vectorPools = { flask: cellFlask } as const
