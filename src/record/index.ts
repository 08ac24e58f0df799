export {
  type Crew,
  crews,
  decisionsFile,
  levelHash,
  type Logged,
  play,
  readDecisions,
  recordFile,
  recordOf,
  type Refused,
  type Replay,
  type RunRecord,
} from './record.ts'
