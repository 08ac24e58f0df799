import { advanceTo, apply, bringable, isOver, sop, startRun, whoDecides } from '../play/index.ts'
import {
  alarmTitle,
  auditTrail,
  describePlant,
  type Language,
  measured,
  snapshot,
  stamp,
  stationName,
  unitName,
  withUnit,
} from '../present/index.ts'
import { type Logged, type Setup, setUp } from '../record/index.ts'

/** A lot as somebody has decided it so far: of a hand-in, or of a run that is still open. */
export interface Played {
  readonly level: string
  readonly seed: number
  readonly setup: Setup
  readonly log: readonly Pick<Logged, 't' | 'slot' | 'value'>[]
}

export interface MomentLine {
  readonly t_s: number
  readonly when: string
  readonly by: 'player' | 'crew' | 'lab' | 'system'
  readonly what: string
  readonly exception: boolean
}

/** What stood on the desk after so many decisions, in words. */
export interface Moment {
  readonly when: string
  readonly plant: string
  readonly steps: readonly {
    readonly name: string
    readonly panels: readonly { readonly name: string; readonly shown: string }[]
  }[]
  readonly alarms: readonly string[]
  /** Newest first. */
  readonly trail: readonly MomentLine[]
}

/** What a level calls its lines, cases. */
export interface LevelWords {
  readonly lines?: Readonly<Record<string, string>>
  readonly cases?: Readonly<Record<string, string>>
}

const MOST_LINES = 14

/** The lot played again to after its n-th decision; null: it does not play here. */
export function momentOf(
  language: Language,
  file: unknown,
  words: LevelWords,
  { seed, setup, log }: Played,
  n: number,
): Moment | null {
  const { level } = setUp(file, setup)
  if (!level?.work) return null
  const run = startRun(level, seed)
  advanceTo(run, level.work.starts_s, sop)
  for (const { t, ...decision } of log.slice(0, n)) {
    if (!isOver(run)) advanceTo(run, t, sop)
    if (!isOver(run)) apply(run, decision, whoDecides(decision.slot))
  }
  // Hands finish what they do.
  if (!isOver(run) && run.t_s < run.desk!.busy_s) advanceTo(run, run.desk!.busy_s, sop)
  const view = snapshot(run)
  const trail = auditTrail(language, view, {
    line: (id) => words.lines?.[id],
    act: () => null,
    reason: () => undefined,
  })
  return {
    when: stamp(language, view, run.t_s),
    plant: describePlant(language, view),
    steps: view.steps.map((step) => ({
      name: stationName(language, view, step.id),
      panels: step.panels.map((p) => ({
        name: measured(language, p.id).name,
        shown: withUnit(language, p.now ?? p.history.at(-1)?.[1] ?? null, p.digits, p.unit),
      })),
    })),
    alarms: view.alarms.filter((a) => a.state !== 'normal').map((a) => alarmTitle(language, a)),
    trail: trail
      .flatMap((day) => day.entries)
      .sort((a, b) => b.t_s - a.t_s)
      .slice(0, MOST_LINES)
      .map(({ t_s, by, what, before, after, exception }) => ({
        t_s,
        when: stamp(language, view, t_s),
        by,
        what: [what, before === null ? after : `${before} → ${after ?? ''}`].filter((part) => part !== null).join(' '),
        exception,
      })),
  }
}

/** A fault of a level that an instructor may let come, with its causes. */
export interface Bringable {
  readonly fault: string
  readonly name: string
  readonly step: string
  readonly causes: readonly string[]
}

export function faultsIn(language: Language, file: unknown, words: LevelWords, setup: Setup): readonly Bringable[] {
  const { level } = setUp(file, setup)
  return (level?.work?.faults ?? []).flatMap((spec): readonly Bringable[] => {
    const step = level!.steps.find((s) => s.id === spec.step)!
    const causes = spec.causes.filter(bringable(spec)).map((c) => c.id)
    if (step.mode !== 'play' || causes.length === 0) return []
    const name = words.cases?.[spec.id] ?? spec.id
    return [{ fault: spec.id, name, step: unitName(language, step.unit, step.place).name, causes }]
  })
}
