import { type Mechanism, viralLedger, type ViralStep, VIRUSES, type Virus } from '../models/index.ts'
import { type Run, unitOf } from '../play/index.ts'

/** The ledger of viral safety as it stands on paper: what each step may claim for each class of virus, and what adds up. */
export interface LedgerSnapshot {
  readonly rows: readonly LedgerRow[]
  readonly claims: Readonly<
    Record<Virus, { readonly sum: number; readonly effective: number; readonly enough: boolean }>
  >
  /** Nothing is to come: what is not proven now never will be. */
  readonly whole: boolean
}

export interface LedgerRow {
  readonly step: string
  readonly unit: string
  readonly place?: string
  readonly mechanism: Mechanism
  readonly state: 'toCome' | 'runs' | 'proven' | 'unproven'
  /** Log10 by class, in tenths, rounded down; null: not known yet, or not proven. */
  readonly claimed: Readonly<Record<Virus, number>> | null
  /** Ends of its validated box: what, the least or the most of it. */
  readonly box: readonly BoxEnd[]
}

export interface BoxEnd {
  readonly of: 'pH' | 'temperature' | 'caprylate' | 'time_min' | 'time_h' | 'dose' | 'filterAid' | 'load' | 'untreated'
  readonly side: 'least' | 'most'
  readonly value: number
}

export const LEDGER_CLASSES: readonly Virus[] = VIRUSES

/** What a step attacks; two of the same do not add up (plasma.md §3.14). */
const MECHANISM: Readonly<Record<string, Mechanism>> = {
  caprylate: 'envelope',
  solventDetergent: 'envelope',
  plasmaLowPh: 'acid',
  plasmaDepthFilter: 'partition',
  plasmaNanofilter: 'size',
  pasteuriser: 'heat',
  dryHeat: 'heat',
}

/** Constants of a unit that are ends of its box. */
const BOX: Readonly<Record<string, readonly (readonly [parameter: string, of: BoxEnd['of'], side: BoxEnd['side']])[]>> =
  {
    caprylate: [
      ['claimCaprylate', 'caprylate', 'least'],
      ['claimPh', 'pH', 'most'],
      ['claimTemperature', 'temperature', 'least'],
      ['claimTime', 'time_min', 'least'],
    ],
    solventDetergent: [
      ['claimDose', 'dose', 'least'],
      ['claimCold', 'temperature', 'least'],
      ['claimWarm', 'temperature', 'most'],
      ['claimTime', 'time_h', 'least'],
      ['claimUntreated', 'untreated', 'most'],
    ],
    plasmaDepthFilter: [
      ['claimAid', 'filterAid', 'least'],
      ['ends', 'load', 'most'],
    ],
  }

const RESULT: Readonly<Record<Virus, string>> = {
  virusEnveloped: 'reductionEnveloped_log10',
  virusResistant: 'reductionResistant_log10',
  virusHAV: 'reductionHAV_log10',
  virusB19: 'reductionB19_log10',
}

/** Of the line that ends in the first product; null: nothing of it ends virus, or the level has no work. */
export function ledgerOf(run: Run): LedgerSnapshot | null {
  const { level } = run
  if (level.plant !== 'plasma' || !level.work) return null
  const line: number[] = []
  let at = level.steps.findIndex((s) => s.id === level.products[0]?.step)
  while (at >= 0) {
    line.unshift(at)
    const { from } = level.steps[at]!
    at = from === null ? -1 : level.steps.findIndex((s) => s.id === from)
  }
  const steps = line.filter((i) => Object.hasOwn(MECHANISM, level.steps[i]!.unit))
  if (!steps.some((i) => level.steps[i]!.mode === 'play')) return null
  const proven: ViralStep[] = []
  const rows = steps.map((i): LedgerRow => {
    const step = level.steps[i]!
    const closed = run.closed.find((c) => c.index === i)
    const mechanism = MECHANISM[step.unit]!
    const claimable = closed?.results['claimable'] === 1
    const reductions = Object.fromEntries(
      VIRUSES.map((virus) => [virus, Math.max(0, closed?.results[RESULT[virus]] ?? 0)]),
    ) as Record<Virus, number>
    if (closed) proven.push({ step: step.id, mechanism, reductions, claimable })
    const standard = unitOf(step).parameters
    const tenths = Object.fromEntries(
      VIRUSES.map((virus) => [virus, Math.floor(10 * reductions[virus] + 1e-6) / 10]),
    ) as Record<Virus, number>
    return {
      step: step.id,
      unit: step.unit,
      ...(step.place !== undefined && { place: step.place }),
      mechanism,
      state: closed ? (claimable ? 'proven' : 'unproven') : run.running.some((r) => r.index === i) ? 'runs' : 'toCome',
      claimed: claimable ? tenths : null,
      box: (BOX[step.unit] ?? []).map(([id, of, side]) => ({
        of,
        side,
        value: step.parameters[id] ?? standard[id]!.value,
      })),
    }
  })
  const claims = Object.fromEntries(
    Object.entries(viralLedger(proven)).map(([virus, { sum_log10, effective, enough }]) => [
      virus,
      { sum: Math.floor(10 * sum_log10 + 1e-6) / 10, effective, enough },
    ]),
  ) as unknown as LedgerSnapshot['claims']
  return { rows, claims, whole: rows.every((row) => row.state === 'proven' || row.state === 'unproven') }
}
