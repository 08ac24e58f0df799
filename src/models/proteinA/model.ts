import { exp, log10, pow10, type Specs, type Values } from '../../sim/index.ts'
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
  AGGREGATE,
  BAND_CELLS,
  bandOf,
  type Bed,
  BED_COMPONENTS,
  bedInventory,
  cleanBed,
  CONDUCTIVITY,
  HOST_PROTEIN,
  INPUTS,
  MONOMER,
  OUT,
  OUT_VOLUME,
  OUTPUTS,
  PH,
  STAGES,
} from './bed.ts'
import { acts, type P, parameters, type S, service, settings } from './parameters.ts'

export { parameters, settings } from './parameters.ts'

type C = Conditions<P, S>
type Phase = keyof typeof STAGES | 'done'

/** Buffers as they leave the tank. CIP: its pH follows from its strength. */
const BUFFER = {
  neutralPh: 7.2,
  neutral_mS_cm: 15,
  wash_mS_cm: 60,
  acid_mS_cm: 3,
  alkali_mS_cm_per_M: 200,
} as const

/** A blank run would not see less than this left on the column, g/L and mg/L of column. */
const CLEAN_ANTIBODY_g_L = 0.005
const CLEAN_HOST_mg_L = 0.1
/** Asymmetry of a pulse through a bed without gaps, and with all of the flow beside it (mab.md §1.6: action at 2.0). */
const WELL_PACKED = 1.15
const ASYMMETRY = 12
/** Share of the bed under the wrong buffer that no pH meter at its end would see. */
const UNSEEN_BUFFER = 0.01

export interface Resin {
  /** Cycles behind it, and capacity relative to new, as they will be for the next batch. */
  cyclesUsed: number
  wear: number
  /** Capacity lost to fouling: for ever, and until strong NaOH takes it back. */
  foulingLasting: number
  foulingReversible: number
  /** Capacity blocked by what an incomplete CIP left. */
  blocked: number
}

export interface ProteinAState {
  phase: Phase
  /** Cycle under way, from 1. */
  cycle: number
  /** Cycles the recipe has in mind, and the load volume of each. */
  cycles: number
  loadVolume_L: number
  /** Settings and feed the plan was made for. */
  plannedDensity: number
  plannedTitre: number
  /** Feed as it was received: what the column is calculated with, alike in every cycle. */
  readonly feed: Stream
  /** What is left of it and this cycle's load: they age. What waiting made of the load is booked when it leaves. */
  readonly tank: Stream
  onColumn: Stream
  feedLeft_L: number
  fed_g: number
  /** Volume and time in the present phase, litres loaded in this cycle. */
  phase_CV: number
  phase_min: number
  loaded_L: number
  bed: Bed
  /** Antibody in the bed by balance of what went in and out, g. */
  bed_g: number
  tape: CycleTape
  readonly input: Float64Array
  readonly output: Float64Array
  /** Resin capacity of this batch: ageing counts from the next one, so that cycles of a batch are alike. */
  capacityAtStart: number
  /** Capacity in this cycle, relative to new. */
  capacity: number
  /** Share of the bed under the wrong buffer when this load began. */
  wrongPh: number
  /** Wash pumped in this cycle, CV times its strength above 1. */
  strongWash_CV: number
  /** Share of the bed that pressure has packed down. */
  compression: number
  resin: Resin
  collecting: boolean
  /** The operator has touched the pool valve in this cycle: the recipe leaves it alone. */
  byHand: boolean
  collected: boolean
  peak_AU: number
  pool: Stream
  poolPh: number
  poolConductivity: number
  /** Where antibody was lost, g. HCP and the rest that went to waste is not counted. */
  flowThrough_g: number
  washed_g: number
  outsidePool_g: number
  stripped_g: number
  /** Left in the feed tank when the operator ended the step. */
  abandoned_g: number
  highestPressure_bar: number
}

