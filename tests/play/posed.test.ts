import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import { lostBy, OXYGEN_CAUSES, poseCauses, poseTriage, tellsApart } from '../../src/play/index.ts'

const m2 = loadLevel(JSON.parse(readFileSync('levels/antibody/M2/level.json', 'utf8'))).level!
const SEEDS = Array.from({ length: Number(process.env['POSED_SEEDS'] ?? 6) }, (_, i) => i + 1)

test('each of ten causes of low oxygen rings on each lot, and an instrument tells it from every other', () => {
  const asked = new Set<string>()
  for (const seed of SEEDS) {
    const { sheets, cause } = poseCauses(m2, seed)
    asked.add(cause)
    for (const a of OXYGEN_CAUSES) {
      const shown = sheets[a].displays[0]!
      if (process.env['SHOW'])
        console.log(
          seed,
          a,
          [...sheets[a].displays, ...sheets[a].looks]
            .map((x) => `${x.id} ${x.set ?? ''}: ${x.before} ${x.hour} ${x.now}`)
            .join(' | '),
        )
      expect([seed, a, shown.id, shown.now < 20]).toEqual([seed, a, 'oxygen', true])
      for (const b of OXYGEN_CAUSES)
        if (a < b) expect([seed, a, b, tellsApart(sheets[a], sheets[b]).length > 0]).toEqual([seed, a, b, true])
    }
  }
  expect(asked.size).toBeGreaterThan(2)
})

test('four alarms: the order in which one goes to them costs, and it is not always the same one that comes first', () => {
  const first = new Set<string>()
  for (const seed of SEEDS) {
    const { alarms, best } = poseTriage(m2, seed)
    if (process.env['SHOW'])
      console.log(
        seed,
        alarms.map((a) => `${a.id} ${a.lost_pct.map((x) => x.toFixed(1))}`).join(' | '),
        best,
        lostBy(alarms, best),
      )
    first.add(alarms[best[0]!]!.id)
    const worst = lostBy(alarms, best.toReversed())
    expect(worst - lostBy(alarms, best)).toBeGreaterThan(0)
    // What waits longer never loses less, but for what the cells make of a mild shock: half a point.
    for (const { lost_pct } of alarms)
      lost_pct.slice(1).forEach((lost, i) => expect(lost).toBeGreaterThan(lost_pct[i]! - 0.5))
  }
  expect(first.size).toBeGreaterThan(1)
})
