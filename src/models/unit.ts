import type { Specs, Values } from '../sim/index.ts'
import type { AntibodyPlant } from './antibodyPlant/presets.ts'
import type { Stream } from './stream.ts'

/** What a unit operation works under at this tick. */
export interface Conditions<P extends Specs = Specs, S extends Specs = Specs, Plant = AntibodyPlant> {
  readonly plant: Plant
  readonly parameters: Values<P>
  /** Set points and recipe values as they stand now; they may change between any two ticks. */
  readonly settings: Values<S>
  /** Flow stopped by the operator: time passes, nothing is pumped. */
  readonly paused: boolean
  /** For addressed dice only (`uniform(seed, name, n)`): vial weights, not process physics. */
  readonly seed: number
}

/** An act that cannot be done now, as a value: never an exception. */
export interface Refusal {
  readonly code: string
  readonly values?: Readonly<Record<string, number>>
}

/** Values an instrument or assay could show, by name with unit (`pressure_bar`). True values: noise is the sensor's. */
export type Readings = Readonly<Record<string, number>>

/** Where the antibody (of plasma: the protein) is, in grams. entered + made = left + held + lost, to rounding, at every tick. */
export interface Ledger {
  readonly entered_g: number
  readonly made_g: number
  /** In the outgoing pool. */
  readonly left_g: number
  /** Still inside: vessel, column, hold-up. */
  readonly held_g: number
  /** To waste, kept apart by nobody: flow-through, rejected fractions, retained in filters, denatured and removed. */
  readonly lost_g: number
}

/**
 * One unit operation as a rate model. The state is plain data owned by the caller (it is saved, cloned and digested);
 * functions change it in place. A unit goes through phases (load, wash, elute …): `tick` works inside the present one,
 * `ready` says that the recipe's criterion for the next is met, `proceed` goes there; the operator may proceed earlier
 * or later than the recipe would.
 */
export interface UnitOperation<
  State extends object = object,
  P extends Specs = Specs,
  S extends Specs = Specs,
  Plant = AntibodyPlant,
  Flow = Stream,
> {
  readonly id: string
  /** Plant seconds of one tick. */
  readonly tick_s: number
  readonly parameters: P
  /** Set points and recipe values; `value` is the printed recipe. */
  readonly settings: S
  /** Single acts with an amount (a bolus, a dose, a shot); `value` is the usual amount. */
  readonly acts: Specs
  /** What goes wrong with it, or what maintenance does to it, and no hand at the desk: acts that `act` knows beside those above. */
  readonly service?: Specs
  /** The printed recipe for a plant of this size, where it is not the same for all. */
  nominal?(plant: Plant): Values<S>
  open(entry: Flow, c: Conditions<P, S, Plant>): State
  /** Exactly one tick. */
  tick(state: State, c: Conditions<P, S, Plant>): void
  /**
   * A faster layer inside the tick (gas side of a culture), for whoever shows it live and for acts that fall within a
   * tick. The tick itself does whatever of it has not been done: asking for it or not changes no bit.
   */
  readonly fast?: {
    readonly tick_s: number
    tick(state: State, c: Conditions<P, S, Plant>): void
  }
  /** An alarm on this unit is open, or none is any more: for a unit that is then to be followed more closely. */
  alarmed?(state: State, open: boolean): void
  act(state: State, act: string, amount: number, c: Conditions<P, S, Plant>): Refusal | undefined
  phase(state: State): string
  ready(state: State, c: Conditions<P, S, Plant>): boolean
  proceed(state: State, c: Conditions<P, S, Plant>): Refusal | undefined
  finished(state: State): boolean
  readings(state: State, c: Conditions<P, S, Plant>): Readings
  ledger(state: State): Ledger
  /** What leaves towards the next unit, and the in-process results of the step; by name what another line may begin with. */
  close(
    state: State,
    c: Conditions<P, S, Plant>,
  ): { readonly product: Flow; readonly results: Readings; readonly outlets?: Readonly<Record<string, Flow>> }
}
