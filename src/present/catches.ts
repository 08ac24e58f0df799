import type { Proof } from './kit.ts'

/**
 * Good catches: what nothing had rung for, and was seen, said or written all the same. Of a finished lot, the first time it
 * was played, without a gate: all the evidence it gives of a competency is the best there is.
 */
export const CATCHES = {
  /** Nothing of the batch before was left, nothing of this one taken out. */
  room: 'C02',
  /** What went wrong was seen, made safe, written and told in time. */
  alarm: 'C36',
  /** Every line was written as it was read. */
  line: 'C31',
  /** A name was signed only for what its owner had seen. */
  name: 'C33',
} as const
export type Catch = keyof typeof CATCHES

const isCaught = ({ gates, seen }: Proof, kind: Catch): boolean => {
  const worths = seen[CATCHES[kind]] ?? []
  return gates.length === 0 && worths.length > 0 && worths.every((worth) => worth === 1)
}

/** Levels of the lots that were such a catch, in their order. */
export const catchesOf = (proofs: readonly Proof[], kind: Catch): readonly string[] =>
  proofs.flatMap((proof) => (isCaught(proof, kind) ? [proof.level] : []))
