import { log10 } from '../../sim/index.ts'
import type { Finished } from '../plants.ts'
import { concentration_g_L, dna_pg_mg, hcp_ppm, percentOfProduct, proteinA_ppm, type Stream } from '../stream.ts'

/** What the release tests of a finished bulk measure, by release attribute. */
export function measuredAntibody({ made, steps }: Finished<Stream>): Readonly<Record<string, number>> {
  const bulk = made.product
  const sum = (name: string): number => steps.reduce((total, step) => total + (step.results[name] ?? 0), 0)
  // Virus is not tested for at the end, it is claimed: a step whose proof failed counts for nothing, whatever it did.
  const unproven = (virus: string): number =>
    steps.reduce((total, { results }) => {
      const claim = results[`claim${virus}_log10`]
      return claim === undefined ? total : total + (results[`reduction${virus}_log10`] ?? 0) - claim
    }, 0)
  const culture = steps.find((step) => step.unit === 'culture')
  const acidic = percentOfProduct(bulk.acidic_g, bulk)
  const basic = percentOfProduct(bulk.basic_g, bulk)
  const hmw = percentOfProduct(bulk.hmw_g, bulk)
  const lmw = percentOfProduct(bulk.lmw_g, bulk)
  const doses = (1e3 * bulk.product_g) / DOSE_MG
  return {
    'release.hmw': hmw,
    'release.lmw': lmw,
    'release.monomer': 100 - hmw - lmw,
    'release.acidic': acidic,
    'release.basic': basic,
    'release.main': 100 - acidic - basic,
    'release.galactosylation': percentOfProduct(bulk.galactosylated_g, bulk),
    'release.hcp': hcp_ppm(bulk),
    'release.hcpHard': hcp_ppm(bulk),
    'release.dna': dna_pg_mg(bulk),
    'release.dnaPerDose': 1e-3 * dna_pg_mg(bulk) * DOSE_MG,
    'release.proteinA': proteinA_ppm(bulk),
    'release.retrovirus': log10(Math.max(bulk.retrovirus, 1e-30) / doses) + unproven('Retro'),
    'release.parvovirus': sum('reductionParvo_log10') - unproven('Parvo'),
    'release.polysorbate': (0.1 * bulk.polysorbate_g) / bulk.volume_L,
    'release.endotoxin': bulk.endotoxin_EU / (1e3 * bulk.product_g),
    'release.bioburden': germs_CFU_100mL(made.entered),
    'release.content': concentration_g_L(bulk),
    'release.pH': bulk.pH,
    ...(culture && { 'release.bulkBioburden': germs_CFU_100mL(culture.product) }),
  }
}

const germs_CFU_100mL = (s: Stream): number => (s.volume_L > 0 ? s.bioburden_CFU / (10 * s.volume_L) : 0)

/** mab.md §3.8 and §3.9. */
const DOSE_MG = 500
