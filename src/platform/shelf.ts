import { type IDBPDatabase, openDB } from 'idb'

/** Why the last thing was not kept; null: it was. */
export type Trouble = 'full' | 'refused' | null

/** What one profile keeps in this browser: plain data under names. */
export interface Shelf {
  /** A page that forgets must say so. */
  readonly kept: 'browser' | 'page'
  read(name: string): Promise<unknown>
  /** Rejects when the browser keeps it not; this page remembers it all the same. */
  write(name: string, value: unknown): Promise<void>
  remove(name: string): Promise<void>
  all(): Promise<Readonly<Record<string, unknown>>>
}

type Place = Omit<Shelf, 'kept' | 'all'> & { names(): Promise<readonly string[]> }

const NAME = 'premier-lot'
const STORE = 'attempts'

/** IndexedDB where it is allowed, else local storage, else this page's memory. */
export async function openShelf(profile: string): Promise<Shelf> {
  try {
    const base = await openDB(NAME, 1, { upgrade: (db) => void db.createObjectStore(STORE) })
    // Some private windows open a base and refuse the first write. A full one reads, and that is enough.
    await base.put(STORE, 1, 'probe').catch((error: unknown) => {
      if (troubleOf(error) !== 'full') throw error
    })
    await adopt(base, profile)
    return remembering('browser', inBase(base, profile))
  } catch {
    // Refused: the next best.
  }
  try {
    localStorage.getItem(NAME)
    return remembering('browser', inStorage(localStorage, profile))
  } catch {
    return remembering('page', null)
  }
}

export const troubleOf = (error: unknown): 'full' | 'refused' =>
  error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'refused'

/** What was kept before there were profiles is the first one's. */
async function adopt(base: IDBPDatabase, profile: string): Promise<void> {
  const old = (await base.getAllKeys(STORE)).filter((key) => typeof key === 'string' && !key.includes('/'))
  for (const key of old) {
    if (key === 'probe') continue
    await base.put(STORE, await base.get(STORE, key), `${profile}/${String(key)}`)
    await base.delete(STORE, key)
  }
}

function inBase(base: IDBPDatabase, profile: string): Place {
  const key = (name: string): string => `${profile}/${name}`
  return {
    read: (name) => base.get(STORE, key(name)),
    write: async (name, value) => void (await base.put(STORE, value, key(name))),
    remove: (name) => base.delete(STORE, key(name)),
    names: async () =>
      (await base.getAllKeys(STORE)).flatMap((k) =>
        typeof k === 'string' && k.startsWith(key('')) ? [k.slice(key('').length)] : [],
      ),
  }
}

function inStorage(storage: Storage, profile: string): Place {
  const key = (name: string): string => `${NAME}.kept.${profile}/${name}`
  return {
    async read(name) {
      const text = storage.getItem(key(name))
      if (text === null) return undefined
      try {
        return JSON.parse(text) as unknown
      } catch {
        // Damaged: handed on as it is, so that it is told from nothing.
        return text
      }
    },
    async write(name, value) {
      storage.setItem(key(name), JSON.stringify(value))
    },
    async remove(name) {
      storage.removeItem(key(name))
    },
    async names() {
      const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '')
      return keys.flatMap((k) => (k.startsWith(key('')) ? [k.slice(key('').length)] : []))
    },
  }
}

/** A page that is to forget: a visitor's, who knows it. */
export const forgettingShelf = (): Shelf => remembering('browser', null)

/** What the browser would not take stays with the page, and is what is read and carried away. */
function remembering(kept: Shelf['kept'], place: Place | null): Shelf {
  const here = new Map<string, unknown>()
  const read = async (name: string): Promise<unknown> => (here.has(name) ? here.get(name) : place?.read(name))
  return {
    kept,
    read,
    async write(name, value) {
      if (!place) return void here.set(name, value)
      try {
        await place.write(name, value)
        here.delete(name)
      } catch (error) {
        here.set(name, value)
        throw error
      }
    },
    async remove(name) {
      here.delete(name)
      await place?.remove(name)
    },
    async all() {
      const names = new Set([...((await place?.names().catch(() => [])) ?? []), ...here.keys()])
      const found: Record<string, unknown> = {}
      for (const name of [...names].sort()) found[name] = await read(name)
      return found
    },
  }
}
