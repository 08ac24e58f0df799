/** Which levels this build holds, and their words. The levels themselves are the worker's. */
import type { Language } from '../present/index.ts'
import type { LevelText } from '../ui/index.ts'

const files = import.meta.glob('../../levels/*/*/level.json')
const texts = import.meta.glob<LevelText>('../../levels/*/*/text/*.json', { import: 'default' })

/** What the screens can play. */
const PLAYABLE = new Set(['M1', 'M2', 'A0'])

export const hasLevel = (id: string): boolean =>
  PLAYABLE.has(id) && Object.keys(files).some((path) => path.endsWith(`/${id}/level.json`))

export async function loadText(id: string, language: Language): Promise<LevelText> {
  const path = Object.keys(texts).find((p) => p.endsWith(`/${id}/text/${language}.json`))
  return path === undefined ? {} : texts[path]!()
}

/** Pours have a screen of their own. */
export const isPour = (id: string): boolean => id === 'A0'
