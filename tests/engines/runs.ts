/** Every recorded run of every level, played to its digest in an engine that may have no files: all are bundled. */
import { loadLevel } from '../../src/content/index.ts'
import type { Level } from '../../src/play/index.ts'
import { play, recordFile, recordOf } from '../../src/record/index.ts'

export { digests } from './digest.ts'

const levels = import.meta.glob('../../levels/*/*/level.json', { eager: true, import: 'default' })
const records = import.meta.glob('../../levels/*/*/runs/*.json', { eager: true, import: 'default' })

/** By file: what it was recorded with, and what this engine makes of it. */
export function runs(): Record<string, { recorded: string; here: string }> {
  const loaded = new Map<string, Level>()
  const levelOf = (folder: string): Level => {
    const level = loaded.get(folder) ?? loadLevel(levels[`${folder}/level.json`]).level!
    loaded.set(folder, level)
    return level
  }
  return Object.fromEntries(
    Object.entries(records).map(([file, data]) => {
      const record = recordFile.parse(data)
      const replay = play(levelOf(file.replace(/\/runs\/.*/, '')), record.seed, record.log, record.crew)
      return [file.replace('../../', ''), { recorded: record.digest, here: recordOf(replay).digest }]
    }),
  )
}
