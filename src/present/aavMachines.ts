/** What of an AAV step's readings its room needs. */
import { type AavPlant, type AnyPreset, type Readings, sterileFill, vesselOf } from '../models/index.ts'
import { defaults } from '../sim/index.ts'
import { seen } from './eyes.ts'
import type { AavMachine, CellSuiteView, VectorSuiteView } from './aavView.ts'
import type { DepthFilterView, FillView, UltrafiltrationView } from './machineView.ts'
import { affinityColumn, exchangeColumn } from './vectorColumns.ts'

/** A running step as one stands before it. */
export interface AavLook {
  readonly r: Readings
  readonly phase: string
  readonly settings: Readonly<Record<string, number>>
  readonly entered: { readonly volume_L: number }
  readonly paused: boolean
  readonly scale_L: number
  /** What anybody was last told of the cells, in per cent; null: nobody was. */
  readonly told: (assay: 'viability' | 'clumped') => number | null
  /** What a display of the player’s step shows; null: nobody looks at it. */
  readonly shows: (panel: string) => number | null
  /** What its recorder kept of it. */
  readonly kept: (panel: string) => readonly { readonly t_s: number; readonly shown: number | null }[]
  /** A reader of complex sizes stands on the bench. */
  readonly showSize: boolean
}

export const isAavPlant = (plant: AnyPreset): plant is AavPlant => 'tank' in plant

type Sight = AavMachine | DepthFilterView | FillView | UltrafiltrationView

const MACHINES: Readonly<Record<string, (look: AavLook) => Sight>> = {
  vectorPlan,
  cellExpansion,
  vectorTransfection: (look) => ({ unit: 'vectorTransfection', ...suite(look) }),
  vectorProduction: (look) => ({ unit: 'vectorProduction', ...suite(look) }),
  vectorLysis: (look) => ({ unit: 'vectorLysis', ...lysed(look) }),
  vectorDepthFilter,
  vectorHold,
  vectorBag,
  vectorEffluent,
  vectorUltrafiltration,
  vectorFill,
  vectorAffinity: affinityColumn,
  fullEmptyExchange: exchangeColumn,
}

export const isAavMachine = (unit: string): boolean => Object.hasOwn(MACHINES, unit)

export const aavSight = (unit: string, look: AavLook): Sight => MACHINES[unit]!(look)

/** As an eye sees milk: half white at so many NTU. */
const CLOUDY_NTU = 12

const share = (part: number, whole: number): number => (whole > 0 ? seen(part / whole) : 0)

function cells({ r, told }: AavLook) {
  const viability = told('viability')
  const clumped = told('clumped')
  return {
    turbidity: seen((r['viable_1e6_mL'] ?? 2) / 8),
    dead: seen(1 - (r['viability_pct'] ?? 100) / 100),
    counted: viability === null ? null : seen(1 - viability / 100),
    clumped: clumped === null ? null : seen(clumped / 100),
  }
}

function cellExpansion(look: AavLook): CellSuiteView {
  const { r, phase, settings, scale_L } = look
  const inTank = phase !== 'grow'
  return {
    unit: 'cellExpansion',
    vessel: inTank ? 'tank' : 'flask',
    scale_L,
    // A flask is filled to two fifths, so that air gets in.
    fill: inTank ? share(r['volume_L']!, scale_L) : 0.4,
    stirring: inTank ? seen(settings['power']! / 60) : 0,
    ...cells(look),
  }
}

function vectorPlan({ settings }: AavLook): AavMachine {
  return { unit: 'vectorPlan', chosen: vesselOf(settings['vessel']!).id }
}

function suite(look: AavLook): Omit<VectorSuiteView, 'unit'> {
  const { r, entered, scale_L, paused, showSize } = look
  const planned_L = (r['volume_L'] ?? 0) + (r['poured_L'] ?? 0)
  const mixing = (r['size_nm'] ?? 0) > 0
  return {
    scale_L,
    fill: share(r['culture_L'] ?? entered.volume_L, scale_L),
    stirring: 0.35,
    ...cells(look),
    particle_nm: mixing ? Math.round(r['size_nm']! / 5) * 5 : 0,
    cloud: mixing ? seen(r['turbidity_NTU']! / (CLOUDY_NTU + r['turbidity_NTU']!)) : 0,
    secondsSinceMix: r['sinceMixing_s'] ?? 0,
    showSize: showSize && mixing,
    cocktailLeft: look.phase === 'ready' ? 0 : share(r['volume_L'] ?? 0, Math.max(planned_L, 1e-9)),
    pouring: look.phase === 'pouring' && !paused && (r['flow_L_min'] ?? 0) > 0,
    kits: r['kitsLeft'] ?? 0,
  }
}

/** The more cells are open, the more of them the lens shows dead, and the cloudier the tank. */
function lysed(look: AavLook): Omit<VectorSuiteView, 'unit'> {
  const { r, scale_L } = look
  const open = seen(r['released_pct']! / 100)
  return {
    ...suite(look),
    fill: share(r['lysate_L']!, 1.6 * scale_L),
    dead: open,
    turbidity: seen(r['turbidity_NTU']! / 900),
    counted: open,
    clumped: null,
  }
}

