import { exp, log10, pow10, powi, spec, type Specs, type Values } from '../../sim/index.ts'
import {
  concentration_g_L,
  dna_pg_mg,
  emptyStream,
  hcp_ppm,
  percentOfProduct,
  pour,
  proteinA_ppm,
  split,
  splitInto,
  type Stream,
} from '../stream.ts'
import type { Conditions, Readings, Refusal, UnitOperation } from '../unit.ts'
import { ageStream } from '../ageing.ts'
import { age, buffer, collect, pushThrough } from '../wellMixed.ts'

const SHEET = 'mab.md §3.4'

export const parameters = {
  capacity: spec('load at which binding has fallen to half (membrane: 2,500)', 'g/L', 250, [50, 5000], 'C', SHEET),
  chargePh: spec('pH at which half of the acidic impurities are charged enough', 'pH', 6.9, [5, 8], 'C', SHEET),
  chargeSteepness: spec('steepness of that with pH', '1', 1.3, [0.5, 3], 'C', SHEET),
  hcpReduction: spec('log reduction of host-cell protein at best', 'log10', 1.4, [0, 4], 'C', SHEET),
  dnaReduction: spec('the same for DNA', 'log10', 3, [0, 6], 'C', SHEET),
  proteinAReduction: spec('the same for leached Protein A', 'log10', 0.9, [0, 3], 'C', SHEET),
  retroReduction: spec('the same for retrovirus', 'log10', 5, [0, 7], 'C', SHEET),
  parvoReduction: spec('the same for parvovirus', 'log10', 4.2, [0, 7], 'C', SHEET),
  endotoxinReduction: spec('the same for endotoxin', 'log10', 3, [0, 6], 'G', 'as DNA: a strong anion'),
  proteinSalt: spec('conductivity that halves binding of proteins and retrovirus', 'mS/cm', 14, [5, 40], 'C', SHEET),
  dnaSalt: spec('the same for DNA and endotoxin', 'mS/cm', 25, [5, 60], 'C', SHEET),
  parvoSalt: spec('the same for parvovirus', 'mS/cm', 9, [3, 40], 'C', SHEET),
  hmwBinding: spec('share of the aggregates held at best', '1', 0.12, [0, 0.5], 'C', SHEET),
  productBinding: spec('product held far below its pI', '1', 0.02, [0, 0.1], 'C', SHEET),
  productBindingNearPi: spec('more product held as pH reaches its pI', '1', 0.3, [0, 0.8], 'C', SHEET),
  productSaturation: spec('load after which no more product is held', 'g/L', 40, [5, 100], 'C', SHEET),
  isoelectric: spec('pI of the antibody', 'pH', 8.7, [6, 9.5], 'G', 'product-specific'),
  release: spec(
    'column volumes in which bound impurities leave when pH or salt turn bad',
    'CV',
    2,
    [0.2, 20],
    'C',
    'this plant',
  ),
  kinetics: spec(
    'residence time that halves the capacity (membrane: 0)',
    'min',
    0.4,
    [0, 3],
    'C',
    'film and pore diffusion',
  ),
  void: spec('liquid in the bed', 'CV', 0.8, [0.3, 1], 'G', 'porous resin: 0.8'),
  pressure: spec('pressure at 4 min residence time', 'bar', 0.8, [0.1, 2], 'G', 'display'),
  absorbance: spec('UV of 1 g/L in the flow cell', 'AU', 0.28, [0.05, 2], 'G', '1.4 L/(g·cm), 2 mm'),
  bufferCapacity: spec('base per litre and pH unit of the load', 'mM', 20, [2, 80], 'G', 'acetate and Tris'),
  titrant: spec('strength of acid and base', 'M', 2, [0.1, 4], 'G', 'Tris base, acetic acid'),
  titrantFlow: spec('titrant pump', 'L/min', 3, [0.1, 10], 'G', 'dosing pump'),
  concentrator: spec(
    'most the in-line membrane concentrates',
    '1',
    10,
    [1, 20],
    'G',
    'single-pass tangential flow, mab.md §1: optional SPTFF',
  ),
  concentratorHoldUp: spec(
    'pool left inside that membrane',
    'CV',
    0.05,
    [0, 0.5],
    'C',
    'some 10 m² of it; mab.md §3.9: step yield 0.987 ± 0.005',
  ),
  concentratorHmw: spec(
    'aggregates it makes for each fold, in a pool of 10 g/L',
    '%',
    0.0012,
    [0, 0.1],
    'C',
    'three pump passes of mab.md §3.6',
  ),
  diluent: spec('conductivity of the dilution buffer', 'mS/cm', 1, [0, 4], 'G', '10 mM Tris, pH 8'),
} satisfies Specs

