import { pow, spec, type Specs, type Values } from '../../sim/index.ts'
import { genomeMass_g } from './matter.ts'

const FORMULA = 'aav.md §5.2'
const AREA = 'aav.md §3.7'
const COST = 'aav.md §5.3'

/** What a plan is reckoned with: how many batches, weeks and euros so many patients take. */
// oxfmt-ignore
export const planning = {
  downstream: spec('genomes of the harvest that reach the vial, with samples and retains', '1', 0.3, [0.02, 0.9], 'C', 'aav.md §4.8'),
  overage: spec('more than the doses asked for', '1', 0.1, [0, 1], 'C', FORMULA),
  samples: spec('of a batch, for tests', '1', 0.05, [0, 0.5], 'C', FORMULA),
  success: spec('batches that are released', '1', 0.9, [0.1, 1], 'C', FORMULA),
  cells: spec('cells at transfection, suspension', '1e6/mL', 2, [0.5, 8], 'C', 'aav.md §1.1 U3'),
  dose: spec('plasmid of a billion cells', 'mg/1e9', 1, [0.1, 4], 'C', 'aav.md §1.1 U6'),
  adherent: spec('cells of a square centimetre, adherent', '1e6/cm²', 0.15, [0.01, 0.5], 'C', `${AREA}; V17: up to 0.3`),
  perCell: spec('genomes of a cell', '1', 5e4, [1e3, 5e5], 'C', `${AREA}; V17: 1.4e5, survey 1e4-5e5`),
  price: spec('plasmid, EUR in a gram', '1', 1e5, [1e4, 1e6], 'G', `${COST}: EUR 50-150 k`),
  share: spec('plasmid, of what a batch costs', '1', 0.2, [0.05, 0.5], 'V', `${COST}: 15-25 %`),
  perYear: spec('batches of a suite in a year', '1', 20, [1, 60], 'V', 'aav.md §5.4: V59'),
  lead: spec('days from the vial of the bank to the harvest of a batch', 'd', 21, [5, 60], 'G', 'expansion and production'),
  purify: spec('days from harvest to vials', 'd', 5, [2, 30], 'G', 'this plant'),
  release: spec('days from vials to release', 'd', 42, [7, 120], 'G', 'sterility, rcAAV, potency'),
} satisfies Specs

export type Planning = Values<typeof planning>

/** A dose by weight, or by the eye (aav.md §5.1). */
export interface Product {
  readonly means: string
  /** Genomes for a kilogram, or for a patient where that is fixed. */
  readonly perKg: number | null
  readonly perPatient: number | null
  /** Weight above which a dose rises no more. */
  readonly mostKg: number | null
  readonly strength_per_mL: number
  readonly vial_mL: number
  readonly source: string
}

export const PRODUCTS = {
  retina: {
    means: 'RPE65 retinal dystrophy, two eyes',
    perKg: null,
    perPatient: 3e11,
    mostKg: null,
    strength_per_mL: 5e12,
    vial_mL: 0.5,
    source: 'V44',
  },
  spinal: {
    means: 'spinal muscular atrophy',
    perKg: 1.1e14,
    perPatient: null,
    mostKg: null,
    strength_per_mL: 2e13,
    vial_mL: 5.5,
    source: 'V42',
  },
  duchenne: {
    means: 'Duchenne',
    perKg: 1.33e14,
    perPatient: null,
    mostKg: 70,
    strength_per_mL: 1.33e13,
    vial_mL: 10,
    source: 'V43',
  },
  haemophiliaA: {
    means: 'haemophilia A',
    perKg: 6e13,
    perPatient: null,
    mostKg: null,
    strength_per_mL: 2e13,
    vial_mL: 8,
    source: 'V45',
  },
  haemophiliaB: {
    means: 'haemophilia B',
    perKg: 2e13,
    perPatient: null,
    mostKg: null,
    strength_per_mL: 1e13,
    vial_mL: 10,
    source: 'V45',
  },
} as const satisfies Record<string, Product>

export interface Dose {
  readonly vg: number
  readonly mL: number
  readonly vials: number
}

export function doseOf(p: Product, weight_kg: number): Dose {
  const kg = p.mostKg === null ? weight_kg : Math.min(weight_kg, p.mostKg)
  const vg = p.perPatient ?? (p.perKg ?? 0) * kg
  const mL = vg / p.strength_per_mL
  // A rest of rounding is no vial.
  return { vg, mL, vials: Math.ceil(mL / p.vial_mL - 1e-9) }
}

export interface Demand {
  readonly patients: number
  readonly dose_vg: number
}

