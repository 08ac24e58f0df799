import { type AssayId, assays, type Refusal } from '../../models/index.ts'
import { defaults } from '../../sim/index.ts'
import type { Level, Line, Work } from '../level.ts'
import type { Answer, Decision, Run, RunningStep } from '../state.ts'
import { actOnBoard, BOARD_MIN, refuseBoard } from './board.ts'
import { bring, callToThing, refuseBrought, shownTooMuch } from './faults.ts'
import { instrumentsOf, resultsOf, shown } from './instruments.ts'
import { kit } from './kit.ts'
import { decide, refuseDisposition } from '../disposition.ts'
import { actOnAnswer, actOnVisit, costOfAnswer, refuseAnswer, refuseVisit, VISIT_S } from '../inspection/day.ts'
import { ASKED_KINDS } from '../inspection/types.ts'
import {
  answer,
  begin,
  clean,
  look,
  orderTest,
  refuseBegin,
  refuseClean,
  refuseIncident,
  refuseRoster,
  refuseTest,
  roster,
  WEEK_S,
} from '../week/week.ts'
import { actOnTransfer, costOfTransfer, refuseTransfer } from '../transfer/transfer.ts'
import type { Bench } from '../week/suite.ts'
import { actInRoom, actOnBag, refuseBag, refuseRoom } from './room.ts'
import type { DrawnSample, Tile } from './state.ts'
import { hold, refusePlan } from './plan.ts'
import { actOnTrace, refuseTrace, TRACE_S } from './trace.ts'
import { actOnVial, refuseVial, VIAL_S } from './vial.ts'

/**
 * The verbs that are always there: look, sample, write, call, note, open a deviation, reply, leave orders, go. None of
 * them touches a model but the sample, which takes its volume. Each says what is in the way, does it, and what it costs.
 */
export interface Verb {
  readonly cost_s: number
  /** Where it depends on what is done. */
  costOf?(topic: string, value: Answer, run: Run): number
  refuse(run: Run, topic: string, value: Answer): Refusal | undefined
  apply(run: Run, topic: string, value: Answer): void
}

/** Truth of the unit that a step runs: `readings` of the run, passed in so that this file needs no run machinery. */
export type TrueReadings = (run: Run, running: RunningStep) => Readonly<Record<string, number>>

/** Fractions in their tubes: volume of one in column volumes, and the aggregates in each; null where none are collected. */
export type Tubes = (
  run: Run,
  running: RunningStep,
) => { readonly volume_CV: number; readonly hmw_pct: readonly number[] } | null

const MINUTE = 60
const no = (code: string, values?: Readonly<Record<string, number>>): Refusal => (values ? { code, values } : { code })
const isWord = (value: Answer): value is string => typeof value === 'string' && value.length <= 80
const isList = (value: Answer): value is readonly (number | string)[] => Array.isArray(value)

function runningStep(run: Run, id: string): RunningStep | undefined {
  return run.running.find((r) => run.level.steps[r.index]!.id === id)
}

