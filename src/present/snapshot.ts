import { antibodyLimits, antibodyOf, assays, type AssayId, printedNight, rackMap, sensors } from '../models/index.ts'
import { defaults } from '../sim/index.ts'
import {
  type AlarmSpec,
  type AlarmState,
  type Answer,
  BOARD_MIN,
  boardsOf,
  type BoardView,
  type Fact,
  type FactView,
  instrumentsOf,
  isOver,
  lotFactors,
  type Line,
  type Run,
  type RunningStep,
  type Tile,
  boughtOf,
  type DeskView,
  deskView,
  linesOf,
  MOST_TUBES,
  SAMPLER,
  standardisedOn,
  type ToolId,
  toolOf,
  tubesOf,
  VOLUME,
  query,
  costOf,
  unitOf,
  canBeWritten,
  mayNotApply,
  NOT_APPLICABLE,
  firstRound,
  readTiles,
  resultsOf,
  shown,
  trueReadings,
} from '../play/index.ts'
import { type Bands, bandsOf, readingBands } from './bands.ts'
import { momentOf } from './calendar.ts'
import { inspectionSnapshot, type InspectionSnapshot } from './inspection.ts'
import { type Fractions, fractionsOf } from './fractions.ts'
import { transferSnapshot, type TransferSnapshot } from './transfer.ts'
import { weekSnapshot, type WeekSnapshot } from './week.ts'
import { ledgerOf, type LedgerSnapshot } from './ledger.ts'
import { plantViewOf } from './plant.ts'
import { cultureRecipe } from './recipe.ts'
import { bagsOf, type BagsSnapshot, roomOf, type RoomSnapshot } from './room.ts'
import type { PlantView } from './plantView.ts'
import { type TraceSnapshot, traceSnapshot } from './trace.ts'
import { type ReviewSnapshot, reviewSnapshot, vialOf, type VialSnapshot } from './review.ts'

/**
 * What a person at the desk knows of a run, as plain data: it crosses from a worker, and every screen is made of it.
 * The hidden state is not in it; of the plant it has what eyes see through the glass (`plant`).
 */
export interface Snapshot {
  readonly level: string
  readonly kind: 'demo' | 'level' | 'capstone' | 'batch'
  readonly seed: number
  /** False: on one's own, no tutor and nothing worked out. */
  readonly aids: boolean
  /** Instruments that were brought along. */
  readonly kit: readonly ToolId[]
  /** Which plant this is. */
  readonly site: 'antibody' | 'plasma' | 'aav'
  readonly scale_L: number
  readonly t_s: number
  readonly round: number
  readonly rounds: number
  readonly roundLength_s: number
  /** Morning of day 0: of the culture once it runs, of the first step until then. */
  readonly dayZero_s: number
  readonly night: boolean
  /** Hands are full for so many more plant seconds. */
  readonly busy_s: number
  /** A step is under the player's hands. */
  readonly playing: boolean
  readonly over: boolean
  readonly stations: readonly Station[]
  readonly steps: readonly StepSnapshot[]
  readonly alarms: readonly AlarmSnapshot[]
  readonly lines: readonly LineSnapshot[]
  readonly questions: readonly { readonly id: string; readonly who: string; readonly replies: number }[]
  /** Machines that maintenance has, or has said it will have, with the seconds. */
  readonly outages: readonly { readonly step: string; readonly from_s: number; readonly until_s: number }[]
  /** What somebody has had to say of a result, by the level's name for it. */
  readonly echoes: readonly string[]
  /** Samples on their way. */
  readonly pending: readonly { readonly step: string; readonly assay: string; readonly due_s: number }[]
  readonly nextResult_s: number | null
  readonly orders: readonly Tile[]
  /** What was left on the last night that had any: the same again is one gesture. */
  readonly ordersBefore: readonly Tile[]
  /** A room to be cleared before anything else, and bags to choose from; null: this level has none. */
  readonly room: RoomSnapshot | null
  readonly bags: BagsSnapshot | null
  /** A vial to be chosen, and the record to be decided on; null: this level has none. */
  readonly vial: VialSnapshot | null
  /** A donor to be traced, and operations to be chosen from; null: none. */
  readonly trace: TraceSnapshot | null
  readonly plan: DeskView['plan']
  /** The last day, and the crew is at what a step of the player's waits for. */
  readonly isAwaited: boolean
  readonly review: ReviewSnapshot | null
  /** Inspectors in the house; null: none. */
  readonly inspection: InspectionSnapshot | null
  /** A week over several suites; null: one plant. */
  readonly week: WeekSnapshot | null
  /** Processes that come from another house; null: none. */
  readonly transfer: TransferSnapshot | null
  /** Cases under investigation: what is known, not what it means. */
  readonly boards: readonly BoardSnapshot[]
  /** Calls, deviations, orders and the like, as the player made them. */
  readonly acts: readonly ActSnapshot[]
  /** What the laboratory and the analysers have said so far, at the second they said it. */
  readonly results: readonly ReportedSnapshot[]
  /** What the recorder kept of each display, a day in one line. */
  readonly recorded: readonly RecordedSnapshot[]
  /** What happened that a person hears of; what only the model knows is left out. */
  readonly news: readonly News[]
  /** What may be claimed of viral safety; null: nothing of this level is about it. */
  readonly ledger: LedgerSnapshot | null
  /** Pastes of one pool; null: nothing is parted here. */
  readonly fractions: Fractions | null
  /** The rack of a pasteurisation that is over: how far each place stood off the bath, and where the probes were. */
  readonly rack: { readonly offset_C: readonly number[]; readonly probes: readonly number[] } | null
  readonly plant: PlantView
}

