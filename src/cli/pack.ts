import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { worded } from '../content/index.ts'
import {
  PACK_KINDS,
  type Pack,
  packageOf,
  type PackedLot,
  packId,
  packName,
  type Scenario,
  scenarioOf,
} from '../share/index.ts'
import { type Command, InputError } from './command.ts'
import { parseArguments, readJson, writeText } from './files.ts'
import { levelOf, levelTexts, readLevel } from './levels.ts'
import { wholeNumber } from './play.ts'

export const packCommand: Command = {
  name: 'pack',
  usage: `<${PACK_KINDS.join('|')}> <level or code …> [--out FILE] [--seed N|own] [--patch FILE] [--lang fr|en]`,
  summary: 'a package of levels: one page for a disk, or a zip for a learning management system',
  details: [
    'single      one HTML file: opens by a double click, without network or server',
    'scorm12, scorm2004 (4th edition), cmi5   a zip to be uploaded: each level is a unit with an attempt and a mark of its own',
    'Levels are named by id, by a code of 8 or 12 signs, or by a text file with a code in it (an own scenario).',
    '--out FILE    where to; without it, a name made of the levels, in this folder',
    '--seed N      the lot of levels named by id (default 1); own: each learner gets a lot of their own',
    '--patch FILE  changes the one level that is named by its id: a list of {"path": …, "value": …}',
    '--lang        language of the titles that a system shows where it keeps only one (default fr)',
    'Prints {file, bytes, id, kind, lots}.',
  ].join('\n'),
  run(args, io) {
    const { positional, values } = parseArguments(args, { values: ['out', 'seed', 'patch', 'lang'] })
    const [asked, ...names] = positional
    const kind = PACK_KINDS.find((one) => one === asked)
    if (!kind)
      throw new InputError(
        'arguments',
        '',
        `'${asked ?? ''}' is no kind of package.`,
        `One of ${PACK_KINDS.join(', ')}.`,
      )
    if (names.length === 0)
      throw new InputError('arguments', '', 'name one level or more.', 'Example: lot pack scorm12 M1 M2 --out m.zip')
    const language = values.get('lang') ?? 'fr'
    if (language !== 'fr' && language !== 'en')
      throw new InputError('arguments', '--lang', `'${language}' is no language here.`, 'fr or en.')
    const seed = values.get('seed') === 'own' ? 'own' : wholeNumber(values.get('seed') ?? '1', '--seed')
    const patch = values.get('patch')
    if (patch !== undefined && names.length > 1)
      throw new InputError('arguments', '--patch', 'changes one level, and several are named.', 'Pack it by itself.')
    const lots = names.map((name) => lotOf(name, seed, patch))
    const pack: Pack = { pack: 1, kind, lots }
    const file = values.get('out') ?? packName(pack)
    const bytes = packageOf(readFileSync(builtPage(), 'utf8'), pack, language)
    writeText(file, bytes)
    const said = lots.map(({ level, seed, options, patch }) => ({ level, seed, options, patched: patch !== undefined }))
    io.print(`${JSON.stringify({ file, bytes: bytes.length, id: packId(pack), kind, lots: said }, null, 2)}\n`)
    return 0
  },
}

function lotOf(name: string, seed: number | 'own', patchFile: string | undefined): PackedLot {
  const found = scenarioOf(existsSync(name) ? readFileSync(name, 'utf8') : name)
  const scenario: Scenario =
    typeof found === 'object'
      ? found
      : {
          level: readLevel(name).level.id,
          seed: seed === 'own' ? 1 : seed,
          options: seed === 'own' ? { own: 1 } : {},
          ...(patchFile !== undefined && { patch: readJson(patchFile) as NonNullable<PackedLot['patch']> }),
        }
  // Whatever it says must be a level that can be played.
  levelOf(scenario.level, scenario)
  const { file } = readLevel(scenario.level)
  const titleIn = (language: 'fr' | 'en'): string =>
    String(worded(levelTexts(file, language), scenario.words?.[language])['title'] ?? scenario.level)
  return { ...scenario, title: { fr: titleIn('fr'), en: titleIn('en') } }
}

/** The game in one file, built from the sources of this folder. */
function builtPage(): string {
  const built = spawnSync(process.execPath, [join('scripts', 'single.mjs')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const file = built.stdout.trim().split('\n').at(-1) ?? ''
  if (built.status !== 0 || !existsSync(file))
    throw new InputError(join('scripts', 'single.mjs'), '', 'could not build the page.', 'The message above says why.')
  return file
}
