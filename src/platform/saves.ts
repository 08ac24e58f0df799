import type { ToolId } from '../play/index.ts'
import type { Left } from '../record/index.ts'
import type { Save } from './protocol.ts'
import {
  asideName,
  contractsName,
  type Best,
  type BestTry,
  bestName,
  DAILY,
  type Daily,
  firstName,
  firstsIn,
  type Pass,
  passesIn,
  passName,
  type Intention,
  INTENTIONS,
  isIntentions,
  MOST_INTENTIONS,
  type FirstTry,
  isBest,
  isBestTry,
  isContractsKept,
  isDaily,
  isFirstTry,
  isLeft,
  isMedals,
  isPass,
  isPacked,
  isReview,
  isSave,
  isTally,
  isTries,
  joined,
  leftName,
  type Medals,
  medalsName,
  packedName,
  REVIEW,
  type Review,
  type Tally,
  talliesIn,
  tallyName,
  triesName,
  tryName,
} from './shapes.ts'
import { type Shelf, type Trouble, troubleOf } from './shelf.ts'

/** Open attempts and best runs of one profile, one of each for a level. */
export interface Saves {
  readonly kept: 'browser' | 'page'
  /** The open attempt. One that cannot be read is put aside, never written over. */
  read(level: string): Promise<{ readonly save: Save | null; readonly damaged: boolean }>
  /** Keeps the newest: what comes while one is being written waits, and what is older is left out. */
  write(save: Save): Promise<Trouble>
  /** All that was handed over is kept. */
  settled(): Promise<void>
  putAside(save: Save): Promise<void>
  remove(level: string): Promise<void>
  readBest(level: string): Promise<Best | null>
  writeBest(best: Best): Promise<void>
  /** What the last finished lot of a level left unhandled. */
  readLeft(level: string): Promise<Left | null>
  writeLeft(left: Left): Promise<void>
  /** The first finished tries of all lots, in the order in which they were finished. */
  readFirsts(): Promise<readonly FirstTry[]>
  readFirst(level: string, seed: number): Promise<FirstTry | null>
  /** Keeps it where there is none of its lot yet. */
  writeFirst(first: FirstTry): Promise<void>
  readTry(level: string, seed: number): Promise<BestTry | null>
  writeTry(level: string, seed: number, pour: BestTry): Promise<void>
  /** How many times a counted lot has been begun here. */
  readBegun(code: string): Promise<number>
  writeBegun(code: string, begun: number): Promise<void>
  readReview(): Promise<Review>
  writeReview(review: Review): Promise<void>
  readIntentions(): Promise<readonly Intention[]>
  writeIntentions(list: readonly Intention[]): Promise<void>
  readContracts(level: string): Promise<readonly string[]>
  /** Adds them to those there are; all of them. */
  keepContracts(level: string, kept: readonly string[]): Promise<readonly string[]>
  /** What is taken along to the next lots of a level. */
  readKit(level: string): Promise<readonly ToolId[]>
  writeKit(level: string, kit: readonly ToolId[]): Promise<void>
  /** The lot of the day that was played last. */
  /** Second passes, in the order in which they were finished; one is kept where there is none of its lot. */
  readPasses(): Promise<readonly Pass[]>
  writePass(pass: Pass): Promise<void>
  readDaily(): Promise<Daily | null>
  /** Keeps it where there is none of that day, or a lesser one. */
  writeDaily(daily: Daily): Promise<void>
  /** How drills went. */
  readTallies(): Promise<readonly Tally[]>
  /** Counts a lot of a drill, unless it was counted before; how the drill went since. */
  tally(drill: string, seed: number, right: boolean): Promise<Tally>
  readMedals(level: string): Promise<Medals | null>
  /** Keeps them when they are more than there were. */
  writeMedals(medals: Medals): Promise<void>
}

