/** M5: what no curve shows, by its cards, its rules and its board; its figures over many lots are in sweep.json. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import {
  advanceTo,
  apply,
  boardsOf,
  expertHand,
  outcomeOf,
  query,
  rate,
  type Run,
  sop,
  sopHand,
  startRun,
} from '../../src/play/index.ts'
import { snapshot } from '../../src/present/index.ts'
import { play, playHand, recordOf } from '../../src/record/index.ts'

const level = loadLevel(JSON.parse(readFileSync('levels/antibody/M5/level.json', 'utf8'))).level!
const isLot = (seed: number, fault: string, cause: string): boolean => {
  const spec = level.work!.faults.find((f) => f.id === fault)!
  return spec.causes[startRun(level, seed).desk!.faults[fault]!.cause]!.id === cause
}
const lot = (cause: string): number =>
  Array.from({ length: 40 }, (_, i) => i + 1).find((seed) => isLot(seed, 'flowPause', cause))!
const findings = (run: Run): readonly string[] =>
  outcomeOf(run).compliance!.findings.map((f) => `${f.code} ${f.subject.id}`)

type Log = Parameters<typeof play>[2]
/** The same acts, some of them otherwise, or not at all. */
const otherwise = (log: Log, change: (d: Log[number]) => Log[number] | undefined): Run =>
  play(
    level,
    SUPPLY,
    log.flatMap((d) => change(d) ?? []),
    'idle',
  ).run

const SUPPLY = lot('supply')

describe('a lot whose power goes while the virus filter works', () => {
  const replay = playHand(level, SUPPLY, expertHand)
  const { log } = recordOf(replay)
  const reference = outcomeOf(replay.run)

  test('the expert passes, finds the cause, and the record replays to its digest', () => {
    expect(rate(replay.run, outcomeOf(replay.run), reference)).toMatchObject({ passed: true, compliance: 100 })
    expect(boardsOf(replay.run)[0]).toMatchObject({ pinned: { cause: 'supply' }, measure: 'battery' })
    const record = recordOf(replay)
    expect(recordOf(play(level, record.seed, record.log, record.crew)).digest).toBe(record.digest)
  })

  test('all of it pooled after the pause: not proven, whatever the test says', () => {
    const run = otherwise(log, (d) => (/\.(divert|refilter)$/.test(d.slot) ? undefined : d))
    expect(outcomeOf(run).compliance!.gates).toContain('G2')
  })

  test('filtered again without asking quality is a change before its approval', () => {
    const run = otherwise(log, (d) => (d.slot === 'call.qa' && d.value === 'flowPause' ? undefined : d))
    expect(findings(run)).toContain('R-CHG nanofiltration')
  })

  test('the hour of the hold is the recorder’s: a round one is invented', () => {
    type Entry = (number | string)[]
    const hour = (change: (value: Entry) => Entry): Run =>
      otherwise(log, (d) => (d.slot === 'record.holdStart' ? { ...d, value: change(d.value as Entry) } : d))
    const round = hour(([value, claimed]) => [value!, Number(claimed) - 1500, 'late'])
    expect(findings(round)).toContain('R-FABRIC holdStart')
    expect(outcomeOf(round).compliance!.gates).toContain('G1')
  })

  test('a measure against another cause is no corrective action', () => {
    const run = otherwise(log, (d) =>
      d.slot === 'board.measure' ? { ...d, value: ['flowPause', 'biggerPrefilter'] } : d,
    )
    expect(findings(run)).toContain('R-CAPA flowPause')
  })

  test('while there is no power nothing lets the flow go', () => {
    const before = log.filter((d) => d.slot === 'nanofiltration.divert')[0]!
    const run = startRun(level, SUPPLY)
    for (const d of log) {
      if (d.t >= before.t) break
      advanceTo(run, Math.max(d.t, run.desk!.busy_s), sop)
      apply(run, d, 'player')
    }
    advanceTo(run, Math.max(before.t, run.desk!.busy_s), sop)
    expect(query(run, { slot: 'nanofiltration.pause', value: 0 })).toMatchObject({ code: 'under_maintenance' })
    expect(snapshot(run).steps[0]!.paused).toBe(true)
    expect(snapshot(run).outages).toHaveLength(1)
  })

  test('the printed recipe keeps what came after apart and blocks it: proven, and dear', () => {
    const { run } = playHand(level, SUPPLY, sopHand)
    const score = rate(run, outcomeOf(run), reference)
    expect(score.passed).toBe(true)
    expect(score.yield).toBeLessThan(90)
  })
})
