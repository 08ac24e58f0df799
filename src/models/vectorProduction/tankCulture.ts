import { exp, rungeKutta4, type Values } from '../../sim/index.ts'
import { DNA_OF_CELLS_mg_1e9, GENOME_nt, genomeMass_g } from '../aavPlant/matter.ts'
import { type AavStream, move, withCapsids } from '../aavPlant/stream.ts'
import { type Book, withMade } from '../aavPlant/unit.ts'
import { AIR_SATURATION_mM, carbonDioxide_mmHg } from '../aavPlant/vessel.ts'
import {
  densityFactor,
  type Kinetics,
  oxygen_mM,
  STATES,
  type Surroundings,
  usualSurroundings,
  vectorSystem,
} from './kinetics.ts'
import type { settings } from './parameters.ts'

/** Cells in a stirred tank, with vector or without: what expansion and production have in common. */
export interface TankCulture {
  /** STATES, in a millilitre. */
  y: Float64Array
  /** What is in the tank beside them; its amounts of cells, food, complexes and free PEI are zero. */
  rest: AavStream
  /** Cells at the start of the counts in `y`, 1e6/mL, and complexes, mg/L. */
  cells0_1e6_mL: number
  polyplex0_mg_L: number
  transfected: boolean
  /** Share of the cells that complexes reached when they were poured: who sat in a clump then makes nothing later. */
  reached: number
  /** Free PEI of the dose, µg in 1e6 cells. */
  freePei: number
  since_h: number
  carbonDioxide_mmHg: number
  /** What cells leave, of the parameters it was opened with. */
  leaves: Leaves
}

type Leaves = Pick<Kinetics, 'partial' | 'fragments' | 'fragmentLength' | 'backbone' | 'hcpOfCells' | 'hazeOfCells'>

/** Settings of a tank, by whichever unit it is in. */
type TankSettings = Pick<Values<typeof settings>, 'temperature' | 'pH' | 'oxygen' | 'oxygenMost' | 'power' | 'gas'>

const step = rungeKutta4(STATES.length)

/** The equations by their constants: made once for each, whatever stands around is put in before each step. */
const systems = new WeakMap<object, ReturnType<typeof vectorSystem>>()
function systemOf(p: Kinetics): ReturnType<typeof vectorSystem> {
  let system = systems.get(p)
  if (!system) systems.set(p, (system = vectorSystem(p)))
  return system
}
/** Copies in a litre of 1e6 in a millilitre. */
const PER_L = 1e9

/** Takes the culture of a stream; what else is in it stays beside. */
export function intoTank(entry: AavStream, p: Kinetics): TankCulture {
  const litres = Math.max(entry.volume_L, 1e-12)
  const y = new Float64Array(STATES.length)
  y[0] = entry.viableCells_1e9 / litres
  y[1] = entry.deadCells_1e9 / litres
  y[2] = entry.glucose_mmol / litres
  y[3] = entry.lactate_mmol / litres
  y[4] = entry.glutamine_mmol / litres
  y[5] = entry.ammonia_mmol / litres
  y[6] = entry.polyplex_mg / litres
  y[7] = entry.freePei_mg / litres
  const rest = { ...entry, volume_L: litres }
  for (const key of IN_STATES) rest[key] = 0
  return {
    y,
    rest,
    cells0_1e6_mL: y[0] + y[1],
    polyplex0_mg_L: y[6],
    transfected: entry.polyplex_mg > 0,
    reached: Math.max(0, 1 - entry.clumped),
    freePei: y[0] > 0 ? y[7] / y[0] : 0,
    since_h: 0,
    carbonDioxide_mmHg: 40,
    leaves: {
      partial: p.partial,
      fragments: p.fragments,
      fragmentLength: p.fragmentLength,
      backbone: p.backbone,
      hcpOfCells: p.hcpOfCells,
      hazeOfCells: p.hazeOfCells,
    },
  }
}

const IN_STATES = [
  'viableCells_1e9',
  'deadCells_1e9',
  'glucose_mmol',
  'lactate_mmol',
  'glutamine_mmol',
  'ammonia_mmol',
  'polyplex_mg',
  'freePei_mg',
] as const

