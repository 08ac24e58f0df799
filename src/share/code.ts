import { LIMITS_MIN, type Options } from '../record/index.ts'
import { type ToolId, TOOLS, toolsFor } from '../play/index.ts'
import { checkOf } from './check.ts'
import { asCode } from './classroom.ts'

/** A built-in level, its lot and how it is to be played: what a code of 8 or 12 signs says. */
export interface Lot {
  readonly level: string
  readonly seed: number
  readonly options: Options
}

/** Why a text is no code, in the order one looks. */
export type CodeRefusal = 'empty' | 'signs' | 'length' | 'mistyped' | 'newer' | 'level' | 'reading'

/** Digits and letters without I, L, O, U; small letters, hyphens, O for 0 and I or L for 1 are read too. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const VERSION = 0

/** Every level of the plan, for good: a place in this list is in the codes people have written down. */
const LEVELS = 'P0 P1 P2 P3 P4 P5 P6 M0 M1 M2 M3 M4 M5 M6 A0 A1 A2 A3 A4 A5 A6 K1 K2 K3'.split(' ')

/**
 * Instruments a code can hide, for good: new ones are put at the end. All without which the level can still be won; what a
 * line, an alarm or the way to a cause reads is none of them. Nobody stands at a desk in the capstones.
 */
const HIDEABLE: Readonly<Record<string, readonly string[]>> = {
  M1: ['culture.pH', 'culture.weight', 'culture.foam'],
  M2: [
    'seed.temperature',
    'culture.oxygenFlow',
    'culture.airFlow',
    'culture.pH',
    'culture.ammonia',
    'culture.gasAnalyserCarbonDioxide',
    'culture.titre',
  ],
  M3: [
    'centrifuge.feedFlow',
    'centrifuge.motorLoad',
    'centrifuge.brothWeight',
    'centrifuge.centrateWeight',
    'centrifuge.viability',
    'clarification.flux',
    'clarification.filtrateLine',
    'clarification.feedWeight',
    'clarification.filtrateWeight',
  ],
  M4: ['capture.columnPh', 'capture.columnConductivity'],
  M5: [
    'capture.columnPh',
    'capture.columnConductivity',
    'concentration.retentatePh',
    'concentration.retentateTemperature',
  ],
  M6: ['culture.oxygenFlow', 'culture.airFlow', 'culture.ammonia', 'concentration.retentatePh'],
  P1: ['cryo.feedFlow', 'cryo.feedWeight'],
  P2: [
    'thaw.coreTemperature',
    'thaw.handThermometer',
    'cryo.feedFlow',
    'cryo.feedWeight',
    'one.bottomTemperature',
    'one.inLinePh',
    'one.motorLoad',
  ],
  P3: [
    'press.filtrateLine',
    'press.filtrateWeight',
    'globulinsDissolved.poolPh',
    'globulinsDissolved.turbidity',
    'fourFour.motorLoad',
    'fiveSpin.feedFlow',
    'fiveSpin.feedWeight',
  ],
  P4: [
    'globulinsCaprylate.poolTemperature',
    'globulinsFiltered.flux',
    'globulinsFiltered.filtrateLine',
    'globulinsFiltered.feedWeight',
    'globulinsFiltered.filtrateWeight',
  ],
  P5: [
    'globulinsColumn.uv',
    'globulinsColumn.poolWeight',
    'globulinsColumn.clottingTime',
    'albuminHeated.bath',
    'cryoDried.shelf',
  ],
  P6: [
    'one.lanceTemperature',
    'one.inLinePh',
    'one.motorLoad',
    'press.flux',
    'press.filtrateLine',
    'press.filtrateWeight',
    'globulinsCaprylate.poolTemperature',
    'globulinsColumn.uv',
    'globulinsColumn.clottingTime',
    'albuminHeated.bath',
    'cryoDried.shelf',
    'cryoDried.vacuum',
  ],
  A1: [
    'expansion.motorLoad',
    'expansion.glucose',
    'production.oxygen',
    'production.pH',
    'production.lactate',
    'production.genomes',
    'production.capsids',
  ],
  A2: ['pour2.size', 'pour3.size'],
  A3: [
    'make.oxygen',
    'make.pH',
    'make.temperature',
    'lyse.temperature',
    'clear.flux',
    'clear.filtrateLine',
    'hold.suiteCall',
    'hold.bagClock',
    'hold.aggregates',
  ],
  A4: [
    'catch1.uv',
    'catch2.uv',
    'catch1.aggregates',
    'catch2.aggregates',
    'polish1.fullByMass',
    'polish2.fullByMass',
    'polish1.fullByAssays',
    'polish2.fullByAssays',
    'polish1.expression',
    'polish2.expression',
  ],
  A5: [
    'lysate.bagWeight',
    'lysate.contactTime',
    'wash.bufferTicket',
    'wash.flux',
    'wash.retentateWeight',
    'wash.conductivity',
    'wash.genomeStrength',
    'fill.bulkWeight',
    'fill.tubeWeight',
  ],
  A6: ['make.oxygen', 'make.temperature', 'make.pH', 'make.glucose', 'make.lactate', 'make.genomes', 'make.capsids'],
}

