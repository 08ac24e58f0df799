import type { Left, Setup } from '../record/index.ts'
import { type Gate, MOST_TOOLS, type ToolId, TOOLS } from '../play/index.ts'
import { digestOf } from '../sim/index.ts'
import type { Entry, Reason, Save } from './protocol.ts'

/** The best finished run of a level in this browser: what its own displays showed, to be beaten. */
export interface Best {
  readonly format: 1
  readonly level: string
  readonly seed: number
  /** The higher the better. */
  readonly rank: number
  /** Viable cells as counted: [day of the culture, 10^6/mL]. */
  readonly counts: readonly (readonly [number, number])[]
}

/** The best attempt at a demo on a lot: what its display showed, to be beaten. */
export interface BestTry {
  /** What it came to, 0 to 1. */
  readonly delivered: number
  /** Of a pour. */
  readonly pumps: number
  /** [minutes, what the display showed, 1 while the hand was on it] */
  readonly trace: readonly (readonly [number, number, number])[]
}

/** Medals won at a level that gives them, on whichever lot: 1 bronze, 2 silver, 3 gold. */
export interface Medals {
  readonly format: 1
  readonly level: string
  readonly medals: 0 | 1 | 2 | 3
}

/** How the lot of a day went: 0 not passed, 1 to 3 the nearer to the expert. */
export interface Daily {
  readonly format: 1
  /** Days of the calendar here, counted. */
  readonly day: number
  readonly level: string
  readonly band: 0 | 1 | 2 | 3
}

/** Contracts of a level kept at some time, on whichever lot. */
export interface ContractsKept {
  readonly format: 1
  readonly level: string
  readonly kept: readonly string[]
}

/** The first time a lot was brought to its end here: whoever plays it again knows what comes. */
export interface FirstTry {
  readonly format: 1
  /** When, by this machine's clock: for the order. */
  readonly at_ms: number
  /** All its decisions: it can be seen again, and played again to its digest. */
  readonly save: Save
  readonly digest: string
  readonly disposition: 'released' | 'rejected' | 'none'
  readonly passed: boolean
  readonly score: Readonly<Record<'yield' | 'purity' | 'compliance', number>>
  /** By competency, what it showed. */
  readonly seen: Readonly<Record<string, readonly number[]>>
  /** Gates that closed at its end; those taken back are marks of the save. */
  readonly gates: readonly Gate[]
}

/** A level that was passed, taken over once more in its midst some days later, with another cause. */
export interface Pass {
  readonly format: 1
  readonly level: string
  readonly seed: number
  readonly at_ms: number
  readonly held: boolean
  /** By competency, what it showed. */
  readonly seen: Readonly<Record<string, readonly number[]>>
}

/** What a player means to do another way next time, formed at the end of a lot; taken along to the next one begun. */
export interface Intention {
  readonly level: string
  readonly seed: number
  /** One of the findings' own, said in whichever language; null: in the player's words. */
  readonly remedy: string | null
  readonly text: string
  /** The lot it was taken along to; null: none was begun yet. */
  readonly taken: { readonly level: string; readonly seed: number } | null
  /** Whether it was done, by the player's own word; null: not asked yet. */
  readonly held: boolean | null
}

/** In the order in which they were formed. */
export interface Intentions {
  readonly format: 1
  readonly list: readonly Intention[]
}

const LONGEST_LOG = 20_000

type Members = Readonly<Record<string, unknown>>
export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= 200
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isTuple = (value: unknown, length: number): boolean =>
  Array.isArray(value) && value.length === length && value.every(isNumber)

const isEntry = (value: unknown): value is Entry => {
  if (!isObject(value) || !isCount(value['t']) || !isName(value['slot'])) return false
  const answer = value['value']
  const part = (x: unknown): boolean => isNumber(x) || isName(x)
  return part(answer) || (Array.isArray(answer) && answer.length <= 200 && answer.every(part))
}

const isChanges = (value: unknown): boolean =>
  Array.isArray(value) && value.every((c) => isObject(c) && isName(c['path']) && typeof c['value'] === 'string')

