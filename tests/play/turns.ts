/** The expert's hand with some of its answers turned: what a level makes of one act done otherwise. */
import { type Answer, type DeskView, expertHand, type Hand } from '../../src/play/index.ts'

/** What is answered instead of the expert's answer; undefined: nothing. */
export type Turn = (right: Answer | undefined, view: DeskView) => Answer | undefined
/** By slot. */
export type Turns = Readonly<Record<string, Turn>>

export const never: Turn = () => undefined

/** A set point kept at a value, whatever the expert would do. */
export const held =
  (topic: string, value: number): Turn =>
  (_, view) =>
    view.steps.some((s) => s.settings[topic] !== undefined && s.settings[topic] !== value) ? value : undefined

/** Nothing on these days. */
export const notOn =
  (...days: readonly number[]): Turn =>
  (right, view) =>
    days.includes(view.round) ? undefined : right

/** At most so often. */
export const atMost =
  (times: number, slot: string): Turn =>
  (right, view) =>
    view.done(slot).length < times ? right : undefined

export const turned =
  (turns: Turns): Hand =>
  (view, slot) => {
    const answer = expertHand(view, slot)
    return turns[slot] ? turns[slot](answer, view) : answer
  }
