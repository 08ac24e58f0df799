import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import { isOfClass } from '../play/index.ts'
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

/** Any data as letters, digits, - and _: deflated. */
export const packed = (json: unknown): string =>
  toText(deflateSync(strToU8(JSON.stringify(json)), { level: 9, mem: 10 }))

/** The longest that anything packed may become: a text made to swell is cut off there and is no JSON any more. */
const LARGEST = 1 << 20

/** What was packed; undefined for anything that was not. */
export function unpacked(text: string): unknown {
  const bytes = fromText(text)
  if (!bytes) return undefined
  try {
    return JSON.parse(strFromU8(inflateSync(bytes, { out: new Uint8Array(LARGEST) })))
  } catch {
    return undefined
  }
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

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Base64url without padding (RFC 4648 §5). */
function toText(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const three = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const signs = Math.min(4, bytes.length - i + 1)
    for (let j = 0; j < signs; j++) text += ALPHABET[(three >> (18 - 6 * j)) & 63]!
  }
  return text
}

function fromText(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((3 * text.length) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (const sign of text) {
    const six = ALPHABET.indexOf(sign)
    if (six < 0) return undefined
    held = ((held << 6) | six) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (held >> bits) & 255
  }
  return bytes
}