/** Verbs on a step: `culture.look`, `culture.assay`, `culture.forecast`. */
export function stepVerbs(readings: TrueReadings, tubes: Tubes): Readonly<Record<string, Verb>> {
  return {
    /** Opens a panel, or the sheet with the last result of an assay: the evidence of what is written afterwards. */
    look: {
      cost_s: MINUTE,
      refuse(run, step, value) {
        const running = runningStep(run, step)
        if (!running) return no('step_not_running')
        const { panels, assays: tests } = instrumentsOf(run, running.index)
        return isWord(value) && (Object.hasOwn(panels, value) || Object.hasOwn(tests, value))
          ? undefined
          : no('no_such_panel')
      },
      apply(run, step, value) {
        const running = runningStep(run, step)!
        const id = value as string
        const seen = displayed(run, running, id, readings)
        run.desk!.views[`${step}.${id}`] = { t_s: run.t_s, value: seen }
        run.desk!.facts.push({ t_s: run.t_s, kind: 'looked', panel: `${step}.${id}`, shown: seen })
      },
    },

    /** Draws one sample for several assays. */
    assay: {
      cost_s: 6 * MINUTE,
      refuse(run, step, value) {
        const running = runningStep(run, step)
        if (!running) return no('step_not_running')
        const { assays: tests } = instrumentsOf(run, running.index)
        if (!isList(value) || value.length === 0 || new Set(value).size !== value.length) return no('no_such_assay')
        return value.every((id) => typeof id === 'string' && Object.hasOwn(tests, id)) ? undefined : no('no_such_assay')
      },
      apply(run, step, value) {
        const running = runningStep(run, step)!
        const truth = readings(run, running)
        const { assays: tests } = instrumentsOf(run, running.index)
        for (const id of value as readonly AssayId[]) {
          const p = defaults(assays[id].parameters)
          const number = drawnBefore(run, step, id)
          const due_s = run.t_s + Math.ceil(p.delay * 3600)
          const content = (truth[tests[id]!] ?? 0) + shownTooMuch(run, step, id)
          run.desk!.samples.push({ step, assay: id, number, drawn_s: run.t_s, due_s, content, volume_mL: p.volume })
        }
      },
    },

    /** A tube of the fraction collector to the bench: UV of each is seen, what is in it is bought, four at most. */
    tube: {
      cost_s: 6 * MINUTE,
      refuse(run, step, value) {
        const running = runningStep(run, step)
        const there = running && tubes(run, running)
        if (!there) return no('no_tubes')
        if (typeof value !== 'number' || !Object.hasOwn(there.hmw_pct, value)) return no('no_such_tube')
        const bought = boughtTubes(run, step)
        if (bought.some((s) => s.tube === value)) return no('already_bought')
        return bought.length < MOST_TUBES ? undefined : no('no_more_tubes', { most: MOST_TUBES })
      },
      apply(run, step, value) {
        const tube = value as number
        const content = tubes(run, runningStep(run, step)!)!.hmw_pct[tube]!
        const p = defaults(assays.tubeHmw.parameters)
        const number = boughtTubes(run, step).length
        const due_s = run.t_s + Math.ceil(p.delay * 3600)
        const sample = { step, assay: 'tubeHmw', number, drawn_s: run.t_s, due_s, content, volume_mL: p.volume, tube }
        run.desk!.samples.push(sample)
      },
    },

    /** [panel, figure]: the display is set to a reference's figure; a loop that acts on it follows. */
    standardise: {
      cost_s: 10 * MINUTE,
      refuse(run, step, value) {
        const running = runningStep(run, step)
        if (!running) return no('step_not_running')
        if (!isList(value) || value.length !== 2) return no('no_such_panel')
        const [id, figure] = value
        const by = typeof id === 'string' ? movableBy(run, running.index, id) : undefined
        if (typeof id !== 'string' || by === undefined) return no('no_such_panel')
        if (typeof figure !== 'number' || !(figure - figure === 0)) return no('not_a_number')
        const now = displayed(run, running, id, readings)
        if (now === null) return no('no_such_panel')
        return Math.abs(figure - now) <= by ? undefined : no('out_of_range', { min: now - by, max: now + by })
      },
      apply(run, step, value) {
        const running = runningStep(run, step)!
        const [id, after] = value as readonly [string, number]
        const before = displayed(run, running, id, readings)!
        correct(run, running, id, after - before)
        run.desk!.facts.push({ t_s: run.t_s, kind: 'standardised', panel: `${step}.${id}`, before, after })
      },
    },

    /** Tomorrow's point on a curve, set down before it is known. Changes nothing but what one learns. */
    forecast: {
      cost_s: 0,
      refuse: (_, __, value) =>
        typeof value === 'number' && value >= 0 && value < 1000 ? undefined : no('out_of_range', { min: 0, max: 1000 }),
      apply() {},
    },
  }
}