export const settings = {
  pH: spec('pH of the load', 'pH', 8, [5, 9.5], 'G', 'mab.md §1.9'),
  conductivity: spec('conductivity to dilute the load to', 'mS/cm', 5, [2, 30], 'G', 'mab.md §1.9: 5-6'),
  dilutionFlow: spec('dilution pump', 'L/min', 60, [0, 100], 'G', 'transfer pump'),
  residenceTime: spec('residence time', 'min', 4, [0.5, 20], 'G', 'mab.md §1.9'),
  wash: spec('buffer to push the product out', 'CV', 3, [0, 10], 'G', 'mab.md §1.9'),
  collectAbove: spec(
    'UV from which the flow-through is collected',
    'AU',
    0.03,
    [0, 2],
    'G',
    'usual: 5-10 % of the plateau',
  ),
  poolConcentration: spec(
    'flow-through concentrated in line to at least (0: not at all)',
    'g/L',
    10,
    [0, 40],
    'D',
    'mab.md §3.9: the nanofilter is fed at 10 g/L',
  ),
} satisfies Specs

export const acts = {
  dilute: spec('dilution buffer into the load tank', 'L', 100, [0, 5000], 'G', 'operator'),
  base: spec('base into the load tank', 'L', 1, [0, 100], 'G', 'operator'),
  acid: spec('acid into the load tank', 'L', 1, [0, 100], 'G', 'operator'),
  reprocess: spec('flow-through back into the load tank: share', '1', 1, [0.1, 1], 'G', 'operator'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type Phase = 'prepare' | 'load' | 'wash' | 'done'

type Impurity = 'hcp_mg' | 'dna_mg' | 'proteinA_mg' | 'endotoxin_EU' | 'retrovirus' | 'parvovirus'
/** Two more that are in no stream: one unit of virus per litre of load, so that a claim can be told where no virus is. */
type Species = Impurity | 'retroClaim' | 'parvoClaim'

/** What has come to the bed and what has gone past it; the difference is bound. */
interface Passage {
  came: number
  passed: number
}

export interface AnionExchangeState {
  phase: Phase
  tank: Stream
  /** Liquid in the bed, from top to bottom. */
  bed: Stream[]
  flowThrough: Stream
  passage: Record<Species, Passage>
  boundProduct_g: number
  boundHmw_g: number
  /** Product brought onto the bed, reprocessed product each time. */
  loaded_g: number
  washed_CV: number
  highestConductivity_mS_cm: number
  /** What stands in the in-line membrane. */
  concentrator: Stream
  /** Water and salt taken out by it. */
  permeate_L: number
  entered_g: number
  lost_g: number
}

const TICK_S = 5
const BED_STAGES = 2
/** What is pumped in this tick. */
const parcel = emptyStream(0)

export const anionExchange: UnitOperation<AnionExchangeState, P, S> = {
  id: 'anionExchange',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    const stage_L = (c.parameters.void * c.plant.anionColumn_L) / BED_STAGES
    const fresh = (): Passage => ({ came: 0, passed: 0 })
    return {
      phase: 'prepare',
      tank: { ...entry },
      bed: Array.from({ length: BED_STAGES }, () => equilibration(stage_L, entry, c)),
      concentrator: equilibration(c.parameters.concentratorHoldUp * c.plant.anionColumn_L, entry, c),
      flowThrough: { ...emptyStream(entry.temperature_C), sinceHarvest_s: entry.sinceHarvest_s },
      passage: {
        hcp_mg: fresh(),
        dna_mg: fresh(),
        proteinA_mg: fresh(),
        endotoxin_EU: fresh(),
        retrovirus: fresh(),
        parvovirus: fresh(),
        retroClaim: fresh(),
        parvoClaim: fresh(),
      },
      boundProduct_g: 0,
      boundHmw_g: 0,
      loaded_g: 0,
      washed_CV: 0,
      highestConductivity_mS_cm: 0,
      permeate_L: 0,
      entered_g: entry.product_g,
      lost_g: 0,
    }
  },

  tick(state, c) {
    age(TICK_S, state.tank, state.flowThrough, state.concentrator)
    for (const stage of state.bed) ageStream(stage, TICK_S)
    if (state.phase === 'done' || c.paused) return
    if (state.phase === 'prepare') {
      prepare(state.tank, c)
      return
    }
    const volume_L = (flow_L_h(c) * TICK_S) / 3600
    if (state.phase === 'wash') {
      state.washed_CV += volume_L / c.plant.anionColumn_L
      leave(state, equilibration(volume_L, state.tank, c), c)
    } else if (state.tank.volume_L > 1e-9) {
      const part = splitInto(parcel, state.tank, Math.min(1, volume_L / state.tank.volume_L))
      bind(state, part, c)
      leave(state, part, c)
    }
  },

  act(state, act, amount, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'reprocess') {
      if (state.flowThrough.volume_L <= 0) return { code: 'nothing_collected' }
      pour(state.tank, split(state.flowThrough, amount))
      state.phase = 'prepare'
    } else if (act === 'dilute') dilute(state.tank, amount, c.parameters)
    else titrate(state.tank, act === 'base' ? amount : -amount, c.parameters)
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    const { tank } = state
    if (state.phase === 'prepare')
      return Math.abs(tank.pH - c.settings.pH) <= 0.02 && tank.conductivity_mS_cm <= c.settings.conductivity + 0.05
    if (state.phase === 'load') return tank.volume_L <= 1e-9
    if (state.phase === 'wash') return state.washed_CV >= c.settings.wash - 1e-9
    return false
  },

  /** prepare → load → wash → done. What is in tank, bed and in-line membrane by the end, and what the bed has bound, is lost. */
  proceed(state): Refusal | undefined {
    if (state.phase === 'prepare') state.phase = 'load'
    else if (state.phase === 'load') {
      state.phase = 'wash'
      state.washed_CV = 0
    } else if (state.phase === 'wash') {
      for (const s of [state.tank, state.concentrator, ...state.bed]) state.lost_g += split(s, 1).product_g
      state.lost_g += state.boundProduct_g
      state.boundProduct_g = 0
      state.phase = 'done'
    } else return { code: 'step_closed' }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const flows = !c.paused && (state.phase === 'wash' || (state.phase === 'load' && state.tank.volume_L > 0))
    const last = state.bed[BED_STAGES - 1]!
    return {
      load_pH: state.tank.pH,
      load_mS_cm: state.tank.conductivity_mS_cm,
      load_L: state.tank.volume_L,
      load_g_L: loadDensity_g_L(state, c),
      flow_L_h: flows ? flow_L_h(c) : 0,
      pressure_bar: flows ? (c.parameters.pressure * 4) / c.settings.residenceTime : 0,
      uv_AU: c.parameters.absorbance * concentration_g_L(last),
      inLine_mS_cm: last.conductivity_mS_cm,
      washed_CV: state.washed_CV,
      flowThrough_L: state.flowThrough.volume_L,
      flowThrough_g_L: concentration_g_L(state.flowThrough),
      permeate_L: state.permeate_L,
    }
  },

  ledger(state) {
    const done = state.phase === 'done'
    let held_g = state.tank.product_g + state.concentrator.product_g + state.boundProduct_g
    if (!done) held_g += state.flowThrough.product_g
    for (const s of state.bed) held_g += s.product_g
    return {
      entered_g: state.entered_g,
      made_g: 0,
      left_g: done ? state.flowThrough.product_g : 0,
      held_g,
      lost_g: state.lost_g,
    }
  },

  close(state, c) {
    const pool = state.flowThrough
    return {
      product: pool,
      results: {
        yield_pct: state.entered_g > 0 ? (100 * pool.product_g) / state.entered_g : 0,
        load_g_L: loadDensity_g_L(state, c),
        reductionRetro_log10: reduction_log10(state.passage.retroClaim),
        reductionParvo_log10: reduction_log10(state.passage.parvoClaim),
        hcp_ppm: hcp_ppm(pool),
        dna_pg_mg: dna_pg_mg(pool),
        proteinA_ppm: proteinA_ppm(pool),
        hmw_pct: percentOfProduct(pool.hmw_g, pool),
        highestConductivity_mS_cm: state.highestConductivity_mS_cm,
      },
    }
  },
}

