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
  factorXIa: assay('FXIa, chromogenic', 'ng/mL',
    { delay_h: 1.5, volume_mL: 1, relative_pct: 6, resolution: 0.01, span: [0.02, 100] }),
  clottingTime: assay('non-activated partial thromboplastin time', 's',
    { delay_h: 0.75, volume_mL: 1, relative_pct: 2.5, resolution: 1, span: [20, 400] }),
  polymers: assay('polymers, fast size exclusion', '%',
    { delay_h: 0.5, volume_mL: 1, relative_pct: 4, absolute: 0.03, resolution: 0.01, span: [0.05, 50] }),
  collapse: assay('collapse temperature, freeze-drying microscope', '°C',
    { delay_h: 1, volume_mL: 1, absolute: 0.15, resolution: 0.1, span: [-60, 0] }),
} satisfies Record<string, AssayType>
