import { defaults, exp, expm1, pow, spec, type Specs } from '../../sim/index.ts'
import { takeNative } from './amounts.ts'
import type { PlasmaStream } from './stream.ts'

const FVIII = 'plasma.md §3.2: fitted to V14, V15, V16'
const ETHANOL = 'plasma.md §3.1.6'

/** What time does to plasma and its fractions, wherever they stand. */
export const plasmaAgeing = {
  labileShare: spec('share of fresh FVIII that decays quickly', '1', 0.45, [0, 1], 'C', FVIII),
  labile: spec('quick decay of FVIII in liquid plasma, up to 22 °C', '1/h', 0.06, [0, 1], 'C', FVIII),
  stable: spec('slow decay of FVIII at 4 °C', '1/h', 0.0016, [0, 0.1], 'C', FVIII),
  decayQ10: spec(
    'both per 10 °C (the quick one from 22 °C up)',
    '1',
    2,
    [1, 4],
    'V',
    'plasma.md §3.2: V16, Q10 about 2',
  ),
  purified: spec('decay of FVIII in a purified liquid at 25 °C', '1/h', 0.004, [0, 0.1], 'C', 'plasma.md §3.6'),
  purifiedQ10: spec('the same per 10 °C', '1', 2.5, [1, 5], 'C', 'plasma.md §3.6'),
  frozen: spec(
    'decay of FVIII in frozen plasma',
    '1/h',
    8.5e-6,
    [0, 1e-3],
    'D',
    'plasma.md §1.1: V71, 0.97 to 0.90 in a year',
  ),
  denatureIgG: spec('denaturation of IgG at 25 % ethanol, -5 °C', '1/h', 1e-4, [0, 1e-2], 'C', ETHANOL),
  denatureAlbumin: spec('the same of albumin', '1/h', 5e-5, [0, 1e-2], 'C', ETHANOL),
  denatureFVIII: spec('loss of FVIII in the same', '1/h', 0.01, [0, 1], 'C', ETHANOL),
  denatureEthanol: spec('e-folds of it per per cent of ethanol', '1', 0.1, [0, 0.3], 'C', ETHANOL),
  denatureEnergy: spec('activation energy of it', 'kJ/mol', 150, [50, 300], 'V', 'plasma.md §3.1.6: V65, by analogy'),
  polymers: spec('share of denatured protein that stays soluble, as polymer', '1', 0.3, [0, 1], 'C', ETHANOL),
  growth: spec('growth of germs at 25 °C', '1/h', 0.35, [0, 2], 'G', 'usual of water germs in protein'),
  growthEnds: spec('ethanol from which germs do not grow', '%', 8, [1, 30], 'G', 'cold ethanol holds germs'),
  endotoxin: spec('endotoxin of a germ', 'IU', 2e-5, [0, 1e-3], 'G', '1 IU is some 5e4 E. coli'),
} satisfies Specs

const p = defaults(plasmaAgeing)
const GAS = 8.314e-3
const KELVIN = 273.15

/** Share of FVIII left after hours in liquid citrate plasma, of a plasma that was fresh. */
export function factorVIIILeft(temperature_C: number, hours: number): number {
  const [quick, slow] = decay(temperature_C)
  return p.labileShare * exp(-quick * hours) + (1 - p.labileShare) * exp(-slow * hours)
}

/** Cold does not protect the quick phase (V14: the same losses at 4 and 22 °C). */
function decay(temperature_C: number): [quick: number, slow: number] {
  const quick = p.labile * Math.max(1, pow(p.decayQ10, (temperature_C - 22) / 10))
  return [quick, p.stable * pow(p.decayQ10, (temperature_C - 4) / 10)]
}

/** Denatured per hour. */
export function denaturationRate(of: 'IgG' | 'ALB' | 'FVIII', ethanol_pct: number, temperature_C: number): number {
  const at = of === 'IgG' ? p.denatureIgG : of === 'ALB' ? p.denatureAlbumin : p.denatureFVIII
  const warm = (p.denatureEnergy / GAS) * (1 / (KELVIN - 5) - 1 / (KELVIN + temperature_C))
  return at * exp(p.denatureEthanol * (ethanol_pct - 25) + warm)
}

/** Unfolds a share of albumin, and one of all other native protein; `soluble` of what unfolds stays in solution. */
export function unfold(s: PlasmaStream, others: number, albumin: number, soluble: number = p.polymers): void {
  const lost_g = takeNative(s, albumin, others)
  s.polymers_g += lost_g * soluble
  s.denatured_g += lost_g * (1 - soluble)
}

/** FVIII of a plasma or a cryoprecipitate waits; `liquid` is the share that is not ice. */
export function ageFactorVIII(s: PlasmaStream, hours: number, liquid = 1): void {
  if (s.FVIII_IU + s.FVIII_solid_IU <= 0) return
  const [quick, slow] = decay(s.temperature_C)
  const rest = p.frozen * (1 - liquid)
  const labile = s.labileFVIII * exp(-(quick * liquid + rest) * hours)
  const stable = (1 - s.labileFVIII) * exp(-(slow * liquid + rest) * hours)
  s.labileFVIII = labile / (labile + stable)
  s.FVIII_IU *= labile + stable
  s.FVIII_solid_IU *= labile + stable
}

/** FVIII once out of plasma: one slow decay. */
export function agePurified(s: PlasmaStream, seconds: number): void {
  s.held_s += seconds
  const hours = seconds / 3600
  const left = exp(-p.purified * pow(p.purifiedQ10, (s.temperature_C - 25) / 10) * hours)
  s.FVIII_IU *= left
  s.FVIII_solid_IU *= left
  multiply(s, hours)
}

/** A stream of the plant waits: FVIII decays, ethanol unfolds protein, germs grow. Native protein only becomes denatured. */
export function agePlasma(s: PlasmaStream, seconds: number): void {
  s.held_s += seconds
  if (s.volume_L <= 0) return
  const hours = seconds / 3600
  ageFactorVIII(s, hours)
  if (s.ethanol_pct > 0.5) {
    const at = (of: 'IgG' | 'ALB' | 'FVIII'): number =>
      -expm1(-denaturationRate(of, s.ethanol_pct, s.temperature_C) * hours)
    unfold(s, at('IgG'), at('ALB'))
    const left = 1 - at('FVIII')
    s.FVIII_IU *= left
    s.FVIII_solid_IU *= left
  }
  multiply(s, hours)
}

/** Germs grow with the square of temperature (Ratkowsky), none in the cold or in ethanol; their walls are endotoxin. */
function multiply(s: PlasmaStream, hours: number): void {
  if (s.bioburden_CFU <= 0 || s.temperature_C <= 0 || s.ethanol_pct >= p.growthEnds) return
  const warm = Math.min(s.temperature_C, 40) / 25
  const more = s.bioburden_CFU * expm1(Math.min(20, p.growth * warm * warm * hours))
  s.endotoxin_IU += p.endotoxin * more
  s.bioburden_CFU += more
}
