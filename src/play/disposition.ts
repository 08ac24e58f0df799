import { plants, type PlantId, type Refusal } from '../models/index.ts'
import { uniform } from '../sim/index.ts'
import { boardsOf, trueCause } from './desk/board.ts'
import { firstRound } from './desk/days.ts'
import { causeOf } from './desk/faults.ts'
import { resultsOf } from './desk/instruments.ts'
import { linesOf } from './desk/plan.ts'
import { isOfficial, tracedOf, tubeOf, unitHere } from './desk/trace.ts'
import { barcodeOf, isOrdered } from './desk/vial.ts'
import { cards } from './cards.ts'
import type { FaultSpec } from './level.ts'
import type { ProposedFact } from './desk/state.ts'
import type { Answer, Run, Stamped } from './state.ts'

/**
 * What becomes of a lot: the record is read line by line, up to three lines are marked that carry the decision, one that
 * is missing, and it is said who signs. What is right follows from the run alone.
 */
export const DECISIONS = ['release', 'reject', 'reprocess', 'investigate', 'withdraw'] as const
export type Verdict = (typeof DECISIONS)[number]

/** Who can sign. Production never signs for its own lot. */
export const SIGNERS = ['production', 'qc', 'qa', 'pharmacist'] as const
export type Signer = (typeof SIGNERS)[number]

/** gmp.md §3.2: certification is the responsible pharmacist's; a lot is kept back by quality. */
const SIGNED_BY: Readonly<Record<Verdict, readonly Signer[]>> = {
  release: ['pharmacist'],
  reject: ['qa', 'pharmacist'],
  withdraw: ['qa', 'pharmacist'],
  reprocess: ['qa'],
  investigate: ['qa', 'qc'],
}

export const MOST_MARKED = 3
/** Marked as missing: nothing is. */
export const NOTHING_MISSING = 'none'

/** A line of the record as a reviewer reads it. */
export interface ReviewLine {
  readonly id: string
  readonly section: 'identity' | 'trace' | 'steps' | 'tests' | 'official' | 'cases'
  /** Its name's key: a line of the level, a test, a case. */
  readonly of: string
  /** What is written there; null: nothing is. */
  readonly said: number | string | null
  /** The second of a result of which there are several. */
  readonly at_s: number | null
  readonly limit: { readonly low: number | null; readonly high: number | null; readonly unit: string } | null
}

/** Release tests as the laboratory reports them, with the row of the release table they are held against. */
const TESTS: Readonly<Record<PlantId, Readonly<Record<string, string>>>> = {
  antibody: {
    // What is registered, not what the plant would like to see.
    hcp: 'release.hcpHard',
    dna: 'release.dna',
    proteinA: 'release.proteinA',
    hmw: 'release.hmw',
    content: 'release.content',
    endotoxin: 'release.endotoxin',
  },
  plasma: { content: 'igG.content', polymers: 'igG.polymers', factorXIa: 'igG.factorXIa' },
  aav: { cellPotency: 'potency', fullByLight: 'full', aggregates: 'aggregates' },
}

const isBeyond = ({ said, limit }: ReviewLine): boolean =>
  typeof said === 'number' &&
  limit !== null &&
  ((limit.low !== null && said < limit.low) || (limit.high !== null && said > limit.high))

/** Which of the crew's lines this lot's record lacks: one at most, drawn by the seed. */
export function blankLine(run: Run): string | null {
  const spec = run.level.work?.disposition
  if (!spec) return null
  let left = uniform(run.seed, 'disposition.blank', 0) * spec.outOf
  for (const { id, blank } of spec.lines) if ((left -= blank) < 0) return id
  return null
}

const closed = (run: Run, step: string) => run.closed.find((c) => run.level.steps[c.index]!.id === step)
/** What the crew writes of a step when it is through; how old the harvest is by then, its stream says. */
function reported(run: Run, step: string, result: string): number | undefined {
  const at = closed(run, step)
  if (result !== 'sinceHarvest_h') return at?.results[result]
  return at && 'sinceHarvest_s' in at.product ? at.product.sinceHarvest_s / 3600 : undefined
}
const hasBegun = (run: Run, step: string): boolean =>
  run.desk!.facts.some((f) => f.kind === 'opened' && f.step === step)

