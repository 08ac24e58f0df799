// `npm run sounds`: makes every file of assets/audio from the recipes below. They are the editable sources.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './prepare.mjs'
import { render, wav } from './synth.mjs'

/** Noise up to the 8 kHz at which the game's low-pass stands; tones have nothing above 5 kHz. */
const NOISE = 16_000
const TONE = 11_025

const tone = (wave, hertz, at_ms, long_ms, more = {}) => ({ wave, hertz, at_ms, long_ms, loud: 1, ...more })
const noise = (hertz, at_ms, long_ms, more = {}) => ({ wave: 'noise', hertz, at_ms, long_ms, loud: 1, ...more })
/** Plucked: it sounds on while it decays. */
const pluck = (hertz, at_ms, decay_ms, wave = 'triangle', loud = 1) =>
  tone(wave, hertz, at_ms, decay_ms, { decay_ms, loud, rise_ms: 2, fall_ms: 20 })

const D4 = 293.66
const A4 = 440
const D5 = 587.33
const FSHARP5 = 739.99
const A5 = 880
const A3 = 220
const D3 = 146.83
const A2 = 110

/** Strokes of a pen as it writes a short word: [from, for, loud, middle of the band]. */
const STROKES = [
  [0, 120, 0.8, [2600, 3300]],
  [135, 90, 0.6, [3400, 2700]],
  [240, 150, 1, [2700, 3500]],
  [405, 80, 0.5, [3300, 3000]],
  [500, 200, 0.9, [3500, 2500]],
]

/**
 * Frequencies in Hz, a pair glides; a decay is the time to a thousandth, after `hold_ms`; `peak_dB` is the file's loudest sample below
 * full scale. S1 to S12 are the palette's names; the others are of their kind.
 */
