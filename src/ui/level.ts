/** The screen of a level in rounds. */
export { Play } from './Play.tsx'
export { openSession } from './session.ts'
export { hearSession } from './sound/hear.ts'
