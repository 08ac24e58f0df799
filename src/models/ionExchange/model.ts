import { exp, pow, pow10, spec, type Specs, type Values } from '../../sim/index.ts'
import { agePurified } from '../plasmaPlant/ageing.ts'
import {
  DISSOLVED,
  factorVIII_IU,
  massOf,
  polymers_pct,
  pourPlasma,
  PROTEINS,
  type PlasmaStream,
  type Protein,
  protein_g,
  proteinLedger,
  purity_pct,
  solution,
  splitPlasma,
} from '../plasmaPlant/stream.ts'
import type { PlasmaConditions, PlasmaUnit } from '../plasmaPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'plasma.md §3.11'

export const parameters = {
  capacityIgG: spec(
    'IgG a litre of resin cleans at the reference conductivity',
    'g/L',
    100,
    [20, 300],
    'C',
    'plasma.md §1.4: 60 usual, 85 action',
  ),
  capacityFVIII: spec('FVIII a millilitre of resin takes', 'IU/mL', 200, [50, 1000], 'G', SHEET),
  sharpness: spec('sharpness of breakthrough (Bohart-Adams)', '1', 18, [2, 100], 'C', SHEET),
  affinity: spec('binding constant at the reference conductivity', 'L/g', 5, [0.1, 100], 'G', SHEET),
  charges: spec('charges a protein binds with (steric mass action)', '1', 4, [1, 10], 'G', `${SHEET}: 4 to 6`),
  referenceConductivity: spec('conductivity of those', 'mS/cm', 3, [1, 10], 'G', 'plasma.md §1.4'),
  alwaysPassing: spec('share of an impurity that never binds', '1', 0.04, [0, 0.5], 'C', 'fresh column'),
  IgGBinds: spec('IgG bound per mS/cm below 2', '1', 0.1, [0, 1], 'C', 'plasma.md §1.4: low, IgG binds'),
  factors: spec('PKA and FXIa taken out', 'log10', 1.2, [0, 4], 'C', 'plasma.md §3.3: 1 to 1.5 log'),
  isoagglutinins: spec('isoagglutinins lost, steps of the titre', '1', 0.5, [0, 3], 'C', 'plasma.md §3.3'),
  polymers: spec('polymers bound', '1', 0.5, [0, 1], 'C', 'this plant'),
  reagents: spec(
    'TnBP, detergent and caprylate taken out where they are',
    'log10',
    3,
    [0, 5],
    'C',
    'plasma.md §3.3: C18 or wash',
  ),
  elutionFVIII: spec('salt at which half of the FVIII comes off', 'M', 0.24, [0.1, 0.6], 'C', 'plasma.md §1.5'),
  elutionOthers: spec('salt at which half of the rest does', 'M', 0.14, [0.05, 0.5], 'C', 'plasma.md §1.5'),
  elutionWidth: spec('width of both', 'M', 0.02, [0.002, 0.1], 'C', 'plasma.md §1.5'),
  boundProtein: spec(
    'protein that binds beside the FVIII',
    '1',
    0.5,
    [0, 1],
    'C',
    'plasma.md §1.5: fibrinogen and more',
  ),
  holdUp: spec('liquid of the bed', 'CV', 0.6, [0.2, 1], 'G', 'packed bed'),
  salting: spec('salt of the load over what was asked (fault; 1: none)', '1', 1, [0.2, 5], 'C', 'dilution by volume'),
  flowOrder: spec(
    'capacity falls with flow to the power, against the usual 6 CV/h',
    '1',
    0,
    [0, 2],
    'C',
    'film and pore diffusion',
  ),
  activated: spec(
    'share of the FXI of the load that filter aid and warm hours have activated',
    '1',
    0,
    [0, 0.05],
    'C',
    'plasma.md §2: V30, FXIa of the paste; contact surfaces',
  ),
  clotting: spec('NaPTT of a clean eluate', 's', 250, [100, 400], 'G', 'non-activated, normal plasma over it'),
  clottingHalf: spec('FXIa that halves it', 'ng/mL', 0.75, [0.01, 100], 'C', 'gmp.md PL-14: 150 s at the action limit'),
} satisfies Specs

