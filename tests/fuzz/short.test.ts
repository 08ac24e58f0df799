/**
 * Two hundred random players of M1's three mornings, in every run of the suite: any slot that is open, answered at
 * random or with nonsense, at random seconds. A run saved and taken up again on the way, and the same decisions played
 * anew, come to the same digest; no number is NaN. Longer ones in play.test.ts; FUZZ_SHORT_RUNS=3000 for more.
 */
import { expect, test } from 'vitest'
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import {
  type Answer,
  advanceTo,
  apply,
  deskView,
  digestRun,
  isOver,
  openSlots,
  outcomeOf,
  query,
  randomHand,
  type Run,
  sop,
  startRun,
} from '../../src/play/index.ts'
import { uniform } from '../../src/sim/index.ts'

const level = loadLevel(m1).level!
const { rounds, starts_s } = level.work!
const END_S = rounds.count * rounds.length_s
const RUNS = Number(process.env['FUZZ_SHORT_RUNS'] ?? 200)
const LOTS = 20
const EACH = Math.ceil(RUNS / LOTS)

interface Taken {
  readonly t: number
  readonly slot: string
  readonly value: Answer
}

const NONSENSE: readonly Answer[] = [-1, 1e300, 5e-324, '', 'oxygen', [], [0, 'x'], 0]

/** Plays one random sequence from the first morning on; halfway everything goes on in a copy of the run. */
function randomPlayer(began: Run, number: number): { readonly run: Run; readonly log: readonly Taken[] } {
  let n = 0
  const dice = (): number => uniform(number, 'fuzz.short', n++)
  let run = structuredClone(began)
  const log: Taken[] = []
  while (run.t_s < END_S && !isOver(run) && log.length < 80) {
    if (run.t_s < run.desk!.busy_s) advanceTo(run, run.desk!.busy_s, sop)
    else if (dice() < 0.2) advanceTo(run, Math.floor(run.t_s + dice() * dice() * 12_000), sop)
    const slots = openSlots(run)
    const slot = slots[Math.floor(dice() * slots.length)]!
    const answer = dice() < 0.1 ? NONSENSE[Math.floor(dice() * NONSENSE.length)] : randomHand(deskView(run), slot)
    if (answer === undefined) continue
    const asked = query(run, { slot, value: answer })
    const refused = apply(run, { slot, value: answer }, 'player')
    expect(refused?.code).toBe(asked?.code)
    log.push({ t: run.t_s, slot, value: answer })
    if (log.length === 8) run = structuredClone(run)
  }
  return { run, log }
}

/** The same decisions at the same seconds, without any copy on the way. */
function again(began: Run, log: readonly Taken[], end_s: number): Run {
  const run = structuredClone(began)
  for (const d of log) {
    if (d.t > run.t_s) advanceTo(run, d.t, sop)
    apply(run, d, 'player')
  }
  if (end_s > run.t_s) advanceTo(run, end_s, sop)
  return run
}

function unsound(value: unknown): boolean {
  if (typeof value === 'number') return !(value - value === 0)
  return typeof value === 'object' && value !== null && Object.values(value).some(unsound)
}

test.each(Array.from({ length: LOTS }, (_, i) => i + 1))(`lot %i: ${EACH} random players`, (seed) => {
  const began = startRun(level, seed)
  advanceTo(began, starts_s, sop)
  let taken = 0
  for (let i = 0; i < EACH; i++) {
    const { run, log } = randomPlayer(began, seed * 10_000 + i)
    taken += log.length
    expect(unsound({ running: run.running, desk: run.desk })).toBe(false)
    const { score } = outcomeOf(run).compliance!
    expect(score >= 0 && score <= 100).toBe(true)
    expect(digestRun(again(began, log, run.t_s))).toBe(digestRun(run))
  }
  // Players, not sleepers.
  expect(taken / EACH).toBeGreaterThan(15)
})
