import { type Celsius, Fault, log10, type Litres, type Quantity, type Seconds } from '../../sim/index.ts'
import { addAmounts, dissolved_g, keptOf, scaled, solids_g } from './amounts.ts'

/** The proteins of plasma that the plant follows (plasma.md §2, §3.1.2). FVIII and vWF are too little to weigh: activities. */
export const PROTEINS = [
  'ALB',
  'IgG',
  'IgA',
  'IgM',
  'FIB',
  'A1AT',
  'AT',
  'TF',
  'A2M',
  'HP',
  'HPX',
  'CP',
  'LPb',
  'LPa',
  'C3',
  'PLG',
  'FXI',
  'PK',
  'AGP',
] as const
export type Protein = (typeof PROTEINS)[number]

/** Keys of a stream by protein, in the order of PROTEINS: what is dissolved, and what is a precipitate in it. */
export const DISSOLVED = PROTEINS.map((p) => `${p}_g` as const)
export const SOLID = PROTEINS.map((p) => `${p}_solid_g` as const)

export const VIRUSES = ['virusEnveloped', 'virusResistant', 'virusHAV', 'virusB19'] as const
export type Virus = (typeof VIRUSES)[number]

/** What is not native protein and goes with the liquid. */
const IN_LIQUID = [
  'FVIII_IU',
  'vWF_IU',
  'TnBP_g',
  'detergent_g',
  'caprylate_mmol',
  'bioburden_CFU',
  'endotoxin_IU',
  ...VIRUSES,
] as const
/** What sticks to IgG: activated factors of its fraction, and antibodies against blood groups. */
const WITH_IGG = ['PKA_IU', 'FXIa_mg', 'isoagglutinin_units'] as const
/** Cryoprecipitate carries its activities in the solid. */
const IN_SOLID = ['FVIII_solid_IU', 'vWF_solid_IU'] as const

/** Members that are amounts: they scale when a stream is split and add when streams are joined. */
export const PLASMA_AMOUNTS = [
  'volume_L',
  ...DISSOLVED,
  ...SOLID,
  'denatured_g',
  'polymers_g',
  ...IN_LIQUID,
  ...WITH_IGG,
  ...IN_SOLID,
] as const
export type PlasmaAmount = (typeof PLASMA_AMOUNTS)[number]

/**
 * What flows from one unit operation of the plasma plant to the next: liquid with the precipitate in it, plain data.
 * Amounts by PLASMA_AMOUNTS; a titre is units over volume (a titre of 1:64 is 64 units in a litre).
 * `denatured_g` is protein that has unfolded and clumped, `polymers_g` what of it stays soluble; neither comes back.
 */
export type PlasmaStream = Record<PlasmaAmount, number> & {
  temperature_C: Celsius
  pH: Quantity<'pH'>
  ionicStrength_M: Quantity<'M'>
  ethanol_pct: Quantity<'%'>
  /** Mean size of the precipitate. */
  particle_um: Quantity<'µm'>
  /** Share of the FVIII activity that is of the quick phase of its decay (plasma.md §3.2). */
  labileFVIII: number
  /** Water of a dried cake; 100: liquid. A cake keeps the volume it is dissolved to. */
  moisture_pct: Quantity<'%'>
  /** Plant seconds since the pool was made. */
  held_s: Seconds
}

const EMPTY: PlasmaStream = {
  ...(Object.fromEntries(PLASMA_AMOUNTS.map((key) => [key, 0])) as Record<PlasmaAmount, number>),
  temperature_C: 0,
  pH: 7.2,
  ionicStrength_M: 0.14,
  ethanol_pct: 0,
  particle_um: 0,
  labileFVIII: 0.45,
  moisture_pct: 100,
  held_s: 0,
}

export const emptyPlasma = (temperature_C: Celsius): PlasmaStream => ({ ...EMPTY, temperature_C })

/** Water, buffer or ethanol that carries nothing. */
export function solution(
  volume_L: Litres,
  like: Pick<PlasmaStream, 'temperature_C' | 'pH' | 'ionicStrength_M' | 'ethanol_pct'>,
): PlasmaStream {
  const { temperature_C, pH, ionicStrength_M, ethanol_pct } = like
  return { ...emptyPlasma(temperature_C), volume_L, pH, ionicStrength_M, ethanol_pct }
}

/** Takes `fraction` (0 to 1) out of `from` and returns it; what stays has the same composition. */
export function splitPlasma(from: PlasmaStream, fraction: number): PlasmaStream {
  if (!(fraction >= 0 && fraction <= 1)) throw new Fault('split fraction', { fraction })
  const part = scaled(from, fraction)
  addAmounts(from, part, -1)
  return part
}