/** Where the vector is made: a tank of litres at a titre, or an area of cells. */
export type Technology =
  | { readonly kind: 'suspension'; readonly volume_L: number; readonly titre_vg_L: number }
  | { readonly kind: 'fixedBed' | 'flasks'; readonly area_m2: number }

/** Genomes of a harvest. */
export const harvest_vg = (t: Technology, p: Planning): number =>
  t.kind === 'suspension' ? t.volume_L * t.titre_vg_L : t.area_m2 * 1e4 * p.adherent * 1e6 * p.perCell

/** Cells that are transfected in a batch. */
const cells_1e9 = (t: Technology, p: Planning): number =>
  t.kind === 'suspension' ? p.cells * t.volume_L : 10 * p.adherent * t.area_m2

export const plasmid_g = (t: Technology, p: Planning): number => 1e-3 * p.dose * cells_1e9(t, p)

export interface Plan {
  /** Before failures, not rounded; and batches to start. */
  readonly exact: number
  readonly batches: number
  readonly released_vg: number
  readonly patientsPerBatch: number
  readonly plasmid_g: number
  readonly plasmid_EUR: number
  /** What batches may cost if plasmid is the share it is said to be: a check of consistency only. */
  readonly cost_EUR: number
  readonly weeks: number
  /** Chance that all batches fail, and that all are released: what one large vessel risks against two. */
  readonly chanceOfNothing: number
  readonly chanceOfAll: number
}

/** Batches, weeks and plasmid of a demand (aav.md §5.2), with so many suites of one vessel each. */
export function plan(d: Demand, t: Technology, p: Planning, suites = 1): Plan {
  const released_vg = harvest_vg(t, p) * p.downstream * (1 - p.samples)
  const wanted = d.patients * d.dose_vg * (1 + p.overage)
  const exact = wanted / released_vg
  const batches = Math.max(d.patients > 0 ? 1 : 0, Math.ceil(exact / p.success - 1e-9))
  const grams = plasmid_g(t, p) * batches
  const rounds = Math.max(0, Math.ceil(batches / suites) - 1)
  return {
    exact,
    batches,
    released_vg,
    patientsPerBatch: released_vg / (d.dose_vg * (1 + p.overage)),
    plasmid_g: grams,
    plasmid_EUR: grams * p.price,
    cost_EUR: (grams * p.price) / p.share,
    weeks: batches > 0 ? (p.lead + p.purify + p.release + (rounds * 365) / p.perYear) / 7 : 0,
    chanceOfNothing: batches > 0 ? pow(1 - p.success, batches) : 1,
    chanceOfAll: pow(p.success, batches),
  }
}

/** Flasks, beds or the like that give a harvest of so many genomes. */
export const unitsFor = (vg: number, area_m2: number, p: Planning): number =>
  vg / harvest_vg({ kind: 'flasks', area_m2 }, p)

/** Host DNA in capsids of a dose, µg, when such a share of genomes is a piece of it (aav.md §6.1). */
export const packagedHostDna_ug = (dose_vg: number, share: number, bases: number): number =>
  1e6 * genomeMass_g(share * dose_vg, bases)

/** Two sides of a change compared on one attribute: the interval of the ratio of their means, and the margin (aav.md §6.3). */
export interface Comparison {
  readonly ratio: number
  readonly low: number
  readonly high: number
  readonly equivalent: boolean
  /** Better is different as well. */
  readonly different: boolean
}

/** One-sided 95 % points of Student's t by degrees of freedom, then those of the normal curve. */
export const STUDENT = [6.314, 2.92, 2.353, 2.132, 2.015, 1.943, 1.895, 1.86, 1.833, 1.812]

/** 90 % interval of the ratio (Welch's variance, the smaller side's degrees of freedom): inside the margin or not. */
export function compare(
  before: readonly number[],
  after: readonly number[],
  margin: readonly [number, number] = [0.67, 1.5],
): Comparison {
  const mean = (x: readonly number[]): number => x.reduce((sum, v) => sum + v, 0) / x.length
  const error2 = (x: readonly number[], m: number): number =>
    x.length > 1 ? x.reduce((sum, v) => sum + (v - m) * (v - m), 0) / (x.length - 1) / x.length : Infinity
  const a = mean(before)
  const b = mean(after)
  const relative = Math.sqrt(error2(before, a) / (a * a) + error2(after, b) / (b * b))
  const degrees = Math.max(1, Math.min(before.length, after.length) - 1)
  const half = (STUDENT[degrees - 1] ?? 1.645) * relative
  const ratio = b / a
  const low = ratio * (1 - half)
  const high = ratio * (1 + half)
  return { ratio, low, high, equivalent: low >= margin[0] && high <= margin[1], different: low > 1 || high < 1 }
}
