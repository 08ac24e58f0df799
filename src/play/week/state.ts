import type { AnyStream, Ledger, Readings } from '../../models/index.ts'

/** How far a week has come: plain data, part of the run. */

/** A step that is over, as a run keeps it. */
export interface OverStep {
  readonly index: number
  readonly opened_s: number
  readonly closed_s: number
  readonly entered: AnyStream
  readonly product: AnyStream
  readonly results: Readings
  readonly ledger: Ledger
}

/** What was begun (`task.start`) or changed in a suite at a second. */
export interface SuiteInput {
  readonly t_s: number
  readonly slot: string
  readonly value: number
}

/** Somebody at work: on a task, or cleaning the shared room. */
export interface Job {
  readonly pair: string
  readonly what: string
  readonly from_s: number
  /** Hands are needed until then; null: until it is done. */
  readonly hands_s: number | null
}

export interface OrderedTest {
  readonly test: string
  readonly ordered_s: number
  from_s: number
  due_s: number
}

export interface IncidentState {
  readonly variant: number
  begins_s: number | null
  looked_s: number | null
  answered_s: number | null
  reply: number | null
}

/** How far the week has come. Plain data, part of the run. */
export interface WeekState {
  /** By suite. */
  readonly inputs: Record<string, SuiteInput[]>
  readonly closed: Record<string, OverStep[]>
  readonly jobs: Job[]
  readonly begun_s: Record<string, number>
  readonly done_s: Record<string, number>
  /** Who comes late, day by day. */
  readonly late: string[]
  readonly lab: OrderedTest[]
  /** Tasks begun in the shared room while another product's traces may have been there. */
  readonly unclear: string[]
  /** Suite that was last in the shared room; the second at which it is clean again. */
  lastIn: string | null
  cleaned_s: number | null
  readonly incidents: Record<string, IncidentState>
}
