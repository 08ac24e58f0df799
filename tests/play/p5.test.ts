import { expect, test } from 'vitest'
import file from '../../levels/plasma/P5/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { expertHand, type Hand, noviceHand, outcomeOf, sop, sopHand } from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'

const level = loadLevel(file).level!
const worked = (seed: number, hand: Hand) => {
  const { run, refused } = playHand(level, seed, hand)
  expect(refused).toEqual([])
  const outcome = outcomeOf(run)
  const closed = (id: string) => run.closed.find((c) => level.steps[c.index]!.id === id)!.results
  return { run, outcome, closed }
}
const novice = (id: string): Hand => noviceHand(level.work!.novice.find((n) => n.id === id)!)
/** A hand with one slot answered its own way. */
const but =
  (hand: Hand, slot: string, value: number): Hand =>
  (view, asked) =>
    asked === slot ? (view.done(slot).length > 0 ? undefined : value) : hand(view, asked)

test('P5: the printed programme leaves ice that melts; a shelf at 0 °C makes the cakes collapse: vials are taken out', () => {
  const expert = worked(3, expertHand)
  expect(expert.outcome.compliance!.findings).toEqual([])
  expect(expert.outcome.disposition).toBe('released')
  expect(expert.closed('cryoDried')['collapsed_pct']).toBeLessThan(2)
  const printed = worked(3, sopHand).outcome.amounts[2]! / expert.outcome.amounts[2]!
  expect(printed).toBeGreaterThan(0.5)
  expect(printed).toBeLessThan(0.75)
  const warm = worked(3, but(expertHand, 'cryoDried.shelf', 0))
  expect(warm.closed('cryoDried')['collapsed_pct']).toBeGreaterThan(25)
  expect(warm.outcome.amounts[2]! / expert.outcome.amounts[2]!).toBeLessThan(0.5)
  expect(warm.outcome.compliance!.findings.map((f) => f.code)).toContain('R-CHG')
}, 60_000)

test('P5: a load too salt sends FXIa on with the IgG; sent on for all that, the lot is lost', () => {
  const salt = worked(3, novice('retests'))
  expect(salt.outcome.compliance!.gates).toContain('G6')
  const outside = salt.outcome.purity.attributes.filter((a) => !a.inside).map((a) => a.id)
  expect(outside).toContain('igG.factorXIa')
}, 60_000)

test('P5: foam two steps ago is aggregates before the virus filter, and less flow through it', () => {
  const [foamed, calm] = [worked(1, sopHand), worked(4, sopHand)]
  expect(foamed.closed('globulinsColumn')['IgGPurity_pct']).toBeGreaterThan(90)
  expect(foamed.closed('globulinsNano')['fluxLeft']).toBeLessThan(calm.closed('globulinsNano')['fluxLeft']!)
}, 60_000)

test('P5: probes in the middle of the rack, and the mean of them, prove nothing of the coldest bottle', () => {
  const averaged = worked(4, novice('averages'))
  expect(averaged.closed('albuminHeated')['claimable']).toBe(0)
  expect(averaged.outcome.compliance!.gates).toEqual(expect.arrayContaining(['G1', 'G2']))
  expect(worked(4, expertHand).closed('albuminHeated')['claimable']).toBe(1)
}, 60_000)

test('P5: of a virus filter that lets next to nothing through the crew fits another, with the next look at the skid', () => {
  const step = level.steps.find((s) => s.unit === 'plasmaNanofilter' && s.mode === 'play')!
  const seen = {
    t_s: 0,
    step,
    phase: 'load',
    ready: false,
    settings: {},
    parameters: {},
    plant: level.plant,
    paused: false,
  }
  const at = (age_s: number, fluxLeft: number) =>
    sop({ ...seen, age_s, readings: () => ({ fluxLeft }) } as unknown as Parameters<typeof sop>[0])
  expect(at(600, 0.02)).toEqual([{ slot: `${step.id}.freshFilter`, value: 1 }])
  expect([...at(600, 0.2), ...at(720, 0.02)]).toEqual([])
})

test('P5: where the freeze-dryer runs into the last day, nobody goes home before the rack that is still to come', () => {
  const longer: Hand = noviceHand(
    { id: 'longer', group: 'night', answers: [{ slot: 'cryoDried.secondaryTime', instead: 27 }] },
    expertHand,
  )
  const { log } = playHand(level, 2, longer)
  expect(log.map((d) => d.slot)).toEqual(expect.arrayContaining(['albuminHeated.probeC', 'record.coldest']))
}, 60_000)