export const settings = {
  binds: spec(
    'what binds (0 impurities, the product flows through; 1 FVIII and vWF)',
    '1',
    0,
    [0, 1],
    'G',
    'process graph',
  ),
  flow: spec('flow', 'CV/h', 6, [0, 40], 'G', 'this plant'),
  resin: spec('resin in use, of the plant’s', '1', 0.9, [0.005, 2], 'G', 'this plant'),
  conductivity: spec('conductivity of the load', 'mS/cm', 3, [0.5, 15], 'G', 'plasma.md §1.4'),
  removal: spec('column for solvent and detergent behind (1 yes, 0 no)', '1', 0, [0, 1], 'G', 'plasma.md §1.4: C18'),
  wash: spec('salt of the wash', 'M', 0.18, [0.05, 0.4], 'G', 'plasma.md §1.5'),
  elution: spec('salt of the elution', 'M', 0.3, [0.1, 0.6], 'G', 'plasma.md §1.5'),
  washVolume: spec('wash', 'CV', 3, [0, 20], 'G', 'this plant'),
  elutionVolume: spec('elution', 'CV', 3, [0, 20], 'G', 'this plant'),
} satisfies Specs

export const acts = {
  regenerate: spec(
    'strip the bed: the load begins anew (amount: share of the bed)',
    '1',
    1,
    [0.1, 1],
    'G',
    'plasma.md §6 no. 21: two cycles',
  ),
  again: spec(
    'what flowed through, back over the stripped bed (amount: share of it)',
    '1',
    1,
    [1, 1],
    'G',
    'where the file has it: gmp.md PL-14',
  ),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = PlasmaConditions<P, S>

export interface IonExchangeState {
  phase: 'load' | 'wash' | 'elute' | 'done'
  bindsProduct: boolean
  resin_L: number
  feed: PlasmaStream
  /** Liquid of the bed, well mixed. */
  bed: PlasmaStream
  /** What is bound. */
  bound: PlasmaStream
  pool: PlasmaStream
  /** Load over capacity. */
  load: number
  /** IgG that has come on to the bed since it was last stripped. */
  loaded_g: number
  mostLoad: number
  washed_CV: number
  eluted_CV: number
  entered_g: number
  entered_IU: number
  lost_g: number
}

const TICK_S = 60
/** Flow at which the capacity is printed. */
const USUAL_CV_H = 6

/** Share that leaves the bed unbound (Bohart-Adams): half at full load, 14 % at nine tenths. */
export const breakthrough = (load: number, sharpness: number): number => 1 / (1 + exp(sharpness * (1 - load)))

/** What a Langmuir bed takes of its most, and what salt does to its binding constant (plasma.md §3.11). */
export const langmuir = (c_g_L: number, affinity: number): number => (affinity * c_g_L) / (1 + affinity * c_g_L)
export const affinityAt = (conductivity: number, p: Values<P>): number =>
  p.affinity * pow(p.referenceConductivity / Math.max(0.1, conductivity), p.charges)

/** Two ways of one bed: impurities bind and IgG flows through, or FVIII binds and is washed and eluted by salt. */
export const ionExchange: PlasmaUnit<IonExchangeState, P, S> = {
  id: 'ionExchange',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    const resin_L = c.plant.resin_L * c.settings.resin
    const feed = { ...entry }
    if (c.parameters.activated > 0) feed.FXIa_mg += 1e3 * c.parameters.activated * massOf(feed, 'FXI')
    return {
      phase: 'load',
      bindsProduct: c.settings.binds >= 0.5,
      resin_L,
      feed,
      bed: solution(resin_L * c.parameters.holdUp, entry),
      bound: solution(0, entry),
      pool: solution(0, entry),
      load: 0,
      loaded_g: 0,
      mostLoad: 0,
      washed_CV: 0,
      eluted_CV: 0,
      entered_g: protein_g(entry),
      entered_IU: factorVIII_IU(entry),
      lost_g: 0,
    }
  },

  tick(state, c) {
    for (const s of [state.feed, state.bed, state.bound, state.pool]) agePurified(s, TICK_S)
    if (state.phase === 'done' || c.paused) return
    const CV = (c.settings.flow * TICK_S) / 3600
    const volume_L = CV * state.resin_L
    if (volume_L <= 1e-9) return
    if (state.phase === 'load') {
      if (state.feed.volume_L > 1e-9)
        load(state, splitPlasma(state.feed, Math.min(1, volume_L / state.feed.volume_L)), c)
    } else if (state.phase === 'wash') {
      state.washed_CV += CV
      if (state.bindsProduct) comeOff(state, c.settings.wash, CV, c.parameters)
      leave(state, solution(volume_L, state.bed), !state.bindsProduct, c)
    } else {
      state.eluted_CV += CV
      comeOff(state, c.settings.elution, CV, c.parameters)
      leave(state, solution(volume_L, state.bed), true, c)
    }
  },

  act(state, act, amount): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'again') {
      if (state.bindsProduct) return { code: 'no_such_act' }
      state.lost_g += protein_g(splitPlasma(state.bound, 1))
      pourPlasma(state.feed, splitPlasma(state.pool, 1))
      state.phase = 'load'
      state.load = state.loaded_g = state.washed_CV = 0
      return undefined
    }
    if (state.phase !== 'load') return { code: 'only_while_loading' }
    state.lost_g += protein_g(splitPlasma(state.bound, amount))
    state.load *= 1 - amount
    state.loaded_g *= 1 - amount
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    if (state.phase === 'load') return state.feed.volume_L <= 1e-9
    if (state.phase === 'wash') return state.washed_CV >= c.settings.washVolume - 1e-9
    return state.phase === 'elute' && state.eluted_CV >= c.settings.elutionVolume - 1e-9
  },

  /** load → wash → (elute, where the product binds) → done. */
  proceed(state): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'load') {
      state.lost_g += protein_g(splitPlasma(state.feed, 1))
      state.phase = 'wash'
    } else if (state.phase === 'wash' && state.bindsProduct) state.phase = 'elute'
    else {
      state.lost_g += protein_g(splitPlasma(state.bed, 1)) + protein_g(splitPlasma(state.bound, 1))
      state.phase = 'done'
    }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, c): Readings => ({
    feed_L: state.feed.volume_L,
    pool_L: state.pool.volume_L,
    conductivity_mS_cm: state.phase === 'load' ? loadSalt(c) : 90 * state.bed.ionicStrength_M,
    load_mS_cm: loadSalt(c),
    ultraviolet_AU: state.bed.volume_L > 0 ? protein_g(state.bed) / state.bed.volume_L / 10 : 0,
    loadOfCapacity_pct: 100 * state.load,
    loaded_g_L: state.loaded_g / state.resin_L,
    washed_CV: state.washed_CV,
    eluted_CV: state.eluted_CV,
    factorXIa_ng_mL: inEluate(state),
    NaPTT_s: c.parameters.clotting / (1 + inEluate(state) / c.parameters.clottingHalf),
    polymers_pct: polymers_pct(state.pool.volume_L > 1e-9 ? state.pool : state.feed),
  }),

  ledger: (s) =>
    s.phase === 'done'
      ? proteinLedger(s.entered_g, s.lost_g, s.pool, s.feed, s.bed, s.bound)
      : proteinLedger(s.entered_g, s.lost_g, undefined, s.feed, s.bed, s.bound, s.pool),

  close(state) {
    const { pool } = state
    return {
      product: pool,
      results: {
        yield_pct: state.entered_g > 0 ? (100 * protein_g(pool)) / state.entered_g : 0,
        factorVIIIYield_pct: state.entered_IU > 0 ? (100 * factorVIII_IU(pool)) / state.entered_IU : 0,
        IgGPurity_pct: purity_pct(pool, 'IgG'),
        mostLoad_pct: 100 * state.mostLoad,
        TnBP_ug_mL: pool.volume_L > 0 ? (1e3 * pool.TnBP_g) / pool.volume_L : 0,
        detergent_ug_mL: pool.volume_L > 0 ? (1e3 * pool.detergent_g) / pool.volume_L : 0,
        specific_IU_mg: protein_g(pool) > 0 ? factorVIII_IU(pool) / (1e3 * protein_g(pool)) : 0,
      },
    }
  },
}

