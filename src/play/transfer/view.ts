/** The transfer as whoever leads it knows it: what was looked at, what is written, what runs, what was measured. */

import type { Run } from '../state.ts'
import type { Report, TransferLot } from './state.ts'
import { measured, optionOf, processOf, reportable, TRANSFER_S, transferOf, variantOfLine } from './transfer.ts'
import { type LotKind, LOTS } from './types.ts'

export interface LineView {
  readonly id: string
  readonly guest: string
  readonly check_s: number
  readonly checked: boolean
  /** What was found, and its figure; null: nobody has looked. */
  readonly variant: string | null
  readonly reads: number | null
  readonly option: number
  readonly options: readonly { readonly id: string; readonly takes_s: number }[]
  /** Until what was ordered is there; null: nothing is waited for. */
  readonly ready_s: number | null
  readonly frozen: boolean
  /** It is about a method of the laboratory, not about the guest. */
  readonly assay: boolean
  /** The right option by what was seen; null: nobody has looked. */
  readonly fitting: number | null
  /** Options that will not do, by what was seen. */
  readonly unfit: readonly number[]
  /** What this house always does here, looked at or not. */
  readonly procedure: number
}

export interface LotView {
  readonly begun_s: number
  readonly done_s: number
  readonly done: boolean
  /** Where it is now: the unit that works it, or one of these; null: its results are there. */
  readonly at: string | null
}

export interface ComparedView {
  readonly id: string
  readonly unit: string
  readonly digits: number
  readonly sent: readonly number[]
  /** As the laboratory here reports it; null: not yet. */
  readonly trial: number | null
  readonly gmp: number | null
}

export interface GuestView {
  readonly id: string
  readonly from_L: number
  readonly to_L: number
  readonly lots: Readonly<Record<LotKind, LotView | null>>
  readonly attributes: readonly ComparedView[]
  /** Days it will take, by the recipe. */
  readonly waits_s: number | null
  readonly report: Report | null
  /** What can be said truly; null: results are not there. */
  readonly reportable: Report | null
}

export interface TransferEventView {
  readonly id: string
  readonly who: string
  readonly guest: string
  readonly begins_s: number
  readonly ends_s: number
  /** What it takes to look closer. */
  readonly look_s: number
  readonly canLook: boolean
  readonly variant: string | null
  readonly answered: number | null
  readonly replies: number
  readonly fitting: number | null
  readonly procedure: number
}

export interface TransferView {
  readonly t_s: number
  readonly hours_s: number
  readonly guests: readonly GuestView[]
  readonly lines: readonly LineView[]
  readonly changeOpened: boolean
  readonly margins_pct: readonly number[]
  /** The client's own, as its quality agreement has it. */
  readonly margin_pct: number
  readonly margin: number | null
  readonly deciders: readonly string[]
  readonly decider: string | null
  readonly signed: boolean
  readonly amend_s: number
  readonly events: readonly TransferEventView[]
  /** Who should be named, as the procedure of the house has it. */
  readonly rightDecider: number
}

/** Its set-up, the step that is not over yet, then the laboratory: by the seconds of its own model. */
function whereIs(run: Run, guest: string, lot: TransferLot): string {
  const { level, setUp_s } = processOf(run.level, guest)!
  const since_s = run.t_s - lot.begun_s - setUp_s
  if (since_s < 0) return 'setUp'
  const next = lot.closed.filter((c) => c.closed_s > since_s).sort((a, b) => a.closed_s - b.closed_s)[0]
  return next ? level.steps[next.index]!.unit : 'laboratory'
}

