import { exp, log, log10, pow, spec, type Specs, type Values } from '../../sim/index.ts'
import { concentration_g_L, percentOfProduct, pour, split, type Stream } from '../stream.ts'
import type { Conditions, Readings, Refusal, UnitOperation } from '../unit.ts'
import { age, buffer } from '../wellMixed.ts'

const SHEET = 'mab.md §3.6'

export const parameters = {
  permeability: spec('flux of buffer per bar', 'LMH/bar', 85, [20, 200], 'C', SHEET),
  thickening: spec('concentration that lowers the pressure-controlled flux e-fold', 'g/L', 90, [30, 300], 'C', SHEET),
  massTransfer: spec('mass transfer at 300 LMH cross-flow, 20 °C', 'LMH', 28, [5, 100], 'C', SHEET),
  crossFlowExponent: spec('exponent of cross-flow', '1', 0.6, [0.3, 1], 'C', SHEET),
  massTransferPerDegree: spec('mass transfer per °C', '1', 1.02, [1, 1.05], 'C', SHEET),
  gelConcentration: spec('concentration at the membrane past the knee', 'g/L', 270, [150, 450], 'C', SHEET),
  gelFrom: spec(
    'pressure-controlled over gel flux, from which gel packs',
    '1',
    1.5,
    [1, 4],
    'C',
    'mab.md §1.11: TMP 1.6 bar alert',
  ),
  gelGrowth: spec('flux resistance added by packing gel, per unit above', '1/h', 1, [0, 10], 'C', 'mab.md §6 no. 40'),
  gelErosion: spec('gel carried off by 300 LMH cross-flow below that', '1/h', 2, [0, 20], 'C', 'this plant'),
  gelHmw: spec('more aggregation per pass through packed gel', '1', 10, [0, 100], 'C', 'mab.md §6 no. 40'),
  passing: spec('sieving of the slowest small molecule', '1', 1, [0.5, 1], 'C', SHEET),
  hmwPerPass: spec('aggregates made per pump pass at 300 LMH', '%', 0.0004, [0, 0.01], 'C', SHEET),
  shear: spec(
    'exponent of cross-flow over 300 LMH in that',
    '1',
    3,
    [0, 4],
    'C',
    'power of the pump goes with the cube of flow',
  ),
  hmwQ10: spec('the same per 10 °C', '1', 2.5, [1, 5], 'C', 'mab.md §1.11: 25 alert, 30 °C action'),
  specificVolume: spec('volume taken up by 1 g of antibody', 'mL', 0.74, [0.7, 0.78], 'G', SHEET),
  charge: spec('net charge of the antibody in the final buffer', '1', 6, [-20, 40], 'G', SHEET),
  ionicStrength: spec('salt of the final buffer', 'mM', 20, [2, 200], 'G', SHEET),
  phShift: spec('pH shift per decade of Donnan ratio', 'pH', 5.74, [0, 10], 'C', 'mab.md §6 no. 42: +0.3 at 120 g/L'),
  bufferConductivity: spec('conductivity of the final buffer', 'mS/cm', 2, [0.2, 15], 'G', '20 mM histidine, sugar'),
  loss: spec('product left in the system', '1', 0.015, [0, 0.1], 'C', 'mab_ref.py ufdf'),
  lossThick: spec('the same from 180 g/L', '1', 0.045, [0, 0.2], 'C', 'mab_ref.py ufdf'),
  leastVolume: spec('volume under which the pump draws air', 'L/m²', 1.5, [0.2, 5], 'G', 'system hold-up'),
  spikeStock: spec('polysorbate stock', 'g/L', 100, [10, 200], 'G', '10 %'),
  spikeFlow: spec('dosing of the stock', 'mL/min', 100, [5, 1000], 'G', 'dosing pump'),
} satisfies Specs

export const settings = {
  tmp: spec('transmembrane pressure', 'bar', 1.2, [0, 3], 'G', 'mab.md §1.11'),
  crossFlow: spec('cross-flow', 'LMH', 300, [50, 500], 'G', 'mab.md §1.11'),
  temperature: spec('retentate kept at', '°C', 20, [4, 40], 'G', 'mab.md §1.11'),
  concentrateTo: spec('concentration before the buffer exchange', 'g/L', 50, [10, 150], 'G', 'mab.md §1.11: 50-80'),
  diavolumes: spec('buffer volumes exchanged', '1', 7, [0, 15], 'G', 'mab.md §1.11'),
  finalConcentration: spec('concentration to end at', 'g/L', 120, [20, 220], 'G', 'mab.md §1.11'),
  bufferPh: spec(
    'pH of the final buffer as prepared',
    'pH',
    5.7,
    [5, 7.5],
    'C',
    'mab.md §6 no. 42: offset for Donnan, target 6.0',
  ),
  bufferExcipient: spec(
    'excipient of the final buffer, of the target',
    '1',
    1.24,
    [0.8, 1.6],
    'D',
    `${SHEET}: 1/0.807 at 120 g/L`,
  ),
  polysorbate: spec('polysorbate of the drug substance', '%', 0.02, [0, 0.06], 'G', 'mab.md §1.12'),
} satisfies Specs

