import type { Specs } from '../../sim/index.ts'
import type { Conditions, UnitOperation } from '../unit.ts'
import type { PlasmaPlant } from './presets.ts'
import type { PlasmaStream } from './stream.ts'

/** A unit operation of the plasma plant: the same interface, on its own plant and stream. */
export type PlasmaUnit<State extends object = object, P extends Specs = Specs, S extends Specs = Specs> = UnitOperation<
  State,
  P,
  S,
  PlasmaPlant,
  PlasmaStream
>

export type PlasmaConditions<P extends Specs = Specs, S extends Specs = Specs> = Conditions<P, S, PlasmaPlant>
