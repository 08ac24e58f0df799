/** Buckets that fill again by the second: whoever knocks too often waits. In memory, of this instance. */
export interface Limit {
  /** Seconds to wait; 0: go on. */
  take(who: string, n?: number): number
}

/** Beyond so many the one that knocked longest ago is forgotten. */
const MOST_REMEMBERED = 20_000

export function limitOf(most: number, perSecond: number, now: () => number = Date.now): Limit {
  const buckets = new Map<string, { left: number; at_ms: number }>()
  return {
    take(who, n = 1) {
      const at_ms = now()
      const before = buckets.get(who) ?? { left: most, at_ms }
      const left = Math.min(most, before.left + ((at_ms - before.at_ms) / 1000) * perSecond)
      buckets.delete(who)
      if (buckets.size >= MOST_REMEMBERED) buckets.delete(buckets.keys().next().value!)
      const enough = left >= n
      buckets.set(who, { left: enough ? left - n : left, at_ms })
      return enough ? 0 : Math.ceil((n - left) / perSecond)
    },
  }
}
