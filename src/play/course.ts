import { antibodyRelease, type AssayId, assays, type Fraction, sensors } from '../models/index.ts'
import { causeOf, isHealthy } from './desk/faults.ts'
import { instrumentsOf, resultsOf } from './desk/instruments.ts'
import type { Instrumentation } from './desk/instrumentation.ts'
import { edgeOf, type Pool, poolOf, type Tube } from './drill.ts'
import { fractionsIn, trueReadings, type Watch } from './run.ts'
import { unitOf } from './units.ts'
import type { Run } from './state.ts'

/** Plant second, and what was there. */
export type Point = readonly [number, number]

/** One reading of a step as it really was, beside what each instrument said of it. */
export interface Curve {
  readonly step: string
  readonly reading: string
  readonly unit: string
  readonly truth: readonly Point[]
  /** Displays as the recorder kept them, results as they came back; in the same unit. */
  readonly shown: readonly {
    readonly instrument: string
    readonly by: 'panel' | 'assay'
    readonly points: readonly Point[]
  }[]
}

/** Something that was wrong with this lot, whoever saw it. */
export interface Trouble {
  readonly step: string
  readonly fault: string
  /** What was broken; null: nothing that can be mended. */
  readonly thing: string | null
  readonly from_s: number
  /** Null: to the end. */
  readonly to_s: number | null
  /** An instructor let it come. */
  readonly byClass: boolean
}

export interface Cut {
  readonly step: string
  readonly tubes: readonly Tube[]
  readonly tube_CV: number
  readonly pool: Pool
  readonly most_pct: number
}

/** A run seen from behind. What is in it is for after the end: nobody at the desk knows it. */
export interface Course {
  readonly curves: readonly Curve[]
  /** Of a peak that came off in tubes: what was in them, and which were poured together. */
  readonly cuts: readonly Cut[]
  readonly troubles: readonly Trouble[]
}

/** Plant seconds between two points: of a step that moves by the day, and of one that moves by the minute. */
const SLOWLY_S = 3600
const QUICKLY_S = 30
const QUICK_S = 60
/** Points of a curve that a chart can show. */
const MOST_POINTS = 500

/** Takes down the played steps' true readings while a run is played. */
export function watchCourse(): { readonly watch: Watch; readonly courseOf: (run: Run) => Course } {
  const truths = new Map<string, Point[]>()
  const tubes = new Map<string, readonly Fraction[]>()
  const watch: Watch = (run, running) => {
    const step = run.level.steps[running.index]!
    if (step.mode !== 'play') return
    if (step.unit === 'cationExchange' && !tubes.has(step.id) && unitOf(step).phase(running.state) === 'pool')
      tubes.set(step.id, fractionsIn(run, running))
    const every_s = running.tick_s <= QUICK_S ? QUICKLY_S : SLOWLY_S
    if (Math.floor(run.t_s / every_s) === Math.floor((run.t_s - running.tick_s) / every_s)) return
    const readings = trueReadings(run, running)
    for (const reading of readingsShown(instrumentsOf(run, running.index))) {
      const value = readings[reading]
      if (value === undefined) continue
      const name = `${step.id}.${reading}`
      const points = truths.get(name)
      if (points) points.push([run.t_s, value])
      else truths.set(name, [[run.t_s, value]])
    }
  }
  return {
    watch,
    courseOf: (run) => ({ curves: curvesOf(run, truths), cuts: cutsOf(run, tubes), troubles: troublesOf(run) }),
  }
}

const readingsShown = ({ panels, assays: asked }: Instrumentation): ReadonlySet<string> =>
  new Set([...Object.values(asked), ...Object.values(panels).map((p) => p.reading)])

function curvesOf(run: Run, truths: ReadonlyMap<string, readonly Point[]>): readonly Curve[] {
  return run.level.steps.flatMap((step, index) => {
    if (step.mode !== 'play') return []
    const instruments = instrumentsOf(run, index)
    return [...readingsShown(instruments)].flatMap((reading): Curve[] => {
      const truth = truths.get(`${step.id}.${reading}`)
      if (!truth) return []
      const asked = Object.entries(instruments.assays).filter(([, measured]) => measured === reading)
      const panels = Object.entries(instruments.panels).filter(([, p]) => p.reading === reading)
      // In the unit of the laboratory; where it has no assay, as the display shows it.
      const times = asked.length ? 1 : panels[0]![1].times
      return [
        {
          step: step.id,
          reading,
          unit: asked.length ? assays[asked[0]![0] as AssayId].unit : sensors[panels[0]![1].sensor].unit,
          truth: thinned(truth.map(([t_s, value]) => [t_s, value * times])),
          shown: [
            ...panels.map(([id, p]) => ({
              instrument: id,
              by: 'panel' as const,
              points: thinned(
                (run.desk!.historian[`${step.id}.${id}`] ?? []).flatMap(({ t_s, shown }): Point[] =>
                  shown === null ? [] : [[t_s, (shown * times) / p.times]],
                ),
              ),
            })),
            ...asked.map(([id]) => ({
              instrument: id,
              by: 'assay' as const,
              points: resultsOf(run, step.id, id).map((r): Point => [r.drawn_s, r.value]),
            })),
          ],
        },
      ]
    })
  })
}

const cutsOf = (run: Run, tubes: ReadonlyMap<string, readonly Fraction[]>): readonly Cut[] =>
  [...tubes].flatMap(([step, all]) => {
    const [first] = all
    if (!first) return []
    const tube_CV = first.to_CV - first.from_CV
    const edge = (topic: 'poolFrom' | 'poolTo'): number => edgeOf(run, step, topic, tube_CV)
    return [
      {
        step,
        tubes: all.map(({ uv_AU, product_g, hmw_pct }) => ({ uv_AU, product_g, hmw_pct })),
        tube_CV,
        pool: poolOf(all, edge('poolFrom'), edge('poolTo')),
        most_pct: antibodyRelease['release.hmw'].upper!,
      },
    ]
  })

/** Every so-manieth point, and the last. */
function thinned(points: readonly Point[]): readonly Point[] {
  const every = Math.ceil(points.length / MOST_POINTS)
  return every <= 1 ? points : points.filter((_, i) => i % every === 0 || i === points.length - 1)
}

function troublesOf(run: Run): readonly Trouble[] {
  const facts = run.desk?.facts ?? []
  return (run.level.work?.faults ?? []).flatMap((fault): Trouble[] => {
    const cause = causeOf(run, fault)
    const began = facts.find((f) => f.kind === 'fault' && f.fault === fault.id)
    if (!began || isHealthy(cause)) return []
    const ended = facts.find((f) => f.kind === 'mended' && f.fault === fault.id)
    const byClass = facts.some((f) => f.kind === 'brought' && f.fault === fault.id)
    const [from_s, to_s] = [began.t_s, ended?.t_s ?? null]
    return [{ step: fault.step, fault: fault.id, thing: cause.thing, from_s, to_s, byClass }]
  })
}
