import { signal } from '@preact/signals'
import type { Session } from '../session.ts'

/** Where the lamp rests, and whose tag lies open. Of the screen, not of the run: nothing here is kept. */
export const lit = signal<string | null>(null)
export const opened = signal<string | null>(null)

/** The button that was pressed has gone: who works by keys goes on here. */
export function takeFocus(next: HTMLElement | null): void {
  if (document.activeElement === document.body) next?.focus({ preventScroll: true })
}

/** A person's line at a moment of this level, if it has one. */
export function say(session: Session, moment: string): void {
  if (session.text.value.moments?.[moment]) session.speak((text) => text.moments?.[moment])
}

/** The lamp on a thing: twenty seconds the first time, then its tag stays readable. */
export async function lookAt(session: Session, id: string): Promise<void> {
  const room = session.view.value?.room
  if (!room || session.watching.value) return
  lit.value = id
  const first = room.items.find((item) => item.id === id)?.tag === null
  if (first && !(await session.decide({ slot: 'room.look', value: id }))) return
  opened.value = id
  session.speak(null)
  if (!first) return
  const read = 1 + room.items.filter((item) => item.tag !== null).length
  if (id === 'coffeeMachine') say(session, 'coffee')
  else if (read === Math.ceil(room.items.length / 2)) say(session, 'half')
}
