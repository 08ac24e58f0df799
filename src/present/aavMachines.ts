/** What of an AAV step's readings its room needs. */
import { type AavPlant, type AnyPreset, type Readings } from '../models/index.ts'
import { seen } from './eyes.ts'
import type { AavMachine, CellSuiteView, VectorSuiteView } from './aavView.ts'

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
  /** A reader of complex sizes stands on the bench. */
  readonly showSize: boolean
}

export const isAavPlant = (plant: AnyPreset): plant is AavPlant => 'tank' in plant

const MACHINES: Readonly<Record<string, (look: AavLook) => AavMachine>> = {
  cellExpansion,
  vectorTransfection: (look) => ({ unit: 'vectorTransfection', ...suite(look) }),
  vectorProduction: (look) => ({ unit: 'vectorProduction', ...suite(look) }),
  vectorLysis: (look) => ({ unit: 'vectorLysis', ...suite(look) }),
}

export const isAavMachine = (unit: string): boolean => Object.hasOwn(MACHINES, unit)

export const aavSight = (unit: string, look: AavLook): AavMachine => MACHINES[unit]!(look)

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
