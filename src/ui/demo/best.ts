import { type ReadonlySignal, signal } from '@preact/signals'
import type { BestTry, Saves } from '../../platform/index.ts'

/** Own best on a lot before this attempt, and whether this one beat it. */
export interface OwnBest {
  readonly ghost: ReadonlySignal<BestTry | null>
  readonly record: ReadonlySignal<boolean>
}

export function ownBest(options: { readonly level: string; readonly saves: Saves }) {
  const ghost = signal<BestTry | null>(null)
  const record = signal(false)
  let seed = 0
  /** As far as this browser knows. */
  let best: BestTry | null = null
  return {
    ghost,
    record,
    async begins(lot: number): Promise<void> {
      seed = lot
      best = await options.saves.readTry(options.level, lot)
    },
    cleared(): void {
      ghost.value = best
      record.value = false
    },
    ended(attempt: BestTry): void {
      ghost.value = best
      record.value = !best || best.delivered < attempt.delivered
      if (!record.value) return
      best = attempt
      // A full browser says so when the attempt itself is kept.
      void options.saves.writeTry(options.level, seed, attempt).catch(() => {})
    },
  }
}
