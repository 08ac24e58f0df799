import { antibodyUnits, emptyStream, type Stream } from '../models/index.ts'
import type { Level } from '../play/index.ts'
import { fileKey, type Problem, type Specs, withChanges } from '../sim/index.ts'
import { levelFile } from './schema.ts'

export interface Loaded {
  /** Present when there are no problems. */
  readonly level?: Level
  readonly problems: readonly Problem[]
}

/** From unknown JSON to a trusted level: the only door. Every problem comes with path, code and remedy. */
export function loadLevel(json: unknown): Loaded {
  const parsed = levelFile.safeParse(json)
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map((issue) => ({
        path: pathOf(issue.path),
        code: issue.code === 'unrecognized_keys' ? 'unknown_key' : issue.code,
        message: `${issue.message}.`,
        remedy: 'See docs/writing-levels.md for the shape of a level.',
      })),
    }
  const file = parsed.data
  const problems: Problem[] = []
  const seen = new Set<string>()
  const steps = file.steps.map((step, i) => {
    const at = `steps[${i}]`
    if (seen.has(step.id))
      problems.push({
        path: `${at}.id`,
        code: 'duplicate',
        message: `Two steps are called '${step.id}'.`,
        remedy: 'Give each step its own id.',
      })
    const from = step.from ?? (i === 0 ? null : file.steps[i - 1]!.id)
    if (from !== null && !seen.has(from))
      problems.push({
        path: `${at}.from`,
        code: 'dangling',
        message: `'${from}' is no earlier step.`,
        remedy: `Name one of: ${[...seen].join(', ') || '(this is the first step)'}.`,
      })
    seen.add(step.id)
    const unit = antibodyUnits[step.unit]
    if (!unit) {
      problems.push({
        path: `${at}.unit`,
        code: 'unknown_unit_operation',
        message: `There is no unit operation '${step.unit}'.`,
        remedy: `Known: ${Object.keys(antibodyUnits).join(', ')}.`,
      })
      return { id: step.id, unit: step.unit, mode: step.mode, from, entry: null, recipe: {}, parameters: {} }
    }
    const recipe = withChanges(unit.settings, step.recipe ?? {}, `${at}.recipe`)
    const parameters = withChanges(unit.parameters, step.parameters ?? {}, `${at}.parameters`)
    problems.push(...recipe.problems, ...parameters.problems)
    return {
      id: step.id,
      unit: step.unit,
      mode: step.mode,
      from,
      entry: readEntry(step.entry, `${at}.entry`, problems),
      recipe: pick(recipe.values, step.recipe, unit.settings),
      parameters: pick(parameters.values, step.parameters, unit.parameters),
    }
  })
  file.products.forEach((product, i) => {
    if (!seen.has(product.step))
      problems.push({
        path: `products[${i}].step`,
        code: 'dangling',
        message: `'${product.step}' is no step of this level.`,
        remedy: `Name one of: ${[...seen].join(', ')}.`,
      })
  })
  if (problems.length) return { problems }
  const { id, plant, kind, scale_L, products } = file
  return { level: { id, plant, kind, scale_L, steps, products }, problems }
}

/** Only what the file names: the rest stays with the unit, whose recipe may depend on the plant's size. */
function pick(
  values: Readonly<Record<string, number>>,
  named: Readonly<Record<string, number>> | undefined,
  specs: Specs,
): Record<string, number> {
  const keys = new Set(Object.keys(named ?? {}))
  return Object.fromEntries(Object.entries(values).filter(([id]) => keys.has(fileKey(id, specs[id]!.unit))))
}

function readEntry(
  entry: Readonly<Record<string, number>> | undefined,
  path: string,
  problems: Problem[],
): Stream | null {
  if (!entry) return null
  const stream = emptyStream(20)
  for (const [key, value] of Object.entries(entry)) {
    const at = `${path}.${key}`
    if (!(key in stream))
      problems.push({
        path: at,
        code: 'unknown_key',
        message: `A stream has no '${key}'.`,
        remedy: `Known: ${Object.keys(stream).join(', ')}.`,
      })
    else if (!(value >= 0 && value - value === 0) && key !== 'temperature_C')
      problems.push({
        path: at,
        code: 'range',
        message: `${key} = ${value} cannot be.`,
        remedy: 'Give a number of at least 0.',
      })
    else stream[key as keyof Stream] = value
  }
  if (!(stream.volume_L > 0))
    problems.push({
      path: `${path}.volume_L`,
      code: 'range',
      message: 'An entry stream needs a volume.',
      remedy: 'Give volume_L above 0.',
    })
  return stream
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? String(key) : `.${String(key)}`))
    .join('')
}
