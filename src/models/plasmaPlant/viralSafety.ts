import { log10, pow10 } from '../../sim/index.ts'
import { type PlasmaStream, type Virus, VIRUSES } from './stream.ts'

/** Log10 reductions of one treatment, by class. */
export type Reductions = Readonly<Record<Virus, number>>

/**
 * What a treatment attacks. Two that attack the same are not orthogonal: solvent/detergent and caprylate both open the
 * lipid envelope, liquid and dry heat are both heat.
 */
export type Mechanism = 'envelope' | 'acid' | 'heat' | 'size' | 'partition'

export interface ViralStep {
  readonly step: string
  readonly mechanism: Mechanism
  readonly reductions: Reductions
  /** All of it inside the validated box: outside, nothing counts, whatever was killed (plasma.md §3.6). */
  readonly claimable: boolean
}

/** A step counts from 1 log, and is effective from 4 (plasma.md §3.14). */
const COUNTS_FROM = 1
const EFFECTIVE_FROM = 4
/** Non-enveloped viruses: one effective step and so many logs in all: this game's rule. */
const SUM_NAKED = 6

export interface Claim {
  /** Sum over mechanisms, each by its best step. */
  readonly sum_log10: number
  /** Mechanisms with an effective step. */
  readonly effective: number
  readonly enough: boolean
}

const isEnveloped = (virus: Virus): boolean => virus === 'virusEnveloped' || virus === 'virusResistant'

/** The ledger of a batch: what may be claimed for each class of virus. */
export function viralLedger(steps: readonly ViralStep[]): Readonly<Record<Virus, Claim>> {
  const claim = (virus: Virus): Claim => {
    const best = new Map<Mechanism, number>()
    for (const { mechanism, reductions, claimable } of steps) {
      const log = reductions[virus]
      if (claimable && log >= COUNTS_FROM) best.set(mechanism, Math.max(best.get(mechanism) ?? 0, log))
    }
    let sum_log10 = 0
    let effective = 0
    for (const log of best.values()) {
      sum_log10 += log
      if (log >= EFFECTIVE_FROM) effective++
    }
    const enough = isEnveloped(virus) ? effective >= 2 : effective >= 1 && sum_log10 >= SUM_NAKED
    return { sum_log10, effective, enough }
  }
  return Object.fromEntries(VIRUSES.map((virus) => [virus, claim(virus)])) as Record<Virus, Claim>
}

export const NOTHING: Reductions = { virusEnveloped: 0, virusResistant: 0, virusHAV: 0, virusB19: 0 }

/** The envelope is gone, naked viruses do not care (V6). */
export const envelopeOnly = (log: number): Reductions => ({ ...NOTHING, virusEnveloped: log, virusResistant: log })

/** A step that makes no difference between classes. */
export const everyVirus = (log: number): Reductions => ({
  virusEnveloped: log,
  virusResistant: log,
  virusHAV: log,
  virusB19: log,
})

/** Takes the difference between two reductions out of the virus of a stream. */
export function inactivate(s: PlasmaStream, before: Reductions, after: Reductions): void {
  for (const virus of VIRUSES) s[virus] *= pow10(Math.min(0, before[virus] - after[virus]))
}

/** Two populations, one of them resistant: the log reduction tails (plasma.md §3.7, §3.9). */
export function tailing_log10(quick: number, slow: number, resistant: number): number {
  return -log10((1 - resistant) * pow10(-quick) + resistant * pow10(-slow))
}

/** Reductions as a unit shows them in its results. */
export const claims = (r: Reductions, claimable: boolean): Readonly<Record<string, number>> => ({
  reductionEnveloped_log10: r.virusEnveloped,
  reductionResistant_log10: r.virusResistant,
  reductionHAV_log10: r.virusHAV,
  reductionB19_log10: r.virusB19,
  claimable: claimable ? 1 : 0,
})
