import { toolsFor } from '../play/index.ts'
import { LIMITS_MIN, optionsFile } from '../record/index.ts'
import { type CodeRefusal, hideable, type Scenario, scenarioOf, textOf } from '../share/index.ts'
import { type Command, InputError } from './command.ts'
import { parseArguments, readJson } from './files.ts'
import { levelFiles, levelOf } from './levels.ts'
import { wholeNumber } from './play.ts'

export const codeCommand: Command = {
  name: 'code',
  usage:
    '<level> --seed N [--aids none] [--hidden NAME,…] [--kit NAME,…] [--limit MIN] [--tries N] [--exam] [--own] [--patch FILE] | <code>',
  summary: 'the code of a lot, to be typed or scanned; or what a code says',
  details: [
    'A code of 8 signs says level, lot, aids, time limit and tries; one of 12 also up to three instruments hidden or brought.',
    '--seed N         the lot (default 1)',
    '--aids none      the tutor answers no call; nothing is reminded or worked out',
    '--hidden NAME,…  instruments the kit lacks, by step.instrument: those without which the level can still be won',
    '--kit NAME,…     one or two instruments brought along: the same for all who play it',
    `--limit MIN      real minutes: ${LIMITS_MIN.join(', ')}; then the crew takes over`,
    '--tries N        1 to 7 in one browser',
    '--exam           no aids, one try unless --tries says otherwise, gates stand',
    '--own            each learner has a lot of their own, drawn from --seed and their pseudonym',
    '--patch FILE     a changed level: a list of {"path": "work.pass.yield", "value": 80}; its text is longer, for a link',
    'Prints {code, link, level, seed, options, patch}; lot play CODE plays it.',
  ].join('\n'),
  run(args, io) {
    const { positional, values, flags } = parseArguments(args, {
      values: ['seed', 'aids', 'hidden', 'kit', 'limit', 'tries', 'patch'],
      flags: ['exam', 'own'],
    })
    const [name, ...extra] = positional
    if (name === undefined || extra.length)
      throw new InputError('arguments', '', 'name one level, or give one code.', 'Example: lot code M2 --seed 5')
    const isLevel = levelFiles().some((file) => file.split(/[\\/]/).at(-2) === name)
    if (!isLevel && (values.size || flags.size))
      throw new InputError(name, '', 'is no level here.', 'Name a level, or give a code without options.')
    const scenario = isLevel ? asked(name, values, flags) : readCode(name)
    // Whatever it says must be a level that can be played.
    levelOf(scenario.level, scenario)
    const code = textOf(scenario)
    io.print(`${JSON.stringify({ code, link: `/?code=${code}`, ...scenario }, null, 2)}\n`)
    return 0
  },
}

function asked(level: string, values: ReadonlyMap<string, string>, flags: ReadonlySet<string>): Scenario {
  const seed = wholeNumber(values.get('seed') ?? '1', '--seed')
  const { aids, hidden, kit, limit, tries, patch } = Object.fromEntries(values)
  const parsed = optionsFile.safeParse({
    ...(aids !== undefined && { aids }),
    ...(hidden !== undefined && { hidden: hidden.split(',') }),
    ...(kit !== undefined && { kit: kit.split(',') }),
    ...(limit !== undefined && { limit_min: Number(limit) }),
    ...(tries !== undefined && { tries: Number(tries) }),
    ...(flags.has('exam') && { exam: true }),
    ...(flags.has('own') && { own: seed }),
  })
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!
    throw new InputError('arguments', `--${String(path[0]).replace('_min', '')}`, `${message}.`, 'See lot code --help.')
  }
  const wrong = parsed.data.hidden?.find((name) => !hideable(level).includes(name))
  if (wrong !== undefined)
    throw new InputError(
      'arguments',
      '--hidden',
      `'${wrong}' cannot be hidden.`,
      `In ${level}: ${hideable(level).join(', ')}.`,
    )
  const useless = parsed.data.kit?.find((id) => !toolsFor(level).includes(id))
  if (useless !== undefined)
    throw new InputError(
      'arguments',
      '--kit',
      `'${useless}' has nothing to show.`,
      `In ${level}: ${toolsFor(level).join(', ') || 'none'}.`,
    )
  return {
    level,
    seed,
    options: parsed.data,
    ...(patch !== undefined && { patch: readJson(patch) as NonNullable<Scenario['patch']> }),
  }
}

const REFUSED: Readonly<Record<CodeRefusal, string>> = {
  empty: 'is empty.',
  signs: 'has a sign that no code has.',
  length: 'is no level, and too long or too short for a code.',
  mistyped: 'does not add up: a sign is wrong, or two are exchanged.',
  newer: 'was made by a newer version.',
  level: 'names a level that is not here.',
  reading: 'hides an instrument that is not here.',
}

function readCode(text: string): Scenario {
  const found = scenarioOf(text)
  if (typeof found === 'string')
    throw new InputError(text, '', REFUSED[found], 'Type a code of 8 or 12 signs, or see lot levels.')
  return found
}
