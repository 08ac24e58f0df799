import { antibodyLimits, antibodyOf, nominalCultureRecipe } from '../../models/index.ts'
import type { DeskView, StepView } from '../desk/view.ts'
import type { Answer } from '../state.ts'
import type { Hand } from '../work.ts'
import {
  chooseBag,
  clearRoom,
  either,
  handOf,
  investigate,
  nightTiles,
  oncePerRound,
  panelToRead,
  PROBE_LIES_BY,
  pumpGain,
  SCALE_ERR_L,
  set,
  shownNow,
  sugarADay_L,
  todays,
  type UnitHand,
  writeLine,
} from './hand.ts'
import { expertBreathing } from './breathing.ts'
import {
  coldTiles,
  expertEthanol,
  expertPlasmaCentrifuge,
  fractionDeviation,
  fractionQuality,
  mendsFraction,
  NIGHT_LIMIT_C,
} from './fractionation.ts'
import {
  expertFreezeDryer,
  expertIonExchange,
  expertPasteuriser,
  expertPlasmaNanofilter,
  locksDeviation,
  mendsLocks,
  tellsLocks,
  VACUUM_LIMIT_MBAR,
  vacuumTiles,
} from './locks.ts'
import {
  expertClarify,
  expertHarvest,
  expertHold,
  expertLysis,
  openedClass,
  openedDeviation,
  openedQuality,
  staysForHarvest,
  warmTiles,
} from './openCells.ts'
import {
  containedClass,
  containedDeviation,
  containedMends,
  containedQuality,
  expertBag,
  expertEffluent,
  expertFill,
  expertMembrane,
} from './containment.ts'
import { expertInspection } from './inspection.ts'
import { expertTransfer } from './transfer.ts'
import { expertWeek } from './week.ts'
import { expertFilterPress, expertResuspension, mendsPaste, pasteDeviation } from './pasteLine.ts'
import { expertCaprylate, expertPlasmaDepthFilter, expertSolventDetergent } from './plasmaViral.ts'
import {
  decideVector,
  expertLargePour,
  expertPlan1000,
  expertStirring,
  isLarge,
  isStirred,
  mendsPumps,
  scaleDeviation,
  scaleLaboratory,
  scaleQuality,
  vectorStore,
} from './scaleUp.ts'
import {
  cellDeviation,
  cocktailDeviation,
  cocktailQuality,
  expertExpansion,
  expertTransfection,
  mendsCells,
  mendsHose,
} from './vector.ts'
import {
  columnClass,
  columnDeviation,
  columnQuality,
  expertAffinity,
  expertExchange,
  mendsColumns,
} from './vectorColumns.ts'
import { callAboutThaw, expertPlasmaThaw, expertThawing } from './plasma.ts'
import { decideTraced, gated, planHand, plasmaStoreHand, reportsTrace, tellsTrace, traceHand } from './lookBack.ts'
import {
  callAboutLot,
  campaign,
  chooseVial,
  decideLot,
  isAboutLot,
  looksFirst,
  releaseHand,
  reportAboutLot,
  watchful,
} from './release.ts'
import {
  classDownstream,
  deviationDownstream,
  expertAnionExchange,
  expertCationExchange,
  expertLowPh,
  expertProteinA,
  maintenanceDownstream,
  qualityDownstream,
} from './purification.ts'
import {
  countAgain,
  expertCentrifuge,
  expertDepthFilter,
  harvestDeviation,
  isHarvestDay,
  isSuspect,
  secondSample,
  standardiseOnTwo,
  tellsQuality,
} from './harvest.ts'
import { sopCulture, sopHand } from './sop.ts'
import { expertNanofilter, expertUltrafiltration } from './viral.ts'

