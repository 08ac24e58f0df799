import * as z from 'zod'
import { patchFile } from '../content/index.ts'
import { optionsFile, packed, type Setup, unpacked } from '../record/index.ts'
import { digestOf } from '../sim/index.ts'
import { type CodeRefusal, codeOf, type Lot, lotOf } from './code.ts'

/** A lot to be played; of a level as it is built in, or changed. */
export interface Scenario extends Lot {
  readonly patch?: Setup['patch']
}

/** A link, and the picture of it, hold so many characters; what is longer travels as a file. */
export const LONGEST_LINK = 600

/** Of a text that says a scenario, in a file or typed. */
export const LONGEST_TEXT = 10_000

/** A changed level, or a lot no short code can say: everything in the text itself. */
const LONG = 'x.'
const VERSION = 1
const CHECKED = 6

const scenarioFile = z.strictObject({
  version: z.literal(VERSION),
  level: z.string().max(80),
  seed: z.int().min(0),
  options: optionsFile,
  patch: patchFile.optional(),
})

/** The shortest text that says a scenario: a code of 8 or 12 signs where there is one. */
export function textOf(scenario: Scenario): string {
  const code = scenario.patch ? undefined : codeOf(scenario)
  if (code !== undefined) return code
  const { level, seed, options, patch } = scenario
  const text = packed({ version: VERSION, level, seed, options, ...(patch && { patch }) })
  return `${LONG}${text}${checkSigns(text)}`
}

/** Reads a code, a long text, or a link with either in it. */
export function scenarioOf(typed: string): Scenario | CodeRefusal {
  const inLink = /[?&]code=([^&#\s]+)/.exec(typed)
  const text = (inLink ? inLink[1]! : typed).trim()
  return text.startsWith(LONG) ? longOf(text.slice(LONG.length)) : lotOf(text)
}

function longOf(text: string): Scenario | CodeRefusal {
  const body = text.slice(0, -CHECKED)
  if (text.length > LONGEST_TEXT || checkSigns(body) !== text.slice(-CHECKED)) return 'mistyped'
  const parsed = scenarioFile.safeParse(unpacked(body))
  if (!parsed.success) return 'newer'
  const { level, seed, options, patch } = parsed.data
  return { level, seed, options, ...(patch && { patch }) }
}

const checkSigns = (text: string): string => digestOf(text).slice(0, CHECKED)
