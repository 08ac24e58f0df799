import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  type Carry,
  carryProblems,
  loadCarries,
  loadLevel,
  contractProblems,
  trainingProblems,
} from '../content/index.ts'
import type { Level } from '../play/index.ts'
import { type Setup, setUp } from '../record/index.ts'
import { type Scenario, scenarioOf } from '../share/index.ts'
import { type Command, InputError } from './command.ts'
import { firstProblem, parseArguments, readJson } from './files.ts'

const FOLDER = 'levels'
/** Ids that the list of levels shows: three plants and the capstones. */
const LISTED = /^[PMA][0-6]$|^K[1-3]$/

/** Every level.json below the folder of levels, sorted. */
export function levelFiles(): readonly string[] {
  if (!existsSync(FOLDER)) return []
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('level.json'))
    .map((path) => join(FOLDER, path))
    .toSorted()
}

/** A level by its id or by the path of its file. */
export function readLevel(name: string): { readonly level: Level; readonly file: string } {
  const file = name.endsWith('.json') ? name : levelFiles().find((path) => idOf(path) === name)
  if (file === undefined)
    throw new InputError(
      name,
      '',
      'is no level here.',
      `Known: ${levelFiles()
        .map((path) => idOf(path) ?? path)
        .join(', ')}; or give the path of a level.json.`,
    )
  const { level, problems } = loadLevel(readJson(file))
  if (!level) throw firstProblem(file, problems)
  return { level, file }
}

/** A level by its id, its file or a code; with the lot and the options that a code says. */
export function readLot(name: string): { readonly level: Level; readonly scenario: Scenario | null } {
  const found = scenarioOf(name)
  if (typeof found === 'string') return { level: readLevel(name).level, scenario: null }
  return { level: levelOf(found.level, found), scenario: found }
}

/** A level as a scenario or a record sets it up. */
export function levelOf(name: string, setup: Setup): Level {
  const { file } = readLevel(name)
  const { level, problems } = setUp(readJson(file), setup)
  if (!level) throw firstProblem(file, problems)
  return level
}

const findLevel = (id: string): Level | undefined => {
  const file = levelFiles().find((path) => idOf(path) === id)
  return file === undefined ? undefined : loadLevel(readJson(file)).level
}

/** What a level brings back of earlier ones. */
export function carriesOf(name: string): readonly Carry[] {
  const file = join(dirname(readLevel(name).file), 'carry.json')
  if (!existsSync(file)) return []
  const { carries, problems } = loadCarries(readJson(file))
  if (problems.length) throw firstProblem(file, problems)
  return carries
}

function idOf(file: string): string | undefined {
  const json = readJson(file)
  return typeof json === 'object' && json !== null && 'id' in json && typeof json.id === 'string' ? json.id : undefined
}

/** Texts of a level in one language; empty when there are none. */
export function levelTexts(file: string, language: 'fr' | 'en'): Readonly<Record<string, unknown>> {
  const path = join(dirname(file), 'text', `${language}.json`)
  return existsSync(path) ? (readJson(path) as Record<string, unknown>) : {}
}

export const levelsCommand: Command = {
  name: 'levels',
  usage: '',
  summary: 'lists the levels there are, as JSON',
  details:
    'Only levels with an id of the plan (P0 to P6, M0 to M6, A0 to A6, K1 to K3) are listed; any other can be played.',
  run(args, io) {
    parseArguments(args, {})
    const levels = levelFiles().flatMap((file) => {
      const { level } = loadLevel(readJson(file))
      if (!level || !LISTED.test(level.id)) return []
      const { id, plant, kind, scale_L, work } = level
      const title = { fr: levelTexts(file, 'fr')['title'] ?? id, en: levelTexts(file, 'en')['title'] ?? id }
      return [{ id, plant, kind, title, scale_L, pass: work?.pass ?? null, file: file.replaceAll('\\', '/') }]
    })
    io.print(`${JSON.stringify(levels, null, 2)}\n`)
    return 0
  },
}

export const checkCommand: Command = {
  name: 'check',
  usage: '<level.json …>',
  summary: 'reads level files and says every problem with path, code and remedy',
  details:
    'Prints a list of {file, problems}, those of a carry.json, competencies.json or contracts.json beside it too; exit code 1 when a file has problems, 2 when one cannot be read.',
  run(args, io) {
    const { positional } = parseArguments(args, {})
    if (positional.length === 0)
      throw new InputError('arguments', '', 'name the files.', 'Example: lot check levels/antibody/M2/level.json')
    const checked = positional.map((file) => {
      const json = readJson(file)
      const carry = join(dirname(file), 'carry.json')
      const carried = existsSync(carry) ? carryProblems(readJson(carry), json, findLevel) : []
      const training = join(dirname(file), 'competencies.json')
      const { level, problems } = loadLevel(json)
      const trained = level && existsSync(training) ? trainingProblems(readJson(training), level) : []
      const contracts = join(dirname(file), 'contracts.json')
      const agreed = level && existsSync(contracts) ? contractProblems(readJson(contracts), level) : []
      return { file, problems: [...problems, ...carried, ...trained, ...agreed] }
    })
    io.print(`${JSON.stringify(checked, null, 2)}\n`)
    for (const { file, problems } of checked)
      for (const p of problems) io.say(`${file}: ${p.path}: ${p.message} [${p.code}] ${p.remedy}`)
    return checked.some((c) => c.problems.length) ? 1 : 0
  },
}
