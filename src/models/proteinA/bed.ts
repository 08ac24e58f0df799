import {
  buildColumn,
  cellProfile,
  type Column,
  columnInventory,
  type ColumnPlay,
  exp,
  fillColumn,
  log10,
  newEffluent,
  playColumn,
  playInventory,
  type PlaySetup,
  pow10,
  restColumn,
  setupPlay,
  startPlay,
  type Values,
} from '../../sim/index.ts'
import type { P } from './parameters.ts'

/**
 * The packed bed of one cycle, per column volume. Two columns on the same sweep transport take turns:
 *   loading (GRM): antibody only, pore diffusion in the beads, while feed and rinse flow;
 *   rest (LRMP): pH, conductivity, monomer, aggregates, HCP; always running, it takes the bound profile over from the
 *   loading column cell by cell when the rinse ends.
 * A bed is a function of the inputs since it was last clean: `advanceBed` reads nothing else.
 */

const CELLS = 20
const SHELLS = 10
/** Parcels per liquid hold-up: 0.068 CV in load, 0.034 CV in elution, where the pool is cut. */
const LOAD_SLOTS = 5
const REST_SLOTS = 10

const LN10 = 2.302585092994046

/** Components of the rest column. */
export const PH = 0
export const CONDUCTIVITY = 1
export const MONOMER = 2
export const AGGREGATE = 3
export const HOST_PROTEIN = 4
const COMPONENTS = 5

/** What one tick is given. Numbers only, so that two ticks can be compared to the last bit. */
export const INPUTS = [
  'stage',
  'flow_CV_s',
  'pH',
  'conductivity_mS_cm',
  'antibody_g_L',
  'aggregateShare',
  'hostProtein_mg_L',
  'washStrength',
  'capacity',
  'channelling',
  'hostProteinFactor',
  'wrongPh',
] as const
const STAGE = 0
const FLOW = 1
const IN_PH = 2
const IN_CONDUCTIVITY = 3
const IN_ANTIBODY = 4
const IN_AGGREGATE = 5
const IN_HOST = 6
const IN_WASH = 7
const IN_CAPACITY = 8
const IN_CHANNELLING = 9
const IN_CLINGING = 10
/** Share of the feed that meets NaOH or acid where it should bind. */
const IN_WRONG_PH = 11

/** What a tick gives back: amounts per column volume that left, concentration × CV. */
export const OUTPUTS = 1 + COMPONENTS
export const OUT_VOLUME = 0
/** Output of component i is at OUT + i. HCP in mg/L, antibody in g/L. */
export const OUT = 1

export const STAGES = { equilibrate: 0, load: 1, wash1: 2, wash2: 3, elute: 4, strip: 5, cip: 6 } as const

export interface Bed {
  /** Antibody during load and rinse; `on` while it is this column that holds it. */
  loading: ColumnPlay
  loadingOn: boolean
  rest: ColumnPlay
  /** Bound amounts of the last three components at the start of elution, [cell][3], g (mg) per litre of solid. */
  readonly start: Float64Array
  /** Decades of HCP the intermediate wash has taken off. */
  washed_log10: number
  /** Volume pumped since the load ended: a wash works once the feed standing in the bed is out. */
  rinsed_CV: number
  /** Antibody loaded in this cycle, g/L, and the HCP that came along bound, mg/L. */
  loaded: number
  associated: number
  aggregateShare: number
  stage: number
}

interface Plant {
  /** The object last seen: a tick that brings the same one need not compare (values are read-only). */
  p: Values<P>
  readonly capacity: number
  readonly loading: PlaySetup
  readonly rest: PlaySetup
  readonly context: Context
}

interface Context {
  bound: Float64Array
  start: Float64Array
  /** Parts of antibody and of associated HCP (natural log) that a parcel of the intermediate wash takes off. */
  washAntibody: number
  washHost: number
  /** Duration of the parcel being pushed. */
  parcel: { readonly duration_s: number }
}

const feedIn = new Float64Array(1)
const liquidIn = new Float64Array(COMPONENTS)
const fromLoading = newEffluent(1)
const fromRest = newEffluent(COMPONENTS)

