import { type Made, plants, type AnyStream } from '../models/index.ts'
import { closedWithProof, inspectionAttributes } from './inspection/judge.ts'
import { transferAttributes } from './transfer/judge.ts'
import { lotsOfTransfer } from './transfer/lots.ts'
import { lotsOfWeek } from './week/lots.ts'
import type { Product } from './level.ts'
import type { Attribute } from './score.ts'
import type { ClosedStep, Run } from './state.ts'

/** What a judgement reads: a whole run, or the lot of one suite of a week. */
type Lot = Pick<Run, 'level' | 'closed'> & Partial<Pick<Run, 'desk'>>

/** The amount a product is counted in: a result of the closed step, or an amount of what left it. */
export function productAmount(step: ClosedStep, result: string): number {
  if (Object.hasOwn(step.results, result)) return step.results[result]!
  return Object.hasOwn(step.product, result) ? step.product[result as keyof AnyStream] : 0
}

const madeOf = ({ level }: Lot, { index, entered, product, results }: ClosedStep): Made => {
  const { id, unit, from } = level.steps[index]!
  return { id, unit, from, entered, product, results }
}

/** The closed steps that made what is judged: of the first product, or of each; with its share in the purity. */
function judgedProducts(
  run: Pick<Run, 'level' | 'closed'>,
): readonly { readonly product: Product; readonly step: ClosedStep }[] {
  const { products, steps, plant } = run.level
  return (plants[plant].judges === 'first' ? products.slice(0, 1) : products).flatMap((product) => {
    const step = run.closed.find((c) => steps[c.index]!.id === product.step)
    return step ? [{ product, step }] : []
  })
}

/** Grams of what is judged. */
export const judged_g = (run: Lot): number =>
  // An inspection makes no product: what it judges are its answers.
  run.desk?.inspection
    ? closedWithProof(run as Run)
    : run.desk?.week
      ? lotsOfWeek(run).reduce((sum, lot) => sum + judged_g(lot), 0)
      : run.desk?.transfer
        ? lotsOfTransfer(run as Run).reduce((sum, lot) => sum + judged_g(lot), 0)
        : judgedProducts(run).reduce((sum, { step }) => sum + plants[run.level.plant].mass_g(step.product), 0)

/**
 * The attributes of a lot against their targets and limits; of a two-sided one the side the value is on. Those without
 * weight do not count in the sum, but one of them outside caps it like any other.
 */
export function qualityAttributes(run: Lot): readonly Attribute[] {
  if (run.desk?.inspection) return inspectionAttributes(run as Run)
  if (run.desk?.week) return lotsOfWeek(run).flatMap(qualityAttributes)
  if (run.desk?.transfer)
    return [...lotsOfTransfer(run as Run).flatMap(qualityAttributes), ...transferAttributes(run as Run)]
  const plant = plants[run.level.plant]
  const finished = judgedProducts(run).filter(({ step }) => plant.mass_g(step.product) > 0 && step.product.volume_L > 0)
  if (finished.length === 0) return []
  const steps = run.closed.map((closed) => madeOf(run, closed))
  const all = finished.flatMap(({ product, step }) => {
    const values = plant.measured({ id: product.id, made: madeOf(run, step), steps })
    return Object.entries(plant.release).flatMap(([id, spec]) => {
      const value = values[id]
      if (value === undefined) return []
      const { target = spec.target, weight: own = spec.weight } = run.level.work?.quality?.[id] ?? {}
      const below = spec.upper === null || (spec.lower !== null && value < target)
      const limit = (below ? spec.lower : spec.upper)!
      const weight = plant.judges === 'each' ? own * product.weight : own
      return [{ id, value, unit: spec.unit, target, limit, weight }]
    })
  })
  if (plant.judges !== 'worst') return all
  // Lots of one medicine: each attribute as it is where it is worst.
  const worst = new Map<string, (typeof all)[number]>()
  for (const a of all) {
    const far = (x: typeof a): number => (x.value - x.target) / (x.limit - x.target || 1)
    const before = worst.get(a.id)
    if (!before || far(a) > far(before)) worst.set(a.id, a)
  }
  return [...worst.values()]
}
