import { expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { plasmaPool } from '../plasmaPlant/pool.ts'
import { plasmaPlant } from '../plasmaPlant/presets.ts'
import { protein_g } from '../plasmaPlant/stream.ts'
import { parameters, plasmaDepthFilter, settings } from './model.ts'

function run(change: Partial<Record<keyof typeof settings, number>> = {}, denatured_g = 100) {
  const c = {
    plant: plasmaPlant(1000),
    parameters: defaults(parameters),
    settings: { ...defaults(settings), ...change },
    paused: false,
    seed: 1,
  }
  const entry = { ...plasmaPool('source', 400, 0), denatured_g, polymers_g: 200 }
  const state = plasmaDepthFilter.open(entry, c)
  for (let i = 0; i < 2000 && !plasmaDepthFilter.finished(state); i++) {
    plasmaDepthFilter.tick(state, c)
    if (plasmaDepthFilter.ready(state, c)) plasmaDepthFilter.proceed(state, c)
  }
  return { state, ...plasmaDepthFilter.close(state, c) }
}

test('120 L/m² at 120 LMH (plasma.md §1.3): clear, lipoprotein out, most of the rest through', () => {
  const { state, results } = run()
  expect(state.filtrate.denatured_g).toBeLessThan(1)
  expect(state.filtrate.LPb_g / (400 * 1.2)).toBeLessThan(0.15)
  expect(state.filtrate.IgG_g / 3200).toBeGreaterThan(0.9)
  expect(results['filtrate_NTU']).toBeLessThan(10)
  const out = protein_g(state.filtrate) + state.lost_g
  expect(Math.abs(out - state.entered_g)).toBeLessThan(1e-9 * state.entered_g)
})

test('a third of the area: past 150 L/m² haze and lipoprotein pass, pressure climbs', () => {
  const [usual, small] = [run(), run({ area: 0.33 })]
  expect(small.state.filtrate.LPb_g).toBeGreaterThan(2 * usual.state.filtrate.LPb_g)
  expect(small.results['highestPressure_bar']).toBeGreaterThan(usual.results['highestPressure_bar']!)
})

test('filter aid lets more through before it blocks; a flush brings out what the sheets hold', () => {
  expect(run({ filterAid: 2.5 }).state.blocked).toBeLessThan(run().state.blocked)
  expect(run({ flush: 20 }).results['yield_pct']).toBeGreaterThan(run({ flush: 0 }).results['yield_pct']!)
})