/** Work space of the columns lately asked for: several lots may run side by side. A memo, no part of any state. */
const plants: Plant[] = []
const MOST_PLANTS = 6

function plantFor(p: Values<P>, capacity: number): Plant {
  for (let k = 0; k < plants.length; k++) {
    if (plants[k].capacity !== capacity || !same(plants[k].p, p)) continue
    plants[k].p = p
    return plants[k]
  }
  const shape = {
    transport: 'sweep',
    cells: CELLS,
    length_m: p.bedHeight / 100,
    porosity: p.bedPorosity,
    beadPorosity: p.beadPorosity,
    beadRadius_m: p.beadRadius * 1e-6,
    dispersion_m2_s: 0,
    dispersivity_m: p.dispersivity * 1e-3,
  } as const
  const solid = (1 - p.bedPorosity) * (1 - p.beadPorosity)
  const bound = (p.bindingCapacity * capacity) / solid
  const context: Context = { bound: feedIn, start: feedIn, washAntibody: 0, washHost: 0, parcel: { duration_s: 1 } }
  const loading = buildColumn(
    {
      ...shape,
      bead: 'radial',
      components: 1,
      shells: SHELLS,
      film_m_s: [p.film],
      poreDiffusion_m2_s: [p.poreDiffusion],
    },
    {
      kind: 'sites',
      modulators: 0,
      capacity: [bound],
      perCell: false,
      rates: (_liquid, _cell, adsorption, desorption) => {
        adsorption[0] = p.association * bound
        desorption[0] = p.association * p.dissociation
      },
    },
  )
  const rest = buildColumn(
    {
      ...shape,
      bead: 'mixed',
      components: COMPONENTS,
      film_m_s: [p.saltFilm, p.saltFilm, p.elutionFilm, p.elutionFilm, p.hostProteinFilm],
    },
    {
      kind: 'sites',
      modulators: 2,
      capacity: [1, 1, bound, bound, Infinity],
      perCell: true,
      rates: (liquid, cell, adsorption, desorption) => {
        restRates(p, bound, context, liquid[PH], cell, adsorption, desorption)
      },
    },
  )
  const restSetup = setupPlay(rest, REST_SLOTS)
  context.parcel = restSetup.parcel
  const plant: Plant = { p, capacity, loading: setupPlay(loading, LOAD_SLOTS), rest: restSetup, context }
  if (plants.length === MOST_PLANTS) plants.shift()
  plants.push(plant)
  return plant
}

/** Parameters the two columns and their binding depend on. */
const SHAPING = [
  'bindingCapacity',
  'bedPorosity',
  'beadPorosity',
  'beadRadius',
  'poreDiffusion',
  'film',
  'dissociation',
  'association',
  'bedHeight',
  'dispersivity',
  'releaseMidpoint',
  'releaseSlope',
  'releaseRate',
  'releaseOrder',
  'elutionFilm',
  'saltFilm',
  'hostProteinFilm',
  'stuck',
  'hostProteinStuck',
  'hostProteinFloor',
  'cleaning',
  'alkaliOrder',
] as const satisfies readonly (keyof P)[]

function same(a: Values<P>, b: Values<P>): boolean {
  if (a === b) return true
  for (let k = 0; k < SHAPING.length; k++) if (a[SHAPING[k]] !== b[SHAPING[k]]) return false
  return true
}

/** Share of the bound antibody that can come off at this pH: a logistic distribution of release pH. */
export function releasable(pH: number, p: Values<P>): number {
  return 1 / (1 + pow10(p.releaseSlope * (pH - p.releaseMidpoint)))
}

/**
 * Binding after the load. At neutral pH antibody binds as on the loading column and hardly leaves. In acid the part
 * that can come off at the pore's pH does so at a rate; what is bound and cannot stays until the pH falls further. In
 * alkali everything is dissolved.
 */
