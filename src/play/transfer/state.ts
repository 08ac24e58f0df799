import type { OverStep } from '../week/state.ts'
import type { LotKind } from './types.ts'

/** How far a transfer has come: plain data, part of the run. */
export interface TransferState {
  /** How this house is, by line. */
  readonly variants: Record<string, number>
  readonly checked_s: Record<string, number>
  /** What is written into the recipe here, by line, and since when. */
  readonly fits: Record<string, { readonly option: number; readonly t_s: number; readonly ready_s: number }>
  change_s: number | null
  margin_pct: number | null
  decider: string | null
  signed_s: number | null
  /** By guest. */
  readonly lots: Record<string, Partial<Record<LotKind, TransferLot>>>
  readonly events: Record<string, TransferEventState>
  readonly reports: Record<string, { readonly value: Report; readonly t_s: number }>
}

/** A lot that was begun: with which recipe, and when its results are there. */
export interface TransferLot {
  readonly begun_s: number
  done_s: number
  readonly options: Readonly<Record<string, number>>
  closed: readonly OverStep[]
}

export interface TransferEventState {
  readonly variant: number
  begins_s: number | null
  looked_s: number | null
  answered_s: number | null
  reply: number | null
}

/** What is signed at the end: no difference that counts; one, with its cause; another product. */
export const REPORTS = ['comparable', 'deviation', 'different'] as const
export type Report = (typeof REPORTS)[number]
