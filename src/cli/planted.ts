import {
  cards,
  expertHand,
  explain,
  type Finding,
  groupOf,
  type Level,
  modelVersionOf,
  type NoviceError,
  noviceHand,
  outcomeOf,
  QUALITY_ACTS,
  rankedParts,
  readRun,
  type Run,
  slotsOfCase,
  sop,
  sopHand,
  unitOf,
} from '../play/index.ts'
import { levelHash, type Logged, playHand } from '../record/index.ts'
import { uniform } from '../sim/index.ts'
import { type Command, InputError } from './command.ts'
import { parseArguments } from './files.ts'
import { readLevel } from './levels.ts'
import { wholeNumber } from './play.ts'

export const plantedCommand: Command = {
  name: 'planted',
  usage: '<level> [--lots N] [--random N] [--doubles N]',
  summary: 'plants errors in the expert’s hands and counts how often the explanation names them',
  details: [
    '--lots N      lots, seeds 1 to N (default 2)',
    '--random N    wrong values drawn on each lot, beside the typical errors of the level (default 4)',
    '--doubles N   pairs of errors of different groups on each lot (default 3)',
    'An error that costs a point of yield or purity must be the first cause; of two, both must be among the first three.',
    'One that costs compliance alone must be what the finding that cost most is about.',
    'onRecipe: the typical errors, on the first lot, made by who else follows the printed recipe, which has losses of its own.',
    'Kept beside its level as planted.json: lot planted M4 > levels/antibody/M4/planted.json',
  ].join('\n'),
  run(args, io) {
    const { positional, values } = parseArguments(args, { values: ['lots', 'random', 'doubles'] })
    if (positional.length !== 1) throw new InputError('arguments', '', 'name one level.', 'Example: lot planted M4')
    const { level } = readLevel(positional[0]!)
    if (!level.work?.groups.length)
      throw new InputError(level.id, '', 'has no decisions to be explained.', 'Name a level that can be failed.')
    const count = (name: string, usual: string): number => wholeNumber(values.get(name) ?? usual, `--${name}`)
    const [lots, random, doubles] = [count('lots', '2'), count('random', '4'), count('doubles', '3')]
    const tries: Try[] = []
    for (let seed = 1; seed <= lots; seed++) {
      const lot = lotOf(level, seed)
      const found = (kind: Kind, errors: readonly NoviceError[]): Try | null => {
        io.say(`lot ${seed}: ${kind} ${errors.map((e) => e.id).join(' and ')}`)
        const one = attempt(lot, kind, errors)
        if (one) tries.push(one)
        return one
      }
      const costly = [...level.work.novice, ...drawn(lot, random)].filter(
        (error) => found('single', [error])?.kind === 'single',
      )
      for (const pair of pairs(lot, costly, doubles)) found('double', pair)
      // Each costs dozens of runs: on one lot.
      if (seed === 1) for (const error of level.work.novice) if (costly.includes(error)) found('onRecipe', [error])
    }
    const of = (kind: Kind) => {
      const all = tries.filter((t) => t.kind === kind)
      return { planted: all.length, found: all.filter((t) => t.found).length }
    }
    const result = {
      level: level.id,
      hash: levelHash(level),
      model: modelVersionOf(level),
      lots,
      single: of('single'),
      double: of('double'),
      compliance: of('compliance'),
      onRecipe: of('onRecipe'),
      mostRuns: Math.max(...tries.map((t) => t.runs)),
      missed: tries.flatMap(({ kind, seed, errors, found, ranked }) => (found ? [] : [{ kind, seed, errors, ranked }])),
    }
    io.print(`${JSON.stringify(result, null, 2)}\n`)
    return 0
  },
}

type Kind = 'single' | 'double' | 'compliance' | 'onRecipe'

interface Try {
  readonly kind: Kind
  readonly seed: number
  readonly errors: readonly string[]
  readonly found: boolean
  /** Causes in their order, or findings. */
  readonly ranked: readonly string[]
  readonly runs: number
}

interface Lot {
  readonly level: Level
  readonly seed: number
  readonly log: readonly Logged[]
  readonly run: Run
  readonly findings: readonly Finding[]
}

const findingsOf = (run: Run): readonly Finding[] => outcomeOf(run).compliance?.findings ?? []

function lotOf(level: Level, seed: number): Lot {
  const { log, run } = playHand(level, seed, expertHand)
  return { level, seed, log, run, findings: findingsOf(run) }
}

/** Points of yield or purity that are worth a cause. */
const COSTS = 1

