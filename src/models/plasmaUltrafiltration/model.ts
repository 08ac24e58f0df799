import { exp, log, pow, spec, type Specs, type Values } from '../../sim/index.ts'
import { agePurified, unfold } from '../plasmaPlant/ageing.ts'
import { ethanol_g_L } from '../plasmaPlant/reagents.ts'
import {
  massOf,
  perLitre,
  polymers_pct,
  pourPlasma,
  type PlasmaStream,
  protein_g,
  proteinConcentration_g_L,
  proteinLedger,
  solution,
  splitPlasma,
} from '../plasmaPlant/stream.ts'
import type { PlasmaConditions, PlasmaUnit } from '../plasmaPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'plasma.md §3.12'

export const parameters = {
  transferAlbumin: spec('mass transfer, albumin', 'LMH', 25, [5, 100], 'G', SHEET),
  gelAlbumin: spec('albumin at the membrane where flux ends', 'g/L', 320, [150, 500], 'G', `${SHEET}; osmotic: V83`),
  transferIgG: spec('mass transfer, IgG', 'LMH', 20, [5, 100], 'G', SHEET),
  gelIgG: spec('IgG at the membrane where flux ends', 'g/L', 270, [150, 500], 'G', SHEET),
  mostFlux: spec('flux of a dilute liquid', 'LMH', 80, [20, 200], 'G', 'pressure-controlled'),
  crossFlowExponent: spec('mass transfer by cross-flow to the power', '1', 0.6, [0.3, 1], 'G', 'thin channel'),
  ethanol: spec(
    'flux lost per per cent of ethanol',
    '1',
    0.012,
    [0, 0.05],
    'C',
    'plasma.md §1.3: high ethanol, low flux (V42)',
  ),
  passing: spec('sieving of ethanol and salt', '1', 1, [0.5, 1], 'G', SHEET),
  passingReagents: spec(
    'sieving of TnBP, detergent and caprylate, partly bound',
    '1',
    0.7,
    [0.1, 1],
    'G',
    'plasma.md §3.3: 0.5-0.9',
  ),
  productPassing: spec('sieving of the product', '1', 5e-4, [0, 0.05], 'G', SHEET),
  loss: spec('product left in the system', '1', 0.015, [0, 0.1], 'G', 'plasma.md §4: UF/DF 0.97'),
  shear: spec(
    'polymers made per hour above 255 g/L',
    '1/h',
    0.02,
    [0, 0.5],
    'C',
    'plasma.md §1.3: viscous, sheared aggregates',
  ),
  thick: spec('concentration of that', 'g/L', 255, [150, 350], 'G', 'plasma.md §1.3'),
} satisfies Specs

export const settings = {
  crossFlow: spec('cross-flow, of the usual', '1', 1, [0.3, 2], 'G', 'this plant'),
  area: spec('membrane in use, of the plant’s', '1', 1, [0.1, 3], 'G', 'this plant'),
  washAt: spec('concentration to wash at', 'g/L', 80, [5, 200], 'V', 'plasma.md §1.3: V42'),
  diavolumes: spec('volumes of wash', '1', 8, [0, 20], 'G', 'plasma.md §1.3'),
  finalConcentration: spec('concentration to end at', 'g/L', 210, [5, 280], 'V', 'plasma.md §1.3: V42'),
  bufferPh: spec('pH of the wash', 'pH', 6.9, [4, 8], 'G', 'plasma.md §1.3'),
  bufferSalt: spec('ionic strength of the wash', 'M', 0.145, [0.005, 0.3], 'G', 'plasma.md §1.3: sodium 145 mM'),
} satisfies Specs

