import { KIOSK_DEMOS, type KioskDemo } from './card.ts'

/** One demo worked to its end. Two words of lists stand for who did it. */
export interface StandVial {
  readonly demo: KioskDemo
  readonly name: readonly [number, number]
  readonly medals: number
  readonly doses: number
  /** Minutes of the day, by the clock of the kiosk: the order on a shelf that several share. */
  readonly at_min: number
}

/** What a kiosk tells the others of its stand, and what it is told of them: nobody's name, a day, no more. */
export interface StandShelf {
  readonly day: string
  readonly doses: number
  readonly vials: readonly StandVial[]
}

/** So many of the newest go to the others: more than a shelf shows. */
export const MOST_SHARED = 20
/** A word by which the kiosks of one stand know each other; empty: each for itself. */
export const STAND_CODE = /^([A-Z0-9]{4,12})?$/

const isCount = (n: unknown): n is number => typeof n === 'number' && Number.isFinite(n) && n >= 0

/** The vials of a list that somebody else, or yesterday's build, has written; what is none is left out. */
export function vialsIn(found: unknown): readonly StandVial[] {
  return (Array.isArray(found) ? found : []).flatMap((one: unknown): StandVial[] => {
    if (typeof one !== 'object' || one === null) return []
    const { demo, name, medals, doses, at_min } = one as Record<string, unknown>
    const known = KIOSK_DEMOS.find((id) => id === demo)
    if (!known || !Array.isArray(name)) return []
    const [a, b] = name as unknown[]
    if (!isCount(a) || !isCount(b) || !isCount(medals) || medals > 3 || !isCount(doses)) return []
    return [{ demo: known, name: [a, b], medals, doses, at_min: isCount(at_min) ? at_min : 0 }]
  })
}
