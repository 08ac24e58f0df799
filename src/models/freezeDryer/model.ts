import { exp, spec, type Specs, type Values } from '../../sim/index.ts'
import { factorVIII_IU, type PlasmaStream, protein_g, proteinLedger, splitPlasma } from '../plasmaPlant/stream.ts'
import type { PlasmaConditions, PlasmaUnit } from '../plasmaPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'
import { fillHeight_cm, sublimation, type Vial } from './sublimation.ts'

const SHEET = 'plasma.md §3.13'
const CASE = `${SHEET}: 5 mL in 20R`

export const parameters = {
  fill: spec('fill of a vial', 'mL', 5, [0.5, 50], 'C', CASE),
  cake: spec('area of the cake, cm²', '1', 5.3, [1, 30], 'C', CASE),
  bottom: spec('area of the vial’s bottom, cm²', '1', 6.3, [1, 30], 'C', CASE),
  solids: spec('solids in the fill', 'g/mL', 0.05, [0.005, 0.3], 'C', CASE),
  R0: spec('resistance of the cake, cm²·h·Torr/g', '1', 1.5, [0, 10], 'C', CASE),
  A1: spec('the same, per cm dried', '1', 10, [0, 60], 'C', CASE),
  A2: spec('levelling off, per cm', '1', 0.5, [0, 10], 'C', CASE),
  KC: spec('heat through the vial by contact, cal/(s·K·cm²)', '1', 2.75e-4, [1e-5, 1e-2], 'R', `${SHEET}: V43`),
  KP: spec('the same by gas, per Torr', '1', 8.93e-4, [1e-5, 1e-1], 'R', `${SHEET}: V43`),
  KD: spec('levelling off, per Torr', '1', 0.46, [0, 10], 'R', `${SHEET}: V43`),
  collapse: spec(
    'collapse temperature of the cake',
    '°C',
    -27,
    [-40, -5],
    'G',
    `${SHEET}: sucrose and protein -30 to -25`,
  ),
  collapseWidth: spec('degrees above it at which all of it collapses', '°C', 3, [0.5, 10], 'C', SHEET),
  collapseFVIII: spec('FVIII lost in a collapsed cake', '1', 0.2, [0, 1], 'C', 'plasma.md §6 no. 25'),
  dryingFVIII: spec(
    'FVIII lost by freezing and drying',
    '1',
    0.04,
    [0, 0.5],
    'G',
    'plasma.md §4: drying and heat 0.85',
  ),
  dissolves: spec('time a good cake takes to dissolve', 'min', 3, [0.5, 30], 'G', 'plasma.md §5'),
  dissolvesCollapsed: spec('more of it, collapsed', 'min', 14, [0, 60], 'C', 'plasma.md §6 no. 25: above 10 min'),
  waterLeft: spec('water not frozen, at the end of the ice', '%', 16, [5, 30], 'G', `${SHEET}: V46, 15-20 %`),
  waterBound: spec('water that stays', '%', 0.4, [0, 2], 'C', SHEET),
  drying: spec('secondary drying at 25 °C', '1/h', 0.45, [0.05, 5], 'C', SHEET),
  dryingEnergy: spec('activation energy of it', 'kJ/mol', 45, [10, 100], 'C', SHEET),
  freezeTo: spec('shelf while freezing', '°C', -45, [-60, -30], 'G', 'this plant'),
  inspection: spec(
    'vials that inspection takes out, per share of the cake that collapsed or melted (0: none is looked at)',
    '1',
    0,
    [0, 10],
    'C',
    'every vial against the light; vials differ about their mean',
  ),
  cakeWarming: spec('time constant of a dry cake on its shelf', 'h', 0.5, [0.05, 5], 'G', 'dry and thin'),
} satisfies Specs

export const settings = {
  freezing: spec('time of freezing', 'h', 5, [1, 24], 'G', 'this plant'),
  shelf: spec('shelf in primary drying', '°C', -20, [-40, 30], 'G', 'plasma.md §1.5'),
  primaryTime: spec(
    'hours of primary drying by the programme (0: until the ice is gone)',
    'h',
    0,
    [0, 72],
    'G',
    'this plant: a programme runs by its clock',
  ),
  ramp: spec('shelf warming', '°C/min', 0.5, [0.05, 2], 'G', SHEET),
  pressure: spec('pressure of the chamber', 'mbar', 0.1, [0.02, 0.5], 'G', 'plasma.md §1.5'),
  secondaryShelf: spec('shelf in secondary drying', '°C', 25, [0, 50], 'G', 'plasma.md §1.5'),
  secondaryTime: spec(
    'time of secondary drying',
    'h',
    8,
    [0, 48],
    'G',
    'plasma.md §1.5: 8-14 h; dry heat wants about 1 %',
  ),
} satisfies Specs

