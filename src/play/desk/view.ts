import { type AnyPreset, type AnyUnit, type AssayId, type Result } from '../../models/index.ts'
import { defaults } from '../../sim/index.ts'
import type { AlarmSpec, Line, Question, Room, Step } from '../level.ts'
import { hasBegun, trueReadings } from '../run.ts'
import { unitOf } from '../units.ts'
import type { Run, RunningStep, Stamped } from '../state.ts'
import { askedFrom_s, firstRound } from './days.ts'
import { heldOf, isToPlan, linesOf } from './plan.ts'
import { isOfficial, knownUnits, type Placed, tracedOf, tubeOf, type TubeSays } from './trace.ts'
import { boardsOf, type BoardView } from './board.ts'
import { instrumentsOf, resultAt, resultsOf } from './instruments.ts'
import { boughtTubes, canBeWritten, drawnBefore } from './verbs.ts'
import { type ReviewLine, reviewOf } from '../disposition.ts'
import { inspectionView, type InspectionView } from '../inspection/day.ts'
import { transferView, type TransferView } from '../transfer/view.ts'
import { weekView, type WeekView } from '../week/view.ts'
import type { VialState } from './vial.ts'
import type { AlarmState, View } from './state.ts'

/** What a person at the desk knows: what was looked at, what came back, what is ringing, what they did. Never the state. */
export interface DeskView {
  readonly t_s: number
  readonly round: number
  readonly roundLength_s: number
  readonly seed: number
  readonly plant: AnyPreset
  readonly alarms: readonly { readonly spec: AlarmSpec; readonly state: AlarmState['state'] }[]
  /** Lines due today that nobody has written yet, over all steps. */
  readonly lines: readonly Line[]
  readonly questions: readonly Question[]
  /** Seconds until the next result, or null. */
  readonly nextResult_s: number | null
  /** Objects of the room that is to be cleared, and how far one is; null: nothing to clear, or done. */
  readonly room: {
    readonly items: readonly { readonly id: string; readonly area: string }[]
    readonly tagged: readonly string[]
    readonly checked: boolean
    readonly dress: NonNullable<Room['dress']>
    readonly worn: readonly string[]
  } | null
  /** Bags to choose from; null: none, or connected. */
  readonly bags: readonly string[] | null
  /** The vial that was pulled, while nobody has chosen one; null: none is to be. */
  readonly vial: VialState | null
  /** The record as a reviewer reads it; empty where the level asks for no decision. */
  readonly review: readonly ReviewLine[]
  /** Inspectors in the house; null: none. */
  readonly inspection: InspectionView | null
  /** A week of a house with several suites; null: one plant. */
  readonly week: WeekView | null
  /** Processes that come from another house; null: none. */
  readonly transfer: TransferView | null
  readonly steps: readonly StepView[]
  /** It is the last day, and the crew is at what a step of the player's waits for: who goes home leaves them that too. */
  readonly isAwaited: boolean
  /** When the last of the played steps was over; 0: none is. */
  readonly lastClosed_s: number
  /** Cases under investigation, once they are reported. */
  readonly trace: TraceView | null
  /** Operations of which some may be held, while none of them has begun. */
  readonly plan: { readonly of: readonly string[]; readonly most: number; readonly held: readonly string[] } | null
  readonly boards: readonly BoardView[]
  /** Machines that maintenance has, or has said it will have. */
  readonly outages: readonly { readonly step: string; readonly from_s: number; readonly until_s: number }[]
  /** Decisions of the player on a slot, oldest first. */
  done(slot: string): readonly Stamped[]
  /** The same, since the present round began. */
  today(slot: string): readonly Stamped[]
  view(name: string): View | undefined
  /** Every look at a panel, oldest first. */
  looks(name: string): readonly { readonly t_s: number; readonly shown: number | null }[]
  /** What a panel has shown, every half hour, oldest first. */
  history(name: string): readonly { readonly t_s: number; readonly shown: number | null }[]
  /** Looked at since the present round began. */
  seenToday(name: string): View | undefined
}

