/** One truth for a number: the printed recipe of every unit lies inside the plant's own set points. */
import { expect, test } from 'vitest'
import { type PlasmaLimitKey, plasmaLimits } from './limits.ts'
import { plasmaRecipes } from './recipes.ts'
import { plasmaUnits } from './units.ts'

/** Setting → limit, where the sheet has a row for it. */
const ROWS: Readonly<Record<string, PlasmaLimitKey>> = {
  'plasmaThaw.tempering': 'plasmaThaw.tempering',
  'plasmaThaw.jacket': 'plasmaThaw.jacket',
  'plasmaThaw.end': 'plasmaThaw.end',
  'plasmaThaw.hold': 'plasmaThaw.hold',
  'plasmaCentrifuge.feed': 'plasmaCentrifuge.feed',
  'ethanolPrecipitation.rate': 'ethanolPrecipitation.rate',
  'ethanolPrecipitation.feedTemperature': 'ethanolPrecipitation.feedTemperature',
  'resuspension.ratio': 'resuspension.ratio',
  'resuspension.pH': 'resuspension.pH',
  'resuspension.temperature': 'resuspension.temperature',
  'caprylate.caprylate': 'caprylate.concentration',
  'caprylate.pH': 'caprylate.pH',
  'caprylate.temperature': 'caprylate.temperature',
  'caprylate.time': 'caprylate.time',
  'ionExchange.conductivity': 'ionExchange.conductivity',
  'ionExchange.wash': 'ionExchange.wash',
  'solventDetergent.temperature': 'solventDetergent.temperature',
  'solventDetergent.time': 'solventDetergent.time',
  'plasmaLowPh.pH': 'plasmaLowPh.pH',
  'plasmaLowPh.time': 'plasmaLowPh.time',
  'plasmaNanofilter.pressure': 'plasmaNanofilter.pressure',
  'plasmaUltrafiltration.washAt': 'plasmaUltrafiltration.diafiltration',
  'plasmaUltrafiltration.diavolumes': 'plasmaUltrafiltration.diavolumes',
  'plasmaUltrafiltration.finalConcentration': 'plasmaUltrafiltration.concentration',
  'pasteuriser.stabiliser': 'pasteuriser.stabiliser',
  'pasteuriser.time': 'pasteuriser.time',
  'freezeDryer.pressure': 'freezeDryer.pressure',
  'dryHeat.temperature': 'dryHeat.temperature',
  'dryHeat.time': 'dryHeat.time',
}

test.each(Object.entries(ROWS))('%s is a set point of %s, in its unit', (setting, key) => {
  const [unit, id] = setting.split('.') as [string, string]
  const limit = plasmaLimits[key]
  const spec = plasmaUnits[unit]!.settings[id]!
  expect(spec.unit).toBe(limit.unit)
  const { low, high } = limit.setPoint
  if (low !== null) expect(spec.value).toBeGreaterThanOrEqual(low)
  if (high !== null) expect(spec.value).toBeLessThanOrEqual(high)
})

test.each(Object.entries(plasmaRecipes))('%s: every recipe names settings of it, in their ranges', (unit, places) => {
  const { settings } = plasmaUnits[unit]!
  for (const recipe of Object.values(places))
    for (const [id, value] of Object.entries(recipe)) {
      expect(settings[id], id).toBeDefined()
      expect(value).toBeGreaterThanOrEqual(settings[id]!.min)
      expect(value).toBeLessThanOrEqual(settings[id]!.max)
    }
})
