import { type Level, modelVersionOf } from '../play/index.ts'
import { levelHash, play, recordOf, type Replay, type RunRecord } from './record.ts'

/** `drifted`: made with another model version or level file, so its digest cannot be expected to come again. */
export type Verdict = 'verified' | 'drifted' | 'mismatch'

export interface Verified {
  readonly verdict: Verdict
  /** What the replay comes to. */
  readonly digest: string
  /** Of a mismatch: the first decision that could not be taken as recorded; null when only the digest differs. */
  readonly firstWrong_s: number | null
  readonly replay: Replay
}

/** Plays a record again and compares. */
export function verify(level: Level, record: RunRecord): Verified {
  const replay = play(level, record.seed, record.log, record.crew)
  const { digest } = recordOf(replay)
  const sameGround = record.model === modelVersionOf(level) && record.level.hash === levelHash(level)
  const verdict = !sameGround ? 'drifted' : digest === record.digest ? 'verified' : 'mismatch'
  return { verdict, digest, firstWrong_s: verdict === 'mismatch' ? (replay.refused[0]?.t ?? null) : null, replay }
}
