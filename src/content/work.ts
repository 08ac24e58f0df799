import type { AssayId } from '../models/index.ts'
import type {
  Board,
  DispositionSpec,
  Draw,
  InspectedFile,
  Level,
  TraceSpec,
  Transfer,
  Week,
  WeekInput,
  Work,
} from '../play/index.ts'
import type { LevelFile } from './schema.ts'

const HOUR = 3600
const seconds = (hours: number): number => Math.round(hours * HOUR)

/** The work of a level as the run reads it. */
export function workOf(file: LevelFile, suites: readonly Level[] = [], processes: readonly Level[] = []): Work | null {
  const { work } = file
  if (!work) return null
  return {
    rounds: {
      length_s: seconds(work.rounds.length_h),
      count: work.rounds.count,
      ...(work.rounds.away && { away: work.rounds.away }),
    },
    starts_s: seconds(work.starts_h ?? 0),
    faults: (work.faults ?? []).map((f) => ({
      id: f.id,
      step: f.step,
      card: f.card,
      from_s: seconds(f.from_h),
      to_s: seconds(f.to_h),
      ...(f.phase !== undefined && { phase: f.phase }),
      ...(f.there && { there: f.there }),
      causes: f.causes.map((c) => ({
        id: c.id,
        weight: c.weight,
        upsets: c.upsets ?? {},
        factors: c.factors ?? {},
        entry: c.entry ?? {},
        ...(c.shows && { shows: c.shows }),
        ...(c.acts && { acts: c.acts }),
        ...(c.gains && { gains: c.gains }),
        ...(c.germs_per_mL !== undefined && { germs_per_mL: c.germs_per_mL }),
        ...(c.upstream && { upstream: c.upstream }),
        ...(c.lost && { lost: c.lost }),
        ...(c.paper && { paper: c.paper }),
        thing: c.thing ?? null,
        lasts_s: c.lasts_h === undefined ? null : seconds(c.lasts_h),
        ...(c.below && { below: c.below }),
        ...(c.halts_min !== undefined && { halts_s: Math.round(60 * c.halts_min) }),
        ...(c.cured !== undefined && { cured: c.cured }),
        ...(c.mends && { mends: c.mends }),
        ...(c.stops && { stops: { step: c.stops.step, until_s: seconds(c.stops.until_h) } }),
      })),
    })),
    alarms: (work.alarms ?? []).map(({ delay_min, phase, ...a }) => ({
      ...a,
      ...(phase !== undefined && { phase }),
      delay_s: Math.round(60 * delay_min),
    })),
    lines: (work.lines ?? []).map(({ hourOf, about, ...line }) => ({
      ...line,
      ...(hourOf !== undefined && { hourOf }),
      ...(about !== undefined && { about }),
      critical: line.critical ?? false,
      missed: line.missed ?? 'minor',
      second: line.second ?? false,
      after: line.after ?? null,
    })),
    questions: (work.questions ?? []).map((q) => ({ ...q, day: q.day ?? null })),
    echoes: work.echoes ?? [],
    room: work.room
      ? {
          ...work.room,
          items: work.room.items.map(({ suspect = false, factors = {}, ...item }) => ({ ...item, suspect, factors })),
        }
      : null,
    bags: work.bags ? { ...work.bags, refuses: work.bags.refuses ?? false, factors: work.bags.factors ?? {} } : null,
    decoys: work.decoys ?? [],
    ...(work.boards && { boards: boardsOf(work.boards) }),
    ...(work.samples && { samples: work.samples }),
    ...(work.vials && { vials: { ...work.vials, factors: work.vials.factors ?? {} } }),
    ...(work.disposition && { disposition: dispositionOf(work.disposition) }),
    ...(work.trace && { trace: traceOf(work.trace) }),
    ...(work.plan && { plan: work.plan }),
    ...(work.inspection && {
      inspection: {
        hours_s: seconds(work.inspection.hours),
        questions: work.inspection.questions,
        files: work.inspection.files as readonly InspectedFile[],
      },
    }),
    ...(work.week && { week: weekOf(work.week, suites) }),
    ...(work.transfer && { transfer: transferOf(work.transfer, processes) }),
    without: work.without ?? [],
    ...(work.aids && { aids: work.aids }),
    ...(work.limit_min !== undefined && { limit_min: work.limit_min }),
    ...(work.with && { with: work.with }),
    ...(work.kit && { kit: work.kit }),
    unlocked: work.unlocked ?? ['detect', 'decide', 'record', 'escalate', 'classify', 'correct'],
    ...(work.quality && { quality: work.quality }),
    pass: work.pass,
    medals: work.medals ?? null,
    novice: work.novice ?? [],
    groups: work.groups ?? [],
  }
}

type WorkFile = NonNullable<LevelFile['work']>

const dispositionOf = ({ official, ...rest }: NonNullable<WorkFile['disposition']>): DispositionSpec => ({
  ...rest,
  ...(official && {
    official: {
      from_s: seconds(official.from_h),
      to_s: seconds(official.to_h),
      priority_s: seconds(official.priority_h),
    },
  }),
})

