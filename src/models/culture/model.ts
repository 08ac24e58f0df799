import { exp, Fault, halvingKutta3, pow, requireFinite, type Values } from '../../sim/index.ts'
import { emptyStream, split } from '../stream.ts'
import type { Conditions, Readings, Refusal, UnitOperation } from '../unit.ts'
import {
  bubbleLife_s,
  type FoamState,
  foamStep,
  headspace_L,
  noFoam,
  ventCapacity_slpm,
  ventPressure_bar,
} from './foam.ts'
import { cultureSystem, type CultureSystem, STATES, Y } from './kinetics.ts'
import {
  acts,
  type CultureParameters,
  type CultureSettings,
  nominalSettings,
  parameters,
  settings,
} from './parameters.ts'

export { acts, parameters, settings } from './parameters.ts'

export type CultureConditions = Conditions<CultureParameters, CultureSettings>

/** What may go wrong with the plant, as causes. Neutral at the start; whoever runs the batch writes here. */
export interface Upsets {
  /** Death beyond the model's own: a virus, a toxic lot. */
  extraDeath_per_h: number
  /** Multiplies growth: mycoplasma, a slow lot. */
  growthFactor: number
  baseLeak_L_h: number
  /** Share of the oxygen supply that is there. */
  oxygenSupply: number
  /** Flow of a carbon dioxide valve that no longer obeys, or null. */
  carbonDioxideStuck_slpm: number | null
  /** What the feed pump gives of what it is asked. */
  feedPumpGain: number
  /** What the probe reads minus what is; both loops act on the reading. */
  pHProbeOffset: number
  oxygenProbeOffset_pct: number
  /** Liquid temperature beyond what the loop wants: a jacket valve. */
  temperatureOffset_C: number
  kLaFactor: number
  /** Share of the sparger holes that are open. */
  openHoles: number
  /** Share of the stirrer power that arrives. */
  stirring: number
}

export const noUpsets = (): Upsets => ({
  extraDeath_per_h: 0,
  growthFactor: 1,
  baseLeak_L_h: 0,
  oxygenSupply: 1,
  carbonDioxideStuck_slpm: null,
  feedPumpGain: 1,
  pHProbeOffset: 0,
  oxygenProbeOffset_pct: 0,
  temperatureOffset_C: 0,
  kLaFactor: 1,
  openHoles: 1,
  stirring: 1,
})

/** Gas-side settings: a change of one of these opens the window. */
const GAS_SETTINGS = ['air', 'power', 'oxygen', 'oxygenMax', 'carbonDioxideMax'] as const

/** The fast layer: followed in 5 s steps while its window is open, at rest otherwise. */
export interface GasState {
  /** Seconds the window stays open. */
  window_s: number
  /** Set by whoever runs the batch while an alarm is open: the window does not close. */
  alarmOpen: boolean
  /** True dissolved oxygen, and what the probe, which lags, shows of it. */
  oxygen_pct: number
  probe_pct: number
  /** Oxygen flow the loop gives; below zero it dilutes the air with nitrogen. */
  oxygen_slpm: number
  integral: number
  /** Gas steps already done of the present tick, and their sums. */
  steps: number
  oxygenSum: number
  flowSum: number
  /** Gas settings as last seen, in the order of GAS_SETTINGS. */
  seen: number[]
}

export interface CultureState {
  phase: 'culture' | 'harvested'
  /** The 21 states, in the order of STATES. */
  y: number[]
  age_s: number
  /** Where the temperature loop has the liquid. */
  temperature_C: number
  /** Hours of lag left. */
  lag_h: number
  /** Germs in the culture: zero as long as it is pure. */
  germs_per_mL: number
  gas: GasState
  foam: FoamState
  upsets: Upsets
  startVolume_L: number
  feed_L: number
  /** Litres the pump was asked for: with a pump that lies, not what came. */
  feedAsked_L: number
  glucose_L: number
  antifoam_mL: number
  /** Base that had gone in when the container on the scale was last changed for a full one. */
  baseSwappedAt_L: number
  sampled_L: number
  /** Integral of the viable cell count, 1e6 cells/mL · d. */
  cellDays: number
  /** Antibody that enzymes of lysed cells have cut: a part of the antibody in the vessel. */
  fragments_g: number
  entered_g: number
  made_g: number
  sampled_g: number
  left_g: number
}

