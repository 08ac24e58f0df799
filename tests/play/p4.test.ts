import { expect, test } from 'vitest'
import file from '../../levels/plasma/P4/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import {
  advanceTo,
  expertHand,
  type Hand,
  noviceHand,
  outcomeOf,
  sop,
  sopHand,
  startRun,
} from '../../src/play/index.ts'
import { snapshot } from '../../src/present/index.ts'
import { playHand } from '../../src/record/index.ts'

const level = loadLevel(file).level!
const played = new Map<string, ReturnType<typeof play>>()
function play(seed: number, hand: Hand) {
  const { run, refused } = playHand(level, seed, hand)
  expect(refused).toEqual([])
  return { run, outcome: outcomeOf(run), ledger: snapshot(run).ledger!, igG: outcomeOf(run).amounts[0]! }
}
const worked = (name: string, seed: number, hand: Hand) => {
  const key = `${name} ${seed}`
  if (!played.has(key)) played.set(key, play(seed, hand))
  return played.get(key)!
}
const novice = (id: string): Hand => noviceHand(level.work!.novice.find((n) => n.id === id)!)
const stateOf = ({ ledger }: ReturnType<typeof play>, unit: string) => ledger.rows.find((r) => r.unit === unit)!.state

/** Lot 3: the balance lies about the dose, the jacket goes cold in the hold, no blue diamond on its hook. */
test('P4: the expert proves every step; the printed dose floats as oil and takes a tenth of the IgG along', () => {
  const expert = worked('expert', 3, expertHand)
  expect(expert.outcome.compliance!.findings).toEqual([])
  expect(expert.outcome.disposition).toBe('released')
  expect(expert.ledger.rows.map((r) => r.state)).toEqual(expert.ledger.rows.map(() => 'proven'))
  expect(Object.values(expert.ledger.claims).every((c) => c.enough)).toBe(true)
  const sop = worked('sop', 3, sopHand)
  expect(sop.outcome.disposition).toBe('released')
  expect(sop.igG / expert.igG).toBeLessThan(0.9)
}, 60_000)

test('P4: caprylate and solvent/detergent both open the envelope: six logs and six logs are six', () => {
  const { ledger } = worked('expert', 3, expertHand)
  const both = ledger.rows.filter((r) => r.mechanism === 'envelope')
  expect(both.map((r) => r.claimed!.virusEnveloped)).toEqual([6, 6])
  const others = ledger.rows.filter((r) => r.mechanism !== 'envelope')
  const sum = others.reduce((total, r) => total + r.claimed!.virusEnveloped, 6)
  expect(ledger.claims.virusEnveloped.sum).toBeCloseTo(sum, 0)
  expect(ledger.claims.virusEnveloped.effective).toBe(2)
})

test('P4: minutes out of range, a borrowed hose, a column that should repair: none costs a gram, none is released', () => {
  for (const [id, unit, gate] of [
    ['countsOutOfRange', 'solventDetergent', 'G2'],
    ['borrowsHose', 'solventDetergent', 'G5'],
    ['columnRepairs', 'caprylate', 'G2'],
  ] as const) {
    const run = worked(id, 3, novice(id))
    expect(run.outcome.disposition, id).toBe('rejected')
    expect(run.outcome.compliance!.gates, id).toContain(gate)
    expect(stateOf(run, unit), id).toBe('unproven')
    expect(run.igG / worked('sop', 3, sopHand).igG, id).toBeGreaterThan(0.99)
  }
}, 60_000)

test('P4: what nobody has seen to, the next shift does: the hose that is missing is sent for, and hung', () => {
  const run = startRun(level, 3)
  const isSent = (): boolean => run.closed.some((c) => level.steps[c.index]!.id === 'globulinsDetergent')
  advanceTo(run, 20 * 86_400, sop, undefined, isSent)
  expect(isSent()).toBe(true)
  const hold = run.log.filter((d) => d.slot === 'globulinsDetergent.hose' || d.slot === 'call.maintenance')
  expect(hold[0]).toMatchObject({ slot: 'globulinsDetergent.hose', value: 1, by: 'crew' })
  expect(hold[1]).toMatchObject({ value: 'postHose', by: 'crew' })
}, 60_000)