const traceOf = ({ tube_h, ...rest }: NonNullable<WorkFile['trace']>): TraceSpec => ({
  ...rest,
  tube_s: seconds(tube_h),
})

const inputsOf = (
  list: readonly { readonly slot: string; readonly value: number; readonly after_h?: number | undefined }[] = [],
): readonly WeekInput[] => list.map(({ slot, value, after_h = 0 }) => ({ slot, value, after_s: seconds(after_h) }))

/** Suites with the levels that were loaded of them, in their order. */
function weekOf(week: NonNullable<WorkFile['week']>, levels: readonly Level[]): Week {
  const between = ([from, to]: readonly [number, number]) => [seconds(from), seconds(to)] as const
  const { changeover } = week
  return {
    hours_s: seconds(week.hours),
    early_s: between(week.early_h),
    late_s: between(week.late_h),
    setUp_s: seconds(week.setUp_h),
    suites: week.suites.map(({ id, tasks }, i) => ({
      id,
      level: levels[i]!,
      tasks: tasks.map((task) => ({
        id: task.id,
        steps: task.steps,
        ends: task.ends ?? null,
        hands_s: task.hands_h === undefined ? null : seconds(task.hands_h),
        from_s: seconds(task.from_h ?? 0),
        due_s: task.due_h === undefined ? null : seconds(task.due_h),
        zone: task.zone,
        border: task.border,
        soon: task.soon,
        plan_s: seconds(task.plan_h),
        needs: task.needs ?? [],
        tests: task.tests ?? [],
        hold_s: task.hold_h === undefined ? null : seconds(task.hold_h),
        held_s: seconds(task.held_h ?? 0),
      })),
    })),
    pairs: week.pairs,
    late: week.late,
    shared: week.shared,
    changeover: {
      room: changeover.room,
      clean_s: seconds(changeover.clean_h),
      needs: changeover.needs,
      test: changeover.test,
    },
    tests: week.tests.map(({ id, takes_h, of }) => ({ id, takes_s: seconds(takes_h), of })),
    incidents: week.incidents.map((i) => ({
      id: i.id,
      severity: i.severity,
      who: i.who,
      from_s: seconds(i.from_h),
      to_s: seconds(i.to_h),
      task: i.task ?? null,
      test: i.test ?? null,
      card: i.card ?? null,
      window_s: seconds(i.window_h),
      look_s: i.look_min === undefined ? null : Math.round(60 * i.look_min),
      variants: i.variants.map((v) => ({
        id: v.id,
        weight: v.weight,
        does: inputsOf(v.does),
        ill: v.ill ?? null,
        replies: v.replies.map((r) => ({
          quality: r.quality,
          finding: r.finding,
          gate: r.gate,
          does: inputsOf(r.does),
          again_s: seconds(r.again_h ?? 0),
        })),
      })),
    })),
  }
}

/** Processes with the levels that were loaded of them, in their order. */
const transferOf = (moved: NonNullable<WorkFile['transfer']>, levels: readonly Level[]): Transfer => ({
  hours_s: seconds(moved.hours),
  processes: moved.processes.map(({ id, from_L, setUp_h, results_h, attributes }, i) => ({
    id,
    level: levels[i]!,
    from_L,
    setUp_s: seconds(setUp_h),
    results_s: seconds(results_h),
    attributes: attributes.map((a) => ({ ...a, assay: a.assay as AssayId })),
  })),
  lines: moved.lines.map((line) => ({
    id: line.id,
    guest: line.guest,
    severity: line.severity,
    check_s: seconds(line.check_h),
    assayOf: line.assayOf ?? null,
    variants: line.variants.map(({ puts = [], bias = 1, ...v }) => ({ ...v, puts, bias })),
    options: line.options.map(({ id, takes_h = 0, puts = [], bridges = false }) => ({
      id,
      takes_s: seconds(takes_h),
      puts,
      bridges,
    })),
  })),
  margins_pct: moved.margins_pct,
  margin_pct: moved.margin_pct,
  deciders: moved.deciders,
  events: moved.events.map(({ after_h, window_h, look_h, variants, ...event }) => ({
    ...event,
    after_s: after_h === undefined ? null : seconds(after_h),
    window_s: seconds(window_h),
    look_s: look_h === undefined ? null : seconds(look_h),
    variants: variants.map((v) => ({
      id: v.id,
      weight: v.weight,
      replies: v.replies.map(({ puts = [], delay_h = 0, ...reply }) => ({ ...reply, puts, delay_s: seconds(delay_h) })),
    })),
  })),
})

const boardsOf = (boards: NonNullable<NonNullable<LevelFile['work']>['boards']>): readonly Board[] =>
  boards.map((board) => ({
    ...board,
    facts: board.facts.map((fact) => {
      if (fact.kind !== 'fell') return fact
      const { within_h, ...rest } = fact
      return { ...rest, within_s: seconds(within_h) }
    }),
  }))

export const drawsOf = (file: LevelFile): readonly Draw[] => file.draws ?? []
