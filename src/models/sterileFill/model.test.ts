import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { antibodyPlant } from '../antibodyPlant/presets.ts'
import { emptyStream, type Stream } from '../stream.ts'
import type { Conditions } from '../unit.ts'
import { germReduction, parameters, settings, sterileFill, type SterileFillState } from './model.ts'

type C = Conditions<typeof parameters, typeof settings>
const conditions = (changes: Partial<C['settings']> = {}, constants: Partial<C['parameters']> = {}, seed = 1): C => ({
  plant: antibodyPlant(2000),
  parameters: { ...defaults(parameters), ...constants },
  settings: { ...defaults(settings), ...changes },
  paused: false,
  seed,
})
/** A filler that does not drift, a line that does not jam. */
const steady = { drift: 0, wander: 0, jams: 0 }

const bulk = (more: Partial<Stream> = {}): Stream => ({
  ...emptyStream(20),
  volume_L: 77.115,
  product_g: 9253.8,
  polysorbate_g: 0.2 * 77.115,
  bioburden_CFU: 50,
  ...more,
})

function run(c: C, entry = bulk(), each: (s: SterileFillState) => void = () => {}, until: string = 'done') {
  const state = sterileFill.open(entry, c)
  for (let i = 0; i < 1e5 && sterileFill.phase(state) !== until; i++) {
    sterileFill.tick(state, c)
    each(state)
    if (sterileFill.ready(state, c)) sterileFill.proceed(state, c)
  }
  return { state, results: sterileFill.close(state, c).results }
}
function goOn(state: SterileFillState, c: C) {
  for (let i = 0; i < 1e5 && !sterileFill.finished(state); i++) {
    sterileFill.tick(state, c)
    if (sterileFill.ready(state, c)) sterileFill.proceed(state, c)
  }
  return sterileFill.close(state, c).results
}

describe('nominal end point (mab.md §3.7, §3.9)', () => {
  test('step yield 0.985 ± 0.002; 9,115 g ± 20 in vials, 18,200 doses of 500 mg ± 60 with the overfill counted in', () => {
    const { results, state } = run(conditions({}, steady))
    expect(Math.abs(results['yield_pct']! - 98.5)).toBeLessThan(0.2)
    expect(Math.abs(state.vials.product_g - 9115)).toBeLessThan(20)
    expect(Math.abs(results['doseEquivalents']! - 18230)).toBeLessThan(60)
    // vials = V/(v_nom (1 + overfill)) less set-up, rejects and hold-up
    expect(Math.abs(results['vials']! - ((77.115 * 120) / 500 / 1.03) * 1e3 * 0.985)).toBeLessThan(40)
    expect(results['doses']! / results['vials']!).toBeGreaterThan(0.9999)
    expect(results['preTest_pass']).toBe(1)
    expect(results['postTest_pass']).toBe(1)
    expect(results['contaminatedVials']!).toBeLessThan(0.01)
  })

  test('the same seed fills the same vials, another seed others', () => {
    const a = run(conditions()).state
    expect(run(conditions()).state).toEqual(a)
    expect(run(conditions({}, {}, 2)).state.weights_g).not.toEqual(a.weights_g)
  })

  test('filter rule: 7 log up to 1e7 CFU/cm², fewer beyond (ASTM F838)', () => {
    const p = defaults(parameters)
    expect(germReduction(0, p)).toBe(7)
    expect(germReduction(1e7, p)).toBeCloseTo(7, 12)
    expect(germReduction(1e10, p)).toBeCloseTo(4, 12)
  })
})

