import {
  type AnionExchangeState,
  antibodyOf,
  type AnyConditions,
  type AnyStream,
  type CationExchangeState,
  cationExchangeProfile,
  fractionsOf,
  type ProteinAState,
  proteinAProfile,
  type Readings,
} from '../models/index.ts'
import { instrumentsOf, resultsOf, type Run, type RunningStep, shown, trueReadings, unitOf } from '../play/index.ts'
import { aavSight, isAavMachine, isAavPlant } from './aavMachines.ts'
import { seen } from './eyes.ts'
import { isPlasmaMachine, plasmaSight } from './plasmaMachines.ts'
import type { ColumnView, FillView, Machine, SeedView } from './machineView.ts'
import { vialOf, type VialSnapshot } from './review.ts'

/** The unit operations that stand in a room of their own; the others are vessels of the culture hall. */
const MACHINES: Readonly<Record<string, (look: Look) => Machine>> = {
  thaw,
  seedTrain,
  nMinus1,
  centrifuge,
  depthFilter,
  proteinA,
  lowPhHold,
  cationExchange,
  anionExchange,
  nanofilter,
  ultrafiltration,
  sterileFill,
  // The plasma plant's filters, column and membranes stand in rooms like these.
  ionExchange,
  plasmaDepthFilter,
  plasmaNanofilter,
  plasmaUltrafiltration,
}

/** A running step as one stands before it. */
interface Look {
  readonly r: Readings
  readonly phase: string
  readonly settings: Readonly<Record<string, number>>
  readonly parameters: Readonly<Record<string, number>>
  readonly entered: AnyStream
  readonly paused: boolean
  readonly state: object
  /** Size of this plant against the one the machines' figures are given for. */
  readonly share: number
  readonly c: AnyConditions
  /** The last viability anybody was told; null: none. */
  readonly viability_pct: number | null
  /** A vial that is still to be chosen. */
  readonly vial: VialSnapshot | null
  /** What a lamp last showed at a place whose drops have to be looked for; left out: they are plain to see. */
  readonly lamp?: (panel: string) => number
}

export const isMachine = (unit: string): boolean =>
  Object.hasOwn(MACHINES, unit) || isPlasmaMachine(unit) || isAavMachine(unit)

export function machineOf(run: Run, running: RunningStep): Machine {
  const step = run.level.steps[running.index]!
  const { settings, parameters, entered, paused, state } = running
  const told = (assay: string): number | null =>
    run.desk ? (resultsOf(run, step.id, assay).at(-1)?.value ?? null) : null
  const readings = trueReadings(run, running)
  const shows = (panel: string): number | null =>
    run.desk && step.mode === 'play' && Object.hasOwn(instrumentsOf(run, running.index).panels, panel)
      ? shown(run, running.index, panel, readings, running.opened_s).value
      : null
  const kept = (panel: string) => run.desk?.historian[`${step.id}.${panel}`] ?? []
  const look: Look = {
    r: readings,
    phase: unitOf(step).phase(state),
    settings,
    parameters,
    entered,
    paused,
    state,
    share: run.plant.scale_L / 2000,
    c: { plant: run.plant, parameters, settings, paused, seed: run.seed },
    viability_pct: told('viability'),
    vial: vialOf(run),
    ...(run.desk &&
      step.mode === 'play' && { lamp: (panel: string) => run.desk!.views[`${step.id}.${panel}`]?.value ?? 0 }),
  }
  if (isAavMachine(step.unit))
    return aavSight(step.unit, { ...look, told, shows, kept, scale_L: run.plant.scale_L, showSize: false })
  return isPlasmaMachine(step.unit) ? plasmaSight(step.unit, look) : MACHINES[step.unit]!(look)
}

/** Freeze-dried vials on their way to the oven, each before a lamp; as many out as the dryer's model took (`inspection`). */
function inspected(run: Run): Machine | null {
  if (!run.running.some((r) => run.level.steps[r.index]!.unit === 'dryHeat')) return null
  const dried = run.closed.find((c) => run.level.steps[c.index]!.unit === 'freezeDryer')
  if (!dried) return null
  const perCake = run.level.steps[dried.index]!.parameters['inspection'] ?? 0
  const rejected = Math.min(1, (perCake * dried.results['collapsed_pct']!) / 100)
  return { unit: 'inspection', rejected, any: dried.entered.volume_L > 0 }
}

