import { type AnyStream, hcp_ppm, isAntibodyStream, percentOfProduct, plants } from '../models/index.ts'
import {
  checkDecision,
  expertHand,
  isOfClass,
  type Level,
  modelVersionOf,
  observe,
  type Outcome,
  outcomeOf,
  rate,
  type Run,
  type RunningStep,
} from '../play/index.ts'
import {
  asLogged,
  carriedInto,
  inspecting,
  leftBy,
  type Logged,
  play,
  playHand,
  readDecisions,
  recordOf,
  type Replay,
  type Setup,
} from '../record/index.ts'
import { type Command, InputError, type Io } from './command.ts'
import { firstProblem, parseArguments, readJson, writeText } from './files.ts'
import { handNamed } from './hands.ts'
import { carriesOf, levelOf, levelTexts, readLevel, readLot } from './levels.ts'
import { readRecord } from './records.ts'

export const playCommand: Command = {
  name: 'play',
  usage:
    '<level> [--seed N] [--policy idle|random|novice|sop|expert | --decisions FILE] [--after RECORD] [--record OUT] [--trends OUT] [--table]',
  summary: 'plays a level without a screen and prints its result as JSON',
  details: [
    '<level>           id (M2) or path of a level.json',
    '--seed N          the lot (default 1)',
    '--policy NAME     who decides: sop (default: the printed recipe), expert, random, idle (nobody), novice or novice:ERROR',
    '                  (the printed recipe with one of the level\u2019s typical errors). A bare batch knows sop and idle.',
    '--decisions FILE  a list of {"t": plant seconds, "slot": "step.topic", "value": …}; slots it never names go to sop.',
    '                  Topics are settings and acts of the unit, and for every step: proceed, pause (1 stop, 0 go on).',
    '--after RECORD    begins with what that record of an earlier level left unhandled (carry.json of the level); an inspection opens it',
    '--record OUT      writes the attempt as a record that can be replayed to the last bit',
    '--trends OUT      writes readings of every step, hourly, as CSV lines: step,hour,reading,value',
    '--table           prints the steps as a table on stderr',
    'Yield is scored against the expert on the same level and seed; null where the level has no work for a player.',
    'Exit code 1: a step never ended, so there is no product.',
  ].join('\n'),
  run(args, io) {
    const { positional, values, flags } = parseArguments(args, {
      values: ['seed', 'policy', 'decisions', 'after', 'record', 'trends'],
      flags: ['table'],
    })
    const [file, ...extra] = positional
    if (file === undefined || extra.length)
      throw new InputError('arguments', '', 'name one level.', 'Example: lot play levels/antibody/batch/level.json')
    const { level, scenario } = beginning(file, values.get('after'), io)
    const seed = wholeNumber(values.get('seed') ?? String(scenario.seed ?? 1), '--seed')
    const policy = values.get('policy') ?? 'sop'
    const hand = handNamed(policy, level)
    if (!level.work && policy !== 'sop' && policy !== 'idle')
      throw new InputError('arguments', '--policy', 'a bare batch has no player.', 'Known: sop, idle.')
    const decisions = values.get('decisions')
    if (decisions !== undefined && values.has('policy'))
      throw new InputError('arguments', '', '--policy and --decisions exclude each other.', 'Give one of them.')
    const log = decisions === undefined ? [] : readLog(decisions, level)

    const trends = values.has('trends') ? trendWriter() : undefined
    const progress = progressWriter(io)
    const watch = (r: Run, running: RunningStep): void => {
      trends?.add(r, running)
      progress(r)
    }
    const crew = policy === 'idle' ? 'idle' : 'sop'
    const replay =
      level.work && decisions === undefined ? playHand(level, seed, hand, watch) : play(level, seed, log, crew, watch)
    const { run, refused } = replay
    for (const { index } of run.running) io.say(`${level.steps[index]!.id} never ended: the run was stopped.`)
    for (const r of refused) io.say(`refused at ${r.t} s: ${r.slot} = ${JSON.stringify(r.value)} (${r.code})`)
    const out = values.get('record')
    const result = resultOf(replay)
    if (out !== undefined) writeText(out, `${JSON.stringify(recordOf(replay, scenario), null, 1)}\n`)
    if (trends) writeText(values.get('trends')!, trends.text())
    if (flags.has('table')) io.say(table(run))
    io.print(`${JSON.stringify(result, null, 2)}\n`)
    return run.running.length ? 1 : 0
  },
}

/** A level as it is played: from its file or a code, or with what an earlier record left. */
function beginning(
  name: string,
  after: string | undefined,
  io: Io,
): { readonly level: Level; readonly scenario: Setup & { readonly seed?: number } } {
  if (after === undefined) {
    const { level, scenario } = readLot(name)
    return { level, scenario: scenario ?? {} }
  }
  const earlier = readRecord(after)
  const { run } = play(earlier.level, earlier.record.seed, earlier.record.log, earlier.record.crew)
  if (readLevel(name).level.work?.inspection) {
    const scenario = inspecting(run)
    return { level: levelOf(name, scenario), scenario }
  }
  const carried = carriedInto(carriesOf(name), [leftBy(run)])
  const texts = levelTexts(readLevel(name).file, 'en')['moments'] as Readonly<Record<string, { says: string }>>
  for (const id of carried?.ids ?? []) io.say(texts[id]!.says)
  return { level: levelOf(name, carried?.setup ?? {}), scenario: carried?.setup ?? {} }
}

