/** What the rubric reads and what it says: a level's demands, a log of events, findings. Times are plant seconds. */

import type { Gate } from './gates.ts'
import type { CasePart } from './cases.ts'
import type { Clause, Remedy, RuleCode } from './rules.ts'

export type Severity = 'minor' | 'major' | 'critical'

/** What a level asks of its players, made for one run: windows and cases of this seed. */
export interface Demands {
  readonly obligations: readonly Obligation[]
  readonly cases: readonly Case[]
  /** Ids of normal variations: to be recognised as such, never treated. */
  readonly decoys: readonly string[]
  /** Parts of a case this level has taught; the others are left out and the rest weighs more. */
  readonly unlocked: readonly CasePart[]
}

/** One routine act: a line of the record, a check, a signature, a sample. */
export interface Obligation {
  readonly id: string
  readonly step: string
  readonly weight: number
  /** Last second of the window; null where only the next irreversible act of the step closes it. */
  readonly due_s: number | null
  /** Last second of the step, for late entries; null where the log says it (`stepClosed`). */
  readonly stepEnd_s: number | null
  /** Panels, labels, areas that must have been looked at. */
  readonly needs: readonly string[]
  /** How long a look counts; 15 plant minutes unless the level says otherwise. */
  readonly freshness?: Freshness
  /** A figure to be written, as the instrument showed it; null for a tick or a signature. */
  readonly reading: Reading | null
  /** An hour written down may differ from the clock by this much; 10 plant minutes unless the level says otherwise. */
  readonly clockTolerance_s?: number
  readonly secondPerson: boolean
  /** False: the only right answer is "not applicable". */
  readonly applicable: boolean
  readonly ifMissed: Severity
  /** Where this act is demanded, if more exactly than the broken rule says; as the level cites it. */
  readonly clause?: string
}

/** `sinceChange`: looked at since the last act that changed the state of the step, in the same round. */
export type Freshness = { readonly kind: 'within'; readonly seconds: number } | { readonly kind: 'sinceChange' }

export interface Reading {
  /** The panel whose figure it is: what it showed when last opened is the truth, right or wrong. */
  readonly evidence: string
  readonly tolerance: number
  /** A critical process parameter: inventing it is a gate. */
  readonly critical: boolean
}

/** Something abnormal that happens in the plant. */
export interface Case {
  readonly id: string
  readonly severity: Severity
  readonly begins_s: number
  readonly window_s: number
  /** Functions it is right to tell. */
  readonly escalateTo: readonly string[]
  /** A case the player caused can lower the score, never raise it. */
  readonly causedBy: 'plant' | 'player'
  /** What this case asks for, of what has been taught; left out: all of it. */
  readonly parts?: readonly CasePart[]
  readonly clause?: string
}

interface Stamp {
  readonly t_s: number
  /** Order within a second. */
  readonly seq: number
}

export interface Entry {
  readonly kind: 'entry'
  readonly obligation: string
  /** The figure as written; null or left out for a tick. */
  readonly value?: number | null
  readonly notApplicable?: boolean
  /** What the instrument showed at this second, looked at or not: tells an honest guess from an invention. */
  readonly shown?: number | null
  /** The hour as written, where the player edited it. */
  readonly claimed_s?: number
  /** Declared as a late entry. */
  readonly late?: boolean
  /** Strikes out an earlier entry of the same line. */
  readonly correction?: boolean
  /** Who is logged in, and whose badge signs: left out, the same person. */
  readonly account?: string
  readonly badge?: string
  readonly second?: 'none' | 'self' | 'other'
}

/** What a person decided about a case or a decoy: read from acts by its recogniser, or a reply to a person. */
export interface Choice {
  readonly kind: 'choice'
  readonly about: string
  readonly quality: 'best' | 'acceptable' | 'wrong'
  readonly finding?: Severity
  readonly gate?: Gate
  /** The rule it breaks; left out: that of wrong decisions. */
  readonly rule?: RuleCode
}