/** What really stands in the load: the set point is what was poured in by volume. */
const loadSalt = (c: C): number => c.settings.conductivity * c.parameters.salting

/** FXIa of what has flowed through so far. */
const inEluate = ({ pool }: IonExchangeState): number =>
  pool.volume_L > 1e-9 ? (1e3 * pool.FXIa_mg) / pool.volume_L : 0

function load(state: IonExchangeState, part: PlasmaStream, c: C): void {
  const { parameters: p, settings: s } = c
  const bind = (key: (typeof DISSOLVED)[number] | 'FVIII_IU' | 'vWF_IU' | 'polymers_g', share: number): void => {
    const taken = part[key] * share
    part[key] -= taken
    state.bound[key] += taken
  }
  if (state.bindsProduct) {
    const capacity_IU = p.capacityFVIII * state.resin_L * 1e3
    state.load += part.FVIII_IU / capacity_IU
    const held = 1 - breakthrough(state.load, p.sharpness)
    bind('FVIII_IU', held)
    bind('vWF_IU', held)
    for (const key of DISSOLVED) bind(key, p.boundProtein * held)
  } else {
    const conductivity = loadSalt(c)
    const salt = langmuir(1, affinityAt(conductivity, p)) / langmuir(1, p.affinity)
    const slow = p.flowOrder > 0 && s.flow > 0 ? pow(USUAL_CV_H / s.flow, p.flowOrder) : 1
    state.loaded_g += massOf(part, 'IgG')
    state.load += massOf(part, 'IgG') / (p.capacityIgG * slow * state.resin_L * Math.max(0.02, salt))
    const held = (1 - p.alwaysPassing) * (1 - breakthrough(state.load, p.sharpness)) * Math.min(1, salt)
    const IgG = Math.min(0.9, p.IgGBinds * Math.max(0, 2 - conductivity))
    for (const protein of PROTEINS) bind(`${protein}_g`, protein === 'IgG' ? IgG : shareOf(protein) * held)
    bind('polymers_g', p.polymers * held)
    part.PKA_IU *= pow10(-p.factors * held)
    part.FXIa_mg *= pow10(-p.factors * held)
    part.isoagglutinin_units *= pow(2, -p.isoagglutinins * held)
  }
  state.mostLoad = Math.max(state.mostLoad, state.load)
  leave(state, part, !state.bindsProduct, c)
}

