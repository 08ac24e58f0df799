import type { DeskView, StepView } from '../desk/view.ts'
import { set, type UnitHand } from './hand.ts'

/** What the printed recipe says of a vessel worked by hand. */
const WHEEL = 0.52
const LOW_pct = 30
const FOAM_pct = 90

interface Seen {
  readonly t_s: number
  readonly shown: number
}

/** Last looks at a display, oldest first, as far as they showed anything. */
function seen(view: DeskView, step: StepView, panel: string): readonly Seen[] {
  return view
    .looks(`${step.step.id}.${panel}`)
    .flatMap(({ t_s, shown }) => (shown === null ? [] : [{ t_s, shown }]))
    .slice(-8)
}

const old = (view: DeskView, step: StepView, panel: string, apart_s: number): boolean => {
  const last = view.view(`${step.step.id}.${panel}`)
  return !last || view.t_s - last.t_s >= apart_s
}

/** Where a display will stand soon, by its own rise over half a minute or more. */
function ahead(points: readonly Seen[], by_s: number): number | undefined {
  const last = points.at(-1)
  if (!last) return undefined
  const before = points.filter((p) => last.t_s - p.t_s >= 30).at(-1)
  return before ? last.shown + (by_s * (last.shown - before.shown)) / (last.t_s - before.t_s) : last.shown
}

const has = (step: StepView, topic: string): boolean => !step.step.locked.includes(topic)
const touched_s = (view: DeskView, slot: string): number => view.done(slot).at(-1)?.t ?? -Infinity

/** The printed wheel; short of oxygen a little more, foaming a little less; the valve is the first thing one looks at. */
export const sopBreathing: UnitHand = {
  look: (view, step) => (['oxygen', 'foam'] as const).find((panel) => old(view, step, panel, 60)),
  wheel(view, step) {
    const slot = `${step.step.id}.wheel`
    const now = step.settings['wheel']!
    if (view.done(slot).length === 0) return set(step, 'wheel', WHEEL)
    if (view.t_s - touched_s(view, slot) < 60) return undefined
    const oxygen = seen(view, step, 'oxygen').at(-1)?.shown ?? 45
    const foam = seen(view, step, 'foam').at(-1)?.shown ?? 0
    if (foam > FOAM_pct) return Math.max(0, now - 0.1)
    return oxygen < LOW_pct ? Math.min(1, now + 0.05) : undefined
  },
  valve(view, step) {
    const oxygen = seen(view, step, 'oxygen').at(-1)?.shown ?? 45
    return oxygen < LOW_pct && view.done(`${step.step.id}.valve`).length === 0 ? 1 : undefined
  },
}

const AIM_pct = 45
/** What is set now shows in full after two minutes. */
const AHEAD_S = 110
/** As much gas as foam allows for long; beyond it the gas must be richer, not more. */
const CALM = 0.36

type Cause = 'none' | 'unknown' | 'valve' | 'vent' | 'probe'

const mended = (view: DeskView, step: StepView): boolean =>
  ['valve', 'vent', 'probe'].some((topic) => view.done(`${step.step.id}.${topic}`).length > 0)

/** Oxygen that falls by itself has a cause, and each cause a display on which it shows. */
function causeOf(view: DeskView, step: StepView): Cause {
  if (!has(step, 'valve') || mended(view, step)) return 'none'
  const oxygen = seen(view, step, 'oxygen')
  const last = oxygen.at(-1)
  const fallen = last && oxygen.find((p) => p.shown - last.shown > 3)
  if (!last || !fallen) return 'none'
  const since = (panel: string): readonly Seen[] => seen(view, step, panel).filter((p) => p.t_s >= fallen.t_s)
  const [second, flow, pressures] = [since('secondOxygen').at(-1), since('oxygenFlow').at(-1), since('ventPressure')]
  if (second && second.shown - last.shown > 12) return 'probe'
  // A coarse gauge is read twice.
  if (!second || !flow || pressures.length < 2) return 'unknown'
  if (pressures.reduce((sum, p) => sum + p.shown, 0) > 0.022 * pressures.length) return 'vent'
  return flow.shown < 0.15 ? 'valve' : 'none'
}

const mends = (cause: Cause) => (view: DeskView, step: StepView) => (causeOf(view, step) === cause ? 1 : undefined)

/** Looks up often, foresees, looks at the other displays before it turns, and has richer gas where more of it foams. */
export const expertBreathing: UnitHand = {
  look(view, step) {
    if (causeOf(view, step) === 'unknown') {
      const due = (['secondOxygen', 'oxygenFlow', 'ventPressure'] as const).find((panel) =>
        old(view, step, panel, panel === 'ventPressure' ? 5 : 30),
      )
      if (due) return due
    }
    const apart_s = has(step, 'valve') && !mended(view, step) ? 8 : 15
    return old(view, step, 'oxygen', apart_s) ? 'oxygen' : old(view, step, 'foam', 45) ? 'foam' : undefined
  },
  wheel(view, step) {
    const slot = `${step.step.id}.wheel`
    const now = step.settings['wheel']!
    // What stands in balance is left alone until one knows why it moves.
    if (step.phase !== 'watch' || (has(step, 'valve') && !mended(view, step))) return undefined
    if (has(step, 'enrichment')) return view.done(slot).length === 0 ? set(step, 'wheel', CALM) : undefined
    const oxygen = ahead(seen(view, step, 'oxygen'), AHEAD_S)
    const foam = ahead(seen(view, step, 'foam'), 60) ?? 0
    if (oxygen === undefined || view.t_s - touched_s(view, slot) < 18) return undefined
    if (foam > 98) return Math.max(0, now - 0.05)
    const by = Math.min(0.16, Math.max(-0.1, 0.0045 * (AIM_pct - oxygen)))
    return Math.abs(by) < 0.015 || (by > 0 && foam > 93) ? undefined : Math.min(1, Math.max(0, now + by))
  },
  enrichment(view, step) {
    const slot = `${step.step.id}.enrichment`
    const oxygen = ahead(seen(view, step, 'oxygen'), AHEAD_S)
    if (oxygen === undefined || view.t_s - touched_s(view, slot) < 18) return undefined
    const by = Math.min(14, Math.max(-10, 0.35 * (AIM_pct - oxygen)))
    return Math.abs(by) < 1.5 ? undefined : Math.min(60, Math.max(0, step.settings['enrichment']! + by))
  },
  valve: mends('valve'),
  vent: mends('vent'),
  probe: mends('probe'),
}
