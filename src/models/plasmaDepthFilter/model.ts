import { exp, pow10, spec, type Specs, type Values } from '../../sim/index.ts'
import { agePlasma } from '../plasmaPlant/ageing.ts'
import { turbidity_NTU, viscosity_mPas } from '../plasmaPlant/liquid.ts'
import {
  pourPlasma,
  type PlasmaStream,
  protein_g,
  proteinLedger,
  SOLID,
  solids_g,
  solution,
  splitPlasma,
  VIRUSES,
} from '../plasmaPlant/stream.ts'
import type { PlasmaConditions, PlasmaUnit } from '../plasmaPlant/unit.ts'
import { claims, everyVirus } from '../plasmaPlant/viralSafety.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'plasma.md §3.5: 100-200 L/m²/h, up to about 150 L/m² (V75)'

export const parameters = {
  capacity: spec('load that plugs the sheets, feed of the reference haze', 'L/m²', 260, [50, 1000], 'C', SHEET),
  referenceHaze: spec('haze at which that holds', 'g/L', 1, [0.05, 20], 'C', SHEET),
  lipidHaze: spec('haze of a gram of lipoprotein', '1', 0.2, [0, 2], 'C', 'plasma.md §1.4: lipid haze'),
  aid: spec('capacity gained by each per cent of filter aid', '1', 0.5, [0, 3], 'C', 'plasma.md §1.4: 2-3 %'),
  resistance: spec('pressure of fresh sheets at 100 LMH, 1 mPa·s', 'bar', 0.1, [0.01, 1], 'G', 'this plant'),
  lipids: spec('lipoprotein caught by fresh sheets', '1', 0.9, [0, 1], 'C', 'plasma.md §1.3: lipoprotein and haze'),
  polymers: spec('polymers caught by fresh sheets', '1', 0.2, [0, 1], 'C', 'plasma.md §1.3'),
  ends: spec('load from which haze passes', 'L/m²', 150, [50, 500], 'V', SHEET),
  fastFrom: spec('flux above which less is caught', 'LMH', 200, [100, 400], 'V', SHEET),
  germs: spec('germs cut by the filter behind', 'log10', 4, [0, 8], 'G', '0.45 µm filter'),
  partition: spec(
    'virus that stays with precipitate and filter aid',
    'log10',
    1.5,
    [0, 4],
    'C',
    'plasma.md §3.14: V6, 1.5 log by partition in another chain',
  ),
  claimAid: spec('least filter aid of the validated box', '%', 2, [0, 5], 'G', 'plasma.md §1.4: 2-3 %'),
  holdUp: spec('liquid the sheets keep', 'L/m²', 5, [1, 20], 'G', 'sheets'),
} satisfies Specs

export const settings = {
  flux: spec('flow per area', 'LMH', 120, [0, 400], 'G', 'plasma.md §1.3'),
  pressureLimit: spec('pressure at which the pump eases off', 'bar', 2, [0.2, 4], 'G', 'this plant'),
  area: spec('area fitted, of the plant’s', '1', 1, [0.2, 5], 'G', 'this plant'),
  filterAid: spec('filter aid in the feed', '%', 0, [0, 5], 'G', 'plasma.md §1.4: 2-3 % with caprylate'),
  flush: spec('buffer pushed through after the load', 'L/m²', 10, [0, 50], 'G', 'this plant'),
} satisfies Specs

export const acts = {
  changeSheets: spec('fresh sheets: area, of the plant’s', '1', 1, [0.2, 5], 'G', 'operator'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = PlasmaConditions<P, S>

export interface PlasmaDepthFilterState {
  phase: 'load' | 'flush' | 'done'
  feed: PlasmaStream
  /** Liquid in the sheets; well mixed. */
  hold: PlasmaStream
  filtrate: PlasmaStream
  area_m2: number
  blocked: number
  loaded_L_m2: number
  flushed_L_m2: number
  leaving_NTU: number
  /** Least filter aid of the load. */
  aidUsed: number
  highestPressure_bar: number
  entered_g: number
  lost_g: number
}

const TICK_S = 60

/** Cellulose sheets: what is denatured, undissolved or lipid stays in their depth. */
export const plasmaDepthFilter: PlasmaUnit<PlasmaDepthFilterState, P, S> = {
  id: 'plasmaDepthFilter',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    return {
      phase: 'load',
      feed: { ...entry },
      hold: wetted(c.plant.depthFilter_m2 * c.settings.area, entry, c.parameters),
      filtrate: solution(0, entry),
      area_m2: c.plant.depthFilter_m2 * c.settings.area,
      blocked: 0,
      loaded_L_m2: 0,
      flushed_L_m2: 0,
      leaving_NTU: 0,
      // Nothing has been loaded yet; the feed is as it is prepared until then.
      aidUsed: 100,
      highestPressure_bar: 0,
      entered_g: protein_g(entry),
      lost_g: 0,
    }
  },

  tick(state, c) {
    for (const s of [state.feed, state.hold, state.filtrate]) agePlasma(s, TICK_S)
    if (state.phase === 'done' || c.paused) return
    const volume_L = (flux_LMH(state, c) * state.area_m2 * TICK_S) / 3600
    if (volume_L <= 1e-9) return
    state.highestPressure_bar = Math.max(state.highestPressure_bar, pressure_bar(state, c))
    if (state.phase === 'flush') {
      state.flushed_L_m2 += volume_L / state.area_m2
      push(state, solution(volume_L, state.filtrate))
    } else if (state.feed.volume_L > 1e-9) {
      const part = splitPlasma(state.feed, Math.min(1, volume_L / state.feed.volume_L))
      catchHaze(state, part, c)
      push(state, part)
    }
  },

  act(state, _act, amount, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    state.lost_g += protein_g(state.hold)
    state.area_m2 = c.plant.depthFilter_m2 * amount
    state.hold = wetted(state.area_m2, state.feed, c.parameters)
    state.blocked = state.loaded_L_m2 = 0
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    if (state.phase === 'load') return state.feed.volume_L <= 1e-9
    return state.phase === 'flush' && state.flushed_L_m2 >= c.settings.flush - 1e-9
  },

  /** load → flush → done. What was not filtered, and what the sheets still hold, goes to the drain. */
  proceed(state): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    const rest = state.phase === 'load' ? state.feed : state.hold
    state.lost_g += protein_g(splitPlasma(rest, 1))
    state.phase = state.phase === 'load' ? 'flush' : 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const runs = state.phase !== 'done' && !c.paused
    return {
      pressure_bar: runs ? pressure_bar(state, c) : 0,
      flux_LMH: runs ? flux_LMH(state, c) : 0,
      load_L_m2: state.loaded_L_m2,
      flush_L_m2: state.flushed_L_m2,
      feed_L: state.feed.volume_L,
      filtrate_L: state.filtrate.volume_L,
      leaving_NTU: state.leaving_NTU,
      filtrate_NTU: haze_NTU(state.filtrate),
    }
  },

  ledger: (s) =>
    s.phase === 'done'
      ? proteinLedger(s.entered_g, s.lost_g, s.filtrate, s.feed, s.hold)
      : proteinLedger(s.entered_g, s.lost_g, undefined, s.feed, s.hold, s.filtrate),

  close: (state, c) => ({
    product: state.filtrate,
    results: {
      ...claims(everyVirus(c.parameters.partition), isInBox(state, c.parameters)),
      yield_pct: state.entered_g > 0 ? (100 * protein_g(state.filtrate)) / state.entered_g : 0,
      filtrate_NTU: haze_NTU(state.filtrate),
      highestPressure_bar: state.highestPressure_bar,
      load_L_m2: state.loaded_L_m2,
    },
  }),
}

