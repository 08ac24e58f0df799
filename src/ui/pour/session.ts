import { batch, type ReadonlySignal, signal, type Signal } from '@preact/signals'
import { type Command, type Entry, type Reply, type RunHost, STILL } from '../../platform/index.ts'
import {
  comparedWithBar,
  type Ending,
  type Language,
  lessonOf,
  pourPace,
  type PourResult,
  type PourSnapshot,
  type PlantView,
  type PourStep,
} from '../../present/index.ts'
import type { LevelText } from '../levelText.ts'
import { sound } from '../sound/heard.ts'
import { type Best, bestOf, keepBest } from './best.ts'
import { pourTexts } from './text.ts'

type Host = RunHost<PourSnapshot, unknown, Ending>
type PourReply = Reply<PourSnapshot, unknown, Ending>

/** A point of the recorder: what the display showed, and whether it poured. */
export interface Point {
  readonly min: number
  readonly um: number
  readonly pouring: boolean
}

export interface PourSession {
  readonly language: Signal<Language>
  readonly text: ReadonlySignal<LevelText>
  readonly status: ReadonlySignal<'loading' | 'ready' | 'failed'>
  readonly view: ReadonlySignal<PourSnapshot | null>
  /** Which of the pours is on the screen; its result, once it is there. */
  readonly beat: ReadonlySignal<number>
  readonly result: ReadonlySignal<PourResult | null>
  /** The step on the screen as it last was, also after its end. */
  readonly step: ReadonlySignal<PourStep | null>
  readonly plant: ReadonlySignal<PlantView | null>
  readonly trace: ReadonlySignal<readonly Point[]>
  /** The pour before this one. */
  readonly before: ReadonlySignal<{ readonly trace: readonly Point[]; readonly pumps: number }>
  /** Own best on this lot before this attempt, and whether this one beat it. */
  readonly ghost: ReadonlySignal<Best | null>
  readonly record: ReadonlySignal<boolean>
  readonly pouring: ReadonlySignal<boolean>
  /** The hand is down, and waits for the mixing to end. */
  readonly waiting: ReadonlySignal<boolean>
  readonly paused: Signal<boolean>
  readonly said: ReadonlySignal<readonly { readonly id: number; readonly text: string }[]>
  readonly reducedMotion: boolean
  setPumps(pumps: number): void
  mix(): void
  /** The hand goes down on the valve, and up. */
  press(): void
  release(): void
  /** Opens or closes the valve for good: one press instead of a hold. */
  toggle(): void
  /** What is left in the bag stays there. */
  stop(): void
  wait(seconds: number): void
  next(): void
  again(): void
  restart(seed: number): void
  probe(): PourProbe
  close(): void
}

export interface PourProbe {
  state(): PourSnapshot | null
  decide(decision: { readonly slot: string; readonly value: number }): Promise<{ refusal: unknown }>
  advance(seconds: number): Promise<void>
  record(): unknown
}

export interface PourOptions {
  readonly level: string
  readonly seed: number
  readonly language: Signal<Language>
  readonly host: Host
  readonly loadText: (level: string, language: Language) => Promise<LevelText>
  readonly reducedMotion: boolean
  /** Times the level's own pace; 0: only who advances it makes time pass. */
  readonly speed: number
}

const BEAT_MS = 80
/** A lot that nobody pours grows no more on the screen. */
const LONGEST_S = 3 * 3600
/** Points the recorder keeps of a pour. */
const MOST_POINTS = 400

