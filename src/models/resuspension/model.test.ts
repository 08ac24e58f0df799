import { expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { equilibriumStep } from '../ethanolPrecipitation/solubility.ts'
import { afterCryo, plasmaPool } from '../plasmaPlant/pool.ts'
import { plasmaPlant } from '../plasmaPlant/presets.ts'
import { massOf, type PlasmaStream, protein_g } from '../plasmaPlant/stream.ts'
import { parameters, pasteRecipes, resuspension, settings } from './model.ts'

type Settings = Partial<Record<keyof typeof settings, number>>
function run(entry: PlasmaStream, change: Settings = {}) {
  const c = {
    plant: plasmaPlant(1000),
    parameters: defaults(parameters),
    settings: { ...defaults(settings), ...change },
    paused: false,
    seed: 1,
  }
  const state = resuspension.open({ ...entry }, c)
  for (let i = 0; i < 2000 && !resuspension.finished(state); i++) {
    resuspension.tick(state, c)
    if (resuspension.ready(state, c)) resuspension.proceed(state, c)
  }
  return { state, ...resuspension.close(state, c) }
}
const bath = { ethanol_pct: 25, pH: 6.9, ionicStrength_M: 0.09, temperature_C: -5 }
const globulins = (): PlasmaStream => equilibriumStep(afterCryo(1000), bath, 1860).paste
const albumin = (): PlasmaStream => equilibriumStep(afterCryo(1000), { ...bath, ethanol_pct: 40, pH: 4.8 }, 3700).paste
const cryo = (): PlasmaStream => {
  const s = { ...plasmaPool('source', 1000, 0), volume_L: 12 }
  return { ...s, FIB_solid_g: 1500, FIB_g: 0, FVIII_solid_IU: 5e5, FVIII_IU: 0, ALB_g: 400, IgG_g: 100 }
}

test('plasma.md §2: II+III in eight volumes begins near 80 IU/mL of PKA (51-119) and 12 ng/mL of FXIa (9.5-14) (V30)', () => {
  const { results } = run(globulins(), pasteRecipes['II+III'])
  expect(results['PKA_IU_mL']).toBeGreaterThan(51)
  expect(results['PKA_IU_mL']).toBeLessThan(119)
  expect(results['FXIa_ng_mL']).toBeGreaterThan(9.5)
  expect(results['FXIa_ng_mL']).toBeLessThan(14)
})

test('printed recipes dissolve their paste: globulins at pH 4.5, albumin at 6.8, cryoprecipitate at 25 °C', () => {
  expect(run(globulins(), pasteRecipes['II+III']).state.tank.IgG_solid_g / 7440).toBeLessThan(0.02)
  expect(run(albumin(), pasteRecipes.V).state.tank.ALB_solid_g / 30000).toBeLessThan(0.02)
  expect(run(cryo(), pasteRecipes.cryo).state.tank.FVIII_solid_IU / 5e5).toBeLessThan(0.03)
})

test('outside: IgG stays solid above pH 5.5, albumin below; cold cryoprecipitate stays; too little water leaves lumps', () => {
  expect(run(globulins(), { ...pasteRecipes['II+III'], pH: 5.8 }).state.tank.IgG_solid_g / 7440).toBeGreaterThan(0.08)
  expect(run(albumin(), { pH: 5 }).state.tank.ALB_solid_g / 30000).toBeGreaterThan(0.5)
  expect(run(cryo(), { ...pasteRecipes.cryo, temperature: 12 }).state.tank.FVIII_solid_IU / 5e5).toBeGreaterThan(0.4)
  expect(run(albumin(), { ratio: 1 }).state.tank.ALB_solid_g).toBeGreaterThan(run(albumin()).state.tank.ALB_solid_g)
})

test('hard stirring: foam, and aggregates from it; antifoam takes it down', () => {
  const [usual, hard] = [run(albumin()), run(albumin(), { stirring: 2.5 })]
  expect(usual.results['highestFoam_pct']).toBeLessThan(60)
  expect(hard.results['highestFoam_pct']).toBeGreaterThan(100)
  expect(hard.results['polymers_pct']).toBeGreaterThan(2 * usual.results['polymers_pct']!)
  const c = {
    plant: plasmaPlant(1000),
    parameters: defaults(parameters),
    settings: { ...defaults(settings), stirring: 2.5 },
    paused: false,
    seed: 1,
  }
  const s = resuspension.open(albumin(), c)
  for (let i = 0; i < 30; i++) resuspension.tick(s, c)
  const before = s.foam
  resuspension.act(s, 'antifoam', 200, c)
  for (let i = 0; i < 15; i++) resuspension.tick(s, c)
  expect(s.foam).toBeLessThan(0.7 * before)
})

test('nothing is lost: protein that entered is in the tank', () => {
  const { state } = run(globulins(), pasteRecipes['II+III'])
  expect(Math.abs(protein_g(state.tank) - protein_g(globulins()))).toBeLessThan(1e-9 * state.entered_g)
  expect(massOf(state.tank, 'IgG')).toBeGreaterThan(0)
})
