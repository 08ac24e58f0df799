/** An investigation: what was looked at and heard, one test, what is pinned, and the measure that must act on it. */
import { describe, expect, test } from 'vitest'
import m2 from '../../levels/antibody/M2/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import {
  advanceTo,
  apply,
  boardsOf,
  type Decision,
  expertHand,
  type Level,
  outcomeOf,
  query,
  type Run,
  sop,
  startRun,
} from '../../src/play/index.ts'
import { play, playHand, recordOf } from '../../src/record/index.ts'

const BASE = {
  fault: 'baseUse',
  causes: ['probe', 'pump', 'weakBase', 'lactate'],
  facts: [
    {
      id: 'gap',
      kind: 'gap',
      of: 'culture.gasAnalyserPh',
      over: 'culture.pH',
      beyond: 0.16,
      yes: ['probe'],
      no: ['pump'],
    },
    {
      id: 'scale',
      kind: 'fell',
      of: 'culture.baseScale',
      by: 0.25,
      within_h: 24,
      yes: ['probe', 'pump'],
      no: ['lactate'],
    },
    {
      id: 'lactate',
      kind: 'seen',
      of: 'culture.lactate',
      side: 'high',
      limit: 40,
      yes: ['lactate'],
      no: ['probe', 'pump'],
    },
    { id: 'sami', kind: 'told', who: 'sami', tells: { pump: ['pump'], '*': ['probe', 'weakBase'] } },
  ],
  measures: [
    { id: 'calibrate', against: ['probe'] },
    { id: 'pumpHead', against: ['pump'] },
    { id: 'checkBase', against: ['weakBase', 'lactate'] },
  ],
}

function withBoard(board: unknown = BASE): {
  level?: Level | undefined
  problems: readonly { path: string; code: string }[]
} {
  const work = { ...m2.work, boards: [board], unlocked: ['detect', 'decide', 'record', 'escalate', 'correct'] }
  return loadLevel({ ...m2, work })
}
const level = withBoard().level!
const isDrawn = (seed: number, cause: string): boolean => {
  const { faults } = startRun(level, seed).desk!
  return level.work!.faults.find((f) => f.id === 'baseUse')!.causes[faults['baseUse']!.cause]!.id === cause
}
const lot = (cause: string): number => Array.from({ length: 40 }, (_, i) => i + 1).find((seed) => isDrawn(seed, cause))!

const take = (run: Run, slot: string, value: Decision['value']) => {
  if (run.t_s < run.desk!.busy_s) advanceTo(run, run.desk!.busy_s, sop)
  return apply(run, { slot, value }, 'player')
}
/** The expert's own run up to its report of this case, without what it found out about it. */
function reported(seed: number): Run {
  const { log } = playHand(level, seed, expertHand)
  const run = startRun(level, seed)
  for (const d of log) {
    if (d.slot.startsWith('board.')) continue
    advanceTo(run, Math.max(d.t, run.desk!.busy_s), sop)
    apply(run, d, 'player')
    if (boardsOf(run).length) return run
  }
  throw new Error('never reported')
}
const creditOf = (run: Run): number | undefined =>
  outcomeOf(run).compliance!.parts.cases.find((c) => c.id === 'baseUse')!.parts.correct

describe.each(['probe', 'pump'])('a base that goes too fast because of the %s', (cause) => {
  const seed = lot(cause)

  test('the expert finds the cause and takes what acts on it', () => {
    const { run } = playHand(level, seed, expertHand)
    const [board] = boardsOf(run)
    expect(board).toMatchObject({ pinned: { cause }, tested: { cause, found: true } })
    expect(BASE.measures.find((m) => m.id === board!.measure)!.against).toContain(cause)
    expect(creditOf(run)).toBe(1)
  })

  test('nothing is known of it before it is reported, and a board that is not open refuses everything', () => {
    const run = startRun(level, seed)
    expect(boardsOf(run)).toEqual([])
    for (const topic of ['ask', 'test', 'pin', 'measure'])
      expect(query(run, { slot: `board.${topic}`, value: ['baseUse', 'probe', 'gap'] })?.code).toBe('no_such_board')
  })

  test('only what is known can be pinned; a person is asked once, a cause tested once', () => {
    const run = reported(seed)
    expect(take(run, 'board.pin', ['baseUse', cause, 'sami'])?.code).toBe('not_known_yet')
    expect(take(run, 'board.measure', ['baseUse', 'calibrate'])?.code).toBe('nothing_pinned')
    expect(take(run, 'board.ask', ['baseUse', 'sami'])).toBeUndefined()
    expect(take(run, 'board.ask', ['baseUse', 'sami'])?.code).toBe('already_asked')
    expect(take(run, 'board.test', ['baseUse', 'lactate'])).toBeUndefined()
    expect(boardsOf(run)[0]!.tested).toEqual({ cause: 'lactate', found: false })
    expect(take(run, 'board.test', ['baseUse', cause])?.code).toBe('already_tested')
  })

  test('the wrong cause with a measure that fits it earns nothing; a measure that does not fit is a finding', () => {
    const wrong = reported(seed)
    take(wrong, 'board.ask', ['baseUse', 'sami'])
    take(wrong, 'board.pin', ['baseUse', 'lactate', 'sami'])
    take(wrong, 'board.measure', ['baseUse', 'checkBase'])
    expect(creditOf(wrong)).toBe(0)
    const codes = (run: Run): readonly string[] => outcomeOf(run).compliance!.findings.map((f) => f.code)
    expect(codes(wrong)).not.toContain('R-CAPA')
    const unfit = reported(seed)
    take(unfit, 'board.ask', ['baseUse', 'sami'])
    take(unfit, 'board.pin', ['baseUse', cause, 'sami'])
    take(unfit, 'board.measure', ['baseUse', 'checkBase'])
    expect(creditOf(unfit)).toBe(0)
    expect(codes(unfit)).toContain('R-CAPA')
    expect(take(unfit, 'board.pin', ['baseUse', 'probe', 'sami'])?.code).toBe('case_closed')
  })
})

test('a run with an investigation replays to the last bit', () => {
  const replay = playHand(level, lot('pump'), expertHand)
  const record = recordOf(replay)
  expect(recordOf(play(level, record.seed, record.log, record.crew)).digest).toBe(record.digest)
})

test.each([
  ['a fault there is not', { ...BASE, fault: 'luck' }, 'work.boards[0].fault', 'dangling'],
  [
    'the fault’s own cause left out',
    { ...BASE, causes: ['probe', 'b', 'weakBase', 'lactate'] },
    'work.boards[0].causes',
    'missing',
  ],
  [
    'an instrument there is not',
    { ...BASE, facts: [{ ...BASE.facts[0], of: 'culture.luck' }, ...BASE.facts.slice(1)] },
    'work.boards[0].facts[0].of',
    'unknown_instrument',
  ],
  ['a cause without a measure', { ...BASE, measures: BASE.measures.slice(0, 2) }, 'work.boards[0].measures', 'missing'],
  [
    'a fact told of a cause there is not',
    { ...BASE, facts: [...BASE.facts.slice(0, 3), { id: 'x', kind: 'told', who: 'sami', tells: { luck: [] } }] },
    'work.boards[0].facts[3].tells',
    'dangling',
  ],
])('a board with %s is refused', (_, board, path, code) => {
  expect(withBoard(board).problems).toContainEqual(expect.objectContaining({ path, code }))
})
