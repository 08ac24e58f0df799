import { titleOf } from '../ui/index.ts'

const files = import.meta.glob('../../levels/*/*/level.json')

/** Levels in rounds that the game has a place for: a demo is given by its address. */
export const LEVELS: readonly string[] = Object.keys(files)
  .map((path) => path.split('/').at(-2)!)
  .filter((id) => /^[MPA][1-6]$/.test(id) && titleOf('fr', id) !== id)
  .sort((a, b) => 'MPA'.indexOf(a[0]!) - 'MPA'.indexOf(b[0]!) || a.localeCompare(b, 'en'))
