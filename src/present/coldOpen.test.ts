import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadLevel } from '../content/index.ts'
import { antibodyPlant, breathing, breathingSeed, cultureBySop, cultureParameters } from '../models/index.ts'
import { advanceTo, sop, startRun } from '../play/index.ts'
import { defaults } from '../sim/index.ts'
import { type ColdBeat, coldNext, type ColdOpen, coldStart, openCold, stepCold, turnCold } from './coldOpen.ts'
import { COLD_FOAM } from './coldPlant.ts'

const m1 = JSON.parse(readFileSync(new URL('../../levels/antibody/M1/level.json', import.meta.url), 'utf8')) as {
  steps: { entry?: object }[]
  draws: { id: string; low: number; high: number }[]
}

const COLD_ENTRY = { ...breathingSeed, viableCells_1e9: breathing.parameters['inoculum']!.value }

describe('the vessel is the plant’s own', () => {
  test('its inoculum is M1’s, its foam one that M1 draws', () => {
    expect(m1.steps[0]!.entry).toEqual(COLD_ENTRY)
    const foam = m1.draws.find(({ id }) => id === 'foam')!
    expect(COLD_FOAM).toBeGreaterThanOrEqual(foam.low)
    expect(COLD_FOAM).toBeLessThanOrEqual(foam.high)
  })

  test('six days of it are what the SOP crew makes of that inoculum, to the last bit', () => {
    const { work: _, draws: __, $schema: ___, ...rest } = m1 as Record<string, unknown>
    const steps = (rest['steps'] as { id: string; unit: string }[]).map(({ id, unit }, i) =>
      i > 0 ? { id, unit, mode: 'auto' } : { id, unit, mode: 'play', entry: COLD_ENTRY },
    )
    const { level, problems } = loadLevel({ ...rest, id: 'cold-open', kind: 'batch', steps })
    expect(problems).toEqual([])
    const run = startRun(level!, 1)
    advanceTo(run, 6 * 86_400, sop)
    const lot = defaults(cultureParameters)
    const state = run.running[0]!.state as { y: number[]; age_s: number }
    const mine = cultureBySop(6 * 86_400, COLD_ENTRY.viableCells_1e9, antibodyPlant(50), lot).state
    expect(mine.age_s).toBe(state.age_s)
    expect(mine.y).toEqual(state.y)
  })
})

/** Plays with a hand until it is morning; says how long each beat took and what was said. */
function play(hand: (cold: ColdOpen) => number | null) {
  const cold = openCold()
  const beats: { beat: ColdBeat; at_s: number; oxygen: number; foam: number; power: number }[] = []
  const lines: string[] = []
  while (cold.script.beat !== 'morning' && cold.passed_s < 120) {
    const { beat, line } = cold.script
    if (beats.at(-1)?.beat !== beat)
      beats.push({
        beat,
        at_s: cold.passed_s,
        oxygen: cold.sight.oxygen_pct,
        foam: cold.sight.foam_pct,
        power: cold.sight.power_W_m3,
      })
    if (lines.at(-1) !== line) lines.push(line)
    const to = hand(cold)
    if (to !== null) turnCold(cold, to)
    stepCold(cold)
  }
  return { cold, beats, lines }
}
const ORDER = ['call', 'climb', 'foam', 'ease', 'rest', 'dawn']

/** As somebody does who listens: up a little, up more, down when told. */
const listening = (cold: ColdOpen): number | null => {
  const { beat, beat_s } = cold.script
  if (beat === 'call') return beat_s > 5 ? Math.min(0.5, cold.wheel + 0.04) : null
  if (beat === 'climb') return beat_s > 2 ? Math.min(0.86, cold.wheel + 0.04) : null
  if (beat === 'foam' && beat_s < 1.5) return null
  return beat === 'foam' || beat === 'ease' ? Math.max(0.45, cold.wheel - 0.05) : null
}