/** Nothing runs any more: what stands on the shelves. */
export function vialsOf(run: Run): Machine {
  const looked = inspected(run)
  if (looked) return looked
  const waiting = run.running.find((r) => run.level.steps[r.index]!.unit === 'plasmaQuarantine')
  // Immunoglobulin at a tenth: full shelves for a sixteenth of the pool's volume.
  if (waiting) return { unit: 'vials', filled: of(waiting.entered.volume_L, run.plant.scale_L / 16), any: true }
  const last = run.closed.at(-1)
  if (last && IN_VIALS.has(run.level.steps[last.index]!.unit)) {
    const made_L = last.product.volume_L
    // Nobody counted them: full shelves for a quarter of the pool's volume.
    return { unit: 'vials', filled: of(made_L, run.closed[0]!.entered.volume_L / 4), any: made_L > 0 }
  }
  const vials = last?.results['vials'] ?? 0
  // A fortieth of the culture, in tubes, fills the freezer.
  if (isAavPlant(run.plant))
    return { unit: 'coldStore', filled: of(last?.product.volume_L, run.plant.scale_L / 40), any: vials > 0 }
  // A shelf for each hundredth of what a full batch of this plant gives.
  return { unit: 'vials', filled: seen(vials / (20_000 * (run.plant.scale_L / 2000))), any: vials > 0 }
}

/** Steps of the plasma plant that are done in the container the patient gets. */
const IN_VIALS: ReadonlySet<string> = new Set(['pasteuriser', 'freezeDryer', 'dryHeat'])

const of = (part: number | undefined, whole: number): number => (whole > 0 ? seen((part ?? 0) / whole) : 0)

function thaw({ r, phase, settings, vial }: Look): Machine {
  return {
    unit: 'thaw',
    ice: phase === 'done' ? 0 : seen(r['ice_pct']! / 100),
    temperature: seen((r['temperature_C']! + 80) / 120),
    dead: seen(1 - r['viability_pct']! / 100),
    time: seen(r['inBath_min']! / 6),
    swirled: phase === 'bath' && settings['swirl']! >= 0.5,
    diluted: phase === 'done',
    waits: vial !== null,
    label: vial && vial.label,
  }
}

/** Litres the flasks of the shaker hold. */
const FLASKS_L = [0.05, 0.5, 5]

function seedTrain({ r, settings, parameters, c, viability_pct }: Look): Machine {
  const volume_L = r['volume_L']!
  const flask = FLASKS_L.findIndex((most_L) => volume_L <= most_L)
  const most_L = FLASKS_L[flask] ?? parameters['lastShare']! * c.plant.scale_L
  return {
    unit: 'seedTrain',
    vessel: flask < 0 ? 'tank' : (flask as 0 | 1 | 2),
    fill: of(volume_L, most_L),
    ...broth(r, viability_pct),
    squares: settings['squares']!,
    wanted: seen(settings['splitDensity']! / 2),
  }
}

function nMinus1({ r, settings, parameters, c, viability_pct }: Look): Machine {
  return {
    unit: 'nMinus1',
    vessel: 'tank',
    fill: of(r['volume_L'], parameters['volumeShare']! * c.plant.scale_L),
    ...broth(r, viability_pct),
    squares: settings['squares']!,
    wanted: seen(settings['seedingDensity']! / 1.5),
  }
}

const broth = (r: Readings, viability_pct: number | null): Pick<SeedView, 'turbidity' | 'dead' | 'counted'> => ({
  turbidity: seen(r['viable_1e6_mL']! / 8),
  dead: seen(1 - r['viability_pct']! / 100),
  counted: viability_pct === null ? null : seen(1 - viability_pct / 100),
})

function centrifuge({ r, phase, settings, parameters, entered, state, share }: Look): Machine {
  const bowl = state as { readonly cake_L: number; readonly sinceShot_s: number }
  const runs = phase === 'feed'
  return {
    unit: 'centrifuge',
    feed: of(r['broth_L'], entered.volume_L),
    pool: of(r['centrate_L'], entered.volume_L),
    flow: of(r['feed_L_h'], 1.6 * parameters['qualifiedFlow']! * share),
    speed: runs ? seen(settings['speed']! / 1.6) : 0,
    cake: Math.min(1.4, Math.round((50 * bowl.cake_L) / (parameters['solidsSpace']! * share)) / 50),
    sight: seen(r['sightGlass_NTU']! / 600),
    shots: r['shots']!,
    shooting: runs && r['shots']! > 0 && bowl.sinceShot_s <= 10,
  }
}

