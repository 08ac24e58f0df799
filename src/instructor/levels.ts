import { titleOf } from '../ui/index.ts'

const files = import.meta.glob('../../levels/*/*/level.json')

/** Levels in rounds that the game has a place for: a demo is given by its address. */
export const LEVELS: readonly string[] = Object.keys(files)
  .map((path) => path.split('/').at(-2)!)
  .filter((id) => /^([MPA][1-6]|K[1-3])$/.test(id) && titleOf('fr', id) !== id)
  .sort((a, b) => 'MPAK'.indexOf(a[0]!) - 'MPAK'.indexOf(b[0]!) || a.localeCompare(b, 'en'))
