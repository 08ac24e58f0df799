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
 * recorded, one that is gone is dropped.
 */
interface Recorded {
  readonly version: string
  readonly digests: Readonly<Record<string, string>>
}

/** What stands in the way of `found` standing under `version`, one sentence each; and what to write if nothing does. */
function compare(
  recorded: Recorded,
  version: string,
  found: Recorded['digests'],
): { problems: string[]; write: Recorded } {
  const moved = Object.keys(found).filter((name) => name in recorded.digests && recorded.digests[name] !== found[name])
  const problems =
    version === recorded.version ? moved.map((name) => `${name}: results moved, MODEL_VERSION is still ${version}`) : []
  return { problems, write: { version, digests: found } }
}

const file = new URL('model-version.json', import.meta.url)
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded
const found = Object.fromEntries(Object.entries(fixedRuns).map(([name, run]) => [name, digestOf(run())]))

test('fixed runs give the digests recorded under this MODEL_VERSION', () => {
  const { problems, write } = compare(recorded, MODEL_VERSION, found)
  expect(problems, 'raise MODEL_VERSION in src/sim/version.ts').toEqual([])
  if (process.env['UPDATE_MODEL_VERSION']) writeFileSync(file, `${JSON.stringify(write, null, 2)}\n`)
  else expect(recorded, 'record them: UPDATE_MODEL_VERSION=1 npx vitest run tests/model-version.test.ts').toEqual(write)
})

test('a fixed run repeated in the same process gives the same digest: nothing is remembered', () => {
  for (const [name, run] of Object.entries(fixedRuns)) expect(digestOf(run()), name).toBe(found[name])
})

describe('the guard itself', () => {
  const before: Recorded = { version: '1.0.0', digests: { a: '11', b: '22' } }

  test('results moved under the same version: refused, whether asked to update or not', () => {
    expect(compare(before, '1.0.0', { a: '11', b: '33' }).problems).toEqual([
      'b: results moved, MODEL_VERSION is still 1.0.0',
    ])
  })

  test('results moved and version raised: recorded', () => {
    expect(compare(before, '1.1.0', { a: '11', b: '33' })).toEqual({
      problems: [],
      write: { version: '1.1.0', digests: { a: '11', b: '33' } },
    })
  })

  test('a new run, or one that is gone, needs no new version', () => {
    expect(compare(before, '1.0.0', { a: '11', c: '44' }).problems).toEqual([])
  })
})
