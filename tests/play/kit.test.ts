/** Instruments brought along: they change what is seen and nothing else. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { levelFile, loadLevel } from '../../src/content/index.ts'
import {
  advanceTo,
  apply,
  deskView,
  instrumentationOf,
  instrumentsOf,
  kit,
  type Level,
  query,
  type Run,
  showsOn,
  sop,
  startRun,
  type ToolId,
  TOOLS,
  toolsFor,
  trueReadings,
} from '../../src/play/index.ts'
import {
  compact,
  expand,
  levelHash,
  play,
  recordFile,
  recordOf,
  type RunRecord,
  setUp,
  verify,
} from '../../src/record/index.ts'
import { digestOf, type Digestible } from '../../src/sim/index.ts'

const PLANTS: Readonly<Record<string, string>> = { M: 'antibody', P: 'plasma', A: 'aav' }
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const fileOf = (id: string): unknown => read(`levels/${PLANTS[id[0]!]}/${id}/level.json`)
const runOf = (id: string): RunRecord => recordFile.parse(read(`levels/${PLANTS[id[0]!]}/${id}/runs/expert.json`))
const levelOf = (id: string): Level => loadLevel(fileOf(id)).level!
const LEVELS = ['M2', 'M3', 'M4', 'M5', 'M6', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6']

const withTools = (level: Level, tools: readonly ToolId[]): Level => ({
  ...level,
  work: { ...level.work!, kit: tools },
})

test('each tool is offered for the levels in which it shows something new, and for no other', () => {
  expect(toolsFor('M1')).toEqual([])
  for (const id of LEVELS) {
    const file = levelFile.parse(fileOf(id))
    const useful = TOOLS.filter((tool) =>
      file.steps.some(
        (step) =>
          step.mode === 'play' &&
          showsOn(tool, step.unit) &&
          Object.keys(kit[tool].panels[step.unit] ?? { itself: 1 }).some(
            (panel) =>
              !Object.hasOwn(instrumentationOf(step.unit).panels, panel) ||
              file.work!.without?.includes(`${step.id}.${panel}`),
          ),
      ),
    )
    expect([id, toolsFor(id)]).toEqual([id, useful])
  }
})

/** All that the plant came to: states, streams, results. */
const processOf = ({ running, closed }: Run): string => digestOf({ running, closed } as unknown as Digestible)

describe('with every instrument there is', () => {
  test.each(['M3', 'P3', 'A2'])(
    'the process of %s is the same to the last bit, and so is what every other instrument shows',
    (id) => {
      const run = runOf(id)
      const level = levelOf(id)
      const bare = play(level, run.seed, run.log, run.crew)
      const full = play(withTools(level, toolsFor(id)), run.seed, run.log, run.crew)
      expect(recordOf(bare).digest).toBe(run.digest)
      expect(full.refused).toEqual([])
      expect(processOf(full.run)).toBe(processOf(bare.run))
      const { historian } = full.run.desk!
      for (const [name, points] of Object.entries(bare.run.desk!.historian)) expect(historian[name]).toEqual(points)
      expect(full.run.desk!.samples.filter((s) => !s.byItself)).toEqual(bare.run.desk!.samples)
      expect(full.run.desk!.views).toEqual(bare.run.desk!.views)
      // And there is something more to see.
      expect(Object.keys(historian).length).toBeGreaterThan(Object.keys(bare.run.desk!.historian).length)
    },
  )
})

test('the kit is part of the record, which replays to its digest; without it the level is another', () => {
  const options = { kit: ['complexSize' as const, 'autoCounter' as const] }
  const { level, problems } = setUp(fileOf('A2'), { options })
  expect(problems).toEqual([])
  expect(levelHash(level!)).not.toBe(levelHash(levelOf('A2')))
  const { seed, log, crew } = runOf('A2')
  const record = recordFile.parse(recordOf(play(level!, seed, log, crew), { options }))
  expect(record.options).toEqual(options)
  const again = expand(compact(record, []).text)!.record
  expect(verify(setUp(fileOf('A2'), { options: again.options }).level!, again).verdict).toBe('verified')
  expect(verify(levelOf('A2'), again).verdict).toBe('drifted')
})

