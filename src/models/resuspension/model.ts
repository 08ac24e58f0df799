import { exp, pow, spec, type Specs, type Values } from '../../sim/index.ts'
import { agePlasma, unfold } from '../plasmaPlant/ageing.ts'
import { turbidity_NTU } from '../plasmaPlant/liquid.ts'
import {
  DISSOLVED,
  massOf,
  polymers_pct,
  pourPlasma,
  PROTEINS,
  type PlasmaStream,
  type Protein,
  protein_g,
  proteinConcentration_g_L,
  proteinLedger,
  SOLID,
  solids_g,
  solution,
} from '../plasmaPlant/stream.ts'
import type { PlasmaConditions, PlasmaUnit } from '../plasmaPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

export const parameters = {
  dissolving: spec(
    'paste dissolving at 4 °C, usual stirring',
    '1/h',
    3,
    [0.1, 30],
    'C',
    'plasma.md §1.5: 45 min at 25 °C',
  ),
  dissolvingQ10: spec('the same per 10 °C', '1', 1.5, [1, 4], 'G', 'diffusion'),
  leastRatio: spec('water by mass of paste under which lumps stay', '1', 2, [0.5, 4], 'G', 'plasma.md §1.3'),
  albuminAcid: spec('pH up to which albumin stays partly solid', 'pH', 5.5, [4.5, 6.5], 'G', 'plasma.md §1.3'),
  albuminWidth: spec('pH under that where none dissolves', 'pH', 0.6, [0.1, 2], 'C', 'plasma.md §1.3'),
  IgGFrom: spec('pH above which IgG stays partly solid', 'pH', 5.5, [4.5, 7], 'G', 'plasma.md §1.4'),
  IgGPerPh: spec('IgG not dissolved per pH unit above that', '1', 0.333, [0, 1], 'G', 'plasma.md §1.4: 10 % per 0.3'),
  cryoCold: spec('temperature under which cryoprecipitate stays solid', '°C', 8, [0, 20], 'G', 'plasma.md §1.5'),
  cryoWarm: spec('temperature at which all of it dissolves', '°C', 18, [10, 30], 'G', 'plasma.md §1.5'),
  alkaline: spec('pH from which protein aggregates', 'pH', 7.5, [7, 9], 'G', 'plasma.md §1.3'),
  alkalineRate: spec('protein aggregated per pH unit above that', '1/h', 0.02, [0, 1], 'C', 'plasma.md §1.3'),
  foaming: spec('foam by usual stirring at 50 g/L', '1/h', 0.3, [0, 5], 'C', 'as in the culture: power and protein'),
  collapsing: spec('foam falling together', '1/h', 1, [0.05, 10], 'C', 'as in the culture'),
  antifoamLife: spec('time antifoam holds foam down', 'h', 3, [0.1, 24], 'G', 'this plant'),
  foamDamage: spec(
    'protein aggregated by a tank full of foam',
    '1/h',
    0.01,
    [0, 0.2],
    'C',
    'air and shear; plasma.md §1.1',
  ),
  kallikrein: spec('prekallikrein turned active on surfaces at 4 °C', '1/h', 0.01, [0, 1], 'C', 'plasma.md §3.3'),
  kallikreinIU: spec(
    'activity of a milligram turned, IU',
    '1',
    8e4,
    [1e3, 1e6],
    'C',
    'plasma.md §2: 51-119 IU/mL in the suspension (V30)',
  ),
  factorXI: spec(
    'factor XI turned active on surfaces at 4 °C',
    '1/h',
    9.3e-4,
    [0, 0.1],
    'C',
    'plasma.md §2: 9.5-14 ng/mL in the suspension (V30)',
  ),
  activationQ10: spec('both per 10 °C', '1', 2, [1, 4], 'G', 'enzymes'),
  titration: spec('time constant of pH and temperature', 'min', 10, [1, 120], 'G', 'jacketed tank'),
} satisfies Specs

