import { spawnSync } from 'node:child_process'
import { type Command, InputError } from './command.ts'
import { parseArguments } from './files.ts'
import { type Benchmark, columnBenchmarks } from './reference/column.ts'
import { cultureBenchmarks } from './reference/culture.ts'
import { batchBenchmarks } from './batchBench.ts'

interface Row {
  readonly case: string
  readonly method: string
  /** Median of the rounds, milliseconds; the first (cold) call apart. */
  readonly median_ms: number
  readonly cold_ms: number
  /** Least processor time of any call: says more than the clock where the machine is shared. */
  readonly cpu_ms: number
  readonly error: number | null
  readonly rival: readonly { readonly method: string; readonly ms: number; readonly error: number | null }[]
}

export const benchCommand: Command = {
  name: 'bench',
  usage: '[--rounds N] [--only TEXT] [--markdown] | --browser [--only TEXT]',
  summary: 'times the solvers on the reference cases, with their error, beside outside software',
  details: [
    'Rounds are interleaved over the cases and the median is printed; nothing here is asserted in a test.',
    'cpu_ms is the least processor time of a call. Explanations are timed once: they take seconds.',
    "Rivals' times and errors are those in tests/reference (their own machine of the time, start-up not counted).",
    '--rounds N    rounds (default 7)',
    '--only TEXT   cases whose name contains TEXT',
    '--markdown    prints the table of docs/benchmarks.md instead of JSON',
    '--browser     the page in Chromium instead: first (bytes and time to first play), frames (work a frame, by',
    '              renderer), heap (over fifty changes of level); 3 min, with --only frames half a minute each;',
    '              with --only crowd half an hour of random hands at the kiosk',
  ].join('\n'),
  run(args, io) {
    const { positional, values, flags } = parseArguments(args, {
      values: ['rounds', 'only'],
      flags: ['markdown', 'browser'],
    })
    if (positional.length)
      throw new InputError('arguments', positional[0]!, 'is not expected here.', 'See lot bench --help.')
    if (flags.has('browser')) return browserBench(values.get('only') ?? '')
    const rounds = Number(values.get('rounds') ?? '7')
    if (!Number.isSafeInteger(rounds) || rounds < 1)
      throw new InputError('arguments', '--rounds', 'is not a whole number above 0.', 'Write --rounds 7.')
    const only = values.get('only') ?? ''
    const all: readonly Benchmark[] = [...cultureBenchmarks(), ...columnBenchmarks(), ...batchBenchmarks()]
    const benchmarks = all.filter((b) => b.case.includes(only))
    if (!benchmarks.length)
      throw new InputError('arguments', '--only', `no case is called like '${only}'.`, 'lot bench lists them all.')
    const cold = benchmarks.map((b) => {
      io.say(`${b.case}: ${b.method}`)
      return timed(b)
    })
    const times: Time[][] = benchmarks.map((b, i) => (b.once ? [cold[i]!] : []))
    for (let round = 0; round < rounds; round++)
      benchmarks.forEach((b, i) => {
        if (!b.once) times[i]!.push(timed(b))
      })
    const rows: Row[] = benchmarks.map((b, i) => ({
      case: b.case,
      method: b.method,
      median_ms: median(times[i]!.map((t) => t.clock_ms)),
      cold_ms: cold[i]!.clock_ms,
      cpu_ms: Math.min(...times[i]!.map((t) => t.cpu_ms)),
      error: b.error(),
      rival: b.rival,
    }))
    io.print(flags.has('markdown') ? markdown(rows, rounds) : `${JSON.stringify(rows, null, 2)}\n`)
    return 0
  },
}

/** Its own program: it builds the page and needs a browser, which nothing else of the command does. */
function browserBench(only: string): number {
  const { status, error } = spawnSync(process.execPath, ['scripts/browserBench.mjs', only], { stdio: 'inherit' })
  if (error) throw new InputError('scripts/browserBench.mjs', '', 'could not be started.', error.message)
  return status ?? 1
}

interface Time {
  readonly clock_ms: number
  readonly cpu_ms: number
}

function timed(b: Benchmark): Time {
  const start = performance.now()
  const before = process.cpuUsage()
  b.run()
  return { cpu_ms: process.cpuUsage(before).user / 1000, clock_ms: performance.now() - start }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const figure = (x: number | null): string => (x === null ? '–' : x.toExponential(1))

function markdown(rows: readonly Row[], rounds: number): string {
  const lines = rows.map((r) => {
    const rival = r.rival.map((v) => `${v.method}: ${v.ms.toPrecision(3)} ms, ${figure(v.error)}`).join('<br>') || '–'
    return `| ${r.case} | ${r.method} | ${r.median_ms.toPrecision(3)} | ${figure(r.error)} | ${rival} |`
  })
  return [
    `Median of ${rounds} interleaved rounds.`,
    '',
    '| case | method | ms | error | rival: ms, error |',
    '|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n')
}
