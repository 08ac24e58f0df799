import { describe, expect, test } from 'vitest'
import { levelsFor, masteryOf, nextFor, type Shown } from './mastery.ts'

const run = (level: string, worths: readonly number[], gates: Shown['gates'] = []): Shown => ({
  level,
  seen: worths.length ? { C31: worths } : {},
  gates,
})
const trained = { M1: ['C31', 'C33'], M3: ['C31', 'C12'], P1: ['C31'], P3: ['C31'] }

describe('a competency', () => {
  test('that no lot has asked for is unmet, whatever else was played', () => {
    expect(masteryOf('C12', [run('M1', [1, 1])])).toMatchObject({ standing: 'unmet', estimate: null })
  })

  test('is estimated from its first observation on, with three tenths for the newest', () => {
    expect(masteryOf('C31', [run('M1', [1])]).estimate).toBeCloseTo(1, 12)
    expect(masteryOf('C31', [run('M1', [1, 0])]).estimate).toBeCloseTo(0.7, 12)
    expect(masteryOf('C31', [run('M1', [0.3]), run('M1', [1, 1])]).estimate).toBeCloseTo(0.657, 12)
  })

  test('below a half it is to be reviewed, above it practised; once is not enough to be mastered', () => {
    expect(masteryOf('C31', [run('M1', [0, 1])]).standing).toBe('toReview')
    expect(masteryOf('C31', [run('M1', [0, 1, 1])]).standing).toBe('practised')
    expect(masteryOf('C31', [run('M1', [1])])).toMatchObject({
      standing: 'practised',
      lacks: ['more', 'process', 'later'],
    })
  })

  test('is mastered in two processes, with a success two levels later, and not before', () => {
    const once = run('M1', [1, 1, 1, 1, 1])
    expect(masteryOf('C31', [once]).lacks).toEqual(['process', 'later'])
    expect(masteryOf('C31', [once, run('P1', [1])]).lacks).toEqual(['later'])
    expect(masteryOf('C31', [once, run('M3', [1])]).lacks).toEqual(['process'])
    expect(masteryOf('C31', [once, run('P1', [1]), run('M3', [1])])).toMatchObject({ standing: 'mastered', lacks: [] })
    // A later level that went wrong is no success there.
    expect(masteryOf('C31', [once, run('P1', [1]), run('M3', [0.3])]).lacks).toEqual(['estimate', 'later'])
  })

  test('on which a gate closed waits for three observations without', () => {
    const signs = (level: string, worths: readonly number[], gates: Shown['gates'] = []): Shown => ({
      level,
      seen: { C33: worths },
      gates,
    })
    const held = [signs('M1', [1, 1, 1, 1, 1, 1]), signs('P3', [1, 1, 1, 1], ['G1'])]
    expect(masteryOf('C33', held).lacks).toContain('gate')
    expect(masteryOf('C33', [...held, signs('M1', [1, 1])]).lacks).toContain('gate')
    expect(masteryOf('C33', [...held, signs('M1', [1, 1, 1])]).lacks).not.toContain('gate')
    expect(masteryOf('C33', [run('M1', [], ['G1'])])).toMatchObject({ standing: 'toReview', observations: 1 })
  })
})

describe('what to play next', () => {
  const levels = Object.keys(trained)
  test('brings what is lacking: another process, a later step', () => {
    expect(levelsFor('C31', [], trained, levels)).toEqual(levels)
    const once = run('M1', [1, 1, 1, 1, 1])
    expect(levelsFor('C31', [once], trained, levels)).toEqual(['M3', 'P1', 'P3'])
    expect(levelsFor('C31', [once, run('P1', [1])], trained, levels)).toEqual(['M3', 'P3'])
    expect(levelsFor('C31', [once, run('P3', [1])], trained, levels)).toEqual([])
  })

  test('is the level that brings most, and what did not hold counts twice', () => {
    const ids = ['C12', 'C31', 'C33']
    expect(nextFor(ids, [], trained, levels)).toEqual({ level: 'M1', brings: ['C31', 'C33'] })
    const shown: Shown = { level: 'M1', seen: { C31: [1, 1, 1, 1, 1], C33: [0] }, gates: [] }
    expect(nextFor(ids, [shown], trained, ['M1', 'M3'])?.level).toBe('M1')
    const held: Shown = { ...shown, seen: { C31: [1, 1, 1, 1, 1], C33: [1, 1, 1, 1, 1] } }
    expect(nextFor(ids, [held], trained, ['M1', 'M3'])).toEqual({ level: 'M3', brings: ['C12', 'C31'] })
    expect(nextFor(ids, [held], trained, ['M1'])).toBeNull()
  })
})
