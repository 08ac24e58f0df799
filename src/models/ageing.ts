import { defaults, exp, expm1, log, pow10, spec, type Specs, type Values } from '../sim/index.ts'
import { concentration_g_L, hcp_ppm, type Stream } from './stream.ts'

const ACID = 'mab.md §3.2'
const LATE = 'mab.md §6 no. 25: 24 h late and warm'

/** What time does to antibody and germs, wherever the liquid stands: one law for every tank, column pool and filter. */
export const ageingParameters = {
  aggregation: spec('monomer lost to aggregates at pH 3.5, 20 °C, 15 g/L', '1/h', 0.002, [0.0005, 0.05], 'C', ACID),
  aggregationPerPh: spec('decades of it per pH unit', '1', 1.6, [0.5, 3], 'C', ACID),
  aggregationNeutral: spec(
    'the same far from acid, at any pH',
    '1/h',
    6e-6,
    [0, 1e-4],
    'C',
    'mab.md §2.6: 3e-5 in the culture, of which cooling leaves this',
  ),
  aggregationQ10: spec('aggregation factor per 10 °C', '1', 3, [1.5, 5], 'C', ACID),
  aggregationOrder: spec('exponent of concentration', '1', 0.7, [0, 1], 'C', ACID),
  acidifying: spec('charge variants made acidic at 37 °C, pH 7', '1/h', 6e-4, [0, 5e-3], 'C', 'mab.md §2.6: kac'),
  acidifyingQ10: spec('the same per 10 °C', '1', 3, [1.5, 5], 'C', 'mab.md §2.6: Q10ac'),
  acidifyingPerPh: spec('decades of it per pH unit', '1', 0.3, [0, 1], 'G', 'deamidation is faster in base'),
  cutting: spec(
    'antibody cut by enzymes of the cells at 30 °C, no air',
    '1/h',
    0.00125,
    [0, 0.02],
    'C',
    `${LATE}: 3 %`,
  ),
  cuttingQ10: spec('the same per 10 °C', '1', 4.5, [2, 6], 'C', 'mab.md §1.5: 12 h at 10-15 °C do no harm'),
  cuttingHcp: spec('host-cell protein at which that rate is reached', 'ppm', 1.11e5, [1e4, 1e6], 'C', 'mab.md §3.9'),
  airProtection: spec('share of the cutting left under air', '1', 0.1, [0, 1], 'C', 'mab.md §6 no. 25: air prevents'),
  ingress: spec(
    'germs a clean, not sterile tank gives to each litre in an hour, CFU',
    '1/h',
    0.01,
    [0, 10],
    'C',
    'low-bioburden plant',
  ),
  lag: spec('hours before germs grow in a new liquid', 'h', 6, [0, 48], 'G', 'usual of water germs'),
  growth: spec('growth of germs at 30 °C, pH 7', '1/h', 0.3, [0, 1.5], 'G', 'usual of water germs in buffer'),
  growthFrom: spec('temperature below which none grow', '°C', 5, [-5, 15], 'G', 'Ratkowsky 1982: root of rate in T'),
  growthPhLow: spec('pH below which none grow', 'pH', 4.5, [2, 6], 'G', 'Rosso 1995: cardinal pH'),
  growthPhHigh: spec('pH above which none grow', 'pH', 9.5, [8, 12], 'G', 'Rosso 1995: cardinal pH'),
  crowded: spec('germs in a millilitre at which growth ends', '1/mL', 1e8, [1e5, 1e10], 'G', 'stationary culture'),
  endotoxin: spec('endotoxin of a germ, EU', '1', 2e-5, [0, 1e-3], 'G', '1 EU is some 5e4 E. coli'),
} satisfies Specs

type P = Values<typeof ageingParameters>
const usual: P = defaults(ageingParameters)

const perDegree = (q10: number): number => log(q10) / 10
const aggregationPerDegree = perDegree(usual.aggregationQ10)
const acidifyingPerDegree = perDegree(usual.acidifyingQ10)
const cuttingPerDegree = perDegree(usual.cuttingQ10)
const acidifyingPerPh = log(10) * usual.acidifyingPerPh

