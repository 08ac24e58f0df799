import {
  COLD_WHEEL,
  type ColdPlant,
  coldSight,
  type ColdSight,
  openColdPlant,
  stepColdPlant,
  stepToMorning,
} from './coldPlant.ts'

/**
 * The first minute: what the vessel does decides what is said. There is no wrong way; whoever does nothing sees the
 * colleague on the radio do it, from where she is.
 */
export type ColdBeat =
  /** Short of breath: she calls. */
  | 'call'
  /** The needle climbs. */
  | 'climb'
  /** Foam is near the filter. */
  | 'foam'
  /** Eased off: until the needle rests. */
  | 'ease'
  /** Said what there is to say. */
  | 'rest'
  /** The night passes. */
  | 'dawn'
  | 'morning'

export type ColdLine =
  | 'call'
  | 'turn'
  | 'iTurn'
  | 'more'
  | 'again'
  | 'iMore'
  | 'stop'
  | 'down'
  | 'iEase'
  | 'low'
  | 'balance'

export interface ColdScript {
  readonly beat: ColdBeat
  readonly beat_s: number
  readonly line: ColdLine
  /** Help already given in this beat. */
  readonly helps: number
  /** Where the colleague turns the wheel to, from afar; null: she keeps her hands off. */
  readonly hand: number | null
  /** Least oxygen, most foam and the wheel when the beat began. */
  readonly least_pct: number
  readonly most_pct: number
  readonly wheel: number
}

/** Of one step, in seconds as the player feels them. */
export interface ColdStep {
  readonly wheel: number
  readonly sight: Pick<ColdSight, 'oxygen_pct' | 'foam_pct'>
  readonly before: Pick<ColdSight, 'oxygen_pct' | 'foam_pct'>
  readonly passed_s: number
}

export const NEAR_FILTER_pct = 85
const TOO_LOW_pct = 22
const RESTING = { from_pct: 25, to_pct: 70, rate_pct_s: 2.6 }
const EASED = 0.07
const GOOD_WHEEL = 0.46

export const coldStart = (sight: ColdStep['sight']): ColdScript => ({
  beat: 'call',
  beat_s: 0,
  line: 'call',
  helps: 0,
  hand: null,
  least_pct: sight.oxygen_pct,
  most_pct: sight.foam_pct,
  wheel: COLD_WHEEL,
})

export function coldNext(script: ColdScript, step: ColdStep): ColdScript {
  const { sight, before, wheel, passed_s } = step
  const s: ColdScript = {
    ...script,
    beat_s: script.beat_s + passed_s,
    least_pct: Math.min(script.least_pct, sight.oxygen_pct),
    most_pct: Math.max(script.most_pct, sight.foam_pct),
  }
  const begin = (beat: ColdBeat, line: ColdLine = s.line): ColdScript => ({
    beat,
    beat_s: 0,
    line,
    helps: 0,
    hand: beat === 'foam' ? null : s.hand,
    least_pct: sight.oxygen_pct,
    most_pct: sight.foam_pct,
    wheel,
  })
  /** First a word, then a hand; each once. */
  const help = (after_s: number, line: ColdLine, hand: number | null = s.hand): ColdScript | null =>
    s.beat_s >= after_s ? { ...s, helps: s.helps + 1, line, hand } : null
  const rate_pct_s = (sight.oxygen_pct - before.oxygen_pct) / passed_s

  switch (s.beat) {
    case 'call':
      if (s.beat_s > 1.5 && wheel > s.wheel + 0.05 && sight.oxygen_pct > s.least_pct + 1.5)
        return begin('climb', 'more')
      if (s.helps === 0 && wheel <= s.wheel + 0.05) return help(7, 'turn') ?? s
      if (s.helps <= 1) return help(12, 'iTurn', 0.88) ?? s
      return s
    case 'climb':
      if (sight.foam_pct >= NEAR_FILTER_pct && s.beat_s > 2) return begin('foam', 'stop')
      if (s.helps === 0) return help(9, 'again') ?? s
      if (s.helps === 1) return help(14, 'iMore', 0.92) ?? s
      return s
    case 'foam':
      if (s.beat_s > 0.8 && wheel <= s.wheel - EASED) return begin('ease')
      // Turned on after the word: the wheel to ease from is that one.
      if (wheel > s.wheel) return { ...s, wheel }
      if (s.helps === 0) return help(4, 'down') ?? s
      if (s.helps === 1) return help(7, 'iEase', GOOD_WHEEL) ?? s
      return s
    case 'ease': {
      const falling = sight.foam_pct < s.most_pct - 1 && sight.foam_pct <= before.foam_pct
      const resting =
        sight.oxygen_pct > RESTING.from_pct &&
        sight.oxygen_pct < RESTING.to_pct &&
        Math.abs(rate_pct_s) < RESTING.rate_pct_s
      if ((s.beat_s > 2.5 && falling && resting) || s.beat_s > 24) return begin('rest', 'balance')
      if (s.helps === 0 && sight.oxygen_pct < TOO_LOW_pct && rate_pct_s < 0) return { ...s, helps: 1, line: 'low' }
      if (s.helps === 0 && sight.foam_pct > before.foam_pct) return help(5, 'down') ?? s
      if (s.helps <= 1) return help(11, 'iEase', GOOD_WHEEL) ?? s
      return s
    }
    case 'rest':
      return s.beat_s >= REST_S ? begin('dawn') : s
    case 'dawn':
    case 'morning':
      return s
  }
}

