import type { Litres } from '../../sim/index.ts'

/** One donation in the inventory: what its label and its laboratory report say, plain data. */
export interface Donation {
  readonly id: string
  readonly donor: string
  readonly volume_L: Litres
  /** Day of the donation, counted as the calendar of the level counts. */
  readonly day: number
  /** Serology and mini-pool tests. */
  readonly tests: 'negative' | 'reactive' | 'missing'
  /** Parvovirus B19, IU/mL; 0 where the mini-pool found none. */
  readonly B19_IU_mL: number
  /** Warmest the store has been with it, °C. */
  readonly warmest_C: number
  readonly frozen: 'blast' | 'slow'
}

export type Refused = 'hold' | 'reactive' | 'untested' | 'storage'

export interface ReleaseRules {
  /** Days a donation is held: 60 by industry, 80 and more by LFB (V56). */
  readonly hold_d: number
  /** Plasma for coagulation factors is stored at this or colder. */
  readonly storage_C: number
}

export const RULES: ReleaseRules = { hold_d: 60, storage_C: -20 }

/** Why a donation may not be pooled on `day`, or undefined. Judged by what a patient has to fear first. */
export function refusal(d: Donation, day: number, rules: ReleaseRules = RULES): Refused | undefined {
  if (d.tests === 'reactive') return 'reactive'
  if (d.tests === 'missing') return 'untested'
  if (day - d.day < rules.hold_d) return 'hold'
  return d.warmest_C > rules.storage_C ? 'storage' : undefined
}

export interface Released {
  readonly accepted: readonly Donation[]
  readonly refused: readonly { readonly donation: Donation; readonly because: Refused }[]
}

export function release(donations: readonly Donation[], day: number, rules: ReleaseRules = RULES): Released {
  const accepted: Donation[] = []
  const refused: { donation: Donation; because: Refused }[] = []
  for (const donation of donations) {
    const because = refusal(donation, day, rules)
    if (because) refused.push({ donation, because })
    else accepted.push(donation)
  }
  return { accepted, refused }
}

/** Donations whole pools are made of: 0.7 L by apheresis, 0.25 L recovered. */
export const donationsInPool = (pool_L: Litres, donation_L: Litres): number => Math.floor(pool_L / donation_L + 1e-9)

/** B19 of the pool, IU/mL: one viraemic donation is enough (limit 10,000: V54). */
export function parvovirusOfPool_IU_mL(
  donations: readonly Pick<Donation, 'volume_L' | 'B19_IU_mL'>[],
  pool_L: Litres,
): number {
  let all = 0
  for (const d of donations) all += d.B19_IU_mL * d.volume_L
  return all / pool_L
}

export const PARVOVIRUS_LIMIT_IU_ML = 1e4

/** Barcodes read at the opening against the list of the pool: the chain is whole only when both lists are empty. */
export function reconcile(
  expected: readonly string[],
  scanned: readonly string[],
): { readonly missing: readonly string[]; readonly strange: readonly string[] } {
  const read = new Set(scanned)
  const listed = new Set(expected)
  return { missing: expected.filter((id) => !read.has(id)), strange: scanned.filter((id) => !listed.has(id)) }
}

/** A report after donation: illness, travel, a late seroconversion. */
export interface PostDonationReport {
  readonly donor: string
  /** Day of the donor's last negative donation; donations at risk begin six months before it (V57). */
  readonly lastNegative_d: number
}

const SIX_MONTHS_D = 183

/** Look-back: donations of the donor to pull from the store, and pools that hold one already and must be judged again. */
export function lookBack(
  report: PostDonationReport,
  store: readonly Donation[],
  pools: Readonly<Record<string, readonly Donation[]>>,
): { readonly pull: readonly string[]; readonly pools: readonly string[] } {
  const atRisk = (d: Donation): boolean => d.donor === report.donor && d.day >= report.lastNegative_d - SIX_MONTHS_D
  return {
    pull: store.filter(atRisk).map((d) => d.id),
    pools: Object.keys(pools).filter((pool) => pools[pool]!.some(atRisk)),
  }
}

/** Share of a pool that was frozen slowly, by volume: it gives less FVIII to the cryoprecipitate. */
export function slowlyFrozen(donations: readonly Donation[]): number {
  let slow = 0
  let all = 0
  for (const d of donations) {
    all += d.volume_L
    if (d.frozen === 'slow') slow += d.volume_L
  }
  return all > 0 ? slow / all : 0
}