export interface Station {
  readonly id: string
  readonly unit: string
  /** Where a unit works in several places. */
  readonly place?: string
  readonly mode: 'play' | 'auto'
  readonly state: 'done' | 'now' | 'todo'
}

export interface StepSnapshot {
  readonly id: string
  readonly unit: string
  readonly place?: string
  /** Rounds since the step began, and the second it began. */
  readonly day: number
  readonly opened_s: number
  readonly phase: string
  /** Plant seconds that pass in a real one at ×1; null: the screen's own pace. */
  readonly pace: number | null
  readonly ready: boolean
  readonly paused: boolean
  readonly canProceed: boolean
  readonly panels: readonly PanelSnapshot[]
  /** What the skid counts by itself, without an error: litres by its pump, minutes by its clock. */
  readonly counters: Readonly<Record<string, number>>
  readonly assays: readonly AssaySnapshot[]
  readonly controls: readonly ControlSnapshot[]
  /** Nights of which the auto-sampler has drawn. */
  readonly nightDraws: number
  /** Displays that may be set to a reference's figure. */
  readonly standardises: readonly string[]
  /** Points set down for the next morning, oldest first. */
  readonly forecasts: readonly { readonly set_s: number; readonly value: number }[]
  readonly recipe: RecipeSnapshot | null
  /** What the UV cell and the conductivity cell have shown, by column volumes: of this load, or of the elution. */
  readonly chromatogram: readonly { readonly cv: number; readonly uv: number; readonly mS: number }[] | null
  readonly tubes: TubesSnapshot | null
  /** Constants printed on labels and nameplates, and of the nominal cell line: what a colleague counts with. */
  readonly labels: Readonly<Record<string, number>>
}

/** Fraction tubes of an elution, numbered from 0: how many have been begun, and whose assay was paid for. */
export interface TubesSnapshot {
  readonly count: number
  readonly volume_CV: number
  readonly bought: readonly { readonly tube: number; readonly due_s: number; readonly hmw_pct: number | null }[]
  readonly most: number
}

export interface PanelSnapshot {
  readonly id: string
  /** Of the player's own kit; null: it is there anyway. */
  readonly tool: ToolId | null
  readonly unit: string
  /** What its display shows this second, where the hand stands before it; null: it has to be opened to be read. */
  readonly now: number | null
  readonly digits: number
  readonly bad: 'low' | 'high'
  /** What it should lie within, by the plant's table of limits; null: it has no row for this. */
  readonly bands: Bands | null
  /** Last time somebody opened it, and what it showed then. */
  readonly seen: { readonly t_s: number; readonly value: number | null } | null
  readonly seenToday: boolean
  /** What the recorder kept of its display, every half hour: [seconds, shown]. */
  readonly history: readonly (readonly [number, number | null])[]
  /** What it showed whenever it was opened, oldest first. */
  readonly looks: readonly number[]
}

export interface AssaySnapshot {
  readonly id: string
  readonly unit: string
  readonly digits: number
  readonly delay_s: number
  readonly volume_mL: number
  /** Standard deviation, as the method's sheet prints it: a share of the value, and an amount. */
  readonly error: { readonly relative: number; readonly absolute: number }
  readonly bands: Bands | null
  readonly results: readonly ResultSnapshot[]
  /** Last time its sheet was opened as evidence, and what it said then. */
  readonly seen: { readonly t_s: number; readonly value: number | null } | null
  readonly seenToday: boolean
  readonly pending_s: number | null
}

export interface ResultSnapshot {
  readonly drawn_s: number
  readonly value: number
  readonly status: 'ok' | 'below' | 'above'
}

export interface ControlSnapshot {
  readonly topic: string
  readonly kind: 'setting' | 'act'
  /** Where a set point stands; the usual amount of an act. */
  readonly value: number
  readonly unit: string
  readonly digits: number
  readonly min: number
  readonly max: number
  /** What a hand reaches for: the span of the slider. */
  readonly low: number
  readonly high: number
  readonly cost_s: number
  /** Where it stood before the last change; null: never changed. */
  readonly before: number | null
  /** Of the plant's table of limits; null: it has no row for this. */
  readonly bands: Bands | null
}

/** What the printed recipe asks for this morning, worked out from the last readings. */
export interface RecipeFit {
  /** Cells by the recipe, and by today's count. */
  readonly cells_1e6_mL: readonly [printed: number, counted: number] | null
  /** Litres until tomorrow by the recipe, and litres of room by the scale. */
  readonly litres: readonly [asked: number, room: number] | null
  /** Osmolality yesterday and today. */
  readonly osmolality: readonly [before: number, now: number] | null
}

export interface RecipeSnapshot {
  readonly day: number
  readonly feedPercent: number
  readonly feedRate_L_h: number
  readonly temperature_C: number
  /** Null until today's glucose is known. */
  readonly glucose_L: number | null
  readonly shiftDay: number | null
  readonly shiftCells_1e6_mL: number
  readonly saltyAbove_mOsm_kg: number
  /** Days on which one instrument is held against another. */
  readonly checks: { readonly scaleDays: readonly number[]; readonly probeDays: readonly number[] }
  readonly harvestDay: number
  readonly earlyHarvest: { readonly fromDay: number; readonly below_pct: number; readonly night_mM: number }
  /** What the printed figures were worked out for, and what this lot shows; null where there is nothing to set against. */
  readonly fit: RecipeFit
  readonly startVolume_L: number
  readonly workingVolume_L: number
}

