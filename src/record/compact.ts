import { isOfClass } from '../play/index.ts'
import { packed, unpacked } from './packed.ts'
import { type Logged, recordFile, type RunRecord } from './record.ts'

/**
 * A record as one line of text for places with little room: an LMS of the SCORM 1.2 kind keeps 4,096 characters. Columns
 * instead of rows (seconds since the decision before, slots by number, values slot by slot, where neighbours resemble
 * each other), deflated, in an alphabet every form lets through. Nothing is rounded: what comes out is what went in.
 */
export const COMPACT_BUDGET = 4096

export interface Compact {
  readonly text: string
  /** False: it did not fit, and only the decisions before `until_s`, the end of a step or a round, are in it. */
  readonly complete: boolean
  readonly until_s: number | null
  readonly kept: number
  /** Characters it would take whole. */
  readonly wanted: number
}

export interface Expanded {
  readonly record: RunRecord
  readonly complete: boolean
  readonly until_s: number | null
}

/** First character: how the rest is to be read. */
const VERSION = 'a'

/**
 * Fits a record into `budget` characters. One too long is cut at the last of `ends_s` that fits: its digest is then that of
 * the whole run and cannot be verified from the text alone. `ends_s`: seconds at which something ends, in order.
 */
export function compact(record: RunRecord, ends_s: readonly number[], budget = COMPACT_BUDGET): Compact {
  const whole = written(record, null)
  const wanted = whole.length
  if (wanted <= budget) return { text: whole, complete: true, until_s: null, kept: record.log.length, wanted }
  // Longer logs make longer texts but for a few characters: from the last end down, the first that fits is the longest.
  for (const until_s of [...ends_s].reverse()) {
    const log = record.log.filter((d) => d.t < until_s)
    const text = written({ ...record, log }, until_s)
    if (text.length <= budget) return { text, complete: false, until_s, kept: log.length, wanted }
  }
  return { text: written({ ...record, log: [] }, 0), complete: false, until_s: 0, kept: 0, wanted }
}

function written(record: RunRecord, until_s: number | null): string {
  const { log, ...head } = record
  const slots = [...new Set(log.map((d) => d.slot))]
  const number = new Map(slots.map((slot, i) => [slot, i]))
  const columns = [
    head,
    until_s,
    slots,
    log.map((d, i) => d.t - (log[i - 1]?.t ?? 0)),
    log.map((d) => number.get(d.slot)!),
    slots.map((slot) => log.flatMap((d) => (d.slot === slot ? [d.value] : []))),
  ]
  return VERSION + packed(columns)
}

/** Reads a compact record; undefined for anything that is none. */
export function expand(text: string): Expanded | undefined {
  // A text this long is no record, and might be made to swell without end.
  if (!text.startsWith(VERSION) || text.length > 16 * COMPACT_BUDGET) return undefined
  const json = unpacked(text.slice(1))
  if (!Array.isArray(json) || json.length !== 6) return undefined
  const [head, until_s, slots, steps, numbers, values] = json as unknown[]
  if (![slots, steps, numbers, values].every(Array.isArray)) return undefined
  const log = rows(slots as unknown[], steps as unknown[], numbers as unknown[], values as unknown[])
  if (!log || !(until_s === null || (typeof until_s === 'number' && until_s >= 0))) return undefined
  const parsed = recordFile.safeParse(typeof head === 'object' && head !== null ? { ...head, log } : head)
  return parsed.success ? { record: parsed.data, complete: until_s === null, until_s } : undefined
}

function rows(slots: unknown[], steps: unknown[], numbers: unknown[], values: unknown[]): Logged[] | undefined {
  const next = slots.map(() => 0)
  let t = 0
  const log: unknown[] = []
  for (let i = 0; i < steps.length; i++) {
    const number = numbers[i]
    const step = steps[i]
    const column = typeof number === 'number' ? values[number] : undefined
    if (typeof step !== 'number' || typeof number !== 'number' || !Array.isArray(column)) return undefined
    t += step
    const slot = slots[number]
    const by = isOfClass(String(slot)) && { by: 'class' }
    log.push({ t, slot, value: column[next[number]!++], ...by })
  }
  // Checked as a whole with the rest of the record.
  return log as Logged[]
}