export const acts = {
  dilute: spec('final buffer into the retentate', 'L', 5, [0, 200], 'G', 'operator'),
  spike: spec('polysorbate added by hand', 'g', 1, [0, 100], 'G', 'operator'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type Phase = 'concentrate' | 'diafilter' | 'concentrateAgain' | 'formulate' | 'done'

export interface UltrafiltrationState {
  phase: Phase
  retentate: Stream
  startVolume_L: number
  /** Liquid sent along the membrane, and how often that is the mean volume: pump passes. */
  pumped_L: number
  passes: number
  /** Packed gel as flux resistance: 0 none, 1 halves the flux. */
  gel: number
  diavolumes: number
  permeate_L: number
  buffer_L: number
  /** Excipient (share of the target) and pH on the buffer's side of the membrane. */
  excipient: number
  bufferPh: number
  /** Excipient of the recovered pool, once it has left the membrane. */
  poolExcipient: number
  mostConcentrated_g_L: number
  running_h: number
  entered_g: number
  lost_g: number
}

const TICK_S = 5
const TICK_H = TICK_S / 3600

export const ultrafiltration: UnitOperation<UltrafiltrationState, P, S> = {
  id: 'ultrafiltration',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry) {
    return {
      phase: 'concentrate',
      retentate: { ...entry, held_s: 0, residualBuffer: 1 },
      startVolume_L: entry.volume_L,
      pumped_L: 0,
      passes: 0,
      gel: 0,
      diavolumes: 0,
      permeate_L: 0,
      buffer_L: 0,
      excipient: 0,
      bufferPh: entry.pH,
      poolExcipient: 0,
      mostConcentrated_g_L: concentration_g_L(entry),
      running_h: 0,
      entered_g: entry.product_g,
      lost_g: 0,
    }
  },

  tick(state, c) {
    const { parameters: p, settings: s } = c
    const r = state.retentate
    age(TICK_S, r)
    if (state.phase === 'done') return
    r.temperature_C += (s.temperature - r.temperature_C) * (1 - exp(-TICK_S / 600))
    if (c.paused) return
    if (state.phase === 'formulate') {
      const missing_g = s.polysorbate * 10 * r.volume_L - r.polysorbate_g
      spike(r, Math.min(missing_g, (p.spikeFlow * 1e-3 * TICK_S * p.spikeStock) / 60), p)
      return
    }
    if (r.volume_L <= 0) return
    state.running_h += TICK_H
    if (state.phase === 'diafilter') exchange(state, c)
    else concentrate(state, c)
    aggregate(state, c)
    state.mostConcentrated_g_L = Math.max(state.mostConcentrated_g_L, concentration_g_L(r))
  },

  act(state, act, amount, c) {
    const r = state.retentate
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'spike') {
      if (state.phase !== 'formulate') return { code: 'polysorbate_after_ultrafiltration' }
      spike(r, amount, c.parameters)
      return undefined
    }
    const volume_L = r.volume_L + amount
    if (volume_L <= 0) return undefined
    const share = amount / volume_L
    const { pH } = r
    state.poolExcipient += (c.settings.bufferExcipient - state.poolExcipient) * share
    mixBuffer(state, share, c)
    pour(r, { ...buffer(amount, r), residualBuffer: r.residualBuffer })
    // In the open pool there is no membrane: the buffer's own pH goes in as it is.
    r.pH = state.phase === 'formulate' ? pH + (c.settings.bufferPh - pH) * share : r.pH
    state.buffer_L += amount
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    const { retentate: r } = state
    // The pump draws air: there is no going on, whatever was asked for.
    if (r.volume_L <= c.parameters.leastVolume * c.plant.ufdfArea_m2 * 1.001) return state.phase !== 'done'
    if (state.phase === 'concentrate') return concentration_g_L(r) >= c.settings.concentrateTo
    if (state.phase === 'diafilter') return state.diavolumes >= c.settings.diavolumes - 1e-9
    if (state.phase === 'concentrateAgain') return concentration_g_L(r) >= c.settings.finalConcentration
    if (state.phase === 'formulate') return r.polysorbate_g >= c.settings.polysorbate * 10 * r.volume_L * 0.999
    return false
  },

  /** concentrate → diafilter → concentrateAgain → formulate (recovered into the pool vessel) → done. */
  proceed(state, c): Refusal | undefined {
    if (state.phase === 'concentrate') state.phase = 'diafilter'
    else if (state.phase === 'diafilter') state.phase = 'concentrateAgain'
    else if (state.phase === 'concentrateAgain') {
      recover(state, c)
      state.phase = 'formulate'
    } else if (state.phase === 'formulate') state.phase = 'done'
    else return { code: 'step_closed' }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const r = state.retentate
    const pumping = !c.paused && state.phase !== 'formulate' && state.phase !== 'done'
    return {
      tmp_bar: pumping ? c.settings.tmp : 0,
      crossFlow_LMH: pumping ? c.settings.crossFlow : 0,
      flux_LMH: pumping ? flux_LMH(state, c) : 0,
      retentate_L: r.volume_L,
      product_g_L: concentration_g_L(r),
      temperature_C: r.temperature_C,
      pH: shownPh(state, c.parameters),
      conductivity_mS_cm: r.conductivity_mS_cm,
      diavolumes: state.diavolumes,
      permeate_L: state.permeate_L,
      polysorbate_pct: polysorbate_pct(r),
    }
  },

  ledger: (state) => ({
    entered_g: state.entered_g,
    made_g: 0,
    left_g: state.phase === 'done' ? state.retentate.product_g : 0,
    held_g: state.phase === 'done' ? 0 : state.retentate.product_g,
    lost_g: state.lost_g,
  }),

  close(state, c) {
    const r = state.retentate
    const recovered = state.phase === 'formulate' || state.phase === 'done'
    return {
      product: r,
      results: {
        yield_pct: state.entered_g > 0 ? (100 * r.product_g) / state.entered_g : 0,
        product_g_L: concentration_g_L(r),
        mostConcentrated_g_L: state.mostConcentrated_g_L,
        residualBuffer_pct: 100 * r.residualBuffer,
        excipient_pct: 100 * (recovered ? state.poolExcipient : excipientInPool(state, c.parameters)),
        pH: shownPh(state, c.parameters),
        hmw_pct: percentOfProduct(r.hmw_g, r),
        polysorbate_pct: polysorbate_pct(r),
        diavolumes: state.diavolumes,
        buffer_L: state.buffer_L,
        passes: state.passes,
        running_h: state.running_h,
      },
    }
  },
}

