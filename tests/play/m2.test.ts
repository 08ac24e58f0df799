/**
 * M2 as it is played: who passes and who fails, records that come again, saves that go on, hybrids of a record and the
 * expert. Every run is made once and shared; one costs half a second to a second.
 */
import { describe, expect, test } from 'vitest'
import m2 from '../../levels/antibody/M2/level.json' with { type: 'json' }
import en from '../../levels/antibody/M2/text/en.json' with { type: 'json' }
import fr from '../../levels/antibody/M2/text/fr.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import {
  advanceTo,
  type Answer,
  apply,
  type DeskView,
  digestRun,
  expertHand,
  explain,
  groupOf,
  type Hand,
  idle,
  idleHand,
  noviceHand,
  outcomeOf,
  paceOf,
  randomHand,
  rate,
  type Rating,
  retell,
  sop,
  sopHand,
  startRun,
  workThrough,
} from '../../src/play/index.ts'
import { shortcutBots } from '../../src/play/hands/bots.ts'
import {
  compact,
  COMPACT_BUDGET,
  expand,
  type Logged,
  play,
  playHand,
  recordFile,
  recordOf,
  type Replay,
} from '../../src/record/index.ts'
import { uniform } from '../../src/sim/index.ts'

const level = loadLevel(m2).level!
const SEEDS = [1, 2]

const errors = level.work!.novice
const hands: Readonly<Record<string, Hand>> = {
  expert: expertHand,
  sop: sopHand,
  idle: idleHand,
  random: randomHand,
  ...Object.fromEntries(errors.map((e) => [`novice:${e.id}`, noviceHand(e)])),
  ...shortcutBots,
  fidgety,
}

/** The expert, and four needless decisions for each of theirs: looks again, turns a set point there and back. */
function fidgety(view: DeskView, slot: string): Answer | undefined {
  const value = expertHand(view, slot)
  const step = view.steps[0]
  if (value !== undefined || !step) return value
  const all = [...Object.keys(step.settings).map((id) => `${step.step.id}.${id}`), `${step.step.id}.look`]
  const done = all.reduce((sum, s) => sum + view.today(s).length, 0)
  const dice = (n: number): number => uniform(view.seed, slot, 100 * view.t_s + n)
  if (done > 30 || !all.includes(slot) || dice(0) > 0.3) return undefined
  if (slot.endsWith('.look')) return step.panels[Math.floor(dice(1) * step.panels.length)]
  const now = step.settings[slot.slice(step.step.id.length + 1)]!
  return Math.round(1000 * now * (0.98 + 0.04 * dice(1))) / 1000
}

const known = new Map<string, Replay>()
function played(name: string, seed: number): Replay {
  const key = `${name} ${seed}`
  let replay = known.get(key)
  if (!replay) known.set(key, (replay = playHand(level, seed, hands[name]!)))
  return replay
}

function rated(name: string, seed: number): Rating {
  const { run } = played(name, seed)
  return rate(run, outcomeOf(run), outcomeOf(played('expert', seed).run))
}

describe.each(SEEDS)('lot %i', (seed) => {
  test('the expert passes with at least 90 on each axis', () => {
    const r = rated('expert', seed)
    expect(r.passed).toBe(true)
    for (const axis of [r.yield, r.purity, r.compliance]) expect(axis).toBeGreaterThanOrEqual(90)
  })

  test('the SOP passes, and the expert is above it', () => {
    const [expert, sop] = [rated('expert', seed), rated('sop', seed)]
    expect(sop.passed).toBe(true)
    const mean = (r: Rating): number => (r.yield + r.purity + r.compliance) / 3
    expect(mean(expert)).toBeGreaterThan(mean(sop))
    expect(expert.yield).toBeGreaterThan(sop.yield)
  })

  test.each(['idle', 'random', ...errors.map((e) => `novice:${e.id}`)])('%s fails', (name) => {
    expect(rated(name, seed).passed).toBe(false)
  })

  test.each(Object.keys(shortcutBots))('the shortcut %s fails', (name) => {
    expect(rated(name, seed).passed).toBe(false)
  })
})

