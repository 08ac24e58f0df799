/** A lot played otherwise than usual: the options act, the record tells them, and it replays to its digest. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }
import m2 from '../../levels/antibody/M2/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { advanceTo, apply, expertHand, outcomeOf, query, rate, sop, sopHand, startRun } from '../../src/play/index.ts'
import { levelHash, play, playHand, recordFile, recordOf, type Setup, setUp } from '../../src/record/index.ts'
import { hideable } from '../../src/share/index.ts'

const played = (file: unknown, setup: Setup) => {
  const { level, problems } = setUp(file, setup)
  expect(problems).toEqual([])
  return level!
}

test('played as usual it is the same level, and its record has no word of options', () => {
  const level = played(m1, { options: {} })
  expect(levelHash(level)).toBe(levelHash(loadLevel(m1).level!))
  const record = recordOf(playHand(level, 3, sopHand), { options: {} })
  expect(record).toEqual(recordOf(playHand(loadLevel(m1).level!, 3, sopHand)))
  expect(Object.keys(record)).toEqual(['format', 'model', 'level', 'seed', 'crew', 'log', 'digest'])
})

test('options are in the record, which replays to its digest and only with them', () => {
  const setup: Setup = {
    options: { aids: 'none', hidden: ['culture.pH'], limit_min: 20, tries: 2 },
    patch: [{ path: 'work.pass.yield', value: 61 }],
  }
  const level = played(m1, setup)
  const record = recordFile.parse(JSON.parse(JSON.stringify(recordOf(playHand(level, 3, sopHand), setup))))
  expect(record).toMatchObject({ options: setup.options, level: { patch: setup.patch } })
  const again = played(m1, { options: record.options, patch: record.level.patch })
  expect(recordOf(play(again, record.seed, record.log, record.crew), setup)).toEqual(record)
  expect(recordOf(play(loadLevel(m1).level!, record.seed, record.log, record.crew)).digest).not.toBe(record.digest)
})

test('without aids the tutor answers no call; everybody else does', () => {
  const call = (setup: Setup, who: string) => {
    const level = played(m2, setup)
    const run = startRun(level, 1)
    advanceTo(run, level.work!.starts_s, sop)
    return query(run, { slot: `call.${who}`, value: 'culture' })
  }
  expect(call({}, 'tutor')).toBeUndefined()
  expect(call({ options: { aids: 'none' } }, 'tutor')).toEqual({ code: 'on_your_own' })
  expect(call({ options: { aids: 'none' } }, 'qa')).toBeUndefined()
})

test('an instrument that is hidden can be read by nobody', () => {
  const level = played(m2, { options: { hidden: ['culture.ammonia'] } })
  const run = startRun(level, 1)
  advanceTo(run, 20 * 86_400, sop)
  for (const [setup, code] of [
    [level, 'no_such_assay'],
    [loadLevel(m2).level!, undefined],
  ] as const) {
    const here = startRun(setup, 1)
    advanceTo(here, setup.work!.starts_s, sop)
    for (let day = 1; day < 8 && !here.running.some((r) => setup.steps[r.index]!.id === 'culture'); day++) {
      apply(here, { slot: 'seed.proceed', value: 1 }, 'player')
      advanceTo(here, day * 86_400, sop)
    }
    expect(query(here, { slot: 'culture.assay', value: ['ammonia'] })?.code).toBe(code)
  }
})

test('when the time is up the crew takes over to the vial; the replay ends on the same digest', () => {
  const level = played(m1, { options: { limit_min: 5 } })
  const run = startRun(level, 1)
  advanceTo(run, level.work!.starts_s + 600, sop)
  expect(apply(run, { slot: 'shift.handOver', value: 1 }, 'player')).toBeUndefined()
  const log = run.log
    .filter((d) => d.by === 'player')
    .map(({ t, slot, value }) => ({ t, slot, value: value as number }))
  const replay = play(level, 1, log, 'idle')
  expect(replay.refused).toEqual([])
  expect(replay.run.running).toEqual([])
  expect(outcomeOf(replay.run).amounts[0]).toBeGreaterThan(0)
  const plain = startRun(loadLevel(m1).level!, 1)
  expect(query(plain, { slot: 'shift.handOver', value: 1 })).toEqual({ code: 'no_time_limit' })
})

test('what makes no level is refused, with its place', () => {
  const wrong = (setup: Setup) => setUp(m2, setup).problems[0]
  expect(wrong({ options: { hidden: ['culture.moon'] } })).toMatchObject({ code: 'unknown_instrument' })
  expect(wrong({ options: { hidden: ['culture.oxygen'] } })?.path).toMatch(/^work\./)
  expect(wrong({ patch: [{ path: 'work.moon.phase', value: 1 }] })).toMatchObject({ code: 'no_such_place' })
  expect(wrong({ patch: [{ path: 'work.alarms[99]', value: 1 }] })).toMatchObject({ code: 'no_such_place' })
  expect(wrong({ patch: [{ path: 'steps[0].recipe', value: 'much' }] })?.path).toBe('steps[0].recipe')
  expect(wrong({ patch: [{ path: '__proto__.polluted', value: 1 }] })).toMatchObject({ code: 'no_such_place' })
})

describe('with all hidden at once that a code can hide, the expert still wins', () => {
  const folders = ['antibody', 'plasma', 'aav'].flatMap((plant) =>
    readdirSync(`levels/${plant}`).flatMap((id) =>
      hideable(id).length ? [[id, `levels/${plant}/${id}`] as const] : [],
    ),
  )
  test.each(folders)('%s', (id, folder) => {
    const level = played(JSON.parse(readFileSync(`${folder}/level.json`, 'utf8')), {
      options: { aids: 'none', hidden: [...hideable(id)] },
    })
    const { run } = playHand(level, 1, expertHand)
    const outcome = outcomeOf(run)
    const rating = rate(run, outcome, outcome)
    expect(rating).toMatchObject({ passed: true })
    expect(Math.min(rating.purity, rating.compliance)).toBeGreaterThanOrEqual(90)
  })
})
