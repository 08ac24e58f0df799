import type { FirstTry } from '../../platform/index.ts'
import type { ToolId } from '../../play/index.ts'
import { earnedBy, type Proof } from '../../present/index.ts'

/** Instruments earned by what was played here: the first try of each lot counts, as for the competencies. */
export const earnedHere = (firsts: readonly FirstTry[]): readonly ToolId[] => earnedBy(proofsIn(firsts))

/** First tries as what they prove. */
export const proofsIn = (firsts: readonly FirstTry[]): readonly Proof[] =>
  firsts.map(({ save, passed, gates, seen }) => ({
    level: save.level,
    passed,
    gates: [...gates, ...(save.marks ?? []).map((mark) => mark.gate)],
    seen,
    kit: save.setup?.options?.kit ?? [],
  }))
