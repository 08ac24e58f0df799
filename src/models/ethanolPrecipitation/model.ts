import { exp, spec, type Specs, type Values } from '../../sim/index.ts'
import { agePlasma, denaturationRate, unfold } from '../plasmaPlant/ageing.ts'
import { turbidity_NTU } from '../plasmaPlant/liquid.ts'
import {
  polymers_pct,
  pourPlasma,
  type PlasmaStream,
  protein_g,
  proteinLedger,
  solids_g,
  solution,
} from '../plasmaPlant/stream.ts'
import type { PlasmaConditions, PlasmaUnit } from '../plasmaPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'
import { type Bath, settleInto } from './solubility.ts'

const MIXING = 'plasma.md §3.1.4'
const LANCE = 'calibrated: at 6 L/min per 1,000 L the press takes twice its time, polymers near 3 % of IgG'

export const parameters = {
  feedStrength: spec('ethanol in the drum', '%', 95, [80, 96], 'G', 'plasma.md §6 no. 10: a wrong drum holds 90'),
  mixingHeat: spec('heat of mixing per per cent of ethanol', '1/°C', 0.3, [0, 0.6], 'G', `${MIXING}: °C per % v/v`),
  feedHeat: spec(
    'heat a litre of ethanol takes up, of a litre of plasma',
    '1',
    0.49,
    [0.3, 1],
    'G',
    '2.4 kJ/kg·K, 0.82 kg/L',
  ),
  jacket: spec(
    'cooling of the jacket, per 1,000 L',
    'kW/K',
    0.3,
    [0.05, 2],
    'C',
    'plasma.md §6 no. 9: 10 L/min warm by 3 °C',
  ),
  heatCapacity: spec('heat capacity of the tank', 'kJ/(kg·K)', 3.8, [3, 4.2], 'G', 'water and ethanol'),
  ambient: spec('warming by the room, share of the distance to 20 °C', '1/h', 0.008, [0, 0.1], 'G', 'insulated tank'),
  control: spec(
    'distance from the set point at which the coolant valve is full open',
    '°C',
    0.5,
    [0.05, 5],
    'G',
    'proportional valve',
  ),
  freezeMargin: spec('distance kept from the freezing line when it is followed', '°C', 0.3, [0, 3], 'G', 'this plant'),
  titration: spec('time constant of pH and salt', 'min', 8, [1, 60], 'G', 'slow acid: local excess denatures'),
  bufferTime: spec('time in which the buffer goes in', 'min', 20, [2, 120], 'G', 'this plant'),
  precipitation: spec('time constant of precipitating', 'min', 10, [0.5, 60], 'C', 'quick beside the ageing'),
  growth: spec('time constant of particles growing', 'h', 1, [0.1, 10], 'C', 'plasma.md §3.1.5'),
  largestIgG: spec('size of aged particles, globulins', 'µm', 4, [1, 20], 'C', 'plasma.md §3.1.5'),
  largestAlbumin: spec('size of aged particles, albumin', 'µm', 3, [1, 20], 'C', 'plasma.md §3.1.5'),
  largestFibrinogen: spec('size of aged particles, fibrinogen', 'µm', 8, [1, 30], 'C', 'plasma.md §3.1.5'),
  lanceMixing: spec(
    'flow that stirring sends through the lance zone, per 1,000 L',
    'L/min',
    6,
    [0.5, 100],
    'C',
    'plasma.md §1.2: too fast is local 60 %',
  ),
  lanceCold: spec(
    'share of the feed’s cold that meets the heat of mixing there',
    '1',
    0.73,
    [0, 1],
    'C',
    'plasma.md §1.2: local +5 °C',
  ),
  lanceExposure: spec('damage in the lance zone, of its own rate of denaturation', '1', 1.15, [0, 20], 'C', LANCE),
  lancePolymers: spec('share of protein damaged there that stays soluble', '1', 0.48, [0, 1], 'C', LANCE),
  iceDamage: spec('protein denatured between ice crystals, all ice', '1/h', 0.2, [0, 2], 'C', 'plasma.md §6 no. 16'),
  iceTime: spec('time constant of ice forming and melting', 'min', 10, [1, 60], 'G', 'slush'),
  probeDrift: spec(
    'what the pH probe reads too much (fault; 0: none)',
    'pH',
    0,
    [-0.5, 0.5],
    'C',
    'plasma.md §6 no. 11',
  ),
} satisfies Specs