/** Assays of tubes that a step has a budget for. */
export const MOST_TUBES = 4

export const boughtTubes = (run: Run, step: string): readonly DrawnSample[] =>
  run.desk!.samples.filter((s) => s.step === step && s.assay === 'tubeHmw')

/** What a panel, or the sheet with the last result of an assay, shows now. */
function displayed(run: Run, running: RunningStep, id: string, readings: TrueReadings): number | null {
  const step = run.level.steps[running.index]!
  return Object.hasOwn(instrumentsOf(run, running.index).panels, id)
    ? shown(run, running.index, id, readings(run, running), running.opened_s).value
    : (resultsOf(run, step.id, id).at(-1)?.value ?? null)
}

/** A pH probe further off than this is no longer standardised, it is changed. */
const STANDARDISE_BY = 0.6

/** Displays of a step that may be set to a reference's figure: the level's, and those of the player's own kit. */
export function standardisedOn(run: Run, index: number): readonly string[] {
  const { standardises = [] } = run.level.steps[index]!
  const { panels } = instrumentsOf(run, index)
  const own = rechecked(run).flatMap((tool) => tool.panels.filter((id) => Object.hasOwn(panels, id)))
  return own.length ? [...standardises, ...own] : standardises
}

const rechecked = (run: Run) => (run.level.work?.kit ?? []).flatMap((id) => kit[id].rechecked ?? [])

const movableBy = (run: Run, index: number, id: string): number | undefined =>
  standardisedOn(run, index).includes(id)
    ? (rechecked(run).find((tool) => tool.panels.includes(id))?.by ?? STANDARDISE_BY)
    : undefined

/** Samples a hand has drawn for an assay. */
export const drawnBefore = (run: Run, step: string, assay: string): number =>
  run.desk!.samples.filter((s) => s.step === step && s.assay === assay && !s.byItself).length

/** Where the loop acts on what the probe reads, the probe is corrected; elsewhere the display. */
function correct(run: Run, running: RunningStep, id: string, by: number): void {
  const step = run.level.steps[running.index]!
  const { upsets } = running.state as { upsets?: Record<string, number | null> }
  const probe = PROBES[`${step.unit}.${id}`]
  const now = probe === undefined ? undefined : upsets?.[probe]
  if (upsets && probe !== undefined && typeof now === 'number') upsets[probe] = now + by
  else {
    const { corrections } = run.desk!
    corrections[`${step.id}.${id}`] = (corrections[`${step.id}.${id}`] ?? 0) + by
  }
}

/** Displays whose reading a loop of the unit acts on, and the offset between what is and what is read. */
const PROBES: Readonly<Record<string, string>> = {
  'culture.pH': 'pHProbeOffset',
  'culture.oxygen': 'oxygenProbeOffset_pct',
}

/** Millilitres a sample takes: what the assays need and what is rinsed through the valve before. */
export function sampleVolume_mL(tests: readonly AssayId[]): number {
  return tests.reduce((sum, id) => sum + defaults(assays[id].parameters).volume, RINSED_ML)
}
const RINSED_ML = 20

/** A colleague does it. */
type Order = (run: Run, decision: Decision) => void

/** Suites of a week, by the plant each is. */
export const SUITES: readonly string[] = ['plasma', 'antibody', 'aav']

/** What is done about a transfer. */
const TRANSFERRING: readonly string[] = ['gap', 'fit', 'change', 'protocol', 'trial', 'gmp', 'verify', 'word', 'report']