const TICK_S = 5
const inventory = new Float64Array(BED_COMPONENTS)
const band = new Float64Array(BAND_CELLS)
const standing = new Float64Array(OUTPUTS)
/** What is being loaded in this tick. */
const parcel = emptyStream(0)

/** Share of its first capacity that a resin has after n cycles with this CIP (mab.md §3.1). */
export function resinCapacity(cycles: number, naoh_M: number, cip_min: number, p: Values<P>): number {
  return pow10(-LOG10_E * wearPerCycle(naoh_M, cip_min, p) * cycles)
}

const LOG10_E = 0.4342944819032518

function wearPerCycle(naoh_M: number, cip_min: number, p: Values<P>): number {
  return p.alkaliWear * (cip_min / 15) * pow10(p.alkaliOrder * log10(naoh_M / 0.1)) + p.useWear
}

/** Absorbance of the effluent in the UV cell. */
function absorbance(state: ProteinAState, p: Values<P>): number {
  const volume = state.output[OUT_VOLUME]
  if (!(volume > 0)) return 0
  const antibody = (state.output[OUT + MONOMER] + state.output[OUT + AGGREGATE]) / volume
  const host = (1e-3 * state.output[OUT + HOST_PROTEIN]) / volume
  return 0.1 * p.cell * (p.absorbance * antibody + p.hostProteinAbsorbance * host)
}

