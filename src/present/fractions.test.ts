import { expect, test } from 'vitest'
import file from '../../levels/plasma/P3/level.json' with { type: 'json' }
import { loadLevel } from '../content/index.ts'
import { expertHand } from '../play/index.ts'
import { playHand } from '../record/index.ts'
import { fractionsOf } from './fractions.ts'
import { snapshot } from './snapshot.ts'

test('one pool: no share of a protein before the lot is over, and then all of it, in a paste or not', () => {
  const { run } = playHand(loadLevel(file).level!, 1, expertHand)
  const { fractions } = snapshot(run)
  const { branches, left } = fractions!
  expect(branches.map((b) => b.place)).toEqual(['cryo', 'I', 'II+III', 'IV-1', 'IV-4', 'V'])
  for (const id of ['igG', 'albumin', 'factorVIII'] as const) {
    const taken = branches.reduce((sum, b) => sum + b.took![id], 0)
    expect(taken + left![id]).toBeCloseTo(100, 9)
    expect(left![id]).toBeGreaterThan(-0.1)
  }
  // plasma.md §3.2, golden test 19: where each medicine falls.
  const most = (id: 'igG' | 'albumin' | 'factorVIII'): string =>
    branches.reduce((a, b) => (b.took![id] > a.took![id] ? b : a)).place
  expect([most('factorVIII'), most('igG'), most('albumin')]).toEqual(['cryo', 'II+III', 'V'])
  const early = fractionsOf(run, false)!
  expect(early.left).toBeNull()
  expect(early.branches.every((b) => b.took === null)).toBe(true)
}, 60_000)
