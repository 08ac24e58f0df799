import { describe, expect, test } from 'vitest'
import { fit } from './fit.ts'
import { along, lengthOf, type Point } from './pipes.ts'

const picture = { x: 0, y: 0, w: 1340, h: 872 }
const hero = { x: 330, y: 125, w: 630, h: 711 }

describe('fit', () => {
  test.each([
    [1920, 1080],
    [1366, 768],
    [1024, 768],
    [390, 844],
    [390, 340],
    [320, 2000],
    [3000, 300],
  ])('in a host of %i × %i the hero is seen whole', (width, height) => {
    const { zoom, left, top } = fit(width, height, picture, hero)
    expect(left).toBeLessThanOrEqual(hero.x + 1e-9)
    expect(top).toBeLessThanOrEqual(hero.y + 1e-9)
    expect(left + width / zoom).toBeGreaterThanOrEqual(hero.x + hero.w - 1e-9)
    expect(top + height / zoom).toBeGreaterThanOrEqual(hero.y + hero.h - 1e-9)
  })

  test('a host of the picture’s own size shows all of it, unit for pixel', () => {
    expect(fit(1340, 872, picture, hero)).toEqual({ zoom: 1, left: 0, top: 0 })
  })

  test('at 16:9 the picture fills the host to both sides', () => {
    const { zoom, left } = fit(1920, 1080, picture, hero)
    expect(left).toBeGreaterThanOrEqual(0)
    expect(left + 1920 / zoom).toBeLessThanOrEqual(picture.w + 1e-9)
  })

  test('where the picture ends before the host does, it stands in the middle', () => {
    const { zoom, top } = fit(390, 2000, picture, hero)
    expect(top + 2000 / zoom / 2).toBeCloseTo(picture.h / 2, 9)
  })
})

test('half way along a bent pipe is where half its length is used up', () => {
  const points: Point[] = [
    [0, 0],
    [10, 0],
    [10, 30],
  ]
  expect(lengthOf(points)).toBe(40)
  expect(along(points, 20)).toEqual({ x: 10, y: 10, angle: Math.PI / 2 })
  expect(along(points, 99)).toEqual({ x: 10, y: 30, angle: Math.PI / 2 })
})
