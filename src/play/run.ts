import {
  type AntibodyPlant,
  antibodyPlant,
  antibodyUnits,
  type Conditions,
  emptyStream,
  type Ledger,
  type Readings,
  type Refusal,
  type Stream,
  type UnitOperation,
} from '../models/index.ts'
import {
  advance,
  checkValue,
  defaults,
  digestOf,
  type Digestible,
  Fault,
  type Problem,
  type Ticking,
} from '../sim/index.ts'
import type { Level, Step } from './level.ts'

/** A decision is a value: asked first (`query`), applied at a second, kept in the log, replayed from there. */
export interface Decision {
  /** `step.topic`: a setting, an act, or one of the verbs every step has (`pause`, `proceed`). */
  readonly slot: string
  readonly value: number
}

export interface Stamped extends Decision {
  /** Plant seconds since the level began. */
  readonly t: number
  readonly seq: number
  /** The player, or the crew that works by the SOP where the player did not decide. */
  readonly by: Who
}

export type Who = 'player' | 'crew'

/** A step that is going on. Plain data: saved, cloned and digested as it is. */
export interface RunningStep extends Ticking {
  readonly index: number
  readonly opened_s: number
  readonly entered: Stream
  readonly state: object
  readonly parameters: Readonly<Record<string, number>>
  readonly settings: Record<string, number>
  paused: boolean
  /** Second up to which the unit's fast layer has been followed. */
  fast_s: number
}

export interface ClosedStep {
  readonly index: number
  readonly opened_s: number
  readonly closed_s: number
  readonly entered: Stream
  readonly product: Stream
  readonly results: Readings
  /** Where the antibody went, for the mass balance of the batch. */
  readonly ledger: Ledger
}

export interface Run {
  readonly level: Level
  readonly plant: AntibodyPlant
  readonly seed: number
  t_s: number
  readonly running: RunningStep[]
  readonly closed: ClosedStep[]
  readonly log: Stamped[]
  /** Set points decided for steps that have not begun: preparing. By slot. */
  readonly prepared: Record<string, number>
}

/** What a policy may look at when it decides. */
export interface Observation {
  readonly t_s: number
  readonly step: Step
  /** Seconds since this step was opened. */
  readonly age_s: number
  readonly phase: string
  /** The recipe's criterion for the next phase is met. */
  readonly ready: boolean
  /** Worked out when asked for: most ticks ask for nothing. */
  readings(): Readings
  readonly settings: Readonly<Record<string, number>>
  /** Constants printed on labels and nameplates are among these. */
  readonly parameters: Readonly<Record<string, number>>
  readonly plant: AntibodyPlant
}

/** Decisions for one step, asked after each of its ticks. A pure function of what it is shown. */
export type Policy = (o: Observation) => readonly Decision[]

export function unitOf(step: Step): UnitOperation {
  const unit = Object.hasOwn(antibodyUnits, step.unit) ? antibodyUnits[step.unit] : undefined
  if (!unit) throw new Fault(`no model of unit '${step.unit}'`)
  return unit
}

function conditions(run: Run, running: RunningStep): Conditions {
  const { parameters, settings, paused } = running
  return { plant: run.plant, parameters, settings, paused, seed: run.seed }
}

export function startRun(level: Level, seed: number): Run {
  const run: Run = {
    level,
    plant: antibodyPlant(level.scale_L),
    seed,
    t_s: 0,
    running: [],
    closed: [],
    log: [],
    prepared: {},
  }
  level.steps.forEach((step, index) => {
    if (step.from === null) open(run, index, step.entry ?? emptyStream(20))
  })
  return run
}

export const isOver = (run: Run): boolean => run.running.length === 0

function open(run: Run, index: number, entered: Stream): RunningStep {
  const step = run.level.steps[index]!
  const unit = unitOf(step)
  const running: RunningStep = {
    index,
    opened_s: run.t_s,
    entered: { ...entered },
    state: {},
    parameters: { ...defaults(unit.parameters), ...step.parameters },
    settings: { ...(unit.nominal?.(run.plant) ?? defaults(unit.settings)), ...step.recipe, ...preparedFor(run, step) },
    paused: false,
    fast_s: run.t_s,
    tick_s: unit.tick_s,
    due_s: run.t_s + unit.tick_s,
  }
  const opened = { ...running, state: unit.open({ ...entered }, conditions(run, running)) }
  run.running.push(opened)
  // Ticks due at the same second go in the order of the level.
  run.running.sort((a, b) => a.index - b.index)
  return opened
}

