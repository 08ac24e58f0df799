import type { AnyPreset, Readings } from '../models/index.ts'
import type { Step } from './level.ts'
import type { Decision } from './state.ts'

/** What a policy may look at when it decides. */
export interface Observation {
  readonly t_s: number
  readonly step: Step
  /** Seconds since this step was opened. */
  readonly age_s: number
  readonly phase: string
  /** The recipe's criterion for the next phase is met. */
  readonly ready: boolean
  /** Worked out when asked for: most ticks ask for nothing. */
  readings(): Readings
  readonly settings: Readonly<Record<string, number>>
  /** Constants printed on labels and nameplates are among these. */
  readonly parameters: Readonly<Record<string, number>>
  readonly plant: AnyPreset
  /** Its flow stands. */
  readonly paused: boolean
}

/** Decisions for one step, asked after each of its ticks. A pure function of what it is shown. */
export type Policy = (o: Observation) => readonly Decision[]