/** Asked at every turn of a hand; it changes with what is decided, what happens, what comes back and with the day. */
const latest = new WeakMap<Run, { readonly at: string; readonly lines: readonly ReviewLine[] }>()

/** The record so far, as anybody may read it: what was written, reported and found, and the holes. */
export function reviewOf(run: Run): readonly ReviewLine[] {
  const { level, desk, log, closed, running, t_s } = run
  if (!level.work?.disposition || !desk) return []
  const back = desk.samples.reduce((sum, s) => sum + (s.due_s <= t_s ? 1 : 0), 0)
  const day = Math.floor(t_s / level.work.rounds.length_s)
  const tubes = desk.trace?.tubes.filter((t) => t.due_s <= t_s).length ?? 0
  const official = desk.trace && isOfficial(run)
  const at = `${log.length} ${desk.facts.length} ${closed.length} ${running.length} ${back} ${tubes} ${official} ${day}`
  const last = latest.get(run)
  if (last?.at === at) return last.lines
  const lines = readLines(run)
  latest.set(run, { at, lines })
  return lines
}

function readLines(run: Run): readonly ReviewLine[] {
  const work = run.level.work!
  const spec = work.disposition!
  const lines: ReviewLine[] = []
  const add = (line: Omit<ReviewLine, 'at_s' | 'limit'> & Partial<ReviewLine>): void =>
    void lines.push({ at_s: null, limit: null, ...line })
  const { vial } = run.desk!
  if (vial && vial.used !== null)
    add({
      id: 'vial',
      section: 'identity',
      of: 'vial',
      said: vial.used === 'other' ? work.vials!.ordered : vial.looked || vial.scanned ? barcodeOf(run) : null,
    })
  for (const line of linesOf(run)) {
    const written = run.log.filter((d) => d.slot === `record.${line.id}` && Array.isArray(d.value)).at(-1)
    const value = written && (written.value as readonly (number | string)[])[0]
    if (isDue(run, line.step, line.day))
      add({ id: `line.${line.id}`, section: 'steps', of: line.id, said: value ?? null })
  }
  const blank = blankLine(run)
  for (const { id, step, result } of spec.lines) {
    const value = reported(run, step, result)
    if (value !== undefined) add({ id: `crew.${id}`, section: 'steps', of: id, said: blank === id ? null : value })
  }
  if (run.desk!.trace) addTraced(run, add)
  for (const step of run.level.steps.filter((s) => s.mode === 'play')) {
    const germs = resultsOf(run, step.id, 'gram').at(-1)
    if (germs) add({ id: 'test.gram', section: 'tests', of: 'gram', said: germs.value, at_s: germs.drawn_s })
  }
  if (spec.official && hasBegun(run, spec.step))
    add({ id: 'official', section: 'official', of: 'official', said: isOfficial(run) ? 'in' : null })
  if (hasBegun(run, spec.step))
    for (const [assay, key] of Object.entries(TESTS[run.level.plant])) {
      const { lower, upper, unit } = plants[run.level.plant].release[key]!
      const limit = { low: lower, high: upper, unit }
      const results = resultsOf(run, spec.step, assay)
      if (results.length === 0) add({ id: `test.${assay}.0`, section: 'tests', of: assay, said: null, limit })
      results.forEach(({ value, drawn_s }, i) =>
        add({ id: `test.${assay}.${i}`, section: 'tests', of: assay, said: value, at_s: drawn_s, limit }),
      )
    }
  if (hasBegun(run, spec.step)) addPrints(run, add)
  for (const fault of work.faults) {
    const report = reportOf(run, fault)
    if (report) add({ id: `case.${fault.id}`, section: 'cases', of: fault.id, said: 'written', at_s: report.t })
  }
  for (const board of boardsOf(run)) {
    const concluded = board.measure === null ? null : board.pinned!.cause
    add({ id: `found.${board.fault}`, section: 'cases', of: board.fault, said: concluded, at_s: board.opened_s })
  }
  return lines
}

