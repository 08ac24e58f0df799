/** A transfer: the dossier gone through, changed under control, tried, made, compared and signed. */

import { assays, hcp_ppm, type Refusal, type Stream } from '../../models/index.ts'
import { defaults, normal, uniform } from '../../sim/index.ts'
import type { Level } from '../level.ts'
import type { Answer, Run } from '../state.ts'
import type { Bench } from '../week/suite.ts'
import { lotOf } from './lot.ts'
import { type Report, REPORTS, type TransferEventState, type TransferState } from './state.ts'
import {
  type Compared,
  type DossierLine,
  type EventReply,
  type LineVariant,
  type LotKind,
  LOTS,
  type Process,
  type Put,
  type Transfer,
  type TransferEvent,
} from './types.ts'

const HOUR = 3600
/** What it takes of the days of whoever leads the transfer: meetings, texts, signatures. General knowledge. */
export const TRANSFER_S = {
  change: 4 * HOUR,
  margin: HOUR,
  decider: 2 * HOUR,
  sign: 4 * HOUR,
  fit: HOUR,
  /** After the protocol was signed. */
  amend: 4 * HOUR,
  begin: HOUR,
  answer: HOUR / 2,
  report: 4 * HOUR,
} as const

export const transferOf = (level: Level): Transfer => level.work!.transfer!
export const processOf = (level: Level, id: string): Process | undefined =>
  transferOf(level).processes.find((p) => p.id === id)
const lineOf = (level: Level, id: string): DossierLine | undefined => transferOf(level).lines.find((l) => l.id === id)
const eventOf = (level: Level, id: string): TransferEvent | undefined =>
  transferOf(level).events.find((e) => e.id === id)

function drawnOf(seed: number, address: string, variants: readonly { readonly weight: number }[]): number {
  let left = variants.reduce((sum, v) => sum + v.weight, 0) * uniform(seed, address, 0)
  return Math.max(
    0,
    variants.findIndex((v) => (left -= v.weight) < 0),
  )
}

export function newTransfer(level: Level, seed: number): TransferState {
  const { processes, lines, events } = transferOf(level)
  const none = (variant: number): TransferEventState => ({
    variant,
    begins_s: null,
    looked_s: null,
    answered_s: null,
    reply: null,
  })
  return {
    variants: Object.fromEntries(lines.map((l) => [l.id, drawnOf(seed, `transfer.${l.id}`, l.variants)])),
    checked_s: {},
    fits: {},
    change_s: null,
    margin_pct: null,
    decider: null,
    signed_s: null,
    lots: Object.fromEntries(processes.map((p) => [p.id, {}])),
    events: Object.fromEntries(events.map((e) => [e.id, none(drawnOf(seed, `transfer.${e.id}`, e.variants))])),
    reports: {},
  }
}

/** Until the last day, or until the last report is signed. */
export const isOpenTransfer = (run: Run): boolean => {
  const state = run.desk?.transfer
  if (!state) return false
  const { hours_s, processes } = transferOf(run.level)
  return run.t_s < hours_s && processes.some((p) => state.reports[p.id] === undefined)
}

export const variantOfLine = (run: Run, line: DossierLine): LineVariant =>
  line.variants[run.desk!.transfer!.variants[line.id]!]!

/** What stands in the recipe here now: an option of each line. */
export const optionOf = (state: TransferState, line: string): number => state.fits[line]?.option ?? 0

/** The reply that counts for a lot: what was said, or what is done where nobody says anything. */
export function replyOf(run: Run, event: TransferEvent): EventReply {
  const { variant, reply } = run.desk!.transfer!.events[event.id]!
  return event.variants[variant]!.replies[reply ?? event.silent]!
}

function putsOf(run: Run, guest: string, kind: LotKind, options: Readonly<Record<string, number>>): readonly Put[] {
  const { lines, events } = transferOf(run.level)
  const mine = lines.filter((l) => l.guest === guest)
  return [
    ...mine.flatMap((l) => variantOfLine(run, l).puts),
    ...mine.flatMap((l) => l.options[options[l.id] ?? 0]!.puts),
    ...events.filter((e) => e.guest === guest && e.lot === kind).flatMap((e) => replyOf(run, e).puts),
  ]
}