/** Share of the cells that can make vector: not in clumps, then or now, not too old, evenly fed. */
export function able({ rest, reached }: TankCulture, p: Kinetics): number {
  const drifted = p.drift * Math.max(0, rest.passages - p.youngPassages)
  return Math.min(reached, Math.max(0, 1 - rest.clumped)) * Math.max(0, 1 - drifted) * rest.evenness
}

/** Harm by stirring and bubbles, 1/h. */
const harm = (s: TankSettings, p: Kinetics): number =>
  p.shearDeath * Math.max(0, s.power / p.shearPower - 1) + p.foamDeath * Math.max(0, s.gas / p.foamGas - 1)

function surround(into: Surroundings, culture: TankCulture, s: TankSettings, kLa: number, p: Kinetics): void {
  const { rest } = culture
  Object.assign(into, {
    temperature_C: s.temperature,
    pH: s.pH,
    carbonDioxide_mmHg: culture.carbonDioxide_mmHg,
    oxygen: s.oxygen / 100,
    oxygenMost: s.oxygenMost / 100,
    kLa_per_h: kLa,
    transfected: culture.transfected,
    freePei: culture.freePei,
    delivery: rest.delivery * densityFactor(rest.spent_1e6_h_mL, p),
    shareVector: rest.shareVector,
    shareRepCap: rest.shareRepCap,
    shareHelper: rest.shareHelper,
    able: able(culture, p),
    harm: harm(s, p),
  })
}

export function dissolvedOxygen_pct(culture: TankCulture, s: TankSettings, kLa: number, p: Kinetics): number {
  const around = usualSurroundings()
  surround(around, culture, s, kLa, p)
  return (100 * oxygen_mM(Math.max(0, culture.y[0]!), around, p.qO)) / AIR_SATURATION_mM
}

/** One tick of `hours`: gas, clumps and cells. */
export function tickTank(culture: TankCulture, hours: number, s: TankSettings, kLa: number, p: Kinetics): void {
  const { rest, y } = culture
  const { derivative, surroundings } = systemOf(p)
  const made = p.RQ * p.qO * y[0]!
  const carried = Math.min(400, carbonDioxide_mmHg(made, s.gas, p.saturated))
  culture.carbonDioxide_mmHg += (carried - culture.carbonDioxide_mmHg) * (1 - exp(-hours / p.gasLag))
  const stirred = (s.power * s.power) / (p.clumpPower * p.clumpPower)
  const clumps = p.clumpMost / (1 + stirred * stirred * stirred * stirred)
  rest.clumped += (clumps - rest.clumped) * (1 - exp(-hours / p.clumpLag))
  rest.temperature_C = s.temperature
  rest.pH = s.pH
  surround(surroundings, culture, s, kLa, p)
  const before = y[0]!
  step(derivative, culture.since_h, hours, y)
  if (!culture.transfected) rest.spent_1e6_h_mL += 0.5 * (before + y[0]!) * hours
  culture.since_h += hours
}

/** Everything in the tank as a stream. */
export function broth(culture: TankCulture): AavStream {
  const { y, rest, leaves: p } = culture
  const s = { ...rest }
  const litres = rest.volume_L
  const at = (i: number): number => Math.max(0, y[i]!)
  s.viableCells_1e9 = at(0) * litres
  s.deadCells_1e9 = at(1) * litres
  s.glucose_mmol = at(2) * litres
  s.lactate_mmol = at(3) * litres
  s.glutamine_mmol = at(4) * litres
  s.ammonia_mmol = at(5) * litres
  s.polyplex_mg = at(6) * litres
  s.freePei_mg = Math.min(s.pei_mg, at(7) * litres)
  s.plasmidDna_mg += Math.max(0, culture.polyplex0_mg_L - at(6)) * litres
  const broken = Math.max(0, culture.cells0_1e6_mL + at(19) - at(0) - at(1)) * litres
  s.hostDna_mg += broken * DNA_OF_CELLS_mg_1e9
  s.hcp_mg += broken * p.hcpOfCells
  s.haze_NTU_L += (broken + s.viableCells_1e9 + s.deadCells_1e9) * p.hazeOfCells

  const copies = litres * PER_L
  const inside = at(13) + at(14)
  const partialIn = Math.min(inside, p.partial * (inside + at(15)))
  const partialOut = Math.min(at(16), p.partial * (at(16) + at(17)))
  s.fullBound += at(15) * copies
  s.full += at(17) * copies
  s.partialBound += partialIn * copies
  s.partial += partialOut * copies
  s.emptyBound += (inside - partialIn) * copies
  s.empty += (at(16) - partialOut) * copies
  s.functional += Math.min(at(18), at(15) + at(17)) * copies
  const made = (at(15) + at(17)) * copies
  s.packagedHostDna_mg += 1e3 * genomeMass_g(p.fragments * made, p.fragmentLength)
  s.packagedPlasmidDna_mg += 1e3 * genomeMass_g(p.backbone * backboneFactor(rest) * made, GENOME_nt)
  return s
}

