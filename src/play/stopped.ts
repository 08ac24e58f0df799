import { causeOf } from './desk/faults.ts'
import { lastProposal, reviewOf, rightOf, type Verdict } from './disposition.ts'
import { type Watch } from './run.ts'
import type { Run } from './state.ts'

/** Of a lot that had to be kept back: when that could be known, and what went on after it. */
export interface Stopped {
  readonly right: Verdict
  readonly decided: Verdict
  readonly decided_s: number
  /** Since when what carries the decision stood in the record; null: only as it was decided. */
  readonly known_s: number | null
  /** Since when germs were in it, whether or not anybody knew; null: it was lost for another reason. */
  readonly began_s: number | null
  /** Steps that were begun after it was known, and those that were never begun. */
  readonly begun: readonly string[]
  readonly spared: readonly string[]
  /** Feed that went in after it was known, L. */
  readonly fed_L: number
}

/** Decisions that keep a lot back for good. */
const KEEPS_BACK: readonly Verdict[] = ['reject', 'withdraw']

/** Notes, while a run is played, the second from which its record carries a decision. */
export function watchEvidence(): { readonly watch: Watch; readonly stoppedOf: (run: Run) => Stopped | null } {
  const known = new Map<Verdict, number>()
  let seen = ''
  return {
    watch(run) {
      if (!run.level.work?.disposition || !run.desk) return
      // What is known changes with what is done, what happens and what comes back.
      const now = `${run.log.length} ${run.desk.facts.length}`
      if (now === seen) return
      seen = now
      const ids = new Set(reviewOf(run).map((line) => line.id))
      const carried = rightOf(run).filter((r) => KEEPS_BACK.includes(r.decision) && r.carry.every((id) => ids.has(id)))
      for (const { decision } of carried) if (!known.has(decision)) known.set(decision, run.t_s)
    },
    stoppedOf(run) {
      const last = run.desk && run.level.work?.disposition ? lastProposal(run) : null
      if (!last || !KEEPS_BACK.includes(last.right)) return null
      const known_s = known.get(last.right) ?? null
      const opened = run.desk!.facts.flatMap((f) => (f.kind === 'opened' ? [f] : []))
      return {
        right: last.right,
        decided: last.proposal.decision,
        decided_s: last.t_s,
        known_s,
        began_s: last.carry.includes('test.gram') ? germsFrom_s(run) : null,
        begun: opened.filter((f) => f.t_s > (known_s ?? last.t_s)).map((f) => f.step),
        spared: run.level.steps.flatMap((s) => (opened.some((f) => f.step === s.id) ? [] : [s.id])),
        fed_L: fedBetween(run, known_s ?? last.t_s, last.t_s),
      }
    },
  }
}

function germsFrom_s(run: Run): number | null {
  const fault = run.level.work!.faults.find((spec) => causeOf(run, spec).germs_per_mL !== undefined)
  return run.desk!.facts.find((f) => f.kind === 'fault' && f.fault === fault?.id)?.t_s ?? null
}

/** Litres of feed between two seconds: its rate as it was set, while its step ran. */
function fedBetween({ level, log, closed }: Run, from_s: number, to_s: number): number {
  return level.steps.reduce((sum, step, index) => {
    const set = log.filter((d) => d.slot === `${step.id}.feedRate` && typeof d.value === 'number')
    const until_s = Math.min(to_s, closed.find((c) => c.index === index)?.closed_s ?? to_s)
    return set.reduce((litres, { t, value }, i) => {
      const [begins, ends] = [Math.max(from_s, t), Math.min(until_s, set[i + 1]?.t ?? until_s)]
      return litres + (ends > begins ? ((value as number) * (ends - begins)) / 3600 : 0)
    }, sum)
  }, 0)
}
