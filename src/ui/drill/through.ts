import type { Drilled } from '../../play/index.ts'
import type { Ending, Snapshot } from '../../present/index.ts'

/** What is said as a drill begins: of a fault, of a room, of a cut. */
export const noticeOf = (drill: string): 'drill' | 'drillRoom' | 'drillCut' =>
  drill === 'room' ? 'drillRoom' : drill === 'cut' ? 'drillCut' : 'drill'

/** A room is declared clear, tubes are poured together: then there is nothing left to do. A fault ends when one says so. */
export function isThrough(view: Snapshot, drill: string): boolean {
  if (drill === 'room') return view.room?.cleared ?? false
  return drill === 'cut' && !view.steps.some((step) => step.unit === 'cationExchange' && step.tubes !== null)
}

/** Of a fault only its case is judged: what was seen, done, written and told of it. */
export const faultsIn = (drill: string, ending: Ending): Ending['findings'] =>
  ending.findings.filter((f) => f.subject.kind === 'case' && f.subject.id === drill)

export const isRight = (drill: string, drilled: Drilled | null, ending: Ending | null): boolean =>
  drilled?.kind === 'room' || drilled?.kind === 'cut'
    ? drilled.right
    : ending !== null && faultsIn(drill, ending).length === 0
