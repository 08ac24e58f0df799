/** One truth for a number: the printed recipe of every unit lies inside the plant's own set points. */
import { expect, test } from 'vitest'
import { nominalCultureRecipe as culture } from '../culture/recipe.ts'
import { antibodyLimits, type AntibodyLimitKey } from './limits.ts'
import { antibodyPlant } from './presets.ts'
import { antibodyUnits } from './units.ts'

/** Setting → limit, where the sheet has a row for it. */
const ROWS: Readonly<Record<string, AntibodyLimitKey>> = {
  'thaw.bath': 'thaw.bathTemperature',
  'seedTrain.interval': 'seed.interval',
  'seedTrain.splitDensity': 'seed.density',
  'seedTrain.temperature': 'seed.temperature',
  'seedTrain.carbonDioxide': 'seed.carbonDioxide',
  'nMinus1.transferDensity': 'nMinus1.density',
  'nMinus1.seedingDensity': 'culture.seedingDensity',
  'culture.temperature': 'culture.temperature',
  'culture.pH': 'culture.pH',
  'culture.oxygen': 'culture.oxygen',
  'culture.power': 'culture.power',
  'culture.air': 'culture.air',
  'culture.harvestDay': 'culture.harvestDay',
  'centrifuge.loading': 'harvest.centrifugeLoad',
  'centrifuge.speed': 'harvest.bowlSpeed',
  'centrifuge.temperature': 'harvest.holdTemperature',
  'depthFilter.flux': 'harvest.depthFlux',
  'depthFilter.flush': 'harvest.flush',
  'proteinA.loadDensity': 'capture.load',
  'proteinA.loadResidence': 'capture.residenceTime',
  'proteinA.wash': 'capture.wash',
  'proteinA.elutionPh': 'capture.elutionPh',
  'proteinA.poolStart': 'capture.cutStart',
  'proteinA.poolEnd': 'capture.cutEnd',
  'proteinA.cipTime': 'capture.cipTime',
  'proteinA.cipStrength': 'capture.cipStrength',
  'lowPhHold.pH': 'lowPhHold.pH',
  'lowPhHold.hold': 'lowPhHold.time',
  'lowPhHold.temperature': 'lowPhHold.temperature',
  'lowPhHold.neutralPh': 'lowPhHold.neutralPh',
  'cationExchange.loadDensity': 'cation.load',
  'cationExchange.loadPh': 'cation.loadPh',
  'cationExchange.loadConductivity': 'cation.loadConductivity',
  'cationExchange.gradient': 'cation.gradient',
  'cationExchange.poolStart': 'cation.cutStart',
  'cationExchange.poolEnd': 'cation.cutEnd',
  'cationExchange.residence': 'cation.residenceTime',
  'anionExchange.pH': 'anion.pH',
  'anionExchange.conductivity': 'anion.conductivity',
  'anionExchange.residenceTime': 'anion.residenceTime',
  'nanofilter.pressure': 'nanofilter.pressure',
  'nanofilter.chase': 'nanofilter.chase',
  'ultrafiltration.crossFlow': 'ufdf.crossFlow',
  'ultrafiltration.tmp': 'ufdf.pressure',
  'ultrafiltration.concentrateTo': 'ufdf.firstConcentration',
  'ultrafiltration.diavolumes': 'ufdf.diavolumes',
  'ultrafiltration.finalConcentration': 'ufdf.concentration',
  'ultrafiltration.temperature': 'ufdf.temperature',
  'ultrafiltration.polysorbate': 'fill.polysorbate',
  'sterileFill.pressure': 'fill.filterPressure',
}

test.each(Object.entries(ROWS))('%s is a set point of %s, in its unit', (setting, key) => {
  const [unit, id] = setting.split('.') as [string, string]
  const limit = antibodyLimits(2000)[key]
  const spec = antibodyUnits[unit]!.settings[id]!
  expect(spec.unit).toBe(limit.unit)
  const { low, high } = limit.setPoint
  if (low !== null) expect(spec.value).toBeGreaterThanOrEqual(low)
  if (high !== null) expect(spec.value).toBeLessThanOrEqual(high)
})

test('the culture’s daily recipe keeps the set points of shift, feed and glucose', () => {
  const limits = antibodyLimits(2000)
  const within = (key: AntibodyLimitKey, value: number): void => {
    const { low, high } = limits[key].setPoint
    expect(value).toBeGreaterThanOrEqual(low ?? -Infinity)
    expect(value).toBeLessThanOrEqual(high ?? Infinity)
  }
  within('culture.shiftDay', culture.shiftDay!)
  within('culture.shiftTemperature', culture.productionTemperature_C)
  within('culture.glucoseTarget', culture.glucoseTarget_mM)
  within('culture.feedEarly', culture.feed_pct_d['3']!)
  within('culture.feedLate', culture.feed_pct_d['6']!)
})

test.each([50, 200, 500, 2000] as const)('at %i L the gas flows of recipe and limits shrink together', (scale_L) => {
  const settings = antibodyUnits['culture']!.nominal!(antibodyPlant(scale_L))
  expect(settings['air']).toBeCloseTo(antibodyLimits(scale_L)['culture.air'].setPoint.low!, 9)
})
