import { asLogged, compact, type Compact, expand, packed, type RunRecord, unpacked } from '../../record/index.ts'
import type { Entry, Mark, Save } from '../protocol.ts'
import { isSave } from '../shapes.ts'

/** An open attempt as the text that a system keeps, and how many of its decisions it has been told. */
export interface Kept {
  readonly save: Save
  readonly told: number
}

export interface Fitted extends Pick<Compact, 'text' | 'complete' | 'until_s'> {
  /** Of the room there is, what it takes whole. */
  readonly share: number
}

const VERSION = '1'
const END = '.'

/**
 * Head and log. What is not of the record (seconds spent, acts taken back, how much has been told) stands before it; the
 * level's own changes are in the package and not here.
 */
export function attemptText(save: Save, told: number, room: number): Fitted {
  const { level, hash, model, seed, setup, log, at_s, used_s, marks, again } = save
  const head = (whole: boolean): string =>
    `${VERSION}${packed([told, whole ? at_s : null, used_s ?? null, marks ?? [], again ?? []])}${END}`
  const record: RunRecord = {
    format: 1,
    model,
    level: { id: level, hash },
    seed,
    ...(setup?.options && { options: setup.options }),
    crew: 'idle',
    log: log.map(asLogged),
    digest: '',
  }
  const before = head(true)
  const found = compact(record, endsOf(log), room - before.length)
  return {
    text: `${found.complete ? before : head(false)}${found.text}`,
    complete: found.complete,
    until_s: found.until_s,
    share: (before.length + found.wanted) / room,
  }
}

/**
 * Seconds behind which a log may be cut: with them a step was handed on, or a shift ended. The beats of a demo end by
 * themselves: there, the first decision of the next one.
 */
function endsOf(log: readonly Entry[]): readonly number[] {
  const byHand = log.flatMap(({ t, slot }) => (slot.endsWith('.proceed') || slot === 'shift.leave' ? [t + 1] : []))
  if (byHand.length) return byHand
  return log.flatMap(({ t, slot }, i) => (i > 0 && stepOf(slot) !== stepOf(log[i - 1]!.slot) ? [t] : []))
}

const stepOf = (slot: string): string => slot.slice(0, slot.indexOf('.'))

/** Undefined for anything that is none. `setup`: how the package has the level played. */
export function attemptOf(text: string, setup: Save['setup']): Kept | undefined {
  const end = text.indexOf(END)
  if (!text.startsWith(VERSION) || end < 0) return undefined
  const head = unpacked(text.slice(VERSION.length, end))
  const found = expand(text.slice(end + END.length))
  if (!Array.isArray(head) || head.length !== 5 || !found) return undefined
  const [told, at_s, used_s, marks, again] = head as [unknown, unknown, unknown, readonly Mark[], readonly number[]]
  const { level, model, seed, log } = found.record
  const until_s = found.until_s ?? Infinity
  const save: Save = {
    format: 1,
    level: level.id,
    hash: level.hash,
    model,
    seed,
    ...(setup && { setup }),
    log,
    at_s: typeof at_s === 'number' ? at_s : until_s,
    ...(typeof used_s === 'number' ? { used_s } : {}),
    // What was taken back, and from where it was played again, as far as the log goes.
    marks: Array.isArray(marks) ? marks.filter((mark) => mark.t < until_s) : [],
    again: Array.isArray(again) ? again : [],
  }
  if (!isSave(save) || typeof told !== 'number' || !(told >= 0)) return undefined
  return { save, told: Math.min(told, log.length) }
}
