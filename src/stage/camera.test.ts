import { describe, expect, test } from 'vitest'
import { around, between, ease, inside, seenBy, shotOf } from './camera.ts'
import type { Layout, Spot } from './picture.ts'

const layout: Layout = {
  picture: { x: 0, y: 0, w: 1340, h: 872 },
  hero: { x: 300, y: 100, w: 700, h: 736 },
  closer: 1.2,
  rooms: new Map([
    ['hall', { x: 316, y: 108, w: 694, h: 722 }],
    ['lab', { x: 1026, y: 108, w: 314, h: 286 }],
  ]),
  key: '',
}
const spots = new Map<string, Spot>([['vent', { x: 722, y: 200, reach: 40 }]])
const sizes = [
  [1340, 872],
  [945, 560],
  [672, 560],
  [390, 340],
  [390, 700],
] as const

describe.each(sizes)('at %i×%i', (width, height) => {
  const shot = (target: string | null) => shotOf(target, layout, spots, width, height)
  const seen = (target: string | null) => seenBy(shot(target).fit, width, height)

  test('the plant is all of the section', () => {
    expect(inside(layout.picture, seen('plant'))).toBe(true)
    expect(shot('plant').lit).toBeNull()
  })

  test('a room is in the middle, whole or as near as the picture stays sharp, and alone in the light', () => {
    const { fit, lit, left } = shot('lab')
    expect(fit.zoom).toBeLessThanOrEqual(shot(null).fit.zoom * 1.9)
    const frame = seen('lab')
    expect(frame.x + frame.w / 2).toBeCloseTo(1183, 6)
    expect(frame.y + frame.h / 2).toBeCloseTo(251, 6)
    expect(inside(layout.rooms!.get('lab')!, frame)).toBe(true)
    expect(lit).toEqual(['lab'])
    expect(left).toBe(0.36)
  })

  test('a lean comes nearer and stays inside what is seen at rest', () => {
    const frame = seen('vent')
    expect(shot('vent').fit.zoom).toBeGreaterThan(shot(null).fit.zoom)
    expect(inside(frame, seen(null))).toBe(true)
    expect(frame.x).toBeLessThan(722)
    expect(frame.x + frame.w).toBeGreaterThan(722)
    expect(frame.y).toBeLessThan(200)
    expect(shot('vent').lit).toEqual(['hall'])
  })

  test('what is not there is not looked at', () => {
    expect(shot('nothing')).toEqual(shot(null))
  })

  test('on the way from one shot to another nothing but the two is seen', () => {
    const all = around(seen(null), seen('plant'))
    for (const share of [0, 0.2, 0.5, 0.9, 1])
      expect(inside(seenBy(between(shot(null).fit, shot('plant').fit, share), width, height), all)).toBe(true)
  })
})

test('the way is eased at both ends, and symmetric', () => {
  expect(ease(0)).toBe(0)
  expect(ease(1)).toBe(1)
  expect(ease(0.5)).toBeCloseTo(0.5, 4)
  expect(ease(0.1)).toBeLessThan(0.03)
  expect(ease(0.3) + ease(0.7)).toBeCloseTo(1, 4)
})