const equilibration = (volume_L: number, like: Stream, c: Conditions<P, S>): Stream =>
  buffer(volume_L, {
    temperature_C: like.temperature_C,
    pH: c.settings.pH,
    conductivity_mS_cm: c.settings.conductivity,
  })

const flow_L_h = (c: Conditions<P, S>): number => (60 * c.plant.anionColumn_L) / c.settings.residenceTime
const loadDensity_g_L = (s: AnionExchangeState, c: Conditions<P, S>): number => s.loaded_g / c.plant.anionColumn_L
const reduction_log10 = (p: Passage): number => (p.came > 0 ? log10(p.came / p.passed) : 0)

/** Pumps of the load tank: base or acid to the pH asked for, dilution buffer until the conductivity is down. Salt is never added. */
function prepare(tank: Stream, c: Conditions<P, S>): void {
  const { parameters: p, settings: s } = c
  if (tank.volume_L <= 0) return
  const minutes = TICK_S / 60
  const missing_L = ((s.pH - tank.pH) * p.bufferCapacity * tank.volume_L) / (1e3 * p.titrant)
  const most_L = p.titrantFlow * minutes
  titrate(tank, Math.max(-most_L, Math.min(most_L, missing_L)), p)
  const target = Math.max(s.conductivity, p.diluent + 0.5)
  const wanted_L = (tank.volume_L * (tank.conductivity_mS_cm - target)) / (target - p.diluent)
  if (wanted_L > 0) dilute(tank, Math.min(wanted_L, s.dilutionFlow * minutes), p)
}

