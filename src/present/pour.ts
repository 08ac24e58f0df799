import type { UnitOperation } from '../models/index.ts'
import {
  type ClosedStep,
  instrumentsOf,
  type Run,
  type RunningStep,
  shown,
  trueReadings,
  unitOf,
} from '../play/index.ts'
import { exp, log } from '../sim/index.ts'
import { type DemoSnapshot, demoSnapshot } from './demo.ts'
import type { PourView } from './plantView.ts'

/**
 * What a person pouring a cocktail knows, as plain data. Sizes are those on the display of the size reader; how many
 * cells were reached is only in it once the bag is empty.
 */
export interface PourSnapshot extends DemoSnapshot<PourStep, PourResult> {
  /** Sizes that do well; not known to anybody who has never poured. */
  readonly good: GoodSizes | null
}

export interface PourStep {
  readonly id: string
  readonly phase: 'ready' | 'mixing' | 'holding' | 'pouring' | 'done'
  readonly culture_L: number
  readonly cocktail_L: number
  readonly pumps: number
  readonly pump_L_min: number
  /** What will stay in the hoses of so many pumps. */
  readonly hoses_L: number
  readonly mayChoosePumps: boolean
  /** Plant seconds to a real one while nothing flows. */
  readonly pace: number
  readonly sinceMixing_s: number
  readonly volume_L: number
  readonly poured_L: number
  readonly flowing: boolean
  /** On the display at this second; null before there is anything to read, and where a lot has no reader. */
  readonly size_um: number | null
}

export interface PourResult {
  readonly id: string
  readonly culture_L: number
  readonly pumps: number
  /** Of the best that could have been, 0 to 1. */
  readonly delivered: number
  readonly pouredShare: number
  /** Of the cocktail, left in the hoses. */
  readonly hosesShare: number
  readonly first_um: number
  readonly mean_um: number
  readonly last_um: number
  readonly hold_s: number
  readonly pour_s: number
}

export interface GoodSizes {
  readonly low_um: number
  readonly high_um: number
}

/** Sizes that do at least so well are drawn as the good ones. */
const GOOD = 0.8

/** Between which sizes complexes do well, by the sheet: the same for all lots. */
function goodSizes({ parameters: p }: Pick<UnitOperation, 'parameters'>): GoodSizes {
  const reach = exp(p['spread']!.value * Math.sqrt(-2 * log(GOOD)))
  const best = p['best']!.value
  return { low_um: best / reach, high_um: best * reach }
}

export const pourSnapshot = (run: Run): PourSnapshot => ({
  ...demoSnapshot(run, { step: stepOf, plant: pourViewOf, result: resultOf }),
  good: run.closed.length ? goodSizes(unitOf(run.level.steps[run.closed[0]!.index]!)) : null,
})

const phaseOf = (run: Run, running: RunningStep): PourStep['phase'] =>
  unitOf(run.level.steps[running.index]!).phase(running.state) as PourStep['phase']

const cocktail_L = ({ settings: s }: RunningStep): number => (s['cultureVolume']! * s['fraction']!) / 100

function stepOf(run: Run, running: RunningStep): PourStep {
  const step = run.level.steps[running.index]!
  const r = trueReadings(run, running)
  const phase = phaseOf(run, running)
  const { settings: s } = running
  const hasReader = 'size' in instrumentsOf(run, running.index).panels
  return {
    id: step.id,
    phase,
    culture_L: s['cultureVolume']!,
    cocktail_L: cocktail_L(running),
    pumps: s['pumps']!,
    pump_L_min: s['pumpFlow']!,
    hoses_L: s['pumps']! * running.parameters['hoseHoldUp']!,
    mayChoosePumps: !step.locked.includes('pumps'),
    pace: step.pace,
    sinceMixing_s: r['sinceMixing_s']!,
    volume_L: r['volume_L']!,
    poured_L: r['poured_L']!,
    flowing: r['flow_L_min']! > 0,
    size_um: hasReader && r['size_nm']! > 0 ? shown(run, running.index, 'size', r, running.opened_s).value : null,
  }
}

