import type { SensorId } from '../../models/index.ts'

/** A display on a unit operation: which sensor shows which reading. */
export interface Panel {
  readonly sensor: SensorId
  readonly reading: string
  /** Shown over read: density, unit. */
  readonly times: number
  /** The side on which it is bad news, for night orders. */
  readonly bad: 'low' | 'high'
  /** Shown before there is anything to measure; left out: a dark display. */
  readonly empty?: number
}

export const panel = (sensor: SensorId, reading: string, bad: 'low' | 'high' = 'high', times = 1): Panel => ({
  sensor,
  reading,
  times,
  bad,
})