export interface AlarmSnapshot extends AlarmSpec {
  readonly state: AlarmState['state']
  readonly since_s: number | null
  readonly digits: number
  readonly unit: string
  /** What its display reads, while it is in alarm: an alarm shows its own number. */
  readonly value: number | null
}

export interface LineSnapshot {
  readonly id: string
  readonly step: string
  readonly day: number
  readonly panel: string
  readonly unit: string
  readonly digits: number
  readonly critical: boolean
  readonly second: boolean
  readonly weight: Line['weight']
  readonly state: 'later' | 'due' | 'written' | 'missed'
  readonly entries: readonly EntrySnapshot[]
  readonly due_s: number | null
  /** Its hour is that of something done before, by whoever: a blank somebody left. */
  readonly hourOf: boolean
  /** Some line of this record may not apply: this one offers to say so, as they all do. */
  readonly mayNotApply: boolean
}

export interface EntrySnapshot {
  readonly t_s: number
  /** Null: written as not applicable. */
  readonly value: number | null
  /** What its display or its result sheet said when it was last opened before. */
  readonly read: { readonly t_s: number; readonly value: number | null } | null
  readonly claimed_s: number | null
  readonly late: boolean
  /** By a classmate who was asked to; null: nobody was, or nobody has answered. */
  readonly countersigned: 'signed' | 'refused' | null
  /** Of a correction. */
  readonly reason: string | null
}

export interface BoardSnapshot extends Omit<BoardView, 'facts' | 'measures'> {
  readonly facts: readonly Omit<FactView, 'speaksFor'>[]
  readonly measures: readonly string[]
  /** Plant minutes that each of its acts takes. */
  readonly minutes: Readonly<Record<string, number>>
}

export interface ActSnapshot {
  readonly t_s: number
  readonly slot: string
  readonly value: Answer
  readonly by: 'player' | 'crew'
  /** Of a set point or a dose: its unit, the digits of its instrument, and where a set point stood before. */
  readonly amount: { readonly unit: string; readonly digits: number; readonly before: number | null } | null
}

export interface ReportedSnapshot extends ResultSnapshot {
  readonly t_s: number
  readonly step: string
  readonly assay: string
  readonly unit: string
  readonly digits: number
}

export interface RecordedSnapshot {
  readonly step: string
  readonly panel: string
  readonly day: number
  readonly points: number
  readonly low: number
  readonly high: number
  /** Points beyond the alarm limit of this display, and the second of the first of them. */
  readonly beyond: number
  readonly first_s: number | null
  readonly unit: string
  readonly digits: number
}

export type News = Extract<
  Fact,
  {
    kind:
      | 'opened'
      | 'closed'
      | 'morning'
      | 'alarm'
      | 'normal'
      | 'result'
      | 'order'
      | 'rung'
      | 'called'
      | 'outage'
      | 'standardised'
      | 'week'
  }
>

// oxfmt-ignore
const PLAYERS_NEWS = new Set([
  'opened', 'closed', 'morning', 'alarm', 'normal', 'result', 'order', 'rung', 'called', 'outage', 'standardised',
  'week',
])

/** Decimals a resolution asks for: 0.05 is shown with two. */
export function digitsOf(resolution: number): number {
  let digits = 0
  for (let step = resolution; digits < 4 && Math.abs(step - Math.floor(step + 0.5)) > 1e-9; step *= 10) digits++
  return digits
}

export function snapshot(run: Run): Snapshot {
  const { level, desk } = run
  const { work } = level
  if (!work || !desk) throw new Error('a bare batch has no desk')
  const view = deskView(run)
  // A step of the player's runs, or is still to come behind one of the crew's.
  const playing =
    !isOver(run) &&
    (work.inspection !== undefined ||
      work.week !== undefined ||
      work.transfer !== undefined ||
      level.steps.some((s, index) => s.mode === 'play' && !run.closed.some((c) => c.index === index)))
  return {
    level: level.id,
    kind: level.kind,
    seed: run.seed,
    aids: work.aids === undefined,
    kit: work.kit ?? [],
    site: level.plant,
    scale_L: run.plant.scale_L,
    t_s: run.t_s,
    round: desk.round,
    rounds: work.rounds.count,
    roundLength_s: work.rounds.length_s,
    dayZero_s: dayZeroOf(run),
    night: desk.night,
    busy_s: Math.max(0, desk.busy_s - run.t_s),
    playing,
    over: isOver(run),
    stations: level.steps.map(({ id, unit, place, mode }, index) => ({
      id,
      unit,
      ...(place !== undefined && { place }),
      mode,
      state: run.closed.some((c) => c.index === index)
        ? 'done'
        : run.running.some((r) => r.index === index)
          ? 'now'
          : 'todo',
    })),
    // What runs by its programme stands behind what waits for a hand.
    steps: run.running
      .flatMap((r) => (level.steps[r.index]!.mode === 'play' ? [stepOf(run, r)] : []))
      .sort((a, b) => Number(isByItself(a)) - Number(isByItself(b))),
    alarms: work.alarms.map((spec) => alarmOf(run, spec)),
    lines: linesOf(run).map((line) => lineOf(run, line)),
    questions: view.questions.map(({ id, who, replies }) => ({ id, who, replies: replies.length })),
    outages: view.outages.map(({ step, from_s, until_s }) => ({ step, from_s, until_s })),
    echoes: work.echoes.flatMap(({ id, step, assay, side, limit }) =>
      resultsOf(run, step, assay).some((r) => (side === 'low' ? r.value < limit : r.value > limit)) ? [id] : [],
    ),
    pending: desk.samples.flatMap((s) => (s.due_s > run.t_s ? [{ step: s.step, assay: s.assay, due_s: s.due_s }] : [])),
    nextResult_s: view.nextResult_s,
    orders: desk.orders,
    ordersBefore: ordersBefore(run),
    room: roomOf(run),
    vial: vialOf(run),
    trace: traceSnapshot(run, view.trace),
    plan: view.plan,
    isAwaited: view.isAwaited,
    review: reviewSnapshot(run),
    inspection: inspectionSnapshot(run),
    week: weekSnapshot(run),
    transfer: transferSnapshot(run),
    bags: bagsOf(run, view.steps[0]?.printed['feedDensity'] ?? 1),
    boards: boardsOf(run).map((board) => ({
      ...board,
      facts: board.facts.map(({ id, kind, who, needs, said, figures }) => ({ id, kind, who, needs, said, figures })),
      measures: board.measures.map((m) => m.id),
      minutes: BOARD_MIN,
    })),
    acts: actsOf(run),
    results: reportedOf(run),
    recorded: recordedOf(run),
    news: desk.facts.filter((f): f is News => PLAYERS_NEWS.has(f.kind)),
    ledger: ledgerOf(run),
    fractions: fractionsOf(run, isOver(run)),
    rack: rackOf(run),
    plant: plantViewOf(run),
  }
}

