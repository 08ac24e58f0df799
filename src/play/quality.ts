import { antibodyRelease, hcp_ppm, dna_pg_mg, percentOfProduct, proteinA_ppm, type Stream } from '../models/index.ts'
import { log10 } from '../sim/index.ts'
import type { Run } from './run.ts'
import type { Attribute } from './score.ts'

/** What the release tests of a finished bulk measure, by release attribute. Only attributes with a weight are scored. */
function measured(bulk: Stream, run: Run): Readonly<Record<string, number>> {
  const result = (name: string): number => run.closed.reduce((sum, step) => sum + (step.results[name] ?? 0), 0)
  const acidic = percentOfProduct(bulk.acidic_g, bulk)
  const basic = percentOfProduct(bulk.basic_g, bulk)
  const beforeFilter = run.closed.at(-1)!.entered
  const doses = (1e3 * bulk.product_g) / DOSE_MG
  return {
    'release.hmw': percentOfProduct(bulk.hmw_g, bulk),
    'release.lmw': percentOfProduct(bulk.lmw_g, bulk),
    'release.acidic': acidic,
    'release.basic': basic,
    'release.main': 100 - acidic - basic,
    'release.galactosylation': percentOfProduct(bulk.galactosylated_g, bulk),
    'release.hcp': hcp_ppm(bulk),
    'release.dna': dna_pg_mg(bulk),
    'release.proteinA': proteinA_ppm(bulk),
    'release.retrovirus': log10(Math.max(bulk.retrovirus, 1e-30) / doses),
    'release.parvovirus': result('reductionParvo_log10'),
    'release.polysorbate': (0.1 * bulk.polysorbate_g) / bulk.volume_L,
    'release.endotoxin': bulk.endotoxin_EU / (1e3 * bulk.product_g),
    'release.bioburden': beforeFilter.bioburden_CFU / (10 * beforeFilter.volume_L),
  }
}

/** mab.md §3.8 and §3.9. */
const DOSE_MG = 500

/** The scored attributes of a bulk against their targets and limits: of a two-sided one the side the value is on. */
export function qualityAttributes(bulk: Stream, run: Run): readonly Attribute[] {
  if (!(bulk.product_g > 0) || !(bulk.volume_L > 0)) return []
  const values = measured(bulk, run)
  return Object.entries(antibodyRelease).flatMap(([id, spec]) => {
    const value = values[id]
    if (spec.weight === 0 || value === undefined) return []
    const below = spec.upper === null || (spec.lower !== null && value < spec.target)
    const limit = (below ? spec.lower : spec.upper)!
    return [{ id, value, unit: spec.unit, target: spec.target, limit, weight: spec.weight }]
  })
}
