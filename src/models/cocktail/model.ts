import { exp, log, pow, pow10, spec, type Specs, type Values } from '../../sim/index.ts'
import type { AavPlant } from '../aavPlant/presets.ts'
import { type AavStream, emptyVector } from '../aavPlant/stream.ts'
import type { Conditions, Readings, Refusal, UnitOperation } from '../unit.ts'
import { parameters, settings } from './parameters.ts'
import { titreFactor } from './titre.ts'

export { cocktailRecipe, parameters, settings } from './parameters.ts'

export const acts = {
  mix: spec('PEI started into the DNA', '1', 1, [1, 1], 'G', 'operator'),
  pour: spec('valve to the culture (1 open, 0 closed)', '1', 1, [0, 1], 'G', 'operator'),
  discard: spec('cocktail thrown away, next kit on the bench', '1', 1, [1, 1], 'C', 'aav.md §7 no. 3'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = Conditions<P, S, AavPlant>
type Phase = 'ready' | 'mixing' | 'holding' | 'pouring' | 'done'

/** Everything about one kit is fixed when its PEI starts to flow: weighing, diluting and warming are over by then. */
export interface CocktailState {
  phase: Phase
  kitsLeft: number
  /** Cocktail once all PEI is in; half of it is the DNA solution, half the PEI solution. */
  planned_L: number
  peiRatio: number
  salt_mM: number
  temperature_C: number
  /** DNA of this kit, and per litre of the finished cocktail. */
  kit_mg: number
  dna_mg_L: number
  pei_L: number
  /** In the vessel now. */
  volume_L: number
  held_mg: number
  /**
   * Primary complexes per cluster, less one, as the mean over what has been mixed: grows by one per growth time. The
   * size follows from it; dd/dt = d / (D τ (1 + growth)) is the rate of growth in diameter.
   */
  growth: number
  sinceMixing_s: number
  hold_s: number
  valveOpen: boolean
  /** In the hoses between bag and culture: one to a pump, filled first and never emptied. */
  hoses_L: number
  poured_L: number
  poured_mg: number
  pour_s: number
  /** Integrals over the poured volume: of the efficiency, and of the diameter in µm. */
  efficiency_L: number
  size_um_L: number
  firstSize_um: number
  lastSize_um: number
  /** Over all kits. */
  entered_L: number
  entered_mg: number
  discarded_L: number
  discarded_mg: number
}

const TICK_S = 1

/** Diameter of clusters that have grown for `growth` growth times. */
export const diameter_um = (growth: number, p: Values<P>): number => p.primary * pow(1 + growth, 1 / p.fractal)

/** Minutes in which the first complexes pair: clusters meet the faster the more there are, the less their charge keeps them apart. */
export function growthTime_min(dna_mg_L: number, salt_mM: number, temperature_C: number, p: Values<P>): number {
  // Floors of the reference calculation: in pure water nothing would ever grow.
  const crowding = p.referenceDna / Math.max(dna_mg_L, 0.1)
  const screening = pow(p.referenceSalt / Math.max(salt_mM, 5), p.saltExponent)
  // Brownian meeting goes as T/µ; Vogel's viscosity of water.
  const kelvin = temperature_C + 273.15
  const reference_K = p.referenceTemperature + 273.15
  const cold = (reference_K / kelvin) * pow10(247.8 / (kelvin - 140) - 247.8 / (reference_K - 140))
  return p.growthTime * crowding * screening * cold * p.dnaLot * p.peiLot
}

/** Small ones settle badly on a cell, flocs are not taken up. */
export function efficiencyOfSize(size_um: number, p: Values<P>): number {
  const off = log(size_um / p.best) / p.spread
  return exp(-0.5 * off * off)
}

/** PEI that is short leaves DNA bare. */
export function compaction(ratio: number, p: Values<P>): number {
  const hill = (r: number): number => pow(r, p.peiOrder) / (pow(p.peiHalf, p.peiOrder) + pow(r, p.peiOrder))
  return hill(ratio) / hill(p.peiReference)
}

/**
 * Light scattered by a cluster of N primaries per primary, against a fresh one: N · (1 + 4/(3D) k²Rg²)^(−D/2), the
 * Rayleigh-Debye-Gans form for fractal clusters (Dobbins and Megaridis 1991). It levels off once clusters are as large as
 * the wave: past the optimum the eye sees little change.
 */
function scattering(growth: number, p: Values<P>): number {
  const form = (size_um: number): number => {
    // Radius of gyration of a fractal ball, wave number in the liquid.
    const gyration_um = 0.5 * size_um * Math.sqrt(p.fractal / (p.fractal + 2))
    const kR = (2 * Math.PI * p.refraction * gyration_um) / p.wavelength
    return pow(1 + (4 / (3 * p.fractal)) * kR * kR, -p.fractal / 2)
  }
  return ((1 + growth) * form(diameter_um(growth, p))) / form(p.primary)
}

/** What PEI and the mixing of the culture leave of a delivery. */
export const deliveryOf = (state: CocktailState, p: Values<P>, s: Values<S>): { etaPei: number; etaMix: number } => ({
  etaPei: compaction(state.peiRatio * peiShare(state), p),
  etaMix: 1 / (1 + s.mixing / 60 / p.bindingTime),
})

/** PEI that has come to the DNA, of what the kit holds. */
const peiShare = (state: CocktailState): number => (state.planned_L > 0 ? state.pei_L / (0.5 * state.planned_L) : 0)

const flow_L_s = (c: C): number =>
  c.paused ? 0 : (c.settings.pumpFlow * c.settings.pumps * c.parameters.pumpDelivery) / 60

/** How many growth times one tick is. */
const growthPerTick = (state: CocktailState, p: Values<P>): number =>
  TICK_S / 60 / growthTime_min(state.dna_mg_L, state.salt_mM, state.temperature_C, p)

/** A kit is diluted as the recipe now says, and its PEI starts to flow. */
function mix(state: CocktailState, c: C): Refusal | undefined {
  if (state.phase !== 'ready') return { code: 'already_mixed' }
  const { parameters: p, settings: s } = c
  state.planned_L = (s.cultureVolume * s.fraction) / 100
  state.kit_mg = state.held_mg = s.dose * s.cellDensity * s.cultureVolume
  state.dna_mg_L = state.kit_mg / state.planned_L
  state.volume_L = 0.5 * state.planned_L
  state.peiRatio = s.peiRatio
  state.salt_mM = s.salt * p.diluentLot
  state.temperature_C = s.temperature
  state.kitsLeft -= 1
  state.entered_L += state.volume_L
  state.entered_mg += state.held_mg
  state.pei_L = state.growth = state.sinceMixing_s = state.hold_s = 0
  state.phase = 'mixing'
  return undefined
}

/** PEI stopped early stays away: less volume, so more DNA in each litre of it. */
function endMixing(state: CocktailState): void {
  state.dna_mg_L = state.held_mg / state.volume_L
  state.phase = 'holding'
}

function openValve(state: CocktailState): void {
  state.phase = 'pouring'
  state.valveOpen = true
}

function discard(state: CocktailState): void {
  state.discarded_L += state.volume_L
  state.discarded_mg += state.held_mg
  state.volume_L = state.held_mg = 0
}

/** PEI runs in; what forms now is new, so the mean age grows at half the pace of the clock while the flow is steady. */
function addPei(state: CocktailState, c: C): void {
  const half_L = 0.5 * state.planned_L
  const flow = flow_L_s(c)
  const missing_L = half_L - state.pei_L
  // A rest of rounding is no rest.
  const last = flow * TICK_S >= missing_L * (1 - 1e-9)
  const added_L = last ? missing_L : flow * TICK_S
  const running = flow > 0 ? Math.min(1, added_L / (flow * TICK_S)) : 0
  const before_L = state.pei_L
  state.pei_L = last ? half_L : before_L + added_L
  state.volume_L += added_L
  state.entered_L += added_L
  const aged_L = 0.5 * (before_L + state.pei_L) * running + state.pei_L * (1 - running)
  const step = growthPerTick(state, c.parameters)
  state.growth = state.pei_L > 0 ? (state.growth * before_L + aged_L * step) / state.pei_L : 0
  if (last) endMixing(state)
}

/** Pours for one tick; the complexes go on growing under way, so they count as they are in the middle of it. */
function pourOn(state: CocktailState, c: C, step: number): void {
  const flow = flow_L_s(c)
  if (!state.valveOpen || flow <= 0 || state.volume_L <= 0) return
  const last = flow * TICK_S >= state.volume_L * (1 - 1e-9)
  const out_L = last ? state.volume_L : flow * TICK_S
  const share = Math.min(1, out_L / (flow * TICK_S))
  const p = c.parameters
  const size = diameter_um(state.growth + 0.5 * share * step, p)
  const out_mg = last ? state.held_mg : (state.held_mg * out_L) / state.volume_L
  const kept_L = Math.min(out_L, Math.max(0, c.settings.pumps * p.hoseHoldUp - state.hoses_L))
  const kept_mg = (out_mg * kept_L) / out_L
  const poured_L = out_L - kept_L
  state.hoses_L += kept_L
  state.discarded_L += kept_L
  state.discarded_mg += kept_mg
  if (state.poured_L <= 0) state.firstSize_um = diameter_um(state.growth, p)
  state.lastSize_um = diameter_um(state.growth + share * step, p)
  state.efficiency_L += efficiencyOfSize(size, p) * poured_L
  state.size_um_L += size * poured_L
  state.poured_L += poured_L
  state.poured_mg += out_mg - kept_mg
  state.pour_s += share * TICK_S
  state.volume_L = last ? 0 : state.volume_L - out_L
  state.held_mg = last ? 0 : state.held_mg - out_mg
}

export const cocktail: UnitOperation<CocktailState, P, S, AavPlant, AavStream> = {
  id: 'cocktail',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  /** The kits are on the bench; nothing enters from another unit. */
  open: (_entry, c) => ({
    phase: 'ready',
    kitsLeft: c.parameters.kits,
    planned_L: 0,
    peiRatio: 0,
    salt_mM: 0,
    temperature_C: c.settings.temperature,
    kit_mg: 0,
    dna_mg_L: 0,
    pei_L: 0,
    volume_L: 0,
    held_mg: 0,
    growth: 0,
    sinceMixing_s: 0,
    hold_s: 0,
    valveOpen: false,
    hoses_L: 0,
    poured_L: 0,
    poured_mg: 0,
    pour_s: 0,
    efficiency_L: 0,
    size_um_L: 0,
    firstSize_um: 0,
    lastSize_um: 0,
    entered_L: 0,
    entered_mg: 0,
    discarded_L: 0,
    discarded_mg: 0,
  }),

  tick(state, c) {
    if (state.phase === 'ready' || state.phase === 'done') return
    state.sinceMixing_s += TICK_S
    if (state.phase === 'mixing') return addPei(state, c)
    if (state.phase === 'holding') state.hold_s += TICK_S
    const step = growthPerTick(state, c.parameters)
    pourOn(state, c, step)
    // An empty bag has nothing left to grow; its last size stays on the display.
    state.growth += state.volume_L > 0 ? step : 0
  },

  act(state, act, amount, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'mix') return mix(state, c)
    if (act === 'pour') {
      if (state.phase === 'ready') return { code: 'not_mixed' }
      if (state.phase === 'mixing') return { code: 'still_mixing' }
      if (amount >= 0.5) openValve(state)
      else state.valveOpen = false
      return undefined
    }
    if (act !== 'discard') return { code: 'no_such_act' }
    if (state.phase === 'ready') return { code: 'not_mixed' }
    if (state.poured_L > 0) return { code: 'already_poured' }
    if (state.kitsLeft < 1) return { code: 'no_kit_left' }
    discard(state)
    state.valveOpen = false
    state.phase = 'ready'
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    if (state.phase === 'ready') return true
    if (state.phase === 'holding') return state.hold_s >= 60 * c.settings.hold - 1e-9
    // Mixing ends by itself; a closed valve is somebody's decision, so the recipe waits for the empty bag.
    return state.phase === 'pouring' && state.volume_L <= 0
  },

  proceed(state, c) {
    if (state.phase === 'ready') return mix(state, c)
    if (state.phase === 'mixing') endMixing(state)
    else if (state.phase === 'holding') openValve(state)
    else if (state.phase === 'pouring') {
      discard(state)
      state.valveOpen = false
      state.phase = 'done'
    } else return { code: 'step_closed' }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const { parameters: p } = c
    const mixed = state.pei_L > 0
    const dna_mg_L = state.volume_L > 0 ? state.held_mg / state.volume_L : 0
    const complexed = peiShare(state)
    const pouring = state.phase === 'pouring' && state.valveOpen && state.volume_L > 0
    return {
      sinceMixing_s: state.sinceMixing_s,
      hold_s: state.hold_s,
      pour_s: state.pour_s,
      volume_L: state.volume_L,
      poured_L: state.poured_L,
      flow_L_min: state.phase === 'mixing' || pouring ? 60 * flow_L_s(c) : 0,
      temperature_C: state.temperature_C,
      conductivity_mS_cm: (p.referenceConductivity * state.salt_mM) / p.referenceSalt,
      turbidity_NTU: mixed
        ? (p.freshTurbidity * complexed * dna_mg_L * scattering(state.growth, p)) / p.referenceDna
        : 0,
      size_nm: mixed ? 1e3 * diameter_um(state.growth, p) : 0,
      kitsLeft: state.kitsLeft,
    }
  },

  /** Here the balance is of DNA. */
  ledger: (state) => ({
    entered_g: 1e-3 * state.entered_mg,
    made_g: 0,
    left_g: 1e-3 * state.poured_mg,
    held_g: 1e-3 * state.held_mg,
    lost_g: 1e-3 * state.discarded_mg,
  }),

  close(state, c) {
    const { parameters: p, settings: s } = c
    const any = state.poured_L > 0
    const eta = any ? state.efficiency_L / state.poured_L : 0
    const pouredShare = any ? Math.min(1, state.poured_mg / state.kit_mg) : 0
    const { etaPei, etaMix } = deliveryOf(state, p, s)
    const delivered = pouredShare * eta * etaPei * etaMix
    return {
      product: { ...emptyVector(state.temperature_C), volume_L: state.poured_L },
      results: {
        eta,
        pouredShare_pct: 100 * pouredShare,
        hosesShare_pct: state.planned_L > 0 ? (100 * state.hoses_L) / state.planned_L : 0,
        etaPei,
        etaMix,
        delivered,
        titreFactor: titreFactor(delivered),
        meanSize_nm: any ? (1e3 * state.size_um_L) / state.poured_L : 0,
        firstSize_nm: 1e3 * state.firstSize_um,
        lastSize_nm: 1e3 * state.lastSize_um,
        poured_L: state.poured_L,
        dna_mg: state.poured_mg,
        hold_s: state.hold_s,
        pour_s: state.pour_s,
        kitsUsed: p.kits - state.kitsLeft,
      },
    }
  },
}
