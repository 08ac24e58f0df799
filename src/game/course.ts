/** Which competencies each level trains: a file of its own, for the pages that show it. */
import type { Training } from '../content/index.ts'

const files = import.meta.glob<Training>('../../levels/*/*/competencies.json', { eager: true, import: 'trains' })

export const trained: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(files).map(([path, trains]) => [path.split('/').at(-2)!, Object.keys(trains)]),
)
