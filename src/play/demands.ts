import { breachesOf } from './breaches.ts'
import { type Card, cards } from './cards.ts'
import { ANSWERS } from './desk/alarms.ts'
import { investigated } from './desk/board.ts'
import { askedFrom_s, firstRound, morningOf } from './desk/days.ts'
import { linesOf } from './desk/plan.ts'
import { causeOf, isHealthy } from './desk/faults.ts'
import { applies, NOT_APPLICABLE, readTiles } from './desk/verbs.ts'
import { dressFault } from './desk/room.ts'
import { isOrdered, labelOf } from './desk/vial.ts'
import { lastProposal } from './disposition.ts'
import { readInspection } from './inspection/judge.ts'
import { readTransfer } from './transfer/judge.ts'
import { readWeek } from './week/judge.ts'
import type { Decoy, FaultSpec, KeptSample, Line, Question, Reply } from './level.ts'
import type { Case, CasePart, Demands, Obligation, RubricEvent, RuleCode } from './rubric/index.ts'
import { unitOf } from './units.ts'
import type { Run, Stamped } from './state.ts'

/** What the rubric reads, made from a run: the level's demands for this seed, and the player's log as events. */
export interface Read {
  readonly demands: Demands
  readonly events: readonly RubricEvent[]
}

interface OpenCase {
  readonly case: Case
  readonly card: Card
  readonly fault: FaultSpec
}

export function readRun(run: Run): Read {
  const { work } = run.level
  if (work!.inspection) return readInspection(run)
  if (work!.week) return readWeek(run)
  if (work!.transfer) return readTransfer(run)
  const open = casesOf(run)
  const events: RubricEvent[] = []
  let seq = 0
  const add = (t_s: number, e: Omit<RubricEvent, 't_s' | 'seq'>): void =>
    void events.push({ ...e, t_s, seq: seq++ } as RubricEvent)

  // Log and chronicle are each in order; merged by second, an act before what follows from it.
  const player = run.log.filter((d) => d.by === 'player')
  const facts = run.desk!.facts
  let told = 0
  for (const d of player) {
    while (told < facts.length && facts[told]!.t_s < d.t) addFact(run, told++, add)
    addDecision(run, d, open, add)
  }
  while (told < facts.length) addFact(run, told++, add)
  for (const { case: c, card, fault } of open) {
    const acts = player.filter((d) => d.t >= c.begins_s)
    const judged = card.judge(run, fault, c.begins_s, acts)
    if (!judged) continue
    const { at, quality, finding, gate } = judged
    add(at.t, as({ kind: 'choice', about: c.id, quality, ...(finding && { finding }), ...(gate && { gate }) }))
  }
  const asked = work!.questions.flatMap((q) => questionCase(run, q) ?? [])
  for (const decoy of work!.decoys) addDecoy(run, decoy, player, add)
  addAlarmsLeft(run, player, add)
  for (const line of linesOf(run)) addStepLeft(run, line, player, add)
  for (const { t_s, ...breach } of breachesOf(run)) add(t_s, as(breach))
  const decided = run.level.work!.disposition && lastProposal(run)
  if (decided) {
    add(decided.t_s, as({ kind: 'correctiveAction', about: DISPOSITION, quality: decided.worth }))
    if (run.desk!.disposition === 'release') add(decided.t_s, as({ kind: 'release' }))
  }
  for (const sample of work!.samples ?? []) addSampleKept(run, sample, player, add)
  return {
    demands: {
      obligations: [
        ...clearance(run),
        ...linesOf(run).flatMap((line) => obligationOf(run, line) ?? []),
        ...(work!.samples ?? []).flatMap((sample) => keptObligation(run, sample) ?? []),
      ],
      cases: [...open.map((o) => o.case), ...asked, ...dispositionCase(run)],
      decoys: work!.decoys.map((d) => d.id),
      unlocked: work!.unlocked as readonly CasePart[],
    },
    events: events.sort((a, b) => a.t_s - b.t_s || a.seq - b.seq),
  }
}

/** The decision about the lot is a case of its own: everything asked for is the decision itself. */
const DISPOSITION = 'disposition'

function dispositionCase(run: Run): readonly Case[] {
  if (!run.level.work!.disposition) return []
  const parts = ['correct'] as const
  return [{ id: DISPOSITION, severity: 'major', begins_s: 0, window_s: 1e9, escalateTo: [], causedBy: 'plant', parts }]
}

