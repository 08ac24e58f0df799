import { modelVersionOf, type Rating } from '../play/index.ts'
import { levelHash, tried, triersOf } from '../record/index.ts'
import { type Command, InputError } from './command.ts'
import { parseArguments } from './files.ts'
import { handNamed } from './hands.ts'
import { readLevel } from './levels.ts'
import { wholeNumber } from './play.ts'

export const sweepCommand: Command = {
  name: 'sweep',
  usage: '<level> [--runs N] [--policies LIST]',
  summary: 'the distribution of scores over seeds and policies',
  details: [
    '--runs N          lots, seeds 1 to N (default 20)',
    '--policies LIST   comma separated; default: every policy, every typical error of the level, every shortcut',
    'Prints for each policy median, mean, standard deviation, least and most of each axis, and the share that passes;',
    'Kept beside its level as sweep.json: lot sweep M2 --runs 20 > levels/antibody/M2/sweep.json',
    'auc: how often the expert is above the policy on the mean of the three axes (1: always).',
  ].join('\n'),
  run(args, io) {
    const { positional, values } = parseArguments(args, { values: ['runs', 'policies'] })
    if (positional.length !== 1)
      throw new InputError('arguments', '', 'name one level.', 'Example: lot sweep M2 --runs 20')
    const { level } = readLevel(positional[0]!)
    if (!level.work) throw new InputError(level.id, '', 'has no work for a player.', 'Sweep a level that is played.')
    const runs = wholeNumber(values.get('runs') ?? '20', '--runs')
    const named = values.get('policies')?.split(',') ?? triersOf(level)
    for (const name of named) handNamed(name, level)
    const scores = new Map<string, Rating[]>(named.map((name) => [name, []]))
    for (let seed = 1; seed <= runs; seed++) {
      io.say(`lot ${seed} of ${runs}`)
      for (const { trier, rating } of tried(level, seed, named)) if (rating) scores.get(trier)!.push(rating)
    }
    const best = scores.get('expert')
    const result = {
      level: level.id,
      // What the figures hold for: a committed sweep is stale when one of these has moved.
      hash: levelHash(level),
      model: modelVersionOf(level),
      runs,
      policies: Object.fromEntries(
        [...scores].map(([name, list]) => {
          const made = list.filter((x) => !x.justified)
          const product = made.length ? made : list
          return [
            name,
            {
              ...(list.length < runs && { lots: list.length }),
              ...(made.length < list.length && { keptBack: list.length - made.length }),
              yield: spread(product.map((x) => x.yield)),
              purity: spread(product.map((x) => x.purity)),
              compliance: spread(list.map((x) => x.compliance)),
              passed: level.work!.medals ? null : list.filter((x) => x.passed).length / list.length,
              ...(level.work!.medals && { medals: spread(list.map((x) => x.medals ?? 0)) }),
              auc: best ? above(best.map(mean), list.map(mean)) : null,
            },
          ]
        }),
      ),
    }
    io.print(`${JSON.stringify(result, null, 2)}\n`)
    return 0
  },
}

const mean = (s: Rating): number => (s.justified ? s.compliance : (s.yield + s.purity + s.compliance) / 3)

/** Share of pairs in which the first is above the second, ties counting half. */
function above(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (const x of a) for (const y of b) sum += x > y ? 1 : x === y ? 0.5 : 0
  return sum / (a.length * b.length)
}

function spread(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const n = sorted.length
  const middle = Math.floor(n / 2)
  const average = values.reduce((sum, x) => sum + x, 0) / n
  const variance = values.reduce((sum, x) => sum + (x - average) * (x - average), 0) / n
  return {
    median: n % 2 === 1 ? sorted[middle] : (sorted[middle - 1]! + sorted[middle]!) / 2,
    mean: average,
    sd: Math.sqrt(variance),
    least: sorted[0],
    most: sorted.at(-1),
  }
}