const delayOf_s = (run: Run, guest: string, kind: LotKind): number =>
  transferOf(run.level)
    .events.filter((e) => e.guest === guest && e.lot === kind && run.desk!.transfer!.events[e.id]!.reply !== null)
    .reduce((sum, e) => sum + replyOf(run, e).delay_s, 0)

/** Works the lot out as it now stands: when its results will be there, and what came of it. */
function settle(run: Run, guest: Process, kind: LotKind, bench: Bench): void {
  const lot = run.desk!.transfer!.lots[guest.id]![kind]!
  const worked = lotOf(bench, guest, run.seed, kind, putsOf(run, guest.id, kind, lot.options))
  lot.closed = worked.closed
  const last_s = Math.max(0, ...worked.closed.map((c) => c.closed_s))
  lot.done_s = lot.begun_s + guest.setUp_s + last_s + guest.results_s + delayOf_s(run, guest.id, kind)
}

export const lotDone = (run: Run, guest: string, kind: LotKind): boolean =>
  (run.desk!.transfer!.lots[guest]![kind]?.done_s ?? Infinity) <= run.t_s

const inStep = (run: Run, guest: Process, kind: LotKind, a: Compared): number | null => {
  const closed = run.desk!.transfer!.lots[guest.id]![kind]?.closed
  const step = closed?.find((c) => guest.level.steps[c.index]!.id === a.step)
  if (!step) return null
  // What no step reports by itself, of its product.
  return a.result === 'hcp_ppm' ? hcp_ppm(step.product as Stream) : (step.results[a.result] ?? null)
}

const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length

/** How far a lot really is from the sender’s, in per cent of it. */
export function differs_pct(run: Run, guest: Process, kind: LotKind, a: Compared): number | null {
  const value = inStep(run, guest, kind, a)
  return value === null ? null : 100 * (value / mean(a.sent) - 1)
}

/** Is the method for this the sender’s own, or measured side by side with it? */
export function isBridged(run: Run, a: Compared, guest: string): boolean {
  const about = transferOf(run.level).lines.filter((l) => l.guest === guest && l.assayOf === a.id)
  return about.every((l) => l.options[optionOf(run.desk!.transfer!, l.id)]!.bridges || variantOfLine(run, l).bias === 1)
}

/** What the laboratory here reports of a lot: the mean of so many determinations, by its own method. */
export function measured(run: Run, guest: Process, kind: LotKind, a: Compared): number | null {
  const value = inStep(run, guest, kind, a)
  if (value === null || !lotDone(run, guest.id, kind)) return null
  const state = run.desk!.transfer!
  const about = transferOf(run.level).lines.filter((l) => l.guest === guest.id && l.assayOf === a.id)
  const bias = about.reduce(
    (f, l) => f * (l.options[optionOf(state, l.id)]!.bridges ? 1 : variantOfLine(run, l).bias),
    1,
  )
  const p = defaults(assays[a.assay].parameters)
  const share = (p.relativeError / 100) * value
  const error = Math.sqrt((share * share + p.absoluteError * p.absoluteError) / a.times)
  return Math.max(0, bias * (value + error * normal(run.seed, `transfer.${guest.id}.${kind}.${a.id}`, 0)))
}

/** What a report on this guest can say, by what was measured and by the limit that was written down before. */
export function reportable(run: Run, guest: Process): Report | null {
  const values = guest.attributes.map((a) => ({ a, value: measured(run, guest, 'gmp', a) }))
  if (values.some((v) => v.value === null)) return null
  const { margin_pct } = transferOf(run.level)
  const outside = values.some(({ a, value }) => Math.abs(100 * (value! / mean(a.sent) - 1)) > margin_pct)
  if (outside) return 'different'
  // Something was done otherwise than the file has it, and somebody had to say yes to that.
  const hadDeviation = transferOf(run.level).events.some((e) => {
    const { reply } = run.desk!.transfer!.events[e.id]!
    return e.guest === guest.id && reply !== null && replyOf(run, e).puts.length > 0
  })
  return hadDeviation ? 'deviation' : 'comparable'
}