function questionCase(run: Run, q: Question): Case | undefined {
  const begins_s = askedFrom_s(run, q)
  // Whoever has decided about the lot by then was asked nothing any more.
  if (begins_s === null || (run.desk!.disposition !== null && run.t_s <= begins_s)) return undefined
  const window_s = run.level.work!.rounds.length_s
  // Somebody asks: an answer is all there is to give.
  const parts = ['detect', 'decide'] as const
  return { id: q.id, severity: q.severity, begins_s, window_s, escalateTo: [], causedBy: 'plant', parts }
}

/** Left alone on its day it was recognised; treated, it was not. */
function addDecoy(run: Run, decoy: Decoy, player: readonly Stamped[], add: Add): void {
  const from_s = morningOf(run, decoy.step, decoy.day)
  if (from_s === null) return
  const to_s = from_s + run.level.work!.rounds.length_s
  // What is fitted before the flow is let go treats nothing.
  const flows_s = run.level.steps.find((s) => s.id === decoy.step)?.waits ? (letGo(run, decoy.step) ?? to_s) : from_s
  const that = player.filter((d) => d.t >= Math.max(from_s, flows_s) && d.t < to_s)
  const treated = that.find(
    (d) =>
      d.slot === decoy.slot &&
      typeof d.value === 'number' &&
      (d.value > (decoy.most ?? Infinity) || d.value < (decoy.least ?? -Infinity)) &&
      !isCalledFor(run, decoy, d.t),
  )
  if (treated) add(treated.t, as({ kind: 'choice', about: decoy.id, quality: 'wrong', finding: 'major' }))
  else if (that.length) add(that.at(-1)!.t, as({ kind: 'choice', about: decoy.id, quality: 'best' }))
}

/** The display had gone beyond what a normal variation shows. */
function isCalledFor(run: Run, { step, unless }: Decoy, t_s: number): boolean {
  if (!unless) return false
  const points = run.desk!.historian[`${step}.${unless.panel}`] ?? []
  return points.some((p) => p.t_s <= t_s && p.shown !== null && p.shown > unless.limit)
}

const openedAt = (run: Run, step: string): number | undefined =>
  run.desk!.facts.find((f) => f.kind === 'opened' && f.step === step)?.t_s
const closedAt = (run: Run, step: string): number | undefined =>
  run.desk!.facts.find((f) => f.kind === 'closed' && f.step === step)?.t_s

/** Second at which a step that waited for a hand was let go. */
const letGo = (run: Run, step: string): number | undefined =>
  run.log.find((d) => d.slot === `${step}.pause` && d.value === 0)?.t

/** What must be kept of a step's feed before it is let go: afterwards there is none of it left. */
function keptObligation(run: Run, { id, step, weight, missed }: KeptSample): Obligation | undefined {
  if (openedAt(run, step) === undefined) return undefined
  return {
    id,
    step,
    weight,
    due_s: letGo(run, step) ?? null,
    stepEnd_s: closedAt(run, step) ?? null,
    needs: [],
    reading: null,
    secondPerson: false,
    applicable: true,
    ifMissed: missed,
  }
}

function addSampleKept(run: Run, kept: KeptSample, player: readonly Stamped[], add: Add): void {
  const due_s = letGo(run, kept.step) ?? Infinity
  const drawn = new Set<number | string>()
  for (const d of player) {
    if (d.slot !== `${kept.step}.assay` || d.t > due_s || !Array.isArray(d.value)) continue
    for (const assay of d.value) drawn.add(assay)
    if (!kept.assays.every((assay) => drawn.has(assay))) continue
    add(d.t, as({ kind: 'entry', obligation: kept.id }))
    return
  }
}

/** From this night on an alarm left standing is no oversight any more. */
const NIGHTS_TO_MAJOR = 3