export const proteinA: UnitOperation<ProteinAState, P, S> = {
  id: 'proteinA',
  tick_s: TICK_S,
  parameters,
  settings,
  acts: acts as Specs,
  service: service as Specs,

  open(entry, c) {
    const p = c.parameters
    const capacityAtStart = resinCapacity(p.cyclesUsed, 0.1, 15, p)
    const state: ProteinAState = {
      phase: 'equilibrate',
      cycle: 1,
      cycles: 1,
      loadVolume_L: 0,
      plannedDensity: 0,
      plannedTitre: 0,
      feed: { ...entry },
      tank: { ...entry },
      onColumn: emptyStream(entry.temperature_C),
      feedLeft_L: entry.volume_L,
      fed_g: 0,
      phase_CV: 0,
      phase_min: 0,
      loaded_L: 0,
      // As the last batch left it: under the NaOH of its CIP.
      bed: cleanBed(alkaliPh(c), BUFFER.alkali_mS_cm_per_M * c.settings.cipStrength, capacityAtStart, p),
      bed_g: 0,
      tape: newTape(INPUTS.length, OUTPUTS, BAND_CELLS),
      input: new Float64Array(INPUTS.length),
      output: new Float64Array(OUTPUTS),
      capacityAtStart,
      capacity: capacityAtStart,
      wrongPh: 0,
      strongWash_CV: 0,
      compression: 0,
      resin: { cyclesUsed: p.cyclesUsed, wear: capacityAtStart, foulingLasting: 0, foulingReversible: 0, blocked: 0 },
      collecting: false,
      byHand: false,
      collected: false,
      peak_AU: 0,
      pool: { ...emptyStream(p.poolTemperature), sinceHarvest_s: entry.sinceHarvest_s, residualBuffer: 1 },
      poolPh: 0,
      poolConductivity: 0,
      flowThrough_g: 0,
      washed_g: 0,
      outsidePool_g: 0,
      stripped_g: 0,
      abandoned_g: 0,
      highestPressure_bar: 0,
    }
    plan(state, c)
    return state
  },

  tick(state, c) {
    wait(state, c)
    if (state.phase === 'done') return
    state.phase_min += TICK_S / 60
    const flow_CV_s = c.paused ? 0 : flowNow(state, c)
    setInput(state, c, flow_CV_s)
    column(state, c.parameters)
    account(state, c, flow_CV_s)
    ageResin(state, c, flow_CV_s)
  },

  act(state, act, amount, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'newColumn') return newColumn(state, amount, c)
    if (act !== 'collect') return { code: 'unknown_act' }
    if (state.phase !== 'elute' && amount >= 0.5) return { code: 'not_eluting' }
    state.byHand = true
    state.collecting = amount >= 0.5
    if (!state.collecting) state.collected = true
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    const s = c.settings
    switch (state.phase) {
      case 'equilibrate':
        return reached(state.phase_CV, s.equilibration)
      case 'load':
        return reached(state.loaded_L, state.loadVolume_L) || state.feedLeft_L === 0
      case 'wash1':
        return reached(state.phase_CV, s.rinse)
      case 'wash2':
        return reached(state.phase_CV, s.wash)
      case 'elute':
        return reached(state.phase_CV, s.elution)
      case 'strip':
        return reached(state.phase_CV, s.strip)
      case 'cip':
        return reached(state.phase_min, s.cipTime)
      case 'done':
        return false
    }
  },

  proceed(state, c): Refusal | undefined {
    switch (state.phase) {
      case 'equilibrate':
        startLoad(state, c)
        break
      case 'load':
        state.phase = 'wash1'
        break
      case 'wash1':
        state.phase = 'wash2'
        break
      case 'wash2':
        state.phase = 'elute'
        break
      case 'elute':
        state.collecting = false
        state.phase = 'strip'
        break
      case 'strip':
        state.phase = 'cip'
        break
      case 'cip':
        endCycle(state, c)
        break
      case 'done':
        return { code: 'step_closed' }
    }
    state.phase_CV = 0
    state.phase_min = 0
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const { output, pool } = state
    const volume = output[OUT_VOLUME]
    const uv = absorbance(state, c.parameters)
    return {
      uv_AU: uv,
      flowThroughUv_AU: state.phase === 'load' ? uv : 0,
      pH: volume > 0 ? output[OUT + PH] / volume : BUFFER.neutralPh,
      conductivity_mS_cm: volume > 0 ? output[OUT + CONDUCTIVITY] / volume : BUFFER.neutral_mS_cm,
      antibodyOut_g_L: volume > 0 ? (output[OUT + MONOMER] + output[OUT + AGGREGATE]) / volume : 0,
      pressure_bar: pressure(state, c, c.paused ? 0 : fullFlow(state, c)),
      phase_CV: state.phase_CV,
      phase_min: state.phase_min,
      cycle: state.cycle,
      cycles: state.cycles,
      loaded_L: state.loaded_L,
      // What the operator believes to have loaded: volume times the titre used.
      loadedByTitre_g_L: (state.loaded_L * c.settings.titre) / c.plant.captureColumn_L,
      feedLeft_L: state.feedLeft_L,
      collecting: state.collecting ? 1 : 0,
      pool_L: pool.volume_L,
      pool_g_L: concentration_g_L(pool),
      poolPh: pool.pH,
      // What assays of the pool would find.
      poolHmw_pct: percentOfProduct(pool.hmw_g, pool),
      poolHcp_ppm: hcp_ppm(pool),
      poolProteinA_ppm: proteinA_ppm(pool),
      resinCycles: state.resin.cyclesUsed,
      resinCapacity_pct: 100 * state.capacity,
      bedCompression_pct: 100 * state.compression,
      // What a packing test would find.
      asymmetry: packingAsymmetry(state, c.parameters),
    }
  },

  ledger(state) {
    const open = state.phase !== 'done'
    return {
      entered_g: state.feed.product_g,
      made_g: 0,
      left_g: open ? 0 : state.pool.product_g,
      held_g:
        (open ? state.pool.product_g : 0) + state.bed_g + (state.feed.product_g - state.fed_g - state.abandoned_g),
      lost_g: state.flowThrough_g + state.washed_g + state.outsidePool_g + state.stripped_g + state.abandoned_g,
    }
  },

  close(state, c) {
    const pool = state.pool
    return {
      product: pool,
      results: {
        cycles: state.cycle,
        yield_pct: state.feed.product_g > 0 ? (100 * pool.product_g) / state.feed.product_g : 0,
        pool_L: pool.volume_L,
        pool_g_L: concentration_g_L(pool),
        pool_CV: pool.volume_L / (c.plant.captureColumn_L * Math.max(1, state.cycle)),
        hcp_ppm: hcp_ppm(pool),
        hmw_pct: percentOfProduct(pool.hmw_g, pool),
        proteinA_ppm: proteinA_ppm(pool),
        lostInLoad_g: state.flowThrough_g,
        lostInWash_g: state.washed_g,
        lostInElution_g: state.outsidePool_g,
        lostInStrip_g: state.stripped_g,
        leftInFeed_g: state.feedLeft_L > 0 ? state.abandoned_g : 0,
        resinCycles: state.resin.cyclesUsed,
        resinCapacity_pct: 100 * state.resin.wear * (1 - fouling(state.resin)),
        highestPressure_bar: state.highestPressure_bar,
        bedCompression_pct: 100 * state.compression,
      },
    }
  },
}