export function transferView(run: Run): TransferView | null {
  const state = run.desk?.transfer
  if (!state) return null
  const transfer = transferOf(run.level)
  const lotView = (guest: string, kind: LotKind): LotView | null => {
    const lot = state.lots[guest]![kind]
    if (!lot) return null
    const done = lot.done_s <= run.t_s
    return { begun_s: lot.begun_s, done_s: lot.done_s, done, at: done ? null : whereIs(run, guest, lot) }
  }
  return {
    t_s: run.t_s,
    hours_s: transfer.hours_s,
    guests: transfer.processes.map((p) => {
      const mine = transfer.lines.filter((l) => l.guest === p.id)
      const waits_s = Math.max(0, ...mine.map((l) => state.fits[l.id]?.ready_s ?? 0))
      return {
        id: p.id,
        from_L: p.from_L,
        to_L: p.level.scale_L,
        lots: { trial: lotView(p.id, 'trial'), gmp: lotView(p.id, 'gmp') },
        attributes: p.attributes.map((a) => ({
          id: a.id,
          unit: a.id,
          digits: a.digits,
          sent: a.sent,
          trial: measured(run, p, 'trial', a),
          gmp: measured(run, p, 'gmp', a),
        })),
        waits_s: waits_s > run.t_s ? waits_s : null,
        report: state.reports[p.id]?.value ?? null,
        reportable: reportable(run, p),
      }
    }),
    lines: transfer.lines.map((l): LineView => {
      const checked = state.checked_s[l.id] !== undefined
      const variant = variantOfLine(run, l)
      const ready_s = state.fits[l.id]?.ready_s ?? 0
      // What the house usually does, by how it usually is.
      const usual = l.variants.reduce((a, b) => (b.weight > a.weight ? b : a))
      const safe = usual.quality.indexOf('acceptable')
      return {
        id: l.id,
        guest: l.guest,
        check_s: l.check_s,
        checked,
        variant: checked ? variant.id : null,
        reads: checked ? variant.reads : null,
        option: optionOf(state, l.id),
        options: l.options.map(({ id, takes_s }) => ({ id, takes_s })),
        ready_s: ready_s > run.t_s ? ready_s : null,
        frozen: state.lots[l.guest]!.gmp !== undefined && l.assayOf === null,
        assay: l.assayOf !== null,
        fitting: checked ? variant.quality.indexOf('best') : null,
        unfit: checked ? variant.quality.flatMap((q, i) => (q === 'wrong' ? [i] : [])) : [],
        procedure: safe < 0 ? usual.quality.indexOf('best') : safe,
      }
    }),
    changeOpened: state.change_s !== null,
    margins_pct: transfer.margins_pct,
    margin_pct: transfer.margin_pct,
    margin: state.margin_pct,
    deciders: transfer.deciders.map((d) => d.id),
    decider: state.decider,
    signed: state.signed_s !== null,
    amend_s: TRANSFER_S.amend,
    rightDecider: transfer.deciders.findIndex((d) => d.quality === 'best'),
    events: transfer.events.flatMap((e): readonly TransferEventView[] => {
      const at = state.events[e.id]!
      if (at.begins_s === null) return []
      const { id: variant, replies } = e.variants[at.variant]!
      const looked = at.looked_s !== null
      const usual = e.variants.reduce((a, b) => (b.weight > a.weight ? b : a)).replies
      const best = (looked || e.look_s === null ? replies : usual).findIndex((r) => r.quality === 'best')
      const safe = usual.findIndex((r) => r.quality === 'acceptable')
      return [
        {
          id: e.id,
          who: e.who,
          guest: e.guest,
          begins_s: at.begins_s,
          ends_s: at.begins_s + e.window_s,
          look_s: e.look_s ?? 0,
          canLook: e.look_s !== null && !looked && at.answered_s === null,
          variant: looked ? variant : null,
          answered: at.reply,
          replies: replies.length,
          fitting: best < 0 ? null : best,
          procedure: safe < 0 ? best : safe,
        },
      ]
    }),
  }
}

/** An event that can still be answered. */
export const isAsking = (view: TransferView, e: TransferEventView): boolean =>
  e.answered === null && view.t_s <= e.ends_s

/** What could be said, written or begun now. */
export const slotsOfTransfer = (view: TransferView): readonly string[] => [
  ...view.events
    .filter((e) => isAsking(view, e))
    .flatMap((e) => [...(e.canLook ? [`verify.${e.id}`] : []), `word.${e.id}`]),
  ...(view.changeOpened ? [] : ['change.open']),
  ...view.lines.flatMap((l) => [...(l.checked ? [] : [`gap.${l.id}`]), ...(l.frozen ? [] : [`fit.${l.id}`])]),
  ...(view.signed ? [] : ['protocol.margin', 'protocol.decider', 'protocol.sign']),
  ...view.guests.flatMap((p) => [
    ...LOTS.flatMap((k) => (p.lots[k] ? [] : [`${k}.${p.id}`])),
    ...(p.lots.gmp?.done && p.report === null ? [`report.${p.id}`] : []),
  ]),
]
