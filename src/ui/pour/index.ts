export { PourPlay } from './PourPlay.tsx'
export { openPour } from './session.ts'
