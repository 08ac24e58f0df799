import {
  type AnyConditions,
  type AnyStream,
  type AnyUnit,
  type AssayId,
  type CationExchangeState,
  type Fraction,
  fractionsOf,
  plants,
  type Readings,
  type Refusal,
  type Scale,
} from '../models/index.ts'
import { advance, checkValue, defaults, digestOf, type Digestible, type Problem } from '../sim/index.ts'
import { copyData } from './copy.ts'
import { isAlarmOpen, ring } from './desk/alarms.ts'
import { cureBy, given, moveFaults, outUntil_s, upstreamFactors } from './desk/faults.ts'
import { newDesk, type PlantNow, tickDesk } from './desk/desk.ts'
import {
  costOfDecision,
  costOfVerb,
  deskVerbs,
  sampleVolume_mL,
  stepVerbs,
  type Tubes,
  type Verb,
} from './desk/verbs.ts'
import { refuseFeed } from './desk/room.ts'
import { isHeldBack } from './desk/trace.ts'
import { leaveVial, waitsForVial } from './desk/vial.ts'
import { isOpenDay } from './inspection/day.ts'
import { lotEntry, lotFactors } from './lots.ts'
import type { Observation, Policy } from './observation.ts'
import { sop } from './sop.ts'
import { advanceTransfer, isOpenTransfer } from './transfer/transfer.ts'
import type { Level, Step } from './level.ts'
import { type Decision, isOfClass, type Run, type RunningStep, type Who } from './state.ts'
import { unitOf } from './units.ts'
import type { Bench } from './week/suite.ts'
import { advanceWeek, isOpenWeek } from './week/week.ts'

export type { Observation, Policy } from './observation.ts'

function conditions(run: Run, running: RunningStep): AnyConditions {
  const { parameters, settings, paused } = running
  return { plant: run.plant, parameters, settings, paused, seed: run.seed }
}

export function startRun(level: Level, seed: number): Run {
  const run: Run = {
    level,
    plant: plants[level.plant].preset(level.scale_L),
    seed,
    t_s: 0,
    running: [],
    closed: [],
    log: [],
    prepared: {},
    desk: newDesk(level, seed),
  }
  beginSteps(run)
  return run
}

/** First steps whose hour has come. */
function beginSteps(run: Run, watch?: Watch): void {
  run.level.steps.forEach((step, index) => {
    if (step.from !== null || step.begins_s > run.t_s || hasBegun(run, index)) return
    const opened = open(run, index, lotEntry(run.level, run.seed, step))
    watch?.(run, opened)
  })
}

export const hasBegun = (run: Run, index: number): boolean =>
  run.running.some((r) => r.index === index) || run.closed.some((c) => c.index === index)

/** When the next first step begins, or null. */
function nextBeginning(run: Run): number | null {
  let next_s: number | null = null
  run.level.steps.forEach(({ from, begins_s }, index) => {
    if (from === null && (next_s === null || begins_s < next_s) && !hasBegun(run, index)) next_s = begins_s
  })
  return next_s
}

export const isOver = (run: Run): boolean =>
  run.running.length === 0 && nextBeginning(run) === null && !isOpenDay(run) && !isOpenWeek(run) && !isOpenTransfer(run)

function open(run: Run, index: number, entered: AnyStream): RunningStep {
  const step = run.level.steps[index]!
  const unit = unitOf(step)
  const running: RunningStep = {
    index,
    opened_s: run.t_s,
    entered: { ...entered },
    state: {},
    parameters: parametersOf(run, step, unit),
    settings: {
      ...(unit.nominal?.(run.plant) ?? defaults(unit.settings)),
      ...step.recipe,
      ...(step.mode === 'play' && step.yesterday),
      ...preparedFor(run, step),
    },
    paused: step.waits === true && step.mode === 'play' && run.desk !== null,
    fast_s: run.t_s,
    tick_s: unit.tick_s,
    due_s: run.t_s + unit.tick_s,
  }
  const opened = { ...running, state: unit.open({ ...entered }, conditions(run, running)) }
  run.running.push(opened)
  run.desk?.facts.push({ t_s: run.t_s, kind: 'opened', step: step.id })
  const asked = run.level.work?.questions.find((q) => q.step === step.id && q.rings !== undefined)
  if (asked) ring(run, `${step.id}.${asked.rings}`)
  // Ticks due at the same second go in the order of the level.
  run.running.sort((a, b) => a.index - b.index)
  // What is wrong with a bottle, and what the laboratory has wrong, is so from the first look on.
  const there = run.level.work?.faults.some((f) => f.step === step.id && f.there)
  if (there || run.level.work?.disposition?.step === step.id) moveFaults(run, opened, plantNow(run, opened, unit))
  return opened
}

