import { exp, pow10, type Specs, type Values } from '../../sim/index.ts'
import { ageStream } from '../ageing.ts'
import { bandOnTape, type CycleTape, eraseTape, knows, newTape, readTick, rewind, writeTick } from '../cycleTape.ts'
import {
  concentration_g_L,
  emptyStream,
  hcp_ppm,
  percentOfProduct,
  pour,
  proteinA_ppm,
  splitInto,
  type Stream,
} from '../stream.ts'
import type { Conditions, Readings, Refusal, UnitOperation } from '../unit.ts'
import {
  advanceBed,
  BAND_CELLS,
  bandOf,
  type Bed,
  BED_COMPONENTS,
  bedInventory,
  CAPACITY,
  cleanBed,
  FIRST_PROTEIN,
  FLOW,
  INLET,
  INPUTS,
  OUT,
  OUTPUTS,
  PH,
  SALT,
} from './bed.ts'
import { acts, type P, parameters, type S, settings } from './parameters.ts'

export { parameters, settings } from './parameters.ts'

type C = Conditions<P, S>
type Phase = 'equilibrate' | 'load' | 'wash' | 'elute' | 'strip' | 'regenerate' | 'pool' | 'done'

/** Proteins in the order of the bed; the first four are product. */
const ACIDIC = 0
const MAIN = 1
const BASIC = 2
const AGGREGATE = 3
const WASHED_HOST = 4
const ELUTING_HOST = 5
const LEACHED = 6
const PRODUCTS = 4

const TICK_S = 5
/** Fractions kept; what is eluted beyond goes to waste. Each holds volume, then amounts of the bed's components. */
const FRACTIONS = 400
const ROW = 1 + BED_COMPONENTS
const CONDUCTIVITY_PER_M = 105
const NAOH_PH = 13.7
const CLEAN_PROTEIN_g_L = 0.005
/** Residue a blank run would not see, and share of the bed under the wrong buffer that no meter at its end would. */
const CLEAN_RESIDUE_g_L = 0.02
const UNSEEN_BUFFER = 0.01

export interface CationExchangeState {
  phase: Phase
  cycle: number
  cycles: number
  /** Load of one cycle and feed left, litres of the pool as received (before dilution). */
  loadVolume_L: number
  plannedDensity: number
  /** Feed as it was received: what the column is calculated with, alike in every cycle. */
  readonly feed: Stream
  /** What is left of it, this cycle's load, and what the tubes hold: they age. */
  readonly tank: Stream
  onColumn: Stream
  readonly tubes: Stream
  /** Aggregates and variants that came into the tubes: what there is more was made there. */
  readonly tubesAsFilled: { hmw_g: number; acidic_g: number; basic_g: number }
  feedLeft_L: number
  fed_g: number
  /** As conditioned for this cycle. */
  dilution: number
  loadConductivity_mS_cm: number
  capacity: number
  /** Share of the bed under the wrong buffer when this load began; share of the load that salt keeps from binding. */
  wrongBuffer: number
  saltPasses: number
  /** Protein the salt gradient leaves on the bed, and what NaOH has baked on: g per litre of column. */
  residue_g_L: number
  baked_g_L: number
  /** Of it, bled into the tubes so far, g. */
  carried_g: number
  /** Loaded grams times what the wash of their cycle left of the unbound. */
  unwashed_g: number
  /** Share of the bed that pressure has packed down. */
  compression: number
  phase_CV: number
  /** Litres of feed as received, loaded in this cycle. */
  loaded_L: number
  bed: Bed
  bed_g: number
  readonly tape: CycleTape
  /** Buffer the tape's clean column stood under. */
  cleanSalt_M: number
  cleanPh: number
  readonly input: Float64Array
  readonly output: Float64Array
  /** Fractions of all cycles, tube by tube: the same tube of each cycle is poured together. */
  readonly fractions: Float64Array
  fraction_CV: number
  /** Operator's cut, in CV from the start of the gradient; negative: the share of the peak decides. */
  poolFrom_CV: number
  poolTo_CV: number
  pool: Stream
  flowThrough_g: number
  washed_g: number
  stripped_g: number
  rejected_g: number
  adsorbed_g: number
  /** Left in the feed tank when the operator ended the step. */
  abandoned_g: number
  highestPressure_bar: number
}

const inventory = new Float64Array(BED_COMPONENTS)
const standing = new Float64Array(OUTPUTS)
/** What is being loaded in this tick. */
const parcel = emptyStream(0)

const productOf = (amounts: Float64Array, at: number): number => {
  let sum = 0
  for (let k = 0; k < PRODUCTS; k++) sum += amounts[at + FIRST_PROTEIN + k]
  return sum
}

