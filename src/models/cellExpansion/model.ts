import { defaults, spec, type Specs, type Values } from '../../sim/index.ts'
import { type AavStream, move, percent, pourVector, splitVector, vectorBuffer } from '../aavPlant/stream.ts'
import {
  type AavConditions,
  type AavLedgers,
  type AavUnit,
  type Book,
  enter,
  ledgersOf,
  newBook,
  withMade,
} from '../aavPlant/unit.ts'
import { kLa_per_h } from '../aavPlant/vessel.ts'
import type { Readings, Refusal } from '../unit.ts'
import {
  gasFor_per_min,
  parameters as ofCulture,
  settings as settingsOfCulture,
} from '../vectorProduction/parameters.ts'
import {
  broth,
  dissolvedOxygen_pct,
  emptied,
  exchangeMedium,
  intoTank,
  madeIn,
  type TankCulture,
  tickTank,
} from '../vectorProduction/tankCulture.ts'

const SEED = 'aav.md §1.1 U1'

// oxfmt-ignore
export const parameters = {
  ...ofCulture,
  kdStarved: spec('death without glucose, glutamine or oxygen, no plasmid', '1/h', 0.008, [0, 0.5], 'C', 'aav.md §1.1 U4: 95 % and more alive before transfection'),
  retained: spec('cells kept in a medium exchange', '1', 0.98, [0.5, 1], 'G', 'settled or retained'),
  bench: spec('kLa of flasks and rocked bags', '1/h', 8, [1, 50], 'G', 'shaken: large surface'),
  parted: spec('clumps that a passage breaks up, share of them', '1', 0.6, [0, 1], 'G', 'pipetted into fresh medium'),
  idle: spec('motor of the stirrer, running free', '%', 10, [0, 60], 'G', 'this plant'),
  driven: spec('more of it at 20 W/m³', '%', 20, [1, 80], 'G', 'this plant'),
  handling: spec('germs that a passage can bring, CFU', '1', 0, [0, 100], 'G', 'open: none when done well'),
} satisfies Specs

const { temperature, pH, oxygen, oxygenMost, power, gas } = settingsOfCulture
// oxfmt-ignore
export const settings = {
  temperature, pH, oxygen, oxygenMost, power, gas,
  seed: spec('cells after a passage', '1e6/mL', 0.5, [0.1, 2], 'C', SEED),
  splitAt: spec('cells at which to pass on', '1e6/mL', 4, [1, 12], 'G', 'this plant'),
  transfectAt: spec('cells in the last vessel to end at, before the cocktail', '1e6/mL', 2.22, [0.5, 12], 'C', 'aav.md §1.1 U3: 2.0 in the cocktail'),
  filling: spec('last vessel filled, of its working volume', '1', 0.9, [0.3, 1], 'C', 'aav.md §1.1 U10: the cocktail is 10 %'),
  steps: spec('most that a passage multiplies the volume', '1', 6, [1.5, 20], 'G', 'this plant'),
} satisfies Specs

// oxfmt-ignore
export const acts = {
  exchange: spec('medium replaced, cells kept', '1', 0.95, [0.05, 1], 'C', 'aav.md §1.1 U5'),
  passage: spec('one more passage in the same vessel, of so much of it', '1', 1, [1, 1], 'G', 'this plant’s card AV-03'),
  disperse: spec('clumps broken up, share of them', '1', 0.5, [0.05, 1], 'G', 'shaking, a fresh passage'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface CellExpansionState {
  phase: 'grow' | 'preculture' | 'done'
  culture: TankCulture
  book: Book
  grown_h: number
  passages: number
  /** Of the power set, what reaches the liquid of the stirred vessel. */
  upsets: { stirring: number }
}

const TICK_S = 600
const TICK_H = TICK_S / 3600

/** From a flask of cells to the vessel of the production, passage by passage. */
export const cellExpansion: AavUnit<CellExpansionState, P, S> = {
  id: 'cellExpansion',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,
  nominal: ({ scale_L }) => ({ ...defaults(settings), gas: gasFor_per_min(scale_L) }),

  open(entry, c) {
    const culture = intoTank(entry, c.parameters)
    culture.transfected = false
    const last = entry.volume_L >= finalVolume_L(c) * 0.999
    return {
      phase: last ? 'preculture' : 'grow',
      culture,
      book: newBook(entry),
      grown_h: 0,
      passages: 0,
      upsets: { stirring: 1 },
    }
  },

  tick(state, c) {
    const { culture } = state
    culture.rest.held_s += TICK_S
    if (state.phase === 'done') return
    // A culture left in its vessel goes on; only a person passes it on.
    tickTank(culture, TICK_H, settingsNow(state, c), kLaNow(state, c), c.parameters)
    state.grown_h += TICK_H
  },

  act(state, act, amount, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'disperse') state.culture.rest.clumped *= 1 - amount
    else if (act === 'exchange') exchange(state, amount, c)
    else if (act === 'passage') passInto(state, state.culture.rest.volume_L, c)
    else return { code: 'no_such_act' }
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    const cells = state.culture.y[0]!
    if (state.phase === 'grow') return cells >= c.settings.splitAt
    return state.phase === 'preculture' && cells >= c.settings.transfectAt
  },

  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'grow') passOn(state, c)
    else {
      emptied(state.culture, state.book)
      state.culture.rest.held_s = 0
      state.phase = 'done'
    }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const s = content(state)
    const cells = s.viableCells_1e9 + s.deadCells_1e9
    return {
      volume_L: s.volume_L,
      viable_1e6_mL: s.viableCells_1e9 / s.volume_L,
      viability_pct: percent(s.viableCells_1e9, cells),
      clumped_pct: 100 * s.clumped,
      passages: s.passages,
      glucose_mM: s.glucose_mmol / s.volume_L,
      lactate_mM: s.lactate_mmol / s.volume_L,
      glutamine_mM: s.glutamine_mmol / s.volume_L,
      ammonia_mM: s.ammonia_mmol / s.volume_L,
      agitatorLoad_pct:
        state.phase === 'preculture' ? c.parameters.idle + (c.parameters.driven * stirred(state, c)) / 20 : 0,
      temperature_C: s.temperature_C,
      oxygen_pct: dissolvedOxygen_pct(state.culture, settingsNow(state, c), kLaNow(state, c), c.parameters),
      grown_h: state.grown_h,
    }
  },

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close(state) {
    const s = content(state)
    return {
      product: s,
      results: {
        viable_1e6_mL: s.viableCells_1e9 / s.volume_L,
        viability_pct: percent(s.viableCells_1e9, s.viableCells_1e9 + s.deadCells_1e9),
        clumped_pct: 100 * s.clumped,
        passages: s.passages,
        spent_1e6_h_mL: s.spent_1e6_h_mL,
        grown_h: state.grown_h,
      },
    }
  },
}