/** Verbs of the desk itself, by place: `record.count`, `call.qa`, `night.orders`. */
export const deskVerbs = (readings: TrueReadings, order: Order, bench: Bench): Readonly<Record<string, Verb>> => ({
  /** [value or 'na', claimed second, 'late' or '', a correction's reason]: as many as there are; a second time for a line: a correction. */
  record: {
    cost_s: MINUTE,
    refuse(run, topic, value) {
      const line = lineOf(run, topic)
      if (!line) return no('no_such_line')
      if (!canBeWritten(run, line) && !run.log.some((d) => d.slot === `record.${topic}`)) return no('not_yet')
      if (!isList(value) || value.length < 1 || value.length > 4) return no('not_a_line')
      const [read, claimed, late, reason] = value
      const isNone = read === NOT_APPLICABLE && mayNotApply(run.level)
      if (!isNone && (typeof read !== 'number' || !(read - read === 0))) return no('not_a_number')
      if (claimed !== undefined && !(typeof claimed === 'number' && claimed >= 0 && claimed <= 1e8))
        return no('not_a_time')
      if (reason !== undefined && !REASONS.includes(String(reason))) return no('not_a_line')
      return late === undefined || late === 'late' || (late === '' && reason) ? undefined : no('not_a_line')
    },
    apply(run, topic) {
      const { step, panel } = lineOf(run, topic)!
      const running = runningStep(run, step)
      const now = running ? displayed(run, running, panel, readings) : null
      run.desk!.facts.push({ t_s: run.t_s, kind: 'wrote', line: topic, shown: now })
    },
  },

  /** call.tutor, call.qa, call.qc with what it is about; call.maintenance with the thing to be mended. */
  call: {
    cost_s: 4 * MINUTE,
    refuse(run, topic, value) {
      const { aids } = run.level.work!
      if (topic === 'tutor' && aids === 'none') return no('on_your_own')
      if (topic === 'tutor' && aids === 'oneCall' && run.log.some((d) => d.slot === 'call.tutor'))
        return no('one_call_only')
      return CALLED.includes(topic) ? (isWord(value) ? undefined : no('not_a_word')) : no('nobody_there')
    },
    apply(run, topic, value) {
      if (topic !== 'maintenance') return
      const thing = value as string
      run.desk!.facts.push({ t_s: run.t_s, kind: 'called', thing, found: callToThing(run, thing) })
    },
  },

  /**
   * class.fault: what an instructor lets happen; class.sign [line, signed or refused]: what a classmate said of a written
   * line. Nobody at the desk has either.
   */
  class: {
    cost_s: 0,
    refuse(run, topic, value) {
      if (topic === 'fault') return refuseBrought(run, value)
      if (topic !== 'sign') return no('unknown_topic')
      const [line, how] = isList(value) ? value : []
      if (how !== 'signed' && how !== 'refused') return no('not_a_signature')
      return run.log.some((d) => d.slot === `record.${line}`) ? undefined : no('not_yet')
    },
    apply(run, topic, value) {
      if (topic === 'fault') return bring(run, value)
      const [line, how] = value as readonly string[]
      run.desk!.facts.push({ t_s: run.t_s, kind: 'countersigned', line: line!, signed: how === 'signed' })
    },
  },

  /** case.note a panel; case.deviation from five tiles (what, where, when, how much, done at once); case.class. */
  case: {
    cost_s: 6 * MINUTE,
    refuse(_, topic, value) {
      if (topic === 'note') return isWord(value) ? undefined : no('not_a_word')
      if (topic === 'class') return isWord(value) && CLASSES.includes(value) ? undefined : no('not_a_class')
      if (topic !== 'deviation') return no('unknown_topic')
      return isList(value) && value.length === 5 ? undefined : no('not_a_deviation')
    },
    apply() {},
  },

  board: { cost_s: MINUTE, refuse: refuseBoard, apply: actOnBoard },
  room: { cost_s: MINUTE, refuse: refuseRoom, apply: actInRoom },
  bag: { cost_s: MINUTE, refuse: refuseBag, apply: actOnBag },
  vial: { cost_s: MINUTE, refuse: refuseVial, apply: actOnVial },
  /** disposition.propose [decision, who signs, line that is missing, lines that carry it …]. */
  disposition: { cost_s: 10 * MINUTE, refuse: refuseDisposition, apply: decide },
  /** plan.hold: the operations the player takes in hand. */
  plan: { cost_s: 3 * MINUTE, refuse: refusePlan, apply: hold },
  trace: { cost_s: MINUTE, refuse: refuseTrace, apply: actOnTrace },

  /** An inspection: visit.go a room, visit.open a document that is kept there; to each kind of question its answer. */
  visit: {
    cost_s: MINUTE,
    costOf: (topic) => VISIT_S[topic as keyof typeof VISIT_S] ?? 0,
    refuse: refuseVisit,
    apply: actOnVisit,
  },
  ...Object.fromEntries(
    ASKED_KINDS.map((kind): [string, Verb] => [
      kind,
      {
        cost_s: MINUTE,
        costOf: (_, value) => costOfAnswer(value),
        refuse: (run, topic, value) => refuseAnswer(run, `${kind}.${topic}`, value),
        apply: (run, topic, value) => actOnAnswer(run, `${kind}.${topic}`, value),
      },
    ]),
  ),

  /** A week: plasma.press [pair] begins a task; roster.late, clean.filling [pair]; lab a test; check and answer an incident. */
  ...Object.fromEntries(
    SUITES.map((suite): [string, Verb] => [
      suite,
      {
        cost_s: WEEK_S.begin,
        refuse: (run, topic, value) => refuseBegin(run, suite, topic, value),
        apply: (run, topic, value) => begin(run, suite, topic, value),
      },
    ]),
  ),
  roster: { cost_s: WEEK_S.roster, refuse: refuseRoster, apply: roster },
  clean: { cost_s: WEEK_S.clean, refuse: refuseClean, apply: clean },
  lab: { cost_s: WEEK_S.order, refuse: refuseTest, apply: orderTest },
  check: {
    cost_s: 10 * MINUTE,
    refuse: (run, topic, value) => refuseIncident(run, 'check', topic, value),
    apply: look,
  },
  answer: {
    cost_s: WEEK_S.answer,
    refuse: (run, topic, value) => refuseIncident(run, 'answer', topic, value),
    apply: answer,
  },

  reply: {
    cost_s: MINUTE,
    refuse(run, topic, value) {
      const question = run.level.work!.questions.find((q) => q.id === topic)
      if (!question) return no('nobody_asked')
      if (run.log.some((d) => d.slot === `reply.${topic}`)) return no('already_answered')
      return typeof value === 'number' && value >= 0 && value < question.replies.length && Number.isInteger(value)
        ? undefined
        : no('no_such_reply')
    },
    apply(run, topic, value) {
      const does = run.level.work!.questions.find((q) => q.id === topic)!.replies[value as number]!.does
      if (!does) return
      if ('value' in does) return order(run, does)
      const dot = does.slot.indexOf('.')
      const now = runningStep(run, does.slot.slice(0, dot))?.settings[does.slot.slice(dot + 1)]
      if (now !== undefined) order(run, { slot: does.slot, value: now * does.times })
    },
  },

  /**
   * A transfer: gap a line, one goes and looks; fit a line [option]; change.open; protocol.margin, decider, sign; trial and
   * gmp a guest; verify and word what somebody asks; report a guest.
   */
  ...Object.fromEntries(
    TRANSFERRING.map((place): [string, Verb] => [
      place,
      {
        cost_s: MINUTE,
        costOf: (topic, _, run) => costOfTransfer(run, place, topic),
        refuse: (run, topic, value) => refuseTransfer(run, place, topic, value),
        apply: (run, topic, value) => actOnTransfer(run, place, topic, value, bench),
      },
    ]),
  ),

  /** Acknowledge an alarm: it stops ringing, it does not go away. */
  alarm: {
    cost_s: 0,
    refuse(run, topic) {
      const alarm = Object.hasOwn(run.desk!.alarms, topic) ? run.desk!.alarms[topic] : undefined
      if (!alarm) return no('no_such_alarm')
      return alarm.state === 'unacknowledged' || alarm.state === 'returned' ? undefined : no('not_ringing')
    },
    apply(run, topic) {
      const alarm = run.desk!.alarms[topic]!
      alarm.state = alarm.state === 'returned' ? 'normal' : 'acknowledged'
    },
  },

  /** Orders for the night: tiles of five, (panel, limit or 'alarm', slot or 'none', amount, whom to call). */
  night: {
    cost_s: 3 * MINUTE,
    refuse(run, topic, value) {
      if (topic !== 'orders') return no('unknown_topic')
      const tiles = isList(value) ? readTiles(value) : undefined
      if (!tiles) return no('not_an_order')
      return tiles.every((tile) => knownTile(run, tile)) ? undefined : no('not_an_order')
    },
    apply(run, _, value) {
      run.desk!.orders = [...readTiles(value as readonly (number | string)[])!]
      run.desk!.carriedOut = []
    },
  },

  /** shift.leave: home for the night, the crew has the plant. shift.handOver: the time is up, it is theirs for good. */
  shift: {
    cost_s: 0,
    refuse(run, topic) {
      if (topic === 'handOver') return run.level.work!.limit_min === undefined ? no('no_time_limit') : undefined
      if (topic !== 'leave') return no('unknown_topic')
      return run.desk!.night ? no('already_left') : undefined
    },
    apply(run, topic) {
      if (topic === 'leave') run.desk!.night = true
      else run.desk!.round = run.level.work!.rounds.count
    },
  },
})

