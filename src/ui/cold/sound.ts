/** The night's few sounds, made on the spot from what the model says; each has its sign on the screen. */
export interface ColdSounds {
  /** The radio opens: a click, and a breath of noise. */
  radio(): void
  /** Stirrer and bubbles as they are now; silent while the sound is off. */
  machine(rpm: number, gas: number): void
  close(): void
}

const LEVEL = 0.2

export function coldSounds(on: () => boolean): ColdSounds {
  let context: AudioContext | null = null
  let hum: { readonly gain: GainNode; readonly beat: OscillatorNode } | null = null
  let nextBubble_s = 0

  /** A browser lets a page sound only from the first touch on: the context is made then. */
  function audio(): AudioContext | null {
    if (!on() || typeof AudioContext === 'undefined') return null
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume()
    return context
  }
  /** A hum at 90 Hz whose loudness swings with the blades, six to a turn. */
  function startHum(a: AudioContext) {
    const tone = a.createOscillator()
    tone.frequency.value = 90
    const swing = a.createGain()
    swing.gain.value = 0.5
    const beat = a.createOscillator()
    const depth = a.createGain()
    depth.gain.value = 0.4
    beat.connect(depth).connect(swing.gain)
    const gain = a.createGain()
    gain.gain.value = 0
    tone.connect(swing).connect(gain).connect(a.destination)
    tone.start()
    beat.start()
    return { gain, beat }
  }
  function bubble(a: AudioContext, at_s: number): void {
    const tone = a.createOscillator()
    const gain = a.createGain()
    const hertz = 500 + 900 * Math.random()
    tone.frequency.setValueAtTime(hertz, at_s)
    tone.frequency.linearRampToValueAtTime(hertz * 1.25, at_s + 0.03)
    gain.gain.setValueAtTime(0.16 * LEVEL, at_s)
    gain.gain.exponentialRampToValueAtTime(0.0008, at_s + 0.04)
    tone.connect(gain).connect(a.destination)
    tone.start(at_s)
    tone.stop(at_s + 0.05)
  }
  const away = (): void => void (document.hidden ? context?.suspend() : context?.resume())
  document.addEventListener('visibilitychange', away)
  return {
    radio() {
      const a = audio()
      if (!a) return
      const long_s = 0.16
      const buffer = a.createBuffer(1, Math.ceil(a.sampleRate * long_s), a.sampleRate)
      const data = buffer.getChannelData(0)
      // The key clicks, then the carrier breathes.
      for (let i = 0; i < data.length; i++) data[i] = (2 * Math.random() - 1) * (i < 0.012 * a.sampleRate ? 1 : 0.25)
      const source = a.createBufferSource()
      source.buffer = buffer
      const band = a.createBiquadFilter()
      band.type = 'bandpass'
      band.frequency.value = 2200
      const gain = a.createGain()
      gain.gain.value = LEVEL
      source.connect(band).connect(gain).connect(a.destination)
      source.start()
    },
    machine(rpm, gas) {
      const a = audio()
      if (!a || rpm === 0) {
        hum?.gain.gain.setTargetAtTime(0, context!.currentTime, 0.05)
        return
      }
      hum ??= startHum(a)
      const now_s = a.currentTime
      hum.beat.frequency.setTargetAtTime((rpm / 60) * 6, now_s, 0.1)
      hum.gain.gain.setTargetAtTime(LEVEL * 0.5 * Math.min(1, (rpm / 210) * (rpm / 210)), now_s, 0.15)
      if (nextBubble_s < now_s) nextBubble_s = now_s
      const every_s = 0.5 / (1 + 14 * gas)
      for (; nextBubble_s < now_s + 0.2; nextBubble_s += every_s * (0.4 + 1.2 * Math.random())) bubble(a, nextBubble_s)
    },
    close() {
      document.removeEventListener('visibilitychange', away)
      void context?.close()
      context = null
      hum = null
    },
  }
}
