import { type Run, TRACE_S, type TraceView, tracedOf } from '../play/index.ts'

/** Traceability as far as somebody has read: documents, donations by their codes, pools, the two locks. */
export interface TraceSnapshot extends TraceView {
  readonly pools: { readonly poolHere: string; readonly poolOther: string }
  /** Plant minutes that each act takes. */
  readonly minutes: Readonly<Record<string, number>>
  /** The vials stand in quarantine. */
  readonly isMade: boolean
}

const MINUTES = Object.fromEntries(Object.entries(TRACE_S).map(([topic, s]) => [topic, s / 60]))

export function traceSnapshot(run: Run, trace: TraceView | null): TraceSnapshot | null {
  if (!trace) return null
  const step = run.level.work!.disposition?.step
  const isMade = run.running.some((r) => run.level.steps[r.index]!.id === step)
  return { ...trace, pools: tracedOf(run).pools, minutes: MINUTES, isMade }
}
