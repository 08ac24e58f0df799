/** The opening of a first visit; loaded on its own, before anything else of the game. */
import './cold.css'
export { ColdOpening } from './ColdOpening.tsx'
export { openColdSession } from './session.ts'
