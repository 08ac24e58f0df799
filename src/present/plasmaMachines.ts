/** What of a plasma step's readings its room needs. */
import { type PlasmaStream, type Readings, solids_g } from '../models/index.ts'
import type { Step } from '../play/index.ts'
import { seen } from './eyes.ts'
import type { LineView } from './machineView.ts'
import type {
  ColdTankView,
  FilterPressView,
  FreezeDryerView,
  PasteuriserView,
  PlasmaCentrifugeView,
  PlasmaMachine,
  PlasmaThawView,
  SolventDetergentView,
  TreatmentView,
} from './plasmaView.ts'

/** A running step as one stands before it. */
export interface PlasmaLook {
  readonly r: Readings
  readonly phase: string
  readonly settings: Readonly<Record<string, number>>
  readonly parameters: Readonly<Record<string, number>>
  readonly entered: { readonly volume_L: number }
  readonly paused: boolean
  readonly state: object
  readonly lamp?: (panel: string) => number
}

const MACHINES: Readonly<Record<string, (look: PlasmaLook) => PlasmaMachine>> = {
  plasmaThaw,
  ethanolPrecipitation,
  plasmaCentrifuge,
  filterPress,
  solventDetergent,
  pasteuriser,
  freezeDryer,
  resuspension,
  caprylate,
  plasmaLowPh,
}

export const isPlasmaMachine = (unit: string): boolean => Object.hasOwn(MACHINES, unit)

export const plasmaSight = (unit: string, look: PlasmaLook): PlasmaMachine => MACHINES[unit]!(look)

/** Steps that end enveloped virus: behind them, what comes back across the border undoes it. */
const INACTIVATES: ReadonlySet<string> = new Set(['caprylate', 'solventDetergent', 'plasmaLowPh'])
/** Steps that a plasma plant does behind it: what went before is filtered off, or the product is closed in its vial. */
const BEHIND: ReadonlySet<string> = new Set(['plasmaNanofilter', 'pasteuriser', 'freezeDryer', 'dryHeat'])

type Place = Pick<Step, 'id' | 'unit' | 'from'>

/** What a step's product has been through, nearest first. */
function lineOf(steps: readonly Place[], index: number): readonly number[] {
  const above = steps.findIndex(({ id }) => id === steps[index]!.from)
  return above < 0 ? [] : [above, ...lineOf(steps, above)]
}

/** On which side of the border the room of a step stands: each product of a pool has its own. */
export function sideOf(steps: readonly Place[], index: number): 'before' | 'at' | 'after' {
  const step = steps[index]
  if (!step) return 'after'
  // The wall is built at solvent and detergent: caprylate works in the suspension, before it.
  const walls = steps.flatMap(({ unit }, i) => (unit === 'solventDetergent' ? [i] : []))
  const isBorder = (i: number): boolean =>
    walls.includes(i) || (INACTIVATES.has(steps[i]!.unit) && !walls.some((wall) => lineOf(steps, wall).includes(i)))
  if (BEHIND.has(step.unit) || lineOf(steps, index).some(isBorder)) return 'after'
  return isBorder(index) ? 'at' : 'before'
}

const share = (part: number, whole: number): number => (whole > 0 ? seen(part / whole) : 0)
/** As an eye sees milk: half white at so many NTU. */
const milk = (NTU: number, half: number): number => seen(Math.max(0, NTU - 2) / (Math.max(0, NTU - 2) + half))

/** Plasma melting in its vat, whoever is at its jacket. */
export function vatSeen(
  r: Readings,
  pool: { readonly FIB_g: number; readonly FIB_solid_g: number },
  jacket_C: number,
  stirring: number,
): Pick<PlasmaThawView, 'ice' | 'temperature' | 'flakes' | 'jacket' | 'hotWall' | 'stirring'> {
  const fibrinogen = pool.FIB_g + pool.FIB_solid_g
  const insoluble = fibrinogen > 0 ? pool.FIB_solid_g / fibrinogen : 0
  return {
    ice: seen(r['frozen_pct']! / 100),
    temperature: seen((r['temperature_C']! + 5) / 20),
    // Cold takes six tenths of the fibrinogen, and with it all the snow one sees.
    flakes: seen(2 * insoluble * insoluble),
    jacket: seen(jacket_C / 40),
    hotWall: seen((r['wall_C']! - 10) / 5),
    stirring: seen(stirring / 3),
  }
}

