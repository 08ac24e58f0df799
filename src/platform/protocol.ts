import type { Setup } from '../record/index.ts'
import type {
  Choice,
  Course,
  Decision,
  Drilled,
  Gate,
  Level,
  OtherLot,
  OtherWay,
  OwnWay,
  Part,
  Posed,
  PosedDrill,
  Run,
  SlotPart,
  SoFar,
  Stopped,
  Ways,
  Worths,
  Reference,
} from '../play/index.ts'

/** A decision of the player with its second: what a save keeps and a record is made of. */
export interface Entry extends Decision {
  readonly t: number
}

/** What a page asks of a run. Plain data: the same over a worker's wire and in the page itself. */
export type Command =
  | { readonly kind: 'start'; readonly level: string; readonly seed: number; readonly setup?: Setup | undefined }
  | { readonly kind: 'resume'; readonly save: Save }
  /**
   * A lot that the expert has brought so far: until about so many minutes of play are left, or until something goes
   * wrong, on the first lot from this number on to which that happens and where doing nothing is wrong; or until what
   * is practised is at hand. `unlike`: lots that are known; something still to come has another cause than in them.
   */
  | {
      readonly kind: 'takeOver'
      readonly level: string
      readonly seed: number
      readonly setup?: Setup | undefined
      readonly at: { readonly minutes: number; readonly unlike?: readonly number[] } | { readonly drill: string }
    }
  /** A lot, and what the expert does with it, as entries still to be decided: for who shows it to somebody. */
  | { readonly kind: 'watch'; readonly level: string; readonly seed: number }
  | { readonly kind: 'decide'; readonly decision: Decision }
  /** What the class does to the lot: a fault that is let come, a signature. */
  | { readonly kind: 'class'; readonly decision: Decision }
  /** Waiting: at most so many plant seconds, less when something happens. */
  | { readonly kind: 'advance'; readonly seconds: number }
  /** The shift is over: to the next morning, or until somebody rings. */
  | { readonly kind: 'night' }
  /** The lot with and without each group of decisions, against the expert's: slow, in pieces for more than one host. */
  | { readonly kind: 'explain'; readonly save: Save; readonly ways: Ways }
  /** What the pieces come to: which decisions cost what. */
  | { readonly kind: 'parts'; readonly save: Save; readonly pieces: readonly Worths[] }
  /** What really happened in a lot that is over, beside what was shown of it. */
  | { readonly kind: 'relive'; readonly save: Save }
  /** The same lot with the expert's decisions in one group. */
  | { readonly kind: 'otherWay'; readonly save: Save; readonly group: string }
  /** A group of decisions split over its slots: slow. */
  | { readonly kind: 'open'; readonly save: Save; readonly group: string }
  /** The same lot with one figure of the player's changed. */
  | { readonly kind: 'ownWay'; readonly save: Save; readonly index: number; readonly value: number }
  /** Another lot in the expert's hands, without and with the record's decisions in one group. */
  | { readonly kind: 'otherLot'; readonly save: Save; readonly group: string; readonly seed: number }
  /** A drill without a desk: what the model makes of it. */
  | { readonly kind: 'pose'; readonly level: string; readonly seed: number; readonly drill: PosedDrill }
  /** What comes of it when nobody does more: of a lot that is not over. */
  | { readonly kind: 'judge'; readonly drill: string }
  /** What is left is the crew's: to the vial. `since_s`: the lot came to hand there. */
  | { readonly kind: 'finish'; readonly since_s?: number | undefined }

export interface Reply<View, Frame, Ending> {
  readonly view: View
  readonly refusal: { readonly code: string; readonly values?: Readonly<Record<string, number>> } | null
  /** A gate that this decision closed: in training the scene stops here. */
  readonly gate: Gate | null
  /** Decisions taken by this command. */
  readonly entries: readonly Entry[]
  /** The run as it stands, for the next save. */
  readonly at_s: number
  readonly hash: string
  readonly model: string
  /** Something happened that a person turns to: waiting is over. */
  readonly stopped: boolean
  /** Of a night, or of the way to the vial: what to show of it, in order. */
  readonly frames: readonly Frame[]
  readonly ending: Ending | null
  /** Of `finish`: the sum over the whole run by which a replay is compared. */
  readonly digest: string | null
  /** Resuming: decisions of the save that the run of today refuses; 0 when it is the same run. */
  readonly lost: number
  readonly drifted: boolean
  /** Of `explain`: what each coalition of this piece is worth. */
  readonly worths: Worths
  /** Of `parts`: points of yield and purity by group of decisions, costliest first. */
  readonly parts: readonly Part[]
  /** Of `relive`. */
  readonly course: Course | null
  readonly lotStopped: Stopped | null
  /** Of `parts`: figures of the player's that could have been others. */
  readonly choices: readonly Choice[]
  readonly otherWay: OtherWay | null
  readonly ownWay: OwnWay | null
  /** Of `open`. */
  readonly slots: readonly SlotPart[]
  readonly otherLot: OtherLot | null
  /** Of `judge`, where it is no case. */
  readonly drilled: Drilled | null
  /** Of `pose`. */
  readonly posed: Posed | null
}

/** Sent while a slow command runs, before its answer. */
export type Telling = (soFar: SoFar) => void

/** An open attempt, as this browser keeps it: seed and decisions are the whole run. */
export interface Save {
  readonly format: 1
  readonly level: string
  /** Which drill of the level it is. */
  readonly drill?: string
  /** Level and model it was played with. */
  readonly hash: string
  readonly model: string
  readonly seed: number
  /** How it is played, where it is not as usual. */
  readonly setup?: Setup | undefined
  /** Real seconds at the desk, so far as this browser counted them. */
  readonly used_s?: number
  readonly log: readonly Entry[]
  readonly at_s: number
  /** For where the lot is shown and not run: day of its culture, and whether its vials are filled. */
  readonly day?: number
  readonly over?: boolean
  /** Acts taken back after a gate had closed on them. */
  readonly marks?: readonly Mark[]
  /** Plant seconds from which it was played again after its debrief had been read. */
  readonly again?: readonly number[]
  /** What was set on the desk and not decided yet, by the slot it is meant for. */
  readonly laid?: Readonly<Record<string, number>>
  /** Reasons given on the way, when one was asked for. */
  readonly reasons?: readonly Reason[]
}

/** Of which decision (`culture.temperature`), at which second, and which of the reasons offered. */
export interface Reason {
  readonly t: number
  readonly of: string
  readonly said: number
}

export interface Mark {
  readonly t: number
  readonly gate: Gate
}

/** How a bench shows its runs; what it does to them is the same for all. */
export interface Bench<View, Frame, Ending> {
  level(id: string, setup?: Setup): Level | undefined
  view(run: Run): View
  frame(run: Run): Frame
  ending(run: Run, reference: Reference, since_s?: number): Ending
}