/** Shown when its bottles are out: before, it is what the hand looks for. */
function rackOf(run: Run): Snapshot['rack'] {
  const closed = run.closed.find((c) => run.level.steps[c.index]!.unit === 'pasteuriser')
  const step = closed && run.level.steps[closed.index]!
  if (!step || step.mode !== 'play') return null
  const unit = unitOf(step)
  const factors = lotFactors(run.level, run.seed, step)
  const parameters = { ...defaults(unit.parameters), ...step.parameters }
  for (const [key, factor] of Object.entries(factors)) parameters[key] = parameters[key]! * factor
  const placeOf = (topic: string): number => {
    const moved = run.log.filter((d) => d.slot === `${step.id}.${topic}`).at(-1)
    return moved ? Number(moved.value) : (step.recipe[topic] ?? unit.settings[topic]!.value)
  }
  return {
    offset_C: rackMap(run.seed, parameters as Parameters<typeof rackMap>[1]),
    probes: ['probeA', 'probeB', 'probeC'].map(placeOf),
  }
}

/** A machine that nobody touches for a day once its programme runs. */
const isByItself = ({ unit, phase }: StepSnapshot): boolean => unit === 'freezeDryer' && phase !== 'freeze'

/** A culture seeded late has days of its own; clock, record, recipe and curves all count in them. */
function dayZeroOf({ level, running, closed }: Run): number {
  const culture = [...running, ...closed].find((s) => level.steps[s.index]!.unit === 'culture')
  const { length_s } = level.work!.rounds
  return Math.floor((culture?.opened_s ?? 0) / length_s) * length_s
}

function ordersBefore(run: Run): readonly Tile[] {
  const last = run.log.filter((d) => d.slot === 'night.orders' && d.by === 'player').at(-1)
  return (last && Array.isArray(last.value) && readTiles(last.value)) || []
}

/** Looks and lines have places of their own. */
const isAct = (slot: string): boolean => !slot.endsWith('.look') && !slot.startsWith('record.')

function actsOf(run: Run): readonly ActSnapshot[] {
  const stood = new Map<string, number>()
  return run.log.flatMap(({ t, slot, value, by }): ActSnapshot[] => {
    // Nobody in the plant knows what the class does.
    if (!isAct(slot) || by === 'class') return []
    const amount = typeof value === 'number' ? amountOf(run, slot, stood.get(slot)) : null
    if (typeof value === 'number') stood.set(slot, value)
    return [{ t_s: t, slot, value, by, amount }]
  })
}

function amountOf(run: Run, slot: string, stood: number | undefined): ActSnapshot['amount'] {
  const dot = slot.indexOf('.')
  const topic = slot.slice(dot + 1)
  const step = run.level.steps.find((s) => s.id === slot.slice(0, dot))
  if (!step) return null
  const unit = unitOf(step)
  const setting = Object.hasOwn(unit.settings, topic) ? unit.settings[topic]! : null
  const spec = setting ?? (Object.hasOwn(unit.acts, topic) ? unit.acts[topic]! : null)
  // What is done or not done has no amount.
  if (!spec || spec.min === spec.max) return null
  const first = setting && (step.recipe[topic] ?? unit.nominal?.(run.plant)[topic] ?? setting.value)
  return { unit: spec.unit, digits: digitsOfTopic(topic), before: setting ? (stood ?? first) : null }
}

function reportedOf(run: Run): readonly ReportedSnapshot[] {
  const asked = new Set(run.desk!.samples.map((s) => `${s.step} ${s.assay}`))
  return [...asked].flatMap((key) => {
    const [step, assay] = key.split(' ') as [string, AssayId]
    const { unit, parameters } = assays[assay]
    const due = run.desk!.samples.filter((s) => s.step === step && s.assay === assay)
    return resultsOf(run, step, assay).map(({ drawn_s, value, status }): ReportedSnapshot => ({
      t_s: due.find((s) => s.drawn_s === drawn_s)?.due_s ?? drawn_s,
      drawn_s,
      step,
      assay,
      value,
      status,
      unit,
      digits: digitsOf(parameters.resolution.value),
    }))
  })
}