const proteinOf = (amounts: Float64Array, at: number): number => {
  let sum = 0
  for (let i = FIRST_PROTEIN; i < BED_COMPONENTS; i++) sum += amounts[at + i]
  return sum
}

export const cationExchange: UnitOperation<CationExchangeState, P, S> = {
  id: 'cationExchange',
  tick_s: TICK_S,
  parameters,
  settings,
  acts: acts as Specs,

  open(entry, c) {
    const { parameters: p, settings: s } = c
    const state: CationExchangeState = {
      phase: 'equilibrate',
      cycle: 1,
      cycles: 1,
      loadVolume_L: 0,
      plannedDensity: 0,
      feed: { ...entry },
      tank: { ...entry },
      onColumn: emptyStream(entry.temperature_C),
      tubes: emptyStream(entry.temperature_C),
      tubesAsFilled: { hmw_g: 0, acidic_g: 0, basic_g: 0 },
      feedLeft_L: entry.volume_L,
      fed_g: 0,
      dilution: 1,
      loadConductivity_mS_cm: entry.conductivity_mS_cm,
      capacity: 1,
      wrongBuffer: 0,
      saltPasses: 0,
      residue_g_L: 0,
      baked_g_L: 0,
      carried_g: 0,
      unwashed_g: 0,
      compression: 0,
      phase_CV: 0,
      loaded_L: 0,
      // As the last batch left it: under the NaOH of its regeneration.
      bed: cleanBed(s.stripSalt, NAOH_PH, p),
      bed_g: 0,
      tape: newTape(INPUTS, OUTPUTS, BAND_CELLS),
      cleanSalt_M: s.gradientStart,
      cleanPh: s.bufferPh,
      input: new Float64Array(INPUTS),
      output: new Float64Array(OUTPUTS),
      fractions: new Float64Array(FRACTIONS * ROW),
      fraction_CV: s.fraction,
      poolFrom_CV: -1,
      poolTo_CV: -1,
      pool: { ...emptyStream(entry.temperature_C), sinceHarvest_s: entry.sinceHarvest_s },
      flowThrough_g: 0,
      washed_g: 0,
      stripped_g: 0,
      rejected_g: 0,
      adsorbed_g: 0,
      abandoned_g: 0,
      highestPressure_bar: 0,
    }
    plan(state, c)
    return state
  },

  tick(state, c) {
    wait(state, c)
    if (state.phase === 'done' || state.phase === 'pool') return
    const flow_CV_s = c.paused ? 0 : flowNow(state, c)
    setInput(state, c, flow_CV_s)
    column(state, c.parameters)
    if (flow_CV_s > 0) {
      passBy(state, c, flow_CV_s)
      account(state, c, flow_CV_s)
      clean(state, c, flow_CV_s)
    }
  },

  act(state, act, amount) {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'poolFrom') state.poolFrom_CV = amount
    else if (act === 'poolTo') state.poolTo_CV = amount
    else return { code: 'unknown_act' }
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    const s = c.settings
    switch (state.phase) {
      case 'load':
        return reached(state.loaded_L, state.loadVolume_L) || state.feedLeft_L === 0
      case 'pool':
        return true
      case 'done':
        return false
      default:
        return reached(state.phase_CV, recipe_CV(state.phase, s))
    }
  },

  proceed(state, c): Refusal | undefined {
    switch (state.phase) {
      case 'equilibrate':
        startLoad(state, c)
        break
      case 'load':
        state.phase = 'wash'
        break
      case 'wash':
        startElution(state, c)
        break
      case 'elute':
        state.phase = 'strip'
        break
      case 'strip':
        // NaOH on a loaded bed denatures what it meets in place.
        if (c.settings.regeneration > 0) {
          const more_g_L = c.parameters.baked * Math.max(0, state.residue_g_L - c.parameters.bakedFrom)
          state.residue_g_L -= more_g_L
          state.baked_g_L += more_g_L
        }
        state.phase = 'regenerate'
        break
      case 'regenerate':
        // A cycle without load gives the rest of the feed up.
        if (state.feedLeft_L > 0 && state.loaded_L > 0) {
          state.cycle++
          state.phase = 'equilibrate'
        } else {
          state.abandoned_g = state.feed.product_g - state.fed_g
          state.stripped_g += state.bed_g
          state.bed_g = 0
          state.bed = cleanBed(c.settings.gradientStart, c.settings.bufferPh, c.parameters)
          eraseTape(state.tape)
          state.phase = 'pool'
        }
        break
      case 'pool': {
        const { first, last } = poolTubes(state, c)
        if (first > last) return { code: 'no_fraction_chosen', values: { first, last } }
        makePool(state, c, first, last)
        state.phase = 'done'
        break
      }
      case 'done':
        return { code: 'step_closed' }
    }
    state.phase_CV = 0
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const { output } = state
    const volume = output[0]
    const salt = volume > 0 ? output[OUT + SALT] / volume : c.settings.gradientStart
    const flow = c.paused || state.phase === 'pool' || state.phase === 'done' ? 0 : fullFlow(state, c)
    return {
      uv_AU: volume > 0 ? absorbance(proteinOf(output, OUT) / volume, c.parameters) : 0,
      conductivity_mS_cm: CONDUCTIVITY_PER_M * salt,
      salt_M: salt,
      pH: volume > 0 ? output[OUT + PH] / volume : c.settings.bufferPh,
      productOut_g_L: volume > 0 ? productOf(output, OUT) / volume : 0,
      pressure_bar: pressure(state, c, flow),
      phase_CV: state.phase_CV,
      cycle: state.cycle,
      cycles: state.cycles,
      loaded_L: state.loaded_L,
      loaded_g_L: (state.loaded_L * concentration_g_L(state.feed)) / c.plant.cationColumn_L,
      loadConductivity_mS_cm: state.loadConductivity_mS_cm,
      feedLeft_L: state.feedLeft_L,
      bedCompression_pct: 100 * state.compression,
      fraction: state.phase === 'elute' ? Math.floor(state.phase_CV / state.fraction_CV) : -1,
      pool_L: state.pool.volume_L,
      // What assays of the finished pool would find; tubes are assayed one by one, see fractionsOf.
      poolHmw_pct: percentOfProduct(state.pool.hmw_g, state.pool),
      poolHcp_ppm: hcp_ppm(state.pool),
    }
  },

  ledger(state) {
    let inFractions_g = 0
    if (state.phase !== 'done')
      for (let f = 0; f < FRACTIONS; f++) inFractions_g += productOf(state.fractions, f * ROW + 1)
    return {
      entered_g: state.feed.product_g,
      made_g: 0,
      left_g: state.pool.product_g,
      held_g: inFractions_g + state.bed_g + (state.feed.product_g - state.fed_g - state.abandoned_g),
      lost_g:
        state.flowThrough_g +
        state.washed_g +
        state.stripped_g +
        state.rejected_g +
        state.adsorbed_g +
        state.abandoned_g,
    }
  },

  close(state, c) {
    const { pool, feed } = state
    const monomerIn = feed.product_g - feed.hmw_g
    return {
      product: pool,
      results: {
        cycles: state.cycle,
        yield_pct: monomerIn > 0 ? (100 * (pool.product_g - pool.hmw_g)) / monomerIn : 0,
        pool_L: pool.volume_L,
        pool_g_L: concentration_g_L(pool),
        pool_CV: pool.volume_L / (c.plant.cationColumn_L * Math.max(1, state.cycle)),
        hmw_pct: percentOfProduct(pool.hmw_g, pool),
        hcp_ppm: hcp_ppm(pool),
        proteinA_ppm: proteinA_ppm(pool),
        acidic_pct: percentOfProduct(pool.acidic_g, pool),
        basic_pct: percentOfProduct(pool.basic_g, pool),
        lostInLoad_g: state.flowThrough_g,
        lostInWash_g: state.washed_g,
        lostInStrip_g: state.stripped_g,
        rejected_g: state.rejected_g,
        leftInFeed_g: state.feedLeft_L > 0 ? state.abandoned_g : 0,
        highestPressure_bar: state.highestPressure_bar,
        bedCompression_pct: 100 * state.compression,
        // What the next batch finds on the column.
        residue_g_L: state.residue_g_L + state.baked_g_L,
      },
    }
  },
}

