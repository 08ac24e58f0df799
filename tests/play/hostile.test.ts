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
import { mutated } from './mutated.ts'
import twoLots from './twoLots.json' with { type: 'json' }

const MUTATIONS = 500
const folder = mkdtempSync(join(tmpdir(), 'hostile-'))

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