const TABLE = 'plasma.md §1.2: fraction II+III'
export const settings = {
  ethanol: spec('ethanol to reach', '%', 25, [0, 50], 'V', TABLE),
  pH: spec('pH to keep', 'pH', 6.9, [4, 8], 'V', TABLE),
  temperature: spec('temperature to keep', '°C', -5, [-15, 20], 'V', TABLE),
  ionicStrength: spec('ionic strength to keep', 'M', 0.09, [0.005, 0.3], 'G', TABLE),
  dilution: spec(
    'buffer put in first, per volume that entered',
    '1',
    0.25,
    [0, 60],
    'C',
    'plasma.md §3.1.2: tank volumes',
  ),
  rate: spec('ethanol per minute and 1,000 L of tank', 'L/min', 2, [0, 20], 'G', 'plasma.md §1.2'),
  strength: spec('strength the recipe reckons with', '%', 95, [80, 96], 'G', 'plasma.md §1.2'),
  feedTemperature: spec('temperature of the ethanol', '°C', -20, [-30, 25], 'G', 'plasma.md §1.2'),
  coolant: spec('temperature of the coolant', '°C', -15, [-30, 20], 'G', 'this plant'),
  followLine: spec(
    'cooling keeps above the freezing line (1 yes, 0 straight to the set point)',
    '1',
    1,
    [0, 1],
    'G',
    'this plant',
  ),
  stirring: spec('stirring, of the usual', '1', 1, [0, 2], 'G', 'this plant'),
  ageing: spec('time at conditions before separation', 'h', 6, [0, 48], 'G', 'plasma.md §1.2: 2-16 h'),
} satisfies Specs

