export { type Loaded, loadLevel } from './load.ts'
export { type LevelFile, levelFile } from './schema.ts'
