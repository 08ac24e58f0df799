import { factorVIII_IU, massOf, type PlasmaStream } from '../models/index.ts'
import type { ClosedStep, Run, Step } from '../play/index.ts'
import { printedTank } from './coldMap.ts'

/** One pool, several lines: what each separation took out as paste. What goes to paste is lost to the liquid. */
export interface Fractions {
  readonly branches: readonly Fraction[]
  /** Of the pool, what no paste held; null while the lot is still being worked. */
  readonly left: Shares | null
}

export interface Fraction {
  readonly step: string
  /** Printed of the tank before it; null: the cold alone made it fall. */
  readonly ethanol_pct: number | null
  readonly pH: number | null
  readonly place: string
  readonly state: 'done' | 'now' | 'todo'
  /** As it was weighed, to the 0.1 kg of the scale; null: not yet, or pressed and not weighed. */
  readonly paste_kg: number | null
  /** Of the pool, as only the model knows: shown once nothing can be decided any more. */
  readonly took: Shares | null
}

/** Per cent of what the pool held. */
export interface Shares {
  readonly igG: number
  readonly albumin: number
  readonly factorVIII: number
}

const SEPARATIONS = new Set(['plasmaCentrifuge', 'filterPress'])
const FEWEST = 3

export function fractionsOf(run: Run, isOver: boolean): Fractions | null {
  const { steps } = run.level
  const of = (id: string): ClosedStep | undefined => run.closed.find((c) => steps[c.index]!.id === id)
  const thaw = steps.find((s) => s.unit === 'plasmaThaw')
  const thawed = thaw && of(thaw.id)
  const parted = steps.filter((s) => SEPARATIONS.has(s.unit))
  if (!thaw || parted.length < FEWEST) return null
  const pool = thawed?.product as PlasmaStream | undefined
  const branches = parted.map((step) => branchOf(run, step, of(step.id), isOver ? pool : undefined))
  const rest = (id: keyof Shares): number => branches.reduce((left, b) => left - (b.took?.[id] ?? 0), 100)
  return {
    branches,
    left: isOver && pool ? { igG: rest('igG'), albumin: rest('albumin'), factorVIII: rest('factorVIII') } : null,
  }
}

function branchOf(run: Run, step: Step, closed: ClosedStep | undefined, pool: PlasmaStream | undefined): Fraction {
  const { steps } = run.level
  const before = steps.find((s) => s.id === step.from) ?? steps[steps.indexOf(step) - 1]!
  const tank = before.unit === 'ethanolPrecipitation' ? printedTank(before.place!) : null
  const { results } = closed ?? {}
  const paste_kg = results?.['paste_kg']
  const share = (grams: number | undefined, all: number): number => (all > 0 ? (100 * (grams ?? 0)) / all : 0)
  return {
    step: step.id,
    place: tank ? before.place! : 'cryo',
    ethanol_pct: tank?.ethanol ?? null,
    pH: tank?.pH ?? null,
    // Its paste falls in the tank before, which is where the hand is.
    state: closed ? 'done' : run.running.some((r) => [step, before].includes(steps[r.index]!)) ? 'now' : 'todo',
    paste_kg: paste_kg === undefined ? null : Math.round(10 * paste_kg) / 10,
    took:
      results && pool
        ? {
            igG: share(1e3 * results['pasteIgG_kg']!, massOf(pool, 'IgG')),
            albumin: share(1e3 * results['pasteAlbumin_kg']!, massOf(pool, 'ALB')),
            factorVIII: share(results['pasteFactorVIII_IU'], factorVIII_IU(pool)),
          }
        : null,
  }
}