export const acts = {
  dilute: spec('wash buffer into the retentate', 'L', 10, [0, 1000], 'G', 'operator'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = PlasmaConditions<P, S>

export interface PlasmaUltrafiltrationState {
  phase: 'concentrate' | 'diafilter' | 'concentrateAgain' | 'done'
  retentate: PlasmaStream
  diavolumes: number
  permeate_L: number
  running_h: number
  mostConcentrated_g_L: number
  entered_g: number
  lost_g: number
}

const TICK_S = 60
const TICK_H = TICK_S / 3600

/** Flux falls with the logarithm of concentration, until the osmotic pressure holds all of it back. */
export const flux_LMH = (c_g_L: number, transfer: number, gel: number): number =>
  c_g_L <= 0 ? Infinity : Math.max(0, transfer * log(gel / c_g_L))

/** Diavolumes that take a solute from one concentration to another. */
export const diavolumesFor = (from: number, to: number, sieving = 1): number => log(from / to) / sieving

/** Concentrate, wash, concentrate: ethanol and reagents go with the permeate, the protein stays. */
export const plasmaUltrafiltration: PlasmaUnit<PlasmaUltrafiltrationState, P, S> = {
  id: 'plasmaUltrafiltration',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => ({
    phase: 'concentrate',
    retentate: { ...entry },
    diavolumes: 0,
    permeate_L: 0,
    running_h: 0,
    mostConcentrated_g_L: 0,
    entered_g: protein_g(entry),
    lost_g: 0,
  }),

  tick(state, c) {
    const { retentate } = state
    agePurified(retentate, TICK_S)
    if (state.phase === 'done') return
    state.mostConcentrated_g_L = Math.max(state.mostConcentrated_g_L, proteinConcentration_g_L(retentate))
    if (c.paused || retentate.volume_L <= 1e-9) return
    state.running_h += TICK_H
    const thick = proteinConcentration_g_L(retentate) - c.parameters.thick
    if (thick > 0) {
      const sheared = 1 - exp(-c.parameters.shear * (1 + thick / 20) * TICK_H)
      unfold(retentate, sheared, sheared, 1)
    }
    if (isThere(state, c)) return
    const volume_L = fluxNow(state, c) * c.plant.ufdf_m2 * c.settings.area * TICK_H
    if (volume_L <= 0) return
    if (state.phase === 'diafilter') wash(state, volume_L, c)
    else concentrate(state, volume_L, c)
  },

  act(state, _act, amount, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    pourPlasma(state.retentate, washBuffer(amount, c))
    return undefined
  },

  phase: (state) => state.phase,
  ready: (state, c) => state.phase !== 'done' && (state.retentate.volume_L <= 1e-9 || isThere(state, c)),

  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'concentrate') state.phase = 'diafilter'
    else if (state.phase === 'diafilter') state.phase = 'concentrateAgain'
    else {
      state.lost_g += protein_g(splitPlasma(state.retentate, c.parameters.loss))
      state.phase = 'done'
    }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, c): Readings => ({
    flux_LMH: state.phase === 'done' || c.paused ? 0 : fluxNow(state, c),
    volume_L: state.retentate.volume_L,
    protein_g_L: proteinConcentration_g_L(state.retentate),
    ethanol_pct: state.retentate.ethanol_pct,
    pH: state.retentate.pH,
    diavolumes: state.diavolumes,
    permeate_L: state.permeate_L,
    running_h: state.running_h,
  }),

  ledger: (s) =>
    s.phase === 'done'
      ? proteinLedger(s.entered_g, s.lost_g, s.retentate)
      : proteinLedger(s.entered_g, s.lost_g, undefined, s.retentate),

  close: (state) => ({
    product: state.retentate,
    results: {
      yield_pct: state.entered_g > 0 ? (100 * protein_g(state.retentate)) / state.entered_g : 0,
      protein_g_L: proteinConcentration_g_L(state.retentate),
      ethanol_g_L: ethanol_g_L(state.retentate.ethanol_pct),
      TnBP_ug_mL: 1e3 * perLitre(state.retentate, 'TnBP_g'),
      caprylate_mM: perLitre(state.retentate, 'caprylate_mmol'),
      diavolumes: state.diavolumes,
      running_h: state.running_h,
      mostConcentrated_g_L: state.mostConcentrated_g_L,
      polymers_pct: polymers_pct(state.retentate),
    },
  }),
}

