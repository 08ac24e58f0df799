import { antibodyOf, breathing } from '../models/index.ts'
import { type ClosedStep, type Run, type RunningStep, shown, trueReadings, unitOf } from '../play/index.ts'
import { momentOf } from './calendar.ts'
import { type DemoSnapshot, demoSnapshot } from './demo.ts'
import { vesselSeen } from './plant.ts'
import type { CultureView } from './plantView.ts'

/** What somebody at a vessel worked by hand sees: displays, the wheel, the clock. */
export type BreathSnapshot = DemoSnapshot<BreathStep, BreathResult>

export type BreathAct = 'valve' | 'vent' | 'probe'

export interface BreathStep {
  readonly id: string
  /** Plant seconds to a real one. */
  readonly pace: number
  readonly left_s: number
  readonly lasts_s: number
  readonly wheel: number
  /** Share of pure oxygen in the gas, %; null: not in this hand. */
  readonly enrichment_pct: number | null
  /** Valve, filter and probe are within reach. */
  readonly mends: boolean
  /** What the other hand is at. */
  readonly busyWith: BreathAct | null
  readonly band: readonly [low_pct: number, high_pct: number]
  /** On the displays, in the players' decimals; null: dark. */
  readonly oxygen_pct: number | null
  readonly foam_pct: number | null
  readonly rpm: number
  readonly oxygenFlow_slpm: number | null
  readonly oxygenAsked_slpm: number
  readonly ventPressure_bar: number | null
  readonly secondOxygen_pct: number | null
}

/** Shares of its time, 0 to 1. */
export interface BreathResult {
  readonly id: string
  readonly lasted_s: number
  readonly well: number
  readonly short: number
  readonly rich: number
  readonly foamed: number
  /** What was the matter, told once it is over; and what was done about it, in order. */
  readonly cause: BreathAct | null
  readonly mended: readonly BreathAct[]
}

export const breathSnapshot = (run: Run): BreathSnapshot =>
  demoSnapshot(run, { step: stepOf, plant: plantOf, result: resultOf })

function stepOf(run: Run, running: RunningStep): BreathStep {
  const { id, pace, locked } = run.level.steps[running.index]!
  const r = trueReadings(run, running)
  const { parameters: p, settings: s } = running
  const display = (panel: string): number | null => shown(run, running.index, panel, r, running.opened_s).value
  const phase = unitOf(run.level.steps[running.index]!).phase(running.state)
  return {
    id,
    pace,
    left_s: r['left_s']!,
    lasts_s: 60 * p['lasts']!,
    wheel: s['wheel']!,
    enrichment_pct: locked.includes('enrichment') ? null : s['enrichment']!,
    mends: !locked.includes('valve'),
    busyWith: phase === 'watch' ? null : (phase as BreathAct),
    band: [p['bandLow']!, p['bandHigh']!],
    oxygen_pct: display('oxygen'),
    foam_pct: display('foam'),
    rpm: vesselSeen(r, antibodyOf(run.plant), 0, (share) => share).stirring_rpm,
    oxygenFlow_slpm: display('oxygenFlow'),
    oxygenAsked_slpm: r['oxygenAsked_slpm']!,
    ventPressure_bar: display('ventPressure'),
    secondOxygen_pct: display('secondOxygen'),
  }
}

function resultOf(run: Run, { index, opened_s, closed_s, results: r }: ClosedStep): BreathResult {
  const { id } = run.level.steps[index]!
  const fault = run.level.work!.faults.find((f) => f.step === id)
  const cause = fault && fault.causes[run.desk!.faults[fault.id]!.cause]!.id
  const mended = run.log.flatMap(({ slot }) => {
    const [place, topic] = slot.split('.')
    return place === id && Object.hasOwn(breathing.acts, topic!) ? [topic as BreathAct] : []
  })
  return {
    id,
    lasted_s: closed_s - opened_s,
    well: r['well']!,
    short: r['short']!,
    rich: r['rich']!,
    foamed: r['foamed']!,
    cause: (cause as BreathAct | undefined) ?? null,
    mended,
  }
}

function plantOf(run: Run, running: RunningStep): CultureView {
  const r = trueReadings(run, running)
  const { parameters: p, settings: s } = running
  const { foam, age_s } = running.state as { foam: { ventWet: number }; age_s: number }
  const oxygen = shown(run, running.index, 'oxygen', r, running.opened_s).value
  const near = r['foam_pct']! >= 90
  return {
    kind: 'culture',
    framing: 'vessel',
    vessel: {
      ...vesselSeen(r, antibodyOf(run.plant), foam.ventWet, (share) => share),
      // Of what the wheel can give, not of the recipe's flow: it goes far beyond.
      gas: Math.min(1, (r['air_slpm']! + r['oxygen_slpm']!) / p['gasMost']!),
    },
    bags: [],
    scale_kg: null,
    oxygenNeedle: oxygen === null ? 0 : oxygen / 100,
    wheel: { turn: s['wheel']!, glow: 0 },
    people: [],
    hour: momentOf(age_s).hour,
    lamps: 1,
    alarms: near ? [{ on: 'vent', priority: 1, acknowledged: false }] : [],
  }
}

/** How an eye reads the needle against the band. */
export type OxygenWord = 'dark' | 'veryLow' | 'low' | 'well' | 'high'

export function oxygenWord({ oxygen_pct, band }: Pick<BreathStep, 'oxygen_pct' | 'band'>): OxygenWord {
  if (oxygen_pct === null) return 'dark'
  if (oxygen_pct < band[0] / 2) return 'veryLow'
  if (oxygen_pct < band[0]) return 'low'
  return oxygen_pct <= band[1] ? 'well' : 'high'
}

/** What a beat shows about itself, once it is over: the first that holds. */
export type BreathLesson =
  | 'foamed'
  | 'rich'
  | 'short'
  | 'good'
  | `${BreathAct}Missed`
  | `${BreathAct}Late`
  | `${BreathAct}Found`

export function breathLessonOf({ well, short, rich, foamed, cause, mended }: BreathResult): BreathLesson {
  if (cause !== null) {
    if (!mended.includes(cause)) return `${cause}Missed`
    return mended[0] === cause && well >= SOUND ? `${cause}Found` : `${cause}Late`
  }
  if (well >= WELL) return 'good'
  if (foamed >= short && foamed >= rich) return 'foamed'
  return rich > short ? 'rich' : 'short'
}

/** From here on nothing is to be said against a beat; against one in which something broke. */
const WELL = 0.75
const SOUND = 0.6
