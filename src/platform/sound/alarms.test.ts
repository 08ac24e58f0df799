import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openAlarms } from './alarms.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Each alarm sounds for 800 ms; what was heard, in order, and how many at once. */
function hall() {
  const on = new Map<string, ReturnType<typeof setTimeout>>()
  const heard: string[] = []
  let most = 0
  const stop = (id: string): void => {
    clearTimeout(on.get(id))
    on.delete(id)
  }
  const alarms = openAlarms({
    start(id) {
      heard.push(id)
      on.set(
        id,
        setTimeout(() => on.delete(id), 800),
      )
      most = Math.max(most, on.size)
    },
    stop,
    sounding: (id) => on.has(id),
  })
  return { alarms, heard, most: () => most, silent: () => on.size === 0 }
}

test('a critical alarm calls every 4 s until it is acknowledged', () => {
  const { alarms, heard, silent } = hall()
  alarms.call('critical')
  vi.advanceTimersByTime(8100)
  expect(heard).toEqual(['critical', 'critical', 'critical'])
  alarms.quiet()
  expect(silent()).toBe(true)
  vi.advanceTimersByTime(20_000)
  expect(heard).toHaveLength(3)
})

test('told twice, it is one alarm still', () => {
  const { alarms, heard } = hall()
  alarms.call('critical')
  alarms.call('critical')
  vi.advanceTimersByTime(4100)
  expect(heard).toHaveLength(2)
})

test('never two at once: the higher cuts the lower off, the lower waits for none', () => {
  const { alarms, heard, most } = hall()
  alarms.call('minor')
  vi.advanceTimersByTime(100)
  alarms.call('major')
  vi.advanceTimersByTime(100)
  alarms.call('minor')
  alarms.call('critical')
  vi.advanceTimersByTime(2000)
  alarms.call('major')
  alarms.call('minor')
  expect(heard).toEqual(['minor', 'major', 'critical'])
  expect(most()).toBe(1)
  alarms.quiet()
  alarms.call('major')
  expect(heard.at(-1)).toBe('major')
})
