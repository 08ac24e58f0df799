import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadLevel } from '../content/index.ts'
import { play } from '../record/index.ts'
import { advanceTo, apply, digestRun, type Level, type Run, sop, startRun } from '../play/index.ts'
import { comparedWithBar, lessonOf, pourPace, pourSnapshot, type PourStep } from './pour.ts'

const file = new URL('../../levels/aav/A0/level.json', import.meta.url)
const loaded = loadLevel(JSON.parse(readFileSync(file, 'utf8')))
const level: Level = loaded.level!
const words = (language: string): Record<string, string> =>
  (
    JSON.parse(readFileSync(new URL(`../../levels/aav/A0/text/${language}.json`, import.meta.url), 'utf8')) as {
      lines: Record<string, string>
    }
  ).lines

/** As the page does it: an act, the second it costs, time as it comes. */
function act(run: Run, slot: string, value: number): void {
  expect(apply(run, { slot, value }, 'player')).toBeUndefined()
  advanceTo(run, Math.max(run.t_s, run.desk!.busy_s), sop)
}
const wait = (run: Run, seconds: number): void => advanceTo(run, run.t_s + seconds, sop)

function pour(run: Run, id: string, hold_s: number): void {
  act(run, `${id}.mix`, 1)
  while (pourSnapshot(run).step!.phase === 'mixing') wait(run, 1)
  if (hold_s > 0) wait(run, hold_s)
  act(run, `${id}.pour`, 1)
  while (pourSnapshot(run).step!.volume_L > 0) wait(run, 7)
  act(run, `${id}.proceed`, 1)
}

function threePours(seed: number, pumps = 4, hold_s = 420): Run {
  const run = startRun(level, seed)
  pour(run, 'bench', 960)
  pour(run, 'plant', 0)
  act(run, 'again.pumps', pumps)
  pour(run, 'again', hold_s)
  return run
}

