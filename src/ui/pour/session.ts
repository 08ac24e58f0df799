import { batch, type ReadonlySignal, signal, type Signal } from '@preact/signals'
import {
  type BestPour,
  type Command,
  type Entry,
  type Reply,
  type RunHost,
  type Save,
  type Saves,
  type Seat,
  STILL,
} from '../../platform/index.ts'
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
import { kept, type Notice, tell } from '../settings/notice.ts'
import { still, timeFlows } from '../settings/wishes.ts'
import { sound } from '../sound/heard.ts'
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
  readonly status: ReadonlySignal<'loading' | 'ready' | 'taken' | 'lost' | 'failed'>
  readonly notice: Signal<readonly Notice[]>
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
  readonly ghost: ReadonlySignal<BestPour | null>
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
  /** From another tab to this one. */
  takeOver(): void
  /** Hands the progress over as a file. */
  carry(): void
  settled(): Promise<void>
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
  /** The lot that the address names, if it does. */
  readonly seedAsked: number | null
  readonly language: Signal<Language>
  readonly host: Host
  readonly saves: Saves
  readonly seat: (lost: () => Promise<void>) => Promise<Seat>
  readonly carry: () => void
  readonly loadText: (level: string, language: Language) => Promise<LevelText>
  /** Times the level's own pace; 0: only who advances it makes time pass. */
  readonly speed: number
}

const BEAT_MS = 80
/** A lot that nobody pours grows no more on the screen. */
const LONGEST_S = 3 * 3600
/** Points the recorder keeps of a pour. */
const MOST_POINTS = 400
/** Of a pour that is gone through again, so far apart. */
const AGAIN_S = 20

export function openPour(options: PourOptions): PourSession {
  const { host, language, saves } = options
  const status = signal<'loading' | 'ready' | 'taken' | 'lost' | 'failed'>('loading')
  const notice = signal<readonly Notice[]>([])
  const noticing = { language, notice, carry: options.carry }
  const view = signal<PourSnapshot | null>(null)
  const text = signal<LevelText>({})
  const beat = signal(0)
  const result = signal<PourResult | null>(null)
  const step = signal<PourStep | null>(null)
  const plant = signal<PlantView | null>(null)
  const trace = signal<readonly Point[]>([])
  const before = signal<{ readonly trace: readonly Point[]; readonly pumps: number }>({ trace: [], pumps: 1 })
  const ghost = signal<BestPour | null>(null)
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
  let at_s = 0
  let seat: Seat | null = null
  /** Best pour of this lot, as far as this browser knows. */
  let best: BestPour | null = null
  /** What was done before is gone through once more: nothing is said, sounded or kept. */
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
    if (again) return
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
    at_s = reply.at_s
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
    save()
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
    if (!again) sound()?.play('poured')
    const cells = words().cellsSpoken(Math.round(100 * ended.delivered))
    const lesson = now.good ? lines(`lesson.${lessonOf(ended, now.good)}`) : ''
    say(`${cells} ${lesson}`)
    if (now.over) {
      ghost.value = best
      const thinned = trace.value.filter((_, i, all) => all.length < 80 || i % Math.ceil(all.length / 80) === 0)
      record.value = !best || best.delivered < ended.delivered
      if (record.value) {
        best = {
          delivered: ended.delivered,
          pumps: ended.pumps,
          trace: thinned.map((p) => [Math.round(100 * p.min) / 100, p.um, p.pouring ? 1 : 0] as const),
        }
        // A full browser says so when the attempt itself is kept.
        void saves.writePour(options.level, seed, best).catch(() => {})
      }
      const won = now.medals
      if (won === 0 || won === 1 || won === 2 || won === 3)
        void saves.writeMedals({ format: 1, level: options.level, medals: won }).catch(() => {})
      if (now.medals !== null) say(words().medalsSpoken(now.medals))
    } else begun[beat.value + 1] = { entries: log.length, at_s: now.t_s }
  }

  /** What the hand wants and the plant now allows; an empty bag ends the pour. */
  function follow(): void {
    const here = step.value
    if (!here || result.value || ending || again) return
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
    if (!here || result.value || paused.value || !timeFlows.value || document.hidden || options.speed === 0) return
    if (status.value !== 'ready') return
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
    best = await saves.readPour(options.level, seed)
    log = []
    begun = [{ entries: 0, at_s: 0 }]
    batch(() => {
      clear(0)
      ghost.value = best
      take(reply)
    })
  }

  /** To where it was left, by the way it went: pours that have ended, the curve, the second. */
  async function goThrough(saved: Save): Promise<void> {
    again = true
    await begin()
    const until = async (second: number): Promise<void> => {
      while (at_s < second) {
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
      if (result.value && view.value && !view.value.over) forward()
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
    // The hand is not on the valve: what was open closes.
    const here = step.value
    const lastPour = log.filter((entry) => entry.slot.endsWith('.pour')).at(-1)
    valve = here !== null && !result.value && lastPour?.slot === `${here.id}.pour` && lastPour.value === 1
    follow()
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
  void (async () => {
    seat = await options.seat(async () => {
      status.value = 'lost'
      rush(false)
      await saves.settled()
    })
    text.value = await options.loadText(options.level, language.value).catch((): LevelText => ({}))
    if (seat.taken) status.value = 'taken'
    else await open()
  })()

  function forward(): void {
    const now = view.value
    if (!result.value || !now || now.over) return
    batch(() => {
      clear(beat.value + 1)
      step.value = now.step
      plant.value = now.plant
    })
  }

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
      if (!result.value) return
      forward()
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
          ghost.value = best
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
      seat?.leave()
      host.close()
    },
  }
}
