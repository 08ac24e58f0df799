import { type Donation, lookBack, type Refusal } from '../../models/index.ts'
import { uniform } from '../../sim/index.ts'
import type { Level, TraceSpec } from '../level.ts'
import type { Answer, Run } from '../state.ts'
import { causeOf } from './faults.ts'

/**
 * Traceability, both ways: from a letter about a donor to every donation, pool and lot, by the documents that say so.
 * Blocking needs no proof, going on does.
 */
export const DOCUMENTS = ['letter', 'donor', 'store', 'poolHere', 'poolOther', 'rack', 'weights'] as const
export type Document = (typeof DOCUMENTS)[number]
export const POOLS = ['poolHere', 'poolOther'] as const
type Pool = (typeof POOLS)[number]
/** The pallet on which the donations in hold stand, all of them. */
export const PALLET = 'pallet'

export interface TraceState {
  readonly opened: string[]
  readonly blocked: string[]
  readonly discarded: string[]
  /** Tubes kept of a donation, sent to be tested by itself. */
  readonly tubes: { readonly unit: string; readonly due_s: number; rang: boolean }[]
  /** A responsible pharmacist has certified; an authority was asked to hurry. */
  certified_s: number | null
  hurried_s: number | null
}

/** Where a donation is: in the hold of the store, or in a pool. */
export interface Placed extends Donation {
  readonly at: 'store' | Pool
}

/** What all the documents together say: drawn by the seed, the same whoever opens them. Days are counted from the letter. */
export interface Traced {
  readonly donor: string
  readonly lastNegative_d: number
  /** Of this donor, the youngest first. */
  readonly donations: readonly Placed[]
  /** Of others, with a code like it. */
  readonly alike: readonly Placed[]
  readonly pools: Readonly<Record<Pool, string>>
  /** Units to block and pools to judge again, by the rule of look-back. */
  readonly pull: readonly string[]
  readonly risky: readonly Pool[]
  /** The tube of the donation in this pool would answer. */
  readonly reactive: boolean
  /** The bottle of the first homogeneous pool: taken, and on the list. */
  readonly bottle: 'listed' | 'unlisted' | 'never'
}

export const newTrace = (level: Level): TraceState | undefined =>
  level.work?.trace && { opened: [], blocked: [], discarded: [], tubes: [], certified_s: null, hurried_s: null }

/** gmp.md PL-02: the youngest donation of the donor has been in hold for so many of the sixty days. */
const HELD_D = 48
/** A donor of plasma comes again after this at the earliest; units younger than the hold are all in the store. */
const EARLIER_D = 10

const kept = new WeakMap<Run, Traced>()

export function tracedOf(run: Run): Traced {
  let traced = kept.get(run)
  if (!traced) kept.set(run, (traced = draw(run, run.level.work!.trace!)))
  return traced
}

function draw(run: Run, spec: TraceSpec): Traced {
  const causes = (id: string): string =>
    causeOf(
      run,
      run.level.work!.faults.find((f) => f.id === id)!,
    ).id
  const donorCause = causes(spec.fault)
  let drawn = 0
  const from = (low: number, high: number): number =>
    low + Math.floor(uniform(run.seed, 'trace', drawn++) * (high - low + 1))
  // Two last figures that differ: the other way round they belong to somebody else.
  const tens = from(1, 9)
  const ones = (tens + from(1, 8)) % 10
  const hundreds = 100 * from(41, 89)
  const donor = hundreds + 10 * tens + ones
  const other = hundreds + 10 * ones + tens
  const unit = (of: number, ago: number, at: Placed['at']): Placed => ({
    id: `U${from(10_000, 99_999)}`,
    donor: `V-${of}`,
    volume_L: 0.7,
    day: -ago,
    tests: 'negative',
    B19_IU_mL: 0,
    warmest_C: -30,
    frozen: 'blast',
    at,
  })
  const atRisk = from(68, 118)
  // Six months before the last negative donation, and older than that.
  const old = from(HELD_D + 183 + 6, HELD_D + 183 + 60)
  const here = donorCause === 'window' || donorCause === 'cleared'
  const donations = [
    unit(donor, HELD_D, 'store'),
    unit(donor, HELD_D + EARLIER_D, 'store'),
    ...(here ? [unit(donor, atRisk, 'poolHere')] : []),
    ...(donorCause === 'elsewhere' ? [unit(donor, atRisk, 'poolOther')] : []),
    unit(donor, old, here ? 'poolOther' : 'poolHere'),
    ...(donorCause === 'before' ? [unit(donor, old + from(20, 40), 'poolOther')] : []),
  ]
  const alike = [
    unit(other, from(20, 45), 'store'),
    unit(other, from(70, 120), 'poolHere'),
    unit(other, from(70, 120), 'poolOther'),
  ]
  const report = { donor: `V-${donor}`, lastNegative_d: -HELD_D }
  const at = (place: Placed['at']): readonly Placed[] => [...donations, ...alike].filter((d) => d.at === place)
  const found = lookBack(report, at('store'), { poolHere: at('poolHere'), poolOther: at('poolOther') })
  const sample = causes(spec.sample)
  const pool = from(14, 48)
  return {
    ...report,
    donations,
    alike,
    pools: { poolHere: `P-${pool}`, poolOther: `P-${pool - from(2, 6)}` },
    pull: found.pull,
    risky: found.pools as readonly Pool[],
    reactive: donorCause === 'window',
    bottle: sample === 'never' ? 'never' : sample === 'unlisted' ? 'unlisted' : 'listed',
  }
}