const no = (code: string): Refusal => ({ code })

export function refuseTransfer(run: Run, place: string, topic: string, value: Answer): Refusal | undefined {
  const state = run.desk!.transfer
  if (!state) return no('no_transfer')
  if (!isOpenTransfer(run)) return no('run_over')
  const { level } = run
  const transfer = transferOf(level)
  const frozen = (guest: string): boolean => state.lots[guest]!.gmp !== undefined
  switch (place) {
    case 'gap': {
      if (!lineOf(level, topic)) return no('no_such_line')
      return state.checked_s[topic] === undefined ? undefined : no('already_looked')
    }
    case 'fit': {
      const line = lineOf(level, topic)
      if (!line) return no('no_such_line')
      if (frozen(line.guest) && line.assayOf === null) return no('already_begun')
      if (typeof value !== 'number' || !line.options[value]) return no('no_such_option')
      return optionOf(state, topic) === value ? no('already_so') : undefined
    }
    case 'change':
      return topic !== 'open' ? no('unknown_topic') : state.change_s === null ? undefined : no('already_done')
    case 'protocol':
      return refuseProtocol(run, topic, value)
    case 'trial':
    case 'gmp': {
      const guest = processOf(level, topic)
      if (!guest) return no('no_such_process')
      const lots = state.lots[topic]!
      if (lots[place] !== undefined) return no('already_begun')
      if (LOTS.some((k) => lots[k] && lots[k].done_s > run.t_s)) return no('taken')
      if (place === 'trial' && lots.gmp) return no('already_begun')
      // A lot that is only tried is made with what is there.
      if (place === 'trial') return undefined
      const mine = transfer.lines.filter((l) => l.guest === topic)
      return mine.some((l) => (state.fits[l.id]?.ready_s ?? 0) > run.t_s) ? no('not_there_yet') : undefined
    }
    case 'verify':
    case 'word': {
      const event = eventOf(level, topic)
      const at = event && state.events[topic]!
      if (!event || at!.begins_s === null) return no('nobody_asked')
      if (at!.answered_s !== null) return no('already_answered')
      if (place === 'verify')
        return event.look_s === null ? no('nothing_to_see') : at!.looked_s === null ? undefined : no('already_looked')
      if (run.t_s > at!.begins_s! + event.window_s) return no('too_late')
      return typeof value === 'number' && event.variants[0]!.replies[value] ? undefined : no('no_such_reply')
    }
    case 'report': {
      const guest = processOf(level, topic)
      if (!guest) return no('no_such_process')
      if (!lotDone(run, topic, 'gmp')) return no('not_there_yet')
      if (state.reports[topic]) return no('already_done')
      return REPORTS.some((r) => r === value) ? undefined : no('no_such_reply')
    }
  }
  return no('unknown_topic')
}

function refuseProtocol(run: Run, topic: string, value: Answer): Refusal | undefined {
  const state = run.desk!.transfer!
  const { margins_pct, deciders } = transferOf(run.level)
  if (state.signed_s !== null) return no('already_done')
  if (topic === 'margin') return margins_pct.some((m) => m === value) ? undefined : no('no_such_option')
  if (topic === 'decider')
    return typeof value === 'number' && deciders[value] !== undefined ? undefined : no('no_such_option')
  if (topic !== 'sign') return no('unknown_topic')
  return state.margin_pct === null || state.decider === null ? no('not_there_yet') : undefined
}

