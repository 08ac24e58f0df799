import { type Digestible, digestOf } from '../sim/index.ts'
import type { Save } from './protocol.ts'
import { type Badge, isProfileId, type Profile, readBadge } from './profiles.ts'
import { readSettings, type Settings } from './settings.ts'
import {
  asideName,
  fits,
  isAside,
  isBest,
  isBestTry,
  isContractsKept,
  isFirstTry,
  isIntentions,
  isMedals,
  isObject,
  isPass,
  isReview,
  isSave,
  isTally,
  isTries,
  joined,
} from './shapes.ts'
import type { Shelf } from './shelf.ts'

/** All of one profile as one file: a person's own, to be carried to another machine. */
export interface Progress {
  readonly kind: 'premier-lot.progress'
  readonly format: 1
  readonly profile: { readonly id: string; readonly badge: Badge; readonly settings: Settings }
  readonly records: Readonly<Record<string, unknown>>
  /** Of all the rest. */
  readonly digest: string
}

/** Why a file is not taken in. */
export type ImportRefusal = 'notOurs' | 'newer' | 'damaged' | 'tooLarge'

export const LARGEST_FILE = 8_000_000

const digestOfAll = (progress: Omit<Progress, 'digest'>): string =>
  // As the file has it: what JSON cannot say is not there.
  digestOf(JSON.parse(JSON.stringify(progress)) as Digestible)

export function progressOf(profile: Profile, records: Readonly<Record<string, unknown>>): Progress {
  const { id, badge, settings } = profile
  const all = { kind: 'premier-lot.progress', format: 1, profile: { id, badge, settings }, records } as const
  return { ...all, digest: digestOfAll(all) }
}

/** A file of that kind, whole and understood record by record; else why not. */
export function readProgress(text: string): Progress | ImportRefusal {
  if (text.length > LARGEST_FILE) return 'tooLarge'
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    // Half a file of ours still begins like one.
    return text.includes('"premier-lot.progress"') ? 'damaged' : 'notOurs'
  }
  if (!isObject(found) || found['kind'] !== 'premier-lot.progress') return 'notOurs'
  const { format, profile, records, digest } = found
  if (typeof format === 'number' && format > 1) return 'newer'
  if (format !== 1 || !isObject(profile) || !isObject(records) || typeof digest !== 'string') return 'damaged'
  const badge = readBadge(profile['badge'])
  const { digest: _, ...rest } = found
  if (!badge || !isProfileId(profile['id'])) return 'damaged'
  if (digestOfAll(rest as unknown as Omit<Progress, 'digest'>) !== digest) return 'damaged'
  if (!Object.entries(records).every(([name, value]) => fits(name, value))) return 'damaged'
  const settings = readSettings(profile['settings'])
  return { kind: 'premier-lot.progress', format: 1, profile: { id: profile['id'], badge, settings }, records, digest }
}

const begins = (whole: Save, part: Save): boolean =>
  whole.seed === part.seed && part.log.every((entry, i) => JSON.stringify(entry) === JSON.stringify(whole.log[i]))

/**
 * What changes when a file comes to what is here: the better stays, nothing is deleted. Of two open attempts at a level the
 * further one goes on, and the other is put aside unless it is its beginning.
 */
export function merged(
  here: Readonly<Record<string, unknown>>,
  came: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const changes: Record<string, unknown> = {}
  for (const [name, theirs] of Object.entries(came)) {
    const ours = here[name]
    if (isSave(theirs) && !isAside(name)) {
      if (!isSave(ours)) {
        // What is here and cannot be read is not lost either.
        if (ours !== undefined) changes[asideName(name, ours)] = ours
        changes[name] = theirs
        continue
      }
      const further = theirs.at_s > ours.at_s
      const [on, left] = further ? [theirs, ours] : [ours, theirs]
      if (further) changes[name] = theirs
      if (!begins(on, left)) changes[asideName(name, left)] = left
    } else if (ours === undefined || !fits(name, ours)) changes[name] = theirs
    else if (isBest(theirs) && isBest(ours) && theirs.rank > ours.rank) changes[name] = theirs
    // Of two tries the one that was the first.
    else if (isPass(theirs) && isPass(ours)) {
      if (theirs.at_ms < ours.at_ms) changes[name] = theirs
    } else if (isFirstTry(theirs) && isFirstTry(ours) && theirs.at_ms < ours.at_ms) changes[name] = theirs
    else if (isContractsKept(theirs) && isContractsKept(ours)) {
      const kept = [...new Set([...ours.kept, ...theirs.kept])]
      if (kept.length > ours.kept.length) changes[name] = { ...ours, kept }
    } else if (isMedals(theirs) && isMedals(ours) && theirs.medals > ours.medals) changes[name] = theirs
    // Of two notebooks the one that goes further.
    else if (isIntentions(theirs) && isIntentions(ours)) {
      if (theirs.list.length > ours.list.length) changes[name] = theirs
    } else if (isReview(theirs) && isReview(ours)) {
      // Of each question the later answer.
      const later = Object.entries(theirs.cards).filter(([id, card]) => card.seen > (ours.cards[id]?.seen ?? -1))
      if (later.length) changes[name] = { ...ours, cards: { ...ours.cards, ...Object.fromEntries(later) } }
    } else if (isTally(theirs) && isTally(ours)) {
      const tries = joined(ours.tries, theirs.tries)
      if (JSON.stringify(tries) !== JSON.stringify(ours.tries)) changes[name] = { ...ours, tries }
    } else if (isTries(theirs) && isTries(ours) && theirs.begun > ours.begun) changes[name] = theirs
    else if (isBestTry(theirs) && isBestTry(ours) && theirs.delivered > ours.delivered) changes[name] = theirs
  }
  return changes
}

/** Puts a file's records on a shelf; how many were new or better. */
export async function takeIn(shelf: Shelf, progress: Progress): Promise<number> {
  const changes = merged(await shelf.all(), progress.records)
  for (const [name, value] of Object.entries(changes)) await shelf.write(name, value)
  return Object.keys(changes).length
}
