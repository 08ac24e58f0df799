import { describe, expect, test } from 'vitest'
import { cutAbove, heights, inVolumes, moved, nearestEdge, shareUnder, tubeAt } from './cut.ts'
import { diluted, shownAt } from './dilution.ts'
import { decimalsOf, dripped, dropOf, inDrops, roundStep } from './drip.ts'

describe('a cut', () => {
  test('snaps to the edges of tubes, inside what was filled', () => {
    expect(nearestEdge(8.449, 0.1, 170)).toBe(84)
    expect(nearestEdge(8.451, 0.1, 170)).toBe(85)
    expect(nearestEdge(-1, 0.1, 170)).toBe(0)
    expect(nearestEdge(99, 0.1, 170)).toBe(170)
    expect(inVolumes(87, 0.1)).toBe(8.7)
  })

  test('its edges never meet, never cross, never leave the rack', () => {
    expect(moved({ from: 84, to: 120 }, 'from', 130, 170)).toEqual({ from: 119, to: 120 })
    expect(moved({ from: 84, to: 120 }, 'from', -4, 170)).toEqual({ from: 0, to: 120 })
    expect(moved({ from: 84, to: 120 }, 'to', 3, 170)).toEqual({ from: 84, to: 85 })
    expect(moved({ from: 84, to: 120 }, 'to', 300, 170)).toEqual({ from: 84, to: 170 })
  })

  test('a point of the axis lies over one tube or none', () => {
    expect(tubeAt(0, 0.1, 20)).toBe(0)
    expect(tubeAt(0.3, 0.1, 20)).toBe(3)
    expect(tubeAt(1.999, 0.1, 20)).toBe(19)
    expect(tubeAt(2, 0.1, 20)).toBeNull()
    expect(tubeAt(-0.01, 0.1, 20)).toBeNull()
  })

  test('heights of tubes lie between the points of the recorder', () => {
    const points = [
      { cv: 0, uv: 0 },
      { cv: 1, uv: 2 },
      { cv: 2, uv: 0 },
    ]
    expect(heights(points, 0.5, 4)).toEqual([0.5, 1.5, 1.5, 0.5])
    expect(heights([], 0.5, 2)).toEqual([0, 0])
  })

  test('the share under the curve, and the printed cut', () => {
    const peak = [0, 1, 4, 10, 4, 1, 0]
    expect(shareUnder(peak, { from: 2, to: 5 })).toBeCloseTo(0.9)
    expect(shareUnder([0, 0], { from: 0, to: 1 })).toBe(0)
    expect(cutAbove(peak, 0.1, 0.1)).toEqual({ from: 1, to: 6 })
    expect(cutAbove(peak, 0.1, 0.3)).toEqual({ from: 1, to: 5 })
    expect(cutAbove([0, 0], 0.1, 0.1)).toEqual({ from: 0, to: 1 })
  })
})

describe('a drip', () => {
  test('a drop fits its tank', () => {
    expect(dropOf(200)).toBe(0.1)
    expect(dropOf(540)).toBe(0.2)
    expect(dropOf(20)).toBe(0.01)
    expect(roundStep(0)).toBe(1)
    expect(roundStep(73)).toBe(50)
  })

  test('a short press is one drop, a long one runs on, up to what the act bears', () => {
    expect(dripped(10, 0.1, 20)).toBe(0.1)
    expect(dripped(1000, 0.1, 20)).toBe(0.4)
    expect(dripped(2600, 0.1, 20)).toBe(1)
    expect(dripped(600_000, 0.1, 20)).toBe(20)
    expect(inDrops(0.30000004, 0.1)).toBe(0.3)
  })

  test('decimals that a drop needs', () => {
    expect([0.1, 0.05, 0.002, 1, 20].map(decimalsOf)).toEqual([1, 2, 3, 0, 0])
  })
})

describe('a load tank', () => {
  test('what dilution does to conductivity is a matter of volumes', () => {
    const measured = { value: 21, tank_L: 100 }
    expect(diluted(measured, 100, 0, 1)).toBe(21)
    expect(diluted(measured, 100, 300, 1)).toBe(6)
    // Half of it is in already: the scale says so.
    expect(diluted(measured, 250, 150, 1)).toBe(6)
  })

  test('the recorder at a second', () => {
    const history = [
      [0, null],
      [30, 100],
      [60, 120],
    ] as const
    expect(shownAt(history, 45)).toBe(100)
    expect(shownAt(history, 90)).toBe(120)
    expect(shownAt(history, 0)).toBe(100)
    expect(shownAt([], 0)).toBeNull()
  })
})
