export { compact, COMPACT_BUDGET, compactLength, type Compact, expand, type Expanded } from './compact.ts'
export {
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
