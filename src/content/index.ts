export { type Loaded, loadLevel } from './load.ts'
export { type Change, patched } from './patch.ts'
export { type LevelFile, levelFile } from './schema.ts'
