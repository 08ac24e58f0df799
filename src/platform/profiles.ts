import { isObject } from './shapes.ts'
import { PLAIN, readSettings, type Settings } from './settings.ts'

/** Who plays, as this browser knows them: a made-up name and a paraph. It leaves this browser only in one's own file. */
export interface Badge {
  readonly animal: (typeof ANIMALS)[number]
  readonly number: number
  /** The stroke, as an SVG path in a box of 300 × 100; empty when letters were typed. */
  readonly stroke: string
  readonly letters: string
}

export const ANIMALS = ['loutre', 'chouette', 'herisson', 'heron', 'lynx', 'renard'] as const

/** One of the people who share this browser. */
export interface Profile {
  /** Drawn, never typed: the same person's file is known by it on another machine. */
  readonly id: string
  readonly badge: Badge
  readonly settings: Settings
}

interface Book {
  /** Who plays now. */
  readonly here: string
  readonly all: readonly Profile[]
}

const BOOK = 'premier-lot.profiles'
/** The one badge there was, before several could share a browser. */
const OLD_BADGE = 'premier-lot.badge'
const VISITED = 'premier-lot.visited'
const LONGEST_STROKE = 6000
const MOST = 60

/** What a badge's stroke may hold: moves and lines, nothing else. */
const isStroke = (path: unknown): path is string =>
  typeof path === 'string' && path.length <= LONGEST_STROKE && /^([ML]-?\d+(\.\d)? -?\d+(\.\d)?)*$/.test(path)

export function drawBadge(before: Badge | null = null): Badge {
  const other = ANIMALS.filter((animal) => animal !== before?.animal)
  const animal = other[Math.floor(Math.random() * other.length)] ?? ANIMALS[0]
  return { animal, number: 1 + Math.floor(99 * Math.random()), stroke: '', letters: '' }
}

export function readBadge(found: unknown): Badge | null {
  if (!isObject(found) || !ANIMALS.includes(found['animal'] as Badge['animal'])) return null
  const { number, stroke, letters } = found
  if (!Number.isInteger(number) || (number as number) < 1 || (number as number) > 99) return null
  return {
    animal: found['animal'] as Badge['animal'],
    number: number as number,
    stroke: isStroke(stroke) ? stroke : '',
    letters: typeof letters === 'string' ? letters.slice(0, 3) : '',
  }
}

const drawId = (): string => Array.from({ length: 16 }, () => Math.floor(16 * Math.random()).toString(16)).join('')

export const isProfileId = (id: unknown): id is string => typeof id === 'string' && /^[0-9a-f]{16}$/.test(id)

/** Where nothing may be kept, the page remembers. */
let remembered: Book | null = null

function parsed(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as unknown
  } catch {
    return null
  }
}

function readBook(): Book {
  const found = parsed(BOOK)
  const all = (isObject(found) && Array.isArray(found['all']) ? found['all'] : []).flatMap(
    (one: unknown): Profile[] => {
      const badge = isObject(one) ? readBadge(one['badge']) : null
      return isObject(one) && badge && isProfileId(one['id'])
        ? [{ id: one['id'], badge, settings: readSettings(one['settings']) }]
        : []
    },
  )
  const here = isObject(found) ? found['here'] : null
  if (all.length) return { here: all.find((p) => p.id === here)?.id ?? all[0]!.id, all }
  return remembered ?? first()
}

/** Nobody yet: somebody with a name that is drawn. */
function first(): Book {
  const only: Profile = { id: drawId(), badge: readBadge(parsed(OLD_BADGE)) ?? drawBadge(), settings: PLAIN }
  return writeBook({ here: only.id, all: [only] })
}

function writeBook(book: Book): Book {
  remembered = book
  try {
    localStorage.setItem(BOOK, JSON.stringify(book))
  } catch {
    // Refused: for this visit it is kept.
  }
  return book
}

/** This page stays with whom it was opened by, whoever is chosen in another tab. */
let mine: string | null = null

export function profileHere(): Profile {
  const book = readBook()
  mine ??= book.here
  return book.all.find((p) => p.id === mine) ?? remembered?.all.find((p) => p.id === mine) ?? book.all[0]!
}

export const allProfiles = (): readonly Profile[] => readBook().all
export const mayAddProfile = (): boolean => readBook().all.length < MOST

function change(changes: Partial<Profile>): void {
  const { id } = profileHere()
  const book = readBook()
  writeBook({ ...book, all: book.all.map((p) => (p.id === id ? { ...p, ...changes } : p)) })
}

export const keepBadge = (badge: Badge): void => change({ badge })
export const keepSettings = (settings: Settings): void => change({ settings })

/** The next page opened here is theirs. */
export function chooseProfile(id: string): void {
  writeBook({ ...readBook(), here: id })
}

export function addProfile(badge: Badge, settings: Settings = PLAIN, id: string = drawId()): Profile {
  const added: Profile = { id, badge, settings }
  const book = readBook()
  writeBook({ ...book, all: [...book.all.filter((p) => p.id !== id), added] })
  return added
}

/** Takes a profile off the list; with the last one a new one comes. */
export function removeProfile(id: string): void {
  const book = readBook()
  const all = book.all.filter((p) => p.id !== id)
  if (all.length === 0) {
    remembered = null
    try {
      localStorage.removeItem(OLD_BADGE)
    } catch {
      // Refused: there is none then.
    }
    first()
  } else writeBook({ here: book.here === id ? all[0]!.id : book.here, all })
}

/** Has somebody been here before in this browser? Where nothing can be kept nobody can tell: then, yes. */
export function visitedBefore(): boolean {
  try {
    localStorage.setItem(`${VISITED}.probe`, '1')
    localStorage.removeItem(`${VISITED}.probe`)
    return localStorage.getItem(VISITED) !== null
  } catch {
    return true
  }
}

export function markVisited(): void {
  try {
    localStorage.setItem(VISITED, '1')
  } catch {
    // As above.
  }
}