const expertSeed = (plan: Plan): UnitHand => ({
  assay: (view, step) => (oncePerRound(view, `${step.step.id}.assay`) ? ['viability'] : undefined),
  look: panelToRead,
  /** As many squares as there are: the count's error becomes the culture's. */
  squares: (_, step) => set(step, 'squares', 25),
  seedingDensity: (_, step) => set(step, 'seedingDensity', plan.density),
  /** Tired cells get another passage. */
  passage: (view, step) => {
    const viability = todays(view, step, 'viability')
    return viability !== undefined && viability < 90 && view.done(`${step.step.id}.passage`).length === 0
      ? 1
      : undefined
  },
  proceed: (view, step) => (step.ready && todays(view, step, 'viability') !== undefined ? 1 : undefined),
})

const oxygenIsLow = (view: DeskView): boolean =>
  view.alarms.some((a) => a.spec.instrument === 'oxygen' && a.state !== 'normal')

/** True oxygen by the second instrument, drawn since the alarm. */
function oxygenBySample(view: DeskView, step: StepView): number | undefined {
  return todays(view, step, 'gasAnalyserOxygen')
}

type Trouble = 'none' | 'unknown' | 'valve' | 'vent' | 'probe'

/** Which of the causes it is, by the observable that separates them. */
function trouble(view: DeskView, step: StepView): Trouble {
  if (!oxygenIsLow(view)) return 'none'
  const sample = oxygenBySample(view, step)
  if (sample === undefined) return 'unknown'
  const probe = shownNow(view, step, 'oxygen') ?? sample
  if (sample - probe > 12) return 'probe'
  const foam = shownNow(view, step, 'foam') ?? 0
  return foam > 80 ? 'vent' : 'valve'
}

/** Once the cells eat their own lactate a day takes no base; what the scale lost says that something is wrong. */
function baseTrouble(view: DeskView, step: StepView): 'none' | 'unknown' | 'pHProbe' | 'basePump' {
  // What a lying probe made the loop give is accounted for.
  if (view.done(`${step.step.id}.standardise`).length > 0 || isSuspect(view, step)) return 'none'
  const called = view.done('call.maintenance').filter((d) => d.value === 'pHProbe' || d.value === 'basePump')
  // Who came has mended it within two hours, if it was that.
  const from_s = Math.max(view.t_s - 86_400, ...called.map((d) => d.t + 7200))
  const points = view.history(`${step.step.id}.baseScale`).filter((p) => p.t_s >= from_s)
  if (step.day < 8 || points.length < 2) return 'none'
  if (points[0]!.shown! - points.at(-1)!.shown! < BASE_A_DAY_KG) return 'none'
  if (called.length > 0) return called.some((d) => d.value === 'basePump') ? 'pHProbe' : 'basePump'
  if (todays(view, step, 'gasAnalyserPh') === undefined) return 'unknown'
  return probeLies(view, step) > PROBE_LIES_BY ? 'pHProbe' : 'basePump'
}
const BASE_A_DAY_KG = 0.25

/** Carbon dioxide from which a late culture loses more by it than by salt: found by sweeps; at 179 it makes 40 % less. */
const STIFLING_mmHg = 140
const NOMINAL_PH = 7.05

/** Morning on which probe and analyser are compared while nothing is wrong: what they differ by then is nobody's lie. */
const PROBE_DAY = 7

/** pH by which the probe reads lower against the analyser than it did when they were first compared. */
function probeLies(view: DeskView, step: StepView): number {
  const shown = view.history(`${step.step.id}.pH`)
  const apart = step.results('gasAnalyserPh').map(({ value, drawn_s }) => {
    const then = shown.filter((p) => p.t_s <= drawn_s).at(-1)?.shown
    return value - (then ?? value)
  })
  return apart.length > 1 ? apart.at(-1)! - apart[0]! : (apart[0] ?? 0)
}

/** What an expert aims at; the numbers are this plant's, found by sweeps over lots. */
export interface Plan {
  readonly density: number
  /** Viable cells at which the culture is cooled. */
  readonly shiftAt: number
  readonly cool_C: number
  /** Feed in % of the start volume a day, per 1e6 viable cells/mL. */
  readonly feedPerCell: number
  readonly glucoseTrigger_mM: number
  readonly glucoseTarget_mM: number
  readonly pH: number
}

