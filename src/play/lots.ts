import { type AnyStream, plants, withFactors } from '../models/index.ts'
import { uniform } from '../sim/index.ts'
import { drawFaults } from './desk/faults.ts'
import type { Level, Step } from './level.ts'

/** What the seed makes of this lot: a factor for each draw, the same for everything the draw names. */
export function drawn(level: Level, seed: number): Readonly<Record<string, number>> {
  return Object.fromEntries(level.draws.map((d) => [d.id, d.low + (d.high - d.low) * uniform(seed, `lot.${d.id}`, 0)]))
}

/** Factors on a step's parameters, by parameter id. */
export function lotFactors(level: Level, seed: number, step: Step): Readonly<Record<string, number>> {
  return named(level, seed, `${step.id}.`, (topic) => !topic.startsWith('entry.'))
}

/** The entry stream of a first step as this lot has it. */
export function lotEntry(level: Level, seed: number, step: Step): AnyStream {
  const plant = plants[level.plant]
  const factors = named(level, seed, `${step.id}.entry.`, () => true)
  let mine = withFactors(plant, step.entry ?? plant.empty(20), factors)
  for (const fault of level.work?.faults ?? []) {
    if (fault.step !== step.id) continue
    const cause = fault.causes[drawFaults(level, seed)[fault.id]!.cause]!
    mine = withFactors(plant, mine, cause.entry)
  }
  return mine
}

function named(level: Level, seed: number, prefix: string, wanted: (topic: string) => boolean): Record<string, number> {
  const factors: Record<string, number> = {}
  if (level.draws.length === 0) return factors
  const values = drawn(level, seed)
  for (const draw of level.draws)
    for (const name of draw.multiplies) {
      const topic = name.slice(prefix.length)
      if (name.startsWith(prefix) && wanted(topic)) factors[topic] = (factors[topic] ?? 1) * values[draw.id]!
    }
  return factors
}
