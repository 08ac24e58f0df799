/** The kiosks of one stand share a shelf: each hears of the others, of today's, and of nobody else's. */
import { expect, test } from 'vitest'
import { standsOn } from '../../src/server/stands.ts'
import type { StandShelf } from '../../src/share/index.ts'

const HOUR_MS = 3_600_000
const shelf = (day: string, ...at: number[]): StandShelf => ({
  day,
  doses: 10 * at.length,
  vials: at.map((at_min) => ({ demo: 'P0', name: [1, 2], medals: 3, doses: 10, at_min })),
})

test('two kiosks hear of each other in the order of the day; another stand, and yesterday, are not theirs', () => {
  const exchange = standsOn(() => 0)
  expect(exchange('SALON', 'a', shelf('2026-03-20', 600, 620))).toEqual(shelf('2026-03-20'))
  exchange('OTHER', 'x', shelf('2026-03-20', 605))
  exchange('SALON', 'y', shelf('2026-03-19', 606))
  expect(exchange('SALON', 'b', shelf('2026-03-20', 610))).toEqual(shelf('2026-03-20', 600, 620))
  expect(exchange('SALON', 'c', shelf('2026-03-20'))!.vials.map((v) => v.at_min)).toEqual([600, 610, 620])
  // What a kiosk tells takes the place of what it told before.
  exchange('SALON', 'a', shelf('2026-03-20', 600))
  expect(exchange('SALON', 'c', shelf('2026-03-20'))).toEqual(shelf('2026-03-20', 600, 610))
})

test('a kiosk that is silent for a day is forgotten; a stand of a thousand kiosks is none', () => {
  let now = 0
  const exchange = standsOn(() => now)
  for (let i = 0; i < 12; i++) expect(exchange('SALON', `k${i}`, shelf('2026-03-20', 600))).not.toBeNull()
  expect(exchange('SALON', 'one more', shelf('2026-03-20', 600))).toBeNull()
  now = 21 * HOUR_MS
  expect(exchange('SALON', 'one more', shelf('2026-03-20', 600))).toEqual(shelf('2026-03-20'))
})
