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
