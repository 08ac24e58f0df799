import { type Machines, type RoomAir, STILL } from './palette.ts'

/** Rooms are told by how far up their air goes: cleaner ones sound airier. */
export const AIR_HZ: Readonly<Record<RoomAir, number>> = { CNC: 220, D: 290, C: 390, B: 500 }
/** −34 dB. */
const AIR_LEVEL = 0.02
/** Below this the noise is no longer brown: a loudspeaker would only wobble. */
const BROWN_FROM_HZ = 60
const NOISE_S = 4

/** Six blades pass at each turn. */
export const bladesPass_Hz = (rpm: number): number => (rpm / 60) * 6
const HUM_HZ = 90
const HUM_LEVEL = 0.1
const LOUDEST_RPM = 200

/** Bubbles a second: a few at the first breath of gas. */
export const bubbles_per_s = (gas: number): number => (gas > 0 ? 2 + 28 * Math.min(1, gas) : 0)
const BUBBLE_LEVEL = 0.032
const BUBBLE_S = 0.03

export const bowl_Hz = (share: number): number => 80 + 240 * Math.min(1, Math.max(0, share))
/** From rest to full speed. */
const SPIN_UP_S = 8
const BOWL_LEVEL = 0.05

const POUR_LEVEL = 0.13

/** Noise whose end runs on into its beginning: a loop of it has no seam. Its root mean square is 1. */
export function loopOfNoise(kind: 'white' | 'brown', length: number, rate: number, dice: () => number): Float32Array {
  const white = Float64Array.from({ length }, () => 2 * dice() - 1)
  const mean = white.reduce((a, b) => a + b, 0) / length
  let x = 0
  const noise = white.map((y) => y - mean)
  if (kind === 'brown') {
    const keeps = 1 - (2 * Math.PI * BROWN_FROM_HZ) / rate
    // Once round to be in swing, once more for the loop.
    for (let round = 0; round < 2; round++)
      for (let i = 0; i < length; i++) {
        x = keeps * x + (white[i]! - mean)
        noise[i] = x
      }
  }
  const level = Math.sqrt(noise.reduce((sum, y) => sum + y * y, 0) / length)
  return Float32Array.from(noise, (y) => y / level)
}

