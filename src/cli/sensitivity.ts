import {
  expertHand,
  groupOf,
  type Level,
  modelVersionOf,
  type NoviceAnswer,
  noviceHand,
  outcomeOf,
  rate,
  type Run,
  unitOf,
} from '../play/index.ts'
import { levelHash, playHand } from '../record/index.ts'
import { type Command, InputError } from './command.ts'
import { parseArguments } from './files.ts'
import { readLevel } from './levels.ts'
import { wholeNumber } from './play.ts'
import { drawn } from './sensitivityPicture.ts'

export const sensitivityCommand: Command = {
  name: 'sensitivity',
  usage: '<level> [--seed N] [--json]',
  summary: 'draws what each number the player decides does to the marks, all else as the expert does it',
  details: [
    'Each set point is held at one value: the expert’s, and on the way from it to both ends of its range;',
    'each dose is given at 0 to 3 times the expert’s.',
    'The expert goes on as usual otherwise, and reacts to what comes of it. The yield is not capped at the expert’s.',
    '--seed N  the lot (default 1)',
    '--json    the figures, in place of the picture (SVG)',
    'Kept for every level in docs/science/sensitivity: lot sensitivity M2 > docs/science/sensitivity/M2.svg',
  ].join('\n'),
  run(args, io) {
    const { positional, values, flags } = parseArguments(args, { values: ['seed'], flags: ['json'] })
    if (positional.length !== 1) throw new InputError('arguments', '', 'name one level.', 'Example: lot sensitivity M2')
    const { level } = readLevel(positional[0]!)
    if (!level.work || level.work.medals)
      throw new InputError(level.id, '', 'has no marks to move.', 'Name a level that can be passed.')
    const seed = wholeNumber(values.get('seed') ?? '1', '--seed')
    const found = sensitivityOf(level, seed, (slot) => io.say(slot))
    if (found.curves.length === 0)
      throw new InputError(level.id, '', 'asks for no number of a process.', 'Name a level with a process to run.')
    io.print(flags.has('json') ? `${JSON.stringify(found, null, 2)}\n` : drawn(found))
    return 0
  },
}

export interface Sensitivity {
  readonly level: string
  readonly hash: string
  readonly model: string
  readonly seed: number
  readonly pass: { readonly yield: number; readonly purity: number; readonly compliance: number }
  readonly curves: readonly Curve[]
}

export interface Curve {
  readonly slot: string
  readonly means: string
  /** Of what is varied: of a set point its own; of a dose, times the expert's. */
  readonly unit: string
  /** What the expert decided, first and last: the curve shows one value held throughout. */
  readonly expert: readonly [number, number]
  readonly points: readonly Point[]
}

export interface Point {
  readonly at: number
  readonly yield: number
  readonly purity: number
  readonly compliance: number
  readonly passed: boolean
}

/** Shares of the way from the expert's value to the ends: close by, where it matters, and the ends, which a hand can reach. */
const WAYS = [-1, -0.4, -0.12, -0.03, 0, 0.03, 0.12, 0.4, 1] as const
const TIMES = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const

export function sensitivityOf(level: Level, seed: number, say: (slot: string) => void): Sensitivity {
  const { log, run } = playHand(level, seed, expertHand)
  const reference = outcomeOf(run).amounts
  if (reference.every((amount) => amount === 0))
    throw new InputError(level.id, '--seed', `lot ${seed} is rightly kept back.`, 'Name another lot.')
  const pointWith = (slot: string, at: number, answer: Omit<NoviceAnswer, 'slot'>): Point => {
    const error = { id: slot, group: groupOf(level, slot), answers: [{ slot, ...answer }] }
    return { at, ...marksOf(level, playHand(level, seed, noviceHand(error, expertHand)).run, reference) }
  }
  const curves = level.steps.flatMap((step): readonly Curve[] => {
    if (step.mode !== 'play') return []
    const { settings, acts } = unitOf(step)
    const said = (slot: string): readonly number[] =>
      log.flatMap((d) => (d.slot === slot && typeof d.value === 'number' ? [d.value] : []))
    const topics = Object.entries({ ...settings, ...acts })
    return topics.flatMap(([topic, spec]): readonly Curve[] => {
      const slot = `${step.id}.${topic}`
      const values = said(slot)
      if (values.length === 0) return []
      say(slot)
      const about = { slot, means: spec.means }
      if (Object.hasOwn(settings, topic)) {
        const expert = [values[0]!, values.at(-1)!] as const
        const usual = (expert[0] + expert[1]) / 2
        // The ends as they are: worked out they can lie past themselves by a rounding, and nobody may set that.
        const ats = WAYS.map((way) =>
          held(usual + way * (way < 0 ? usual - spec.min : spec.max - usual), spec.min, spec.max),
        )
        const points = [...new Set(ats)].map((at) => pointWith(slot, at, { instead: at }))
        return [{ ...about, unit: spec.unit, expert, points }]
      }
      const points = TIMES.map((times) => pointWith(slot, times, times === 0 ? { never: true } : { times }))
      return [{ ...about, unit: '× expert', expert: [1, 1], points }]
    })
  })
  const { pass } = level.work!
  return { level: level.id, hash: levelHash(level), model: modelVersionOf(level), seed, pass, curves }
}

const held = (x: number, low: number, high: number): number => Math.max(low, Math.min(high, x))

function marksOf(level: Level, run: Run, reference: readonly number[]): Omit<Point, 'at'> {
  const outcome = outcomeOf(run)
  const { purity, compliance, passed } = rate(run, outcome, { amounts: reference, keptBack: null })
  const weights = level.products.reduce((sum, p) => sum + p.weight, 0)
  // A product the expert makes nothing of on this lot tells nothing.
  const share = level.products.reduce(
    (sum, p, i) => sum + (reference[i]! > 0 ? (p.weight * outcome.amounts[i]!) / reference[i]! : p.weight),
    0,
  )
  return { yield: (100 * share) / weights, purity, compliance, passed: passed === true }
}
