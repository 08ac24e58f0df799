/** What a class server and its pages say to each other: the server answers in these shapes, the pages read them. */

/** A lot given to a class, from an opening time to a closing time. */
export interface Assignment {
  readonly id: string
  /** Code or long text of the scenario. */
  readonly scenario: string
  readonly opens_ms: number
  readonly closes_ms: number | null
}

/** `waiting`: kept, not replayed yet; `refused`: it cannot be replayed on this server. */
export type ResultState = 'waiting' | 'verified' | 'drifted' | 'mismatch' | 'refused'

export interface ClassMarks {
  readonly yield: number
  readonly purity: number
  readonly compliance: number
}

/** What a hand-in is worth, by its replay and nothing else. */
export interface ReplayedResult {
  readonly firstWrong_s: number | null
  readonly marks: ClassMarks
  readonly passed: boolean
  /** The one mark from 0 to 1 that other systems keep; of what was judged before there was one, none. */
  readonly scaled?: number
  readonly released: boolean
  /** The marks that were claimed are those of the replay. */
  readonly told: boolean
  /** The very decisions of a run that comes with the game. */
  readonly shipped: boolean
  /** Plant seconds from which it was played again after its debrief had been read. */
  readonly again: readonly number[]
  /** Faults that the class sent into it, that could have come, and did not; of what was judged before this was asked, none. */
  readonly without?: readonly string[]
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly remedy: string }[]
  /** Means of what it showed of the competencies its level trains, 0 to 1. */
  readonly practice: Readonly<Record<string, number>>
}

export type ResultJudged = ReplayedResult | { readonly why: string } | null

/** Where somebody is in a lot. */
export interface Whereabouts {
  readonly level: string
  readonly seed: number
  /** The unit at work; null: none is the player's. */
  readonly step: string | null
  readonly at_s: number
  readonly day: number
  readonly decisions: number
  readonly alarms: number
  readonly hints: number
  readonly over: boolean
}

export interface BoardLearner {
  readonly id: string
  readonly pseudonym: string
  readonly seen_ms: number
}

export interface BoardProgress extends Whereabouts {
  readonly learner: string
  readonly run: string
  readonly assignment: string | null
  readonly began_ms: number
  readonly at_ms: number
  /** When something was last decided. */
  readonly acted_ms: number
}

export interface BoardResult {
  readonly learner: string
  readonly key: string
  readonly assignment: string | null
  readonly level: string
  readonly seed: number
  readonly received_ms: number
  readonly late: boolean
  /** What its record says the class did, this class did not do. */
  readonly strange: boolean
  readonly state: ResultState
  readonly digest: string | null
  readonly judged: ResultJudged
}

/** `sent`: the run has not taken it yet; `refused`: it could not come there any more. */
export type BroughtState = 'sent' | 'taken' | 'refused'

/** A fault that the instructor lets come in one run. */
export interface BoardFault {
  readonly id: string
  readonly learner: string
  readonly run: string
  readonly fault: string
  readonly cause: string
  readonly state: BroughtState
  readonly at_s: number | null
}

/** A fault on its way into a run of the learner's. */
export type SentFault = Pick<BoardFault, 'id' | 'run' | 'fault' | 'cause'>

export type SignatureState = 'asked' | 'signed' | 'refused'

/** A line of somebody's record that a classmate is asked to sign too: who asks, or who was asked, as the other sees them. */
export interface Signature {
  readonly id: string
  readonly run: string
  readonly line: string
  /** The line, its figure, and what was read, in the words of the record. */
  readonly says: string
  readonly who: string
  /** Asked of whoever sees this; otherwise by them. */
  readonly ofMe: boolean
  readonly state: SignatureState
}

/** The run of a lot, by which a class knows it. */
export const runName = (level: string, seed: number): string =>
  `${level.toLowerCase()}-${String(seed).padStart(6, '0')}`

/** All that the owner of a class sees. */
export interface ClassBoard {
  readonly class: {
    readonly code: string
    readonly title: string
    readonly gone_ms: number
    readonly paused: boolean
    /** What is talked about while the clocks stand. */
    readonly topic: string | null
  }
  /** The server's clock: ages are told by it. */
  readonly now_ms: number
  readonly assignments: readonly Assignment[]
  readonly learners: readonly BoardLearner[]
  readonly progress: readonly BoardProgress[]
  readonly results: readonly BoardResult[]
  readonly faults: readonly BoardFault[]
}

export interface ClassMessage {
  readonly id: string
  readonly sent_ms: number
  readonly text: string
}

/** All that a learner sees of their class. */
export interface ClassMember {
  readonly learner: string
  readonly pseudonym: string
  readonly class: { readonly title: string; readonly paused: boolean; readonly topic: string | null }
  readonly now_ms: number
  readonly assignments: readonly Assignment[]
  readonly results: readonly {
    readonly key: string
    readonly assignment: string | null
    readonly level: string
    readonly seed: number
    readonly state: ResultState
    readonly late: boolean
    readonly judged: ResultJudged
  }[]
  readonly saves: readonly { readonly name: string; readonly at_ms: number }[]
  readonly messages: readonly ClassMessage[]
  /** Not taken yet. */
  readonly faults: readonly SentFault[]
  /** Asked of this learner and not answered, and those they asked for. */
  readonly signatures: readonly Signature[]
}

/** Signs of a class code. */
export const CLASS_CODE = /^[0-9A-HJKMNP-TV-Z]{6}$/

/** A code as it was meant: small letters, spaces and hyphens, O for 0, I or L for 1. */
export const asCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[\s\-–—_.]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')

/** Letters, digits, spaces, hyphens, apostrophes: nothing that could be an address. */
export const PSEUDONYM = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} '’-]{1,23}$/u