function resultOf(run: Run, { index, results: r }: ClosedStep): PourResult {
  const step = run.level.steps[index]!
  const pumps = run.log.filter((d) => d.slot === `${step.id}.pumps`).at(-1)?.value
  return {
    id: step.id,
    culture_L: step.recipe['cultureVolume'] ?? 0,
    pumps: typeof pumps === 'number' ? pumps : 1,
    delivered: r['delivered']!,
    pouredShare: r['pouredShare_pct']! / 100,
    hosesShare: r['hosesShare_pct']! / 100,
    first_um: r['firstSize_nm']! / 1000,
    mean_um: r['meanSize_nm']! / 1000,
    last_um: r['lastSize_nm']! / 1000,
    hold_s: r['hold_s']!,
    pour_s: r['pour_s']!,
  }
}

/** Turbidity at which the bottle looks white. */
const WHITE_NTU = 24
/** How full flask and tank stand before the pour; a tenth comes on top. */
const CULTURE = 0.62

/** What eyes see, and the lens: complexes as large as they are. */
function pourViewOf(run: Run, running: RunningStep): PourView {
  const r = trueReadings(run, running)
  const { settings: s } = running
  const bag_L = cocktail_L(running)
  const phase = phaseOf(run, running)
  return {
    kind: 'pour',
    scale_L: s['cultureVolume']!,
    particle_nm: r['size_nm']!,
    cloud: Math.min(1, r['turbidity_NTU']! / WHITE_NTU),
    cocktailLeft: phase === 'ready' ? 0.5 : r['volume_L']! / bag_L,
    pouring: phase === 'pouring' && r['flow_L_min']! > 0,
    pumps: s['cultureVolume']! > 10 ? s['pumps']! : 0,
    cultureFill: CULTURE * (1 + (0.1 * r['poured_L']!) / bag_L),
    secondsSinceMix: r['sinceMixing_s']!,
    showSize: true,
  }
}

/** Real seconds that mixing, and a whole pour, take of the hand: at least, at most. */
const MIXING_S = [1, 6] as const
const POUR_S = [2.5, 12] as const

/**
 * Plant seconds to a real one. What flows is hurried or slowed until a hand can do it: thirty seconds at the bench are
 * not a blink, fifty minutes in the plant not a minute. Scores know nothing of it.
 */
export function pourPace(step: PourStep): number {
  if (!step.flowing) return step.pace
  const mixing = step.phase === 'mixing'
  const litres = mixing ? 0.5 * step.cocktail_L : step.cocktail_L
  const whole_s = (60 * litres) / (step.pumps * step.pump_L_min)
  const [least, most] = mixing ? MIXING_S : POUR_S
  return Math.min(Math.max(step.pace, whole_s / most), whole_s / least)
}

/** How an eye compares a complex with the bar of half a micrometre in the lens. */
export type Compared = 'none' | 'specks' | 'third' | 'half' | 'threeQuarters' | 'almost' | 'bar' | 'more' | 'twice'

export function comparedWithBar(size_um: number | null): Compared {
  if (size_um === null) return 'none'
  const bars = size_um / 0.5
  if (bars < 0.25) return 'specks'
  if (bars < 0.42) return 'third'
  if (bars < 0.6) return 'half'
  if (bars < 0.78) return 'threeQuarters'
  if (bars < 0.94) return 'almost'
  if (bars < 1.12) return 'bar'
  return bars < 1.65 ? 'more' : 'twice'
}

/** What a pour shows about itself, once it is over: the first that holds. */
export type Lesson = 'leftOver' | 'early' | 'bitEarly' | 'bitLate' | 'late' | 'grewMeanwhile' | 'hoses' | 'good'

export function lessonOf(result: PourResult, good: GoodSizes): Lesson {
  const { delivered, pouredShare, hosesShare, first_um, mean_um, last_um } = result
  if (pouredShare + hosesShare < 0.9) return 'leftOver'
  if (last_um > good.high_um && last_um > 1.4 * first_um) return 'grewMeanwhile'
  if (mean_um < good.low_um) return 'early'
  if (mean_um > good.high_um) return 'late'
  if (delivered >= WELL) return 'good'
  if (delivered >= WELL * (1 - hosesShare)) return 'hoses'
  return mean_um * mean_um < good.low_um * good.high_um ? 'bitEarly' : 'bitLate'
}

/** From here on nothing is to be said against a pour. */
const WELL = 0.84