function parametersOf(run: Run, step: Step, unit: AnyUnit): Readonly<Record<string, number>> {
  const standard = { ...defaults(unit.parameters), ...step.parameters }
  const factors = [...Object.entries(lotFactors(run.level, run.seed, step)), ...upstreamFactors(run, step.id)]
  return factors.length
    ? { ...standard, ...Object.fromEntries(factors.map(([id, f]) => [id, standard[id]! * f])) }
    : standard
}

function close(run: Run, running: RunningStep, watch: Watch | undefined): void {
  const step = run.level.steps[running.index]!
  const { product, results, outlets } = unitOf(step).close(running.state, conditions(run, running))
  run.running.splice(run.running.indexOf(running), 1)
  const { index, opened_s, entered } = running
  const ledger = unitOf(step).ledger(running.state)
  run.closed.push({ index, opened_s, closed_s: run.t_s, entered, product: { ...product }, results, ledger })
  // Who plans in what it is made decides which plant the rest stands in.
  if (results['scale_L'] !== undefined) run.plant = plants[run.level.plant].preset(results['scale_L'] as Scale)
  run.desk?.facts.push({ t_s: run.t_s, kind: 'closed', step: step.id })
  run.level.steps.forEach((next, i) => {
    if (next.from !== step.id) return
    const entered = next.outlet === undefined ? product : outlets![next.outlet]!
    const opened = open(run, i, { ...entered, held_s: 0 })
    watch?.(run, opened)
  })
}

/** What was set beforehand for this step, by setting id. */
function preparedFor(run: Run, step: Step): Record<string, number> {
  const prefix = `${step.id}.`
  return Object.fromEntries(
    Object.entries(run.prepared).flatMap(([slot, value]) =>
      slot.startsWith(prefix) ? [[slot.slice(prefix.length), value]] : [],
    ),
  )
}

interface Slot {
  readonly index: number
  readonly topic: string
  readonly unit: AnyUnit
  /** Undefined while the step has not begun. */
  readonly running: RunningStep | undefined
  readonly isOver: boolean
}

function find(run: Run, slot: string): Slot | undefined {
  const dot = slot.indexOf('.')
  const index = run.level.steps.findIndex((s) => s.id === slot.slice(0, dot))
  if (index < 0) return undefined
  const running = run.running.find((r) => r.index === index)
  const isOver = run.closed.some((c) => c.index === index)
  return { index, topic: slot.slice(dot + 1), unit: unitOf(run.level.steps[index]!), running, isOver }
}

/** Whatever a week or a transfer begins is worked by the printed recipe. */
const bench: Bench = {
  start: startRun,
  advance: (run, until_s, crew, watch, stop) => advanceTo(run, until_s, crew, watch, stop),
  apply,
  crew: sop,
}

/** The verbs on a step that are no topics of its unit. */
const onStep = stepVerbs((run, running) => trueReadings(run, running), tubesOf)
const atDesk = deskVerbs(
  (run, running) => trueReadings(run, running),
  (run, decision) => void apply(run, decision, 'crew'),
  bench,
)

/** The verb a slot belongs to, and the word after the dot (for a verb on a step: the step). */
function verbOf(
  run: Run,
  slot: string,
): { readonly verb: Verb; readonly place: string; readonly topic: string } | undefined {
  if (!run.desk) return undefined
  const dot = slot.indexOf('.')
  const [place, topic] = [slot.slice(0, dot), slot.slice(dot + 1)]
  if (Object.hasOwn(onStep, topic) && run.level.steps.some((s) => s.id === place))
    return { verb: onStep[topic]!, place: topic, topic: place }
  const verb = Object.hasOwn(atDesk, place) ? atDesk[place] : undefined
  return verb && { verb, place, topic }
}