function depthFilter({ r, phase, parameters, entered }: Look): Machine {
  const pressure = r['pressure_bar']!
  const resistance = r['flux_LMH']! > 0 ? (100 * pressure) / r['flux_LMH']! : 0
  return {
    unit: 'depthFilter',
    feed: of(r['feed_L'], entered.volume_L),
    pool: of(r['filtrate_L'], 1.15 * entered.volume_L),
    flow: seen(r['flux_LMH']! / 200),
    load: seen(r['load_L_m2']! / 100),
    pressure: seen(pressure / 2),
    soil: resistance > 0 ? seen(1 - parameters['resistance']! / resistance) : 0,
    sight: seen(r['filtrateLine_NTU']! / 40),
    flushing: phase === 'flush',
  }
}

function proteinA({ r, phase, entered, state, paused, c }: Look): Machine {
  const inlet = PROTEIN_A[phase] ?? 'clear'
  return {
    unit: 'proteinA',
    ...line(r['feedLeft_L'], entered.volume_L, r['pool_L'], 2.6 * r['cycles']! * antibodyOf(c.plant).captureColumn_L),
    ...pumping(phase, paused, inlet),
    inlet,
    band: coarse(proteinAProfile(state as ProteinAState, c as Parameters<typeof proteinAProfile>[1]), 40),
    uv: seen(r['uv_AU']! / 3),
    pressure: seen(r['pressure_bar']! / 4),
    cycle: r['cycle']!,
    cycles: r['cycles']!,
    collecting: r['collecting'] === 1,
    buffer: phase === 'load' ? 1 : seen(1 - r['phase_CV']! / 8),
    tubes: [],
  }
}

const PROTEIN_A: Readonly<Record<string, ColumnView['inlet']>> = {
  load: 'product',
  wash2: 'blue',
  elute: 'acid',
  strip: 'acid',
  cip: 'lilac',
}

function cationExchange({ r, phase, entered, state, paused, c }: Look): Machine {
  const s = state as CationExchangeState
  const own = c as Parameters<typeof fractionsOf>[1]
  const inlet = CATION[phase] ?? 'clear'
  return {
    unit: 'cationExchange',
    ...line(r['feedLeft_L'], entered.volume_L, r['pool_L'], 4 * r['cycles']! * antibodyOf(c.plant).cationColumn_L),
    ...pumping(phase, paused, inlet),
    inlet,
    band: coarse(cationExchangeProfile(s, own), 60),
    uv: seen(r['uv_AU']! / 2.5),
    pressure: seen(r['pressure_bar']! / 4),
    cycle: r['cycle']!,
    cycles: r['cycles']!,
    collecting: phase === 'elute',
    buffer: phase === 'load' ? 1 : seen(1 - r['phase_CV']! / 16),
    tubes: phase === 'done' ? [] : inRack(fractionsOf(s, own).map((f) => f.uv_AU)),
  }
}

const CATION: Readonly<Record<string, ColumnView['inlet']>> = {
  load: 'product',
  elute: 'blue',
  strip: 'lilac',
  regenerate: 'lilac',
}

/** What stands in the liquid of the bed; what sticks to it, nobody sees. */
function anionExchange({ r, phase, state, settings, paused }: Look): Machine {
  const { bed, flowThrough, tank, permeate_L, entered_g } = state as AnionExchangeState
  const inlet = phase === 'wash' ? 'clear' : 'product'
  // Before it runs, a full tank is the load as it will be once it is diluted; then, all that was in it.
  const swells = Math.max(1, r['load_mS_cm']! / settings['conductivity']!)
  const whole_L = phase === 'prepare' ? tank.volume_L * swells : tank.volume_L + flowThrough.volume_L + permeate_L
  const poolWhole_L = 1.15 * (entered_g / Math.max(4, settings['poolConcentration']!))
  return {
    unit: 'anionExchange',
    ...line(r['load_L'], whole_L, flowThrough.volume_L, poolWhole_L),
    ...pumping(phase === 'prepare' ? 'done' : phase, paused || r['flow_L_h'] === 0, inlet),
    inlet,
    band: coarse(
      bed.map((s) => (s.volume_L > 0 ? s.product_g / s.volume_L : 0)),
      3,
    ),
    uv: seen(r['uv_AU']! / 1.2),
    pressure: seen(r['pressure_bar']! / 4),
    cycle: 1,
    cycles: 1,
    collecting: r['uv_AU']! > settings['collectAbove']!,
    buffer: phase === 'wash' ? seen(1 - r['washed_CV']! / 4) : phase === 'done' ? 0.25 : 1,
    tubes: [],
  }
}

const line = (feed: number | undefined, feedWhole: number, pool: number | undefined, poolWhole: number) => ({
  feed: of(feed, feedWhole),
  pool: of(pool, poolWhole),
})

