import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { RunHost, Save, Telling } from '../../platform/index.ts'
import {
  type Choice,
  type Course,
  type OtherLot,
  type OtherWay,
  type OwnWay,
  type Part,
  PIECES,
  type SlotPart,
  type Stopped,
  type Worths,
} from '../../play/index.ts'

export type SoFar = Parameters<Telling>[0]

/** Lots on which a decision is tried for luck. */
export const LOTS = 20

/** What is known of a lot once it is over: asked for question by question, answered by playing it again. */
export interface Hindsight {
  /** What each group of decisions cost, costliest first; null while it is worked out, or when it cannot be. */
  readonly parts: ReadonlySignal<readonly Part[] | null>
  /** What is known of it meanwhile; null: nothing yet, or it could not be worked out. */
  readonly soFar: ReadonlySignal<SoFar | null>
  readonly explaining: ReadonlySignal<boolean>
  /** What really happened in this lot; null: nobody has asked yet. */
  readonly course: ReadonlySignal<Course | null>
  /** Of a lot that had to be kept back; known with the course. */
  readonly stopped: ReadonlySignal<Stopped | null>
  /** The same lot with the expert's decisions in one group, by the group. */
  readonly otherWays: ReadonlySignal<Readonly<Record<string, OtherWay>>>
  /** A group of decisions on this lot and on `LOTS` others, by the group; fewer while they are played. */
  readonly otherLots: ReadonlySignal<Readonly<Record<string, readonly OtherLot[]>>>
  /** Figures of the player's that could have been others; known with the parts. */
  readonly choices: ReadonlySignal<readonly Choice[]>
  /** Groups that were opened, slot by slot, or how far that is, 0 to 1. */
  readonly opened: ReadonlySignal<Readonly<Record<string, readonly SlotPart[] | number>>>
  /** The lot with one figure changed, by `keyOfTry`; null: it is being played. */
  readonly ownWays: ReadonlySignal<Readonly<Record<string, OwnWay | null>>>
  /** Works out what cost what, from the way to the vial on: mostly it is there when it is asked for. */
  explain(): Promise<void>
  /** Looks behind the displays. */
  relive(): Promise<void>
  compare(group: string): Promise<void>
  tryLots(group: string): Promise<void>
  open(group: string): Promise<void>
  change(index: number, value: number): Promise<void>
  /** Another lot is on the desk: what is still being worked out of this one nobody wants to know. */
  forget(): void
}

export const keyOfTry = (index: number, value: number): string => `${index} ${value}`

