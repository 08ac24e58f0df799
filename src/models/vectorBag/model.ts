import { exp, spec, type Specs } from '../../sim/index.ts'
import { type AavStream, functional_pct, genomesOf, pourVector, splitVector } from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const DIRECTION = 'aav.md §1.3: direction; this plant'
const CARD = 'this plant’s card AV-08'

// oxfmt-ignore
export const parameters = {
  free: spec('hour of the wait at which the filters are free', 'h', 0, [0, 200], 'G', 'this plant’s planning'),
  ageing: spec('function lost at 5 °C', '1/h', 5e-4, [0, 0.05], 'C', DIRECTION),
  warmer: spec('all of it faster, per °C', '1/°C', 0.14, [0, 0.3], 'C', 'fourfold in 10 °C: proteases'),
  growth: spec('germs that grow at 5 °C', '1/h', 0.01, [0, 1], 'G', 'psychrotrophs'),
  ingress: spec('germs that come in by a hole', '1/h', 40, [0, 1e4], 'G', `${CARD}: a leak runs both ways`),
  tapeHolds: spec('of a leak, held back by tape', '1', 0.7, [0, 1], 'G', CARD),
  tapeLasts: spec('time after which wet tape lets go', 'h', 1.5, [0.1, 24], 'G', CARD),
  clampHolds: spec('of a dripping port, held back by its clamp', '1', 1, [0, 1], 'G', 'this plant'),
  transfer: spec('time of a transfer into the bag in reserve', 'h', 0.4, [0.05, 5], 'G', 'two welds and a pump'),
  holdUp: spec('of a bag, left in it and in the hose', '1', 0.015, [0, 0.2], 'G', 'this plant'),
  contact: spec('contact that has been validated', 'min', 30, [1, 120], 'G', 'this plant’s disinfectant, naked viruses'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  temperature: spec('temperature of the jacket', '°C', 20, [2, 40], 'G', 'this plant'),
} satisfies Specs

// oxfmt-ignore
export const acts = {
  contain: spec('bund shut, mats laid, door barred', '1', 1, [1, 1], 'G', CARD),
  clamp: spec('clamp on the sampling port', '1', 1, [1, 1], 'G', 'this plant'),
  transfer: spec('into the bag in reserve, by a welded path', '1', 1, [1, 1], 'G', CARD),
  tape: spec('tape on the wet place', '1', 1, [1, 1], 'G', CARD),
  disinfect: spec('validated disinfectant on the puddle', '1', 1, [1, 1], 'G', CARD),
  alcohol: spec('alcohol on the puddle', '1', 1, [1, 1], 'G', CARD),
  wipe: spec('puddle taken up, as waste with modified organisms', '1', 1, [1, 1], 'G', CARD),
  hose: spec('puddle washed to the drain', '1', 1, [1, 1], 'G', CARD),
  segregate: spec('tubes counted by two, sealed and set apart', '1', 1, [1, 1], 'G', 'this plant’s card AV-02'),
  discard: spec('tubes thrown away', '1', 1, [1, 1], 'G', 'this plant’s card AV-02'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface VectorBagState {
  phase: 'wait' | 'done'
  bag: AavStream
  book: Book
  /** What a fault does: lysate by a weld or by the sampling port, water by the jacket. */
  upsets: { seam_L_h: number; port_L_h: number; water_L_h: number }
  /** Under the bag: lysate that stands there, and water. */
  floor_L: number
  water_L: number
  lost_L: number
  contained: number
  clamped: number
  /** Hours since; negative: not done. */
  taped_h: number
  moving_h: number
  wet_h: number
  moved: number
  disinfected: number
  wiped: number
}

const TICK_S = 60
const TICK_H = TICK_S / 3600
/** Of clean water. */
const WATER_mS_cm = 0.05
/** By 100 mM of salt. */
const mS_cm = (salt_mM: number): number => 0.1 * salt_mM
/** Above the floor: the weld of the bag, its sampling port, the jacket's drain. */
const WET_AT_cm = { seam: 9, port: 64, water: 31 }

/** A bag of lysate in the tank, in a building that has other clients: it waits, it may leak, and there is a floor. */
export const vectorBag: AavUnit<VectorBagState, P, S> = {
  id: 'vectorBag',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => ({
    phase: 'wait',
    bag: { ...entry },
    book: newBook(entry),
    upsets: { seam_L_h: 0, port_L_h: 0, water_L_h: 0 },
    floor_L: 0,
    water_L: 0,
    lost_L: 0,
    contained: 0,
    clamped: 0,
    taped_h: -1,
    moving_h: -1,
    wet_h: -1,
    moved: 0,
    disinfected: 0,
    wiped: 0,
  }),

  tick(state, c) {
    wait(TICK_S, state.bag)
    if (state.phase === 'done') return
    stand(state, c)
    drip(state, c)
    for (const clock of ['taped_h', 'wet_h'] as const) if (state[clock] >= 0) state[clock] += TICK_H
    if (state.moving_h >= 0 && !state.moved) {
      state.moving_h += TICK_H
      if (state.moving_h >= c.parameters.transfer - 1e-9) {
        pourVector(state.book.waste, splitVector(state.bag, c.parameters.holdUp))
        state.moved = 1
      }
    }
  },

  act(state, act): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'contain') state.contained = 1
    else if (act === 'clamp') state.clamped = 1
    else if (act === 'tape') state.taped_h = 0
    else if (act === 'transfer') {
      if (state.moving_h >= 0) return { code: 'already_done' }
      state.moving_h = 0
    } else if (act === 'disinfect' || act === 'alcohol') {
      state.disinfected = act === 'disinfect' ? 1 : 0
      state.wet_h = 0
    } else if (act === 'wipe' || act === 'hose') {
      state.floor_L = 0
      state.water_L = 0
      state.wiped = 1
    } else if (act !== 'segregate' && act !== 'discard') return { code: 'no_such_act' }
    return undefined
  },

  phase: (state) => state.phase,
  ready: (state, c) => state.phase === 'wait' && isFree(state, c),

  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (!isFree(state, c)) return { code: 'filters_taken' }
    state.phase = 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, { parameters: p }): Readings => ({
    volume_L: state.bag.volume_L,
    held_h: state.bag.held_s / 3600,
    free_h: p.free,
    temperature_C: state.bag.temperature_C,
    puddle_L: puddle_L(state),
    puddle_mS_cm: puddle_mS_cm(state),
    wetAt_cm: wetAt_cm(state),
    contained: state.contained,
    moved: state.moved,
    taped: state.taped_h >= 0 ? 1 : 0,
    moving: state.moving_h >= 0 && !state.moved ? 1 : 0,
    contact_min: 60 * Math.max(0, state.wet_h),
    germs_per_mL: state.bag.volume_L > 0 ? state.bag.bioburden_CFU / (1e3 * state.bag.volume_L) : 0,
    /** Serotype of this campaign: on the tubes of the freezer, and on the list of what stays there. */
    serotype: SEROTYPE,
    functional_pct: functional_pct(state.bag),
  }),

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close: (state) => ({
    product: state.bag,
    results: {
      held_h: state.bag.held_s / 3600,
      lost_L: state.lost_L,
      contained: state.contained,
      moved: state.moved,
      contact_min: 60 * Math.max(0, state.wet_h),
      germs_per_mL: state.bag.volume_L > 0 ? state.bag.bioburden_CFU / (1e3 * state.bag.volume_L) : 0,
      functional_pct: functional_pct(state.bag),
    },
  }),
}

