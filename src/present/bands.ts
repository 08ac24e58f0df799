import {
  antibodyLimits,
  type AntibodyLimitKey,
  antibodyOf,
  type Band,
  type Limit,
  nominalCultureRecipe,
  type PlasmaLimitKey,
  plasmaLimits,
  type VectorLimitKey,
  vectorLimits,
} from '../models/index.ts'
import type { Run } from '../play/index.ts'
import type { RecipeSnapshot } from './snapshot.ts'

/** What the plant's table of limits says of a set point: what is asked, and where alert and deviation begin. */
export interface Bands {
  readonly asked: Band
  readonly alert: Band
  readonly action: Band
}

const plain = ({ setPoint, alert, action }: Limit): Bands => ({ asked: setPoint, alert, action })

/** In the control's own unit; null where the table has no row for it. */
export function bandsOf(run: Run, unit: string, topic: string, recipe: RecipeSnapshot | null): Bands | null {
  const table = antibodyLimits(run.plant.scale_L)
  if (unit === 'nMinus1') {
    if (topic === 'seedingDensity') return plain(table['culture.seedingDensity'])
    return topic === 'passage' ? plain(table['seed.density']) : null
  }
  const row = SET[unit]?.[topic]
  if (row) return plain(table[row])
  const plasma = PLASMA_SET[unit]?.[topic]
  if (plasma) return ofTheFile(run, unit, plasma)
  const vector = VECTOR_SET[unit]?.[topic]
  if (vector) return plain(vectorLimits[vector])
  if (unit !== 'culture') return null
  switch (topic) {
    case 'temperature': {
      const shifted = recipe !== null && recipe.temperature_C < nominalCultureRecipe.growthTemperature_C
      return plain(table[shifted ? 'culture.shiftTemperature' : 'culture.temperature'])
    }
    case 'pH':
      return plain(table['culture.pH'])
    case 'oxygen':
      return plain(table['culture.oxygen'])
    case 'power':
      return plain(table['culture.power'])
    case 'air':
      return plain(table['culture.air'])
    case 'feedRate': {
      if (!recipe || recipe.feedPercent === 0) return null
      const { startVolume_L } = antibodyOf(run.plant).vessel
      const { setPoint, alert, action } = table[recipe.day < 6 ? 'culture.feedEarly' : 'culture.feedLate']
      const litres = (percent: number | null): number | null =>
        percent === null ? null : (percent * startVolume_L) / 100 / 24
      const rate = (band: Band): Band => ({ low: litres(band.low), high: litres(band.high) })
      return { asked: rate(setPoint), alert: rate(alert), action: rate(action) }
    }
    default:
      return null
  }
}

/** The same of the plasma plant. */
const PLASMA_SET: Readonly<Record<string, Readonly<Record<string, PlasmaLimitKey>>>> = {
  plasmaThaw: {
    tempering: 'plasmaThaw.tempering',
    jacket: 'plasmaThaw.jacket',
    end: 'plasmaThaw.end',
    hold: 'plasmaThaw.hold',
  },
  plasmaCentrifuge: { feed: 'plasmaCentrifuge.feed' },
  ethanolPrecipitation: { rate: 'ethanolPrecipitation.rate' },
  ionExchange: { conductivity: 'ionExchange.conductivity' },
  plasmaNanofilter: { pressure: 'plasmaNanofilter.pressure' },
  pasteuriser: { time: 'pasteuriser.time' },
  freezeDryer: { shelf: 'freezeDryer.shelf', primaryTime: 'freezeDryer.primaryTime' },
  caprylate: {
    caprylate: 'caprylate.concentration',
    pH: 'caprylate.pH',
    temperature: 'caprylate.temperature',
    time: 'caprylate.time',
  },
  solventDetergent: { temperature: 'solventDetergent.temperature', time: 'solventDetergent.time' },
}