const isTools = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= MOST_TOOLS && value.every((id) => (TOOLS as readonly unknown[]).includes(id))

function isSetup(value: unknown): value is Setup {
  if (!isObject(value)) return false
  const { options, patch, words } = value
  if (!(patch === undefined || (Array.isArray(patch) && patch.every((c) => isObject(c) && isName(c['path'])))))
    return false
  if (!(words === undefined || (isObject(words) && Object.values(words).every(isChanges)))) return false
  if (options === undefined) return true
  if (!isObject(options)) return false
  const { aids, hidden, limit_min, tries, exam, own, kit } = options
  return (
    (aids === undefined || aids === 'none') &&
    (hidden === undefined || (Array.isArray(hidden) && hidden.every(isName))) &&
    (limit_min === undefined || isCount(limit_min)) &&
    (tries === undefined || isCount(tries)) &&
    (exam === undefined || exam === true) &&
    (own === undefined || isCount(own)) &&
    (kit === undefined || isTools(kit))
  )
}

const isReason = (value: unknown): value is Reason =>
  isObject(value) && isCount(value['t']) && isName(value['of']) && isCount(value['said'])

export function isSave(value: unknown): value is Save {
  if (!isObject(value) || value['format'] !== 1) return false
  const { level, hash, model, seed, log, at_s, marks, again, laid, reasons, setup, used_s } = value
  return (
    isName(level) &&
    isName(hash) &&
    isName(model) &&
    isCount(seed) &&
    isCount(at_s) &&
    (setup === undefined || isSetup(setup)) &&
    (used_s === undefined || isNumber(used_s)) &&
    Array.isArray(log) &&
    log.length <= LONGEST_LOG &&
    log.every(isEntry) &&
    log.every((entry, i) => i === 0 || log[i - 1].t <= entry.t) &&
    (again === undefined || (Array.isArray(again) && again.every(isCount))) &&
    (marks === undefined ||
      (Array.isArray(marks) && marks.every((mark) => isObject(mark) && isCount(mark['t']) && isName(mark['gate'])))) &&
    (laid === undefined || (isObject(laid) && Object.values(laid).every(isNumber))) &&
    (reasons === undefined || (Array.isArray(reasons) && reasons.every(isReason)))
  )
}

export const isBest = (value: unknown): value is Best =>
  isObject(value) &&
  value['format'] === 1 &&
  isName(value['level']) &&
  isCount(value['seed']) &&
  isNumber(value['rank']) &&
  Array.isArray(value['counts']) &&
  value['counts'].every((point) => isTuple(point, 2))

export const isDaily = (value: unknown): value is Daily =>
  isObject(value) &&
  value['format'] === 1 &&
  isCount(value['day']) &&
  isName(value['level']) &&
  [0, 1, 2, 3].includes(value['band'] as number)

export const isBestTry = (value: unknown): value is BestTry =>
  isObject(value) &&
  isNumber(value['delivered']) &&
  isNumber(value['pumps']) &&
  Array.isArray(value['trace']) &&
  value['trace'].every((point) => isTuple(point, 3))

export const isMedals = (value: unknown): value is Medals =>
  isObject(value) &&
  value['format'] === 1 &&
  isName(value['level']) &&
  isCount(value['medals']) &&
  (value['medals'] as number) <= 3

/** Instruments to be taken along to the next lots of a level. */
export interface Packed {
  readonly format: 1
  readonly level: string
  readonly kit: readonly ToolId[]
}

export const isPacked = (value: unknown): value is Packed =>
  isObject(value) && value['format'] === 1 && isName(value['level']) && isTools(value['kit'])

export const isContractsKept = (value: unknown): value is ContractsKept =>
  isObject(value) &&
  value['format'] === 1 &&
  isName(value['level']) &&
  Array.isArray(value['kept']) &&
  value['kept'].every(isName)