/** Monomer lost per hour (first order in monomer: Mazzer 2015). Acid opens the antibody; the rest is slow everywhere. */
export function aggregationRate(pH: number, temperature_C: number, c_g_L: number, p: P = usual): number {
  if (c_g_L <= 0) return 0
  const acid = pH < 7 ? p.aggregation * pow10(-p.aggregationPerPh * (Math.max(2, pH) - 3.5)) : 0
  const others = aggregationPerDegree * (temperature_C - 20) + p.aggregationOrder * log(Math.min(c_g_L, 500) / 15)
  return (acid + p.aggregationNeutral) * exp(others)
}

/** Antibody cut per hour by what the cells let out: gone with the host-cell protein. Air over the liquid (1) prevents most. */
function cuttingRate(s: Stream, air: number): number {
  const enzymes = hcp_ppm(s) / usual.cuttingHcp
  // Behind the capture column there is a hundredth and less: not worth an exponential at each tick.
  if (enzymes < 1e-3) return 0
  const reached = usual.cutting * (1 - air * (1 - usual.airProtection)) * Math.min(1, enzymes)
  return reached * exp(cuttingPerDegree * (s.temperature_C - 30))
}

/** Growth of germs per hour: the root of the rate is linear in temperature (Ratkowsky), pH by its three cardinal values (Rosso). */
export function growthRate(temperature_C: number, pH: number, p: P = usual): number {
  const warm = (temperature_C - p.growthFrom) / (30 - p.growthFrom)
  if (warm <= 0 || pH <= p.growthPhLow || pH >= p.growthPhHigh) return 0
  const inside = (pH - p.growthPhLow) * (pH - p.growthPhHigh)
  return (p.growth * warm * warm * inside) / (inside - (pH - 7) * (pH - 7))
}

/**
 * One stream waits: its clocks go on, and at each full minute of its hold clock it ages by that minute. (Ticks are many
 * and this is slow: a minute late is no different.) `air`: gas over it (1) or none (0). `sterile`: behind the
 * sterilising filter no germ comes in, those that came grow.
 */
export function ageStream(s: Stream, seconds: number, air = 1, sterile = false): void {
  const before_min = Math.floor(s.held_s / 60)
  s.held_s += seconds
  s.sinceHarvest_s += seconds
  const minutes = Math.floor(s.held_s / 60) - before_min
  if (minutes > 0 && s.volume_L > 0) wait(s, before_min / 60, minutes / 60, air, sterile)
}

/**
 * Ageing by temperature, pH and concentration of the stream itself, exact while these stand still. Only shares of what
 * is there change, never the mass of antibody.
 */
function wait(s: Stream, before_h: number, hours: number, air: number, sterile: boolean): void {
  if (s.product_g > 0) {
    const joins = aggregationRate(s.pH, s.temperature_C, concentration_g_L(s))
    const breaks = cuttingRate(s, air)
    const lost_g = Math.max(0, s.product_g - s.hmw_g - s.lmw_g) * -expm1(-(joins + breaks) * hours)
    if (lost_g > 0) {
      s.hmw_g += (lost_g * joins) / (joins + breaks)
      s.lmw_g += (lost_g * breaks) / (joins + breaks)
    }
    const acid = acidifyingPerDegree * (s.temperature_C - 37) + acidifyingPerPh * (s.pH - 7)
    // Basic forms are met by it as often as the main one.
    const turned = -expm1(-usual.acidifying * exp(acid) * hours)
    s.acidic_g += Math.max(0, s.product_g - s.acidic_g) * turned
    s.basic_g -= s.basic_g * turned
  }
  multiply(s, before_h, hours, sterile)
}

/** Germs come in all the while; once the liquid has stood for the lag, those there multiply. */
function multiply(s: Stream, before_h: number, hours: number, sterile: boolean): void {
  const in_per_h = sterile ? 0 : usual.ingress * s.volume_L
  if (in_per_h === 0 && s.bioburden_CFU <= 0) return
  const growing_h = Math.max(0, Math.min(hours, before_h + hours - usual.lag))
  const rate = growing_h > 0 ? growthRate(s.temperature_C, s.pH) : 0
  let germs = s.bioburden_CFU + in_per_h * (hours - growing_h)
  if (rate > 0) {
    const more = expm1(rate * growing_h)
    germs += germs * more + (in_per_h * more) / rate
  } else germs += in_per_h * growing_h
  germs = Math.max(s.bioburden_CFU, Math.min(germs, usual.crowded * 1e3 * s.volume_L))
  s.endotoxin_EU += usual.endotoxin * (germs - s.bioburden_CFU)
  s.bioburden_CFU = germs
}
