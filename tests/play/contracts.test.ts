/** Contracts: files that fit their levels, words for each in both languages, and what a record keeps of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }
import contracts1 from '../../levels/antibody/M1/contracts.json' with { type: 'json' }
import { type Contract, contractProblems, loadContracts, loadLevel } from '../../src/content/index.ts'
import { expertHand, noviceHand, outcomeOf, rate } from '../../src/play/index.ts'
import { contractsKept, type Logged, play, playHand } from '../../src/record/index.ts'

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const folders = readdirSync('levels', { recursive: true, encoding: 'utf8' })
  .filter((path) => basename(path) === 'contracts.json')
  .map((path) => join('levels', path, '..'))

test('every level of the antibody plant with marks has contracts', () => {
  for (const id of ['M1', 'M2', 'M3', 'M4', 'M5', 'M6'])
    expect(existsSync(`levels/antibody/${id}/contracts.json`)).toBe(true)
})

describe.each(folders)('%s', (at) => {
  const file = json(join(at, 'contracts.json'))
  test('three contracts about what the level has, each with its words', () => {
    expect(contractProblems(file, loadLevel(json(join(at, 'level.json'))).level!)).toEqual([])
    const ids = loadContracts(file).contracts.map(({ id }) => id)
    for (const language of ['fr', 'en']) {
      const { contracts } = json(join(at, 'text', `${language}.json`)) as { contracts: Record<string, string> }
      expect(Object.keys(contracts)).toEqual(ids)
    }
  })
})

const level = loadLevel(m1).level!
const two = { slot: 'culture.assay', atMost: 2 }
test.each<[string, readonly unknown[], string]>([
  ['a step there is not', [[{ slot: 'column.load', atMost: 1 }], [two], [two]], 'dangling'],
  ['a step that the crew works', [[{ result: 'fill.vials', atLeast: 1 }], [two], [two]], 'dangling'],
  ['nothing asked for', [[{ slot: 'culture.assay' }], [two], [two]], 'bound'],
  ['one too few', [[two], [two]], 'too_small'],
])('the linter finds %s', (_, all, code) => {
  const file = { format: 1, contracts: all.map((clauses, i) => ({ id: `c${i}`, all: clauses })) }
  expect(contractProblems(file, level).map((p) => p.code)).toContain(code)
})

describe('what a lot of M1 keeps', () => {
  const { contracts } = loadContracts(contracts1)
  const expert = playHand(level, 3, expertHand)
  const reference = outcomeOf(expert.run)
  const kept = (run: typeof expert.run, of: readonly Contract[] = contracts): readonly string[] =>
    contractsKept(run, rate(run, outcomeOf(run), reference), of)
  const playing = (log: readonly Logged[]) => play(level, 3, log, 'idle').run

  test('the expert: the clean record and the pure lot, with three samples', () => {
    expect(kept(expert.run)).toEqual(['clean', 'pure'])
  })

  test('a morning without a sample keeps the second', () => {
    const last = expert.log.filter((d) => d.slot === 'culture.assay').at(-1)!
    expect(kept(playing(expert.log.filter((d) => d !== last)))).toContain('twoSamples')
  })

  test('a lot that did not pass keeps none, whatever its record says', () => {
    const forger = noviceHand(level.work!.novice.find((e) => e.id === 'signsForOthers')!)
    const always: Contract = { id: 'always', all: [{ mark: 'purity', atLeast: 0 }] }
    expect(kept(playHand(level, 3, forger).run, [always])).toEqual([])
    expect(kept(expert.run, [always])).toEqual(['always'])
  })
})