function recordedOf(run: Run): readonly RecordedSnapshot[] {
  const dayZero_s = dayZeroOf(run)
  return run.level.steps.flatMap((step, index) => {
    if (step.mode !== 'play') return []
    const { panels } = instrumentsOf(run, index)
    return Object.entries(panels).flatMap(([panel, { sensor }]) => {
      const spec = sensors[sensor]
      const alarms = run.level.work!.alarms.filter((a) => a.step === step.id && a.instrument === panel)
      const days = new Map<number, { -readonly [K in keyof RecordedSnapshot]: RecordedSnapshot[K] }>()
      for (const { t_s, shown } of run.desk!.historian[`${step.id}.${panel}`] ?? []) {
        if (shown === null) continue
        const { day } = momentOf(t_s - dayZero_s)
        const kept = days.get(day) ?? {
          step: step.id,
          panel,
          day,
          points: 0,
          low: shown,
          high: shown,
          beyond: 0,
          first_s: null,
          unit: spec.unit,
          digits: digitsOf(spec.parameters.resolution.value),
        }
        kept.points++
        kept.low = Math.min(kept.low, shown)
        kept.high = Math.max(kept.high, shown)
        if (alarms.some((a) => (a.side === 'low' ? shown < a.limit : shown > a.limit))) {
          kept.beyond++
          kept.first_s ??= t_s
        }
        days.set(day, kept)
      }
      return [...days.values()]
    })
  })
}

function stepOf(run: Run, running: RunningStep): StepSnapshot {
  const { level } = run
  const step = level.steps[running.index]!
  const desk = run.desk!
  const unit = unitOf(step)
  const began_s = desk.round * level.work!.rounds.length_s
  const instruments = instrumentsOf(run, running.index)
  const view = deskView(run).steps.find((s) => s.step.id === step.id)!
  const at = (topic: string): string => `${step.id}.${topic}`
  const kept = (topic: string): boolean => HIDDEN.has(topic) || step.locked.includes(topic)
  const recipe = recipeOf(run, running)
  const atHand = unit.tick_s <= 120
  const truth = atHand ? trueReadings(run, running) : {}
  return {
    id: step.id,
    unit: step.unit,
    ...(step.place !== undefined && { place: step.place }),
    day: view.day,
    opened_s: running.opened_s,
    phase: view.phase,
    pace: atHand ? step.pace : null,
    ready: view.ready,
    paused: running.paused,
    canProceed: !step.locked.includes('proceed') && query(run, { slot: at('proceed'), value: 1 }) === undefined,
    panels: Object.entries(instruments.panels).map(([id, { sensor, bad }]) => {
      const seen = desk.views[at(id)] ?? null
      return {
        id,
        tool: toolOf(level.work!.kit ?? [], step.unit, id) ?? null,
        unit: sensors[sensor].unit,
        now: atHand ? shown(run, running.index, id, truth, running.opened_s).value : null,
        digits: digitsOf(sensors[sensor].parameters.resolution.value),
        bad,
        bands: readingBands(run, step.unit, id, recipe, view.phase),
        seen,
        seenToday: seen !== null && seen.t_s >= began_s,
        history: (desk.historian[at(id)] ?? []).map((p) => [p.t_s, p.shown] as const),
        looks: desk.facts.flatMap((f) =>
          f.kind === 'looked' && f.panel === at(id) && f.shown !== null ? [f.shown] : [],
        ),
      }
    }),
    counters: view.counters,
    chromatogram: chromatogramOf(run, running, view.phase),
    tubes: tubesSnapshot(run, running),
    assays: view.assays.map((id) => ({
      ...assayOf(run, step.id, id as AssayId, view.results(id)),
      bands: readingBands(run, step.unit, id, recipe, view.phase),
    })),
    controls: [
      ...Object.entries(unit.settings).flatMap(([topic, spec]) =>
        kept(topic) ? [] : [control(run, running, topic, 'setting', spec, recipe)],
      ),
      ...Object.entries(unit.acts).flatMap(([topic, spec]) =>
        kept(topic) ? [] : [control(run, running, topic, 'act', spec, recipe)],
      ),
    ],
    nightDraws: desk.samples.filter((s) => s.step === step.id && s.byItself && s.assay === SAMPLER.assays[0]).length,
    standardises: standardisedOn(run, running.index),
    forecasts: run.log.flatMap((d) =>
      d.slot === at('forecast') && typeof d.value === 'number' ? [{ set_s: d.t, value: d.value }] : [],
    ),
    recipe,
    labels: {
      ...Object.fromEntries(
        LABELS.flatMap((id) => {
          const printed = view.printed[id] ?? unit.settings[id]?.value
          return printed === undefined ? [] : [[id, printed]]
        }),
      ),
      ...(step.unit === 'depthFilter' && { filterHouse_m2: antibodyOf(run.plant).depthFilterArea_m2 }),
      ...(step.unit === 'vectorLysis' && { detergentCode: running.parameters['code'] ?? 0 }),
      ...(step.unit === 'vectorDepthFilter' && { filterHousing_L_m2: running.parameters['housing'] ?? 0 }),
      ...plates(run, step, running.settings),
    },
  }
}