describe('the story follows the vessel', () => {
  test('somebody who listens hears the four lines and no other, and it is morning by 40 s', () => {
    const { cold, beats, lines } = play(listening)
    expect(beats.map(({ beat }) => beat)).toEqual(ORDER)
    expect(lines).toEqual(['call', 'more', 'stop', 'balance'])
    expect(cold.passed_s).toBeLessThan(40)
    const [call, climb, foam, ease, rest] = beats
    // Short of breath, and the needle answers within two seconds of the hand.
    expect(call!.oxygen).toBeLessThan(20)
    expect(climb!.at_s).toBeLessThan(5 + 2.5)
    expect(foam!.foam).toBeGreaterThan(84)
    expect(foam!.oxygen).toBeGreaterThan(50)
    expect(foam!.at_s).toBeLessThan(21)
    expect(rest!.foam).toBeLessThan(ease!.foam)
    expect(rest!.oxygen).toBeGreaterThan(25)
    expect(rest!.oxygen).toBeLessThan(70)
    // Morning: the loops are back in, at the recipe's set point and power.
    expect(cold.sight.oxygen_pct).toBeCloseTo(40, 0)
    expect(cold.sight.power_W_m3).toBe(25)
  })

  test('left alone, the vessel sinks, and the colleague does it from where she is', () => {
    const { cold, beats, lines } = play(() => null)
    expect(beats.map(({ beat }) => beat)).toEqual(ORDER)
    expect(lines).toEqual(['call', 'turn', 'iTurn', 'more', 'stop', 'down', 'iEase', 'balance'])
    expect(cold.passed_s).toBeLessThan(60)
  })

  const hands: readonly (readonly [string, (cold: ColdOpen) => number | null])[] = [
    ['wide open and shut', (c) => (c.script.beat === 'call' || c.script.beat === 'climb' ? 1 : 0)],
    ['wide open at once, and never again', (c) => (c.passed_s === 0 ? 1 : null)],
    ['a timid turn', (c) => (c.passed_s < 4 && c.passed_s > 3 ? 0.4 : null)],
    ['shut', (c) => (c.passed_s < 3 ? 0 : null)],
    ['to and fro without an end', (c) => (c.passed_s % 4 < 2 ? 1 : 0)],
    ['eased by a hair', (c) => (c.script.beat === 'ease' || c.script.beat === 'foam' ? 0.74 : 0.85)],
  ]
  test.each(hands)('no wrong way: %s ends in the morning within 60 s, sterile', (_, hand) => {
    const { cold, beats } = play(hand)
    expect(beats.map(({ beat }) => beat)).toEqual(ORDER)
    expect(cold.passed_s).toBeLessThan(60)
    expect(cold.plant.state.foam.sterile).toBe(true)
    expect(cold.plant.state.germs_per_mL).toBe(0)
  })

  test('the player’s hand is the stronger: help lets go', () => {
    const cold = openCold()
    while (cold.script.hand === null) stepCold(cold)
    turnCold(cold, 0.3)
    for (let i = 0; i < 5; i++) stepCold(cold)
    expect(cold.wheel).toBe(0.3)
  })

  test('the same hand, the same night', () => {
    expect(play(listening).cold.sight).toEqual(play(listening).cold.sight)
  })
})

describe('what is said follows what is seen, not the clock', () => {
  const still = { oxygen_pct: 12, foam_pct: 50 }
  test('no climb without a turn, however long', () => {
    let script = coldStart(still)
    for (let i = 0; i < 30; i++) script = coldNext(script, { wheel: 0.22, sight: still, before: still, passed_s: 0.1 })
    expect([script.beat, script.line]).toEqual(['call', 'call'])
  })
  test('no stop before the foam is near the filter', () => {
    const start = { ...coldStart(still), beat: 'climb', line: 'more' } as const
    const at = (foam_pct: number) =>
      coldNext(
        { ...start, beat_s: 4 },
        { wheel: 0.9, sight: { oxygen_pct: 60, foam_pct }, before: still, passed_s: 0.2 },
      )
    expect(at(80).beat).toBe('climb')
    expect([at(86).beat, at(86).line]).toEqual(['foam', 'stop'])
  })
})