/** Asymmetry that a pulse of salt through the packed bed would show: what passes beside it comes first, the rest drags behind. */
export const packingAsymmetry = (state: ProteinAState, p: Values<P>): number =>
  WELL_PACKED + ASYMMETRY * (p.channelling + p.compressionChannels * state.compression)

/** Antibody on each slice of the column, top first, g per litre: for the picture of the band. */
export function profile(state: ProteinAState, c: C): Float64Array {
  if (state.tape.reading) return bandOnTape(state.tape)
  return bandOf(state.bed, c.parameters, state.capacity, new Float64Array(BAND_CELLS))
}

/** Antibody the column solver itself finds in the bed, g: equals the balance kept in the state. Undefined on tape. */
export function antibodyInBed_g(state: ProteinAState, c: C): number | undefined {
  if (state.tape.reading) return undefined
  bedInventory(state.bed, c.parameters, state.capacity, inventory)
  return (inventory[MONOMER] + inventory[AGGREGATE]) * c.plant.captureColumn_L
}

const reached = (value: number, target: number): boolean => value >= target * (1 - 1e-12)

const alkaliPh = (c: C): number => 14 + log10(c.settings.cipStrength)

/** All that stands waits: feed tank, load on the column, pool. */
function wait(state: ProteinAState, c: C): void {
  const { tank, onColumn, pool } = state
  if (tank.volume_L > 0) ageStream(tank, TICK_S)
  if (onColumn.volume_L > 0 && state.phase !== 'done') {
    // On the resin it meets what is pumped: acid while eluting, which a stopped pump makes long.
    onColumn.pH = state.phase === 'elute' ? c.settings.elutionPh : state.feed.pH
    ageStream(onColumn, TICK_S)
  }
  if (pool.volume_L > 0) ageStream(pool, TICK_S)
  else pool.sinceHarvest_s += TICK_S
}

const fouling = (resin: Resin): number => 1 - (1 - resin.foulingLasting) * (1 - resin.foulingReversible)

/**
 * Equal cycles: as many as the load density asks for (2 % more on each is not worth a further cycle), the rest of the
 * feed shared evenly. Planned anew when the operator changes density or titre, or has stopped a load early.
 */
function plan(state: ProteinAState, c: C): void {
  const perCycle_L = (c.settings.loadDensity * c.plant.captureColumn_L) / c.settings.titre
  const todo = Math.max(1, Math.ceil(state.feedLeft_L / perCycle_L - 0.02))
  state.cycles = state.cycle - 1 + todo
  state.loadVolume_L = state.feedLeft_L / todo
  state.plannedDensity = c.settings.loadDensity
  state.plannedTitre = c.settings.titre
}

