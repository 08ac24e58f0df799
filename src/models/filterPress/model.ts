import { pow, spec, type Specs, type Values } from '../../sim/index.ts'
import { agePlasma } from '../plasmaPlant/ageing.ts'
import { cakeFactor, turbidity_NTU, viscosity_mPas } from '../plasmaPlant/liquid.ts'
import {
  massOf,
  pourPlasma,
  type PlasmaStream,
  protein_g,
  proteinLedger,
  separate,
  solids_g,
  solution,
  splitPlasma,
} from '../plasmaPlant/stream.ts'
import type { PlasmaConditions, PlasmaUnit } from '../plasmaPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'plasma.md §3.5'

export const parameters = {
  resistance: spec('resistance of the cake at 1 bar with filter aid', 'm/kg', 2e11, [1e10, 1e13], 'G', SHEET),
  compressibility: spec('it grows with pressure to the power', '1', 0.4, [0, 1.2], 'G', SHEET),
  medium: spec('resistance of the cloth', '1/m', 1e11, [1e9, 1e13], 'G', SHEET),
  enoughAid: spec('filter aid that keeps the cake open', '%', 1.5, [0.2, 5], 'G', 'plasma.md §1.2: 1-2 %'),
  noAid: spec('resistance without filter aid, times', '1', 5, [1, 30], 'C', 'plasma.md §6 no. 17'),
  pump: spec('largest flow of the pump, per filter area', 'LMH', 500, [50, 5000], 'G', 'this plant'),
  through: spec('precipitate that passes the cloth', '1', 0.005, [0, 0.2], 'G', 'cake filters itself'),
  breaksFrom: spec('pressure from which solids break through', 'bar', 2.5, [1, 8], 'G', 'plasma.md §6 no. 17'),
  breakThrough: spec('precipitate that passes per bar above that', '1', 0.05, [0, 0.5], 'C', 'plasma.md §6 no. 17'),
  finesWithoutAid: spec('more of it that passes without filter aid', '1', 0, [0, 0.5], 'C', 'plasma.md §1.2; 0: none'),
  pasteProtein: spec('protein in the paste', '1', 0.25, [0.05, 0.6], 'G', 'plasma.md §3.1.4'),
} satisfies Specs

export const settings = {
  pressure: spec('pressure on the cake', 'bar', 1.5, [0.2, 6], 'G', SHEET),
  filterAid: spec('filter aid in the slurry', '%', 1.5, [0, 5], 'G', 'plasma.md §1.2'),
  area: spec('area in use, of the plant’s', '1', 1, [0.1, 2], 'G', `${SHEET}: 40 m² for 3,000 L`),
  keepPaste: spec('what goes on to the next step (1 paste, 0 liquid)', '1', 0, [0, 1], 'G', 'process graph'),
} satisfies Specs