function restRates(
  p: Values<P>,
  capacity: number,
  context: Context,
  pH: number,
  cell: number,
  adsorption: Float64Array,
  desorption: Float64Array,
): void {
  const { bound, start } = context
  adsorption[HOST_PROTEIN] = 0
  if (pH > 11) {
    // NaOH in mol/L from the pH: a mean of pH along the front is not physical, but short.
    const rate = (p.cleaning / 60) * pow10(p.alkaliOrder * (pH - 13))
    adsorption[MONOMER] = adsorption[AGGREGATE] = 0
    desorption[MONOMER] = desorption[AGGREGATE] = desorption[HOST_PROTEIN] = rate
    return
  }
  if (pH < 6) {
    const share = releasable(pH, p)
    const rate = (p.releaseRate / 60) * releaseFactor(share, p.releaseOrder)
    // Binding is lost from pH 5 down, well before release is complete: no antibody binds again in the elution pool.
    const binds = p.association * capacity * (1 / (1 + pow10(3 * (5 - pH))))
    adsorption[MONOMER] = adsorption[AGGREGATE] = binds
    for (let k = 0; k < 3; k++) {
      const stuck = k === HOST_PROTEIN - MONOMER ? p.hostProteinStuck : p.stuck
      const now = bound[cell * COMPONENTS + MONOMER + k]
      const kept = (1 - share * (1 - stuck)) * start[cell * 3 + k]
      desorption[MONOMER + k] = now > kept ? (rate * (now - kept)) / now : 0
    }
    return
  }
  const washing = context.washAntibody > 0
  const perSecond = 1 / context.parcel.duration_s
  adsorption[MONOMER] = adsorption[AGGREGATE] = washing ? 0 : p.association * capacity
  desorption[MONOMER] = desorption[AGGREGATE] = washing
    ? context.washAntibody * perSecond
    : p.association * p.dissociation
  let host = 0
  if (context.washHost > 0) {
    const at = cell * COMPONENTS
    const now = bound[at + HOST_PROTEIN]
    const kept = p.hostProteinFloor * 1e-3 * (bound[at + MONOMER] + bound[at + AGGREGATE])
    host = now > kept ? (context.washHost * perSecond * (now - kept)) / now : 0
  }
  desorption[HOST_PROTEIN] = host
}

function releaseFactor(share: number, order: number): number {
  return order === 0 ? 1 : pow10(order * log10(share))
}

/** A clean bed under equilibration buffer. */
export function cleanBed(pH: number, conductivity_mS_cm: number, capacity: number, p: Values<P>): Bed {
  const { loading, rest } = plantFor(p, capacity)
  const buffer = [pH, conductivity_mS_cm, 0, 0, 0]
  return {
    loading: startPlay(loading, fillColumn(loading.column, [0], [0]), [0]),
    loadingOn: false,
    rest: startPlay(rest, fillColumn(rest.column, buffer, [0, 0, 0, 0, 0]), buffer),
    start: new Float64Array(CELLS * 3),
    washed_log10: 0,
    rinsed_CV: 0,
    loaded: 0,
    associated: 0,
    aggregateShare: 0,
    stage: STAGES.equilibrate,
  }
}