/** Pours `part` into `into`: amounts add, the rest mixes by volume (ethanol exactly so, pH and salt as a first guess). */
export function pourPlasma(into: PlasmaStream, part: PlasmaStream): void {
  const volume = into.volume_L + part.volume_L
  const w = volume > 0 ? part.volume_L / volume : 0
  into.temperature_C += (part.temperature_C - into.temperature_C) * w
  into.pH += (part.pH - into.pH) * w
  into.ionicStrength_M += (part.ionicStrength_M - into.ionicStrength_M) * w
  into.ethanol_pct += (part.ethanol_pct - into.ethanol_pct) * w
  const solid_g = solids_g(part)
  const solids = solids_g(into) + solid_g
  if (solids > 0) into.particle_um += (part.particle_um - into.particle_um) * (solid_g / solids)
  const FVIII = factorVIII_IU(into) + factorVIII_IU(part)
  if (FVIII > 0) into.labileFVIII += (part.labileFVIII - into.labileFVIII) * (factorVIII_IU(part) / FVIII)
  addAmounts(into, part, 1)
  into.held_s = Math.max(into.held_s, part.held_s)
}

export { dissolved_g, solids_g }
/** All protein, native or not: what the ledgers count. */
export const protein_g = (s: PlasmaStream): number => dissolved_g(s) + solids_g(s) + s.denatured_g + s.polymers_g
/** One protein, dissolved or not. */
export const massOf = (s: PlasmaStream, p: Protein): number => s[IN[p].dissolved] + s[IN[p].solid]
const IN = Object.fromEntries(PROTEINS.map((p) => [p, { dissolved: `${p}_g`, solid: `${p}_solid_g` }])) as Record<
  Protein,
  { readonly dissolved: (typeof DISSOLVED)[number]; readonly solid: (typeof SOLID)[number] }
>
export const factorVIII_IU = (s: PlasmaStream): number => s.FVIII_IU + s.FVIII_solid_IU
export const proteinConcentration_g_L = (s: PlasmaStream): number => (s.volume_L > 0 ? protein_g(s) / s.volume_L : 0)
/** Share of a protein in all protein, %. */
export function purity_pct(s: PlasmaStream, p: Protein): number {
  const all = protein_g(s)
  return all > 0 ? (100 * massOf(s, p)) / all : 0
}
/** Polymers over all protein, %. */
export function polymers_pct(s: PlasmaStream): number {
  const all = protein_g(s)
  return all > 0 ? (100 * s.polymers_g) / all : 0
}
/** Units or grams in a litre of the liquid. */
export const perLitre = (s: PlasmaStream, key: PlasmaAmount): number => (s.volume_L > 0 ? s[key] / s.volume_L : 0)
/** Anti-A and anti-B as log2 of the titre; 0 where none is left. */
export function isoagglutinin_log2(s: PlasmaStream): number {
  const titre = perLitre(s, 'isoagglutinin_units')
  return titre > 1 ? log10(titre) / log10(2) : 0
}

/** Paste: what is captured of the precipitate, and the liquid between its particles. */
export interface Separated {
  readonly paste: PlasmaStream
  readonly liquid: PlasmaStream
}

/**
 * Solid from liquid (plasma.md §3.1.4): `captured` of the precipitate goes to the paste, which keeps so much liquid that
 * it is `protein` (a mass fraction) protein. Solids not captured go on with the liquid. Closes to the last bit of adding.
 * Where there is ethanol, aggregates are the least soluble of all: polymers go with the precipitate.
 */
export function separate(slurry: PlasmaStream, captured: number, protein: number): Separated {
  const caught_g = (solids_g(slurry) + slurry.denatured_g) * captured
  const kept_L = ((caught_g / 1000) * (1 - protein)) / protein
  const entrained = slurry.volume_L > 0 ? Math.min(0.5, kept_L / slurry.volume_L) : 0
  const IgG_g = massOf(slurry, 'IgG')
  const withIgG = IgG_g > 0 ? (slurry.IgG_g * entrained + slurry.IgG_solid_g * captured) / IgG_g : entrained
  const paste = keptOf(slurry, entrained, captured, withIgG, slurry.ethanol_pct > 5 ? captured : entrained)
  const liquid = { ...slurry }
  addAmounts(liquid, paste, -1)
  return { paste, liquid }
}

/** Grams entered, left, held and lost, from the streams of a unit's state: the ledger every unit shows. */
export function proteinLedger(
  entered_g: number,
  lost_g: number,
  left: PlasmaStream | undefined,
  ...held: readonly PlasmaStream[]
): { entered_g: number; made_g: number; left_g: number; held_g: number; lost_g: number } {
  let held_g = 0
  for (const s of held) held_g += protein_g(s)
  return { entered_g, made_g: 0, left_g: left ? protein_g(left) : 0, held_g, lost_g }
}