/** Whoever goes home while an alarm stands has done, written, told or ordered something about it since it rang, that day. */
function addAlarmsLeft(run: Run, player: readonly Stamped[], add: Add): void {
  const { alarms, rounds } = run.level.work!
  for (const spec of alarms) {
    const { slots, words } = ANSWERS[spec.instrument] ?? { slots: [], words: [] }
    const answers = (d: Stamped): boolean => {
      if (slots.some((topic) => d.slot === `${spec.step}.${topic}`)) return true
      if (d.slot.startsWith('call.') || d.slot === 'case.note')
        return typeof d.value === 'string' && (d.value === spec.instrument || words.includes(d.value))
      const list = Array.isArray(d.value) ? d.value : []
      if (d.slot === 'case.deviation') return list[0] === spec.instrument || words.includes(String(list[0]))
      // An order that waits for the alarm waits in vain for one that has rung already.
      const tiles = d.slot === 'night.orders' ? (readTiles(list) ?? []) : []
      return tiles.some((t) => t.panel === `${spec.step}.${spec.instrument}` && t.limit !== null)
    }
    let nights = 0
    for (const leaving of player.filter((d) => d.slot === 'shift.leave')) {
      const rang = run.desk!.facts.filter((f) => 'alarm' in f && f.alarm === spec.id && f.t_s <= leaving.t).at(-1)
      if (rang?.kind !== 'alarm') continue
      const from_s = Math.max(rang.t_s, Math.floor(leaving.t / rounds.length_s) * rounds.length_s)
      if (player.some((d) => d.t >= from_s && d.seq < leaving.seq && answers(d))) continue
      const severity = ++nights >= NIGHTS_TO_MAJOR ? 'major' : 'minor'
      add(leaving.t, as({ kind: 'breach', rule: 'R-ALARM', severity, subject: spec.id }))
    }
  }
}

/** What the recipe has done before a line of the record is written, and was never done that day. */
function addStepLeft(run: Run, { id, step, day, after }: Line, player: readonly Stamped[], add: Add): void {
  const from_s = after === null ? null : morningOf(run, step, day)
  if (from_s === null) return
  const to_s = from_s + run.level.work!.rounds.length_s
  if (run.t_s < to_s || player.some((d) => d.slot === `${step}.${after}` && d.t >= from_s && d.t < to_s)) return
  add(to_s, as({ kind: 'breach', rule: 'R-STEP', severity: 'major', subject: id }))
}

/** Every area looked at, a second pair of eyes, and the label of what is connected. */
function clearance(run: Run): readonly Obligation[] {
  const { room, bags, vials, rounds, starts_s } = run.level.work!
  const due_s = starts_s + rounds.length_s
  const fresh = { kind: 'within', seconds: rounds.length_s } as const
  const common = { due_s, stepEnd_s: null, freshness: fresh, reading: null, applicable: true } as const
  const areas = room ? [...new Set(room.items.map((item) => item.area))] : []
  return [
    ...areas.map((area): Obligation => {
      const needs = room!.items.filter((item) => item.area === area).map((item) => `room.${item.id}`)
      return {
        ...common,
        id: `clear.${area}`,
        step: room!.step,
        weight: 1,
        needs,
        secondPerson: false,
        ifMissed: 'minor',
      }
    }),
    ...(room
      ? [
          {
            ...common,
            id: 'clear.checked',
            step: room.step,
            weight: 2,
            needs: [],
            secondPerson: true,
            ifMissed: 'major',
          } as const,
        ]
      : []),
    ...(vials && run.desk!.vial?.used
      ? [
          {
            ...common,
            id: 'vial.label',
            step: vials.step,
            weight: 2,
            // A label under frost is no evidence; its barcode is.
            needs: [labelOf(run) === '' ? 'vial.scan' : 'vial.look'],
            secondPerson: false,
            ifMissed: 'major',
          } as const,
        ]
      : []),
    ...(bags
      ? [
          {
            ...common,
            id: 'bag.label',
            step: bags.step,
            weight: 2,
            needs: run.desk!.bag === null ? [] : [`bag.${run.desk!.bag}`],
            secondPerson: false,
            ifMissed: 'major',
          } as const,
        ]
      : []),
  ]
}

/** Faults that came and could be seen. */
function casesOf(run: Run): readonly OpenCase[] {
  return run.level.work!.faults.flatMap((fault) => {
    const card = cards[fault.card]
    const came = run.desk!.faults[fault.id]!.state !== 'waiting'
    if (!card || !came || isHealthy(causeOf(run, fault))) return []
    const fact = run.desk!.facts.find((f) => f.kind === 'fault' && f.fault === fault.id)
    const begins_s = card.begins_s(run, fault, fact ? fact.t_s : 0)
    if (begins_s === null) return []
    const { severity, window_s, escalateTo, clause } = card
    const { boards, unlocked } = run.level.work!
    // Where a level has boards, what has none is put right by being done with.
    const parts =
      boards && boards.every((b) => b.fault !== fault.id)
        ? { parts: (card.parts ?? unlocked).filter((part) => part !== 'correct') as readonly CasePart[] }
        : card.parts && { parts: card.parts }
    return [
      {
        card,
        fault,
        case: { id: fault.id, severity, begins_s, window_s, escalateTo, causedBy: 'plant', clause, ...parts },
      },
    ]
  })
}