export const acts = {
  ethanol: spec('ethanol by hand', 'L', 5, [0, 500], 'G', 'operator'),
  water: spec('water by hand', 'L', 5, [0, 500], 'G', 'operator'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = PlasmaConditions<P, S>

export interface EthanolPrecipitationState {
  phase: 'condition' | 'dose' | 'age' | 'done'
  tank: PlasmaStream
  /** Buffer and ethanol still to go in, by the recipe's reckoning; the rates they go in at. */
  bufferLeft_L: number
  bufferRate_L_min: number
  ethanolLeft_L: number
  doseRate: number
  dosed_L: number
  /** Share of the water that is ice. */
  ice: number
  aged_h: number
  /** Where the ethanol comes in. */
  lanceEthanol_pct: number
  lanceTemperature_C: number
  warmest_C: number
  mostIce: number
  denaturedBefore_g: number
  entered_g: number
}

const TICK_S = 60
const TICK_MIN = TICK_S / 60
const TICK_H = TICK_S / 3600

/** Freezing point of plasma with so much ethanol (plasma.md §3.1.4, general knowledge). */
export const freezingPoint_C = (ethanol_pct: number): number =>
  -0.5 - 0.32 * ethanol_pct - 0.006 * ethanol_pct * ethanol_pct

/** Ethanol in what is still liquid when the rest of the water is ice: the line read backwards. */
function liquidEthanol_pct(temperature_C: number): number {
  return (-0.32 + Math.sqrt(0.1024 - 0.024 * (0.5 + temperature_C))) / 0.012
}

/** Ethanol of so many per cent that brings `volume_L` from one content to another; volumes add (plasma.md §3.1.4). */
export const ethanolVolume_L = (volume_L: number, from_pct: number, to_pct: number, strength_pct = 95): number =>
  to_pct > from_pct ? (volume_L * (to_pct - from_pct)) / (strength_pct - to_pct) : 0

/** Buffer that dilutes `volume_L` down to a content. */
export const dilutionVolume_L = (volume_L: number, from_pct: number, to_pct: number): number =>
  to_pct > 0 && from_pct > to_pct ? volume_L * (from_pct / to_pct - 1) : 0

export const ethanolPrecipitation: PlasmaUnit<EthanolPrecipitationState, P, S> = {
  id: 'ethanolPrecipitation',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    const buffer_L = Math.max(
      c.settings.dilution * entry.volume_L,
      dilutionVolume_L(entry.volume_L, entry.ethanol_pct, c.settings.ethanol),
    )
    return {
      phase: 'condition',
      tank: { ...entry },
      bufferLeft_L: buffer_L,
      bufferRate_L_min: buffer_L / c.parameters.bufferTime,
      ethanolLeft_L: 0,
      doseRate: 0,
      dosed_L: 0,
      ice: 0,
      aged_h: 0,
      lanceEthanol_pct: entry.ethanol_pct,
      lanceTemperature_C: entry.temperature_C,
      warmest_C: entry.temperature_C,
      mostIce: 0,
      denaturedBefore_g: entry.denatured_g,
      entered_g: protein_g(entry),
    }
  },

  tick(state, c) {
    const { parameters: p, settings: s } = c
    const tank = state.tank
    const dosed_L = c.paused ? 0 : dosing(state, c)
    lance(state, dosed_L / TICK_MIN, c)
    cool(tank, c)
    freeze(state, p)
    const near = 1 - exp(-TICK_MIN / p.titration)
    tank.pH += (s.pH - p.probeDrift - tank.pH) * near
    tank.ionicStrength_M += (s.ionicStrength - tank.ionicStrength_M) * near
    agePlasma(tank, TICK_S)
    const between = state.ice * p.iceDamage * TICK_H
    if (between > 0) unfold(tank, between, between)
    settleInto(tank, bathOf(state), 1 - exp(-TICK_MIN / p.precipitation))
    grow(tank, p)
    if (state.phase === 'dose') state.warmest_C = Math.max(state.warmest_C, tank.temperature_C)
    if (state.phase === 'age') state.aged_h += TICK_H
  },

  act(state, act, amount, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    pourPlasma(state.tank, act === 'ethanol' ? drum(amount, state.tank.temperature_C, c) : water(amount, state.tank))
    if (act === 'ethanol') heatOfMixing(state.tank, amount, c)
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    const { settings: s } = c
    if (state.phase === 'condition')
      return state.bufferLeft_L <= 1e-9 && Math.abs(state.tank.pH + c.parameters.probeDrift - s.pH) <= 0.02
    if (state.phase === 'dose') return state.ethanolLeft_L <= 1e-9
    return state.phase === 'age' && state.aged_h >= s.ageing - 1e-9
  },

  /** condition → dose → age → done. The dose is reckoned here, from what the tank holds by the record. */
  proceed(state, c): Refusal | undefined {
    const { settings: s } = c
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'condition') {
      state.bufferLeft_L = 0
      state.ethanolLeft_L = ethanolVolume_L(
        state.tank.volume_L,
        state.tank.ethanol_pct,
        s.ethanol,
        Math.max(s.strength, s.ethanol + 1),
      )
      state.doseRate = state.tank.volume_L / 1000
      state.phase = 'dose'
    } else if (state.phase === 'dose') {
      state.ethanolLeft_L = 0
      state.phase = 'age'
    } else state.phase = 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const { tank } = state
    return {
      temperature_C: tank.temperature_C,
      freezingPoint_C: freezingPoint_C(tank.ethanol_pct),
      pH: tank.pH + c.parameters.probeDrift,
      ethanol_pct: tank.ethanol_pct,
      ionicStrength_M: tank.ionicStrength_M,
      volume_L: tank.volume_L,
      dosed_L: state.dosed_L,
      ethanolLeft_L: state.ethanolLeft_L,
      lanceTemperature_C: state.lanceTemperature_C,
      lanceEthanol_pct: state.lanceEthanol_pct,
      agitatorLoad_pct: agitatorLoad_pct(state, c),
      turbidity_NTU: turbidity_NTU(tank),
      aged_h: state.aged_h,
    }
  },

  ledger: (state) =>
    state.phase === 'done'
      ? proteinLedger(state.entered_g, 0, state.tank)
      : proteinLedger(state.entered_g, 0, undefined, state.tank),

  close(state) {
    const { tank } = state
    return {
      product: tank,
      results: {
        ethanol_pct: tank.ethanol_pct,
        pH: tank.pH,
        temperature_C: tank.temperature_C,
        warmest_C: state.warmest_C,
        precipitated_pct: state.entered_g > 0 ? (100 * solids_g(tank)) / state.entered_g : 0,
        denatured_pct: state.entered_g > 0 ? (100 * (tank.denatured_g - state.denaturedBefore_g)) / state.entered_g : 0,
        polymers_pct: polymers_pct(tank),
        particle_um: tank.particle_um,
        mostIce_pct: 100 * state.mostIce,
      },
    }
  },
}

