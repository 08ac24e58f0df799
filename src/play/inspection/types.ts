import type { Gate, RuleCode, Severity } from '../rubric/index.ts'

/** What an inspector may open, and the room it is kept in. */
export const BOOKS = {
  record: 'archive',
  deviations: 'archive',
  classes: 'archive',
  audit: 'suite',
  recorder: 'suite',
  orders: 'suite',
  journal: 'suite',
  bench: 'lab',
  labels: 'store',
} as const

export type Book = keyof typeof BOOKS
export type InspectedRoom = (typeof BOOKS)[Book]
export const INSPECTED_ROOMS: readonly InspectedRoom[] = ['archive', 'suite', 'lab', 'store']

/** What inspectors ask about: an hour, a figure, a line itself, an alarm, a class, an order for the night, anything else. */
export const ASKED_KINDS = ['hour', 'figure', 'line', 'signal', 'grade', 'order', 'event'] as const
export type AskedKind = (typeof ASKED_KINDS)[number]

/** One line of a document of a lot: what anybody who opens it reads, and nothing else. */
export interface Item {
  readonly id: string
  readonly book: Book
  /** What it is about: the same in every document. */
  readonly about: string
  /** Unit of the step it belongs to; '': of none. */
  readonly unit: string
  /** Day of that step. */
  readonly day?: number | undefined
  readonly t_s: number | null
  /** Display, assay, thing, topic or rule, by its name in the plant. */
  readonly name: string
  readonly measure?: string | undefined
  readonly digits?: number | undefined
  /** Written, shown, set, or the limit of an order. */
  readonly value?: number | null | undefined
  /** Struck out, and why. */
  readonly before?: number | undefined
  readonly reason?: string | undefined
  /** The hour as written, where it was edited. */
  readonly claimed_s?: number | undefined
  readonly late?: true | undefined
  /** Last look at the display before the entry; null: it was never opened. */
  readonly seen_s?: number | null | undefined
  /** The plant was touched between that look and the entry. */
  readonly stale?: true | undefined
  readonly tolerance?: number | undefined
  readonly class?: Severity | undefined
  /** Whom somebody told, or what was done about it. */
  readonly done?: readonly string[] | undefined
}

/** What the rubric found in the lot, and the line of a document that shows it. */
export interface Flaw {
  readonly kind: AskedKind
  readonly about: string
  readonly code: RuleCode
  readonly severity: Severity
  readonly gate?: Gate | undefined
}

/** A finished lot as inspectors meet it: its documents, and what its own rubric found in them. */
export interface InspectedFile {
  readonly level: string
  /** Digest of the record it was read from. */
  readonly record: string
  readonly seed: number
  readonly items: readonly Item[]
  readonly flaws: readonly Flaw[]
}

/** The latest date for a measure that an inspector takes for one, in days: the graver, the sooner. Of this house. */
export const LATEST_BY = { critical: 7, major: 30, minor: 90 } as const

/** A day of inspection: how long it lasts, how much is asked, and the lots one of which is opened. */
export interface Inspection {
  readonly hours_s: number
  readonly questions: number
  readonly files: readonly InspectedFile[]
}