/** `place`: under which name the attempt that is open is kept, where it is not its level's. */
export function savesOn(shelf: Shelf, place: (level: string) => string = (level) => level): Saves {
  let writing: Promise<Trouble> | null = null
  let waiting: Save | null = null
  let queued: Promise<Trouble> | null = null
  const put = (save: Save): Promise<Trouble> =>
    shelf
      .write(place(save.level), save)
      .then((): Trouble => null, troubleOf)
      .finally(() => (writing = null))
  const found = async <T>(name: string, is: (value: unknown) => value is T): Promise<T | null> => {
    const value = await shelf.read(name).catch(() => null)
    return is(value) ? value : null
  }
  return {
    kept: shelf.kept,
    async read(level) {
      const value = await shelf.read(place(level)).catch(() => undefined)
      if (value === undefined || value === null) return { save: null, damaged: false }
      if (isSave(value) && value.level === level) return { save: value, damaged: false }
      await shelf.write(asideName(level, value), value).catch(() => {})
      await shelf.remove(place(level)).catch(() => {})
      return { save: null, damaged: true }
    },
    write(save) {
      if (!writing) return (writing = put(save))
      waiting = save
      queued ??= writing.then(() => {
        const newest = waiting
        waiting = queued = null
        return newest ? (writing = put(newest)) : null
      })
      return queued
    },
    async settled() {
      for (;;) {
        const open = queued ?? writing
        if (!open) return
        await open
      }
    },
    async putAside(save) {
      await shelf.write(asideName(save.level, save), save).catch(() => {})
      await shelf.remove(place(save.level)).catch(() => {})
    },
    async remove(level) {
      waiting = waiting?.level === level ? null : waiting
      await this.settled()
      await shelf.remove(place(level))
    },
    readBest: (level) => found(bestName(level), isBest),
    writeBest: (best) => shelf.write(bestName(best.level), best),
    readLeft: (level) => found(leftName(level), isLeft),
    writeLeft: (left) => shelf.write(leftName(left.level), left),
    readFirsts: async () => firstsIn(await shelf.all().catch(() => ({}))),
    readFirst: (level, seed) => found(firstName(level, seed), isFirstTry),
    async writeFirst(first) {
      const name = firstName(first.save.level, first.save.seed)
      if (!(await found(name, isFirstTry))) await shelf.write(name, first)
    },
    readContracts: async (level) => (await found(contractsName(level), isContractsKept))?.kept ?? [],
    async keepContracts(level, kept) {
      const before = await this.readContracts(level)
      const all = [...new Set([...before, ...kept])]
      if (all.length > before.length) await shelf.write(contractsName(level), { format: 1, level, kept: all })
      return all
    },
    readKit: async (level) => (await found(packedName(level), isPacked))?.kit ?? [],
    writeKit: (level, kit) => shelf.write(packedName(level), { format: 1, level, kit }),
    readTry: (level, seed) => found(tryName(level, seed), isBestTry),
    writeTry: (level, seed, pour) => shelf.write(tryName(level, seed), pour),
    readBegun: async (code) => (await found(triesName(code), isTries))?.begun ?? 0,
    writeBegun: (code, begun) => shelf.write(triesName(code), { format: 1, code, begun }),
    readReview: async () => (await found(REVIEW, isReview)) ?? { format: 1, cards: {} },
    writeReview: (review) => shelf.write(REVIEW, review),
    readIntentions: async () => (await found(INTENTIONS, isIntentions))?.list ?? [],
    writeIntentions: (list) => shelf.write(INTENTIONS, { format: 1, list: list.slice(-MOST_INTENTIONS) }),
    readPasses: async () => passesIn(await shelf.all().catch(() => ({}))),
    async writePass(pass) {
      const name = passName(pass.level, pass.seed)
      if (!(await found(name, isPass))) await shelf.write(name, pass)
    },
    readDaily: () => found(DAILY, isDaily),
    async writeDaily(daily) {
      const before = await found(DAILY, isDaily)
      if (before?.day !== daily.day || before.band < daily.band) await shelf.write(DAILY, daily)
    },
    readTallies: async () => talliesIn(await shelf.all().catch(() => ({}))),
    async tally(drill, seed, right) {
      const before = (await found(tallyName(drill), isTally))?.tries ?? []
      const tries = joined(before, [{ seed, at_ms: Date.now(), right }])
      const now: Tally = { format: 1, drill, tries }
      if (tries.length > before.length) await shelf.write(tallyName(drill), now).catch(() => {})
      return now
    },
    readMedals: (level) => found(medalsName(level), isMedals),
    async writeMedals(medals) {
      const before = await found(medalsName(medals.level), isMedals)
      if (!before || before.medals < medals.medals) await shelf.write(medalsName(medals.level), medals)
    },
  }
}