/** The same house of pods as the antibody plant's. */
function vectorDepthFilter({ r, entered }: AavLook): DepthFilterView {
  const pressure = r['pressure_bar']!
  const resistance = r['flux_LMH']! > 0 ? (100 * pressure) / r['flux_LMH']! : 0
  return {
    unit: 'depthFilter',
    feed: share(r['feed_L']!, entered.volume_L),
    pool: share(r['filtrate_L']!, 1.1 * entered.volume_L),
    flow: seen(r['flux_LMH']! / 200),
    load: seen(r['load_L_m2']! / 120),
    pressure: seen(pressure / 2),
    // A clean filter has a tenth of a bar at 100 LMH.
    soil: resistance > 0 ? seen(1 - 0.1 / resistance) : 0,
    sight: seen(r['leaving_NTU']! / 40),
    flushing: false,
  }
}

function vectorHold({ r, entered }: AavLook): AavMachine {
  return {
    unit: 'vectorHold',
    fill: share(r['waits_L']!, entered.volume_L),
    ahead: seen(r['ahead_pct']! / 100),
    temperature: seen(r['temperature_C']! / 40),
    held_h: Math.floor(4 * r['held_h']!) / 4,
    puddle: 0,
  }
}

/** A puddle of eight litres is as wide as the cart. */
function vectorBag({ r, scale_L }: AavLook): AavMachine {
  return {
    unit: 'vectorBag',
    fill: share(r['volume_L']!, 1.15 * scale_L),
    ahead: 0,
    temperature: seen(r['temperature_C']! / 40),
    held_h: Math.floor(4 * r['held_h']!) / 4,
    puddle: seen(r['puddle_L']! / 8),
  }
}

function vectorEffluent({ r, phase, paused, scale_L }: AavLook): AavMachine {
  return {
    unit: 'vectorEffluent',
    fill: phase === 'done' ? 0 : share(r['volume_L']!, 1.3 * scale_L),
    temperature: seen(r['temperature_C']! / 140),
    pressure: seen(r['gauge_bar']! / 2),
    steam: !paused && (phase === 'heat' || phase === 'hold'),
  }
}

/** The antibody plant's skid: its tank is drawn for litres, its film for grams of protein, of which there are none here. */
function vectorUltrafiltration({ r, phase, settings, entered, paused }: AavLook): UltrafiltrationView {
  const flux = paused ? 0 : r['flux_LMH']!
  return {
    unit: 'ultrafiltration',
    feed: share(r['volume_L']!, entered.volume_L),
    pool: phase === 'done' ? 0.3 : 0,
    flow: flux > 0 ? 0.7 : 0,
    thick: seen(Math.min(1, r['genomes_1e13_mL']! / 5)),
    pressure: seen(flux > 0 ? r['pressure_bar']! / 3 : 0),
    flux: seen(flux / 90),
    film: 0,
    diafiltering: phase === 'diafilter',
    buffer: seen(1 - r['diavolumes']! / Math.max(1, settings['diavolumes']!)),
    recovered: phase === 'done',
    dosing: false,
  }
}

/** Vials a minute over the fastest of the antibody plant's line, on which tubes are filled too. */
const FASTEST_per_min = 300
/** Least bubble point of the sterilising filter, as the antibody plant's. */
const BUBBLE_bar = defaults(sterileFill.parameters).bubblePointLimit
/** A tube weighed a tenth above its label stands at the end of the weigher's dial. */
const DIAL = 0.1

/** The antibody plant's line: filter, its test, tubes under the needle, light ones in the bin. */
function vectorFill({ r, phase, settings, entered, paused }: AavLook): FillView {
  const tubes = (1e3 * entered.volume_L) / settings['vial']!
  const bubble_bar = r['bubblePoint_bar']!
  const weighed = r['tube_g']! / settings['vial']! - 1
  return {
    unit: 'sterileFill',
    phase: phase === 'test' ? 'postTest' : (phase as FillView['phase']),
    feed: share(r['bulk_L']!, entered.volume_L),
    pool: share(r['sterile_L']!, entered.volume_L),
    flow: !paused && r['flux_LMH']! > 0 ? 0.6 : 0,
    test: phase === 'test' ? (bubble_bar > 0 ? 1 : 0.5) : 0,
    verdict: bubble_bar === 0 ? null : bubble_bar >= BUBBLE_bar ? 'pass' : 'fail',
    // So few are filled in a minute that the belt would stand still.
    speed:
      phase === 'fill' && !paused && r['sterile_L']! > 0
        ? seen(Math.max(0.1, settings['perHour']! / 60 / FASTEST_per_min))
        : 0,
    jammed: false,
    level: 0.7,
    trays: share(r['vials']!, tubes),
    rejects: Math.min(12, r['setAside']!),
    weighed: r['vials']! > 0 ? seen(0.5 + weighed / (2 * DIAL)) : null,
  }
}