/** Rows of the table that a set point downstream is held against. */
const SET: Readonly<Record<string, Readonly<Record<string, AntibodyLimitKey>>>> = {
  centrifuge: {
    loading: 'harvest.centrifugeLoad',
    speed: 'harvest.bowlSpeed',
    temperature: 'harvest.holdTemperature',
  },
  depthFilter: { flux: 'harvest.depthFlux', flush: 'harvest.flush', pressureLimit: 'harvest.depthPressure' },
  proteinA: {
    loadResidence: 'capture.residenceTime',
    loadDensity: 'capture.load',
    wash: 'capture.wash',
    elutionPh: 'capture.elutionPh',
    poolStart: 'capture.cutStart',
    poolEnd: 'capture.cutEnd',
    cipStrength: 'capture.cipStrength',
    cipTime: 'capture.cipTime',
  },
  lowPhHold: {
    pH: 'lowPhHold.pH',
    hold: 'lowPhHold.time',
    temperature: 'lowPhHold.temperature',
    neutralPh: 'lowPhHold.neutralPh',
  },
  cationExchange: {
    loadDensity: 'cation.load',
    loadPh: 'cation.loadPh',
    loadConductivity: 'cation.loadConductivity',
    residence: 'cation.residenceTime',
    gradient: 'cation.gradient',
  },
  anionExchange: {
    pH: 'anion.pH',
    conductivity: 'anion.conductivity',
    residenceTime: 'anion.residenceTime',
  },
  nanofilter: { pressure: 'nanofilter.pressure', chase: 'nanofilter.chase' },
  ultrafiltration: { tmp: 'ufdf.pressure', crossFlow: 'ufdf.crossFlow' },
}

export type Verdict = 'asked' | 'alert' | 'action'

/** Set points of the AAV plant that its table knows. */
const VECTOR_SET: Readonly<Record<string, Readonly<Record<string, VectorLimitKey>>>> = {
  cellExpansion: { seed: 'cellExpansion.seed', transfectAt: 'cellExpansion.transfectAt' },
  vectorTransfection: {
    dose: 'vectorTransfection.dose',
    peiRatio: 'vectorTransfection.peiRatio',
    fraction: 'vectorTransfection.fraction',
  },
  vectorLysis: {
    lysisTime: 'vectorLysis.lysisTime',
    magnesium: 'vectorLysis.magnesium',
    saltAfter: 'vectorLysis.saltAfter',
  },
  vectorProduction: { temperature: 'vectorProduction.temperature', pH: 'vectorProduction.pH' },
  vectorHold: { temperature: 'vectorHold.temperature' },
  vectorUltrafiltration: {
    final: 'vectorUltrafiltration.titre',
    pressure: 'vectorUltrafiltration.pressure',
    diavolumes: 'vectorUltrafiltration.diavolumes',
    bufferSalt: 'vectorUltrafiltration.bufferSalt',
  },
  vectorBag: { temperature: 'vectorHold.temperature' },
  vectorEffluent: { target: 'vectorEffluent.target', hold: 'vectorEffluent.hold' },
  vectorAffinity: { load: 'vectorAffinity.load', elutionPh: 'vectorAffinity.elutionPh' },
  fullEmptyExchange: { slope: 'fullEmptyExchange.slope' },
}

/** Where a value lies: as asked, past alert, or past action. */
export function verdictOf(bands: Bands, value: number): Verdict {
  const inside = (b: Band): boolean => (b.low === null || value >= b.low) && (b.high === null || value <= b.high)
  if (!inside(bands.action)) return 'action'
  return inside(bands.alert) ? 'asked' : 'alert'
}

/** Rows of the table that a display or an assay is held against. */
const READ: Readonly<Record<string, Readonly<Record<string, AntibodyLimitKey>>>> = {
  nMinus1: { viability: 'nMinus1.viability' },
  culture: {
    oxygen: 'culture.oxygen',
    gasAnalyserOxygen: 'culture.oxygen',
    pH: 'culture.pH',
    gasAnalyserPh: 'culture.pH',
    gasAnalyserCarbonDioxide: 'culture.pCO2',
    airFlow: 'culture.air',
    oxygenFlow: 'culture.oxygenFlow',
    foam: 'culture.foam',
    viability: 'culture.viability',
    glucose: 'culture.glucose',
    lactate: 'culture.lactate',
    ammonia: 'culture.ammonia',
    osmolality: 'culture.osmolality',
  },
  proteinA: { columnPressure: 'capture.pressure' },
  lowPhHold: { poolPh: 'lowPhHold.pH', pH: 'lowPhHold.pH', poolTemperature: 'lowPhHold.temperature' },
  cationExchange: { loadConductivity: 'cation.loadConductivity' },
  anionExchange: { pH: 'anion.pH', conductivity: 'anion.conductivity', inLineConductivity: 'anion.conductivity' },
  nanofilter: { pressure: 'nanofilter.pressure' },
  ultrafiltration: { tmp: 'ufdf.pressure', content: 'ufdf.concentration' },
}