function startLoad(state: ProteinAState, c: C): void {
  const left = state.cycles - state.cycle + 1
  const asPlanned =
    state.plannedDensity === c.settings.loadDensity &&
    state.plannedTitre === c.settings.titre &&
    Math.abs(state.feedLeft_L - left * state.loadVolume_L) <= 1e-9 * state.feed.volume_L
  if (!asPlanned) plan(state, c)
  const clean = endOnTape(state, c)
  state.wrongPh = state.tape.unequilibrated
  state.strongWash_CV = 0
  state.onColumn = emptyStream(state.feed.temperature_C)
  state.resin.blocked = clean ? 0 : Math.min(0.5, c.parameters.residueBlocks * state.tape.residue)
  state.capacity = state.capacityAtStart * (1 - fouling(state.resin)) * (1 - state.resin.blocked)
  if (clean) {
    // What is left below the limit of a blank run goes to waste here: every clean cycle starts from the same bed.
    state.stripped_g += state.bed_g
    state.bed_g = 0
    state.bed = emptyBed(state, c.parameters)
  }
  rewind(state.tape, clean, state.cycle < state.cycles)
  state.phase = 'load'
  state.loaded_L = 0
  state.collected = false
  state.byHand = false
  state.peak_AU = 0
}

const emptyBed = (state: ProteinAState, p: Values<P>): Bed =>
  cleanBed(BUFFER.neutralPh, BUFFER.neutral_mS_cm, state.capacity, p)

/** Is the column clean? Asked of the bed, or of the tape when the cycle was read to its end. */
function endOnTape(state: ProteinAState, c: C): boolean {
  const { tape } = state
  if (tape.reading && tape.at < tape.ticks) rebuild(state, c.parameters)
  if (!tape.reading) {
    bedInventory(state.bed, c.parameters, state.capacity, inventory)
    tape.residue = inventory[MONOMER] + inventory[AGGREGATE]
    tape.unequilibrated = unequilibrated(inventory[PH], c)
    tape.endedClean =
      tape.residue < CLEAN_ANTIBODY_g_L && inventory[HOST_PROTEIN] < CLEAN_HOST_mg_L && tape.unequilibrated === 0
  }
  return tape.endedClean
}

/** Share of the bed's liquid that is not equilibration buffer, from its mean pH: NaOH of the CIP above, acid below. */
function unequilibrated(amount: number, c: C): number {
  const { bedPorosity, beadPorosity } = c.parameters
  const off = amount / (bedPorosity + (1 - bedPorosity) * beadPorosity) - BUFFER.neutralPh
  const full = (off > 0 ? alkaliPh(c) : Math.min(c.settings.elutionPh, c.settings.stripPh)) - BUFFER.neutralPh
  const share = Math.abs(full) > 0.5 ? off / full : 0
  return share < UNSEEN_BUFFER ? 0 : Math.min(1, share)
}

/** Another column in its place, stored under the same NaOH: only while nothing is on it. */
function newColumn(state: ProteinAState, cyclesUsed: number, c: C): Refusal | undefined {
  if (state.phase !== 'equilibrate') return { code: 'column_at_work' }
  const p = c.parameters
  const wear = resinCapacity(cyclesUsed, 0.1, 15, p)
  state.stripped_g += state.bed_g
  state.bed_g = 0
  state.resin = { cyclesUsed, wear, foulingLasting: 0, foulingReversible: 0, blocked: 0 }
  state.capacityAtStart = wear
  state.capacity = wear
  state.compression = 0
  state.bed = cleanBed(alkaliPh(c), BUFFER.alkali_mS_cm_per_M * c.settings.cipStrength, wear, p)
  state.tape = newTape(INPUTS.length, OUTPUTS, BAND_CELLS)
  state.phase_CV = 0
  return undefined
}

