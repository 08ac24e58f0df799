import { antibodyRelease, type Fraction } from '../models/index.ts'
import { uniform } from '../sim/index.ts'
import type { Level } from './level.ts'
import { advanceTo, apply, fractionsIn, startRun } from './run.ts'
import { sop } from './sop.ts'
import type { Run } from './state.ts'
import { unitOf } from './units.ts'
import type { Timed } from './work.ts'

/** What is practised by itself: a room to be cleared, a peak to be cut; any other name is a fault of the level. */
export const isRoom = (drill: string): boolean => drill === 'room'
export const isCut = (drill: string): boolean => drill === 'cut'

/** What a drill that is no case came to, from the model. */
export type Drilled =
  | {
      readonly kind: 'room'
      readonly items: readonly {
        readonly id: string
        readonly wrong: boolean
        readonly looked: boolean
        /** By whom it was taken out; null: it stayed. */
        readonly by: 'player' | 'second' | null
      }[]
      readonly right: boolean
    }
  | {
      readonly kind: 'cut'
      readonly tubes: readonly Tube[]
      readonly tube_CV: number
      readonly most_pct: number
      readonly mine: Pool
      /** The most antibody to be had below the limit, by tubes that nobody could all have had assayed. */
      readonly best: Pool
      readonly keeps: number
      readonly right: boolean
    }

/** What the recorder showed of a tube, and what was in it. */
export type Tube = Pick<Fraction, 'uv_AU' | 'product_g' | 'hmw_pct'>

/** What is poured together, from a tube to the one that is no longer. */
export interface Pool {
  readonly from: number
  readonly to: number
  /** Of the antibody that came off the column. */
  readonly kept_pct: number
  readonly hmw_pct: number
}

/** Of what was to be had a cut is to keep so much: four assays do not show the last tube. */
const KEEPS = 0.95

/** The colleague before has written one of these gradients into the recipe: the peak is never where it was. Range: the sheet's D8. */
const GRADIENTS_CV = [10, 12, 15, 20] as const

const cutStep = (level: Level): string | undefined =>
  level.steps.find((s) => s.unit === 'cationExchange' && s.mode === 'play')?.id

const atCut = (run: Run): boolean => {
  const step = cutStep(run.level)
  return run.running.some(({ index, state }) => {
    const at = run.level.steps[index]!
    return at.id === step && unitOf(at).phase(state) === 'pool'
  })
}

/** A lot in an expert's hands up to its peak, by another gradient; false: it never gets there. */
export function bringToCut(run: Run, log: readonly Timed[]): boolean {
  const step = cutStep(run.level)
  const gradient = GRADIENTS_CV[Math.floor(uniform(run.seed, 'drill.gradient', 0) * GRADIENTS_CV.length)]!
  for (const { t, ...decision } of log) {
    advanceTo(run, t, sop, undefined, () => atCut(run))
    if (atCut(run)) return true
    const value = decision.slot === `${step}.gradient` ? gradient : decision.value
    apply(run, { slot: decision.slot, value }, 'player')
  }
  return atCut(run)
}

/** Of a case nothing: that is the rubric's. */
export function drilledOf(run: Run, drill: string): Drilled | null {
  if (isRoom(drill)) return clearance(run)
  return isCut(drill) ? cut(run) : null
}

function clearance(run: Run): Drilled {
  const { wrong, tagged } = run.desk!.room!
  const mine = new Set(run.log.flatMap((d) => (d.slot === 'room.tag' && d.by === 'player' ? [d.value] : [])))
  const items = run.level.work!.room!.items.map(({ id }) => ({
    id,
    wrong: wrong.includes(id),
    looked: run.desk!.views[`room.${id}`] !== undefined,
    by: mine.has(id) ? ('player' as const) : tagged.includes(id) ? ('second' as const) : null,
  }))
  // What the colleague found is not lost, and was not seen.
  return { kind: 'room', items, right: items.every(({ wrong, by }) => wrong === (by === 'player')) }
}

function cut(run: Run): Drilled | null {
  const { level, seed } = run
  const step = cutStep(level)
  // Poured together the tubes are gone: the lot is told once more up to there.
  const told = startRun(level, seed)
  for (const { t, slot, value, by } of run.log) {
    if (by === 'crew') continue
    advanceTo(told, t, sop)
    if (slot === `${step}.proceed` && atCut(told)) break
    apply(told, { slot, value }, by)
  }
  const running = told.running.find((r) => level.steps[r.index]!.id === step)
  const tubes = running ? fractionsIn(told, running) : []
  const [first] = tubes
  if (!first) return null
  const tube_CV = first.to_CV - first.from_CV
  const pool = (from: number, to: number): Pool => poolOf(tubes, from, to)
  const most_pct = antibodyRelease['release.hmw'].upper!
  const mine = pool(edgeOf(run, step!, 'poolFrom', tube_CV), edgeOf(run, step!, 'poolTo', tube_CV))
  const best = bestOf(tubes, pool, most_pct)
  const right = mine.hmw_pct <= most_pct && mine.kept_pct >= KEEPS * best.kept_pct
  return {
    kind: 'cut',
    tubes: tubes.map(({ uv_AU, product_g, hmw_pct }) => ({ uv_AU, product_g, hmw_pct })),
    tube_CV,
    most_pct,
    mine,
    best,
    keeps: KEEPS,
    right,
  }
}

const monomer_g = ({ product_g, hmw_pct }: Tube): number => product_g * (1 - hmw_pct / 100)

/** Tubes poured together, from one to the one that is no longer. */
export function poolOf(tubes: readonly Tube[], from: number, to: number): Pool {
  const all_g = tubes.reduce((sum, tube) => sum + monomer_g(tube), 0)
  const taken = tubes.slice(from, to)
  const product_g = taken.reduce((sum, tube) => sum + tube.product_g, 0)
  const kept_g = taken.reduce((sum, tube) => sum + monomer_g(tube), 0)
  return {
    from,
    to,
    kept_pct: (100 * kept_g) / all_g,
    hmw_pct: product_g > 0 ? (100 * (product_g - kept_g)) / product_g : 0,
  }
}

/** The tube at which a line of the cut was drawn last. */
export function edgeOf({ log }: Run, step: string, topic: 'poolFrom' | 'poolTo', tube_CV: number): number {
  const chosen = log.filter((d) => d.slot === `${step}.${topic}`).at(-1)?.value
  return typeof chosen === 'number' ? Math.round(chosen / tube_CV) : 0
}

/** Aggregates come behind: from the first tube with antibody in it to the last with which the pool stays below. */
function bestOf(tubes: readonly Tube[], pool: (from: number, to: number) => Pool, most_pct: number): Pool {
  const highest_g = tubes.reduce((most, tube) => Math.max(most, tube.product_g), 0)
  const from = tubes.findIndex((tube) => tube.product_g > highest_g / 100)
  let best = pool(from, from + 1)
  for (let to = from + 2; to <= tubes.length; to++) {
    const next = pool(from, to)
    if (next.hmw_pct <= most_pct) best = next
  }
  return best
}