/** Partition counts with filter aid enough, and no more load than the sheets hold. */
const isInBox = (s: PlasmaDepthFilterState, p: Values<P>): boolean =>
  s.aidUsed >= p.claimAid - 1e-9 && s.loaded_L_m2 > 0 && s.loaded_L_m2 <= p.ends

const wetted = (area_m2: number, s: PlasmaStream, p: Values<P>): PlasmaStream => solution(p.holdUp * area_m2, s)

const haze_NTU = (s: PlasmaStream): number =>
  s.volume_L > 0 ? turbidity_NTU(s) + (4 * (s.LPa_g + s.LPb_g)) / s.volume_L : 0

/** Grams in a litre that plug: what is not dissolved, and lipoprotein by its share. */
const haze_g_L = (s: PlasmaStream, p: Values<P>): number =>
  (solids_g(s) + s.denatured_g + p.lipidHaze * (s.LPa_g + s.LPb_g)) / s.volume_L

function resistance(state: PlasmaDepthFilterState, p: Values<P>): number {
  const open = 1 - Math.min(0.98, state.blocked)
  return (p.resistance * viscosity_mPas(state.feed.ethanol_pct)) / (open * open) / 100
}
const flux_LMH = (state: PlasmaDepthFilterState, c: C): number =>
  Math.min(c.settings.flux, c.settings.pressureLimit / resistance(state, c.parameters))
const pressure_bar = (state: PlasmaDepthFilterState, c: C): number =>
  flux_LMH(state, c) * resistance(state, c.parameters)

function catchHaze(state: PlasmaDepthFilterState, part: PlasmaStream, c: C): void {
  const { parameters: p, settings: s } = c
  const load = part.volume_L / state.area_m2
  const capacity =
    p.capacity * (1 + p.aid * s.filterAid) * Math.sqrt(p.referenceHaze / Math.max(0.05, haze_g_L(part, p)))
  state.blocked = Math.min(1, state.blocked + load / capacity)
  state.loaded_L_m2 += load
  // Past its load, or too fast, the depth lets through.
  const late = Math.max(0, state.loaded_L_m2 / p.ends - 1)
  const works = exp(-3 * late) * Math.min(1, p.fastFrom / Math.max(1, flux_LMH(state, c)))
  const take = (keys: readonly (keyof PlasmaStream)[], share: number): void => {
    for (const key of keys) {
      const caught = part[key] * share
      part[key] -= caught
      state.lost_g += caught
    }
  }
  take([...SOLID, 'denatured_g'], 0.999 * works)
  take(['LPa_g', 'LPb_g'], p.lipids * works)
  take(['polymers_g'], p.polymers * works)
  part.FVIII_solid_IU *= 1 - works
  part.vWF_solid_IU *= 1 - works
  const log = p.partition * works * Math.min(1, s.filterAid / p.claimAid)
  for (const virus of VIRUSES) part[virus] *= pow10(-log)
  state.aidUsed = Math.min(state.aidUsed, s.filterAid)
  part.bioburden_CFU *= pow10(-p.germs)
}

/** Through the well-mixed liquid of the sheets: as much leaves as came in. */
function push(state: PlasmaDepthFilterState, part: PlasmaStream): void {
  const held_L = state.hold.volume_L
  state.leaving_NTU = haze_NTU(part)
  pourPlasma(state.hold, part)
  if (held_L > 0 && state.hold.volume_L > held_L)
    pourPlasma(state.filtrate, splitPlasma(state.hold, 1 - held_L / state.hold.volume_L))
}