export const sounds = {
  /** S1: three calls. The game repeats it every 4 s until it is acknowledged. */
  critical: {
    rate: TONE,
    long_ms: 800,
    peak_dB: -3,
    parts: [0, 300, 600].flatMap((at) => [tone('triangle', 392, at, 180), tone('triangle', 196, at, 180)]),
  },
  /** S2: two falling. */
  major: {
    rate: TONE,
    long_ms: 300,
    peak_dB: -5,
    parts: [tone('triangle', 523, 0, 140), tone('triangle', 440, 145, 140)],
  },
  /** S3: one soft. */
  minor: {
    rate: TONE,
    long_ms: 320,
    peak_dB: -8,
    parts: [tone('sine', 660, 0, 310, { hold_ms: 120, decay_ms: 200, fall_ms: 20 })],
  },
  /** The same two notes and an end: it is quiet now. */
  acknowledged: {
    rate: TONE,
    long_ms: 120,
    peak_dB: -14,
    parts: [tone('sine', [392, 262], 0, 110, { decay_ms: 160 })],
  },
  /** S4. */
  touch: {
    rate: NOISE,
    long_ms: 30,
    peak_dB: -12,
    parts: [noise(1800, 0, 30, { rise_ms: 0.2, decay_ms: 14, q: 1.2 })],
  },
  /** S5: played higher as the slider goes up. */
  detent: {
    rate: TONE,
    long_ms: 25,
    peak_dB: -24,
    parts: [tone('sine', 220, 0, 12, { rise_ms: 2, fall_ms: 6 })],
  },
  /** S6, opening. */
  valveOpens: {
    rate: NOISE,
    long_ms: 135,
    peak_dB: -12,
    parts: [noise([400, 1600], 0, 120, { rise_ms: 15, fall_ms: 40, q: 2 })],
  },
  /** S6, closing. */
  valveCloses: {
    rate: NOISE,
    long_ms: 135,
    peak_dB: -12,
    parts: [noise([1600, 400], 0, 120, { rise_ms: 5, fall_ms: 20, q: 2 })],
  },
  /** S7: a drop, then the tube. */
  sample: {
    rate: NOISE,
    long_ms: 170,
    peak_dB: -9,
    parts: [
      tone('sine', [900, 380], 0, 90, { fall_ms: 15 }),
      noise(1400, 95, 60, { rise_ms: 10, fall_ms: 40, loud: 0.5 }),
    ],
  },
  /** S8. */
  poured: {
    rate: TONE,
    long_ms: 1180,
    peak_dB: -6,
    parts: [880, 784, 659, 523].map((hertz, i) => pluck(hertz, 90 * i, 900, 'sine')),
  },
  /** S9: the pen, and the hand on the desk. */
  signed: {
    rate: NOISE,
    long_ms: 790,
    peak_dB: -12,
    parts: [
      ...STROKES.map(([at, long, loud, hertz]) => noise(hertz, at, long, { loud, q: 1.5, rise_ms: 20, fall_ms: 30 })),
      tone('sine', 180, 715, 60, { rise_ms: 1, decay_ms: 70, loud: 0.8 }),
    ],
  },
  /** S10. */
  stepDone: {
    rate: TONE,
    long_ms: 640,
    peak_dB: -6,
    parts: [D4, A4, D5].map((hertz, i) => pluck(hertz, 120 * i, 400)),
  },
  /** S11: S10 goes on, and the hall answers. */
  released: {
    rate: TONE,
    long_ms: 1900,
    peak_dB: -4,
    reverb: { long_s: 1.2, share: 0.35 },
    parts: [D4, A4, D5, FSHARP5, A5].map((hertz, i) => pluck(hertz, 120 * i, i < 3 ? 400 : 800)),
  },
  /** The lot goes to the bin: two notes down, in a dry room. */
  rejected: {
    rate: TONE,
    long_ms: 900,
    peak_dB: -6,
    parts: [pluck(D4, 0, 500), pluck(A3, 260, 640)],
  },
  /** S12. */
  finding: {
    rate: TONE,
    long_ms: 620,
    peak_dB: -6,
    parts: [tone('sine', 110, 0, 600, { rise_ms: 30, fall_ms: 200 })],
  },
  /** The day goes: an open fifth that swells and leaves. */
  night: {
    rate: TONE,
    long_ms: 1500,
    peak_dB: -10,
    parts: [
      tone('sine', A2, 0, 1480, { rise_ms: 450, fall_ms: 950 }),
      tone('triangle', D3, 120, 1360, { rise_ms: 450, fall_ms: 850, loud: 0.7 }),
      tone('sine', A3, 300, 1180, { rise_ms: 450, fall_ms: 650, loud: 0.4 }),
    ],
  },
  /** Two rings of a desk telephone: two notes that alternate, unlike any alarm. */
  phone: {
    rate: TONE,
    long_ms: 800,
    peak_dB: -9,
    parts: [0, 440].flatMap((at) =>
      Array.from({ length: 8 }, (_, i) => tone('sine', i % 2 ? 1047 : 831, at + 40 * i, 40, { fall_ms: 4 })),
    ),
  },
  /** The key of the radio, and a breath of the carrier. */
  radio: {
    rate: NOISE,
    long_ms: 180,
    peak_dB: -12,
    parts: [noise(2200, 0, 12, { rise_ms: 0.2, fall_ms: 2 }), noise(2200, 12, 150, { loud: 0.25, fall_ms: 15 })],
  },
}

/** All files by name. */
export function audioFiles() {
  return Object.fromEntries(
    Object.entries(sounds).map(([id, recipe]) => [`${id}.wav`, wav(render(recipe), recipe.rate)]),
  )
}

if (process.argv[1] === join(root, 'scripts', 'sounds.mjs')) {
  const folder = join(root, 'assets', 'audio')
  mkdirSync(folder, { recursive: true })
  const files = audioFiles()
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
  const total = Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0)
  console.log(`${Object.keys(files).length} sounds, ${Math.round(total / 1000)} kB, in assets/audio.`)
}
