import type { Feed } from './feed.ts'

/**
 * Looks for work in the base: when a hand-in is told of, when woken, and every so often for what nobody told; one look at
 * a time. Woken during a look, it looks once more.
 */
export function looking(feed: Feed, every_ms: number, look: () => Promise<void>, failed: () => void) {
  let under: Promise<void> | null = null
  let again = false
  let closed = false
  function wake(): void {
    again = true
    if (closed || under) return
    again = false
    under = look()
      .catch(failed)
      .finally(() => {
        under = null
        if (again) wake()
      })
  }
  const stop = feed.wake((news) => {
    if (news.kind === 'result') wake()
  })
  const timer = setInterval(wake, every_ms)
  timer.unref()
  wake()
  return {
    wake,
    async close(): Promise<void> {
      closed = true
      clearInterval(timer)
      stop()
      await under
    },
  }
}
