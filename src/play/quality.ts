import {
  antibodyRelease,
  concentration_g_L,
  hcp_ppm,
  dna_pg_mg,
  percentOfProduct,
  proteinA_ppm,
  type Stream,
} from '../models/index.ts'
import { log10 } from '../sim/index.ts'
import { unitOf } from './units.ts'
import type { Attribute } from './score.ts'
import type { ClosedStep, Run } from './state.ts'

/** What the release tests of a finished bulk measure, by release attribute. */
function measured(bulk: Stream, run: Run): Readonly<Record<string, number>> {
  const sum = (name: string): number => run.closed.reduce((total, step) => total + (step.results[name] ?? 0), 0)
  // Virus is not tested for at the end, it is claimed: a step whose proof failed counts for nothing, whatever it did.
  const unproven = (virus: string): number =>
    run.closed.reduce((total, { results }) => {
      const claim = results[`claim${virus}_log10`]
      return claim === undefined ? total : total + (results[`reduction${virus}_log10`] ?? 0) - claim
    }, 0)
  const culture = run.closed.find((step) => unitOf(run.level.steps[step.index]!).id === 'culture')
  const acidic = percentOfProduct(bulk.acidic_g, bulk)
  const basic = percentOfProduct(bulk.basic_g, bulk)
  const hmw = percentOfProduct(bulk.hmw_g, bulk)
  const lmw = percentOfProduct(bulk.lmw_g, bulk)
  // Of the step that made the bulk: what comes after it makes nothing.
  const filled = run.closed.find((step) => run.level.steps[step.index]!.id === run.level.products[0]!.step)
  const beforeFilter = (filled ?? run.closed.at(-1)!).entered
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
    'release.bioburden': germs_CFU_100mL(beforeFilter),
    'release.content': concentration_g_L(bulk),
    'release.pH': bulk.pH,
    ...(culture && { 'release.bulkBioburden': germs_CFU_100mL(culture.product) }),
  }
}

const germs_CFU_100mL = (s: Stream): number => (s.volume_L > 0 ? s.bioburden_CFU / (10 * s.volume_L) : 0)

/** mab.md §3.8 and §3.9. */
const DOSE_MG = 500

/** The amount a product is counted in: a result of the closed step, or an amount of what left it. */
export function productAmount(step: ClosedStep, result: string): number {
  if (Object.hasOwn(step.results, result)) return step.results[result]!
  return Object.hasOwn(step.product, result) ? step.product[result as keyof Stream] : 0
}

/**
 * The attributes of a bulk against their targets and limits; of a two-sided one the side the value is on. Those without
 * weight do not count in the sum, but one of them outside caps it like any other.
 */
export function qualityAttributes(bulk: Stream, run: Run): readonly Attribute[] {
  if (!(bulk.product_g > 0) || !(bulk.volume_L > 0)) return []
  const values = measured(bulk, run)
  return Object.entries(antibodyRelease).flatMap(([id, spec]) => {
    const value = values[id]
    if (value === undefined) return []
    const below = spec.upper === null || (spec.lower !== null && value < spec.target)
    const limit = (below ? spec.lower : spec.upper)!
    return [{ id, value, unit: spec.unit, target: spec.target, limit, weight: spec.weight }]
  })
}