/** One tick: `inputs` from index `at`; `outputs` are overwritten. */
export function advanceBed(
  bed: Bed,
  p: Values<P>,
  dt_s: number,
  inputs: Float64Array,
  at: number,
  outputs: Float64Array,
): void {
  const stage = inputs[at + STAGE]
  const { loading, rest, context } = plantFor(p, inputs[at + IN_CAPACITY])
  if (stage !== bed.stage) enterStage(bed, stage, loading)
  const flow = inputs[at + FLOW] * (1 - inputs[at + IN_CHANNELLING])
  const volume_CV = flow * dt_s
  const byPass_CV = inputs[at + FLOW] * dt_s - volume_CV
  const antibody = inputs[at + IN_ANTIBODY]
  let host = inputs[at + IN_HOST]
  outputs.fill(0)

  // What meets the wrong pH does not bind: it runs through with the liquid it spoiled in.
  const wrong = inputs[at + IN_WRONG_PH]
  const binds = antibody * (1 - wrong)
  if (stage === STAGES.load && antibody > 0 && flow > 0) {
    const share = inputs[at + IN_AGGREGATE] + (1 - inputs[at + IN_AGGREGATE]) * p.wrongPhAggregates * wrong
    const clinging = (host / antibody) * inputs[at + IN_CLINGING]
    const before = carriedAlong(bed.loaded, clinging, p)
    bed.loaded += binds * volume_CV
    // Share of all that was loaded: it comes off mixed.
    if (binds > 0) bed.aggregateShare += (share - bed.aggregateShare) * ((binds * volume_CV) / bed.loaded)
    const taken = Math.min(carriedAlong(bed.loaded, clinging, p) - before, host * volume_CV)
    bed.associated += taken
    host -= taken / volume_CV
  }
  if (bed.loadingOn) {
    feedIn[0] = binds
    playColumn(loading, bed.loading, dt_s, flow, feedIn, fromLoading)
    outputs[OUT + MONOMER] += fromLoading.amount[0] * (1 - bed.aggregateShare)
    outputs[OUT + AGGREGATE] += fromLoading.amount[0] * bed.aggregateShare
  }

  context.bound = bed.rest.column.bound
  context.start = bed.start
  context.washAntibody = 0
  context.washHost = 0
  let decadesPerParcel = 0
  if (stage === STAGES.wash2 && flow > 0) {
    // Time the pump stood belongs to the beads alone: it is settled before the wash goes on.
    if (bed.rest.rest_s > 0) {
      restColumn(rest.column, bed.rest.column, bed.rest.rest_s)
      bed.rest.rest_s = 0
    }
    const strength = inputs[at + IN_WASH]
    const rinsed = bed.rinsed_CV >= p.bedPorosity + (1 - p.bedPorosity) * p.beadPorosity
    const missing = rinsed ? p.washReduction * strength - bed.washed_log10 : 0
    if (missing > 0) decadesPerParcel = missing * (1 - exp(-rest.parcelVolume_CV / p.washVolume))
    context.washHost = decadesPerParcel * LN10
    const loss = p.washLoss * strength * pow10(p.washLossStrong * Math.max(0, strength - 1))
    context.washAntibody = loss * rest.parcelVolume_CV
  }
  const before = bed.rest.next
  liquidIn[PH] = inputs[at + IN_PH]
  liquidIn[CONDUCTIVITY] = inputs[at + IN_CONDUCTIVITY]
  liquidIn[MONOMER] = 0
  liquidIn[AGGREGATE] = 0
  liquidIn[HOST_PROTEIN] = host
  playColumn(rest, bed.rest, dt_s, flow, liquidIn, fromRest)
  // The wash counts by parcels pushed: volume is what washes, whatever time it takes.
  if (stage === STAGES.wash1 || stage === STAGES.wash2) bed.rinsed_CV += volume_CV
  bed.washed_log10 += decadesPerParcel * ((bed.rest.next - before + REST_SLOTS) % REST_SLOTS)
  outputs[OUT_VOLUME] = inputs[at + FLOW] * dt_s
  for (let i = 0; i < COMPONENTS; i++) outputs[OUT + i] += fromRest.amount[i] + byPass_CV * liquidIn[i]
  const past = byPass_CV * antibody + volume_CV * (antibody - binds)
  if (past > 0) {
    outputs[OUT + MONOMER] += past * (1 - inputs[at + IN_AGGREGATE])
    outputs[OUT + AGGREGATE] += past * inputs[at + IN_AGGREGATE]
  }
  if (byPass_CV > 0) {
    outputs[OUT + HOST_PROTEIN] += byPass_CV * (inputs[at + IN_HOST] - host)
  }
}

/**
 * HCP bound with `loaded` g/L of antibody, mg/L: the sheet's ppm after no wash, plus the floor. Its ppm falls with
 * load density (the antibody displaces it), so the bound amount grows less than in proportion.
 */
function carriedAlong(loaded: number, hostPerAntibody: number, p: Values<P>): number {
  const floor = p.hostProteinFloor * 1e-3
  const share = hostPerAntibody * pow10(-p.captureReduction)
  const density = loaded > 10 ? loaded : 10
  return loaded * (floor + share * pow10(p.hostProteinLoadOrder * log10(45 / density)))
}

