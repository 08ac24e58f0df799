import { type ReadonlySignal, signal } from '@preact/signals'
import { STILL } from '../../platform/index.ts'
import {
  comparedWithBar,
  lessonOf,
  pourPace,
  type PourResult,
  type PourSnapshot,
  type PourStep,
} from '../../present/index.ts'
import { type OwnBest, ownBest } from '../demo/best.ts'
import { type DemoOptions, type DemoSession, openDemo } from '../demo/session.ts'
import { sound } from '../sound/heard.ts'
import { demoTexts } from '../demo/text.ts'
import { pourTexts } from './text.ts'

/** A point of the recorder: what the display showed, and whether it poured. */
export interface Point {
  readonly min: number
  readonly um: number
  readonly pouring: boolean
}

export interface PourSession extends DemoSession<PourSnapshot, PourStep, PourResult>, OwnBest {
  readonly trace: ReadonlySignal<readonly Point[]>
  /** The pour before this one. */
  readonly before: ReadonlySignal<{ readonly trace: readonly Point[]; readonly pumps: number }>
  readonly pouring: ReadonlySignal<boolean>
  /** The hand is down, and waits for the mixing to end. */
  readonly waiting: ReadonlySignal<boolean>
  setPumps(pumps: number): void
  mix(): void
  /** The hand goes down on the valve, and up. */
  press(): void
  release(): void
  /** Opens or closes the valve for good: one press instead of a hold. */
  toggle(): void
  /** What is left in the bag stays there. */
  stop(): void
}

/** A lot that nobody pours grows no more on the screen. */
const LONGEST_S = 3 * 3600
/** Points the recorder keeps of a pour. */
const MOST_POINTS = 400

export function openPour(options: DemoOptions<PourSnapshot>): PourSession {
  const { language } = options
  const own = ownBest(options)
  const trace = signal<readonly Point[]>([])
  const before = signal<{ readonly trace: readonly Point[]; readonly pumps: number }>({ trace: [], pumps: 1 })
  const pouring = signal(false)
  const waiting = signal(false)
  const rush = (open: boolean): void => sound()?.follow({ ...STILL, pour: open ? 1 : 0 })
  const words = () => pourTexts[language.value]
  /** Where the hand is, and what the valve has been told. */
  let hand = false
  let valve = false
  let ending = false
  let decide: (slot: string, value: number) => void = () => {}

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

  function keepBest(ended: PourResult): void {
    const thinned = trace.value.filter((_, i, all) => all.length < 80 || i % Math.ceil(all.length / 80) === 0)
    own.ended({
      delivered: ended.delivered,
      pumps: ended.pumps,
      trace: thinned.map((p) => [Math.round(100 * p.min) / 100, p.um, p.pouring ? 1 : 0] as const),
    })
  }

  /** What the hand wants and the plant now allows; an empty bag ends the pour. */
  function follow(): void {
    const here = session.step.value
    if (!here || session.result.value || ending) return
    if (here.phase === 'pouring' && here.volume_L <= 0) {
      ending = true
      decide(`${here.id}.proceed`, 1)
      return
    }
    waiting.value = hand && here.phase === 'mixing'
    if (here.phase !== 'holding' && here.phase !== 'pouring') return
    if (hand === valve) return
    valve = hand
    pouring.value = hand
    rush(hand)
    decide(`${here.id}.pour`, hand ? 1 : 0)
  }

  const demo = openDemo<PourSnapshot, PourStep, PourResult>(options, (core, hands) => {
    decide = (slot, value) => void hands.decide(slot, value)
    return {
      air: 'C',
      pace: (here) =>
        here.phase === 'ready' || here.phase === 'done' || here.sinceMixing_s > LONGEST_S ? 0 : pourPace(here),
      moved(here, was) {
        remember(here)
        if (here.size_um !== null && was && comparedWithBar(was.size_um) !== comparedWithBar(here.size_um))
          hands.say(words().compared[comparedWithBar(here.size_um)])
      },
      concluded(now, ended) {
        pouring.value = false
        valve = ending = false
        rush(false)
        if (!hands.again()) sound()?.play('poured')
        const lesson = now.good ? hands.line(`lesson.${lessonOf(ended, now.good)}`) : ''
        hands.say(`${words().cellsSpoken(Math.round(100 * ended.delivered))} ${lesson}`)
        if (!now.over) return
        keepBest(ended)
        if (now.medals !== null) hands.say(demoTexts[language.value].medalsSpoken(now.medals))
      },
      cleared(at) {
        before.value = { trace: at > 0 ? trace.value : [], pumps: core.result.value?.pumps ?? 1 }
        own.cleared()
        trace.value = []
        pouring.value = waiting.value = false
        hand = valve = ending = false
      },
      follow,
      resumed(log) {
        // The hand is not on the valve: what was open closes.
        const here = core.step.value
        const last = log.filter((entry) => entry.slot.endsWith('.pour')).at(-1)
        valve = here !== null && !core.result.value && last?.slot === `${here.id}.pour` && last.value === 1
      },
      silence: () => rush(false),
      begins: own.begins,
    }
  })

  const session: PourSession = {
    ...demo,
    get reducedMotion() {
      return demo.reducedMotion
    },
    trace,
    before,
    ghost: own.ghost,
    record: own.record,
    pouring,
    waiting,
    setPumps(pumps) {
      const here = demo.step.value
      if (!here?.mayChoosePumps || here.phase !== 'ready' || here.pumps === pumps) return
      decide(`${here.id}.pumps`, pumps)
    },
    mix() {
      const here = demo.step.value
      if (here?.phase === 'ready') decide(`${here.id}.mix`, 1)
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
      const here = demo.step.value
      if (!here || here.phase !== 'pouring' || ending) return
      ending = true
      hand = false
      decide(`${here.id}.proceed`, 1)
    },
  }
  return session
}
