import { exp, pow10, spec, type Specs } from '../../sim/index.ts'
import { type AavStream, move } from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const CARD = 'this plant’s card AV-09'

// oxfmt-ignore
export const parameters = {
  steam: spec('temperature of the steam in the jacket', '°C', 128, [100, 150], 'G', '2.5 bar absolute, saturated'),
  heating: spec('jacket to tank, of its heat', '1/h', 5, [0.1, 20], 'G', 'from 30 to 121 °C in half an hour'),
  losing: spec('tank to room, of its heat', '1/h', 0.05, [0, 2], 'G', 'lagged'),
  cooling: spec('water in the jacket, of its heat', '1/h', 4, [0.1, 20], 'G', 'as the steam'),
  water: spec('temperature of the cooling water', '°C', 12, [2, 30], 'G', 'this plant'),
  z: spec('warmer that kills ten times faster', '°C', 10, [5, 20], 'G', 'convention of moist heat'),
  decade: spec('a tenth left at 121 °C after', 'min', 0.5, [0.01, 10], 'C', `${CARD}: its kill curve has been measured at 121 °C only`),
  drainBelow: spec('may go to the drain below', '°C', 60, [30, 95], 'G', 'pipes of the building'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  target: spec('temperature of the cycle', '°C', 121.6, [100, 135], 'G', `${CARD}: 121 °C at least`),
  hold: spec('minutes of the cycle', 'min', 30, [1, 120], 'G', 'this plant’s validated cycle'),
} satisfies Specs

// oxfmt-ignore
export const acts = {
  again: spec('the whole cycle once more', '1', 1, [1, 1], 'G', CARD),
  bleach: spec('bleach into the tank', '1', 1, [1, 1], 'G', CARD),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface VectorEffluentState {
  phase: 'heat' | 'hold' | 'cool' | 'done'
  tank: AavStream
  book: Book
  /** Steam that comes weaker, warm. */
  upsets: { steam_C: number }
  temperature_C: number
  /** Of this cycle: minutes held, minutes at 121 °C, the coldest of the hold, minutes as if at 121.1 °C. */
  held_min: number
  proven_min: number
  coldest_C: number
  lethality_min: number
  heating_min: number
  cycles: number
}

const TICK_S = 60
const TICK_H = TICK_S / 3600
const VALIDATED_C = 121
/** A jacket that comes no further has come as far as it will: its controller starts the clock then. */
const GIVES_UP_MIN = 60

/** Pressure of water over its liquid, bar above the room: Antoine's equation, 99 to 374 °C (Dortmund data bank, general knowledge). */
export const saturated_bar = (temperature_C: number): number =>
  (pow10(8.14019 - 1810.94 / (244.485 + temperature_C)) * 1.33322) / 1000 - 1.01325

/** The tank in which what was in contact with the vector is killed before it may leave. */
export const vectorEffluent: AavUnit<VectorEffluentState, P, S> = {
  id: 'vectorEffluent',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => ({
    phase: 'heat',
    tank: { ...entry },
    book: newBook(entry),
    upsets: { steam_C: 0 },
    temperature_C: entry.temperature_C,
    held_min: 0,
    proven_min: 0,
    coldest_C: 0,
    lethality_min: 0,
    heating_min: 0,
    cycles: 1,
  }),

  tick(state, c) {
    wait(TICK_S, state.tank)
    if (state.phase === 'done') return
    warm(state, c)
    state.tank.temperature_C = state.temperature_C
    kill(state, c)
    if (state.phase === 'heat') state.heating_min += TICK_S / 60
    if (state.phase !== 'hold') return
    state.held_min += TICK_S / 60
    state.coldest_C = state.coldest_C > 0 ? Math.min(state.coldest_C, state.temperature_C) : state.temperature_C
    if (state.temperature_C >= VALIDATED_C) state.proven_min += TICK_S / 60
  },

  act(state, act): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'bleach') return undefined
    if (act !== 'again') return { code: 'no_such_act' }
    if (state.phase !== 'cool') return { code: 'cycle_runs' }
    state.phase = 'heat'
    state.held_min = state.proven_min = state.coldest_C = state.lethality_min = state.heating_min = 0
    state.cycles += 1
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    if (state.phase === 'heat') return state.temperature_C >= VALIDATED_C || state.heating_min >= GIVES_UP_MIN
    if (state.phase === 'hold') return state.held_min >= c.settings.hold - 1e-9
    return state.phase === 'cool' && state.temperature_C <= c.parameters.drainBelow
  },

  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'heat') state.phase = 'hold'
    else if (state.phase === 'hold') state.phase = 'cool'
    else if (state.temperature_C > c.parameters.drainBelow) return { code: 'too_hot' }
    else state.phase = 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state): Readings => ({
    temperature_C: state.temperature_C,
    volume_L: state.tank.volume_L,
    gauge_bar: Math.max(0, saturated_bar(state.temperature_C)),
    held_min: state.held_min,
    // What the printer has of the cycle: the coldest minute of its hold.
    coldest_C: state.coldest_C,
    lethality_min: state.lethality_min,
    cycles: state.cycles,
  }),

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close: (state) => ({
    product: state.tank,
    results: {
      proven_min: state.proven_min,
      coldest_C: state.coldest_C,
      lethality_min: state.lethality_min,
      cycles: state.cycles,
      volume_L: state.tank.volume_L,
    },
  }),
}

const ledgers = (state: VectorEffluentState) =>
  state.phase === 'done' ? ledgersOf(state.book, state.tank) : ledgersOf(state.book, undefined, state.tank)

/** Exact over the tick between two temperatures; at its target the valve gives what the room takes. */
function warm(state: VectorEffluentState, { parameters: p, settings: s, paused }: C): void {
  const cools = state.phase === 'cool'
  const rate = paused ? 0 : cools ? p.cooling : p.heating
  const other = cools ? p.water : p.steam + state.upsets.steam_C
  const ROOM_C = 20
  const both = rate + p.losing
  const ends = (rate * other + p.losing * ROOM_C) / Math.max(both, 1e-9)
  const next = ends + (state.temperature_C - ends) * exp(-both * TICK_H)
  state.temperature_C = cools ? next : Math.min(next, Math.max(s.target, state.temperature_C))
}

function kill(state: VectorEffluentState, { parameters: p }: C): void {
  const minutes = (TICK_S / 60) * pow10((state.temperature_C - 121.1) / p.z)
  if (state.phase !== 'cool') state.lethality_min += minutes
  const left = pow10(-minutes / p.decade)
  state.tank.functional *= left
  move(state.tank, state.book.waste, { bioburden_CFU: 1 - left })
}
