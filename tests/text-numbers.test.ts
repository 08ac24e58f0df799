/**
 * Every number that somebody says in a level of the antibody plant is a limit of the plant, a figure of the printed recipe
 * or of the level itself. What is neither is on a list, with its reason; whoever moves a limit finds here what still says
 * the old one.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nominalCultureRecipe } from '../src/models/culture/recipe.ts'
import { antibodyLimits, antibodyRelease } from '../src/models/index.ts'

const LEVELS = ['M0', 'M1', 'M2', 'M3', 'M4', 'M5', 'M6']
const PLACES = ['lines', 'mornings', 'moments', 'questions', 'people', 'calls', 'cases', 'groups', 'ending']

/** Numbers that are no limit, and why they may be said. */
const OTHERS: Readonly<Record<string, string>> = {
  'M1 moments.coffee.says 2019': 'the year the coffee machine was last calibrated',
  'M2 people.tutor.pH.3 0.16':
    'by how much the printed recipe lets probe and sample differ (src/play/hands/harvest.ts)',
  'M3 questions.again.asks 9': 'what the display shows, below the alert',
  'M5 people.maintenance.backupColumn 402': 'the number on the backup column',
  'M5 people.tutor.gel.3 0.2': 'the step between two pressures of the optimisation, a way of working',
  'M6 people.tutor.gel.3 0.2': 'the step between two pressures of the optimisation, a way of working',
  'M6 questions.beforeDawn.asks 3.2': 'the pressure somebody wrongly asks for: beyond the limit',
  'M4 lines.checkPh 40': 'the minute at which the printed recipe has the hold checked (src/play/hands/purification.ts)',
}

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
function leaves(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`))
}
const numbersOf = (value: unknown): readonly number[] =>
  leaves(value, '').flatMap(([, leaf]) => (typeof leaf === 'number' ? [leaf] : []))

/** Limits, echoes, alarms of the level: what its file calls a limit. */
const limitsIn = (level: unknown): readonly number[] =>
  leaves(level, '').flatMap(([path, leaf]) =>
    /(^|\.)(limit|below)$/.test(path) && typeof leaf === 'number' ? [leaf] : [],
  )

const SAID = /(\d+(?:[.,]\d+)?)(?:\s?(%|NTU|°C|mS\/cm|g\/L|LMH|bar|min(?![a-zé])))?/g

test.each(LEVELS)('%s: every number said is known', (id) => {
  const folder = `levels/antibody/${id}`
  const level = read(`${folder}/level.json`) as {
    readonly scale_L: 200
    readonly work: { readonly rounds: { readonly count: number } }
  }
  const limits = [...Object.values(antibodyLimits(level.scale_L)), ...Object.values(antibodyRelease)]
  const own = [...limitsIn(level), ...numbersOf(nominalCultureRecipe)]
  const days = Array.from({ length: level.work.rounds.count }, (_, day) => day)
  /** Of one unit, where one is said. */
  const known = (number: number, unit: string | undefined): boolean =>
    own.includes(number) ||
    (unit === undefined && days.includes(number)) ||
    limits.some((limit) => (unit === undefined || limit.unit === unit) && numbersOf(limit).includes(number))
  const unknown = new Set<string>()
  for (const language of ['fr', 'en']) {
    const words = read(`${folder}/text/${language}.json`) as Readonly<Record<string, unknown>>
    for (const place of PLACES)
      for (const [path, text] of leaves(words[place] ?? {}, place))
        for (const [, said, unit] of String(text).matchAll(SAID)) {
          const number = Number(said!.replace(',', '.'))
          if (!known(number, unit)) unknown.add(`${id} ${path} ${number}`)
        }
  }
  expect([...unknown].toSorted()).toEqual(
    Object.keys(OTHERS)
      .filter((name) => name.startsWith(id))
      .toSorted(),
  )
})
