import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { antibodyPlant } from '../antibodyPlant/presets.ts'
import { emptyStream } from '../stream.ts'
import { acts, breathing, type BreathingConditions, type BreathingState, parameters, settings } from './model.ts'

const plant = antibodyPlant(50)
const usual = defaults(parameters)
const conditions = (wheel: number, enrichment = 16, lot = usual): BreathingConditions => ({
  plant,
  parameters: lot,
  settings: { ...defaults(settings), wheel, enrichment },
  paused: false,
  seed: 1,
})
const entry = emptyStream(20)
const calm = { ...usual, wheelBefore: 0.48, turnedAgo: 0 }
const results = (state: BreathingState, c: BreathingConditions) => breathing.close(state, c).results
const live = (state: BreathingState, c: BreathingConditions, seconds: number): void => {
  for (let s = 0; s < seconds; s += breathing.tick_s) breathing.tick(state, c)
}

/** Left where it is from the first second on. */
function left(wheel: number, enrichment = 16, lot = usual) {
  const state = breathing.open(entry, conditions(0.22, 16, lot))
  const c = conditions(wheel, enrichment, lot)
  live(state, c, 600)
  expect(breathing.finished(state)).toBe(true)
  return results(state, c)
}

describe('the wheel', () => {
  test('too little is short, too much foams over and is short again, and there is a place between', () => {
    expect(left(0.3)['well']).toBe(0)
    expect(left(0.52)['well']).toBeGreaterThan(0.75)
    const open = left(1)
    expect(open['well']).toBeLessThan(0.3)
    expect(open['foamed']).toBeGreaterThan(0.5)
  })

  test('on day 8 the wheel alone does not do; a richer gas does', () => {
    const late = { ...usual, takenAt: 192, wheelBefore: 0.3, turnedAgo: 0, foamTendency: 1.15 }
    const alone = [0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.8].map((wheel) => left(wheel, 16, late)['well']!)
    expect(Math.max(...alone)).toBeLessThan(0.5)
    expect(left(0.3, 35, late)['well']).toBeGreaterThan(0.65)
  })
})

describe('one needle, three causes', () => {
  const breaks = {
    valve: (s: BreathingState) => (s.upsets.oxygenSupply = 0),
    vent: (s: BreathingState) => (s.upsets.condensate_per_min = 1.5),
    probe: (s: BreathingState) => (s.upsets.oxygenProbeOffset_pct = -30),
  }
  const all = ['valve', 'vent', 'probe'] as const
  test('and an act for each', () => expect(Object.keys(acts)).toEqual(all))
  /** In balance; broken after two minutes; a minute later something is done about it. */
  function broken(cause: (typeof all)[number], act: (typeof all)[number] | null) {
    const c = conditions(0.48, 16, calm)
    const state = breathing.open(entry, c)
    live(state, c, 120)
    breaks[cause](state)
    live(state, c, 60)
    const seen = breathing.readings(state, c)
    if (act) expect(breathing.act(state, act, 1, c)).toBeUndefined()
    live(state, c, 420)
    return { seen, well: results(state, c)['well']! }
  }

  test.each(all)('%s: the displayed oxygen falls, and one other display says why', (cause) => {
    const { seen } = broken(cause, null)
    expect(seen['oxygenProbe_pct']).toBeLessThan(40)
    expect(seen['oxygen_slpm']! < 0.5 * seen['oxygenAsked_slpm']! && seen['ventPressure_bar']! < 0.02).toBe(
      cause === 'valve',
    )
    expect(seen['ventPressure_bar']! > 0.025).toBe(cause === 'vent')
    expect(seen['oxygenSecond_pct']! - seen['oxygenProbe_pct']! > 20).toBe(cause === 'probe')
  })

  test.each(all)('%s: the right act is better than none and than any other', (cause) => {
    const right = broken(cause, cause).well
    for (const act of [null, ...all]) if (act !== cause) expect(right).toBeGreaterThanOrEqual(broken(cause, act).well)
  })

  test('one thing at a time, and while the probe is changed nothing is shown', () => {
    const c = conditions(0.48, 16, calm)
    const state = breathing.open(entry, c)
    breathing.act(state, 'probe', 1, c)
    expect(breathing.readings(state, c)['oxygenProbe_pct']).toBeUndefined()
    expect(breathing.act(state, 'valve', 1, c)).toMatchObject({ code: 'hands_full' })
    live(state, c, 30)
    expect(breathing.readings(state, c)['oxygenProbe_pct']).toBeGreaterThan(0)
    expect(breathing.act(state, 'valve', 1, c)).toBeUndefined()
  })
})

test('every second counts once, and afterwards nothing moves', () => {
  const c = conditions(0.8)
  const state = breathing.open(entry, c)
  live(state, c, 605)
  const r = results(state, c)
  // Foam at the filter and oxygen out of the band may be one second.
  expect(r['well']! + r['short']! + r['rich']!).toBeLessThanOrEqual(1)
  expect(r['well']! + r['short']! + r['rich']! + r['foamed']!).toBeGreaterThanOrEqual(1)
  expect(breathing.act(state, 'valve', 1, c)).toMatchObject({ code: 'step_closed' })
  const { entered_g, made_g, left_g, held_g, lost_g } = breathing.ledger(state)
  expect(entered_g + made_g).toBeCloseTo(left_g + held_g + lost_g, 9)
})
