import { exp, pow, spec, type Specs, type Values } from '../../sim/index.ts'
import { ageStream } from '../ageing.ts'
import { emptyStream, loseProduct, split, splitInto, type Stream } from '../stream.ts'
import type { Conditions, Readings, Refusal, UnitOperation } from '../unit.ts'
import { age, collect } from '../wellMixed.ts'

const SHEET = 'mab.md §3.0'
const LATE = 'mab.md §6 no. 25: 24 h late and warm'
const LARGE = 'for the 2,000 L plant; smaller ones in proportion'

export const parameters = {
  cellVolume: spec('volume of one cell', 'pL', 2.2, [1, 4], 'C', SHEET),
  breakage: spec('share of cells broken in the feed zone at qualified speed', '1', 0.004, [0, 0.05], 'C', SHEET),
  breakageAbove: spec('the same, per square of speed above qualified', '1', 0.01, [0, 0.1], 'C', SHEET),
  breakageFlow: spec(
    'the same, per square of Q/Σ above the hardest the sheet knows',
    '1',
    0.03,
    [0, 0.2],
    'C',
    'calibrated: HCP + 1 % at Q/Σ 2, + 13 % at 3',
  ),
  hardestFlow: spec('hardest Q/Σ of the sheet', '1', 1.6, [1, 3], 'C', 'mab.md §1.5: action limit'),
  breakageCarried: spec(
    'share of the cells pushed through an overfull bowl that break on the way',
    '1',
    0.05,
    [0, 0.5],
    'C',
    'calibrated: shear in the narrowed gaps and the centripetal pump',
  ),
  carryOver: spec('share of solids in the centrate at Q/Σ 1, all cells alive', '1', 0.012, [0, 0.1], 'C', SHEET),
  carryOverExponent: spec('exponent of Q/Σ', '1', 1.8, [1, 3], 'C', SHEET),
  carryOverViability: spec('more carry-over per percent of dead cells', '1', 0.03, [0, 0.1], 'C', SHEET),
  overload: spec(
    'more carry-over per square of the bowl filled past its space',
    '1',
    40,
    [0, 200],
    'C',
    'mab.md §6 no. 26',
  ),
  colloids: spec('turbidity that no centrifuge takes out', 'NTU', 60, [0, 300], 'C', SHEET),
  carriedTurbidity: spec('turbidity of solids carried over, per volume fraction', 'NTU', 4e4, [1e4, 1e5], 'C', SHEET),
  brokenTurbidity: spec('turbidity of broken cells, per volume fraction', 'NTU', 2e4, [1e3, 1e5], 'C', SHEET),
  deadTurbidity: spec('turbidity by dead cells', 'NTU·L/1e9', 25, [0, 100], 'C', SHEET),
  cakeVolume: spec('volume leaving with the solids, per volume of cells', '1', 1.05, [1, 2], 'C', SHEET),
  cakeProduct: spec('broth whose product leaves with the solids, per volume of cells', '1', 0.35, [0, 1], 'C', SHEET),
  hcpPerCell: spec('host-cell protein let out by a broken cell', 'mg/1e9', 70, [10, 200], 'C', SHEET),
  dnaPerCell: spec('DNA let out by a broken cell', 'mg/1e9', 6, [1, 20], 'C', SHEET),
  qualifiedFlow: spec('feed at Q/Σ 1 and qualified speed', 'L/h', 500, [50, 2000], 'G', LARGE),
  solidsSpace: spec('solids the bowl can hold', 'L', 4, [0.5, 20], 'G', LARGE),
  bowlLiquid: spec('liquid in the bowl', 'L', 6, [1, 30], 'G', LARGE),
  shotLiquid: spec('liquid lost with a full shot', 'L', 0.24, [0, 3], 'C', `${SHEET}: 0.5 % of the product; ${LARGE}`),
  slurry: spec(
    'liquid lost per volume of cake beyond the solids space, which is not packed',
    '1',
    0.75,
    [0, 3],
    'C',
    'calibrated: an overfull bowl discharges wet',
  ),
  coolingTime: spec('time constant of the cooled broth', 'h', 1, [0.1, 6], 'G', 'jacketed vessel'),
  dying: spec('cells dying in the waiting broth at 30 °C', '1/h', 0.02, [0, 0.1], 'C', LATE),
  lysing: spec('dead cells falling apart at 30 °C', '1/h', 0.01, [0, 0.1], 'C', 'mab.md §2.6: lysis of the culture'),
  waitQ10: spec('both rates per 10 °C', '1', 4.5, [2, 6], 'C', 'mab.md §1.5: 12 h at 10-15 °C do no harm'),
  motorIdle: spec('motor load of the empty bowl at qualified speed', '%', 35, [10, 60], 'C', 'display'),
  motorFeed: spec('motor load added by the qualified feed', '%', 25, [5, 50], 'C', 'display'),
  motorCake: spec('motor load added by a full bowl', '%', 15, [2, 40], 'C', 'display'),
} satisfies Specs