/** Above its isoelectric point a protein binds; what is basic does not. */
const shareOf = (protein: Protein): number => (protein === 'FXI' || protein === 'PK' || protein === 'PLG' ? 0.3 : 1)

/** Salt takes off what is bound, by its midpoint: FVIII holds on longest. */
function comeOff(state: IonExchangeState, salt_M: number, CV: number, p: Values<P>): void {
  const { bound, bed } = state
  bed.ionicStrength_M += (salt_M - bed.ionicStrength_M) * (1 - exp(-CV / p.holdUp))
  const off = (half_M: number): number => {
    const most = 1 / (1 + exp(-(salt_M - half_M) / p.elutionWidth))
    // A share of what would come off in three column volumes.
    return 1 - pow(1 - Math.min(0.999, most), CV / 3)
  }
  const move = (key: (typeof DISSOLVED)[number] | 'FVIII_IU' | 'vWF_IU' | 'polymers_g', share: number): void => {
    const gone = bound[key] * share
    bound[key] -= gone
    bed[key] += gone
  }
  move('FVIII_IU', off(p.elutionFVIII))
  move('vWF_IU', off(p.elutionFVIII))
  const others = off(p.elutionOthers)
  for (const key of DISSOLVED) move(key, others)
  move('polymers_g', others)
}

/** Into the liquid of the bed; as much leaves, to the pool or to waste. */
function leave(state: IonExchangeState, part: PlasmaStream, isKept: boolean, c: C): void {
  const held_L = state.bed.volume_L
  pourPlasma(state.bed, part)
  const out = splitPlasma(state.bed, 1 - held_L / Math.max(held_L, state.bed.volume_L))
  if (!isKept) {
    state.lost_g += protein_g(out)
    return
  }
  if (c.settings.removal >= 0.5) {
    const left = pow10(-c.parameters.reagents)
    out.TnBP_g *= left
    out.detergent_g *= left
    out.caprylate_mmol *= left
  }
  pourPlasma(state.pool, out)
}
