import type { Signal } from '@preact/signals'
import type { Intention } from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import type { Line } from '../way/way.ts'

/** What happened to what should be kept. */
export type Notice =
  | 'memoryOnly'
  | 'full'
  | 'refused'
  | 'resumed'
  | 'tookOver'
  | 'secondPass'
  | 'drill'
  | 'drillRoom'
  | 'drillCut'
  | 'drifted'
  | 'damaged'
  | 'faded'
  | 'aidsBack'
  | { readonly lost: number }
  | { readonly intention: Intention }
  | { readonly line: Line }

/** Who has notices to show. */
export interface Noticing {
  readonly language: Signal<Language>
  readonly notice: Signal<readonly Notice[]>
  /** Another tab has the lot. */
  readonly watching?: Signal<boolean>
  /** Hands the progress over as a file. */
  readonly carry: () => void
  /** Gives back the aids that had faded. */
  readonly takeAids?: () => void
  /** Of a drill: it is done. */
  readonly done?: () => Promise<void>
}

/** One notice of each sort. */
export function tell(session: Noticing, notice: Notice): void {
  if (!session.notice.peek().includes(notice)) session.notice.value = [...session.notice.peek(), notice]
}

/** Kept again: nobody need carry anything away. */
export function kept(session: Noticing): void {
  const left = session.notice.peek().filter((n) => n !== 'full' && n !== 'refused')
  if (left.length < session.notice.peek().length) session.notice.value = left
}
