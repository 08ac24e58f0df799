import { expect, test } from 'vitest'
import { contrast, INK, skyAt } from './sky.ts'

const hours = Array.from({ length: 24 * 12 }, (_, i) => i / 12)

test('at every five minutes the title can be read on the sky', () => {
  for (const hour of hours) {
    const { air, ink } = skyAt(hour)
    expect(contrast(INK[ink], air), `at ${hour}`).toBeGreaterThan(3)
  }
})

test('the light changes without a jump, over midnight too', () => {
  for (const hour of hours) {
    const [before, after] = [skyAt(hour - 1 / 60), skyAt(hour)]
    expect(Math.abs(after.dark - before.dark), `at ${hour}`).toBeLessThan(0.02)
  }
  expect(skyAt(24)).toEqual(skyAt(0))
  expect(skyAt(-1)).toEqual(skyAt(23))
})

test('day is light and has a sun, night is dark and has a moon', () => {
  expect(skyAt(13)).toMatchObject({ dark: 0, ink: 'dark', moon: null })
  expect(skyAt(13).sun!.y).toBeLessThan(skyAt(8).sun!.y)
  expect(skyAt(23)).toMatchObject({ dark: 1, ink: 'light', sun: null })
  expect(skyAt(23).moon).not.toBeNull()
})