const washBuffer = (volume_L: number, c: C): PlasmaStream =>
  solution(volume_L, {
    temperature_C: 20,
    pH: c.settings.bufferPh,
    ionicStrength_M: c.settings.bufferSalt,
    ethanol_pct: 0,
  })

const targetOf = (state: PlasmaUltrafiltrationState, s: Values<S>): number =>
  state.phase === 'concentrate' ? s.washAt : s.finalConcentration

const isThere = (state: PlasmaUltrafiltrationState, c: C): boolean =>
  state.phase === 'diafilter'
    ? state.diavolumes >= c.settings.diavolumes - 1e-9
    : proteinConcentration_g_L(state.retentate) >= targetOf(state, c.settings) - 1e-9

function fluxNow({ retentate }: PlasmaUltrafiltrationState, c: C): number {
  const { parameters: p, settings: s } = c
  const all = protein_g(retentate)
  const albumin = all > 0 ? massOf(retentate, 'ALB') / all : 0
  const transfer = p.transferIgG + (p.transferAlbumin - p.transferIgG) * albumin
  const gel = p.gelIgG + (p.gelAlbumin - p.gelIgG) * albumin
  const film = flux_LMH(proteinConcentration_g_L(retentate), transfer * pow(s.crossFlow, p.crossFlowExponent), gel)
  return Math.min(p.mostFlux, film) * Math.max(0.1, 1 - p.ethanol * retentate.ethanol_pct)
}

/** Solutes leave with the permeate: exactly exp(-S·V/V₀) at constant volume, V^(1-S) while it shrinks. */
function shed(state: PlasmaUltrafiltrationState, left: number, c: C): void {
  const { retentate } = state
  const reagents = pow(left, c.parameters.passingReagents)
  retentate.TnBP_g *= reagents
  retentate.detergent_g *= reagents
  retentate.caprylate_mmol *= reagents
  const passed = 1 - pow(left, c.parameters.productPassing)
  if (passed > 0) state.lost_g += protein_g(splitProtein(retentate, passed))
}

/** Takes a share of the protein and its activities, leaving the liquid. */
function splitProtein(s: PlasmaStream, share: number): PlasmaStream {
  const { volume_L, TnBP_g, detergent_g, caprylate_mmol } = s
  const part = splitPlasma(s, share)
  Object.assign(s, { volume_L, TnBP_g, detergent_g, caprylate_mmol })
  return part
}

function concentrate(state: PlasmaUltrafiltrationState, most_L: number, c: C): void {
  const { retentate } = state
  const all = protein_g(retentate)
  const end_L = all / Math.max(1, targetOf(state, c.settings))
  const volume_L = Math.min(most_L, retentate.volume_L - end_L)
  if (volume_L <= 0) return
  const left = (retentate.volume_L - volume_L) / retentate.volume_L
  shed(state, left, c)
  retentate.volume_L *= left
  state.permeate_L += volume_L
}

function wash(state: PlasmaUltrafiltrationState, most_L: number, c: C): void {
  const { retentate } = state
  const { parameters: p, settings: s } = c
  const volume_L = Math.min(most_L, Math.max(0, s.diavolumes - state.diavolumes) * retentate.volume_L)
  if (volume_L <= 0) return
  const turns = volume_L / retentate.volume_L
  const left = exp(-turns)
  shed(state, left, c)
  retentate.ethanol_pct *= pow(left, p.passing)
  retentate.ionicStrength_M += (s.bufferSalt - retentate.ionicStrength_M) * (1 - left)
  retentate.pH += (s.bufferPh - retentate.pH) * (1 - left)
  state.diavolumes += turns
  state.permeate_L += volume_L
}