/** Topics on every running step besides those of its unit. */
export const STEP_VERBS: readonly string[] = ['look', 'assay', 'tube', 'forecast', 'standardise']

/** Every place of the desk, and the topics that a level has there. */
export function deskTopics(work: Work | null): Readonly<Record<string, readonly string[]>> {
  const ids = (items: readonly { readonly id: string }[] = []): readonly string[] => items.map((item) => item.id)
  return {
    record: ids(work?.lines),
    call: CALLED,
    case: ['note', 'deviation', 'class'],
    board: work?.boards ? ['ask', 'test', 'pin', 'measure'] : [],
    room: work?.room ? [...(work.room.dress ? ['don', 'undress'] : []), 'look', 'tag', 'second', 'clear'] : [],
    bag: work?.bags ? ['look', 'connect'] : [],
    vial: work?.vials ? ['look', 'scan', 'list', 'apart', 'take'] : [],
    disposition: work?.disposition ? (work.disposition.official ? ['propose', 'priority', 'ship'] : ['propose']) : [],
    plan: work?.plan ? ['hold'] : [],
    trace: work?.trace ? ['open', 'block', 'free', 'discard', 'tube'] : [],
    reply: ids(work?.questions),
    visit: work?.inspection ? ['go', 'open'] : [],
    ...Object.fromEntries(SUITES.map((id) => [id, ids(work?.week?.suites.find((suite) => suite.id === id)?.tasks)])),
    roster: work?.week ? ['today', 'tomorrow'] : [],
    clean: work?.week ? [work.week.changeover.room] : [],
    lab: ids(work?.week?.tests),
    check: ids(work?.week?.incidents.filter((i) => i.look_s !== null)),
    answer: ids(work?.week?.incidents.filter((i) => i.variants.some((v) => v.replies.length > 0))),
    gap: ids(work?.transfer?.lines),
    fit: ids(work?.transfer?.lines),
    change: work?.transfer ? ['open'] : [],
    protocol: work?.transfer ? ['margin', 'decider', 'sign'] : [],
    ...Object.fromEntries(['trial', 'gmp', 'report'].map((place) => [place, ids(work?.transfer?.processes)])),
    verify: ids(work?.transfer?.events.filter((e) => e.look_s !== null)),
    word: ids(work?.transfer?.events),
    // What will be asked hangs on the lot that is opened.
    ...Object.fromEntries(ASKED_KINDS.map((kind) => [kind, work?.inspection ? ['*'] : []])),
    alarm: ids(work?.alarms),
    night: ['orders'],
    shift: work?.limit_min === undefined ? ['leave'] : ['leave', 'handOver'],
  }
}