function plasmaThaw({ r, phase, settings, state, paused }: PlasmaLook): PlasmaThawView {
  const { pool } = state as { readonly pool: { readonly FIB_g: number; readonly FIB_solid_g: number } }
  const melts = phase === 'thaw' || phase === 'hold'
  const vat = vatSeen(r, pool, settings[phase === 'thaw' ? 'jacket' : 'cooling']!, settings['stirring']!)
  return {
    unit: 'plasmaThaw',
    phase: phase as PlasmaThawView['phase'],
    core: seen((r['core_C']! + 40) / 40),
    ...vat,
    flakes: phase === 'temper' ? 0 : vat.flakes,
    jacket: melts && !paused ? vat.jacket : 0,
    hotWall: melts ? vat.hotWall : 0,
    stirring: melts ? vat.stirring : 0,
    clock:
      phase === 'temper'
        ? share(r['tempered_h']!, settings['temperingTime']!)
        : phase === 'hold'
          ? share(r['held_h']!, settings['hold']!)
          : null,
  }
}

function ethanolPrecipitation({ r, phase, settings, entered, state, paused }: PlasmaLook): ColdTankView {
  const { ice, bufferLeft_L, tank } = state as {
    readonly ice: number
    readonly bufferLeft_L: number
    readonly tank: { readonly particle_um: number }
  }
  const ethanol = phase === 'dose' && r['ethanolLeft_L']! > 0 && settings['rate']! > 0 && !paused
  // As full as it will be: with its buffer, and with ethanol up to the strength it is to reach.
  const most_L = (entered.volume_L * (1 + settings['dilution']!)) / (1 - settings['ethanol']! / 100)
  const ethanol_L = r['ethanolLeft_L']! + r['dosed_L']!
  const there_C = r['lanceTemperature_C']! - r['temperature_C']!
  return {
    unit: 'ethanolPrecipitation',
    fill: share(r['volume_L']!, 1.08 * most_L),
    cloud: milk(r['turbidity_NTU']!, 160),
    grain: seen(tank.particle_um / 5),
    slush: seen(Math.sqrt(3 * ice)),
    frost: seen(-r['temperature_C']! / 8),
    temperature: seen((r['temperature_C']! + 20) / 40),
    freezing: seen((r['freezingPoint_C']! + 20) / 40),
    dosing: ethanol ? 'ethanol' : phase === 'condition' && bufferLeft_L > 0 && !paused ? 'buffer' : null,
    rate: ethanol ? seen(settings['rate']! / 10) : 0.4,
    plume: ethanol ? seen(Math.max(0, there_C) / 8) : 0,
    ethanol: phase === 'condition' ? 1 : share(r['ethanolLeft_L']!, ethanol_L),
    load: seen(r['agitatorLoad_pct']! / 100),
    stirring: phase === 'done' ? 0 : seen(settings['stirring']! / 2),
    aged: share(r['aged_h']!, settings['ageing']!),
  }
}

const line = (look: PlasmaLook, flow: number): LineView => ({
  feed: share(look.r['feed_L']!, look.entered.volume_L),
  pool: share(look.r['liquid_L']!, look.entered.volume_L),
  flow: look.paused ? 0 : seen(flow),
})

function plasmaCentrifuge(look: PlasmaLook): PlasmaCentrifugeView {
  const { r, settings, entered, phase } = look
  const paste_kg = r['paste_kg']!
  // A bowl is emptied after each 10 g of paste a litre that entered.
  const bowls = paste_kg / (0.01 * Math.max(1, entered.volume_L))
  const runs = phase === 'feed' && r['feed_L_h']! > 0
  return {
    unit: 'plasmaCentrifuge',
    // The reading counts all machines of the plant; the sight of one goes by its own feed.
    ...line(look, runs ? settings['feed']! / 3200 : 0),
    speed: runs ? seen(settings['speed']! / 1.2) : 0,
    bowl: runs ? seen(bowls % 1) : 0,
    cart: seen(Math.sqrt(paste_kg / (0.06 * Math.max(1, entered.volume_L)))),
    haze: runs ? milk(r['leaving_NTU']!, 40) : 0,
    temperature: seen((settings['temperature']! + 15) / 40),
    frost: seen(-settings['temperature']! / 8),
  }
}

function filterPress(look: PlasmaLook): FilterPressView {
  const { r, settings, state, entered } = look
  const { cloths, paste } = state as { readonly cloths: number; readonly paste: { readonly volume_L: number } }
  return {
    unit: 'filterPress',
    ...line(look, r['flux_LMH']! / 150),
    pressure: seen(r['pressure_bar']! / 6),
    cake: seen(r['cake_kg_m2']! / 4),
    haze: r['flux_LMH']! > 0 ? milk(r['leaving_NTU']!, 20) : 0,
    aid: seen(settings['filterAid']! / 3),
    cloths,
    cart:
      cloths > 1 || look.phase === 'done'
        ? seen(Math.sqrt(paste.volume_L / (0.06 * Math.max(1, entered.volume_L))))
        : 0,
  }
}

const LEGS = ['legSample', 'legProbe', 'legDrain'] as const
/** Of what an eye takes for all wet; less is its own error. */
const wet = (pct: number): number => (pct < 5 ? 0 : seen(pct / 100))