/** At the tank's temperature: its cold is reckoned in heatOfMixing, by heat and not by volume. */
const drum = (volume_L: number, temperature_C: number, c: C): PlasmaStream =>
  solution(volume_L, { temperature_C, pH: 7, ionicStrength_M: 0, ethanol_pct: c.parameters.feedStrength })

const water = (volume_L: number, like: PlasmaStream): PlasmaStream =>
  solution(volume_L, {
    temperature_C: like.temperature_C,
    pH: like.pH,
    ionicStrength_M: like.ionicStrength_M,
    ethanol_pct: 0,
  })

/** Temperature after `volume_L` of ethanol, poured in already: its cold, and the heat of mixing. */
function heatOfMixing(tank: PlasmaStream, volume_L: number, c: C): void {
  const { parameters: p, settings: s } = c
  const before_L = tank.volume_L - volume_L
  if (before_L <= 0) return
  const rise_pct = (volume_L * (p.feedStrength - tank.ethanol_pct)) / before_L
  const cold = volume_L * p.feedHeat
  tank.temperature_C += ((s.feedTemperature - tank.temperature_C) * cold) / (before_L + cold) + p.mixingHeat * rise_pct
}

/** Buffer, then ethanol, as the phase has it. Returns the litres of ethanol of this tick. */
function dosing(state: EthanolPrecipitationState, c: C): number {
  const { tank } = state
  if (state.phase === 'condition') {
    const part_L = Math.min(state.bufferLeft_L, state.bufferRate_L_min * TICK_MIN)
    if (part_L > 0) {
      state.bufferLeft_L -= part_L
      const bath = { pH: c.settings.pH, ionicStrength_M: c.settings.ionicStrength, ethanol_pct: 0 }
      pourPlasma(tank, solution(part_L, { ...bath, temperature_C: Math.max(0.5, tank.temperature_C) }))
    }
    return 0
  }
  if (state.phase !== 'dose') return 0
  const part_L = Math.min(state.ethanolLeft_L, c.settings.rate * state.doseRate * TICK_MIN)
  if (part_L <= 0) return 0
  state.ethanolLeft_L -= part_L
  state.dosed_L += part_L
  pourPlasma(tank, drum(part_L, tank.temperature_C, c))
  heatOfMixing(tank, part_L, c)
  return part_L
}

/**
 * Where the lance ends, ethanol stands until stirring carries it off: more of it, and warmer by its heat of mixing, than
 * the tank's probe says. What passes there unfolds at that place's own rate. Calibrated, not measured.
 */
