/** Browser adapters behind small interfaces: runs in a worker, saves, tabs, address, language, sound. */
export { type Address, readAddress } from './address.ts'
export { ANIMALS, type Badge, drawBadge, keepBadge, markVisited, readBadge, visitedBefore } from './badge.ts'
export { answerMessages, type RunHost, runHost, type Serve, type WorkerScope } from './host.ts'
export { initialLanguage, rememberLanguage } from './language.ts'
export type { Bench, Command, Entry, Mark, Part, Reply, Save } from './protocol.ts'
export { serveRuns } from './runs.ts'
export { type Best, openSaves, type Saves } from './saves.ts'
export { keepSoundWishes, openSound, readSoundWishes } from './sound.ts'
export {
  type Machines,
  SOUND_GROUPS,
  type Sound,
  type SoundGroup,
  type SoundId,
  type SoundWishes,
  STILL,
} from './sound/palette.ts'
export { type Seat, takeSeat } from './tabs.ts'