export const acts = {
  freshCloth: spec(
    'open the press, take the cake out, begin on clean cloth (amount: area, of the plant’s)',
    '1',
    1,
    [0.1, 2],
    'G',
    'operator',
  ),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = PlasmaConditions<P, S>

export interface FilterPressState {
  phase: 'filter' | 'done'
  feed: PlasmaStream
  paste: PlasmaStream
  liquid: PlasmaStream
  area_m2: number
  /** Filtrate since the cloth is clean, and solids it left (with the filter aid). */
  filtrate_m3: number
  cake_kg: number
  flux_LMH: number
  leaving_NTU: number
  pressed_h: number
  cloths: number
  keepsPaste: boolean
  entered_g: number
}

const TICK_S = 60

/** Seconds to filter V m³ (plasma.md §3.5): the textbook's cake at constant pressure. */
export function cakeTime_s(
  V_m3: number,
  area_m2: number,
  bar: number,
  mPas: number,
  m_kg: number,
  kg_m3: number,
  per_m: number,
): number {
  const Pa = bar * 1e5
  const mu = mPas * 1e-3
  return ((mu * m_kg * kg_m3) / (2 * area_m2 * area_m2 * Pa)) * V_m3 * V_m3 + ((mu * per_m) / (area_m2 * Pa)) * V_m3
}

/** A plate-and-frame press: cake on cloth, opened by filter aid, closed by gel and by pressure. */
export const filterPress: PlasmaUnit<FilterPressState, P, S> = {
  id: 'filterPress',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    return {
      phase: 'filter',
      feed: { ...entry },
      paste: solution(0, entry),
      liquid: solution(0, entry),
      area_m2: c.plant.filterPress_m2 * c.settings.area,
      filtrate_m3: 0,
      cake_kg: 0,
      flux_LMH: 0,
      leaving_NTU: 0,
      pressed_h: 0,
      cloths: 1,
      keepsPaste: c.settings.keepPaste >= 0.5,
      entered_g: protein_g(entry),
    }
  },

  tick(state, c) {
    agePlasma(state.feed, TICK_S)
    agePlasma(state.liquid, TICK_S)
    agePlasma(state.paste, TICK_S)
    state.flux_LMH = 0
    if (state.phase === 'done' || c.paused || state.feed.volume_L <= 1e-9) return
    const volume_L = Math.min(1e3 * filtered_m3(state, c), state.feed.volume_L)
    if (volume_L <= 1e-9) return
    state.pressed_h += TICK_S / 3600
    state.flux_LMH = (volume_L * 3600) / TICK_S / state.area_m2
    press(state, volume_L, c)
  },

  act(state, _act, amount, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    state.area_m2 = c.plant.filterPress_m2 * amount
    state.filtrate_m3 = state.cake_kg = 0
    state.cloths++
    return undefined
  },

  /** Through with the slurry it only waits to be opened: no flow is asked of it. */
  phase: (state) => (state.phase === 'filter' && state.feed.volume_L <= 1e-9 ? 'empty' : state.phase),
  ready: (state) => state.phase === 'filter' && state.feed.volume_L <= 1e-9,

  /** Ends the run: what was not filtered stays a slurry, and goes with the paste. */
  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    pourPlasma(state.paste, splitPlasma(state.feed, 1))
    state.keepsPaste = c.settings.keepPaste >= 0.5
    state.phase = 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, c): Readings => ({
    pressure_bar: state.flux_LMH > 0 ? c.settings.pressure : 0,
    flux_LMH: state.flux_LMH,
    feed_L: state.feed.volume_L,
    liquid_L: state.liquid.volume_L,
    leaving_NTU: state.leaving_NTU,
    liquid_NTU: turbidity_NTU(state.liquid),
    cake_kg_m2: state.area_m2 > 0 ? state.cake_kg / state.area_m2 : 0,
    pressed_h: state.pressed_h,
  }),

  ledger: ({ phase, keepsPaste, entered_g, feed, paste, liquid }) => {
    if (phase !== 'done') return proteinLedger(entered_g, 0, undefined, feed, paste, liquid)
    const [kept, other] = keepsPaste ? [paste, liquid] : [liquid, paste]
    return proteinLedger(entered_g, 0, kept, other, feed)
  },

  close(state) {
    const { paste, liquid } = state
    return {
      product: state.keepsPaste ? paste : liquid,
      outlets: { paste, liquid },
      results: {
        pressed_h: state.pressed_h,
        cloths: state.cloths,
        liquid_NTU: turbidity_NTU(liquid),
        liquid_L: liquid.volume_L,
        pasteProtein_kg: protein_g(paste) / 1e3,
        pasteIgG_kg: massOf(paste, 'IgG') / 1e3,
        pasteAlbumin_kg: massOf(paste, 'ALB') / 1e3,
      },
    }
  },
}

/** Share of the filter aid that is wanting. */
const wants = (s: Values<S>, p: Values<P>): number => Math.max(0, 1 - s.filterAid / p.enoughAid)

/** Resistance of this cake, m/kg: gel, want of filter aid and pressure close it. */
const resistance_m_kg = (state: FilterPressState, s: Values<S>, p: Values<P>): number =>
  p.resistance * cakeFactor(state.feed) * (1 + (p.noAid - 1) * wants(s, p)) * pow(s.pressure, p.compressibility)

/** Solids in the slurry with the filter aid, kg/m³ (a litre of water weighs a kilogram). */
const solids_kg_m3 = (state: FilterPressState, s: Values<S>): number =>
  (solids_g(state.feed) + state.feed.denatured_g) / state.feed.volume_L + 10 * s.filterAid

/** Filtrate of this tick: the textbook's parabola solved for volume, so that ticks of any size add up to it. */
function filtered_m3(state: FilterPressState, c: C): number {
  const { parameters: p, settings: s } = c
  const mu = viscosity_mPas(state.feed.ethanol_pct) * 1e-3
  const A = state.area_m2
  const Pa = s.pressure * 1e5
  const square = (mu * resistance_m_kg(state, s, p)) / (2 * A * A * Pa)
  const linear = (mu * p.medium) / (A * Pa)
  // In kilograms of cake per cubic metre that follows: a cake of another slurry keeps its own mass.
  const load = solids_kg_m3(state, s)
  const slope = linear + 2 * square * state.cake_kg
  const curve = square * load
  const volume = (-slope + Math.sqrt(slope * slope + 4 * curve * TICK_S)) / (2 * curve)
  return Math.min(volume, (p.pump * A * TICK_S) / 3.6e6)
}

function press(state: FilterPressState, volume_L: number, c: C): void {
  const { parameters: p, settings: s } = c
  state.cake_kg += (solids_kg_m3(state, s) * volume_L) / 1e3
  state.filtrate_m3 += volume_L / 1e3
  const part = splitPlasma(state.feed, Math.min(1, volume_L / state.feed.volume_L))
  const pushed = p.breakThrough * Math.max(0, s.pressure - p.breaksFrom)
  const through = Math.min(0.5, p.through + p.finesWithoutAid * wants(s, p) + pushed)
  const { paste, liquid } = separate(part, 1 - through, p.pasteProtein)
  state.leaving_NTU = turbidity_NTU(liquid)
  pourPlasma(state.paste, paste)
  pourPlasma(state.liquid, liquid)
}
