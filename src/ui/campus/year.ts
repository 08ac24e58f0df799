import type { LevelHere } from './PlantPanel.tsx'

/** One apprenticeship year: to do, to hold alone, to answer for, and what takes the whole site. */
export const SEASONS = ['autumn', 'winter', 'spring', 'summer'] as const
export type Season = (typeof SEASONS)[number]

/** So many levels of a season, of any plants, open the next. */
const OPENS_NEXT = 4

/** By the number of a level; a demo stands beside the year. */
export function seasonOf(id: string): Season | null {
  if (id.startsWith('K')) return 'summer'
  const number = Number(id.slice(1))
  return number >= 1 ? (SEASONS[Math.ceil(number / 2) - 1] ?? null) : null
}

export interface SeasonHere {
  readonly season: Season
  readonly open: boolean
  readonly passed: number
  readonly levels: number
  /** Still to be passed before the next one opens; 0: it is open. */
  readonly missing: number
}

/** The seasons that have levels, as far as they are played. */
export function yearOf(levels: readonly Pick<LevelHere, 'id' | 'best'>[]): readonly SeasonHere[] {
  let open = true
  return SEASONS.flatMap((season): SeasonHere[] => {
    const here = levels.filter((level) => seasonOf(level.id) === season)
    if (here.length === 0) return []
    const passed = here.filter((level) => level.best?.passed).length
    const missing = Math.max(0, Math.min(OPENS_NEXT, here.length) - passed)
    const found = { season, open, passed, levels: here.length, missing }
    open = missing === 0
    return [found]
  })
}

/** Where one stands in it: the last season that is open. */
export const seasonNow = (year: readonly SeasonHere[]): SeasonHere | undefined => year.filter((s) => s.open).at(-1)

/** A level of a season to come, unless one has been in it already: a code, a class or a proof opens anything. */
export const isShut = (year: readonly SeasonHere[], { id, kept, best }: LevelHere): boolean =>
  kept === null && best === null && year.some((s) => s.season === seasonOf(id) && !s.open)