const polysorbate_pct = (s: Stream): number => (s.volume_L > 0 ? s.polysorbate_g / s.volume_L / 10 : 0)

/** Flux with pressure in control, and the most the gel layer lets through. */
export function fluxes_LMH(
  product_g_L: number,
  tmp_bar: number,
  crossFlow_LMH: number,
  temperature_C: number,
  p: Values<P>,
): { pressure: number; gel: number } {
  const k =
    p.massTransfer * pow(crossFlow_LMH / 300, p.crossFlowExponent) * pow(p.massTransferPerDegree, temperature_C - 20)
  const thin = Math.max(product_g_L, 1e-6)
  return {
    pressure: p.permeability * tmp_bar * exp(-product_g_L / p.thickening),
    gel: thin < p.gelConcentration ? k * log(p.gelConcentration / thin) : 0,
  }
}

function flux_LMH(
  state: UltrafiltrationState,
  c: Conditions<P, S>,
  volume_L: number = state.retentate.volume_L,
): number {
  if (volume_L <= c.parameters.leastVolume * c.plant.ufdfArea_m2) return 0
  const { settings: s } = c
  const f = fluxes_LMH(
    state.retentate.product_g / volume_L,
    s.tmp,
    s.crossFlow,
    state.retentate.temperature_C,
    c.parameters,
  )
  return Math.min(f.pressure, f.gel) / (1 + state.gel)
}

/** dV/dt = -J(m/V)·A, one step of Runge-Kutta 4 a tick. */
function concentrate(state: UltrafiltrationState, c: Conditions<P, S>): void {
  const r = state.retentate
  const rate = (volume_L: number): number => -flux_LMH(state, c, volume_L) * c.plant.ufdfArea_m2
  const k1 = rate(r.volume_L)
  const k2 = rate(r.volume_L + 0.5 * TICK_H * k1)
  const k3 = rate(r.volume_L + 0.5 * TICK_H * k2)
  const k4 = rate(r.volume_L + TICK_H * k3)
  const least_L = Math.min(r.volume_L, c.parameters.leastVolume * c.plant.ufdfArea_m2)
  const volume_L = Math.max(least_L, r.volume_L + (TICK_H / 6) * (k1 + 2 * (k2 + k3) + k4))
  state.permeate_L += r.volume_L - volume_L
  // Salts pass the membrane freely: concentration of small molecules stays, amounts in the stream are product's and virus's.
  r.volume_L = volume_L
  pack(state, c)
}