/** How many times a lot whose tries are counted has been begun here. */
export interface Tries {
  readonly format: 1
  readonly code: string
  readonly begun: number
}

export const isTries = (value: unknown): value is Tries =>
  isObject(value) && value['format'] === 1 && isName(value['code']) && isCount(value['begun'])

export const isLeft = (value: unknown): value is Left =>
  isObject(value) &&
  isName(value['level']) &&
  isName(value['record']) &&
  Array.isArray(value['cases']) &&
  value['cases'].every((c) => isObject(c) && isName(c['fault']) && isName(c['cause']))

/** Questions that come back days later: of each its box, and the day of the calendar on which it was last answered. */
export interface Review {
  readonly format: 1
  readonly cards: Readonly<Record<string, { readonly box: number; readonly seen: number }>>
}

/** How a drill went here, lot by lot: whoever does a lot again knows what is behind it, so each counts once. */
export interface Tally {
  readonly format: 1
  /** As in `DRILLS`: `M2.lowOxygen`. */
  readonly drill: string
  /** In the order in which they were ended, by this machine's clock. */
  readonly tries: readonly DrillTry[]
}

export interface DrillTry {
  readonly seed: number
  readonly at_ms: number
  readonly right: boolean
}

export const isTally = (value: unknown): value is Tally =>
  isObject(value) &&
  value['format'] === 1 &&
  isName(value['drill']) &&
  Array.isArray(value['tries']) &&
  value['tries'].every(
    (x, i, all) =>
      isObject(x) &&
      isCount(x['seed']) &&
      isCount(x['at_ms']) &&
      typeof x['right'] === 'boolean' &&
      (i === 0 || (all[i - 1] as DrillTry).at_ms <= (x['at_ms'] as number)),
  )

/** All lots of two tallies in their order; of a lot the first try. */
export function joined(...all: readonly (readonly DrillTry[])[]): readonly DrillTry[] {
  const tries = all.flat().sort((a, b) => a.at_ms - b.at_ms)
  return tries.filter(({ seed }, i) => tries.findIndex((x) => x.seed === seed) === i)
}

const isSeen = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every((worths) => Array.isArray(worths) && worths.every(isNumber))

export const isPass = (value: unknown): value is Pass =>
  isObject(value) &&
  value['format'] === 1 &&
  isName(value['level']) &&
  isCount(value['seed']) &&
  isCount(value['at_ms']) &&
  typeof value['held'] === 'boolean' &&
  isSeen(value['seen'])

export const isFirstTry = (value: unknown): value is FirstTry =>
  isObject(value) &&
  value['format'] === 1 &&
  isCount(value['at_ms']) &&
  isSave(value['save']) &&
  isName(value['digest']) &&
  ['released', 'rejected', 'none'].includes(value['disposition'] as string) &&
  typeof value['passed'] === 'boolean' &&
  isObject(value['score']) &&
  ['yield', 'purity', 'compliance'].every((axis) => isNumber((value['score'] as Members)[axis])) &&
  isSeen(value['seen']) &&
  Array.isArray(value['gates']) &&
  value['gates'].every(isName)

const isLot = (value: unknown): boolean => isObject(value) && isName(value['level']) && isCount(value['seed'])

export const isIntentions = (value: unknown): value is Intentions =>
  isObject(value) &&
  value['format'] === 1 &&
  Array.isArray(value['list']) &&
  value['list'].length <= MOST_INTENTIONS &&
  value['list'].every(
    (x) =>
      isObject(x) &&
      isLot(x) &&
      (x['remedy'] === null || isName(x['remedy'])) &&
      isName(x['text']) &&
      (x['taken'] === null || isLot(x['taken'])) &&
      (x['held'] === null || typeof x['held'] === 'boolean'),
  )

export const isReview = (value: unknown): value is Review =>
  isObject(value) &&
  value['format'] === 1 &&
  isObject(value['cards']) &&
  Object.values(value['cards']).every(
    (card) => isObject(card) && isCount(card['seen']) && [1, 2, 3, 4, 5].includes(card['box'] as number),
  )

