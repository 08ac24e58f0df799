import type { Carry } from '../content/index.ts'
import type { Saves } from '../platform/index.ts'
import type { Setup } from '../record/index.ts'

const files = import.meta.glob<readonly Carry[]>('../../levels/*/*/carry.json', { import: 'carries' })

/** What comes back in a level of what this profile's last finished lots left unhandled; null: nothing. */
export async function returningIn(
  level: string,
  saves: Saves,
): Promise<{ readonly ids: readonly string[]; readonly setup: Setup } | null> {
  if (level === INSPECTION) return lastLot(saves)
  const path = Object.keys(files).find((p) => p.endsWith(`/${level}/carry.json`))
  if (path === undefined) return null
  const carries = await files[path]!()
  const levels = [...new Set(carries.map((carry) => carry.from))]
  const before = (await Promise.all(levels.map((id) => saves.readLeft(id)))).flatMap((left) => left ?? [])
  if (before.every((left) => left.cases.length === 0)) return null
  // Only now: it brings a good part of the core along.
  const { carriedInto } = await import('./heavy.ts')
  return carriedInto(carries, before)
}

const INSPECTION = 'K3'
const levels = import.meta.glob<unknown>('../../levels/*/*/level.json', { import: 'default' })

/** What inspectors open: the last lot finished here whose papers this build can still read; null: one of the plant's. */
async function lastLot(saves: Saves): Promise<{ readonly ids: readonly string[]; readonly setup: Setup } | null> {
  const firsts = (await saves.readFirsts()).filter(({ save }) => /^[MPA][1-6]$/.test(save.level))
  if (firsts.length === 0) return null
  const { inspecting, levelHash, play, readDecisions, setUp } = await import('./heavy.ts')
  for (const { save } of [...firsts].reverse()) {
    const path = Object.keys(levels).find((p) => p.endsWith(`/${save.level}/level.json`))
    const found = path === undefined ? undefined : setUp(await levels[path]!(), save.setup ?? {}).level
    if (!found || levelHash(found) !== save.hash) continue
    const { run, refused } = play(found, save.seed, readDecisions(save.log).log, 'idle')
    if (refused.length === 0) return { ids: [], setup: inspecting(run) }
  }
  return null
}
