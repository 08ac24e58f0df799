import { type ReadonlySignal, signal } from '@preact/signals'
import { STILL } from '../../platform/index.ts'
import {
  formatNumber,
  thawingLessonOf,
  type ThawingMoment,
  thawingMomentOf,
  type ThawingResult,
  type ThawingSnapshot,
  type ThawingStep,
} from '../../present/index.ts'
import { type OwnBest, ownBest } from '../demo/best.ts'
import type { Row } from '../demo/Curve.tsx'
import type { Hand } from '../demo/HoldButton.tsx'
import { type DemoOptions, type DemoSession, openDemo } from '../demo/session.ts'
import { demoTexts } from '../demo/text.ts'
import { sound } from '../sound/heard.ts'
import { thawingTexts } from './text.ts'

export interface ThawingSession extends DemoSession<ThawingSnapshot, ThawingStep, ThawingResult>, OwnBest, Hand {
  /** Somebody has begun: time passes. */
  readonly begun: ReadonlySignal<boolean>
  /** Where the hand has water and stirrer, before the plant has heard of it. */
  readonly open: ReadonlySignal<boolean>
  readonly stirring: ReadonlySignal<number>
  readonly moment: ReadonlySignal<ThawingMoment>
  /** What the needle showed that matters in this beat: the vat in the first, the jacket in the others. */
  readonly trace: ReadonlySignal<readonly Row[]>
  begin(): void
  stir(to: number): void
  /** To the centrifuge. */
  pour(): void
}

/** The plant takes a hand's word with each of its steps. */
const STEP_S = 5
/** Nobody speaks more often of what can wait, in plant seconds. */
const SAYS_S = 480
const AT_ONCE: ReadonlySet<ThawingMoment> = new Set(['last', 'gone', 'warm'])
export const MOST_STIRRING = 2

export const meanCaught = (results: readonly ThawingResult[]): number =>
  results.reduce((sum, r) => sum + r.caught, 0) / Math.max(1, results.length)

const livedOf = (step: ThawingStep): number => step.lasts_s - step.left_s

export function openThawing(options: DemoOptions<ThawingSnapshot>): ThawingSession {
  const { language } = options
  const own = ownBest(options)
  const begun = signal(false)
  const open = signal(false)
  const stirring = signal(1)
  const moment = signal<ThawingMoment>('ready')
  const trace = signal<readonly Row[]>([])
  let decide: (slot: string, value: number) => Promise<unknown> = async () => null
  let underway = false
  let ending = false
  let asked_s = -Infinity
  let spoke_s = -Infinity
  const words = () => thawingTexts[language.value]

  function speak(here: ThawingStep, hands: { say(line: string): void; line(key: string): string }): void {
    const now = thawingMomentOf(here)
    const at_s = livedOf(here)
    if (now === moment.value || hands.line(`${here.id}.${now}`) === '') return
    if (!AT_ONCE.has(now) && moment.value !== 'ready' && at_s - spoke_s < SAYS_S) return
    moment.value = now
    spoke_s = at_s
    const whole = (x: number | null): string => (x === null ? '–' : formatNumber(language.value, x, 0))
    hands.say(
      `${words().needles(whole(here.frozen_pct), whole(here.temperature_C))} ${hands.line(`${here.id}.${now}`)}`,
    )
    if (now === 'warm') sound()?.play('major')
  }

  /** What the hand wants, as soon as the plant can hear it. */
  async function follow(): Promise<void> {
    const here = demo.step.value
    if (!here || demo.result.value || underway || ending || !begun.value) return
    const wanted: readonly (readonly [string, number, number | null])[] = [
      ['pause', 0, here.waits ? 1 : 0],
      ['warm', open.value ? 1 : 0, here.warm ? 1 : 0],
      ['stirring', stirring.value, here.stirring],
    ]
    const next = wanted.find(([, to, is]) => is !== null && Math.abs(to - is) > 1e-9)
    const flows = !demo.paused.value && !here.waits
    if (!next || (flows && livedOf(here) - asked_s < STEP_S)) return
    underway = true
    asked_s = livedOf(here)
    await decide(`${here.id}.${next[0]}`, next[1])
    underway = false
    void follow()
  }

  const hold = (to: boolean): void => {
    if (demo.result.value || (!to && !open.value)) return
    // The first touch is the beginning.
    begun.value = true
    open.value = to
    void follow()
  }

  const demo = openDemo<ThawingSnapshot, ThawingStep, ThawingResult>(options, (core, hands) => {
    decide = hands.decide
    return {
      air: 'D',
      pace: (here) => (begun.value && !here.waits ? here.pace : 0),
      moved(here, was) {
        const other = was === null || was.id !== here.id || hands.again()
        // Another's hand than this page's, too.
        if (other || (!underway && was.warm !== here.warm)) open.value = here.warm
        if (other || (!underway && was.stirring !== here.stirring)) stirring.value = here.stirring ?? 1
        const at_s = livedOf(here)
        if (!here.waits && at_s > 0) begun.value = true
        const last = trace.value.at(-1)
        const shown = core.beat.value === 0 ? here.temperature_C : here.jacket_C
        if (shown !== null && (!last || at_s / 60 > last[0]))
          trace.value = [...trace.value, [at_s / 60, shown, here.warm ? 1 : 0]]
        if (begun.value && !hands.again()) speak(here, hands)
        if (begun.value) sound()?.follow({ ...STILL, rpm: 60 * (here.stirring ?? 1), pour: here.warm ? 0.5 : 0 })
      },
      concluded(now, ended) {
        ending = false
        open.value = false
        sound()?.follow(STILL)
        sound()?.quiet()
        if (!hands.again()) sound()?.play('stepDone')
        hands.say(
          `${words().caughtSpoken(Math.round(100 * ended.caught))} ${hands.line(`lesson.${thawingLessonOf(ended)}`)}`,
        )
        if (!now.over) return
        own.ended({
          delivered: meanCaught(now.results),
          pumps: 0,
          trace: trace.value.filter((_, i) => i % 3 === 0),
        })
        if (now.medals !== null) hands.say(demoTexts[language.value].medalsSpoken(now.medals))
      },
      cleared() {
        own.cleared()
        begun.value = open.value = underway = ending = false
        stirring.value = 1
        moment.value = 'ready'
        trace.value = []
        asked_s = spoke_s = -Infinity
      },
      follow: () => void follow(),
      resumed() {
        // Whoever comes back finds the water shut and the vessel waiting.
        begun.value = open.value = false
        moment.value = 'ready'
      },
      silence: () => sound()?.follow(STILL),
      begins: own.begins,
    }
  })

  return {
    ...demo,
    get reducedMotion() {
      return demo.reducedMotion
    },
    ghost: own.ghost,
    record: own.record,
    begun,
    open,
    stirring,
    moment,
    trace,
    begin() {
      begun.value = true
      void follow()
    },
    press: () => hold(true),
    release: () => hold(false),
    toggle: () => hold(!open.value),
    stir(to) {
      if (demo.result.value || (demo.step.value?.stirring ?? null) === null) return
      begun.value = true
      stirring.value = Math.round(10 * Math.min(MOST_STIRRING, Math.max(0, to))) / 10
      void follow()
    },
    pour() {
      const here = demo.step.value
      if (!here || here.waits || demo.result.value || ending) return
      ending = true
      open.value = false
      sound()?.play('poured')
      void decide(`${here.id}.proceed`, 1)
    },
  }
}
