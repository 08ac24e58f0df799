import * as z from 'zod'
import { recordFile } from '../record/index.ts'

/** What a player hands in: who (a pseudonym), the record, and the marks this browser showed. Only the record counts. */
export const resultFile = z.strictObject({
  result: z.literal(1),
  who: z.string().max(40),
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

export type ResultRefusal = 'large' | 'unreadable' | 'other' | 'damaged'

/** The longest record a fidgety player makes is a tenth of this. */
export const LARGEST_RESULT = 2_000_000

/** Reads a file as text; what is no result says why. */
export function readResult(text: string): Result | ResultRefusal {
  if (text.length > LARGEST_RESULT) return 'large'
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 'unreadable'
  }
  if (typeof json !== 'object' || json === null || !('result' in json)) return 'other'
  const parsed = resultFile.safeParse(json)
  return parsed.success ? parsed.data : 'damaged'
}
