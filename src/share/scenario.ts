import * as z from 'zod'
import { patchFile, wordsFile } from '../content/index.ts'
import { optionsFile, packed, type Setup, unpacked } from '../record/index.ts'
import { digestOf } from '../sim/index.ts'
import { type CodeRefusal, codeOf, LARGEST_SEED, type Lot, lotOf } from './code.ts'

/** A lot to be played; of a level as it is built in, or changed. */
export interface Scenario extends Lot {
  readonly patch?: Setup['patch']
  readonly words?: Setup['words']
}

/** A link, and the picture of it, hold so many characters; what is longer travels as a file. */
export const LONGEST_LINK = 600

/** Of a text that says a scenario, typed or in a link; and of a file that spells it out. */
const LONGEST_TEXT = 10_000
export const LARGEST_SCENARIO = 200_000

/** A changed level, or a lot no short code can say: everything in the text itself. */
const LONG = 'x.'
const VERSION = 1
const CHECKED = 6

/** What a scenario says, wherever it is written down. */
export const scenarioShape = {
  level: z.string().max(80),
  seed: z.int().min(0),
  options: optionsFile,
  patch: patchFile.optional(),
  words: wordsFile.optional(),
}

const scenarioFile = z.strictObject({ version: z.literal(VERSION), ...scenarioShape })

/** The shortest text that says a scenario: a code of 8 or 12 signs where there is one. */
export function textOf(scenario: Scenario): string {
  const code = isChanged(scenario) ? undefined : codeOf(scenario)
  if (code !== undefined) return code
  const text = packed(spelled(scenario))
  return `${LONG}${text}${checkSigns(text)}`
}

/** The same as a file that a person can read, keep and open again. */
export const fileOf = (scenario: Scenario): string => `${JSON.stringify(spelled(scenario), null, 2)}\n`

/** Of a level that is not as it is built in. */
export const isChanged = ({ patch, words }: Scenario): boolean => patch !== undefined || words !== undefined

const spelled = ({ level, seed, options, patch, words }: Scenario): z.infer<typeof scenarioFile> => ({
  version: VERSION,
  level,
  seed: options.own ?? seed,
  options,
  ...(patch && { patch }),
  ...(words && { words }),
})

/** Reads a code, a long text, a link with either in it, or a file. */
export function scenarioOf(typed: string): Scenario | CodeRefusal {
  const said = typed.trim()
  if (said.startsWith('{')) return said.length > LARGEST_SCENARIO ? 'mistyped' : read(jsonIn(said))
  const inLink = /[?&]code=([^&#\s]+)/.exec(said)
  const text = inLink ? inLink[1]! : said
  return text.startsWith(LONG) ? longOf(text.slice(LONG.length)) : lotOf(text)
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function longOf(text: string): Scenario | CodeRefusal {
  const body = text.slice(0, -CHECKED)
  if (text.length > LONGEST_TEXT || checkSigns(body) !== text.slice(-CHECKED)) return 'mistyped'
  return read(unpacked(body))
}

function read(json: unknown): Scenario | CodeRefusal {
  if (json === undefined) return 'mistyped'
  const parsed = scenarioFile.safeParse(json)
  if (!parsed.success) return 'newer'
  const { level, seed, options, patch, words } = parsed.data
  return { level, seed, options, ...(patch && { patch }), ...(words && { words }) }
}

/** The lot that falls to a learner where each has their own: the same each time they come, another for everybody else. */
export function lotFor({ level, seed, options }: Lot, who: string): number {
  if (options.own === undefined) return seed
  const drawn = Number.parseInt(digestOf(`${level} ${options.own} ${who}`).slice(0, 8), 16)
  return 1 + (drawn % LARGEST_SEED)
}

const checkSigns = (text: string): string => digestOf(text).slice(0, CHECKED)