/** One tube: what the chromatogram shows of it, and what an assay would. */
export interface Fraction {
  readonly from_CV: number
  readonly to_CV: number
  readonly uv_AU: number
  readonly product_g: number
  readonly hmw_pct: number
  readonly hcp_ppm: number
  readonly proteinA_ppm: number
}

/** The tubes filled so far. UV is free to see; composition costs an assay each. */
export function fractionsOf(state: CationExchangeState, c: C): Fraction[] {
  const result: Fraction[] = []
  for (let f = 0; f < FRACTIONS && state.fractions[f * ROW] > 0; f++) {
    const at = f * ROW + 1 + FIRST_PROTEIN
    const a = state.fractions
    const product_g = a[at + ACIDIC] + a[at + MAIN] + a[at + BASIC] + a[at + AGGREGATE]
    const per = product_g > 0 ? 1 / product_g : 0
    result.push({
      from_CV: f * state.fraction_CV,
      to_CV: (f + 1) * state.fraction_CV,
      uv_AU: absorbance(proteinOf(a, f * ROW + 1) / a[f * ROW], c.parameters),
      product_g,
      hmw_pct: 100 * a[at + AGGREGATE] * per,
      hcp_ppm: 1e6 * (a[at + WASHED_HOST] + a[at + ELUTING_HOST]) * per,
      proteinA_ppm: 1e6 * a[at + LEACHED] * per,
    })
  }
  return result
}