/** Written instead of a figure where there is nothing to write down. */
export const NOT_APPLICABLE = 'na'

/** A record in which a line may not apply offers that for each of them: which one it is, is for whoever writes to know. */
export const mayNotApply = ({ work }: Level): boolean => work!.lines.some((line) => line.about !== undefined)

/** There is something to write down: its act was done, by whoever. */
export const applies = ({ log }: Run, { step, about }: Line): boolean =>
  about === undefined || log.some((d) => d.slot === `${step}.${about}` && Number(d.value) > 0)

/** Why a line was written again. */
const REASONS: readonly string[] = ['misread', 'miswritten', 'wrongLine']
const CALLED: readonly string[] = ['tutor', 'qa', 'qc', 'maintenance']
const CLASSES: readonly string[] = ['minor', 'major', 'critical']

export const lineOf = (run: Run, id: string): Line | undefined => run.level.work!.lines.find((line) => line.id === id)

/** What was done is written once it is done. */
export function canBeWritten(run: Run, { step, after, hourOf }: Line): boolean {
  if (hourOf !== undefined) return run.log.some((d) => d.slot === `${step}.${hourOf}`)
  const began_s = run.desk!.round * run.level.work!.rounds.length_s
  return after === null || run.log.some((d) => d.slot === `${step}.${after}` && d.t >= began_s)
}

