import { batch, type ReadonlySignal, signal, type Signal } from '@preact/signals'
import type { Command, Entry, Reply, RoomAir, RunHost, Save, Saves, Seat } from '../../platform/index.ts'
import type { DemoResult, DemoSnapshot, DemoStep, Ending, Language, PlantView } from '../../present/index.ts'
import type { LevelText } from '../levelText.ts'
import { kept, type Notice, tell } from '../settings/notice.ts'
import { still, timeFlows } from '../settings/wishes.ts'
import { sound } from '../sound/heard.ts'

/** What all demos do alike: beats one after the other on one lot, kept, gone back to, said aloud. */
export interface DemoSession<S extends DemoSnapshot<Step, Result>, Step extends DemoStep, Result extends DemoResult> {
  readonly language: Signal<Language>
  readonly text: ReadonlySignal<LevelText>
  readonly status: ReadonlySignal<'loading' | 'ready' | 'taken' | 'lost' | 'failed'>
  readonly notice: Signal<readonly Notice[]>
  readonly view: ReadonlySignal<S | null>
  /** Which of the beats is on the screen; its result, once it is there. */
  readonly beat: ReadonlySignal<number>
  readonly result: ReadonlySignal<Result | null>
  /** The step on the screen as it last was, also after its end. */
  readonly step: ReadonlySignal<Step | null>
  readonly plant: ReadonlySignal<PlantView | null>
  readonly paused: Signal<boolean>
  readonly said: ReadonlySignal<readonly { readonly id: number; readonly text: string }[]>
  readonly reducedMotion: boolean
  wait(seconds: number): void
  next(): void
  /** A beat once more; without a number, the last. */
  again(from?: number): void
  restart(seed: number): void
  /** From another tab to this one. */
  takeOver(): void
  /** Hands the progress over as a file. */
  carry(): void
  settled(): Promise<void>
  probe(): DemoProbe<S>
  close(): void
}

interface DemoProbe<S> {
  state(): S | null
  decide(decision: { readonly slot: string; readonly value: number }): Promise<{ refusal: unknown }>
  advance(seconds: number): Promise<void>
  record(): unknown
}

export interface DemoOptions<S> {
  readonly level: string
  readonly seed: number
  /** The lot that the address names, if it does. */
  readonly seedAsked: number | null
  readonly language: Signal<Language>
  readonly host: RunHost<S, unknown, Ending>
  readonly saves: Saves
  readonly seat: (lost: () => Promise<void>) => Promise<Seat>
  readonly carry: () => void
  readonly loadText: (level: string, language: Language) => Promise<LevelText>
  /** Times the level's own pace; 0: only who advances it makes time pass. */
  readonly speed: number
}

/** What is each demo's own. */
export interface DemoGame<S, Step, Result> {
  readonly air: RoomAir
  /** Plant seconds to a real one; 0: time waits for a hand. */
  pace(step: Step): number
  /** Something has moved on the screen. */
  moved(here: Step, was: Step | null): void
  /** A beat has come to its end. */
  concluded(now: S, result: Result): void
  /** A new beat on the screen. */
  cleared(beat: number): void
  /** After each answer: what the hand wants and the plant now allows. */
  follow(): void
  /** Gone back to where it was left: the hand is on nothing. */
  resumed(log: readonly Entry[]): void
  /** Nobody is here any more. */
  silence(): void
  /** Before the first beat of a lot. */
  begins(seed: number): Promise<void>
}

/** What a game may do with its session. */
export interface DemoHands {
  decide(slot: string, value: number): Promise<unknown>
  say(line: string): void
  line(key: string): string
  /** What was done before is gone through once more: nothing is said, sounded or kept. */
  again(): boolean
}

const BEAT_MS = 80
/** Of what is gone through again, so far apart. */
const AGAIN_S = 20

