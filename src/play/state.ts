import type { AnyPreset, AnyStream, Ledger, Readings } from '../models/index.ts'
import type { Ticking } from '../sim/index.ts'
import type { DeskState } from './desk/state.ts'
import type { Level } from './level.ts'

/** Numbers for set points and amounts; words and short lists where a line is written or a report is made up of tiles. */
export type Answer = number | string | readonly (number | string)[]

/** A decision is a value: asked first (`query`), applied at a second, kept in the log, replayed from there. */
export interface Decision {
  /** `step.topic`: a setting, an act, a verb; or `record.line`, `call.qa` and the like. */
  readonly slot: string
  readonly value: Answer
}

export interface Stamped extends Decision {
  /** Plant seconds since the level began. */
  readonly t: number
  readonly seq: number
  /** The player; the crew that works by the SOP where the player did not decide; or the class the lot is played in. */
  readonly by: Who
}

export type Who = 'player' | 'crew' | 'class'

/** What a class does to a lot has a place of its own: whoever reads a log knows by the slot whose it is. */
export const isOfClass = (slot: string): boolean => slot.startsWith('class.')
export const whoDecides = (slot: string): Who => (isOfClass(slot) ? 'class' : 'player')

/** A step that is going on. Plain data: saved, cloned and digested as it is. */
export interface RunningStep extends Ticking {
  readonly index: number
  readonly opened_s: number
  readonly entered: AnyStream
  readonly state: object
  /** Replaced, never rewritten, when a fault changes one: systems are remembered by the object. */
  parameters: Readonly<Record<string, number>>
  readonly settings: Record<string, number>
  paused: boolean
  /** Second up to which the unit's fast layer has been followed. */
  fast_s: number
}

export interface ClosedStep {
  readonly index: number
  readonly opened_s: number
  readonly closed_s: number
  readonly entered: AnyStream
  readonly product: AnyStream
  readonly results: Readings
  /** Where the antibody (of plasma: the protein) went, for the mass balance of the batch. */
  readonly ledger: Ledger
}

export interface Run {
  /** Replaced when the player says which operations are theirs (`desk/plan.ts`). */
  level: Level
  /** That of the level’s size; replaced where a step of the level decides the size of what follows. */
  plant: AnyPreset
  readonly seed: number
  t_s: number
  readonly running: RunningStep[]
  readonly closed: ClosedStep[]
  readonly log: Stamped[]
  /** Set points decided for steps that have not begun: preparing. By slot. */
  readonly prepared: Record<string, number>
  /** Hands, instruments, papers; null where the level has no work for a player. */
  readonly desk: DeskState | null
}