export const hideable = (level: string): readonly string[] => (Object.hasOwn(HIDEABLE, level) ? HIDEABLE[level]! : [])

/** Readings hidden and instruments brought along, together. */
const MOST_PLACES = 3

/** Places from here on are of the kit. */
const KIT_FROM = 40

export const LARGEST_SEED = 0xffff

/** Bits by name, highest first: 30 of them, and 20 more where something is hidden or brought, in an exam, or with lots of one's own. */
const HEAD = [
  ['version', 2],
  ['level', 5],
  ['aids', 1],
  ['limit', 3],
  ['tries', 3],
  ['seed', 16],
] as const

/** What keeps a lot from having a code; undefined: it has one. */
export function uncodable({ level, seed, options }: Lot): 'level' | 'seed' | 'reading' | undefined {
  if (!LEVELS.includes(level)) return 'level'
  if (!((options.own ?? seed) <= LARGEST_SEED)) return 'seed'
  const { hidden = [], kit = [] } = options
  const can = hidden.every((name) => hideable(level).includes(name)) && kit.every((id) => toolsFor(level).includes(id))
  return can && hidden.length + kit.length <= MOST_PLACES ? undefined : 'reading'
}

/** The code of a lot, in groups of four; undefined where it has none. */
export function codeOf(lot: Lot): string | undefined {
  if (uncodable(lot)) return undefined
  const { aids, limit_min, tries = 0, hidden = [], exam, own, kit = [] } = lot.options
  const values = {
    version: VERSION,
    level: LEVELS.indexOf(lot.level),
    aids: aids ? 1 : 0,
    limit: limit_min === undefined ? 0 : 1 + LIMITS_MIN.indexOf(limit_min),
    tries,
    seed: own ?? lot.seed,
  }
  const bits = HEAD.flatMap(([name, width]) => bitsOf(values[name], width))
  if (hidden.length || kit.length || exam || own !== undefined) {
    const places = [
      ...[...new Set(hidden)].map((name) => 1 + hideable(lot.level).indexOf(name)),
      ...[...new Set(kit)].map((id) => KIT_FROM + TOOLS.indexOf(id)),
    ].sort((a, b) => a - b)
    for (let i = 0; i < MOST_PLACES; i++) bits.push(...bitsOf(places[i] ?? 0, 6))
    bits.push(exam ? 1 : 0, own === undefined ? 0 : 1)
  }
  const signs = Array.from({ length: bits.length / 5 }, (_, i) => numberOf(bits.slice(5 * i, 5 * i + 5)))
  const text = [...signs, ...checkOf(signs)].map((sign) => SIGNS[sign]!).join('')
  return text.replaceAll(/....(?=.)/g, '$&-')
}

/** The lot of a code, or why it is none. */
export function lotOf(code: string): Lot | CodeRefusal {
  const text = asCode(code)
  if (text === '') return 'empty'
  const all = [...text].map((sign) => SIGNS.indexOf(sign))
  if (all.includes(-1)) return 'signs'
  if (all.length !== 8 && all.length !== 12) return 'length'
  const signs = all.slice(0, -2)
  if (checkOf(signs).some((sign, i) => sign !== all[signs.length + i])) return 'mistyped'
  const bits = signs.flatMap((sign) => bitsOf(sign, 5))
  const read = Object.fromEntries(HEAD.map(([name, width]) => [name, numberOf(bits.splice(0, width))]))
  if (read['version'] !== VERSION) return 'newer'
  const level = LEVELS[read['level']!]
  if (level === undefined) return 'level'
  const hidden: string[] = []
  const kit: ToolId[] = []
  while (bits.length >= 6) {
    const place = numberOf(bits.splice(0, 6))
    if (place === 0) continue
    const tool = TOOLS[place - KIT_FROM]
    const name = hideable(level)[place - 1]
    if (tool !== undefined && toolsFor(level).includes(tool)) kit.push(tool)
    else if (name !== undefined) hidden.push(name)
    else return 'reading'
  }
  const limit_min = LIMITS_MIN[read['limit']! - 1]
  const [exam, own] = bits
  return {
    level,
    seed: read['seed']!,
    options: {
      ...(read['aids'] && { aids: 'none' as const }),
      ...(hidden.length && { hidden }),
      ...(limit_min && { limit_min }),
      ...(read['tries'] && { tries: read['tries'] }),
      ...(exam && { exam: true as const }),
      ...(own && { own: read['seed']! }),
      ...(kit.length && { kit }),
    },
  }
}

const bitsOf = (value: number, width: number): number[] =>
  Array.from({ length: width }, (_, i) => (value >> (width - 1 - i)) & 1)
const numberOf = (bits: readonly number[]): number => bits.reduce((sum, bit) => 2 * sum + bit, 0)
