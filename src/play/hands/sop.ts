import {
  antibodyOf,
  glucoseAtMost_mM,
  isHarvestedEarly,
  morningRound,
  nominalCultureRecipe,
  RECIPE_CHECKS,
  temperatureSetPoint_C,
} from '../../models/index.ts'
import { unitOf } from '../units.ts'
import type { DeskView, StepView } from '../desk/view.ts'
import type { Hand } from '../work.ts'
import { sopBreathing } from './breathing.ts'
import { sopCentrifuge, sopDepthFilter, standardiseOnSample } from './harvest.ts'
import { coldTiles, isAgeing, isBetweenTanks, mendsByRecipe, sopEthanol, sopPlasmaCentrifuge } from './fractionation.ts'
import {
  locksDeviation,
  mendsLocks,
  sopFreezeDryer,
  sopIonExchange,
  sopPasteuriser,
  sopPlasmaNanofilter,
  tellsLocks,
  vacuumTiles,
} from './locks.ts'
import {
  containedClass,
  containedDeviation,
  containedMends,
  containedQuality,
  sopBag,
  sopEffluent,
  sopFill,
  sopMembrane,
} from './containment.ts'
import { openedClass, openedDeviation, openedQuality, sopClarify, sopHarvest, sopHold, sopLysis } from './openCells.ts'
import { sopInspection } from './inspection.ts'
import { sopTransfer } from './transfer.ts'
import { sopWeek } from './week.ts'
import { sopFilterPress, sopResuspension } from './pasteLine.ts'
import { sopCaprylate, sopPlasmaDepthFilter, sopSolventDetergent } from './plasmaViral.ts'
import { sopPlasmaThaw, sopThawing } from './plasma.ts'
import { cocktailDeviation, cocktailQuality, mendsCells, mendsHose, sopExpansion, sopTransfection } from './vector.ts'
import { columnDeviation, columnQuality, mendsColumns, sopAffinity, sopExchange } from './vectorColumns.ts'
import {
  decideVector,
  isLarge,
  isPlanning,
  isStirred,
  mendsPumps,
  scaleDeviation,
  scaleLaboratory,
  scaleQuality,
  sopLargePour,
  sopPlan,
  sopStirring,
  vectorStore,
} from './scaleUp.ts'
import { sopNanofilter, sopUltrafiltration } from './viral.ts'
import {
  deviationDownstream,
  maintenanceDownstream,
  qualityDownstream,
  sopAnionExchange,
  sopCationExchange,
  sopLowPh,
  sopProteinA,
} from './purification.ts'
import {
  decideTraced,
  gated,
  plasmaStoreHand,
  reportsTrace,
  tellsTrace,
  traceHand,
  waitsForPapers,
} from './lookBack.ts'
import {
  callAboutLot,
  chooseVial,
  decideLot,
  isAboutLot,
  releaseHand,
  reportAboutLot,
  staysForLot,
  watchful,
} from './release.ts'
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
  set,
  shownNow,
  todays,
  type UnitHand,
  writeLine,
} from './hand.ts'

const recipe = nominalCultureRecipe

/** Values of the day's round; undefined until today's glucose is back and the vessel has been weighed. */
function round(view: DeskView, step: StepView) {
  const glucose_mM = todays(view, step, 'glucose')
  const weight = view.history(`${step.step.id}.weight`).at(-1)
  if (glucose_mM === undefined || !weight || weight.shown === null) return undefined
  const { vessel } = antibodyOf(view.plant)
  const measured = {
    glucose_mM,
    volume_L: weight.shown,
    viable_1e6_mL: todays(view, step, 'viableCells'),
    osmolality_mOsm_kg: todays(view, step, 'osmolality'),
  }
  return morningRound(recipe, step.day, measured, vessel, step.printed['glcStock']!)
}