function obligationOf(run: Run, line: Line): Obligation | undefined {
  const { length_s } = run.level.work!.rounds
  const opened = run.desk!.facts.find((f) => f.kind === 'opened' && f.step === line.step)
  // A line of a step that never began, or of a day it did not live to see, is asked of nobody.
  if (!opened) return undefined
  const closed = run.desk!.facts.find((f) => f.kind === 'closed' && f.step === line.step)
  const morning_s = (firstRound(run, line.step, opened.t_s) + line.day) * length_s
  if (closed && closed.t_s <= morning_s) return undefined
  // A lot that has been decided about is over, wherever it stood.
  if (run.desk!.disposition !== null && run.t_s <= morning_s) return undefined
  const evidence = `${line.step}.${line.panel}`
  const applicable = applies(run, line)
  return {
    id: line.id,
    step: line.step,
    weight: line.weight,
    due_s: morning_s + length_s,
    stepEnd_s: closed ? closed.t_s : null,
    needs: [evidence],
    freshness: { kind: 'sinceChange' },
    reading: applicable ? { evidence, tolerance: line.tolerance, critical: line.critical } : null,
    secondPerson: line.second,
    applicable,
    ifMissed: line.missed,
  }
}

type Add = (t_s: number, e: Omit<RubricEvent, 't_s' | 'seq'>) => void
const as = (e: object): Omit<RubricEvent, 't_s' | 'seq'> => e as Omit<RubricEvent, 't_s' | 'seq'>

function addFact(run: Run, index: number, add: Add): void {
  const fact = run.desk!.facts[index]!
  if (fact.kind === 'looked') add(fact.t_s, as({ kind: 'view', evidence: fact.panel, shown: fact.shown }))
  else if (fact.kind === 'closed') add(fact.t_s, as({ kind: 'stepClosed', step: fact.step }))
  else if (fact.kind === 'morning')
    for (const { id, mode } of run.level.steps) if (mode === 'play') add(fact.t_s, as({ kind: 'round', step: id }))
}