const pumping = (phase: string, paused: boolean, inlet: string): { readonly flow: number } => ({
  flow: paused || phase === 'done' || phase === 'pool' ? 0 : inlet === 'product' ? 0.6 : 0.5,
})

/** Twenty slices at most, against what a full bed of that resin holds. */
const coarse = (profile: ArrayLike<number>, full_g_L: number): readonly number[] =>
  Array.from({ length: Math.min(20, profile.length) }, (_, i) => {
    const at = (i * (profile.length - 1)) / Math.max(1, Math.min(20, profile.length) - 1)
    return seen(profile[Math.round(at)]! / full_g_L)
  })

/** Tubes as the rack shows them: at most sixteen, neighbours side by side in one. */
function inRack(uv_AU: readonly number[]): readonly number[] {
  const together = Math.max(1, Math.ceil(uv_AU.length / 16))
  const out: number[] = []
  for (let i = 0; i < uv_AU.length; i += together) out.push(seen(Math.max(...uv_AU.slice(i, i + together)) / 2.5))
  return out
}

function lowPhHold({ r, phase, settings, entered, state }: Look): Machine {
  const { unmixed_mol } = state as { readonly unmixed_mol: number }
  // Until the last of it is stirred in.
  const drops = 1e-4 * r['volume_L']!
  const second = phase !== 'acidify' && settings['secondTank']! >= 0.5
  const level = of(r['volume_L'], 1.25 * entered.volume_L)
  return {
    unit: 'lowPhHold',
    feed: second ? 0.02 : level,
    pool: second ? level : 0,
    flow: 0,
    tank: second ? 2 : 1,
    pH: seen((r['pH']! - 3) / 5),
    dosing: unmixed_mol > drops ? 'acid' : unmixed_mol < -drops ? 'base' : null,
    hold: phase === 'acidify' ? 0 : of(r['hold_min'], settings['hold']!),
    haze: seen(r['hmw_pct']! / 20),
  }
}

function nanofilter({ r, phase, parameters, entered, state, c }: Look): Machine {
  const { filters } = state as { readonly filters: readonly object[] }
  const passed = r['integrity_pass']
  return {
    unit: 'nanofilter',
    feed: of(r['feed_L'], entered.volume_L),
    pool: of(r['filtrate_L'], 1.2 * entered.volume_L + 15 * antibodyOf(c.plant).nanofilterArea_m2),
    flow: seen(r['flux_LMH']! / 60),
    pressure: seen(r['pressure_bar']! / 4),
    held: seen(r['fluxDecay_pct']! / 75),
    filters: filters.length,
    chasing: phase === 'chase',
    test: of(r['test_min'], parameters['testTime']!),
    verdict: passed === undefined ? null : passed === 1 ? 'pass' : 'fail',
  }
}

function ionExchange({ r, phase, settings, entered, state, paused }: Look): Machine {
  const { loaded_g, resin_L } = state as { readonly loaded_g: number; readonly resin_L: number }
  const full_g = 100 * resin_L
  return {
    unit: 'anionExchange',
    ...line(r['feed_L'], entered.volume_L, r['pool_L'], entered.volume_L + 6 * resin_L),
    ...pumping(phase, paused, phase === 'load' ? 'product' : 'clear'),
    inlet: phase === 'load' ? 'product' : 'clear',
    // What stays sits at the top: the fuller the bed, the further down.
    band: Array.from({ length: BANDS }, (_, i) => {
      const share = (BANDS * loaded_g) / full_g - i
      return share > 0 ? seen(Math.min(1, share)) : 0
    }),
    uv: seen(r['ultraviolet_AU']! / 1.2),
    pressure: paused ? 0 : seen(settings['flow']! / 24),
    cycle: 1,
    cycles: 1,
    collecting: phase !== 'done' && !paused,
    buffer: phase === 'wash' ? seen(1 - r['washed_CV']! / Math.max(1, settings['washVolume']!)) : 1,
    tubes: [],
  }
}
const BANDS = 12

function plasmaNanofilter({ r, phase, parameters, entered, c }: Look): Machine {
  const passed = r['integrity_pass']
  const { nanofilter_m2 } = c.plant as { readonly nanofilter_m2: number }
  return {
    unit: 'nanofilter',
    feed: of(r['feed_L'], entered.volume_L),
    pool: of(r['filtrate_L'], 1.2 * entered.volume_L + 20 * r['area_m2']!),
    flow: seen(r['flux_LMH']! / 14),
    pressure: seen(r['pressure_bar']! / 4),
    held: seen((1 - r['fluxLeft']!) / 0.75),
    filters: Math.max(1, Math.min(4, Math.round(r['area_m2']! / (2 * nanofilter_m2)))),
    chasing: phase === 'chase',
    test: of(r['test_min'], Math.max(1, parameters['testTime']!)),
    verdict: passed === undefined ? null : passed === 1 ? 'pass' : 'fail',
  }
}

