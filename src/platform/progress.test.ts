import { describe, expect, test } from 'vitest'
import { merged, progressOf, readProgress, takeIn } from './progress.ts'
import type { Save } from './protocol.ts'
import type { Profile } from './profiles.ts'
import { savesOn } from './saves.ts'
import { readSettings } from './settings.ts'
import { type FirstTry, fits, handedName } from './shapes.ts'
import type { Shelf } from './shelf.ts'

const save = (over: Partial<Save> = {}): Save => ({
  format: 1,
  level: 'M2',
  hash: 'abc',
  model: '1',
  seed: 7,
  log: [
    { t: 0, slot: 'seed.assay', value: ['viability'] },
    { t: 360, slot: 'seed.squares', value: 5 },
  ],
  at_s: 720,
  ...over,
})
const best = (rank: number) => ({ format: 1, level: 'M2', seed: 7, rank, counts: [[0, 0.5]] })
const pour = (delivered: number) => ({ delivered, pumps: 2, trace: [[1, 0.2, 0]] })
const first = (at_ms: number, over: Partial<FirstTry> = {}): FirstTry => ({
  format: 1,
  at_ms,
  save: save(),
  digest: 'a'.repeat(64),
  disposition: 'released',
  passed: true,
  score: { yield: 91, purity: 80, compliance: 96 },
  seen: { C31: [1, 0.7] },
  gates: [],
  ...over,
})
const profile: Profile = {
  id: '0123456789abcdef',
  badge: { animal: 'loutre', number: 12, stroke: 'M3 4L5 6', letters: '' },
  settings: readSettings({ textSize: 150 }),
}
const medals = (won: number) => ({ format: 1, level: 'A0', medals: won })
const records = { M2: save(), 'best.M2': best(1200), 'medals.A0': medals(2), 'pour.A0.3': pour(0.6) }
const file = (): string => JSON.stringify(progressOf(profile, records))

/** A shelf in memory; `refuse` names what it does not take. */
function shelfOf(held: Record<string, unknown>, refuse: (name: string) => boolean = () => false): Shelf {
  return {
    kept: 'browser',
    read: async (name) => held[name],
    async write(name, value) {
      await Promise.resolve()
      if (refuse(name)) throw new DOMException('full', 'QuotaExceededError')
      held[name] = structuredClone(value)
    },
    async remove(name) {
      delete held[name]
    },
    all: async () => ({ ...held }),
  }
}

describe('a progress file', () => {
  test('comes back as it went', () => {
    const read = readProgress(file())
    expect(read).toMatchObject({ profile, records })
  })

  test.each([
    ['another file', '{"name":"premier-lot","version":"0.1.0"}', 'notOurs'],
    ['a picture', '\u0089PNG\r\n', 'notOurs'],
    ['half of one', () => file().slice(0, 400), 'damaged'],
    ['one from tomorrow', () => file().replace('"format":1,"profile"', '"format":2,"profile"'), 'newer'],
    ['one with a better rank written in', () => file().replace('1200', '1300'), 'damaged'],
    ['one with another second', () => file().replace('"at_s":720', '"at_s":721'), 'damaged'],
    ['one whose record is none', () => JSON.stringify(progressOf(profile, { M2: save({ at_s: -5 }) })), 'damaged'],
    ['one with a record of another name', () => JSON.stringify(progressOf(profile, { M1: save() })), 'damaged'],
    ['one whose log runs back', () => JSON.stringify(progressOf(profile, { M2: runsBack })), 'damaged'],
    ['one too large', 'x'.repeat(9_000_000), 'tooLarge'],
  ] as const)('%s is refused: %s', (_, text, why) => {
    expect(readProgress(typeof text === 'string' ? text : text())).toBe(why)
  })
})

const runsBack = save({ log: [...save().log, { t: 1, slot: 'seed.squares', value: 5 }] })