type Adds = (line: Omit<ReviewLine, 'at_s' | 'limit'> & Partial<ReviewLine>) => void

/** What the search has put on paper: the donation in this pool, how the pool stands, what its two tests say; the bottle. */
function addTraced(run: Run, add: Adds): void {
  const { opened, blocked } = run.desk!.trace!
  const { bottle } = tracedOf(run)
  const unit = unitHere(run)
  const line = (id: string, section: ReviewLine['section'], said: ReviewLine['said']): void =>
    add({ id: `trace.${id}`, section, of: id, said })
  if (opened.includes('poolHere')) line('unit', 'trace', unit?.id ?? 'none')
  if (opened.includes('letter')) line('status', 'trace', blocked.includes('poolHere') ? 'blocked' : 'free')
  // Five thousand donations in one: it has said so of every pool yet.
  line('poolTest', 'tests', 'negative')
  const tube = unit && tubeOf(run, unit.id)
  if (tube) line('tube', 'tests', tube === 'waiting' ? null : tube)
  line('poolSample', 'steps', bottle === 'listed' ? BOTTLE_ML : null)
}
const BOTTLE_ML = 500

/** A hand-written line is missed once its round has gone by, or its step has. */
function isDue(run: Run, step: string, day: number): boolean {
  const opened = run.desk!.facts.find((f) => f.kind === 'opened' && f.step === step)
  if (!opened) return false
  const morning_s = (firstRound(run, step, opened.t_s) + day) * run.level.work!.rounds.length_s
  const ended = run.desk!.facts.find((f) => f.kind === 'closed' && f.step === step)
  return ended ? ended.t_s > morning_s : run.t_s >= morning_s
}

const reportOf = (run: Run, fault: FaultSpec): Stamped | undefined =>
  run.log.find(
    (d) =>
      d.by === 'player' &&
      d.slot === 'case.deviation' &&
      Array.isArray(d.value) &&
      cards[fault.card]!.about.includes(String(d.value[0])),
  )

/** A decision that can be defended now, and the lines that carry it; `plant`: nobody at the desk brought the lot there. */
export interface Right {
  readonly decision: Verdict
  readonly carry: readonly string[]
  readonly plant: boolean
}

/** What is right for this lot as its record stands, by rules; more than one where more than one can be defended. */
export function rightOf(run: Run): readonly Right[] {
  const lines = reviewOf(run)
  const ids = new Set(lines.map((line) => line.id))
  const rights: Right[] = []
  // Identity cannot be brought back.
  if (run.desk!.vial?.used === 'pulled' && !isOrdered(run))
    rights.push({ decision: 'reject', carry: ['vial'], plant: false })
  // A filter holds germs back, not what they leave behind.
  if (isContaminated(run)) rights.push({ decision: 'reject', carry: ['test.gram'], plant: true })
  const spec = run.level.work!.disposition!
  const blank = spec.lines.find((line) => line.id === blankLine(run))
  if (blank?.proof && ids.has(`crew.${blank.id}`))
    rights.push({ decision: 'withdraw', carry: [`crew.${blank.id}`], plant: true })
  // Filtering again on a new filter is in the file of the nanofilter, and of no other step.
  const nano = run.closed.find((c) => run.level.steps[c.index]!.unit === 'nanofilter')
  if (nano && nano.results['integrity_pass'] === 0) {
    const test = spec.lines.find((line) => line.result === 'integrity_pass')
    rights.push({ decision: 'reprocess', carry: test ? [`crew.${test.id}`] : [], plant: false })
  }
  if (run.desk!.trace) rights.push(...byTrace(run))
  rights.push(...byPrint(run))
  const found = byResults(run, lines)
  // A result that was put right saves nothing that is lost for another reason.
  rights.push(...(rights.length ? found.filter((r) => r.decision === 'reject') : found))
  if (rights.length) return rights
  if (isTubeOwed(run)) return [{ decision: 'investigate', carry: ['trace.unit'], plant: false }]
  if (!hasBegun(run, spec.step) || lines.some((l) => l.section === 'tests' && l.said === null))
    return [{ decision: 'investigate', carry: [], plant: false }]
  const open = openCritical(run)
  if (open) return [{ decision: 'investigate', carry: [`case.${open.id}`], plant: false }]
  return [{ decision: 'release', carry: carriedBy(run, lines), plant: false }]
}