test('a filter that fails after use: wetting again does not help, a new one does; the batch is filled, no gram lost on the way', () => {
  const c = conditions({ pupsit: 0 }, { ...steady, defect: 0.1 })
  const { state } = run(c, bulk(), () => {}, 'postTest')
  const tested = () => {
    while (!('postTest_bar' in sterileFill.readings(state, c))) sterileFill.tick(state, c)
    return sterileFill.readings(state, c)['postTest_bar']!
  }
  expect(tested()).toBeLessThan(c.parameters.bubblePointLimit)
  expect(sterileFill.ready(state, c)).toBe(false)
  sterileFill.act(state, 'rewet', 1, c)
  expect(sterileFill.readings(state, c)['rewets']).toBe(1)
  expect(tested()).toBeLessThan(c.parameters.bubblePointLimit)
  sterileFill.act(state, 'replaceFilter', 1, c)
  expect(sterileFill.readings(state, c)['rewets']).toBe(0)
  const results = goOn(state, c)
  expect(results['postTest_pass']).toBe(1)
  expect(results['filters']).toBe(2)
  expect(results['yield_pct']!).toBeGreaterThan(98.3)
})

describe('every control moves something', () => {
  test('the filler drifts: unnoticed it gives short vials; weighed and nudged it does not', () => {
    const c = conditions({}, { jams: 0, drift: -0.2 })
    const alone = run(c)
    expect(alone.results['shortVials']!).toBeGreaterThan(200)
    const state = sterileFill.open(bulk(), c)
    let trim = 0
    for (let i = 0; i < 1e5 && !sterileFill.finished(state); i++) {
      const now = conditions({ trim }, c.parameters)
      sterileFill.tick(state, now)
      if (state.phase === 'fill' && i % 60 === 0 && state.begun > 40) {
        sterileFill.act(state, 'weigh', 20, now)
        const { weighed_g, targetWeight_g } = sterileFill.readings(state, now)
        if (Math.abs(weighed_g! / targetWeight_g! - 1) > 0.005) trim -= 100 * (weighed_g! / targetWeight_g! - 1)
      }
      if (sterileFill.ready(state, now)) sterileFill.proceed(state, now)
    }
    expect(sterileFill.close(state, c).results['shortVials']!).toBeLessThan(20)
  })

  test('less overfill: more vials, more of them short; a wrong label concentration: all of them', () => {
    const usual = run(conditions({}, steady)).results
    const tight = run(conditions({ overfill: 1 }, steady)).results
    expect(tight['vials']!).toBeGreaterThan(usual['vials']! * 1.015)
    expect(tight['shortVials']!).toBeGreaterThan(50)
    expect(run(conditions({ label: 126 }, steady)).results['doses']!).toBeLessThan(0.01 * usual['doses']!)
  })

  test('segregated since the last good check: the short ones go, and good ones with them', () => {
    const c = conditions({}, { ...steady, drift: -0.4 })
    const state = sterileFill.open(bulk(), c)
    while (state.begun < 15000) {
      sterileFill.tick(state, c)
      if (sterileFill.ready(state, c)) sterileFill.proceed(state, c)
    }
    const before = sterileFill.close(state, c).results
    sterileFill.act(state, 'discard', 9000, c)
    const after = sterileFill.close(state, c).results
    expect(before['shortVials']!).toBeGreaterThan(2000)
    expect(after['shortVials']!).toBeLessThan(0.1 * before['shortVials']!)
    expect(before['vials']! - after['vials']!).toBeLessThan(9101)
    expect(state.vials.volume_L).toBeGreaterThan(0)
  })

  test('a filter left dry fails the test before use and passes once wetted; a torn one does not', () => {
    const test = (constants: Partial<C['parameters']>) => {
      const c = conditions({}, constants)
      const state = sterileFill.open(bulk(), c)
      for (let i = 0; i < 300; i++) sterileFill.tick(state, c)
      expect(sterileFill.ready(state, c)).toBe(false)
      sterileFill.act(state, 'rewet', 1, c)
      for (let i = 0; i < 300; i++) sterileFill.tick(state, c)
      return { state, c, ready: sterileFill.ready(state, c) }
    }
    expect(test({ dry: 0.3 }).ready).toBe(true)
    const torn = test({ defect: 0.1 })
    expect(torn.ready).toBe(false)
    sterileFill.act(torn.state, 'replaceFilter', 1, torn.c)
    expect(goOn(torn.state, torn.c)['postTest_pass']).toBe(1)
  })

  test('filled through a torn filter without testing: germs in the vials, and nothing on the line shows it', () => {
    const c = conditions({ pupsit: 0, postUseTest: 0 }, { ...steady, defect: 1 })
    const bad = run(c, bulk({ bioburden_CFU: 5e4 })).results
    expect(bad['contaminatedVials']!).toBeGreaterThan(100)
    expect(bad['postTest_pass']).toBe(0)
    expect(run(conditions({}, steady), bulk({ bioburden_CFU: 5e4 })).results['contaminatedVials']!).toBeLessThan(0.1)
  })

  test('pushed past 2 bar the filter tears: quicker, and the test after use fails', () => {
    const { state } = run(conditions({ pressure: 3 }), bulk(), () => {}, 'postTest')
    const c = conditions()
    for (let i = 0; i < 300; i++) sterileFill.tick(state, c)
    expect(sterileFill.ready(state, c)).toBe(false)
    expect(sterileFill.readings(state, c)['postTest_bar']!).toBeLessThan(3.2)
    sterileFill.act(state, 'replaceFilter', 1, c)
    expect(state.bulk.volume_L).toBeCloseTo(77.115, 9)
    expect(goOn(state, c)['postTest_pass']).toBe(1)
  })

  test('jams stop the line; each hand in grade A is logged and adds risk; without orders the line waits', () => {
    const jammed = run(conditions({}, { jams: 1 })).results
    expect(jammed['interventions']!).toBeGreaterThan(5)
    expect(jammed['contaminatedVials']!).toBeGreaterThan(0.01)
    const c = conditions({ clearJams: 0 }, { jams: 1 })
    const state = sterileFill.open(bulk(), c)
    for (let i = 0; i < 2e4; i++) {
      sterileFill.tick(state, c)
      if (sterileFill.ready(state, c)) sterileFill.proceed(state, c)
    }
    expect(state.jammed).toBe(true)
    const before = state.begun
    sterileFill.act(state, 'intervene', 1, c)
    for (let i = 0; i < 10; i++) sterileFill.tick(state, c)
    expect(state.begun).toBeGreaterThan(before)
    const fast = run(conditions({ speed: 250 }, { jams: 1 })).results
    expect(fast['jams']!).toBeGreaterThan(2 * jammed['jams']!)
  })

  test('a torn glove: vials exposed until it is mended; discarding them takes the risk away', () => {
    const c = conditions({}, { ...steady, breach: 1 })
    const { state } = run(c, bulk(), () => {}, 'fill')
    for (let i = 0; i < 100; i++) sterileFill.tick(state, c)
    expect(sterileFill.readings(state, c)['particles_alarm']).toBe(1)
    expect(sterileFill.close(state, c).results['exposedVials']!).toBeGreaterThan(700)
    sterileFill.act(state, 'discard', 1e5, c)
    expect(sterileFill.close(state, c).results['exposedVials']).toBe(0)
    expect(state.vials.product_g).toBe(0)
  })

  test('left standing past 24 h after filtration the vials are late', () => {
    const c = conditions({}, steady)
    const { state } = run(c, bulk(), () => {}, 'fill')
    for (let i = 0; i < 720 * 23; i++) sterileFill.tick(state, { ...c, paused: true })
    expect(goOn(state, c)['lateVials']!).toBeGreaterThan(3000)
  })

  test('too little polysorbate: particles and rejects; too much: foam and scatter', () => {
    const usual = run(conditions({}, steady)).results
    const little = run(conditions({}, steady), bulk({ polysorbate_g: 0 })).results
    expect(little['rejects']!).toBeGreaterThan(5 * usual['rejects']!)
    const much = run(conditions({}, steady), bulk({ polysorbate_g: 0.5 * 77 })).results
    expect(much['shortVials']!).toBeGreaterThan(usual['shortVials']! + 20)
  })
})
