/** The debrief's promises: what it shows is the lot that was played, and one other decision gives what it says. */
import { expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import {
  choicesOf,
  expertHand,
  explain,
  explained as worked,
  type Hand,
  meetings,
  noviceHand,
  onOtherLot,
  openGroup,
  otherWay,
  outcomeOf,
  retell,
  sop,
  sopHand,
  withValue,
  worthsOf,
} from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'
import { hybrid } from '../../src/play/retelling.ts'
import m6 from '../../levels/antibody/M6/level.json' with { type: 'json' }
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }

const level = loadLevel(m1).level!
const SEED = 3
/** The expert, who gives a fifth of each dose. */
const poursLittle: Hand = (view, slot) => {
  const answer = expertHand(view, slot)
  return slot === 'culture.feed' && typeof answer === 'number' ? answer / 5 : answer
}
const { run, log } = playHand(level, SEED, poursLittle)
const explained = explain(level, SEED, log, expertHand, sop)
const told = retell(level, SEED, log, expertHand, sop)

test('truth and results are of the lot that was played: each count lies around what was in the vessel', () => {
  const { curves } = told.course
  const cells = curves.find((c) => c.reading === 'viable_1e6_mL')!
  const counted = cells.shown.find((s) => s.instrument === 'viableCells')!.points
  const drawn = run.desk!.samples.filter((s) => s.assay === 'viableCells')
  expect(counted.map(([t_s]) => t_s)).toEqual(drawn.map((s) => s.drawn_s))
  for (const [t_s, value] of counted) {
    const was = cells.truth.filter(([t]) => t <= t_s).at(-1) ?? cells.truth[0]!
    // A count's error is a few per cent; an hour of growth is in it too.
    expect(Math.abs(value / was[1] - 1)).toBeLessThan(0.3)
  }
})

test('with the expert’s answer in the one group that differs, the lot is the expert’s', () => {
  const [part] = explained.parts.filter((p) => p.group === 'feeding')
  expect(part!.yield).toBeLessThan(-5)
  const other = otherWay(told, 'feeding')
  expect(other.worth.yield).toBeCloseTo(100, 6)
  expect(other.worth.yield - (100 + explained.gap.yield)).toBeCloseTo(-explained.gap.yield, 6)
})

test('one group of decisions in the expert’s hands costs on the lot itself what it cost, and is tried on others', () => {
  const here = onOtherLot(told, 'feeding', SEED)
  expect(here.experts.yield).toBeCloseTo(100, 6)
  expect(here.mine.yield).toBeCloseTo(100 + explained.gap.yield, 6)
  for (let seed = SEED + 1; seed <= SEED + 3; seed++) {
    const there = onOtherLot(told, 'feeding', seed)
    expect(there.experts.yield).not.toBe(here.experts.yield)
    // A fifth of the feed starves whatever cells came out of the vial.
    expect(there.mine.yield - there.experts.yield).toBeLessThan(-5)
  }
})

test('where it is to be played again from is the first act that differs: what comes before is as it was', () => {
  const { apart_s } = explained.parts.find((p) => p.group === 'feeding')!
  expect(log.find((d) => d.slot === 'culture.feed')!.t).toBe(apart_s)
})

test('a group that is opened: its slots add up to it, also where some are too many to be told apart', () => {
  const error = level.work!.novice.find((n) => n.id === 'leavesThePen')!
  const leaves = playHand(level, 1, noviceHand(error, poursLittle))
  const met = meetings(retell(level, 1, leaves.log, expertHand, sop))
  const { parts } = worked(met, worthsOf(met, []))
  expect(parts.map((p) => p.group)).toEqual(['feeding', 'qualityActs'])
  for (const part of parts) {
    const shares: number[] = []
    const slots = openGroup(met, part.group, (share) => shares.push(share), 1)
    const own = met.told.groups.find((g) => g.id === part.group)!.slots
    expect(slots.flatMap((s) => [s.slot, ...s.and]).sort()).toEqual([...own].sort())
    for (const axis of ['yield', 'purity'] as const)
      expect(slots.reduce((sum, s) => sum + s[axis], 0)).toBeCloseTo(part[axis], 6)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
  }
})

test('one figure as another: the same figure is the same lot, more feed where too little was given is more product', () => {
  const doses = choicesOf(level, log).filter((c) => c.slot === 'culture.feed')
  expect(doses.every((c) => c.group === 'feeding' && c.low <= c.value && c.value <= c.high)).toBe(true)
  const [first] = doses
  const same = withValue(told, first!.index, first!.value)
  expect(same.worth).toEqual(told.worthOf(told.played))
  const more = withValue(told, first!.index, Math.min(first!.high, first!.value * 5))
  expect(more.worth.yield).toBeGreaterThan(same.worth.yield + 1)
  expect(more.refused).toBe(0)
})

test('what was wrong is told with the seconds at which it was', () => {
  for (let seed = 1; seed <= 2; seed++) {
    const played = playHand(level, seed, expertHand)
    const { troubles } = retell(level, seed, played.log, expertHand, sop).course
    const began = played.run.desk!.facts.filter((f) => f.kind === 'fault')
    expect(troubles.map((x) => x.from_s)).toEqual(began.map((f) => f.t_s))
  }
  expect(outcomeOf(run).disposition).toBe('released')
})

test('what was done beside a machine is done when it comes to hand: a night between does not leave a lot standing', () => {
  const lot = loadLevel(m6).level!
  const played = playHand(lot, 1, sopHand)
  const retold = retell(lot, 1, played.log, expertHand, sop)
  const own = retold.groups.find((g) => g.id === 'purification')!.slots
  // The expert harvests two days later: the pool comes in another night.
  const mixed = hybrid(retold, (key) => own.includes(key))
  const standing_d = (run: typeof mixed): number => {
    const step = run.closed.find((c) => lot.steps[c.index]!.id === 'concentration')!
    return (step.closed_s - step.opened_s) / 86_400
  }
  expect(standing_d(mixed)).toBeLessThan(standing_d(retold.reference) + 0.1)
  expect(Math.abs(retold.worthOf(mixed).yield - 100)).toBeLessThan(5)
})
