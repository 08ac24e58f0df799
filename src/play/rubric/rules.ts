/** The catalogue of rules: what each one is, what it costs, where it is demanded, what to do next time. Data only. */

import type { Gate } from './gates.ts'
import type { Finding, Severity } from './types.ts'

/**
 * Where an act is demanded. `checked`: read in the text itself, through a secondary rendering, or recalled and to be
 * looked up before it is quoted to anybody.
 */
export interface Reference {
  readonly source: string
  readonly place: string
  readonly checked: 'read' | 'secondary' | 'recalled'
}

const gmp = (place: string): Reference => ({ source: 'EU GMP Part I', place, checked: 'secondary' })

export const clauses = {
  'part1-1': gmp('chapter 1'),
  'part1-3.5': gmp('3.5'),
  'part1-4.8': gmp('4.8'),
  'part1-4.9': gmp('4.9'),
  'part1-4.20': gmp('4.20'),
  'part1-5.15': gmp('5.15'),
  'part1-5.34': gmp('5.34'),
  'part1-5.38': gmp('5.37–5.39'),
  'part1-5.40': gmp('5.40'),
  'part1-5.41': gmp('5.41'),
  'part1-5.43': gmp('5.43'),
  annex11: { source: 'EU GMP Annex 11', place: 'named accounts, audit trail', checked: 'recalled' },
  annex15: { source: 'EU GMP Annex 15', place: 'change control', checked: 'recalled' },
  annex16: { source: 'EU GMP Annex 16', place: 'certification with a deviation', checked: 'read' },
  'ich-q9': { source: 'ICH Q9(R1)', place: 'proportionate risk', checked: 'recalled' },
  'pics-040': { source: 'PIC/S PI 040-1', place: 'several of one kind', checked: 'read' },
  'pics-041': { source: 'PIC/S PI 041-1', place: 'data integrity', checked: 'read' },
} as const satisfies Record<string, Reference>

export type Clause = keyof typeof clauses

export interface Rule {
  readonly means: string
  /** `set`: the obligation, the case or the engine says it. */
  readonly severity: Severity | 'set'
  readonly mode: Finding['mode']
  readonly gate?: Gate
  readonly clause: Clause
  /** Key of the sentence that says what to do next time. */
  readonly remedy: string
  /** Seen broken by the engine, which knows the plant, not by reading the log. */
  readonly engine?: true
}

