/** Which competencies a level trains, and what a run of it showed: files that fit their levels, and hands that show it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }
import training1 from '../../levels/antibody/M1/competencies.json' with { type: 'json' }
import { loadLevel, loadTraining, trainingProblems } from '../../src/content/index.ts'
import { expertHand, type Hand, idleHand, noviceHand } from '../../src/play/index.ts'
import { type Logged, play, playHand, practiceOf } from '../../src/record/index.ts'
import { catchesOf } from '../../src/present/index.ts'
import words from '../../src/ui/skills/competencies.json' with { type: 'json' }

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const folders = readdirSync('levels', { recursive: true, encoding: 'utf8' })
  .filter((path) => basename(path) === 'level.json')
  .map((path) => join('levels', path, '..'))
const withTraining = folders.filter((at) => existsSync(join(at, 'competencies.json')))
const known = Object.keys(words.items)

describe.each(withTraining)('%s', (at) => {
  const file = json(join(at, 'competencies.json'))
  const level = loadLevel(json(join(at, 'level.json'))).level!

  test('every competency is one of the framework, every piece of evidence one the level has', () => {
    expect(trainingProblems(file, level)).toEqual([])
    expect(Object.keys(loadTraining(file).trains).filter((id) => !known.includes(id))).toEqual([])
  })

  test('every line of its record, every case and every question is evidence of something', () => {
    const places = Object.values(loadTraining(file).trains).flat()
    const asked = [
      ...level.work!.lines.map(({ id }) => `line.${id}`),
      ...level.work!.faults.map(({ id }) => `case.${id}`),
      ...level.work!.questions.map(({ id }) => `reply.${id}`),
    ]
    expect(asked.filter((place) => !places.includes(place))).toEqual([])
  })
})

test('there are 45 competencies in eight blocks, each in one of them', () => {
  expect(words.blocks).toHaveLength(8)
  expect(words.blocks.flatMap((block) => block.competencies)).toEqual(known)
  expect(known).toEqual(Array.from({ length: 45 }, (_, i) => `C${String(i + 1).padStart(2, '0')}`))
})

const level = loadLevel(m1).level!
test.each<[string, unknown, string]>([
  ['a competency there is not', { C46: ['bag.label'] }, 'invalid_key'],
  ['evidence there is not', { C31: ['line.moon'] }, 'dangling'],
  ['a part the level has not taught', { C38: ['case.nightOxygen.record'] }, 'dangling'],
  ['evidence counted twice', { C31: ['line.count', 'line.count'] }, 'duplicate'],
])('the linter finds %s', (_, trains, code) => {
  expect(trainingProblems({ format: 1, trains }, level).map((p) => p.code)).toContain(code)
})

describe('what a run of M1 shows', () => {
  const { trains } = loadTraining(training1)
  const shownBy = (hand: Hand) => practiceOf(playHand(level, 3, hand).run, trains)
  const all = Object.keys(trains)

  test('the expert shows everything the lot asked for', () => {
    const seen = shownBy(expertHand)
    expect(Object.keys(seen).length).toBeGreaterThanOrEqual(all.length - 1)
    expect(Object.entries(seen).filter(([, worths]) => worths.some((worth) => worth < 0.7))).toEqual([])
    // One such lot hangs four good catches in the locker: a room, a line, an alarm, a name.
    const proof = { level: 'M1', passed: true, gates: [], seen, kit: [] }
    for (const kind of ['room', 'line', 'alarm', 'name'] as const) expect(catchesOf([proof], kind)).toEqual(['M1'])
  })

  test('idle hands show nothing, and are asked for all of it', () => {
    const seen = shownBy(idleHand)
    expect(Object.keys(seen)).toEqual(expect.arrayContaining(['C02', 'C31', 'C33']))
    expect(
      Object.values(seen)
        .flat()
        .filter((worth) => worth > 0),
    ).toEqual([])
  })

  test('who signs for another has not shown that, and all the rest', () => {
    const seen = shownBy(noviceHand(level.work!.novice.find(({ id }) => id === 'signsForOthers')!))
    expect(seen['C33']).toEqual([0])
    expect(catchesOf([{ level: 'M1', passed: true, gates: [], seen, kit: [] }], 'name')).toEqual([])
    expect(seen['C31']!.every((worth) => worth === 1)).toBe(true)
  })
})

test('who asks the tutor about a case before deciding has shown it with a hint; who tells her afterwards, without', () => {
  const p1 = loadLevel(json('levels/plasma/P1/level.json')).level!
  const { trains } = loadTraining(json('levels/plasma/P1/competencies.json'))
  const { seed, log } = json('levels/plasma/P1/runs/expert.json') as { seed: number; log: Logged[] }
  const alarm_s = log.find(({ slot }) => slot === 'alarm.poolWarm')!.t
  const mended_s = log.find(({ slot }) => slot === 'call.maintenance')!.t
  const shown = (more: readonly Logged[]) => practiceOf(play(p1, seed, [...log, ...more], 'idle').run, trains)['C36']
  const tells = (t: number): Logged => ({ t, slot: 'call.tutor', value: 'poolTemperature' })
  expect([shown([]), shown([tells(alarm_s)]), shown([tells(mended_s + 900)])]).toEqual([[1], [0.3], [1]])
})
