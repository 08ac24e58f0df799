export { type Carry, carryProblems, loadCarries } from './carry.ts'
export { type Field, formsOf, type StepForm } from './forms.ts'
export { type Clause, type Contract, contractProblems, loadContracts } from './contracts.ts'
export { type Loaded, loadLevel } from './load.ts'
export {
  type Change,
  changesBetween,
  patched,
  patchFile,
  plain,
  saidIn,
  worded,
  type Words,
  wordsFile,
} from './patch.ts'
export { evidenceOf, loadTraining, type Training, trainingProblems } from './training.ts'
export { type LevelFile, levelFile } from './schema.ts'
