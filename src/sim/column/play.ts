import { Fault } from '../fault.ts'
import {
  type Column,
  type ColumnState,
  columnInventory,
  type ColumnOutlet,
  type ColumnParcel,
  letOut,
  pushParcel,
  restColumn,
  takeIn,
} from './column.ts'

/**
 * A column under a pump that may do anything: any tick, any flow, pauses, a new inlet in the middle of a parcel.
 *
 * Liquid is collected into parcels of fixed volume, each with its own duration; a full parcel goes into the column, and
 * what leaves stands in a line of parcels, drawn as new liquid comes in. For the sweep that line is the liquid between
 * the beads, `slots` parcels of ε·CV/slots. For the shift a parcel is a cell and the line one parcel; meanwhile the top
 * cell has no liquid but the parcel being collected, so that the column holds its own volume at any moment. The parcel
 * that stands ready to leave has then exchanged for the duration of the parcel before it, not of its own: the same at
 * steady flow, at a change of flow half a parcel off.
 */
export interface ColumnPlay {
  readonly column: ColumnState
  /** Parcel being collected. */
  volume_CV: number
  duration_s: number
  /** Amount of each component in it, concentration × CV. */
  readonly collected: Float64Array
  /** Concentrations of the parcels on their way out, [slot][component]; `next` is the one leaving now. */
  readonly line: Float64Array
  next: number
  /** Standing time not yet given to the beads. */
  rest_s: number
}

/** What left during a tick. */
export interface Effluent {
  volume_CV: number
  /** Concentration × CV of each component. */
  readonly amount: Float64Array
}

export interface PlaySetup {
  readonly column: Column
  readonly slots: number
  readonly parcelVolume_CV: number
  readonly parcel: ColumnParcel
  readonly outlet: ColumnOutlet
}

/** Beads at rest are stepped in pieces of this length. */
const REST_STEP_s = 60

/** `slots`: parcels per liquid hold-up for the sweep (2 for a load, 15 to 20 for an elution); the shift has one. */
export function setupPlay(column: Column, slots = 1): PlaySetup {
  const n = column.spec.components
  const isSweep = column.spec.transport === 'sweep'
  const parcelVolume_CV = isSweep ? column.spec.porosity / slots : column.cellVolume_CV
  return {
    column,
    slots: isSweep ? slots : 1,
    parcelVolume_CV,
    parcel: { volume_CV: parcelVolume_CV, duration_s: 0, concentration: new Float64Array(n) },
    outlet: { mean: new Float64Array(n), end: new Float64Array(n) },
  }
}

/** `column` becomes part of the returned state. `liquid`: between the beads of a sweep; a shift has its own. */
export function startPlay(setup: PlaySetup, column: ColumnState, liquid: ArrayLike<number>): ColumnPlay {
  const n = setup.column.spec.components
  const line = new Float64Array(setup.slots * n)
  for (let k = 0; k < line.length; k++) line[k] = liquid[k % n]
  if (setup.column.spec.transport === 'shift') {
    letOut(setup.column, column, column.pending_s, setup.outlet)
    column.pending_s = 0
    line.set(setup.outlet.mean)
  }
  return { column, volume_CV: 0, duration_s: 0, collected: new Float64Array(n), line, next: 0, rest_s: 0 }
}

export function newEffluent(components: number): Effluent {
  return { volume_CV: 0, amount: new Float64Array(components) }
}

/** One tick of `dt_s` at `flow_CV_s` (0: paused). `effluent` is overwritten with what left. */
export function playColumn(
  setup: PlaySetup,
  play: ColumnPlay,
  dt_s: number,
  flow_CV_s: number,
  inlet: ArrayLike<number>,
  effluent: Effluent,
): void {
  const n = setup.column.spec.components
  if (!(dt_s >= 0 && flow_CV_s >= 0 && dt_s * flow_CV_s < Infinity)) throw new Fault('tick', { dt_s, flow_CV_s })
  effluent.volume_CV = 0
  effluent.amount.fill(0)
  if (flow_CV_s === 0) {
    play.rest_s += dt_s
    while (play.rest_s >= REST_STEP_s) {
      standStill(setup, play, REST_STEP_s)
      play.rest_s -= REST_STEP_s
    }
    return
  }
  let left_CV = dt_s * flow_CV_s
  while (left_CV > 0) {
    const room_CV = setup.parcelVolume_CV - play.volume_CV
    // A remainder below rounding completes the parcel rather than leaving a splinter.
    const fills = left_CV >= room_CV * (1 - 1e-12)
    const taken_CV = fills && left_CV < room_CV ? left_CV : fills ? room_CV : left_CV
    for (let i = 0; i < n; i++) {
      play.collected[i] += taken_CV * inlet[i]
      effluent.amount[i] += taken_CV * play.line[play.next * n + i]
    }
    effluent.volume_CV += taken_CV
    play.volume_CV += taken_CV
    play.duration_s += taken_CV / flow_CV_s
    left_CV -= taken_CV
    if (fills) pushCollected(setup, play)
  }
}

function standStill(setup: PlaySetup, play: ColumnPlay, duration_s: number): void {
  restColumn(setup.column, play.column, duration_s, setup.column.spec.transport === 'shift' ? 1 : 0)
}

function pushCollected(setup: PlaySetup, play: ColumnPlay): void {
  const { column, parcel, outlet, slots, parcelVolume_CV } = setup
  const n = column.spec.components
  if (play.rest_s > 0) standStill(setup, play, play.rest_s)
  play.rest_s = 0
  parcel.duration_s = play.duration_s
  for (let i = 0; i < n; i++) parcel.concentration[i] = play.collected[i] / parcelVolume_CV
  if (column.spec.transport === 'shift') {
    takeIn(column, play.column, parcel)
    letOut(column, play.column, parcel.duration_s, outlet)
  } else pushParcel(column, play.column, parcel, outlet)
  for (let i = 0; i < n; i++) play.line[play.next * n + i] = outlet.mean[i]
  play.next = (play.next + 1) % slots
  play.volume_CV = 0
  play.duration_s = 0
  play.collected.fill(0)
}

/** Everything held: column, line, and the parcel being collected; concentration × CV. */
export function playInventory(setup: PlaySetup, play: ColumnPlay, into: Float64Array): Float64Array {
  const n = setup.column.spec.components
  columnInventory(setup.column, play.column, into)
  for (let slot = 0; slot < setup.slots; slot++) {
    const volume_CV = setup.parcelVolume_CV - (slot === play.next ? play.volume_CV : 0)
    for (let i = 0; i < n; i++) into[i] += volume_CV * play.line[slot * n + i]
  }
  for (let i = 0; i < n; i++) into[i] += play.collected[i]
  return into
}