/** What the documents that were opened say, and what was done about it. */
export interface TraceView {
  readonly gates: readonly string[]
  /** Second at which the letter came. */
  readonly since_s: number
  readonly opened: readonly string[]
  readonly blocked: readonly string[]
  readonly discarded: readonly string[]
  /** null: the letter has not been read. */
  readonly donor: string | null
  readonly lastNegative_d: number | null
  readonly units: readonly (Placed & { readonly tube: TubeSays | null })[]
  /** The bottle's line in the record of the pool is filled in. */
  readonly isListed: boolean
  /** What the rack says of it; null: nobody has looked. */
  readonly bottle: 'taken' | 'never' | null
  /** What the weights of the tank say; null: nobody has looked. */
  readonly sampled: 'taken' | 'never' | null
  readonly certified: boolean
  readonly hurried: boolean
  readonly official: boolean
}

export interface StepView {
  readonly step: Step
  readonly unit: string
  /** Rounds since the step began. */
  readonly day: number
  readonly age_s: number
  readonly phase: string
  readonly ready: boolean
  /** Its flow stands. */
  readonly paused: boolean
  readonly settings: Readonly<Record<string, number>>
  /** Constants printed on labels and nameplates: the plant's standard ones, not the lot's. */
  readonly printed: Readonly<Record<string, number>>
  readonly panels: readonly string[]
  readonly assays: readonly string[]
  /** What the skid counts by itself. */
  readonly counters: Readonly<Record<string, number>>
  results(assay: string): readonly (Result & { readonly drawn_s: number })[]
  /** Tubes bought of a fraction collector, oldest first; null: the result is still to come. */
  readonly bought: readonly { readonly tube: number; readonly hmw_pct: number | null }[]
}

/** Decisions of the player by slot. A log is only ever added to, and this is asked at every turn of a hand. */
const sorted = new WeakMap<readonly Stamped[], { upTo: number; readonly slots: Map<string, Stamped[]> }>()

function decidedOn(log: readonly Stamped[], slot: string): readonly Stamped[] {
  let kept = sorted.get(log)
  if (!kept) sorted.set(log, (kept = { upTo: 0, slots: new Map() }))
  for (; kept.upTo < log.length; kept.upTo++) {
    const d = log[kept.upTo]!
    if (d.by !== 'player') continue
    const others = kept.slots.get(d.slot)
    if (others) others.push(d)
    else kept.slots.set(d.slot, [d])
  }
  return kept.slots.get(slot) ?? []
}

const lastClosed_s = ({ closed, level }: Run): number =>
  closed.filter((c) => level.steps[c.index]!.mode === 'play').at(-1)?.closed_s ?? 0

/** Has a step of the player's yet to begin, with the crew at the last that has begun of those before it? */
function isOnItsWay(run: Run, { mode, from }: Step, index: number): boolean {
  const { steps } = run.level
  if (mode !== 'play' || hasBegun(run, index)) return false
  let before = steps.findIndex(({ id }) => id === from)
  while (before >= 0 && !hasBegun(run, before)) before = steps.findIndex(({ id }) => id === steps[before]!.from)
  return steps[before]?.mode === 'auto' && run.running.some((r) => r.index === before)
}

const nobody = (): void => {}

/**
 * `asIfSampled`: today's results are there even if nobody drew a sample: for a hand that plays on from another's acts.
 * `moves` is told whenever something is read that goes on by itself, with nothing done and nothing happening: clocks,
 * counters, the recorder.
 */