/** Water and a trace of buffer: conductivity and concentration fall, pH is held by the load's own buffer. */
function dilute(tank: Stream, litres: number, p: Values<P>): void {
  const volume_L = tank.volume_L + litres
  if (volume_L <= 0) return
  tank.conductivity_mS_cm += ((p.diluent - tank.conductivity_mS_cm) * litres) / volume_L
  tank.volume_L = volume_L
}

/** Base (positive litres) or acid into the linear buffer of the load; held between pH 3 and 11. */
function titrate(tank: Stream, litres: number, p: Values<P>): void {
  if (tank.volume_L <= 0) return
  const moved = (1e3 * p.titrant * litres) / (p.bufferCapacity * tank.volume_L)
  tank.pH = Math.max(3, Math.min(11, tank.pH + moved))
  tank.volume_L += Math.abs(litres)
}

/** q, s of the sheet: how well charged the impurities are, how much salt is in the way. */
export const charged = (pH: number, p: Values<P>): number => 1 / (1 + pow10(p.chargeSteepness * (p.chargePh - pH)))
const unscreened = (conductivity: number, half: number): number => 1 / (1 + powi(conductivity / half, 3))

/** Binding that a load of so many g/L has left, 1 at the start (o of the sheet). A short residence time uses the bed worse. */
function unused(load_g_L: number, c: Conditions<P, S>): number {
  const { kinetics, capacity } = c.parameters
  const reached = c.settings.residenceTime / (c.settings.residenceTime + kinetics)
  const atNominal = 4 / (4 + kinetics)
  return 1 / (1 + powi(load_g_L / ((capacity * reached) / atNominal), 6))
}

/** Log reduction of each impurity on a fresh bed at this pH and conductivity. */
function freshReductions(pH: number, conductivity: number, p: Values<P>): Record<Species, number> {
  const q = charged(pH, p)
  const protein = q * unscreened(conductivity, p.proteinSalt)
  const acid = q * unscreened(conductivity, p.dnaSalt)
  const retro = p.retroReduction * protein
  const parvo = p.parvoReduction * q * unscreened(conductivity, p.parvoSalt)
  return {
    hcp_mg: p.hcpReduction * protein,
    dna_mg: p.dnaReduction * acid,
    proteinA_mg: p.proteinAReduction * protein,
    endotoxin_EU: p.endotoxinReduction * acid,
    retrovirus: retro,
    parvovirus: parvo,
    retroClaim: retro,
    parvoClaim: parvo,
  }
}

/** Share of the product held, and of it only until the bed is saturated with product. */
export const productHeld = (pH: number, p: Values<P>): number =>
  p.productBinding + p.productBindingNearPi / (1 + pow10(2 * (p.isoelectric - 0.2 - pH)))

/**
 * Frontal loading. The sheet gives the reduction of a whole load L, 10^(-LR·o(L)); what passes while the load goes from
 * L0 to L1 is the difference of L·10^(-LR·o(L)), more than what comes once the bed is full (displacement). When pH or
 * salt turn bad in mid-run, what was bound beyond the new share washes off within a few column volumes; turning good
 * again brings nothing back.
 */
