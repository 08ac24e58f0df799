import type { ColumnFace } from './machineView.ts'

/** The rooms of the AAV plant: as in `machineView.ts`, shares from 0 to 1 of what eyes see and gauges show. */
export type AavMachine =
  | PlanView
  | CellSuiteView
  | VectorSuiteView
  | VectorHoldView
  | EffluentView
  | VectorColumnView
  | ColdStoreView

/** A single-use tank, as tall beside a person as it is. */
interface TankView {
  readonly scale_L: number
  readonly fill: number
  readonly turbidity: number
  readonly dead: number
  readonly stirring: number
  /** What the microscope showed when somebody last counted: dead cells, cells in clumps; null: nobody has. */
  readonly counted: number | null
  readonly clumped: number | null
}

/** What a suite can be given, all to one scale beside people, and what of it is chosen. */
export interface PlanView {
  readonly unit: 'vectorPlan'
  readonly chosen: 'flasks' | 'fixedBed' | 'tank200' | 'tank1000' | 'tank2000'
}

/** Cells in their flask on the shaker of an incubator, then in the tank. */
export interface CellSuiteView extends TankView {
  readonly unit: 'cellExpansion'
  readonly vessel: 'flask' | 'tank'
}

/** The tank with its cells, and the bench on which the cocktail is mixed; then a tank that is left alone, then lysed. */
export interface VectorSuiteView extends TankView {
  readonly unit: 'vectorTransfection' | 'vectorProduction' | 'vectorLysis'
  /** Diameter of the complexes as the lens sees them; 0: nothing is mixed. */
  readonly particle_nm: number
  readonly cloud: number
  readonly secondsSinceMix: number
  /** A bar of 500 nm in the lens: it is earned. */
  readonly showSize: boolean
  readonly cocktailLeft: number
  readonly pouring: boolean
  /** Sets of plasmid and polymer that still stand on the bench. */
  readonly kits: number
}

/** A bag that waits for the next suite: in the cold room, or in the tank’s room with a floor under it. */
export interface VectorHoldView {
  readonly unit: 'vectorHold' | 'vectorBag'
  readonly fill: number
  /** A second bag, gone ahead; 0: none. */
  readonly ahead: number
  /** Needle, 0 to 40 °C. */
  readonly temperature: number
  /** Hands of the clock on the bag: hours of the hold. */
  readonly held_h: number
  /** Under it, on the floor. */
  readonly puddle: number
}

/** The tank in which effluent is killed by steam before it may leave. */
export interface EffluentView {
  readonly unit: 'vectorEffluent'
  readonly fill: number
  /** Needles: 0 to 140 °C, 0 to 2 bar. */
  readonly temperature: number
  readonly pressure: number
  /** Steam in the jacket. */
  readonly steam: boolean
}

/** A column of the vector: what catches capsids, or parts full ones from empty ones by two lights. */
export interface VectorColumnView extends ColumnFace {
  readonly unit: 'vectorAffinity' | 'fullEmptyExchange'
  /** Seconds in acid, on the wall in red digits; null: nothing has been eluted. */
  readonly acid_s: number | null
  /** A bottle of neutraliser: there, on its way, or none. */
  readonly bottle: 'there' | 'coming' | 'none'
  /** What both lamps have drawn along the gradient, of their scale, by slices of its axis; null in one: not there yet. */
  readonly lights: { readonly a260: readonly (number | null)[]; readonly a280: readonly (number | null)[] } | null
  /** The two lines between which is pooled, of the gradient’s axis. */
  readonly cut: readonly [from: number, to: number]
}

/** The freezer in which the vector waits, at −70 °C. */
export interface ColdStoreView {
  readonly unit: 'coldStore'
  readonly filled: number
  readonly any: boolean
}
