import { expm1 } from '../sim/index.ts'
import { ageStream } from './ageing.ts'
import { emptyStream, pour, type Stream } from './stream.ts'

/** Buffer or water that carries nothing. */
export function buffer(volume_L: number, like: Pick<Stream, 'temperature_C' | 'pH' | 'conductivity_mS_cm'>): Stream {
  const s = emptyStream(like.temperature_C)
  s.volume_L = volume_L
  s.pH = like.pH
  s.conductivity_mS_cm = like.conductivity_mS_cm
  return s
}

/** Rounding must not leave more than there was. */
const remaining = (whole: number, left: number): number => (left < whole ? left : whole)

/**
 * Pushes `part` through a well-mixed hold-up of constant volume (filter housing, bed void, tubing) and returns what
 * leaves, in the place of `part`: as much volume as came in. Exact for a constant inflow over the step, so that steps of any size add up to
 * the washout e^(-V/V_hold).
 */
export function pushThrough(hold: Stream, part: Stream): Stream {
  if (part.volume_L <= 0 || hold.volume_L <= 0) return part
  const turns = part.volume_L / hold.volume_L
  const replaced = -expm1(-turns)
  // Written out member by member: this runs at every tick of every filter.
  const stays = 1 - replaced
  const share = replaced / turns
  const product_g = hold.product_g + part.product_g
  hold.product_g = remaining(product_g, hold.product_g * stays + part.product_g * share)
  part.product_g = product_g - hold.product_g
  const hmw_g = hold.hmw_g + part.hmw_g
  hold.hmw_g = remaining(hmw_g, hold.hmw_g * stays + part.hmw_g * share)
  part.hmw_g = hmw_g - hold.hmw_g
  const lmw_g = hold.lmw_g + part.lmw_g
  hold.lmw_g = remaining(lmw_g, hold.lmw_g * stays + part.lmw_g * share)
  part.lmw_g = lmw_g - hold.lmw_g
  const acidic_g = hold.acidic_g + part.acidic_g
  hold.acidic_g = remaining(acidic_g, hold.acidic_g * stays + part.acidic_g * share)
  part.acidic_g = acidic_g - hold.acidic_g
  const basic_g = hold.basic_g + part.basic_g
  hold.basic_g = remaining(basic_g, hold.basic_g * stays + part.basic_g * share)
  part.basic_g = basic_g - hold.basic_g
  const galactosylated_g = hold.galactosylated_g + part.galactosylated_g
  hold.galactosylated_g = remaining(galactosylated_g, hold.galactosylated_g * stays + part.galactosylated_g * share)
  part.galactosylated_g = galactosylated_g - hold.galactosylated_g
  const hcp_mg = hold.hcp_mg + part.hcp_mg
  hold.hcp_mg = remaining(hcp_mg, hold.hcp_mg * stays + part.hcp_mg * share)
  part.hcp_mg = hcp_mg - hold.hcp_mg
  const dna_mg = hold.dna_mg + part.dna_mg
  hold.dna_mg = remaining(dna_mg, hold.dna_mg * stays + part.dna_mg * share)
  part.dna_mg = dna_mg - hold.dna_mg
  const proteinA_mg = hold.proteinA_mg + part.proteinA_mg
  hold.proteinA_mg = remaining(proteinA_mg, hold.proteinA_mg * stays + part.proteinA_mg * share)
  part.proteinA_mg = proteinA_mg - hold.proteinA_mg
  const viableCells_1e9 = hold.viableCells_1e9 + part.viableCells_1e9
  hold.viableCells_1e9 = remaining(viableCells_1e9, hold.viableCells_1e9 * stays + part.viableCells_1e9 * share)
  part.viableCells_1e9 = viableCells_1e9 - hold.viableCells_1e9
  const deadCells_1e9 = hold.deadCells_1e9 + part.deadCells_1e9
  hold.deadCells_1e9 = remaining(deadCells_1e9, hold.deadCells_1e9 * stays + part.deadCells_1e9 * share)
  part.deadCells_1e9 = deadCells_1e9 - hold.deadCells_1e9
  const polysorbate_g = hold.polysorbate_g + part.polysorbate_g
  hold.polysorbate_g = remaining(polysorbate_g, hold.polysorbate_g * stays + part.polysorbate_g * share)
  part.polysorbate_g = polysorbate_g - hold.polysorbate_g
  const bioburden_CFU = hold.bioburden_CFU + part.bioburden_CFU
  hold.bioburden_CFU = remaining(bioburden_CFU, hold.bioburden_CFU * stays + part.bioburden_CFU * share)
  part.bioburden_CFU = bioburden_CFU - hold.bioburden_CFU
  const endotoxin_EU = hold.endotoxin_EU + part.endotoxin_EU
  hold.endotoxin_EU = remaining(endotoxin_EU, hold.endotoxin_EU * stays + part.endotoxin_EU * share)
  part.endotoxin_EU = endotoxin_EU - hold.endotoxin_EU
  const retrovirus = hold.retrovirus + part.retrovirus
  hold.retrovirus = remaining(retrovirus, hold.retrovirus * stays + part.retrovirus * share)
  part.retrovirus = retrovirus - hold.retrovirus
  const parvovirus = hold.parvovirus + part.parvovirus
  hold.parvovirus = remaining(parvovirus, hold.parvovirus * stays + part.parvovirus * share)
  part.parvovirus = parvovirus - hold.parvovirus
  const temperature_C = (part.temperature_C - hold.temperature_C) * replaced
  hold.temperature_C += temperature_C
  part.temperature_C = part.temperature_C - temperature_C / turns
  const pH = (part.pH - hold.pH) * replaced
  hold.pH += pH
  part.pH = part.pH - pH / turns
  const conductivity_mS_cm = (part.conductivity_mS_cm - hold.conductivity_mS_cm) * replaced
  hold.conductivity_mS_cm += conductivity_mS_cm
  part.conductivity_mS_cm = part.conductivity_mS_cm - conductivity_mS_cm / turns
  const turbidity_NTU = (part.turbidity_NTU - hold.turbidity_NTU) * replaced
  hold.turbidity_NTU += turbidity_NTU
  part.turbidity_NTU = part.turbidity_NTU - turbidity_NTU / turns
  const residualBuffer = (part.residualBuffer - hold.residualBuffer) * replaced
  hold.residualBuffer += residualBuffer
  part.residualBuffer = part.residualBuffer - residualBuffer / turns
  hold.sinceHarvest_s = Math.max(hold.sinceHarvest_s, part.sinceHarvest_s)
  part.sinceHarvest_s = hold.sinceHarvest_s
  return part
}

/** Pours `part` into a pool that this unit is making: the pool's own hold clock goes on, the part's ends here. */
export function collect(pool: Stream, part: Stream): void {
  part.held_s = 0
  pour(pool, part)
}

/** Time passes for every stream in the unit: hold clocks, and what waiting does (ageing.ts). */
export function age(seconds: number, ...streams: Stream[]): void {
  for (const s of streams) ageStream(s, seconds)
}

/** The same behind the sterilising filter, where no germ comes in. */
export function ageSterile(seconds: number, ...streams: Stream[]): void {
  for (const s of streams) ageStream(s, seconds, 1, true)
}
