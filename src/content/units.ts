import {
  AMOUNTS,
  type AntibodyPlant,
  antibodyPlant,
  type Conditions,
  emptyStream,
  type UnitOperation,
} from '../models/index.ts'
import { defaults } from '../sim/index.ts'

type Scale = AntibodyPlant['scale_L']

/** The printed recipe in a standard plant. */
export function nominalConditions(unit: UnitOperation, scale_L: Scale): Conditions {
  const plant = antibodyPlant(scale_L)
  const settings = unit.nominal?.(plant) ?? defaults(unit.settings)
  return { plant, parameters: defaults(unit.parameters), settings, paused: false, seed: 0 }
}

/** A unit opened with something of everything: its state and results have all the names they can have. */
export function openedWith(unit: UnitOperation, scale_L: Scale): object {
  const stream = emptyStream(20)
  for (const key of AMOUNTS) stream[key] = 100
  return unit.open(stream, nominalConditions(unit, scale_L))
}

/** Names under which a closed step's amount can be counted: its results, and the amounts of its stream. */
export function countable(unit: UnitOperation, scale_L: Scale): readonly string[] {
  const { results } = unit.close(openedWith(unit, scale_L), nominalConditions(unit, scale_L))
  return [...Object.keys(results), ...AMOUNTS]
}