const expertPlan: Plan = {
  density: 0.8,
  shiftAt: 13,
  cool_C: 33,
  feedPerCell: 0.22,
  glucoseTrigger_mM: 26,
  glucoseTarget_mM: 34,
  pH: 6.95,
}

const expertCulture = (plan: Plan): UnitHand => ({
  ...sopCulture,
  assay(view, step) {
    const slot = `${step.step.id}.assay`
    const daily = ['viableCells', 'viability', 'glucose', 'lactate', 'osmolality']
    if (oncePerRound(view, slot)) {
      if (step.step.standardises) return [...daily, 'gasAnalyserPh', 'gasAnalyserCarbonDioxide', 'titre']
      return step.day === PROBE_DAY ? [...daily, 'gasAnalyserPh'] : daily
    }
    const again = secondSample(view, step) ?? countAgain(view, step)
    if (again !== undefined) return again
    const asked = (assay: string): boolean =>
      view.today(slot).some((d) => Array.isArray(d.value) && d.value.includes(assay))
    if (oxygenIsLow(view) && !asked('gasAnalyserOxygen')) return ['gasAnalyserOxygen']
    return baseTrouble(view, step) === 'unknown' && !asked('gasAnalyserPh') ? ['gasAnalyserPh'] : undefined
  },
  look: panelToRead,
  standardise: standardiseOnTwo,
  power(view, step) {
    const nominal = antibodyOf(view.plant).vessel.power_W_m3
    return set(step, 'power', trouble(view, step) === 'valve' ? 1.6 * nominal : nominal)
  },
  air(view, step) {
    const nominal = antibodyOf(view.plant).vessel.air_slpm
    return set(step, 'air', trouble(view, step) === 'vent' ? 0.7 * nominal : nominal)
  },
  antifoam(view, step) {
    const foam = shownNow(view, step, 'foam') ?? 0
    const dose = (step.printed['antifoamDose']! * view.plant.scale_L) / 2000
    return foam > 70 && oncePerRound(view, `${step.step.id}.antifoam`) ? dose : undefined
  },
  ventSwap: (view, step) =>
    trouble(view, step) === 'vent' && oncePerRound(view, `${step.step.id}.ventSwap`) ? 1 : undefined,
  /** The shift comes when the line has grown enough, not on a date. */
  temperature(_, step) {
    const count = step.results('viableCells').at(-1)?.value ?? 0
    const cold = step.settings['temperature']! < 35
    return set(step, 'temperature', cold || (step.day >= 3 && count >= plan.shiftAt) ? plan.cool_C : 36.8)
  },
  /** Low, for less base and less salt; where gas has to hold it down and piles up, the cells are let go their way. */
  pH(_, step) {
    const gas_mmHg = step.results('gasAnalyserCarbonDioxide').at(-1)?.value ?? 0
    return set(step, 'pH', gas_mmHg > STIFLING_mmHg ? NOMINAL_PH : plan.pH)
  },
  /** Feed follows the cells that eat it, eased where salts pile up, within the room there is. */
  feedRate(view, step) {
    const osmolality = todays(view, step, 'osmolality')
    const count = todays(view, step, 'viableCells')
    if (osmolality === undefined || count === undefined || !oncePerRound(view, `${step.step.id}.feedRate`))
      return undefined
    const { startVolume_L, workingVolume_L } = antibodyOf(view.plant).vessel
    // Never beyond what the file allows of a day, whatever the cells could eat.
    const most = antibodyLimits(view.plant.scale_L)[step.day < 6 ? 'culture.feedEarly' : 'culture.feedLate'].action
      .high!
    const percent = step.day < 3 ? 0 : Math.min(most, Math.max(2, plan.feedPerCell * count))
    const eased = osmolality > 430 ? 0.5 : osmolality > 410 ? 0.8 : 1
    const weight = shownNow(view, step, 'weight') ?? 0
    // The last litres are kept for the sugar of today and of the days to come: without it they die before the harvest.
    const kept_L = sugarADay_L(view, step) * Math.max(0, lastDay(step) - step.day)
    const room = workingVolume_L - SCALE_ERR_L - weight - kept_L
    const wanted = Math.min((startVolume_L * percent * eased) / 100, Math.max(0, room)) / 24
    const gain = pumpGain(view, step)
    return set(step, 'feedRate', gain > 1.1 || gain < 0.9 ? wanted / gain : wanted)
  },
  glucose(view, step) {
    const found = todays(view, step, 'glucose')
    const weight = shownNow(view, step, 'weight')
    if (found === undefined || weight === undefined || !oncePerRound(view, `${step.step.id}.glucose`)) return undefined
    if (step.day < 1 || found > plan.glucoseTrigger_mM) return undefined
    const stock = step.printed['glcStock']!
    const litres = ((plan.glucoseTarget_mM - found) * weight) / (stock - plan.glucoseTarget_mM)
    const room = antibodyOf(view.plant).vessel.workingVolume_L - weight
    return room > 0.05 ? Math.min(litres, room - 0.02) : undefined
  },
  /** Before the sugar is gone and nothing more goes in, or when the slope says the cliff is tonight. */
  proceed(view, step) {
    const [before, last] = step.results('viability').slice(-2)
    const found = todays(view, step, 'glucose')
    if (found === undefined || !before || !last || step.day < HARVEST_DAY - 2) return undefined
    // What a night takes must be there, or surely fit in: who starves dies by the morning.
    const { workingVolume_L } = antibodyOf(view.plant).vessel
    const room_L = Math.max(0, workingVolume_L - SCALE_ERR_L - (shownNow(view, step, 'weight') ?? workingVolume_L))
    const sure_mM = found + (room_L * step.printed['glcStock']!) / workingVolume_L
    if (isOwnDate(step) && isHarvestDay(view, step)) return 1
    const hungry = sure_mM < Math.max(A_NIGHT_mM, 1.1 * tookSinceYesterday_mM(view, step))
    if (isOwnDate(step)) return hungry ? 1 : undefined
    return hungry || last.value < 80 || before.value - last.value > 6 || step.day >= HARVEST_DAY ? 1 : undefined
  },
})

