import { spec, type Specs } from '../../sim/index.ts'

const SHEET = 'mab.md §3.3'

export const parameters = {
  capacity: spec('bound protein that fills the resin, per litre of resin', 'g/L', 150.2, [50, 250], 'R', SHEET),
  kinetics: spec('rate of binding and release', '1/min', 0.99, [0.05, 20], 'R', SHEET),
  strength: spec('adsorption of the main variant at 1 M salt', '1', 6.9e-4, [1e-5, 0.1], 'R', SHEET),
  charges: spec('exponent of salt, antibody', '1', 8.5, [2, 12], 'R', SHEET),
  bedPorosity: spec('liquid per column volume', '1', 0.34, [0.25, 0.45], 'R', SHEET),
  bedHeight: spec('bed height', 'cm', 20, [5, 40], 'G', 'usual polishing column'),
  dispersivity: spec('axial dispersion over velocity', 'mm', 0, [0, 5], 'C', 'see model.md'),
  strongest: spec('largest adsorption counted', '1', 5000, [100, 1e5], 'C', 'mab_ref.py'),
  acidic: spec('adsorption of acidic variants relative to main', '1', 0.7, [0.2, 1.5], 'C', SHEET),
  basic: spec('adsorption of basic variants relative to main', '1', 1.35, [0.7, 3], 'C', SHEET),
  aggregate: spec('adsorption of aggregates relative to main', '1', 2.6, [0.7, 6], 'C', SHEET),
  aggregateCharges: spec('exponent of salt, aggregates and Protein A complexes', '1', 8.8, [2, 14], 'C', SHEET),
  washedHost: spec('adsorption of washed-off HCP relative to main', '1', 0.2, [0.01, 3], 'C', SHEET),
  washedHostCharges: spec('exponent of salt, washed-off HCP', '1', 6, [2, 12], 'C', SHEET),
  washedHostShare: spec('share of HCP that washes off', '1', 0.65, [0, 1], 'C', SHEET),
  elutingHost: spec('adsorption of co-eluting HCP relative to main', '1', 0.9, [0.1, 3], 'C', SHEET),
  elutingHostCharges: spec('exponent of salt, co-eluting HCP', '1', 8, [2, 12], 'C', SHEET),
  leached: spec('adsorption of leached Protein A with antibody relative to main', '1', 2.3, [0.5, 6], 'C', SHEET),
  perPh: spec('decades of adsorption lost per pH unit', '1', 1.5, [0, 4], 'C', SHEET),
  conductivityLimit: spec('load conductivity the capacity bears', 'mS/cm', 6, [1, 20], 'C', SHEET),
  conductivityLoss: spec('capacity lost per mS/cm above', '1', 0.06, [0, 0.3], 'C', SHEET),
  phTolerance: spec(
    'distance of the load from pH 5.2 that the capacity bears',
    'pH',
    0.15,
    [0, 1],
    'C',
    'mab.md §1.8: alert',
  ),
  phLoss: spec('capacity lost per pH unit beyond', '1', 0.8, [0, 3], 'C', 'mab.md §1.8: early elution'),
  recovery: spec('antibody that comes off at all', '1', 0.97, [0.8, 1], 'C', SHEET),
  dnaReduction: spec('DNA reduction', 'log10', 1, [0, 4], 'C', 'mab_ref.py: full_process'),
  absorbance: spec('UV 280 of protein', 'mL/(mg·cm)', 1.4, [1, 2], 'G', 'IgG1'),
  cell: spec('path of the UV cell', 'mm', 2, [0.1, 10], 'G', 'mab.md §1.6'),
  pressure: spec('pressure drop at 300 cm/h', 'bar', 1, [0.1, 3], 'G', 'usual polishing column'),
} satisfies Specs

export const settings = {
  loadDensity: spec('load per litre of column', 'g/L', 50, [5, 120], 'G', 'mab.md §1.8'),
  loadPh: spec('pH of the load', 'pH', 5.2, [4, 7], 'G', 'mab.md §1.8'),
  bufferPh: spec('pH of wash and gradient', 'pH', 5.2, [4, 7], 'G', 'mab.md §1.8'),
  loadConductivity: spec('load diluted with water down to', 'mS/cm', 5, [1, 30], 'G', 'mab.md §1.8'),
  residence: spec('residence time', 'min', 4, [1, 12], 'G', 'mab.md §1.8'),
  equilibration: spec('equilibration', 'CV', 3, [0, 20], 'G', 'recipe'),
  wash: spec('wash', 'CV', 5, [0, 20], 'C', 'mab_ref.py'),
  gradient: spec('gradient', 'CV', 15, [0, 40], 'G', 'mab.md §1.8'),
  gradientStart: spec(
    'salt at the start of the gradient, in load and wash',
    'M',
    0.05,
    [0.01, 0.5],
    'G',
    'mab.md §1.8',
  ),
  gradientEnd: spec('salt at the end of the gradient', 'M', 0.5, [0.1, 1.5], 'G', 'mab.md §1.8'),
  hold: spec('hold at the end of the gradient', 'CV', 2, [0, 10], 'C', 'mab_ref.py'),
  fraction: spec('volume of a fraction', 'CV', 0.1, [0.05, 2], 'G', 'recipe'),
  poolStart: spec('pool starts at this share of the highest UV', '1', 0.1, [0.005, 0.95], 'G', 'mab.md §1.8'),
  poolEnd: spec('pool ends at this share of the highest UV', '1', 0.1, [0.005, 0.95], 'G', 'mab.md §1.8'),
  strip: spec('strip', 'CV', 2, [0, 10], 'G', 'recipe'),
  stripSalt: spec('salt of the strip', 'M', 1, [0.3, 3], 'G', 'recipe'),
  regeneration: spec('NaOH 0.5 M', 'CV', 2, [0, 10], 'G', 'recipe'),
} satisfies Specs

export const acts = {
  poolFrom: spec(
    'pool from this point of the gradient, instead of the share of the peak',
    'CV',
    7,
    [0, 60],
    'G',
    'operator',
  ),
  poolTo: spec('pool to this point of the gradient', 'CV', 12, [0, 60], 'G', 'operator'),
} satisfies Specs

export type P = typeof parameters
export type S = typeof settings
