import { fractionRecipes } from '../ethanolPrecipitation/recipes.ts'
import { pasteRecipes } from '../resuspension/model.ts'

/** Printed recipes of units that work in several places of the plant: unit → place → what differs from its settings. */
export const plasmaRecipes = {
  ethanolPrecipitation: fractionRecipes,
  resuspension: pasteRecipes,
  plasmaCentrifuge: { cryo: { temperature: 2 }, ethanol: {} },
  plasmaDepthFilter: { IgG: { filterAid: 2.5 }, albumin: {} },
  caprylate: { IgG: {}, albumin: { caprylate: 16, pH: 4.5, temperature: 30 } },
  solventDetergent: { IgG: {}, FVIII: { time: 8 } },
  ionExchange: { IgG: { removal: 1 }, FVIII: { binds: 1, resin: 0.025, washVolume: 6 } },
  plasmaNanofilter: { IgG: {}, FVIII: { pore: 35, area: 0.2 } },
  plasmaUltrafiltration: {
    albumin: {},
    IgG: { washAt: 60, finalConcentration: 110, bufferPh: 4.8, bufferSalt: 0.01 },
    /** Little protein, and no more concentrated than that: fibrinogen would take the dry heat’s protection away (K6). */
    FVIII: { area: 0.1, washAt: 5, finalConcentration: 5, bufferPh: 7 },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>