export const settings = {
  loading: spec('feed over settling area, Q/Σ, of the qualified', '1', 1, [0, 3], 'C', 'mab.md §1.5'),
  speed: spec('bowl acceleration of the qualified', '1', 1, [0.5, 2.5], 'C', 'mab.md §1.5'),
  shootInterval: spec('time between two shots of the bowl', 's', 360, [60, 7200], 'C', 'mab.md §1.5: by PCV 3-6 %'),
  temperature: spec('broth kept at', '°C', 12, [2, 37], 'G', 'mab.md §1.5: 10-15 °C'),
  airSweep: spec('air over the broth (1 yes, 0 no)', '1', 1, [0, 1], 'G', 'mab.md §6 no. 25'),
} satisfies Specs

export const acts = {
  shoot: spec('empty the bowl now: share of the cake', '1', 1, [0.2, 1], 'G', 'operator'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings

export interface CentrifugeState {
  phase: 'feed' | 'done'
  /** Broth still to be spun. */
  broth: Stream
  /** Cells of `broth` that fell apart while it waited: haze that stays, in 1e9. */
  debris_1e9: number
  /** Clarified liquid inside the bowl. */
  bowl: Stream
  centrate: Stream
  /** Solids in the bowl, with the product in the liquid between them. */
  cake_L: number
  cakeProduct_g: number
  sinceShot_s: number
  shots: number
  /** Most solids the bowl has held, as a share of its space. */
  fullest: number
  entered_g: number
  lost_g: number
}

const TICK_S = 5
/** What passes in this tick. */
const parcel = emptyStream(0)
const HOUR_S = 3600

export const centrifuge: UnitOperation<CentrifugeState, P, S> = {
  id: 'centrifuge',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry) {
    const empty = { ...emptyStream(entry.temperature_C), sinceHarvest_s: entry.sinceHarvest_s }
    return {
      phase: 'feed',
      broth: { ...entry },
      debris_1e9: 0,
      bowl: { ...empty },
      centrate: { ...empty },
      cake_L: 0,
      cakeProduct_g: 0,
      sinceShot_s: 0,
      shots: 0,
      fullest: 0,
      entered_g: entry.product_g,
      lost_g: 0,
    }
  },

  tick(state, c) {
    const { parameters: p, settings: s } = c
    ageStream(state.broth, TICK_S, s.airSweep)
    age(TICK_S, state.bowl, state.centrate)
    if (state.phase === 'done') return
    const broth = state.broth
    broth.temperature_C += (s.temperature - broth.temperature_C) * (1 - exp(-TICK_S / (p.coolingTime * HOUR_S)))
    state.debris_1e9 += waitInBroth(broth, TICK_S / HOUR_S, p)
    if (c.paused) return
    if (state.sinceShot_s >= s.shootInterval) shoot(state, 1, c)
    const feed_L = Math.min((feedFlow_L_h(c) * TICK_S) / HOUR_S, broth.volume_L)
    if (feed_L <= 1e-9) return
    state.sinceShot_s += TICK_S
    spin(state, feed_L / broth.volume_L, c)
  },

  act(state, _act, amount, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    shoot(state, amount, c)
    return undefined
  },

  phase: (state) => state.phase,

  ready: (state) => state.phase === 'feed' && state.broth.volume_L <= 1e-9,

  /** Ends the run: last shot, bowl pushed out to the tank. Broth not spun by then goes to the drain. */
  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    shoot(state, 1, c)
    collect(state.centrate, split(state.bowl, 1))
    state.lost_g += split(state.broth, 1).product_g
    state.phase = 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const { parameters: p, settings: s } = c
    const runs = state.phase === 'feed' && !c.paused && state.broth.volume_L > 0
    const feed = runs ? feedFlow_L_h(c) : 0
    return {
      feed_L_h: feed,
      sightGlass_NTU: state.bowl.turbidity_NTU,
      centrate_NTU: state.centrate.turbidity_NTU,
      motorLoad_pct:
        p.motorIdle * s.speed * s.speed +
        (p.motorFeed * feed) / (p.qualifiedFlow * share(c)) +
        (p.motorCake * state.cake_L) / (p.solidsSpace * share(c)),
      broth_L: state.broth.volume_L,
      centrate_L: state.centrate.volume_L,
      brothTemperature_C: state.broth.temperature_C,
      brothViability_pct: viability_pct(state.broth),
      sinceHarvest_h: state.broth.sinceHarvest_s / HOUR_S,
      shots: state.shots,
    }
  },

  ledger(state) {
    const done = state.phase === 'done'
    return {
      entered_g: state.entered_g,
      made_g: 0,
      left_g: done ? state.centrate.product_g : 0,
      held_g:
        state.broth.product_g + state.bowl.product_g + state.cakeProduct_g + (done ? 0 : state.centrate.product_g),
      lost_g: state.lost_g,
    }
  },

  close(state) {
    return {
      product: state.centrate,
      results: {
        yield_pct: state.entered_g > 0 ? (100 * state.centrate.product_g) / state.entered_g : 0,
        centrate_NTU: state.centrate.turbidity_NTU,
        shots: state.shots,
        fullestBowl_pct: 100 * state.fullest,
      },
    }
  },
}

