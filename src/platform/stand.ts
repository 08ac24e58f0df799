/** What a kiosk keeps from one visitor to the next: the wishes of its staff, and a day without anybody's name. */
import { KIOSK_DEMOS, type KioskDemo, STAND_CODE, type StandVial, vialsIn } from '../share/index.ts'
import { isObject } from './shapes.ts'

/** What the people of the stand have chosen. */
export interface StandWishes {
  readonly demos: readonly KioskDemo[]
  readonly languages: readonly ('fr' | 'en')[]
  /** How long one visitor may go on, in minutes. */
  readonly minutes: number
  readonly sound: boolean
  /** A line under the title. */
  readonly message: string
  /** Where the picture at the end leads, without what comes after `#`; empty: the page beside this one. */
  readonly takeHome: string
  readonly pin: string
  /** The shelf shared with other kiosks of the stand; empty: one of its own. */
  readonly shelf: string
}

/** What was left, and where: `P0.2` is the third beat of P0. */
export interface StandDay {
  /** As the calendar here writes it: another day begins anew. */
  readonly day: string
  readonly visits: number
  readonly begun: Readonly<Record<KioskDemo, number>>
  readonly ended: Readonly<Record<KioskDemo, number>>
  /** How many ended with 0, 1, 2, 3 medals. */
  readonly medals: readonly [number, number, number, number]
  readonly left: Readonly<Record<string, number>>
  readonly played_s: number
  readonly doses: number
  readonly languages: Readonly<Record<'fr' | 'en', number>>
  /** The newest last. */
  readonly shelf: readonly StandVial[]
}

const USUAL_WISHES: StandWishes = {
  demos: KIOSK_DEMOS,
  languages: ['fr', 'en'],
  minutes: 4,
  sound: false,
  message: '',
  takeHome: '',
  pin: '1906',
  shelf: '',
}

const MOST_VIALS = 60
export const LONGEST_MESSAGE = 90
const WISHES = 'premier-lot.stand'
const DAY = 'premier-lot.stand.day'
const KIOSK = 'premier-lot.stand.kiosk'

const dayNow = (): string => {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

const none = (): Record<KioskDemo, number> => ({ P0: 0, M0: 0, A0: 0 })
export const emptyDay = (): StandDay => ({
  day: dayNow(),
  visits: 0,
  begun: none(),
  ended: none(),
  medals: [0, 0, 0, 0],
  left: {},
  played_s: 0,
  doses: 0,
  languages: { fr: 0, en: 0 },
  shelf: [],
})

/** Where storage is refused, the page remembers as long as it is open. */
const remembered = new Map<string, unknown>()

function kept(key: string): unknown {
  if (remembered.has(key)) return remembered.get(key)
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as unknown
  } catch {
    return null
  }
}

function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
    remembered.delete(key)
  } catch {
    remembered.set(key, value)
  }
}

const isCount = (n: unknown): n is number => typeof n === 'number' && Number.isFinite(n) && n >= 0
export const isPin = (pin: unknown): pin is string => typeof pin === 'string' && /^\d{4}$/.test(pin)

/** An address a telephone can open, or nothing. */
export function isTakeHome(address: string): boolean {
  if (address === '') return true
  try {
    return ['https:', 'http:'].includes(new URL(address).protocol) && address.length <= 200
  } catch {
    return false
  }
}

export function readWishes(): StandWishes {
  const found = kept(WISHES)
  if (!isObject(found)) return USUAL_WISHES
  const { demos, languages, minutes, sound, message, takeHome, pin, shelf } = found
  const chosen = Array.isArray(demos) ? KIOSK_DEMOS.filter((id) => demos.includes(id)) : []
  const spoken = Array.isArray(languages) ? (['fr', 'en'] as const).filter((l) => languages.includes(l)) : []
  return {
    demos: chosen.length ? chosen : KIOSK_DEMOS,
    languages: spoken.length ? spoken : USUAL_WISHES.languages,
    minutes: isCount(minutes) && minutes >= 2 && minutes <= 5 ? minutes : USUAL_WISHES.minutes,
    sound: sound === true,
    message: typeof message === 'string' ? message.slice(0, LONGEST_MESSAGE) : '',
    takeHome: typeof takeHome === 'string' && isTakeHome(takeHome) ? takeHome : '',
    pin: isPin(pin) ? pin : USUAL_WISHES.pin,
    shelf: typeof shelf === 'string' && STAND_CODE.test(shelf) ? shelf : '',
  }
}

export const keepWishes = (wishes: StandWishes): void => keep(WISHES, wishes)

const counts = <K extends string>(found: unknown, names: readonly K[]): Record<K, number> => {
  const from = isObject(found) ? found : {}
  return Object.fromEntries(names.map((name) => [name, isCount(from[name]) ? from[name] : 0])) as Record<K, number>
}

/** Today's, or an empty one: what was counted yesterday is gone. */
export function readDay(): StandDay {
  const found = kept(DAY)
  const today = emptyDay()
  if (!isObject(found) || found['day'] !== today.day) return today
  const medals = Array.isArray(found['medals']) ? (found['medals'] as unknown[]) : []
  const at = (i: number): number => (isCount(medals[i]) ? medals[i] : 0)
  const left = isObject(found['left']) ? found['left'] : {}
  return {
    day: today.day,
    visits: isCount(found['visits']) ? found['visits'] : 0,
    begun: counts(found['begun'], KIOSK_DEMOS),
    ended: counts(found['ended'], KIOSK_DEMOS),
    medals: [at(0), at(1), at(2), at(3)],
    left: Object.fromEntries(
      Object.entries(left).filter(
        (entry): entry is [string, number] => /^[PMA]0\.\d$/.test(entry[0]) && isCount(entry[1]),
      ),
    ),
    played_s: isCount(found['played_s']) ? found['played_s'] : 0,
    doses: isCount(found['doses']) ? found['doses'] : 0,
    languages: counts(found['languages'], ['fr', 'en']),
    shelf: vialsIn(found['shelf']).slice(-MOST_VIALS),
  }
}

/** By which the others of the stand tell this kiosk from a second one: drawn once for each browser. */
export function kioskId(): string {
  const found = kept(KIOSK)
  if (typeof found === 'string' && /^[0-9a-f]{16}$/.test(found)) return found
  const id = Array.from(crypto.getRandomValues(new Uint8Array(8)), (n) => n.toString(16).padStart(2, '0')).join('')
  keep(KIOSK, id)
  return id
}

export const keepDay = (day: StandDay): void => keep(DAY, { ...day, shelf: day.shelf.slice(-MOST_VIALS) })