/** After CIP: the resin is a cycle older; with feed left the next begins. A cycle without load gives the feed up. */
function endCycle(state: ProteinAState, c: C): void {
  state.resin.cyclesUsed++
  state.resin.wear *= 1 - c.parameters.useWear
  if (state.feedLeft_L > 0 && state.loaded_L > 0) {
    state.cycle++
    state.phase = 'equilibrate'
    return
  }
  state.abandoned_g = state.feed.product_g - state.fed_g
  state.stripped_g += state.bed_g
  state.bed_g = 0
  state.bed = emptyBed(state, c.parameters)
  eraseTape(state.tape)
  state.phase = 'done'
}

/** What is asked for, or what the skid's pressure limit leaves of it. */
function fullFlow(state: ProteinAState, c: C): number {
  if (state.phase === 'done') return 0
  const asked = 1 / (60 * (state.phase === 'load' ? c.settings.loadResidence : c.settings.residence))
  const bar = pressure(state, c, asked)
  return bar > c.parameters.pressureStop ? (asked * c.parameters.pressureStop) / bar : asked
}

/** Column volumes per second in this tick: the last tick before a recipe's end point pumps just up to it. */
function flowNow(state: ProteinAState, c: C): number {
  const full = fullFlow(state, c)
  const s = c.settings
  const toGo_CV = (target: number): number => target - state.phase_CV
  let left = 0
  switch (state.phase) {
    case 'load': {
      const column_L = c.plant.captureColumn_L
      const feed = state.feedLeft_L / (column_L * TICK_S)
      left = (state.loadVolume_L - state.loaded_L) / (column_L * TICK_S)
      const wanted = left > 0 && !reached(state.loaded_L, state.loadVolume_L) ? Math.min(full, left) : full
      // Rounding in what is left of the feed must not make the last cycle differ from the others.
      return feed < wanted * (1 - 1e-9) ? feed : wanted
    }
    case 'equilibrate':
      left = toGo_CV(s.equilibration)
      break
    case 'wash1':
      left = toGo_CV(s.rinse)
      break
    case 'wash2':
      left = toGo_CV(s.wash)
      break
    case 'elute':
      left = toGo_CV(s.elution)
      break
    case 'strip':
      left = toGo_CV(s.strip)
      break
    case 'cip':
    case 'done':
      break
  }
  return left > 1e-12 && left < full * TICK_S ? left / TICK_S : full
}

function setInput(state: ProteinAState, c: C, flow_CV_s: number): void {
  const { input, feed } = state
  const { settings: s, parameters: p } = c
  const phase = state.phase as Exclude<Phase, 'done'>
  let pH: number = BUFFER.neutralPh
  let conductivity: number = BUFFER.neutral_mS_cm
  if (phase === 'load') {
    pH = feed.pH
    conductivity = feed.conductivity_mS_cm
  } else if (phase === 'wash2') conductivity = BUFFER.wash_mS_cm * Math.max(0.2, s.washStrength)
  else if (phase === 'elute' || phase === 'strip') {
    pH = phase === 'elute' ? s.elutionPh : s.stripPh
    conductivity = BUFFER.acid_mS_cm
  } else if (phase === 'cip') {
    pH = alkaliPh(c)
    conductivity = BUFFER.alkali_mS_cm_per_M * s.cipStrength
  }
  const loading = phase === 'load' && feed.volume_L > 0
  input[0] = STAGES[phase]
  input[1] = flow_CV_s
  input[2] = pH
  input[3] = conductivity
  input[4] = loading ? feed.product_g / feed.volume_L : 0
  input[5] = feed.product_g > 0 ? feed.hmw_g / feed.product_g : 0
  input[6] = loading ? feed.hcp_mg / feed.volume_L : 0
  input[7] = phase === 'wash2' ? s.washStrength : 0
  input[8] = state.capacity
  input[9] = p.channelling + p.compressionChannels * state.compression
  // HCP clings to what an incomplete CIP left as it does to antibody.
  input[10] = 1 + p.residueHost * state.resin.blocked
  input[11] = loading && state.wrongPh > 0 ? state.wrongPh * exp(-state.phase_CV / p.rightingVolume) : 0
}