export function wholeNumber(text: string, where: string): number {
  const n = Number(text)
  if (!Number.isSafeInteger(n) || n < 0)
    throw new InputError('arguments', where, `'${text}' is not a whole number of at least 0.`, `Write ${where} 7.`)
  return n
}

function readLog(file: string, level: Level): readonly Logged[] {
  const { log, problems } = readDecisions(readJson(file))
  const wrong = log.flatMap((decision, i) => checkDecision(level, decision, `[${i}]`) ?? [])
  if (problems.length || wrong.length) throw firstProblem(file, [...problems, ...wrong])
  return log
}

/** The expert's amounts on a level and seed; null where there is nothing for an expert to do. */
export function referenceOf(level: Level, seed: number, log: readonly Logged[] = []): Outcome | null {
  const brought = log.filter((d) => isOfClass(d.slot)).map(asLogged)
  return level.work ? outcomeOf(playHand(level, seed, expertHand, undefined, brought).run) : null
}

/** What a run came to, in the order the contract prints it. */
export function resultOf(replay: Replay, reference = referenceOf(replay.run.level, replay.run.seed, replay.log)) {
  const { run, refused } = replay
  const { level, seed, closed } = run
  const outcome = outcomeOf(run)
  const rating = reference && rate(run, outcome, reference)
  const { compliance } = outcome
  const { mass_g } = plants[level.plant]
  return {
    level: level.id,
    seed,
    model: modelVersionOf(level),
    digest: recordOf(replay).digest,
    yield: {
      score: rating?.yield ?? null,
      value: outcome.amounts[0],
      unit: level.products[0]!.unit,
      ref: reference?.amounts[0] ?? null,
      ...(level.products.length > 1 && {
        products: level.products.map(({ id, unit }, i) => ({
          id,
          value: outcome.amounts[i],
          unit,
          ref: reference?.amounts[i] ?? null,
        })),
      }),
    },
    purity: {
      score: outcome.disposition === 'none' ? null : outcome.purity.score,
      attributes: outcome.purity.attributes,
    },
    compliance: {
      score: compliance?.score ?? null,
      findings: compliance?.findings ?? [],
      gates: compliance?.gates ?? [],
    },
    disposition: level.work ? outcome.disposition : null,
    passed: rating?.passed ?? null,
    ...(rating && rating.medals !== null && { medals: rating.medals }),
    unfinished: run.running.map((r) => level.steps[r.index]!.id),
    steps: closed.map((c) => ({
      id: level.steps[c.index]!.id,
      start_h: c.opened_s / 3600,
      hours: (c.closed_s - c.opened_s) / 3600,
      product_g: mass_g(c.product),
      stepYield: mass_g(c.entered) > 0 ? mass_g(c.product) / mass_g(c.entered) : null,
      volume_L: c.product.volume_L,
      ...antibodyTests(c.product),
      results: c.results,
    })),
    refused,
  }
}

/** What is followed of antibody through every step. */
const antibodyTests = (s: AnyStream) =>
  isAntibodyStream(s) ? { hcp_ppm: hcp_ppm(s), hmw_pct: percentOfProduct(s.hmw_g, s) } : {}

function table(run: Run): string {
  const { mass_g } = plants[run.level.plant]
  const rows = run.closed.map((c) => {
    const p = c.product
    const grams = mass_g(p)
    const entered = mass_g(c.entered)
    const share = entered > 0 ? `${((100 * grams) / entered).toFixed(1)} %` : '–'
    const { hcp_ppm: hcp, hmw_pct: hmw } = antibodyTests(p)
    return [
      run.level.steps[c.index]!.id,
      (c.opened_s / 3600).toFixed(1),
      ((c.closed_s - c.opened_s) / 3600).toFixed(1),
      p.volume_L.toFixed(1),
      grams.toFixed(0),
      share,
      (p.volume_L > 0 ? grams / p.volume_L : 0).toFixed(2),
      grams > 0 && hcp !== undefined ? hcp.toPrecision(3) : '–',
      grams > 0 && hmw !== undefined ? hmw.toFixed(2) : '–',
    ]
  })
  const lines = [['step', 'start h', 'hours', 'litres', 'grams', 'yield', 'g/L', 'HCP ppm', 'HMW %'], ...rows]
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map((l) => l[i]!.length)))
  return lines
    .map((l) => l.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
    .join('\n')
}

/** Hourly readings of whatever runs, for comparison with outside software. */
function trendWriter() {
  const lines = ['step,hour,reading,value']
  return {
    add(run: Run, running: RunningStep): void {
      if ((run.t_s - running.opened_s) % 3600 !== 0) return
      const { id } = run.level.steps[running.index]!
      const hour = (run.t_s - running.opened_s) / 3600
      for (const [reading, value] of Object.entries(observe(run, running).readings()))
        lines.push(`${id},${hour},${reading},${value}`)
    },
    text: () => `${lines.join('\n')}\n`,
  }
}

/** A line on stderr for each step begun, when a person is watching. */
function progressWriter(io: Io) {
  let shown = -1
  return (run: Run): void => {
    const index = run.running[0]?.index ?? -1
    if (index === shown || index < 0) return
    shown = index
    io.say(`day ${(run.t_s / 86_400).toFixed(1)}: ${run.level.steps[index]!.id}`)
  }
}
