import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advance, nextDue, type Ticking } from './clock.ts'

interface Unit extends Ticking {
  readonly name: string
  /** Something that depends on the order of everything that happened before. */
  value: number
}

const unit = (name: string, tick_s: number, due_s = tick_s): Unit => ({ name, tick_s, due_s, value: 0 })

/** Every tick in order, and units that feed on each other: any change of order shows in the values. */
function run(units: Unit[], stops: readonly number[]): { seen: string[]; values: number[] } {
  const seen: string[] = []
  for (const until of stops)
    advance(units, until, (u, second) => {
      seen.push(`${u.name}@${second}`)
      for (const other of units) if (other !== u) u.value += 0.3 * other.value
      u.value = 0.5 * u.value + second * 1e-3
    })
  return { seen, values: units.map((u) => u.value) }
}

describe('order of ticks', () => {
  test('the earliest due tick goes first; at one second the order of the level decides', () => {
    const { seen } = run([unit('culture', 6), unit('column', 2), unit('cocktail', 3)], [6])
    expect(seen).toEqual(['column@2', 'cocktail@3', 'column@4', 'culture@6', 'column@6', 'cocktail@6'])
  })

  test('a tick covers (due - tick, due]: at the second it is due it is done, one second earlier it is not', () => {
    const units = [unit('a', 5)]
    expect(run(units, [4]).seen).toEqual([])
    expect(run(units, [5]).seen).toEqual(['a@5'])
    expect(units[0]!.due_s).toBe(10)
  })

  test('a unit that opens late has its own rhythm', () => {
    expect(run([unit('a', 4), unit('b', 4, 7)], [12]).seen).toEqual(['a@4', 'b@7', 'a@8', 'b@11', 'a@12'])
  })

  test('nothing is due: -1', () => {
    expect(nextDue([unit('a', 5)], 4)).toBe(-1)
    expect(nextDue([], 1e9)).toBe(-1)
  })

  test('a unit opened during a tick is picked up in the same advance, from its first due second on', () => {
    const units = [unit('a', 3)]
    const seen: string[] = []
    advance(units, 9, (u, second) => {
      seen.push(`${u.name}@${second}`)
      if (second === 3) units.push(unit('b', 2, 5))
    })
    expect(seen).toEqual(['a@3', 'b@5', 'a@6', 'b@7', 'a@9', 'b@9'])
  })
})

describe('advance(500) is 500 times advance(1)', () => {
  const steps = fc.array(
    fc.record({ tick: fc.integer({ min: 1, max: 400 }), first: fc.integer({ min: 1, max: 400 }) }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )

  test('for 300 random sets of units, second by second', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const make = (): Unit[] => list.map(({ tick, first }, i) => unit(`u${i}`, tick, first))
        const whole = run(make(), [500])
        const single = run(
          make(),
          Array.from({ length: 500 }, (_, i) => i + 1),
        )
        expect(single).toEqual(whole)
      }),
      { numRuns: 300, seed: 1 },
    )
  })

  test('for 300 random ways of cutting the time into pieces, empty and repeated ones included', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 20 }), (list, cuts) => {
        const make = (): Unit[] => list.map(({ tick, first }, i) => unit(`u${i}`, tick, first))
        const stops = [...cuts.toSorted((a, b) => a - b), 700]
        expect(run(make(), stops)).toEqual(run(make(), [700]))
      }),
      { numRuns: 300, seed: 2 },
    )
  })

  test('units of 360, 60, 5 and 1 s tick 240, 1,440, 17,280 and 86,400 times in a day', () => {
    const units = [unit('culture', 360), unit('freezeDryer', 60), unit('column', 5), unit('cocktail', 1)]
    const counts = new Map<string, number>()
    advance(units, 86_400, (u) => counts.set(u.name, (counts.get(u.name) ?? 0) + 1))
    expect([...counts.values()].toSorted((a, b) => a - b)).toEqual([240, 1440, 17_280, 86_400])
  })
})

test.each([
  ['a tick of no length', unit('a', 0, 1)],
  ['a negative tick', unit('a', -5, 1)],
  ['half a second', unit('a', 0.5, 1)],
  ['a tick length that is not a number', unit('a', NaN, 1)],
  ['a due second that is not a number', unit('a', 5, NaN)],
  ['a due second between two', unit('a', 5, 2.5)],
])('%s is a bug and throws, it does not hang', (_, bad) => {
  expect(() => advance([bad], 10, () => {})).toThrow(/tick/)
})
