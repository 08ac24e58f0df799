import { type ClosedStep, digestRun, isOver, outcomeOf, rate, type Run, type RunningStep } from '../play/index.ts'
import type { PlantView } from './plantView.ts'

/** A beat of a demo: one of its steps, short, one gesture. */
export interface DemoStep {
  readonly id: string
}
/** What it came to. */
export interface DemoResult {
  readonly id: string
}

/** What somebody at a demo knows, as plain data. */
export interface DemoSnapshot<Step extends DemoStep, Result extends DemoResult> {
  readonly level: string
  readonly seed: number
  readonly t_s: number
  /** Ids of the beats, in their order. */
  readonly beats: readonly string[]
  readonly step: Step | null
  readonly results: readonly Result[]
  readonly over: boolean
  readonly medals: number | null
  /** Amount at which each medal is won. */
  readonly thresholds: readonly number[]
  /** Once the run is over: what a replay of its decisions must come to. */
  readonly digest: string | null
  readonly plant: PlantView | null
}

/** How one demo shows a beat, while it runs and once it is over. */
export interface DemoLook<Step, Result> {
  step(run: Run, running: RunningStep): Step
  plant(run: Run, running: RunningStep): PlantView
  result(run: Run, closed: ClosedStep): Result
}

export function demoSnapshot<Step extends DemoStep, Result extends DemoResult>(
  run: Run,
  look: DemoLook<Step, Result>,
): DemoSnapshot<Step, Result> {
  const { level } = run
  const running = run.running[0]
  const over = isOver(run)
  return {
    level: level.id,
    seed: run.seed,
    t_s: run.t_s,
    beats: level.steps.map((s) => s.id),
    step: running ? look.step(run, running) : null,
    results: run.closed.map((closed) => look.result(run, closed)),
    over,
    medals: over ? rate(run, outcomeOf(run), { amounts: level.products.map(() => 0), keptBack: null }).medals : null,
    thresholds: level.work?.medals ?? [],
    digest: over ? digestRun(run) : null,
    plant: running ? look.plant(run, running) : null,
  }
}
