import { vectorLimits } from '../../models/index.ts'
import type { DeskView, StepView } from '../desk/view.ts'
import type { Answer } from '../state.ts'
import { oncePerRound, panelToRead, set, shownNow, todays, type UnitHand } from './hand.ts'

/** Cells of the AAV plant: counted every morning, passed on, transfected when there are enough and none sits in a clump. */

const at = (step: StepView, topic: string): string => `${step.step.id}.${topic}`

const RECIPE = { seed: 0.5, transfectAt: 2.22 }
/** More of them than this is no usual variation. */
const CLUMPED_pct = vectorLimits['cellExpansion.clumped'].setPoint.high! + 3
const MOTOR_pct = 25

const isClumped = (view: DeskView, step: StepView): boolean => (todays(view, step, 'clumped') ?? 0) > CLUMPED_pct
const wasCalled = (view: DeskView): boolean => view.done('call.maintenance').some((d) => d.value === 'stirrer')
const slips = (view: DeskView, step: StepView): boolean => (shownNow(view, step, 'motorLoad') ?? 100) < MOTOR_pct

/** The printed recipe: into the tank on the first morning; clumps get another passage, whatever made them; a motor that
 * runs light is seen to. */
export const sopExpansion: UnitHand = {
  assay: (view, step) => (oncePerRound(view, at(step, 'assay')) ? ['viableCells', 'viability', 'clumped'] : undefined),
  look: panelToRead,
  seed: (_, step) => set(step, 'seed', RECIPE.seed),
  transfectAt: (_, step) => set(step, 'transfectAt', RECIPE.transfectAt),
  passage: (view, step) =>
    step.phase === 'preculture' && isClumped(view, step) && view.done(at(step, 'passage')).length === 0 ? 1 : undefined,
  proceed: (view, step) =>
    step.phase === 'grow' && todays(view, step, 'viability') !== undefined && view.room === null ? 1 : undefined,
}

/** Denser at the start, fewer hours in the same medium: spent medium spoils the complexes. */
const SEED_1e6_mL = 0.7
/** Best before the cocktail, which is a tenth of it; a little later where the last clumps still part. */
const BEST_1e6_mL = 2
const PARTING_1e6_mL = 2.2

/** The same, and the motor is read before anybody blames the cells. */
export const expertExpansion: UnitHand = {
  ...sopExpansion,
  look(view, step) {
    const due = panelToRead(view, step)
    if (due !== undefined) return due
    return isClumped(view, step) && !view.seenToday(at(step, 'motorLoad')) ? 'motorLoad' : undefined
  },
  seed: (_, step) => set(step, 'seed', SEED_1e6_mL),
  transfectAt: (view, step) => set(step, 'transfectAt', wasCalled(view) ? PARTING_1e6_mL : BEST_1e6_mL),
  passage: (view, step) => (slips(view, step) || wasCalled(view) ? undefined : sopExpansion['passage']!(view, step)),
}

/** Counted every morning, and left alone: some of them die of it. */
export const sopProduction: UnitHand = {
  assay: (view, step) => (oncePerRound(view, at(step, 'assay')) ? ['viableCells', 'viability'] : undefined),
  look: panelToRead,
}

/** The stirrer, once the motor says that it slips. */
export function mendsCells(view: DeskView): Answer | undefined {
  const step = view.steps.find((s) => s.unit === 'cellExpansion')
  return step && isClumped(view, step) && slips(view, step) && !wasCalled(view) ? 'stirrer' : undefined
}

/** What was found with the cells, told once it has been dealt with. */
export function cellDeviation(view: DeskView): Answer | undefined {
  const step = view.steps.find((s) => s.unit === 'cellExpansion')
  if (!step || view.done('case.deviation').length > 0) return undefined
  const call = view.done('call.maintenance').find((d) => d.value === 'stirrer')
  if (call) return ['stirrer', step.step.id, call.t, 1, 'maintenance']
  const passage = view.done(at(step, 'passage'))[0]
  return passage && ['clumped', step.step.id, passage.t, 1, 'passage']
}
