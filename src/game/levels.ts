/** Which levels this build holds, and their words. The levels themselves are the worker's. */
import type { Language } from '../present/index.ts'
import type { LevelText } from '../ui/index.ts'

const files = import.meta.glob('../../levels/*/*/level.json')
const texts = import.meta.glob<LevelText>('../../levels/*/*/text/*.json', { import: 'default' })

/** What the screens can play, in the order one learns it. */
const PLAYABLE = [
  'M1',
  'M2',
  'M3',
  'M4',
  'M5',
  'M6',
  'P1',
  'P2',
  'P3',
  'P4',
  'P5',
  'P6',
  'A1',
  'A2',
  'A3',
  'A4',
  'A5',
  'A6',
  'K1',
  'K2',
  'K3',
  'P0',
  'M0',
  'A0',
]

/** Each level that can be played, with the house on the campus it is played in. */
export const levels: readonly { readonly id: string; readonly plant: string }[] = PLAYABLE.flatMap((id) => {
  const path = Object.keys(files).find((p) => p.endsWith(`/${id}/level.json`))
  return path === undefined ? [] : [{ id, plant: path.split('/').at(-3)! }]
})

export const hasLevel = (id: string): boolean => levels.some((level) => level.id === id)

const contracts = Object.keys(import.meta.glob('../../levels/*/*/contracts.json'))
export const hasContracts = (id: string): boolean => contracts.some((path) => path.endsWith(`/${id}/contracts.json`))

export async function loadText(id: string, language: Language): Promise<LevelText> {
  const path = Object.keys(texts).find((p) => p.endsWith(`/${id}/text/${language}.json`))
  return path === undefined ? {} : texts[path]!()
}

/** Demos have a screen of their own. */
export type Demo = 'pour' | 'breath' | 'thawing'
const DEMOS: Readonly<Record<string, Demo>> = { A0: 'pour', M0: 'breath', P0: 'thawing' }
export const demoOf = (id: string): Demo | null => (Object.hasOwn(DEMOS, id) ? DEMOS[id]! : null)
