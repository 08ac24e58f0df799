/** Screens in Preact: no Phaser, no state of a run; everything they show comes from `present`. */
import '../../assets/fonts.css'
import './base.css'
import './campus/campus.css'
import './play.css'
import './demo/demo.css'
import './pour/pour.css'
import './breath/breath.css'
import './thawing/thawing.css'
import './sound/sound.css'
export type { AnyDemo, DemoFrame } from './demo/DemoPage.tsx'
export type { DemoOptions } from './demo/session.ts'
export { carryAway } from './settings/Carry.tsx'
export { type Desk as OverlayDesk, Overlays } from './settings/Overlays.tsx'
export { followWishes, overlay, still } from './settings/wishes.ts'
export type { LevelText } from './levelText.ts'
/** Each a chunk of its own, loaded by whoever plays it: the opening of a first visit, a level in rounds, a demo. */
export const loadOpening = () => import('./cold/index.ts')
export const loadLevelScreen = () => import('./level.ts')
export const loadPour = () => import('./pour/index.ts')
export const loadThawing = () => import('./thawing/index.ts')
export const loadBreath = () => import('./breath/index.ts')
export const loadSkills = () => import('./skills/SkillsSheet.tsx')
export const loadLocker = () => import('./locker/LockerSheet.tsx')
export const loadVials = () => import('./vials/VialsSheet.tsx')
export const loadAbout = () => import('./about/AboutSheet.tsx')
export const loadReview = () => import('./review/ReviewSheet.tsx')
export const loadKiosk = () => import('./kiosk/index.ts')
export const loadTakeHome = () => import('./kiosk/TakeHomePage.tsx')
export const loadClass = () => import('./class/index.ts')
export const loadCode = () => import('./share/index.ts')
export type { Course } from './skills/kept.ts'
export { academyWords, labWords } from './campus/inside.ts'
export { answered, type Card, dayHere, drillsDue, dueOn } from './review/deck.ts'
export { standingOf } from './drill/tally.ts'
export { DRILLS } from './drill/text.ts'
export const loadPosed = () => import('./drill/PosedPage.tsx')
export { Campus, type Inside, type Today } from './campus/Campus.tsx'
export { lockerTexts } from './locker/text.ts'
export { has, lockerOf } from './locker/locker.ts'
export { badgeName } from './badge/text.ts'
export { titleOf } from './campus/text.ts'
export { earnedHere } from './kit/earned.ts'
export type { LevelHere } from './campus/PlantPanel.tsx'
export { openSounds } from './sound/heard.ts'
export { SoundSettings } from './sound/SoundSettings.tsx'
export { PASSED } from './rank.ts'
export type { Deciding, Frame, Handed, Probe, Session, Speed } from './session.ts'
export type { StageHandle, StageLoader, StageWishes } from './useStage.ts'
export { questionsFor } from './review/asked.ts'
export { knownLots, secondPassOf } from './skills/again.ts'
export { competencyOf } from './skills/framework.ts'
export { saveFile } from './saveFile.ts'
export { type Line, tellLine, wayOut } from './way/way.ts'
export const loadPackScreens = () => import('./way/screens.ts')
