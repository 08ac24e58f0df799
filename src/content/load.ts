import type * as z from 'zod'
import { type AnyConditions, type AnyStream, type AnyUnit, type Plant, plants } from '../models/index.ts'
import { asPlanned, type Level } from '../play/index.ts'
import { Fault, fileKey, type Problem, type Specs, withChanges } from '../sim/index.ts'
import { problemsOf } from './checks.ts'
import { type LevelFile, levelFile } from './schema.ts'
import { countable, nominalConditions, outletsOf } from './units.ts'
import { drawsOf, workOf } from './work.ts'

export interface Loaded {
  /** Present when there are no problems. */
  readonly level?: Level
  readonly problems: readonly Problem[]
}

/** The bound a number has crossed. */
const boundOf = (issue: z.core.$ZodIssue): string | undefined =>
  issue.code === 'too_big' && issue.origin !== 'string' && issue.origin !== 'array'
    ? `Give a number of at most ${issue.maximum}.`
    : issue.code === 'too_small' && issue.origin !== 'string' && issue.origin !== 'array'
      ? `Give a number ${issue.inclusive ? 'of at least' : 'above'} ${issue.minimum}.`
      : undefined

/** From unknown JSON to a trusted level: the only door. Every problem comes with path, code and remedy. */
export function loadLevel(json: unknown): Loaded {
  const parsed = levelFile.safeParse(json)
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map((issue) => ({
        path: pathOf(issue.path),
        code: issue.code === 'unrecognized_keys' ? 'unknown_key' : issue.code,
        message: `${issue.message}.`,
        remedy: boundOf(issue) ?? 'See docs/writing-levels.md for the shape of a level.',
      })),
    }
  const file = parsed.data
  const problems: Problem[] = []
  const plant = plants[file.plant]
  const { units } = plant
  const seen = new Set<string>()
  const scales = plant.scales_L.join(', ')
  if (!plant.scales_L.includes(file.scale_L))
    problems.push({
      path: 'scale_L',
      code: 'range',
      message: `This plant has no ${file.scale_L} L.`,
      remedy: `Known: ${scales}.`,
    })
  const steps = file.steps.map((step, i) => {
    const at = `steps[${i}]`
    if (seen.has(step.id))
      problems.push({
        path: `${at}.id`,
        code: 'duplicate',
        message: `Two steps are called '${step.id}'.`,
        remedy: 'Give each step its own id.',
      })
    const from = step.from === undefined ? (i === 0 ? null : file.steps[i - 1]!.id) : step.from
    if (from !== null && !seen.has(from))
      problems.push({
        path: `${at}.from`,
        code: 'dangling',
        message: `'${from}' is no earlier step.`,
        remedy: `Name one of: ${[...seen].join(', ') || '(this is the first step)'}.`,
      })
    seen.add(step.id)
    const before = Object.hasOwn(units, fromUnit(file, from)) ? units[fromUnit(file, from)] : undefined
    const outlets = step.outlet !== undefined && before ? outletsOf(plant, before, file.scale_L) : []
    if (step.outlet !== undefined && !outlets.includes(step.outlet))
      problems.push({
        path: `${at}.outlet`,
        code: 'unknown_outlet',
        message: `'${from ?? ''}' has no outlet '${step.outlet}'.`,
        remedy: `Known: ${outlets.join(', ') || '(none: remove it)'}.`,
      })
    const unit = Object.hasOwn(units, step.unit) ? units[step.unit] : undefined
    if (!unit) {
      problems.push({
        path: `${at}.unit`,
        code: 'unknown_unit_operation',
        message: `There is no unit operation '${step.unit}'.`,
        remedy: `Known: ${Object.keys(units).join(', ')}.`,
      })
      return { ...placed(step, from), entry: null, recipe: {}, parameters: {} }
    }
    const recipe = withChanges(unit.settings, step.recipe ?? {}, `${at}.recipe`)
    const place = placeOf(plant, step, at, problems)
    const parameters = withChanges(unit.parameters, step.parameters ?? {}, `${at}.parameters`)
    const yesterday = withChanges(unit.settings, step.yesterday ?? {}, `${at}.yesterday`)
    problems.push(...recipe.problems, ...parameters.problems, ...yesterday.problems)
    const entry = readEntry(plant, step, `${at}.entry`, problems)
    if (entry && from !== null)
      problems.push({
        path: `${at}.entry`,
        code: 'not_first',
        message: `'${step.id}' takes what '${from}' makes.`,
        remedy: 'Only the first step has an entry stream: remove it.',
      })
    const named = {
      recipe: { ...place, ...pick(recipe.values, step.recipe, unit.settings) },
      parameters: pick(parameters.values, step.parameters, unit.parameters),
      ...(step.yesterday && { yesterday: pick(yesterday.values, step.yesterday, unit.settings) }),
    }
    const nominal = nominalConditions(plant, unit, file.scale_L)
    const c = { ...nominal, parameters: parameters.values, settings: { ...nominal.settings, ...named.recipe } }
    const against = from === null && !problems.length ? unfit(unit, entry ?? plant.empty(20), c) : undefined
    if (against !== undefined)
      problems.push({
        path: `${at}.entry`,
        code: 'entry_unfit',
        message: `${unit.id} cannot begin with this: ${against}.`,
        remedy: 'Give the entry stream what the unit needs, or begin a step earlier.',
      })
    return { ...placed(step, from), entry, ...named }
  })
  file.products.forEach((product, i) => {
    if (!seen.has(product.step))
      problems.push({
        path: `products[${i}].step`,
        code: 'dangling',
        message: `'${product.step}' is no step of this level.`,
        remedy: `Name one of: ${[...seen].join(', ')}.`,
      })
    const step = steps.find(({ id }) => id === product.step)
    const unit = step && units[step.unit]
    if (problems.length || !unit) return
    const names = countable(plant, unit, file.scale_L, step.parameters)
    if (!names.includes(product.result))
      problems.push({
        path: `products[${i}].result`,
        code: 'unknown_result',
        message: `'${product.result}' is nothing that ${unit.id} reports.`,
        remedy: `Known: ${names.join(', ')}.`,
      })
  })
  const batch = (name: string, flow: object, path: string): Level | undefined => {
    const loaded = loadLevel({ format: 1, id: `${file.id}-${name}`, kind: 'batch', ...flow })
    problems.push(...loaded.problems.map((p) => ({ ...p, path: `${path}.${p.path}` })))
    return loaded.level
  }
  const suites = (file.work?.week?.suites ?? []).map((suite, i) => {
    const { tasks: _, id: name, ...flow } = suite
    return batch(name, flow, `work.week.suites[${i}]`)
  })
  const processes = (file.work?.transfer?.processes ?? []).map(
    ({ id: name, plant: of, scale_L: size, steps: list, products: made, draws }, i) =>
      batch(
        name,
        { plant: of, scale_L: size, steps: list, products: made, ...(draws && { draws }) },
        `work.transfer.processes[${i}]`,
      ),
  )
  problems.push(...problemsOf(file))
  if (problems.length) return { problems }
  const { id, kind, scale_L, products } = file
  const lots = [...new Set(steps.map((s) => s.lot))]
  // What an inspection is counted by are answers, which no step makes.
  const counted = file.work?.inspection
    ? [{ id: 'answers', unit: '1' as const, weight: 1, step: '', result: '' }]
    : file.work?.week
      ? file.work.week.suites.flatMap((suite) => suite.products)
      : file.work?.transfer
        ? file.work.transfer.processes.flatMap((guest) => guest.products)
        : products
  const level = {
    id,
    plant: file.plant,
    kind,
    scale_L,
    lots,
    steps,
    products: counted,
    draws: drawsOf(file),
    work: workOf(
      file,
      suites.map((suite) => suite!),
      processes.map((guest) => guest!),
    ),
  }
  return { level: asPlanned(level), problems }
}