/** Buffer in as fast as permeate leaves, until the totaliser has counted the diavolumes asked for. */
function exchange(state: UltrafiltrationState, c: Conditions<P, S>): void {
  const r = state.retentate
  const left = Math.max(0, c.settings.diavolumes - state.diavolumes)
  const turned = Math.min(left, (flux_LMH(state, c) * c.plant.ufdfArea_m2 * TICK_H) / r.volume_L)
  if (turned <= 0) return
  state.diavolumes += turned
  state.permeate_L += turned * r.volume_L
  state.buffer_L += turned * r.volume_L
  mixBuffer(state, 1 - exp(-c.parameters.passing * turned), c)
  pack(state, c)
}

/** A share of the small molecules is replaced by those of the final buffer. */
function mixBuffer(state: UltrafiltrationState, share: number, c: Conditions<P, S>): void {
  const r = state.retentate
  r.residualBuffer *= 1 - share
  r.conductivity_mS_cm += (c.parameters.bufferConductivity - r.conductivity_mS_cm) * share
  state.excipient += (c.settings.bufferExcipient - state.excipient) * share
  state.bufferPh += (c.settings.bufferPh - state.bufferPh) * share
}

/** Past the knee more pressure brings no flux, it packs the gel; cross-flow carries gel off, so that it settles between the two. */
function pack(state: UltrafiltrationState, c: Conditions<P, S>): void {
  const { parameters: p, settings: s } = c
  const f = fluxes_LMH(concentration_g_L(state.retentate), s.tmp, s.crossFlow, state.retentate.temperature_C, p)
  const ratio = f.gel > 0 ? Math.min(6, f.pressure / f.gel) : 6
  const growth = p.gelGrowth * Math.max(0, ratio - p.gelFrom)
  const erosion = (p.gelErosion * s.crossFlow) / 300
  if (erosion > 0) state.gel += (growth / erosion - state.gel) * (1 - exp(-erosion * TICK_H))
  else state.gel = Math.min(20, state.gel + growth * TICK_H)
}

/**
 * Aggregates made by pumping. The sheet counts passes as the liquid pumped over the mean of first and present volume;
 * counted so at every tick, the sum is the sheet's. (Turnover of the small final volume is quicker than that.)
 */
function aggregate(state: UltrafiltrationState, c: Conditions<P, S>): void {
  const { parameters: p, settings: s } = c
  const r = state.retentate
  state.pumped_L += s.crossFlow * c.plant.ufdfArea_m2 * TICK_H
  const passes = state.pumped_L / (0.5 * (state.startVolume_L + r.volume_L))
  const more = Math.max(0, passes - state.passes)
  state.passes += more
  const harsh = pow(s.crossFlow / 300, p.shear) * pow(p.hmwQ10, (r.temperature_C - 20) / 10)
  const percent = p.hmwPerPass * more * harsh * (1 + p.gelHmw * state.gel)
  r.hmw_g += Math.max(0, Math.min(r.product_g - r.hmw_g - r.lmw_g, (r.product_g * percent) / 100))
}

/** Room the antibody takes from its solvent. */
export const volumeExclusion = (product_g_L: number, p: Values<P>): number =>
  Math.max(0, 1 - p.specificVolume * 1e-3 * product_g_L)

/** Positive small ions inside over outside, for a monovalent buffer and 150 kDa of protein with its net charge. */
export function donnanRatio(product_g_L: number, p: Values<P>): number {
  const charge_mM = (p.charge * product_g_L) / 150
  const b = p.ionicStrength
  return (-charge_mM + Math.sqrt(charge_mM * charge_mM + 4 * b * b)) / (2 * b)
}

function excipientInPool(state: UltrafiltrationState, p: Values<P>): number {
  const c_g_L = concentration_g_L(state.retentate)
  return state.excipient * volumeExclusion(c_g_L, p) * donnanRatio(c_g_L, p)
}

/** The positive antibody keeps protons out as it does other positive ions: the pH inside ends above the buffer's. */
function shownPh(state: UltrafiltrationState, p: Values<P>): number {
  if (state.phase === 'formulate' || state.phase === 'done') return state.retentate.pH
  const exchanged = 1 - state.retentate.residualBuffer
  return state.bufferPh - exchanged * p.phShift * log10(donnanRatio(concentration_g_L(state.retentate), p))
}

function recover(state: UltrafiltrationState, c: Conditions<P, S>): void {
  const { parameters: p } = c
  const r = state.retentate
  state.poolExcipient = excipientInPool(state, p)
  r.pH = shownPh(state, p)
  state.lost_g += split(r, concentration_g_L(r) < 180 ? p.loss : p.lossThick).product_g
}

function spike(r: Stream, grams: number, p: Values<P>): void {
  if (grams <= 0) return
  r.polysorbate_g += grams
  r.volume_L += grams / p.spikeStock
}