/** Given in the six months before the last negative test, and in this pool. */
const isAtRiskHere = (run: Run): boolean => tracedOf(run).risky.includes('poolHere')

/** gmp.md D3: the pool's own negative test settles nothing while the donation has not been tested by itself. */
const isTubeOwed = (run: Run): boolean => {
  if (!run.desk!.trace || !isAtRiskHere(run)) return false
  const tube = tubeOf(run, unitHere(run)!.id)
  return tube === null || tube === 'waiting'
}

/** What papers alone decide: a pool nobody can test any more (PL-06), a donation that carries what the letter feared. */
function byTrace(run: Run): readonly Right[] {
  const rights: Right[] = []
  const unit = unitHere(run)
  if (tracedOf(run).bottle === 'never') rights.push({ decision: 'reject', carry: ['trace.poolSample'], plant: true })
  if (unit && isAtRiskHere(run) && tubeOf(run, unit.id) === 'reactive')
    rights.push({ decision: 'reject', carry: ['trace.unit', 'trace.tube'], plant: true })
  return rights
}

/** The two plates of a filling, as far as they were looked at. */
const PRINTS = { glove: 'glovePrint', control: 'controlPlate' } as const

const printFault = (run: Run): FaultSpec | undefined =>
  run.level.work!.faults.find(
    (fault) => fault.card === 'AV-17' && run.desk!.facts.some((f) => f.kind === 'fault' && f.fault === fault.id),
  )

function addPrints(run: Run, add: Adds): void {
  const { step } = run.level.work!.disposition!
  for (const [id, panel] of Object.entries(PRINTS)) {
    const seen = run.desk!.views[`${step}.${panel}`]
    if (seen) add({ id: `print.${id}`, section: 'steps', of: panel, said: seen.value, limit: NO_COLONY })
  }
}
/** Annex 1, table 6: no growth. */
const NO_COLONY = { low: null, high: 0, unit: '1' } as const

/** gmp.md D7: a colony of a hand leaves sterility unproven, whatever twenty vials say; a plate nobody touched acquits it. */
function byPrint(run: Run): readonly Right[] {
  const fault = printFault(run)
  if (!fault || causeOf(run, fault).lost !== true) return []
  return [{ decision: 'reject', carry: ['print.glove', 'print.control'], plant: true }]
}

/** A result beyond what is registered stands until a laboratory error is proven (gmp.md MA-20). */
function byResults(run: Run, lines: readonly ReviewLine[]): readonly Right[] {
  const beyond = lines.filter((line) => line.section === 'tests' && isBeyond(line))
  const [first] = beyond
  if (!first) return []
  const again = lines.filter((line) => line.of === first.of && line.id.startsWith('test.')).at(-1)!
  const suspect = run.level.work!.faults.find((f) => f.step === run.level.work!.disposition!.step)
  const board = boardsOf(run).find((b) => b.fault === suspect?.id)
  const cause = suspect && trueCause(run, suspect.id)
  const made = suspect && causeOf(run, suspect)
  const plant = made?.lost === true
  // Nothing says that this figure is anything but true.
  if (!suspect || !cause || !board || !boardIsAbout(suspect, first))
    return suspect && boardIsAbout(suspect, first)
      ? [{ decision: 'investigate', carry: [first.id], plant: false }]
      : [{ decision: 'reject', carry: [first.id], plant: false }]
  const found = `found.${suspect.id}`
  if (board.measure === null) return [{ decision: 'investigate', carry: [first.id], plant: false }]
  const error = made?.shows !== undefined
  const isRight = board.pinned!.cause === cause
  if (error && !isRight) return [{ decision: 'investigate', carry: [found], plant: false }]
  if (!error) return [{ decision: 'reject', carry: [first.id, found], plant }]
  if (again === first) return [{ decision: 'investigate', carry: [found], plant: false }]
  if (isBeyond(again)) return [{ decision: 'reject', carry: [again.id, found], plant: false }]
  return beyond.every((line) => line.of === first.of)
    ? [{ decision: 'release', carry: [found, again.id], plant: false }]
    : [{ decision: 'reject', carry: [beyond.find((line) => line.of !== first.of)!.id], plant: false }]
}