/** The bed's tick: read from the tape while it knows what is pumped, calculated otherwise. */
function column(state: ProteinAState, p: Values<P>): void {
  const { tape, input, output } = state
  // With no flow the detector keeps seeing the liquid that stands in it.
  const target = input[1] > 0 ? output : standing
  if (knows(tape, input)) {
    readTick(tape, target)
    return
  }
  if (tape.reading) rebuild(state, p)
  advanceBed(state.bed, p, TICK_S, input, 0, target)
  const picture = writeTick(tape, input, target)
  if (picture >= 0) tape.bands.set(bandOf(state.bed, p, state.capacity, band), picture)
}

/** Calculates the present cycle again up to where it has come, from what was pumped. */
function rebuild(state: ProteinAState, p: Values<P>): void {
  const { tape } = state
  state.bed = emptyBed(state, p)
  for (let k = 0; k < tape.at; k++) advanceBed(state.bed, p, TICK_S, tape.inputs, k * tape.inputWidth, standing)
  tape.reading = false
  tape.ticks = tape.at
}

/** What left goes to the pool or to waste. */
function account(state: ProteinAState, c: C, flow_CV_s: number): void {
  if (flow_CV_s === 0) return
  const { parameters: p, plant } = c
  const { output, feed, pool } = state
  const column_L = plant.captureColumn_L
  const pumped_L = flow_CV_s * TICK_S * column_L
  state.phase_CV += flow_CV_s * TICK_S
  if (state.phase === 'load') {
    const fed_g = state.input[4] * pumped_L
    state.loaded_L += pumped_L
    state.feedLeft_L -= pumped_L
    if (state.feedLeft_L < 1e-9 * feed.volume_L) state.feedLeft_L = 0
    const { tank } = state
    pour(state.onColumn, splitInto(parcel, tank, state.feedLeft_L === 0 ? 1 : Math.min(1, pumped_L / tank.volume_L)))
    state.fed_g += fed_g
    state.bed_g += fed_g
  }
  const monomer_g = output[OUT + MONOMER] * column_L
  const aggregate_g = output[OUT + AGGREGATE] * column_L
  const out_g = monomer_g + aggregate_g
  state.bed_g -= out_g
  const bar = pressure(state, c, flow_CV_s)
  state.highestPressure_bar = Math.max(state.highestPressure_bar, bar)
  const over_bar = bar - p.compressionFrom
  if (over_bar > 0) state.compression += (1 - state.compression) * p.compression * over_bar * (TICK_S / 60)
  if (state.phase === 'wash2') state.strongWash_CV += flow_CV_s * TICK_S * Math.max(0, c.settings.washStrength - 1)

  if (state.phase === 'elute' && !state.byHand) cut(state, c)
  if (!state.collecting) {
    if (state.phase === 'load') state.flowThrough_g += out_g
    else if (state.phase === 'elute') state.outsidePool_g += out_g
    else if (state.phase === 'wash1' || state.phase === 'wash2') state.washed_g += out_g
    else state.stripped_g += out_g
    return
  }
  const volume_L = output[OUT_VOLUME] * column_L
  const pH = output[OUT + PH] / output[OUT_VOLUME]
  const below = Math.max(0, 3.3 - pH)
  const made_g = Math.min(monomer_g, 0.01 * (p.aggregation + p.aggregationBelow * below) * out_g)
  const leached_ppm =
    p.leaching *
    (1 + p.cyclesUsed / p.leachingAge) *
    (1 + p.leachingBelow * below) *
    (1 + p.leachingWash * state.strongWash_CV)
  const { onColumn } = state
  const share = onColumn.product_g > 0 ? out_g / onColumn.product_g : 0
  // Monomer that waiting has turned into aggregates since the feed came.
  const asReceived = feed.product_g > 0 ? feed.hmw_g / feed.product_g : 0
  const turned = asReceived < 1 && share > 0 ? (onColumn.hmw_g / onColumn.product_g - asReceived) / (1 - asReceived) : 0
  pool.volume_L += volume_L
  state.poolPh += pH * volume_L
  state.poolConductivity += output[OUT + CONDUCTIVITY] * column_L
  pool.product_g += out_g
  pool.hmw_g += aggregate_g + made_g + Math.max(0, turned) * (monomer_g - made_g)
  pool.lmw_g += onColumn.lmw_g * share
  pool.acidic_g += onColumn.acidic_g * share
  pool.basic_g += onColumn.basic_g * share
  pool.galactosylated_g += onColumn.galactosylated_g * share
  pool.hcp_mg += output[OUT + HOST_PROTEIN] * column_L
  pool.proteinA_mg += 1e-3 * leached_ppm * out_g
  pool.dna_mg += onColumn.dna_mg * share * pow10(-p.dnaReduction)
  pool.retrovirus += onColumn.retrovirus * share * pow10(-p.retroReduction)
  pool.parvovirus += onColumn.parvovirus * share * pow10(-p.parvoReduction)
  pool.endotoxin_EU += onColumn.endotoxin_EU * share * pow10(-p.endotoxinReduction)
  pool.bioburden_CFU += onColumn.bioburden_CFU * share * pow10(-p.germReduction)
  pool.turbidity_NTU = 5
  pool.pH = state.poolPh / pool.volume_L
  pool.conductivity_mS_cm = state.poolConductivity / pool.volume_L
}

