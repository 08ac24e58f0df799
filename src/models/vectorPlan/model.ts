import { defaults, pow, spec, type Specs, type Values } from '../../sim/index.ts'
import { drive } from '../aavPlant/driving.ts'
import { doseOf, plan, planning, PRODUCTS, STUDENT, type Technology } from '../aavPlant/planning.ts'
import { cellFlask } from '../aavPlant/pool.ts'
import type { AavScale } from '../aavPlant/presets.ts'
import { AAV_AMOUNTS, type AavStream } from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import { fixedBed } from '../fixedBed/model.ts'
import { multilayerFlasks, parameters as ofFlasks } from '../multilayerFlasks/model.ts'
import type { Readings, Refusal } from '../unit.ts'

const PLANNING = 'aav.md §5.2'
const COMPARABILITY = 'aav.md §6.3'

// oxfmt-ignore
export const parameters = {
  ...planning,
  patients: spec('children of the study', '1', 50, [1, 500], 'C', PLANNING),
  weight: spec('weight of a child', 'kg', 20, [3, 100], 'C', PLANNING),
  plasmid: spec('plasmid ordered, all there is this year', 'g', 14, [0.1, 200], 'C', 'aav.md §5.3: 2 g for 1,000 L'),
  horizon: spec('weeks after which no dose is of use to the study', '1', 26, [10, 104], 'C', 'this plant'),
  suites: spec('suites of the building', '1', 2, [1, 8], 'V', 'aav.md §5.4: two of 1,000 L'),
  people: spec('people trained for the suites', '1', 10, [1, 100], 'G', 'this plant'),
  laboratory: spec('potency plates the laboratory has for comparing', '1', 18, [2, 200], 'G', 'this plant'),
  betweenLots: spec('potency from lot to lot, standard deviation', '1', 0.1, [0.01, 0.5], 'G', 'usual of a vector'),
  betweenPlates: spec('potency from plate to plate, standard deviation', '1', 0.15, [0.01, 0.5], 'G', 'aav.md §5.5: a cell assay'),
  margin: spec('ratio of potencies that still counts as equal', '1', 1.5, [1.1, 3], 'C', COMPARABILITY),
  shift: spec('hours a person can stand at a cabinet in a day', 'h', 6, [1, 12], 'G', 'this plant'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  vessel: spec('where it is made: flasks 0, fixed bed 1, 200 L 2, 1,000 L 3, 2,000 L 4', '1', 3, [0, 4], 'C', 'aav.md §1.2'),
  suites: spec('suites with such a vessel in them', '1', 1, [1, 8], 'G', 'this plant'),
  lots: spec('lots to compare, of the old process and of the new each', '1', 3, [1, 8], 'C', `${COMPARABILITY}: three and more`),
  plates: spec('potency plates of each of these lots', '1', 1, [1, 9], 'G', 'this plant'),
} satisfies Specs

// oxfmt-ignore
export const acts = {
  batch: spec('a batch begins in this week', '1', 1, [1, 52], 'C', 'play.md: planning'),
  cancel: spec('the batch of this week is taken off again', '1', 1, [1, 52], 'C', 'play.md: planning'),
  changeControl: spec('the change of scale opened as a change, with its protocol', '1', 1, [1, 1], 'C', 'this plant’s card AV-05'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface VectorPlanState {
  phase: 'plan' | 'done'
  cells: AavStream
  book: Book
  /** Weeks in which a batch begins, in order. */
  weeks: number[]
  changeOpened: boolean
  age_s: number
}

const TICK_S = 600
/** By the evening the plan stands as it is. */
const DAY_S = 10 * 3600

/** What a suite can be given, by the number of the setting. `people`: from thaw to harvest, of one shift. */
export const VESSELS = ['flasks', 'fixedBed', 'tank200', 'tank1000', 'tank2000'] as const
export type VesselId = (typeof VESSELS)[number]

interface Vessel {
  readonly technology: Technology
  readonly people: number
  /** Times that somebody opens something with cells in it before the harvest; chance that none brings germs. */
  readonly openings: number
  readonly clean: number
  /** Of an even bed. */
  readonly evenness: number
  readonly scale: AavScale
  /** Cells at transfection with their medium; null: a tank, filled with the level’s cells. */
  readonly grown: AavStream | null
}

/** Of ten layers: what two people can still carry on a day. */
const FLASKS = 120
const BED_m2 = 333
/** Closed hoses welded on: inoculation, cocktail, harvest. */
const WELDS = 3
const TITRE_vg_L = 1e14

const known = new Map<VesselId, Vessel>()

/** The adherent two are grown by their own models, at their recipes; tanks hold what the level begins with. */
export function vesselOf(setting: number): Vessel & { readonly id: VesselId } {
  const id = VESSELS[Math.min(VESSELS.length - 1, Math.max(0, Math.round(setting)))]!
  let vessel = known.get(id)
  if (!vessel) known.set(id, (vessel = make(id)))
  return { ...vessel, id }
}

function make(id: VesselId): Vessel {
  if (id === 'flasks') {
    const p = defaults(ofFlasks)
    const cells = { ...cellFlask(0.2), viableCells_1e9: 0.1 }
    const { product, results } = drive(multilayerFlasks, cells, { flasks: FLASKS })
    const openings = results['openings']!
    return {
      technology: { kind: 'flasks', area_m2: FLASKS * p.flask },
      people: Math.ceil(FLASKS / (p.handled * defaults(parameters).shift)) + 1,
      openings,
      clean: pow(1 - p.opening, openings),
      evenness: 1,
      scale: 200,
      grown: product,
    }
  }
  if (id === 'fixedBed') {
    const { product } = drive(fixedBed, { ...cellFlask(100), viableCells_1e9: 60 })
    const { evenness } = product
    const technology = { kind: 'fixedBed', area_m2: BED_m2 } as const
    return { technology, people: 4, openings: WELDS, clean: 1, evenness, scale: 200, grown: product }
  }
  const scale = { tank200: 200, tank1000: 1000, tank2000: 2000 }[id] as AavScale
  const technology = { kind: 'suspension', volume_L: scale, titre_vg_L: TITRE_vg_L } as const
  return { technology, people: PEOPLE[id], openings: WELDS, clean: 1, evenness: 1, scale, grown: null }
}
/** A cocktail of 200 L is poured by a crew, and not by two people (this plant). */
const PEOPLE = { tank200: 4, tank1000: 5, tank2000: 8 } as const

/** Why a batch that was put down cannot be made. */
export type Obstacle = 'people' | 'suite' | 'plasmid' | 'late'

export interface Campaign {
  readonly vessel: VesselId
  /** In the order of the weeks: the suite it is in, and what stands against it. */
  readonly batches: readonly { readonly week: number; readonly suite: number; readonly obstacle: Obstacle | null }[]
  readonly dose_vg: number
  readonly children: number
  readonly needed: number
  readonly perBatch: number
  readonly success: number
  /** Mean over what may fail of how many children get their dose. */
  readonly expected: number
  /** Chance that nobody does, and that all batches are good. */
  readonly nobody: number
  readonly people: number
  readonly peopleThere: number
  readonly openings: number
  readonly plasmid_g: number
  readonly plasmidEach_g: number
  readonly plasmid_EUR: number
  readonly lastRelease_week: number
  /** Half the width of the interval the comparison will have, of the ratio, and whether that can lie inside the margin. */
  readonly half: number
  readonly comparable: boolean
  readonly platesWanted: number
}

/** A suite is taken so many weeks by a batch (aav.md §5.4: 20 in a year). */
const busy_weeks = (p: Values<P>): number => Math.ceil(365 / p.perYear / 7)
const released_weeks = (p: Values<P>): number => (p.lead + p.purify + p.release) / 7

/** Half of the 90 % interval of a ratio of two means of so many lots, each the mean of so many plates (Welch). */
export function halfWidth(lots: number, plates: number, p: Values<P>): number {
  const variance = p.betweenLots * p.betweenLots + (p.betweenPlates * p.betweenPlates) / plates
  return lots < 2 ? Infinity : (STUDENT[lots - 2] ?? 1.645) * Math.sqrt((2 * variance) / lots)
}

export function campaignOf(weeks: readonly number[], s: Values<S>, p: Values<P>): Campaign {
  const vessel = vesselOf(s.vessel)
  const suites = Math.min(Math.floor(s.suites), Math.floor(p.suites))
  const children = Math.round(p.patients)
  const { vg: dose_vg } = doseOf(PRODUCTS.duchenne, p.weight)
  const success = p.success * vessel.clean
  const own = { ...p, success }
  const { perBatch, needed, plasmidEach_g } = perVessel(vessel, { patients: children, dose_vg }, own)
  const people = suites * vessel.people
  const free = Array.from({ length: suites }, () => 0)
  let plasmid_g = 0
  let good = 0
  let last = 0
  const batches = weeks.map((week) => {
    const suite = free.findIndex((until) => until <= week)
    const released = week - 1 + released_weeks(p)
    const obstacle: Obstacle | null =
      people > p.people
        ? 'people'
        : suite < 0
          ? 'suite'
          : plasmid_g + plasmidEach_g > p.plasmid + 1e-9
            ? 'plasmid'
            : released > p.horizon
              ? 'late'
              : null
    if (obstacle === null) {
      free[suite] = week + busy_weeks(p)
      plasmid_g += plasmidEach_g
      good += 1
      last = released
    }
    return { week, suite: Math.max(0, suite), obstacle }
  })
  const half = halfWidth(Math.floor(s.lots), Math.floor(s.plates), p)
  const platesWanted = 2 * Math.floor(s.lots) * Math.floor(s.plates)
  // Inside on both sides when both processes are in truth alike; on lots that there will be, on plates that there are.
  const comparable =
    1 - half >= 1 / p.margin && 1 + half <= p.margin && good >= Math.floor(s.lots) && platesWanted <= p.laboratory
  return {
    vessel: vessel.id,
    batches,
    dose_vg,
    children,
    needed,
    perBatch,
    success,
    expected: expectedChildren(good, success, perBatch, children),
    nobody: pow(1 - success, good),
    people,
    peopleThere: p.people,
    openings: vessel.openings,
    plasmid_g,
    plasmidEach_g,
    plasmid_EUR: plasmid_g * p.price,
    lastRelease_week: last,
    half,
    comparable,
    platesWanted,
  }
}

function perVessel(
  vessel: Vessel,
  demand: { readonly patients: number; readonly dose_vg: number },
  p: Values<P>,
): { readonly perBatch: number; readonly needed: number; readonly plasmidEach_g: number } {
  const { patientsPerBatch, batches, plasmid_g } = plan(demand, vessel.technology, p)
  return {
    perBatch: patientsPerBatch * vessel.evenness,
    needed: Math.ceil(batches / vessel.evenness - 1e-9),
    plasmidEach_g: batches > 0 ? plasmid_g / batches : 0,
  }
}

/** Batches fail one by one: the mean, over how many are good, of the children they are enough for. */
function expectedChildren(batches: number, success: number, each: number, children: number): number {
  let sum = 0
  let chance = pow(1 - success, batches)
  for (let good = 0; good <= batches; good++) {
    sum += chance * Math.min(children, Math.floor(good * each + 1e-9))
    chance *= ((batches - good) / (good + 1)) * (success / Math.max(1e-9, 1 - success))
  }
  return sum
}

/** The desk on which a study becomes batches: where it is made, when, with whom, and how it will be shown to be the same. */
export const vectorPlan: AavUnit<VectorPlanState, P, S> = {
  id: 'vectorPlan',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => ({
    phase: 'plan',
    cells: { ...entry },
    book: newBook(entry),
    weeks: [],
    changeOpened: false,
    age_s: 0,
  }),

  tick(state) {
    wait(TICK_S, state.cells)
    state.age_s += TICK_S
  },

  act(state, act, amount): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    const week = Math.round(amount)
    if (act === 'batch') {
      state.weeks.push(week)
      state.weeks.sort((a, b) => a - b)
    } else if (act === 'cancel') {
      const at = state.weeks.indexOf(week)
      if (at < 0) return { code: 'no_such_batch' }
      state.weeks.splice(at, 1)
    } else if (state.changeOpened) return { code: 'already_done' }
    else state.changeOpened = true
    return undefined
  },

  phase: (state) => state.phase,
  ready: (state) => state.phase === 'plan' && state.age_s >= DAY_S,
  finished: (state) => state.phase === 'done',

  /** The first batch is made of what grows: the level’s cells, so much of them as the vessel holds. */
  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    fillVessel(state, c)
    state.phase = 'done'
    return undefined
  },

  readings: (state, c): Readings => {
    const k = campaignOf(state.weeks, c.settings, c.parameters)
    return {
      placed: k.batches.length,
      possible: k.batches.filter((b) => b.obstacle === null).length,
      needed: k.needed,
      children: k.children,
      dose_1e15vg: 1e-15 * k.dose_vg,
      expected: k.expected,
      lastRelease_week: k.lastRelease_week,
      plasmid_g: k.plasmid_g,
      people: k.people,
      openings: k.openings,
      half_pct: Math.min(999, 100 * k.half),
      changeOpened: state.changeOpened ? 1 : 0,
    }
  },

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close(state, c) {
    const k = campaignOf(state.weeks, c.settings, c.parameters)
    return {
      product: state.cells,
      results: {
        ...vectorPlan.readings(state, c),
        /** What was not shown to be the same is given to nobody. */
        served: k.comparable ? k.expected : 0,
        comparable: k.comparable ? 1 : 0,
        scale_L: vesselOf(c.settings.vessel).scale,
      },
    }
  },
}

function fillVessel(state: VectorPlanState, c: C): void {
  const { scale, grown } = vesselOf(c.settings.vessel)
  if (grown) {
    // The cells of the level are those of a tank: what else grew is entered as it is.
    for (const key of AAV_AMOUNTS) state.cells[key] = grown[key]
    Object.assign(state.cells, {
      passages: grown.passages,
      evenness: grown.evenness,
      spent_1e6_h_mL: grown.spent_1e6_h_mL,
    })
  } else {
    const times = (0.9 * scale) / Math.max(1e-9, state.cells.volume_L)
    for (const key of AAV_AMOUNTS) state.cells[key] *= times
  }
  state.book = newBook(state.cells)
}

const ledgers = (state: VectorPlanState) =>
  state.phase === 'done' ? ledgersOf(state.book, state.cells) : ledgersOf(state.book, undefined, state.cells)
