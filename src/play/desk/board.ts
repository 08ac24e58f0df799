import type { Refusal } from '../../models/index.ts'
import { cards } from '../cards.ts'
import type { Board, BoardFact } from '../level.ts'
import type { Answer, Run, Stamped } from '../state.ts'
import { causeOf, putRight } from './faults.ts'

/**
 * The investigation of a case: what was looked at, what people saw, one test, and what is pinned on one of four causes.
 * Nothing of it is kept: all follows from the log and from what the displays showed when they were looked at.
 */
export interface BoardView {
  readonly fault: string
  readonly opened_s: number
  readonly causes: readonly string[]
  readonly facts: readonly FactView[]
  /** The cause that was tested, and whether what it predicts was found; null: not yet. */
  readonly tested: { readonly cause: string; readonly found: boolean } | null
  readonly pinned: { readonly cause: string; readonly facts: readonly string[] } | null
  readonly measures: Board['measures']
  readonly measure: string | null
}

export interface FactView {
  readonly id: string
  readonly kind: BoardFact['kind']
  /** Who can be asked; null: it is read off an instrument. */
  readonly who: string | null
  /** What it needs to be known: instruments to be looked at. */
  readonly needs: readonly string[]
  /** `yes`, `no`, the cause a person speaks of; null: not known yet. */
  readonly said: string | null
  /** What the displays showed then, in the order of `needs`; of a trend where it began and where it ended. */
  readonly figures: readonly number[]
  /** Causes it speaks for, as far as it is known. */
  readonly speaksFor: readonly string[]
}

/** The report that opened a board: the first deviation with a word of its card. */
function openingOf(run: Run, board: Board): Stamped | undefined {
  const fault = run.level.work!.faults.find((f) => f.id === board.fault)!
  const about = cards[fault.card]!.about
  return run.log.find(
    (d) =>
      d.slot === 'case.deviation' && d.by === 'player' && Array.isArray(d.value) && about.includes(String(d.value[0])),
  )
}

const acts = (run: Run, slot: string, fault: string): readonly (readonly (number | string)[])[] =>
  run.log.flatMap((d) => (d.slot === slot && Array.isArray(d.value) && d.value[0] === fault ? [d.value] : []))

/** What it really was; null: nothing was wrong, or nothing is yet. */
export function trueCause(run: Run, faultId: string): string | null {
  const came = run.desk!.facts.some((f) => f.kind === 'fault' && f.fault === faultId)
  return came
    ? causeOf(
        run,
        run.level.work!.faults.find((f) => f.id === faultId)!,
      ).id
    : null
}

/** Asked at every turn of a hand; it changes with what is decided and with what happens, and both are only ever added to. */
const latest = new WeakMap<Run, { decided: number; happened: number; boards: readonly BoardView[] }>()

export function boardsOf(run: Run): readonly BoardView[] {
  const [decided, happened] = [run.log.length, run.desk!.facts.length]
  const last = latest.get(run)
  if (last?.decided === decided && last.happened === happened) return last.boards
  const boards = findBoards(run)
  latest.set(run, { decided, happened, boards })
  return boards
}

function findBoards(run: Run): readonly BoardView[] {
  return (run.level.work!.boards ?? []).flatMap((board) => {
    const opening = openingOf(run, board)
    return opening ? [viewOf(run, board, opening.t)] : []
  })
}

function viewOf(run: Run, board: Board, opened_s: number): BoardView {
  const tested = run.desk!.facts.find((f) => f.kind === 'tested' && f.fault === board.fault)
  const pinned = acts(run, 'board.pin', board.fault).at(-1)
  const measure = acts(run, 'board.measure', board.fault)[0]
  return {
    fault: board.fault,
    opened_s,
    causes: board.causes,
    facts: board.facts.map((fact) => factView(run, board, fact, opened_s)),
    tested: tested?.kind === 'tested' ? { cause: tested.cause, found: tested.found } : null,
    pinned: pinned ? { cause: String(pinned[1]), facts: pinned.slice(2).map(String) } : null,
    measures: board.measures,
    measure: measure ? String(measure[1]) : null,
  }
}

function factView(run: Run, board: Board, fact: BoardFact, opened_s: number): FactView {
  const common = { id: fact.id, kind: fact.kind, needs: needsOf(fact) }
  if (fact.kind === 'told') {
    const asked = acts(run, 'board.ask', board.fault).some((value) => value[1] === fact.who)
    const cause = trueCause(run, board.fault) ?? '*'
    const said = Object.hasOwn(fact.tells, cause) ? cause : '*'
    const speaksFor = asked ? (fact.tells[said] ?? []) : []
    return { ...common, who: fact.who, said: asked ? said : null, figures: [], speaksFor }
  }
  const seen = found(run, fact, opened_s)
  if (!seen) return { ...common, who: null, said: null, figures: [], speaksFor: [] }
  const { so, figures } = seen
  return { ...common, who: null, said: so ? 'yes' : 'no', figures, speaksFor: so ? fact.yes : fact.no }
}

function needsOf(fact: BoardFact): readonly string[] {
  if (fact.kind === 'told') return []
  return fact.kind === 'gap' ? [fact.of, fact.over] : [fact.of]
}

/** Rounds before the report whose looks still count. */
const ROUNDS_BACK = 3

/**
 * Whether it was ever so, by what was displayed when somebody looked, since shortly before the report: what has been
 * mended since does not take back what was seen. Null: nobody has looked.
 */
