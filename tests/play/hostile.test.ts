/**
 * Files nobody should have written: level and record changed at random places into nonsense. Every one is read as a
 * level that can be begun, or refused with path, code and remedy; nothing is thrown but the command line's own refusal.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import m2 from '../../levels/antibody/M2/level.json' with { type: 'json' }
import { main } from '../../src/cli/main.ts'
import { loadLevel } from '../../src/content/index.ts'
import { advanceTo, deskView, digestRun, openSlots, randomHand, sop, startRun } from '../../src/play/index.ts'
import { levelHash, play, playHand, readDecisions, recordFile, recordOf } from '../../src/record/index.ts'
import { uniform } from '../../src/sim/index.ts'
import twoLots from './twoLots.json' with { type: 'json' }

const MUTATIONS = 500
const folder = mkdtempSync(join(tmpdir(), 'hostile-'))

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const NASTY: readonly Json[] = [
  [null, true, false, 0, -1, 0.5, 3, 1e21, 1e308, -1e308, 5e-324, 2 ** 53, -3600, 25],
  ['', 'NaN', 'Infinity', '-1', '1e999', 'moon', 'x'.repeat(5000), '\u0000', '../../../etc/passwd'],
  ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'culture', 'seed', 'fill', 'culture.muMax'],
  [[], {}, [[]], [null], [1, 2, 3], { a: 1 }, { id: 'x' }],
].flat(1)

/** Every place in a tree, as the chain of keys that leads there. */
function places(json: Json, at: readonly string[] = []): (readonly string[])[] {
  if (typeof json !== 'object' || json === null) return [at]
  return [at, ...Object.entries(json).flatMap(([key, inner]) => places(inner, [...at, key]))]
}

/** A copy with one to three things wrong: gone, replaced, called otherwise, there twice. */
function mutated(source: unknown, seed: number): { json: unknown; done: string } {
  let n = 0
  const dice = (): number => uniform(seed, 'hostile', n++)
  const any = <T>(list: readonly T[]): T => list[Math.floor(dice() * list.length)]!
  const json = structuredClone(source) as Json
  const done: string[] = []
  for (let left = 1 + Math.floor(3 * dice() * dice()); left > 0; left--) {
    const [key, ...above] = [...any(places(json).slice(1))].toReversed() as [string, ...string[]]
    let parent = json as { [key: string]: Json }
    for (const step of above.toReversed()) parent = parent[step] as { [key: string]: Json }
    const kind = dice()
    const path = [...above.toReversed(), key].join('.')
    if (kind < 0.15) {
      if (Array.isArray(parent)) parent.splice(Number(key), 1)
      else delete parent[key]
      done.push(`${path} gone`)
    } else if (kind < 0.25 && Array.isArray(parent)) {
      parent.push(structuredClone(parent[Number(key)]!))
      done.push(`${path} twice`)
    } else if (kind < 0.35 && !Array.isArray(parent)) {
      const name = any(['__proto__', 'constructor', 'prototype', 'moon', '', 'volume_L', 'toString'])
      Object.defineProperty(parent, name, { value: parent[key], enumerable: true, configurable: true, writable: true })
      if (name !== key) delete parent[key]
      done.push(`${path} called ${name}`)
    } else if (kind < 0.5 && typeof parent[key] === 'number') {
      parent[key] = parent[key] * any([-1, 0, 1e-9, 10, 1000, 1e12])
      done.push(`${path} = ${String(parent[key])}`)
    } else {
      parent[key] = structuredClone(any(NASTY))
      done.push(`${path} = ${JSON.stringify(parent[key]).slice(0, 40)}`)
    }
  }
  // As a file would bring it: `__proto__` is a key like any other.
  return { json: JSON.parse(JSON.stringify(json)), done: done.join('; ') }
}