export const TICK_S = 360
export const GAS_TICK_S = 5
const TICK_H = 0.1
const GAS_STEPS = TICK_S / GAS_TICK_S

/** Working memory; it carries nothing from one call to the next. */
const advance = halvingKutta3(STATES.length, 64)
const y = new Float64Array(STATES.length)
/** Error at which a tick is taken in halves: 1e-4 of each state's usual size, in the order of STATES. */
const allowed = Float64Array.from(
  [1000, 10, 1, 1, 30, 3, 10, 5, 40, 1, 3, 300, 20, 0.1, 1, 1, 20, 40, 200, 20, 20],
  (size) => 1e-4 * size,
)

/** Systems already made, by their parameters: a system is a function of nothing else. */
const systems = new WeakMap<object, CultureSystem>()
function systemOf(p: Values<CultureParameters>): CultureSystem {
  let system = systems.get(p)
  if (!system) systems.set(p, (system = cultureSystem(p)))
  return system
}

const litresOf = (state: CultureState): number => state.y[Y.volume]!
/** Left in the container on the base scale; what is added by hand comes out of it too. */
const baseLeft_L = (state: CultureState, p: Values<CultureParameters>): number =>
  Math.max(0, p.baseBottle * state.startVolume_L - (state.y[Y.baseAdded]! - state.baseSwappedAt_L))
const antibody_g = (state: CultureState): number => state.y[Y.antibody]! * state.y[Y.volume]!

/** Tells the system what acts on the culture now. */
function surround(state: CultureState, c: CultureConditions): CultureSystem {
  const { parameters: p, settings: s } = c
  const { vessel } = c.plant
  const { upsets: u, gas } = state
  const system = systemOf(p)
  const x = system.surroundings
  const full = litresOf(state) >= vessel.workingVolume_L * p.overfill
  const pumping = !c.paused && !full
  x.temperature_C = state.temperature_C + u.temperatureOffset_C
  x.heating_C_h = 0
  x.since_h = 0
  x.pHSetPoint = s.pH
  x.deadBand = s.deadBand
  x.oxygenSetPoint_pct = s.oxygen
  const bagEmpty = state.feed_L >= p.feedBag * state.startVolume_L
  const noBase = baseLeft_L(state, p) <= 0
  x.feed_L_h = pumping && !bagEmpty ? s.feedRate * u.feedPumpGain : 0
  x.baseLeak_L_h = full || noBase ? 0 : u.baseLeak_L_h
  x.baseGain_L_h_m3 = pumping && !noBase && s.basePump >= 0.5 ? p.Kb : 0
  x.baseMax_L_h_m3 = p.Fbmax
  x.carbonDioxideGain_slpm = (p.KcCO2 * c.plant.scale_L) / 2000
  x.carbonDioxideMax_slpm = s.carbonDioxideMax
  x.carbonDioxideStuck_slpm = u.carbonDioxideStuck_slpm
  x.pHProbeOffset = u.pHProbeOffset
  x.oxygenProbeOffset_pct = u.oxygenProbeOffset_pct
  x.extraDeath_per_h = u.extraDeath_per_h
  x.growthFactor = state.lag_h > 0 ? u.growthFactor * p.lagGrowth : u.growthFactor
  x.infection = state.germs_per_mL / (state.germs_per_mL + p.germHalf)
  letThrough(x, state, c)
  x.power_W_m3 = s.power * u.stirring
  x.kLaFactor = vessel.spargerFactor * u.kLaFactor * pow(p.antifoamKLa, state.foam.antifoam_doses)
  x.crossSection_m2 = (Math.PI * vessel.diameter_m * vessel.diameter_m) / 4
  x.pressure_atm = vessel.pressure_atm
  x.holes = vessel.spargerHoles * u.openHoles
  x.hole_m = vessel.spargerHole_m
  x.followGas = gas.window_s > 0
  x.gasOxygen_pct = gas.oxygen_pct
  x.gasOxygen_slpm = Math.max(0, gas.oxygen_slpm)
  return system
}

