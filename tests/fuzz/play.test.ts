/**
 * Random players of M2: any verb, any set point in its range, any act, nonsense too, at any second, night orders of all
 * kinds. Nothing throws, no number is NaN or negative that cannot be, the antibody is accounted for, a copy made on the
 * way goes on as the original, and the same decisions come to the same digest. Only what is played is run, to the
 * harvest; one sequence in twenty goes on to the vial. Levels with random things wrong that load all the same are played
 * too. `npm run test:fuzz` plays 10,000 sequences.
 */
import { expect, test } from 'vitest'
import a0 from '../../levels/aav/A0/level.json' with { type: 'json' }
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }
import m2 from '../../levels/antibody/M2/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { AMOUNTS } from '../../src/models/index.ts'
import {
  advanceTo,
  apply,
  deskView,
  digestRun,
  instrumentsOf,
  isOver,
  type Level,
  openSlots,
  outcomeOf,
  query,
  randomHand,
  type Run,
  sop,
  startRun,
  trueReadings,
  unitOf,
} from '../../src/play/index.ts'
import { type Logged, play, recordOf } from '../../src/record/index.ts'
import { uniform } from '../../src/sim/index.ts'
import { mutated } from '../play/mutated.ts'
import { antibodySteps } from '../antibodySteps.ts'
import twoLots from '../play/twoLots.json' with { type: 'json' }

const level = loadLevel(m2).level!
const RUNS = Number(process.env.FUZZ_PLAY_RUNS ?? 6)
const DAY = 86_400
const played = level.steps.filter((s) => s.mode === 'play')
const lines = level.work!.lines.map((l) => l.id)

/** Every panel and assay of the played steps, by step. */
const instruments = new Map(
  played.map((s) => {
    const { panels, assays } = instrumentsOf(startRun(level, 1), level.steps.indexOf(s))
    return [s.id, { panels: Object.keys(panels), assays: Object.keys(assays) }]
  }),
)

/** Thirty to ninety decisions within the days of the level; several may fall on one second. */
function randomLog(seed: number): Logged[] {
  let n = 0
  const dice = (): number => uniform(seed, 'fuzz.play', n++)
  const any = <T>(list: readonly T[]): T => list[Math.floor(dice() * list.length)]!
  const nonsense = (): Logged['value'] => any<Logged['value']>([-1, 1e300, 5e-324, '', 'oxygen', [], [0, 'x'], 0])

  const onStep = (): Omit<Logged, 't'> => {
    const step = any(played)
    const unit = unitOf(step)
    const { panels, assays } = instruments.get(step.id)!
    const kind = dice()
    if (kind < 0.15) return { slot: `${step.id}.look`, value: any([...panels, ...assays]) }
    if (kind < 0.35) return { slot: `${step.id}.assay`, value: assays.filter(() => dice() < 0.3) }
    if (kind < 0.38) return { slot: `${step.id}.forecast`, value: 40 * dice() }
    if (kind < 0.4) return { slot: `${step.id}.pause`, value: dice() < 0.5 ? 1 : 0 }
    if (kind < 0.41) return { slot: `${step.id}.proceed`, value: 1 }
    const [id, spec] = any(Object.entries(kind < 0.8 ? unit.settings : unit.acts))
    return { slot: `${step.id}.${id}`, value: spec.min + dice() * (spec.max - spec.min) }
  }
  const tile = (): (number | string)[] => {
    const { panels } = instruments.get('culture')!
    const act = any(Object.entries(unitOf(level.steps.find((s) => s.id === 'culture')!).acts))
    return [
      `culture.${any(panels)}`,
      dice() < 0.5 ? 100 * dice() : 'alarm',
      dice() < 0.7 ? `culture.${act[0]}` : 'none',
      act[1].max * dice() * dice(),
      any(['me', 'maintenance', 'nobody']),
    ]
  }
  const atDesk = (): Omit<Logged, 't'> => {
    const kind = dice()
    if (kind < 0.2) return { slot: `record.${any(lines)}`, value: [100 * dice()] }
    if (kind < 0.3)
      return { slot: `record.${any(lines)}`, value: [100 * dice(), Math.floor(15 * DAY * dice()), 'late'] }
    if (kind < 0.45) return { slot: `call.${any(['tutor', 'qa', 'qc', 'maintenance'])}`, value: any(THINGS) }
    if (kind < 0.5) return { slot: 'case.deviation', value: [any(THINGS), 'culture', 5 * DAY, 1, 'stopped'] }
    if (kind < 0.55) return { slot: 'case.class', value: any(['minor', 'major', 'critical']) }
    if (kind < 0.65) return { slot: `alarm.${any(level.work!.alarms).id}`, value: 1 }
    if (kind < 0.8) return { slot: 'night.orders', value: Array.from({ length: Math.floor(4 * dice()) }, tile).flat() }
    return { slot: 'shift.leave', value: 1 }
  }
  let t = 0
  return Array.from({ length: 30 + Math.floor(60 * dice()) }, () => {
    t += dice() < 0.2 ? 0 : Math.floor(dice() * 0.6 * DAY)
    const decision = dice() < 0.6 ? onStep() : atDesk()
    return { t, ...decision, ...(dice() < 0.05 && { value: nonsense() }) }
  })
}