/** Protein on each slice of the column, top first, g per litre: for the picture of the band. */
export function profile(state: CationExchangeState, c: C): Float64Array {
  if (state.tape.reading) return bandOnTape(state.tape)
  const band = new Float64Array(BAND_CELLS)
  bandOf(state.bed, c.parameters, state.capacity, band, 0)
  return band
}

/** Product the column solver itself finds in the bed, g. Undefined on tape. */
export function productInBed_g(state: CationExchangeState, c: C): number | undefined {
  if (state.tape.reading) return undefined
  bedInventory(state.bed, c.parameters, state.capacity, inventory)
  return productOf(inventory, 0) * c.plant.cationColumn_L
}

/** All that stands waits: feed tank, load on the column, tubes, pool. */
function wait(state: CationExchangeState, c: C): void {
  const { tank, onColumn, tubes, pool } = state
  if (state.phase === 'done') {
    ageStream(pool, TICK_S)
    return
  }
  pool.sinceHarvest_s += TICK_S
  if (tank.volume_L > 0) ageStream(tank, TICK_S)
  if (onColumn.volume_L > 0 && state.phase !== 'pool') {
    onColumn.pH = state.phase === 'load' ? c.settings.loadPh : c.settings.bufferPh
    ageStream(onColumn, TICK_S)
  }
  if (tubes.volume_L > 0) ageStream(tubes, TICK_S)
}

const reached = (value: number, target: number): boolean => value >= target * (1 - 1e-12)

const absorbance = (protein_g_L: number, p: Values<P>): number => 0.1 * p.cell * p.absorbance * protein_g_L

function recipe_CV(phase: Phase, s: Values<S>): number {
  if (phase === 'equilibrate') return s.equilibration
  if (phase === 'wash') return s.wash
  if (phase === 'elute') return s.gradient + s.hold
  if (phase === 'strip') return s.strip
  return s.regeneration
}

/** Equal cycles, as many as the load density asks for; 2 % more on each is not worth a further cycle. */
function plan(state: CationExchangeState, c: C): void {
  const perCycle_g = c.settings.loadDensity * c.plant.cationColumn_L
  const left_g = state.feedLeft_L * concentration_g_L(state.feed)
  const todo = Math.max(1, Math.ceil(left_g / perCycle_g - 0.02))
  state.cycles = state.cycle - 1 + todo
  state.loadVolume_L = state.feedLeft_L / todo
  state.plannedDensity = c.settings.loadDensity
}

function startLoad(state: CationExchangeState, c: C): void {
  const { parameters: p, settings: s } = c
  const left = state.cycles - state.cycle + 1
  const asPlanned =
    state.plannedDensity === s.loadDensity &&
    Math.abs(state.feedLeft_L - left * state.loadVolume_L) <= 1e-9 * state.feed.volume_L
  if (!asPlanned) plan(state, c)

  const { tape } = state
  if (tape.reading && tape.at < tape.ticks) rebuild(state, p)
  if (!tape.reading) {
    bedInventory(state.bed, p, state.capacity, inventory)
    tape.residue = proteinOf(inventory, 0)
    tape.unequilibrated = unequilibrated(inventory[SALT], inventory[PH], c)
    tape.endedClean = tape.residue < CLEAN_PROTEIN_g_L && tape.unequilibrated === 0
  }
  state.wrongBuffer = tape.unequilibrated
  state.onColumn = emptyStream(state.feed.temperature_C)
  const clean = tape.endedClean
  if (clean) {
    state.stripped_g += state.bed_g
    state.bed_g = 0
    state.bed = cleanBed(s.gradientStart, s.bufferPh, p)
    if (state.cleanSalt_M !== s.gradientStart || state.cleanPh !== s.bufferPh) tape.ticks = 0
    state.cleanSalt_M = s.gradientStart
    state.cleanPh = s.bufferPh
  }
  rewind(tape, clean, state.cycle < state.cycles)

  // The feed is conditioned for the whole cycle: water until the conductivity is down.
  state.dilution = Math.max(1, state.feed.conductivity_mS_cm / s.loadConductivity)
  state.loadConductivity_mS_cm = state.feed.conductivity_mS_cm / state.dilution
  const above = Math.max(0, state.loadConductivity_mS_cm - p.conductivityLimit)
  // At this low salt binding is at its cap whatever the pH: what a wrong pH costs is sites.
  const offPh = Math.max(0, Math.abs(s.loadPh - 5.2) - p.phTolerance)
  state.saltPasses = Math.min(1, p.conductivityPass * above)
  // Less than a blank run would see is nothing: cycles of a clean column are alike.
  const left_g_L = state.residue_g_L + state.baked_g_L
  const blocked = left_g_L < CLEAN_RESIDUE_g_L ? 0 : p.residueBlocks * left_g_L
  state.capacity =
    Math.max(0.2, 1 - p.conductivityLoss * above) * Math.max(0.2, 1 - p.phLoss * offPh) * Math.max(0.3, 1 - blocked)
  state.phase = 'load'
  state.loaded_L = 0
}