export const rules = {
  'R-MISS': {
    means: 'a routine act never done',
    severity: 'set',
    mode: 'omission',
    clause: 'part1-4.8',
    remedy: 'do-it-before-the-window-closes',
  },
  'R-LATE': {
    means: 'written after its window and not declared late',
    severity: 'minor',
    mode: 'omission',
    clause: 'part1-4.8',
    remedy: 'declare-a-late-entry',
  },
  'R-BACKDATE': {
    means: 'an hour written that is not the hour of the act',
    severity: 'critical',
    mode: 'commission',
    gate: 'G1',
    clause: 'pics-041',
    remedy: 'declare-a-late-entry',
  },
  'R-BADGE': {
    means: "written or signed in another person's name, or in their session",
    severity: 'critical',
    mode: 'commission',
    gate: 'G1',
    clause: 'annex11',
    remedy: 'log-in-yourself',
  },
  'R-FABRIC': {
    means: 'a figure invented: source not looked at, and far from what it showed; a gate for a critical parameter',
    severity: 'set',
    mode: 'commission',
    clause: 'pics-041',
    remedy: 'leave-it-blank-and-say-so',
  },
  'R-UNSUP': {
    means: 'written without a fresh look at its source; major from the third time',
    severity: 'set',
    mode: 'commission',
    clause: 'pics-041',
    remedy: 'look-then-write',
  },
  'R-TRANSCR': {
    means: 'looked at, but another figure written',
    severity: 'minor',
    mode: 'commission',
    clause: 'part1-4.9',
    remedy: 'read-back-what-you-wrote',
  },
  'R-SECOND': {
    means: 'the second person is missing, or is the first',
    severity: 'set',
    mode: 'commission',
    clause: 'part1-5.38',
    remedy: 'call-the-second-person-first',
  },
  'R-NA': {
    means: 'ticked where "not applicable" was right, or the other way round',
    severity: 'minor',
    mode: 'commission',
    clause: 'part1-4.20',
    remedy: 'answer-each-line-for-what-it-asks',
  },
  'R-DUP': {
    means: 'a second entry on a line that is not a correction',
    severity: 'minor',
    mode: 'commission',
    clause: 'part1-4.9',
    remedy: 'correct-never-write-twice',
  },
  'R-OPT': {
    means: 'a wrong decision in a case',
    severity: 'set',
    mode: 'commission',
    clause: 'part1-5.15',
    remedy: 'protect-the-patient-then-the-batch',
  },
  'R-DECOY': {
    means: 'normal variation treated as a fault',
    severity: 'set',
    mode: 'commission',
    clause: 'ich-q9',
    remedy: 'compare-with-the-limit-first',
  },
  'R-FLIP': {
    means: 'a decision changed after it was taken',
    severity: 'minor',
    mode: 'commission',
    clause: 'part1-4.9',
    remedy: 'decide-once-on-evidence',
  },
  'R-CASE': {
    means: 'a case not handled, or not to its end',
    severity: 'set',
    mode: 'omission',
    clause: 'part1-5.15',
    remedy: 'see-stop-write-tell',
  },
  'R-REL': {
    means: 'released with a critical case open, or a certificate missing',
    severity: 'critical',
    mode: 'commission',
    gate: 'G7',
    clause: 'annex16',
    remedy: 'close-every-critical-case-before-release',
  },
  'R-COMBI': {
    means: 'four minor findings of one rule',
    severity: 'major',
    mode: 'omission',
    clause: 'pics-040',
    remedy: 'make-it-a-habit',
  },
  'R-CLEAR': {
    means: 'a step begun with a foreign object in the room',
    severity: 'major',
    mode: 'omission',
    clause: 'part1-5.40',
    remedy: 'search-every-area-before-the-start',
    engine: true,
  },
  'R-ZONE': {
    means: 'a zone crossed without its clothing or against the flow',
    severity: 'major',
    mode: 'commission',
    clause: 'part1-3.5',
    remedy: 'go-through-the-airlock',
    engine: true,
  },
  'R-HOLD': {
    means: 'a hold time exceeded without a deviation',
    severity: 'major',
    mode: 'omission',
    clause: 'part1-5.41',
    remedy: 'watch-the-hold-clock',
    engine: true,
  },
  'R-IPC': {
    means: 'an action limit crossed without a hold',
    severity: 'major',
    mode: 'omission',
    clause: 'part1-5.43',
    remedy: 'stop-at-the-action-limit',
    engine: true,
  },
  'R-MAT': {
    means: 'a wrong, expired or unreleased material used',
    severity: 'set',
    mode: 'commission',
    clause: 'part1-5.34',
    remedy: 'read-the-label-before-you-connect',
    engine: true,
  },
  'R-CHG': {
    means: 'a change made before it was approved',
    severity: 'major',
    mode: 'commission',
    clause: 'annex15',
    remedy: 'ask-for-the-change-first',
    engine: true,
  },
  'R-CAPA': {
    means: 'a corrective action that does not act on the cause',
    severity: 'minor',
    mode: 'omission',
    clause: 'part1-1',
    remedy: 'act-on-the-cause',
    engine: true,
  },
  'R-PROC': {
    means: 'a deviation without quantity, hour or immediate action',
    severity: 'minor',
    mode: 'omission',
    clause: 'part1-5.15',
    remedy: 'what-where-when-how-much-done-at-once',
    engine: true,
  },
  'R-ALARM': {
    means: 'gone home while an alarm stood that nobody had acted on, written about or told; major from the third night',
    severity: 'set',
    mode: 'commission',
    clause: 'part1-5.43',
    remedy: 'act-or-tell-before-you-leave',
    engine: true,
  },
  'R-STEP': {
    means: 'a step of the recipe never done',
    severity: 'major',
    mode: 'omission',
    clause: 'part1-5.15',
    remedy: 'do-what-the-recipe-asks-or-say-why-not',
    engine: true,
  },
} as const satisfies Record<string, Rule>

export type RuleCode = keyof typeof rules
/** The gate that breaking a rule always closes. */
export const gateOfRule = (code: RuleCode): Gate | undefined => (rules[code] as Rule).gate
export type Remedy = (typeof rules)[RuleCode]['remedy']

/** Points off for what was done wrongly. */
export const PENALTY: Readonly<Record<Severity, number>> = { minor: 2, major: 8, critical: 40 }
/** So many minor findings of one rule are a major one: a habit, no longer a slip. */
export const COMBINATION = 4