/** What sounds without end, made of nodes: room air, agitator, bubbles, centrifuge, pour. */
export function openMachines(context: BaseAudioContext, out: { ambience: AudioNode; machine: AudioNode }) {
  const soon = (param: AudioParam, value: number, within_s: number): void =>
    void param.setTargetAtTime(value, context.currentTime, within_s)
  const gainTo = (to: AudioNode, level: number): GainNode => {
    const gain = context.createGain()
    gain.gain.value = level
    gain.connect(to)
    return gain
  }
  const filterTo = (to: AudioNode, type: BiquadFilterType, hertz: number): BiquadFilterNode => {
    const filter = context.createBiquadFilter()
    filter.type = type
    filter.frequency.value = hertz
    filter.connect(to)
    return filter
  }
  const noiseTo = (to: AudioNode, kind: 'white' | 'brown'): void => {
    const buffer = context.createBuffer(1, NOISE_S * context.sampleRate, context.sampleRate)
    buffer.getChannelData(0).set(loopOfNoise(kind, buffer.length, context.sampleRate, Math.random))
    const source = context.createBufferSource()
    source.buffer = buffer
    source.loop = true
    source.connect(to)
    source.start()
  }
  const oscillatorTo = (to: AudioNode, type: OscillatorType, hertz: number): OscillatorNode => {
    const oscillator = context.createOscillator()
    oscillator.type = type
    oscillator.frequency.value = hertz
    oscillator.connect(to)
    oscillator.start()
    return oscillator
  }

  function startAir() {
    const gain = gainTo(out.ambience, 0)
    const edge = filterTo(gain, 'lowpass', AIR_HZ.D)
    noiseTo(edge, 'brown')
    return { gain, edge }
  }
  /** A hum whose loudness swings with the blades. */
  function startAgitator() {
    const gain = gainTo(out.machine, 0)
    const swing = gainTo(gain, 0.5)
    const hum = oscillatorTo(swing, 'sine', HUM_HZ)
    // A few partials: small loudspeakers have no 90 Hz.
    hum.setPeriodicWave(context.createPeriodicWave([0, 0, 0, 0], [0, 1, 0.35, 0.15], { disableNormalization: true }))
    const depth = context.createGain()
    depth.gain.value = 0.4
    depth.connect(swing.gain)
    return { gain, beat: oscillatorTo(depth, 'sine', 1) }
  }
  function startCentrifuge() {
    const gain = gainTo(out.machine, 0)
    return { gain, bowl: oscillatorTo(filterTo(gain, 'lowpass', 700), 'sawtooth', bowl_Hz(0)) }
  }
  function startPour() {
    const gain = gainTo(out.machine, 0)
    const band = filterTo(gain, 'bandpass', 400)
    noiseTo(band, 'white')
    return { gain, band }
  }
  function bubble(at_s: number): void {
    const gain = gainTo(out.machine, 0)
    const tone = context.createOscillator()
    const hertz = 500 + 900 * Math.random()
    tone.frequency.setValueAtTime(hertz, at_s)
    tone.frequency.linearRampToValueAtTime(hertz * 1.25, at_s + BUBBLE_S)
    gain.gain.setValueAtTime(BUBBLE_LEVEL * (0.4 + 0.6 * Math.random()), at_s)
    gain.gain.exponentialRampToValueAtTime(0.0008, at_s + BUBBLE_S)
    tone.connect(gain)
    tone.start(at_s)
    tone.stop(at_s + BUBBLE_S)
    tone.addEventListener('ended', () => gain.disconnect())
  }

  // Each comes into being when it is first heard.
  let air: ReturnType<typeof startAir> | null = null
  let agitator: ReturnType<typeof startAgitator> | null = null
  let centrifuge: ReturnType<typeof startCentrifuge> | null = null
  let pour: ReturnType<typeof startPour> | null = null
  let now: Machines = STILL
  let nextBubble_s = 0

  return {
    ambience(room: RoomAir | null): void {
      if (room) {
        air ??= startAir()
        soon(air.edge.frequency, AIR_HZ[room], 0.5)
      }
      if (air) soon(air.gain.gain, room ? AIR_LEVEL : 0, 0.6)
    },
    follow(wanted: Machines): void {
      const { rpm, pour: flow, centrifuge: bowl } = wanted
      if (rpm !== now.rpm) {
        agitator ??= startAgitator()
        if (rpm > 0) soon(agitator.beat.frequency, bladesPass_Hz(rpm), 0.1)
        soon(agitator.gain.gain, HUM_LEVEL * Math.min(1, rpm / LOUDEST_RPM), 0.15)
      }
      if (bowl !== now.centrifuge) {
        centrifuge ??= startCentrifuge()
        const { frequency } = centrifuge.bowl
        frequency.cancelScheduledValues(context.currentTime)
        frequency.setValueAtTime(frequency.value, context.currentTime)
        const takes_s = (SPIN_UP_S * Math.abs(bowl_Hz(bowl) - frequency.value)) / (bowl_Hz(1) - bowl_Hz(0))
        frequency.linearRampToValueAtTime(bowl_Hz(bowl), context.currentTime + Math.max(0.05, takes_s))
        soon(centrifuge.gain.gain, bowl > 0 ? BOWL_LEVEL : 0, bowl > 0 ? 0.6 : 1.5)
      }
      if (flow !== now.pour) {
        pour ??= startPour()
        soon(pour.band.frequency, flow > 0 ? 1100 : 400, 0.1)
        soon(pour.gain.gain, POUR_LEVEL * Math.min(1, flow), 0.06)
      }
      now = wanted
    },
    /** Bubbles until then; to be called again before. */
    bubbleUntil(until_s: number): void {
      const often = bubbles_per_s(now.gas)
      nextBubble_s = Math.max(nextBubble_s, context.currentTime)
      if (often === 0) return
      for (; nextBubble_s < until_s; nextBubble_s += (0.4 + 1.2 * Math.random()) / often) bubble(nextBubble_s)
    },
  }
}
