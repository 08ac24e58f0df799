/**
 * Random hands on the whole antibody batch: any set point in its range, any act, pauses, early proceeding, at any hour.
 * Nothing throws, nothing is negative or NaN, the antibody is accounted for, and the record replays to the last bit. FUZZ_RUNS=500 npx vitest run tests/fuzz for more.
 */
import { expect, test } from 'vitest'
import batchLevel from '../../levels/antibody/batch/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { AMOUNTS } from '../../src/models/index.ts'
import { unitOf } from '../../src/play/index.ts'
import { type Logged, play, recordOf } from '../../src/record/index.ts'
import { uniform } from '../../src/sim/index.ts'
import { antibodySteps } from '../antibodySteps.ts'

const level = loadLevel(batchLevel).level!
const RUNS = Number(process.env.FUZZ_RUNS ?? 5)

/** About twenty decisions; one in four acts or proceeds where the step happens to be, the rest are set points. */
function randomLog(seed: number): Logged[] {
  const dice = (n: number): number => uniform(seed, 'fuzz', n)
  return Array.from({ length: 20 }, (_, i) => {
    const step = level.steps[Math.floor(dice(10 * i) * level.steps.length)]!
    const unit = unitOf(step)
    const kind = dice(10 * i + 1)
    const specs = Object.entries(kind < 0.75 ? unit.settings : unit.acts)
    const t = Math.floor(dice(10 * i + 2) * 760 * 3600)
    if (kind > 0.97 || specs.length === 0) return { t, slot: `${step.id}.proceed`, value: 1 }
    if (kind > 0.94) return { t, slot: `${step.id}.pause`, value: dice(10 * i + 5) < 0.5 ? 1 : 0 }
    const [id, spec] = specs[Math.floor(dice(10 * i + 3) * specs.length)]!
    return { t, slot: `${step.id}.${id}`, value: spec.min + dice(10 * i + 4) * (spec.max - spec.min) }
  }).sort((a, b) => a.t - b.t)
}

test.each(Array.from({ length: RUNS }, (_, i) => i + 1))('random hands, seed %i', (seed) => {
  const replay = play(level, seed, randomLog(seed), 'sop')
  const { run } = replay
  for (const { index, product, entered, ledger } of antibodySteps(run)) {
    const step = level.steps[index]!.id
    for (const key of AMOUNTS)
      expect([step, key, product[key] >= 0 && product[key] < Infinity]).toEqual([step, key, true])
    const open_g = ledger.entered_g + ledger.made_g - product.product_g - ledger.held_g - ledger.lost_g
    expect([step, Math.abs(open_g) <= 1e-9 * Math.max(1, entered.product_g + ledger.made_g)]).toEqual([step, true])
  }
  const record = recordOf(replay)
  expect(recordOf(play(level, record.seed, record.log, record.crew))).toEqual(record)
})
