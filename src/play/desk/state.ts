import type { Judged, Proposal, Verdict } from '../disposition.ts'
import type { TraceState } from './trace.ts'
import type { InspectionState } from '../inspection/day.ts'
import type { TransferState } from '../transfer/state.ts'
import type { WeekState } from '../week/state.ts'
import type { VialState } from './vial.ts'

/** What lies between the plant and the player: what was looked at, drawn, written, told. Plain data, part of the run. */
export interface DeskState {
  /** Hands are full until this second: every act declares its cost. */
  busy_s: number
  round: number
  /** The player has left for the night: the crew has the plant, with their orders. */
  night: boolean
  /** Last time each panel was opened, and what it showed: the truth of a written reading. */
  readonly views: Record<string, View>
  readonly samples: DrawnSample[]
  readonly alarms: Record<string, AlarmState>
  readonly faults: Record<string, FaultState>
  /** Night orders, at most three. */
  orders: Tile[]
  /** Orders already carried out tonight. */
  carriedOut: number[]
  /** One-point corrections of sensors, by `step.instrument`. */
  readonly corrections: Record<string, number>
  /** What happened, in order: the chronicle that recognisers, papers and the debrief read. */
  readonly facts: Fact[]
  disposition: string | null
  /** Only where a level has one to be chosen. */
  readonly vial?: VialState | undefined
  readonly trace?: TraceState | undefined
  /** Only where inspectors come. */
  readonly inspection?: InspectionState | undefined
  /** Only where several plants are led for a week. */
  readonly week?: WeekState | undefined
  /** Only where processes come from another house. */
  readonly transfer?: TransferState | undefined
  readonly room: RoomState | null
  /** The bag that is out of date, and the one that is connected. */
  readonly expiredBag: string | null
  bag: string | null
  /** What every panel of a played step showed, every half hour: on the screens without anybody's hand. By `step.panel`. */
  readonly historian: Record<string, { t_s: number; shown: number | null }[]>
}

export interface RoomState {
  /** Objects of the batch before. */
  readonly wrong: readonly string[]
  readonly tagged: string[]
  /** Pieces of clothing, in the order in which they were put on; left out where one comes in dressed. */
  readonly worn?: string[]
  /** A colleague has looked too. */
  checked: boolean
  cleared: boolean
}

export interface View {
  readonly t_s: number
  /** null: the display was dark, or nothing to read. */
  readonly value: number | null
}

export interface DrawnSample {
  readonly step: string
  readonly assay: string
  readonly number: number
  readonly drawn_s: number
  readonly due_s: number
  readonly content: number
  readonly volume_mL: number
  /** Of a fraction collector's tube. */
  readonly tube?: number
  /** Drawn by the auto-sampler: counted apart, so that a hand's own samples err as they would without it. */
  readonly byItself?: true
}

export interface AlarmState {
  /** Second since when the value has been outside, or null. */
  outside_s: number | null
  /** Normal; ringing; seen and still on; gone again before anybody saw it (ISA-18.2). */
  state: 'normal' | 'unacknowledged' | 'acknowledged' | 'returned'
}

export interface FaultState {
  /** Drawn by the seed at the start. */
  readonly cause: number
  readonly onset_s: number
  /** Second at which the step first was in the phase this fault waits for. */
  reached_s?: number
  state: 'waiting' | 'on' | 'over'
  /** Second at which maintenance will have mended it, or null. */
  mended_s: number | null
}

/** A night order: when this panel passes this limit, do this, and call so-and-so. Carried out to the letter, once. */
export interface Tile {
  readonly panel: string
  /** null: wait for the alarm. */
  readonly limit: number | null
  /** Slot and amount; null: only call. */
  readonly slot: string | null
  readonly amount: number
  readonly call: 'me' | 'maintenance' | 'nobody'
}

/** A decision about the lot was proposed: what it was worth by the record as it stood at that second. */
export interface ProposedFact {
  readonly t_s: number
  readonly kind: 'proposed'
  readonly proposal: Proposal
  readonly judged: Judged
  readonly worth: number
  /** What would have been right, and the lines that carry it; of the lines that were missing, all. */
  readonly right: Verdict
  readonly carry: readonly string[]
  readonly missed: readonly string[]
  /** Kept back rightly, and nobody at the desk had brought it there. */
  readonly justified: boolean
}

export type Fact = ProposedFact | PlainFact

type PlainFact = { readonly t_s: number } & (
  | { readonly kind: 'opened' | 'closed'; readonly step: string }
  | { readonly kind: 'morning'; readonly round: number }
  /** `brought`: by the class, to come at the next tick of its step. */
  | { readonly kind: 'fault' | 'mended' | 'brought'; readonly fault: string }
  /** Maintenance has the machine of a step between these seconds, and has said so. */
  | { readonly kind: 'outage'; readonly step: string; readonly from_s: number; readonly until_s: number }
  /** A display was set to a reference's figure. */
  | { readonly kind: 'standardised'; readonly panel: string; readonly before: number; readonly after: number }
  /** Of a week: a task is over, somebody free again, a result there, something has happened. */
  | { readonly kind: 'week'; readonly what: 'done' | 'due' | 'free' | 'result' | 'incident'; readonly about: string }
  | { readonly kind: 'alarm' | 'normal'; readonly alarm: string }
  | { readonly kind: 'result'; readonly step: string; readonly assay: string; readonly number: number }
  /** `maintenance`: they were sent for, and found something to mend. */
  | { readonly kind: 'order'; readonly tile: number; readonly done: boolean; readonly maintenance: boolean }
  | { readonly kind: 'rung'; readonly why: string }
  /** What a panel showed when it was opened, or while a line was being written. */
  | { readonly kind: 'looked'; readonly panel: string; readonly shown: number | null }
  | { readonly kind: 'wrote'; readonly line: string; readonly shown: number | null }
  /** Somebody else of the class was asked to sign a line too: they did, or would not. */
  | { readonly kind: 'countersigned'; readonly line: string; readonly signed: boolean }
  | { readonly kind: 'checked'; readonly found: number }
  | { readonly kind: 'cleared'; readonly missed: number; readonly tagged: number }
  | { readonly kind: 'connected'; readonly bag: string; readonly expired: boolean }
  /** An investigation: what a cause predicts was looked for; a cause was pinned, so much of what is pinned on it speaks for it. */
  | { readonly kind: 'tested'; readonly fault: string; readonly cause: string; readonly found: boolean }
  | { readonly kind: 'pinned'; readonly fault: string; readonly cause: string; readonly speaking: number }
  /** Maintenance came to a thing; `found`: there was something to mend. */
  | { readonly kind: 'called'; readonly thing: string; readonly found: boolean }
)
