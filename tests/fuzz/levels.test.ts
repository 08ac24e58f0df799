/**
 * Random players of every level: now the expert's answer, now the recipe's, now anything in range, now nonsense, to any
 * slot that is open, at any second. Nothing throws, what is asked and what is done are refused alike, no number is NaN,
 * what is judged is accounted for to 1e-9 in every step, compliance stays on its scale, and the same decisions without
 * the copies taken on the way come to the same digest. Only what is played is run; one sequence in twenty goes on to
 * the vial. FUZZ_LEVEL_RUNS=4000 for as many of each level; FUZZ_FROM=1 says with which to begin.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import { plants } from '../../src/models/index.ts'
import {
  type Answer,
  advanceTo,
  apply,
  deskView,
  digestRun,
  expertHand,
  type Hand,
  idleHand,
  isOver,
  type Level,
  noviceHand,
  openSlots,
  outcomeOf,
  query,
  randomHand,
  type Run,
  sop,
  sopHand,
  startRun,
  unitOf,
} from '../../src/play/index.ts'
import { type Logged, play } from '../../src/record/index.ts'
import { uniform } from '../../src/sim/index.ts'

const RUNS = Number(process.env['FUZZ_LEVEL_RUNS'] ?? 1)
const FROM = Number(process.env['FUZZ_FROM'] ?? 1)
const DECISIONS = 250

const levels = readdirSync('levels', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('level.json'))
  .map((path) => join('levels', path))
  .filter((path) => loadLevel(JSON.parse(readFileSync(path, 'utf8'))).level!.work)

interface Taken {
  readonly t: number
  readonly slot: string
  readonly value: Answer
}

const NONSENSE: readonly Answer[] = [-1, 1e300, 5e-324, '', 'oxygen', [], [0, 'x'], [1e300, -1, 'late'], 0, 1]

const isPlayed = (run: Run): boolean =>
  isOver(run) ||
  (!run.level.work!.inspection &&
    run.level.steps.every((s, i) => s.mode !== 'play' || run.closed.some((c) => c.index === i)))

/** Of a knob: anything it can be set to. */
function wild(run: Run, slot: string, dice: () => number): Answer | undefined {
  const dot = slot.indexOf('.')
  const step = run.level.steps.find((s) => s.id === slot.slice(0, dot) && s.mode === 'play')
  if (!step) return undefined
  const { settings, acts } = unitOf(step)
  const spec = { ...settings, ...acts }[slot.slice(dot + 1)]
  return spec && spec.min + dice() * (spec.max - spec.min)
}

function randomPlayer(level: Level, seed: number): { readonly run: Run; readonly log: readonly Taken[] } {
  let n = 0
  const dice = (): number => uniform(seed, 'fuzz.levels', n++)
  const { rounds, starts_s, novice } = level.work!
  const end_s = rounds.count * rounds.length_s
  let run = startRun(level, seed)
  advanceTo(run, starts_s, sop)
  // As careful or as careless as this one is, with one typical error, if any, of its own.
  const care = dice()
  const error = novice[Math.floor(dice() * (novice.length + 1))]
  const hands: readonly Hand[] = [error ? noviceHand(error, expertHand) : expertHand, sopHand, randomHand, idleHand]
  const log: Taken[] = []
  while (run.t_s < end_s && !isPlayed(run) && log.length < DECISIONS) {
    if (run.t_s < run.desk!.busy_s) advanceTo(run, run.desk!.busy_s, sop, undefined, () => isPlayed(run))
    const slots = openSlots(run)
    const slot = slots[Math.floor(dice() * slots.length)]
    const hand = hands[dice() < care ? 0 : 1 + Math.floor(3 * dice())]!
    const answer =
      slot === undefined
        ? undefined
        : dice() < 0.03
          ? NONSENSE[Math.floor(dice() * NONSENSE.length)]
          : dice() < 0.05
            ? wild(run, slot, dice)
            : hand(deskView(run), slot)
    if (slot === undefined || answer === undefined) {
      // Rounds are of a quarter of an hour or of a day: a little of one, and now and then a leap.
      const step_s = rounds.length_s * (dice() < 0.02 ? dice() * dice() : dice() / 600)
      advanceTo(run, Math.floor(run.t_s + 1 + step_s), sop, undefined, () => isPlayed(run))
      continue
    }
    const asked = query(run, { slot, value: answer })
    const t = run.t_s
    expect([slot, apply(run, { slot, value: answer }, 'player')?.code]).toEqual([slot, asked?.code])
    log.push({ t, slot, value: answer })
    if (log.length % 40 === 8) run = structuredClone(run)
  }
  return { run, log }
}

