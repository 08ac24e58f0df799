import { assays, type Readings, type Refusal } from '../../models/index.ts'
import type { Level } from '../level.ts'
import type { Decision, Run, RunningStep } from '../state.ts'
import { newInspection } from '../inspection/day.ts'
import { newTransfer } from '../transfer/transfer.ts'
import { newWeek } from '../week/week.ts'
import { newAlarm, ring, watchAlarms } from './alarms.ts'
import { callToThing, drawFaults, moveFaults, shownTooMuch } from './faults.ts'
import { curveOf, instrumentsOf, shown, VOLUME } from './instruments.ts'
import { SAMPLER } from './kit.ts'
import { drawBag, drawRoom } from './room.ts'
import type { DeskState } from './state.ts'
import { newTrace } from './trace.ts'
import { drawVial } from './vial.ts'

export function newDesk(level: Level, seed: number): DeskState | null {
  if (!level.work) return null
  return {
    busy_s: 0,
    round: 0,
    night: false,
    views: {},
    samples: [],
    alarms: Object.fromEntries(level.work.alarms.map((a) => [a.id, newAlarm()])),
    faults: drawFaults(level, seed),
    orders: [],
    carriedOut: [],
    corrections: {},
    facts: [],
    disposition: null,
    room: drawRoom(level, seed),
    expiredBag: drawBag(level, seed),
    bag: null,
    ...(level.work.vials && { vial: drawVial(level) }),
    ...(level.work.trace && { trace: newTrace(level) }),
    ...(level.work.inspection && { inspection: newInspection(level, seed) }),
    ...(level.work.week && { week: newWeek(level, seed) }),
    ...(level.work.transfer && { transfer: newTransfer(level, seed) }),
    historian: {},
  }
}

/** A unit at the end of its tick, as the desk meets it. */
export interface PlantNow {
  readonly readings: Readings
  readonly phase: string
  act(act: string, amount: number): Refusal | undefined
}

/** At the end of a step's tick: the calendar, faults, results, alarms, the night crew; in this order. */
export function tickDesk(run: Run, running: RunningStep, now: PlantNow, orders: (d: Decision) => void): void {
  const desk = run.desk!
  const step = run.level.steps[running.index]!
  const { rounds } = run.level.work!
  // More than one morning has gone by where nothing ran.
  while (desk.round < rounds.count && run.t_s >= (desk.round + 1) * rounds.length_s) {
    desk.round++
    // A morning on which nobody comes in belongs to the crew, and to the orders that were left.
    if (desk.night && isAway(run)) continue
    desk.night = false
    desk.orders = []
    desk.carriedOut = []
    desk.facts.push({ t_s: run.t_s, kind: 'morning', round: desk.round })
  }
  // A tube has answered: the laboratory rings, at whatever hour.
  for (const tube of desk.trace?.tubes ?? [])
    if (!tube.rang && tube.due_s <= run.t_s) {
      tube.rang = true
      desk.night = false
      desk.facts.push({ t_s: run.t_s, kind: 'rung', why: 'trace.tube' })
    }
  // Faults, samples, alarms and orders are about what the player works; the rest is the crew's.
  if (step.mode === 'auto') return
  const { readings, phase } = now
  moveFaults(run, running, now)
  drawByItself(run, running, readings)
  for (const sample of desk.samples)
    if (sample.step === step.id && sample.due_s <= run.t_s && sample.due_s > run.t_s - running.tick_s)
      desk.facts.push({ t_s: run.t_s, kind: 'result', step: step.id, assay: sample.assay, number: sample.number })
  watchAlarms(run, running, now)
  remember(run, running, readings, phase)
  if (desk.night) followOrders(run, running, readings, orders)
}

/** The present morning is one of those on which the player does not come in. */
function isAway({ level, desk, running }: Run): boolean {
  const { away, length_s } = level.work!.rounds
  const step = away && running.find((r) => level.steps[r.index]!.id === away.step)
  // Whoever was rung up comes in the morning after.
  const last = desk!.facts.filter((f) => f.kind === 'rung' || f.kind === 'morning').at(-1)
  if (last?.kind === 'rung') return false
  return step !== undefined && away!.days.includes(desk!.round - Math.floor(step.opened_s / length_s))
}

