import type { Carry } from '../content/index.ts'
import type { Saves } from '../platform/index.ts'
import type { Setup } from '../record/index.ts'

const files = import.meta.glob<readonly Carry[]>('../../levels/*/*/carry.json', { import: 'carries' })

/** What comes back in a level of what this profile's last finished lots left unhandled; null: nothing. */
export async function returningIn(
  level: string,
  saves: Saves,
): Promise<{ readonly ids: readonly string[]; readonly setup: Setup } | null> {
  const path = Object.keys(files).find((p) => p.endsWith(`/${level}/carry.json`))
  if (path === undefined) return null
  const carries = await files[path]!()
  const levels = [...new Set(carries.map((carry) => carry.from))]
  const before = (await Promise.all(levels.map((id) => saves.readLeft(id)))).flatMap((left) => left ?? [])
  if (before.every((left) => left.cases.length === 0)) return null
  // Only now: it brings a good part of the core along.
  const { carriedInto } = await import('../record/index.ts')
  return carriedInto(carries, before)
}
