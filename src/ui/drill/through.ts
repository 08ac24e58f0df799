import type { Snapshot } from '../../present/index.ts'

/** What is said as a drill begins: of a fault, of a room, of a cut. */
export const noticeOf = (drill: string): 'drill' | 'drillRoom' | 'drillCut' =>
  drill === 'room' ? 'drillRoom' : drill === 'cut' ? 'drillCut' : 'drill'

/** A room is declared clear, tubes are poured together: then there is nothing left to do. A fault ends when one says so. */
export function isThrough(view: Snapshot, drill: string): boolean {
  if (drill === 'room') return view.room?.cleared ?? false
  return drill === 'cut' && !view.steps.some((step) => step.unit === 'cationExchange' && step.tubes !== null)
}