export const settings = {
  ratio: spec('water or buffer by mass of paste', '1', 2.5, [0.5, 20], 'G', 'plasma.md §1.3'),
  pH: spec('pH to keep', 'pH', 6.8, [3.8, 9], 'G', 'plasma.md §1.3'),
  temperature: spec('temperature to keep', '°C', 3, [0, 40], 'G', 'plasma.md §1.3'),
  ionicStrength: spec('ionic strength of the water', 'M', 0.02, [0.001, 0.3], 'G', 'this plant'),
  stirring: spec('stirring, of the usual', '1', 1, [0, 3], 'G', 'this plant'),
  time: spec('time', 'h', 2, [0.1, 24], 'G', 'plasma.md §1.5: 30-60 min for cryoprecipitate'),
} satisfies Specs

export const acts = {
  antifoam: spec('antifoam', 'mL', 10, [1, 200], 'G', 'operator'),
  water: spec('more water', 'L', 10, [0, 2000], 'G', 'operator'),
} satisfies Specs

/** Pastes of the lines (plasma.md §1.3-§1.6): what the printed recipe changes. */
export const pasteRecipes = {
  V: { ratio: 2.5, pH: 6.8, temperature: 3, time: 2 },
  'II+III': { ratio: 8, pH: 4.5, temperature: 4, time: 2 },
  cryo: { ratio: 4, pH: 7, temperature: 25, time: 0.75 },
  I: { ratio: 4, pH: 7.2, temperature: 27, time: 1 },
} as const satisfies Readonly<Record<string, Partial<Record<keyof typeof settings, number>>>>

type P = typeof parameters
type S = typeof settings
type C = PlasmaConditions<P, S>

export interface ResuspensionState {
  phase: 'mix' | 'done'
  tank: PlasmaStream
  mixed_h: number
  /** Foam over the liquid: 1 fills the headspace. */
  foam: number
  antifoam_mL: number
  highestFoam: number
  paste_kg: number
  entered_g: number
}

const TICK_S = 60
const TICK_H = TICK_S / 3600

/** Paste back into solution: water, pH, warmth, stirring, time, and the foam that stirring makes. */
export const resuspension: PlasmaUnit<ResuspensionState, P, S> = {
  id: 'resuspension',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    const paste_kg = entry.volume_L + protein_g(entry) / 1e3
    const tank = { ...entry }
    pourPlasma(tank, water(paste_kg * c.settings.ratio, c))
    const rest = { mixed_h: 0, foam: 0, antifoam_mL: 0, highestFoam: 0 }
    return { phase: 'mix', tank, ...rest, paste_kg, entered_g: protein_g(entry) }
  },

  tick(state, c) {
    const { parameters: p, settings: s } = c
    const { tank } = state
    const near = 1 - exp(-TICK_S / 60 / p.titration)
    tank.pH += (s.pH - tank.pH) * near
    tank.temperature_C += (s.temperature - tank.temperature_C) * near
    agePlasma(tank, TICK_S)
    if (state.phase === 'done') return
    if (!c.paused) dissolve(tank, c)
    foam(state, c)
    activate(tank, p)
    const alkaline = p.alkalineRate * Math.max(0, tank.pH - p.alkaline) * TICK_H
    const damage = 1 - exp(-alkaline - p.foamDamage * state.foam * TICK_H)
    if (damage > 0) unfold(tank, damage, damage)
    if (!c.paused) state.mixed_h += TICK_H
  },

  act(state, act, amount, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'antifoam') state.antifoam_mL += amount
    else pourPlasma(state.tank, water(amount, c))
    return undefined
  },

  phase: (state) => state.phase,
  ready: (state, c) => state.phase === 'mix' && state.mixed_h >= c.settings.time - 1e-9,

  proceed(state): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    state.phase = 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: ({ tank, mixed_h, foam }): Readings => ({
    temperature_C: tank.temperature_C,
    pH: tank.pH,
    volume_L: tank.volume_L,
    ethanol_pct: tank.ethanol_pct,
    protein_g_L: proteinConcentration_g_L(tank),
    foam_pct: 100 * foam,
    mixed_h,
    // Of lumps that are still to dissolve.
    tank_NTU: turbidity_NTU(tank),
  }),

  ledger: (s) =>
    s.phase === 'done' ? proteinLedger(s.entered_g, 0, s.tank) : proteinLedger(s.entered_g, 0, undefined, s.tank),

  close(state) {
    const { tank } = state
    return {
      product: tank,
      results: {
        undissolved_pct: state.entered_g > 0 ? (100 * solids_g(tank)) / state.entered_g : 0,
        polymers_pct: polymers_pct(tank),
        PKA_IU_mL: tank.volume_L > 0 ? tank.PKA_IU / tank.volume_L / 1e3 : 0,
        FXIa_ng_mL: tank.volume_L > 0 ? (1e3 * tank.FXIa_mg) / tank.volume_L : 0,
        highestFoam_pct: 100 * state.highestFoam,
        IgG_g_L: tank.volume_L > 0 ? massOf(tank, 'IgG') / tank.volume_L : 0,
      },
    }
  },
}

