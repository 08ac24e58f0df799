import type { Unit } from '../../sim/index.ts'
import { type AssayNumbers, assayParameters, type AssayType } from '../instruments/assay.ts'

const assay = (means: string, unit: Unit, numbers: AssayNumbers): AssayType => ({
  means,
  kind: 'quantity',
  unit,
  parameters: assayParameters(unit, numbers, 'usual of the method'),
})

/** Assays that only the plasma plant has. */
// oxfmt-ignore
export const plasmaAssays = {
  caprylate: assay('caprylate, gas chromatography at the line', 'mM',
    { delay_h: 0.1, volume_mL: 2, relative_pct: 1.5, resolution: 0.1, span: [0.5, 100] }),
  solvent: assay('TnBP, gas chromatography at the line', 'g/L',
    { delay_h: 0.25, volume_mL: 2, relative_pct: 2, resolution: 0.01, span: [0.05, 20] }),
} satisfies Record<string, AssayType>