test('what has nothing to show in a level, or a third instrument, is refused', () => {
  expect(setUp(fileOf('M3'), { options: { kit: ['probeMap'] } }).problems[0]).toMatchObject({
    path: 'work.kit[0]',
    code: 'no_use',
  })
  const three = ['capacitance', 'raman', 'secondPh']
  expect(setUp(fileOf('M3'), { patch: [{ path: 'work.kit', value: three }] }).problems[0]?.path).toBe('work.kit')
})

const DAY = 86_400
/** A culture on the morning of a day, hands free. */
function onDay(tools: readonly ToolId[], day: number, seed = 3): Run {
  const run = startRun(withTools(levelOf('M3'), tools), seed)
  advanceTo(run, day * DAY, sop)
  return run
}
const shownBy = (run: Run, panel: string): readonly number[] =>
  deskView(run)
    .history(`culture.${panel}`)
    .flatMap((p) => p.shown ?? [])
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length

describe('what each shows', () => {
  test('capacitance stands near the count while cells live, and above it by three tenths of the dead', () => {
    const run = onDay(['capacitance'], 15)
    const { viable_1e6_mL: viable = 0, total_1e6_mL: total = 0 } = trueReadings(run, run.running[0]!)
    const last = mean(shownBy(run, 'capacitance').slice(-12))
    expect(total - viable).toBeGreaterThan(2)
    // Slope of a probe: 4 %, three of them; half a day of points leaves little of the noise.
    expect(Math.abs(last / (viable + 0.3 * (total - viable)) - 1)).toBeLessThan(0.13)
    expect(last).toBeGreaterThan(viable)
  })

  test('Raman is off by its lot until it is set to a sample, and the pH probe may not be moved as far', () => {
    const run = onDay(['raman'], 11)
    const truth = (): number => trueReadings(run, run.running[0]!)['glucose_mM']!
    const off = Math.max(
      ...[1, 2, 3].map((seed) =>
        Math.abs(mean(shownBy(onDay(['raman'], 11, seed), 'ramanGlucose').slice(-6)) - truth()),
      ),
    )
    expect(off).toBeGreaterThan(1)
    const now = truth()
    expect(apply(run, { slot: 'culture.standardise', value: ['ramanGlucose', now] }, 'player')).toBeUndefined()
    advanceTo(run, run.t_s + 3 * 3600, sop)
    expect(Math.abs(mean(shownBy(run, 'ramanGlucose').slice(-5)) - truth())).toBeLessThan(1)
    expect(query(run, { slot: 'culture.standardise', value: ['ramanGlucose', 60] })?.code).toBe('out_of_range')
    const bare = onDay([], 11)
    expect(query(bare, { slot: 'culture.standardise', value: ['ramanGlucose', 20] })?.code).toBe('no_such_panel')
  })

  test('the auto-sampler has a count, glucose and lactate of every night, until its bag is full', () => {
    const run = startRun(withTools(levelOf('M3'), ['autoSampler']), 1)
    advanceTo(run, 16 * DAY, sop)
    const own = run.desk!.samples.filter((s) => s.byItself)
    expect(own).toHaveLength(30)
    for (const { drawn_s } of own) expect((drawn_s % DAY) / 3600).toBeCloseTo(20, 0)
    expect(deskView(run).steps[0]?.results('lactate').length ?? 10).toBe(10)
  })

  test('a second electrode does not know what is wrong with the first', () => {
    const run = onDay(['secondPh'], 11)
    const [first, second] = ['pH', 'secondPh'].map((id) => mean(shownBy(run, id).slice(-12)))
    expect(Math.abs(first! - second!)).toBeGreaterThan(0.15)
    expect(Math.abs(second! - trueReadings(run, run.running[0]!)['pH']!)).toBeLessThan(0.1)
  })

  test('a counter takes a clump for one cell', () => {
    const level = withTools(levelOf('A1'), ['autoCounter'])
    const run = startRun(level, 1)
    advanceTo(run, level.work!.starts_s + 3600, sop)
    const step = run.running.find((r) => level.steps[r.index]!.id === 'expansion')!
    expect(instrumentsOf(run, step.index).panels['counter']).toBeDefined()
    const { viable_1e6_mL: viable = 0, clumped_pct: clumped = 0 } = trueReadings(run, step)
    const seen = deskView(run).history('expansion.counter').at(-1)!.shown!
    expect(seen / (viable * (1 - clumped / 100))).toBeGreaterThan(0.9)
    expect(seen / (viable * (1 - clumped / 100))).toBeLessThan(1.1)
  })
})
