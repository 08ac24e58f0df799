import { expect, test } from 'vitest'
import file from '../../levels/plasma/P3/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { type DeskView, expertHand, type Hand, noviceHand, outcomeOf, sopHand } from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'
import { held, turned } from './turns.ts'

const level = loadLevel(file).level!
const worked = (seed: number, hand: Hand) => {
  const { run, refused } = playHand(level, seed, hand)
  expect(refused).toEqual([])
  const outcome = outcomeOf(run)
  const [igG, albumin] = outcome.amounts
  return { run, outcome, igG: igG!, albumin: albumin! }
}
const mixed_h = (view: DeskView): number =>
  view.steps.find((s) => s.step.id === 'globulinsDissolved')?.counters['mixed_h'] ?? 0
const novice = (id: string): Hand => noviceHand(level.work!.novice.find((n) => n.id === id)!)

test('P3: pushing the press costs IgG and no albumin; a stirrer left at yesterday’s spoils the IgG for release', () => {
  const expert = worked(1, expertHand)
  expect(expert.outcome.compliance!.findings).toEqual([])
  expect(expert.outcome.disposition).toBe('released')
  const pushed = worked(1, novice('pushes'))
  expect(pushed.igG / expert.igG).toBeLessThan(0.6)
  // What it loses of albumin the printed throttle of the bowl loses, not the press.
  expect(pushed.albumin / worked(1, sopHand).albumin).toBeGreaterThan(0.94)
  const foamed = worked(1, novice('foamIsNormal'))
  expect(foamed.outcome.purity.attributes.filter((a) => !a.inside).map((a) => a.id)).toContain('igG.polymers')
}, 60_000)

test('P3: whoever believes a line that reads too high leaves the albumin in the waste of IV-4', () => {
  const [expert, trusting] = [worked(3, expertHand), worked(3, novice('averages'))]
  expect(trusting.albumin / expert.albumin).toBeLessThan(0.6)
  expect(trusting.outcome.compliance!.gates).toContain('G1')
  // The printed recipe asks the laboratory once, and loses a little at the bowl.
  expect(worked(3, sopHand).albumin / expert.albumin).toBeGreaterThan(0.92)
}, 60_000)

test('P3: a bowl opened wide lets the albumin go over; lumps sent on cost IgG', () => {
  const expert = worked(1, expertHand)
  const wide = worked(1, novice('opensWide'))
  expect(wide.albumin / expert.albumin).toBeLessThan(0.75)
  expect(wide.outcome.compliance!.findings.map((f) => f.subject.id)).toContain('freezer')
  // Lumps that are sent on come back as haze: a third of the IgG, where the paste is stirred a quarter as long.
  const hasty = worked(1, turned({ 'globulinsDissolved.proceed': (_, view) => (mixed_h(view) > 0.8 ? 1 : undefined) }))
  expect(hasty.igG / expert.igG).toBeLessThan(0.75)
}, 60_000)

test('P3: with yesterday’s filter aid fines go by at whatever pressure; ethanol in a hurry unfolds albumin at the lance', () => {
  const kept = (slot: string, to: number) => worked(1, turned({ [slot]: held(slot.split('.')[1]!, to) }))
  const thin = kept('press.filterAid', 0.6)
  expect(thin.igG / worked(1, expertHand).igG).toBeLessThan(0.9)
  // Both come to the bowl in the night: what is between them is the lance.
  const [quick, hasty] = [kept('fourFour.rate', 4), kept('fourFour.rate', 10)]
  expect(hasty.albumin / quick.albumin).toBeLessThan(0.94)
}, 60_000)

test('P3: a bowl left shut is the next shift’s work, and stands too long; one left at room temperature is outside the file', () => {
  const left = (slot: string, at: number): readonly string[] => {
    const { outcome } = worked(1, turned({ [`fiveSpin.${slot}`]: held(slot, at) }))
    return outcome.compliance!.findings.map((f) => `${f.code} ${f.subject.id}`)
  }
  expect(left('feed', 0)).toEqual(expect.arrayContaining(['R-STEP fiveSpin', 'R-HOLD fiveSpin']))
  expect(left('temperature', 25)).toEqual(['R-CHG fiveSpin.temperature'])
}, 60_000)