describe('people', () => {
  test('who lets Sami double the feed gets twice the feed', () => {
    const run = startRun(level, 2)
    for (const d of played('expert', 2).log.filter(({ t }) => t < 4 * 86_400)) {
      advanceTo(run, d.t, idle)
      apply(run, d, 'player')
    }
    advanceTo(run, 4 * 86_400, idle)
    const culture = (): Readonly<Record<string, number>> => run.running[0]!.settings
    const before = culture()['feedRate']!
    expect(apply(run, { slot: 'reply.feedMore', value: 2 }, 'player')).toBeUndefined()
    expect(culture()['feedRate']).toBeCloseTo(2 * before, 9)
    expect(run.log.at(-2)).toMatchObject({ slot: 'culture.feedRate', by: 'crew' })
  })
})

test.each(['fr', 'en'])('at a human pace the expert keeps to the rule, in %s', (language) => {
  const { run } = played('expert', 1)
  const pace = paceOf(run, { fr, en }[language]!, outcomeOf(run).disposition)
  for (const check of pace.checks) expect(check).toMatchObject({ met: true })
  // What everybody is asked and told at the end is a minute at most, and most of it is one’s own.
  const { handling, deciding, reading } = pace.debrief
  expect(handling + deciding + reading).toBeLessThanOrEqual(60)
  expect(handling + deciding).toBeGreaterThan(reading)
})

describe('records', () => {
  test.each([
    ['expert', 1],
    ['sop', 2],
    [`novice:${errors[0]!.id}`, 2],
    ['random', 1],
  ])('of %s, lot %i, parsed from text and played again: the same digest', (name, seed) => {
    const record = recordFile.parse(JSON.parse(JSON.stringify(recordOf(played(name, seed)))))
    const replay = play(level, record.seed, record.log, record.crew)
    expect(replay.refused).toEqual([])
    expect(recordOf(replay)).toEqual(record)
  })

  test('a saved beginning goes on to the same end: the log so far, then the hand itself', () => {
    const whole = played('expert', 2)
    const half = whole.log.slice(0, Math.floor(whole.log.length / 2))
    const until_s = half.at(-1)!.t
    const run = startRun(level, 2)
    const hand: Hand = (view, slot) => (view.t_s <= until_s ? undefined : expertHand(view, slot))
    expect(workThrough(run, hand, { crew: sop, fixed: half })).toEqual([])
    expect(digestRun(run)).toBe(digestRun(whole.run))
  })
})

test.each([
  ['expert', 1],
  ['sop', 1],
  [`novice:${errors.at(-1)!.id}`, 1],
  ['fidgety', 1],
])('the record of %s, lot %i, fits into 4,096 characters and comes out as it went in', (name, seed) => {
  const record = recordOf(played(name, seed))
  const { text, complete } = compact(record, [])
  expect(complete).toBe(true)
  expect(text.length).toBeLessThanOrEqual(COMPACT_BUDGET)
  expect(expand(text)!.record).toEqual(record)
  if (name === 'fidgety') expect(record.log.length).toBeGreaterThan(4 * played('expert', seed).log.length)
})

