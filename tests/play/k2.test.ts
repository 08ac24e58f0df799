/** A transfer: two processes from another house, their dossier held against this one, tried, made, compared, signed. */
import { expect, test } from 'vitest'
import file from '../../levels/lab/K2/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { aavPlant, hcp_ppm, hydrodynamics, matched, type Stream } from '../../src/models/index.ts'
import {
  expertHand,
  noviceHand,
  outcomeOf,
  query,
  rate,
  type Run,
  shortcutBots,
  sopHand,
  startRun,
  transferView,
} from '../../src/play/index.ts'
import { play, playHand, recordOf, verify } from '../../src/record/index.ts'

const level = loadLevel(file).level!
const { transfer } = level.work!
/** A house with a slow pump, both methods its own; and one whose conductivity cell reads high. */
const SEED = 1
const READS_HIGH = 25
const expert = playHand(level, SEED, expertHand)
const outcome = outcomeOf(expert.run)

/** The expert, with some things never done, or said otherwise. */
function otherwise(never: readonly string[], instead: Readonly<Record<string, number>> = {}, seed = SEED) {
  const answers = [
    ...never.map((slot) => ({ slot, never: true })),
    ...Object.entries(instead).map(([slot, value]) => ({ slot, instead: value })),
  ]
  const { run } = playHand(level, seed, noviceHand({ id: 'other', group: '', answers }, expertHand))
  return { run, outcome: outcomeOf(run) }
}
const codes = (o: typeof outcome): readonly string[] => o.compliance!.findings.map((f) => f.code)
const differs = (o: typeof outcome, id: string): number =>
  o.purity.attributes.find((a) => a.id === `transfer.${id}`)!.value

test('the expert brings both processes home in time; the procedure of the house loses a tenth; shortcuts fail', () => {
  expect(outcome.disposition).toBe('released')
  expect(rate(expert.run, outcome, outcome)).toMatchObject({ yield: 100, compliance: 100, passed: true })
  expect(outcome.purity.score).toBeGreaterThan(90)
  const { run } = playHand(level, SEED, sopHand)
  const usual = outcomeOf(run)
  expect(rate(run, usual, outcome)).toMatchObject({ passed: true })
  expect(rate(run, usual, outcome).yield).toBeLessThan(90)
  for (const [id, bot] of Object.entries(shortcutBots)) {
    const { run: cut } = playHand(level, SEED, bot)
    expect([id, rate(cut, outcomeOf(cut), outcome).passed]).toEqual([id, false])
  }
})

test('the sender’s lots are what the same recipes make of the same models in its own vessels', () => {
  for (const guest of transfer!.processes) {
    const flow = file.work.transfer.processes.find((p) => p.id === guest.id)!
    const share = guest.from_L / guest.level.scale_L
    const [first, ...rest] = flow.steps as unknown as { entry?: Record<string, number> }[]
    // What does not grow with the vessel.
    const fixed = ['temperature_C', 'spent_1e6_h_mL', 'passages']
    const entry = Object.fromEntries(
      Object.entries(first!.entry!).map(([name, value]) => [name, fixed.includes(name) ? value : share * value]),
    )
    const { level: there } = loadLevel({
      format: 1,
      id: 'sender',
      plant: guest.level.plant,
      kind: 'batch',
      scale_L: guest.from_L,
      steps: [{ ...first, entry }, ...rest],
      products: flow.products,
      draws: flow.draws,
    })
    const { closed } = play(there!, 1, [], 'sop').run
    for (const a of guest.attributes) {
      const step = closed.find((c) => there!.steps[c.index]!.id === a.step)!
      const value = a.result === 'hcp_ppm' ? hcp_ppm(step.product as Stream) : step.results[a.result]!
      expect([a.id, Math.abs(a.sent[0]! / value - 1) < 1e-3]).toEqual([a.id, true])
    }
  }
})

test('what whoever looks comes back with is worked out: the tip speed, the pump, the gas of a litre', () => {
  const reads = (id: string): number => transfer!.lines.find((l) => l.id === id)!.variants[0]!.reads
  const small = { power_W_m3: 20, gas_per_min: 0.005 }
  const [from, to] = [aavPlant(10).tank, aavPlant(200).tank]
  expect(hydrodynamics(from, small).tipSpeed_m_s).toBeCloseTo(0.81, 2)
  const tip = matched('tipSpeed', from, small, to)
  expect(reads('stir')).toBeCloseTo(tip.power_W_m3, 1)
  const kLa = matched('kLa', from, small, to).gas_per_min
  const set = transfer!.lines.find((l) => l.id === 'stir')!.options[2]!.puts.find((p) => p.slot === 'make.gas')!.value
  expect(set).toBeCloseTo(kLa, 4)
  // A tenth of 200 L through 0.57 L/min.
  expect(reads('mix')).toBeCloseTo(20 / 0.57, 0)
  expect(reads('air')).toBe(3 / 2000)
})

test('a line left as it was printed is felt in its own figure, and nowhere else', () => {
  const old = otherwise(['fit.mix']).outcome
  expect(differs(old, 'aav.titre')).toBeGreaterThan(30)
  expect(differs(old, 'antibody.mTitre')).toBe(differs(outcome, 'antibody.mTitre'))
  expect(old.disposition).toBe('rejected')
  const stale = otherwise(['fit.air']).outcome
  expect(differs(stale, 'antibody.mTitre')).toBeGreaterThan(15)
  // Among the empty ones there is more of everything, and it is not the medicine.
  const high = outcomeOf(playHand(level, READS_HIGH, expertHand).run)
  const wide = otherwise(['fit.cut'], {}, READS_HIGH).outcome
  expect(wide.amounts[1]! / high.amounts[1]!).toBeGreaterThan(1.1)
  expect(differs(wide, 'aav.full')).toBeGreaterThan(15)
  expect(codes(wide)).toContain('R-CHG')
})

test('no change control, limits too wide, no lot tried before, no method compared: each fails alone', () => {
  const failing = [
    otherwise(['change.open']),
    otherwise(['trial.aav']),
    otherwise(['fit.titre']),
    otherwise([], { 'protocol.margin': 30 }),
    otherwise([], { 'word.client': 0 }),
  ]
  for (const { run, outcome: o } of failing) {
    expect(rate(run, o, outcome).passed).toBe(false)
    expect(o.compliance!.findings.some((f) => f.severity !== 'minor')).toBe(true)
  }
})

test('what is not looked at is not known, and a lot that runs takes no other recipe', () => {
  const run: Run = startRun(level, SEED)
  const view = transferView(run)!
  expect(view.lines.every((l) => l.variant === null && l.reads === null && l.fitting === null)).toBe(true)
  expect(query(run, { slot: 'gmp.aav', value: 1 })).toBeUndefined()
  expect(query(run, { slot: 'report.aav', value: 'comparable' })?.code).toBe('not_there_yet')
  expect(query(run, { slot: 'protocol.sign', value: 1 })?.code).toBe('not_there_yet')
  const { run: done } = expert
  const made = transferView(done)!
  expect(made.guests.every((p) => p.report !== null && p.attributes.every((a) => a.gmp !== null))).toBe(true)
})

test('a record of it replays alone', () => {
  const record = recordOf(expert)
  expect(verify(level, JSON.parse(JSON.stringify(record)) as typeof record).verdict).toBe('verified')
})
