import { watchCourse } from './course.ts'
import { groupOf, type OtherWay, type Retelling } from './retelling.ts'
import { startRun } from './run.ts'
import type { Level } from './level.ts'
import { unitOf } from './units.ts'
import { begin, finish, keyOf, type Timed, type Working, workOn } from './work.ts'

/** A decision of the player's that could have been another figure, with the bounds the plant sets it. */
export interface Choice {
  /** Its place among the record's decisions. */
  readonly index: number
  readonly group: string
  readonly slot: string
  readonly t_s: number
  readonly value: number
  readonly unit: string
  readonly low: number
  readonly high: number
}

/** Figures the player set or gave at a step of theirs, in their order. */
export function choicesOf(level: Level, log: readonly Timed[]): readonly Choice[] {
  return log.flatMap(({ t, slot, value }, index): Choice[] => {
    const dot = slot.indexOf('.')
    const topic = slot.slice(dot + 1)
    const step = level.steps.find((s) => s.id === slot.slice(0, dot) && s.mode === 'play')
    if (!step || typeof value !== 'number' || step.locked.includes(topic)) return []
    const { settings, acts } = unitOf(step)
    const spec = Object.hasOwn(settings, topic) ? settings[topic] : Object.hasOwn(acts, topic) ? acts[topic] : undefined
    if (!spec || !(spec.max > spec.min)) return []
    const group = groupOf(level, keyOf(slot, value))
    return [{ index, group, slot, t_s: t, value, unit: spec.unit, low: spec.min, high: spec.max }]
  })
}

/** As it would have gone; `refused`: later decisions of the record that could not be taken any more. */
export interface OwnWay extends OtherWay {
  readonly refused: number
}

/** The record with one of its figures changed, all the rest as it was decided, at its own time. */
export function withValue({ level, seed, crew, mixed, worthOf }: Retelling, index: number, value: number): OwnWay {
  const seen = watchCourse()
  const fixed = mixed.map((d, i) => (i === index ? { ...d, value } : d))
  const run = startRun(level, seed)
  const working: Working = { crew, fixed, watch: seen.watch }
  const progress = begin(run, working)
  workOn(run, progress, { takes: () => true, answer: () => undefined }, working)
  finish(run, crew, seen.watch)
  return { worth: worthOf(run), course: seen.courseOf(run), refused: progress.refused.length }
}
