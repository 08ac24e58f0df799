import type { AavMachine } from './aavView.ts'
import type { PlasmaMachine } from './plasmaView.ts'
import type { AlarmView, PersonView } from './plantView.ts'

/**
 * A room of the plant with its machine cut open, between the rooms of the step before and after. As in `plantView.ts`:
 * plain data, shares from 0 to 1, what eyes see and gauges show, nothing else.
 */
export interface MachineView {
  readonly kind: 'machine'
  readonly machine: Machine
  readonly plant: 'antibody' | 'plasma' | 'aav'
  /** The step it is at work in, where the room is one that several steps share. */
  readonly called?: string
  /** Units of the neighbouring rooms; null: the building ends. */
  readonly before: string | null
  readonly after: string | null
  /** On which side of the first viral inactivation the room stands; null: this plant has no such border. */
  readonly side: 'before' | 'at' | 'after' | null
  /** Flow stopped by somebody: dashes stand, a pause mark hangs at the tag. */
  readonly held: boolean
  readonly people: readonly PersonView[]
  readonly hour: number
  readonly alarms: readonly AlarmView[]
}

export type Machine =
  | ThawView
  | SeedView
  | CentrifugeView
  | DepthFilterView
  | ColumnView
  | LowPhView
  | NanofilterView
  | UltrafiltrationView
  | FillView
  | VialsView
  | PlasmaMachine
  | AavMachine

/** A vial of the cell bank in its water bath, seen from near. */
export interface ThawView {
  readonly unit: 'thaw'
  /** Of the vial's content that is still frozen. */
  readonly ice: number
  /** Needle, -80 to 40 °C. */
  readonly temperature: number
  /** Share of the cells that are dead: what is pink turns grey. */
  readonly dead: number
  /** On the clock, of six minutes. */
  readonly time: number
  readonly swirled: boolean
  /** Poured into the medium of the first flask. */
  readonly diluted: boolean
  /** Held above the ice, as long as nobody has said that it is this one. */
  readonly waits: boolean
  /** What its label says to who has read it: '' where frost hides it, null where nobody has looked. */
  readonly label: string | null
}

/** Cells on their way to the production vessel: flasks on a shaker, then a small tank, and the bench where they are counted. */
export interface SeedView {
  readonly unit: 'seedTrain' | 'nMinus1'
  /** In which they are: one of three flasks, or the tank. */
  readonly vessel: 0 | 1 | 2 | 'tank'
  readonly fill: number
  readonly turbidity: number
  readonly dead: number
  /** Squares of the counting grid that are to be counted, of 25. */
  readonly squares: number
  /** Share of dead cells as last measured; null: nobody has. */
  readonly counted: number | null
  /** Needle: the density set for the next vessel, over the highest that can be. */
  readonly wanted: number
}

/** Product on its way through a machine: what is still to come, what is done, and how fast. */
export interface LineView {
  readonly feed: number
  readonly pool: number
  readonly flow: number
}

export interface CentrifugeView extends LineView {
  readonly unit: 'centrifuge'
  /** Needle of the bowl speed. */
  readonly speed: number
  /** Solids in the bowl; above 1 it is overfull. */
  readonly cake: number
  /** Haze in the sight glass. */
  readonly sight: number
  readonly shots: number
  /** The bowl is open just now. */
  readonly shooting: boolean
}

export interface DepthFilterView extends LineView {
  readonly unit: 'depthFilter'
  /** How far up the pods are wetted with product: load over the rated load. */
  readonly load: number
  /** Needle, 0 to 2 bar; and how dark the media have become, told from pressure at this flow. */
  readonly pressure: number
  readonly soil: number
  readonly sight: number
  readonly flushing: boolean
}

export interface ColumnView extends ColumnFace {
  readonly unit: 'proteinA' | 'cationExchange' | 'anionExchange'
}

/** What any column of the plants shows. */
export interface ColumnFace extends LineView {
  /** What is pumped: product, or one of the buffers. */
  readonly inlet: 'product' | 'clear' | 'blue' | 'lilac' | 'acid'
  /** Protein on the column, top first. */
  readonly band: readonly number[]
  readonly uv: number
  /** Needle of the pressure gauge. */
  readonly pressure: number
  readonly cycle: number
  readonly cycles: number
  readonly collecting: boolean
  /** Level of the buffer in use. */
  readonly buffer: number
  /** Fraction tubes, as dense as the lamp sees them; none but in cation exchange. */
  readonly tubes: readonly number[]
}

export interface LowPhView extends LineView {
  readonly unit: 'lowPhHold'
  /** In which tank the pool stands: feed and pool are their levels. */
  readonly tank: 1 | 2
  /** Needle, pH 3 to 8. */
  readonly pH: number
  readonly dosing: 'acid' | 'base' | null
  /** Share of the hold that is done, on the clock. */
  readonly hold: number
  readonly haze: number
}

export interface NanofilterView extends LineView {
  readonly unit: 'nanofilter'
  readonly pressure: number
  /** Flux lost since the filter was fresh: what is held. */
  readonly held: number
  readonly filters: number
  readonly chasing: boolean
  /** Share of the integrity test, and its lamp. */
  readonly test: number
  readonly verdict: 'pass' | 'fail' | null
}

export interface UltrafiltrationView extends LineView {
  readonly unit: 'ultrafiltration'
  /** Level in the retentate tank is `feed`; permeate gone is `pool`. */
  readonly thick: number
  readonly pressure: number
  readonly flux: number
  /** Film on the membrane, told from flux at this concentration. */
  readonly film: number
  readonly diafiltering: boolean
  /** Buffer left in its tote. */
  readonly buffer: number
  /** Recovered into the pool vessel, and dosed with polysorbate. */
  readonly recovered: boolean
  readonly dosing: boolean
}

export interface FillView extends LineView {
  readonly unit: 'sterileFill'
  readonly phase: 'preTest' | 'filter' | 'postTest' | 'fill' | 'done'
  readonly test: number
  readonly verdict: 'pass' | 'fail' | null
  /** Vials a minute over the fastest. */
  readonly speed: number
  readonly jammed: boolean
  /** Liquid in a vial, over what its label asks. */
  readonly level: number
  readonly trays: number
  readonly rejects: number
  /** Needle of the check weigher around the target; null: nothing weighed. */
  readonly weighed: number | null
}

export interface VialsView {
  readonly unit: 'vials'
  /** Shelves that are full, and whether any vial came at all. */
  readonly filled: number
  readonly any: boolean
}
