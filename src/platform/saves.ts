import { type IDBPDatabase, openDB } from 'idb'
import type { Save } from './protocol.ts'

/** Where open attempts are kept, one for each level. `kept` says how long: a page that forgets must say so. */
export interface Saves {
  readonly kept: 'browser' | 'page'
  read(level: string): Promise<Save | null>
  write(save: Save): Promise<void>
  remove(level: string): Promise<void>
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

function inBase(base: IDBPDatabase): Saves {
  return {
    kept: 'browser',
    read: async (level) => readable(await base.get(STORE, level)),
    write: async (save) => void (await base.put(STORE, save, save.level)),
    remove: (level) => base.delete(STORE, level),
  }
}

function inStorage(storage: Storage): Saves {
  const key = (level: string): string => `${NAME}.attempt.${level}`
  return {
    kept: 'browser',
    async read(level) {
      try {
        return readable(JSON.parse(storage.getItem(key(level)) ?? 'null'))
      } catch {
        return null
      }
    },
    async write(save) {
      storage.setItem(key(save.level), JSON.stringify(save))
    },
    async remove(level) {
      storage.removeItem(key(level))
    },
  }
}

function inMemory(): Saves {
  const kept = new Map<string, Save>()
  return {
    kept: 'page',
    read: async (level) => kept.get(level) ?? null,
    write: async (save) => void kept.set(save.level, save),
    remove: async (level) => void kept.delete(level),
  }
}