/** Share of the bed that is not under the buffer of load and wash, from its mean salt and pH. */
function unequilibrated(salt: number, pH: number, c: C): number {
  const { parameters: p, settings: s } = c
  const salty = (salt / p.bedPorosity - s.gradientStart) / Math.max(0.1, s.stripSalt - s.gradientStart)
  const alkaline = (pH / p.bedPorosity - s.bufferPh) / (NAOH_PH - s.bufferPh)
  const share = Math.max(salty, alkaline)
  return share < UNSEEN_BUFFER ? 0 : Math.min(1, share)
}

/** The wash is over: what it left of the unbound goes along, and of the residue some bleeds into this pool. */
function startElution(state: CationExchangeState, c: C): void {
  const { parameters: p, plant } = c
  const loaded_g = state.onColumn.product_g
  state.unwashed_g += loaded_g * exp(-state.phase_CV / p.washVolume)
  const left_g_L = state.residue_g_L + state.baked_g_L
  if (loaded_g > 0 && left_g_L >= CLEAN_RESIDUE_g_L) {
    state.carried_g += p.carryOver * left_g_L * plant.cationColumn_L
    state.residue_g_L *= 1 - p.carryOver
    state.baked_g_L *= 1 - p.carryOver
  }
  // What this cycle leaves: the antibody that never comes off.
  state.residue_g_L += ((1 - p.recovery) * loaded_g) / plant.cationColumn_L
  state.phase = 'elute'
}

/** Salt and NaOH take the residue off, by volume pumped. */
function clean(state: CationExchangeState, c: C, flow_CV_s: number): void {
  const { parameters: p } = c
  const { phase } = state
  let perCV = 0
  if (phase === 'regenerate') perCV = p.regenerating
  else if (phase === 'strip' || phase === 'elute') {
    const salt_M = state.input[INLET + SALT]
    const dissolves = Math.max(0, Math.min(1, 1 - (salt_M - p.saltingOut)))
    perCV = (p.stripping * dissolves * Math.max(0, salt_M - p.strippingFrom)) / (1 - p.strippingFrom)
  }
  if (perCV > 0) state.residue_g_L *= exp(-perCV * flow_CV_s * TICK_S)
}

/** What is asked for, or what the skid's pressure limit leaves of it. */
function fullFlow(state: CationExchangeState, c: C): number {
  const asked = 1 / (60 * c.settings.residence)
  const bar = pressure(state, c, asked)
  return bar > c.parameters.pressureStop ? (asked * c.parameters.pressureStop) / bar : asked
}

/** Column volumes per second in this tick: the last tick before a recipe's end point pumps just up to it. */
function flowNow(state: CationExchangeState, c: C): number {
  const full = fullFlow(state, c)
  if (state.phase === 'load') {
    const perTick = c.plant.cationColumn_L * TICK_S
    const feed = (state.feedLeft_L * state.dilution) / perTick
    const left = ((state.loadVolume_L - state.loaded_L) * state.dilution) / perTick
    const wanted = left > 0 && !reached(state.loaded_L, state.loadVolume_L) ? Math.min(full, left) : full
    // Rounding in what is left of the feed must not make the last cycle differ from the others.
    return feed < wanted * (1 - 1e-9) ? feed : wanted
  }
  const left = recipe_CV(state.phase, c.settings) - state.phase_CV
  return left > 1e-12 && left < full * TICK_S ? left / TICK_S : full
}

/** Share of what is pumped onto the column that does not bind, and of it what met the wrong buffer. */
function passing(state: CationExchangeState, p: Values<P>): number {
  const channels = p.compressionChannels * state.compression
  // A trace is always left to the column: what passes is counted from it.
  return Math.min(0.99, 1 - (1 - wrong(state, p)) * (1 - state.saltPasses) * (1 - channels))
}