function close(run: Run, running: RunningStep, watch: Watch | undefined): void {
  const step = run.level.steps[running.index]!
  const { product, results } = unitOf(step).close(running.state, conditions(run, running))
  run.running.splice(run.running.indexOf(running), 1)
  const { index, opened_s, entered } = running
  const ledger = unitOf(step).ledger(running.state)
  run.closed.push({ index, opened_s, closed_s: run.t_s, entered, product: { ...product }, results, ledger })
  run.level.steps.forEach((next, i) => {
    if (next.from !== step.id) return
    const opened = open(run, i, { ...product, held_s: 0 })
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
  readonly unit: UnitOperation
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

/** What stands in the way of this decision in any run of the level: a slot it has not, a value out of bounds. */
export function checkDecision(level: Level, decision: Decision, path: string): Problem | undefined {
  const dot = decision.slot.indexOf('.')
  const step = level.steps.find((s) => s.id === decision.slot.slice(0, dot))
  const topic = decision.slot.slice(dot + 1)
  const unknown = (remedy: string): Problem => ({
    path: `${path}.slot`,
    code: 'unknown_slot',
    message: `'${decision.slot}' is no slot of this level.`,
    remedy,
  })
  if (!step) return unknown(`Steps: ${level.steps.map((s) => s.id).join(', ')}.`)
  if (topic === 'proceed' || topic === 'pause') return undefined
  const unit = unitOf(step)
  const topics = { ...unit.settings, ...unit.acts }
  const spec = Object.hasOwn(topics, topic) ? topics[topic] : undefined
  if (!spec) return unknown(`Topics of ${step.id}: proceed, pause, ${Object.keys(topics).join(', ')}.`)
  return checkValue(topic, spec, decision.value, `${path}.value`)
}

/** Whether a decision can be taken now. Changes nothing. Set points may be prepared before a step begins. */
export function query(run: Run, decision: Decision): Refusal | undefined {
  const slot = find(run, decision.slot)
  if (!slot) return { code: 'unknown_step' }
  const { topic, unit, running } = slot
  const isSetting = Object.hasOwn(unit.settings, topic)
  const spec = isSetting ? unit.settings[topic] : Object.hasOwn(unit.acts, topic) ? unit.acts[topic] : undefined
  if (!spec && topic !== 'proceed' && topic !== 'pause') return { code: 'unknown_topic' }
  if (slot.isOver) return { code: 'step_closed' }
  if (!running && !isSetting) return { code: 'step_not_running' }
  if (spec && checkValue(topic, spec, decision.value, decision.slot))
    return { code: 'out_of_range', values: { min: spec.min, max: spec.max } }
  return undefined
}

/** Takes a decision at the present second: the only way into a run. A refused one leaves no trace. */
export function apply(run: Run, decision: Decision, by: Who): Refusal | undefined {
  const refused = query(run, decision)
  if (refused) return refused
  const { index, topic, unit, running } = find(run, decision.slot)!
  if (by === 'player' && run.level.steps[index]!.mode === 'auto') return { code: 'step_of_the_crew' }
  const { slot, value } = decision
  if (!running) run.prepared[slot] = value
  else if (topic === 'pause') running.paused = value !== 0
  else if (Object.hasOwn(unit.settings, topic)) running.settings[topic] = value
  else {
    const c = conditions(run, running)
    const no = topic === 'proceed' ? unit.proceed(running.state, c) : unit.act(running.state, topic, value, c)
    if (no) return no
  }
  run.log.push({ t: run.t_s, seq: run.log.length, slot, value, by })
  return undefined
}

export function observe(run: Run, running: RunningStep): Observation {
  const step = run.level.steps[running.index]!
  const unit = unitOf(step)
  const c = conditions(run, running)
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
  }
}

/** Sees a step when it opens (its age is 0) and after each of its ticks with their decisions: trends, progress. */
export type Watch = (run: Run, running: RunningStep) => void

/** Lets plant time pass up to and including `until_s`. */
export function advanceTo(run: Run, until_s: number, policy: Policy, watch?: Watch): void {
  // A closing step opens the next in the middle of this: the list of running units is the live one.
  advance(run.running, until_s, (running, second) => {
    run.t_s = second
    const step = run.level.steps[running.index]!
    const unit = unitOf(step)
    unit.tick(running.state, conditions(run, running))
    running.fast_s = second
    for (const decision of policy(observe(run, running))) apply(run, decision, 'crew')
    watch?.(run, running)
    if (unit.finished(running.state)) close(run, running, watch)
  })
  if (isOver(run)) return
  run.t_s = Math.max(run.t_s, until_s)
  for (const running of run.running) followFast(run, running)
}

/** Digest of all that the run has come to: states, streams, results and the decisions that led there. */
export function digestRun(run: Run): string {
  const { seed, t_s, running, closed, log } = run
  return digestOf({
    level: digestOf(run.level as unknown as Digestible),
    seed,
    t_s,
    running,
    closed,
    log,
  } as unknown as Digestible)
}

/** An act at this second must find the fast layer where this second has it, in play as in replay. */
function followFast(run: Run, running: RunningStep): void {
  const { fast } = unitOf(run.level.steps[running.index]!)
  if (!fast) return
  const c = conditions(run, running)
  for (; running.fast_s + fast.tick_s <= run.t_s; running.fast_s += fast.tick_s) fast.tick(running.state, c)
}
