import type { Result } from '../share/index.ts'
import type { Judged } from './judge.ts'

/** A result that was handed in, and what its replay says. */
export interface Row {
  readonly file: string
  readonly result: Result
  readonly judged: Judged
}

export const AXES = ['yield', 'purity', 'compliance'] as const
export type Axis = (typeof AXES)[number]

export const bandOf = (mark: number): 'low' | 'middle' | 'high' => (mark < 50 ? 'low' : mark < 75 ? 'middle' : 'high')
export const meanOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length