/** The recipe's pool valve: opens at the start absorbance, closes at the end absorbance behind the peak. */
function cut(state: ProteinAState, c: C): void {
  const uv = absorbance(state, c.parameters)
  if (uv > state.peak_AU) state.peak_AU = uv
  if (!state.collecting && !state.collected && uv >= c.settings.poolStart) state.collecting = true
  else if (state.collecting && uv <= c.settings.poolEnd && uv < 0.9 * state.peak_AU) {
    state.collecting = false
    state.collected = true
  }
}

/** Wear by alkali and strong acid, fouling by turbid feed, recovery in strong NaOH: all rates, so any CIP at any time counts. */
function ageResin(state: ProteinAState, c: C, flow_CV_s: number): void {
  const { parameters: p, settings: s } = c
  const { resin } = state
  if (state.phase === 'cip') {
    const min = TICK_S / 60
    resin.wear *= 1 - p.alkaliWear * (min / 15) * pow10(p.alkaliOrder * log10(s.cipStrength / 0.1))
    resin.foulingReversible *= 1 - Math.min(1, p.foulingRecovery * min * (s.cipStrength / 0.5))
    return
  }
  if (state.phase === 'elute' || state.phase === 'strip') {
    const acid = 2.5 - (state.phase === 'elute' ? s.elutionPh : s.stripPh)
    if (acid > 0 && flow_CV_s > 0) resin.wear *= 1 - (p.acidWear * acid * TICK_S) / 60
    return
  }
  if (state.phase !== 'load') return
  const over = (state.feed.turbidity_NTU - p.turbidityLimit) / 20
  if (over <= 0) return
  const loss = p.fouling * (over / (1 + over)) * flow_CV_s * TICK_S
  resin.foulingReversible += (1 - resin.foulingReversible) * loss * p.foulingReversible
  resin.foulingLasting += (1 - resin.foulingLasting) * loss * (1 - p.foulingReversible)
}

/** Laminar flow through the bed: in proportion to velocity and height; fouling and packing narrow it. */
function pressure(state: ProteinAState, c: C, flow_CV_s: number): number {
  const velocity_cm_h = flow_CV_s * 3600 * c.parameters.bedHeight
  const narrowed =
    1 + 6 * fouling(state.resin) + 4 * state.resin.blocked + c.parameters.compressionNarrows * state.compression
  return (c.parameters.pressure * velocity_cm_h * c.parameters.bedHeight * narrowed) / (300 * 20)
}
