import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { MODEL_VERSIONS, type PlantId } from '../src/models/index.ts'
import { digestOf } from '../src/sim/index.ts'
import { fixedRuns } from './fixedRuns.ts'

/**
 * Results do not move without MODEL_VERSIONS: records say under which version they were played, and a verifier trusts
 * it. The units here are the antibody plant's; kernel, sensors and assays serve all plants, and so move all of them.
 * When this fails on purpose: raise what moved in src/models/version.ts, then
 *
 *   UPDATE_MODEL_VERSION=1 npx vitest run tests/model-version.test.ts
 *
 * writes the new digests. It refuses to overwrite a digest under the version it was recorded for; a run that is new is
 * recorded, one that is gone is dropped. Before version 1 a unit still being built may stay unrecorded.
 */
interface Recorded {
  readonly versions: Readonly<Record<PlantId, string>>
  readonly digests: Readonly<Record<string, string>>
}
type Versions = Recorded['versions']

const plants = Object.keys(MODEL_VERSIONS) as PlantId[]
const movedBy = (name: string): readonly PlantId[] => (name.startsWith('unit.') ? ['antibody'] : plants)

/** What stands in the way of `found` standing under `versions`, one sentence each; empty when nothing does. */
const objections = (recorded: Recorded, versions: Versions, found: Recorded['digests']): string[] =>
  Object.keys(found)
    .filter((name) => name in recorded.digests && recorded.digests[name] !== found[name])
    .flatMap((name) => movedBy(name).map((plant) => ({ name, plant })))
    .filter(({ plant }) => versions[plant] === recorded.versions[plant])
    .map(({ name, plant }) => `${name}: results moved, the version of ${plant} is still ${versions[plant]}`)

/** What the file lacks or has too much. */
function stale(recorded: Recorded, versions: Versions, found: Recorded['digests']): string[] {
  const other = plants.filter((plant) => versions[plant] !== recorded.versions[plant])
  const final = !plants.some((plant) => versions[plant].startsWith('0.'))
  return [
    ...other.map((plant) => `${plant}: recorded for ${recorded.versions[plant]}, this is ${versions[plant]}`),
    ...Object.keys(found)
      .filter((name) => !(name in recorded.digests) && final)
      .map((name) => `${name}: not recorded`),
    ...Object.keys(recorded.digests)
      .filter((name) => !(name in found))
      .map((name) => `${name}: no such run any more`),
  ]
}

const file = new URL('model-version.json', import.meta.url)
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded
const found = Object.fromEntries(Object.entries(fixedRuns).map(([name, run]) => [name, digestOf(run())]))

test('fixed runs give the digests recorded under these versions', () => {
  expect(objections(recorded, MODEL_VERSIONS, found), 'raise what moved in src/models/version.ts').toEqual([])
  if (process.env['UPDATE_MODEL_VERSION'])
    writeFileSync(file, `${JSON.stringify({ versions: MODEL_VERSIONS, digests: found }, null, 2)}\n`)
  else
    expect(
      stale(recorded, MODEL_VERSIONS, found),
      'record them: UPDATE_MODEL_VERSION=1 npx vitest run tests/model-version.test.ts',
    ).toEqual([])
})

test('a fixed run repeated in the same process gives the same digest: nothing is remembered', () => {
  for (const [name, run] of Object.entries(fixedRuns)) expect(digestOf(run()), name).toBe(found[name])
})

describe('the guard itself', () => {
  const one = { antibody: '1.0.0', plasma: '1.0.0', aav: '1.0.0' }
  const before: Recorded = { versions: one, digests: { 'unit.a': '11', b: '22' } }

  test('results moved under the same version: refused, whether asked to update or not', () => {
    expect(objections(before, one, { 'unit.a': '33', b: '22' })).toEqual([
      'unit.a: results moved, the version of antibody is still 1.0.0',
    ])
  })

  test('what one plant alone has raises only that plant; what all share raises all', () => {
    const raised = { ...one, antibody: '1.1.0' }
    expect(objections(before, raised, { 'unit.a': '33', b: '22' })).toEqual([])
    expect(objections(before, raised, { 'unit.a': '11', b: '33' })).toHaveLength(2)
    expect(stale(before, raised, { 'unit.a': '33', b: '22' })).toEqual(['antibody: recorded for 1.0.0, this is 1.1.0'])
  })

  test('a new run, or one that is gone, needs no new version, but must be recorded; before version 1 a new one may wait', () => {
    const other = { 'unit.a': '11', c: '44' }
    expect(objections(before, one, other)).toEqual([])
    expect(stale(before, one, other)).toEqual(['c: not recorded', 'b: no such run any more'])
    const early = { antibody: '0.9.0', plasma: '0.9.0', aav: '0.9.0' }
    expect(stale({ ...before, versions: early }, early, { ...before.digests, c: '44' })).toEqual([])
  })
})
