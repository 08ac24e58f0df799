import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { POSED } from '../../play/index.ts'
import { DRILLS, drillTexts } from './text.ts'

interface File {
  readonly steps: readonly { readonly unit: string; readonly mode: string }[]
  readonly work: {
    readonly room?: { readonly items: readonly { readonly suspect?: boolean }[] }
    readonly faults: readonly { readonly id: string; readonly causes: readonly unknown[] }[]
  }
}

test('a drill is a fault with at least two causes, a room with several suspects or a column that is cut, and has a name', () => {
  const plants = readdirSync('levels', { withFileTypes: true }).flatMap((d) => (d.isDirectory() ? [d.name] : []))
  for (const drill of DRILLS) {
    const [level, fault] = drill.split('.') as [string, string]
    const plant = plants.find((name) => readdirSync(`levels/${name}`).includes(level))!
    const { work, steps } = JSON.parse(readFileSync(`levels/${plant}/${level}/level.json`, 'utf8')) as File
    if ((POSED as readonly string[]).includes(fault)) {
      expect(steps.some(({ unit }) => unit === 'culture')).toBe(true)
      continue
    }
    if (fault === 'room') {
      expect(work.room!.items.filter((item) => item.suspect).length).toBeGreaterThan(2)
      continue
    }
    if (fault === 'cut') {
      expect(steps.some(({ unit, mode }) => unit === 'cationExchange' && mode === 'play')).toBe(true)
      continue
    }
    expect([drill, work.faults.find((f) => f.id === fault)?.causes.length]).toEqual([drill, expect.any(Number)])
    expect(work.faults.find((f) => f.id === fault)!.causes.length).toBeGreaterThan(1)
  }
  for (const language of ['fr', 'en'] as const)
    expect(Object.keys(drillTexts[language].names).toSorted()).toEqual([...DRILLS].toSorted())
})