/** Today's glucose, and what there is room for on top. */
function sugarAtMost_mM(view: DeskView, step: StepView): number | undefined {
  const glucose_mM = todays(view, step, 'glucose')
  const volume_L = view.history(`${step.step.id}.weight`).at(-1)?.shown
  if (glucose_mM === undefined || volume_L === undefined || volume_L === null) return undefined
  return glucoseAtMost_mM(
    glucose_mM,
    volume_L,
    antibodyOf(view.plant).vessel.workingVolume_L,
    step.printed['glcStock']!,
  )
}

const sopSeed: UnitHand = {
  assay: (view, step) => (oncePerRound(view, `${step.step.id}.assay`) ? ['viability'] : undefined),
  look: panelToRead,
  squares: (_, step) => set(step, 'squares', 5),
  /** Below the criterion the instruction allows one more passage. */
  passage: (view, step) => {
    const viability = todays(view, step, 'viability')
    return viability !== undefined && viability < 90 && view.done(`${step.step.id}.passage`).length === 0
      ? 1
      : undefined
  },
  seedingDensity: (_, step) => set(step, 'seedingDensity', 0.5),
  proceed: (view, step) => (step.ready && todays(view, step, 'viability') !== undefined ? 1 : undefined),
}

export const sopCulture: UnitHand = {
  assay(view, step) {
    const slot = `${step.step.id}.assay`
    const daily = ['viableCells', 'viability', 'glucose', 'lactate', 'osmolality']
    if (oncePerRound(view, slot)) return probeIsChecked(step) ? [...daily, 'gasAnalyserPh'] : daily
    if (rings(view, 'oxygen') && !asked(view, slot, 'gasAnalyserOxygen')) return ['gasAnalyserOxygen']
    return rings(view, 'baseScale') && !asked(view, slot, 'gasAnalyserPh') ? ['gasAnalyserPh'] : undefined
  },
  look: panelToRead,
  standardise: standardiseOnSample,
  pH: (_, step) => set(step, 'pH', 7.05),
  oxygen: (_, step) => set(step, 'oxygen', 40),
  air: (view, step) => set(step, 'air', antibodyOf(view.plant).vessel.air_slpm),
  /** SOP's answer to low oxygen that a sample confirms: more stirring; to foam: a dose. */
  power: (view, step) => {
    const nominal = antibodyOf(view.plant).vessel.power_W_m3
    return set(
      step,
      'power',
      rings(view, 'oxygen') && (todays(view, step, 'gasAnalyserOxygen') ?? 100) < 30 ? 1.4 * nominal : nominal,
    )
  },
  antifoam: (view, step) => {
    const foaming = view.alarms.some((a) => a.spec.instrument === 'foam' && a.state !== 'normal')
    const dose = (step.printed['antifoamDose']! * view.plant.scale_L) / 2000
    return foaming && oncePerRound(view, `${step.step.id}.antifoam`) ? dose : undefined
  },
  /** A full container, once somebody has been called to what emptied the other. */
  baseSwap: (view) =>
    rings(view, 'baseScale') &&
    view.today('call.maintenance').some((d) => d.value === 'pHProbe' || d.value === 'basePump')
      ? 1
      : undefined,
  /** On the day of the shift the count decides. */
  temperature(view, step) {
    const count = todays(view, step, 'viableCells')
    if (step.day === recipe.shiftDay && count === undefined) return undefined
    return set(step, 'temperature', temperatureSetPoint_C(recipe, step.day, count))
  },
  feedRate: (view, step) => {
    const today = round(view, step)
    if (!today || !oncePerRound(view, `${step.step.id}.feedRate`)) return undefined
    // The day's feed, or as much of it as the vessel has room for.
    const room_L = antibodyOf(view.plant).vessel.workingVolume_L - shownNow(view, step, 'weight')!
    return set(step, 'feedRate', Math.min(today.feedRate_L_h, Math.max(0, room_L) / 24))
  },
  /** Where the pump is not left running, the day's feed goes in at once; the tubing drips the rest. */
  feed: (view, step) => {
    if (!step.step.locked.includes('feedRate') || !oncePerRound(view, `${step.step.id}.feed`)) return undefined
    const percent = recipe.feed_pct_d[String(step.day)] ?? 0
    const drip = step.printed['feedDrip']! * view.plant.scale_L
    const litres = (antibodyOf(view.plant).vessel.startVolume_L * percent) / 100 - drip
    return litres > 0 ? litres : undefined
  },
  /** On the recipe's day; before it when too many have died, or would starve. */
  proceed: (view, step) => {
    const viability = todays(view, step, 'viability')
    const most_mM = sugarAtMost_mM(view, step)
    if (viability === undefined || most_mM === undefined) return undefined
    return step.ready || isHarvestedEarly(recipe, step.day, viability, most_mM) ? 1 : undefined
  },
  glucose: (view, step) => {
    const litres = round(view, step)?.glucose_L ?? 0
    return litres > 0 && oncePerRound(view, `${step.step.id}.glucose`) ? litres : undefined
  },
}