/** Glucose that a full vessel takes at least in a night at the end of a culture. */
const A_NIGHT_mM = 10

/** What this lot has taken from one morning's sample to the next, the stock given in between counted. */
function tookSinceYesterday_mM(view: DeskView, step: StepView): number {
  const [before, last] = step.results('glucose').slice(-2)
  if (!before || !last) return 0
  const given_L = view
    .done(`${step.step.id}.glucose`)
    .filter((d) => d.t >= before.drawn_s && d.t < last.drawn_s)
    .reduce((sum, d) => sum + Number(d.value), 0)
  return (
    before.value + (given_L * step.printed['glcStock']!) / antibodyOf(view.plant).vessel.workingVolume_L - last.value
  )
}

const HARVEST_DAY = nominalCultureRecipe.harvestDay

/** Where the crew does not take the harvest on its date, the day is the player's: sugar is kept for a day more. */
const isOwnDate = ({ step }: StepView): boolean => !step.crew.includes('proceed')
const lastDay = (step: StepView): number => (isOwnDate(step) ? HARVEST_DAY + 1 : HARVEST_DAY)

/** µm at which complexes transfect best: printed on the kit's sheet. */
const BEST_um = 0.45

/** Complexes grow on while they pour: the middle of the pour should find them at their best. */
const expertCocktail: UnitHand = {
  /** Enough to pour well inside the ripe minutes; each more leaves another hoseful behind. */
  pumps: (_, step) => (step.phase === 'ready' ? set(step, 'pumps', 4) : undefined),
  mix: (_, step) => (step.phase === 'ready' ? 1 : undefined),
  look: (view, step) => {
    const last = view.view(`${step.step.id}.size`)
    return step.phase === 'holding' && (!last || view.t_s - last.t_s >= 20) ? 'size' : undefined
  },
  pour(view, step) {
    const seen = view.looks(`${step.step.id}.size`)
    const last = seen.at(-1)
    if (step.phase !== 'holding' || !last || last.shown === null) return undefined
    const s = step.settings
    const pour_s = (60 * s['cultureVolume']! * s['fraction']!) / 100 / (s['pumps']! * s['pumpFlow']!)
    // A pour longer than the complexes take to ripen has begun too late already.
    if (pour_s > 1500) return 1
    const earlier = seen.filter((l) => last.t_s - l.t_s >= 90).at(-1)
    if (!earlier) return undefined
    const rate = (last.shown - earlier.shown!) / (last.t_s - earlier.t_s)
    // Growth slows down, and what is poured late weighs less than it looks: less than half of the pour ahead.
    return last.shown + 0.2 * pour_s * Math.max(0, rate) >= BEST_um ? 1 : undefined
  },
  proceed: (_, step) => (step.phase === 'pouring' && step.ready ? 1 : undefined),
}

