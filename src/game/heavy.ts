/**
 * What of the core the page itself needs, now and then; loaded when it does. By a file of its own: a barrel that is
 * loaded late brings all it holds to every page that takes one small thing out of it.
 */
export { carriedInto, inspecting, levelHash, play, readDecisions, setUp } from '../record/index.ts'