export const SEROTYPE = 9

const isFree = (state: VectorBagState, c: C): boolean => state.bag.held_s / 3600 >= c.parameters.free - 1e-9
const puddle_L = (state: VectorBagState): number => state.floor_L + state.water_L

function puddle_mS_cm(state: VectorBagState): number {
  const all = puddle_L(state)
  return all > 0 ? (state.floor_L * mS_cm(state.bag.salt_mM) + state.water_L * WATER_mS_cm) / all : 0
}

function wetAt_cm({ upsets }: VectorBagState): number {
  if (upsets.seam_L_h > 0) return WET_AT_cm.seam
  if (upsets.port_L_h > 0) return WET_AT_cm.port
  return upsets.water_L_h > 0 ? WET_AT_cm.water : 0
}

const ledgers = (state: VectorBagState) =>
  state.phase === 'done' ? ledgersOf(state.book, state.bag) : ledgersOf(state.book, undefined, state.bag)

/** Exact over the tick at a constant temperature. */
function stand({ bag: s }: VectorBagState, { parameters: p, settings }: C): void {
  s.temperature_C = settings.temperature
  const fast = exp(p.warmer * (settings.temperature - 5)) * TICK_H
  s.functional = Math.min(s.functional * exp(-p.ageing * fast), genomesOf(s))
  s.bioburden_CFU *= exp(p.growth * fast)
}

/** A hole lets vector out and germs in; tape slows the one and not the other, for as long as it holds. */
function drip(state: VectorBagState, { parameters: p }: C): void {
  const { upsets, bag, book } = state
  state.water_L += upsets.water_L_h * TICK_H
  if (state.moved) return
  const held = state.taped_h >= 0 && state.taped_h < p.tapeLasts ? p.tapeHolds : 0
  const port = upsets.port_L_h * (state.clamped ? 1 - p.clampHolds : 1)
  const litres = Math.min(bag.volume_L, (1 - held) * (upsets.seam_L_h + port) * TICK_H)
  if (litres <= 0) return
  const share = litres / bag.volume_L
  const part = splitVector(bag, share)
  state.floor_L += litres
  state.lost_L += litres
  pourVector(book.waste, part)
  bag.bioburden_CFU += p.ingress * TICK_H
}