/** Plant seconds of the fast layer per second: as while an alarm is open. */
const PACE = 30
const STEP_S = 5
const REST_S = 4.5
/** The night passes in so many ticks, in so many seconds. */
const DAWN_TICKS = 40
const DAWN_S = 4
/** How fast she turns the wheel from afar, per second. */
const HAND = 0.45

/** All of it, as plain data. */
export interface ColdOpen {
  readonly plant: ColdPlant
  script: ColdScript
  wheel: number
  sight: ColdSight
  before: ColdSight
  /** Since the curtain, in seconds as the player feels them. */
  passed_s: number
  ticksToMorning: number
}

export function openCold(): ColdOpen {
  const plant = openColdPlant()
  const sight = coldSight(plant)
  return {
    plant,
    script: coldStart(sight),
    wheel: COLD_WHEEL,
    sight,
    before: sight,
    passed_s: 0,
    ticksToMorning: DAWN_TICKS,
  }
}

/** Where the night stands, 0 to 1. */
export const dawnOf = (cold: ColdOpen): number =>
  cold.script.beat === 'dawn' || cold.script.beat === 'morning' ? 1 - cold.ticksToMorning / DAWN_TICKS : 0

export const coldStep_s = (cold: ColdOpen): number =>
  cold.script.beat === 'dawn' ? DAWN_S / DAWN_TICKS : STEP_S / PACE

/** The player's hand; whoever helped lets go. */
export function turnCold(cold: ColdOpen, to: number): void {
  if (cold.script.beat === 'dawn' || cold.script.beat === 'morning') return
  cold.wheel = Math.min(1, Math.max(0, to))
  cold.script = { ...cold.script, hand: null }
}

/** One step of plant and story; how long it takes: `coldStep_s`. */
export function stepCold(cold: ColdOpen): void {
  const passed_s = coldStep_s(cold)
  cold.passed_s += passed_s
  if (cold.script.beat === 'morning') return
  cold.before = cold.sight
  if (cold.script.beat === 'dawn') {
    stepToMorning(cold.plant)
    cold.sight = coldSight(cold.plant)
    if (--cold.ticksToMorning <= 0) cold.script = { ...cold.script, beat: 'morning', beat_s: 0 }
    return
  }
  const { hand } = cold.script
  if (hand !== null) {
    const away = hand - cold.wheel
    cold.wheel += Math.sign(away) * Math.min(Math.abs(away), HAND * passed_s)
  }
  stepColdPlant(cold.plant, cold.wheel)
  cold.sight = coldSight(cold.plant)
  const { sight, before, wheel } = cold
  cold.script = coldNext(cold.script, { sight, before, wheel, passed_s })
}