export const acts = {} satisfies Specs

/** What goes wrong, and what maintenance does about it: no hand at the desk has this. */
export const service = {
  leak: spec(
    'a valve lets air in: so much more pressure (0: it is tight again)',
    'mbar',
    0.2,
    [0, 1],
    'C',
    'this plant',
  ),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = PlasmaConditions<P, S>

export interface FreezeDryerState {
  phase: 'freeze' | 'primary' | 'secondary' | 'done'
  product: PlasmaStream
  shelf_C: number
  product_C: number
  dried_cm: number
  height_cm: number
  water_pct: number
  /** Share of the cake that dried, or melted, too warm. */
  collapsed: number
  warmest_C: number
  /** A leak: so much more than the chamber is asked to stand at. */
  leak_mbar: number
  lost_g: number
  frozen_h: number
  primary_h: number
  secondary_h: number
  entered_IU: number
  entered_g: number
}

const TICK_S = 120
const TICK_H = TICK_S / 3600
const TORR_PER_MBAR = 0.750062

const vialOf = (p: Values<P>): Vial => ({
  fill_mL: p.fill,
  cake_cm2: p.cake,
  bottom_cm2: p.bottom,
  solids: p.solids,
  R0: p.R0,
  A1: p.A1,
  A2: p.A2,
  KC: p.KC,
  KP: p.KP,
  KD: p.KD,
})

/** Water left in a dry cake, %, after so many hours at a temperature. */
export function waterAfter(from_pct: number, temperature_C: number, hours: number, p: Values<P>): number {
  const warm = (p.dryingEnergy / 8.314e-3) * (1 / 298.15 - 1 / (273.15 + temperature_C))
  return p.waterBound + (from_pct - p.waterBound) * exp(-p.drying * exp(warm) * hours)
}

/** What the chart of this fill says of a shelf: hours until the ice is gone, and how warm the product becomes. */
export function printedNight(shelf_C: number, pressure_mbar: number, p: Values<P>) {
  const vial = vialOf(p)
  const height = fillHeight_cm(vial)
  let [dried_cm, hours, warmest_C] = [0, 0, -99]
  while (dried_cm < height && hours < LONGEST_H) {
    const now = sublimation(dried_cm, shelf_C, pressure_mbar * TORR_PER_MBAR, vial)
    warmest_C = Math.max(warmest_C, now.front_C, now.bottom_C)
    dried_cm += now.growth_cm_h * CHART_H
    hours += CHART_H
  }
  return { hours, warmest_C }
}
const LONGEST_H = 90
const CHART_H = 0.1

/** A night of drying: ice goes as vapour through the cake it leaves behind, then the water that never froze. */
export const freezeDryer: PlasmaUnit<FreezeDryerState, P, S> = {
  id: 'freezeDryer',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,
  service,

  open: (entry, c) => ({
    phase: 'freeze',
    product: { ...entry },
    shelf_C: entry.temperature_C,
    product_C: entry.temperature_C,
    dried_cm: 0,
    height_cm: fillHeight_cm(vialOf(c.parameters)),
    water_pct: c.parameters.waterLeft,
    collapsed: 0,
    warmest_C: -99,
    leak_mbar: 0,
    lost_g: 0,
    frozen_h: 0,
    primary_h: 0,
    secondary_h: 0,
    entered_IU: factorVIII_IU(entry),
    entered_g: protein_g(entry),
  }),

  tick(state, c) {
    if (state.phase === 'done') return
    moveShelf(state, c)
    state.product.held_s += TICK_S
    if (state.phase === 'freeze') {
      state.product_C += (state.shelf_C - state.product_C) * (1 - exp(-TICK_H))
      state.frozen_h += TICK_H
    } else if (state.phase === 'primary') {
      sublime(state, c)
      state.primary_h += TICK_H
    } else {
      state.product_C += (state.shelf_C - state.product_C) * (1 - exp(-TICK_H / c.parameters.cakeWarming))
      if (!c.paused) state.water_pct = waterAfter(state.water_pct, state.product_C, TICK_H, c.parameters)
      state.secondary_h += TICK_H
    }
  },

  act(state, act, amount): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act !== 'leak') return { code: 'no_such_act' }
    state.leak_mbar = amount
    return undefined
  },
  phase: (state) => state.phase,

  ready(state, c) {
    if (state.phase === 'freeze') return state.frozen_h >= c.settings.freezing - 1e-9
    if (state.phase === 'primary')
      return c.settings.primaryTime > 0
        ? state.primary_h >= c.settings.primaryTime - 1e-9
        : state.dried_cm >= state.height_cm
    return state.phase === 'secondary' && state.secondary_h >= c.settings.secondaryTime - 1e-9
  },

  /** freeze → primary → secondary → done. Ice left when the shelf is warmed for secondary drying melts back. */
  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'freeze') state.phase = 'primary'
    else if (state.phase === 'primary') {
      state.collapsed += Math.max(0, 1 - state.dried_cm / state.height_cm)
      state.phase = 'secondary'
    } else {
      const { product } = state
      const left = (1 - c.parameters.dryingFVIII) * (1 - c.parameters.collapseFVIII * state.collapsed)
      product.FVIII_IU *= left
      product.vWF_IU *= left
      product.temperature_C = state.product_C
      product.moisture_pct = state.water_pct
      const rejected = Math.min(1, c.parameters.inspection * state.collapsed)
      if (rejected > 0) state.lost_g += protein_g(splitPlasma(product, rejected))
      state.phase = 'done'
    }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, c): Readings => ({
    shelf_C: state.shelf_C,
    product_C: state.product_C,
    pressure_mbar: state.phase === 'freeze' ? 1013 : c.settings.pressure + state.leak_mbar,
    // The gauge of the vacuum reads nothing while the door has air behind it.
    ...((state.phase === 'primary' || state.phase === 'secondary') && {
      chamber_mbar: c.settings.pressure + state.leak_mbar,
    }),
    collapse_C: c.parameters.collapse,
    belowCollapse_C: c.parameters.collapse - state.product_C,
    dried_pct: (100 * Math.min(state.dried_cm, state.height_cm)) / state.height_cm,
    primary_h: state.primary_h,
    secondary_h: state.secondary_h,
    water_pct: state.phase === 'secondary' || state.phase === 'done' ? state.water_pct : 100,
  }),

  ledger: (s) =>
    s.phase === 'done'
      ? proteinLedger(s.entered_g, s.lost_g, s.product)
      : proteinLedger(s.entered_g, 0, undefined, s.product),

  close: (state, c) => ({
    product: state.product,
    results: {
      water_pct: state.water_pct,
      collapsed_pct: 100 * state.collapsed,
      warmest_C: state.warmest_C,
      primary_h: state.primary_h,
      dissolves_min: c.parameters.dissolves + c.parameters.dissolvesCollapsed * state.collapsed,
      factorVIIIYield_pct: state.entered_IU > 0 ? (100 * factorVIII_IU(state.product)) / state.entered_IU : 0,
    },
  }),
}