const water = (volume_L: number, c: C): PlasmaStream =>
  solution(volume_L, {
    temperature_C: c.settings.temperature,
    pH: c.settings.pH,
    ionicStrength_M: c.settings.ionicStrength,
    ethanol_pct: 0,
  })

const between = (x: number): number => Math.max(0, Math.min(1, x))

/** Share of a protein that can dissolve under these conditions: rules of the sheet's tables, not the law of solubility. */
function soluble(protein: Protein, tank: PlasmaStream, p: Values<P>): number {
  if (protein === 'ALB') return between((tank.pH - p.albuminAcid + p.albuminWidth) / p.albuminWidth)
  if (protein === 'IgG') return between(1 - p.IgGPerPh * (tank.pH - p.IgGFrom))
  if (protein === 'FIB') return cryoSoluble(tank, p)
  return 1
}

const cryoSoluble = (tank: PlasmaStream, p: Values<P>): number =>
  between((tank.temperature_C - p.cryoCold) / (p.cryoWarm - p.cryoCold))

function dissolve(tank: PlasmaStream, c: C): void {
  const { parameters: p, settings: s } = c
  const wet = between(s.ratio / p.leastRatio)
  const rate = p.dissolving * s.stirring * pow(p.dissolvingQ10, (tank.temperature_C - 4) / 10)
  const share = 1 - exp(-rate * TICK_H)
  const move = (
    solid: (typeof SOLID)[number] | 'FVIII_solid_IU' | 'vWF_solid_IU',
    liquid: (typeof DISSOLVED)[number] | 'FVIII_IU' | 'vWF_IU',
    can: number,
  ): void => {
    const stays = (tank[solid] + tank[liquid]) * (1 - can * wet)
    const moved = Math.max(0, tank[solid] - stays) * share
    tank[solid] -= moved
    tank[liquid] += moved
  }
  for (let i = 0; i < PROTEINS.length; i++) move(SOLID[i]!, DISSOLVED[i]!, soluble(PROTEINS[i]!, tank, p))
  move('FVIII_solid_IU', 'FVIII_IU', cryoSoluble(tank, p))
  move('vWF_solid_IU', 'vWF_IU', cryoSoluble(tank, p))
}

/** Stirring beats air into protein; foam falls together by itself, and at once where there is antifoam. */
function foam(state: ResuspensionState, c: C): void {
  const { parameters: p, settings: s } = c
  const stir = c.paused ? 0 : s.stirring
  const made = p.foaming * pow(stir, 3) * Math.min(3, proteinConcentration_g_L(state.tank) / 50)
  const dose = state.tank.volume_L > 0 ? (1e3 * state.antifoam_mL) / state.tank.volume_L : 0
  const falls = p.collapsing * (1 + Math.min(50, dose))
  const settles = made / falls
  state.foam = settles + (state.foam - settles) * exp(-falls * TICK_H)
  state.foam = Math.min(1.5, state.foam)
  state.antifoam_mL *= exp(-TICK_H / p.antifoamLife)
  state.highestFoam = Math.max(state.highestFoam, state.foam)
}

/** Contact factors of the globulin paste turn active on every surface. */
function activate(tank: PlasmaStream, p: Values<P>): void {
  const warm = pow(p.activationQ10, (tank.temperature_C - 4) / 10) * TICK_H
  tank.PKA_IU += 1e3 * tank.PK_g * p.kallikrein * p.kallikreinIU * warm
  tank.FXIa_mg += 1e3 * tank.FXI_g * p.factorXI * warm
}