const wrong = (state: CationExchangeState, p: Values<P>): number =>
  state.wrongBuffer > 0 ? state.wrongBuffer * exp(-state.phase_CV / p.rightingVolume) : 0

/** What does not bind runs through with the liquid: seen by the detector, lost with the flow-through. */
function passBy(state: CationExchangeState, c: C, flow_CV_s: number): void {
  if (state.phase !== 'load') return
  const pass = passing(state, c.parameters)
  if (pass <= 0) return
  const beside = (flow_CV_s * TICK_S * pass) / (1 - pass)
  for (let i = FIRST_PROTEIN; i < BED_COMPONENTS; i++) state.output[OUT + i] += beside * state.input[INLET + i]
}

function setInput(state: CationExchangeState, c: C, flow_CV_s: number): void {
  const { input, feed, phase } = state
  const s = c.settings
  input.fill(0)
  input[FLOW] = flow_CV_s
  input[CAPACITY] = state.capacity
  let salt = s.gradientStart
  let pH = s.bufferPh
  if (phase === 'load' && feed.volume_L > 0) {
    pH = s.loadPh
    const p = c.parameters
    const perLitre = (1 - passing(state, p)) / (feed.volume_L * state.dilution)
    const at = INLET + FIRST_PROTEIN
    const hmw_g = Math.min(feed.hmw_g, feed.product_g)
    const monomer_g = feed.product_g - hmw_g
    const variants_g = feed.acidic_g + feed.basic_g
    // Variants cannot be more than the monomer they are part of.
    const share = variants_g > monomer_g ? monomer_g / variants_g : 1
    input[at + ACIDIC] = share * feed.acidic_g * perLitre
    const main_g = Math.max(0, monomer_g - share * variants_g)
    const spoilt_g = p.wrongPhAggregates * wrong(state, p) * main_g
    input[at + MAIN] = (main_g - spoilt_g) * perLitre
    input[at + BASIC] = share * feed.basic_g * perLitre
    input[at + AGGREGATE] = (hmw_g + spoilt_g) * perLitre
    input[at + WASHED_HOST] = 1e-3 * feed.hcp_mg * p.washedHostShare * perLitre
    input[at + ELUTING_HOST] = 1e-3 * feed.hcp_mg * (1 - p.washedHostShare) * perLitre
    input[at + LEACHED] = 1e-3 * feed.proteinA_mg * perLitre
  } else if (phase === 'elute') {
    const done = s.gradient > 0 ? (state.phase_CV + 0.5 * flow_CV_s * TICK_S) / s.gradient : 1
    salt += (s.gradientEnd - s.gradientStart) * Math.min(1, done)
  } else if (phase === 'strip') salt = s.stripSalt
  else if (phase === 'regenerate') {
    salt = s.stripSalt
    pH = NAOH_PH
  }
  input[INLET + SALT] = salt
  input[INLET + PH] = pH
}

/** The bed's tick: read from the tape while it knows what is pumped, calculated otherwise. */
function column(state: CationExchangeState, p: Values<P>): void {
  const { tape, input } = state
  // With no flow the detector keeps seeing the liquid that stands in it.
  const output = input[FLOW] > 0 ? state.output : standing
  if (knows(tape, input)) {
    readTick(tape, output)
    return
  }
  if (tape.reading) rebuild(state, p)
  advanceBed(state.bed, p, TICK_S, input, 0, output)
  const picture = writeTick(tape, input, output)
  if (picture >= 0) bandOf(state.bed, p, state.capacity, tape.bands, picture)
}

/** Calculates the present cycle again up to where it has come, from what was pumped. */
function rebuild(state: CationExchangeState, p: Values<P>): void {
  const { tape } = state
  state.bed = cleanBed(state.cleanSalt_M, state.cleanPh, p)
  for (let k = 0; k < tape.at; k++) advanceBed(state.bed, p, TICK_S, tape.inputs, k * tape.inputWidth, standing)
  tape.reading = false
  tape.ticks = tape.at
}