export function openDemo<S extends DemoSnapshot<Step, Result>, Step extends DemoStep, Result extends DemoResult>(
  options: DemoOptions<S>,
  gameOf: (session: DemoSession<S, Step, Result>, hands: DemoHands) => DemoGame<S, Step, Result>,
): DemoSession<S, Step, Result> {
  type DemoReply = Reply<S, unknown, Ending>
  const { host, language, saves } = options
  const status = signal<'loading' | 'ready' | 'taken' | 'lost' | 'failed'>('loading')
  const notice = signal<readonly Notice[]>([])
  const noticing = { language, notice, carry: options.carry }
  const view = signal<S | null>(null)
  const text = signal<LevelText>({})
  const beat = signal(0)
  const result = signal<Result | null>(null)
  const step = signal<Step | null>(null)
  const plant = signal<PlantView | null>(null)
  const paused = signal(false)
  const said = signal<readonly { readonly id: number; readonly text: string }[]>([])
  let seed = options.seed
  let log: Entry[] = []
  let head = { hash: '', model: '' }
  let closed = false
  let said_n = 0
  /** How many decisions lead to each beat, and at which second it began: one may go back there. */
  let begun: { readonly entries: number; readonly at_s: number }[] = []
  let at_s = 0
  let seat: Seat | null = null
  let again = false

  const save = (): void => {
    if (again || at_s === 0 || status.value === 'lost') return
    const attempt: Save = { format: 1, level: options.level, ...head, seed, log: [...log], at_s }
    void saves.write(attempt).then((trouble) => {
      if (trouble) tell(noticing, trouble)
      else kept(noticing)
    })
  }
  const say = (line: string): void => {
    if (again || line === '') return
    said.value = [...said.value.slice(-4), { id: said_n++, text: line }]
  }
  const line = (key: string): string => text.value.lines?.[key] ?? ''

  async function ask(command: Command): Promise<DemoReply | null> {
    if (closed || status.value === 'failed') return null
    try {
      return await host.send(command)
    } catch {
      status.value = 'failed'
      return null
    }
  }

  function take(reply: DemoReply): void {
    log.push(...reply.entries)
    head = { hash: reply.hash, model: reply.model }
    at_s = reply.at_s
    const now = reply.view
    batch(() => {
      const was = step.value
      view.value = now
      const id = now.beats[beat.value]
      const here = now.step?.id === id ? now.step : null
      if (here) {
        step.value = here
        plant.value = now.plant
        game.moved(here, was)
      }
      const ended = now.results.find((r) => r.id === id)
      if (ended && !result.value) conclude(now, ended)
    })
    save()
    if (!again) game.follow()
  }

  function conclude(now: S, ended: Result): void {
    result.value = ended
    if (!now.over) begun[beat.value + 1] = { entries: log.length, at_s: now.t_s }
    const { medals: won } = now
    if (won === 0 || won === 1 || won === 2 || won === 3)
      void saves.writeMedals({ format: 1, level: options.level, medals: won }).catch(() => {})
    game.concluded(now, ended)
  }

  async function decide(slot: string, value: number): Promise<unknown> {
    const reply = await ask({ kind: 'decide', decision: { slot, value } })
    if (!reply) return null
    take(reply)
    return reply.refusal
  }

  let at_ms = performance.now()
  let carry_s = 0
  let underway = false
  const flow = setInterval(() => {
    const now_ms = performance.now()
    // A tab that slept has not waited.
    const real_s = Math.min(now_ms - at_ms, 300) / 1000
    at_ms = now_ms
    const here = step.value
    if (!here || result.value || paused.value || !timeFlows.value || document.hidden || options.speed === 0) return
    if (status.value !== 'ready') return
    carry_s += real_s * game.pace(here) * options.speed
    if (underway || carry_s < 1) return
    const seconds = Math.floor(carry_s)
    carry_s -= seconds
    underway = true
    void ask({ kind: 'advance', seconds }).then((reply) => {
      underway = false
      if (reply) take(reply)
    })
  }, BEAT_MS)

  /** Everything of one beat on the screen is new. */
  function clear(at: number): void {
    game.cleared(at)
    beat.value = at
    result.value = null
    step.value = null
    plant.value = null
    paused.value = false
    carry_s = 0
  }

  const greet = (): void => say(line(`${view.value?.beats[beat.value] ?? ''}.ready`))

  async function begin(): Promise<void> {
    const reply = await ask({ kind: 'start', level: options.level, seed })
    if (!reply) return
    sound()?.ambience(game.air)
    await game.begins(seed)
    log = []
    begun = [{ entries: 0, at_s: 0 }]
    batch(() => {
      clear(0)
      take(reply)
    })
  }

  /** To where it was left, by the way it went: beats that have ended, curves, the second. */
  async function goThrough(saved: Save): Promise<void> {
    again = true
    await begin()
    const until = async (second: number): Promise<void> => {
      while (at_s < second) {
        // Time has passed in the next beat only.
        if (result.value) forward()
        const from_s = at_s
        const reply = await ask({ kind: 'advance', seconds: Math.min(AGAIN_S, second - at_s) })
        if (!reply) return
        take(reply)
        if (at_s === from_s) return
      }
    }
    let lost = 0
    for (const { t, slot, value } of saved.log) {
      await until(t)
      const place = slot.slice(0, slot.indexOf('.'))
      while (result.value && view.value && !view.value.over && view.value.beats[beat.value] !== place) forward()
      const reply = await ask({ kind: 'decide', decision: { slot, value } })
      if (!reply) break
      take(reply)
      if (reply.refusal) lost++
    }
    await until(saved.at_s)
    again = false
    const notices: Notice[] = ['resumed']
    if (saved.model !== head.model || saved.hash !== head.hash) notices.push('drifted')
    if (lost) notices.push({ lost })
    notice.value = notices
    game.resumed(log)
    game.follow()
  }

  async function open(): Promise<void> {
    const { save: saved, damaged } = await saves.read(options.level)
    // A lot asked for by its number is another lot than the one left open.
    const same = saved && (options.seedAsked === null || options.seedAsked === saved.seed) ? saved : null
    if (same) seed = same.seed
    if (saves.kept === 'page') tell(noticing, 'memoryOnly')
    if (damaged) tell(noticing, 'damaged')
    if (same) await goThrough(same)
    else await begin()
    if (status.value === 'loading') status.value = 'ready'
    greet()
  }

  let heardIn = language.peek()
  const stopText = language.subscribe((wanted) => {
    void options.loadText(options.level, wanted).then(
      (found) => {
        if (language.peek() !== wanted) return
        // What was said in the other language stays there.
        if (heardIn !== wanted) said.value = []
        heardIn = wanted
        text.value = found
      },
      () => {},
    )
  })

  function forward(): void {
    const now = view.value
    if (!result.value || !now || now.over) return
    batch(() => {
      clear(beat.value + 1)
      step.value = now.step
      plant.value = now.plant
      if (now.step) game.moved(now.step, null)
    })
  }

  const session: DemoSession<S, Step, Result> = {
    language,
    text,
    status,
    view,
    beat,
    result,
    step,
    plant,
    paused,
    said,
    notice,
    get reducedMotion() {
      return still.value
    },
    carry: options.carry,
    settled: () => saves.settled(),
    takeOver() {
      status.value = 'loading'
      void seat?.takeOver().then(open)
    },
    wait(seconds) {
      void ask({ kind: 'advance', seconds }).then((reply) => {
        if (reply) take(reply)
      })
    },
    next() {
      if (!result.value) return
      forward()
      greet()
    },
    again(from = begun.length - 1) {
      begun = begun.slice(0, from + 1)
      const start = begun[from]!
      const before = log.slice(0, start.entries)
      void ask({
        kind: 'resume',
        save: { format: 1, level: options.level, ...head, seed, log: before, at_s: start.at_s },
      }).then((reply) => {
        if (!reply) return
        log = [...before]
        batch(() => {
          clear(from)
          take({ ...reply, entries: [] })
        })
        greet()
      })
    },
    restart(wanted) {
      seed = wanted
      void saves
        .remove(options.level)
        .catch(() => {})
        .then(begin)
        .then(greet)
    },
    probe: () => ({
      state: () => view.value,
      async decide({ slot, value }) {
        return { refusal: await decide(slot, value) }
      },
      async advance(seconds) {
        for (let left = seconds; left > 0;) {
          const from_s = view.value?.t_s ?? 0
          const reply = await ask({ kind: 'advance', seconds: left })
          if (!reply) return
          take(reply)
          // What comes next is begun by a hand.
          if (reply.at_s === from_s || result.value) return
          left -= reply.at_s - from_s
        }
      },
      record: () => ({
        format: 1,
        model: head.model,
        level: { id: options.level, hash: head.hash },
        seed,
        crew: 'idle',
        log,
        ...(view.value?.digest ? { digest: view.value.digest } : {}),
      }),
    }),
    close() {
      closed = true
      clearInterval(flow)
      stopText()
      game.silence()
      seat?.leave()
      host.close()
    },
  }
  const game = gameOf(session, { decide, say, line, again: () => again })

  void (async () => {
    seat = await options.seat(async () => {
      status.value = 'lost'
      game.silence()
      await saves.settled()
    })
    text.value = await options.loadText(options.level, language.value).catch((): LevelText => ({}))
    if (seat.taken) status.value = 'taken'
    else await open()
  })()
  return session
}
