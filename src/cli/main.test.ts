import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { proofCode } from '../share/index.ts'
import { main } from './main.ts'

const LEVEL = 'tests/levels/short.json'
const folder = mkdtempSync(join(tmpdir(), 'lot-'))

/** Runs one command as the shell would. */
async function lot(...args: string[]) {
  let out = ''
  let err = ''
  const code = await main(args, { print: (t) => (out += t), say: (t) => (err += `${t}\n`) })
  return { code, out, err }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('help lists every command, and each command explains itself', async () => {
  const { code, out } = await lot('--help')
  expect(code).toBe(0)
  for (const [, name] of out.matchAll(/^ {2}(\w+) /gm)) {
    const help = await lot(name!, '--help')
    expect(help.code).toBe(0)
    expect(help.out).toContain(`lot ${name}`)
  }
})

test('play prints the contract’s keys, the same bytes each time, and writes a record that says the same digest', async () => {
  const record = join(folder, 'record.json')
  const first = await lot('play', LEVEL, '--seed', '5', '--record', record)
  expect(first.code).toBe(0)
  const result = JSON.parse(first.out)
  for (const key of ['level', 'seed', 'digest', 'yield', 'purity', 'compliance', 'disposition', 'passed'])
    expect(result).toHaveProperty(key)
  expect(result).toMatchObject({ level: 'short-harvest', seed: 5, yield: { score: null, ref: null } })
  expect(result.yield.value).toBeGreaterThan(1)
  expect(JSON.parse(readFileSync(record, 'utf8')).digest).toBe(result.digest)
  expect((await lot('play', LEVEL, '--seed', '5')).out).toBe(first.out)
})

test('verify replays a list of records, and says the code that a certificate of them must bear', async () => {
  const record = join(folder, 'proven.json')
  await lot('play', LEVEL, '--seed', '6', '--record', record)
  const proven = JSON.parse(readFileSync(record, 'utf8'))
  const verify = async (records: readonly unknown[]) =>
    lot('verify', file('proofs.json', JSON.stringify(records)), '--level', LEVEL)
  const { code, out } = await verify([proven])
  expect([code, JSON.parse(out).proof]).toEqual([0, proofCode([proven.digest])])
  const changed = await verify([proven, { ...proven, digest: 'f'.repeat(64) }])
  expect([changed.code, JSON.parse(changed.out).records[1].verdict]).toEqual([1, 'mismatch'])
  expect((await verify([])).code).toBe(1)
})

test('a step that never ends is no product: exit code 1, and which step it was', async () => {
  const { code, out, err } = await lot('play', LEVEL, '--policy', 'idle')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ unfinished: ['culture'], yield: { value: 0 } })
  expect(err).toContain('culture never ended')
})

test('bad input: exit code 2 and one line that names file, place and remedy', async () => {
  const broken = file('broken.json', '{"format": 1,')
  const hot = file('hot.json', readFileSync(LEVEL, 'utf8').replace('"harvestDay_d": 3', '"temperature_C": 400'))
  const never = file('never.json', '[{"t": 2000000000, "slot": "culture.proceed", "value": 1}]')
  const method = file('method.json', '[{"t": 0, "slot": "culture.toString", "value": 1}]')
  const nowhere = file('nowhere.json', '[{"t": 0, "slot": "moon.phase", "value": 1}]')
  const cases: [string[], string][] = [
    [['fly'], "no command 'fly'"],
    [['play'], 'name one level'],
    [['play', 'nothing-here.json'], 'nothing-here.json: cannot be read. There is no such file'],
    [['play', broken], `${broken}: is not JSON.`],
    [
      ['play', hot],
      'steps[0].recipe.temperature_C: temperature = 400 is outside its range. [range] Give a number from',
    ],
    [['play', LEVEL, '--seed', '-3'], "'-3' is not a whole number"],
    [['play', LEVEL, '--colour', 'red'], '--colour: is not an option here.'],
    [['play', LEVEL, '--policy', 'genius'], "there is no policy 'genius'. Known: idle, random, novice, sop, expert."],
    [['play', LEVEL, '--decisions', nowhere], "[0].slot: 'moon.phase' is no slot of this level. [unknown_slot] Steps:"],
    [['play', LEVEL, '--decisions', never], '[0].t: Too big'],
    [['play', LEVEL, '--decisions', method], "[0].slot: 'culture.toString' is no slot of this level."],
    [['play', LEVEL, '--policy', 'constructor'], "there is no policy 'constructor'"],
    [['play', 'M9'], 'M9: is no level here. Known: '],
    [['verify', broken], 'is not JSON.'],
    [['explain', 'nothing-here.json'], 'cannot be read.'],
    [['sweep', LEVEL], 'has no work for a player.'],
    [['check', broken], 'is not JSON.'],
    [['bench', '--only', 'moon'], "no case is called like 'moon'"],
    [['play', LEVEL, '--record', join(folder, 'no', 'such', 'folder.json')], 'cannot be written.'],
  ]
  for (const [args, sentence] of cases) {
    const { code, out, err } = await lot(...args)
    expect([args, code, out]).toEqual([args, 2, ''])
    expect(err.trimEnd().split('\n').at(-1)).toContain(sentence)
  }
})
