import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { digestOf, MODEL_VERSION } from '../src/sim/index.ts'
import { fixedRuns } from './fixedRuns.ts'

/**
 * Results do not move without MODEL_VERSION: records say under which version they were played, and a verifier trusts it.
 * When this fails on purpose: raise MODEL_VERSION in src/sim/version.ts, then
 *
 *   UPDATE_MODEL_VERSION=1 npx vitest run tests/model-version.test.ts
 *
 * writes the new digests. It refuses to overwrite a digest under the version it was recorded for; a run that is new is
 * recorded, one that is gone is dropped. Before version 1 a unit still being built may stay unrecorded.
 */
interface Recorded {
  readonly version: string
  readonly digests: Readonly<Record<string, string>>
}

/** What stands in the way of `found` standing under `version`, one sentence each; empty when nothing does. */
function objections(recorded: Recorded, version: string, found: Recorded['digests']): string[] {
  if (version !== recorded.version) return []
  return Object.keys(found)
    .filter((name) => name in recorded.digests && recorded.digests[name] !== found[name])
    .map((name) => `${name}: results moved, MODEL_VERSION is still ${version}`)
}

/** What the file lacks or has too much. */
function stale(recorded: Recorded, version: string, found: Recorded['digests']): string[] {
  if (version !== recorded.version) return [`recorded for ${recorded.version}, this is ${version}`]
  const unrecorded = Object.keys(found).filter((name) => !(name in recorded.digests) && !version.startsWith('0.'))
  const gone = Object.keys(recorded.digests).filter((name) => !(name in found))
  return [...unrecorded.map((name) => `${name}: not recorded`), ...gone.map((name) => `${name}: no such run any more`)]
}

const file = new URL('model-version.json', import.meta.url)
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded
const found = Object.fromEntries(Object.entries(fixedRuns).map(([name, run]) => [name, digestOf(run())]))

test('fixed runs give the digests recorded under this MODEL_VERSION', () => {
  expect(objections(recorded, MODEL_VERSION, found), 'raise MODEL_VERSION in src/sim/version.ts').toEqual([])
  if (process.env['UPDATE_MODEL_VERSION'])
    writeFileSync(file, `${JSON.stringify({ version: MODEL_VERSION, digests: found }, null, 2)}\n`)
  else
    expect(
      stale(recorded, MODEL_VERSION, found),
      'record them: UPDATE_MODEL_VERSION=1 npx vitest run tests/model-version.test.ts',
    ).toEqual([])
})

test('a fixed run repeated in the same process gives the same digest: nothing is remembered', () => {
  for (const [name, run] of Object.entries(fixedRuns)) expect(digestOf(run()), name).toBe(found[name])
})

describe('the guard itself', () => {
  const before: Recorded = { version: '1.0.0', digests: { a: '11', b: '22' } }

  test('results moved under the same version: refused, whether asked to update or not', () => {
    expect(objections(before, '1.0.0', { a: '11', b: '33' })).toEqual([
      'b: results moved, MODEL_VERSION is still 1.0.0',
    ])
  })

  test('results moved and version raised: nothing against it, but it must be recorded', () => {
    expect(objections(before, '1.1.0', { a: '11', b: '33' })).toEqual([])
    expect(stale(before, '1.1.0', { a: '11', b: '33' })).toEqual(['recorded for 1.0.0, this is 1.1.0'])
  })

  test('a new run, or one that is gone, needs no new version, but must be recorded; before version 1 a new one may wait', () => {
    expect(objections(before, '1.0.0', { a: '11', c: '44' })).toEqual([])
    expect(stale(before, '1.0.0', { a: '11', c: '44' })).toEqual(['c: not recorded', 'b: no such run any more'])
    const early = { ...before, version: '0.9.0' }
    expect(stale(early, '0.9.0', { a: '11', b: '22', c: '44' })).toEqual([])
  })
})
