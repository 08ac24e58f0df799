import * as z from 'zod'
import { plain } from '../content/index.ts'
import { compact, expand, packed, recordFile, unpacked } from '../record/index.ts'

/** What a player hands in: who (a pseudonym), the record, and the marks this browser showed. Only the record counts. */
export const resultFile = z.strictObject({
  result: z.literal(1),
  /** Nobody is without a name: it is what one clicks. */
  who: z
    .string()
    .max(40)
    .transform((who) => plain(who).trim() || '?'),
  /** Drawn, never typed: tries of the same person are known by it. */
  id: z.string().max(40),
  marks: z.strictObject({ yield: z.number(), purity: z.number(), compliance: z.number() }),
  /** Real seconds at the desk, as the browser counted them: a claim. */
  used_s: z.number().min(0).max(1e8).optional(),
  /** Plant seconds from which it was played again after its debrief had been read. */
  again: z.array(z.int().min(0)).max(100).optional(),
  record: recordFile,
})

export type Result = z.infer<typeof resultFile>

export type ResultRefusal = 'large' | 'unreadable' | 'other' | 'newer' | 'damaged'

/** The longest record a fidgety player makes is a tenth of this. */
export const LARGEST_RESULT = 2_000_000

/** Longest result that still travels as a line of text, in a message or a form. */
const LONGEST_RESULT = 4000

const CODE = 'r.'
const SIGNS = /^[A-Za-z0-9_-]*$/

/** A result as one line; undefined where it would be too long for one. */
export function resultCode({ record, ...rest }: Result): string | undefined {
  const line = `${CODE}${packed(rest)}.${compact(record, [], Infinity).text}`
  return line.length <= LONGEST_RESULT ? line : undefined
}

/** Reads a file, or a line, as text; what is no result says why. */
export function resultIn(text: string): Result | ResultRefusal {
  if (text.length > LARGEST_RESULT) return 'large'
  const said = text.trim()
  if (said.startsWith(CODE)) return ofCode(said.slice(CODE.length))
  let json: unknown
  try {
    json = JSON.parse(said)
  } catch {
    return 'unreadable'
  }
  if (typeof json !== 'object' || json === null || !('result' in json)) return 'other'
  const parsed = resultFile.safeParse(json)
  return parsed.success ? parsed.data : isNewer(json.result) ? 'newer' : 'damaged'
}

/** Of a game that writes its results otherwise. */
const isNewer = (version: unknown): boolean => typeof version === 'number' && version > 1

function ofCode(line: string): Result | ResultRefusal {
  // Line breaks come from whatever the line was sent through.
  const [head = '', body = '', ...more] = line.replaceAll(/\s/g, '').split('.')
  if (more.length || line.length > 2 * LONGEST_RESULT || !SIGNS.test(head) || !SIGNS.test(body)) return 'damaged'
  const found = expand(body)
  const rest = unpacked(head)
  if (!found?.complete || typeof rest !== 'object' || rest === null) return 'damaged'
  const parsed = resultFile.safeParse({ ...rest, record: found.record })
  return parsed.success ? parsed.data : 'damaged'
}
