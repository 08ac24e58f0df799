import { evidenceOf, formsOf, loadLevel, loadTraining, patched, type StepForm } from '../content/index.ts'
import { expertHand, type Level, outcomeOf, paceOf, type Rating, type Script, sopHand, unitOf } from '../play/index.ts'
import { type Options, playHand, type Setup, setUp, tried, triersOf } from '../record/index.ts'
import type { Problem } from '../sim/index.ts'

/** A level as it is being changed. */
export interface Sketch {
  readonly level: string
  readonly patch?: Setup['patch']
  readonly options: Options
  readonly seed: number
  /** Its words, as far as they are read while one plays. */
  readonly script: Script
}

/** When a step of the player's runs, in one lot worked by the printed recipe. */
export interface Span {
  readonly step: string
  readonly from_s: number
  readonly to_s: number
  readonly phases: readonly { readonly phase: string; readonly from_s: number }[]
}

/** A fault of another level that may come here. */
export interface Loan {
  readonly from: string
  readonly fault: FaultFile
}
export interface FaultFile {
  readonly id: string
  readonly step: string
  readonly [key: string]: unknown
}

/** What is known of a changed level before anybody plays it. */
export interface Look {
  readonly problems: readonly Problem[]
  /** Of the level as it is built in: its steps are the same. */
  readonly forms: readonly StepForm[]
  readonly loans: readonly Loan[]
  /** Of the changed one; null while it does not hold together. */
  readonly known: {
    readonly spans: readonly Span[]
    /** The expert's play at a human pace. */
    readonly minutes: number
    /** Competencies for which there is still evidence, of those the level trains. */
    readonly trained: readonly string[]
    readonly trains: readonly string[]
    readonly triers: readonly string[]
  } | null
}

export function lookAt(sketch: Sketch, file: unknown, training: unknown, others: readonly unknown[]): Look {
  const base = loadLevel(file)
  const { level, problems } = setUp(file, sketch)
  const { trains } = loadTraining(training)
  const evidence = level ? evidenceOf(level) : []
  return {
    problems,
    forms: base.level ? formsOf(base.level) : [],
    loans: loansFor(file, others),
    known: level?.work
      ? {
          ...played(level, sketch.seed, sketch.script),
          trains: Object.keys(trains),
          trained: Object.entries(trains).flatMap(([id, places]) =>
            places.some((place) => evidence.includes(place)) ? [id] : [],
          ),
          triers: triersOf(level),
        }
      : null,
  }
}

export function* trials(
  sketch: Sketch,
  file: unknown,
  seed: number,
): Generator<{ readonly trier: string; readonly rating: Rating | null }> {
  const { level } = setUp(file, sketch)
  if (level?.work) yield* tried(level, seed, triersOf(level))
}

function played(
  level: Level,
  seed: number,
  script: Script,
): { readonly spans: readonly Span[]; readonly minutes: number } {
  const open = new Map<string, { from_s: number; to_s: number; phases: { phase: string; from_s: number }[] }>()
  playHand(level, seed, sopHand, (run, { index, state, opened_s }) => {
    const step = level.steps[index]!
    if (step.mode !== 'play') return
    const span = open.get(step.id) ?? { from_s: opened_s, to_s: run.t_s, phases: [] }
    open.set(step.id, span)
    span.to_s = run.t_s
    const phase = unitOf(step).phase(state)
    if (span.phases.at(-1)?.phase !== phase) span.phases.push({ phase, from_s: run.t_s })
  })
  const expert = playHand(level, seed, expertHand).run
  return {
    spans: [...open].map(([step, span]) => ({ step, ...span })),
    minutes: paceOf(expert, script, outcomeOf(expert).disposition).total_min,
  }
}

/** Faults of other levels that the linter lets into this one, each where its unit is worked by the player. */
function loansFor(file: unknown, others: readonly unknown[]): readonly Loan[] {
  const here = file as LevelShape
  const own = new Set((here.work?.faults ?? []).map((fault) => fault.id))
  const offered = new Set<string>()
  return others.flatMap((other) => {
    const { id: from, plant, steps, work } = other as LevelShape
    if (plant !== here.plant || from === here.id) return []
    return (work?.faults ?? []).flatMap((fault): readonly Loan[] => {
      const unit = steps.find((s) => s.id === fault.step)
      const step = here.steps.find((s) => s.mode === 'play' && s.unit === unit?.unit && s.place === unit?.place)
      if (!step || own.has(fault.id) || offered.has(fault.id)) return []
      const lent = { ...fault, step: step.id }
      const faults = [...(here.work?.faults ?? []), lent]
      const { json } = patched(file, [{ path: 'work.faults', value: faults }])
      if (loadLevel(json).problems.length) return []
      offered.add(fault.id)
      return [{ from, fault: lent }]
    })
  })
}

interface LevelShape {
  readonly id: string
  readonly plant: string
  readonly steps: readonly {
    readonly id: string
    readonly unit: string
    readonly mode: string
    readonly place?: string
  }[]
  readonly work?: { readonly faults?: readonly FaultFile[] }
}