function calls(view: DeskView, topic: string): Answer | undefined {
  if (topic === 'qa')
    return (
      qualityDownstream(view) ??
      fractionQuality(view) ??
      tellsLocks(view) ??
      cocktailQuality(view) ??
      columnQuality(view) ??
      openedQuality(view) ??
      containedQuality(view) ??
      scaleQuality(view)
    )
  if (topic === 'qc') return scaleLaboratory(view)
  const step = view.steps.find((s) => s.unit === 'culture')
  if (!step)
    return topic === 'maintenance'
      ? (callAboutThaw(view, topic) ??
          maintenanceDownstream(view) ??
          mendsPaste(view) ??
          mendsFraction(view) ??
          mendsCells(view) ??
          mendsLocks(view, true) ??
          mendsHose(view) ??
          mendsColumns(view) ??
          containedMends(view) ??
          mendsPumps(view))
      : undefined
  const gain = pumpGain(view, step)
  const wrong = trouble(view, step)
  if (topic === 'maintenance') {
    if ((gain > 1.1 || gain < 0.9) && !said(view, 'call.maintenance', 'feedPump')) return 'feedPump'
    if (wrong === 'valve' && !said(view, 'call.maintenance', 'oxygenValve')) return 'oxygenValve'
    if (wrong === 'probe' && !said(view, 'call.maintenance', 'oxygenProbe')) return 'oxygenProbe'
    const base = baseTrouble(view, step)
    if (base === 'pHProbe' || base === 'basePump') return base
  }
  return undefined
}

const said = (view: DeskView, slot: string, word: string): boolean => view.done(slot).some((d) => d.value === word)

/** A deviation for what was found: what, where, when, how much, done at once. */
function deviation(view: DeskView, topic: string): Answer | undefined {
  if (topic === 'class') return classDownstream(view) ?? columnClass(view) ?? openedClass(view) ?? containedClass(view)
  if (topic !== 'deviation') return undefined
  const downstream =
    deviationDownstream(view) ??
    pasteDeviation(view) ??
    fractionDeviation(view) ??
    cellDeviation(view) ??
    locksDeviation(view) ??
    cocktailDeviation(view) ??
    columnDeviation(view) ??
    openedDeviation(view) ??
    containedDeviation(view) ??
    scaleDeviation(view)
  if (downstream !== undefined) return downstream
  const told = (what: string): boolean =>
    view.done('case.deviation').some((d) => Array.isArray(d.value) && d.value[0] === what)
  const step = view.steps[0]
  if (!step) return undefined
  const harvest = harvestDeviation(view)
  if (harvest !== undefined) return harvest
  const passage = view.done(`${step.step.id}.passage`).at(-1)
  if (passage && !told('seed')) return ['seed', step.step.id, passage.t, 1, 'passage']
  for (const [thing, what] of THINGS) {
    const call = view.done('call.maintenance').find((d) => d.value === thing)
    if (call && !told(what)) return [what, 'culture', call.t, 1, 'maintenance']
  }
  const swap = view.done('culture.ventSwap').at(-1)
  return swap && !told('vent') ? ['vent', 'culture', swap.t, 1, 'ventSwap'] : undefined
}

