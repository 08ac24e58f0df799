import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel } from '../content/index.ts'
import { advanceTo, apply, type Decision, sop, startRun } from '../play/index.ts'
import { type AuditDay, auditOf, auditTrail, type AuditWords } from './audit.ts'
import { snapshot, type Snapshot } from './snapshot.ts'

const file = new URL('../../levels/antibody/M2/level.json', import.meta.url)
const level = loadLevel(JSON.parse(readFileSync(file, 'utf8'))).level!
const DAY = 86_400
const words: AuditWords = { line: () => undefined, act: () => null, reason: (id) => id }

/** Four days: sampled, read, written, corrected, set twice, a night with orders, a deviation. */
function played(): Snapshot {
  const run = startRun(level, 11)
  advanceTo(run, level.work!.starts_s, sop)
  const act = (slot: string, value: Decision['value']): void => {
    expect(apply(run, { slot, value }, 'player'), slot).toBeUndefined()
    advanceTo(run, Math.max(run.t_s, run.desk!.busy_s), sop)
  }
  act('seed.assay', ['viability'])
  advanceTo(run, 1800, sop)
  act('seed.look', 'viability')
  act('record.seedViability', [97.1])
  act('record.seedViability', [96.2, run.t_s, '', 'misread'])
  act('shift.leave', 1)
  advanceTo(run, DAY, sop)
  act('culture.temperature', 36.8)
  act('culture.temperature', 33)
  act('culture.glucose', 0.5)
  act('case.deviation', ['oxygen', 'culture', DAY, 12, 'sampled'])
  act('shift.leave', 1)
  advanceTo(run, 4 * DAY, sop)
  act('record.firstCount', [1, 1.2 * DAY, 'late'])
  return snapshot(run)
}

const view = played()
const trail = auditTrail('fr', view, words)
const all = (days: readonly AuditDay[]) => days.flatMap((d) => d.entries)
const find = (what: string) => all(trail).filter((e) => e.what === what)

test('days are in order, and in each of them the oldest comes first', () => {
  expect(trail.map((d) => d.day)).toEqual(trail.map((d) => d.day).sort((a, b) => a - b))
  for (const { entries } of trail)
    expect(entries.map((e) => e.t_s)).toEqual(entries.map((e) => e.t_s).sort((a, b) => a - b))
})

test('a value has its unit and its instrument’s digits, what it was before and after, in the language’s own way', () => {
  const [first, second] = find('Température')
  expect([first!.after, second!.before, second!.after]).toEqual(['36,8\u202f°C', '36,8\u202f°C', '33,0\u202f°C'])
  const english = auditTrail('en', view, words)
  const set = english.flatMap((d) => d.entries).filter((e) => e.what === 'Temperature')
  expect(set.at(-1)).toMatchObject({ before: '36.8\u202f°C', after: '33.0\u202f°C', by: 'player', kind: 'setting' })
  expect(find('Sucre')[0]).toMatchObject({ before: null, after: '0,50\u202fL' })
  for (const e of all(trail)) if (e.after !== null) expect(e.after).toMatch(/\d.*[A-Za-z%°]/)
})

test('a correction shows what was struck and why; a late line both of its hours', () => {
  const [, corrected] = find('Viabilité').filter((e) => e.by === 'player')
  expect(corrected).toMatchObject({ kind: 'correction', before: '97,1\u202f%', after: '96,2\u202f%', exception: true })
  expect(corrected!.notes).toContain('misread')
  const late = find('Cellules viables').find((e) => e.by === 'player')
  expect(late).toMatchObject({ late: true, exception: true })
  expect(late!.notes).toEqual([expect.stringContaining('heure du geste'), 'sans lecture'])
})

test('by me: no line of anybody else; exceptions: what a reviewer reads first, and no quiet recorder', () => {
  const mine = auditOf(trail, 'mine')
  expect(all(mine).length).toBeGreaterThan(5)
  expect(all(mine).every((e) => e.by === 'player')).toBe(true)
  expect(mine.every((d) => d.recorder.length === 0)).toBe(true)
  const exceptions = auditOf(trail, 'exceptions')
  expect(all(exceptions).map((e) => e.what)).toContain('Écart ouvert\u00a0: Oxygène')
  expect(all(exceptions).every((e) => e.exception)).toBe(true)
  expect(exceptions.flatMap((d) => d.recorder).every((r) => r.beyond > 0)).toBe(true)
})

test('the recorder is one line a day and display, with its own extremes', () => {
  const kept = trail.flatMap((d) => d.recorder)
  expect(kept.length).toBeGreaterThan(10)
  for (const r of kept) expect(r.low).toBeLessThanOrEqual(r.high)
  const keys = kept.map((r) => `${r.step}.${r.panel} ${r.day}`)
  expect(new Set(keys).size).toBe(keys.length)
})