/** What stands in the way of this decision in any run of the level: a slot it has not, a value out of bounds. */
export function checkDecision(level: Level, decision: Decision, path: string): Problem | undefined {
  const dot = decision.slot.indexOf('.')
  const place = decision.slot.slice(0, dot)
  const step = level.steps.find((s) => s.id === place)
  const topic = decision.slot.slice(dot + 1)
  const unknown = (remedy: string): Problem => ({
    path: `${path}.slot`,
    code: 'unknown_slot',
    message: `'${decision.slot}' is no slot of this level.`,
    remedy,
  })
  if (level.work && (Object.hasOwn(atDesk, place) || (step && Object.hasOwn(onStep, topic)))) return undefined
  if (!step) return unknown(`Steps: ${level.steps.map((s) => s.id).join(', ')}.`)
  if (topic === 'proceed' || topic === 'pause') return undefined
  const unit = unitOf(step)
  const topics = { ...unit.settings, ...unit.acts }
  const spec = Object.hasOwn(topics, topic) ? topics[topic] : undefined
  if (!spec) return unknown(`Topics of ${step.id}: proceed, pause, ${Object.keys(topics).join(', ')}.`)
  return checkValue(topic, spec, decision.value, `${path}.value`)
}

/**
 * Whether a decision can be taken now, and what stands in the way if not: what `apply` says, with nothing changed. Set
 * points may be prepared before a step begins.
 */
export function query(run: Run, decision: Decision, by: Who = 'player'): Refusal | undefined {
  const refused = refusalOf(run, decision, by)
  if (refused) return refused
  const act = actOf(run, decision)
  return act?.on(copyData(act.state))
}

/** What can be said without asking the unit: hands, slot, value, who may do it. */
function refusalOf(run: Run, { slot, value }: Decision, by: Who): Refusal | undefined {
  if (isOfClass(slot) !== (by === 'class')) return { code: 'unknown_step' }
  const desk = by === 'player' ? run.desk : null
  if (desk && run.t_s < desk.busy_s) return { code: 'hands_full', values: { free_s: desk.busy_s } }
  if (Array.isArray(value) && value.some((x) => typeof x === 'number' && !(x - x === 0)))
    return { code: 'not_a_number' }
  // Until the morning or a call the plant is the night crew's.
  if (desk?.night && !slot.startsWith('shift.')) return { code: 'gone_home' }
  const said = verbOf(run, slot)
  if (said) return said.verb.refuse(run, said.topic, value)
  const found = find(run, slot)
  if (!found) return { code: 'unknown_step' }
  const { index, topic, unit, running } = found
  const isSetting = Object.hasOwn(unit.settings, topic)
  const spec = isSetting ? unit.settings[topic] : Object.hasOwn(unit.acts, topic) ? unit.acts[topic] : undefined
  if (!spec && topic !== 'proceed' && topic !== 'pause') return { code: 'unknown_topic' }
  if (found.isOver) return { code: 'step_closed' }
  if (!running && !isSetting) return { code: 'step_not_running' }
  if (spec && checkValue(topic, spec, value, slot))
    return { code: 'out_of_range', values: { min: spec.min, max: spec.max } }
  // Stopped or let go, gone on or not: nothing between, and no list.
  if (!spec && value !== 0 && value !== 1) return { code: 'out_of_range', values: { min: 0, max: 1 } }
  const step = run.level.steps[index]!
  if (by === 'player' && step.mode === 'auto') return { code: 'step_of_the_crew' }
  if (by === 'player' && step.locked.includes(topic)) return { code: 'locked' }
  const out_s = topic === 'pause' && value === 0 ? outUntil_s(run, step.id) : null
  if (out_s !== null) return { code: 'under_maintenance', values: { until_s: out_s } }
  if (topic === 'pause' && value === 0 && isHeldBack(run, step.id)) return { code: 'pool_blocked' }
  return desk ? refuseFeed(run, step.id, topic, value) : undefined
}

interface UnitAct {
  readonly state: object
  /** A unit refuses before it changes anything, so that trying is asking. */
  on(state: object): Refusal | undefined
}

/** What a decision comes down to for its unit; undefined where the unit has no say: set points, looks, words. */
function actOf(run: Run, { slot, value }: Decision): UnitAct | undefined {
  const said = verbOf(run, slot)
  if (said && said.place !== 'assay') return undefined
  const { topic, unit, running } = find(run, slot)!
  if (!running || topic === 'pause' || Object.hasOwn(unit.settings, topic)) return undefined
  const { state } = running
  const c = conditions(run, running)
  if (topic === 'proceed') return { state, on: (s) => unit.proceed(s, c) }
  if (!said) return { state, on: (s) => unit.act(s, topic, given(run, running, topic, value as number), c) }
  // A sample is taken out of the vessel before anybody measures it.
  const drawn_mL = sampleVolume_mL(value as readonly AssayId[])
  return Object.hasOwn(unit.acts, 'sample') ? { state, on: (s) => unit.act(s, 'sample', drawn_mL, c) } : undefined
}