/** A soaked exhaust filter: the gas that cannot leave cannot be blown in. */
function letThrough(x: CultureSystem['surroundings'], { foam, upsets }: CultureState, c: CultureConditions): void {
  const { parameters: p, settings: s } = c
  const most_slpm = ventCapacity_slpm(foam, c.plant.vessel, p)
  x.air_slpm = s.air < most_slpm ? s.air : most_slpm
  const oxygen_slpm = s.oxygenMax * upsets.oxygenSupply
  x.oxygenMax_slpm = oxygen_slpm < most_slpm - x.air_slpm ? oxygen_slpm : most_slpm - x.air_slpm
}

/** Evaluates the system at the present state; results in `working`. */
function look(state: CultureState, c: CultureConditions): CultureSystem {
  const system = surround(state, c)
  for (let i = 0; i < y.length; i++) y[i] = state.y[i]!
  system.look(0, y)
  return system
}

/** Opens the window of the fast gas layer; on the way in, it starts from the resting point. */
function openWindow(state: CultureState, c: CultureConditions): void {
  const { gas } = state
  const length_s = 60 * c.parameters.windowLength
  if (gas.window_s <= 0) restGas(state, c)
  if (gas.window_s < length_s) gas.window_s = length_s
}

/** The fast layer's resting point: what the slow model takes it to be. */
function restGas(state: CultureState, c: CultureConditions): void {
  const { gas: transfer, working: w, surroundings: x } = look(state, c)
  const { gas } = state
  gas.oxygen_pct = w.oxygen_pct
  gas.probe_pct = w.oxygen_pct
  gas.oxygen_slpm = w.oxygen_slpm
  if (w.oxygen_slpm <= 0) {
    // Air alone gives more than is used: as much nitrogen in it as holds the set point.
    const flow = x.air_slpm + w.carbonDioxide_slpm
    const exchange = transfer.oxygenExchange(litresOf(state), flow)
    const share = exchange > 0 ? transfer.shareInBalance(w.oxygen_pct) + w.oxygenUptake_mmol_L_h / exchange : 0
    const air = c.parameters.yO2air * x.air_slpm
    gas.oxygen_slpm = Math.min(0, Math.max(-air, share * flow - air))
  }
  gas.integral = gas.oxygen_slpm
  gas.steps = 0
  gas.oxygenSum = 0
  gas.flowSum = 0
}

