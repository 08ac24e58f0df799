import {
  aavPlant,
  type AavScale,
  type Campaign,
  campaignOf,
  type Hydrodynamics,
  hydrodynamics,
  matched,
  type MatchingRule,
  planParameters,
  type Stirring,
  vectorFill,
  VESSELS,
  vesselOf,
} from '../models/index.ts'
import { defaults } from '../sim/index.ts'
import type { ActSnapshot, StepSnapshot } from './snapshot.ts'

/** What a colleague works out of a plan as it lies on the desk: the batches that were put down, at planning figures. */
export function studyOf(step: StepSnapshot, acts: readonly ActSnapshot[]): Campaign {
  const weeks: number[] = []
  for (const { slot, value } of acts) {
    if (typeof value !== 'number') continue
    if (slot === `${step.id}.batch`) weeks.push(value)
    else if (slot === `${step.id}.cancel`) weeks.splice(weeks.indexOf(value), 1)
  }
  return campaignOf(
    weeks.sort((a, b) => a - b),
    settingsOf(step),
    planned(step),
  )
}

const planned = (step: StepSnapshot) => ({ ...defaults(planParameters), patients: step.counters['children'] ?? 50 })
const settingsOf = (step: StepSnapshot) => {
  const at = (topic: string): number => step.controls.find((c) => c.topic === topic)?.value ?? 1
  return { vessel: at('vessel'), suites: at('suites'), lots: at('lots'), plates: at('plates') }
}

/** What a suite can be given, each with what one batch of it takes and gives. */
export const vesselsOf = (step: StepSnapshot) =>
  VESSELS.map((id, setting) => ({
    id,
    setting,
    /** Litres of a tank; null: what adherent cells grow on. */
    litres: vesselOf(setting).grown === null ? vesselOf(setting).scale : null,
    of: campaignOf([1], { ...settingsOf(step), vessel: setting, suites: 1 }, planned(step)),
  }))

export const weeksOf = {
  horizon: defaults(planParameters).horizon,
  turn: 3,
  plates: defaults(planParameters).laboratory,
}
export const marginOf = defaults(planParameters).margin

/** What the label of a tube promises, and how much the pump that fills them scatters. */
export const fillingOf = {
  label_mL: defaults(vectorFill.settings).vial,
  scatter_pct: defaults(vectorFill.parameters).fillError,
}

/**
 * Six lots of 10 L as the laboratory measured them: what the new process is held against. By the models, with the spread
 * of each test: tests/play/a6.test.ts plays and measures them anew.
 */
export const EARLIER: Readonly<Record<'cellPotency' | 'fullByLight' | 'aggregates', readonly number[]>> = {
  cellPotency: [89, 105, 99, 103, 88, 104],
  fullByLight: [83.1, 93.4, 85.5, 88.8, 88.4, 81.4],
  aggregates: [0.7, 0.9, 0.2, 0.6, 0.3, 0.2],
}

/** The same cells at 10 L, stirred as its file says, and in this tank: what each rule would have kept. */
export function stirringOf(scale_L: number, at: Stirring) {
  const small = aavPlant(10).tank
  const before = hydrodynamics(small, SMALL)
  const { tank } = aavPlant(scale_L as AavScale)
  return {
    before,
    now: hydrodynamics(tank, at),
    by: (rule: MatchingRule): Stirring => matched(rule, small, SMALL, tank),
  }
}
const SMALL: Stirring = { power_W_m3: 20, gas_per_min: 0.005 }

/** The figure of a stirring that a rule keeps. */
export const KEPT: Readonly<Record<MatchingRule, (h: Hydrodynamics) => number>> = {
  power: (h) => h.power_W_m3,
  tipSpeed: (h) => h.tipSpeed_m_s,
  mixingTime: (h) => h.mixingTime_s,
  kLa: (h) => h.kLa_per_h,
}
export { MATCHING_RULES, type MatchingRule, type Campaign } from '../models/index.ts'
