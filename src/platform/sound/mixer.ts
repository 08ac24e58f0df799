/** The sound itself, loaded when it is first wanted: Howler plays the files, its context carries what has no end. */
import { Howl, Howler } from 'howler'
import { GROUP_OF, MASTER, type Mixer, type SoundGroup, type SoundId, type SoundWishes } from './palette.ts'
import { isAlarm, openAlarms } from './alarms.ts'
import { openMachines } from './machines.ts'

const HIGHEST_HZ = 8000
const FADE_S = 0.12
const BUBBLES_MS = 120

const files = import.meta.glob<string>('../../../assets/audio/*.wav', { query: '?url', import: 'default', eager: true })

/** Loudness as it is heard. */
const gainOf = (volume: number): number => volume * volume

/** Null where a browser has no audio at all. */
export function openMixer(first: SoundWishes): Mixer | null {
  // Howler would throw its first context away for one of 44.1 kHz, and would send it to sleep under the machines.
  Howler.autoUnlock = false
  Howler.autoSuspend = false
  Howler.volume(MASTER)
  const context = Howler.ctx as AudioContext | null
  if (!context) return null
  let wishes = first
  const fader = context.createGain()
  const edge = context.createBiquadFilter()
  edge.type = 'lowpass'
  edge.frequency.value = HIGHEST_HZ
  Howler.masterGain.disconnect()
  Howler.masterGain.connect(fader).connect(edge).connect(context.destination)
  const group = (name: SoundGroup): GainNode => {
    const gain = context.createGain()
    gain.gain.value = gainOf(wishes.volume[name])
    gain.connect(Howler.masterGain)
    return gain
  }
  const endless = { ambience: group('ambience'), machine: group('machine') }
  const machines = openMachines(context, endless)
  const howls = new Map<SoundId, Howl>()

  function howlOf(id: SoundId): Howl {
    const known = howls.get(id)
    if (known) return known
    const howl = new Howl({
      src: [files[`../../../assets/audio/${id}.wav`]!],
      format: ['wav'],
      volume: gainOf(wishes.volume[GROUP_OF[id]]),
    })
    howls.set(id, howl)
    return howl
  }
  const alarms = openAlarms({
    start: (id) => void howlOf(id).play(),
    stop: (id) => void howls.get(id)?.stop(),
    sounding: (id) => howls.get(id)?.playing() ?? false,
  })

  let rest: ReturnType<typeof setTimeout> | null = null
  const audible = (): boolean => wishes.on && !document.hidden
  /** Out of earshot it fades, then costs nothing. */
  function fade(): void {
    if (!context) return
    if (rest) clearTimeout(rest)
    rest = null
    fader.gain.setTargetAtTime(audible() ? 1 : 0, context.currentTime, FADE_S)
    if (audible()) void context.resume()
    else rest = setTimeout(() => void context.suspend(), 6000 * FADE_S)
  }
  document.addEventListener('visibilitychange', fade)
  fade()
  setInterval(() => {
    if (audible() && context.state === 'running') machines.bubbleUntil(context.currentTime + (2 * BUBBLES_MS) / 1000)
  }, BUBBLES_MS)

  return {
    play(id, rate) {
      if (!audible()) return
      if (isAlarm(id)) return alarms.call(id)
      const howl = howlOf(id)
      const key = howl.play()
      if (rate !== undefined) howl.rate(rate, key)
    },
    quiet: () => alarms.quiet(),
    ambience: (room) => machines.ambience(room),
    follow: (wanted) => machines.follow(wanted),
    wish(wanted) {
      wishes = wanted
      if (!wanted.on) alarms.quiet()
      for (const [id, howl] of howls) howl.volume(gainOf(wanted.volume[GROUP_OF[id]]))
      for (const name of ['ambience', 'machine'] as const)
        endless[name].gain.setTargetAtTime(gainOf(wanted.volume[name]), context.currentTime, 0.05)
      fade()
    },
    unlock() {
      if (audible() && context.state !== 'running') void context.resume()
    },
  }
}