/** `bench`: a host of its own, started when there is something to ask; `attempt`: the lot as it stands. */
export function openHindsight<View, Frame, Ending>(
  bench: () => RunHost<View, Frame, Ending>,
  attempt: () => Save,
): Hindsight {
  const parts = signal<readonly Part[] | null>(null)
  const soFar = signal<SoFar | null>(null)
  const explaining = signal(false)
  const course = signal<Course | null>(null)
  const stopped = signal<Stopped | null>(null)
  const otherWays = signal<Readonly<Record<string, OtherWay>>>({})
  const otherLots = signal<Readonly<Record<string, readonly OtherLot[]>>>({})
  const choices = signal<readonly Choice[]>([])
  const opened = signal<Readonly<Record<string, readonly SlotPart[] | number>>>({})
  const ownWays = signal<Readonly<Record<string, OwnWay | null>>>({})
  /** Two share what is long. Each keeps the lot in mind from one question to the next. */
  let benches: readonly [RunHost<View, Frame, Ending>, RunHost<View, Frame, Ending>] | null = null

  const twoBenches = (): NonNullable<typeof benches> => (benches ??= [bench(), bench()])

  /** What comes after the lot has been left is nobody's, and so is what could not be worked out. */
  async function ask<T>(
    work: (two: NonNullable<typeof benches>, mine: () => boolean) => Promise<T>,
  ): Promise<T | null> {
    const two = twoBenches()
    const mine = (): boolean => benches === two
    const found = await work(two, mine).catch(() => null)
    return mine() ? found : null
  }

  async function explain(): Promise<void> {
    const save = attempt()
    explaining.value = true
    soFar.value = null
    const shares = PIECES.map(() => 0)
    const here = twoBenches()
    const hear = (i: number, now: SoFar): void => {
      if (benches !== here) return
      shares[i] = Math.max(shares[i]!, now.share)
      const share = shares.reduce((sum, one) => sum + one, 0) / shares.length
      soFar.value = { share, known: now.known ?? soFar.value?.known ?? null }
    }
    void relive((now) => hear(0, now))
    const reply = await ask(async (two, mine) => {
      const pieces: Worths[] = []
      let next = 0
      // Who is through with one takes the next.
      const work = async (one: (typeof two)[number]): Promise<void> => {
        for (let i = next++; i < PIECES.length && mine(); i = next++) {
          const { worths } = await one.send({ kind: 'explain', save, ways: PIECES[i]! }, (now) => hear(i, now))
          pieces.push(worths)
        }
      }
      await Promise.all(two.map(work))
      return two[0].send({ kind: 'parts', save, pieces })
    })
    if (benches !== here) return
    batch(() => {
      parts.value = reply?.parts ?? null
      choices.value = reply?.choices ?? []
      explaining.value = false
    })
  }

  async function relive(tell?: Telling): Promise<void> {
    if (course.value) return
    const reply = await ask(([a]) => a.send({ kind: 'relive', save: attempt() }, tell))
    if (!reply) return
    batch(() => {
      course.value = reply.course
      stopped.value = reply.lotStopped
    })
  }

  async function compare(group: string): Promise<void> {
    if (otherWays.value[group]) return
    const reply = await ask(([a]) => a.send({ kind: 'otherWay', save: attempt(), group }))
    if (reply?.otherWay) otherWays.value = { ...otherWays.value, [group]: reply.otherWay }
  }

  async function tryLots(group: string): Promise<void> {
    if (otherLots.value[group]) return
    const save = attempt()
    otherLots.value = { ...otherLots.value, [group]: [] }
    const seeds = Array.from({ length: LOTS + 1 }, (_, i) => save.seed + i)
    const here = twoBenches()
    const tried = await ask((two, mine) =>
      Promise.all(
        two.map(async (one) => {
          for (let seed = seeds.shift(); seed !== undefined && mine(); seed = seeds.shift()) {
            const { otherLot } = await one.send({ kind: 'otherLot', save, group, seed })
            if (!mine() || !otherLot) return
            otherLots.value = { ...otherLots.value, [group]: [...otherLots.value[group]!, otherLot] }
          }
        }),
      ),
    )
    if (tried || benches !== here) return
    // Not worked out: it may be asked again.
    const { [group]: _, ...rest } = otherLots.value
    otherLots.value = rest
  }

  /** The second bench is free when the first is asked to play it another way. */
  async function open(group: string): Promise<void> {
    if (opened.value[group] !== undefined) return
    const here = twoBenches()
    const tell = (found: readonly SlotPart[] | number): void => {
      if (benches === here) opened.value = { ...opened.value, [group]: found }
    }
    tell(0)
    const reply = await ask(([, b]) => b.send({ kind: 'open', save: attempt(), group }, ({ share }) => tell(share)))
    if (reply) return tell(reply.slots)
    const { [group]: _, ...rest } = opened.value
    opened.value = rest
  }

  async function change(index: number, value: number): Promise<void> {
    const key = keyOfTry(index, value)
    if (ownWays.value[key] !== undefined) return
    ownWays.value = { ...ownWays.value, [key]: null }
    const reply = await ask(([a]) => a.send({ kind: 'ownWay', save: attempt(), index, value }))
    if (reply?.ownWay) ownWays.value = { ...ownWays.value, [key]: reply.ownWay }
  }

  function forget(): void {
    for (const one of benches ?? []) one.close()
    benches = null
    batch(() => {
      parts.value = null
      soFar.value = null
      explaining.value = false
      course.value = null
      stopped.value = null
      otherWays.value = {}
      otherLots.value = {}
      choices.value = []
      opened.value = {}
      ownWays.value = {}
    })
  }

  const known = { parts, soFar, explaining, course, stopped, otherWays, otherLots, choices, opened, ownWays }
  return { ...known, explain, relive, compare, tryLots, open, change, forget }
}
