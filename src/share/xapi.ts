import { digestOf } from '../sim/index.ts'
import { IRI } from './manifest.ts'

/** Names of our own extensions; docs/xapi-profile.md says what each means. */
export const EXTENSION = `${IRI}/extensions`
export const ADL_VERBS = 'http://adlnet.gov/expapi/verbs'

/** The same words, the same number (RFC 9562, version 8): a statement sent twice is one. */
export function uuidOf(...words: readonly string[]): string {
  const hex = digestOf([...words])
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) % 4]!
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
