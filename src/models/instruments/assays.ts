import type { Unit } from '../../sim/index.ts'
import { type AssayNumbers, assayParameters, type AssayType } from './assay.ts'

const USUAL = 'usual of the method'

const assay = (
  means: string,
  unit: Unit,
  numbers: AssayNumbers,
  source = USUAL,
  kind: AssayType['kind'] = 'quantity',
): AssayType => ({ means, kind, unit, parameters: assayParameters(unit, numbers, source) })

/** The antibody plant's assays. The hand count of cells is `countCells`: its error follows from the cells counted. */
// oxfmt-ignore
export const assays = {
  viableCells: assay('viable cells, automatic counter', '1e6/mL',
    { delay_h: 0.1, volume_mL: 1, relative_pct: 5, resolution: 0.01, span: [0.05, 100] }),
  viability: assay('viable among all cells, automatic counter', '%',
    { delay_h: 0.1, volume_mL: 1, absolute: 1, resolution: 0.1, span: [0, 100] }),
  glucose: assay('glucose, enzyme electrode', 'mM',
    { delay_h: 0.1, volume_mL: 1, relative_pct: 3, absolute: 0.1, resolution: 0.1, span: [0.2, 100] }),
  lactate: assay('lactate, enzyme electrode', 'mM',
    { delay_h: 0.1, volume_mL: 1, relative_pct: 3, absolute: 0.1, resolution: 0.1, span: [0.2, 100] }),
  glutamine: assay('glutamine, enzyme electrode', 'mM',
    { delay_h: 0.1, volume_mL: 1, relative_pct: 5, absolute: 0.05, resolution: 0.01, span: [0.1, 20] }),
  ammonia: assay('ammonium, ion electrode', 'mM',
    { delay_h: 0.1, volume_mL: 1, relative_pct: 5, absolute: 0.1, resolution: 0.01, span: [0.2, 25] }),
  gasAnalyserPh: assay('pH, blood gas analyser', 'pH',
    { delay_h: 0.05, volume_mL: 2, absolute: 0.02, resolution: 0.01, span: [6, 8.5] }),
  gasAnalyserCarbonDioxide: assay('pCO2, blood gas analyser', 'mmHg',
    { delay_h: 0.05, volume_mL: 2, relative_pct: 3, absolute: 1, resolution: 1, span: [5, 250] }),
  gasAnalyserOxygen: assay('oxygen, blood gas analyser, per cent of air saturation', '%',
    { delay_h: 0.05, volume_mL: 2, relative_pct: 4, absolute: 1, resolution: 1, span: [1, 300] }),
  osmolality: assay('osmolality, freezing point', 'mOsm/kg',
    { delay_h: 0.1, volume_mL: 1, absolute: 3, resolution: 1, span: [50, 2000] }),
  pH: assay('pH, laboratory electrode', 'pH',
    { delay_h: 0.05, volume_mL: 20, absolute: 0.02, resolution: 0.01, span: [1, 13] }),
  conductivity: assay('conductivity, laboratory cell', 'mS/cm',
    { delay_h: 0.05, volume_mL: 20, relative_pct: 1, resolution: 0.01, span: [0.01, 200] }),
  turbidity: assay('turbidity, laboratory', 'NTU',
    { delay_h: 0.05, volume_mL: 30, relative_pct: 3, absolute: 0.1, resolution: 0.1, span: [0, 4000] }),
  content: assay('protein by absorbance at 280 nm', 'g/L',
    { delay_h: 0.25, volume_mL: 1, relative_pct: 1.5, resolution: 0.1, span: [0.1, 250] }),
  titre: assay('titre, Protein A chromatography', 'g/L',
    { delay_h: 2, volume_mL: 2, relative_pct: 3, resolution: 0.01, span: [0.05, 20] }),
  breakthrough: assay('antibody in the flow-through, sensor tips at the line', 'g/L',
    { delay_h: 0.1, volume_mL: 1, relative_pct: 5, absolute: 0.01, resolution: 0.01, span: [0.02, 20] }),
  asymmetry: assay('asymmetry of a salt pulse through the packed column', '1',
    { delay_h: 0.25, volume_mL: 0, relative_pct: 3, resolution: 0.01, span: [0.5, 5] }, 'packing test, mab.md §1.6'),
  tubeHmw: assay('aggregates in a tube, fast size exclusion at the line', '%',
    { delay_h: 0.4, volume_mL: 1, relative_pct: 4, absolute: 0.05, resolution: 0.01, span: [0.05, 50] }),
  hmw: assay('aggregates, size exclusion', '%',
    { delay_h: 3, volume_mL: 1, absolute: 0.05, resolution: 0.01, span: [0.05, 50] }),
  lmw: assay('fragments, size exclusion', '%',
    { delay_h: 3, volume_mL: 1, absolute: 0.05, resolution: 0.01, span: [0.05, 50] }),
  acidic: assay('acidic variants, icIEF', '%',
    { delay_h: 24, volume_mL: 1, absolute: 0.6, resolution: 0.1, span: [0.5, 99] }),
  main: assay('main charge peak, icIEF', '%',
    { delay_h: 24, volume_mL: 1, absolute: 0.6, resolution: 0.1, span: [0.5, 99] }),
  basic: assay('basic variants, icIEF', '%',
    { delay_h: 24, volume_mL: 1, absolute: 0.6, resolution: 0.1, span: [0.5, 99] }),
  galactosylation: assay('galactosylation, released sugars', '%',
    { delay_h: 72, volume_mL: 2, absolute: 0.8, resolution: 0.1, span: [0.5, 99] }),
  hcp: assay('host-cell proteins, ELISA', 'ppm',
    { delay_h: 24, volume_mL: 1, relative_pct: 12, resolution: 0.1, span: [1, 1e6] }),
  dna: assay('host DNA, qPCR', 'pg/mg',
    { delay_h: 24, volume_mL: 1, relative_pct: 20, resolution: 0.01, span: [0.05, 1e9] }),
  proteinA: assay('leached Protein A, ELISA', 'ppm',
    { delay_h: 24, volume_mL: 1, relative_pct: 12, resolution: 0.1, span: [0.2, 1000] }),
  polysorbate: assay('polysorbate', '%',
    { delay_h: 24, volume_mL: 2, relative_pct: 5, resolution: 0.001, span: [0.002, 1] }),
  ceSds: assay('purity, CE-SDS', '%',
    { delay_h: 24, volume_mL: 1, absolute: 0.15, resolution: 0.1, span: [50, 100] }),
  potency: assay('potency, cell assay', '%',
    { delay_h: 120, volume_mL: 2, relative_pct: 5, resolution: 1, span: [10, 300] }),
  endotoxin: assay('endotoxin, limulus', 'EU/mg',
    { delay_h: 2, volume_mL: 5, relative_pct: 20, resolution: 0.001, span: [0.005, 100] }),
  bioburden: assay('colonies from a filtered sample', 'CFU/100 mL',
    { delay_h: 120, volume_mL: 100, resolution: 1, span: [0, 30_000] }, USUAL, 'count'),
  gram: assay('bacteria under the microscope, stained', '1',
    { delay_h: 0.5, volume_mL: 1e-5 }, 'usual of the method: what some 100 fields show', 'presence'),
  mycoplasma: assay('mycoplasma, nucleic acid', '1',
    { delay_h: 48, volume_mL: 10 }, 'usual of the method; by culture 28 days', 'presence'),
  parvovirus: assay('minute virus of mice, PCR', '1',
    { delay_h: 24, volume_mL: 1 }, USUAL, 'presence'),
  adventitious: assay('viruses that kill indicator cells', '1',
    { delay_h: 672, volume_mL: 30 }, 'usual of the method: 28 days', 'presence'),
  sterility: assay('growth in broth', '1',
    { delay_h: 336, volume_mL: 20 }, 'Ph. Eur. 2.6.1: 14 days', 'presence'),
} satisfies Record<string, AssayType>

export type AssayId = keyof typeof assays

/** The table of the teacher's page. */
export function assayTable(table: Readonly<Record<string, AssayType>> = assays): string {
  const rows = Object.entries(table).map(([id, a]) => {
    const p = a.parameters
    const error = [
      p.relativeError.value ? `${p.relativeError.value} %` : '',
      p.absoluteError.value ? `${p.absoluteError.value} ${a.unit}` : '',
      a.kind === 'quantity' ? '' : 'what happens to be in the volume',
    ]
    const span = a.kind === 'presence' ? 'found, not found' : `${p.low.value} … ${p.high.value}`
    const unit = a.unit === '1' ? '–' : a.unit
    return `| \`${id}\` | ${a.means} | ${unit} | ${p.delay.value} | ${p.volume.value} | ${error.filter((x) => x !== '').join(', ')} | ${a.kind === 'presence' ? '–' : p.resolution.value} | ${span} | ${p.delay.evidence} | ${p.delay.source} |`
  })
  return [
    '| id | measures | unit | result after (h) | volume (mL) | error (standard deviation) | step | reports | evidence | source |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}