describe('what comes is put to what is here', () => {
  test('the better stays, whichever side it is on', () => {
    const here = { 'best.M2': best(900), 'medals.A0': medals(1), 'pour.A0.3': pour(0.7), 'pour.A0.9': pour(0.1) }
    expect(merged(here, records)).toEqual({ M2: save(), 'best.M2': best(1200), 'medals.A0': medals(2) })
    expect(merged({ 'medals.A0': medals(3) }, { 'medals.A0': medals(2) })).toEqual({})
  })

  test('of each question the later answer stays', () => {
    const review = (cards: Record<string, { box: number; seen: number }>) => ({ review: { format: 1, cards } })
    const here = review({ Q01: { box: 3, seen: 10 }, Q02: { box: 1, seen: 12 } })
    const came = review({ Q01: { box: 1, seen: 11 }, Q02: { box: 2, seen: 9 }, Q03: { box: 2, seen: 5 } })
    const both = review({ Q01: { box: 1, seen: 11 }, Q02: { box: 1, seen: 12 }, Q03: { box: 2, seen: 5 } })
    expect(merged(here, came)).toEqual(both)
    expect(merged(both, here)).toEqual({})
  })

  test('lots of a drill played on two machines are told in their order, each once, the first time it was played', () => {
    const tally = (...tries: [seed: number, at_ms: number, right: boolean][]) => ({
      'tally.M2.lowOxygen': {
        format: 1,
        drill: 'M2.lowOxygen',
        tries: tries.map(([seed, at_ms, right]) => ({ seed, at_ms, right })),
      },
    })
    const [here, came] = [tally([1, 10, true], [2, 30, true]), tally([3, 20, false], [2, 40, false])]
    const both = tally([1, 10, true], [3, 20, false], [2, 30, true])
    expect(merged(here, came)).toEqual(both)
    expect(merged(both, came)).toEqual({})
  })

  test('of two tries of a lot the one that was the first stays', () => {
    const [here, came] = [{ 'first.M2.7': first(2000) }, { 'first.M2.7': first(1000) }]
    expect(merged(here, came)).toEqual(came)
    expect(merged(came, here)).toEqual({})
  })

  test('the further attempt goes on; the other is put aside', () => {
    const other = save({ seed: 8, at_s: 90_000 })
    const aside = Object.entries(merged({ M2: other }, { M2: save() }))
    expect(aside).toEqual([[expect.stringMatching(/^aside\.M2\./), save()]])
    expect(merged({ M2: save() }, { M2: other })).toMatchObject({ M2: other })
    expect(Object.values(merged({ M2: save() }, { M2: other }))).toContainEqual(save())
  })

  test('the same attempt further on takes the place of its beginning', () => {
    const later = save({ log: [...save().log, { t: 900, slot: 'shift.leave', value: 1 }], at_s: 86_400 })
    expect(merged({ M2: save() }, { M2: later })).toEqual({ M2: later })
    expect(merged({ M2: later }, { M2: save() })).toEqual({})
  })

  test('nothing that was here is gone, not even what cannot be read', async () => {
    const held: Record<string, unknown> = { M2: 'torn', 'best.M2': best(2000) }
    const read = readProgress(file())
    if (typeof read === 'string') throw new Error(read)
    expect(await takeIn(shelfOf(held), read)).toBe(4)
    expect(Object.values(held)).toContain('torn')
    expect(held).toMatchObject({ M2: save(), 'best.M2': best(2000), 'pour.A0.3': pour(0.6) })
    // A second time there is nothing to take.
    expect(await takeIn(shelfOf(held), read)).toBe(0)
  })
})

describe('saves', () => {
  test('many at once: the newest is what is kept, and settled waits for it', async () => {
    const held: Record<string, unknown> = {}
    const saves = savesOn(shelfOf(held))
    for (let i = 1; i <= 20; i++) void saves.write(save({ at_s: i }))
    await saves.settled()
    expect(held['M2']).toMatchObject({ at_s: 20 })
  })

  test('the lot of the day has a place of its own, and its better try stays', async () => {
    const held: Record<string, unknown> = {}
    const saves = savesOn(shelfOf(held), handedName('today'))
    await saves.write(save({}))
    expect(Object.keys(held)).toEqual(['today.M2'])
    expect((await savesOn(shelfOf(held)).read('M2')).save).toBeNull()
    expect((await saves.read('M2')).save).toMatchObject({ level: 'M2' })
    for (const band of [1, 3, 2] as const) await saves.writeDaily({ format: 1, day: 5, level: 'M2', band })
    expect(await saves.readDaily()).toMatchObject({ day: 5, band: 3 })
    await saves.writeDaily({ format: 1, day: 6, level: 'P2', band: 0 })
    expect(await saves.readDaily()).toMatchObject({ day: 6, band: 0 })
    expect(Object.entries(held).every(([name, value]) => fits(name, value))).toBe(true)
  })

  test('a lot of a drill counts once, however often it is played', async () => {
    const held: Record<string, unknown> = {}
    const saves = savesOn(shelfOf(held), handedName('drill'))
    await saves.tally('M4.cut', 5, false)
    await saves.tally('M4.cut', 6, true)
    expect((await saves.tally('M4.cut', 5, true)).tries.map(({ right }) => right)).toEqual([false, true])
    expect(await saves.readTallies()).toHaveLength(1)
    expect(Object.entries(held).every(([name, value]) => fits(name, value))).toBe(true)
  })

  test('fewer medals do not take the place of more', async () => {
    const held: Record<string, unknown> = {}
    const saves = savesOn(shelfOf(held))
    for (const won of [1, 3, 2] as const) await saves.writeMedals({ format: 1, level: 'A0', medals: won })
    expect(await saves.readMedals('A0')).toMatchObject({ medals: 3 })
  })

  test('a second try does not take the place of the first; they are read in the order in which they were finished', async () => {
    const saves = savesOn(shelfOf({}))
    const other = first(1500, { save: save({ seed: 8 }) })
    for (const now of [first(2000), first(3000, { passed: false }), other]) await saves.writeFirst(now)
    expect(await saves.readFirst('M2', 7)).toEqual(first(2000))
    expect((await saves.readFirsts()).map(({ at_ms }) => at_ms)).toEqual([1500, 2000])
  })

  test('a full browser is told, not thrown', async () => {
    const saves = savesOn(shelfOf({}, () => true))
    expect(await saves.write(save())).toBe('full')
  })

  test('an attempt that cannot be read is put aside', async () => {
    const held: Record<string, unknown> = { M2: { ...save(), log: [{ t: 'noon' }] } }
    const saves = savesOn(shelfOf(held))
    expect(await saves.read('M2')).toEqual({ save: null, damaged: true })
    expect(Object.keys(held)).toEqual([expect.stringMatching(/^aside\.M2\./)])
    expect(await saves.read('M2')).toEqual({ save: null, damaged: false })
  })
})