function found(run: Run, fact: Exclude<BoardFact, { kind: 'told' }>, opened_s: number): Seen | null {
  const from_s = opened_s - ROUNDS_BACK * run.level.work!.rounds.length_s
  const last = new Map<string, number>()
  let known: Seen | null = null
  for (const f of run.desk!.facts) {
    if (f.kind !== 'looked' || f.shown === null || f.t_s < from_s) continue
    last.set(f.panel, f.shown)
    const now = needsOf(fact).includes(f.panel) ? lookedAt(run, fact, last, f.t_s) : null
    if (now && !known?.so) known = now
  }
  return known
}

interface Seen {
  readonly so: boolean
  readonly figures: readonly number[]
}

function lookedAt(
  run: Run,
  fact: Exclude<BoardFact, { kind: 'told' }>,
  last: ReadonlyMap<string, number>,
  t_s: number,
): Seen | null {
  const of = last.get(fact.of)
  if (of === undefined) return null
  if (fact.kind === 'seen') return { so: fact.side === 'low' ? of < fact.limit : of > fact.limit, figures: [of] }
  if (fact.kind === 'gap') {
    const over = last.get(fact.over)
    return over === undefined ? null : { so: of - over > fact.beyond, figures: [of, over] }
  }
  const points = (run.desk!.historian[fact.of] ?? []).filter(
    (p) => p.t_s >= t_s - fact.within_s && p.t_s <= t_s && p.shown !== null,
  )
  if (points.length < 2) return null
  const [from, to] = [points[0]!.shown!, points.at(-1)!.shown!]
  return { so: from - to > fact.by, figures: [from, to] }
}

const no = (code: string): Refusal => ({ code })

/** `board.ask` [fault, who], `board.test` [fault, cause], `board.pin` [fault, cause, facts], `board.measure` [fault, measure]. */
export function refuseBoard(run: Run, topic: string, value: Answer): Refusal | undefined {
  if (!['ask', 'test', 'pin', 'measure'].includes(topic)) return no('unknown_topic')
  if (!Array.isArray(value) || !value.every((word) => typeof word === 'string')) return no('not_a_word')
  const [fault, word, ...rest] = value as string[]
  const view = boardsOf(run).find((b) => b.fault === fault)
  if (!view) return no('no_such_board')
  if (view.measure !== null) return no('case_closed')
  if (topic === 'ask') {
    const about = view.facts.find((f) => f.who === word)
    if (!about || rest.length) return no('nobody_there')
    return about.said === null ? undefined : no('already_asked')
  }
  if (topic === 'measure') {
    if (!view.measures.some((m) => m.id === word) || rest.length) return no('no_such_measure')
    return view.pinned ? undefined : no('nothing_pinned')
  }
  if (!view.causes.includes(word ?? '')) return no('no_such_cause')
  if (topic === 'test') return rest.length ? no('no_such_cause') : view.tested ? no('already_tested') : undefined
  if (rest.length < 1 || rest.length > 3 || new Set(rest).size !== rest.length) return no('pins_one_to_three')
  return rest.every((id) => view.facts.some((f) => f.id === id && f.said !== null)) ? undefined : no('not_known_yet')
}

/** A test shows what a cause predicts or does not; a pin is as good as what was known when it was set. */
export function actOnBoard(run: Run, topic: string, value: Answer): void {
  const [fault, cause, ...facts] = value as readonly string[]
  if (topic === 'measure') {
    const measures = run.level.work!.boards!.find((b) => b.fault === fault)!.measures
    putRight(run, fault!, measures.find((m) => m.id === cause)!.against)
  }
  if (topic === 'test')
    run.desk!.facts.push({
      t_s: run.t_s,
      kind: 'tested',
      fault: fault!,
      cause: cause!,
      found: trueCause(run, fault!) === cause,
    })
  if (topic !== 'pin') return
  const view = boardsOf(run).find((b) => b.fault === fault)!
  const speaking = facts.filter((id) => view.facts.find((f) => f.id === id)!.speaksFor.includes(cause!)).length
  run.desk!.facts.push({
    t_s: run.t_s,
    kind: 'pinned',
    fault: fault!,
    cause: cause!,
    speaking: speaking / facts.length,
  })
}

/** Two words with a colleague, a test with its preparation, a pin, a measure written down: plant minutes. */
export const BOARD_MIN: Readonly<Record<string, number>> = { ask: 4, test: 10, pin: 1, measure: 3 }

/** What an investigation is worth, once a measure is taken: how well it is founded, and whether the measure fits. */
export interface Investigated {
  readonly quality: number
  /** The measure does not act on the cause that was pinned. */
  readonly mismatch: boolean
}

/** The right cause is most of it; what was pinned and speaks for it is the rest. */
const RIGHT_CAUSE = 0.6

export function investigated(run: Run, faultId: string): Investigated | null {
  const board = run.level.work!.boards?.find((b) => b.fault === faultId)
  const taken = acts(run, 'board.measure', faultId)[0]
  const pinned = run.desk!.facts.filter((f) => f.kind === 'pinned' && f.fault === faultId).at(-1)
  if (!board || !taken || pinned?.kind !== 'pinned') return null
  const measure = board.measures.find((m) => m.id === taken[1])!
  if (!measure.against.includes(pinned.cause)) return { quality: 0, mismatch: true }
  const founded = RIGHT_CAUSE + (1 - RIGHT_CAUSE) * pinned.speaking
  return { quality: pinned.cause === trueCause(run, faultId) ? founded : 0, mismatch: false }
}
