import * as z from 'zod'
import type { Problem } from '../sim/index.ts'

/** One place of a level file with another value: `work.pass.yield`, `work.alarms[0].limit`. */
export interface Change {
  readonly path: string
  readonly value: unknown
}

export const patchFile = z
  .array(z.strictObject({ path: z.string().max(200), value: z.json() }))
  .min(1)
  .max(100)

/** A level file with some of its values replaced; whether that is still a level is for the loader to say. */
export function patched(
  json: unknown,
  changes: readonly Change[],
): { readonly json: unknown; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  let file = json
  for (const { path, value } of changes) {
    const next = put(file, keysOf(path), value)
    if (next === NOWHERE)
      problems.push({
        path,
        code: 'no_such_place',
        message: `The level has no '${path}'.`,
        remedy: 'Name a place whose parent is there, like work.pass.yield or work.alarms[0].limit.',
      })
    else file = next
  }
  return { json: file, problems }
}

const NOWHERE = Symbol('no such place')

/** `a.b[0].c` as its keys; a list may grow by one at its end. */
const keysOf = (path: string): readonly string[] => path.replaceAll(/\[(\d+)\]/g, '.$1').split('.')

function put(place: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  if (typeof place !== 'object' || place === null || key === '__proto__') return NOWHERE
  if (Array.isArray(place) && !(/^\d+$/.test(key) && Number(key) <= place.length)) return NOWHERE
  const within = Object.hasOwn(place, key) ? (place as Readonly<Record<string, unknown>>)[key] : undefined
  const next = put(within, rest, value)
  if (next === NOWHERE) return NOWHERE
  if (!Array.isArray(place)) return { ...place, [key]: next }
  const list: unknown[] = [...place]
  list[Number(key)] = next
  return list
}