/** What one profile may have on its shelf, by name: `M2`, `best.M2`, `left.M2`, `first.M2.17`, `review`, `intentions`, `medals.A0`, `contracts.M2`, `kit.M2`, `daily`, `today.M2`, `drill.M2`, `again.M2`, `pass.M2.17`, `pour.A0.17`, `tries.2C00-05H9`, `tally.M2.lowOxygen`, `aside.M2.3fa9`. */
export const bestName = (level: string): string => `best.${level}`
export const REVIEW = 'review'
export const INTENTIONS = 'intentions'
/** Of a year; older ones go. */
export const MOST_INTENTIONS = 60
export const leftName = (level: string): string => `left.${level}`
export const firstName = (level: string, seed: number): string => `first.${level}.${seed}`
export const contractsName = (level: string): string => `contracts.${level}`
export const packedName = (level: string): string => `kit.${level}`
export const medalsName = (level: string): string => `medals.${level}`
/** How the lot of the day went. */
export const DAILY = 'daily'
/** A lot that was handed over in its midst is kept beside the level's own. */
export const handedName =
  (kind: 'today' | 'drill' | 'again') =>
  (level: string): string =>
    `${kind}.${level}`
export const tryName = (level: string, seed: number): string => `pour.${level}.${seed}`
/** Of a long text, its digest. */
export const triesName = (code: string): string => `tries.${code.length < 20 ? code : digestOf(code).slice(0, 16)}`
export const asideName = (level: string, value: unknown): string =>
  `aside.${level}.${digestOf(JSON.stringify(value) ?? '').slice(0, 8)}`

export const isAside = (name: string): boolean => name.startsWith('aside.')

export const tallyName = (drill: string): string => `tally.${drill}`

export const talliesIn = (records: Readonly<Record<string, unknown>>): readonly Tally[] =>
  Object.entries(records).flatMap(([name, value]) => (name.startsWith('tally.') && isTally(value) ? [value] : []))

export const passName = (level: string, seed: number): string => `pass.${level}.${seed}`

export const passesIn = (records: Readonly<Record<string, unknown>>): readonly Pass[] =>
  Object.entries(records)
    .flatMap(([name, value]) => (name.startsWith('pass.') && isPass(value) ? [value] : []))
    .sort((a, b) => a.at_ms - b.at_ms)

export const firstsIn = (records: Readonly<Record<string, unknown>>): readonly FirstTry[] =>
  Object.entries(records)
    .flatMap(([name, value]) => (name.startsWith('first.') && isFirstTry(value) ? [value] : []))
    .sort((a, b) => a.at_ms - b.at_ms)

/** Is it what its name says? What was put aside may be anything. */
export function fits(name: string, value: unknown): boolean {
  if (isAside(name)) return true
  if (name === REVIEW) return isReview(value)
  if (name === INTENTIONS) return isIntentions(value)
  if (name === DAILY) return isDaily(value)
  if (/^(today|drill|again)\./.test(name)) return isSave(value) && name.slice(6) === value.level
  if (name.startsWith('pass.')) return isPass(value) && passName(value.level, value.seed) === name
  if (name.startsWith('best.')) return isBest(value) && bestName(value.level) === name
  if (name.startsWith('first.')) return isFirstTry(value) && firstName(value.save.level, value.save.seed) === name
  if (name.startsWith('left.')) return isLeft(value) && leftName(value.level) === name
  if (name.startsWith('medals.')) return isMedals(value) && medalsName(value.level) === name
  if (name.startsWith('contracts.')) return isContractsKept(value) && contractsName(value.level) === name
  if (name.startsWith('kit.')) return isPacked(value) && packedName(value.level) === name
  if (name.startsWith('tally.')) return isTally(value) && tallyName(value.drill) === name
  if (name.startsWith('tries.')) return isTries(value) && triesName(value.code) === name
  if (/^pour\.\w+\.\d+$/.test(name)) return isBestTry(value)
  return isSave(value) && value.level === name
}