export function actOnTransfer(run: Run, place: string, topic: string, value: Answer, bench: Bench): void {
  const state = run.desk!.transfer!
  const { t_s, level } = run
  switch (place) {
    case 'gap':
      state.checked_s[topic] = t_s
      return
    case 'fit': {
      const { takes_s } = lineOf(level, topic)!.options[value as number]!
      state.fits[topic] = { option: value as number, t_s, ready_s: t_s + takes_s }
      return
    }
    case 'change':
      state.change_s = t_s
      return
    case 'protocol':
      if (topic === 'margin') state.margin_pct = value as number
      else if (topic === 'decider') state.decider = transferOf(level).deciders[value as number]!.id
      else state.signed_s = t_s
      return
    case 'trial':
    case 'gmp': {
      const mine = transferOf(level).lines.filter((l) => l.guest === topic)
      const isHere = (id: string): boolean => (state.fits[id]?.ready_s ?? 0) <= t_s
      const options = Object.fromEntries(mine.map((l) => [l.id, isHere(l.id) ? optionOf(state, l.id) : 0]))
      state.lots[topic]![place] = { begun_s: t_s, done_s: Infinity, options, closed: [] }
      settle(run, processOf(level, topic)!, place, bench)
      return
    }
    case 'verify':
      state.events[topic]!.looked_s = t_s
      return
    case 'word': {
      const at = state.events[topic]!
      at.answered_s = t_s
      at.reply = value as number
      const { guest, lot } = eventOf(level, topic)!
      if (!lotDone(run, guest, lot)) settle(run, processOf(level, guest)!, lot, bench)
      return
    }
    case 'report':
      state.reports[topic] = { value: value as Report, t_s }
  }
}

/** What an act takes: to go and look takes what the line says. */
export function costOfTransfer(run: Run, place: string, topic: string): number {
  const { level } = run
  switch (place) {
    case 'gap':
      return lineOf(level, topic)?.check_s ?? 0
    case 'fit':
      return run.desk!.transfer?.signed_s === null ? TRANSFER_S.fit : TRANSFER_S.amend
    case 'change':
      return TRANSFER_S.change
    case 'protocol':
      return TRANSFER_S[topic as 'margin' | 'decider' | 'sign'] ?? 0
    case 'trial':
    case 'gmp':
      return TRANSFER_S.begin
    case 'verify':
      return eventOf(level, topic)?.look_s ?? 0
    case 'report':
      return TRANSFER_S.report
    default:
      return TRANSFER_S.answer
  }
}

/** When something of the transfer comes by itself, after this second. */
function nextNews_s(run: Run): number {
  const state = run.desk!.transfer!
  const { length_s } = run.level.work!.rounds
  const lots = Object.values(state.lots).flatMap((l) => LOTS.flatMap((k) => (l[k] ? [l[k].done_s] : [])))
  const events = transferOf(run.level).events.map((e) => comes_s(run, e))
  const fits = Object.values(state.fits).map((f) => f.ready_s)
  const all = [...lots, ...events, ...fits, (Math.floor(run.t_s / length_s) + 1) * length_s]
  return Math.min(...all.filter((s) => s > run.t_s))
}

function comes_s(run: Run, { guest, lot, after_s }: TransferEvent): number {
  const at = run.desk!.transfer!.lots[guest]![lot]
  if (!at) return Infinity
  return after_s === null ? at.done_s : at.begun_s + processOf(run.level, guest)!.setUp_s + after_s
}

/** Days pass; whoever leads the transfer is called when something of it is there. */
export function advanceTransfer(run: Run, until_s: number, stop?: () => boolean): void {
  const end_s = Math.min(until_s, transferOf(run.level).hours_s)
  while (run.t_s < end_s) {
    run.t_s = Math.min(end_s, nextNews_s(run))
    lookAround(run)
    if (stop?.()) return
  }
}

function lookAround(run: Run): void {
  const desk = run.desk!
  const state = desk.transfer!
  const { rounds } = run.level.work!
  const call = (why: string): void => {
    desk.night = false
    desk.facts.push({ t_s: run.t_s, kind: 'rung', why })
  }
  if (run.t_s % rounds.length_s === 0 && desk.round < rounds.count) {
    desk.round++
    desk.night = false
    desk.facts.push({ t_s: run.t_s, kind: 'morning', round: desk.round })
  }
  for (const [guest, lots] of Object.entries(state.lots))
    for (const kind of LOTS) if (lots[kind]?.done_s === run.t_s) call(`${kind}_${guest}`)
  for (const [line, fit] of Object.entries(state.fits))
    if (fit.ready_s === run.t_s && fit.t_s < run.t_s) call(`fit_${line}`)
  for (const event of transferOf(run.level).events) {
    const at = state.events[event.id]!
    if (at.begins_s !== null || comes_s(run, event) > run.t_s) continue
    at.begins_s = run.t_s
    call(`word_${event.id}`)
  }
}
