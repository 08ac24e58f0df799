import { type Celsius, Fault, type Litres, type Quantity, type Seconds } from '../../sim/index.ts'

/** Capsids in the liquid, and those still in cells or on them. Partial: with a piece of a genome in it. */
const FREE = ['full', 'partial', 'empty'] as const
const BOUND = ['fullBound', 'partialBound', 'emptyBound'] as const

/** Members that are amounts: they scale when a stream is split and add when streams are joined. Capsids are counted. */
export const AAV_AMOUNTS = [
  'volume_L',
  'viableCells_1e9',
  'deadCells_1e9',
  ...FREE,
  ...BOUND,
  /** Genomes that still work, a part of `full` and `fullBound`. */
  'functional',
  /** Capsids that have clumped together, a part of all capsids. */
  'aggregated',
  'hostDna_mg',
  'plasmidDna_mg',
  /** What capsids hold of host and plasmid instead of the vector: no nuclease reaches it. */
  'packagedHostDna_mg',
  'packagedPlasmidDna_mg',
  /** Plasmid in complexes with PEI that have not met a cell. */
  'polyplex_mg',
  'pei_mg',
  /** A part of `pei_mg`: bound to no DNA. */
  'freePei_mg',
  'hcp_mg',
  'glucose_mmol',
  'glutamine_mmol',
  'lactate_mmol',
  'ammonia_mmol',
  'detergent_g',
  'nuclease_U',
  'magnesium_mmol',
  /** Leached from the affinity resin. */
  'ligand_ng',
  /** Caesium chloride or iodixanol. */
  'densityMedium_g',
  'surfactant_g',
  /** Turbidity times volume: what scatters. */
  'haze_NTU_L',
  'bioburden_CFU',
  'endotoxin_EU',
] as const
export type AavAmount = (typeof AAV_AMOUNTS)[number]

/** What flows from one unit operation of the AAV plant to the next: plain data. */
export type AavStream = Record<AavAmount, number> & {
  temperature_C: Celsius
  pH: Quantity<'pH'>
  salt_mM: Quantity<'mM'>
  /** Cells times hours since the medium was fresh: what makes it spent (aav.md §2.3, Z). */
  spent_1e6_h_mL: Quantity<'1e6·h/mL'>
  /** Passages since the vial of the bank. */
  passages: number
  /** Share of the cells that sit in clumps where no complex reaches them. */
  clumped: number
  /** Even growth in a fixed bed: what the bed makes, of what as many cells make when spread evenly. */
  evenness: number
  /** What the poured complexes deliver, of the best possible, and the molar shares of the three plasmids. */
  delivery: number
  shareVector: number
  shareRepCap: number
  shareHelper: number
  /** Plasmid that is supercoiled. */
  supercoiled_pct: Quantity<'%'>
  /** Median length of the DNA outside capsids. */
  fragment_bp: Quantity<'bp'>
  /** Plant seconds since the pool was made, and below pH 4. */
  held_s: Seconds
  acid_s: Seconds
}

const MIXED = [
  'temperature_C',
  'pH',
  'salt_mM',
  'spent_1e6_h_mL',
  'clumped',
  'evenness',
] as const satisfies readonly (keyof AavStream)[]
const OF_POLYPLEX = ['delivery', 'shareVector', 'shareRepCap', 'shareHelper', 'supercoiled_pct'] as const

const NOTHING: AavStream = {
  ...(Object.fromEntries(AAV_AMOUNTS.map((key) => [key, 0])) as Record<AavAmount, number>),
  temperature_C: 20,
  pH: 7.2,
  salt_mM: 130,
  spent_1e6_h_mL: 0,
  passages: 0,
  clumped: 0,
  evenness: 1,
  delivery: 0,
  shareVector: 1 / 3,
  shareRepCap: 1 / 3,
  shareHelper: 1 / 3,
  supercoiled_pct: 92,
  fragment_bp: 30_000,
  held_s: 0,
  acid_s: 0,
}

export const emptyVector = (temperature_C: Celsius): AavStream => ({ ...NOTHING, temperature_C })

/** Buffer that carries nothing. */
export function vectorBuffer(volume_L: Litres, temperature_C: Celsius, pH: number, salt_mM: number): AavStream {
  return { ...emptyVector(temperature_C), volume_L, pH, salt_mM }
}

