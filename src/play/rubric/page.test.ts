import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BANDS, FREE_ACTS, HEAD_START } from './score.ts'
import { RESIDUE } from './cases.ts'
import { CLOCK_TOLERANCE_s, FRESH, INVENTED_BEYOND, UNSUPPORTED_TO_MAJOR } from './obligations.ts'
import { COMBINATION, rules } from './rules.ts'
import { caseTable, creditTable, gateTable, ruleTable, severityTable } from './tables.ts'

const file = new URL('../../../docs/rubric.md', import.meta.url)
const tables = { credit: creditTable, case: caseTable, severity: severityTable, gate: gateTable, rule: ruleTable }

/** UPDATE_PAGES=1 npx vitest run src/play/rubric/page.test.ts rewrites them. */
test.each(Object.entries(tables))('docs/rubric.md has the table "%s" of the code', (section, made) => {
  const page = readFileSync(file, 'utf8')
  const place = new RegExp(`<!-- ${section} -->[^]*<!-- /${section} -->`)
  expect(page).toMatch(place)
  const wanted = page.replace(place, () => `<!-- ${section} -->\n${made()}\n<!-- /${section} -->`)
  if (process.env['UPDATE_PAGES']) writeFileSync(file, wanted)
  else expect(page).toBe(wanted)
})

test.each([
  `${FRESH.seconds / 60} plant minutes`,
  `more than ${CLOCK_TOLERANCE_s / 60} minutes`,
  `more than ${INVENTED_BEYOND} tolerances`,
  `entry number ${UNSUPPORTED_TO_MAJOR}`,
  `below ${RESIDUE.ignored}`,
  `below ${RESIDUE.halfDone}`,
  `(justified + ${HEAD_START}) / (justified + ${HEAD_START} + superfluous − ${FREE_ACTS})`,
  `${COMBINATION} minor findings of one rule`,
  `A from ${BANDS.A}, B from ${BANDS.B}, C from ${BANDS.C}, D below`,
])('the text of docs/rubric.md says "%s", as the code does', (sentence) => {
  expect(readFileSync(file, 'utf8')).toContain(sentence)
})

test('docs/rubric.md says of every rule where it is judged', () => {
  const [, where = ''] = readFileSync(file, 'utf8').match(/<!-- where -->([^]*)<!-- \/where -->/) ?? []
  expect([...where.matchAll(/^\| (R-[A-Z]+) \|/gm)].map(([, code]) => code)).toEqual(Object.keys(rules))
})
