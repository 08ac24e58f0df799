/** From cells to vials, unit by unit at their printed recipes: what no single unit can show. */
import { describe, expect, test } from 'vitest'
import { digestOf, type Digestible } from '../../sim/index.ts'
import { cellExpansion } from '../cellExpansion/model.ts'
import { fixedBed } from '../fixedBed/model.ts'
import { fullEmptyExchange } from '../fullEmptyExchange/model.ts'
import { multilayerFlasks } from '../multilayerFlasks/model.ts'
import { vectorAffinity } from '../vectorAffinity/model.ts'
import { vectorDepthFilter } from '../vectorDepthFilter/model.ts'
import { vectorFill } from '../vectorFill/model.ts'
import { vectorLysis } from '../vectorLysis/model.ts'
import { vectorProduction } from '../vectorProduction/model.ts'
import { vectorTransfection } from '../vectorTransfection/model.ts'
import { vectorUltrafiltration } from '../vectorUltrafiltration/model.ts'
import { drive } from './driving.ts'
import type { AavScale } from './presets.ts'
import { cellFlask } from './pool.ts'
import { vectorRecipes } from './recipes.ts'
import { aggregated_pct, type AavStream, full_pct, genomesOf, titre_per_mL } from './stream.ts'

function upstream(scale: AavScale, hold = 10, cells = cellFlask(scale >= 200 ? 1 : 0.1)) {
  const culture = drive(cellExpansion, cells, {}, {}, undefined, scale)
  const poured = drive(vectorTransfection, culture.product, { hold }, {}, undefined, scale)
  const broth = drive(vectorProduction, poured.product, {}, {}, undefined, scale)
  return { culture, poured, broth }
}

function downstream(broth: AavStream, scale: AavScale) {
  const at = (settings = {}) => [settings, {}, undefined, scale] as const
  const lysate = drive(vectorLysis, broth, ...at())
  const clear = drive(vectorDepthFilter, lysate.product, ...at())
  const thick = drive(vectorUltrafiltration, clear.product, ...at(vectorRecipes.vectorUltrafiltration.concentrate))
  const captured = drive(vectorAffinity, thick.product, ...at())
  const cut = drive(fullEmptyExchange, captured.product, ...at())
  const bulk = drive(vectorUltrafiltration, cut.product, ...at(vectorRecipes.vectorUltrafiltration.formulate))
  const vials = drive(vectorFill, bulk.product, ...at())
  return { lysate, clear, thick, captured, cut, bulk, vials }
}

describe('a batch of 200 L by the printed recipes', () => {
  const { culture, poured, broth } = upstream(200)
  const d = downstream(broth.product, 200)

  test('cells arrive at 2.0e6/mL under the cocktail, alive, in medium half spent (Z some 50: aav.md §2.3)', () => {
    expect(culture.results['viability_pct']).toBeGreaterThan(95)
    expect(culture.results['spent_1e6_h_mL']).toBeGreaterThan(40)
    expect(culture.results['spent_1e6_h_mL']).toBeLessThan(66)
    expect(poured.product.spent_1e6_h_mL).toBeGreaterThan(40)
    expect(poured.product.spent_1e6_h_mL).toBeLessThan(60)
    expect(culture.results['clumped_pct']).toBeLessThan(1)
    expect(poured.results['viable_1e6_mL']).toBeGreaterThan(1.9)
    expect(poured.results['viable_1e6_mL']).toBeLessThan(2.2)
    expect(poured.product.volume_L).toBeCloseTo(200, 6)
  })
  test('1e14 vg/L, a fifth full (aav.md §2.4: by calibration)', () => {
    expect(broth.results['titre_per_mL']).toBeGreaterThan(8.5e10)
    expect(broth.results['titre_per_mL']).toBeLessThan(1.25e11)
    expect(broth.results['full_pct']).toBeGreaterThan(18)
    expect(broth.results['full_pct']).toBeLessThan(22)
  })
  test('steps yield what the sheet says within a few points, all together 0.38 to 0.52 (aav.md §4.8: 0.376 with a resin)', () => {
    const share = (a: AavStream, b: AavStream) => genomesOf(b) / genomesOf(a)
    expect(share(broth.product, d.lysate.product)).toBeGreaterThan(0.95)
    expect(d.clear.results['yield_pct']).toBeGreaterThan(90)
    expect(d.thick.results['yield_pct']).toBeCloseTo(92, 1)
    expect(d.captured.results['yield_pct']).toBeGreaterThan(77)
    expect(d.cut.results['yield_pct']).toBeGreaterThan(65)
    expect(d.bulk.results['yield_pct']).toBeCloseTo(92, 1)
    expect(d.vials.results['yield_pct']).toBeGreaterThan(92)
    const all = share(broth.product, d.vials.product)
    expect(all).toBeGreaterThan(0.36)
    expect(all).toBeLessThan(0.52)
  })
  test('the vials: 2e13 vg/mL, 70 % full, hardly an aggregate, little of anything else', () => {
    const v = d.vials.product
    expect(titre_per_mL(v)).toBeGreaterThan(1.8e13)
    expect(full_pct(v)).toBeGreaterThan(70)
    expect(aggregated_pct(v)).toBeLessThan(5)
    expect(v.pei_mg / v.volume_L).toBeLessThan(1)
    const hcp_ng = (1e6 * v.hcp_mg * 1e13) / genomesOf(v)
    expect(hcp_ng).toBeLessThan(100)
  })
  test('no. 26: host DNA inside capsids goes with the vector to the vial: a second nuclease would not lower it', () => {
    const inside = (s: AavStream) => s.packagedHostDna_mg / genomesOf(s)
    expect(inside(d.vials.product) / inside(broth.product)).toBeGreaterThan(0.9)
    expect(d.vials.product.hostDna_mg).toBeLessThan(0.05 * d.vials.product.packagedHostDna_mg)
  })
  test('the same again: the same bits', () => {
    const digest = () => digestOf(upstream(50).broth.product as unknown as Digestible)
    expect(digest()).toBe(digest())
  })
})