/** One 5 s step of dissolved oxygen, probe and oxygen loop, the cells standing still. */
function stepGas(state: CultureState, c: CultureConditions, system: CultureSystem): void {
  const { parameters: p } = c
  const { gas: transfer, surroundings: x, working: w } = system
  const { gas } = state
  const air = p.yO2air * x.air_slpm
  const most = x.oxygenMax_slpm

  // Loop: proportional and integral, the integral held where the valve is at its end.
  const error = x.oxygenSetPoint_pct - (gas.probe_pct + x.oxygenProbeOffset_pct)
  const gain = p.oxygenGain * c.plant.vessel.oxygenMax_slpm
  const wanted = gas.integral + gain * error
  gas.oxygen_slpm = wanted > most ? most : wanted < -air ? -air : wanted
  if ((wanted < most || error < 0) && (wanted > -air || error > 0))
    gas.integral += (gain * error * GAS_TICK_S) / p.oxygenReset
  if (gas.integral > most) gas.integral = most

  // Oxygen: dC/dt = transfer − uptake, one implicit step (respiration is fast when oxygen is short).
  const added = gas.oxygen_slpm > 0 ? gas.oxygen_slpm : 0
  const flow = x.air_slpm + added + w.carbonDioxide_slpm
  const exchange = transfer.oxygenExchange(litresOf(state), flow)
  const share = flow > 0 ? (air + gas.oxygen_slpm) / flow : 0
  const perStep = GAS_TICK_S / 3600 / transfer.perPercent_mM
  gas.oxygen_pct = transfer.respiringBalance(
    gas.oxygen_pct + perStep * exchange * share,
    1 + perStep * exchange * transfer.shareInBalance(1),
    perStep * system.oxygenDemand(state.y[Y.viable]!),
  )
  gas.probe_pct += (gas.oxygen_pct - gas.probe_pct) * (1 - exp(-GAS_TICK_S / p.probeLag))
  foam(state, c, GAS_TICK_S, flow, x.temperature_C)
  // What foam has done in these seconds holds for the next ones, whether they follow at once or are asked for one by one.
  x.kLaFactor = c.plant.vessel.spargerFactor * state.upsets.kLaFactor * pow(p.antifoamKLa, state.foam.antifoam_doses)
  letThrough(x, state, c)
  gas.oxygenSum += gas.oxygen_pct
  gas.flowSum += added
  gas.steps++
}

function foam(state: CultureState, c: CultureConditions, seconds: number, flow_slpm: number, temperature_C: number) {
  const { vessel } = c.plant
  const protein_g_L = state.y[Y.antibody]! + 1e-3 * state.y[Y.hcp]!
  const power = c.settings.power * state.upsets.stirring
  foamStep(
    state.foam,
    seconds,
    flow_slpm,
    bubbleLife_s(state.foam.antifoam_doses, protein_g_L, power, c.parameters),
    headspace_L(litresOf(state), vessel),
    temperature_C,
    vessel.pressure_atm,
    c.parameters,
  )
}

/** Have gas or stirring settings been touched? Then the fast layer is followed for a while. */
function noticeGasSettings(state: CultureState, c: CultureConditions): void {
  const { seen } = state.gas
  let touched = state.gas.alarmOpen && state.gas.window_s <= 0
  for (let i = 0; i < GAS_SETTINGS.length; i++) if (seen[i] !== c.settings[GAS_SETTINGS[i]!]) touched = true
  if (!touched) return
  openWindowBefore(state, c)
  for (let i = 0; i < GAS_SETTINGS.length; i++) seen[i] = c.settings[GAS_SETTINGS[i]!]
}

/** The layer starts where the settings before the act had it. */
function openWindowBefore(state: CultureState, c: CultureConditions): void {
  const before: Record<string, number> = { ...c.settings }
  for (let i = 0; i < GAS_SETTINGS.length; i++) before[GAS_SETTINGS[i]!] = state.gas.seen[i]!
  openWindow(state, { ...c, settings: before as Values<CultureSettings> })
}

/** Is the gas side being followed in steps of GAS_TICK_S? */
export const gasWindowOpen = (state: CultureState): boolean => state.gas.window_s > 0

/**
 * One 5 s step of the gas side, for whoever shows it live: at most 72 of them before the culture's own tick, which does
 * those not yet done. Calling it or not changes no bit of the run.
 */
export function gasTick(state: CultureState, c: CultureConditions): void {
  if (state.phase !== 'culture') return
  noticeGasSettings(state, c)
  if (!gasWindowOpen(state) || state.gas.steps >= GAS_STEPS) return
  stepGas(state, c, look(state, c))
}

/** Adds a liquid of its own volume: everything is thinned but what it brings. */
function dilute(state: CultureState, litres: number): void {
  const before = state.y[Y.volume]!
  const after = before + litres
  state.y[Y.volume] = after
  for (let i = Y.viable; i <= Y.sodium; i++) state.y[i]! *= before / after
}

