import { describe, expect, test } from 'vitest'
import { defaults, digestOf, type Digestible, UNITS } from '../../sim/index.ts'
import {
  followSensor,
  perfectSensor,
  readSensor,
  roundTo,
  type Sensor,
  type SensorFault,
  sensorOfLot,
  standardise,
  startSensor,
} from './sensor.ts'
import { seenByCapacitance, type SensorId, sensors } from './sensors.ts'

const quiet = { noise: 0, relativeNoise: 0, resolution: 0 }
const values = (id: SensorId, changes: object = {}) => ({ ...defaults(sensors[id].parameters), ...changes })
const faulty = (fault: SensorFault, id: SensorId = 'pH'): Sensor => ({
  ...perfectSensor('culture.pH', values(id)),
  faults: [fault],
})

/** Readings at the given seconds of a truth that goes its way. */
function watch(sensor: Sensor, seconds: readonly number[], truth: (s: number) => number, seed = 1) {
  const state = startSensor(truth(0), 0)
  return seconds.map((second) => {
    followSensor(sensor, state, truth(second), second, seed)
    return readSensor(sensor, state, seed)
  })
}
const every = (step: number, count: number): number[] => Array.from({ length: count }, (_, i) => step * (i + 1))

describe('lag', () => {
  test.each([
    [50, 1 - Math.exp(-1)],
    [150, 1 - Math.exp(-3)],
    [500, 1 - Math.exp(-10)],
  ])('after a step from 0 to 100 %% the oxygen probe shows after %s s the share %s (1e-12)', (second, share) => {
    const probe = perfectSensor('a', values('oxygen', quiet))
    const state = startSensor(0, 0)
    followSensor(probe, state, 100, second, 1)
    expect(Math.abs(state.lagged / 100 - share)).toBeLessThan(1e-12)
  })

  test('one tick of 360 s, 72 of 5 s and 360 of 1 s end alike (1e-12)', () => {
    const probe = perfectSensor('a', values('oxygen'))
    const ends = [360, 5, 1].map((tick) => {
      const state = startSensor(40, 0)
      for (const second of every(tick, 360 / tick)) followSensor(probe, state, 12, second, 1)
      return state.lagged
    })
    expect(Math.abs(ends[1]! - ends[0]!)).toBeLessThan(1e-12)
    expect(Math.abs(ends[2]! - ends[0]!)).toBeLessThan(1e-12)
  })

  test('a totaliser has none', () => {
    expect(watch(perfectSensor('a', values('totaliser')), [1], (s) => 12.3 * s)[0]!.value).toBe(12.3)
  })
})

describe('noise', () => {
  test('of 20,000 readings has mean 0 and the standard deviation of the table (4.5 sigma, pH at steps of 0.0001)', () => {
    const probe = perfectSensor('culture.pH', values('pH', { resolution: 1e-4 }))
    const z = watch(probe, every(5, 20_000), () => 7.05).map((d) => (d.value! - 7.05) / 0.01)
    const mean = z.reduce((a, b) => a + b, 0) / z.length
    const square = z.reduce((a, b) => a + b * b, 0) / z.length
    expect(Math.abs(mean)).toBeLessThan(4.5 / Math.sqrt(20_000))
    expect(Math.abs(square - 1)).toBeLessThan(4.5 * Math.sqrt(2 / 20_000))
  })

  test('fixed and proportional parts add as squares', () => {
    const meter = perfectSensor('a', values('turbidity', { resolution: 0, noise: 3, relativeNoise: 0.04 }))
    const z = watch(meter, every(5, 20_000), () => 100).map((d) => (d.value! - 100) / 5)
    expect(Math.abs(z.reduce((a, b) => a + b * b, 0) / z.length - 1)).toBeLessThan(4.5 * Math.sqrt(2 / 20_000))
  })

  test('two sensors of one kind in one vessel do not err together (correlation below 4.5/√n)', () => {
    const n = 20_000
    const [a, b] = ['culture.pH', 'culture.pH2'].map((name) =>
      watch(perfectSensor(name, values('pH', { resolution: 0 })), every(5, n), () => 7).map(
        (d) => (d.value! - 7) / 0.01,
      ),
    )
    expect(Math.abs(a!.reduce((sum, x, i) => sum + x * b![i]!, 0) / n)).toBeLessThan(4.5 / Math.sqrt(n))
  })

  test('the same seed, name and second read the same, however often and in whatever order one looks', () => {
    const names = ['culture.pH', 'culture.pH2', 'capture.uv']
    const run = (order: readonly number[], looks: number): unknown[] => {
      const all = names.map((name) => ({ sensor: perfectSensor(name, values('pH')), state: startSensor(7, 0) }))
      const seen: unknown[] = []
      for (const second of every(5, 50)) {
        for (const i of order) followSensor(all[i]!.sensor, all[i]!.state, 7 + i / 10, second, 9)
        for (let look = 0; look < looks; look++) for (const i of order) readSensor(all[i]!.sensor, all[i]!.state, 9)
        seen.push(all.map(({ sensor, state }) => readSensor(sensor, state, 9)))
      }
      return seen
    }
    expect(run([2, 0, 1], 3)).toEqual(run([0, 1, 2], 0))
  })

  test('ticks of 5 s or of 60 s: at a common second a settled sensor reads the same', () => {
    const probe = perfectSensor('culture.pH', values('pH'))
    const short = watch(probe, every(5, 120), () => 7.05).filter((_, i) => (i + 1) % 12 === 0)
    expect(watch(probe, every(60, 10), () => 7.05)).toEqual(short)
  })

  test('another seed reads otherwise', () => {
    const probe = perfectSensor('culture.pH', values('pH', { resolution: 0 }))
    expect(watch(probe, [60], () => 7, 1)).not.toEqual(watch(probe, [60], () => 7, 2))
  })
})