/** What the documents that were opened show: of the donor's card all, of a list the lines that look like the donor. */
export function knownUnits(run: Run): readonly Placed[] {
  const { opened } = run.desk!.trace!
  const { donations, alike } = tracedOf(run)
  return [...donations, ...alike].filter(
    (d) => opened.includes(d.at) || (opened.includes('donor') && donations.includes(d)),
  )
}

/** The donation of this donor that went into this pool: its tube is kept. */
export const unitHere = (run: Run): Placed | undefined => tracedOf(run).donations.find((d) => d.at === 'poolHere')

export type TubeSays = 'waiting' | 'reactive' | 'negative'

/** What the tube of a donation has answered; null: nobody has asked. */
export function tubeOf(run: Run, unit: string): TubeSays | null {
  const tube = run.desk!.trace!.tubes.find((t) => t.unit === unit)
  if (!tube) return null
  if (tube.due_s > run.t_s) return 'waiting'
  const here = unitHere(run)
  return tracedOf(run).reactive && here?.id === unit ? 'reactive' : 'negative'
}

/** Second at which the authority answers: sooner where it was asked to hurry with a complete file. */
export function officialAt_s(run: Run): number | null {
  const official = run.level.work!.disposition?.official
  const spec = run.level.work!.disposition
  const opened = run.desk!.facts.find((f) => f.kind === 'opened' && f.step === spec?.step)
  if (!official || !opened) return null
  const takes_s = official.from_s + Math.floor(uniform(run.seed, 'official', 0) * (official.to_s - official.from_s))
  const due_s = opened.t_s + takes_s
  const hurried = run.desk!.trace?.hurried_s ?? null
  return hurried === null || hurried >= due_s ? due_s : Math.max(hurried + 4 * 3600, due_s - official.priority_s)
}
export const isOfficial = (run: Run): boolean => {
  const at_s = officialAt_s(run)
  return at_s !== null && at_s <= run.t_s
}

/** The pool is blocked, and quality has not said under what name it may go on. */
export function isHeldBack(run: Run, step: string): boolean {
  const { trace } = run.level.work ?? {}
  const state = run.desk?.trace
  if (!trace || !state || !trace.gates.includes(step) || !state.blocked.includes('poolHere')) return false
  return !run.log.some((d) => d.by === 'player' && d.slot === 'call.qa' && d.value === 'pool')
}

const no = (code: string): Refusal => ({ code })
const isOpen = (run: Run): boolean =>
  run.desk!.facts.some((f) => f.kind === 'opened' && f.step === run.level.work!.trace!.gates[0])

/** `trace.open` a document; `block`, `free` a unit, the pallet, a pool; `discard` a unit; `tube` of a unit to the laboratory. */
export function refuseTrace(run: Run, topic: string, value: Answer): Refusal | undefined {
  const state = run.desk!.trace
  if (!state || !isOpen(run)) return no('unknown_topic')
  const id = String(value)
  if (topic === 'open') {
    if (!DOCUMENTS.includes(id as Document)) return no('no_such_document')
    if (id !== 'letter' && !state.opened.includes('letter')) return no('letter_first')
    return state.opened.includes(id) ? no('already_read') : undefined
  }
  const isUnit = knownUnits(run).some((d) => d.id === id)
  const isPlace = POOLS.includes(id as Pool) || id === PALLET
  if (!isUnit && !(isPlace && state.opened.includes('letter'))) return no('not_found_yet')
  if (state.discarded.includes(id)) return no('already_discarded')
  if (topic === 'block') return state.blocked.includes(id) ? no('already_blocked') : undefined
  if (topic === 'free') return state.blocked.includes(id) ? undefined : no('not_blocked')
  const place = knownUnits(run).find((d) => d.id === id)?.at
  if (topic === 'discard') return place === 'store' ? undefined : no('not_in_store')
  if (topic !== 'tube') return no('unknown_topic')
  if (!isUnit) return no('no_such_tube_kept')
  return state.tubes.some((t) => t.unit === id) ? no('already_sent') : undefined
}

export function actOnTrace(run: Run, topic: string, value: Answer): void {
  const state = run.desk!.trace!
  const id = String(value)
  if (topic === 'open') state.opened.push(id)
  else if (topic === 'block') state.blocked.push(id)
  else if (topic === 'free') state.blocked.splice(state.blocked.indexOf(id), 1)
  else if (topic === 'discard') state.discarded.push(id)
  else state.tubes.push({ unit: id, due_s: run.t_s + run.level.work!.trace!.tube_s, rang: false })
}

/** What each takes: a list of thousands is searched by its code, a pallet by hand. */
export const TRACE_S: Readonly<Record<string, number>> = { open: 180, block: 60, free: 60, discard: 120, tube: 240 }
