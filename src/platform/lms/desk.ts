import { digestOf } from '../../sim/index.ts'
import type { Entry, Save } from '../protocol.ts'
import type { Saves } from '../saves.ts'
import { attemptOf, attemptText } from './attempt.ts'
import type { Lms, Told, Verdict } from './lms.ts'

/** What a learner is told of the line to the system. */
export type LineState =
  | 'there'
  /** It does not answer: what is played stays here until it does. */
  | 'gone'
  /** Soon no more of the lot fits; only its beginning fits. */
  | 'nearlyFull'
  | 'full'

/** A lot that is played for a system. */
export interface LmsDesk {
  /** The profile's own shelf, with the system before it: it is asked first, and told of every decision. */
  readonly saves: Saves
  conclude(verdict: Verdict): void
  quit(): Promise<void>
}

export interface DeskOptions {
  readonly lms: Lms
  readonly saves: Saves
  /** How the package has its level played. */
  readonly setup: Save['setup']
  /** Says what has changed. */
  readonly say: (state: LineState) => void
  /** Of this browser: remembers that the system lacks something. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Calls when the page goes away; gives back what stops that. */
  readonly leaving: (leave: () => void) => () => void
  readonly now?: () => number
}

const RETRY_MS = 15_000
/** Of the room: from there on it is said that it runs out. */
const NEARLY = 0.85

const same = (a: Entry, b: Entry | undefined): boolean => b !== undefined && JSON.stringify(a) === JSON.stringify(b)

const begins = (whole: Save, part: Save): boolean =>
  whole.seed === part.seed && part.log.length <= whole.log.length && part.log.every((one, i) => same(one, whole.log[i]))

export function openDesk({ lms, saves, setup, say, storage, leaving, now = Date.now }: DeskOptions): LmsDesk {
  /** Decisions the system has been told, or will be with the next. */
  let told: readonly Entry[] = []
  let last_ms = now()
  let isGone = false
  let room: 'nearlyFull' | 'full' | null = null
  const lacking = `premier-lot.lms.${lms.learner}.`
  const note = (level: string, lacks: boolean): void => {
    try {
      if (lacks) storage.setItem(lacking + level, '1')
      else storage.removeItem(lacking + level)
    } catch {
      // Not remembered: then the system's own copy counts.
    }
  }
  const isNoted = (level: string): boolean => {
    try {
      return storage.getItem(lacking + level) !== null
    } catch {
      return false
    }
  }

  async function flush(level: string): Promise<void> {
    const taken = await lms.flush()
    note(level, !taken || room === 'full')
    if (taken === isGone) say(taken ? 'there' : 'gone')
    isGone = !taken
  }
  let level: string | null = null
  const retry = setInterval(() => {
    if (isGone && level !== null) void flush(level)
  }, RETRY_MS)
  /** The newest: what was waited since the last decision is in it. */
  let newest: Save | null = null
  const stay = leaving(() => {
    if (newest) keep(newest)
    lms.leave()
  })

  /** What is new of a log; an act taken back is not untold. */
  function newOf(log: readonly Entry[]): readonly Told[] {
    let common = 0
    while (common < told.length && same(told[common]!, log[common])) common++
    const at_ms = now()
    const fresh = log.slice(common).map(({ t, slot, value }, i): Told => {
      const latency_s = i === 0 ? (at_ms - last_ms) / 1000 : 0
      return { n: nextN++, slot, t, value, at_ms, latency_s }
    })
    if (fresh.length) last_ms = at_ms
    told = [...log]
    return fresh
  }
  let nextN = 0

  function keep(save: Save): void {
    const fitted = attemptText(save, save.log.length, lms.room)
    lms.keep(fitted.text)
    const state = !fitted.complete ? 'full' : fitted.share > NEARLY ? 'nearlyFull' : null
    if (state && state !== room) say(state)
    room = state
  }

  return {
    saves: {
      ...saves,
      async read(id) {
        level = id
        const here = await saves.read(id)
        const there = lms.kept === null ? undefined : attemptOf(lms.kept, setup)
        if (there && there.save.level === id) {
          told = there.save.log.slice(0, there.told)
          nextN = told.length
          // This browser may have more of the same lot: the system was away, or had no room.
          const goesOn = here.save !== null && begins(here.save, there.save)
          return goesOn ? { ...here, save: { ...here.save!, setup } } : { save: there.save, damaged: false }
        }
        // An attempt of before, that the system has been told to forget; unless it never had it.
        if (here.save && lms.counts && !isNoted(id)) {
          await saves.putAside(here.save)
          return { save: null, damaged: false }
        }
        return here
      },
      async write(save) {
        if (!lms.counts) return null
        level = save.level
        newest = save
        const fresh = newOf(save.log)
        if (fresh.length) {
          keep(save)
          lms.tell(fresh)
          await flush(save.level)
        }
        return saves.write(save)
      },
      async readFirst(id, seed) {
        // To be looked at only: what was played is what there is to see.
        const there = lms.counts || lms.kept === null ? undefined : attemptOf(lms.kept, setup)
        if (!there || there.save.level !== id || there.save.seed !== seed) return saves.readFirst(id, seed)
        const score = { yield: 0, purity: 0, compliance: 0 }
        const marks = { disposition: 'none', passed: false, score, seen: {}, gates: [] } as const
        return { format: 1, at_ms: 0, save: there.save, digest: digestOf(lms.kept!), ...marks }
      },
      async writeMedals(medals) {
        const scaled = Math.round((100 * medals.medals) / 3) / 100
        lms.conclude({ scaled, passed: null, goals: [], proof: { medals: medals.medals } })
        await Promise.all([flush(medals.level), saves.writeMedals(medals)])
      },
    },
    conclude(verdict) {
      lms.conclude(verdict)
      if (level !== null) void flush(level)
    },
    async quit() {
      clearInterval(retry)
      stay()
      if (newest) keep(newest)
      await lms.quit()
    },
  }
}
