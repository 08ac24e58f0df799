import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DRILLS, drillTexts } from './text.ts'

interface File {
  readonly work: { readonly faults: readonly { readonly id: string; readonly causes: readonly unknown[] }[] }
}

test('a drill is a fault of its level that has at least two causes, and has a name', () => {
  const plants = readdirSync('levels', { withFileTypes: true }).flatMap((d) => (d.isDirectory() ? [d.name] : []))
  for (const drill of DRILLS) {
    const [level, fault] = drill.split('.') as [string, string]
    const plant = plants.find((name) => readdirSync(`levels/${name}`).includes(level))!
    const { work } = JSON.parse(readFileSync(`levels/${plant}/${level}/level.json`, 'utf8')) as File
    expect([drill, work.faults.find((f) => f.id === fault)?.causes.length]).toEqual([drill, expect.any(Number)])
    expect(work.faults.find((f) => f.id === fault)!.causes.length).toBeGreaterThan(1)
  }
  for (const language of ['fr', 'en'] as const)
    expect(Object.keys(drillTexts[language].names).toSorted()).toEqual([...DRILLS].toSorted())
})
