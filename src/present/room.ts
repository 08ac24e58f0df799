import { dressFault, type Run } from '../play/index.ts'
import { momentOf } from './calendar.ts'
import type { Language } from './language.ts'
import type { ItemArt, ItemView, RoomView } from './plantView.ts'

/** Line clearance as a person sees it: what lies where, what its tag said under the lamp, what was tagged. */
export interface RoomSnapshot {
  readonly items: readonly RoomItemSnapshot[]
  readonly checked: boolean
  /** What the second pair of eyes tagged; null before they came. */
  readonly foundBySecond: readonly string[] | null
  readonly cleared: boolean
  /** What there is to put on before one goes in, and in which order it was. */
  readonly pieces: readonly string[]
  readonly worn: readonly string[]
  /** What the second pair of eyes saw to be put on too early; null: nothing, or not looked yet. */
  readonly amiss: string | null
}

export interface RoomItemSnapshot {
  readonly id: string
  readonly area: string
  /** Which of its two tags was read; null: not yet under the lamp. */
  readonly tag: 'ours' | 'other' | null
  readonly tagged: boolean
}

/** Two bags to choose from, and the one on the scale. */
export interface BagsSnapshot {
  readonly bags: readonly { readonly id: string; readonly expires_s: number | null }[]
  readonly connected: string | null
  /** Printed on every bag: the scale weighs kilos, the recipe asks for litres. */
  readonly density_kg_L: number
}

const DAY_S = 86_400

/** What is not worn yet is seen on its peg. */
function early(run: Run, worn: readonly string[]): string | null {
  const fault = dressFault(run)
  return fault !== undefined && worn.includes(fault) ? fault : null
}

/** As it hangs there: every other piece first, so that no order is given away. */
const pegs = (ids: readonly string[]): readonly string[] => [
  ...ids.filter((_, i) => i % 2 === 1),
  ...ids.filter((_, i) => i % 2 === 0),
]

export function roomOf(run: Run): RoomSnapshot | null {
  const state = run.desk?.room
  if (!state) return null
  const mine = new Set(run.log.flatMap((d) => (d.slot === 'room.tag' && d.by === 'player' ? [d.value] : [])))
  return {
    items: run.level.work!.room!.items.map(({ id, area }) => {
      const seen = run.desk!.views[`room.${id}`]
      return { id, area, tag: seen ? (seen.value === 1 ? 'other' : 'ours') : null, tagged: state.tagged.includes(id) }
    }),
    checked: state.checked,
    foundBySecond: state.checked ? state.tagged.filter((id) => !mine.has(id)) : null,
    cleared: state.cleared,
    pieces: pegs((run.level.work!.room!.dress ?? []).map(({ id }) => id)),
    worn: [...(state.worn ?? [])],
    amiss: state.checked ? early(run, state.worn ?? []) : null,
  }
}

export function bagsOf(run: Run, density_kg_L: number): BagsSnapshot | null {
  const bags = run.level.work?.bags
  if (!bags || !run.desk) return null
  return {
    bags: bags.ids.map((id) => {
      const seen = run.desk!.views[`bag.${id}`]
      const days = seen?.value ?? null
      return { id, expires_s: seen && days !== null ? seen.t_s + days * DAY_S : null }
    }),
    connected: run.desk.bag,
    density_kg_L,
  }
}

/** What was still there of the batch before when the room was declared clear: at the end it is told. */
export function leftBehind(run: Run): readonly string[] {
  const room = run.desk?.room
  return room?.cleared ? room.wrong.filter((id) => !room.tagged.includes(id)) : []
}

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  fr: ['JANV', 'FÉVR', 'MARS', 'AVR', 'MAI', 'JUIN', 'JUIL', 'AOÛT', 'SEPT', 'OCT', 'NOV', 'DÉC'],
  en: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
}
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
/** The first day of every level: 12 October 2026, in the plant's own calendar. */
const FIRST = { day: 12, month: 9, year: 2026 }

/** A date as it is printed on a label, so many days on from a plant second. */
export function printedDate(language: Language, t_s: number, later_d = 0): string {
  let { day, month, year } = FIRST
  day += momentOf(t_s).day + later_d
  const long = (): number => DAYS[month]! + (month === 1 && year % 4 === 0 ? 1 : 0)
  while (day > long()) {
    day -= long()
    month = (month + 1) % 12
    if (month === 0) year++
  }
  while (day < 1) {
    month = (month + 11) % 12
    if (month === 11) year--
    day += long()
  }
  return `${String(day).padStart(2, '0')} ${MONTHS[language][month]!} ${year}`
}

export const lotNumber = (level: string, seed: number): string => `PL-${level}-${String(seed).padStart(3, '0')}`

/** The batch before this one: the number next to it, so that it has to be read. */
export const lotBefore = (level: string, seed: number): string => lotNumber(level, seed > 0 ? seed - 1 : 999)

