import { expect, test } from 'vitest'
import { addTo, type Box } from './damage.ts'

const box = (left: number, top: number, size: number): Box => ({ left, top, right: left + size, bottom: top + size })

test('what is near is drawn together, what is far apart is not, and nothing is left out', () => {
  const parts: Box[] = []
  addTo(parts, box(0, 0, 10))
  addTo(parts, box(14, 4, 10))
  addTo(parts, box(900, 700, 10))
  expect(parts).toHaveLength(2)
  // What joins the two makes one of all three, and it covers each.
  const boxes = [box(0, 0, 300), box(400, 0, 300), box(250, 0, 200)]
  const joined: Box[] = []
  for (const each of boxes) addTo(joined, each)
  expect(joined).toEqual([{ left: 0, top: 0, right: 700, bottom: 300 }])
})
