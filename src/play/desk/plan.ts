import type { Refusal } from '../../models/index.ts'
import type { Level, Line } from '../level.ts'
import type { Answer, Run } from '../state.ts'

/**
 * Where there is more to hold than two hands: which operations are the player's is a decision, taken before the first of
 * them begins. The others are the crew's, by the printed recipe.
 */
export function holding(level: Level, ids: readonly string[]): Level {
  const plan = level.work?.plan
  if (!plan) return level
  const steps = level.steps.map((step) =>
    plan.of.includes(step.id) ? { ...step, mode: ids.includes(step.id) ? ('play' as const) : ('auto' as const) } : step,
  )
  return { ...level, steps }
}

/** As it is written in the file, and as its hash knows it. */
export const asPlanned = (level: Level): Level => (level.work?.plan ? holding(level, level.work.plan.usual) : level)

/** Lines of a step the crew holds are the crew's. */
export const linesOf = ({ level }: Run): readonly Line[] =>
  level.work!.lines.filter(
    ({ step }) => !level.work!.plan?.of.includes(step) || level.steps.find((s) => s.id === step)!.mode === 'play',
  )

const no = (code: string): Refusal => ({ code })

const hasBegun = ({ level, running, closed }: Run, id: string): boolean =>
  [...running, ...closed].some(({ index }) => level.steps[index]!.id === id)

/** Operations of the plan that are the player's as it stands. */
export const heldOf = ({ level }: Run): readonly string[] =>
  level.work!.plan!.of.filter((id) => level.steps.find((s) => s.id === id)!.mode === 'play')

export const isToPlan = (run: Run): boolean =>
  run.level.work?.plan !== undefined && !run.level.work.plan.of.some((id) => hasBegun(run, id))

export function refusePlan(run: Run, topic: string, value: Answer): Refusal | undefined {
  const plan = run.level.work?.plan
  if (!plan || topic !== 'hold') return no('unknown_topic')
  if (!Array.isArray(value) || new Set(value).size !== value.length) return no('not_a_plan')
  if (!value.every((id) => plan.of.includes(String(id)))) return no('not_a_plan')
  if (value.length > plan.most) return { code: 'too_many_held', values: { most: plan.most } }
  return isToPlan(run) ? undefined : no('already_begun')
}

export function hold(run: Run, _: string, value: Answer): void {
  run.level = holding(run.level, value as readonly string[])
}
