/** Browser adapters behind small interfaces: runs in a worker, saves, profiles, tabs, address, language, sound. */
export { type Address, readAddress } from './address.ts'
export { keepOffline } from './offline.ts'
export { type Asked, type ClassRefusal, classServerHere, isInClass, learnerIn, type Line } from './class/ask.ts'
export {
  type ClassLink,
  type ClassState,
  enterClass,
  joinClass,
  type Joining,
  openClassLink,
  resumeClass,
} from './class/member.ts'
export {
  askClass,
  classFile,
  followBoard,
  forgetOwnClass,
  keepOwnClass,
  makeClass,
  openOwnClass,
  type OwnClass,
  ownClasses,
} from './class/owner.ts'
export { answerMessages, type RunHost, runHost, type Serve, type WorkerScope } from './host.ts'
export { keepDraft, readDraft } from './drafts.ts'
export { chosenLanguage, initialLanguage, isLanguageAsked, rememberLanguage } from './language.ts'
export type { Lms, Verdict } from './lms/lms.ts'
/** Only a page that was packed for a system loads these. */
export const loadLms = () => import('./lms/index.ts')
export {
  addProfile,
  allProfiles,
  ANIMALS,
  type Badge,
  chooseProfile,
  drawBadge,
  keepBadge,
  keepSettings,
  markVisited,
  mayAddProfile,
  type Profile,
  profileHere,
  removeProfile,
  visitedBefore,
} from './profiles.ts'
export { type ImportRefusal, LARGEST_FILE, progressOf, readProgress, takeIn } from './progress.ts'
export type { Bench, Command, Entry, Mark, Reason, Reply, Save, Telling } from './protocol.ts'
export { serveRuns } from './runs.ts'
export { type Saves, savesOn } from './saves.ts'
export { askedByMachine, LIGHTS, PLAIN as usualSettings, type Settings, TEXT_SIZES } from './settings.ts'
export {
  type Best,
  type BestTry,
  type Daily,
  type FirstTry,
  type Pass,
  type Intention,
  type Medals,
  type Review,
  type Tally,
  handedName,
} from './shapes.ts'
export { forgettingShelf, openShelf, type Shelf, type Trouble } from './shelf.ts'
export { keepSoundWishes, openSound, readSoundWishes } from './sound.ts'
export {
  type Machines,
  SOUND_GROUPS,
  type Sound,
  type SoundGroup,
  type RoomAir,
  type SoundId,
  type SoundWishes,
  STILL,
} from './sound/palette.ts'
export { type Seat, takeSeat } from './tabs.ts'
export {
  emptyDay,
  isPin,
  isTakeHome,
  keepDay,
  keepWishes,
  LONGEST_MESSAGE,
  readDay,
  readWishes,
  type StandDay,
  type StandWishes,
} from './stand.ts'
export { shareShelf } from './standLink.ts'
