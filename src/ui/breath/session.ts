import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { STILL } from '../../platform/index.ts'
import {
  type BreathAct,
  breathLessonOf,
  type BreathResult,
  type BreathSnapshot,
  type BreathStep,
  type OxygenWord,
  oxygenWord,
  type PlantView,
} from '../../present/index.ts'
import { type OwnBest, ownBest } from '../demo/best.ts'
import type { Row } from '../demo/Curve.tsx'
import { type DemoOptions, type DemoSession, openDemo } from '../demo/session.ts'
import { demoTexts } from '../demo/text.ts'
import { still } from '../settings/wishes.ts'
import { sound } from '../sound/heard.ts'
import { breathTexts } from './text.ts'

/** What is spoken of now. */
export type Moment = 'ready' | 'foam' | 'foamed' | OxygenWord

export interface BreathSession extends DemoSession<BreathSnapshot, BreathStep, BreathResult>, OwnBest {
  /** Somebody has taken the wheel: time passes. */
  readonly begun: ReadonlySignal<boolean>
  /** Where the hand has the wheel and the oxygen, before the plant has heard of it. */
  readonly wheel: ReadonlySignal<number>
  readonly enrichment: ReadonlySignal<number>
  readonly moment: ReadonlySignal<Moment>
  /** What the stage draws, between two steps of the plant. */
  readonly drawn: ReadonlySignal<PlantView | null>
  readonly trace: ReadonlySignal<readonly Row[]>
  begin(): void
  turn(to: number): void
  enrich(to: number): void
  mend(act: BreathAct): void
}

/** The plant takes a hand's word with each of its steps. */
const STEP_S = 5
/** Nobody speaks more often, in plant seconds. */
const SAYS_S = 75
const NEAR_FILTER_pct = 90
const FRAME_MS = 33

/** Where the needle will be in a minute if nothing turns, by its own last half minute; null: too early to say. */
export function soon(rows: readonly Row[]): number | null {
  const last = rows.at(-1)
  const before = rows.filter((row) => last && last[0] - row[0] >= 0.4).at(-1)
  if (!last || !before || last[0] - before[0] > 1) return null
  return Math.min(100, Math.max(0, last[1] + (last[1] - before[1]) / (last[0] - before[0])))
}

export const meanWell = (results: readonly BreathResult[]): number =>
  results.reduce((sum, r) => sum + r.well, 0) / Math.max(1, results.length)

