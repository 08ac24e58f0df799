import { type AnyConditions, type AnyUnit, type Plant, type Scale } from '../models/index.ts'
import { defaults } from '../sim/index.ts'

/** The printed recipe in a standard plant. */
export function nominalConditions({ preset }: Plant, unit: AnyUnit, scale_L: Scale): AnyConditions {
  const plant = preset(scale_L)
  const settings = unit.nominal?.(plant) ?? defaults(unit.settings)
  return { plant, parameters: defaults(unit.parameters), settings, paused: false, seed: 0 }
}

/** A unit opened with something of everything: its state and results have all the names they can have. */
export function openedWith(plant: Plant, unit: AnyUnit, scale_L: Scale): object {
  const stream = plant.empty(20)
  for (const key of plant.amounts) stream[key as keyof typeof stream] = 100
  return unit.open(stream, nominalConditions(plant, unit, scale_L))
}

/** What leaves such a unit. */
function closed(plant: Plant, unit: AnyUnit, scale_L: Scale, changed: Readonly<Record<string, number>> = {}) {
  const c = nominalConditions(plant, unit, scale_L)
  return unit.close(openedWith(plant, unit, scale_L), { ...c, parameters: { ...c.parameters, ...changed } })
}

/** Outlets that another line may begin with. */
export const outletsOf = (plant: Plant, unit: AnyUnit, scale_L: Scale): readonly string[] =>
  Object.keys(closed(plant, unit, scale_L).outlets ?? {})

/** Names under which a closed step's amount can be counted: its results, and the amounts of its stream. */
export const countable = (
  plant: Plant,
  unit: AnyUnit,
  scale_L: Scale,
  parameters: Readonly<Record<string, number>>,
): readonly string[] => [...Object.keys(closed(plant, unit, scale_L, parameters).results), ...plant.amounts]
