import {
  type Celsius,
  Fault,
  type Grams,
  type GramsPerLitre,
  type Litres,
  type Milligrams,
  type Quantity,
  type Seconds,
} from '../sim/index.ts'

/**
 * What flows from one unit operation to the next. Amounts, not concentrations: amounts add up when streams are mixed
 * and close the mass balance; concentrations are worked out where they are shown.
 */
export interface Stream {
  volume_L: Litres
  temperature_C: Celsius
  pH: Quantity<'pH'>
  conductivity_mS_cm: Quantity<'mS/cm'>
  /** All antibody, aggregates and variants included. */
  product_g: Grams
  /** Parts of `product_g`. High and low molecular weight (aggregates, fragments); charge variants overlap with neither. */
  hmw_g: Grams
  lmw_g: Grams
  acidic_g: Grams
  basic_g: Grams
  /** Mass-weighted galactosylation: GI % = 100 · galactosylated_g / product_g. */
  galactosylated_g: Grams
  hcp_mg: Milligrams
  dna_mg: Milligrams
  /** Protein A leached from the capture resin. */
  proteinA_mg: Milligrams
  viableCells_1e9: number
  deadCells_1e9: number
  turbidity_NTU: Quantity<'NTU'>
  /** Concentration of the previous buffer's salts relative to its start, after buffer exchange. */
  residualBuffer: number
  polysorbate_g: Grams
  bioburden_CFU: Quantity<'CFU'>
  endotoxin_EU: number
  /** Infectious particles. Retrovirus-like particles are made by the cells themselves; parvovirus is the contaminant feared. */
  retrovirus: number
  parvovirus: number
  /** Plant seconds since the pool was made, and since harvest began: hold clocks. */
  held_s: Seconds
  sinceHarvest_s: Seconds
}

export function emptyStream(temperature_C: Celsius): Stream {
  return {
    volume_L: 0,
    temperature_C,
    pH: 7,
    conductivity_mS_cm: 15,
    product_g: 0,
    hmw_g: 0,
    lmw_g: 0,
    acidic_g: 0,
    basic_g: 0,
    galactosylated_g: 0,
    hcp_mg: 0,
    dna_mg: 0,
    proteinA_mg: 0,
    viableCells_1e9: 0,
    deadCells_1e9: 0,
    turbidity_NTU: 0,
    residualBuffer: 1,
    polysorbate_g: 0,
    bioburden_CFU: 0,
    endotoxin_EU: 0,
    retrovirus: 0,
    parvovirus: 0,
    held_s: 0,
    sinceHarvest_s: 0,
  }
}

/** Members that are amounts: they scale when a stream is split and add when streams are joined. */
export const AMOUNTS = [
  'volume_L',
  'product_g',
  'hmw_g',
  'lmw_g',
  'acidic_g',
  'basic_g',
  'galactosylated_g',
  'hcp_mg',
  'dna_mg',
  'proteinA_mg',
  'viableCells_1e9',
  'deadCells_1e9',
  'polysorbate_g',
  'bioburden_CFU',
  'endotoxin_EU',
  'retrovirus',
  'parvovirus',
] as const satisfies readonly (keyof Stream)[]

/** into += factor · from, for every amount. Written out: this is the innermost act of every unit, at every tick. */
function addAmounts(into: Stream, from: Stream, factor: number): void {
  into.volume_L += factor * from.volume_L
  into.product_g += factor * from.product_g
  into.hmw_g += factor * from.hmw_g
  into.lmw_g += factor * from.lmw_g
  into.acidic_g += factor * from.acidic_g
  into.basic_g += factor * from.basic_g
  into.galactosylated_g += factor * from.galactosylated_g
  into.hcp_mg += factor * from.hcp_mg
  into.dna_mg += factor * from.dna_mg
  into.proteinA_mg += factor * from.proteinA_mg
  into.viableCells_1e9 += factor * from.viableCells_1e9
  into.deadCells_1e9 += factor * from.deadCells_1e9
  into.polysorbate_g += factor * from.polysorbate_g
  into.bioburden_CFU += factor * from.bioburden_CFU
  into.endotoxin_EU += factor * from.endotoxin_EU
  into.retrovirus += factor * from.retrovirus
  into.parvovirus += factor * from.parvovirus
}

