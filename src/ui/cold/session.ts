import { batch, type ReadonlySignal, signal, type Signal } from '@preact/signals'
import {
  type ColdBeat,
  type ColdLine,
  type ColdOpen,
  type ColdSight,
  coldStep_s,
  coldView,
  dawnOf,
  type Language,
  openCold,
  type PlantView,
  stepCold,
  turnCold,
} from '../../present/index.ts'
import { STILL } from '../../platform/index.ts'
import { sound } from '../sound/heard.ts'

export interface ColdSession {
  readonly language: Signal<Language>
  readonly reducedMotion: boolean
  /** What the stage draws, thirty times a second. */
  readonly view: ReadonlySignal<PlantView>
  /** What words and slider say, with each step of the plant. */
  readonly figures: ReadonlySignal<ColdFigures>
  readonly beat: ReadonlySignal<ColdBeat>
  /** The curtain is up. */
  readonly begun: ReadonlySignal<boolean>
  readonly line: ReadonlySignal<ColdLine>
  /** The badge comes after the title. */
  readonly page: Signal<'vessel' | 'badge'>
  /** The curtain: nothing moves before. */
  begin(): void
  turn(to: number): void
  probe(): ColdProbe
  close(): void
}

export interface ColdFigures {
  readonly wheel: number
  readonly oxygen_pct: number
  readonly foam_pct: number
  readonly rpm: number
}

interface ColdState extends ColdFigures {
  readonly t_s: number
  readonly beat: ColdBeat
  readonly line: ColdLine
  readonly passed_s: number
}

export interface ColdProbe {
  state(): ColdState
  decide(decision: { readonly slot: string; readonly value: number }): { readonly refusal: { code: string } | null }
  advance(plantSeconds: number): void
  record(): readonly { readonly t: number; readonly slot: string; readonly value: number }[]
}

export interface ColdOptions {
  readonly language: Signal<Language>
  readonly reducedMotion: boolean
  /** Times the own pace; 0: only who advances it makes time pass. */
  readonly speed: number
}

const FRAME_MS = 33
const SLOT = 'culture.wheel'

export function openColdSession(options: ColdOptions): ColdSession {
  const cold: ColdOpen = openCold()
  const { reducedMotion: still } = options
  const log: { t: number; slot: string; value: number }[] = []
  const shownView = (sight: ColdSight): PlantView => {
    const dawn = dawnOf(cold)
    const calling = cold.script.beat === 'call'
    return coldView(sight, { turn: cold.wheel, glow: dawn > 0 ? 0 : calling ? 1 : 0.6 }, dawn)
  }
  const figuresNow = (): ColdFigures => ({
    wheel: cold.wheel,
    oxygen_pct: cold.sight.oxygen_pct,
    foam_pct: cold.sight.foam_pct,
    rpm: cold.sight.vessel.stirring_rpm,
  })
  const view = signal<PlantView>(shownView(cold.sight))
  const figures = signal(figuresNow())
  const beat = signal(cold.script.beat)
  const line = signal(cold.script.line)
  const begun = signal(false)

  function step(): void {
    stepCold(cold)
    // Who wants no motion sees the morning, not the night passing.
    if (still) while (cold.script.beat === 'dawn') stepCold(cold)
    batch(() => {
      figures.value = figuresNow()
      beat.value = cold.script.beat
      if (line.value !== cold.script.line) {
        line.value = cold.script.line
        sound()?.play('radio')
      }
    })
    const { vessel } = cold.sight
    // In the morning the hall has other sounds.
    const night = cold.script.beat !== 'morning'
    sound()?.follow(night ? { ...STILL, rpm: vessel.stirring_rpm, gas: vessel.gas } : STILL)
  }

  let carry_s = 0
  let last_ms = 0
  let shown_ms = 0
  let frame = 0
  function run(now_ms: number): void {
    frame = requestAnimationFrame(run)
    // A tab that slept has not waited.
    const passed_s = Math.min(now_ms - last_ms, 250) / 1000
    last_ms = now_ms
    if (cold.script.beat === 'morning') {
      if (carry_s !== 0) view.value = shownView(cold.sight)
      carry_s = 0
      return
    }
    carry_s += passed_s * options.speed
    for (let due = coldStep_s(cold); carry_s >= due; due = coldStep_s(cold)) {
      carry_s -= due
      step()
    }
    if (now_ms - shown_ms < FRAME_MS) return
    shown_ms = now_ms
    view.value = shownView(still ? cold.sight : between(cold.before, cold.sight, carry_s / coldStep_s(cold)))
  }

  return {
    language: options.language,
    reducedMotion: still,
    view,
    figures,
    beat,
    begun,
    line,
    page: signal('vessel'),
    begin() {
      if (frame !== 0) return
      begun.value = true
      sound()?.ambience('D')
      last_ms = performance.now()
      frame = requestAnimationFrame(run)
    },
    turn(to) {
      turnCold(cold, to)
      log.push({ t: cold.sight.t_s, slot: SLOT, value: cold.wheel })
      batch(() => {
        figures.value = figuresNow()
        view.value = shownView(cold.sight)
      })
    },
    probe: () => ({
      state: () => ({
        ...figuresNow(),
        t_s: cold.sight.t_s,
        beat: cold.script.beat,
        line: cold.script.line,
        passed_s: cold.passed_s,
      }),
      decide({ slot, value }) {
        if (slot !== SLOT || !(value >= 0 && value <= 1)) return { refusal: { code: 'unknown_slot' } }
        turnCold(cold, value)
        log.push({ t: cold.sight.t_s, slot, value })
        return { refusal: null }
      },
      advance(plantSeconds) {
        const until_s = cold.sight.t_s + plantSeconds
        while (cold.sight.t_s < until_s && cold.script.beat !== 'morning') step()
        view.value = shownView(cold.sight)
      },
      record: () => [...log],
    }),
    close() {
      cancelAnimationFrame(frame)
      frame = -1
      sound()?.follow(STILL)
      sound()?.ambience(null)
    },
  }
}

/** The picture between two steps of the plant: what the eye follows, no value of its own. */
function between(a: ColdSight, b: ColdSight, share: number): ColdSight {
  const mix = (from: number, to: number): number => from + (to - from) * Math.min(Math.max(share, 0), 1)
  return {
    ...b,
    t_s: mix(a.t_s, b.t_s),
    oxygen_pct: mix(a.oxygen_pct, b.oxygen_pct),
    vessel: { ...b.vessel, foam: mix(a.vessel.foam, b.vessel.foam) },
  }
}