/** Size of this plant against the one the machine's figures are given for. */
const share = (c: Conditions<P, S>): number => c.plant.scale_L / 2000

/** A faster bowl settles more: at the same Q/Σ it takes more feed. */
const feedFlow_L_h = (c: Conditions<P, S>): number =>
  c.parameters.qualifiedFlow * share(c) * c.settings.loading * c.settings.speed

const viability_pct = (s: Stream): number => {
  const cells = s.viableCells_1e9 + s.deadCells_1e9
  return cells > 0 ? (100 * s.viableCells_1e9) / cells : 100
}

/**
 * What waiting does to cells, over and above what it does to any liquid (ageing.ts): they die, and the dead fall apart
 * and let out protein and DNA. Returns the cells fallen apart (1e9). First order, exact over the step.
 */
export function waitInBroth(broth: Stream, hours: number, p: Values<P>): number {
  const warm = pow(p.waitQ10, (broth.temperature_C - 30) / 10)
  const died = broth.viableCells_1e9 * (1 - exp(-p.dying * warm * hours))
  const lysed = broth.deadCells_1e9 * (1 - exp(-p.lysing * warm * hours))
  broth.viableCells_1e9 -= died
  broth.deadCells_1e9 += died - lysed
  broth.hcp_mg += p.hcpPerCell * lysed
  broth.dna_mg += p.dnaPerCell * lysed
  return lysed
}

/** Share of the solids that the bowl lets through (mab.md §3.0), and how much more an overfull bowl adds. */
export function carryOver(viability: number, fill: number, s: Values<S>, p: Values<P>): [usual: number, whole: number] {
  const usual = p.carryOver * pow(s.loading, p.carryOverExponent) * (1 + p.carryOverViability * (100 - viability))
  const over = Math.max(0, fill - 1)
  return [Math.min(1, usual), Math.min(1, usual * (1 + p.overload * over * over))]
}

