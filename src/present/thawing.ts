import { plasmaThaw, thawing } from '../models/index.ts'
import { type ClosedStep, type Run, type RunningStep, shown, trueReadings } from '../play/index.ts'
import { type DemoSnapshot, demoSnapshot } from './demo.ts'
import type { MachineView } from './machineView.ts'
import { vatSeen } from './plasmaMachines.ts'

/** What somebody at the jacket of a thaw vessel sees: ice, flakes, two needles, the clock. */
export interface ThawingSnapshot extends DemoSnapshot<ThawingStep, ThawingResult> {
  /** How long each beat is this hand's. */
  readonly lasts_min: readonly number[]
}

export interface ThawingStep {
  readonly id: string
  /** Plant seconds to a real one. */
  readonly pace: number
  readonly left_s: number
  readonly lasts_s: number
  /** Nobody has begun: no water, no clock. */
  readonly waits: boolean
  /** Warm water is open. */
  readonly warm: boolean
  /** Of the usual; null: not in this hand. */
  readonly stirring: number | null
  /** On the displays; null: dark. */
  readonly temperature_C: number | null
  readonly jacket_C: number | null
  readonly frozen_pct: number
  /** Of all fibrinogen, what floats as flakes in what is melted. */
  readonly flakes: number
}

/** Shares of all the factor VIII, 0 to 1. */
export interface ThawingResult {
  readonly id: string
  readonly caught: number
  readonly dissolved: number
  readonly frozen: number
  readonly temperature_C: number
  readonly hottestWall_C: number
}

const wallFrom_C = plasmaThaw.parameters.wallFrom.value
/** Jacket from which the wall takes flakes back, while the plasma melts. */
export const WALL_JACKET_C =
  plasmaThaw.parameters.meltsAt.value +
  (wallFrom_C - plasmaThaw.parameters.meltsAt.value) / plasmaThaw.parameters.wallWarm.value

export const thawingSnapshot = (run: Run): ThawingSnapshot => ({
  ...demoSnapshot(run, { step: stepOf, plant: plantOf, result: resultOf }),
  lasts_min: run.level.steps.map(({ parameters }) => parameters['lasts'] ?? thawing.parameters.lasts.value),
})

function stepOf(run: Run, running: RunningStep): ThawingStep {
  const { id, pace, locked } = run.level.steps[running.index]!
  const r = trueReadings(run, running)
  const { parameters: p, settings: s } = running
  const display = (panel: string): number | null => shown(run, running.index, panel, r, running.opened_s).value
  return {
    id,
    pace,
    left_s: r['left_s']!,
    lasts_s: 60 * p['lasts']!,
    waits: running.paused,
    warm: s['warm']! > 0,
    stirring: locked.includes('stirring') ? null : s['stirring']!,
    temperature_C: display('temperature'),
    jacket_C: display('jacket'),
    frozen_pct: r['frozen_pct']!,
    flakes: r['flakes_g_L']! / r['flakesMost_g_L']!,
  }
}

function resultOf(run: Run, { index, results: r }: ClosedStep): ThawingResult {
  return {
    id: run.level.steps[index]!.id,
    caught: r['caught']!,
    dissolved: r['dissolved']!,
    frozen: r['frozen']!,
    temperature_C: r['temperature_C']!,
    hottestWall_C: r['hottestWall_C']!,
  }
}

/** The vat in its room; its flakes go to the centrifuge next door. */
function plantOf(run: Run, running: RunningStep): MachineView {
  const r = trueReadings(run, running)
  const { thaw } = running.state as {
    readonly thaw: { readonly pool: { readonly FIB_g: number; readonly FIB_solid_g: number }; readonly core_C: number }
  }
  return {
    kind: 'machine',
    machine: {
      unit: 'plasmaThaw',
      phase: 'thaw',
      core: Math.max(0, (thaw.core_C + 40) / 40),
      ...vatSeen(r, thaw.pool, r['jacket_C']!, running.settings['stirring']!),
      clock: 1 - r['left_s']! / (60 * running.parameters['lasts']!),
    },
    plant: 'plasma',
    before: null,
    after: 'plasmaCentrifuge',
    side: 'before',
    held: false,
    people: [
      { who: 'you', doing: 'adjust' },
      { who: 'sami', doing: 'stand' },
    ],
    hour: 10,
    alarms: [],
  }
}

/** What is to be seen of a thaw, and spoken of. */
export type ThawingMoment = 'ready' | 'ice' | 'slow' | 'wall' | 'last' | 'gone' | 'warm'

/** So little ice that the water is shut now: what is in the jacket still warms. */
const LAST_pct = 8
/** Nobody sees less. */
const GONE_pct = 0.5
/** Flakes dissolve from here on as one watches. */
const WARM_C = 2
/** Much ice after half of the time: this thaw does not come to its end. */
const SLOW = { pct: 62, share: 0.35 }

export function thawingMomentOf(step: ThawingStep): ThawingMoment {
  const { waits, temperature_C, jacket_C, frozen_pct, left_s, lasts_s } = step
  if (waits) return 'ready'
  if ((temperature_C ?? 0) > WARM_C) return 'warm'
  if (frozen_pct <= GONE_pct) return 'gone'
  if (frozen_pct <= LAST_pct) return 'last'
  // A little before: what warms the jacket is on its way.
  if ((jacket_C ?? 0) > WALL_JACKET_C - 2) return 'wall'
  return step.stirring !== null && frozen_pct > SLOW.pct && 1 - left_s / lasts_s > SLOW.share ? 'slow' : 'ice'
}

/** What a thaw shows about itself, once it is over: the loss that is largest. */
export type ThawingLesson = 'good' | 'ice' | 'wall' | 'warm'

export function thawingLessonOf(result: ThawingResult): ThawingLesson {
  const { caught, dissolved, frozen, temperature_C, hottestWall_C } = result
  if (caught >= WELL) return 'good'
  if (frozen > dissolved - COLD) return 'ice'
  return temperature_C < WARM_C && hottestWall_C > wallFrom_C ? 'wall' : 'warm'
}

/** From here on nothing is to be said against a thaw; what stays dissolved however cold it is. */
const WELL = 0.72
const COLD = 0.2
