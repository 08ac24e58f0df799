import type { Values } from '../../sim/index.ts'
import type { settings } from './model.ts'

/** The steps of the classical method (plasma.md §1.2): what the printed recipe changes from step to step. */
export type Fraction = 'I' | 'II+III' | 'IV-1' | 'IV-4' | 'V' | 'III' | 'II'

type Recipe = Pick<Values<typeof settings>, 'ethanol' | 'pH' | 'temperature' | 'ionicStrength' | 'dilution' | 'ageing'>

const recipe = (
  ethanol: number,
  pH: number,
  ionicStrength: number,
  temperature: number,
  dilution: number,
  ageing: number,
): Recipe => ({ ethanol, pH, ionicStrength, temperature, dilution, ageing })

/** Dilutions bring the tank to the volumes of plasma.md §3.1.2, where the ethanol alone does not. */
export const fractionRecipes: Readonly<Record<Fraction, Recipe>> = {
  I: recipe(8, 7.2, 0.14, -3, 0.08, 2),
  'II+III': recipe(25, 6.9, 0.09, -5, 0.25, 6),
  'IV-1': recipe(18, 5.2, 0.09, -5, 0, 6),
  'IV-4': recipe(40, 5.8, 0.09, -5, 0, 6),
  V: recipe(40, 4.8, 0.11, -5, 0.03, 8),
  III: recipe(17, 5.2, 0.02, -5, 40, 3),
  II: recipe(25, 7, 0.05, -6, 0, 6),
}
