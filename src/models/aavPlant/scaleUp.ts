import { vectorProduction } from '../vectorProduction/model.ts'
import { parameters } from '../vectorProduction/parameters.ts'
import { drive } from './driving.ts'
import { type AavScale, aavPlant } from './presets.ts'
import { type AavStream, emptyVector } from './stream.ts'
import {
  hydrodynamics,
  type Hydrodynamics,
  matched,
  MATCHING_RULES,
  type MatchingRule,
  type Stirring,
} from './vessel.ts'

/** The same culture carried from 2 L to a larger tank by one rule: what comes of it. */
export interface Carried extends Hydrodynamics {
  readonly titre_per_mL: number
  readonly full_pct: number
  readonly mostCarbonDioxide_mmHg: number
  readonly breathless_h: number
}

const SMALL: Stirring = { power_W_m3: 20, gas_per_min: 0.01 }
/** What a cocktail poured in half a minute delivers by size and charge (aav.md §3.6: 2 L). */
const POURED_AT_ONCE = 0.95

/** The sheet's culture at its transfection (aav.md §2.3: initial state). */
export const justTransfected = (litres: number): AavStream => ({
  ...emptyVector(37),
  volume_L: litres,
  viableCells_1e9: 2 * litres,
  deadCells_1e9: 2 * litres * (1 / 0.97 - 1),
  glucose_mmol: 33 * litres,
  lactate_mmol: 6 * litres,
  glutamine_mmol: 6 * litres,
  ammonia_mmol: 0.8 * litres,
  polyplex_mg: 2 * litres,
  pei_mg: 4 * litres,
  freePei_mg: 3 * litres,
  spent_1e6_h_mL: 50,
  delivery: POURED_AT_ONCE,
})

/** Undefined where no motor gives the power the rule asks for. */
export function carried(rule: MatchingRule, scale: AavScale): Carried | undefined {
  const { tank } = aavPlant(scale)
  const stirring = matched(rule, aavPlant(2).tank, SMALL, tank)
  if (stirring.power_W_m3 > vectorProduction.settings.power.max) return undefined
  const h = hydrodynamics(tank, stirring)
  const slow = stirring.power_W_m3 / parameters.clumpPower.value
  const entry = justTransfected(scale)
  // Grown under this stirring, and reached by the complexes as fast as the tank mixes.
  entry.clumped = parameters.clumpMost.value / (1 + slow * slow * slow * slow * slow * slow * slow * slow)
  entry.delivery /= 1 + h.mixingTime_s / 60 / 20
  let mostCarbonDioxide_mmHg = 0
  const settings = { power: stirring.power_W_m3, gas: stirring.gas_per_min }
  const { results } = drive(
    vectorProduction,
    entry,
    settings,
    {},
    (state) => {
      mostCarbonDioxide_mmHg = Math.max(mostCarbonDioxide_mmHg, state.culture.carbonDioxide_mmHg)
    },
    scale,
  )
  return {
    ...h,
    titre_per_mL: results['titre_per_mL']!,
    full_pct: results['full_pct']!,
    mostCarbonDioxide_mmHg,
    breathless_h: results['breathless_h']!,
  }
}

const SCALES = [2, 50, 200, 500, 1000, 2000] as const satisfies readonly AavScale[]
const litres = (scale: AavScale): string => (scale < 1000 ? `${scale} L` : `${scale / 1000},000 L`)
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`

/** The tanks side by side. */
export function tankTable(): string {
  const rows = SCALES.map((scale) => {
    const { tank } = aavPlant(scale)
    const h = hydrodynamics(tank, { power_W_m3: 20, gas_per_min: 0.005 })
    return row([
      litres(scale),
      tank.diameter_m,
      tank.impeller_m,
      h.speed_rpm.toFixed(0),
      h.tipSpeed_m_s.toFixed(2),
      h.mixingTime_s.toFixed(0),
      h.kLa_per_h.toFixed(1),
      (1e3 * h.gasVelocity_m_s).toFixed(2),
    ])
  })
  return [
    '| tank | diameter, m | impeller, m | rpm | tip, m/s | mixing, s | kLa, 1/h | gas, mm/s |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

const NAMES: Readonly<Record<MatchingRule, string>> = {
  power: 'power per volume',
  tipSpeed: 'tip speed',
  mixingTime: 'mixing time',
  kLa: 'kLa',
}

/** Each rule at each size, with what it held, what it missed, and the vector. */
export function ruleTable(): string {
  const rows = MATCHING_RULES.flatMap((rule) =>
    ([50, 200, 1000, 2000] as const).map((scale) => {
      const c = carried(rule, scale)
      if (!c) return row([NAMES[rule], litres(scale), 'cannot be had', '', '', '', '', '', ''])
      return row([
        NAMES[rule],
        litres(scale),
        c.power_W_m3.toFixed(1),
        c.gas_per_min.toFixed(4),
        c.tipSpeed_m_s.toFixed(2),
        c.mixingTime_s.toFixed(0),
        c.kLa_per_h.toFixed(1),
        c.mostCarbonDioxide_mmHg.toFixed(0),
        (c.titre_per_mL / 1e10).toFixed(1),
      ])
    }),
  )
  return [
    '| kept | tank | W/m³ | gas, 1/min | tip, m/s | mixing, s | kLa, 1/h | CO2 at most, mmHg | 1e13 vg/L |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}
