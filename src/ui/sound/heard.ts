import { effect, type ReadonlySignal, signal } from '@preact/signals'
import { keepSoundWishes, openSound, readSoundWishes, type Sound, type SoundWishes } from '../../platform/index.ts'
import type { Cue } from '../../present/index.ts'

const SILENT: SoundWishes = {
  on: false,
  captions: false,
  volume: { ambience: 1, machine: 1, alarm: 1, interface: 1 },
}
const CAPTION_MS = 5000
/** A slider passes many values in one move; the ear wants them one by one. */
const DETENT_MS = 30

const chosen = signal(SILENT)
const written = signal<Cue | null>(null)
let opened: Sound | null = null

/** What the player wishes to hear. */
export const soundWishes: ReadonlySignal<SoundWishes> = chosen
/** What was heard last, to be read for some seconds. */
export const lastCue: ReadonlySignal<Cue | null> = written

/** The page's one sound; null before `openSounds`. */
export const sound = (): Sound | null => opened

export function wishSound(changes: Partial<SoundWishes>): void {
  chosen.value = { ...chosen.value, ...changes }
  keepSoundWishes(chosen.value)
}

let fades: ReturnType<typeof setTimeout> | undefined
/** Heard, and written where it is not heard. */
export function playCue(cue: Cue): void {
  opened?.play(cue.sound)
  written.value = cue
  clearTimeout(fades)
  fades = setTimeout(() => (written.value = null), CAPTION_MS)
}

/** Once for a page. Every button clicks and every slider has its detents, wherever they stand. */
export function openSounds(asked: boolean | null): void {
  chosen.value = readSoundWishes(asked)
  const page = openSound(chosen.value)
  opened = page
  effect(() => page.wish(chosen.value))
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('button:not(:disabled), summary, [type=radio], [type=checkbox]'))
      page.play('touch')
  })
  let detent = -1
  let last_ms = 0
  document.addEventListener('input', ({ target, timeStamp }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'range') return
    const span = Number(target.max || 100) - Number(target.min || 0)
    const percent = Math.round((100 * (target.valueAsNumber - Number(target.min || 0))) / span)
    if (percent === detent || timeStamp - last_ms < DETENT_MS) return
    detent = percent
    last_ms = timeStamp
    page.play('detent', (220 + 2 * percent) / 220)
  })
}