/** The auto-sampler, at its hour of the night, while its bag has room. */
function drawByItself(run: Run, running: RunningStep, readings: Readings): void {
  const { id, unit } = run.level.steps[running.index]!
  const { kit: tools = [], rounds } = run.level.work!
  if (unit !== SAMPLER.unit || !tools.includes('autoSampler')) return
  const { samples } = run.desk!
  const second = run.t_s - rounds.length_s * Math.floor(run.t_s / rounds.length_s)
  const due_s = 3600 * SAMPLER.hour
  if (second < due_s || second - running.tick_s >= due_s) return
  const before = samples.filter((s) => s.step === id && s.byItself && s.assay === SAMPLER.assays[0]).length
  if (before >= SAMPLER.most) return
  const { assays: tests } = instrumentsOf(run, running.index)
  for (const assay of SAMPLER.assays) {
    const reading = tests[assay]
    if (reading === undefined) continue
    const content = readings[reading]! + shownTooMuch(run, id, assay)
    const ready_s = run.t_s + Math.ceil(3600 * assays[assay].parameters.delay.value)
    const number = OWN_NUMBERS + before
    samples.push({ step: id, assay, number, drawn_s: run.t_s, due_s: ready_s, content, volume_mL: 0, byItself: true })
  }
}

/** Addresses of the sampler's dice, far from those of a hand's samples. */
const OWN_NUMBERS = 10_000

/** Between two points of the recorder: of a step that moves by the day, and of one that moves by the minute. */
const SLOWLY_S = 1800
const QUICKLY_S = 30

function remember(run: Run, running: RunningStep, readings: Readings, phase: string): void {
  const every_s = running.tick_s <= 60 ? QUICKLY_S : running.tick_s <= 120 ? running.tick_s : SLOWLY_S
  if (Math.floor(run.t_s / every_s) === Math.floor((run.t_s - running.tick_s) / every_s)) return
  const { id } = run.level.steps[running.index]!
  for (const panel of Object.keys(instrumentsOf(run, running.index).panels)) {
    const { value } = shown(run, running.index, panel, readings, running.opened_s)
    const points = (run.desk!.historian[`${id}.${panel}`] ??= [])
    points.push({ t_s: run.t_s, shown: value })
  }
  // The recorder of a column draws its curve over what was pumped.
  if (curveOf(run, running.index) === phase)
    (run.desk!.historian[`${id}.${VOLUME}`] ??= []).push({ t_s: run.t_s, shown: readings['phase_CV'] ?? null })
}

/** The night crew does what is written, to the letter, once, and nothing else. */
function followOrders(run: Run, running: RunningStep, readings: Readings, order: (d: Decision) => void): void {
  const desk = run.desk!
  const step = run.level.steps[running.index]!
  const { panels } = instrumentsOf(run, running.index)
  desk.orders.forEach((tile, i) => {
    const [stepId, panel] = tile.panel.split('.') as [string, string]
    if (stepId !== step.id || desk.carriedOut.includes(i)) return
    if (tile.limit === null) {
      const ringing = run.level.work!.alarms.some(
        (a) => a.step === stepId && a.instrument === panel && desk.alarms[a.id]!.state === 'unacknowledged',
      )
      if (!ringing) return
    } else {
      const { value } = shown(run, running.index, panel, readings, running.opened_s)
      if (value === null || (panels[panel]!.bad === 'low' ? value >= tile.limit : value <= tile.limit)) return
    }
    desk.carriedOut.push(i)
    const before = run.log.length
    if (tile.slot !== null) order({ slot: tile.slot, value: tile.amount })
    const done = tile.slot === null || run.log.length > before
    const found =
      tile.call === 'maintenance' ? thingsBehind(run, step.id).filter((thing) => callToThing(run, thing)) : []
    desk.facts.push({ t_s: run.t_s, kind: 'order', tile: i, done, maintenance: found.length > 0 })
    if (tile.call === 'me' || (tile.slot === null && tile.call === 'nobody')) ring(run, tile.panel)
  })
}

/** Maintenance called in the night looks at whatever is wrong with this step. */
function thingsBehind(run: Run, stepId: string): readonly string[] {
  return run.level
    .work!.faults.filter((f) => f.step === stepId)
    .flatMap((f) => f.causes.flatMap((c) => (c.thing === null ? [] : [c.thing])))
}
