import { type AnyUnit, plants } from '../models/index.ts'
import { Fault } from '../sim/index.ts'
import type { Step } from './level.ts'

/** Unit operations of all plants: their names are unique, the loader holds a level to those of its plant. */
const UNITS = new Map<string, AnyUnit>(Object.values(plants).flatMap(({ units }) => Object.entries(units)))

export function unitOf(step: Step): AnyUnit {
  const unit = UNITS.get(step.unit)
  if (!unit) throw new Fault(`no model of unit '${step.unit}'`)
  return unit
}
