import { useEffect, useRef } from 'preact/hooks'
import { settings } from './settings/wishes.ts'

/** One row of the table that says what keys do: the handlers read it, and so does the sheet of keys. */
export interface KeyRow {
  /** As the browser names them; a letter in lower case. */
  readonly keys: readonly string[]
  /** As they are printed, where that is another thing. */
  readonly shown?: string
  readonly does: string
  /** Of any page: told first, whichever came first. */
  readonly general?: boolean
  /** Also over a sheet. */
  readonly everywhere?: boolean
  /** False: not meant, the key goes on to whoever else wants it. Left out: the browser does it. */
  readonly down?: (event: KeyboardEvent) => boolean | void
  readonly up?: (event: KeyboardEvent) => boolean | void
}

type Rows = () => readonly KeyRow[]

/** Tables of what is on the screen now, in the order they came. */
const open = new Set<Rows>()
export const keyRows = (): readonly KeyRow[] => [...open].flatMap((rows) => rows())

/** Keys of a screen, as long as it is there. Never while somebody types, never with Ctrl, Alt or Meta. `first`: before the screen around it. */
export function useKeys(rows: Rows, first = false): void {
  const latest = useRef(rows)
  latest.current = rows
  useEffect(() => {
    const mine: Rows = () => latest.current()
    const on = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target as HTMLElement
      if (target.closest('select, textarea, input:not([type=checkbox], [type=radio], [type=range])')) return
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      // Speech input and stray fingers press letters: who asks for it has none of them.
      if (event.key.length === 1 && key !== ' ' && !settings.value.shortcuts) return
      const sheet = target.closest('dialog') !== null || document.querySelector('dialog[open]') !== null
      for (const row of mine()) {
        if (!row.keys.includes(key) || (sheet && !row.everywhere)) continue
        const act = event.type === 'keydown' ? row.down : row.up
        if (act && act(event) !== false) event.preventDefault()
      }
    }
    open.add(mine)
    document.addEventListener('keydown', on, first)
    document.addEventListener('keyup', on, first)
    return () => {
      open.delete(mine)
      document.removeEventListener('keydown', on, first)
      document.removeEventListener('keyup', on, first)
    }
  }, [])
}
