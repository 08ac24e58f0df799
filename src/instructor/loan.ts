/** What of another level may come here: a fault, somebody's request, a normal variation that begs to be treated. */
export interface Loan {
  readonly kind: LoanKind
  readonly from: string
  /** Its name there: its words are kept under it. */
  readonly id: string
  readonly one: LentFile
}
export const LOAN_KINDS = ['faults', 'questions', 'decoys'] as const
export type LoanKind = (typeof LOAN_KINDS)[number]
export interface LentFile {
  readonly id: string
  readonly step: string
  readonly day?: number
  readonly [key: string]: unknown
}

/** A release test of what this level makes, as the plant has it, and what two hands reach on this lot. */
export interface Tested {
  readonly id: string
  readonly unit: string
  readonly lower: number | null
  readonly upper: number | null
  readonly target: number
  readonly weight: number
  readonly recipe: number | null
  readonly expert: number | null
}
