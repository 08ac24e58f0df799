import { type Compliance, compliance } from './rubric/index.ts'
import { readRun } from './demands.ts'
import { closedWithProof } from './inspection/judge.ts'
import { lastProposal } from './disposition.ts'
import { lotsOfTransfer } from './transfer/lots.ts'
import { suiteMarks } from './week/judge.ts'
import { lotsOfWeek } from './week/lots.ts'
import { judged_g, productAmount, qualityAttributes } from './quality.ts'
import { type Purity, purity } from './score.ts'
import type { ClosedStep, Run } from './state.ts'

/** What a run came to, before it is set against the expert's. */
export interface Outcome {
  /** Amount of each product, in its own unit, in conforming quality or not. */
  readonly amounts: readonly number[]
  readonly purity: Purity
  readonly compliance: Compliance | null
  readonly disposition: 'released' | 'rejected' | 'none'
  /** What the lot had cost when it was kept back for a reason nobody at the desk made; null: it was not. */
  readonly keptBack: Spent | null
}

/** What a lot has cost so far, in what no model prices: time of the plant, and steps set up, each with its material. */
export interface Spent {
  readonly plant_s: number
  readonly steps: number
}

/** What a run is set against: the expert's on the same level, seed and faults. */
export type Reference = Pick<Outcome, 'amounts' | 'keptBack'>

const closedAt = (run: Run, step: string): ClosedStep | undefined =>
  run.closed.find((c) => run.level.steps[c.index]!.id === step)

/** Of each product of the level. */
export const amountsOf = (run: Run): readonly number[] =>
  run.level.products.map((p) => {
    if (run.desk?.inspection) return closedWithProof(run)
    if (run.desk?.week || run.desk?.transfer) {
      const lots = run.desk.week ? lotsOfWeek(run) : lotsOfTransfer(run)
      const made = lots.flatMap((lot) => lot.closed.filter((c) => lot.level.steps[c.index]!.id === p.step))
      return made[0] ? productAmount(made[0], p.result) : 0
    }
    const step = closedAt(run, p.step)
    return step ? productAmount(step, p.result) : 0
  })

export const purityOf = (run: Run): Purity => purity(qualityAttributes(run), judged_g(run))

export function outcomeOf(run: Run): Outcome {
  const amounts = amountsOf(run)
  const quality = purityOf(run)
  const read = run.desk && readRun(run)
  const judged = read ? compliance(read.demands, read.events) : null
  const conforms = quality.attributes.length > 0 && quality.attributes.every((a) => a.inside)
  const fit = conforms && !judged?.gates.length
  const made = judged_g(run) > 0
  // Where somebody decides, what was made decides nothing.
  const decided = run.desk?.disposition ?? null
  const disposition = run.level.work?.disposition
    ? decided === null
      ? 'none'
      : decided === 'release' && fit && made
        ? 'released'
        : 'rejected'
    : !made
      ? 'none'
      : fit
        ? 'released'
        : 'rejected'
  return { amounts, purity: quality, compliance: judged, disposition, keptBack: keptBackOf(run, disposition) }
}

function keptBackOf(run: Run, disposition: Outcome['disposition']): Spent | null {
  const last = run.level.work?.disposition ? lastProposal(run) : null
  if (disposition !== 'rejected' || !last?.justified) return null
  const opened = run.desk!.facts.filter((f) => f.kind === 'opened' && f.t_s <= last.t_s)
  return { plant_s: last.t_s, steps: opened.length }
}

/**
 * Of what a lost lot cost, the share that was spent before the evidence sufficed, which is when the expert kept it back:
 * 100 there, falling with each plant hour and each step set up after it, both counting alike.
 */
function sparedOf(mine: Spent, experts: Spent): number {
  const share = (key: keyof Spent): number => Math.min(1, experts[key] / Math.max(1, mine[key]))
  return 50 * (share('plant_s') + share('steps'))
}

export interface Rating {
  readonly yield: number
  readonly purity: number
  readonly compliance: number
  /** Null in a demo, which knows medals and no failing. */
  readonly passed: boolean | null
  readonly medals: number | null
  /** Kept back rightly: no product to be judged, and a level that can be passed all the same. */
  readonly justified?: true
}

/**
 * Yield against the expert's run of the same level, seed and faults: Σ weight · min(1, amount / reference); of a lot
 * rightly kept back, what was spared.
 */
export function rate(run: Run, outcome: Outcome, reference: Reference): Rating {
  const { products, work } = run.level
  const weights = products.reduce((sum, p) => sum + p.weight, 0)
  const share = products.reduce((sum, p, i) => {
    const ref = reference.amounts[i]!
    return sum + p.weight * (ref > 0 ? Math.min(1, outcome.amounts[i]! / ref) : 0)
  }, 0)
  const justified = outcome.keptBack !== null
  const score = {
    yield:
      outcome.keptBack && reference.keptBack ? sparedOf(outcome.keptBack, reference.keptBack) : (100 * share) / weights,
    purity: outcome.purity.score,
    compliance: outcome.compliance?.score ?? 0,
  }
  const { pass, medals } = work!
  if (medals) {
    const amount = products.reduce((sum, p, i) => sum + p.weight * outcome.amounts[i]!, 0) / weights
    return { ...score, passed: null, medals: medals.filter((m) => amount >= m).length }
  }
  // Two clean suites do not make up for a third.
  const each = pass.suite === undefined || suiteMarks(run).every((s) => s.compliance >= pass.suite!)
  const enough = each && score.yield >= pass.yield && score.purity >= pass.purity && score.compliance >= pass.compliance
  const majors = outcome.compliance?.parts.count.major ?? 0
  const clean = majors <= (pass.majors ?? Infinity) && (outcome.compliance?.mayPass ?? false)
  // A lot that had to be lost is judged by how it was lost: there is nothing else to judge.
  const passed =
    clean && (justified ? score.compliance >= pass.compliance : enough && outcome.disposition === 'released')
  return { ...score, passed, medals: null, ...(justified && ({ justified } as const)) }
}