/** Mix, wait for the printed minutes, pour: the same at every scale. */
const sopCocktail: UnitHand = {
  proceed: (_, step) => (step.ready ? 1 : undefined),
}

const rings = (view: DeskView, instrument: string): boolean =>
  view.alarms.some((a) => a.spec.instrument === instrument && a.state !== 'normal')

const asked = (view: DeskView, slot: string, assay: string): boolean =>
  view.today(slot).some((d) => Array.isArray(d.value) && d.value.includes(assay))

/** The SOP's answer to an alarm: by the sample it is the probe or the plant, and maintenance comes to it. */
function callMaintenance(view: DeskView, topic: string) {
  if (topic === 'qa')
    return (
      qualityDownstream(view) ??
      tellsLocks(view) ??
      cocktailQuality(view) ??
      columnQuality(view) ??
      openedQuality(view) ??
      containedQuality(view) ??
      scaleQuality(view)
    )
  if (topic === 'qc') return scaleLaboratory(view)
  if (topic !== 'maintenance') return undefined
  const step = view.steps.find((s) => s.unit === 'culture')
  if (!step)
    return (
      maintenanceDownstream(view) ??
      mendsByRecipe(view) ??
      mendsCells(view) ??
      mendsLocks(view, false) ??
      mendsHose(view) ??
      mendsColumns(view) ??
      containedMends(view) ??
      mendsPumps(view)
    )
  const thing = thingBehind(view, step)
  return thing === undefined || view.today('call.maintenance').some((d) => d.value === thing) ? undefined : thing
}

function thingBehind(view: DeskView, step: StepView): string | undefined {
  const oxygen = rings(view, 'oxygen') ? todays(view, step, 'gasAnalyserOxygen') : undefined
  if (oxygen !== undefined) return oxygen < 30 ? 'oxygenValve' : 'oxygenProbe'
  const asksForBase = rings(view, 'baseScale')
  if (step.step.standardises) return undefined
  const pH = asksForBase || probeIsChecked(step) ? todays(view, step, 'gasAnalyserPh') : undefined
  if (pH !== undefined && pH - (shownNow(view, step, 'pH') ?? pH) > PROBE_LIES_BY) return 'pHProbe'
  if (pH !== undefined && asksForBase) return 'basePump'
  const gain = RECIPE_CHECKS.scaleDays.includes(step.day) ? pumpGain(view, step) : 1
  return gain > 1.1 || gain < 0.9 ? 'feedPump' : undefined
}

const probeIsChecked = (step: StepView): boolean => RECIPE_CHECKS.probeDays.includes(step.day)

/** The vessel is being emptied into a machine that one works oneself. */
const isHarvesting = (view: DeskView): boolean =>
  view.steps.some((s) => s.phase === 'harvested' && !s.step.crew.includes('proceed'))