/** Nicked plasmid brings more of its backbone (aav.md §7 no. 27: 1.5 times at 78 %). */
const backboneFactor = (s: AavStream): number => 1 + (0.5 * Math.max(0, 92 - s.supercoiled_pct)) / 14

/** What the counts in `y` say was made since the tank was filled. */
export function madeIn(culture: TankCulture): Book['made'] {
  const { y, rest } = culture
  const litres = rest.volume_L
  const now = broth(culture)
  return {
    capsids: y[20]! * litres * PER_L,
    genomes: y[21]! * litres * PER_L,
    dna_mg:
      y[19]! * litres * DNA_OF_CELLS_mg_1e9 +
      (now.packagedHostDna_mg - rest.packagedHostDna_mg) +
      (now.packagedPlasmidDna_mg - rest.packagedPlasmidDna_mg),
  }
}

/**
 * Medium out and fresh medium in, cells kept: food is renewed, complexes not yet taken up and free PEI go, and so does
 * what floats in the medium.
 */
export function exchangeMedium(culture: TankCulture, share: number, p: Kinetics, book: Book): void {
  const { y, rest } = culture
  const { waste } = book
  const litres = rest.volume_L
  const full = Math.min(1, share / p.washout)
  const freePei = Math.min(rest.pei_mg, Math.max(0, y[7]!) * litres)
  move(rest, waste, {
    ...withCapsids(rest, share, share, share),
    hostDna_mg: share,
    plasmidDna_mg: share,
    hcp_mg: share,
    detergent_g: share,
    magnesium_mmol: share,
    bioburden_CFU: share,
    endotoxin_EU: share,
  })
  const before = broth(culture)
  const genomes = y[15]! + y[17]!
  if (genomes > 0) y[18]! *= 1 - (share * y[17]!) / genomes
  y[16]! *= 1 - share
  y[17]! *= 1 - share
  const after = broth(culture)
  for (const key of OF_CAPSIDS) waste[key] += before[key] - after[key]
  book.made.dna_mg += before.packagedHostDna_mg - after.packagedHostDna_mg
  book.made.dna_mg += before.packagedPlasmidDna_mg - after.packagedPlasmidDna_mg

  const complexes = y[6]! * full
  y[6]! -= complexes
  culture.polyplex0_mg_L -= complexes
  waste.polyplex_mg += complexes * litres
  y[7]! *= 1 - share
  rest.pei_mg -= freePei * share
  waste.pei_mg += freePei * share
  waste.volume_L += share * litres
  y[2]! += (p.freshGlucose - y[2]!) * full
  y[4]! += (p.freshGlutamine - y[4]!) * full
  y[3]! *= 1 - share
  y[5]! *= 1 - share
  rest.spent_1e6_h_mL *= 1 - share
}

const OF_CAPSIDS = ['full', 'partial', 'empty', 'functional', 'packagedHostDna_mg', 'packagedPlasmidDna_mg'] as const

/** The tank is emptied: what was in the states is in the stream now. */
export function emptied(culture: TankCulture, book: Book): AavStream {
  book.made = withMade(book, madeIn(culture)).made
  culture.rest = broth(culture)
  culture.y.fill(0)
  culture.cells0_1e6_mL = culture.polyplex0_mg_L = 0
  return culture.rest
}