function account(state: CationExchangeState, c: C, flow_CV_s: number): void {
  const { parameters: p } = c
  const { output, feed } = state
  const column_L = c.plant.cationColumn_L
  const pumped_CV = flow_CV_s * TICK_S
  if (state.phase === 'load') {
    const pumped_L = (pumped_CV * column_L) / state.dilution
    const fed_g = concentration_g_L(feed) * pumped_L
    state.loaded_L += pumped_L
    state.feedLeft_L -= pumped_L
    if (state.feedLeft_L < 1e-9 * feed.volume_L) state.feedLeft_L = 0
    const { tank } = state
    pour(state.onColumn, splitInto(parcel, tank, state.feedLeft_L === 0 ? 1 : Math.min(1, pumped_L / tank.volume_L)))
    state.fed_g += fed_g
    state.bed_g += fed_g
  }
  const out_g = productOf(output, OUT) * column_L
  state.bed_g -= out_g
  const bar = pressure(state, c, flow_CV_s)
  state.highestPressure_bar = Math.max(state.highestPressure_bar, bar)
  const over_bar = bar - p.compressionFrom
  if (over_bar > 0) state.compression += (1 - state.compression) * p.compression * over_bar * (TICK_S / 60)
  if (state.phase === 'elute') {
    asAged(state)
    state.rejected_g += collect(state, pumped_CV, column_L)
  } else if (state.phase === 'load') state.flowThrough_g += out_g
  else if (state.phase === 'wash') state.washed_g += out_g
  else state.stripped_g += out_g
  state.phase_CV += pumped_CV
}

/**
 * The column was calculated with the feed as it was received. What waiting has made of the load since, in the tank and
 * on the column, comes off where its kind does: shares of aggregates and variants as they are now, main variant the rest.
 */
function asAged(state: CationExchangeState): void {
  const { output, onColumn, feed } = state
  if (!(onColumn.product_g > 0)) return
  const at = OUT + FIRST_PROTEIN
  const scale = feed.product_g / onColumn.product_g
  const more = (i: number, now_g: number, then_g: number): void => {
    if (!(then_g > 0)) return
    const change = output[at + i] * ((now_g * scale) / then_g - 1)
    const moved = Math.min(Math.max(change, -output[at + i]), output[at + MAIN])
    output[at + i] += moved
    output[at + MAIN] -= moved
  }
  more(AGGREGATE, onColumn.hmw_g, feed.hmw_g)
  more(ACIDIC, onColumn.acidic_g, feed.acidic_g)
  more(BASIC, onColumn.basic_g, feed.basic_g)
}

/** Into the tubes' common account, which ages: product with what the column does not tell apart. */
function fill(state: CationExchangeState, part: number, column_L: number): void {
  const { output, onColumn, tubes, tubesAsFilled } = state
  const at = OUT + FIRST_PROTEIN
  const litres = part * column_L
  const product_g = productOf(output, OUT) * litres
  const share = onColumn.product_g > 0 ? product_g / onColumn.product_g : 0
  const volume_L = output[0] * litres
  tubes.pH += (output[OUT + PH] / output[0] - tubes.pH) * (volume_L / (tubes.volume_L + volume_L))
  tubes.volume_L += volume_L
  tubes.product_g += product_g
  tubes.hmw_g += output[at + AGGREGATE] * litres
  tubes.acidic_g += output[at + ACIDIC] * litres
  tubes.basic_g += output[at + BASIC] * litres
  tubesAsFilled.hmw_g += output[at + AGGREGATE] * litres
  tubesAsFilled.acidic_g += output[at + ACIDIC] * litres
  tubesAsFilled.basic_g += output[at + BASIC] * litres
  tubes.lmw_g += onColumn.lmw_g * share
  tubes.galactosylated_g += onColumn.galactosylated_g * share
  tubes.dna_mg += onColumn.dna_mg * share
  tubes.retrovirus += onColumn.retrovirus * share
  tubes.parvovirus += onColumn.parvovirus * share
  tubes.endotoxin_EU += onColumn.endotoxin_EU * share
  tubes.bioburden_CFU += onColumn.bioburden_CFU * share
}

/** Fills the tubes; a tick that crosses from one to the next is shared by volume. Returns product beyond the last. */
function collect(state: CationExchangeState, pumped_CV: number, column_L: number): number {
  const { output, fractions, fraction_CV } = state
  let from = state.phase_CV
  const to = from + pumped_CV
  let spilled_g = 0
  while (from < to) {
    const tube = Math.floor(from / fraction_CV + 1e-9)
    const end = Math.min(to, (tube + 1) * fraction_CV)
    const share = end >= to ? (to - from) / pumped_CV : (end - from) / pumped_CV
    if (tube >= FRACTIONS) spilled_g += productOf(output, OUT) * share * column_L
    else {
      fill(state, share, column_L)
      const at = tube * ROW
      fractions[at] += output[0] * share * column_L
      for (let i = 0; i < BED_COMPONENTS; i++) fractions[at + 1 + i] += output[OUT + i] * share * column_L
    }
    from = end
  }
  return spilled_g
}

