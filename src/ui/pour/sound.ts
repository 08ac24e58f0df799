/** A few sounds made on the spot; each has its sign on the screen, and none is needed. */
export interface Sounds {
  click(): void
  /** The rush of the pour, as long as it is open. */
  pour(open: boolean): void
  done(): void
  medal(n: number): void
}

const LEVEL = 0.22

export function openSounds(on: () => boolean): Sounds {
  let context: AudioContext | null = null
  let rush: { readonly source: AudioBufferSourceNode; readonly gain: GainNode } | null = null

  /** A browser lets a page sound only from the first touch on: the context is made then. */
  function audio(): AudioContext | null {
    if (!on() || typeof AudioContext === 'undefined') return null
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume()
    return context
  }
  function noise(a: AudioContext, seconds: number): AudioBufferSourceNode {
    const buffer = a.createBuffer(1, Math.ceil(a.sampleRate * seconds), a.sampleRate)
    const data = buffer.getChannelData(0)
    for (let i = 0; i < data.length; i++) data[i] = 2 * Math.random() - 1
    const source = a.createBufferSource()
    source.buffer = buffer
    return source
  }
  function tone(hertz: number, from_s: number, long_s: number, loud: number, type: OscillatorType): void {
    const a = audio()
    if (!a) return
    const start = a.currentTime + from_s
    const oscillator = a.createOscillator()
    const gain = a.createGain()
    oscillator.type = type
    oscillator.frequency.value = hertz
    gain.gain.setValueAtTime(loud * LEVEL, start)
    gain.gain.exponentialRampToValueAtTime(0.001, start + long_s)
    oscillator.connect(gain).connect(a.destination)
    oscillator.start(start)
    oscillator.stop(start + long_s)
  }
  return {
    click() {
      const a = audio()
      if (!a) return
      const source = noise(a, 0.03)
      const band = a.createBiquadFilter()
      band.type = 'bandpass'
      band.frequency.value = 1800
      const gain = a.createGain()
      gain.gain.value = 0.9 * LEVEL
      source.connect(band).connect(gain).connect(a.destination)
      source.start()
    },
    pour(open) {
      if (!open) {
        if (rush && context) {
          rush.gain.gain.setTargetAtTime(0, context.currentTime, 0.06)
          rush.source.stop(context.currentTime + 0.4)
        }
        rush = null
        return
      }
      const a = audio()
      if (!a || rush) return
      const source = noise(a, 1)
      source.loop = true
      const band = a.createBiquadFilter()
      band.type = 'bandpass'
      band.frequency.setValueAtTime(400, a.currentTime)
      band.frequency.linearRampToValueAtTime(1100, a.currentTime + 0.25)
      const gain = a.createGain()
      gain.gain.setValueAtTime(0, a.currentTime)
      gain.gain.linearRampToValueAtTime(0.6 * LEVEL, a.currentTime + 0.1)
      source.connect(band).connect(gain).connect(a.destination)
      source.start()
      rush = { source, gain }
    },
    done() {
      for (const [i, hertz] of [880, 784, 659, 523].entries()) tone(hertz, 0.09 * i, 0.9, 0.6, 'sine')
    },
    medal(n) {
      tone([294, 440, 587][n] ?? 587, 0, 0.5, 0.9, 'triangle')
    },
  }
}