/** What is printed beside a skid of the plant's own: limits of validation, areas. */
function plates(
  run: Run,
  step: Run['level']['steps'][number],
  settings: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const limits = antibodyLimits(run.plant.scale_L)
  if (step.unit === 'proteinA' && step.parameters['cyclesUsed'] !== undefined)
    return {
      resinCycles: limits['capture.resinCycles'].action.high!,
      column_L: antibodyOf(run.plant).captureColumn_L,
      titre: step.recipe['titre'] ?? unitOf(step).settings['titre']!.value,
    }
  if (step.unit === 'nanofilter') {
    const pause = limits['nanofilter.pause']
    const filter = antibodyOf(run.plant).nanofilterArea_m2
    return {
      pauseAlert_min: pause.alert.high!,
      pauseLimit_min: pause.action.high!,
      filter_m2: filter,
      testTime_min: unitOf(step).parameters['testTime']!.value,
    }
  }
  if (step.unit === 'freezeDryer') return chartOf(unitOf(step), settings)
  if (step.unit === 'plasmaNanofilter')
    return {
      testTime_min: step.parameters['testTime'] ?? unitOf(step).parameters['testTime']!.value,
      filter_m2: 'nanofilter_m2' in run.plant ? run.plant.nanofilter_m2 : 1,
    }
  if (step.unit !== 'ultrafiltration') return {}
  const [first, last] = [limits['ufdf.firstConcentration'], limits['ufdf.concentration']]
  return {
    firstLow_g_L: first.setPoint.low!,
    firstHigh_g_L: first.setPoint.high!,
    lastLow_g_L: last.setPoint.low!,
    lastHigh_g_L: last.setPoint.high!,
  }
}

/** The chart of the printed fill, at the shelf that is set: asked for at every look, the same until the shelf moves. */
const charts = new Map<number, Readonly<Record<string, number>>>()

function chartOf(unit: ReturnType<typeof unitOf>, { shelf, pressure }: Readonly<Record<string, number>>) {
  let chart = charts.get(shelf!)
  if (!chart) {
    const { hours, warmest_C } = printedNight(shelf!, pressure!, defaults(unit.parameters) as Printed)
    charts.set(shelf!, (chart = { night_h: hours, warmest_C }))
  }
  return chart
}
type Printed = Parameters<typeof printedNight>[2]

/** Phases in which the last curve of a unit stays on its screen. */
const DRAWN: Readonly<Record<string, readonly string[]>> = {
  proteinA: ['load'],
  cationExchange: ['elute', 'pool'],
}

function chromatogramOf(run: Run, running: RunningStep, phase: string): StepSnapshot['chromatogram'] {
  const step = run.level.steps[running.index]!
  if (!DRAWN[step.unit]?.includes(phase)) return null
  const { historian } = run.desk!
  const kept = (name: string): readonly { t_s: number; shown: number | null }[] => historian[`${step.id}.${name}`] ?? []
  const volumes = kept(VOLUME)
  // The last stretch over which the volume only grew: one load, one elution.
  let from = volumes.length - 1
  while (from > 0 && volumes[from - 1]!.shown! <= volumes[from]!.shown!) from--
  const began_s = volumes[from]?.t_s ?? Infinity
  const shownAt = (name: string): ReadonlyMap<number, number | null> =>
    new Map(kept(name).flatMap((p) => (p.t_s >= began_s ? [[p.t_s, p.shown] as const] : [])))
  const [uv, mS] = [shownAt('uv'), shownAt('columnConductivity')]
  const every = Math.max(1, Math.ceil((volumes.length - from) / 200))
  // What stands is one point of the curve, not many.
  const moved = volumes.slice(Math.max(0, from)).filter((p, i, all) => i === 0 || p.shown !== all[i - 1]!.shown)
  return moved.flatMap(({ t_s, shown: cv }, i) => {
    const [a, b] = [uv.get(t_s) ?? null, mS.get(t_s) ?? null]
    return cv === null || a === null || b === null || i % every !== 0 ? [] : [{ cv, uv: a, mS: b }]
  })
}

function tubesSnapshot(run: Run, running: RunningStep): TubesSnapshot | null {
  const there = tubesOf(run, running)
  if (!there) return null
  const bought = boughtOf(run, run.level.steps[running.index]!.id)
  return { count: there.hmw_pct.length, volume_CV: there.volume_CV, bought, most: MOST_TUBES }
}

const LABELS = ['feedOsm', 'feedGlc', 'feedGln', 'feedNut', 'glcStock', 'Topt', 'sT', 'rampRate', 'deadBand', 'diluent']

/** Set points that a person at this desk does not meet: recipe dates, pumps that only a lead may switch off. */
const HIDDEN = new Set([
  'sample',
  'deadBand',
  'harvestDay',
  'basePump',
  'carbonDioxide',
  'splitDensity',
  'transferDensity',
])

function assayOf(
  run: Run,
  step: string,
  id: AssayId,
  results: readonly { drawn_s: number; value: number; status: ResultSnapshot['status'] }[],
): Omit<AssaySnapshot, 'bands'> {
  const { unit, parameters } = assays[id]
  const waiting = run.desk!.samples.filter((s) => s.step === step && s.assay === id && s.due_s > run.t_s)
  const seen = run.desk!.views[`${step}.${id}`] ?? null
  return {
    id,
    unit,
    digits: digitsOf(parameters.resolution.value),
    delay_s: Math.ceil(3600 * parameters.delay.value),
    volume_mL: parameters.volume.value,
    error: { relative: parameters.relativeError.value / 100, absolute: parameters.absoluteError.value },
    results: results.map(({ drawn_s, value, status }) => ({ drawn_s, value, status })),
    seen,
    seenToday: seen !== null && seen.t_s >= run.desk!.round * run.level.work!.rounds.length_s,
    pending_s: waiting.length ? Math.min(...waiting.map((s) => s.due_s)) - run.t_s : null,
  }
}