/** First and last tube of the pool: the operator's points, or from where UV passes the start share to where it falls to the end share. */
export function poolTubes(state: CationExchangeState, c: C): { readonly first: number; readonly last: number } {
  const a = state.fractions
  const uv = (f: number): number => (a[f * ROW] > 0 ? proteinOf(a, f * ROW + 1) / a[f * ROW] : 0)
  let peak = 0
  for (let f = 1; f < FRACTIONS; f++) if (uv(f) > uv(peak)) peak = f
  const highest = uv(peak)
  let first = peak
  while (first > 0 && uv(first - 1) >= c.settings.poolStart * highest && uv(first - 1) > 0) first--
  // UV passes the start share inside the tube before: the valve would open there, so that tube belongs to the pool.
  if (first > 0 && uv(first - 1) > 0) first--
  let last = peak
  while (last < FRACTIONS - 1 && uv(last + 1) >= c.settings.poolEnd * highest && uv(last + 1) > 0) last++
  if (state.poolFrom_CV >= 0) first = Math.min(FRACTIONS - 1, Math.round(state.poolFrom_CV / state.fraction_CV))
  if (state.poolTo_CV >= 0) last = Math.min(FRACTIONS, Math.round(state.poolTo_CV / state.fraction_CV)) - 1
  return { first, last }
}

/** Pours the chosen tubes together; the rest is waste. */
function makePool(state: CationExchangeState, c: C, first: number, last: number): void {
  const { pool, tubes, tubesAsFilled, fractions: a } = state
  const p = c.parameters
  let salt = 0
  let pH = 0
  for (let f = 0; f < FRACTIONS; f++) {
    const at = f * ROW + 1
    const product_g = productOf(a, at)
    if (f < first || f > last) {
      state.rejected_g += product_g
      continue
    }
    // Some antibody never comes off (hold-up, irreversible adsorption): the sheet's recovery, taken off the pool.
    const protein = at + FIRST_PROTEIN
    state.adsorbed_g += product_g * (1 - p.recovery)
    pool.volume_L += a[f * ROW]
    salt += a[at + SALT]
    pH += a[at + PH]
    pool.product_g += product_g * p.recovery
    pool.acidic_g += a[protein + ACIDIC] * p.recovery
    pool.basic_g += a[protein + BASIC] * p.recovery
    pool.hmw_g += a[protein + AGGREGATE] * p.recovery
    pool.hcp_mg += 1e3 * (a[protein + WASHED_HOST] + a[protein + ELUTING_HOST]) * p.recovery
    pool.proteinA_mg += 1e3 * a[protein + LEACHED] * p.recovery
  }
  const share = tubes.product_g > 0 ? pool.product_g / tubes.product_g : 0
  // Made while the tubes stood.
  pool.hmw_g += Math.max(0, tubes.hmw_g - tubesAsFilled.hmw_g) * share
  pool.acidic_g += Math.max(0, tubes.acidic_g - tubesAsFilled.acidic_g) * share
  pool.basic_g = Math.max(0, pool.basic_g - Math.max(0, tubesAsFilled.basic_g - tubes.basic_g) * share)
  pool.lmw_g = tubes.lmw_g * share
  pool.galactosylated_g = tubes.galactosylated_g * share
  const unwashed = state.fed_g > 0 ? state.unwashed_g / state.fed_g : 0
  pool.dna_mg = tubes.dna_mg * share * pow10(-p.dnaReduction) * (1 + p.unwashedDna * unwashed)
  pool.hcp_mg *= 1 + p.unwashedHost * unwashed
  pool.retrovirus = tubes.retrovirus * share
  pool.parvovirus = tubes.parvovirus * share
  pool.endotoxin_EU = tubes.endotoxin_EU * share
  pool.bioburden_CFU = tubes.bioburden_CFU * share
  // What earlier cycles left and this pool took along: of the antibody that had not come off.
  const carried_g = Math.min(state.carried_g * Math.min(1, share), state.adsorbed_g)
  state.adsorbed_g -= carried_g
  pool.product_g += carried_g
  pool.hmw_g += carried_g
  pool.hcp_mg += 1e3 * p.carriedHost * carried_g
  pool.held_s = tubes.held_s
  if (pool.volume_L > 0) {
    pool.conductivity_mS_cm = (CONDUCTIVITY_PER_M * salt) / pool.volume_L
    pool.pH = pH / pool.volume_L
  }
}

/** Laminar flow; a bed packed down is narrower. */
function pressure(state: CationExchangeState, c: C, flow_CV_s: number): number {
  const velocity_cm_h = flow_CV_s * 3600 * c.parameters.bedHeight
  const narrowed = 1 + c.parameters.compressionNarrows * state.compression
  return (c.parameters.pressure * velocity_cm_h * c.parameters.bedHeight * narrowed) / (300 * 20)
}