describe('offset, slope, drift', () => {
  test('a drift of 0.02 a day counts from the calibration: 0.06 after 3 days, 0 on the day', () => {
    const probe: Sensor = { ...perfectSensor('a', values('pH', quiet)), drift_per_day: 0.02 }
    const state = startSensor(7, 10 * 86_400)
    expect(readSensor(probe, state, 1).value).toBe(7)
    followSensor(probe, state, 7, 13 * 86_400, 1)
    expect(readSensor(probe, state, 1).value).toBeCloseTo(7.06, 12)
  })

  test('a totaliser of slope 0.98 misses 2 litres in 100: the scale beside it tells', () => {
    const meter: Sensor = { ...perfectSensor('a', values('totaliser')), gain: 0.98 }
    expect(watch(meter, [3600], () => 100)[0]!.value).toBe(98)
  })

  test('a correction on a sample moves the display by what the reference had more, and the drift goes on', () => {
    const probe: Sensor = { ...perfectSensor('a', values('pH', quiet)), offset: 0.15, drift_per_day: 0.01 }
    const state = startSensor(6.9, 0)
    expect(readSensor(probe, state, 1).value).toBeCloseTo(7.05, 12)
    standardise(state, 7.05, 6.88)
    expect(readSensor(probe, state, 1).value).toBeCloseTo(6.88, 12)
    followSensor(probe, state, 6.9, 86_400, 1)
    expect(readSensor(probe, state, 1).value).toBeCloseTo(6.89, 12)
  })

  test('over 2,000 lots offset and drift of pH probes spread as the table says (within 8 %), and come back with the seed', () => {
    const v = values('pH')
    const lots = Array.from({ length: 2000 }, (_, seed) => sensorOfLot('culture.pH', v, seed))
    const spread = (x: number[]): number => Math.sqrt(x.reduce((a, b) => a + b * b, 0) / x.length)
    expect(Math.abs(spread(lots.map((s) => s.offset)) / v.offset - 1)).toBeLessThan(0.08)
    expect(Math.abs(spread(lots.map((s) => s.drift_per_day)) / v.drift - 1)).toBeLessThan(0.08)
    expect(sensorOfLot('culture.pH', v, 7)).toEqual(lots[7])
  })
})

describe('display', () => {
  test.each([
    [7.0533, 0.01, 7.05],
    [7.0567, 0.01, 7.06],
    [0.3000001, 0.1, 0.3],
    [1234.3, 0.5, 1234.5],
    [1234.3, 5, 1235],
    [-0.001, 0.01, 0],
    [2.34567, 0, 2.34567],
  ])('%s at steps of %s shows %s', (value, step, shown) => {
    expect(Object.is(roundTo(value, step), shown)).toBe(true)
  })

  test('beyond the span it shows the end and says so', () => {
    const probe = perfectSensor('a', values('pH', quiet))
    expect(watch(probe, [3600], (s) => (s ? 13 : 7))).toEqual([{ value: 12, status: 'over' }])
    expect(watch(probe, [3600], (s) => (s ? 1 : 7))).toEqual([{ value: 2, status: 'under' }])
  })
})

