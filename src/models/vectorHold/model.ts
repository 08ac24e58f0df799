import { exp, spec, type Specs } from '../../sim/index.ts'
import {
  aggregated_pct,
  type AavStream,
  capsidsOf,
  emptyVector,
  functional_pct,
  genomesOf,
  move,
  percent,
  pourVector,
  splitVector,
  withCapsids,
} from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const DIRECTION = 'aav.md §1.3: direction; this plant'

// oxfmt-ignore
export const parameters = {
  free: spec('hour of the hold at which the next suite is free', 'h', 0, [0, 200], 'G', 'this plant’s planning'),
  ageing: spec('function lost at 5 °C', '1/h', 5e-4, [0, 0.05], 'C', DIRECTION),
  warmer: spec('all of it faster, per °C', '1/°C', 0.14, [0, 0.3], 'C', 'fourfold in 10 °C: proteases'),
  clumping: spec('capsids that clump at 5 °C', '1/h', 2e-4, [0, 0.05], 'C', DIRECTION),
  clinging: spec('capsids that cling to the bag at 5 °C', '1/h', 5e-4, [0, 0.05], 'C', 'aav.md §1.3 D11: bags and hoses'),
  germs: spec('germs that grow at 5 °C', '1/h', 0.01, [0, 1], 'G', 'psychrotrophs'),
  filterKeeps: spec('vector that a filter of 0.2 µm keeps', '1', 0.04, [0, 0.5], 'C', 'aav.md §4.7: bulk without surfactant'),
  filterPasses: spec('germs that pass it', '1', 1e-6, [0, 1], 'G', 'usual of the filter'),
  smallColumn: spec('of what goes ahead over the small column, lost there', '1', 0.12, [0, 0.5], 'G', 'this plant'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  temperature: spec('temperature of the hold', '°C', 5, [2, 40], 'G', 'gmp AV6: 2 to 8 °C'),
} satisfies Specs

// oxfmt-ignore
export const acts = {
  split: spec('half of it goes ahead over the small column', '%', 50, [10, 50], 'G', 'this plant’s card AV-12'),
  filter: spec('through a filter of 0.2 µm into a fresh bag', '1', 1, [1, 1], 'G', 'this plant’s card AV-12'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface VectorHoldState {
  phase: 'hold' | 'done'
  bag: AavStream
  /** What has gone ahead: it waits no longer. */
  ahead: AavStream
  book: Book
  filtered: number
}

const TICK_S = 300
const TICK_H = TICK_S / 3600

/** A bag that waits for the next suite: nothing is done to it, and something happens to it all the same. */
export const vectorHold: AavUnit<VectorHoldState, P, S> = {
  id: 'vectorHold',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => ({
    phase: 'hold',
    bag: { ...entry },
    ahead: emptyVector(entry.temperature_C),
    book: newBook(entry),
    filtered: 0,
  }),

  tick(state, c) {
    wait(TICK_S, state.bag)
    if (state.phase === 'done') return
    stand(state, c)
  },

  act(state, act, amount, { parameters: p }): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    const { bag, ahead, book } = state
    if (act === 'split') {
      if (ahead.volume_L > 0) return { code: 'already_done' }
      const part = splitVector(bag, amount / 100)
      move(part, book.waste, withCapsids(part, p.smallColumn, p.smallColumn, p.smallColumn))
      pourVector(ahead, part)
      // The clock is that of what waits.
      ahead.held_s = 0
    } else if (act === 'filter') {
      move(bag, book.waste, {
        ...withCapsids(bag, p.filterKeeps, p.filterKeeps, p.filterKeeps),
        bioburden_CFU: 1 - p.filterPasses,
      })
      state.filtered += 1
    } else return { code: 'no_such_act' }
    return undefined
  },

  phase: (state) => state.phase,
  ready: (state, c) => state.phase === 'hold' && isFree(state, c),

  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (!isFree(state, c)) return { code: 'suite_taken' }
    pourVector(state.bag, splitVector(state.ahead, 1))
    state.phase = 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, { parameters: p }): Readings => ({
    held_h: held_h(state),
    free_h: p.free,
    temperature_C: state.bag.temperature_C,
    waits_L: state.bag.volume_L,
    ahead_pct: percent(state.ahead.volume_L, state.bag.volume_L + state.ahead.volume_L),
    aggregated_pct: aggregated_pct(state.bag),
    functional_pct: functional_pct(state.bag),
    germs_per_mL: state.bag.volume_L > 0 ? state.bag.bioburden_CFU / (1e3 * state.bag.volume_L) : 0,
    filtered: state.filtered,
  }),

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close: (state) => ({
    product: state.bag,
    results: {
      held_h: held_h(state),
      temperature_C: state.bag.temperature_C,
      functional_pct: functional_pct(state.bag),
      aggregated_pct: aggregated_pct(state.bag),
      filtered: state.filtered,
    },
  }),
}

const held_h = (state: VectorHoldState): number => state.bag.held_s / 3600
const isFree = (state: VectorHoldState, c: C): boolean => held_h(state) >= c.parameters.free - 1e-9

const ledgers = (state: VectorHoldState) =>
  state.phase === 'done' ? ledgersOf(state.book, state.bag) : ledgersOf(state.book, undefined, state.bag, state.ahead)

/** Exact over the tick at a constant temperature. */
function stand({ bag: s, book }: VectorHoldState, { parameters: p, settings }: C): void {
  s.temperature_C = settings.temperature
  const fast = exp(p.warmer * (settings.temperature - 5)) * TICK_H
  s.functional *= exp(-p.ageing * fast)
  const capsids = capsidsOf(s)
  s.aggregated += Math.max(0, capsids - s.aggregated) * (1 - exp(-p.clumping * fast))
  const clung = 1 - exp(-p.clinging * fast)
  move(s, book.waste, withCapsids(s, clung, clung, clung))
  s.bioburden_CFU *= exp(p.germs * fast)
  s.functional = Math.min(s.functional, genomesOf(s))
}
