import { describe, expect, test } from 'vitest'
import short from '../../tests/levels/short.json' with { type: 'json' }
import { loadLevel } from '../content/index.ts'
import { advanceTo, apply, digestRun, isOver, leaving, query, sop, startRun } from '../play/index.ts'
import { play, readDecisions, recordFile, recordOf } from './record.ts'

const level = loadLevel(short).level!
const HOUR = 3600

/** Warmer from the second day on, and a little more feed than the recipe. */
const log = [
  { t: 24 * HOUR, slot: 'culture.temperature', value: 37.2 },
  { t: 48 * HOUR, slot: 'culture.feedRate', value: 0.3 },
]

describe('a run is a pure function of level, seed and decisions', () => {
  test('the same log gives the same digest; one decision more gives another', () => {
    const first = recordOf(play(level, 1, log, 'sop'))
    expect(recordOf(play(level, 1, log, 'sop'))).toEqual(first)
    expect(recordOf(play(level, 1, [log[0]!], 'sop')).digest).not.toBe(first.digest)
  })

  test('a record, played again from its own log, ends on its own digest', () => {
    const record = recordFile.parse(JSON.parse(JSON.stringify(recordOf(play(level, 7, log, 'sop')))))
    expect(recordOf(play(level, record.seed, record.log, 'sop'))).toEqual(record)
    expect(record.log).toEqual(log)
  })

  test('time passed in pieces of any size is time passed at once, and a copy goes on as the original', () => {
    const whole = startRun(level, 3)
    advanceTo(whole, 50 * HOUR, sop)
    let pieces = startRun(level, 3)
    for (let t = 0; t <= 50 * HOUR; t += 977) {
      advanceTo(pieces, t, sop)
      pieces = structuredClone(pieces)
    }
    advanceTo(pieces, 50 * HOUR, sop)
    expect(digestRun(pieces)).toBe(digestRun(whole))
  })
})

test('acts within a tick of the culture find the gas side at their second, however often the screen looked', () => {
  const acts = [
    { t: 30 * HOUR + 100, slot: 'culture.air', value: 2 },
    { t: 30 * HOUR + 217, slot: 'culture.antifoam', value: 10 },
    { t: 30 * HOUR + 900, slot: 'culture.power', value: 60 },
  ]
  const seldom = play(level, 1, acts, 'sop').run
  const often = startRun(level, 1)
  for (let t = 0; t < 31 * HOUR; t += 7) {
    for (const { slot, value } of acts.filter((a) => a.t >= t && a.t < t + 7)) {
      advanceTo(often, acts.find((a) => a.slot === slot)!.t, leaving(acts, sop))
      apply(often, { slot, value }, 'player')
    }
    advanceTo(often, Math.max(often.t_s, t), leaving(acts, sop))
  }
  while (!isOver(often)) advanceTo(often, often.t_s + HOUR, leaving(acts, sop))
  expect(often.closed).toEqual(seldom.closed)
  const later = play(level, 1, [acts[0]!, { ...acts[1]!, t: 30 * HOUR + 340 }, acts[2]!], 'sop').run
  expect(later.closed).not.toEqual(seldom.closed)
})

test('refused decisions and an idle crew are in the record too: it replays to the last bit', () => {
  const refused = [{ t: 0, slot: 'centrifuge.proceed', value: 1 }]
  for (const [decisions, crew] of [
    [refused, 'sop'],
    [[{ t: 5 * 24 * HOUR, slot: 'culture.proceed', value: 1 }], 'idle'],
  ] as const) {
    const record = recordOf(play(level, 1, decisions, crew))
    expect(recordOf(play(level, record.seed, record.log, record.crew))).toEqual(record)
  }
})

describe('decisions', () => {
  test('a slot the log names is the log’s alone; the crew keeps the rest', () => {
    const { run } = play(level, 1, log, 'sop')
    expect(isOver(run)).toBe(true)
    expect(run.log.filter((d) => d.by === 'crew' && log.some((l) => l.slot === d.slot))).toEqual([])
    expect(run.log.some((d) => d.by === 'crew' && d.slot === 'culture.proceed')).toBe(true)
    expect(leaving(log, sop)).not.toBe(sop)
  })

  test('asking changes nothing; what cannot be is refused with a reason and leaves no trace', () => {
    const run = startRun(level, 1)
    const before = digestRun(run)
    expect(query(run, { slot: 'culture.temperature', value: 34 })).toBeUndefined()
    expect(query(run, { slot: 'culture.temperature', value: 340 })).toMatchObject({ code: 'out_of_range' })
    expect(apply(run, { slot: 'culture.wishes', value: 1 }, 'player')).toEqual({ code: 'unknown_topic' })
    expect(apply(run, { slot: 'centrifuge.proceed', value: 1 }, 'player')).toEqual({ code: 'step_not_running' })
    expect(apply(run, { slot: 'moon.phase', value: 1 }, 'player')).toEqual({ code: 'unknown_step' })
    expect(apply(run, { slot: 'culture.glucose', value: 199 }, 'player')).toBeDefined()
    expect(digestRun(run)).toBe(before)
  })

  test('a set point may be prepared before its step begins, and counts from its first second', () => {
    const slow = { slot: 'clarification.flux', value: 60 }
    const before = play(level, 1, [{ t: 0, ...slow }], 'sop')
    expect(before.refused).toEqual([])
    const normal = play(level, 1, [], 'sop').run.closed.at(-1)!
    const slower = before.run.closed.at(-1)!
    expect(slower.closed_s - slower.opened_s).toBeGreaterThan(1.4 * (normal.closed_s - normal.opened_s))
  })

  test('a decision that comes too late is reported, not lost', () => {
    const { refused } = play(level, 1, [{ t: 30 * 24 * HOUR, slot: 'culture.temperature', value: 36 }], 'sop')
    expect(refused).toMatchObject([{ slot: 'culture.temperature', code: 'run_over' }])
  })

  test.each([
    [{}, ''],
    [[{ t: -1, slot: 'culture.temperature', value: 1 }], '[0].t'],
    [[{ t: 1.5, slot: 'culture.temperature', value: 1 }], '[0].t'],
    [[{ t: 1, slot: 'culture.temperature' }], '[0].value'],
    [[{ t: 1, slot: 'culture.temperature', value: 1, extra: 2 }], '[0]'],
  ])('a decisions file that is none: %j', (json, path) => {
    const { problems } = readDecisions(json)
    expect(problems[0]).toMatchObject({ path })
    expect(problems[0]!.remedy).toContain('"slot"')
  })
})
