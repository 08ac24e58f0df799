import { MOST_SHARED, type StandShelf } from '../share/index.ts'

const SILENT_MS = 20 * 3_600_000
const MOST_STANDS = 500
const MOST_KIOSKS = 12

/**
 * Shelves that the kiosks of one stand share. In memory, of this instance: each kiosk keeps its own day and tells all of
 * it each time, so a server that begins anew knows everything again within a minute.
 */
export function standsOn(now: () => number) {
  const stands = new Map<string, Map<string, { readonly at_ms: number; readonly shelf: StandShelf }>>()

  /** Puts a kiosk's shelf among the others of its stand; gives theirs of the same day, or null where there is no room. */
  return function exchange(code: string, kiosk: string, shelf: StandShelf): StandShelf | null {
    const at_ms = now()
    for (const [name, kiosks] of stands) {
      for (const [id, known] of kiosks) if (at_ms - known.at_ms > SILENT_MS) kiosks.delete(id)
      if (kiosks.size === 0) stands.delete(name)
    }
    const here = stands.get(code) ?? new Map<string, { at_ms: number; shelf: StandShelf }>()
    if ((!stands.has(code) && stands.size >= MOST_STANDS) || (!here.has(kiosk) && here.size >= MOST_KIOSKS)) return null
    stands.set(code, here)
    here.set(kiosk, { at_ms, shelf })
    const others = [...here].flatMap(([id, known]) =>
      id !== kiosk && known.shelf.day === shelf.day ? known.shelf : [],
    )
    return {
      day: shelf.day,
      doses: others.reduce((sum, { doses }) => sum + doses, 0),
      vials: others
        .flatMap(({ vials }) => vials)
        .toSorted((a, b) => a.at_min - b.at_min)
        .slice(-MOST_SHARED),
    }
  }
}