/** A glance where seconds count; a minute with the panel, the pen and the second look elsewhere. */
const GLANCE_S = 5

const isQuick = (run: Run, stepId: string): boolean =>
  run.level.steps.some((s) => s.id === stepId && unitOf(s).tick_s <= 5)

/** Plant seconds a decision takes of the hands. */
export function costOf(run: Run, decision: Decision): number {
  if (!run.desk) return 0
  const verb = verbOf(run, decision.slot)
  if (verb?.place === 'tube') return verb.verb.cost_s
  if (verb?.verb.costOf) return verb.verb.costOf(verb.topic, decision.value, run)
  if (verb) return isQuick(run, verb.topic) ? GLANCE_S : costOfVerb(verb.place, verb.topic, verb.verb)
  const { topic, unit } = find(run, decision.slot)!
  // Where seconds count, a gesture takes one.
  if (unit.tick_s <= 5) return 1
  return costOfDecision(topic === 'proceed' ? 'proceed' : Object.hasOwn(unit.acts, topic) ? 'act' : 'setPoint')
}

/** Takes a decision at the present second: the only way into a run. A refused one leaves no trace. */
export function apply(run: Run, decision: Decision, by: Who): Refusal | undefined {
  const refused = refusalOf(run, decision, by)
  if (refused) return refused
  const act = actOf(run, decision)
  const no = act?.on(act.state)
  if (no) return no
  const { slot, value } = decision
  const said = verbOf(run, slot)
  if (said) said.verb.apply(run, said.topic, value)
  else if (!act) set(run, slot, value as number)
  else if (run.desk) {
    const { index, topic } = find(run, slot)!
    cureBy(run, run.level.steps[index]!.id, topic)
  }
  if (by === 'player' && run.desk) run.desk.busy_s = run.t_s + costOf(run, decision)
  run.log.push({ t: run.t_s, seq: run.log.length, slot, value, by })
  return undefined
}

/** A set point, of a step that runs or is still to come; or the flow of one, stopped and let go. */
function set(run: Run, slot: string, value: number): void {
  const { topic, running } = find(run, slot)!
  if (!running) run.prepared[slot] = value
  else if (topic === 'pause') running.paused = value !== 0
  else running.settings[topic] = value
}

/** Tubes filled so far in a bind-and-elute step that has come to its elution. */
export function tubesOf(run: Run, running: RunningStep): ReturnType<Tubes> {
  if (run.level.steps[running.index]!.unit !== 'cationExchange') return null
  const tubes = fractionsIn(run, running)
  const [first] = tubes
  return first ? { volume_CV: first.to_CV - first.from_CV, hmw_pct: tubes.map((tube) => tube.hmw_pct) } : null
}

/** What is truly in them: nobody at the desk knows. */
export const fractionsIn = (run: Run, running: RunningStep): readonly Fraction[] =>
  fractionsOf(running.state as CationExchangeState, conditions(run, running) as CationConditions)

type CationConditions = Parameters<typeof fractionsOf>[1]

export function trueReadings(run: Run, running: RunningStep): Readings {
  return unitOf(run.level.steps[running.index]!).readings(running.state, conditions(run, running))
}

export function observe(run: Run, running: RunningStep): Observation {
  const step = run.level.steps[running.index]!
  return seen(run, running, step, unitOf(step), conditions(run, running))
}

function seen(run: Run, running: RunningStep, step: Step, unit: AnyUnit, c: AnyConditions): Observation {
  return {
    t_s: run.t_s,
    step,
    age_s: run.t_s - running.opened_s,
    phase: unit.phase(running.state),
    ready: unit.ready(running.state, c),
    readings: () => unit.readings(running.state, c),
    settings: running.settings,
    parameters: running.parameters,
    plant: run.plant,
    paused: running.paused,
  }
}

/** Sees a step when it opens (its age is 0) and after each of its ticks with their decisions: trends, progress. */
export type Watch = (run: Run, running: RunningStep) => void

/**
 * Lets plant time pass up to and including `until_s`, or until `stop` says so after a tick: an alarm, a result, the
 * morning. The crew is asked after every tick of a step it works, and for the topics of a played step that are left to it.
 */