describe('hybrids', () => {
  const seed = 1
  const record = played('sop', seed)
  const own = new Set(record.log.map((d) => d.slot))

  const told = retell(level, seed, record.log, expertHand, sop)

  test('all decisions from the record are the record, to the last bit; none are the expert’s run', () => {
    expect(digestRun(told.played)).toBe(digestRun(record.run))
    expect(digestRun(told.reference)).toBe(digestRun(played('expert', seed).run))
  })

  test('the expert has decided nothing otherwise than the expert', () => {
    expect(retell(level, seed, played('expert', seed).log, expertHand, sop).groups).toEqual([])
  })

  test('every slot of a record is claimed by one group of the level, or is a quality act', () => {
    const groups = level.work!.groups.map((g) => g.id)
    for (const slot of own) expect([...groups, 'qualityActs']).toContain(groupOf(level, slot))
  })

  /** The expert's own run, but for two groups: four coalitions, so four runs. */
  test('parts add up to the gap within 1e-6 of it', () => {
    const warm: Hand = (view, slot) => {
      if (slot === 'culture.temperature') return undefined
      return slot === 'culture.glucose' ? undefined : expertHand(view, slot)
    }
    const found = explain(level, seed, playHand(level, seed, warm).log, expertHand, sop)
    expect(found.parts.map((p) => p.group)).toEqual(['feeding', 'temperature'])
    for (const axis of ['yield', 'purity'] as const) {
      const sum = found.parts.reduce((total, p) => total + p[axis], 0)
      expect(Math.abs(sum - found.gap[axis])).toBeLessThanOrEqual(1e-6 * Math.abs(found.gap[axis]))
    }
    expect(found.gap.yield).toBeLessThan(-5)
    // Where the two part most plainly: a shift that never came, sugar that was never given.
    const [sugar, cold] = found.parts.map((p) => p.example)
    expect(sugar).toMatchObject({ slot: 'culture.glucose', unit: 'L', mine: null })
    expect(cold).toMatchObject({ slot: 'culture.temperature', mine: 37.2 })
    expect(cold!.experts).toBeLessThan(cold!.mine!)
    expect(found.runs).toBeLessThanOrEqual(5)
  })
})

test.each([
  [1.2, ['R-CHG']],
  [0.8, []],
])('seeded to %f million a millilitre: %j', (density, codes) => {
  const run = startRun(level, 2)
  expect(apply(run, { slot: 'seed.seedingDensity', value: density }, 'player')).toBeUndefined()
  for (let day = 1; day < 8 && run.closed.length === 0; day++) {
    advanceTo(run, day * 86_400, sop)
    apply(run, { slot: 'seed.proceed', value: 1 }, 'player')
    advanceTo(run, day * 86_400 + 3600, sop)
  }
  expect(run.closed).toHaveLength(1)
  const found = outcomeOf(run).compliance!.findings.filter((f) => f.subject.id === 'seed.seedingDensity')
  expect(found.map((f) => f.code)).toEqual(codes)
})

describe('a culture run outside its file', () => {
  const DAY_S = 86_400
  const found = (change: (log: readonly Logged[]) => readonly Logged[]): readonly string[] => {
    const log = change(played('expert', 3).log).toSorted((a, b) => a.t - b.t)
    const { run } = play(level, 3, log, 'idle')
    return outcomeOf(run)
      .compliance!.findings.filter((f) => f.code === 'R-CHG')
      .map((f) => `${f.severity} ${f.subject.id}`)
  }
  const at = (day: number, slot: string, value: number): Logged => ({ t: Math.round(day * DAY_S), slot, value })
  const fed = (from: number, to: number, times: number) => (log: readonly Logged[]) =>
    log.map((d) =>
      d.slot === 'culture.feedRate' && d.t >= from * DAY_S && d.t < to * DAY_S
        ? { ...d, value: times * Number(d.value) }
        : d,
    )

  test.each<[string, (log: readonly Logged[]) => readonly Logged[], readonly string[]]>([
    ['the expert’s own lot is inside', (log) => log, []],
    ['oxygen above the limit for a day', (log) => [...log, at(8, 'culture.oxygen', 139)], ['major culture.oxygen']],
    [
      'the same slip put right within ten minutes',
      (log) => [...log, at(8, 'culture.oxygen', 139), at(8 + 600 / DAY_S, 'culture.oxygen', 40)],
      [],
    ],
    ['half as much again on one day', fed(8, 9, 1.5), ['major culture.feedRate']],
    [
      'the pump left running into a full vessel',
      (log) => [
        ...log.filter((d) => d.slot !== 'culture.feedRate' || d.t < 11 * DAY_S),
        at(11, 'culture.feedRate', 0.27),
      ],
      ['major culture.feedRate'],
    ],
  ])('%s', (_, change, findings) => {
    expect(found(change)).toEqual(findings)
  })
})
