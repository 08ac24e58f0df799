import { plants } from '../models/index.ts'
import { instrumentationOf, type Level, unitOf } from '../play/index.ts'
import { fileKey, type Spec, type Specs } from '../sim/index.ts'
import { topicsOf } from './checks.ts'
import { nominalConditions } from './units.ts'

/** A number a level file may name, as a form asks for it: all of it is read from the unit's own specs. */
export interface Field extends Spec {
  readonly id: string
  /** With its unit, as the file spells it. */
  readonly key: string
  /** What it is where the file says nothing. */
  readonly usual: number
}

export interface StepForm {
  readonly id: string
  readonly unit: string
  readonly place: string
  readonly settings: readonly Field[]
  readonly parameters: readonly Field[]
  /** What can be kept from the player, or left to the crew. */
  readonly topics: readonly string[]
  /** Displays and assays of the step. */
  readonly instruments: readonly string[]
}

/** What of each step can be filled in. */
export function formsOf(level: Level): readonly StepForm[] {
  const plant = plants[level.plant]
  return level.steps.map((step) => {
    const unit = unitOf(step)
    const { settings } = nominalConditions(plant, unit, level.scale_L)
    const place = step.place ?? ''
    const { panels, assays } = instrumentationOf(step.unit)
    return {
      id: step.id,
      unit: step.unit,
      place,
      settings: fields(unit.settings, { ...settings, ...plant.recipes[step.unit]?.[place] }),
      parameters: fields(unit.parameters, {}),
      topics: topicsOf(unit),
      instruments: Object.keys({ ...panels, ...assays }),
    }
  })
}

const fields = (specs: Specs, usual: Readonly<Record<string, number>>): readonly Field[] =>
  Object.entries(specs).map(([id, spec]) => ({
    ...spec,
    id,
    key: fileKey(id, spec.unit),
    usual: usual[id] ?? spec.value,
  }))
