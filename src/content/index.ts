export { type Carry, carryProblems, loadCarries } from './carry.ts'
export { type Loaded, loadLevel } from './load.ts'
export { type Change, patched, patchFile } from './patch.ts'
export { type LevelFile, levelFile } from './schema.ts'
