/** An ignored case comes back in the next level: what carry.json says, the record tells, and it replays to its digest. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }
import m2 from '../../levels/antibody/M2/level.json' with { type: 'json' }
import carry2 from '../../levels/antibody/M2/carry.json' with { type: 'json' }
import { carryProblems, loadCarries, loadLevel } from '../../src/content/index.ts'
import { type Hand, type Level, type Run, sopHand, startRun } from '../../src/play/index.ts'
import { carriedInto, leftBy, levelHash, play, playHand, recordFile, recordOf, setUp } from '../../src/record/index.ts'

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const levelOf = (id: string): Level | undefined => {
  const file = `levels/antibody/${id}/level.json`
  return existsSync(file) ? loadLevel(json(file)).level : undefined
}
const causeIn = (run: Run, id: string): string =>
  run.level.work!.faults.find((f) => f.id === id)!.causes[run.desk!.faults[id]!.cause]!.id

const folders = readdirSync('levels', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('carry.json'))
  .map((path) => join('levels', path, '..'))

test.each(folders)(
  '%s: each carry is of a case there is, leaves a sound level, and is told in both languages',
  (at) => {
    const file = json(join(at, 'carry.json'))
    expect(carryProblems(file, json(join(at, 'level.json')), levelOf)).toEqual([])
    for (const language of ['fr', 'en']) {
      const { moments } = json(join(at, 'text', `${language}.json`)) as { moments: Record<string, unknown> }
      for (const { id } of loadCarries(file).carries) expect(moments[id]).toBeDefined()
    }
  },
)

test.each<[string, object, string]>([
  ['a case there is not', { fault: 'moon' }, 'dangling'],
  ['a cause there is not', { cause: 'moon' }, 'dangling'],
  ['a level there is not', { from: 'M9' }, 'dangling'],
  ['a place there is not', { patch: [{ path: 'work.moon.weight', value: 2 }] }, 'no_such_place'],
  ['a level it spoils', { patch: [{ path: 'work.faults[1].card', value: 'moon' }] }, 'unknown_card'],
  ['a word too many', { luck: 1 }, 'unrecognized_keys'],
])('the linter finds %s', (_, wrong, code) => {
  const found = carryProblems({ ...carry2, carries: [{ ...carry2.carries[0]!, ...wrong }] }, m2, levelOf)
  expect(found.map((p) => p.code)).toContain(code)
})

const level = loadLevel(m1).level!
const VALVE = [1, 2, 3, 4, 5, 6].find((seed) => causeIn(startRun(level, seed), 'nightOxygen') === 'valve')!
/** The oxygen fell in the night, and nobody had ordered or done anything about it. */
const looksAway: Hand = (view, slot) =>
  slot === 'night.orders' || slot.startsWith('call.') || slot.startsWith('alarm.') ? undefined : sopHand(view, slot)

test('what was ignored is carried, what was handled is not; the next level has more of it, says of which record, and replays', () => {
  const ignored = playHand(level, VALVE, looksAway)
  const { digest } = recordOf(ignored)
  const left = leftBy(ignored.run)
  expect(left).toEqual({ level: 'M1', record: digest, cases: [{ fault: 'nightOxygen', cause: 'valve' }] })
  const handled = leftBy(playHand(level, VALVE, sopHand).run)
  const { carries } = loadCarries(carry2)
  expect(carriedInto(carries, [handled])).toBeNull()

  const { ids, setup } = carriedInto(carries, [left])!
  expect(ids).toEqual(['valveAgain'])
  const usual = loadLevel(m2).level!
  const carried = setUp(m2, setup).level!
  expect(levelHash(carried)).not.toBe(levelHash(usual))
  const valves = (of: Level): number =>
    Array.from({ length: 60 }, (_, seed) => causeIn(startRun(of, seed), 'lowOxygen')).filter((c) => c === 'valve')
      .length
  expect(valves(usual)).toBeLessThan(30)
  expect(valves(carried)).toBeGreaterThan(40)

  const record = recordFile.parse(
    JSON.parse(
      JSON.stringify(
        recordOf(
          playHand(carried, 2, (_, slot) => (slot === 'shift.leave' ? 1 : undefined)),
          setup,
        ),
      ),
    ),
  )
  expect(record).toMatchObject({ carry: [digest], level: { patch: setup.patch } })
  const again = setUp(m2, { patch: record.level.patch }).level!
  expect(recordOf(play(again, record.seed, record.log, record.crew), setup)).toEqual(record)
}, 120_000)