/** The same decisions at the same seconds, without any copy on the way. */
function again(level: Level, seed: number, log: readonly Taken[], end_s: number): Run {
  const run = startRun(level, seed)
  advanceTo(run, level.work!.starts_s, sop)
  const until = (t_s: number): void => {
    if (t_s > run.t_s) advanceTo(run, t_s, sop, undefined, () => isPlayed(run))
  }
  for (const d of log) {
    until(d.t)
    apply(run, d, 'player')
  }
  until(end_s)
  return run
}

/** The first path at which a number is none. */
function unsound(value: unknown, path: string): string | undefined {
  if (typeof value === 'number') return value - value === 0 ? undefined : path
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = unsound(inner, `${path}.${key}`)
    if (found) return found
  }
  return undefined
}

function check(run: Run): void {
  expect(unsound({ running: run.running, closed: run.closed, desk: run.desk }, 'run')).toBeUndefined()
  const { mass_g } = plants[run.level.plant]
  for (const { index, entered, product, ledger } of run.closed) {
    const { id } = run.level.steps[index]!
    const { entered_g, made_g, left_g, held_g, lost_g } = ledger
    const bound_g = 1e-9 * Math.max(mass_g(entered) + made_g, entered_g, 1e-6)
    // The cocktail's ledger is of DNA, of which nothing is judged.
    const out_g = run.level.plant === 'aav' ? left_g : mass_g(product)
    const open_g = entered_g + made_g - out_g - held_g - lost_g
    expect([id, Math.abs(open_g) <= bound_g ? 'accounted for' : open_g]).toEqual([id, 'accounted for'])
    expect([id, Math.min(held_g, out_g, mass_g(product)) >= 0]).toEqual([id, true])
  }
  const { compliance } = outcomeOf(run)
  if (compliance) expect(compliance.score >= 0 && compliance.score <= 100).toBe(true)
}

test.each(levels)(
  '%s, by random players',
  (path) => {
    const level = loadLevel(JSON.parse(readFileSync(path, 'utf8'))).level!
    const wrong: string[] = []
    for (let seed = FROM; seed < FROM + RUNS; seed++)
      try {
        const { run, log } = randomPlayer(level, seed)
        check(run)
        expect(digestRun(again(level, seed, log, run.t_s))).toBe(digestRun(run))
        if (seed % 20 === 0) {
          const whole = play(level, seed, log as Logged[], 'sop').run
          expect(isOver(whole)).toBe(true)
          check(whole)
        }
      } catch (error) {
        wrong.push(`${dirname(path)}, player ${seed}: ${error instanceof Error ? error.stack : String(error)}`)
      }
    expect(wrong).toEqual([])
  },
  86_400_000,
)

/** A vent filter that soaks within the tick: what it lets through is read anew in every step of the gas side. */
test('M2, player 2: many short advances come to the same as one long one', () => {
  const level = loadLevel(JSON.parse(readFileSync('levels/antibody/M2/level.json', 'utf8'))).level!
  const { run, log } = randomPlayer(level, 2)
  expect(digestRun(again(level, 2, log, run.t_s))).toBe(digestRun(run))
})