/** Quality acts. `about` is the id of a case or decoy; anything else is an act nobody needed. */
export type QualityAct =
  | { readonly kind: 'hold' | 'sample' | 'rejection'; readonly about: string | null }
  /** `facts`: share of what, where, when, how much, done at once that is there and true. */
  | { readonly kind: 'deviation'; readonly about: string | null; readonly facts?: number }
  | { readonly kind: 'escalation'; readonly about: string | null; readonly to: string }
  | { readonly kind: 'classification'; readonly about: string | null; readonly severity: Severity | 'none' }
  | { readonly kind: 'impact' | 'correctiveAction'; readonly about: string | null; readonly quality?: number }

/** A rule that only the engine can see broken: it knows rooms, clocks, limits and labels. */
export interface Breach {
  readonly kind: 'breach'
  readonly rule: RuleCode
  readonly severity: Severity
  readonly gate?: Gate
  /** What it concerns: a room, a hold, a material. */
  readonly subject: string
}

export type RubricEvent = Stamp &
  (
    | { readonly kind: 'view'; readonly evidence: string; readonly shown?: number | null }
    | { readonly kind: 'change' | 'round' | 'irreversible' | 'stepClosed'; readonly step: string }
    | { readonly kind: 'release' }
    | Entry
    | Choice
    | QualityAct
    | Breach
  )

export type EventOf<K extends RubricEvent['kind']> = Extract<RubricEvent, { kind: K }>

export interface Finding {
  readonly code: RuleCode
  readonly severity: Severity
  /** Done wrongly, or not done: only what was done costs points of its own; the rest has already lost its credit. */
  readonly mode: 'commission' | 'omission'
  readonly subject: { readonly kind: 'obligation' | 'case' | 'decoy' | 'rule' | 'place'; readonly id: string }
  readonly at_s: number
  readonly clause: Clause
  /** The level's own, more exact reference. */
  readonly citation: string | null
  /** What to do next time: key of a sentence. */
  readonly remedy: Remedy
  /** Figures and names for the sentence. */
  readonly parameters: Readonly<Record<string, number | string>>
  /** Points taken off for it. */
  readonly penalty_points: number
  /** Points of fulfilment its line or case lost; given once, with one of the findings of that line or case. */
  readonly lost_points: number
}

/** A finding before its price is known. */
export type Raised = Pick<Finding, 'code' | 'severity' | 'subject' | 'at_s' | 'parameters'> & {
  readonly citation?: string | undefined
}

export interface Earned {
  readonly id: string
  readonly weight: number
  /** 0 to 1. */
  readonly credit: number
  readonly lost_points: number
}

export interface EarnedCase extends Earned {
  readonly causedBy: Case['causedBy']
  readonly parts: Readonly<Partial<Record<CasePart, number>>>
}

/** A quality act nobody needed. */
export interface Superfluous {
  readonly at_s: number
  readonly kind: RubricEvent['kind']
  readonly about: string | null
}

export interface Compliance {
  /** 0 to 100, whole. */
  readonly score: number
  readonly band: 'A' | 'B' | 'C' | 'D'
  /** No gate, no critical finding: without that a level is never passed, whatever the score. */
  readonly mayPass: boolean
  /** In time order. */
  readonly findings: readonly Finding[]
  readonly gates: readonly Gate[]
  readonly parts: {
    /** Share of the asked-for credit, 0 to 1. */
    readonly fulfilment: number
    /** 1 when no act was superfluous. */
    readonly precision: number
    readonly base: number
    readonly penalty: number
    readonly cap: number
    readonly count: Readonly<Record<Severity, number>>
    readonly obligations: readonly Earned[]
    readonly cases: readonly EarnedCase[]
    /** Cases met and decoys recognised. */
    readonly justified: number
    readonly superfluous: readonly Superfluous[]
  }
}