function plasmaDepthFilter({ r, phase, parameters, entered }: Look): Machine {
  const [pressure, flux] = [r['pressure_bar']!, r['flux_LMH']!]
  return {
    unit: 'depthFilter',
    feed: of(r['feed_L'], entered.volume_L),
    pool: of(r['filtrate_L'], 1.15 * entered.volume_L),
    flow: seen(flux / 200),
    load: seen(r['load_L_m2']! / parameters['ends']!),
    pressure: seen(pressure / 2),
    soil: flux > 0 ? seen(1 - (parameters['resistance']! * flux) / (100 * pressure)) : 0,
    sight: seen(r['leaving_NTU']! / 40),
    flushing: phase === 'flush',
  }
}

function plasmaUltrafiltration({ r, phase, settings, parameters, entered }: Look): Machine {
  const flux = r['flux_LMH']!
  const recovered = phase === 'done'
  return {
    unit: 'ultrafiltration',
    feed: recovered ? 0 : of(r['volume_L'], entered.volume_L),
    pool: recovered ? of(r['volume_L'], 0.3 * entered.volume_L) : 0,
    flow: flux > 0 ? seen(settings['crossFlow']! / 2) : 0,
    thick: seen(r['protein_g_L']! / 250),
    // It runs at one pressure; the film is what lets less through than that pressure would.
    pressure: flux > 0 ? 0.4 : 0,
    flux: seen(flux / 90),
    film: flux > 0 ? seen(1 - flux / parameters['mostFlux']!) : 0,
    diafiltering: phase === 'diafilter',
    buffer: seen(1 - r['diavolumes']! / Math.max(1, settings['diavolumes']!)),
    recovered,
    dosing: false,
  }
}

function ultrafiltration({ r, phase, settings, parameters, entered, state }: Look): Machine {
  const { gel } = state as { readonly gel: number }
  const pumping = r['flux_LMH']! > 0
  const recovered = phase === 'formulate' || phase === 'done'
  return {
    unit: 'ultrafiltration',
    feed: recovered ? 0 : of(r['retentate_L'], entered.volume_L),
    pool: recovered ? of(r['retentate_L'], 0.12 * entered.volume_L) : 0,
    flow: pumping ? seen(r['crossFlow_LMH']! / 500) : 0,
    thick: seen(r['product_g_L']! / 150),
    pressure: seen(r['tmp_bar']! / 3),
    flux: seen(r['flux_LMH']! / 90),
    // Flux halves where the film doubles the resistance.
    film: pumping ? seen(gel / (1 + gel)) : 0,
    diafiltering: phase === 'diafilter',
    buffer: seen(1 - r['diavolumes']! / Math.max(1, settings['diavolumes']!)),
    recovered,
    dosing:
      phase === 'formulate' && r['polysorbate_pct']! < 0.999 * settings['polysorbate']! && parameters['spikeFlow']! > 0,
  }
}

function sterileFill({ r, phase, settings, parameters, entered }: Look): FillView {
  const target = settings['label']! > 0 ? r['targetWeight_g']! : 0
  const weighed = r['weighed_g']
  const shown = phase === 'preTest' ? r['preTest_bar'] : r['postTest_bar']
  const vials = (1e3 * entered.volume_L) / Math.max(0.1, target / parameters['density']!)
  return {
    unit: 'sterileFill',
    phase: phase as FillView['phase'],
    feed: of(r['bulk_L'], entered.volume_L),
    pool: of(r['filtered_L'], entered.volume_L),
    flow: r['flow_L_h']! > 0 ? 0.6 : 0,
    test: phase === 'preTest' || phase === 'postTest' ? of(r['test_min'], parameters['testTime']!) : 0,
    verdict: shown === undefined ? null : shown >= parameters['bubblePointLimit']! ? 'pass' : 'fail',
    speed: seen(r['speed_per_min']! / 300),
    jammed: r['jam'] === 1,
    level: seen((1 + settings['trim']! / 100) * 0.7),
    trays: of(r['vials'], vials),
    rejects: Math.min(12, Math.ceil(r['rejects']! / 20)),
    weighed: weighed === undefined ? null : seen(0.5 + (weighed / target - 1) * 5),
  }
}