function enterStage(bed: Bed, stage: number, loading: PlaySetup): void {
  if (stage === STAGES.load) {
    bed.loading = startPlay(loading, fillColumn(loading.column, [0], [0]), [0])
    bed.loadingOn = true
    bed.loaded = 0
    bed.associated = 0
    bed.washed_log10 = 0
    bed.rinsed_CV = 0
  } else if (bed.loadingOn && stage !== STAGES.wash1) handOver(bed, loading)
  if (stage === STAGES.elute || (bed.stage < STAGES.elute && stage > STAGES.elute)) {
    for (let cell = 0; cell < CELLS; cell++)
      for (let k = 0; k < 3; k++) bed.start[cell * 3 + k] = bed.rest.column.bound[cell * COMPONENTS + MONOMER + k]
  }
  bed.stage = stage
}

/** What the beads of the loading column hold becomes bound in the rest column; its liquid goes into the rest's line. */
function handOver(bed: Bed, loading: PlaySetup): void {
  const { share } = loading.column
  const pore = cellProfile(loading.column, bed.loading.column, 'pore', 0)
  const bound = cellProfile(loading.column, bed.loading.column, 'bound', 0)
  let total = 0
  for (let cell = 0; cell < CELLS; cell++) {
    bound[cell] += (pore[cell] * share.pore) / share.solid
    total += bound[cell]
  }
  const hostPer = total > 0 ? (bed.associated * CELLS) / (total * share.solid) : 0
  for (let cell = 0; cell < CELLS; cell++) {
    const to = cell * COMPONENTS
    bed.rest.column.bound[to + MONOMER] += bound[cell] * (1 - bed.aggregateShare)
    bed.rest.column.bound[to + AGGREGATE] += bound[cell] * bed.aggregateShare
    bed.rest.column.bound[to + HOST_PROTEIN] += bound[cell] * hostPer
  }
  // Nothing was loaded on beads that hold nothing: what came along stays in the liquid.
  if (total === 0) bed.rest.collected[HOST_PROTEIN] += bed.associated

  const held = playInventory(loading, bed.loading, feedIn)[0]
  const inBeads = columnInventory(loading.column, bed.loading.column, feedIn)[0]
  const inLine = held - inBeads
  if (inLine > 0) {
    // The line may not be longer than what it is poured into; where in it the last traces sit does not matter.
    bed.rest.collected[MONOMER] += inLine * (1 - bed.aggregateShare)
    bed.rest.collected[AGGREGATE] += inLine * bed.aggregateShare
  }
  bed.associated = 0
  bed.loadingOn = false
}

/** Amounts in the bed per column volume: monomer and aggregates g/L, HCP mg/L. */
export function bedInventory(bed: Bed, p: Values<P>, capacity: number, into: Float64Array): Float64Array {
  const { loading, rest } = plantFor(p, capacity)
  playInventory(rest, bed.rest, into)
  if (bed.loadingOn) {
    const held = playInventory(loading, bed.loading, feedIn)[0]
    into[MONOMER] += held * (1 - bed.aggregateShare)
    into[AGGREGATE] += held * bed.aggregateShare
    into[HOST_PROTEIN] += bed.associated
  }
  return into
}

/** Antibody held by each cell of the bed, top first, g per litre of column: where the band stands. */
export function bandOf(bed: Bed, p: Values<P>, capacity: number, into: Float64Array): Float64Array {
  const { loading, rest } = plantFor(p, capacity)
  const column: Column = bed.loadingOn ? loading.column : rest.column
  const { share } = column
  into.fill(0)
  if (bed.loadingOn) {
    const { pore, bound } = bed.loading.column
    for (let cell = 0; cell < CELLS; cell++)
      for (let k = 0; k < SHELLS; k++)
        into[cell] +=
          column.shellShare[k] * (share.pore * pore[cell * SHELLS + k] + share.solid * bound[cell * SHELLS + k])
  } else {
    const { pore, bound } = bed.rest.column
    for (let cell = 0; cell < CELLS; cell++) {
      const at = cell * COMPONENTS
      into[cell] =
        share.pore * (pore[at + MONOMER] + pore[at + AGGREGATE]) +
        share.solid * (bound[at + MONOMER] + bound[at + AGGREGATE])
    }
  }
  return into
}

export const BAND_CELLS = CELLS
export const BED_COMPONENTS = COMPONENTS
