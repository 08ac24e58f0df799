import { formatNumber, type Language, measured, type ReviewSnapshot, withUnit } from '../../present/index.ts'
import type { LevelText } from '../levelText.ts'
import { releaseTexts } from './text.ts'

type Line = ReviewSnapshot['lines'][number]

/** A line of the record by its name: the level's, a test's, a case's. */
export function lineName(language: Language, text: LevelText, line: Line): string {
  const t = releaseTexts[language]
  if (line.id === 'vial') return t.vialLine
  const traced: Readonly<Record<string, string>> = t.traced
  if (Object.hasOwn(traced, line.of)) return traced[line.of]!
  if (line.id.startsWith('found.')) return t.found(text.cases?.[line.of] ?? line.of)
  if (line.section === 'cases') return text.cases?.[line.of] ?? line.of
  if (line.section === 'steps') return text.lines?.[line.of] ?? line.of
  const n = Number(line.id.split('.')[2] ?? 0)
  const name = measured(language, line.of).name
  return n > 0 ? `${name}, ${t.again(n + 1)}` : name
}

/** What is written on it; null: nothing. */
export function lineSaid(language: Language, text: LevelText, line: Line): string | null {
  const t = releaseTexts[language]
  const { said, of } = line
  if (said === null) return line.id.startsWith('found.') ? t.open : null
  if (of === 'gram') return said ? t.rods : t.noRods
  if (line.id.startsWith('found.')) return text.boards?.[of]?.causes[String(said)]?.name ?? String(said)
  if (line.section === 'cases') return t.written
  if (PASSED.includes(of)) return said ? t.passed : t.failed
  const tracedSaid: Readonly<Record<string, string>> = t.tracedSaid
  if (typeof said === 'string' && Object.hasOwn(tracedSaid, said)) return tracedSaid[said]!
  if (typeof said === 'string') return said
  const [unit, digits] = UNITS[of] ?? [line.limit?.unit ?? '1', digitsOf(said, line.limit?.high ?? 0)]
  return unit === '1' ? formatNumber(language, said, digits) : withUnit(language, said, digits, unit)
}

/** As fine as a figure of that size is known: tenths, where the limit lies at some units. */
const digitsOf = (said: number, most: number): number =>
  said >= 20 ? 0 : said >= 1 || (said >= 0.1 && most >= 5) ? 1 : said >= 0.1 ? 2 : 3

/** Said in one word: passed or not. */
const PASSED: readonly string[] = ['nanoTest', 'acidHold', 'detergentHold']

/** The crew's lines and the hand's, which have no row in the release table. */
const UNITS: Readonly<Record<string, readonly [unit: string, digits: number]>> = {
  firstCount: ['1e6/mL', 1],
  shiftTemperature: ['°C', 1],
  salts: ['mOsm/kg', 0],
  harvestViability: ['%', 1],
  exchanged: ['mS/cm', 2],
  strength: ['g/L', 1],
  store: ['°C', 1],
  harvestHold: ['h', 1],
  holdStart: ['min', 0],
  loadSalt: ['mS/cm', 1],
  rejects: ['1', 0],
  poolSample: ['mL', 0],
  coldestBottle: ['°C', 1],
  chilled: ['°C', 1],
  pressed: ['bar', 2],
  clear: ['NTU', 1],
  acidLab: ['pH', 2],
  acid: ['pH', 2],
  acidFour: ['pH', 2],
  collapse: ['°C', 1],
  salt: ['mS/cm', 2],
  factor: ['ng/mL', 2],
}

export function limitSaid(language: Language, { limit }: Line): string {
  if (!limit) return ''
  const n = (x: number): string => formatNumber(language, x, x >= 1 ? 0 : 2)
  if (limit.low !== null && limit.high !== null)
    return `${n(limit.low)} – ${withUnit(language, limit.high, 0, limit.unit)}`
  if (limit.high !== null) return `≤ ${withUnit(language, limit.high, limit.high >= 1 ? 0 : 2, limit.unit)}`
  return limit.low === null ? '' : `≥ ${withUnit(language, limit.low, 0, limit.unit)}`
}