function lance(state: EthanolPrecipitationState, flow_L_min: number, c: C): void {
  const { parameters: p, settings: s } = c
  const { tank } = state
  const flow = tank.volume_L > 0 ? (1000 * flow_L_min) / tank.volume_L : 0
  const share = flow / (flow + p.lanceMixing * Math.max(0.1, s.stirring))
  const more_pct = Math.max(0, p.feedStrength - tank.ethanol_pct) * share
  state.lanceEthanol_pct = tank.ethanol_pct + more_pct
  state.lanceTemperature_C =
    tank.temperature_C + p.mixingHeat * more_pct + share * p.lanceCold * (s.feedTemperature - tank.temperature_C)
  if (share <= 0) return
  const worse = (of: 'IgG' | 'ALB'): number => {
    const there = denaturationRate(of, state.lanceEthanol_pct, state.lanceTemperature_C)
    const here = denaturationRate(of, tank.ethanol_pct, tank.temperature_C)
    return 1 - exp(-p.lanceExposure * Math.max(0, there - here) * TICK_H)
  }
  unfold(tank, worse('IgG'), worse('ALB'), p.lancePolymers)
}

/** The jacket takes out what heat of mixing and room bring in, as far as it can: exact over the tick. */
function cool(tank: PlasmaStream, c: C): void {
  const { parameters: p, settings: s } = c
  tank.temperature_C += (20 - tank.temperature_C) * (1 - exp(-p.ambient * TICK_H))
  const target =
    s.followLine >= 0.5 ? Math.max(s.temperature, freezingPoint_C(tank.ethanol_pct) + p.freezeMargin) : s.temperature
  const open = Math.max(0, Math.min(1, (tank.temperature_C - target) / p.control))
  const rate = (p.jacket * open) / (1000 * p.heatCapacity)
  const cooled = (s.coolant - tank.temperature_C) * (1 - exp(-rate * TICK_S))
  // A coolant warmer than the tank warms it: a chiller that has tripped.
  tank.temperature_C += cooled
}

/** Below the line water freezes out until the liquid left is strong enough to stay liquid. */
function freeze(state: EthanolPrecipitationState, p: Values<P>): void {
  const { tank } = state
  const below = tank.temperature_C < freezingPoint_C(tank.ethanol_pct)
  const left = below ? tank.ethanol_pct / liquidEthanol_pct(tank.temperature_C) : 1
  const ice = Math.min(0.8, 1 - left)
  state.ice += (ice - state.ice) * (1 - exp(-TICK_MIN / p.iceTime))
  if (!below && state.ice < 1e-6) state.ice = 0
  state.mostIce = Math.max(state.mostIce, state.ice)
}

/** Protein stands in what is liquid: between ice crystals stronger ethanol and salt. */
function bathOf({ tank, ice }: EthanolPrecipitationState): Bath {
  const { ethanol_pct, pH, ionicStrength_M, temperature_C } = tank
  const liquid = 1 - ice
  return { ethanol_pct: ethanol_pct / liquid, pH, ionicStrength_M: ionicStrength_M / liquid, temperature_C }
}

function grow(tank: PlasmaStream, p: Values<P>): void {
  const solids = solids_g(tank)
  if (solids <= 0) return
  const largest =
    p.largestIgG +
    ((p.largestAlbumin - p.largestIgG) * tank.ALB_solid_g + (p.largestFibrinogen - p.largestIgG) * tank.FIB_solid_g) /
      solids
  tank.particle_um += (largest - tank.particle_um) * (1 - exp(-TICK_H / p.growth))
}

/** A display: slush is heavy to stir, gel on the impeller too. */
function agitatorLoad_pct({ tank, ice }: EthanolPrecipitationState, c: C): number {
  const gel = tank.volume_L > 0 ? tank.denatured_g / tank.volume_L : 0
  return 30 * c.settings.stirring * (1 + 4 * ice + 0.3 * Math.min(5, gel))
}
