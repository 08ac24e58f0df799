/**
 * The desk: what hands cost, what was shown, what rings, what the night does. On a small level of two cultures under one
 * clock; states are pushed by hand where a fault of the seed would take days to come.
 */
import { describe, expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import { assays, type CultureState } from '../../src/models/index.ts'
import {
  advanceTo,
  type Answer,
  apply,
  costOf,
  type DeskView,
  deskView,
  digestRun,
  idleHand,
  isOver,
  openSlots,
  outcomeOf,
  query,
  randomHand,
  rate,
  resultsOf,
  type Run,
  sop,
  sopHand,
  startRun,
  trueReadings,
} from '../../src/play/index.ts'
import { play, playHand, recordOf } from '../../src/record/index.ts'
import { defaults } from '../../src/sim/index.ts'
import { antibodySteps } from '../antibodySteps.ts'
import twoLots from './twoLots.json' with { type: 'json' }

const level = loadLevel(twoLots).level!
const HOUR = 3600
const DAY = 86_400

/** A run worked by nobody up to a second; the copies are each test's own. */
function at(t_s: number, seed = 1): Run {
  const run = startRun(level, seed)
  advanceTo(run, t_s, sop)
  return run
}
const early = at(6 * HOUR)
const copy = (run: Run = early): Run => structuredClone(run)

const running = (run: Run, step: string) => run.running.find((r) => level.steps[r.index]!.id === step)!
const culture = (run: Run, step = 'first') => running(run, step).state as CultureState
const decide = (run: Run, slot: string, value: Answer) => apply(run, { slot, value }, 'player')
/** Lets time pass with nobody at the controls. */
const wait = (run: Run, seconds: number): void => advanceTo(run, run.t_s + seconds, sop)
const facts = (run: Run, kind: string) => run.desk!.facts.filter((f) => f.kind === kind)
/** The oxygen display of a lot stands so much too low; the loop sees the probe itself and does not answer. */
const lower = (run: Run, by_pct: number, step = 'first'): void =>
  void (run.desk!.corrections[`${step}.oxygen`] = -by_pct)

describe('hands', () => {
  test.each<[string, Answer, number]>([
    ['first.look', 'oxygen', 60],
    ['first.assay', ['glucose'], 360],
    ['first.forecast', 4, 0],
    ['record.countA', [4.2], 60],
    ['call.qa', 'oxygen', 240],
    ['call.maintenance', 'feedPump', 240],
    ['call.tutor', 'oxygen', 120],
    ['case.deviation', ['oxygen', 'first', 0, 1, 'stopped'], 360],
    ['case.note', 'oxygen', 60],
    ['case.class', 'minor', 60],
    ['reply.hurry', 1, 60],
    ['night.orders', [], 180],
    ['shift.leave', 1, 0],
    ['first.temperature', 35, 60],
    ['first.glucose', 0.1, 180],
    ['first.proceed', 1, 300],
  ])('%s costs its plant seconds, and hands are full for so long', (slot, value, cost_s) => {
    const run = copy()
    expect(costOf(run, { slot, value })).toBe(cost_s)
    expect(decide(run, slot, value)).toBeUndefined()
    expect(run.desk!.busy_s).toBe(run.t_s + cost_s)
    if (cost_s === 0) return
    const digest = digestRun(run)
    expect(decide(run, 'second.pH', 7)).toEqual({ code: 'hands_full', values: { free_s: run.t_s + cost_s } })
    expect(digestRun(run)).toBe(digest)
    advanceTo(run, run.t_s + cost_s - 1, sop)
    expect(decide(run, 'second.pH', 7)?.code).toBe('hands_full')
    wait(run, 1)
    expect(decide(run, 'second.pH', 7)).toBeUndefined()
  })

  test('two lots share one pair of hands, and a colleague needs none', () => {
    const run = copy()
    decide(run, 'first.assay', ['glucose'])
    expect(decide(run, 'second.temperature', 36)?.code).toBe('hands_full')
    expect(apply(run, { slot: 'first.temperature', value: 36 }, 'crew')).toBeUndefined()
  })
})

describe('a look', () => {
  test('records what was shown: the same second shows the same, and that is what the chronicle says', () => {
    const [one, other] = [copy(), copy()]
    for (const run of [one, other]) decide(run, 'first.look', 'oxygen')
    const view = one.desk!.views['first.oxygen']!
    expect(view).toEqual(other.desk!.views['first.oxygen'])
    expect(view.t_s).toBe(one.t_s)
    expect(facts(one, 'looked')).toEqual([{ t_s: one.t_s, kind: 'looked', panel: 'first.oxygen', shown: view.value }])
    // A display is a reading with its error: near the truth, and not the truth.
    const truth = trueReadings(one, running(one, 'first'))['oxygenProbe_pct']!
    expect(Math.abs(view.value! - truth)).toBeLessThan(8)
    expect(view.value).not.toBe(truth)
  })

  test('the sheet of an assay is empty until a result is there', () => {
    const run = copy()
    decide(run, 'first.look', 'glucose')
    expect(run.desk!.views['first.glucose']!.value).toBeNull()
  })

  test('looking moves nothing in the plant', () => {
    const [one, other] = [copy(), copy()]
    decide(one, 'first.look', 'oxygen')
    for (const run of [one, other]) wait(run, HOUR)
    expect(one.running).toEqual(other.running)
  })
})

describe('a sample', () => {
  test('takes its volume out of the vessel: what the assays need and 20 mL of rinse', () => {
    const run = copy()
    const before_L = trueReadings(run, running(run, 'first'))['volume_L']!
    decide(run, 'first.assay', ['glucose', 'titre'])
    const need_mL = defaults(assays.glucose.parameters).volume + defaults(assays.titre.parameters).volume
    expect(before_L - trueReadings(run, running(run, 'first'))['volume_L']!).toBeCloseTo((need_mL + 20) / 1e3, 9)
  })

  test('its result comes after its delay, not before, and says how it was when it was drawn', () => {
    const run = copy()
    const truth = trueReadings(run, running(run, 'first'))['glucose_mM']!
    decide(run, 'first.assay', ['glucose', 'titre'])
    const drawn_s = run.t_s
    culture(run).y[4]! *= 0.5
    const [glucose_s, titre_s] = [0.1 * HOUR, 2 * HOUR]
    advanceTo(run, drawn_s + glucose_s - 1, sop)
    expect(resultsOf(run, 'first', 'glucose')).toEqual([])
    expect(deskView(run).nextResult_s).toBe(1)
    advanceTo(run, drawn_s + glucose_s, sop)
    const [result] = resultsOf(run, 'first', 'glucose')
    expect(result!.drawn_s).toBe(drawn_s)
    // 3 % and 0.1 mM: six standard deviations.
    expect(Math.abs(result!.value! - truth)).toBeLessThan(6 * (0.03 * truth + 0.1))
    expect(resultsOf(run, 'first', 'titre')).toEqual([])
    expect(deskView(run).nextResult_s).toBe(drawn_s + titre_s - run.t_s)
    advanceTo(run, drawn_s + titre_s, sop)
    expect(resultsOf(run, 'first', 'titre')).toHaveLength(1)
    expect(facts(run, 'result')).toHaveLength(2)
  })

  test('the second sample of an assay is another draw of its error; the first says the same for ever', () => {
    const run = copy()
    decide(run, 'first.assay', ['glucose'])
    wait(run, 0.5 * HOUR)
    const first = resultsOf(run, 'first', 'glucose')[0]
    decide(run, 'first.assay', ['glucose'])
    wait(run, 0.5 * HOUR)
    expect(resultsOf(run, 'first', 'glucose')[0]).toEqual(first)
    expect(run.desk!.samples.map((s) => s.number)).toEqual([0, 1])
  })
})

describe('an alarm', () => {
  const RINGS = 12 * 60
  const state = (run: Run): string => run.desk!.alarms['oxygenLow']!.state

  test('rings after its delay, is acknowledged, goes, and can come again', () => {
    const run = copy()
    lower(run, 60)
    wait(run, 360)
    expect(state(run)).toBe('normal')
    wait(run, RINGS)
    expect(state(run)).toBe('unacknowledged')
    expect(decide(run, 'alarm.oxygenLow', 1)).toBeUndefined()
    expect(state(run)).toBe('acknowledged')
    // Acknowledged is not gone: it stays, and does not ring anew.
    wait(run, 4 * HOUR)
    expect(state(run)).toBe('acknowledged')
    expect(facts(run, 'alarm')).toHaveLength(1)
    expect(decide(run, 'alarm.oxygenLow', 1)).toEqual({ code: 'not_ringing' })
    lower(run, 0)
    wait(run, 2 * HOUR)
    expect(state(run)).toBe('normal')
    lower(run, 60)
    wait(run, 2 * RINGS)
    expect(state(run)).toBe('unacknowledged')
    expect(facts(run, 'alarm')).toHaveLength(2)
  })

  test('gone before anybody saw it, it waits to be seen; coming back, it rings again', () => {
    const run = copy()
    lower(run, 60)
    wait(run, 2 * RINGS)
    lower(run, 0)
    wait(run, 2 * HOUR)
    expect(state(run)).toBe('returned')
    expect(facts(run, 'normal')).toHaveLength(1)
    const seen = copy(run)
    decide(seen, 'alarm.oxygenLow', 1)
    expect(state(seen)).toBe('normal')
    lower(run, 60)
    wait(run, 2 * RINGS)
    expect(state(run)).toBe('unacknowledged')
  })

  test('a moment outside is no alarm', () => {
    const run = copy()
    lower(run, 60)
    wait(run, 360)
    lower(run, 0)
    wait(run, 2 * HOUR)
    expect(state(run)).toBe('normal')
    expect(facts(run, 'alarm')).toEqual([])
  })

  test('of the first class it ends the night', () => {
    const run = at(40 * HOUR)
    decide(run, 'shift.leave', 1)
    expect(run.desk!.night).toBe(true)
    lower(run, 60, 'second')
    wait(run, HOUR)
    expect(run.desk!.night).toBe(false)
    expect(facts(run, 'rung')).toMatchObject([{ why: 'secondOxygenLow' }])
  })
})

describe('faults', () => {
  const onsets = (run: Run) => run.desk!.facts.filter((f) => f.kind === 'fault')

  test('are drawn by the seed, the same for any hand', () => {
    for (const seed of [1, 2, 3]) {
      const idle = playHand(level, seed, idleHand).run
      const busy = playHand(level, seed, randomHand).run
      expect(onsets(busy)).toEqual(onsets(idle))
      const drawn = (run: Run) => Object.values(run.desk!.faults).map((f) => [f.cause, f.onset_s])
      expect(drawn(busy)).toEqual(drawn(idle))
    }
  })

  test('every cause comes, and every onset lies in its window', () => {
    const causes = new Set<string>()
    for (let seed = 1; seed <= 60; seed++)
      for (const [id, fault] of Object.entries(startRun(level, seed).desk!.faults)) {
        const spec = level.work!.faults.find((f) => f.id === id)!
        causes.add(`${id} ${fault.cause}`)
        expect(fault.onset_s).toBeGreaterThanOrEqual(spec.from_s)
        expect(fault.onset_s).toBeLessThanOrEqual(spec.to_s)
      }
    expect([...causes].toSorted()).toEqual(['foam 0', 'oxygen 0', 'oxygen 1', 'pump 0', 'pump 1'])
  })

  const seed = [1, 2, 3, 4, 5, 6, 7, 8].find((s) => startRun(level, s).desk!.faults['oxygen']!.cause === 0)!
  const onset_s = startRun(level, seed).desk!.faults['oxygen']!.onset_s
  const broken = at(onset_s + HOUR, seed)

  test('come at their hour and work inside the model', () => {
    const before = at(onset_s - 720, seed)
    expect([before.desk!.faults['oxygen']!.state, culture(before).upsets.oxygenSupply]).toEqual(['waiting', 1])
    expect([broken.desk!.faults['oxygen']!.state, culture(broken).upsets.oxygenSupply]).toEqual(['on', 0.12])
  })

  test('are mended by the right call, an hour later, and by no other', () => {
    const wrong = copy(broken)
    decide(wrong, 'call.maintenance', 'oxygenProbe')
    wait(wrong, 3 * HOUR)
    expect(wrong.desk!.faults['oxygen']!.state).toBe('on')
    expect(facts(wrong, 'called')).toMatchObject([{ thing: 'oxygenProbe', found: false }])
    const right = copy(broken)
    decide(right, 'call.maintenance', 'oxygenValve')
    wait(right, HOUR - 720)
    expect(right.desk!.faults['oxygen']!.state).toBe('on')
    wait(right, 1080)
    expect(right.desk!.faults['oxygen']!.state).toBe('over')
    expect(culture(right).upsets.oxygenSupply).toBe(1)
    // Called before anything was wrong: nothing is promised for later.
    const early = at(onset_s - HOUR, seed)
    decide(early, 'call.maintenance', 'oxygenValve')
    wait(early, 6 * HOUR)
    expect(early.desk!.faults['oxygen']!.state).toBe('on')
  })

  test('that last so long end by themselves and leave the parameters as they were', () => {
    const run = at(36 * HOUR)
    const standard = running(run, 'second').parameters['foamTendency']!
    const { onset_s } = run.desk!.faults['foam']!
    advanceTo(run, 36 * HOUR + onset_s + HOUR, sop)
    expect(running(run, 'second').parameters['foamTendency']).toBeCloseTo(2 * standard, 12)
    advanceTo(run, 36 * HOUR + onset_s + 13 * HOUR, sop)
    expect(running(run, 'second').parameters['foamTendency']).toBeCloseTo(standard, 12)
    expect(run.desk!.faults['foam']!.state).toBe('over')
  })
})

describe('the night crew', () => {
  const home = (run: Run, orders: readonly (number | string)[]): void => {
    expect(decide(run, 'night.orders', orders)).toBeUndefined()
    advanceTo(run, run.desk!.busy_s, sop)
    expect(decide(run, 'shift.leave', 1)).toBeUndefined()
  }
  const byCrew = (run: Run) => run.log.filter((d) => d.by === 'crew').map(({ slot, value }) => [slot, value])

  test('does what is written, to the letter, once, however long the sign lasts', () => {
    const run = copy()
    home(run, ['first.oxygen', 30, 'first.antifoam', 5, 'nobody'])
    lower(run, 60)
    wait(run, 4 * HOUR)
    expect(byCrew(run)).toEqual([['first.antifoam', 5]])
    expect(culture(run).antifoam_mL).toBe(5)
    expect(facts(run, 'order')).toMatchObject([{ tile: 0, done: true }])
    expect(run.desk!.night).toBe(true)
    expect(facts(run, 'rung')).toEqual([])
  })

  test('does nothing on the right side of the limit, and nothing that is not written', () => {
    const run = copy()
    home(run, ['first.oxygen', 1, 'first.antifoam', 5, 'nobody'])
    lower(run, 25)
    wait(run, 4 * HOUR)
    expect(byCrew(run)).toEqual([])
    expect(facts(run, 'order')).toEqual([])
  })

  test('waits for the alarm where no limit is given', () => {
    const run = copy()
    home(run, ['first.oxygen', 'alarm', 'first.power', 30, 'nobody'])
    lower(run, 60)
    wait(run, 600)
    expect(byCrew(run)).toEqual([])
    wait(run, 900)
    expect(byCrew(run)).toEqual([['first.power', 30]])
  })

  test.each<[string, readonly (number | string)[]]>([
    ['told to ring', ['first.oxygen', 30, 'first.antifoam', 5, 'me']],
    ['given no act', ['first.oxygen', 30, 'none', 0, 'nobody']],
  ])('rings when it is %s', (_, orders) => {
    const run = copy()
    home(run, orders)
    lower(run, 60)
    wait(run, HOUR)
    expect(run.desk!.night).toBe(false)
    expect(facts(run, 'rung')).toMatchObject([{ why: 'first.oxygen' }])
  })

  test('an order that cannot be carried out is tried once and told as not done', () => {
    const run = copy()
    home(run, ['first.oxygen', 30, 'first.antifoam', 5e6, 'nobody'])
    lower(run, 60)
    wait(run, 2 * HOUR)
    expect(byCrew(run)).toEqual([])
    expect(facts(run, 'order')).toMatchObject([{ done: false }])
  })

  test('calls maintenance when told to, who mend what is wrong with the step', () => {
    const { onset_s } = early.desk!.faults['oxygen']!
    const run = at(onset_s + HOUR)
    expect(run.desk!.faults['oxygen']!.state).toBe('on')
    home(run, ['first.oxygen', 30, 'first.power', 26, 'maintenance'])
    lower(run, 60)
    wait(run, 2 * HOUR)
    expect(run.desk!.faults['oxygen']!.state).toBe('over')
  })

  test('orders are for one night: in the morning they are gone', () => {
    const run = copy()
    home(run, ['first.oxygen', 30, 'first.antifoam', 5, 'nobody'])
    advanceTo(run, DAY, sop)
    expect(run.desk!).toMatchObject({ round: 1, night: false, orders: [] })
    lower(run, 60)
    wait(run, 2 * HOUR)
    expect(byCrew(run)).toEqual([])
  })
})

/** All that a view says, its questions answered for everything there is to ask about. */
function said(view: DeskView): unknown {
  const slots = ['first.assay', 'first.look', 'second.look', 'record.countA', 'shift.leave', 'first.temperature']
  const panels = view.steps.flatMap((s) => [...s.panels, ...s.assays].map((p) => `${s.step.id}.${p}`))
  // As text: what is asked of a view is listed here, the asking itself is no part of it.
  return JSON.stringify({
    ...view,
    looks: panels.map((p) => view.looks(p)),
    done: slots.map((s) => view.done(s)),
    today: slots.map((s) => view.today(s)),
    view: panels.map((p) => view.view(p)),
    history: panels.map((p) => view.history(p)),
    seenToday: panels.map((p) => view.seenToday(p)),
    steps: view.steps.map((s) => ({ ...s, results: s.assays.map((a) => s.results(a)) })),
  })
}

test('two runs with equal displays give equal views: nothing of the hidden state is in them', () => {
  const run = copy()
  decide(run, 'first.assay', ['glucose', 'viableCells'])
  wait(run, 0.5 * HOUR)
  decide(run, 'first.look', 'oxygen')
  const other = copy(run)
  const hidden = culture(other)
  hidden.y.forEach((value, i) => (hidden.y[i] = 1.7 * value + 0.1))
  Object.assign(hidden.upsets, { growthFactor: 0.5, oxygenSupply: 0.1, feedPumpGain: 2 })
  Object.assign(hidden.foam, { ventWet: 0.9 })
  Object.assign(hidden.gas, { oxygen_pct: 3, probe_pct: 4, window_s: 0 })
  Object.assign(hidden, { germs_per_mL: 5, fragments_g: 1, made_g: 1e3, cellDays: 99 })
  running(other, 'first').parameters = { ...running(other, 'first').parameters, muMax: 0.01 }
  for (const fault of Object.values(other.desk!.faults)) Object.assign(fault, { cause: 0, onset_s: 1, mended_s: 3 })
  expect(said(deskView(other))).toBe(said(deskView(run)))
  expect(openSlots(other)).toEqual(openSlots(run))
  for (const slot of openSlots(run)) expect(sopHand(deskView(other), slot)).toEqual(sopHand(deskView(run), slot))
})

describe('a refusal', () => {
  test.each<[string, Answer, string]>([
    ['first.look', 'moon', 'no_such_panel'],
    ['first.look', 'constructor', 'no_such_panel'],
    ['first.look', 3, 'no_such_panel'],
    ['second.look', 'oxygen', 'step_not_running'],
    ['second.assay', ['glucose'], 'step_not_running'],
    ['first.assay', [], 'no_such_assay'],
    ['first.assay', ['glucose', 'glucose'], 'no_such_assay'],
    ['first.assay', ['__proto__'], 'no_such_assay'],
    ['first.assay', 'glucose', 'no_such_assay'],
    ['first.forecast', -1, 'out_of_range'],
    ['first.forecast', 'much', 'out_of_range'],
    ['first.temperature', 99, 'out_of_range'],
    ['first.temperature', 'warm', 'out_of_range'],
    ['first.temperature', NaN, 'out_of_range'],
    ['first.glucose', 199, 'vessel_full'],
    ['first.wishes', 1, 'unknown_topic'],
    ['first.__proto__', 1, 'unknown_topic'],
    ['moon.phase', 1, 'unknown_step'],
    ['', 1, 'unknown_step'],
    ['nodot', 1, 'unknown_step'],
    ['second.proceed', 1, 'step_not_running'],
    ['record.moon', [1], 'no_such_line'],
    ['record.countA', 1, 'not_a_line'],
    ['record.countA', [], 'not_a_line'],
    ['record.countA', ['four'], 'not_a_number'],
    ['record.countA', [Infinity], 'not_a_number'],
    ['record.countA', [1, -5], 'not_a_time'],
    ['record.countA', [1, 5, 'soon'], 'not_a_line'],
    ['record.countA', [1, 5, ''], 'not_a_line'],
    ['record.countA', [1, 5, '', 'because'], 'not_a_line'],
    ['call.mother', 'help', 'nobody_there'],
    ['call.qa', 3, 'not_a_word'],
    ['call.qa', 'x'.repeat(81), 'not_a_word'],
    ['case.deviation', ['oxygen'], 'not_a_deviation'],
    ['case.class', 'funny', 'not_a_class'],
    ['case.closed', 1, 'unknown_topic'],
    ['reply.moon', 1, 'nobody_asked'],
    ['reply.hurry', 3, 'no_such_reply'],
    ['reply.hurry', 0.5, 'no_such_reply'],
    ['alarm.oxygenLow', 1, 'not_ringing'],
    ['alarm.toString', 1, 'no_such_alarm'],
    ['night.orders', ['first.oxygen'], 'not_an_order'],
    ['night.orders', ['first.oxygen', 30, 'first.antifoam', 5, 'sami'], 'not_an_order'],
    ['night.orders', ['first.moon', 30, 'first.antifoam', 5, 'me'], 'not_an_order'],
    ['night.orders', ['first.oxygen', 30, 'second.antifoam', 5, 'me'], 'not_an_order'],
    ['night.orders', ['first', 30, 'first.antifoam', 5, 'me'], 'not_an_order'],
    ['first.deadBand', 0.1, 'locked'],
    ['night.orders', ['first.oxygen', 30, 'first.deadBand', 0.1, 'me'], 'not_an_order'],
    ['night.watch', [], 'unknown_topic'],
    ['shift.swap', 1, 'unknown_topic'],
  ])('%s = %j leaves no trace', (slot, value, code) => {
    const run = copy()
    const digest = digestRun(run)
    query(run, { slot, value })
    expect(digestRun(run)).toBe(digest)
    expect(decide(run, slot, value)?.code).toBe(code)
    expect(digestRun(run)).toBe(digest)
    expect(run.desk!.busy_s).toBe(early.desk!.busy_s)
  })

  test('of a second reply, of a closed step, of leaving twice, of anything once at home', () => {
    const run = copy()
    decide(run, 'reply.hurry', 1)
    wait(run, 60)
    expect(decide(run, 'reply.hurry', 2)?.code).toBe('already_answered')
    decide(run, 'first.proceed', 1)
    wait(run, 720)
    expect(decide(run, 'first.pH', 7)?.code).toBe('step_closed')
    expect(decide(run, 'first.look', 'oxygen')?.code).toBe('step_not_running')
    decide(run, 'shift.leave', 1)
    expect(decide(run, 'shift.leave', 1)?.code).toBe('already_left')
    expect(decide(run, 'first.look', 'oxygen')?.code).toBe('gone_home')
  })
})

describe('two lots under one clock', () => {
  const replay = playHand(level, 1, sopHand)
  const { run } = replay
  const opened = (step: string): number => run.closed.find((c) => level.steps[c.index]!.id === step)!.opened_s

  test('each begins at its hour and is seen when it runs', () => {
    expect(level.lots).toEqual(['A', 'B'])
    expect([opened('first'), opened('second')]).toEqual([0, 36 * HOUR])
    const before = deskView(at(35 * HOUR))
    const after = deskView(at(37 * HOUR))
    expect(before.steps.map((s) => s.step.id)).toEqual(['first'])
    expect(after.steps.map((s) => s.step.id)).toEqual(['first', 'second'])
    // The day of a line counts from its own step's beginning; a kit may lack an instrument on one of the two.
    expect(after.steps.map((s) => s.day)).toEqual([1, 0])
    expect(after.steps.map((s) => s.panels.includes('oxygenFlow'))).toEqual([true, false])
    expect(after.steps.map((s) => s.assays.includes('titre'))).toEqual([true, false])
  })

  test('one hand works both, and both products are scored by their weights', () => {
    for (const step of ['first', 'second'])
      expect(run.log.filter((d) => d.by === 'player' && d.slot === `${step}.assay`).length).toBeGreaterThan(2)
    const outcome = outcomeOf(run)
    expect(outcome.amounts).toHaveLength(2)
    for (const amount of outcome.amounts) expect(amount).toBeGreaterThan(1)
    const [a, b] = outcome.amounts as [number, number]
    expect(rate(run, outcome, { amounts: [2 * a, b], keptBack: null }).yield).toBeCloseTo(100 * (0.25 * 0.5 + 0.75), 9)
    expect(rate(run, outcome, { amounts: [a / 2, 2 * b], keptBack: null }).yield).toBeCloseTo(
      100 * (0.25 + 0.75 * 0.5),
      9,
    )
  })

  test('what is done to one does not touch the other', () => {
    const cold = playHand(level, 1, (view, slot) => (slot === 'first.temperature' ? undefined : sopHand(view, slot)))
    const [warm, cool] = [run, cold.run].map((r) => antibodySteps(r).map((c) => c.product.product_g))
    expect(cool![1]).toBe(warm![1])
  })

  test.each([
    ['sop', sopHand],
    ['random', randomHand],
  ])('the record of %s replays to its digest', (_, hand) => {
    const first = playHand(level, 2, hand)
    expect(recordOf(play(level, 2, first.log, first.crew))).toEqual(recordOf(first))
    expect(isOver(first.run)).toBe(true)
  })

  test('who stops at an alarm of one lot finds the other at the same second: every tick due then is done', () => {
    const [stopped, whole] = [copy(at(38 * HOUR)), copy(at(38 * HOUR))]
    advanceTo(stopped, 39 * HOUR, sop, undefined, () => stopped.t_s > 38 * HOUR)
    advanceTo(whole, stopped.t_s, sop)
    for (const run of [stopped, whole]) {
      decide(run, 'second.glucose', 0.2)
      advanceTo(run, 40 * HOUR, sop)
    }
    expect(digestRun(stopped)).toBe(digestRun(whole))
  })

  test('a lot that begins long after the other has ended is waited for, and played', () => {
    const apart = structuredClone(twoLots)
    apart.steps[1]!.begins_h = 124
    const { run } = playHand(loadLevel(apart).level!, 1, sopHand)
    expect(run.closed.map((c) => c.opened_s)).toEqual([0, 124 * HOUR])
    expect(run.log.filter((d) => d.by === 'player' && d.slot === 'second.assay').length).toBeGreaterThan(0)
  })
})
