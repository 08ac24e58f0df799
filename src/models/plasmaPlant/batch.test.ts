/** From a pool to three products, unit by unit at their printed recipes: what no single unit can show. */
import { describe, expect, test } from 'vitest'
import { digestOf, type Digestible } from '../../sim/index.ts'
import { caprylate } from '../caprylate/model.ts'
import { dryHeat } from '../dryHeat/model.ts'
import { ethanolPrecipitation } from '../ethanolPrecipitation/model.ts'
import type { Fraction } from '../ethanolPrecipitation/recipes.ts'
import { freezeDryer } from '../freezeDryer/model.ts'
import { ionExchange } from '../ionExchange/model.ts'
import { pasteuriser } from '../pasteuriser/model.ts'
import { plasmaCentrifuge } from '../plasmaCentrifuge/model.ts'
import { plasmaDepthFilter } from '../plasmaDepthFilter/model.ts'
import { plasmaNanofilter } from '../plasmaNanofilter/model.ts'
import { plasmaThaw } from '../plasmaThaw/model.ts'
import { plasmaUltrafiltration } from '../plasmaUltrafiltration/model.ts'
import { resuspension } from '../resuspension/model.ts'
import { solventDetergent } from '../solventDetergent/model.ts'
import { drive } from './driving.ts'
import { plasmaPool } from './pool.ts'
import { plasmaRecipes as recipes } from './recipes.ts'
import { isoagglutinin_log2, massOf, type PlasmaStream, polymers_pct, protein_g, purity_pct } from './stream.ts'
import { viralLedger, type ViralStep } from './viralSafety.ts'

function fractionate() {
  const spin = (entry: PlasmaStream, temperature: number) => drive(plasmaCentrifuge, entry, { temperature }).state
  const thawed = drive(plasmaThaw, plasmaPool('source', 1000, 0, -30)).product
  const first = spin(thawed, 2)
  let liquid = first.liquid
  const paste = {} as Record<Fraction, PlasmaStream>
  for (const f of ['I', 'II+III', 'IV-1', 'IV-4', 'V'] as const) {
    const slurry = drive(ethanolPrecipitation, liquid, recipes.ethanolPrecipitation[f]).product
    const spun = spin(slurry, recipes.ethanolPrecipitation[f].temperature)
    paste[f] = spun.paste
    liquid = spun.liquid
  }
  return { cryo: first.paste, paste }
}

const reductions = (r: Readonly<Record<string, number>>): ViralStep['reductions'] => ({
  virusEnveloped: r['reductionEnveloped_log10']!,
  virusResistant: r['reductionResistant_log10']!,
  virusHAV: r['reductionHAV_log10']!,
  virusB19: r['reductionB19_log10']!,
})
const step = (name: string, mechanism: ViralStep['mechanism'], r: Readonly<Record<string, number>>): ViralStep => ({
  step: name,
  mechanism,
  reductions: reductions(r),
  claimable: r['claimable'] === 1,
})

function immunoglobulin(paste: PlasmaStream) {
  const suspended = drive(resuspension, paste, recipes.resuspension['II+III']).product
  const treated = drive(caprylate, suspended)
  const clear = drive(plasmaDepthFilter, treated.product, recipes.plasmaDepthFilter.IgG)
  const sd = drive(solventDetergent, clear.product)
  const pure = drive(ionExchange, sd.product, recipes.ionExchange.IgG).product
  const nano = drive(plasmaNanofilter, pure)
  const bulk = drive(plasmaUltrafiltration, nano.product, recipes.plasmaUltrafiltration.IgG).product
  const steps = [
    step('caprylate', 'envelope', treated.results),
    step('depth filter', 'partition', clear.results),
    step('solvent/detergent', 'envelope', sd.results),
    step('nanofiltration', 'size', nano.results),
  ]
  return { bulk, ledger: viralLedger(steps) }
}

function albumin(paste: PlasmaStream) {
  const dissolved = drive(resuspension, paste, recipes.resuspension.V).product
  const clear = drive(plasmaDepthFilter, dissolved).product
  const bulk = drive(plasmaUltrafiltration, clear).product
  return drive(pasteuriser, bulk).product
}

function factorVIII(paste: PlasmaStream) {
  const dissolved = drive(resuspension, paste, recipes.resuspension.cryo).product
  const sd = drive(solventDetergent, dissolved, recipes.solventDetergent.FVIII)
  const pure = drive(ionExchange, sd.product, recipes.ionExchange.FVIII).product
  const nano = drive(plasmaNanofilter, pure, recipes.plasmaNanofilter.FVIII).product
  const cake = drive(freezeDryer, nano).product
  return drive(dryHeat, cake)
}

describe('a batch of 1,000 L by the printed recipes', () => {
  const { cryo, paste } = fractionate()

  test('cryoprecipitate: 0.55 to 0.70 of the FVIII (plasma.md §3.2: V12, V13)', () => {
    expect((cryo.FVIII_solid_IU + cryo.FVIII_IU) / 8e5).toBeGreaterThan(0.55)
    expect((cryo.FVIII_solid_IU + cryo.FVIII_IU) / 8e5).toBeLessThan(0.7)
  })

  test('IVIG: 4 to 6 g from a litre (plasma.md §4), 95 % IgG, within its specification for polymers and PKA, virus enough', () => {
    const { bulk, ledger } = immunoglobulin(paste['II+III'])
    const yieldOf = massOf(bulk, 'IgG') / 1000
    expect(yieldOf).toBeGreaterThan(4)
    expect(yieldOf).toBeLessThan(6.2)
    expect(purity_pct(bulk, 'IgG')).toBeGreaterThan(95)
    expect(polymers_pct(bulk)).toBeLessThan(3)
    expect(bulk.PKA_IU / bulk.volume_L / 1e3).toBeLessThan(35)
    for (const [virus, claim] of Object.entries(ledger)) expect([virus, claim.enough]).toEqual([virus, true])
    expect(isoagglutinin_log2(bulk)).toBeLessThanOrEqual(6)
  })

  test('albumin: 22 to 29 g from a litre, 95 % pure, polymers far below 10 % (plasma.md §4, §5)', () => {
    const bottles = albumin(paste.V)
    expect(massOf(bottles, 'ALB') / 1000).toBeGreaterThan(22)
    expect(massOf(bottles, 'ALB') / 1000).toBeLessThan(29.5)
    expect(purity_pct(bottles, 'ALB')).toBeGreaterThan(95)
    expect(polymers_pct(bottles)).toBeLessThan(5)
  })

  test('FVIII: 150 to 350 IU from a litre (plasma.md §4), 1 IU/mg and more', () => {
    const { product } = factorVIII(cryo)
    expect(product.FVIII_IU / 1000).toBeGreaterThan(150)
    expect(product.FVIII_IU / 1000).toBeLessThan(350)
    expect(product.FVIII_IU / (1e3 * protein_g(product))).toBeGreaterThan(1)
  })

  test('T29: the same pool and recipe again: the same bits', () => {
    const run = (): string => {
      const thawed = drive(plasmaThaw, plasmaPool('source', 1000, 9, -30), { temperingTime: 2 }).product
      return digestOf(
        drive(ethanolPrecipitation, thawed, recipes.ethanolPrecipitation.I).state as unknown as Digestible,
      )
    }
    expect(run()).toBe(run())
  })
})