/** Null: it cost nothing that would have to be found. */
function attempt(lot: Lot, kind: Kind, errors: readonly NoviceError[]): Try | null {
  const { level, seed } = lot
  const playedWith = (made: readonly NoviceError[]) =>
    playHand(
      level,
      seed,
      made.reduce((hand, error) => noviceHand(error, hand), kind === 'onRecipe' ? sopHand : expertHand),
    )
  const { log, run } = playedWith(errors)
  // Where the one leaves no occasion for the other there are not two.
  if (errors.length > 1 && errors.some((e) => isSame(playedWith(errors.filter((x) => x !== e)).log, log))) return null
  const told = { seed, errors: errors.map((e) => e.id) }
  const { gap, parts, runs } = explain(level, seed, log, expertHand, sop)
  if (gap.yield > -COSTS && gap.purity > -COSTS) {
    if (kind !== 'single') return null
    const before = new Set(lot.findings.map((f) => `${f.code} ${f.subject.id}`))
    const cost = (f: Finding): number => f.penalty_points + f.lost_points
    const news = findingsOf(run)
      .filter((f) => !before.has(`${f.code} ${f.subject.id}`))
      .sort((a, b) => cost(b) - cost(a))
    if (!news[0] || cost(news[0]) < COSTS) return null
    const ranked = news.map((f) => `${f.code} ${f.subject.id}`)
    return { kind: 'compliance', ...told, found: isAbout(lot, news[0], errors[0]!), ranked, runs }
  }
  const ranked = rankedParts({ parts })
  const among = kind === 'double' ? 3 : 1
  const first = ranked.slice(0, among).map((p) => p.group)
  const found = errors.every((e) => groupsOf(level, e).some((g) => first.includes(g)))
  return {
    kind,
    ...told,
    found,
    ranked: ranked.map((p) => `${p.group} ${p.yield.toFixed(1)} ${p.purity.toFixed(1)}`),
    runs,
  }
}

const isSame = (a: readonly Logged[], b: readonly Logged[]): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Groups whose decisions an error is made of. */
const groupsOf = (level: Level, error: NoviceError): readonly string[] => [
  error.group,
  ...error.answers.flatMap(({ slot }) => (groupOf(level, slot) === QUALITY_ACTS ? [] : [groupOf(level, slot)])),
]

/** Does a finding concern a slot of the error, its group, what its card is about, or what is asked for or goes wrong at its step? */
function isAbout({ level, run }: Lot, { subject: { id } }: Finding, error: NoviceError): boolean {
  const { faults, alarms, decoys, questions } = level.work!
  const asked = readRun(run)!.demands.obligations.find((o) => o.id === id)
  const step = asked?.step ?? [...faults, ...alarms, ...questions].find((x) => x.id === id)?.step
  const fault = faults.find((x) => x.id === id)
  const about = fault ? cards[fault.card]!.about : []
  const decoy = decoys.find((d) => d.id === id)?.slot
  // Line clearance is asked for as one, however many things it looks at.
  const room = id.startsWith('clear.') ? 'room.clear' : id
  // A case of a capstone is named after what it is answered by.
  const last = id.split('.').at(-1)
  const slots = [
    room,
    id,
    `reply.${id}`,
    `record.${id}`,
    `call.${id}`,
    ...(asked?.needs ?? []),
    ...slotsOfCase(id),
    decoy ?? id,
  ]
  return (
    slots.some((slot) => groupOf(level, slot) === error.group) ||
    error.answers.some(({ slot }) => {
      const [place, topic] = slot.split('.')
      return slot === id || place === id || topic === last || place === step || about.includes(place!)
    })
  )
}

/** Decisions of the expert's that somebody leaves out, overdoes or underdoes: of each lot others. */
function drawn({ level, seed, log }: Lot, count: number): readonly NoviceError[] {
  const ranges = new Map(
    level.steps.flatMap((step) => {
      if (step.mode !== 'play') return []
      const { settings, acts } = unitOf(step)
      return [...Object.entries(settings), ...Object.entries(acts)].map(
        ([topic, { min, max }]) =>
          [`${step.id}.${topic}` as const, { min, max, isSetting: Object.hasOwn(settings, topic) }] as const,
      )
    }),
  )
  const slots = [...ranges.keys()].filter((slot) => log.some((d) => d.slot === slot))
  const wrong = slots.flatMap((slot): NoviceError[] => {
    const dice = (n: number): number => uniform(seed, `planted.${slot}`, n)
    const range = ranges.get(slot)!
    const group = groupOf(level, slot)
    if (range.isSetting) {
      const usual = Number(log.find((d) => d.slot === slot)!.value)
      const end = dice(0) < 0.5 ? range.min : range.max
      const instead = usual + (0.2 + 0.4 * dice(1)) * (end - usual)
      return instead === usual ? [] : [{ id: `${slot}=${instead.toPrecision(3)}`, group, answers: [{ slot, instead }] }]
    }
    if (dice(0) < 0.3) return [{ id: `${slot}:never`, group, answers: [{ slot, never: true }] }]
    const times = dice(1) < 0.5 ? 0.3 + 0.4 * dice(2) : 1.5 + dice(2)
    return [{ id: `${slot}*${times.toPrecision(3)}`, group, answers: [{ slot, times }] }]
  })
  return shuffled(wrong, seed, 'planted').slice(0, count)
}

function shuffled<T>(list: readonly T[], seed: number, name: string): readonly T[] {
  return list
    .map((item, i) => ({ item, at: uniform(seed, name, i) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** Two errors of different groups. */
function pairs({ seed }: Lot, errors: readonly NoviceError[], count: number): readonly (readonly NoviceError[])[] {
  const all = errors.flatMap((a, i) => errors.slice(i + 1).flatMap((b) => (a.group === b.group ? [] : [[a, b]])))
  return shuffled(all, seed, 'pairs').slice(0, count)
}
