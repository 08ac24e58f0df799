/** M1 as its hands see it: what a missed act costs, and that the crew finishes what the player left. */
import { describe, expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import { advanceTo, apply, type Hand, idle, outcomeOf, sopHand, startRun } from '../../src/play/index.ts'
import { leftBehind } from '../../src/present/room.ts'
import { playHand } from '../../src/record/index.ts'
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }
import en from '../../levels/antibody/M1/text/en.json' with { type: 'json' }
import fr from '../../levels/antibody/M1/text/fr.json' with { type: 'json' }

const level = loadLevel(m1).level!
const without =
  (...slots: string[]): Hand =>
  (view, slot) =>
    slots.includes(slot) ? undefined : sopHand(view, slot)

describe('the last round is left as it is', () => {
  test('a missed temperature shift: the crew makes it the next morning, and no lot of twenty is lost by it', () => {
    const lost: number[] = []
    for (let seed = 1; seed <= 20; seed++) {
      const { run } = playHand(level, seed, without('culture.temperature'))
      const cooled = run.log.filter((d) => d.slot === 'culture.temperature')
      expect(cooled).toMatchObject([{ t: 6 * 86_400, value: 33, by: 'crew' }])
      if (outcomeOf(run).disposition !== 'released') lost.push(seed)
    }
    expect(lost).toEqual([])
  })

  test('it costs purity all the same: the score follows what the player did', () => {
    for (const seed of [1, 8, 14]) {
      const of = (hand: Hand) => outcomeOf(playHand(level, seed, hand).run)
      const [right, missed] = [of(sopHand), of(without('culture.temperature'))]
      expect(missed.purity.score).toBeLessThan(right.purity.score - 0.5)
      // A day in the warm makes more product; the recipe was proven without it, and the record says whose step it was.
      expect(right.compliance!.findings).toEqual([])
      expect(missed.compliance!.findings).toMatchObject([
        { code: 'R-STEP', severity: 'major', subject: { id: 'culture.temperature' } },
      ])
      expect(missed.compliance!.score).toBe(84)
    }
  })
})

test('a scenario’s own aims and weights move purity; limits, and what becomes of the lot, stay the plant’s', () => {
  const { run } = playHand(level, 3, sopHand)
  const as = (quality: NonNullable<typeof level.work>['quality']) =>
    outcomeOf({ ...run, level: { ...level, work: { ...level.work!, ...(quality && { quality }) } } })
  const usual = as(undefined)
  const { value } = usual.purity.attributes.find(({ id }) => id === 'release.hmw')!
  // Aimed at half of what the recipe makes, 100 is out of its reach; not weighed, it counts for nothing.
  const stricter = as({ 'release.hmw': { target: value / 2 } })
  const alone = as({ 'release.hmw': { weight: 1 } })
  const unweighed = as({ 'release.hmw': { weight: 0 } })
  expect(stricter.purity.score).toBeLessThan(usual.purity.score - 1)
  const { quality } = usual.purity.attributes.find(({ id }) => id === 'release.hmw')!
  expect(Math.sign(alone.purity.score - usual.purity.score)).toBe(Math.sign(quality - usual.purity.score))
  expect(Math.sign(unweighed.purity.score - usual.purity.score)).toBe(-Math.sign(quality - usual.purity.score))
  for (const other of [stricter, alone, unweighed]) {
    expect(other.disposition).toBe(usual.disposition)
    expect(other.purity.attributes.map(({ limit }) => limit)).toEqual(usual.purity.attributes.map(({ limit }) => limit))
  }
})

test('a dose is written once it is given', () => {
  const { log } = playHand(level, 3, sopHand)
  for (const [line, day] of [
    ['firstDose', 3],
    ['secondDose', 4],
  ] as const) {
    const written = log.find((d) => d.slot === `record.${line}`)!
    const given = log.find((d) => d.slot === 'culture.feed' && Math.floor(d.t / 86_400) === day)!
    expect(written.t).toBeGreaterThan(given.t)
  }
  const run = startRun(level, 3)
  advanceTo(run, level.work!.starts_s, idle)
  expect(apply(run, { slot: 'record.firstDose', value: [1.1] }, 'player')?.code).toBe('not_yet')
})

