/** Screens in Preact: no Phaser, no state of a run; everything they show comes from `present`. */
import './base.css'
import './menu.css'
import './play.css'
import './pour/pour.css'
import './sound/sound.css'
export type { LevelText } from './levelText.ts'
/** The opening of a first visit: a chunk of its own. */
export const loadOpening = () => import('./cold/index.ts')
export { type Card, Menu } from './Menu.tsx'
export { PourPlay } from './pour/PourPlay.tsx'
export { openPour } from './pour/session.ts'
export { hearSession } from './sound/hear.ts'
export { openSounds } from './sound/heard.ts'
export { SoundSettings } from './sound/SoundSettings.tsx'
export { Play } from './Play.tsx'
export { type Deciding, type Frame, openSession, type Probe, type Session, type Speed } from './session.ts'
export type { StageHandle, StageLoader, StageWishes } from './useStage.ts'