describe('failures', () => {
  const truth = (s: number): number => 7 + s / 1000
  const seconds = every(5, 60)
  const healthy = watch(perfectSensor('culture.pH', values('pH')), seconds, truth)

  test('frozen from 100 to 200 s: one value without noise, the last of the healthy sensor; then it follows again', () => {
    const seen = watch(faulty({ kind: 'frozen', from_s: 100, to_s: 200 }), seconds, truth)
    expect(seen.slice(0, 20)).toEqual(healthy.slice(0, 20))
    expect(new Set(seen.slice(19, 39).map((d) => d.value)).size).toBe(1)
    expect(seen[30]).toEqual({ value: healthy[19]!.value, status: 'ok' })
    expect(seen.slice(39)).toEqual(healthy.slice(39))
  })

  test('stuck: reads low or high whatever is true, and looks healthy', () => {
    expect(watch(faulty({ kind: 'stuck', value: 4, from_s: 0, to_s: null }), [60, 120], truth)).toEqual([
      { value: 4, status: 'ok' },
      { value: 4, status: 'ok' },
    ])
  })

  test('shifted by 0.15 from day 3 on: the noise is the same, the value 0.15 higher (± one step of 0.01)', () => {
    const seen = watch(faulty({ kind: 'shifted', by: 0.15, from_s: 100, to_s: null }), seconds, truth)
    seen.forEach((d, i) => {
      const by = seconds[i]! >= 100 ? 0.15 : 0
      expect(Math.abs(d.value! - healthy[i]!.value! - by)).toBeLessThanOrEqual(0.0101)
    })
  })

  test.each([
    [
      { kind: 'over', from_s: 0, to_s: null },
      { value: 12, status: 'over' },
    ],
    [
      { kind: 'under', from_s: 0, to_s: null },
      { value: 2, status: 'under' },
    ],
    [
      { kind: 'dead', from_s: 0, to_s: null },
      { value: null, status: 'dead' },
    ],
  ] as [SensorFault, object][])('%o shows %o', (fault, shown) => {
    expect(watch(faulty(fault), [60], truth)[0]).toEqual(shown)
  })

  test('a fault ends at its second: 99 s still, 100 s no more', () => {
    const dead = faulty({ kind: 'dead', from_s: 0, to_s: 100 })
    expect(watch(dead, [99, 100], truth).map((d) => d.status)).toEqual(['dead', 'ok'])
  })

  test('stopped, saved and resumed in the middle of a fault reads the same', () => {
    const sensor = faulty({ kind: 'frozen', from_s: 100, to_s: 200 })
    const whole = watch(sensor, seconds, truth)
    let state = startSensor(truth(0), 0)
    const pieces = seconds.map((second) => {
      state = JSON.parse(JSON.stringify(state)) as typeof state
      followSensor(sensor, state, truth(second), second, 1)
      return readSensor(sensor, state, 1)
    })
    expect(pieces).toEqual(whole)
    expect(digestOf(state as unknown as Digestible)).toMatch(/^[0-9a-f]{64}$/)
  })

  test('going back in time, or a truth that is no number, is a bug and throws', () => {
    const probe = perfectSensor('culture.pH', values('pH'))
    const state = startSensor(7, 100)
    expect(() => followSensor(probe, state, 7, 99, 1)).toThrow(/cannot go back/)
    expect(() => followSensor(probe, state, NaN, 101, 1)).toThrow(/culture.pH: true value/)
  })
})

describe('the catalogue', () => {
  test.each(Object.entries(sensors))(
    '%s: unit known, numbers inside their own ranges, a step finer than the span',
    (_, s) => {
      expect(Object.keys(UNITS)).toContain(s.unit)
      for (const p of Object.values(s.parameters)) {
        expect(p.value).toBeGreaterThanOrEqual(p.min)
        expect(p.value).toBeLessThanOrEqual(p.max)
        expect(p.source).not.toBe('')
      }
      const v = defaults(s.parameters)
      expect(v.high - v.low).toBeGreaterThan(50 * v.resolution)
      // A step below 1 must divide 1, else rounding would drift.
      if (v.resolution < 1) expect(Math.abs(1 / v.resolution - Math.round(1 / v.resolution))).toBeLessThan(1e-9)
    },
  )

  test('the oxygen probe’s lag is the sheet’s 45 to 60 s', () => {
    expect(sensors.oxygen.parameters.lag.value).toBeGreaterThanOrEqual(45)
    expect(sensors.oxygen.parameters.lag.value).toBeLessThanOrEqual(60)
  })

  test('capacitance over-reads dying cells: 18 viable and 5 dead look like 19.5 viable', () => {
    expect(seenByCapacitance(18, 5)).toBe(19.5)
    expect(seenByCapacitance(18, 0)).toBe(18)
  })
})