export function readTiles(list: readonly (number | string)[]): readonly Tile[] | undefined {
  if (list.length % 5 !== 0 || list.length > 15) return undefined
  const tiles: Tile[] = []
  for (let i = 0; i < list.length; i += 5) {
    const [panel, limit, slot, amount, call] = list.slice(i, i + 5)
    if (typeof panel !== 'string' || typeof slot !== 'string' || typeof amount !== 'number') return undefined
    if (typeof limit !== 'number' && limit !== 'alarm') return undefined
    if (call !== 'me' && call !== 'maintenance' && call !== 'nobody') return undefined
    tiles.push({
      panel,
      limit: typeof limit === 'number' ? limit : null,
      slot: slot === 'none' ? null : slot,
      amount,
      call,
    })
  }
  return tiles
}

/** A sign the crew can see, an act a played step has. Whether its amount can be given is seen when it is tried. */
function knownTile(run: Run, tile: Tile): boolean {
  const [stepId, panel] = tile.panel.split('.')
  const index = run.level.steps.findIndex((s) => s.id === stepId)
  if (index < 0 || panel === undefined || !Object.hasOwn(instrumentsOf(run, index).panels, panel)) return false
  if (tile.slot === null) return true
  // What the level keeps from the player is not to be had by way of the night crew either.
  return (
    tile.slot.startsWith(`${stepId}.`) && !run.level.steps[index]!.locked.includes(tile.slot.slice(stepId!.length + 1))
  )
}

/** What an act costs the hands, in plant seconds. */
export function costOfDecision(kind: 'setPoint' | 'act' | 'proceed'): number {
  return { setPoint: MINUTE, act: 3 * MINUTE, proceed: 5 * MINUTE }[kind]
}

/** Calling one's tutor is quick. */
export function costOfVerb(place: string, topic: string, verb: Verb): number {
  if (place === 'call' && topic === 'tutor') return 2 * MINUTE
  if (place === 'room') return { look: 20, tag: 30, second: 5 * MINUTE, undress: 2 * MINUTE }[topic] ?? MINUTE
  if (place === 'board') return (BOARD_MIN[topic] ?? 1) * MINUTE
  if (place === 'vial') return VIAL_S[topic] ?? MINUTE
  if (place === 'trace') return TRACE_S[topic] ?? MINUTE
  if (place === 'case' && topic !== 'deviation') return MINUTE
  return verb.cost_s
}
