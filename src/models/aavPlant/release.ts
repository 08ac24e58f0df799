import type { Finished } from '../plants.ts'
import { GENOME_nt, genomeMass_g } from './matter.ts'
import {
  aggregated_pct,
  type AavStream,
  full_pct,
  functional_pct,
  genomesOf,
  outsideDna_mg,
  partial_pct,
  percent,
  titre_per_mL,
} from './stream.ts'
import { vectorRecipes } from './recipes.ts'

/** Nanograms in 1e13 genomes of so many milligrams. */
const ng_in1e13 = (s: AavStream, mg: number): number => (1e19 * mg) / genomesOf(s)

/** Milligrams of so many genomes as DNA. */
const mgOf = (genomes: number): number => 1e3 * genomeMass_g(genomes, GENOME_nt)

/** A unit of the usual nuclease weighs some 1 ng (specific activity 1e6 U/mg, general knowledge). */
const NUCLEASE_ng_U = 1

/**
 * What the release tests of a finished product measure, by release attribute. What the streams do not carry (activity in
 * cells, AAV that multiplies) is not tested here: `functional` stands for the first.
 */
export function measuredVector({ made }: Finished<AavStream>): Readonly<Record<string, number>> {
  const s = made.product
  const genomes = genomesOf(s)
  if (genomes <= 0) return {}
  const inMillilitre = (amount: number): number => amount / (1e3 * s.volume_L)
  return {
    titre: (100 * titre_per_mL(s)) / vectorRecipes.vectorUltrafiltration.formulate.final,
    full: full_pct(s),
    partial: partial_pct(s),
    functional: functional_pct(s),
    aggregates: aggregated_pct(s),
    hcp: ng_in1e13(s, s.hcp_mg),
    hostDna: ng_in1e13(s, s.hostDna_mg),
    packagedHostDna: percent(s.packagedHostDna_mg, mgOf(genomes)),
    plasmidDna: percent(s.packagedPlasmidDna_mg, mgOf(genomes)),
    ...(outsideDna_mg(s) > 0 && { fragment: s.fragment_bp }),
    nuclease: NUCLEASE_ng_U * inMillilitre(s.nuclease_U),
    pei: 1e3 * inMillilitre(s.pei_mg),
    ligand: inMillilitre(s.ligand_ng),
    endotoxin: inMillilitre(s.endotoxin_EU),
  }
}
