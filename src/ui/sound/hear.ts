import { effect } from '@preact/signals'
import { STILL } from '../../platform/index.ts'
import {
  type Cue,
  loudestAlarm,
  machinesIn,
  roomAirOf,
  type Snapshot,
  soundsBetween,
  soundsOfEnding,
  soundsOfMorning,
} from '../../present/index.ts'
import type { Session } from '../session.ts'
import { playCue, sound } from './heard.ts'

/** Lets a level in rounds be heard: its looks one after the other, its nights, its end, its room and machines. */
export function hearSession(session: Session): void {
  const { view, tape, morning, ending, frame, gate, status } = session
  let before: Snapshot | null = null
  let calling = false

  function hear(cues: readonly Cue[]): void {
    const now = view.peek()
    const still = tape.peek() !== null || ending.peek() !== null || !now || loudestAlarm(now)?.priority !== 1
    if (calling && still) sound()?.quiet()
    calling = !still
    cues.forEach(playCue)
  }
  effect(() => {
    const now = view.value
    if (!now || now === before) return
    const cues = soundsBetween(before, now)
    before = now
    hear(cues)
  })
  effect(() => {
    if (tape.value || ending.value) hear(ending.value ? soundsOfEnding(ending.value) : [])
  })
  effect(() => {
    // An act that never would be let pass in a plant.
    if (gate.value) hear([{ sound: 'finding' }])
  })
  effect(() => {
    const now = view.peek()
    if (morning.value && now) hear(soundsOfMorning(now, morning.value.rung !== null))
  })
  effect(() => {
    const now = view.value
    const there = now && status.value === 'ready' && !ending.value
    sound()?.ambience(there ? roomAirOf(now) : null)
  })
  effect(() => {
    const now = view.value
    const shown = frame.value?.plant ?? now?.plant
    if (!shown || ending.value || status.value !== 'ready') return sound()?.follow(STILL)
    sound()?.follow({
      ...machinesIn(shown),
      // A hand that pours makes pictures of its own.
      pour: shown.kind === 'culture' && frame.value && !tape.value ? shown.vessel.feeding : 0,
    })
  })
}
