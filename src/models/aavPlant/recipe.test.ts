/** One truth for a number: the printed recipe of every unit lies inside the plant's own set points. */
import { expect, test } from 'vitest'
import { type VectorLimitKey, vectorLimits, vectorRelease } from './limits.ts'
import { aavPlant } from './presets.ts'
import { vectorRecipes } from './recipes.ts'
import { vectorUnits } from './units.ts'

/** Setting → limit, where the sheet has a row for it. */
const ROWS: Readonly<Record<string, VectorLimitKey>> = {
  'cellExpansion.seed': 'cellExpansion.seed',
  'cellExpansion.transfectAt': 'cellExpansion.transfectAt',
  'cellExpansion.power': 'vectorProduction.power',
  'vectorTransfection.dose': 'vectorTransfection.dose',
  'vectorTransfection.peiRatio': 'vectorTransfection.peiRatio',
  'vectorTransfection.fraction': 'vectorTransfection.fraction',
  'vectorTransfection.hold': 'vectorTransfection.age',
  'vectorProduction.temperature': 'vectorProduction.temperature',
  'vectorProduction.pH': 'vectorProduction.pH',
  'vectorProduction.oxygen': 'vectorProduction.oxygen',
  'vectorProduction.power': 'vectorProduction.power',
  'vectorProduction.gas': 'vectorProduction.gas',
  'vectorProduction.harvestTime': 'vectorProduction.harvestTime',
  'vectorLysis.lysisTime': 'vectorLysis.lysisTime',
  'vectorLysis.magnesium': 'vectorLysis.magnesium',
  'vectorLysis.saltAfter': 'vectorLysis.saltAfter',
  'vectorAffinity.load': 'vectorAffinity.load',
  'vectorAffinity.neutralise': 'vectorAffinity.neutralise',
}

test.each(Object.entries(ROWS))('%s is a set point of %s, in its unit, at 2 and at 1,000 L', (setting, key) => {
  const [unit, id] = setting.split('.') as [string, string]
  const limit = vectorLimits[key]
  expect(vectorUnits[unit]!.settings[id]!.unit).toBe(limit.unit)
  const { low, high } = limit.setPoint
  for (const scale of [2, 1000] as const) {
    const { nominal, settings } = vectorUnits[unit]!
    const value = nominal?.(aavPlant(scale))[id] ?? settings[id]!.value
    if (low !== null) expect(value).toBeGreaterThanOrEqual(low)
    if (high !== null) expect(value).toBeLessThanOrEqual(high)
  }
})

test.each(Object.entries(vectorRecipes))('%s: every recipe names settings of it, in their ranges', (unit, places) => {
  const { settings } = vectorUnits[unit]!
  for (const recipe of Object.values(places))
    for (const [id, value] of Object.entries(recipe)) {
      expect(settings[id], id).toBeDefined()
      expect(value).toBeGreaterThanOrEqual(settings[id]!.min)
      expect(value).toBeLessThanOrEqual(settings[id]!.max)
    }
})

test('the recipes of the last membrane are inside the limits for it', () => {
  const { formulate } = vectorRecipes.vectorUltrafiltration
  expect(formulate.final).toBeLessThanOrEqual(vectorLimits['vectorUltrafiltration.titre'].setPoint.high!)
  expect(formulate.diavolumes).toBeGreaterThanOrEqual(vectorLimits['vectorUltrafiltration.diavolumes'].setPoint.low!)
  expect(formulate.surfactant).toBeGreaterThanOrEqual(vectorLimits['vectorFill.surfactant'].setPoint.low!)
})

test('set points lie inside alerts, alerts inside actions; weights of the release add up to 1', () => {
  for (const [key, { setPoint, alert, action }] of Object.entries(vectorLimits))
    for (const [inner, outer] of [
      [setPoint, alert],
      [alert, action],
    ] as const) {
      if (outer.low !== null) expect(inner.low ?? inner.high, `${key} low`).toBeGreaterThanOrEqual(outer.low)
      if (outer.high !== null) expect(inner.high ?? inner.low, `${key} high`).toBeLessThanOrEqual(outer.high)
    }
  const weights = Object.values(vectorRelease).reduce((sum, { weight }) => sum + weight, 0)
  expect(weights).toBeCloseTo(1, 12)
})
