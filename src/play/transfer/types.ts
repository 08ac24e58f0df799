import type { AssayId } from '../../models/index.ts'
import type { Level, Severity } from '../level.ts'

/** Guests, which are medicines brought from another house: a dossier line by line, a protocol, an engineering batch and a GMP batch. */
export interface Transfer {
  readonly hours_s: number
  readonly processes: readonly Process[]
  readonly lines: readonly DossierLine[]
  /** Limits of comparability that can be written down, %, and that of the client's quality agreement. */
  readonly margins_pct: readonly number[]
  readonly margin_pct: number
  /** Who could be named to decide about a deviation. */
  readonly deciders: readonly Graded[]
  readonly events: readonly TransferEvent[]
}

export type Quality = 'best' | 'acceptable' | 'wrong'
interface Graded {
  readonly id: string
  readonly quality: Quality
}

/** A bare batch in this house’s vessels, as the crew works it by whatever recipe it is handed. */
export interface Process {
  readonly id: string
  readonly level: Level
  /** Working volume of the house that sends it. */
  readonly from_L: number
  /** Rooms cleared and materials weighed before the first valve; and laboratory after the last. */
  readonly setUp_s: number
  readonly results_s: number
  readonly attributes: readonly Compared[]
}

/** What lots of both houses are compared by. */
export interface Compared {
  readonly id: string
  readonly step: string
  readonly result: string
  readonly assay: AssayId
  /** Determinations whose mean is reported. */
  readonly times: number
  readonly digits: number
  /** The sender’s lots, by the same models in its own vessels. */
  readonly sent: readonly number[]
}

/** A setting or a constant of a step, by `step.name`. */
export interface Put {
  readonly slot: string
  readonly value: number
}

export interface DossierLine {
  readonly id: string
  readonly guest: string
  readonly severity: Severity
  readonly check_s: number
  /** The compared attribute whose method this is about; null: it is about how the guest is made. */
  readonly assayOf: string | null
  /** How this house is, one by the seed. */
  readonly variants: readonly LineVariant[]
  /** What can be written into the recipe here; the first: as the dossier has it. */
  readonly options: readonly LineOption[]
}

export interface LineVariant {
  readonly id: string
  readonly weight: number
  /** What whoever goes and looks comes back with. */
  readonly reads: number
  readonly puts: readonly Put[]
  /** What this laboratory reads of what the sender’s reads. */
  readonly bias: number
  /** Of each option, in this house. */
  readonly quality: readonly Quality[]
}

export interface LineOption {
  readonly id: string
  /** Until it can be used. */
  readonly takes_s: number
  readonly puts: readonly Put[]
  /** Both laboratories have measured the same samples side by side. */
  readonly bridges: boolean
}

export const LOTS = ['trial', 'gmp'] as const
export type LotKind = (typeof LOTS)[number]

/** Somebody asks something while a lot runs, or when its results are there. */
export interface TransferEvent {
  readonly id: string
  readonly who: string
  readonly severity: Severity
  readonly guest: string
  readonly lot: LotKind
  /** From its first valve; null: with its results. */
  readonly after_s: number | null
  readonly window_s: number
  readonly look_s: number | null
  readonly variants: readonly EventVariant[]
  /** What is done where nobody answers in time. */
  readonly silent: number
}

export interface EventVariant {
  readonly id: string
  readonly weight: number
  readonly replies: readonly EventReply[]
}

export interface EventReply {
  readonly quality: Quality
  readonly finding?: Severity | undefined
  readonly gate?: 'G4' | 'G6' | undefined
  readonly puts: readonly Put[]
  /** The lot is longer by so much. */
  readonly delay_s: number
}
