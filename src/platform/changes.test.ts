import { assert, jsonValue, property } from 'fast-check'
import { expect, test } from 'vitest'
import { type Change, changed, changeOf } from './changes.ts'

const data = jsonValue({ maxDepth: 4 })
const across = (change: Change | null): Change | null => structuredClone(change)

test('what has changed leads from the one to the other, and nothing has changed where they are equal', () => {
  assert(
    property(data, data, (before, after) => {
      expect(changed(before, across(changeOf(before, after)))).toEqual(after)
      expect(changeOf(before, structuredClone(before))).toBeNull()
    }),
  )
})

test('what has not changed is the same object; what came to an end of a list is all that crosses', () => {
  const before = {
    t_s: 0,
    panels: [
      { id: 'pH', history: [[0, 7]] },
      { id: 'oxygen', history: [[0, 40]] },
    ],
    seen: null,
  }
  const after = structuredClone(before)
  after.t_s = 60
  after.panels[1]!.history.push([60, 41])
  const change = changeOf(before, after)
  expect(change).toEqual({
    of: [
      ['t_s', { to: 60 }],
      ['panels', { at: [[1, { of: [['history', { at: [], more: [[60, 41]] }]] }]], more: [] }],
    ],
  })
  const shown = changed(before, across(change)) as typeof before
  expect(shown).toEqual(after)
  expect(shown.panels[0]).toBe(before.panels[0])
  expect(before.panels[1]!.history).toHaveLength(1)
})