function solventDetergent({ r, phase, settings, entered, lamp }: PlasmaLook): SolventDetergentView {
  const hangs = (panel: string): number => wet(lamp ? lamp(panel) : r[`${panel === 'domeGlass' ? 'dome' : panel}_pct`]!)
  const second = phase !== 'mix' && settings['secondTank']! >= 0.5
  const level = share(r['volume_L']!, 1.15 * entered.volume_L)
  return {
    unit: 'solventDetergent',
    tank: second ? 2 : 1,
    first: second ? 0.02 : level,
    second: second ? level : 0,
    dosing: phase === 'mix' && r['mixed_pct']! < 50,
    mixed: seen(r['mixed_pct']! / 100),
    drops: hangs('domeGlass'),
    deadLeg: Math.max(...LEGS.map(hangs)),
    hose: phase === 'mix' || settings['hose']! < 0.5 ? null : settings['hose']! < 1.5 ? 'after' : 'before',
    isHung: r['postHose'] === 1,
    temperature: seen(r['temperature_C']! / 40),
    stirring: phase === 'done' ? 0 : seen(settings['stirring']! / 2),
    hold: phase === 'mix' ? 0 : share(r['hold_h']!, settings['time']!),
  }
}

function pasteuriser({ r, phase, settings, state }: PlasmaLook): PasteuriserView {
  const { more_h } = state as { readonly more_h: number }
  const water_C = phase === 'cool' || phase === 'done' ? 15 : settings['temperature']!
  return {
    unit: 'pasteuriser',
    phase: phase as PasteuriserView['phase'],
    middle: seen((r['middle_C']! - 20) / 50),
    corner: seen((r['corner_C']! - 20) / 50),
    water: seen((water_C - 15) / 50),
    hold: share(r['hold_h']!, settings['time']! + more_h),
  }
}

function freezeDryer({ r, phase, settings, state }: PlasmaLook): FreezeDryerView {
  const { collapsed } = state as { readonly collapsed: number }
  const dried = r['dried_pct']! / 100
  const primary = phase === 'freeze' ? 0 : dried
  return {
    unit: 'freezeDryer',
    phase: phase as FreezeDryerView['phase'],
    shelf: seen((r['shelf_C']! + 60) / 120),
    product: seen((r['product_C']! + 60) / 120),
    vacuum: phase === 'freeze' || phase === 'done' ? 0 : seen(0.95 - 0.9 * settings['pressure']!),
    frozen: phase === 'freeze' ? seen(-r['product_C']! / 15) : 1,
    dried: seen(primary),
    collapsed: phase === 'freeze' ? 0 : seen(collapsed),
    // Five sixths goes as ice, the rest in secondary drying.
    condensed: seen((5 * primary + (1 - Math.min(1, r['water_pct']! / 16))) / 6),
    stoppered: phase === 'done',
  }
}

/** What the three treatments have in common, by what is in the tank. */
function tank({ r, entered }: PlasmaLook, stream: PlasmaStream, most_L = entered.volume_L) {
  return {
    fill: share(r['volume_L']!, 1.12 * most_L),
    cloud: milk(2 + (50 * (solids_g(stream) + stream.denatured_g)) / Math.max(1, stream.volume_L), 300),
    temperature: seen(r['temperature_C']! / 50),
    pH: seen((r['pH']! - 3) / 6),
  }
}

function resuspension(look: PlasmaLook): TreatmentView {
  const { r, phase, settings, state } = look
  const { tank: inside } = state as { readonly tank: PlasmaStream }
  return {
    unit: 'resuspension',
    ...tank(look, inside, inside.volume_L),
    foam: seen(r['foam_pct']! / 100),
    dosing: phase === 'mix' && r['mixed_h']! < 0.1,
    stirring: phase === 'done' ? 0 : seen(settings['stirring']! / 3),
    clock: share(r['mixed_h']!, settings['time']!),
  }
}

function caprylate(look: PlasmaLook): TreatmentView {
  const { r, phase, settings, state } = look
  return {
    unit: 'caprylate',
    ...tank(look, (state as { readonly pool: PlasmaStream }).pool),
    foam: 0,
    dosing: phase === 'dose' && r['caprylate_mM']! < 0.98 * settings['caprylate']!,
    stirring: phase === 'done' ? 0 : 0.35,
    clock: share(r['hold_min']!, settings['time']!),
  }
}

function plasmaLowPh(look: PlasmaLook): TreatmentView {
  const { r, phase, settings, state } = look
  return {
    unit: 'plasmaLowPh',
    ...tank(look, (state as { readonly pool: PlasmaStream }).pool),
    foam: 0,
    dosing: phase === 'adjust' && Math.abs(r['pH']! - settings['pH']!) > 0.05,
    // It stands still at its pH, in the warm.
    stirring: phase === 'adjust' ? 0.35 : 0,
    clock: share(r['hold_h']!, settings['time']!),
  }
}
