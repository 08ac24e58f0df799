import { expm1 } from '../sim/index.ts'
import { AMOUNTS, emptyStream, pour, type Stream } from './stream.ts'

const MIXED = ['temperature_C', 'pH', 'conductivity_mS_cm', 'turbidity_NTU', 'residualBuffer'] as const

/** Buffer or water that carries nothing. */
export function buffer(volume_L: number, like: Pick<Stream, 'temperature_C' | 'pH' | 'conductivity_mS_cm'>): Stream {
  const s = emptyStream(like.temperature_C)
  s.volume_L = volume_L
  s.pH = like.pH
  s.conductivity_mS_cm = like.conductivity_mS_cm
  return s
}

/**
 * Pushes `part` through a well-mixed hold-up of constant volume (filter housing, bed void, tubing) and returns what
 * leaves: as much volume as came in. Exact for a constant inflow over the step, so that steps of any size add up to
 * the washout e^(-V/V_hold).
 */
export function pushThrough(hold: Stream, part: Stream): Stream {
  const out = { ...part }
  if (part.volume_L <= 0 || hold.volume_L <= 0) return out
  const turns = part.volume_L / hold.volume_L
  const replaced = -expm1(-turns)
  for (const key of AMOUNTS) {
    if (key === 'volume_L') continue
    const whole = hold[key] + part[key]
    hold[key] = Math.min(whole, hold[key] * (1 - replaced) + (part[key] * replaced) / turns)
    out[key] = whole - hold[key]
  }
  for (const key of MIXED) {
    const before = hold[key]
    hold[key] += (part[key] - before) * replaced
    out[key] = part[key] - (hold[key] - before) / turns
  }
  hold.sinceHarvest_s = Math.max(hold.sinceHarvest_s, part.sinceHarvest_s)
  out.sinceHarvest_s = hold.sinceHarvest_s
  return out
}

/** Pours `part` into a pool that this unit is making: the pool's own hold clock goes on, the part's ends here. */
export function collect(pool: Stream, part: Stream): void {
  part.held_s = 0
  pour(pool, part)
}

/** A second of the clock for every stream in the unit. */
export function age(seconds: number, ...streams: Stream[]): void {
  for (const s of streams) {
    s.held_s += seconds
    s.sinceHarvest_s += seconds
  }
}
