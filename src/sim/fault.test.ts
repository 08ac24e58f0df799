import { describe, expect, test } from 'vitest'
import { Fault, requireFinite } from './fault.ts'

describe('a fault', () => {
  test('says what broke and with which numbers, in the order given', () => {
    const fault = new Fault('mass balance', { tick: 12, residual: 0.3, unit: 'capture' })
    expect(fault.message).toBe('mass balance (tick 12, residual 0.3, unit capture)')
    expect(fault.details).toEqual({ tick: 12, residual: 0.3, unit: 'capture' })
    expect(fault.name).toBe('Fault')
    expect(fault).toBeInstanceOf(Error)
  })

  test('without details is only its sentence', () => {
    expect(new Fault('tick length').message).toBe('tick length')
  })
})

describe('requireFinite', () => {
  test('lets through every finite number, the largest, the smallest and both zeros', () => {
    expect(() => requireFinite([0, -0, 5e-324, -Number.MAX_VALUE], 'state')).not.toThrow()
    expect(() => requireFinite(new Float64Array(0), 'state')).not.toThrow()
  })

  test.each([
    ['NaN', NaN],
    ['infinity', Infinity],
    ['minus infinity', -Infinity],
  ])('throws at %s and names the place', (_, bad) => {
    expect(() => requireFinite(Float64Array.of(1, 2, bad), 'culture state')).toThrow(
      `culture state: not a finite number (index 2, value ${bad})`,
    )
  })
})