/** The unit that the step before is of. */
const fromUnit = (file: LevelFile, from: string | null): string => file.steps.find((s) => s.id === from)?.unit ?? ''

/** A step's place in the level. */
function placed(step: LevelFile['steps'][number], from: string | null) {
  const { id, unit, mode, skid } = step
  const begins_s = Math.round(3600 * (step.begins_h ?? 0))
  const { lot = 'A', crew = [], locked = [], pace = 300, place, outlet, waits, standardises } = step
  return {
    id,
    lot,
    unit,
    mode,
    crew,
    locked,
    ...(skid && { skid }),
    pace,
    ...(place !== undefined && { place }),
    from,
    ...(outlet !== undefined && { outlet }),
    begins_s,
    ...(waits && { waits }),
    ...(standardises && { standardises }),
  }
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

/** The printed recipe of the place a unit works in. */
function placeOf(
  { recipes }: Plant,
  { unit, place }: LevelFile['steps'][number],
  at: string,
  problems: Problem[],
): Readonly<Record<string, number>> {
  if (place === undefined) return {}
  const places = recipes[unit] ?? {}
  if (Object.hasOwn(places, place)) return places[place]!
  problems.push({
    path: `${at}.place`,
    code: 'unknown_place',
    message: `No recipe of '${unit}' is printed for '${place}'.`,
    remedy: `Known: ${Object.keys(places).join(', ') || '(none: remove it)'}.`,
  })
  return {}
}

function readEntry(
  plant: Plant,
  { entry, pool }: LevelFile['steps'][number],
  path: string,
  problems: Problem[],
): AnyStream | null {
  if (!entry) return null
  const { pools } = plant
  const known = pool !== undefined && Object.hasOwn(pools, pool)
  if (pool !== undefined && !known)
    problems.push({
      path: path.replace(/entry$/, 'pool'),
      code: 'unknown_pool',
      message: `This plant gets no '${pool}'.`,
      remedy: `Known: ${Object.keys(pools).join(', ') || '(none: remove it)'}.`,
    })
  const stream = known ? pools[pool]!(entry['volume_L'] ?? 0) : plant.empty(20)
  for (const [key, value] of Object.entries(entry)) {
    const at = `${path}.${key}`
    if (!Object.hasOwn(stream, key)) {
      problems.push({
        path: at,
        code: 'unknown_key',
        message: `A stream has no '${key}'.`,
        remedy: `Known: ${Object.keys(stream).join(', ')}.`,
      })
      continue
    }
    const [low, high] = rangeOf(key)
    if (!(value >= low && value <= high))
      problems.push({
        path: at,
        code: 'range',
        message: `${key} = ${value} cannot be.`,
        remedy: `Give a number from ${low} to ${high}.`,
      })
    else stream[key as keyof AnyStream] = value
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

/** What a stream of a plant can hold: far outside any real one, near enough to keep nonsense out. */
function rangeOf(key: string): readonly [number, number] {
  if (key === 'temperature_C') return [-90, 100]
  if (key === 'pH') return [0, 14]
  if (key === 'residualBuffer' || key === 'labileFVIII') return [0, 1]
  if (key === 'conductivity_mS_cm') return [0, 500]
  if (key === 'retrovirus' || key === 'parvovirus') return [0, 1e20]
  if (key.endsWith('_L')) return [0, 1e5]
  if (key.endsWith('_g')) return [0, 1e6]
  // Capsids are counted.
  return [0, 1e20]
}

/** What a unit says against a stream: opening it is the test. */
function unfit(unit: AnyUnit, stream: AnyStream, c: AnyConditions): string | undefined {
  try {
    unit.open({ ...stream }, c)
  } catch (error) {
    if (error instanceof Fault) return error.message
    throw error
  }
  return undefined
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? String(key) : `.${String(key)}`))
    .join('')
}
