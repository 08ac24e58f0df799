/**
 * One page of arithmetic whose last bit shows: run in every engine, the digests must be the same everywhere.
 * Bundled to a single plain script by scripts/engines.mjs, so it may import the core and nothing that needs a host.
 */
import batchLevel from '../../levels/antibody/batch/level.json'
import { loadLevel } from '../../src/content/index.ts'
import { digestRun } from '../../src/play/index.ts'
import { play } from '../../src/record/index.ts'
import * as sim from '../../src/sim/index.ts'

/** Arguments over many magnitudes, from integers alone: the same in every engine. */
function* spread(count: number): Generator<number> {
  let state = 0x9e3779b9
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + i) | 0
    const mantissa = ((state >>> 1) + 0.5) / 2147483648
    const magnitude = [1e-6, 1e-3, 0.1, 1, 10, 100][(state >>> 7) % 6]
    yield mantissa * magnitude
  }
}

/** SHA-256 of the bits of many results. */
function digestOf(count: number, results: (x: number) => number[]): string {
  const values = [...spread(count)].flatMap(results)
  const bytes = new Uint8Array(values.length * 8)
  const view = new DataView(bytes.buffer)
  values.forEach((value, i) => view.setFloat64(i * 8, value, true))
  return sim.sha256(bytes)
}

export async function digests(): Promise<Record<string, string>> {
  return {
    exp: digestOf(50_000, (x) => [sim.exp(x), sim.exp(-x), sim.expm1(x), sim.tanh(x)]),
    log: digestOf(50_000, (x) => [sim.log(x), sim.log10(x), sim.pow10(sim.log10(x))]),
    pow: digestOf(50_000, (x) => [sim.pow(x, 2.3), sim.pow(x + 1, -0.7), sim.powi(x, 7)]),
    batch: digestRun(play(loadLevel(batchLevel).level!, 1, [], 'sop').run),
    dice: digestOf(20_000, (x) => {
      const seed = Math.floor(x * 1e6)
      return [sim.uniform(seed, 'engines', seed), sim.normal(seed, 'engines', seed)]
    }),
  }
}