test('the same recipe at every scale: 2 to 200 L alike, at 2,000 L the pour takes a third (aav.md §3.6)', () => {
  const titre = Object.fromEntries(
    ([2, 50, 1000, 2000] as const).map((scale) => [scale, upstream(scale).broth.results['titre_per_mL']!]),
  )
  expect(titre[50]! / titre[2]!).toBeGreaterThan(0.95)
  expect(titre[1000]! / titre[50]!).toBeGreaterThan(0.85)
  expect(titre[2000]! / titre[50]!).toBeGreaterThan(0.6)
  expect(titre[2000]! / titre[50]!).toBeLessThan(0.8)
})

describe('other ways to grow cells', () => {
  test('flasks: one more doubling, one more passage; a thousand openings some day bring germs', () => {
    const cells = { ...cellFlask(0.2), viableCells_1e9: 0.1 }
    const { results, product } = drive(multilayerFlasks, cells, { flasks: 40 })
    expect(results['flasks']).toBe(40)
    // aav.md §3.7: 9.5e8 cells in a flask of ten layers at 1.5e5/cm².
    expect(results['cells_1e9']! / 40).toBeGreaterThan(0.95)
    expect(results['cells_1e9']! / 40).toBeLessThan(1)
    expect(product.passages).toBeGreaterThan(5)
    expect(drive(multilayerFlasks, cells, { flasks: 100 }, { opening: 0.01 }).results['contaminated']).toBe(1)
  })
  test('no. 28: inoculated slowly the bed is bottom-heavy and makes less', () => {
    const seed = { ...cellFlask(100), viableCells_1e9: 60 }
    const usualBed = drive(fixedBed, seed).results
    const slow = drive(fixedBed, seed, { speed: 0.002 }).results
    expect(usualBed['evenness']).toBeGreaterThan(0.95)
    expect(slow['evenness']).toBeLessThan(usualBed['evenness']! - 0.05)
    // aav.md §3.7: 5e11 cells on 333 m².
    expect(usualBed['cells_1e9']).toBeGreaterThan(480)
    expect(usualBed['cells_1e9']).toBeLessThan(520)
  })
  test('no. 2 and no. 27: too much PEI kills; nicked plasmid delivers 0.85 of it', () => {
    const culture = drive(cellExpansion, cellFlask(0.1), {}, {}, undefined, 2).product
    const titre = (settings: object, parameters: object) => {
      const poured = drive(vectorTransfection, culture, settings, parameters, undefined, 2).product
      return drive(vectorProduction, poured, {}, {}, undefined, 2).results['titre_per_mL']!
    }
    const recipe = titre({}, {})
    expect(titre({ peiRatio: 4 }, {}) / recipe).toBeLessThan(0.6)
    const nicked = titre({}, { supercoiled: 78 }) / recipe
    expect(nicked).toBeGreaterThan(0.7)
    expect(nicked).toBeLessThan(0.92)
  })
})
