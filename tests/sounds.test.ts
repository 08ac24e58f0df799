/** The sounds, by measurement: nobody has to listen to know that a file is what its recipe says. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../scripts/prepare.mjs'
import { audioFiles, sounds } from '../scripts/sounds.mjs'
import { fromDecibel, render, sine } from '../scripts/synth.mjs'
import { GROUP_OF, MASTER } from '../src/platform/sound/palette.ts'

type Id = keyof typeof sounds
const ids = Object.keys(sounds) as Id[]
const folder = join(root, 'assets', 'audio')
const cache = new Map<Id, Float64Array>()
const samplesOf = (id: Id): Float64Array => {
  if (!cache.has(id)) cache.set(id, render(sounds[id]))
  return cache.get(id)!
}
const cut = (id: Id, from_ms: number, to_ms: number): Float64Array =>
  samplesOf(id).slice((from_ms * sounds[id].rate) / 1000, (to_ms * sounds[id].rate) / 1000)
const decibel = (x: number): number => 20 * Math.log10(x)
const peak = (x: Float64Array): number => x.reduce((most, y) => Math.max(most, Math.abs(y)), 0)
const rms = (x: Float64Array): number => Math.sqrt(x.reduce((sum, y) => sum + y * y, 0) / x.length)

/** Power at a frequency (Goertzel, Hann window). */
function power(x: Float64Array, hertz: number, rate: number): number {
  const twice = 2 * Math.cos((2 * Math.PI * hertz) / rate)
  const turn = 2 * Math.cos((2 * Math.PI) / x.length)
  // The window's own cosine, by its recurrence.
  let [c, before] = [1, turn / 2]
  let [a, b] = [0, 0]
  for (const y of x) {
    ;[a, b] = [y * (0.5 - 0.5 * c) + twice * a - b, a]
    ;[c, before] = [turn * c - before, c]
  }
  return a * a + b * b - twice * a * b
}
/** The strongest frequency, in steps of 4 Hz. */
function pitch(id: Id, from_ms: number, to_ms: number): number {
  const x = cut(id, from_ms, to_ms)
  let [best, most] = [0, 0]
  for (let hertz = 60; hertz < 0.48 * sounds[id].rate; hertz += 4) {
    const here = power(x, hertz, sounds[id].rate)
    if (here > most) [best, most] = [hertz, here]
  }
  return best
}
/** Where the middle of the spectrum's power lies. */
function centroid(id: Id, from_ms: number, to_ms: number): number {
  const x = cut(id, from_ms, to_ms)
  let [sum, weighed] = [0, 0]
  for (let hertz = 60; hertz < 0.48 * sounds[id].rate; hertz += 20) {
    const here = power(x, hertz, sounds[id].rate)
    sum += here
    weighed += here * hertz
  }
  return weighed / sum
}
/** How often it begins to sound: loudness in windows of 10 ms rising over a tenth of its most. */
function onsets(id: Id): number {
  const window = Math.round(sounds[id].rate / 100)
  const x = samplesOf(id)
  const loud = Array.from({ length: Math.floor(x.length / window) }, (_, i) =>
    rms(x.slice(i * window, (i + 1) * window)),
  )
  const over = Math.max(...loud) / 10
  return loud.filter((l, i) => l > over && (loud[i - 1] ?? 0) <= over).length
}

describe('the files', () => {
  const files = audioFiles()
  test('have a recipe for each sound the game can ask for', () => {
    expect(ids.toSorted()).toEqual(Object.keys(GROUP_OF).toSorted())
  })
  test('are those that their recipes make, to the byte, and no others', () => {
    expect(
      readdirSync(folder)
        .filter((name) => name.endsWith('.wav'))
        .toSorted(),
    ).toEqual(Object.keys(files).toSorted())
    for (const [name, bytes] of Object.entries(files))
      expect(Buffer.compare(readFileSync(join(folder, name)), bytes), `${name} is stale: npm run sounds`).toBe(0)
  })
  test('are 250 kB together at most', () => {
    expect(Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0)).toBeLessThanOrEqual(250_000)
  })
  test.each(ids)('%s: peak as in its recipe and below −1 dB, no direct current, silent at both ends', (id) => {
    const x = samplesOf(id)
    expect(decibel(peak(x))).toBeCloseTo(sounds[id].peak_dB, 3)
    expect(sounds[id].peak_dB).toBeLessThanOrEqual(-1)
    expect(Math.abs(x.reduce((a, b) => a + b, 0) / x.length)).toBeLessThan(0.02 * peak(x))
    // No click: the first and the last sample are within 2 % of the loudest.
    expect(Math.abs(x[0]!)).toBeLessThan(0.02 * peak(x))
    expect(Math.abs(x.at(-1)!)).toBeLessThan(0.02 * peak(x))
  })
})

test('sines and decibels are right to nine digits', () => {
  for (let turns = -1.3; turns < 1.3; turns += 0.017) expect(sine(turns)).toBeCloseTo(Math.sin(2 * Math.PI * turns), 8)
  for (const dB of [-40, -24, -12, -3, 0]) expect(fromDecibel(dB)).toBeCloseTo(10 ** (dB / 20), 8)
})

