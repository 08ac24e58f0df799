import type { DeskView, StepView } from '../desk/view.ts'
import { panelToRead, set, shownNow, type UnitHand } from './hand.ts'

const ice_pct = (step: StepView): number => step.counters['frozen_pct']!
/** Nobody sees less. */
const GONE_pct = 0.5

/** Warm until little ice is left, then cold water; to the centrifuge when it is gone. */
export const sopThawing: UnitHand = {
  pause: (_, step) => (step.paused ? 0 : undefined),
  stirring: (_, step) => set(step, 'stirring', 1),
  warm: (_, step) => set(step, 'warm', ice_pct(step) > 5 ? 1 : 0),
  proceed: (_, step) => (ice_pct(step) <= GONE_pct ? 1 : undefined),
}

/** Above this jacket the wall takes flakes back into solution; what is in it still warms when the water is shut. */
const WALL_JACKET_C = 23
const SHUT_FROM_pct = 7

/** The same, and the jacket is read while it warms. */
export const expertThawing: UnitHand = {
  ...sopThawing,
  warm(view, step) {
    if (ice_pct(step) <= SHUT_FROM_pct) return set(step, 'warm', 0)
    return set(step, 'warm', (shownNow(view, step, 'jacket') ?? 0) < WALL_JACKET_C ? 1 : 0)
  },
}

const RECIPE = { jacket: 18, end: 2, stirring: 1 }
const rings = (view: DeskView): boolean =>
  view.alarms.some((a) => a.spec.instrument === 'poolTemperature' && a.state !== 'normal')

/** Cold enough that no flake dissolves, whatever the needle says. */
const CUT_C = 4

/** The printed recipe, whatever the vessel of the day before stood at; a needle too high cuts the water until it is not. */
export const sopPlasmaThaw: UnitHand = {
  look: panelToRead,
  pause: (_, step) => (step.paused ? 0 : undefined),
  jacket: (view, step) => set(step, 'jacket', rings(view) ? CUT_C : RECIPE.jacket),
  end: (_, step) => set(step, 'end', RECIPE.end),
  stirring: (_, step) => set(step, 'stirring', RECIPE.stirring),
  proceed: (_, step) => (step.ready ? 1 : undefined),
}

/** °C by which the probe of the tank and a thermometer held into it may differ, both being as they should. */
const AGREE_BY_C = 1
const MINUTE = 60

type Trouble = 'none' | 'unknown' | 'stirrer' | 'probe'

/** What a needle beyond its alert is, by a second thermometer read since it rang. */
function trouble(view: DeskView, step: StepView): Trouble {
  const rang_s = since(view, step)
  if (rang_s === null) return 'none'
  const byHand = view.view(`${step.step.id}.handThermometer`)
  if (!byHand || byHand.value === null || byHand.t_s < rang_s) return 'unknown'
  return alarmed_C(view, step, byHand.t_s) - byHand.value > AGREE_BY_C ? 'probe' : 'stirrer'
}

/** When the needle rang in this melt; null: it did not. */
function since(view: DeskView, step: StepView): number | null {
  const spec = view.alarms.find((a) => a.spec.instrument === 'poolTemperature')?.spec
  if (!spec || step.phase !== 'thaw' || step.counters['frozen_pct']! <= GONE_pct) return null
  const points = view.history(`${step.step.id}.poolTemperature`)
  const rang = points.findIndex((p, i) => {
    const before = points.slice(0, i + 1).filter((q) => q.t_s >= p.t_s - spec.delay_s)
    return before.length > 2 && before.every((q) => q.shown !== null && q.shown > spec.limit)
  })
  return rang < 0 ? null : points[rang]!.t_s
}

const alarmed_C = (view: DeskView, step: StepView, at_s: number): number =>
  view
    .history(`${step.step.id}.poolTemperature`)
    .filter((p) => p.t_s <= at_s)
    .at(-1)?.shown ?? 0

/** So long from the call until a thing is mended; meanwhile the ice melts at a jacket that warms no flake. */
const MENDED_S = 65 * MINUTE
const SLIPS_C = 8

/** Jacket while there is much ice: the wall takes no flake back. While little is left: what is in it still warms. */
const ICE_JACKET: readonly (readonly [above_pct: number, jacket_C: number])[] = [
  [20, 23],
  [8, 14],
  [3, 8],
  [0, 4],
]

/**
 * Warm while ice takes up the heat, less and less as it goes; the needle by the probe and by hand, every quarter of an
 * hour; a needle too high is compared before anything is cut.
 */
export const expertPlasmaThaw: UnitHand = {
  ...sopPlasmaThaw,
  look(view, step) {
    const due = panelToRead(view, step)
    if (due !== undefined) return due
    if (trouble(view, step) === 'unknown') return 'handThermometer'
    const last = view.view(`${step.step.id}.poolTemperature`)
    const every_s = 15 * MINUTE
    return step.phase === 'thaw' && !step.paused && (!last || view.t_s - last.t_s >= every_s)
      ? 'poolTemperature'
      : undefined
  },
  jacket(view, step) {
    if (trouble(view, step) === 'unknown') return undefined
    const ice = step.counters['frozen_pct']!
    const byIce = ICE_JACKET.find(([above]) => ice > above)?.[1] ?? CUT_C
    const sent = view.done('call.maintenance').find((d) => d.value === 'vatStirrer')
    const slips = trouble(view, step) === 'stirrer' && (!sent || view.t_s - sent.t < MENDED_S)
    return set(step, 'jacket', slips ? Math.min(SLIPS_C, byIce) : byIce)
  },
  end: (_, step) => set(step, 'end', 1),
  /** A bottle as cold as that shatters when it is opened. */
  warm(view, step) {
    const core = step.ready && step.phase === 'temper' ? shownNow(view, step, 'coreTemperature') : undefined
    return core !== undefined && core < SHATTERS_C ? 1 : undefined
  },
}
const SHATTERS_C = -14.5

/** Who is sent for when the needle of the thaw tank stands too high. */
export function callAboutThaw(view: DeskView, topic: string): string | undefined {
  const step = view.steps.find((s) => s.unit === 'plasmaThaw')
  if (!step || topic !== 'maintenance') return undefined
  const wrong = trouble(view, step)
  const thing = wrong === 'stirrer' ? 'vatStirrer' : wrong === 'probe' ? 'vatProbe' : undefined
  return thing === undefined || view.done('call.maintenance').some((d) => d.value === thing) ? undefined : thing
}
