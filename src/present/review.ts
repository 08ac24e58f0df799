import { limitOfReport } from './dossier.ts'
import {
  barcodeOf,
  lastProposal,
  labelOf,
  type ProposedFact,
  type ReviewLine,
  reviewOf,
  type Run,
} from '../play/index.ts'

/** The vial that was pulled, as far as somebody has looked; null: chosen, or none to be. */
export interface VialSnapshot {
  readonly ordered: string
  /** What the label says; '' where frost hides it; null: nobody has looked. */
  readonly label: string | null
  readonly barcode: string | null
  readonly listed: boolean
  readonly apart: boolean
}

export function vialOf(run: Run): VialSnapshot | null {
  const vial = run.desk?.vial
  if (!vial || vial.used !== null) return null
  return {
    ordered: run.level.work!.vials!.ordered,
    label: vial.looked ? labelOf(run) : null,
    barcode: vial.scanned ? barcodeOf(run) : null,
    listed: vial.listed,
    apart: vial.apart,
  }
}

/** The record to be decided on; null: this level asks for no decision. */
export interface ReviewSnapshot {
  readonly lines: readonly ReviewLine[]
  /** The lot is made: it can be released. Until then it can be given up. */
  readonly isMade: boolean
  /** Somebody has asked for more to be found out. */
  readonly sentBack: boolean
}

export function reviewSnapshot(run: Run): ReviewSnapshot | null {
  const spec = run.level.work?.disposition
  if (!spec) return null
  return {
    lines: withLimits(run, reviewOf(run)),
    isMade: run.running.some((r) => run.level.steps[r.index]!.id === spec.step),
    sentBack: lastProposal(run)?.proposal.decision === 'investigate',
  }
}

/** What the crew's steps report has the limit that is printed beside it in the batch record. */
function withLimits(run: Run, lines: readonly ReviewLine[]): readonly ReviewLine[] {
  const { steps, work } = run.level
  return lines.map((line) => {
    const spec = work!.disposition!.lines.find(({ id }) => line.id === `crew.${id}`)
    const step = spec && steps.find(({ id }) => id === spec.step)
    return step ? { ...line, limit: limitOfReport(run, step.unit, spec.result) } : line
  })
}

/** What the decision was worth, once there is one: for the end. */
export interface DecidedSnapshot extends Pick<
  ProposedFact,
  'proposal' | 'judged' | 'worth' | 'right' | 'carry' | 'missed'
> {
  /** Why it was right to keep the lot back; null: it was not, or it was let go. */
  readonly justified: 'germs' | 'process' | 'proof' | 'trace' | 'sample' | null
  readonly lines: readonly ReviewLine[]
}

export function decidedOf(run: Run): DecidedSnapshot | null {
  const last = run.level.work?.disposition ? lastProposal(run) : null
  if (!last) return null
  const { proposal, judged, worth, right, carry, missed, justified } = last
  const why =
    carry.includes('test.gram') || carry.includes('print.glove')
      ? 'germs'
      : carry.includes('trace.tube')
        ? 'trace'
        : carry.includes('trace.poolSample')
          ? 'sample'
          : proposal.decision === 'withdraw'
            ? 'proof'
            : 'process'
  return { proposal, judged, worth, right, carry, missed, lines: reviewOf(run), justified: justified ? why : null }
}