/** The case this figure would be reported under. */
const boardIsAbout = (fault: FaultSpec, line: ReviewLine): boolean => cards[fault.card]!.about.includes(line.of)

const isContaminated = (run: Run): boolean =>
  run.level.work!.faults.some(
    (fault) =>
      causeOf(run, fault).germs_per_mL !== undefined &&
      run.desk!.facts.some((f) => f.kind === 'fault' && f.fault === fault.id),
  )

/** A critical case that came, and that nobody has reported. */
function openCritical(run: Run): FaultSpec | undefined {
  return run.level.work!.faults.find(
    (fault) =>
      cards[fault.card]!.severity === 'critical' &&
      run.desk!.facts.some((f) => f.kind === 'fault' && f.fault === fault.id) &&
      cards[fault.card]!.begins_s(run, fault, 0) !== null &&
      !reportOf(run, fault),
  )
}

/** Where nothing spoke against the lot: the test that decides, and what was reported and settled on the way. */
const carriedBy = (run: Run, lines: readonly ReviewLine[]): readonly string[] =>
  run.desk!.trace
    ? lines.filter((l) => l.id === 'trace.unit' || l.id === 'trace.tube').map((l) => l.id)
    : [
        ...lines.filter((l) => l.section === 'tests' && (l.of === 'hcp' || l.of === 'cellPotency')).map((l) => l.id),
        ...run.level.work!.faults.filter((f) => reportOf(run, f)).map((f) => `case.${f.id}`),
      ].slice(0, MOST_MARKED)

/** Lines that should say something and say nothing. */
export const missingOf = (run: Run): readonly string[] =>
  reviewOf(run).flatMap((line) => (line.said === null ? [line.id] : []))

export interface Proposal {
  readonly decision: Verdict
  readonly signer: Signer
  /** Id of the line that is missing, or NOTHING_MISSING. */
  readonly missing: string
  readonly marked: readonly string[]
}

/** Shares of a decision's worth (gmp.md §3.2). */
export const SHARES = { decision: 0.4, reasons: 0.3, missing: 0.15, paper: 0.15 } as const
/** Most that the right decision is worth for a wrong reason, and a wrong one on the right evidence. */
const WRONG_REASON = 0.55
const WRONG_DECISION = 0.4

export interface Judged {
  readonly decision: boolean
  /** 0 to 1: marked lines that carry it, of those that do. */
  readonly reasons: number
  readonly missing: boolean
  readonly paper: boolean
}

export function worthOf({ decision, reasons, missing, paper }: Judged): number {
  const sum =
    (decision ? SHARES.decision : 0) +
    SHARES.reasons * reasons +
    (missing ? SHARES.missing : 0) +
    (paper ? SHARES.paper : 0)
  if (!decision) return Math.min(sum, WRONG_DECISION)
  return reasons === 0 ? Math.min(sum, WRONG_REASON) : sum
}

export function judge(proposal: Proposal, rights: readonly Right[], missing: readonly string[]): Judged {
  const right = rights.find((r) => r.decision === proposal.decision)
  const { carry } = right ?? rights[0]!
  const hits = proposal.marked.filter((id) => carry.includes(id)).length
  return {
    decision: right !== undefined,
    // What carries nothing weakens what does: marking everything is no reading.
    reasons: carry.length === 0 ? 1 : hits / Math.max(carry.length, proposal.marked.length),
    missing: missing.length ? missing.includes(proposal.missing) : proposal.missing === NOTHING_MISSING,
    paper: SIGNED_BY[proposal.decision].includes(proposal.signer),
  }
}