/** Takes `fraction` (0 to 1) out of `from` and returns it; what stays has the same composition. */
export function splitVector(from: AavStream, fraction: number): AavStream {
  if (!(fraction >= 0 && fraction <= 1)) throw new Fault('split fraction', { fraction })
  const part = { ...from }
  for (const key of AAV_AMOUNTS) {
    part[key] = from[key] * fraction
    from[key] -= part[key]
  }
  return part
}

/** Pours `part` into `into`: amounts add, the rest mixes by volume (of the complexes: by their DNA). */
export function pourVector(into: AavStream, part: AavStream): void {
  const volume = into.volume_L + part.volume_L
  const w = volume > 0 ? part.volume_L / volume : 0
  for (const key of MIXED) into[key] += (part[key] - into[key]) * w
  const polyplex = into.polyplex_mg + part.polyplex_mg
  const p = polyplex > 0 ? part.polyplex_mg / polyplex : 0
  for (const key of OF_POLYPLEX) into[key] += (part[key] - into[key]) * p
  const dna = outsideDna_mg(into) + outsideDna_mg(part)
  // Pieces are counted: lengths mix as their reciprocals.
  const d = dna > 0 ? outsideDna_mg(part) / dna : 0
  into.fragment_bp = 1 / ((1 - d) / into.fragment_bp + d / part.fragment_bp)
  for (const key of AAV_AMOUNTS) into[key] += part[key]
  into.passages = Math.max(into.passages, part.passages)
  into.held_s = Math.max(into.held_s, part.held_s)
  into.acid_s = Math.max(into.acid_s, part.acid_s)
}

/** Moves shares of single amounts: a membrane, an adsorbent, a digest. */
export function move(from: AavStream, into: AavStream, shares: Partial<Record<AavAmount, number>>): void {
  for (const key of AAV_AMOUNTS) {
    const share = shares[key]
    if (share === undefined || share <= 0) continue
    const amount = from[key] * Math.min(1, share)
    from[key] -= amount
    into[key] += amount
  }
}

/** Shares to move when capsids of the liquid go by kind: what belongs to them goes with them. */
export function withCapsids(
  s: AavStream,
  full: number,
  partial: number,
  empty: number,
): Partial<Record<AavAmount, number>> {
  const genomes = genomesOf(s)
  const capsids = capsidsOf(s)
  const functional = genomes > 0 ? (full * s.full) / genomes : 0
  const loaded = genomes + s.partial + s.partialBound
  const packaged = loaded > 0 ? (full * s.full + partial * s.partial) / loaded : 0
  const aggregated = capsids > 0 ? (full * s.full + partial * s.partial + empty * s.empty) / capsids : 0
  return {
    full,
    partial,
    empty,
    functional,
    aggregated,
    packagedHostDna_mg: packaged,
    packagedPlasmidDna_mg: packaged,
  }
}

export const genomesOf = (s: AavStream): number => s.full + s.fullBound
export const capsidsOf = (s: AavStream): number =>
  s.full + s.partial + s.empty + s.fullBound + s.partialBound + s.emptyBound
/** Genomes in a millilitre. */
export const titre_per_mL = (s: AavStream): number => (s.volume_L > 0 ? genomesOf(s) / (1e3 * s.volume_L) : 0)
export const capsidTitre_per_mL = (s: AavStream): number => (s.volume_L > 0 ? capsidsOf(s) / (1e3 * s.volume_L) : 0)
export const full_pct = (s: AavStream): number => percent(genomesOf(s), capsidsOf(s))
export const partial_pct = (s: AavStream): number => percent(s.partial + s.partialBound, capsidsOf(s))
export const functional_pct = (s: AavStream): number => percent(s.functional, genomesOf(s))
export const aggregated_pct = (s: AavStream): number => percent(s.aggregated, capsidsOf(s))
export const outsideDna_mg = (s: AavStream): number => s.hostDna_mg + s.plasmidDna_mg + s.polyplex_mg
/** An amount in a litre. */
export const inLitre = (s: AavStream, key: AavAmount): number => (s.volume_L > 0 ? s[key] / s.volume_L : 0)

export const percent = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : 0)