const content = (state: CellExpansionState): AavStream =>
  state.phase === 'done' ? state.culture.rest : broth(state.culture)

function ledgers(state: CellExpansionState): AavLedgers {
  if (state.phase === 'done') return ledgersOf(state.book, state.culture.rest)
  return ledgersOf(withMade(state.book, madeIn(state.culture)), undefined, broth(state.culture))
}

const finalVolume_L = (c: C): number => c.plant.tank.volume_L * c.settings.filling

const stirred = (state: CellExpansionState, c: C): number => c.settings.power * state.upsets.stirring

/** Smaller vessels are shaken or rocked: they breathe well and are not stirred. */
const settingsNow = (state: CellExpansionState, c: C): Values<S> =>
  state.phase === 'preculture'
    ? { ...c.settings, power: stirred(state, c) }
    : { ...c.settings, power: Math.max(c.settings.power, 20), gas: 0.01 }
const kLaNow = (state: CellExpansionState, c: C): number =>
  state.phase === 'preculture' ? kLa_per_h(c.plant.tank, stirred(state, c), c.settings.gas) : c.parameters.bench

/** Into the next vessel: as much larger as the recipe and the cells allow. */
function passOn(state: CellExpansionState, c: C): void {
  const { settings: s } = c
  const whole = content(state)
  const litres = Math.min(finalVolume_L(c), whole.volume_L * s.steps, whole.viableCells_1e9 / s.seed)
  const last = litres >= finalVolume_L(c) * (1 - 1e-9)
  passInto(state, last ? finalVolume_L(c) : litres, c)
  if (last) state.phase = 'preculture'
}

/** Into so many litres with fresh medium; cells too many for it are thrown away, old medium that has no room as well. */
function passInto(state: CellExpansionState, litres: number, c: C): void {
  const { parameters: p, settings: s } = c
  const whole = emptied(state.culture, state.book)
  const taken = whole.viableCells_1e9 > 0 ? Math.min(1, (s.seed * litres) / whole.viableCells_1e9) : 1
  pourVector(state.book.waste, splitVector(whole, 1 - taken))
  const medium = vectorBuffer(Math.max(0, litres - whole.volume_L), s.temperature, s.pH, 130)
  medium.glucose_mmol = p.freshGlucose * medium.volume_L
  medium.glutamine_mmol = p.freshGlutamine * medium.volume_L
  medium.clumped = whole.clumped
  medium.bioburden_CFU = p.handling
  enter(state.book, medium)
  pourVector(whole, medium)
  whole.passages += 1
  whole.spent_1e6_h_mL = 0
  whole.clumped *= 1 - p.parted
  state.culture = intoTank(whole, p)
  state.culture.transfected = false
  state.passages++
}

/** Settled or held back by a filter, the cells get new medium; some do not come back. */
function exchange(state: CellExpansionState, share: number, c: C): void {
  const { culture, book } = state
  exchangeMedium(culture, share, c.parameters, book)
  const lost = (1 - c.parameters.retained) * share
  const whole = emptied(culture, book)
  move(whole, book.waste, { viableCells_1e9: lost, deadCells_1e9: lost })
  state.culture = { ...intoTank(whole, c.parameters), transfected: false }
}
