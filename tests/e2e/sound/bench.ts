/// <reference types="vite/client" />
/** The page's sound without the page, and its machines rendered to samples. Not part of the shipped page. */
import { type Machines, openSound, type Sound, STILL } from '../../../src/platform/index.ts'
import { openMachines } from '../../../src/platform/sound/machines.ts'
import type { RoomAir } from '../../../src/platform/sound/palette.ts'

const sound = openSound({
  on: true,
  captions: false,
  volume: { ambience: 1, machine: 1, alarm: 1, interface: 1 },
})

/** What these machines sound like from second 0 on, before the master's −12 dB. */
async function render(seconds: number, machines: Partial<Machines>, room: RoomAir | null): Promise<Float32Array> {
  const context = new OfflineAudioContext(1, seconds * RATE, RATE)
  const here = openMachines(context, { ambience: context.destination, machine: context.destination })
  if (room) here.ambience(room)
  here.follow({ ...STILL, ...machines })
  here.bubbleUntil(seconds)
  return (await context.startRendering()).getChannelData(0)
}
const RATE = 16_000

/** Random numbers that are the same at every run (a linear congruential generator; Numerical Recipes). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const rms = (x: Float32Array): number => Math.sqrt(x.reduce((sum, y) => sum + y * y, 0) / x.length)

/** Power at a frequency (Goertzel, Hann window). */
function power(x: ArrayLike<number>, hertz: number, rate = RATE): number {
  const twice = 2 * Math.cos((2 * Math.PI * hertz) / rate)
  const turn = 2 * Math.cos((2 * Math.PI) / x.length)
  let [c, before] = [1, turn / 2]
  let [a, b] = [0, 0]
  for (let i = 0; i < x.length; i++) {
    const next = x[i]! * (0.5 - 0.5 * c) + twice * a - b
    b = a
    a = next
    const turned = turn * c - before
    before = c
    c = turned
  }
  return (a * a + b * b - twice * a * b) / (x.length * x.length)
}
function strongest(x: ArrayLike<number>, from: number, to: number, step: number, rate = RATE): number {
  let [best, most] = [0, 0]
  for (let hertz = from; hertz <= to; hertz += step) {
    const here = power(x, hertz, rate)
    if (here > most) [best, most] = [hertz, here]
  }
  return best
}
/** Where the middle of the power lies: over many short pieces, for noise is dice. */
function centroid(x: Float32Array): number {
  const piece = RATE / 20
  let [sum, weighed] = [0, 0]
  for (let from = 0; from + piece <= x.length; from += piece)
    for (let hertz = 20; hertz < 4000; hertz += 20) {
      const here = power(x.subarray(from, from + piece), hertz)
      sum += here
      weighed += here * hertz
    }
  return weighed / sum
}
/** Loudness in steps of 10 ms: its own strongest frequency is the beat. */
function loudness(x: Float32Array): number[] {
  const step = RATE / 100
  const loud = Array.from({ length: Math.floor(x.length / step) }, (_, i) => rms(x.slice(i * step, (i + 1) * step)))
  const mean = loud.reduce((a, b) => a + b, 0) / loud.length
  return loud.map((l) => l - mean)
}
const cut = (x: Float32Array, from_s: number, to_s: number): Float32Array => x.slice(from_s * RATE, to_s * RATE)

const bench = {
  sound,
  async airs() {
    const airs = []
    for (const room of ['CNC', 'D', 'C', 'B'] as const) {
      // The same noise in every room: what differs is the room.
      Math.random = numbersFrom(1)
      const x = cut(await render(10, {}, room), 5, 10)
      // The loop is 4 s: its seam lies at 8 s.
      const steps = x.map((y, i) => Math.abs(y - (x[i - 1] ?? y)))
      const seam = Math.max(...steps.slice(3 * RATE - 2, 3 * RATE + 3))
      airs.push({ level_dB: 20 * Math.log10(rms(x)), centroid: centroid(x), seam: seam / rms(steps) })
    }
    return airs
  },
  async agitator(rpm: number) {
    const x = cut(await render(5, { rpm }, null), 1, 5)
    return { tone: strongest(x, 60, 300, 1), beat: strongest(loudness(x), 2, 45, 0.25, 100), level: rms(x) }
  },
  async bubbles(gas: number) {
    const x = await render(6, { gas }, null)
    return { level: rms(x), centroid: gas > 0 ? centroid(x) : 0 }
  },
  async centrifuge() {
    const x = await render(10, { centrifuge: 1 }, null)
    return { first: strongest(cut(x, 0, 0.3), 60, 400, 2), last: strongest(cut(x, 9, 9.5), 60, 400, 2) }
  },
  async pour() {
    const x = cut(await render(2, { pour: 1 }, null), 1, 2)
    return { level: rms(x), middle: centroid(x) }
  },
  async everything() {
    const x = await render(8, { rpm: 300, gas: 1, centrifuge: 1, pour: 1 }, 'B')
    return x.reduce((most, y) => Math.max(most, Math.abs(y)), 0)
  },
}
export type Bench = typeof bench & { sound: Sound }
Object.assign(window, { bench })
