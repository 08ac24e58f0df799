import type { StepView } from '../desk/view.ts'
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

/** The printed recipe, whatever the vessel of the day before stood at; a phase ends when its criterion is met. */
export const sopPlasmaThaw: UnitHand = {
  look: panelToRead,
  pause: (_, step) => (step.paused ? 0 : undefined),
  jacket: (_, step) => set(step, 'jacket', 18),
  end: (_, step) => set(step, 'end', 2),
  proceed: (_, step) => (step.ready ? 1 : undefined),
}
