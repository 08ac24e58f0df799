import { evidenceOf, formsOf, loadLevel, loadTraining, patched, type StepForm } from '../content/index.ts'
import { plants } from '../models/index.ts'
import {
  ASKED_KINDS,
  type AskedKind,
  type Book,
  expertHand,
  inspectionOf,
  type Level,
  outcomeOf,
  paceOf,
  qualityAttributes,
  type Rating,
  type Run,
  type Script,
  sopHand,
  unitOf,
} from '../play/index.ts'
import { type Options, playHand, type Setup, setUp, tried, triersOf } from '../record/index.ts'
import type { Problem } from '../sim/index.ts'

import { LOAN_KINDS, type LentFile, type Loan, type LoanKind, type Tested } from './loan.ts'

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
    readonly tests: readonly Tested[]
    /** What inspectors ask on this lot, by kind: how often, how often with reason, and where the answer lies. */
    readonly asked: readonly AskedOf[]
  } | null
}

export interface AskedOf {
  readonly kind: AskedKind
  readonly count: number
  readonly wrong: number
  readonly books: readonly Book[]
}

export function lookAt(sketch: Sketch, file: unknown, training: unknown, others: readonly unknown[]): Look {
  const base = loadLevel(file)
  const { level, problems } = setUp(file, sketch)
  const { trains } = loadTraining(training)
  const evidence = level ? evidenceOf(level) : []
  return {
    problems,
    forms: base.level ? formsOf(base.level) : [],
    loans: loansOf(file, others),
    known: level?.work
      ? {
          ...played(level, sketch.seed, sketch.script),
          trains: Object.keys(trains),
          trained: Object.entries(trains).flatMap(([id, places]) =>
            places.some((place) => evidence.includes(place)) ? [id] : [],
          ),
          triers: triersOf(level),
          asked: askedOn(level, sketch.seed),
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
): { readonly spans: readonly Span[]; readonly minutes: number; readonly tests: readonly Tested[] } {
  const open = new Map<string, { from_s: number; to_s: number; phases: { phase: string; from_s: number }[] }>()
  const recipe = playHand(level, seed, sopHand, (run, { index, state, opened_s }) => {
    const step = level.steps[index]!
    if (step.mode !== 'play') return
    const span = open.get(step.id) ?? { from_s: opened_s, to_s: run.t_s, phases: [] }
    open.set(step.id, span)
    span.to_s = run.t_s
    const phase = unitOf(step).phase(state)
    if (span.phases.at(-1)?.phase !== phase) span.phases.push({ phase, from_s: run.t_s })
  }).run
  const expert = playHand(level, seed, expertHand).run
  return {
    spans: [...open].map(([step, span]) => ({ step, ...span })),
    minutes: paceOf(expert, script, outcomeOf(expert).disposition).total_min,
    tests: testsOf(recipe, expert),
  }
}

function askedOn(level: Level, seed: number): readonly AskedOf[] {
  if (!level.work?.inspection) return []
  const { asked } = inspectionOf(level, seed)
  return ASKED_KINDS.flatMap((kind) => {
    const mine = asked.filter((q) => q.kind === kind)
    const books = [...new Set(mine.flatMap((q) => q.books))]
    return mine.length ? [{ kind, count: mine.length, wrong: mine.filter((q) => q.flaw).length, books }] : []
  })
}

/** None where nothing is released by tests of its own: an inspection, a week. */
function testsOf(recipe: Run, expert: Run): readonly Tested[] {
  const { work, plant } = expert.level
  if (work?.inspection || work?.week) return []
  const [sops, experts] = [qualityAttributes(recipe), qualityAttributes(expert)]
  const of = (all: typeof sops, id: string): number | null => all.find((a) => a.id === id)?.value ?? null
  return Object.entries(plants[plant].release).flatMap(([id, { unit, lower, upper, target, weight }]) => {
    const [mine, theirs] = [of(sops, id), of(experts, id)]
    return mine === null && theirs === null
      ? []
      : [{ id, unit, lower, upper, target, weight, recipe: mine, expert: theirs }]
  })
}

const lent = new WeakMap<object, readonly Loan[]>()

/** The same for a level however it is changed: found once. */
export function loansOf(file: unknown, others: readonly unknown[]): readonly Loan[] {
  const key = file as object
  const known = lent.get(key) ?? loansFor(file, others)
  lent.set(key, known)
  return known
}

/** What of other levels the linter lets into this one, each where its unit is worked by the player. */
function loansFor(file: unknown, others: readonly unknown[]): readonly Loan[] {
  const here = file as LevelShape
  const own = new Set(LOAN_KINDS.flatMap((kind) => (here.work?.[kind] ?? []).map(({ id }) => id)))
  const offered = new Set<string>()
  return others.flatMap((other) => {
    const { id: from, plant, steps, work } = other as LevelShape
    if (plant !== here.plant || from === here.id) return []
    return LOAN_KINDS.flatMap((kind) =>
      (work?.[kind] ?? []).flatMap((one): readonly Loan[] => {
        const unit = steps.find((s) => s.id === one.step)
        const step = here.steps.find((s) => s.mode === 'play' && s.unit === unit?.unit && s.place === unit?.place)
        // Requests of two levels may have one name and other words; a fault of one name is one fault.
        const id = kind !== 'faults' && own.has(one.id) ? `${one.id}-${from}` : one.id
        if (!step || own.has(id) || offered.has(kind === 'faults' ? id : `${id} ${from}`)) return []
        const moved = movedTo({ ...one, id }, step.id)
        const fits = daysFor(moved, here).find((day) => {
          const all = [...(here.work?.[kind] ?? []), day]
          return loadLevel(patched(file, [{ path: `work.${kind}`, value: all }]).json).problems.length === 0
        })
        if (!fits) return []
        offered.add(kind === 'faults' ? id : `${id} ${from}`)
        return [{ kind, from, id: one.id, one: fits }]
      }),
    )
  })
}

/** A thing at another step: the places it names there are that step's. */
function movedTo(one: LentFile, step: string): LentFile {
  const text = JSON.stringify(one).replaceAll(`"${one.step}.`, `"${step}.`)
  return { ...(JSON.parse(text) as LentFile), step }
}

/** On its own day, else on the first on which somebody works here. */
const daysFor = (one: LentFile, { work }: LevelShape): readonly LentFile[] =>
  one.day === undefined
    ? [one]
    : [one, ...Array.from({ length: work?.rounds.count ?? 0 }, (_, day) => ({ ...one, day }))]

interface LevelShape {
  readonly id: string
  readonly plant: string
  readonly steps: readonly {
    readonly id: string
    readonly unit: string
    readonly mode: string
    readonly place?: string
  }[]
  readonly work?: { readonly rounds: { readonly count: number } } & Readonly<
    Partial<Record<LoanKind, readonly LentFile[]>>
  >
}
