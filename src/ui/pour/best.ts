/** The own best pour of each lot, kept in this browser where that is allowed. */
export interface Best {
  readonly delivered: number
  readonly pumps: number
  /** [minutes since mixing, µm on the display, 1 while it poured] */
  readonly trace: readonly (readonly [number, number, number])[]
}

const KEY = 'premier-lot.pour'
const MOST_LOTS = 20

type Kept = Readonly<Record<string, Best>>

/** Where nothing may be kept, the page remembers. */
let here: Kept = {}

function all(): Kept {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof found === 'object' && found !== null ? (found as Kept) : {}
  } catch {
    return here
  }
}

export function bestOf(seed: number): Best | null {
  const found = all()[String(seed)]
  return found && typeof found.delivered === 'number' && Array.isArray(found.trace) ? found : null
}

/** Keeps a pour if it is the best of its lot; says whether it is. */
export function keepBest(seed: number, pour: Best): boolean {
  const before = bestOf(seed)
  if (before && before.delivered >= pour.delivered) return false
  const others = Object.entries(all()).filter(([lot]) => lot !== String(seed))
  here = Object.fromEntries([...others.slice(-MOST_LOTS + 1), [String(seed), pour]])
  try {
    localStorage.setItem(KEY, JSON.stringify(here))
  } catch {
    // As above: for this visit it is kept.
  }
  return true
}
