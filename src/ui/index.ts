/** Screens in Preact: no Phaser, no state of a run; everything they show comes from `present`. */
import './base.css'
import './menu.css'
import './play.css'
export type { LevelText } from './levelText.ts'
export { type Card, Menu } from './Menu.tsx'
export { Play } from './Play.tsx'
export { type Deciding, type Frame, openSession, type Probe, type Session, type Speed } from './session.ts'
export type { StageHandle, StageLoader, StageWishes } from './StageArea.tsx'