/** Takes `fraction` of the broth through the bowl. */
function spin(state: CentrifugeState, fraction: number, c: Conditions<P, S>): void {
  const { parameters: p, settings: s } = c
  const debris_1e9 = state.debris_1e9 * fraction
  state.debris_1e9 -= debris_1e9
  const part = splitInto(parcel, state.broth, fraction)
  const volume = part.volume_L
  const cells = part.viableCells_1e9 + part.deadCells_1e9
  // Above 60 % solids this is a paste no pump takes: the formulas are held there.
  const solids = Math.min(0.6, (cells / volume) * p.cellVolume * 1e-3)
  const above = Math.max(0, s.speed - 1)
  const hard = Math.max(0, s.loading - p.hardestFlow)
  const fill = state.cake_L / (p.solidsSpace * share(c))
  const [usual, carried] = carryOver(viability_pct(part), fill, s, p)
  const broken =
    p.breakage * s.speed +
    p.breakageAbove * above * above +
    p.breakageFlow * hard * hard +
    p.breakageCarried * (carried - usual)
  state.fullest = Math.max(state.fullest, fill)

  part.turbidity_NTU =
    p.colloids +
    p.carriedTurbidity * solids * carried +
    (p.deadTurbidity * part.deadCells_1e9) / volume +
    p.brokenTurbidity * (solids * broken + (debris_1e9 / volume) * p.cellVolume * 1e-3)
  part.hcp_mg += p.hcpPerCell * cells * broken
  part.dna_mg += p.dnaPerCell * cells * broken

  // The sheet's cake already allows for the usual carry-over; only what an overfull bowl lets through is missing from it.
  const caught = 1 - (carried - usual)
  const cake = Math.min(0.9, p.cakeVolume * solids * caught)
  const withCake = Math.min(1, p.cakeProduct * solids * caught)
  state.cake_L += volume * cake
  state.cakeProduct_g += part.product_g * withCake
  loseProduct(part, withCake)
  part.volume_L -= part.volume_L * cake
  part.hcp_mg -= part.hcp_mg * cake
  part.dna_mg -= part.dna_mg * cake
  part.proteinA_mg -= part.proteinA_mg * cake
  part.bioburden_CFU -= part.bioburden_CFU * cake
  part.endotoxin_EU -= part.endotoxin_EU * cake
  part.retrovirus -= part.retrovirus * cake
  part.parvovirus -= part.parvovirus * cake
  const throughBowl = carried * (1 - Math.min(1, broken))
  part.viableCells_1e9 *= throughBowl
  part.deadCells_1e9 *= throughBowl

  collect(state.bowl, part)
  const over_L = state.bowl.volume_L - p.bowlLiquid * share(c)
  if (over_L > 0) collect(state.centrate, splitInto(parcel, state.bowl, over_L / state.bowl.volume_L))
}

/**
 * Opens the bowl: cake out, and with it a little of the liquid, more where the cake is past its space and still slurry.
 * Operating water takes the place of that liquid, so the product is lost but the volume stays.
 */
function shoot(state: CentrifugeState, amount: number, c: Conditions<P, S>): void {
  const { shotLiquid, solidsSpace, slurry } = c.parameters
  const lost_g = state.cakeProduct_g * amount
  const wet_L = shotLiquid * share(c) + slurry * Math.max(0, state.cake_L - solidsSpace * share(c))
  state.cakeProduct_g -= lost_g
  state.cake_L -= state.cake_L * amount
  state.lost_g += lost_g
  if (state.bowl.volume_L > 0) {
    const volume_L = state.bowl.volume_L
    const liquid = Math.min(1, (wet_L * amount) / volume_L)
    state.lost_g += split(state.bowl, liquid).product_g
    state.bowl.volume_L = volume_L
  }
  if (amount >= 0.999) state.sinceShot_s = 0
  state.shots++
}
