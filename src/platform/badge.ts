/** Who plays, as this browser knows them: a made-up name and a paraph. It leaves this browser with nothing. */
export interface Badge {
  readonly animal: (typeof ANIMALS)[number]
  readonly number: number
  /** The stroke, as an SVG path in a box of 300 × 100; empty when letters were typed. */
  readonly stroke: string
  readonly letters: string
}

export const ANIMALS = ['loutre', 'chouette', 'herisson', 'heron', 'lynx', 'renard'] as const

const BADGE = 'premier-lot.badge'
const VISITED = 'premier-lot.visited'
const LONGEST_STROKE = 6000

/** What a badge's stroke may hold: moves and lines, nothing else. */
const isStroke = (path: unknown): path is string =>
  typeof path === 'string' && path.length <= LONGEST_STROKE && /^([ML]-?\d+(\.\d)? -?\d+(\.\d)?)*$/.test(path)

export function drawBadge(before: Badge | null = null): Badge {
  const other = ANIMALS.filter((animal) => animal !== before?.animal)
  const animal = other[Math.floor(Math.random() * other.length)] ?? ANIMALS[0]
  return { animal, number: 1 + Math.floor(99 * Math.random()), stroke: '', letters: '' }
}

let here: Badge | null = null

export function readBadge(): Badge | null {
  try {
    const found = JSON.parse(localStorage.getItem(BADGE) ?? 'null') as Partial<Badge> | null
    if (!found || !ANIMALS.includes(found.animal as Badge['animal']) || !Number.isInteger(found.number)) return here
    const letters = typeof found.letters === 'string' ? found.letters.slice(0, 3) : ''
    return { ...(found as Badge), stroke: isStroke(found.stroke) ? found.stroke : '', letters }
  } catch {
    return here
  }
}

export function keepBadge(badge: Badge): void {
  here = badge
  try {
    localStorage.setItem(BADGE, JSON.stringify(badge))
  } catch {
    // Refused: for this visit it is kept.
  }
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
