import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { vectorAssays } from '../src/models/aavPlant/assays.ts'
import { vectorLimits, vectorRelease } from '../src/models/aavPlant/limits.ts'
import { planning } from '../src/models/aavPlant/planning.ts'
import { ruleTable, tankTable } from '../src/models/aavPlant/scaleUp.ts'
import { ageingParameters } from '../src/models/ageing.ts'
import { assayTable } from '../src/models/instruments/assays.ts'
import { cellCountParameters } from '../src/models/instruments/cellCount.ts'
import { sensorTable } from '../src/models/instruments/sensors.ts'
import { specTable } from '../src/sim/index.ts'
import { solubilityParameters, solubilityTable } from '../src/models/ethanolPrecipitation/solubility.ts'
import { plasmaAgeing } from '../src/models/plasmaPlant/ageing.ts'
import { plasmaLimits, plasmaRelease } from '../src/models/plasmaPlant/limits.ts'
import { antibodyLimits, antibodyRelease, limitTable, releaseTable } from '../src/models/antibodyPlant/limits.ts'

/** Pages that carry tables made from the code, word for word. UPDATE_PAGES=1 npx vitest run tests/table-pages.test.ts rewrites them. */
const tables: readonly (readonly [page: string, section: string, table: () => string])[] = [
  ['ageing/model.md', 'ageing', () => specTable(ageingParameters)],
  ['antibodyPlant/limits.md', 'limits', () => limitTable(antibodyLimits(2000))],
  ['antibodyPlant/limits.md', 'release', () => releaseTable(antibodyRelease)],
  ['instruments/model.md', 'sensors', sensorTable],
  ['instruments/model.md', 'assays', () => assayTable()],
  ['instruments/model.md', 'cellCount', () => specTable(cellCountParameters)],
  ['plasmaPlant/plasma.md', 'ageing', () => specTable(plasmaAgeing)],
  ['plasmaPlant/limits.md', 'limits', () => limitTable(plasmaLimits)],
  ['plasmaPlant/limits.md', 'release', () => releaseTable(plasmaRelease)],
  ['aavPlant/limits.md', 'limits', () => limitTable(vectorLimits)],
  ['aavPlant/limits.md', 'release', () => releaseTable(vectorRelease)],
  ['aavPlant/planning.md', 'planning', () => specTable(planning)],
  ['aavPlant/planning.md', 'assays', () => assayTable(vectorAssays)],
  ['aavPlant/vessel.md', 'tanks', tankTable],
  ['aavPlant/vessel.md', 'rules', ruleTable],
  ['ethanolPrecipitation/model.md', 'solubility', solubilityTable],
  ['ethanolPrecipitation/model.md', 'solubilityParameters', () => specTable(solubilityParameters)],
]

test.each(tables)('%s has the table of %s', (name, section, table) => {
  const file = new URL(`../src/models/${name}`, import.meta.url)
  const page = readFileSync(file, 'utf8')
  const place = new RegExp(`<!-- ${section} -->[^]*<!-- /${section} -->`)
  expect(page).toMatch(place)
  const wanted = page.replace(place, () => `<!-- ${section} -->\n${table()}\n<!-- /${section} -->`)
  if (process.env['UPDATE_PAGES']) writeFileSync(file, wanted)
  else expect(page).toBe(wanted)
})
