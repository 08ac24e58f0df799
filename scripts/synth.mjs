// What the sounds of the game are made with: tones, noise, envelopes, a filter, a room, a file.
// Only + - * / and whole numbers: the same bytes on every machine and with every Node.

const TAU = 6.283185307179586

/** Sine of a phase in turns. */
export function sine(turns) {
  let x = turns - Math.floor(turns)
  // Into the quarter where the series is short.
  if (x > 0.75) x -= 1
  else if (x > 0.25) x = 0.5 - x
  const a = TAU * x
  const q = a * a
  return a * (1 - (q / 6) * (1 - (q / 20) * (1 - (q / 42) * (1 - (q / 72) * (1 - (q / 110) * (1 - q / 156))))))
}

/** By how much a decay to a thousandth in so many samples is multiplied at each: exp by its series, near 0. */
function decayPerSample(samples) {
  const x = -6.907755278982137 / samples
  return 1 + x * (1 + (x / 2) * (1 + (x / 3) * (1 + x / 4)))
}

export const fromDecibel = (dB) => {
  // Halves and doublings exactly, the rest by its series.
  const x = (dB * Math.LN10) / 20 / 64
  let y = 1 + x * (1 + (x / 2) * (1 + (x / 3) * (1 + (x / 4) * (1 + x / 5))))
  for (let i = 0; i < 6; i++) y *= y
  return y
}

/** White noise from -1 to 1, the same for the same seed. */
export function whiteNoise(seed) {
  let state = Math.imul(seed, 2654435761) | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state / 2147483648
  }
}

/** A band-pass whose middle may be moved at any sample (state-variable filter, trapezoidal). */
function bandPass(rate, q) {
  let g = 0
  let low = 0
  let band = 0
  return {
    tune(hertz) {
      const half = hertz / rate / 2
      g = sine(half) / sine(half + 0.25)
    },
    pass(x) {
      const a = 1 / (1 + g * (g + 1 / q))
      const v1 = a * (band + g * (x - low))
      const v2 = low + g * v1
      band = 2 * v1 - band
      low = 2 * v2 - low
      return v1 / q
    },
  }
}

/** Odd harmonics with falling squares, as far as the rate allows: a triangle without aliases. */
function triangle(turns, hertz, rate) {
  let sum = 0
  for (let n = 1, sign = 1; n <= 15 && n * hertz < 0.45 * rate; n += 2, sign = -sign)
    sum += (sign * sine(n * turns)) / (n * n)
  return 0.810569469138702 * sum
}

const between = (value, share) => (Array.isArray(value) ? value[0] + (value[1] - value[0]) * share : value)

/** One part of a recipe, added to the samples. */
function add(to, rate, part, seed) {
  const start = Math.round((part.at_ms * rate) / 1000)
  const length = Math.round((part.long_ms * rate) / 1000)
  const rise = Math.max(1, ((part.rise_ms ?? 3) * rate) / 1000)
  const fall = Math.max(1, ((part.fall_ms ?? 5) * rate) / 1000)
  const decay = part.decay_ms === undefined ? 1 : decayPerSample((part.decay_ms * rate) / 1000)
  const noise = whiteNoise(seed)
  const filter = bandPass(rate, part.q ?? 1)
  const hold = ((part.hold_ms ?? 0) * rate) / 1000
  let turns = 0
  let fading = 1
  for (let i = 0; i < length && start + i < to.length; i++) {
    const share = i / length
    const hertz = between(part.hertz, share)
    let x
    if (part.wave === 'noise') {
      if (i % 8 === 0) filter.tune(hertz)
      x = filter.pass(noise())
    } else {
      x = part.wave === 'triangle' ? triangle(turns, hertz, rate) : sine(turns)
      turns += hertz / rate
    }
    const edge = Math.min(1, i / rise, (length - i) / fall)
    to[start + i] += x * part.loud * fading * edge
    if (i >= hold) fading *= decay
  }
}

/** A room that answers for so long: four combs and two all-passes (Schroeder 1962). */
function reverb(dry, rate, seconds, share) {
  const wet = new Float64Array(dry.length)
  for (const ms of [29.7, 37.1, 41.1, 43.7]) {
    const lag = Math.round((ms * rate) / 1000)
    // So that each comb has lost 60 dB after that time.
    let back = 1
    const per = decayPerSample(seconds * rate)
    for (let i = 0; i < lag; i++) back *= per
    const line = new Float64Array(dry.length)
    for (let i = 0; i < dry.length; i++) {
      line[i] = dry[i] + (i >= lag ? back * line[i - lag] : 0)
      if (i >= lag) wet[i] += line[i - lag] / 4
    }
  }
  let out = wet
  for (const ms of [5, 1.7]) {
    const lag = Math.round((ms * rate) / 1000)
    const passed = new Float64Array(out.length)
    for (let i = 0; i < out.length; i++)
      passed[i] = -0.7 * out[i] + (i >= lag ? out[i - lag] + 0.7 * passed[i - lag] : 0)
    out = passed
  }
  return dry.map((x, i) => x + share * out[i])
}

/** The samples of a recipe, its peak at the recipe's level. */
export function render(recipe) {
  const { rate, parts } = recipe
  let samples = new Float64Array(Math.round((recipe.long_ms * rate) / 1000))
  parts.forEach((part, i) => add(samples, rate, part, i + 1))
  if (recipe.reverb) samples = reverb(samples, rate, recipe.reverb.long_s, recipe.reverb.share)
  const last = Math.round(0.012 * rate)
  for (let i = 0; i < last; i++) samples[samples.length - 1 - i] *= i / last
  const peak = samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
  const scale = fromDecibel(recipe.peak_dB) / peak
  return samples.map((x) => x * scale)
}

/** A WAV file: 16 bits, one channel, which every browser plays. */
export function wav(samples, rate) {
  const bytes = new DataView(new ArrayBuffer(44 + 2 * samples.length))
  const word = (at, text) => [...text].forEach((letter, i) => bytes.setUint8(at + i, letter.charCodeAt(0)))
  word(0, 'RIFF')
  bytes.setUint32(4, 36 + 2 * samples.length, true)
  word(8, 'WAVEfmt ')
  bytes.setUint32(16, 16, true)
  bytes.setUint16(20, 1, true)
  bytes.setUint16(22, 1, true)
  bytes.setUint32(24, rate, true)
  bytes.setUint32(28, 2 * rate, true)
  bytes.setUint16(32, 2, true)
  bytes.setUint16(34, 16, true)
  word(36, 'data')
  bytes.setUint32(40, 2 * samples.length, true)
  samples.forEach((x, i) => bytes.setInt16(44 + 2 * i, Math.round(32767 * x), true))
  return new Uint8Array(bytes.buffer)
}