const THINGS = [
  ['feedPump', 'feedPump'],
  ['oxygenValve', 'oxygenValve'],
  ['oxygenProbe', 'oxygenProbe'],
  ['pHProbe', 'pHProbe'],
  ['basePump', 'basePump'],
] as const

/** People are answered while the analyser runs. */
const sampleWaits = (view: DeskView): boolean =>
  view.steps.some(({ step, day }) => step.unit === 'culture' && day >= 1 && oncePerRound(view, `${step.id}.assay`))

/** A lead with twenty batches behind them: reads before writing, compares, treats the cause, tells the right person. */
const expertWith = (plan: Plan): Hand =>
  handOf(
    {
      nMinus1: expertSeed(plan),
      culture: watchful(campaign(expertCulture(plan))),
      quarantine: releaseHand,
      plasmaQuarantine: plasmaStoreHand,
      cocktail: expertCocktail,
      breathing: expertBreathing,
      thawing: expertThawing,
      plasmaThaw: expertPlasmaThaw,
      cellExpansion: expertExpansion,
      vectorPlan: expertPlan1000,
      vectorTransfection: either(isLarge, expertLargePour, expertTransfection),
      vectorProduction: either(isStirred, expertStirring, expertHarvest),
      vectorQuarantine: vectorStore,
      vectorLysis: expertLysis,
      vectorDepthFilter: expertClarify,
      vectorHold: expertHold,
      vectorBag: expertBag,
      vectorUltrafiltration: expertMembrane,
      vectorFill: expertFill,
      vectorEffluent: expertEffluent,
      vectorAffinity: expertAffinity,
      fullEmptyExchange: expertExchange,
      plasmaCentrifuge: expertPlasmaCentrifuge,
      ethanolPrecipitation: gated(expertEthanol),
      filterPress: expertFilterPress,
      resuspension: gated(expertResuspension),
      caprylate: expertCaprylate,
      plasmaDepthFilter: expertPlasmaDepthFilter,
      solventDetergent: expertSolventDetergent,
      ionExchange: expertIonExchange,
      plasmaNanofilter: expertPlasmaNanofilter,
      pasteuriser: expertPasteuriser,
      freezeDryer: expertFreezeDryer,
      proteinA: expertProteinA,
      lowPhHold: expertLowPh,
      cationExchange: expertCationExchange,
      anionExchange: expertAnionExchange,
      centrifuge: expertCentrifuge,
      depthFilter: expertDepthFilter,
      nanofilter: expertNanofilter,
      ultrafiltration: expertUltrafiltration,
    },
    {
      record: writeLine,
      room: clearRoom,
      board: investigate,
      bag: chooseBag,
      vial: chooseVial,
      disposition: (view, topic) =>
        view.trace ? decideTraced(true)(view, topic) : (decideLot(view) ?? decideVector(view)),
      trace: traceHand(true),
      plan: planHand,
      reply: (view) => (sampleWaits(view) || looksFirst(view) ? undefined : 0),
      call: (view, topic) =>
        callAboutLot(view, topic) ??
        tellsTrace(view, topic) ??
        (isAboutLot(view) ? undefined : ((topic === 'qa' ? tellsQuality(view) : undefined) ?? calls(view, topic))),
      case: (view, topic) =>
        (topic === 'deviation' ? (reportAboutLot(view) ?? reportsTrace(view)) : undefined) ??
        (isAboutLot(view) ? undefined : deviation(view, topic)),
      alarm: () => 1,
      night: (view, topic) =>
        topic === 'orders'
          ? (nightTiles(view, 70, 0.015) ??
            coldTiles(view, NIGHT_LIMIT_C) ??
            vacuumTiles(view, VACUUM_LIMIT_MBAR) ??
            warmTiles(view))
          : undefined,
      shift: (view) => (staysForHarvest(view) ? undefined : sopHand(view, 'shift.leave')),
    },
  )

const atWork = expertWith(expertPlan)
export const expertHand: Hand = (view, slot) =>
  (view.inspection ? expertInspection : view.week ? expertWeek : view.transfer ? expertTransfer : atWork)(view, slot)