/** The same of the plasma plant. */
const PLASMA_READ: Readonly<Record<string, Readonly<Record<string, PlasmaLimitKey>>>> = {
  plasmaCentrifuge: { sightGlass: 'plasmaCentrifuge.turbidity', turbidity: 'plasmaCentrifuge.turbidity' },
  filterPress: { filtrateLine: 'plasmaCentrifuge.turbidity', turbidity: 'plasmaCentrifuge.turbidity' },
  caprylate: {
    caprylate: 'caprylate.concentration',
    poolPh: 'caprylate.pH',
    poolTemperature: 'caprylate.temperature',
  },
  solventDetergent: {
    poolTemperature: 'solventDetergent.temperature',
    handThermometer: 'solventDetergent.temperature',
  },
  ionExchange: {
    conductivity: 'ionExchange.conductivity',
    inLineConductivity: 'ionExchange.conductivity',
    factorXIa: 'ionExchange.factorXIa',
  },
  plasmaNanofilter: { pressure: 'plasmaNanofilter.pressure' },
  pasteuriser: { coldestProbe: 'pasteuriser.temperature' },
  freezeDryer: { vacuum: 'freezeDryer.pressure' },
}

/** The same of the AAV plant. */
const VECTOR_READ: Readonly<Record<string, Readonly<Record<string, VectorLimitKey>>>> = {
  vectorDepthFilter: {
    filterPressure: 'vectorDepthFilter.pressure',
    filtrateLine: 'vectorDepthFilter.turbidity',
    turbidity: 'vectorDepthFilter.turbidity',
  },
  vectorHold: { bagTemperature: 'vectorHold.temperature' },
  vectorAffinity: { acidTime: 'vectorAffinity.neutralise' },
  fullEmptyExchange: {
    fullByLight: 'fullEmptyExchange.full',
    fullByMass: 'fullEmptyExchange.full',
    fullByAssays: 'fullEmptyExchange.full',
  },
}

/** Ends of a product's own validated box, where a level's file is narrower than the plant's table. */
const FILE: Readonly<Partial<Record<PlasmaLimitKey, string>>> = {
  'solventDetergent.temperature': 'claimCold',
  'solventDetergent.time': 'claimTime',
}

function ofTheFile(run: Run, unit: string, key: PlasmaLimitKey): Bands {
  const { setPoint, alert, action } = plasmaLimits[key]
  const step = run.level.steps.find((s) => s.unit === unit && s.mode === 'play')
  const low = step?.parameters[FILE[key] ?? ''] ?? null
  if (low === null) return { asked: setPoint, alert, action }
  return { asked: setPoint, alert: { ...alert, low }, action: { ...action, low } }
}

/** What a reading should lie within; null where the table has no row for it. */
export function readingBands(
  run: Run,
  unit: string,
  id: string,
  recipe: RecipeSnapshot | null,
  phase = '',
): Bands | null {
  if (id === 'temperature') return bandsOf(run, unit, id, recipe)
  const plasma = PLASMA_READ[unit]?.[id]
  const vector = VECTOR_READ[unit]?.[id]
  if (vector) return plain(vectorLimits[vector])
  // Before the clock runs the bottles are on their way.
  if (plasma && !(unit === 'pasteuriser' && phase !== 'hold')) return ofTheFile(run, unit, plasma)
  // The acid is brought back up: the same probe is held against what comes after.
  const row = phase === 'neutralise' && READ[unit]?.[id] === 'lowPhHold.pH' ? 'lowPhHold.neutralPh' : READ[unit]?.[id]
  // Before it is adjusted the pool is not meant to be what it will be, nor the load before it is diluted in the line.
  if (!row || (row === 'ufdf.concentration' && phase !== 'formulate')) return null
  if (row === 'cation.loadConductivity' && phase !== 'load') return null
  const { setPoint, alert, action } = antibodyLimits(run.plant.scale_L)[row]
  return { asked: setPoint, alert, action }
}