/** What is wrong with how a level was read, or undefined. */
function complaint(json: unknown): string | undefined {
  try {
    const { level, problems } = loadLevel(json)
    if (!level) {
      if (!problems.length) return 'refused without a reason'
      const silent = problems.find((p) => typeof p.path !== 'string' || !p.code || !p.message || !p.remedy)
      return silent && `no code, sentence or remedy: ${JSON.stringify(silent)}`
    }
    const run = startRun(level, 1)
    advanceTo(run, 7200, sop)
    if (run.desk) openSlots(run).forEach((slot) => randomHand(deskView(run), slot))
    levelHash(level)
    digestRun(run)
    return undefined
  } catch (error) {
    return `threw ${String(error)}`
  }
}

describe('levels', () => {
  test.each([
    ['M2', m2],
    ['two lots', twoLots],
  ])('%s, changed in hundreds of ways: a level that can be begun, or a refusal with code and remedy', (_, source) => {
    const found = Array.from({ length: MUTATIONS }, (__, seed) => {
      const { json, done } = mutated(source, seed)
      const wrong = complaint(json)
      return wrong ? [`${seed}: ${done}: ${wrong}`] : []
    })
    expect(found.flat()).toEqual([])
  })

  test.each<[string, (steps: Record<string, unknown>[]) => void]>([
    ['a step that takes its own product', (s) => (s[1]!['from'] = 'culture')],
    ['two steps that feed each other', (s) => ((s[1]!['from'] = 'centrifuge'), (s[2]!['from'] = 'culture'))],
    ['a step from __proto__', (s) => (s[1]!['from'] = '__proto__')],
  ])('a cycle: %s', (_, change) => {
    const copy = structuredClone(m2) as { steps: Record<string, unknown>[] }
    change(copy.steps)
    const { level, problems } = loadLevel(copy)
    expect(level).toBeUndefined()
    expect(problems[0]!.remedy).not.toBe('')
  })

  test('no level file changes what every object has', () => {
    loadLevel(JSON.parse('{"__proto__": {"polluted": 1}, "steps": [{"recipe": {"__proto__": {"polluted": 1}}}]}'))
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('records', () => {
  const level = loadLevel(twoLots).level!
  const record = recordOf(playHand(level, 1, randomHand))

  test('changed in hundreds of ways: refused by their form, or played', () => {
    const found = Array.from({ length: MUTATIONS }, (_, seed) => {
      const { json, done } = mutated(record, seed)
      try {
        const parsed = recordFile.safeParse(json)
        if (!parsed.success) return parsed.error.issues.length ? [] : [`${seed}: ${done}: refused without a reason`]
        // Playing costs a tenth of a second: one in ten of those that can be.
        if (seed % 10 === 0) recordOf(play(level, parsed.data.seed, parsed.data.log, parsed.data.crew))
        return []
      } catch (error) {
        return [`${seed}: ${done}: threw ${String(error)}`]
      }
    })
    expect(found.flat()).toEqual([])
  })

  test('decisions changed in hundreds of ways: a list, or problems with path, code and remedy', () => {
    for (let seed = 0; seed < MUTATIONS; seed++) {
      const { log, problems } = readDecisions(mutated(record.log, seed).json)
      for (const p of problems) expect([p.path, p.code, p.remedy].every((x) => typeof x === 'string')).toBe(true)
      expect(problems.length === 0 || log.length === 0).toBe(true)
    }
  })
})

test('the command line answers each with exit code 0, 1 or 2 and a line, never with a stack', async () => {
  const level = join('tests', 'play', 'twoLots.json')
  const record = recordOf(playHand(loadLevel(twoLots).level!, 1, randomHand))
  for (let seed = 0; seed < 40; seed++) {
    const file = join(folder, 'hostile.json')
    const isLevel = seed % 2 === 0
    const { json, done } = mutated(isLevel ? m2 : record, 1000 + seed)
    writeFileSync(file, JSON.stringify(json))
    let said = ''
    const args = isLevel ? ['check', file] : ['verify', file, '--level', level]
    const code = await main(args, { print: () => {}, say: (text) => (said += `${text}\n`) })
    expect([done, [0, 1, 2].includes(code)]).toEqual([done, true])
    if (code === 2) expect(said.trimEnd().split('\n')).toHaveLength(1)
  }
})