/** Every amount of `from`, times `factor`. */
function setAmounts(into: Stream, from: Stream, factor: number): void {
  into.volume_L = from.volume_L * factor
  into.product_g = from.product_g * factor
  into.hmw_g = from.hmw_g * factor
  into.lmw_g = from.lmw_g * factor
  into.acidic_g = from.acidic_g * factor
  into.basic_g = from.basic_g * factor
  into.galactosylated_g = from.galactosylated_g * factor
  into.hcp_mg = from.hcp_mg * factor
  into.dna_mg = from.dna_mg * factor
  into.proteinA_mg = from.proteinA_mg * factor
  into.viableCells_1e9 = from.viableCells_1e9 * factor
  into.deadCells_1e9 = from.deadCells_1e9 * factor
  into.polysorbate_g = from.polysorbate_g * factor
  into.bioburden_CFU = from.bioburden_CFU * factor
  into.endotoxin_EU = from.endotoxin_EU * factor
  into.retrovirus = from.retrovirus * factor
  into.parvovirus = from.parvovirus * factor
}

/** Takes `fraction` (0 to 1) out of `from` and returns it; what stays has the same composition. */
export function split(from: Stream, fraction: number): Stream {
  if (!(fraction >= 0 && fraction <= 1)) throw new Fault('split fraction', { fraction })
  const part = { ...from }
  setAmounts(part, from, fraction)
  addAmounts(from, part, -1)
  return part
}

/** The same into a stream that the caller keeps for it: for what is poured on within the tick. */
export function splitInto(part: Stream, from: Stream, fraction: number): Stream {
  if (!(fraction >= 0 && fraction <= 1)) throw new Fault('split fraction', { fraction })
  part.temperature_C = from.temperature_C
  part.pH = from.pH
  part.conductivity_mS_cm = from.conductivity_mS_cm
  part.turbidity_NTU = from.turbidity_NTU
  part.residualBuffer = from.residualBuffer
  part.held_s = from.held_s
  part.sinceHarvest_s = from.sinceHarvest_s
  setAmounts(part, from, fraction)
  addAmounts(from, part, -1)
  return part
}

/** Takes a share of the antibody, in all its forms, out of a stream. Written out like the amounts. */
export function loseProduct(part: Stream, share: number): void {
  part.product_g -= part.product_g * share
  part.hmw_g -= part.hmw_g * share
  part.lmw_g -= part.lmw_g * share
  part.acidic_g -= part.acidic_g * share
  part.basic_g -= part.basic_g * share
  part.galactosylated_g -= part.galactosylated_g * share
}

/** Pours `part` into `into`: amounts add, temperature, pH, conductivity and turbidity mix by volume (pH as a first guess). */
export function pour(into: Stream, part: Stream): void {
  const volume = into.volume_L + part.volume_L
  const w = volume > 0 ? part.volume_L / volume : 0
  into.temperature_C += (part.temperature_C - into.temperature_C) * w
  into.pH += (part.pH - into.pH) * w
  into.conductivity_mS_cm += (part.conductivity_mS_cm - into.conductivity_mS_cm) * w
  into.turbidity_NTU += (part.turbidity_NTU - into.turbidity_NTU) * w
  into.residualBuffer += (part.residualBuffer - into.residualBuffer) * w
  addAmounts(into, part, 1)
  into.held_s = Math.max(into.held_s, part.held_s)
  into.sinceHarvest_s = Math.max(into.sinceHarvest_s, part.sinceHarvest_s)
}

export const concentration_g_L = (s: Stream): GramsPerLitre => (s.volume_L > 0 ? s.product_g / s.volume_L : 0)
export const hcp_ppm = (s: Stream): Quantity<'ppm'> => (s.product_g > 0 ? (1e3 * s.hcp_mg) / s.product_g : 0)
export const dna_pg_mg = (s: Stream): Quantity<'pg/mg'> => (s.product_g > 0 ? (1e6 * s.dna_mg) / s.product_g : 0)
export const proteinA_ppm = (s: Stream): Quantity<'ppm'> => (s.product_g > 0 ? (1e3 * s.proteinA_mg) / s.product_g : 0)
export const percentOfProduct = (part_g: Grams, s: Stream): Quantity<'%'> =>
  s.product_g > 0 ? (100 * part_g) / s.product_g : 0
