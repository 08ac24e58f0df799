export { compact, COMPACT_BUDGET, type Compact, expand, type Expanded } from './compact.ts'
export { packed, unpacked } from './packed.ts'
export { referenceOf, replayed, type Replayed, type SentInto, type Unplayable, without } from './judge.ts'
export { carriedInto, inspecting, isInspected, type Left, leftBy } from './carry.ts'
export {
  asLogged,
  type Crew,
  decisionsFile,
  levelHash,
  type Logged,
  play,
  playHand,
  readDecisions,
  recordFile,
  recordOf,
  type Replay,
  type RunRecord,
} from './record.ts'
export { contractsKept } from './contracts.ts'
export { type Practice, practiceOf } from './practice.ts'
export { LIMITS_MIN, type Options, optionsFile, triesOf } from './options.ts'
export { type Setup, setUp } from './setup.ts'
export { handOf, tried, triersOf } from './trial.ts'
export { type Verdict, type Verified, verify } from './verify.ts'