export function advanceTo(run: Run, until_s: number, crew: Policy, watch?: Watch, stop?: () => boolean): void {
  if (run.desk?.week) return advanceWeek(run, until_s, bench, stop)
  if (run.desk?.transfer) return advanceTransfer(run, until_s, stop)
  for (;;) {
    const begins_s = nextBeginning(run)
    const here_s = begins_s === null ? until_s : Math.min(until_s, begins_s)
    // A closing step opens the next in the middle of this: the list of running units is the live one.
    advance(run.running, here_s, (running, second) => tickStep(run, running, second, crew, watch), stop)
    if (stop?.()) return
    if (begins_s === null || begins_s > until_s) break
    run.t_s = begins_s
    beginSteps(run, watch)
  }
  if (isOver(run)) return
  // An inspection ends on its hour.
  run.t_s = Math.max(run.t_s, Math.min(until_s, run.level.work?.inspection?.hours_s ?? until_s))
  for (const running of run.running) followFast(run, running)
}

function tickStep(run: Run, running: RunningStep, second: number, crew: Policy, watch: Watch | undefined): void {
  run.t_s = second
  const step = run.level.steps[running.index]!
  const unit = unitOf(step)
  const c = conditions(run, running)
  if (waitsForVial(run, step.id)) leaveVial(run, running.opened_s)
  if (!waitsForVial(run, step.id)) unit.tick(running.state, c)
  running.fast_s = second
  const order = (decision: Decision): void => void apply(run, decision, 'crew')
  if (run.desk) {
    if (step.mode === 'play') tickDesk(run, running, plantNow(run, running, unit), order)
    else tickDesk(run, running, NOTHING, order)
    unit.alarmed?.(running.state, isAlarmOpen(run, step.id))
  }
  // Alarms, orders and faults may have moved what it works under.
  const now = step.mode === 'play' && run.desk ? conditions(run, running) : c
  // Nobody of the crew touches what waits for a vial.
  if (waitsForVial(run, step.id)) return watch?.(run, running)
  for (const decision of crew(seen(run, running, step, unit, now)))
    if (mayCrew(run, running, decision.slot)) order(decision)
  watch?.(run, running)
  if (unit.finished(running.state)) close(run, running, watch)
}

const NOTHING: PlantNow = { readings: {}, phase: '', act: () => undefined }

/** What the desk's own things do to a unit, and are told of it, at the end of its tick. */
function plantNow(run: Run, running: RunningStep, unit: AnyUnit): PlantNow {
  return {
    readings: trueReadings(run, running),
    phase: unit.phase(running.state),
    act: (act, amount) => unit.act(running.state, act, amount, conditions(run, running)),
  }
}

/**
 * On a bench without a player the crew works everything. Else a played step is theirs only before the player comes, and
 * in the topics the level leaves to them: at night, after the last round, or when the player has let a round go by.
 */
function mayCrew(run: Run, running: RunningStep, slot: string): boolean {
  const { desk, level } = run
  const step = level.steps[running.index]!
  if (!desk || step.mode === 'auto' || run.t_s < level.work!.starts_s) return true
  const topic = slot.slice(step.id.length + 1)
  if (topic === 'proceed' && step.skid?.includes(unitOf(step).phase(running.state))) return true
  const { length_s, count } = level.work!.rounds
  // The next shift has all of it.
  if (desk.round >= count) return true
  const left = desk.night || run.t_s - running.opened_s >= length_s
  return left && step.crew.includes(topic)
}

/** Digest of all that the run has come to: states, streams, results and the decisions that led there. */
export function digestRun(run: Run): string {
  const { seed, t_s, running, closed, log, desk } = run
  return digestOf({
    level: digestOf(run.level as unknown as Digestible),
    seed,
    t_s,
    running,
    closed,
    log,
    // The historian follows from all the rest.
    desk: desk && { ...desk, historian: null },
  } as unknown as Digestible)
}

/** An act at this second must find the fast layer where this second has it, in play as in replay. */
function followFast(run: Run, running: RunningStep): void {
  const { fast } = unitOf(run.level.steps[running.index]!)
  if (!fast) return
  const c = conditions(run, running)
  for (; running.fast_s + fast.tick_s <= run.t_s; running.fast_s += fast.tick_s) fast.tick(running.state, c)
}