export interface TagPlace {
  readonly level: string
  readonly seed: number
  readonly t_s: number
}

/** A tag's text with its lots and dates: `{lot}`, `{before}`, `{day}` today, `{day-9}` nine days ago, `{day+30}`. */
export function tagText(language: Language, template: string, { level, seed, t_s }: TagPlace): string {
  return template
    .replaceAll('{lot}', lotNumber(level, seed))
    .replaceAll('{before}', lotBefore(level, seed))
    .replace(/\{day([+-]\d+)?\}/g, (_, days: string | undefined) => printedDate(language, t_s, Number(days ?? 0)))
}

type Spot = readonly [art: ItemArt, x: number, y: number, size: number]

/** Where things are in the booth. A thing that has no place of its own lies on the table. */
const SPOTS: Readonly<Record<string, Spot>> = {
  bufferBottle: ['bottle', 0.3, 0.4, 0.95],
  gloveBox: ['gloves', 0.68, 0.4, 0.95],
  feedLabel: ['label', 0.1, 0.7, 0.8],
  sampleTubes: ['tubes', 0.225, 0.7, 0.9],
  weight: ['weight', 0.36, 0.7, 0.8],
  scaleTicket: ['label', 0.625, 0.7, 0.7],
  recordPage: ['logbook', 0.76, 0.7, 1],
  pen: ['pen', 0.895, 0.7, 0.85],
  tubingSet: ['hose', 0.5, 0.842, 0.95],
  wasteBag: ['bin', 0.15, 0.955, 1.15],
  coffeeMachine: ['coffee', 0.86, 0.955, 1.25],
  colourChart: ['label', 0.7, 0.4, 0.95],
  unitList: ['label', 0.625, 0.7, 0.8],
  crate: ['box', 0.1, 0.7, 0.95],
  cutter: ['scoop', 0.355, 0.7, 0.85],
  strainer: ['sieve', 0.5, 0.842, 0.85],
  bottleTorn: ['bottle', 0.27, 0.4, 0.85],
  bottleGreen: ['bottle', 0.36, 0.4, 0.85],
  bottleRed: ['bottle', 0.45, 0.4, 0.85],
  pallet1: ['box', 0.13, 0.7, 1.25],
  pallet2: ['box', 0.28, 0.7, 1.25],
  pallet3: ['box', 0.36, 0.955, 1.3],
  pallet4: ['box', 0.64, 0.955, 1.3],
  pallet5: ['box', 0.66, 0.7, 1.25],
  pallet6: ['box', 0.8, 0.7, 1.25],
  overall: ['box', 0.3, 0.4, 0.95],
  gloves: ['gloves', 0.68, 0.4, 0.95],
  goggles: ['label', 0.43, 0.4, 0.7],
  tubeRack: ['tubes', 0.225, 0.7, 0.9],
  bankVials: ['tubes', 0.13, 0.7, 0.9],
  medium: ['bottle', 0.36, 0.7, 0.95],
  pipettes: ['hose', 0.5, 0.842, 0.95],
  flaskLabel: ['label', 0.625, 0.7, 0.8],
  shaker: ['weight', 0.895, 0.7, 1],
  hoseLeft: ['hose', 0.26, 0.4, 0.95],
  hoseRight: ['hose', 0.46, 0.4, 0.95],
  sampleKit: ['tubes', 0.225, 0.7, 0.9],
  handMeter: ['pen', 0.355, 0.7, 0.9],
  rinseBottle: ['bottle', 0.1, 0.7, 0.95],
  hookPlan: ['label', 0.58, 0.4, 0.8],
  trolley: ['box', 0.66, 0.7, 1.1],
  tankLabel: ['label', 0.895, 0.7, 0.8],
  coldBook: ['logbook', 0.93, 0.7, 0.9],
}
/** Stands there in every room, and is nobody's question. */
const FURNITURE: readonly ItemView[] = [
  { id: 'stand.balance', art: 'balance', x: 0.49, y: 0.7, size: 1.2, looked: false, tagged: false },
  { id: 'stand.cart', art: 'cart', x: 0.5, y: 0.955, size: 1.35, looked: false, tagged: false },
]

/** The booth as the stage draws it. `at`: the object that the lamp rests on; null: it follows the pointer. */
export function roomPicture(room: RoomSnapshot, at: string | null): RoomView {
  const things = room.items.map(({ id, tag, tagged }): ItemView => {
    const [art, x, y, size] = SPOTS[id] ?? (['box', 0.5, 0.7, 0.8] as const)
    return { id, art, x, y, size, looked: tag !== null, tagged }
  })
  const lit = things.find((item) => item.id === at)
  return {
    kind: 'room',
    items: [...FURNITURE, ...things],
    lampAt: lit ? { x: lit.x, y: lit.y - 0.05 } : null,
    dark: !room.cleared,
  }
}
