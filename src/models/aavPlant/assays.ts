import { exp, log, normal, type Unit } from '../../sim/index.ts'
import { type AssayNumbers, assayParameters, type AssayType } from '../instruments/assay.ts'

const assay = (
  means: string,
  unit: Unit,
  numbers: AssayNumbers,
  source: string,
  kind: AssayType['kind'] = 'quantity',
): AssayType => ({ means, kind, unit, parameters: assayParameters(unit, numbers, source) })

const SPREAD = 'aav.md §5.5'

/** The AAV plant's assays, with the spread of one laboratory. Between laboratories: `laboratoryBias`. */
// oxfmt-ignore
export const vectorAssays = {
  clumped: assay('cells in clumps, microscope', '%',
    { delay_h: 0.1, volume_mL: 1, absolute: 1, resolution: 1, span: [0, 100] }, 'usual of the method'),
  genomesDigital: assay('genomes, droplet digital PCR', '1/mL',
    { delay_h: 8, volume_mL: 0.1, relative_pct: 7, resolution: 1e8, span: [1e8, 1e15] }, `${SPREAD}: 5-10 %`),
  genomes: assay('genomes, qPCR', '1/mL',
    { delay_h: 5, volume_mL: 0.1, relative_pct: 22, resolution: 1e8, span: [1e8, 1e15] }, `${SPREAD}: 15-30 %`),
  working: assay('genomes in capsids that still bind their receptor, plate and PCR', '1/mL',
    { delay_h: 5, volume_mL: 0.2, relative_pct: 6, resolution: 1e8, span: [1e8, 1e15] }, 'this plant’s method; usual of a plate'),
  capsids: assay('capsids, ELISA of the serotype', '1/mL',
    { delay_h: 6, volume_mL: 0.1, relative_pct: 12, resolution: 1e8, span: [1e8, 1e15] }, `${SPREAD}: V40, between laboratories`),
  capsidTitre: assay('capsids of a concentrate, ELISA of the serotype', '1e12/mL',
    { delay_h: 6, volume_mL: 0.1, relative_pct: 12, resolution: 0.01, span: [0.01, 1000] }, `${SPREAD}: V40, between laboratories`),
  genomeStrength: assay('genomes of a concentrate, droplet digital PCR', '1e13/mL',
    { delay_h: 1.5, volume_mL: 0.05, relative_pct: 6, resolution: 0.01, span: [0.01, 1000] }, `${SPREAD}: 5-10 %; on the bench of the suite`),
  fullByAssays: assay('full capsids, droplet digital PCR over ELISA', '%',
    { delay_h: 8, volume_mL: 0.2, relative_pct: 14, resolution: 0.1, span: [1, 300] }, `${SPREAD}: V39, poor; 7 and 12 % of the two`),
  fullByMass: assay('full capsids, analytical ultracentrifuge', '%',
    { delay_h: 48, volume_mL: 0.5, relative_pct: 8, resolution: 0.1, span: [1, 100] }, `${SPREAD}: V39, 25 % between laboratories`),
  fullByLight: assay('full capsids, absorption and light scattering', '%',
    { delay_h: 3, volume_mL: 0.1, relative_pct: 5, resolution: 0.1, span: [1, 100] }, `${SPREAD}: V39, below 10 %`),
  partial: assay('partly filled capsids, analytical ultracentrifuge', '%',
    { delay_h: 48, volume_mL: 0.5, absolute: 1, resolution: 0.1, span: [0.5, 100] }, 'usual of the method'),
  infectious: assay('infectious units, end point dilution', '1/mL',
    { delay_h: 120, volume_mL: 0.1, relative_pct: 35, resolution: 1e4, span: [1e4, 1e13] }, `${SPREAD}: V41, 35-42 %`),
  expression: assay('potency by expression in cells, of the reference', '%',
    { delay_h: 120, volume_mL: 0.1, relative_pct: 15, resolution: 1, span: [5, 300] }, 'usual of the method'),
  cellPotency: assay('potency by expression in cells, of the reference, three plates side by side', '%',
    { delay_h: 96, volume_mL: 0.3, relative_pct: 8, resolution: 1, span: [5, 300] }, 'usual of the method; 15 % of one plate'),
  aggregates: assay('aggregates, size exclusion', '%',
    { delay_h: 3, volume_mL: 0.05, absolute: 0.3, resolution: 0.1, span: [0.2, 100] }, 'usual of the method'),
  hostProtein: assay('host-cell proteins, ELISA', 'ng/mL',
    { delay_h: 24, volume_mL: 0.5, relative_pct: 15, resolution: 1, span: [2, 1e9] }, 'usual of the method'),
  hostDna: assay('host DNA, qPCR', 'ng/mL',
    { delay_h: 24, volume_mL: 0.2, relative_pct: 25, resolution: 0.01, span: [0.01, 1e9] }, 'usual of the method'),
  plasmidDna: assay('plasmid DNA, qPCR', 'ng/mL',
    { delay_h: 24, volume_mL: 0.2, relative_pct: 25, resolution: 0.01, span: [0.01, 1e9] }, 'usual of the method'),
  fragment: assay('length of DNA, capillary electrophoresis', 'bp',
    { delay_h: 4, volume_mL: 0.1, relative_pct: 8, resolution: 1, span: [30, 50_000] }, 'usual of the method'),
  nuclease: assay('nuclease, ELISA', 'ng/mL',
    { delay_h: 24, volume_mL: 0.2, relative_pct: 12, resolution: 0.01, span: [0.1, 1e5] }, 'usual of the method'),
  pei: assay('PEI, colour', 'µg/mL',
    { delay_h: 8, volume_mL: 0.5, relative_pct: 10, resolution: 0.01, span: [0.1, 1e4] }, 'usual of the method'),
  ligand: assay('leached affinity ligand, ELISA', 'ng/mL',
    { delay_h: 24, volume_mL: 0.2, relative_pct: 15, resolution: 0.01, span: [0.2, 1e4] }, 'usual of the method'),
  polyplexSize: assay('size of the complexes, light scattering', 'nm',
    { delay_h: 0.05, volume_mL: 0.1, relative_pct: 6, resolution: 1, span: [20, 6000] }, 'usual of the method'),
  supercoiled: assay('supercoiled plasmid, capillary', '%',
    { delay_h: 24, volume_mL: 0.05, absolute: 1, resolution: 0.1, span: [10, 100] }, 'usual of the method'),
  competent: assay('AAV that multiplies, with adenovirus', '1',
    { delay_h: 504, volume_mL: 1 }, `${SPREAD}: V47`, 'presence'),
} satisfies Record<string, AssayType>

export type VectorAssayId = keyof typeof vectorAssays

/** ln of the factor by which laboratories differ, standard deviation (aav.md §5.5). */
const BETWEEN: Partial<Record<VectorAssayId, number>> = {
  // 95 % of the laboratories within a factor of 1.9 (V40).
  genomesDigital: log(1.9) / 1.96,
  genomes: log(1.9) / 1.96,
  // 4.26 to 6.75e11 about 5.50e11 (V40).
  capsids: log(6.75 / 4.26) / (2 * 1.96),
  fullByMass: 0.25,
  fullByLight: 0.09,
  infectious: 0.4,
}

/** What this laboratory reads of a true value, always: two laboratories disagree, one agrees with itself. */
export const laboratoryBias = (id: VectorAssayId, laboratory: string, seed: number): number =>
  exp((BETWEEN[id] ?? 0) * normal(seed, `laboratory.${laboratory}.${id}`, 0))

/** Full capsids as genomes over capsids: two assays, two errors; above 100 % is no miracle. */
export const fullByRatio_pct = (genomes_per_mL: number, capsids_per_mL: number): number =>
  capsids_per_mL > 0 ? (100 * genomes_per_mL) / capsids_per_mL : 0