export function openBreath(options: DemoOptions<BreathSnapshot>): BreathSession {
  const { language } = options
  const own = ownBest(options)
  const begun = signal(false)
  const wheel = signal(0)
  const enrichment = signal(0)
  const moment = signal<Moment>('ready')
  const trace = signal<readonly Row[]>([])
  const clock = signal(0)
  let underway = false
  let decide: (slot: string, value: number) => Promise<unknown> = async () => null
  let spoke_s = 0
  let asked_s = -Infinity
  /** The plant as it was before its last step, for the eye. */
  let before: PlantView | null = null
  let moved_ms = 0
  const words = () => breathTexts[language.value]

  const lived_s = (here: BreathStep): number => here.lasts_s - here.left_s

  function momentOf(here: BreathStep): Moment {
    const foam = here.foam_pct ?? 0
    const word = oxygenWord(here)
    if (foam >= 99 && word !== 'well') return 'foamed'
    // Foam is spoken of where somebody might still turn on.
    if (foam >= NEAR_FILTER_pct && word !== 'well') return 'foam'
    return word
  }

  /** First the deed, then the word: who looks on speaks when something has changed, and not all the time. */
  function speak(here: BreathStep, hands: { say(line: string): void; line(key: string): string }): void {
    const now = momentOf(here)
    if (now === moment.value || lived_s(here) - spoke_s < (now === 'foamed' ? 30 : SAYS_S)) return
    if (hands.line(`${here.id}.${now}`) === '') return
    moment.value = now
    spoke_s = lived_s(here)
    hands.say(`${words().needle(here)} ${hands.line(`${here.id}.${now}`)}`)
    if (now === 'veryLow' || now === 'foamed') sound()?.play('major')
  }

  /** What the hand wants, as soon as the plant can hear it. */
  async function follow(): Promise<void> {
    const here = demo.step.value
    if (!here || demo.result.value || underway) return
    const at_s = lived_s(here)
    const flows = begun.value && !demo.paused.value
    if (flows && at_s - asked_s < STEP_S) return
    const wanted: readonly (readonly [string, number, number | null])[] = [
      ['wheel', wheel.value, here.wheel],
      ['enrichment', Math.round(100 * enrichment.value), here.enrichment_pct],
    ]
    const next = wanted.find(([, to, is]) => is !== null && Math.abs(to - is) > 1e-9)
    if (!next) return
    underway = true
    asked_s = at_s
    await decide(`${here.id}.${next[0]}`, next[1])
    underway = false
    // What the hand has done meanwhile, where no time passes by itself.
    if (!begun.value || demo.paused.value) void follow()
  }

  const demo = openDemo<BreathSnapshot, BreathStep, BreathResult>(options, (core, hands) => {
    decide = hands.decide
    return {
      air: 'D',
      pace: (here) => (begun.value ? here.pace : 0),
      moved(here, was) {
        const other = was === null || was.id !== here.id || hands.again()
        // Another's hand than this page's, too.
        if (other || (!underway && was.wheel !== here.wheel)) wheel.value = here.wheel
        if (other || (!underway && was.enrichment_pct !== here.enrichment_pct))
          enrichment.value = (here.enrichment_pct ?? 0) / 100
        const at_s = lived_s(here)
        if (at_s > 0) begun.value = true
        const last = trace.value.at(-1)
        if (here.oxygen_pct !== null && (!last || at_s / 60 > last[0])) {
          const well = oxygenWord(here) === 'well' && (here.foam_pct ?? 0) < 99
          trace.value = [...trace.value, [at_s / 60, here.oxygen_pct, well ? 1 : 0]]
        }
        if (begun.value && !hands.again()) speak(here, hands)
        if (was && was.left_s !== here.left_s) {
          before = drawn.peek()
          moved_ms = performance.now()
        }
        const { value: seen } = core.plant
        if (seen?.kind === 'culture' && begun.value)
          sound()?.follow({ ...STILL, rpm: seen.vessel.stirring_rpm, gas: seen.vessel.gas })
      },
      concluded(now, ended) {
        sound()?.follow(STILL)
        sound()?.quiet()
        if (!hands.again()) sound()?.play('stepDone')
        hands.say(
          `${words().wellSpoken(Math.round(100 * ended.well))} ${hands.line(`lesson.${breathLessonOf(ended)}`)}`,
        )
        if (!now.over) return
        own.ended({
          delivered: meanWell(now.results),
          pumps: 0,
          trace: trace.value.filter((_, i) => i % 2 === 0),
        })
        if (now.medals !== null) hands.say(demoTexts[language.value].medalsSpoken(now.medals))
      },
      cleared() {
        own.cleared()
        begun.value = false
        underway = false
        moment.value = 'ready'
        trace.value = []
        spoke_s = 0
        asked_s = -Infinity
        before = null
      },
      follow: () => void follow(),
      resumed() {
        // Whoever comes back finds the vessel waiting.
        begun.value = false
        moment.value = 'ready'
      },
      silence: () => sound()?.follow(STILL),
      begins: own.begins,
    }
  })

  const drawn: ReadonlySignal<PlantView | null> = computed(() => {
    const now = demo.plant.value
    void clock.value
    if (now?.kind !== 'culture') return now
    const turned = { ...now, wheel: { turn: wheel.value, glow: begun.value ? 0 : 1 } }
    if (still.value || before?.kind !== 'culture' || before === now) return turned
    const share = Math.min(1, (performance.now() - moved_ms) / 170)
    const mix = (a: number, b: number): number => a + (b - a) * share
    return {
      ...turned,
      oxygenNeedle: mix(before.oxygenNeedle ?? 0, now.oxygenNeedle ?? 0),
      vessel: { ...now.vessel, foam: mix(before.vessel.foam, now.vessel.foam) },
    }
  })
  const frames = setInterval(() => {
    if (begun.value && performance.now() - moved_ms < 200) clock.value++
  }, FRAME_MS)

  const session: BreathSession = {
    ...demo,
    get reducedMotion() {
      return demo.reducedMotion
    },
    begun,
    wheel,
    enrichment,
    moment,
    drawn,
    trace,
    ghost: own.ghost,
    record: own.record,
    begin() {
      begun.value = true
    },
    turn(to) {
      if (demo.result.value) return
      // The first touch is the beginning.
      begun.value = true
      wheel.value = Math.round(100 * Math.min(1, Math.max(0, to))) / 100
      void follow()
    },
    enrich(to) {
      if (demo.result.value) return
      begun.value = true
      enrichment.value = Math.round(100 * Math.min(0.6, Math.max(0, to))) / 100
      void follow()
    },
    mend(act) {
      const here = demo.step.value
      if (!here?.mends || here.busyWith || demo.result.value || !begun.value) return
      sound()?.play('valveCloses')
      void decide(`${here.id}.${act}`, 1)
    },
    close() {
      clearInterval(frames)
      demo.close()
    },
  }
  return session
}
