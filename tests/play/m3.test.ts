/** M3: a probe that is standardised, a machine that maintenance has, a hold, limits, a sample kept. */
import { beforeAll, describe, expect, test } from 'vitest'
import file from '../../levels/antibody/M3/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import {
  advanceTo,
  apply,
  type Decision,
  deskView,
  expertHand,
  type Hand,
  noviceHand,
  outcomeOf,
  query,
  type Run,
  sop,
  sopHand,
  startRun,
  trueReadings,
} from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'

const { level } = loadLevel(file)
const M3 = level!
const DAY = 86_400
const SEED = 3

/** On the morning of day 11, hands free. */
let morning: Run
beforeAll(() => {
  morning = startRun(M3, SEED)
  advanceTo(morning, 11 * DAY, sop)
})

function take(run: Run, ...decisions: readonly Decision[]): void {
  for (const d of decisions) {
    advanceTo(run, Math.max(run.t_s, run.desk!.busy_s), sop)
    expect([d, apply(run, d, 'player')]).toEqual([d, undefined])
  }
}
const from = (run: Run): Run => structuredClone(run)
const findings = (run: Run): readonly string[] =>
  outcomeOf(run).compliance!.findings.map((f) => `${f.code} ${f.subject.id}`)

/** The recipe's own run, played once. */
let recipe: Run | null = null
const bySop = (): Run => (recipe ??= playHand(M3, SEED, sopHand).run)

/** The recipe's hand, with some slots answered otherwise. */
const but =
  (other: Readonly<Record<string, ReturnType<Hand>>>): Hand =>
  (view, slot) =>
    Object.hasOwn(other, slot) ? other[slot] : sopHand(view, slot)

describe('a probe is standardised', () => {
  test('the loop regulates what the corrected probe reads', () => {
    const run = structuredClone({ ...from(morning) })
    const truth = (): number => trueReadings(run, run.running[0]!)['pH']!
    const read = (): number => trueReadings(run, run.running[0]!)['pHProbe']!
    const off = read() - truth()
    expect(Math.abs(off)).toBeCloseTo(0.26, 2)
    const shown = deskView(run).history('culture.pH').at(-1)!.shown!
    take(run, { slot: 'culture.standardise', value: ['pH', shown - off] })
    expect(read() - truth()).toBeCloseTo(0, 1)
    expect(run.desk!.facts.some((f) => f.kind === 'standardised' && f.panel === 'culture.pH')).toBe(true)
  })

  test('within reason, where the level lets one, on a display that is there', () => {
    const no = (value: readonly (number | string)[]) => query(morning, { slot: 'culture.standardise', value })?.code
    expect(no(['pH', 4])).toBe('out_of_range')
    expect(no(['oxygen', 40])).toBe('no_such_panel')
    expect(no(['pH', 7])).toBeUndefined()
  })

  test('to the set point it is a wrong act, to one sample half, to a second sample whole', () => {
    const choice = (run: Run): string => {
      const found = outcomeOf(run).compliance!
      return `${found.findings.some((f) => f.code === 'R-OPT' && f.subject.id === 'probe')} ${found.parts.cases.find((c) => c.id === 'probe')!.parts.decide ?? 0}`
    }
    const toSetPoint = M3.work!.novice.find((n) => n.id === 'toSetPoint')!
    expect(choice(playHand(M3, SEED, noviceHand(toSetPoint)).run)).toBe('true 0')
    expect(choice(bySop())).toBe('false 0.6')
    expect(choice(playHand(M3, SEED, expertHand).run)).toBe('false 1')
  })
})

describe('maintenance has the centrifuge', () => {
  const out = (): Run => {
    const run = from(morning)
    advanceTo(run, 12 * DAY, sop)
    run.desk!.facts.push({
      t_s: run.t_s,
      kind: 'outage',
      step: 'centrifuge',
      from_s: 12 * DAY,
      until_s: 12 * DAY + 36_000,
    })
    take(run, { slot: 'culture.proceed', value: 1 })
    advanceTo(run, run.t_s + 3600, sop)
    return run
  }

  test('it waits, and cannot be let go before it is back', () => {
    const run = out()
    const go: Decision = { slot: 'centrifuge.pause', value: 0 }
    expect(run.running[0]!.paused).toBe(true)
    expect(query(run, go)).toEqual({ code: 'under_maintenance', values: { until_s: 12 * DAY + 36_000 } })
    advanceTo(run, 12 * DAY + 36_000, sop)
    take(run, go)
    advanceTo(run, run.t_s + 600, sop)
    expect(trueReadings(run, run.running[0]!)['centrate_L']).toBeGreaterThan(5)
  })

  test('a hold past its validated time is a major finding, unless it is reported', () => {
    const run = out()
    advanceTo(run, 13 * DAY + 7200, sop)
    const told = from(run)
    take(told, { slot: 'case.deviation', value: ['hold', 'centrifuge', told.t_s, 25, 'cooled'] })
    expect(findings(run)).toContain('R-HOLD centrifuge')
    expect(findings(told)).not.toContain('R-HOLD centrifuge')
  })
})

describe('limits and samples', () => {
  test('a full throttle passes the action limit of the centrate: a major finding, unless quality is told', () => {
    const wild = { 'centrifuge.loading': 3, 'centrifuge.shootInterval': 7200 }
    const { run } = playHand(M3, SEED, but(wild))
    expect(findings(run)).toContain('R-IPC centrifuge.turbidity')
    expect(findings(bySop()).filter((f) => f.startsWith('R-IPC'))).toEqual([])
  })

  test('unprocessed bulk is sampled before the bowl is let go, or never', () => {
    const { run } = playHand(M3, SEED, but({ 'centrifuge.assay': undefined }))
    expect(findings(run)).toContain('R-MISS bulk')
    expect(findings(bySop())).not.toContain('R-MISS bulk')
  })

  test('fitting filters before the start treats nothing; changing them at ease treats what is well', () => {
    const clean: Hand = (view, slot) => {
      const step = view.steps.find((s) => s.step.id === 'clarification')
      if (slot !== 'clarification.changeFilter' || !step || step.paused) return sopHand(view, slot)
      return step.counters['load_L_m2']! > 30 && view.done(slot).length < 2 ? 1 : undefined
    }
    expect(findings(playHand(M3, SEED, clean).run)).toContain('R-DECOY nearAlert')
    expect(findings(bySop())).not.toContain('R-DECOY nearAlert')
  })
})