function addDecision(run: Run, d: Stamped, open: readonly OpenCase[], add: Add): void {
  const dot = d.slot.indexOf('.')
  const [place, topic] = [d.slot.slice(0, dot), d.slot.slice(dot + 1)]
  const list = Array.isArray(d.value) ? d.value : []
  if (place === 'record') {
    const earlier = run.log.some((x) => x.slot === d.slot && x.seq < d.seq)
    const wrote = run.desk!.facts.find((f) => f.kind === 'wrote' && f.line === topic && f.t_s === d.t)
    add(
      d.t,
      as({
        kind: 'entry',
        obligation: topic,
        ...(list[0] === NOT_APPLICABLE ? { notApplicable: true } : { value: list[0] }),
        shown: wrote?.kind === 'wrote' ? wrote.shown : null,
        ...(list[1] !== undefined && { claimed_s: list[1] }),
        ...(list[2] === 'late' && { late: true }),
        // Struck, dated, with a reason: anything else beside a written figure is a second figure.
        ...(earlier && list[3] !== undefined && { correction: true }),
      }),
    )
  } else if (place === 'call') {
    add(d.t, as({ kind: 'escalation', about: caseAbout(open, d.t, d.value), to: topic }))
  } else if (place === 'case' && topic === 'deviation') {
    const about = caseAbout(open, d.t, list[0])
    const found = open.find((o) => o.case.id === about)
    add(d.t, as({ kind: 'deviation', about, facts: found ? factsIn(list, found) : 0 }))
  } else if (place === 'case' && topic === 'class') {
    const last = open.filter((o) => o.case.begins_s <= d.t).at(-1)
    add(d.t, as({ kind: 'classification', about: last ? last.case.id : null, severity: d.value }))
  } else if (place === 'board' && topic === 'measure') {
    const fault = String(list[0])
    const { quality, mismatch } = investigated(run, fault)!
    const about = open.find((o) => o.case.id === fault)?.case.id ?? null
    add(d.t, as({ kind: 'correctiveAction', about, quality }))
    if (mismatch) add(d.t, as({ kind: 'breach', rule: 'R-CAPA', severity: 'minor', subject: fault }))
  } else if (place === 'room' && topic === 'clear') {
    const { room } = run.level.work!
    const second = run.desk!.room!.checked ? 'other' : 'none'
    for (const area of new Set(room!.items.map((item) => item.area)))
      add(d.t, as({ kind: 'entry', obligation: `clear.${area}` }))
    add(d.t, as({ kind: 'entry', obligation: 'clear.checked', second }))
    const cleared = run.desk!.facts.find((f) => f.kind === 'cleared')
    if (cleared?.kind === 'cleared') {
      if (room!.dress && dressFault(run) !== undefined)
        add(d.t, as({ kind: 'breach', rule: 'R-ZONE', severity: 'major', subject: 'dress' }))
      if (cleared.missed > 0) add(d.t, as({ kind: 'breach', rule: 'R-CLEAR', severity: 'major', subject: room!.step }))
      for (let i = 0; i < cleared.tagged; i++) add(d.t, as({ kind: 'hold', about: null }))
    }
  } else if (place === 'room' && topic === 'tag') {
    const item = run.level.work!.room!.items.find(({ id }) => id === d.value)
    if (item?.beyond) add(d.t, as({ kind: 'breach', rule: 'R-ZONE', severity: 'major', subject: item.id }))
  } else if (place === 'bag' && topic === 'connect') {
    add(d.t, as({ kind: 'entry', obligation: 'bag.label' }))
    if (run.desk!.expiredBag === d.value)
      add(d.t, as({ kind: 'breach', rule: 'R-MAT', severity: 'major', subject: 'bag' }))
  } else if (place === 'vial' && topic === 'take') {
    add(d.t, as({ kind: 'entry', obligation: 'vial.label' }))
    if (run.desk!.vial?.used === 'pulled' && !isOrdered(run))
      add(d.t, as({ kind: 'breach', rule: 'R-MAT', severity: 'critical', gate: 'G4', subject: 'vial' }))
  } else if (place === 'vial' && topic === 'apart') {
    const about = open.find((o) => o.fault.id === run.level.work!.vials!.fault)
    add(d.t, as({ kind: 'hold', about: about?.case.id ?? null }))
  } else if (place === 'reply') {
    const question = run.level.work!.questions.find((q) => q.id === topic)
    const reply = question?.replies[d.value as number]
    if (question && reply) add(d.t, as({ kind: 'choice', about: topic, ...reply, ...ruleOf(question, reply) }))
  } else if (isChange(run, place, topic)) add(d.t, as({ kind: 'change', step: place }))
}

/** A colleague of the crew has a line or a session to lend: who does them that favour signs for another. */
const SIGNS_TOO: readonly string[] = ['sami', 'night']

const ruleOf = ({ who }: Question, { rule, gate }: Reply): { rule?: RuleCode } =>
  rule ? { rule } : gate === 'G1' && SIGNS_TOO.includes(who) ? { rule: 'R-BADGE' } : {}

/** Does this decision move the state of its step? Looking, sampling and foreseeing do not. */
function isChange(run: Run, place: string, topic: string): boolean {
  const step = run.level.steps.find((s) => s.id === place)
  if (!step) return false
  const unit = unitOf(step)
  return topic === 'proceed' || Object.hasOwn(unit.settings, topic) || Object.hasOwn(unit.acts, topic)
}

/** The case that a word means: the latest begun one whose card knows it. */
function caseAbout(open: readonly OpenCase[], t_s: number, word: unknown): string | null {
  const meant = open.filter((o) => o.case.begins_s <= t_s && typeof word === 'string' && o.card.about.includes(word))
  return meant.length ? meant.at(-1)!.case.id : null
}

/** Share of the five tiles of a report (what, where, when, how much, done at once) that are there and true. */
function factsIn(tiles: readonly (number | string)[], { case: c, fault }: OpenCase): number {
  const [, where, when_s, howMuch, done] = tiles
  const right = [
    true,
    where === fault.step || fault.causes.some((cause) => cause.stops?.step === where),
    typeof when_s === 'number' && Math.abs(when_s - c.begins_s) <= c.window_s,
    typeof howMuch === 'number' && howMuch > 0,
    typeof done === 'string' && done !== 'nothing',
  ]
  return right.filter(Boolean).length / right.length
}
