import { spec, type Specs } from '../../sim/index.ts'

const SHEET = 'mab.md §3.1'

export const parameters = {
  bindingCapacity: spec('bound antibody at equilibrium, new resin', 'g/L', 85, [30, 120], 'C', `${SHEET}, resin B`),
  bedPorosity: spec('liquid between the beads per column volume', '1', 0.34, [0.25, 0.45], 'R', SHEET),
  beadPorosity: spec('pore liquid per bead volume', '1', 0.92, [0.5, 0.97], 'R', SHEET),
  beadRadius: spec('bead radius', 'µm', 30, [15, 60], 'C', `${SHEET}, resin B`),
  poreDiffusion: spec('diffusion of antibody in the pores', 'm²/s', 2.12e-12, [5e-13, 1e-11], 'C', `${SHEET}, resin B`),
  film: spec('film coefficient of antibody', 'm/s', 1.5e-5, [2e-6, 6e-5], 'D', `${SHEET}, Wilson-Geankoplis`),
  dissociation: spec('K_D of the ligand at neutral pH', 'g/L', 0.02, [0.001, 0.1], 'V', `${SHEET}: 36-181 nM`),
  association: spec(
    'on-rate of the ligand at neutral pH',
    'L/(g·s)',
    0.1,
    [0.01, 10],
    'C',
    'fast: not limiting beside pore diffusion; as the reference columns',
  ),
  bedHeight: spec('bed height', 'cm', 20, [5, 40], 'G', 'usual capture column'),
  dispersivity: spec('axial dispersion over velocity', 'mm', 0.05, [0, 2], 'C', 'as the reference columns'),
  channelling: spec('share of the flow that by-passes the bed', '1', 0, [0, 0.2], 'C', SHEET),
  cyclesUsed: spec('cycles the resin has behind it', '1', 50, [0, 400], 'G', 'mab_ref.py'),
  alkaliWear: spec('capacity lost per cycle to 15 min of 0.1 M NaOH', '1', 0.00028, [0, 0.005], 'C', SHEET),
  alkaliOrder: spec('exponent of NaOH strength in wear and in cleaning', '1', 0.35, [0, 1], 'C', SHEET),
  useWear: spec('capacity lost per cycle to everything else', '1', 0.00021, [0, 0.005], 'C', SHEET),

  releaseMidpoint: spec('pH at which half of the bound antibody can come off', 'pH', 3.95, [3, 5], 'C', SHEET),
  releaseSlope: spec('decades of released : kept per pH unit', '1', 4, [1, 10], 'C', SHEET),
  releaseRate: spec('release at low pH', '1/min', 1.8, [0.1, 20], 'C', `${SHEET}: pool 2.3 CV, see model.md`),
  releaseOrder: spec(
    'power of the releasable share in the rate',
    '1',
    2,
    [0, 8],
    'C',
    `${SHEET}: pool wider above pH 3.6`,
  ),
  elutionFilm: spec('film and pores lumped, antibody in elution', 'm/s', 3.6e-7, [5e-8, 1e-5], 'C', 'see model.md'),
  saltFilm: spec('film and pores lumped, salts and buffer', 'm/s', 3e-5, [5e-6, 2e-4], 'G', 'small ions'),
  hostProteinFilm: spec(
    'film and pores lumped, host-cell protein',
    'm/s',
    4e-6,
    [1e-7, 5e-5],
    'C',
    'smaller than antibody',
  ),
  stuck: spec('bound share that acid leaves on the resin', '1', 0.0005, [0, 0.02], 'C', 'reason for CIP'),

  hostProteinStuck: spec(
    'bound HCP that acid leaves on the resin',
    '1',
    0.04,
    [0, 0.5],
    'C',
    'makes the pool ppm those of the sheet',
  ),

  captureReduction: spec('HCP that passes unbound', 'log10', 1.45, [0.5, 3], 'C', SHEET),
  washReduction: spec('HCP that a long intermediate wash takes off', 'log10', 0.95, [0, 2], 'C', SHEET),
  washVolume: spec('wash volume to 63 % of it', 'CV', 3, [0.5, 10], 'C', SHEET),
  hostProteinFloor: spec('HCP no wash takes off', 'ppm', 150, [0, 1000], 'C', SHEET),
  hostProteinLoadOrder: spec('HCP ppm falls with load density to this power', '1', 0.3, [0, 1], 'C', 'mab_ref.py'),
  washLoss: spec('antibody lost per CV of intermediate wash', '1/CV', 0.002, [0, 0.02], 'C', 'mab_ref.py: y_wash'),
  dnaReduction: spec('DNA reduction', 'log10', 2.8, [1, 5], 'C', SHEET),
  endotoxinReduction: spec('endotoxin reduction', 'log10', 2, [0, 5], 'G', 'flows through with the other acids'),
  germReduction: spec('reduction of bacteria', 'log10', 2, [0, 5], 'G', 'flow through; resin is no filter'),
  retroReduction: spec('retrovirus reduction', 'log10', 2.5, [0, 5], 'C', 'mab.md §3.8'),
  parvoReduction: spec('parvovirus reduction', 'log10', 1.5, [0, 4], 'G', 'not in the sheet'),
  aggregation: spec('aggregates made in elution', '%', 0.15, [0, 2], 'C', SHEET),
  aggregationBelow: spec(
    'further aggregates per pH unit of the effluent below pH 3.3',
    '%',
    2.6,
    [0, 10],
    'C',
    `${SHEET}: 1.8 per unit of the buffer, which the effluent only nears`,
  ),
  leaching: spec('Protein A leached, new resin', 'ppm', 6, [0, 50], 'C', SHEET),
  leachingAge: spec('cycles that double it', '1', 400, [50, 5000], 'C', SHEET),
  leachingBelow: spec('relative rise per pH unit below pH 3.3', '1', 0.5, [0, 5], 'C', SHEET),

  turbidityLimit: spec(
    'feed turbidity the resin tolerates',
    'NTU',
    10,
    [1, 100],
    'G',
    'mab.md §3.0: depth filtrate < 10',
  ),
  fouling: spec('capacity lost per CV of very turbid feed', '1/CV', 0.017, [0, 0.1], 'V', `${SHEET}: 5-15 % per cycle`),
  foulingReversible: spec('share of fouling that strong NaOH takes back', '1', 0.7, [0, 1], 'V', SHEET),
  foulingRecovery: spec('recovery in 0.5 M NaOH', '1/min', 0.2, [0, 2], 'C', SHEET),
  residueBlocks: spec(
    'capacity blocked per g/L left on the column',
    'L/g',
    2.5,
    [0, 20],
    'C',
    'mab.md §6 no. 32: 5-15 %',
  ),
  residueHost: spec(
    'relative rise of associated HCP per share of capacity blocked',
    '1',
    4,
    [0, 20],
    'C',
    'mab.md §6 no. 32: HCP up',
  ),
  cleaning: spec('removal of residue in 0.1 M NaOH', '1/min', 0.31, [0.01, 5], 'C', '15 min: 99 %'),

  absorbance: spec('UV 280 of antibody', 'mL/(mg·cm)', 1.4, [1, 2], 'G', 'IgG1'),
  hostProteinAbsorbance: spec('UV 280 of host-cell protein', 'mL/(mg·cm)', 1, [0.3, 2], 'G', 'mixed protein'),
  cell: spec('path of the UV cell', 'mm', 2, [0.1, 10], 'G', 'mab.md §1.6'),
  pressure: spec('pressure drop at 300 cm/h, clean', 'bar', 1, [0.1, 3], 'G', 'mab.md §1.6: below 2 bar'),
} satisfies Specs