type Spec = { readonly value: number; readonly min: number; readonly max: number; readonly unit: string }

function control(
  run: Run,
  running: RunningStep,
  topic: string,
  kind: 'setting' | 'act',
  spec: Spec,
  recipe: RecipeSnapshot | null,
): ControlSnapshot {
  const step = run.level.steps[running.index]!
  const nominal = unitOf(step).nominal?.(run.plant)[topic] ?? spec.value
  const usual = kind === 'act' ? usualAmount(run, topic, spec.value) : (running.settings[topic] ?? nominal)
  const [low, high] = SPANS[step.unit]?.[topic] ?? reach(run, topic, nominal, spec)
  const given = run.log.flatMap((d) =>
    d.slot === `${step.id}.${topic}` && typeof d.value === 'number' ? [d.value] : [],
  )
  return {
    topic,
    kind,
    value: usual,
    unit: spec.unit,
    digits: digitsOfTopic(topic),
    min: spec.min,
    max: spec.max,
    low: Math.min(low, usual),
    high: Math.max(high, usual),
    cost_s: costOf(run, { slot: `${step.id}.${topic}`, value: usual }),
    before: (kind === 'act' ? given.at(-1) : given.at(-2)) ?? null,
    bands: bandsOf(run, step.unit, topic, recipe),
  }
}

/** Decimals a hand sets. */
const DIGITS: Readonly<Record<string, number>> = {
  temperature: 1,
  pH: 2,
  oxygen: 0,
  power: 0,
  air: 1,
  oxygenMax: 1,
  carbonDioxideMax: 1,
  feedRate: 3,
  feed: 2,
  glucose: 2,
  antifoam: 0,
  base: 2,
  ventSwap: 0,
  baseSwap: 0,
  passage: 1,
  squares: 0,
  seedingDensity: 2,
  titre: 2,
  loadDensity: 0,
  load: 2,
  residence: 2,
  cycles: 0,
  slope: 2,
  cut: 2,
  cutEnd: 2,
  elutionPh: 2,
  surfactant: 3,
  condition: 3,
  factor: 0,
  neutralPh: 2,
  gradient: 0,
  hold: 0,
  flow: 1,
  chase: 0,
  area: 1,
  shelf: 0,
  primaryTime: 0,
  secondaryShelf: 0,
  secondaryTime: 0,
  probeA: 0,
  probeB: 0,
  probeC: 0,
  lots: 0,
  plates: 0,
  vessel: 0,
  suites: 0,
  batch: 0,
  cancel: 0,
  pumps: 0,
  gas: 4,
}

export const digitsOfTopic = (topic: string): number => DIGITS[topic] ?? 1

/** Amounts printed on the tanks of a small plant: the recipe's are those of 2,000 L. */
function usualAmount(run: Run, topic: string, printed: number): number {
  if (topic === 'ventSwap' || topic === 'baseSwap') return 1
  // Thinned as the seed train is.
  if (topic === 'passage') return 0.4
  return (printed * run.plant.scale_L) / 2000
}

/** The same downstream, by unit. */
const SPANS: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  vectorAffinity: {
    residence: [0.25, 3],
    load: [0.2, 1.2],
    cycles: [1, 5],
    elutionPh: [2.4, 3.8],
    titre: [1e11, 1e13],
  },
  vectorBag: { temperature: [4, 37] },
  vectorEffluent: { target: [100, 130], hold: [5, 90] },
  vectorFill: { overfill: [0, 12] },
  vectorUltrafiltration: {
    pressure: [0.2, 2.5],
    area: [0.1, 2],
    factor: [1, 20],
    diavolumes: [0, 12],
    final: [5e12, 1e14],
    bufferSalt: [0, 400],
    surfactant: [0, 0.01],
    condition: [0, 0.01],
  },
  fullEmptyExchange: { slope: [0.04, 0.3], cut: [6, 13], cutEnd: [8, 14] },
  centrifuge: { temperature: [2, 37], loading: [0, 2] },
  depthFilter: { flux: [0, 250], flush: [0, 30] },
  proteinA: { loadDensity: [20, 80], titre: [2, 10], loadResidence: [2, 12], wash: [0, 10], elutionPh: [3, 4.2] },
  lowPhHold: { hold: [0, 120], pH: [3, 5], temperature: [2, 30], acid: [0, 20], base: [0, 20] },
  cationExchange: { loadDensity: [20, 100], loadConductivity: [3, 15], gradient: [8, 25] },
  ionExchange: { conductivity: [1, 6], flow: [1, 12] },
  plasmaNanofilter: { pressure: [0, 2], area: [0.5, 10], chase: [0, 40] },
  pasteuriser: { temperature: [58, 62], time: [8, 14] },
  freezeDryer: { shelf: [-35, 10], primaryTime: [12, 40], secondaryShelf: [10, 40], secondaryTime: [2, 16] },
  anionExchange: { pH: [6.5, 9], conductivity: [2, 15], residenceTime: [1, 8], acid: [0, 100], base: [0, 100] },
}