const THINGS = ['oxygenValve', 'oxygenProbe', 'feedPump', 'seed', 'coffee']

const over = (run: Run): boolean => run.closed.some((c) => level.steps[c.index]!.id === 'culture')

/** Plays a log as far as the harvest; copied on the way where `copies` says so. */
function harvest(seed: number, log: readonly Logged[], copies: boolean): Run {
  let run = startRun(level, seed)
  const until = (t_s: number): void => {
    if (!over(run)) advanceTo(run, t_s, sop, undefined, () => over(run))
  }
  log.forEach((d, i) => {
    until(d.t)
    if (over(run)) return
    query(run, d)
    apply(run, d, 'player')
    if (copies && i % 7 === 0) run = structuredClone(run)
  })
  until(16 * DAY)
  return run
}

/** The first path at which a number is none, or one that cannot be negative is. */
function unsound(value: unknown, path: string): string | undefined {
  if (typeof value === 'number') return value - value === 0 ? undefined : path
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = unsound(inner, `${path}.${key}`)
    if (found) return found
  }
  return undefined
}

test.each(Array.from({ length: RUNS }, (_, i) => i + 1))('random player %i', (seed) => {
  const log = randomLog(seed)
  const run = harvest(seed, log, false)
  expect(unsound({ running: run.running, closed: run.closed, desk: run.desk }, 'run')).toBeUndefined()
  for (const running of run.running) {
    const readings = trueReadings(run, running)
    for (const key of ['volume_L', 'viable_1e6_mL', 'antibody_g', 'glucose_mM'])
      expect([key, (readings[key] ?? 0) >= 0]).toEqual([key, true])
  }
  for (const { product, entered, ledger } of antibodySteps(run)) {
    for (const key of AMOUNTS) expect([key, product[key] >= 0]).toEqual([key, true])
    const open_g = ledger.entered_g + ledger.made_g - product.product_g - ledger.held_g - ledger.lost_g
    expect(Math.abs(open_g)).toBeLessThanOrEqual(1e-9 * Math.max(1, entered.product_g + ledger.made_g))
  }
  deskView(run)
  openSlots(run)
  const outcome = outcomeOf(run)
  expect(outcome.compliance!.score).toBeGreaterThanOrEqual(0)
  expect(outcome.compliance!.score).toBeLessThanOrEqual(100)
  expect(digestRun(harvest(seed, log, true))).toBe(digestRun(run))
})

test.each(Array.from({ length: Math.ceil(RUNS / 20) }, (_, i) => 20 * (i + 1)))(
  'random player %i, to the vial and from the record again',
  (seed) => {
    const replay = play(level, seed, randomLog(seed), 'sop')
    const record = recordOf(replay)
    expect(unsound({ closed: replay.run.closed, outcome: outcomeOf(replay.run) }, 'run')).toBeUndefined()
    expect(recordOf(play(level, record.seed, record.log, record.crew))).toEqual(record)
  },
)

/** Three rounds by a random hand, from a random round on: faults come late in a level. */
function threeRounds(wrong: Level, seed: number): void {
  const run = startRun(wrong, seed)
  const { rounds, starts_s } = wrong.work!
  const first = Math.max(starts_s / rounds.length_s, Math.floor(uniform(seed, 'fuzz.round', 0) * (rounds.count - 2)))
  const until_s = (first + 3) * rounds.length_s
  advanceTo(run, first * rounds.length_s, sop)
  // However short a round: as many looks at the desk.
  const step_s = Math.max(60, Math.floor(rounds.length_s / 24))
  while (run.t_s < until_s && !isOver(run)) {
    if (!run.desk!.night)
      for (const slot of openSlots(run)) {
        const value = randomHand(deskView(run), slot)
        if (value !== undefined) apply(run, { slot, value }, 'player')
      }
    advanceTo(run, Math.max(run.desk!.busy_s, run.t_s + step_s), sop)
  }
  outcomeOf(run)
  digestRun(run)
}

test.each([
  ['M2', m2],
  ['M1', m1],
  ['A0', a0],
  ['two lots', twoLots],
])('%s with random things wrong: what loads can be played', (_, source) => {
  const found: string[] = []
  for (let seed = 1, played = 0; played < Math.ceil(RUNS / 2); seed++) {
    const { json, done } = mutated(source, seed)
    const wrong = loadLevel(json).level
    if (!wrong?.work) continue
    played++
    try {
      threeRounds(wrong, seed)
    } catch (error) {
      found.push(`${seed}: ${done}: ${String(error)}`)
    }
  }
  expect(found).toEqual([])
})