/** Work of minutes is not left for the night. */
const isQuick = (view: DeskView): boolean =>
  !isAgeing(view) &&
  (isBetweenTanks(view) || view.steps.some((s) => unitOf(s.step).tick_s <= 5 || s.step.waits === true))

/** The printed recipe, and the SOP's answer to each alarm. */
export const sopHand: Hand = (view, slot) =>
  (view.inspection ? sopInspection : view.week ? sopWeek : view.transfer ? sopTransfer : atWork)(view, slot)

const atWork = handOf(
  {
    nMinus1: sopSeed,
    culture: watchful(sopCulture),
    quarantine: releaseHand,
    plasmaQuarantine: plasmaStoreHand,
    cocktail: sopCocktail,
    breathing: sopBreathing,
    thawing: sopThawing,
    plasmaThaw: sopPlasmaThaw,
    cellExpansion: sopExpansion,
    vectorPlan: sopPlan,
    vectorTransfection: either(isLarge, sopLargePour, sopTransfection),
    vectorProduction: either(isStirred, sopStirring, sopHarvest),
    vectorQuarantine: vectorStore,
    vectorLysis: sopLysis,
    vectorDepthFilter: sopClarify,
    vectorHold: sopHold,
    vectorBag: sopBag,
    vectorUltrafiltration: sopMembrane,
    vectorFill: sopFill,
    vectorEffluent: sopEffluent,
    vectorAffinity: sopAffinity,
    fullEmptyExchange: sopExchange,
    plasmaCentrifuge: sopPlasmaCentrifuge,
    ethanolPrecipitation: gated(sopEthanol),
    filterPress: sopFilterPress,
    resuspension: gated(sopResuspension),
    caprylate: sopCaprylate,
    plasmaDepthFilter: sopPlasmaDepthFilter,
    solventDetergent: sopSolventDetergent,
    ionExchange: sopIonExchange,
    plasmaNanofilter: sopPlasmaNanofilter,
    pasteuriser: sopPasteuriser,
    freezeDryer: sopFreezeDryer,
    proteinA: sopProteinA,
    lowPhHold: sopLowPh,
    cationExchange: sopCationExchange,
    anionExchange: sopAnionExchange,
    centrifuge: sopCentrifuge,
    depthFilter: sopDepthFilter,
    nanofilter: sopNanofilter,
    ultrafiltration: sopUltrafiltration,
  },
  {
    record: writeLine,
    room: clearRoom,
    board: investigate,
    bag: chooseBag,
    vial: chooseVial,
    disposition: (view, topic) =>
      view.trace ? decideTraced(false)(view, topic) : (decideLot(view) ?? decideVector(view)),
    trace: traceHand(false),
    reply: () => 0,
    call: (view, topic) =>
      callAboutLot(view, topic) ??
      tellsTrace(view, topic) ??
      (isAboutLot(view) ? undefined : callMaintenance(view, topic)),
    case: (view, topic) =>
      topic === 'deviation'
        ? (reportAboutLot(view) ??
          reportsTrace(view) ??
          deviationDownstream(view) ??
          locksDeviation(view) ??
          cocktailDeviation(view) ??
          columnDeviation(view) ??
          openedDeviation(view) ??
          containedDeviation(view) ??
          scaleDeviation(view))
        : topic === 'class'
          ? (openedClass(view) ?? containedClass(view))
          : undefined,
    alarm: () => 1,
    night: (view, topic) =>
      topic === 'orders'
        ? (nightTiles(view, 'alarm', 'alarm') ?? coldTiles(view, 'alarm') ?? vacuumTiles(view, 'alarm'))
        : undefined,
    shift: (view, topic) =>
      !isQuick(view) &&
      !isHarvesting(view) &&
      !staysForLot(view) &&
      !waitsForPapers(view) &&
      !view.isAwaited &&
      !isPlanning(view) &&
      topic === 'leave' &&
      view.nextResult_s === null
        ? 1
        : undefined,
  },
)