describe('pour', () => {
  test('before the first pour nobody knows which sizes are good, nor what was reached', () => {
    const run = startRun(level, 3)
    expect(pourSnapshot(run)).toMatchObject({ good: null, results: [], medals: null, digest: null })
    act(run, 'bench.mix', 1)
    wait(run, 600)
    const { step, good } = pourSnapshot(run)
    expect(good).toBeNull()
    expect(Object.keys(step!)).not.toContain('eta')
    // Within the reader's noise, 2 % and 0.01 µm, three times over, of the model's 0.35 µm at that age of this lot.
    expect(step!.size_um).toBeGreaterThan(0.3)
    expect(step!.size_um).toBeLessThan(0.4)
  })

  test('sixteen minutes do at 2 L; at 2,000 L it grows while it pours; four pumps bring it back', () => {
    const run = threePours(3)
    const { results, good, medals, over } = pourSnapshot(run)
    expect(over).toBe(true)
    expect(results.map((r) => Math.round(100 * r.delivered))).toEqual([99, 59, 87])
    // 450 nm, and where exp(-x²/2) has fallen to 0.8 with a width of 0.45.
    expect(good!.low_um).toBeCloseTo(0.333, 3)
    expect(good!.high_um).toBeCloseTo(0.608, 3)
    expect(results.map((r) => lessonOf(r, good!))).toEqual(['good', 'grewMeanwhile', 'good'])
    expect(results.map((r) => r.pumps)).toEqual([1, 1, 4])
    expect(medals).toBe(3)
  })

  test('eight pumps at their best moment leave too much in their hoses for gold', () => {
    const { results, good, medals } = pourSnapshot(threePours(3, 8, 600))
    const last = results.at(-1)!
    expect(last.hosesShare).toBeCloseTo((8 * 3) / 200, 9)
    expect(lessonOf(last, good!)).toBe('hoses')
    expect(medals).toBe(2)
  })

  test('the decisions alone give the run again, bit for bit', () => {
    const run = threePours(11)
    const replayed = play(
      level,
      11,
      run.log.map(({ t, slot, value }) => ({ t, slot, value: value as number })),
      'idle',
    )
    expect(digestRun(replayed.run)).toBe(pourSnapshot(run).digest)
  })

  test('every lot has another best moment, and the same lot always the same display', () => {
    const sizes = [1, 2, 3, 4, 5].map((seed) => {
      const shown = [0, 0].map(() => {
        const run = startRun(level, seed)
        act(run, 'bench.mix', 1)
        wait(run, 900)
        return pourSnapshot(run).step!.size_um
      })
      expect(shown[0]).toBe(shown[1])
      return shown[0]
    })
    expect(new Set(sizes).size).toBeGreaterThan(2)
  })

  test('a pour takes a hand two and a half seconds at least and twelve at most, a mixing one to six', () => {
    const step = (more: Partial<PourStep>): PourStep => ({
      ...pourSnapshot(startRun(level, 1)).step!,
      flowing: true,
      ...more,
    })
    const bench = step({ phase: 'pouring' })
    // 0.2 L at 0.4 L/min are 30 s.
    expect(30 / pourPace(bench)).toBeCloseTo(2.5)
    const plant = { culture_L: 2000, cocktail_L: 200, pump_L_min: 4, pace: 120 }
    expect(3000 / pourPace(step({ phase: 'pouring', ...plant }))).toBeCloseTo(12)
    expect(375 / pourPace(step({ phase: 'pouring', pumps: 8, ...plant }))).toBeCloseTo(375 / 120)
    expect(1500 / pourPace(step({ phase: 'mixing', ...plant }))).toBeCloseTo(6)
    expect(15 / pourPace(step({ phase: 'mixing' }))).toBeCloseTo(1)
    expect(pourPace(step({ phase: 'holding', flowing: false }))).toBe(60)
  })

  test('sizes in words grow with the size', () => {
    const words = [null, 0.08, 0.2, 0.28, 0.35, 0.43, 0.5, 0.7, 0.9].map(comparedWithBar)
    expect(words).toEqual(['none', 'specks', 'third', 'half', 'threeQuarters', 'almost', 'bar', 'more', 'twice'])
  })

  test('what a pour teaches: too early, too late, a little of each, left over', () => {
    const good = { low_um: 0.33, high_um: 0.61 }
    const result = {
      id: 'bench',
      culture_L: 2,
      pumps: 1,
      delivered: 0.5,
      pouredShare: 1,
      hosesShare: 0,
      hold_s: 0,
      pour_s: 30,
    }
    expect(lessonOf({ ...result, first_um: 0.2, mean_um: 0.21, last_um: 0.22 }, good)).toBe('early')
    expect(lessonOf({ ...result, first_um: 0.7, mean_um: 0.71, last_um: 0.72 }, good)).toBe('late')
    expect(lessonOf({ ...result, first_um: 0.7, mean_um: 0.9, last_um: 1.1 }, good)).toBe('grewMeanwhile')
    expect(lessonOf({ ...result, delivered: 0.81, first_um: 0.36, mean_um: 0.36, last_um: 0.36 }, good)).toBe(
      'bitEarly',
    )
    expect(lessonOf({ ...result, delivered: 0.81, first_um: 0.59, mean_um: 0.6, last_um: 0.6 }, good)).toBe('bitLate')
    expect(lessonOf({ ...result, pouredShare: 0.5, first_um: 0.4, mean_um: 0.4, last_um: 0.41 }, good)).toBe('leftOver')
  })

  test('everything has its words in both languages, at most twelve to a sentence', () => {
    const lessons = ['leftOver', 'early', 'bitEarly', 'bitLate', 'late', 'grewMeanwhile', 'hoses', 'good']
    const keys = [
      ...level.steps.flatMap((s) => ['ready', 'mixing', 'wait', 'pour'].map((when) => `${s.id}.${when}`)),
      ...lessons.flatMap((l) => [`lesson.${l}`, `insight.${l}`]),
    ].sort()
    for (const language of ['fr', 'en']) {
      const lines = words(language)
      expect(Object.keys(lines).sort()).toEqual(keys)
      for (const sentence of Object.values(lines).flatMap((line) => line.split(/(?<=[.!?]) /)))
        expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(12)
    }
    // A plain space never stands before high punctuation in French.
    expect(Object.values(words('fr')).filter((line) => / [;:!?]/.test(line))).toEqual([])
  })
})
