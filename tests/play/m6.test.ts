/** M6: a vial, a vessel, a figure, and what becomes of the lot; its figures over many lots are in sweep.json. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import {
  advanceTo,
  apply,
  blankLine,
  expertHand,
  lastProposal,
  noviceHand,
  outcomeOf,
  query,
  rate,
  reviewOf,
  retell,
  rightOf,
  type Run,
  sop,
  startRun,
} from '../../src/play/index.ts'
import { compact, COMPACT_BUDGET, play, playHand, recordOf } from '../../src/record/index.ts'

const level = loadLevel(JSON.parse(readFileSync('levels/antibody/M6/level.json', 'utf8'))).level!
const causeOf = (seed: number, fault: string): string =>
  level.work!.faults.find((f) => f.id === fault)!.causes[startRun(level, seed).desk!.faults[fault]!.cause]!.id
const lot = (...causes: readonly (readonly [string, string])[]): number =>
  Array.from({ length: 200 }, (_, i) => i + 1).find(
    // A proof that is missing comes before any figure.
    (seed) => causes.every(([f, c]) => causeOf(seed, f) === c) && blankLine(startRun(level, seed)) !== 'holdStart',
  )!
const codes = (run: Run): readonly string[] =>
  outcomeOf(run).compliance!.findings.map((f) => `${f.code} ${f.subject.id}`)
const act = (run: Run, slot: string, value: number | string | readonly (number | string)[]): void => {
  if (run.t_s < run.desk!.busy_s) advanceTo(run, run.desk!.busy_s, sop)
  expect([slot, apply(run, { slot, value }, 'player')]).toEqual([slot, undefined])
}

test('nothing thaws before a vial is chosen; of another bank it closes the gate, and the lot can only be rejected', () => {
  const run = startRun(level, lot(['doubtfulVial', 'swapped']))
  advanceTo(run, 1800, sop)
  expect(run.closed).toEqual([])
  expect(query(run, { slot: 'vial.take', value: 1 })).toMatchObject({ code: 'not_listed' })
  act(run, 'vial.look', 1)
  expect(run.desk!.views['vial.look']!.value).toBe(1)
  act(run, 'vial.take', 0)
  advanceTo(run, run.t_s + 1200, sop)
  expect(outcomeOf(run).compliance!.gates).toContain('G4')
  expect(rightOf(run)[0]).toMatchObject({ decision: 'reject', carry: ['vial'] })
})

test('frost hides a label, not a barcode: a good vial set apart is an act nobody needed', () => {
  const run = startRun(level, lot(['doubtfulVial', 'frost']))
  act(run, 'vial.look', 1)
  act(run, 'vial.scan', 1)
  expect([run.desk!.views['vial.look']!.value, run.desk!.views['vial.scan']!.value]).toEqual([null, 0])
  act(run, 'vial.take', 0)
  expect(codes(run)).not.toContain('R-MAT vial')
})

test('germs: the lot is given up, nothing goes downstream, and that passes; the record replays and is short', () => {
  const seed = lot(['milky', 'bacteria'])
  const replay = playHand(level, seed, expertHand)
  const { run } = replay
  expect(run.closed.some((c) => level.steps[c.index]!.id === 'centrifuge')).toBe(false)
  expect(lastProposal(run)).toMatchObject({ worth: 1, justified: true, right: 'reject', carry: ['test.gram'] })
  const outcome = outcomeOf(run)
  expect(outcome.disposition).toBe('rejected')
  expect(rate(run, outcome, outcome)).toMatchObject({ passed: true, justified: true, compliance: 100, yield: 100 })
  // The same lot given up a day later, with one step more set up: less of it was spared.
  const { keptBack } = outcome
  const later = { ...outcome, keptBack: { plant_s: keptBack!.plant_s + 86_400, steps: keptBack!.steps + 1 } }
  const { yield: spared } = rate(run, later, outcome)
  expect(spared).toBeGreaterThan(50)
  expect(spared).toBeLessThan(95)
  expect(rate(run, { ...later, keptBack: { plant_s: 0, steps: 0 } }, outcome).yield).toBe(100)
  const record = recordOf(replay)
  expect(recordOf(play(level, record.seed, record.log, record.crew)).digest).toBe(record.digest)
  expect(compact(record, [])).toMatchObject({ complete: true })
  // What is told of it: since when, known when, and that nothing more was spent.
  const { stopped } = retell(level, seed, replay.log, expertHand, sop)
  expect(stopped).toMatchObject({ right: 'reject', decided: 'reject', begun: [] })
  expect(stopped!.began_s!).toBeLessThan(stopped!.known_s!)
  expect(stopped!.decided_s - stopped!.known_s!).toBeLessThan(3600)
  expect(stopped!.spared).toContain('centrifuge')
})

test(
  'a filter saves nothing: whoever harvests the germs neutralises them, and releases against the record',
  {
    timeout: 120_000,
  },
  () => {
    const error = level.work!.novice.find((n) => n.id === 'rescues')!
    const { run } = playHand(level, lot(['milky', 'bacteria']), noviceHand(error))
    expect(outcomeOf(run).compliance!.gates).toEqual(expect.arrayContaining(['G6']))
    // What was ruined before it was given up is not spared: nobody kept this lot back in time.
    expect(outcomeOf(run).keptBack).toBeNull()
    expect(codes(run)).toContain('R-OPT milky')
    expect(outcomeOf(run).disposition).not.toBe('released')
  },
)

test.each([
  ['dilution', 'release', false],
  ['process', 'reject', true],
] as const)('a result above its limit because of %s: %s', { timeout: 120_000 }, (cause, decision, justified) => {
  const seed = lot(['hcpHigh', cause], ['milky', 'transmitter'])
  const replay = playHand(level, seed, expertHand)
  const { run } = replay
  const last = lastProposal(run)!
  expect(last).toMatchObject({ justified, right: decision, worth: 1 })
  const outcome = outcomeOf(run)
  expect(rate(run, outcome, outcome).passed).toBe(true)
  expect(reviewOf(run).some((line) => line.id === 'found.hcpHigh')).toBe(true)
  const crew = reviewOf(run).flatMap((line) => (line.id.startsWith('crew.') ? [line.of] : []))
  expect(crew).toEqual(level.work!.disposition!.lines.map((line) => line.id))
  // Put right, the laboratory runs the very next sample on what was put right.
  if (cause === 'dilution') expect(reviewOf(run).findLast((line) => line.of === 'hcp')!.said).toBeLessThan(100)
  const { text, complete } = compact(recordOf(replay), [])
  expect([complete, text.length <= COMPACT_BUDGET]).toEqual([true, true])
})

describe('saying yes does it', () => {
  /** The recipe's hand, with one reply of its own. */
  const saying = (slot: string, seed: number): Run =>
    playHand(level, seed, noviceHand({ id: 'yes', group: 'decision', answers: [{ slot, instead: 2 }] })).run

  test('to the lorry: the lot has left unsigned, and nobody decides about it any more', { timeout: 120_000 }, () => {
    const run = saying('reply.ship', lot(['milky', 'valve']))
    expect(run.desk!.disposition).toBe('release')
    expect(run.log.filter((d) => d.slot === 'disposition.propose').map((d) => d.by)).toEqual(['crew'])
    expect(outcomeOf(run).compliance!.gates).toContain('G7')
    expect(codes(run)).toContain('R-REL ship')
  })

  test('to the harvest of a milky vessel: it is harvested that night', { timeout: 120_000 }, () => {
    const run = saying('reply.rescue', lot(['milky', 'antifoam']))
    const at = (kind: string): number =>
      run.desk!.facts.find((f) => f.kind === kind && 'step' in f && f.step === 'culture')!.t_s
    expect(at('closed') - at('opened')).toBeLessThan(9.5 * 86_400)
    expect(outcomeOf(run).compliance!.gates).toContain('G6')
  })

  test(
    'to more pressure: the crew rings for it at night, and the filter is whole no more',
    { timeout: 120_000 },
    () => {
      const run = saying('reply.beforeDawn', lot(['milky', 'valve']))
      const rung = run.desk!.facts.find((f) => f.kind === 'rung' && f.why === 'nanofiltration.pressure')!
      expect(run.desk!.facts).toContainEqual({ t_s: rung.t_s, kind: 'opened', step: 'nanofiltration' })
      const nano = run.closed.find((c) => level.steps[c.index]!.id === 'nanofiltration')!
      expect(nano.results['integrity_pass']).toBe(0)
      expect(codes(run)).toContain('R-OPT beforeDawn')
    },
  )
})

test(
  'antifoam poured three times: nothing to mend, gas flat out, the foam beaten flat',
  {
    timeout: 120_000,
  },
  () => {
    const seed = lot(['milky', 'antifoam'], ['hcpHigh', 'dilution'])
    const { run } = playHand(level, seed, expertHand)
    expect(run.log.filter((d) => d.slot === 'call.maintenance' && d.by === 'player')).toEqual([])
    expect(reviewOf(run).find((line) => line.id === 'found.milky')).toMatchObject({ said: 'antifoam' })
    expect(rate(run, outcomeOf(run), outcomeOf(run))).toMatchObject({ passed: true, compliance: 100 })
  },
)