function bind(state: AnionExchangeState, part: Stream, c: Conditions<P, S>): void {
  const p = c.parameters
  const column_L = c.plant.anionColumn_L
  const { pH, conductivity_mS_cm: salt } = part
  state.highestConductivity_mS_cm = Math.max(state.highestConductivity_mS_cm, salt)
  const load0 = state.loaded_g / column_L
  state.loaded_g += part.product_g
  const load1 = state.loaded_g / column_L
  const before = unused(load0, c)
  const after = unused(load1, c)
  const released = 1 - exp(-part.volume_L / column_L / p.release)

  const reductions = freshReductions(pH, salt, p)
  const { passage } = state
  const through = (s: Passage, comes: number, fresh: number): number => {
    s.came += comes
    if (s.came <= 0) return comes
    const now = pow10(-fresh * after)
    const share = load1 > load0 ? (load1 * now - load0 * pow10(-fresh * before)) / (load1 - load0) : now
    const bound = s.came - s.passed
    let goes = Math.min(comes * Math.max(0, share), bound)
    const excess = s.came * now - (s.passed + goes)
    // Below this the difference is rounding of the same algebra summed in steps.
    if (excess > 1e-9 * s.came * now) goes = Math.min(bound, goes + excess * released)
    s.passed += goes
    return goes
  }
  // Written out: eight at every tick.
  part.hcp_mg = through(passage.hcp_mg, part.hcp_mg, reductions.hcp_mg)
  part.dna_mg = through(passage.dna_mg, part.dna_mg, reductions.dna_mg)
  part.proteinA_mg = through(passage.proteinA_mg, part.proteinA_mg, reductions.proteinA_mg)
  part.endotoxin_EU = through(passage.endotoxin_EU, part.endotoxin_EU, reductions.endotoxin_EU)
  part.retrovirus = through(passage.retrovirus, part.retrovirus, reductions.retrovirus)
  part.parvovirus = through(passage.parvovirus, part.parvovirus, reductions.parvovirus)
  through(passage.retroClaim, part.volume_L, reductions.retroClaim)
  through(passage.parvoClaim, part.volume_L, reductions.parvoClaim)

  const sticks = (l0: number, l1: number): number =>
    l1 > l0 ? (Math.min(l1, p.productSaturation) - Math.min(l0, p.productSaturation)) / (l1 - l0) : 0
  const held = productHeld(pH, p) * sticks(load0, load1)
  state.boundProduct_g += part.product_g * held
  // Aggregates bind better and push monomer off: the bound mass stays, its make-up changes.
  const hmw_g = Math.min(
    part.hmw_g * (held + (1 - held) * p.hmwBinding * charged(pH, p) * unscreened(salt, p.proteinSalt)),
    Math.max(0, state.boundProduct_g - state.boundHmw_g),
  )
  state.boundHmw_g += hmw_g
  part.hmw_g -= hmw_g
  part.product_g -= part.product_g * held
  part.lmw_g -= part.lmw_g * held
  part.acidic_g -= part.acidic_g * held
  part.basic_g -= part.basic_g * held
  part.galactosylated_g -= part.galactosylated_g * held
}

/**
 * Through the liquid of the bed and past the UV cell to waste, or over the in-line membrane to the pool. The membrane
 * gives back the concentration that dilution took: without it the nanofilter would meet many times its litres.
 */
function leave(state: AnionExchangeState, part: Stream, c: Conditions<P, S>): void {
  let out = part
  for (const stage of state.bed) out = pushThrough(stage, out)
  const thin_g_L = concentration_g_L(out)
  if (c.parameters.absorbance * thin_g_L < c.settings.collectAbove) {
    state.lost_g += out.product_g
    return
  }
  if (thin_g_L > 0 && thin_g_L < c.settings.poolConcentration) out = concentrate(state, out, thin_g_L, c)
  collect(state.flowThrough, out)
}

/** One pass along the membrane. Antibody crowds at its wall the more, the more water goes through: some of it sticks together. */
function concentrate(state: AnionExchangeState, out: Stream, thin_g_L: number, c: Conditions<P, S>): Stream {
  const p = c.parameters
  const fold = Math.min(c.settings.poolConcentration / thin_g_L, p.concentrator)
  const kept_L = out.volume_L / fold
  state.permeate_L += out.volume_L - kept_L
  out.volume_L = kept_L
  const percent = (p.concentratorHmw * (fold - 1) * fold * thin_g_L) / 10
  out.hmw_g += Math.min((out.product_g * percent) / 100, Math.max(0, out.product_g - out.hmw_g - out.lmw_g))
  return pushThrough(state.concentrator, out)
}