export function deskView(run: Run, asIfSampled = false, moves: () => void = nobody): DeskView {
  const { level, desk } = run
  const { rounds, questions, alarms } = level.work!
  const began_s = desk!.round * rounds.length_s
  const mine = (slot: string): readonly Stamped[] => decidedOn(run.log, slot)
  const started = (step: string): number | null => {
    const running = run.running.find((r) => level.steps[r.index]!.id === step)
    return running ? running.opened_s : null
  }
  const dayOf = (step: string): number | null => {
    const opened_s = started(step)
    return opened_s === null ? null : desk!.round - firstRound(run, step, opened_s)
  }
  const isAsked = (q: Question): boolean => {
    const day = dayOf(q.step)
    if (q.day !== null || day === null) return day !== null && q.day === day
    return askedFrom_s(run, q) !== null && askedFrom_s(run, q)! >= began_s
  }
  // Nobody asks into the search of the first morning; who never ends it is asked the next day all the same.
  const isInTheWay =
    desk!.room !== null && !desk!.room.cleared && desk!.round === Math.floor(level.work!.starts_s / rounds.length_s)
  // What the laboratory needs weeks for is not waited for.
  const pending = desk!.samples
    .filter((s) => s.due_s > run.t_s && s.due_s - s.drawn_s <= rounds.length_s)
    .map((s) => s.due_s - run.t_s)
  const { t_s } = run
  const nextResult_s = pending.length ? Math.min(...pending) : null
  return {
    get t_s() {
      moves()
      return t_s
    },
    round: desk!.round,
    roundLength_s: rounds.length_s,
    seed: run.seed,
    plant: run.plant,
    alarms: alarms.map((spec) => ({ spec, state: desk!.alarms[spec.id]!.state })),
    lines: linesOf(run).filter(
      (line) => dayOf(line.step) === line.day && mine(`record.${line.id}`).length === 0 && canBeWritten(run, line),
    ),
    questions: questions.filter(
      (q) =>
        isAsked(q) &&
        !(isInTheWay && level.work!.room?.step === q.step) &&
        mine(`reply.${q.id}`).length === 0 &&
        (q.after === undefined || run.log.some((d) => d.slot === `${q.step}.${q.after}`)),
    ),
    get nextResult_s() {
      moves()
      return nextResult_s
    },
    room: roomView(run),
    outages: desk!.facts.filter((f) => f.kind === 'outage' && f.until_s > run.t_s) as DeskView['outages'],
    bags: level.work!.bags && desk!.bag === null ? level.work!.bags.ids : null,
    vial: desk!.vial && desk!.vial.used === null ? desk!.vial : null,
    inspection: inspectionView(run),
    week: weekView(run),
    transfer: transferView(run),
    // Read line by line only when somebody reads it.
    get review() {
      return reviewOf(run)
    },
    steps: run.running.flatMap((r) =>
      level.steps[r.index]!.mode === 'play' ? [stepView(run, r, asIfSampled, moves)] : [],
    ),
    isAwaited: desk!.round >= rounds.count - 1 && level.steps.some((step, i) => isOnItsWay(run, step, i)),
    lastClosed_s: lastClosed_s(run),
    trace: traceView(run),
    plan: isToPlan(run) ? { ...level.work!.plan!, held: heldOf(run) } : null,
    boards: boardsOf(run),
    done: mine,
    today: (slot) => mine(slot).filter((d) => d.t >= began_s),
    view: (name) => desk!.views[name],
    looks: (name) =>
      desk!.facts.flatMap((f) => (f.kind === 'looked' && f.panel === name ? [{ t_s: f.t_s, shown: f.shown }] : [])),
    history(name) {
      moves()
      return desk!.historian[name] ?? []
    },
    seenToday(name) {
      const view = desk!.views[name]
      return view && view.t_s >= began_s ? view : undefined
    },
  }
}

function traceView(run: Run): TraceView | null {
  const state = run.desk!.trace
  const spec = run.level.work!.trace
  const came = spec && run.desk!.facts.find((f) => f.kind === 'opened' && f.step === spec.gates[0])
  if (!state || !spec || !came) return null
  const { donor, lastNegative_d, bottle } = tracedOf(run)
  const taken = bottle === 'never' ? ('never' as const) : ('taken' as const)
  const has = (id: string): boolean => state.opened.includes(id)
  return {
    gates: spec.gates,
    since_s: Math.max(came.t_s, run.level.work!.starts_s),
    opened: state.opened,
    blocked: state.blocked,
    discarded: state.discarded,
    donor: has('letter') ? donor : null,
    lastNegative_d: has('letter') ? lastNegative_d : null,
    units: knownUnits(run).map((unit) => ({ ...unit, tube: tubeOf(run, unit.id) })),
    isListed: bottle === 'listed',
    bottle: has('rack') ? taken : null,
    sampled: has('weights') ? taken : null,
    certified: state.certified_s !== null,
    hurried: state.hurried_s !== null,
    official: isOfficial(run),
  }
}

