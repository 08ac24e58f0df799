import { spec, type Specs } from '../../sim/index.ts'

const KINETICS = 'aav.md §2.3'
const TABLE = 'aav.md §2.3: parameter table'
const NGUYEN = 'aav.md §2.2: Nguyen 2021 (V2)'

// oxfmt-ignore
export const parameters = {
  muMax: spec('growth rate at its best', '1/h', 0.037, [0, 0.06], 'C', `${TABLE}: doubling some 24 h`),
  KG: spec('glucose at half growth', 'mM', 0.5, [0.001, 5], 'C', KINETICS),
  KQ: spec('glutamine at half growth', 'mM', 0.15, [0.001, 2], 'C', KINETICS),
  KL: spec('lactate that halves growth', 'mM', 60, [10, 200], 'C', KINETICS),
  KAm: spec('ammonium that halves growth', 'mM', 14, [1, 50], 'C', KINETICS),
  Xmax: spec('cells at which growth ends', '1e6/mL', 20, [5, 100], 'C', TABLE),
  arrest: spec('growth lost to transfection', '1', 0.05, [0, 1], 'C', KINETICS),
  arrestTime: spec('hours in which growth after transfection halves', 'h', 55, [5, 500], 'C', KINETICS),
  kd0: spec('death without stress', '1/h', 8e-4, [0, 0.02], 'C', TABLE),
  kdPei: spec('death by free PEI, per square of µg in 1e6 cells', '1/h', 0.004, [0, 0.1], 'C', TABLE),
  kdRep: spec('death by Rep', '1/h', 0.001, [0, 0.1], 'C', TABLE),
  kdStarved: spec('death without glucose, glutamine or oxygen', '1/h', 0.03, [0, 0.5], 'C', KINETICS),
  kdHot: spec('death per °C above 38', '1/h', 0.02, [0, 0.2], 'C', KINETICS),
  lysing: spec('dead cells that fall apart', '1/h', 0.01, [0, 0.2], 'C', KINETICS),
  peiLoss: spec('free PEI that binds and is gone', '1/h', 0.1, [0, 1], 'C', TABLE),
  peiHalf: spec('free PEI at which expression halves', 'mg/1e9', 4, [0.1, 50], 'C', KINETICS),
  peiBound: spec('PEI by mass that its DNA binds', '1', 0.5, [0, 2], 'C', `${KINETICS}: pe0`),
  kup: spec('uptake of complexes', 'mL/(1e6·h)', 0.5, [0, 5], 'C', TABLE),
  kpin: spec('complexes lost in the medium', '1/h', 0.25, [0, 5], 'C', TABLE),
  alpha: spec('share of the taken-up plasmid on a productive way', '1', 0.015, [0, 1], 'C', `${TABLE}: some 550 copies a cell`),
  sets: spec('plasmid sets of a cell at 1 µg in 1e6 cells', '1', 37_000, [1000, 1e5], 'D', `${TABLE}: 25 kb, 650 g/mol a pair`),
  kesc: spec('escape from the endosome', '1/h', 0.6, [0, 5], 'V', NGUYEN),
  knuc: spec('way into the nucleus', '1/h', 0.0043, [0, 0.5], 'V', NGUYEN),
  kdeg: spec('plasmid degraded', '1/h', 0.0195, [0, 0.5], 'V', NGUYEN),
  KH: spec('helper copies at half effect', '1', 5, [0.1, 100], 'C', TABLE),
  KC: spec('Rep/Cap copies at half effect', '1', 14, [0.1, 100], 'C', TABLE),
  KV: spec('vector copies at half effect', '1', 1.5, [0.1, 100], 'C', TABLE),
  kR: spec('Rep made by a cell', '1e5/h', 0.33, [0, 5], 'C', TABLE),
  dR: spec('Rep degraded', '1/h', 0.0245, [0, 1], 'V', NGUYEN),
  KRR: spec('Rep at which Rep is halved', '1e5', 2, [0.1, 50], 'C', TABLE),
  kA: spec('capsids assembled by a cell in an hour', '1/h', 16_370, [0, 1e6], 'C', `${TABLE}: 1e14 vg/L`),
  KRC: spec('Rep at which assembly is halved', '1e5', 4, [0.1, 50], 'C', TABLE),
  kV: spec('genomes copied by a cell in an hour', '1/h', 6500, [0, 1e6], 'C', TABLE),
  Krho: spec('Rep at half of the copying', '1e5', 1, [0.05, 50], 'C', TABLE),
  kP: spec('packaging', '1/h', 0.1133, [0, 5], 'C', `${TABLE}: 20 % full`),
  KVP: spec('genomes of a cell at half of the packaging', '1', 9000, [100, 1e6], 'C', TABLE),
  klock: spec('empty capsids that no longer take a genome', '1/h', 0.22, [0, 5], 'C', `${TABLE}: capsids first, genomes later`),
  dV: spec('free genomes degraded', '1/h', 0.01, [0, 1], 'C', TABLE),
  release: spec('capsids let out by living cells; 0.002 like AAV2', '1/h', 0.012, [0, 0.2], 'C', `${TABLE}: like AAV8 and 9`),
  inactivation: spec('function lost by free particles at 37 °C', '1/h', 0.004, [0, 0.2], 'C', `${TABLE}; direction V9`),
  ends: spec('hours after which expression fades', 'h', 56, [10, 300], 'C', KINETICS),
  densityEffect: spec('spent medium at which delivery halves', '1e6·h/mL', 110, [10, 1000], 'C', `${KINETICS}: f_CDE; direction V14`),
  qG: spec('glucose eaten', 'mmol/(1e9·h)', 0.052, [0, 1], 'C', TABLE),
  qGrowth: spec('more of it when growing', '1', 0.8, [0, 5], 'C', KINETICS),
  YL: spec('lactate of a glucose', 'mol/mol', 1.3, [0, 2], 'C', TABLE),
  lactateUse: spec('lactate eaten without glucose', 'mmol/(1e9·h)', 0.03, [0, 1], 'C', KINETICS),
  qQ: spec('glutamine eaten', 'mmol/(1e9·h)', 0.008, [0, 1], 'C', TABLE),
  YA: spec('ammonium of a glutamine', 'mol/mol', 0.75, [0, 2], 'C', TABLE),
  qO: spec('oxygen eaten', 'mmol/(1e9·h)', 0.2, [0.01, 2], 'V', `${TABLE}: V22 0.2, V23 0.15`),
  RQ: spec('carbon dioxide of an oxygen', 'mol/mol', 1, [0.7, 1.3], 'G', 'aav.md §3.1'),
  KO: spec('oxygen at half effect', 'mM', 0.004, [1e-4, 0.1], 'C', KINETICS),
  saturated: spec('bubbles leave so nearly full of carbon dioxide', '1', 0.9, [0.1, 1], 'C', 'aav.md §3.1'),
  gasLag: spec('time in which carbon dioxide follows the gas', 'h', 1, [0.05, 10], 'G', 'buffering of the medium'),
  clumpPower: spec('power below which cells clump', 'W/m³', 8, [1, 50], 'C', 'aav.md §3.4'),
  clumpMost: spec('share of the cells in clumps without stirring', '1', 0.2, [0, 1], 'C', 'aav.md §3.4: factor 0.8'),
  clumpLag: spec('time in which clumps form or part', 'h', 12, [1, 100], 'G', 'overnight'),
  shearPower: spec('power above which cells are harmed', 'W/m³', 250, [50, 1000], 'C', 'aav.md §3.4; V20: best at 233'),
  shearDeath: spec('death at twice that power', '1/h', 0.01, [0, 0.2], 'C', 'aav.md §3.4'),
  foamGas: spec('gas above which bubbles and foam harm', '1/min', 0.02, [0.005, 0.1], 'C', 'aav.md §1.1 U19'),
  foamDeath: spec('death at twice that gas', '1/h', 0.01, [0, 0.2], 'C', 'aav.md §3.4'),
  youngPassages: spec('passages without drift', '1', 20, [5, 60], 'G', 'aav.md §1.1 U2'),
  drift: spec('transfected share lost with each more', '1', 0.03, [0, 0.2], 'G', 'aav.md §1.1 U2: direction'),
  partial: spec('capsids with a piece of a genome', '1', 0.02, [0, 0.5], 'C', 'aav.md §2.6: 2 % of capsids'),
  freshGlucose: spec('glucose of fresh medium', 'mM', 33, [5, 80], 'C', KINETICS),
  freshGlutamine: spec('glutamine of fresh medium', 'mM', 6, [0, 20], 'C', KINETICS),
  washout: spec('share of a full medium exchange that is new medium', '1', 0.95, [0.5, 1], 'C', 'aav.md §2.5: 5 % stays'),
  hcpOfCells: spec('protein that a cell leaves when it breaks', 'mg/1e9', 100, [10, 500], 'G', '100 pg a cell'),
  hazeOfCells: spec('turbidity of 1e9 cells or their debris in a litre', 'NTU·L/1e9', 65, [5, 500], 'C', 'aav.md §4.2: 400 NTU at harvest'),
  fragments: spec('genomes that are pieces of host DNA', '1', 0.01, [0, 0.2], 'G', 'aav.md §6.1; V49: direction'),
  fragmentLength: spec('length of such a piece', 'bp', 2000, [100, 4700], 'G', 'aav.md §6.1'),
  backbone: spec('genomes that are pieces of plasmid', '1', 0.01, [0, 0.2], 'G', 'aav.md §6.1: at most 2 %; V49'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  temperature: spec('temperature', '°C', 37, [30, 41], 'C', 'aav.md §1.1 U14'),
  pH: spec('pH', 'pH', 7.15, [6.5, 7.8], 'C', 'aav.md §1.1 U15'),
  oxygen: spec('dissolved oxygen, of air saturation', '%', 40, [0, 100], 'G', 'aav.md §1.1 U16'),
  oxygenMost: spec('oxygen of the gas at most', '%', 100, [21, 100], 'G', 'aav.md §3.5'),
  power: spec('stirring power', 'W/m³', 20, [0.5, 500], 'V', 'aav.md §1.1 U18; V20'),
  gas: spec('sparged gas, vessel volumes a minute', '1/min', 0.005, [0, 0.05], 'G', 'aav.md §1.1 U19'),
  harvestTime: spec('hours after transfection to end at', 'h', 72, [1, 168], 'C', 'aav.md §1.1 U21'),
} satisfies Specs

/** At bench scale bubbles have a short way up: more gas for the same oxygen. */
export const gasFor_per_min = (scale_L: number): number => (scale_L < 10 ? 2 : 1) * settings.gas.value

export const acts = {
  exchange: spec('medium replaced, cells kept', '1', 0.95, [0.05, 1], 'C', 'aav.md §1.1 U20: removes PEI'),
  glucose: spec('glucose fed', 'mM', 10, [1, 50], 'G', 'operator'),
} satisfies Specs