test('whose line a colleague has forgotten signs for it: R-BADGE, and its gate', () => {
  const run = startRun(level, 3)
  advanceTo(run, 4 * 86_400, idle)
  expect(apply(run, { slot: 'reply.signature', value: 2 }, 'player')).toBeUndefined()
  const { findings, gates } = outcomeOf(run).compliance!
  expect(findings.find((f) => f.subject.id === 'signature' && f.code !== 'R-CASE')).toMatchObject({
    code: 'R-BADGE',
    severity: 'critical',
    clause: 'annex11',
  })
  expect(gates).toEqual(['G1'])
})

test('who goes out to what stands beyond the zone, and comes back as they are, has crossed it: R-ZONE', () => {
  const crossed = (id: string): readonly string[] => {
    const run = startRun(level, 3)
    advanceTo(run, level.work!.starts_s, idle)
    expect(apply(run, { slot: 'room.tag', value: id }, 'player')).toBeUndefined()
    return outcomeOf(run).compliance!.findings.flatMap((f) => (f.code === 'R-ZONE' ? [f.subject.id] : []))
  }
  expect(crossed('coffeeMachine')).toEqual(['coffeeMachine'])
  expect(crossed('wasteBag')).toEqual([])
})

describe('the room', () => {
  const items = level.work!.room!.items
  const room = (seed: number) => startRun(level, seed).desk!.room!
  /** Declares the line clear without a look. */
  const blind: Hand = (view, slot) => {
    if (slot === 'room.clear') return 1
    return slot.startsWith('room.') ? undefined : sopHand(view, slot)
  }

  test('over two hundred lots: none to three things wrong, a room in five with none, every suspect in its turn', () => {
    const wrong = Array.from({ length: 200 }, (_, seed) => room(seed).wrong)
    const share = (n: number): number => wrong.filter((w) => w.length === n).length / wrong.length
    for (const n of [0, 1, 2, 3]) expect(share(n)).toBeGreaterThan(0.15)
    expect(share(0)).toBeLessThan(0.26)
    const suspects = items.filter((i) => i.suspect).map((i) => i.id)
    expect([...new Set(wrong.flat())].toSorted()).toEqual(suspects.toSorted())
    // Overdue in every lot, and no matter: it never touches the product.
    expect(suspects).not.toContain('coffeeMachine')
  })

  test('the second person sees one missed thing in two, and has a blind spot', () => {
    let missed = 0
    let found = 0
    for (let seed = 0; seed < 200; seed++) {
      const run = startRun(level, seed)
      missed += run.desk!.room!.wrong.length
      expect(apply(run, { slot: 'room.second', value: 1 }, 'player')).toBeUndefined()
      found += run.desk!.room!.tagged.length
    }
    expect(found / missed).toBeGreaterThan(0.4)
    expect(found / missed).toBeLessThan(0.6)
  })

  test.each(items.filter((i) => i.suspect))('$id left behind comes back: in the vials or in the record', (item) => {
    const seed = Array.from({ length: 400 }, (_, i) => i).find((i) => room(i).wrong.join() === item.id)!
    const { run } = playHand(level, seed, blind)
    const [clean, left] = [outcomeOf(playHand(level, seed, sopHand).run), outcomeOf(run)]
    const fewer = clean.amounts[0]! - left.amounts[0]!
    // Papers come back in the record alone; what little differs is the minutes that were not spent looking.
    if (Object.keys(item.factors).length) expect(fewer).toBeGreaterThanOrEqual(3)
    else expect(Math.abs(fewer)).toBeLessThanOrEqual(3)
    const { findings } = left.compliance!
    expect(findings.filter((f) => f.code === 'R-CLEAR')).toHaveLength(1)
    expect(clean.compliance!.findings).toEqual([])
    expect(leftBehind(run)).toEqual([item.id])
    for (const words of [fr, en]) expect(words.things[item.id as 'feedLabel'].left).toMatch(/\S/)
  })
})