const isFinal = (decision: Verdict): boolean => decision !== 'investigate'

/** [decision, signer, missing, marked…]. */
function readProposal(value: Answer): Proposal | undefined {
  if (!Array.isArray(value) || value.length < 3 || value.length > 3 + MOST_MARKED) return undefined
  const [decision, signer, missing, ...marked] = value.map(String)
  if (!DECISIONS.includes(decision as Verdict) || !SIGNERS.includes(signer as Signer)) return undefined
  if (new Set(marked).size !== marked.length) return undefined
  return { decision: decision as Verdict, signer: signer as Signer, missing: missing!, marked }
}

const no = (code: string): Refusal => ({ code })

export function refuseDisposition(run: Run, topic: string, value: Answer): Refusal | undefined {
  const spec = run.level.work!.disposition
  if (!spec) return no('unknown_topic')
  if (topic !== 'propose') return refuseLock(run, topic)
  const proposal = readProposal(value)
  if (!proposal) return no('not_a_proposal')
  const ids = reviewOf(run).map((line) => line.id)
  if (proposal.missing !== NOTHING_MISSING && !ids.includes(proposal.missing)) return no('no_such_line')
  if (!proposal.marked.every((id) => ids.includes(id))) return no('no_such_line')
  const isThere = run.running.some((r) => run.level.steps[r.index]!.id === spec.step)
  // A lot can be given up at any hour; it can be released when it is made.
  if (isThere || proposal.decision === 'reject' || proposal.decision === 'withdraw') return undefined
  return no('not_made_yet')
}

/** The second lock: an authority's word, which may be asked to hurry, and the lorry. */
function refuseLock(run: Run, topic: string): Refusal | undefined {
  const { step, official } = run.level.work!.disposition!
  if (!official || (topic !== 'priority' && topic !== 'ship')) return no('unknown_topic')
  if (!run.running.some((r) => run.level.steps[r.index]!.id === step)) return no('not_made_yet')
  const { certified_s, hurried_s, blocked } = run.desk!.trace!
  if (topic === 'ship') {
    if (blocked.includes('poolHere')) return no('pool_blocked')
    // One certificate for the pool: what else came of it leaves by the same lorry.
    const isLeft = run.level.products.some((p) => !closed(run, p.step))
    return isLeft && certified_s !== null && isOfficial(run) ? no('others_not_made') : undefined
  }
  if (certified_s === null) return no('file_not_complete')
  return hurried_s === null && !isOfficial(run) ? undefined : no('already_asked')
}

export function decide(run: Run, topic: string, value: Answer): void {
  if (topic === 'propose') return propose(run, value)
  const desk = run.desk!
  if (topic === 'priority') {
    desk.trace!.hurried_s = run.t_s
    return
  }
  desk.disposition = 'release'
  run.running.length = 0
}

/** A final decision ends the batch where it stands: judged by the record as it is at this second. */
function propose(run: Run, value: Answer): void {
  const proposal = readProposal(value)!
  const rights = rightOf(run)
  const judged = judge(proposal, rights, missingOf(run))
  const right = rights.find((r) => r.decision === proposal.decision) ?? rights[0]!
  run.desk!.facts.push({
    t_s: run.t_s,
    kind: 'proposed',
    proposal,
    judged,
    worth: worthOf(judged),
    right: right.decision,
    carry: right.carry,
    missed: missingOf(run),
    justified: judged.decision && right.plant,
  })
  if (!isFinal(proposal.decision)) return
  // Certified is not released: the vials stay where they are.
  if (proposal.decision === 'release' && run.level.work!.disposition!.official) {
    if (judged.paper) run.desk!.trace!.certified_s ??= run.t_s
    return
  }
  run.desk!.disposition = proposal.decision
  run.running.length = 0
}

/** The last proposal, as it was judged when it was made; null: none was. */
export const lastProposal = (run: Run): ProposedFact | null =>
  run.desk!.facts.filter((f): f is ProposedFact => f.kind === 'proposed').at(-1) ?? null