function roomView(run: Run): DeskView['room'] {
  const state = run.desk!.room
  if (!state || state.cleared) return null
  const items = run.level.work!.room!.items.map(({ id, area }) => ({ id, area }))
  const { dress = [] } = run.level.work!.room!
  return { items, tagged: state.tagged, checked: state.checked, dress, worn: state.worn ?? [] }
}

function stepView(run: Run, running: RunningStep, asIfSampled: boolean, moves: () => void): StepView {
  const step = run.level.steps[running.index]!
  const unit = unitOf(step)
  const { panels, assays: tests, counters } = instrumentsOf(run, running.index)
  const { rounds } = run.level.work!
  const age_s = run.t_s - running.opened_s
  return {
    step,
    unit: unit.id,
    day: run.desk!.round - firstRound(run, step.id, running.opened_s),
    get age_s() {
      moves()
      return age_s
    },
    phase: unit.phase(running.state),
    ready: run.t_s > running.opened_s && isTold(step, unit.phase(running.state)) && phaseReady(run, running),
    paused: running.paused,
    settings: running.settings,
    printed: printedOf(unit),
    panels: Object.keys(panels),
    assays: Object.keys(tests),
    // Worked out when asked for: most turns of a hand ask for nothing.
    get counters() {
      moves()
      return countersOf(run, running, counters)
    },
    bought: boughtOf(run, step.id).map(({ tube, hmw_pct }) => ({ tube, hmw_pct })),
    results(assay) {
      const results = resultsOf(run, step.id, assay)
      const today_s = run.desk!.round * rounds.length_s
      if (!asIfSampled || (results.at(-1)?.drawn_s ?? -1) >= today_s) return results
      return [...results, asIf(run, running, assay)]
    },
  }
}

/** Whether a criterion is met is told where a skid counts to it; where it is a true pH or salt, a hand has to measure. */
const isTold = (step: Step, phase: string): boolean => !MEASURED[step.unit]?.includes(phase)

const MEASURED: Readonly<Record<string, readonly string[]>> = {
  lowPhHold: ['acidify', 'neutralise'],
  anionExchange: ['prepare'],
  ultrafiltration: ['concentrate', 'concentrateAgain'],
  ethanolPrecipitation: ['condition'],
}

/** Tubes that were bought, and what has come back. */
export function boughtOf(
  run: Run,
  step: string,
): readonly { readonly tube: number; readonly due_s: number; readonly hmw_pct: number | null }[] {
  return boughtTubes(run, step).map((sample) => {
    const result = resultAt(run, sample, run.t_s)
    return { tube: sample.tube!, due_s: sample.due_s, hmw_pct: result ? result.value : null }
  })
}

function countersOf(run: Run, running: RunningStep, counters: readonly string[]): Readonly<Record<string, number>> {
  if (counters.length === 0) return {}
  const truth = trueReadings(run, running)
  const counted: Record<string, number> = {}
  for (const id of counters) if (truth[id] !== undefined) counted[id] = truth[id]
  return counted
}

/** Asked at every turn of a hand, the same for ever. */
const printed = new Map<AnyUnit, Readonly<Record<string, number>>>()

function printedOf(unit: AnyUnit): Readonly<Record<string, number>> {
  let labels = printed.get(unit)
  if (!labels) printed.set(unit, (labels = defaults(unit.parameters)))
  return labels
}

/** What a sample drawn now would say. */
function asIf(run: Run, running: RunningStep, assay: string) {
  const step = run.level.steps[running.index]!
  const reading = instrumentsOf(run, running.index).assays[assay as AssayId]!
  const number = drawnBefore(run, step.id, assay)
  const content = trueReadings(run, running)[reading]!
  const sample = { step: step.id, assay, number, drawn_s: run.t_s, due_s: run.t_s, content, volume_mL: 0 }
  return resultAt(run, sample, run.t_s)!
}

function phaseReady(run: Run, running: RunningStep): boolean {
  const unit = unitOf(run.level.steps[running.index]!)
  const { parameters, settings, paused } = running
  return unit.ready(running.state, { plant: run.plant, parameters, settings, paused, seed: run.seed })
}