function moveShelf(state: FreezeDryerState, c: C): void {
  const { parameters: p, settings: s } = c
  const wanted = state.phase === 'freeze' ? p.freezeTo : state.phase === 'primary' ? s.shelf : s.secondaryShelf
  const step = (s.ramp * TICK_S) / 60
  state.shelf_C += Math.max(-step, Math.min(step, wanted - state.shelf_C))
}

function sublime(state: FreezeDryerState, c: C): void {
  const { parameters: p, settings: s } = c
  if (state.dried_cm >= state.height_cm) {
    state.product_C += (state.shelf_C - state.product_C) * (1 - exp(-TICK_H / p.cakeWarming))
    return
  }
  // Paused: the chamber is shut off from its condenser, pressure stands and nothing more sublimes.
  const now = sublimation(state.dried_cm, state.shelf_C, (s.pressure + state.leak_mbar) * TORR_PER_MBAR, vialOf(p))
  const grown = c.paused ? 0 : now.growth_cm_h * TICK_H
  const warm_C = Math.max(now.front_C, now.bottom_C)
  state.product_C = warm_C
  state.warmest_C = Math.max(state.warmest_C, warm_C)
  state.dried_cm += grown
  const soft = Math.max(0, Math.min(1, (warm_C - p.collapse) / p.collapseWidth))
  state.collapsed = Math.min(1, state.collapsed + (soft * grown) / state.height_cm)
}