export function openPour(options: PourOptions): PourSession {
  const { host, language } = options
  const status = signal<'loading' | 'ready' | 'failed'>('loading')
  const view = signal<PourSnapshot | null>(null)
  const text = signal<LevelText>({})
  const beat = signal(0)
  const result = signal<PourResult | null>(null)
  const step = signal<PourStep | null>(null)
  const plant = signal<PlantView | null>(null)
  const trace = signal<readonly Point[]>([])
  const before = signal<{ readonly trace: readonly Point[]; readonly pumps: number }>({ trace: [], pumps: 1 })
  const ghost = signal<Best | null>(null)
  const record = signal(false)
  const pouring = signal(false)
  const waiting = signal(false)
  const paused = signal(false)
  const said = signal<readonly { readonly id: number; readonly text: string }[]>([])
  const rush = (open: boolean): void => sound()?.follow({ ...STILL, pour: open ? 1 : 0 })
  let seed = options.seed
  let log: Entry[] = []
  let head = { hash: '', model: '' }
  let closed = false
  let said_n = 0
  /** Where the hand is, and what the valve has been told. */
  let hand = false
  let valve = false
  let ending = false
  /** How many decisions lead to each pour, and at which second it began: one may go back there. */
  let begun: { readonly entries: number; readonly at_s: number }[] = []

  const say = (line: string): void => {
    said.value = [...said.value.slice(-4), { id: said_n++, text: line }]
  }
  const words = () => pourTexts[language.value]
  const lines = (key: string): string => text.value.lines?.[key] ?? ''

  async function ask(command: Command): Promise<PourReply | null> {
    if (closed || status.value === 'failed') return null
    try {
      return await host.send(command)
    } catch {
      status.value = 'failed'
      return null
    }
  }

  function take(reply: PourReply): void {
    log.push(...reply.entries)
    head = { hash: reply.hash, model: reply.model }
    const now = reply.view
    batch(() => {
      const was = step.value
      view.value = now
      const id = now.pours[beat.value]
      const here = now.step?.id === id ? now.step : null
      if (here) {
        step.value = here
        plant.value = now.plant
        remember(here)
        if (here.size_um !== null && was && comparedWithBar(was.size_um) !== comparedWithBar(here.size_um))
          say(words().compared[comparedWithBar(here.size_um)])
      }
      const ended = now.results.find((r) => r.id === id)
      if (ended && !result.value) conclude(now, ended)
    })
    follow()
  }

  function remember(here: PourStep): void {
    if (here.size_um === null) return
    const point = {
      min: here.sinceMixing_s / 60,
      um: here.size_um,
      pouring: here.phase === 'pouring' && (here.flowing || (valve && here.volume_L <= 0)),
    }
    const last = trace.value.at(-1)
    if (last && point.min <= last.min) return
    const kept = trace.value.length < MOST_POINTS ? trace.value : trace.value.filter((_, i) => i % 2 === 0)
    trace.value = [...kept, point]
  }

  function conclude(now: PourSnapshot, ended: PourResult): void {
    result.value = ended
    pouring.value = false
    valve = false
    ending = false
    rush(false)
    sound()?.play('poured')
    const cells = words().cellsSpoken(Math.round(100 * ended.delivered))
    const lesson = now.good ? lines(`lesson.${lessonOf(ended, now.good)}`) : ''
    say(`${cells} ${lesson}`)
    if (now.over) {
      ghost.value = bestOf(seed)
      const kept = trace.value.filter((_, i, all) => all.length < 80 || i % Math.ceil(all.length / 80) === 0)
      record.value = keepBest(seed, {
        delivered: ended.delivered,
        pumps: ended.pumps,
        trace: kept.map((p) => [Math.round(100 * p.min) / 100, p.um, p.pouring ? 1 : 0] as const),
      })
      if (now.medals !== null) say(words().medalsSpoken(now.medals))
    } else begun[beat.value + 1] = { entries: log.length, at_s: now.t_s }
  }

  /** What the hand wants and the plant now allows; an empty bag ends the pour. */
  function follow(): void {
    const here = step.value
    if (!here || result.value || ending) return
    if (here.phase === 'pouring' && here.volume_L <= 0) {
      ending = true
      void decide(`${here.id}.proceed`, 1)
      return
    }
    waiting.value = hand && here.phase === 'mixing'
    if (here.phase !== 'holding' && here.phase !== 'pouring') return
    if (hand === valve) return
    valve = hand
    pouring.value = hand
    rush(hand)
    void decide(`${here.id}.pour`, hand ? 1 : 0)
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
    if (!here || result.value || paused.value || document.hidden || options.speed === 0) return
    if (here.phase === 'ready' || here.phase === 'done' || here.sinceMixing_s > LONGEST_S) return
    carry_s += real_s * pourPace(here) * options.speed
    if (underway || carry_s < 1) return
    const seconds = Math.floor(carry_s)
    carry_s -= seconds
    underway = true
    void ask({ kind: 'advance', seconds }).then((reply) => {
      underway = false
      if (reply) take(reply)
    })
  }, BEAT_MS)

  /** Everything of one pour on the screen is new. */
  function clear(at: number): void {
    before.value = { trace: at > 0 ? trace.value : [], pumps: result.value?.pumps ?? 1 }
    beat.value = at
    result.value = null
    step.value = null
    plant.value = null
    trace.value = []
    pouring.value = waiting.value = false
    paused.value = false
    record.value = false
    hand = valve = ending = false
    carry_s = 0
  }

  function greet(): void {
    const line = lines(`${view.value?.pours[beat.value] ?? ''}.ready`)
    if (line) say(line)
  }

  async function begin(): Promise<void> {
    const reply = await ask({ kind: 'start', level: options.level, seed })
    if (!reply) return
    sound()?.ambience('C')
    log = []
    begun = [{ entries: 0, at_s: 0 }]
    batch(() => {
      clear(0)
      ghost.value = bestOf(seed)
      take(reply)
      status.value = 'ready'
    })
    greet()
  }

  const stopText = language.subscribe((wanted) => {
    void options.loadText(options.level, wanted).then(
      (found) => {
        if (language.peek() === wanted) text.value = found
      },
      () => {},
    )
  })
  void options
    .loadText(options.level, language.value)
    .catch((): LevelText => ({}))
    .then((found) => {
      text.value = found
      return begin()
    })

  return {
    language,
    text,
    status,
    view,
    beat,
    result,
    step,
    plant,
    trace,
    before,
    ghost,
    record,
    pouring,
    waiting,
    paused,
    said,
    reducedMotion: options.reducedMotion,
    setPumps(pumps) {
      const here = step.value
      if (!here?.mayChoosePumps || here.phase !== 'ready' || here.pumps === pumps) return
      void decide(`${here.id}.pumps`, pumps)
    },
    mix() {
      const here = step.value
      if (here?.phase !== 'ready') return
      void decide(`${here.id}.mix`, 1)
    },
    press() {
      hand = true
      follow()
    },
    release() {
      hand = false
      follow()
    },
    toggle() {
      hand = !valve
      follow()
    },
    stop() {
      const here = step.value
      if (!here || here.phase !== 'pouring' || ending) return
      ending = true
      hand = false
      void decide(`${here.id}.proceed`, 1)
    },
    wait(seconds) {
      void ask({ kind: 'advance', seconds }).then((reply) => {
        if (reply) take(reply)
      })
    },
    next() {
      const now = view.value
      if (!result.value || !now || now.over) return
      batch(() => {
        clear(beat.value + 1)
        step.value = now.step
        plant.value = now.plant
      })
      greet()
    },
    again() {
      const from = begun.length - 1
      const start = begun[from]!
      const kept = log.slice(0, start.entries)
      void ask({
        kind: 'resume',
        save: { format: 1, level: options.level, ...head, seed, log: kept, at_s: start.at_s },
      }).then((reply) => {
        if (!reply) return
        log = [...kept]
        batch(() => {
          clear(from)
          ghost.value = bestOf(seed)
          take({ ...reply, entries: [] })
        })
        greet()
      })
    },
    restart(wanted) {
      seed = wanted
      void begin()
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
          if (reply.at_s === from_s) return
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
      rush(false)
      host.close()
    },
  }
}