/** The span of a slider: what anybody at this plant would set, not what the model can bear. */
function reach(run: Run, topic: string, nominal: number, spec: Spec): readonly [number, number] {
  if (!('vessel' in run.plant)) return [spec.min, spec.max]
  const { vessel } = run.plant
  switch (topic) {
    case 'temperature':
      return [31, 38]
    case 'pH':
      return [6.8, 7.3]
    case 'oxygen':
      return [10, 80]
    case 'power':
      return [0, 4 * nominal]
    case 'air':
      return [0, 4 * nominal]
    case 'oxygenMax':
      return [0, 1.5 * nominal]
    case 'carbonDioxideMax':
      return [0, 2 * nominal]
    case 'feedRate':
      return [0, (vessel.startVolume_L * 0.08) / 24]
    case 'feed':
    case 'glucose':
      return [0, 0.02 * vessel.workingVolume_L]
    case 'base':
      return [0, 0.01 * vessel.workingVolume_L]
    case 'antifoam':
      return [0, usualAmount(run, topic, 400)]
    case 'squares':
      return [1, 25]
    case 'seedingDensity':
      return [0.1, 1.2]
    default:
      return [spec.min, spec.max]
  }
}

function recipeOf(run: Run, running: RunningStep): RecipeSnapshot | null {
  const step = run.level.steps[running.index]!
  if (step.unit !== 'culture') return null
  return cultureRecipe(run, running)
}

function alarmOf(run: Run, spec: AlarmSpec): AlarmSnapshot {
  const { state: lastState, outside_s } = run.desk!.alarms[spec.id]!
  const running = run.running.find((r) => run.level.steps[r.index]!.id === spec.step)
  // What has been emptied rings no more.
  const state = running ? lastState : 'normal'
  const panel = running && instrumentsOf(run, running.index).panels[spec.instrument]
  const points = run.desk!.historian[`${spec.step}.${spec.instrument}`] ?? []
  const ringing = state === 'unacknowledged' || state === 'acknowledged'
  const seen = run.desk!.views[`${spec.step}.${spec.instrument}`]
  const last = points.at(-1)
  const newest = seen && (!last || seen.t_s >= last.t_s) ? seen.value : (last?.shown ?? null)
  return {
    ...spec,
    state,
    since_s: outside_s,
    unit: panel ? sensors[panel.sensor].unit : '1',
    digits: panel ? digitsOf(sensors[panel.sensor].parameters.resolution.value) : 1,
    value: ringing ? newest : null,
  }
}

function lineOf(run: Run, line: Line): LineSnapshot {
  const { level } = run
  const desk = run.desk!
  const { length_s } = level.work!.rounds
  const index = level.steps.findIndex((s) => s.id === line.step)
  const instruments = instrumentsOf(run, index)
  const panel = instruments.panels[line.panel]
  const assay = Object.hasOwn(assays, line.panel) ? assays[line.panel as AssayId] : undefined
  const spec = panel ? sensors[panel.sensor] : assay
  const opened =
    run.running.find((r) => r.index === index)?.opened_s ?? run.closed.find((c) => c.index === index)?.opened_s
  const read = (before_s: number): EntrySnapshot['read'] => {
    const looks = desk.facts.filter(
      (f) => f.kind === 'looked' && f.t_s <= before_s && f.panel === `${line.step}.${line.panel}`,
    )
    const last = looks.at(-1)
    return last?.kind === 'looked' ? { t_s: last.t_s, value: last.shown } : null
  }
  /** What a classmate said of what was written at this second, before it was written again. */
  const inked = run.log.flatMap((d) => (d.slot === `record.${line.id}` && d.by === 'player' ? [d.t] : []))
  const countersignedAt = (t_s: number): EntrySnapshot['countersigned'] => {
    const next_s = inked.find((t) => t > t_s) ?? Infinity
    const said = desk.facts.filter(
      (f) => f.kind === 'countersigned' && f.line === line.id && f.t_s >= t_s && f.t_s < next_s,
    )
    const last = said.at(-1)
    return last?.kind === 'countersigned' ? (last.signed ? 'signed' : 'refused') : null
  }
  const entries = run.log.flatMap((d): EntrySnapshot[] => {
    if (d.slot !== `record.${line.id}` || d.by !== 'player' || !Array.isArray(d.value)) return []
    const [value, claimed, late, reason] = d.value as readonly (number | string)[]
    return [
      {
        t_s: d.t,
        value: value === NOT_APPLICABLE ? null : Number(value),
        read: read(d.t),
        claimed_s: typeof claimed === 'number' ? claimed : null,
        late: late === 'late',
        reason: typeof reason === 'string' ? reason : null,
        countersigned: countersignedAt(d.t),
      },
    ]
  })
  const dueRound = opened === undefined ? null : firstRound(run, line.step, opened) + line.day
  const isLate = dueRound !== null && (desk.round > dueRound || run.closed.some((c) => c.index === index))
  const state = entries.length
    ? 'written'
    : dueRound === null || desk.round < dueRound || (desk.round === dueRound && !canBeWritten(run, line))
      ? 'later'
      : isLate
        ? 'missed'
        : 'due'
  return {
    id: line.id,
    step: line.step,
    day: line.day,
    panel: line.panel,
    unit: spec?.unit ?? '1',
    digits: spec ? digitsOf(spec.parameters.resolution.value) : 1,
    critical: line.critical,
    second: line.second,
    weight: line.weight,
    state,
    entries,
    due_s: dueRound === null ? null : (dueRound + 1) * length_s,
    hourOf: line.hourOf !== undefined,
    mayNotApply: mayNotApply(run.level),
  }
}
