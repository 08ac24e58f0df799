import { type IDBPDatabase, openDB } from 'idb'
import type { Save } from './protocol.ts'

/** The best finished run of a level in this browser: what its own displays showed, to be beaten. */
export interface Best {
  readonly format: 1
  readonly level: string
  readonly seed: number
  /** The higher the better. */
  readonly rank: number
  /** Viable cells as counted: [day of the culture, 10^6/mL]. */
  readonly counts: readonly (readonly [number, number])[]
}

/** Where open attempts are kept, one for each level. `kept` says how long: a page that forgets must say so. */
export interface Saves {
  readonly kept: 'browser' | 'page'
  read(level: string): Promise<Save | null>
  write(save: Save): Promise<void>
  remove(level: string): Promise<void>
  readBest(level: string): Promise<Best | null>
  writeBest(best: Best): Promise<void>
}

const NAME = 'premier-lot'
const STORE = 'attempts'

/** IndexedDB where it is allowed, else local storage, else this page's memory. */
export async function openSaves(): Promise<Saves> {
  try {
    const base = await openDB(NAME, 1, { upgrade: (db) => void db.createObjectStore(STORE) })
    // Some private windows open a base and refuse the first write.
    await base.put(STORE, 1, 'probe')
    return inBase(base)
  } catch {
    // Refused: the next best.
  }
  try {
    localStorage.setItem(`${NAME}.probe`, '1')
    return inStorage(localStorage)
  } catch {
    return inMemory()
  }
}

const readable = (found: unknown): Save | null => {
  const save = found as Partial<Save> | null | undefined
  return save?.format === 1 && Array.isArray(save.log) ? (save as Save) : null
}

const isBest = (found: unknown): Best | null => {
  const best = found as Partial<Best> | null | undefined
  return best?.format === 1 && Array.isArray(best.counts) ? (best as Best) : null
}
const bestOf = (level: string): string => `best.${level}`

function inBase(base: IDBPDatabase): Saves {
  return {
    kept: 'browser',
    read: async (level) => readable(await base.get(STORE, level)),
    write: async (save) => void (await base.put(STORE, save, save.level)),
    remove: (level) => base.delete(STORE, level),
    readBest: async (level) => isBest(await base.get(STORE, bestOf(level))),
    writeBest: async (best) => void (await base.put(STORE, best, bestOf(best.level))),
  }
}

function inStorage(storage: Storage): Saves {
  const key = (level: string): string => `${NAME}.attempt.${level}`
  const parsed = (level: string): unknown => {
    try {
      return JSON.parse(storage.getItem(key(level)) ?? 'null')
    } catch {
      return null
    }
  }
  return {
    kept: 'browser',
    read: async (level) => readable(parsed(level)),
    async write(save) {
      storage.setItem(key(save.level), JSON.stringify(save))
    },
    async remove(level) {
      storage.removeItem(key(level))
    },
    readBest: async (level) => isBest(parsed(bestOf(level))),
    async writeBest(best) {
      storage.setItem(key(bestOf(best.level)), JSON.stringify(best))
    },
  }
}

function inMemory(): Saves {
  const kept = new Map<string, Save>()
  const bests = new Map<string, Best>()
  return {
    kept: 'page',
    read: async (level) => kept.get(level) ?? null,
    write: async (save) => void kept.set(save.level, save),
    remove: async (level) => void kept.delete(level),
    readBest: async (level) => bests.get(level) ?? null,
    writeBest: async (best) => void bests.set(best.level, best),
  }
}