export const settings = {
  loadResidence: spec('residence time in load', 'min', 4, [1, 12], 'G', 'mab.md §1.6'),
  residence: spec('residence time in all other phases', 'min', 2.5, [1, 12], 'C', 'mab_ref.py'),
  loadDensity: spec('load per litre of column', 'g/L', 45, [5, 110], 'G', 'mab.md §1.6'),
  titre: spec('titre used to work out the load volume', 'g/L', 5, [0.2, 15], 'G', 'mab.md §1.6'),
  equilibration: spec('equilibration', 'CV', 5, [0, 20], 'C', 'mab_ref.py'),
  rinse: spec('wash 1, equilibration buffer', 'CV', 3, [0, 20], 'C', 'mab_ref.py'),
  wash: spec('wash 2, intermediate wash', 'CV', 5, [0, 20], 'G', 'mab.md §1.6'),
  washStrength: spec('strength of the intermediate wash (1: salt and arginine, pH 7)', '1', 1, [0, 1.5], 'C', SHEET),
  elutionPh: spec('pH of the elution buffer', 'pH', 3.5, [2.5, 6], 'G', 'mab.md §1.6'),
  elution: spec('elution', 'CV', 4, [0, 20], 'G', 'past the pool'),
  poolStart: spec('pool starts at UV 280', 'AU', 0.5, [0.05, 5], 'G', 'mab.md §1.6'),
  poolEnd: spec('pool ends at UV 280', 'AU', 0.5, [0.05, 5], 'G', 'mab.md §1.6'),
  strip: spec('strip', 'CV', 2, [0, 20], 'G', 'recipe'),
  stripPh: spec('pH of the strip', 'pH', 2.5, [2, 7], 'G', 'recipe'),
  cipStrength: spec('NaOH of the CIP', 'M', 0.1, [0.01, 1], 'G', 'mab.md §1.6: 0.1-0.5 M'),
  cipTime: spec('CIP contact time', 'min', 15, [0, 120], 'G', 'mab.md §1.6'),
} satisfies Specs

export const acts = {
  collect: spec('collect the pool by hand (1 start, 0 stop)', '1', 1, [0, 1], 'G', 'operator'),
} satisfies Specs

export type P = typeof parameters
export type S = typeof settings
