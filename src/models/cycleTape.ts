/**
 * Identical cycles are solved once. A cycle that starts from a clean column is a function of what is pumped tick by
 * tick, so its ticks are written down: what went in, what came out, and now and then where the band stood. The next
 * clean cycle reads the tape for as long as every input is the same to the last bit; at the first that differs the
 * column is worked out again up to there and goes on from it. Plain data.
 * The feed ages from cycle to cycle. The inputs are those of the feed as it was received; what waiting has changed is
 * booked by the unit on the amounts that leave, so that it moves no input and cycles stay identical.
 */
export interface CycleTape {
  readonly inputWidth: number
  readonly outputWidth: number
  readonly bandWidth: number
  inputs: Float64Array
  outputs: Float64Array
  bands: Float64Array
  /** Ticks written, and the tick the present cycle has reached. */
  ticks: number
  at: number
  /** The present cycle is read from the tape: the column itself is not calculated. */
  reading: boolean
  /** The present cycle started clean and is not the last: it is written down. */
  writing: boolean
  /** How the written cycle ended: clean or not, and what was left in the column (per column volume). */
  endedClean: boolean
  residue: number
  /** Share of the bed that stood under something else than equilibration buffer when it ended. */
  unequilibrated: number
}

/** One picture of the band per plant minute. */
export const TICKS_PER_BAND = 12
const CHUNK = 1536
/** Longer cycles (held for hours) are not kept. */
const MOST = 4 * CHUNK

export function newTape(inputWidth: number, outputWidth: number, bandWidth: number): CycleTape {
  return {
    inputWidth,
    outputWidth,
    bandWidth,
    inputs: new Float64Array(0),
    outputs: new Float64Array(0),
    bands: new Float64Array(0),
    ticks: 0,
    at: 0,
    reading: false,
    writing: false,
    endedClean: false,
    residue: 0,
    unequilibrated: 0,
  }
}

/** A new cycle begins; `clean`: from the one state every tape starts from; `again`: more cycles are planned after it. */
export function rewind(tape: CycleTape, clean: boolean, again: boolean): void {
  tape.reading = clean && tape.ticks > 0
  tape.writing = clean && again
  tape.at = 0
  if (!clean) tape.ticks = 0
}

/** True when the tape holds this very tick. */
export function knows(tape: CycleTape, input: Float64Array): boolean {
  if (!tape.reading || tape.at >= tape.ticks) return false
  const from = tape.at * tape.inputWidth
  for (let i = 0; i < tape.inputWidth; i++) if (tape.inputs[from + i] !== input[i]) return false
  return true
}

/** Reads the outputs of this tick and moves on. */
export function readTick(tape: CycleTape, output: Float64Array): void {
  const from = tape.at * tape.outputWidth
  for (let i = 0; i < tape.outputWidth; i++) output[i] = tape.outputs[from + i]
  tape.at++
}

/** Writes a tick that was calculated. Returns where in `bands` its picture belongs, or -1. */
export function writeTick(tape: CycleTape, input: Float64Array, output: Float64Array): number {
  if (!tape.writing) return -1
  if (tape.at >= MOST) {
    tape.writing = false
    tape.ticks = 0
    return -1
  }
  if ((tape.at + 1) * tape.inputWidth > tape.inputs.length) {
    const ticks = tape.at + CHUNK
    tape.inputs = longer(tape.inputs, ticks * tape.inputWidth)
    tape.outputs = longer(tape.outputs, ticks * tape.outputWidth)
    tape.bands = longer(tape.bands, (ticks / TICKS_PER_BAND) * tape.bandWidth)
  }
  tape.inputs.set(input, tape.at * tape.inputWidth)
  tape.outputs.set(output, tape.at * tape.outputWidth)
  const picture = tape.at % TICKS_PER_BAND === 0 ? (tape.at / TICKS_PER_BAND) * tape.bandWidth : -1
  tape.at++
  tape.ticks = tape.at
  return picture
}

/** The latest picture of the band the tape holds for the present tick. */
export function bandOnTape(tape: CycleTape): Float64Array {
  const picture = Math.floor(Math.max(0, tape.at - 1) / TICKS_PER_BAND) * tape.bandWidth
  return tape.bands.slice(picture, picture + tape.bandWidth)
}

/** The last cycle is over: nothing of the tape needs keeping. */
export function eraseTape(tape: CycleTape): void {
  tape.inputs = tape.outputs = tape.bands = new Float64Array(0)
  tape.ticks = tape.at = 0
  tape.reading = tape.writing = false
}

function longer(array: Float64Array, length: number): Float64Array {
  const result = new Float64Array(length)
  result.set(array)
  return result
}
