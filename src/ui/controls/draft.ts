import { signal } from '@preact/signals'

/** What a hand is about to set: shown by the indicator, foreseen on the curves, nothing in the plant yet. */
export interface Draft {
  readonly step: string
  readonly topic: string
  readonly value: number
}

export const draft = signal<Draft | null>(null)

export const draftOf = (step: string, topic: string): number | null => {
  const now = draft.value
  return now && now.step === step && now.topic === topic ? now.value : null
}

/** About a hundred presses from end to end, in whole steps of the display; with shift five times that. */
export function arrowStep(span: number, resolution: number): number {
  const rough = span / 100
  const choices = [1, 2, 5, 10, 20, 50, 100].map((n) => n * resolution)
  return choices.find((c) => c >= rough) ?? resolution
}

export const roundTo = (x: number, digits: number): number => Number(x.toFixed(digits))

/** Marks that catch a sliding handle: where it stands, and what the recipe asks. */
export function detent(value: number, marks: readonly number[], span: number): number {
  const near = marks.find((mark) => Math.abs(mark - value) < 0.012 * span)
  return near ?? value
}
