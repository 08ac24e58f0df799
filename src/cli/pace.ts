import { expertHand, type Hand, noviceHand, outcomeOf, OCCUPATIONS, type Pace, paceOf } from '../play/index.ts'
import { playHand } from '../record/index.ts'
import { type Command, InputError } from './command.ts'
import { parseArguments } from './files.ts'
import { levelTexts, readLevel } from './levels.ts'
import { wholeNumber } from './play.ts'

export const paceCommand: Command = {
  name: 'pace',
  usage: '<level> [--seed N] [--language fr|en] [--table]',
  summary: 'seconds of handling, deciding, reading, writing, waiting in each real minute of a level',
  details: [
    'Replays the expert and the level’s first typical error at a human pace: 180 words a minute, hand times by verb',
    '(src/play/pace.ts says each with its reason). Prints for both the minutes, the totals, the first minute of the',
    'debrief after them, and the checks of the rule, which are about the play.',
    '--seed N          the lot (default 1)',
    '--language fr|en  whose texts are read (default fr)',
    '--table           prints the minutes as a table on stderr',
    'Exit code 1: the expert’s play does not keep to the rule.',
  ].join('\n'),
  run(args, io) {
    const { positional, values, flags } = parseArguments(args, { values: ['seed', 'language'], flags: ['table'] })
    if (positional.length !== 1) throw new InputError('arguments', '', 'name one level.', 'Example: lot pace M2')
    const { level, file } = readLevel(positional[0]!)
    if (!level.work) throw new InputError(level.id, '', 'has no work for a player.', 'Pace a level that is played.')
    const language = values.get('language') ?? 'fr'
    if (language !== 'fr' && language !== 'en')
      throw new InputError('arguments', '--language', `'${language}' is not spoken here.`, 'Write fr or en.')
    const seed = wholeNumber(values.get('seed') ?? '1', '--seed')
    const texts = levelTexts(file, language)
    const [error] = level.work.novice
    const hands: [string, Hand][] = [['expert', expertHand]]
    if (error) hands.push([`novice:${error.id}`, noviceHand(error)])
    const players = hands.map(([player, hand]) => {
      const { run } = playHand(level, seed, hand)
      return { player, ...paceOf(run, texts, outcomeOf(run).disposition) }
    })
    if (flags.has('table')) for (const p of players) io.say(table(p.player, p))
    io.print(`${JSON.stringify({ level: level.id, seed, language, players }, null, 2)}\n`)
    return players[0]!.checks.every((c) => c.met) ? 0 : 1
  },
}

function table(player: string, pace: Pace): string {
  const row = (name: string, seconds: Pace['total']): string =>
    `${name.padEnd(8)}${OCCUPATIONS.map((o) => seconds[o].toFixed(0).padStart(10)).join('')}`
  return [
    `${player}: ${pace.total_min.toFixed(1)} min, ${pace.words} words, ${pace.decisions} decisions that change the model`,
    `${'minute'.padEnd(8)}${OCCUPATIONS.map((o) => o.padStart(10)).join('')}`,
    ...pace.minutes.map((m, i) => row(String(i + 1), m)),
    row('all', pace.total),
    row('debrief', pace.debrief),
    ...pace.checks.map((c) => {
      const bound = [c.least === null ? '' : `at least ${c.least}`, c.most === null ? '' : `at most ${c.most}`]
      return `${c.met ? 'met    ' : 'NOT MET'} ${c.rule}: ${c.found.toFixed(1)} (${bound.filter(Boolean).join(', ')})`
    }),
  ].join('\n')
}