describe('the recipes', () => {
  test.each<[Id, number, number, number]>([
    // S1's two notes are an octave apart; its upper one is a partial of the lower.
    ['major', 0, 140, 523],
    ['major', 145, 285, 440],
    ['minor', 0, 320, 660],
    ['detent', 0, 12, 220],
    ['finding', 50, 500, 110],
    ['poured', 0, 90, 880],
    ['stepDone', 0, 120, 293.66],
    ['stepDone', 240, 560, 587.33],
    ['released', 480, 900, 880],
    ['rejected', 0, 260, 293.66],
    ['rejected', 400, 860, 220],
    ['signed', 715, 775, 180],
  ])('%s from %i to %i ms: %d Hz', (id, from, to, hertz) => {
    // A short piece has a broad line: half its width, 1 / duration, but at least the search's own step.
    expect(Math.abs(pitch(id, from, to) - hertz)).toBeLessThan(Math.max(5, 500 / (to - from)))
  })

  test.each<[Id, number, number, number, number]>([
    ['touch', 0, 30, 1500, 3000],
    ['valveOpens', 0, 30, 400, 1100],
    ['valveOpens', 80, 115, 1100, 2400],
    ['valveCloses', 0, 30, 1100, 2400],
    ['valveCloses', 80, 115, 400, 1100],
    ['signed', 0, 700, 2500, 3900],
    ['radio', 0, 160, 1800, 3200],
  ])('%s from %i to %i ms: its noise lies between %d and %d Hz', (id, from, to, low, high) => {
    expect(centroid(id, from, to)).toBeGreaterThan(low)
    expect(centroid(id, from, to)).toBeLessThan(high)
  })

  test('S1 has 392 and 196 Hz and calls three times: 180 ms on, 120 off', () => {
    const call = cut('critical', 0, 180)
    for (const hertz of [196, 392]) expect(power(call, hertz, 11_025)).toBeGreaterThan(20 * power(call, 300, 11_025))
    expect(onsets('critical')).toBe(3)
    expect(rms(cut('critical', 185, 295))).toBeLessThan(0.01 * rms(call))
  })

  test('no two alarms can be mistaken: rhythm, pitch and loudness all differ', () => {
    expect(onsets('critical')).toBe(3)
    expect(onsets('major')).toBe(1)
    expect(onsets('minor')).toBe(1)
    // Of the two that begin once, one falls by a minor third and one stays.
    expect(pitch('major', 0, 140) - pitch('major', 145, 285)).toBeGreaterThan(60)
    expect(Math.abs(pitch('minor', 0, 100) - pitch('minor', 100, 200))).toBeLessThan(12)
    // And the telephone is above all of them.
    expect(centroid('phone', 0, 320)).toBeGreaterThan(800)
    for (const id of ['critical', 'major', 'minor'] as const) expect(centroid(id, 0, 180)).toBeLessThan(700)
    const loud = (['critical', 'major', 'minor'] as const).map((id) => rms(cut(id, 0, 120)))
    expect(loud[0]).toBeGreaterThan(1.15 * loud[1]!)
    expect(loud[1]).toBeGreaterThan(1.1 * loud[2]!)
  })

  test('an alarm, every machine at full speed and the four loudest of the rest meet without clipping', () => {
    const peaks = (of: (id: Id) => boolean): number[] =>
      ids
        .filter(of)
        .map((id) => peak(samplesOf(id)))
        .toSorted((a, b) => b - a)
    // Alarms never meet one another; what the machines reach is measured in the browser: tests/e2e/sound.spec.ts.
    const alarm = peaks((id) => GROUP_OF[id] === 'alarm')[0]!
    const rest = peaks((id) => GROUP_OF[id] !== 'alarm').slice(0, 4)
    expect(MASTER * (alarm + 0.89 + rest.reduce((a, b) => a + b, 0))).toBeLessThan(1)
  })

  test.each(ids.filter((id) => sounds[id].parts.every((part) => part.wave !== 'noise')))(
    '%s: no step between two samples is higher than its tones explain',
    (id) => {
      const x = samplesOf(id)
      const steps = Array.from(x, (y, i) => Math.abs(y - (x[i - 1] ?? 0)))
      const highest = Math.max(...sounds[id].parts.flatMap((part) => part.hertz))
      // A sine of that pitch and the file's peak; a triangle's corner is a little steeper.
      const steepest = ((2 * Math.PI * highest) / sounds[id].rate) * peak(x)
      expect(Math.max(...steps)).toBeLessThan(1.3 * steepest)
    },
  )

  test('while they sound, alarms stand over the machines and the interface, and detents are faint', () => {
    const level = (id: Id): number => decibel(rms(cut(id, 0, Math.min(120, sounds[id].long_ms))))
    const alarms = (['critical', 'major', 'minor'] as const).map(level)
    for (const id of ids) {
      if (GROUP_OF[id] === 'alarm') expect(level(id)).toBeGreaterThan(-16)
      if (GROUP_OF[id] === 'machine') expect(level(id)).toBeLessThan(alarms[1]!)
    }
    expect(decibel(peak(samplesOf('detent')))).toBeCloseTo(-24, 3)
    expect(level('touch')).toBeLessThan(-18)
  })
})
