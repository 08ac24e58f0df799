import { MOST_SHARED, type StandShelf, vialsIn } from '../share/index.ts'
import { isObject } from './shapes.ts'
import { kioskId, type StandDay } from './stand.ts'

const EVERY_MS = 15_000
const TOO_LONG_MS = 5_000

/**
 * Tells the other kiosks of the stand of one's own shelf, and hears of theirs, every quarter of a minute. Without a
 * server, or with one that is gone, nothing is told and what was heard last stays: no visitor ever notices.
 */
export function shareShelf(code: string, day: () => StandDay, heard: (others: StandShelf) => void): () => void {
  let over = false
  const exchange = async (): Promise<void> => {
    const { day: today, doses, shelf } = day()
    try {
      const answer = await fetch(`/api/stands/${code}/${kioskId()}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ day: today, doses, vials: shelf.slice(-MOST_SHARED) }),
        signal: AbortSignal.timeout(TOO_LONG_MS),
      })
      if (!answer.ok || over) return
      const told = (await answer.json()) as unknown
      if (!isObject(told) || told['day'] !== today || typeof told['doses'] !== 'number') return
      heard({ day: today, doses: told['doses'], vials: vialsIn(told['vials']) })
    } catch {
      // The network, or the server, is gone for now: asked again in a quarter of a minute.
    }
  }
  void exchange()
  const timer = setInterval(() => void exchange(), EVERY_MS)
  return () => {
    over = true
    clearInterval(timer)
  }
}
