import {
  buildColumn,
  type ColumnPlay,
  exp,
  fillColumn,
  log,
  newEffluent,
  playColumn,
  playInventory,
  type PlaySetup,
  setupPlay,
  startPlay,
  type Values,
} from '../../sim/index.ts'
import type { P } from './parameters.ts'

/**
 * The packed bed, per column volume: LRM (binding sees the liquid) on the shift transport. 22 cells without explicit
 * dispersion stand for the sheet's 40-cell column, whose order of splitting costs it about as much; see model.md.
 */
const CELLS = 22

/** Components: two that set the binding, seven proteins. */
export const SALT = 0
export const PH = 1
export const FIRST_PROTEIN = 2
const PROTEINS = ['acidic', 'main', 'basic', 'aggregate', 'washedHost', 'elutingHost', 'leached'] as const
const COMPONENTS = FIRST_PROTEIN + PROTEINS.length

/** One tick's inputs: flow, what flows in, and the share of its capacity the resin has under this load. */
export const FLOW = 0
export const INLET = 1
export const CAPACITY = INLET + COMPONENTS
export const INPUTS = CAPACITY + 1
/** Outputs: volume, then concentration × CV of each component. */
export const OUT = 1
export const OUTPUTS = OUT + COMPONENTS

export interface Bed {
  readonly play: ColumnPlay
}

interface Plant {
  /** The object last seen: a tick that brings the same one need not compare (values are read-only). */
  p: Values<P>
  readonly capacity: number
  readonly setup: PlaySetup
}

const LN10 = 2.302585092994046

/** Work space of the columns lately asked for: several lots may run side by side. A memo, no part of any state. */
const plants: Plant[] = []
const MOST_PLANTS = 6
const inlet = new Float64Array(COMPONENTS)
const effluent = newEffluent(COMPONENTS)

const SHAPING = [
  'capacity',
  'kinetics',
  'strength',
  'charges',
  'bedPorosity',
  'bedHeight',
  'dispersivity',
  'strongest',
  'acidic',
  'basic',
  'aggregate',
  'aggregateCharges',
  'washedHost',
  'washedHostCharges',
  'elutingHost',
  'elutingHostCharges',
  'leached',
  'perPh',
] as const satisfies readonly (keyof P)[]

function same(a: Values<P>, b: Values<P>): boolean {
  if (a === b) return true
  for (let k = 0; k < SHAPING.length; k++) if (a[SHAPING[k]] !== b[SHAPING[k]]) return false
  return true
}

function plantFor(p: Values<P>, capacity: number): Plant {
  for (let k = 0; k < plants.length; k++) {
    if (plants[k].capacity !== capacity || !same(plants[k].p, p)) continue
    plants[k].p = p
    return plants[k]
  }
  const k = p.kinetics / 60
  const factor = [1, 1, p.acidic, 1, p.basic, p.aggregate, p.washedHost, p.elutingHost, p.leached]
  // Exponents of salt: one power is worked out for each different one.
  const charges = [p.charges, p.aggregateCharges, p.washedHostCharges, p.elutingHostCharges]
  const which = [0, 0, 0, 0, 0, 1, 2, 3, 1]
  const power = new Float64Array(charges.length)
  const full = p.capacity * capacity
  const logStrength = log(p.strength)
  const perPh = p.perPh * LN10
  const column = buildColumn(
    {
      transport: 'shift',
      bead: 'none',
      components: COMPONENTS,
      cells: CELLS,
      length_m: p.bedHeight / 100,
      porosity: p.bedPorosity,
      dispersion_m2_s: 0,
      dispersivity_m: p.dispersivity * 1e-3,
    },
    {
      kind: 'sites',
      modulators: FIRST_PROTEIN,
      capacity: [1, 1, ...PROTEINS.map(() => full)],
      perCell: false,
      // Melander's modulator with the modulator in adsorption: dq/dt = k (H θ c − q), H = h H0 s^−β 10^(−1.5 (pH − 5.2)).
      rates: (liquid, _cell, adsorption, desorption) => {
        // Not physical below 1 mM: nothing pumped here has so little salt.
        const logSalt = log(liquid[SALT] > 1e-3 ? liquid[SALT] : 1e-3)
        const base = logStrength - perPh * (liquid[PH] - 5.2)
        for (let j = 0; j < power.length; j++) power[j] = exp(base - charges[j] * logSalt)
        for (let i = FIRST_PROTEIN; i < COMPONENTS; i++) {
          const h = factor[i] * power[which[i]]
          adsorption[i] = k * (h < p.strongest ? h : p.strongest)
          desorption[i] = k
        }
      },
    },
  )
  const plant: Plant = { p, capacity, setup: setupPlay(column) }
  if (plants.length === MOST_PLANTS) plants.shift()
  plants.push(plant)
  return plant
}

export function cleanBed(salt_M: number, pH: number, p: Values<P>): Bed {
  const { setup } = plantFor(p, 1)
  const liquid = new Float64Array(COMPONENTS)
  liquid[SALT] = salt_M
  liquid[PH] = pH
  return { play: startPlay(setup, fillColumn(setup.column, liquid, new Float64Array(COMPONENTS)), liquid) }
}

export function advanceBed(
  bed: Bed,
  p: Values<P>,
  dt_s: number,
  inputs: Float64Array,
  at: number,
  outputs: Float64Array,
): void {
  const { setup } = plantFor(p, inputs[at + CAPACITY])
  for (let i = 0; i < COMPONENTS; i++) inlet[i] = inputs[at + INLET + i]
  playColumn(setup, bed.play, dt_s, inputs[at + FLOW], inlet, effluent)
  outputs[0] = effluent.volume_CV
  for (let i = 0; i < COMPONENTS; i++) outputs[OUT + i] = effluent.amount[i]
}

/** Amounts in the bed, concentration × CV. */
export function bedInventory(bed: Bed, p: Values<P>, capacity: number, into: Float64Array): Float64Array {
  return playInventory(plantFor(p, capacity).setup, bed.play, into)
}

/** Protein held by each cell, top first, g per litre of column. */
export function bandOf(bed: Bed, p: Values<P>, capacity: number, into: Float64Array, at: number): void {
  const { share } = plantFor(p, capacity).setup.column
  const { pore, bound } = bed.play.column
  for (let cell = 0; cell < CELLS; cell++) {
    let sum = 0
    for (let i = FIRST_PROTEIN; i < COMPONENTS; i++)
      sum += share.pore * pore[cell * COMPONENTS + i] + share.solid * bound[cell * COMPONENTS + i]
    into[at + cell] = sum
  }
}

export const BAND_CELLS = CELLS
export const BED_COMPONENTS = COMPONENTS
