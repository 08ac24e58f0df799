export type { Level, Product, Step } from './level.ts'
export { idle, leaving } from './policy.ts'
export {
  advanceTo,
  apply,
  checkDecision,
  type ClosedStep,
  type Decision,
  digestRun,
  isOver,
  type Observation,
  observe,
  type Policy,
  query,
  type Run,
  type RunningStep,
  type Stamped,
  startRun,
  unitOf,
  type Watch,
} from './run.ts'
export { productAmount, qualityAttributes } from './quality.ts'
export { type Attribute, judgeAttribute, type JudgedAttribute, type Purity, purity } from './score.ts'
export { sop } from './sop.ts'