export const culture: UnitOperation<CultureState, CultureParameters, CultureSettings> = {
  id: 'culture',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,
  fast: { tick_s: GAS_TICK_S, tick: gasTick },
  alarmed(state, open) {
    state.gas.alarmOpen = open
  },
  nominal: nominalSettings,

  /**
   * Medium and inoculum fill the vessel to its start volume; the cells of the inoculum are in it, lag included. An
   * inoculum too thin to fit leaves its surplus behind.
   */
  open(given, c) {
    const { parameters: p, settings: s } = c
    const volume_L = c.plant.vessel.startVolume_L
    const entry = { ...given }
    if (entry.volume_L > volume_L) split(entry, 1 - volume_L / entry.volume_L)
    const cells = entry.viableCells_1e9 + entry.deadCells_1e9
    if (!(entry.viableCells_1e9 > 0)) throw new Fault('a culture needs cells', { viable: entry.viableCells_1e9 })
    const start = STATES.map(() => 0)
    start[Y.volume] = volume_L
    start[Y.viable] = entry.viableCells_1e9 / volume_L
    start[Y.dead] = entry.deadCells_1e9 / volume_L
    start[Y.lysed] = p.Xl0
    start[Y.glucose] = p.Glc0
    start[Y.glutamine] = p.Gln0
    start[Y.lactate] = p.Lac0
    start[Y.ammonia] = p.Amm0
    start[Y.aminoAcids] = p.Nut0
    start[Y.hcp] = p.HCP0
    start[Y.dna] = p.DNA0
    start[Y.carbon] = p.TIC0
    start[Y.ions] = systemOf(p).ionsFor(s.pH, p.TIC0)
    start[Y.osmoles] = p.Osm00 - (p.Glc0 + p.Gln0 + p.Nut0 + p.TIC0)
    start[Y.antibody] = entry.product_g / volume_L
    start[Y.aggregate] = entry.hmw_g / volume_L
    start[Y.galactosylated] = entry.galactosylated_g / volume_L
    start[Y.acidic] = entry.acidic_g / volume_L
    const viability_pct = (100 * entry.viableCells_1e9) / cells
    return {
      phase: 'culture',
      y: start,
      age_s: 0,
      temperature_C: s.temperature,
      lag_h: p.viableLag * Math.max(0, p.lagBelow - viability_pct),
      germs_per_mL: entry.bioburden_CFU / (1e3 * volume_L),
      gas: {
        window_s: 0,
        alarmOpen: false,
        oxygen_pct: s.oxygen,
        probe_pct: s.oxygen,
        oxygen_slpm: 0,
        integral: 0,
        steps: 0,
        oxygenSum: 0,
        flowSum: 0,
        seen: GAS_SETTINGS.map((id) => s[id]),
      },
      foam: noFoam(),
      upsets: noUpsets(),
      startVolume_L: volume_L,
      feed_L: 0,
      feedAsked_L: 0,
      glucose_L: 0,
      antifoam_mL: 0,
      baseSwappedAt_L: 0,
      sampled_L: 0,
      cellDays: 0,
      fragments_g: entry.lmw_g,
      entered_g: entry.product_g,
      made_g: 0,
      sampled_g: 0,
      left_g: 0,
    }
  },

  tick(state, c) {
    if (state.phase !== 'culture') return
    const { parameters: p, settings: s } = c
    noticeGasSettings(state, c)
    const { gas } = state

    // Fast layer first, the cells standing still; the cells then live under its mean.
    const following = gasWindowOpen(state)
    if (following) {
      if (gas.steps < GAS_STEPS) {
        const fast = look(state, c)
        while (gas.steps < GAS_STEPS) stepGas(state, c, fast)
      }
    }
    const system = surround(state, c)
    const x = system.surroundings
    if (following) {
      x.gasOxygen_pct = gas.oxygenSum / GAS_STEPS
      x.gasOxygen_slpm = gas.flowSum / GAS_STEPS
    }

    // The temperature loop can only go so fast; within the tick it goes in a straight line.
    const target = state.temperature_C
    const step = p.rampRate * TICK_H
    const away = s.temperature - target
    const next = away > step ? target + step : away < -step ? target - step : s.temperature
    x.heating_C_h = (next - target) / TICK_H
    state.temperature_C = next

    const held_g = antibody_g(state)
    state.cellDays += (state.y[Y.viable]! * TICK_H) / 24
    state.feed_L += x.feed_L_h * TICK_H
    if (x.feed_L_h > 0) state.feedAsked_L += s.feedRate * TICK_H
    for (let i = 0; i < y.length; i++) y[i] = state.y[i]!
    advance(system.derivative, 0, TICK_H, y, allowed)
    requireFinite(y, 'culture')
    // An exhausted nutrient may be overshot by a hair; strong ions alone may be negative.
    for (let i = 0; i < y.length; i++) state.y[i] = y[i]! < 0 && i !== Y.ions ? 0 : y[i]!
    state.made_g += antibody_g(state) - held_g
    const whole_g = antibody_g(state) - state.fragments_g - state.y[Y.aggregate]! * litresOf(state)
    if (whole_g > 0) state.fragments_g += whole_g * (1 - exp(-system.cutting_per_h(state.y[Y.lysed]!) * TICK_H))

    if (!following) {
      const w = system.working
      foam(state, c, TICK_S, x.air_slpm + w.oxygen_slpm + w.carbonDioxide_slpm, x.temperature_C)
    } else {
      gas.window_s = gas.alarmOpen ? Math.max(TICK_S, gas.window_s) : Math.max(0, gas.window_s - TICK_S)
      gas.steps = 0
      gas.oxygenSum = 0
      gas.flowSum = 0
    }
    if (!state.foam.sterile && state.germs_per_mL <= 0) state.germs_per_mL = p.germStart
    if (state.germs_per_mL > 0)
      state.germs_per_mL = Math.min(p.germMost, state.germs_per_mL * exp(p.germGrowth * TICK_H))
    if (state.lag_h > 0) state.lag_h = Math.max(0, state.lag_h - TICK_H)
    state.age_s += TICK_S
  },

  act(state, act, amount, c): Refusal | undefined {
    if (state.phase !== 'culture') return { code: 'step_closed' }
    if (!(amount > 0) || !(amount < Infinity)) return { code: 'amount', values: { amount } }
    const { parameters: p } = c
    const { vessel } = c.plant
    const volume = litresOf(state)
    const room = vessel.workingVolume_L - volume
    if (act === 'glucose') {
      if (!(amount < room)) return { code: 'vessel_full', values: { room_L: Math.max(0, room), asked_L: amount } }
      const glucose = state.y[Y.glucose]!
      dilute(state, amount)
      state.y[Y.glucose] = (glucose * volume + amount * p.glcStock) / litresOf(state)
      state.glucose_L += amount
    } else if (act === 'feed') {
      // What the pump gives of what it is asked, and what drips after it: the scale knows both.
      const litres = amount * state.upsets.feedPumpGain + p.feedDrip * c.plant.scale_L
      if (!(litres < room)) return { code: 'vessel_full', values: { room_L: Math.max(0, room), asked_L: amount } }
      dilute(state, litres)
      const share = litres / litresOf(state)
      state.y[Y.glucose]! += share * p.feedGlc
      state.y[Y.glutamine]! += share * p.feedGln
      state.y[Y.aminoAcids]! += share * p.feedNut
      state.y[Y.osmoles]! += share * p.feedOsm
      state.feed_L += litres
      state.feedAsked_L += amount
    } else if (act === 'base') {
      if (!(amount < room)) return { code: 'vessel_full', values: { room_L: Math.max(0, room), asked_L: amount } }
      dilute(state, amount)
      const share = amount / litresOf(state)
      state.y[Y.carbon]! += share * p.baseCarbonate
      state.y[Y.ions]! += share * p.baseSodium
      state.y[Y.sodium]! += share * p.baseSodium
      state.y[Y.baseAdded]! += amount
    } else if (act === 'antifoam') {
      openWindow(state, c)
      dilute(state, amount / 1e3)
      state.antifoam_mL += amount
      state.foam.antifoam_doses += (amount / p.antifoamDose) * (2000 / c.plant.scale_L)
    } else if (act === 'sample') {
      const litres = amount / 1e3
      if (volume - litres < 0.2 * vessel.startVolume_L) return { code: 'vessel_empty', values: { volume_L: volume } }
      state.sampled_g += litres * state.y[Y.antibody]!
      state.sampled_L += litres
      state.fragments_g -= (litres / volume) * state.fragments_g
      state.y[Y.volume]! -= litres
    } else if (act === 'ventSwap') {
      openWindow(state, c)
      state.foam.ventWet = 0
      state.foam.wetFor_s = 0
    } else if (act === 'baseSwap') {
      state.baseSwappedAt_L = state.y[Y.baseAdded]!
    } else if (act === 'germs') {
      // Nobody's hand does this: not among the acts an operator has. Germs in a millilitre, by a way of their own.
      state.germs_per_mL += amount
    } else throw new Fault(`culture: no act '${act}'`)
    return undefined
  },

  phase: (state) => state.phase,
  ready: (state, c) => state.phase === 'culture' && state.age_s >= c.settings.harvestDay * 86400,
  finished: (state) => state.phase === 'harvested',

  proceed(state) {
    if (state.phase !== 'culture') return { code: 'step_closed' }
    state.phase = 'harvested'
    return undefined
  },

  readings(state, c): Readings {
    const { working: w, surroundings: x } = look(state, c)
    const { y: s, foam: f, gas } = state
    const p = c.parameters
    const room = headspace_L(s[Y.volume]!, c.plant.vessel)
    const flow = x.air_slpm + w.oxygen_slpm + w.carbonDioxide_slpm
    const temperature_C = x.temperature_C
    const cells = s[Y.viable]! + s[Y.dead]!
    const antibody = s[Y.antibody]!
    const share = (part: number): number => (antibody > 0 ? (100 * part) / antibody : 0)
    const known =
      temperature_C >= p.knownTlow &&
      temperature_C <= p.knownThigh &&
      w.pH <= p.knownPhHigh &&
      w.osmolality_mOsm_kg <= p.knownOsm &&
      w.pCO2_mmHg <= p.knownCO2
    return {
      day_d: state.age_s / 86400,
      volume_L: s[Y.volume]!,
      temperature_C,
      viable_1e6_mL: s[Y.viable]!,
      total_1e6_mL: cells,
      viability_pct: cells > 0 ? (100 * s[Y.viable]!) / cells : 0,
      cellDays_1e6_d_mL: state.cellDays,
      glucose_mM: s[Y.glucose]!,
      glutamine_mM: s[Y.glutamine]!,
      lactate_mM: s[Y.lactate]!,
      ammonia_mM: s[Y.ammonia]!,
      aminoAcids_mM: s[Y.aminoAcids]!,
      inhibitor: s[Y.inhibitor]!,
      osmolality_mOsm_kg: w.osmolality_mOsm_kg,
      pH: w.pH,
      pHProbe: w.pH + state.upsets.pHProbeOffset,
      pCO2_mmHg: w.pCO2_mmHg,
      bicarbonate_mM: w.bicarbonate_mM,
      oxygen_pct: w.oxygen_pct,
      oxygenProbe_pct: (x.followGas ? gas.probe_pct : w.oxygen_pct) + state.upsets.oxygenProbeOffset_pct,
      air_slpm: x.air_slpm,
      oxygen_slpm: w.oxygen_slpm,
      carbonDioxide_slpm: w.carbonDioxide_slpm,
      oxygenUptake_mmol_L_h: w.oxygenUptake_mmol_L_h,
      kLa_per_h: w.kLa_per_h,
      entranceVelocity_m_s: w.entranceVelocity_m_s,
      power_W_m3: x.power_W_m3,
      feedRate_L_h: x.feed_L_h,
      feed_L: state.feed_L,
      // What the pump's turns say, and what the scale under the bag says.
      feedTurns_L: state.feedAsked_L,
      feedBag_kg: p.feedDensity * (p.feedBag * state.startVolume_L - state.feed_L),
      baseBottle_kg: p.baseDensity * baseLeft_L(state, p),
      glucoseStock_L: state.glucose_L,
      baseRate_L_h: w.base_L_h,
      base_L: s[Y.baseAdded]!,
      antifoam_mL: state.antifoam_mL,
      foam_L: f.foam_L,
      foam_pct: (100 * f.foam_L) / room,
      ventPressure_bar: ventPressure_bar(f, flow, c.plant.vessel, p),
      sterile: f.sterile && state.germs_per_mL <= 0 ? 1 : 0,
      germs_per_mL: state.germs_per_mL,
      titre_g_L: antibody,
      antibody_g: antibody_g(state),
      hcp_mg_L: s[Y.hcp]!,
      dna_mg_L: s[Y.dna]!,
      hmw_pct: share(s[Y.aggregate]!),
      lmw_pct: share(state.fragments_g / s[Y.volume]!),
      galactosylation_pct: share(s[Y.galactosylated]!),
      acidic_pct: share(s[Y.acidic]!),
      growth_per_h: w.growth_per_h,
      death_per_h: w.death_per_h,
      qAntibody_pg_d: w.qAntibody * 24e3,
      qGlucose_pmol_d: w.qGlucose * 24,
      qLactate_pmol_d: w.qLactate * 24,
      insideKnownRange: known ? 1 : 0,
    }
  },

  ledger: (state) => ({
    entered_g: state.entered_g,
    made_g: state.made_g,
    left_g: state.left_g,
    held_g: state.left_g > 0 ? 0 : antibody_g(state),
    lost_g: state.sampled_g,
  }),

  close(state, c) {
    const p = c.parameters
    const results = culture.readings(state, c)
    const { y: s } = state
    const volume_L = s[Y.volume]!
    const packed = 1e-3 * p.cellVolume * (s[Y.viable]! + s[Y.dead]!)
    const product = {
      ...emptyStream(results['temperature_C']!),
      volume_L,
      pH: results['pH']!,
      product_g: antibody_g(state),
      hmw_g: s[Y.aggregate]! * volume_L,
      lmw_g: state.fragments_g,
      acidic_g: s[Y.acidic]! * volume_L,
      basic_g: p.basicShare * antibody_g(state),
      galactosylated_g: s[Y.galactosylated]! * volume_L,
      hcp_mg: s[Y.hcp]! * volume_L,
      dna_mg: s[Y.dna]! * volume_L,
      viableCells_1e9: s[Y.viable]! * volume_L,
      deadCells_1e9: s[Y.dead]! * volume_L,
      // All cells of the broth in the light path: the centrate formula of mab.md §3.0 at full carry-over.
      turbidity_NTU: p.turbidityBroth + p.turbidityPacked * packed + p.turbidityDead * s[Y.dead]!,
      bioburden_CFU: 1e3 * state.germs_per_mL * volume_L,
      endotoxin_EU: p.germEndotoxin * 1e3 * state.germs_per_mL * volume_L,
      retrovirus: 1e3 * p.retrovirus * volume_L,
    }
    state.left_g = product.product_g
    return { product, results }
  },
}

/** Litres in the vessel that nobody poured in or took out: 0, to rounding, at every tick. */
export function unexplainedVolume_L(state: CultureState): number {
  const explained =
    state.startVolume_L +
    state.feed_L +
    state.glucose_L +
    state.y[Y.baseAdded]! +
    state.antifoam_mL / 1e3 -
    state.sampled_L
  return litresOf(state) - explained
}
