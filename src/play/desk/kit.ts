import { seenByCapacitance, type Readings } from '../../models/index.ts'
import type { AssayId } from '../../models/index.ts'
import { type Panel, panel } from './panel.ts'

/**
 * Instruments a player has earned and may take along, two to a lot. They change what is seen and nothing else: each is a
 * display more, by dice of its own, on the units named here. No level lists them: what a lot was played with stands in its
 * options.
 */
export interface Tool {
  /** Levels any of which earns it, and the competency shown there, without it. */
  readonly earned: readonly string[]
  readonly skill: string
  /** Levels in which it shows something that is not there anyway, all but the very first; held against them by a test. */
  readonly levels: readonly string[]
  /** Displays by unit. One that a level leaves out is there again with its tool. */
  readonly panels: Readonly<Record<string, Readonly<Record<string, Panel>>>>
  /** Displays of it that are to be checked against a sample, and by how much they may then be moved. */
  readonly rechecked?: { readonly panels: readonly string[]; readonly by: number }
}

/** In this order for good: a place in this list is in the codes people have written down. New ones at the end. */
export const TOOLS = [
  'autoCounter',
  'autoSampler',
  'lanceProbe',
  'secondPh',
  'capacitance',
  'complexSize',
  'inLineConductivity',
  'raman',
  'probeMap',
  'forecastTwin',
] as const

export type ToolId = (typeof TOOLS)[number]

/** Slots of a kit. */
export const MOST_TOOLS = 2

const second = { secondPh: panel('pH', 'pH') }
const raman = { ramanGlucose: panel('raman', 'glucose_mM'), ramanLactate: panel('raman', 'lactate_mM') }
const counter = { counter: panel('cellCounter', 'single_1e6_mL', 'low') }
const size = { size: panel('complexSize', 'size_nm', 'high', 1e-3) }

export const kit: Readonly<Record<ToolId, Tool>> = {
  autoCounter: {
    earned: ['M1'],
    skill: 'C28',
    levels: ['M2', 'A1', 'A2', 'A6'],
    panels: { nMinus1: counter, cellExpansion: counter, vectorTransfection: counter },
  },
  autoSampler: { earned: ['M2'], skill: 'C11', levels: ['M2', 'M3', 'M6'], panels: {} },
  lanceProbe: {
    earned: ['P2'],
    skill: 'C10',
    levels: ['P2', 'P3', 'P6'],
    panels: { ethanolPrecipitation: { lanceStrength: panel('refractometer', 'lanceEthanol_pct') } },
  },
  secondPh: {
    earned: ['P3'],
    skill: 'C30',
    levels: ['P2', 'P3', 'P4', 'P6', 'M2', 'M3', 'M4', 'M5', 'M6'],
    panels: {
      ethanolPrecipitation: second,
      resuspension: second,
      caprylate: second,
      culture: second,
      lowPhHold: second,
    },
  },
  capacitance: {
    earned: ['M3'],
    skill: 'C12',
    levels: ['M2', 'M3', 'M6'],
    panels: { culture: { capacitance: panel('capacitance', 'charged_1e6_mL', 'low') } },
  },
  complexSize: {
    earned: ['A2'],
    skill: 'C31',
    levels: ['A2', 'A6'],
    panels: { cocktail: size, vectorTransfection: size },
  },
  inLineConductivity: {
    earned: ['M4'],
    skill: 'C16',
    levels: ['M4'],
    panels: { anionExchange: { inLineConductivity: panel('conductivity', 'inLine_mS_cm') } },
  },
  raman: {
    earned: ['M4'],
    skill: 'C30',
    levels: ['M2', 'M3', 'M6', 'A1', 'A3', 'A6'],
    panels: { culture: raman, vectorProduction: raman },
    rechecked: { panels: Object.keys(raman), by: 8 },
  },
  probeMap: {
    earned: ['P5'],
    skill: 'C21',
    levels: ['P5', 'P6'],
    panels: {
      pasteuriser: {
        mapColdest: panel('bottleTemperature', 'coldest_C', 'low'),
        mapPlace: panel('label', 'coldestPlace'),
      },
    },
  },
  forecastTwin: {
    earned: ['M5', 'P5', 'P6', 'M6', 'A5', 'A6'],
    skill: 'C28',
    levels: ['M2', 'M3', 'M6'],
    panels: {},
  },
}

/** What can be taken along to a level. */
export const toolsFor = (level: string): readonly ToolId[] => TOOLS.filter((id) => kit[id].levels.includes(level))

/** Two tools are about the culture without a display of their own. */
export const showsOn = (id: ToolId, unit: string): boolean =>
  Object.hasOwn(kit[id].panels, unit) || (Object.keys(kit[id].panels).length === 0 && unit === SAMPLER.unit)

/** Which tool a display belongs to, on a unit. */
export const toolOf = (tools: readonly ToolId[], unit: string, id: string): ToolId | undefined =>
  tools.find((tool) => Object.hasOwn(kit[tool].panels[unit] ?? {}, id))

/** What only a tool sees of a unit's readings. */
const SEEN: Readonly<Record<string, (r: Readings) => number | undefined>> = {
  /** It counts a membrane that holds charge: the dying are among them. */
  charged_1e6_mL: (r) => {
    const [viable, total] = [r['viable_1e6_mL'], r['total_1e6_mL']]
    return viable === undefined || total === undefined ? undefined : seenByCapacitance(viable, total - viable)
  },
  /** It finds outlines: a clump is one outline, however many cells hang in it. */
  single_1e6_mL: (r) => {
    const viable = r['viable_1e6_mL']
    return viable === undefined ? undefined : viable * (1 - (r['clumped_pct'] ?? 0) / 100)
  },
}

/** A reading by its name; undefined: this unit has none now. */
export const readingOf = (readings: Readings, name: string): number | undefined =>
  Object.hasOwn(SEEN, name) ? SEEN[name]!(readings) : readings[name]

/**
 * The auto-sampler draws in the middle of the night, when nobody is there, through a filter tip: three millilitres, below
 * the last digit of the load cells; the model is spared them (not physical). Its bag takes ten rinses, then it is full.
 */
export const SAMPLER = {
  unit: 'culture',
  hour: 20,
  most: 10,
  assays: ['viableCells', 'glucose', 'lactate'] as const satisfies readonly AssayId[],
} as const
