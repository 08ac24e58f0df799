import { signal } from '@preact/signals'
import type { Entry, Reply, RunHost } from '../../platform/index.ts'
import type { KioskDemo } from '../../share/index.ts'
import type { DemoSnapshot, DemoStep, DemoResult, PlantView, PourStep } from '../../present/index.ts'
import { pourPace } from '../../present/index.ts'

type Shown = DemoSnapshot<DemoStep & { readonly pace: number }, DemoResult>
type Host = RunHost<Shown, unknown, unknown>

/** How long one plant is shown before the next. */
const TURN_MS = 20_000
const BEAT_MS = 80

/** The expert at work on one demo after the other: live, on true models, so that who passes by stops. */
export function openShow(demos: readonly KioskDemo[], host: () => Host, anyLot: () => number) {
  const now = signal<KioskDemo>(demos[0]!)
  const plant = signal<PlantView | null>(null)
  let bench: Host | null = null
  let view: Shown | null = null
  let script: readonly Entry[] = []
  let began_ms = 0
  let carry_s = 0
  let underway = false
  let closed = false

  const take = (reply: Reply<Shown, unknown, unknown>): void => {
    view = reply.view
    if (view.plant) plant.value = view.plant
  }

  async function begin(demo: KioskDemo): Promise<void> {
    underway = true
    bench ??= host()
    const reply = await bench.send({ kind: 'watch', level: demo, seed: anyLot() })
    if (closed) return
    script = reply.entries
    began_ms = performance.now()
    carry_s = 0
    now.value = demo
    take(reply)
    underway = false
  }

  /** The next thing the expert does, or the time until then. */
  async function move(seconds: number): Promise<void> {
    const next = script[0]
    const until_s = next ? next.t - view!.t_s : Infinity
    if (next && until_s <= 0) {
      script = script.slice(1)
      take(await bench!.send({ kind: 'decide', decision: { slot: next.slot, value: next.value } }))
      return move(0)
    }
    if (seconds > 0) take(await bench!.send({ kind: 'advance', seconds: Math.min(seconds, until_s) }))
  }

  let last_ms = performance.now()
  const flow = setInterval(() => {
    const at_ms = performance.now()
    const real_s = Math.min(at_ms - last_ms, 300) / 1000
    last_ms = at_ms
    if (underway || !view || document.hidden) return
    if (view.over || at_ms - began_ms > TURN_MS) {
      void begin(demos[(demos.indexOf(now.value) + 1) % demos.length]!).catch(fail)
      return
    }
    const step = view.step
    carry_s += real_s * (step ? ('cocktail_L' in step ? pourPace(step as unknown as PourStep) : step.pace) : 0)
    const seconds = Math.floor(carry_s)
    carry_s -= seconds
    underway = true
    void move(seconds)
      .catch(fail)
      .finally(() => (underway = false))
  }, BEAT_MS)

  /** A bench that has stopped: the next turn has a new one. */
  function fail(): void {
    bench?.close()
    bench = null
    view = null
    if (!closed) setTimeout(() => void (closed || begin(now.value).catch(fail)), TURN_MS)
  }
  void begin(now.value).catch(fail)

  return {
    now,
    plant,
    close(): void {
      closed = true
      clearInterval(flow)
      bench?.close()
    },
  }
}
