import { uniform } from '../../sim/index.ts'
import type { DeskView } from '../desk/view.ts'
import type { NoviceError } from '../level.ts'
import type { Answer } from '../state.ts'
import { REPORTS } from '../transfer/state.ts'
import { isAsking, type LineView, type GuestView, slotsOfTransfer, type TransferView } from '../transfer/view.ts'
import type { Hand } from '../work.ts'

/** A transfer led: what is to be done next, from what is on the board and nothing else. */

interface Leading {
  /** Goes and looks at each line before it is written; else when a lot was not as it should be. */
  readonly looks: boolean
  /** What is written into the recipe, as far as it is known. */
  wanted(line: LineView): number
}

/** A lot is outside the client's limit in something. */
const isOff = (view: TransferView, p: GuestView, kind: 'trial' | 'gmp'): boolean =>
  p.attributes.some((a) => {
    const value = a[kind]
    const mean = a.sent.reduce((x, y) => x + y, 0) / a.sent.length
    return value !== null && Math.abs(value / mean - 1) > view.margin_pct / 100
  })

function led(view: TransferView, how: Leading): ReadonlyMap<string, Answer> {
  const next = (slot: string, value: Answer): ReadonlyMap<string, Answer> => new Map([[slot, value]])
  for (const e of view.events) {
    if (!isAsking(view, e)) continue
    if (how.looks && e.canLook) return next(`verify.${e.id}`, 1)
    const reply = how.looks ? e.fitting : e.procedure
    if (reply !== null) return next(`word.${e.id}`, reply)
  }
  if (!view.changeOpened) return next('change.open', 1)
  for (const p of view.guests)
    if (p.reportable !== null && p.report === null) return next(`report.${p.id}`, p.reportable)
  if (!view.signed) {
    if (view.margin === null) return next('protocol.margin', view.margin_pct)
    if (view.decider === null) return next('protocol.decider', view.rightDecider)
    return next('protocol.sign', 1)
  }
  for (const p of view.guests) {
    const mine = view.lines.filter((l) => l.guest === p.id)
    const { trial, gmp } = p.lots
    const isRunning = (trial && !trial.done) || (gmp && !gmp.done)
    // Methods of the laboratory can wait until a lot runs.
    const isNow = (l: LineView): boolean => !l.assay || trial !== null
    const looksNow = how.looks || (trial?.done === true && isOff(view, p, 'trial'))
    const toLook = mine.find((l) => !l.checked && !l.frozen && looksNow && isNow(l))
    if (toLook && (how.looks || gmp === null)) return next(`gap.${toLook.id}`, 1)
    const toFit = mine.find((l) => !l.frozen && isNow(l) && how.wanted(l) >= 0 && how.wanted(l) !== l.option)
    if (toFit) return next(`fit.${toFit.id}`, how.wanted(toFit))
    if (isRunning) continue
    if (!trial) return next(`trial.${p.id}`, 1)
    if (!gmp && p.waits_s === null) return next(`gmp.${p.id}`, 1)
  }
  return new Map()
}

const EXPERT: Leading = { looks: true, wanted: (l) => l.fitting ?? -1 }
/** By the house’s own procedure, unless a lot has shown that it will not do. */
const SOP: Leading = {
  looks: false,
  wanted: (l) => (l.unfit.includes(l.procedure) ? l.fitting! : l.procedure),
}

/** Thought once for a board, though each of its slots asks. */
const acting = (plan: (view: TransferView) => ReadonlyMap<string, Answer>): Hand => {
  const thought = new WeakMap<TransferView, ReadonlyMap<string, Answer>>()
  return ({ transfer }, slot) => {
    if (!transfer) return undefined
    const next = thought.get(transfer) ?? plan(transfer)
    thought.set(transfer, next)
    return next.get(slot)
  }
}

export const expertTransfer: Hand = acting((view) => led(view, EXPERT))
export const sopTransfer: Hand = acting((view) => led(view, SOP))

/** A hand with one error: what is left out does not hold up the rest, what is answered is answered otherwise. */
export const noviceTransfer = ({ answers }: NoviceError, hand: Hand): Hand => {
  const left = (slot: string): boolean => answers.some((a) => a.slot === slot && a.never === true)
  const made = { begun_s: 0, done_s: 0, done: true, at: null }
  const asLeft = (view: TransferView): TransferView => ({
    ...view,
    changeOpened: view.changeOpened || left('change.open'),
    signed: view.signed || left('protocol.sign'),
    lines: view.lines.map((l) => {
      const kept = left(`fit.${l.id}`)
      return {
        ...l,
        checked: l.checked || left(`gap.${l.id}`),
        ...(kept && { fitting: l.option, procedure: l.option }),
        ...(left(`gap.${l.id}`) && !l.checked && { fitting: l.option }),
      }
    }),
    guests: view.guests.map((p) =>
      left(`trial.${p.id}`) && p.lots.trial === null ? { ...p, lots: { ...p.lots, trial: made } } : p,
    ),
  })
  const seen = new WeakMap<TransferView, TransferView>()
  return (view, slot) => {
    const transfer = view.transfer!
    const mine = seen.get(transfer) ?? asLeft(transfer)
    seen.set(transfer, mine)
    const value = hand(Object.create(view, { transfer: { value: mine } }) as DeskView, slot)
    const twist = answers.find((a) => a.slot === slot && a.instead !== undefined)
    return value !== undefined && twist ? twist.instead : value
  }
}

export const randomTransfer: Hand = (view, slot) => {
  const { lines, margins_pct } = view.transfer!
  const dice = (n: number): number => uniform(view.seed, `random.${slot}`, 10 * view.t_s + n)
  const any = <T>(list: readonly T[]): T => list[Math.floor(dice(1) * list.length)]!
  const [place, topic] = slot.split('.') as [string, string]
  if (dice(0) > 0.1) return undefined
  if (place === 'fit') return any(lines.find((l) => l.id === topic)!.options.map((_, i) => i))
  if (slot === 'protocol.margin') return any(margins_pct)
  if (slot === 'protocol.decider' || place === 'word') return Math.floor(3 * dice(2))
  return place === 'report' ? any(REPORTS) : 1
}

/** Ways through a transfer without thinking: as it came, lots begun at once. */
const pressed = (reply: number, report: string, isFirst: (slot: string) => boolean): Hand =>
  acting((view) => {
    for (const slot of slotsOfTransfer(view)) {
      const [place, topic] = slot.split('.') as [string, string]
      if (place === 'word') return new Map([[slot, reply]])
      if (place === 'report') return new Map([[slot, report]])
      if (isFirst(slot)) return new Map([[slot, 1]])
      const p = view.guests.find((x) => x.id === topic)
      const isFree = p && [p.lots.trial, p.lots.gmp].every((l) => l === null || l.done) && p.waits_s === null
      if ((place === 'trial' || place === 'gmp') && isFree && !(place === 'trial' && p.lots.gmp))
        return new Map([[slot, 1]])
    }
    return new Map()
  })

const never = (): boolean => false

export const transferBots: Readonly<Record<string, Hand>> = {
  callsQuality: pressed(1, 'deviation', (slot) => slot === 'change.open'),
  recipeOnly: pressed(2, 'comparable', (slot) => slot === 'change.open'),
  handsOff: () => undefined,
  alarmsOnly: acting((view) => {
    const [e] = view.events.filter((x) => isAsking(view, x))
    return e ? new Map([[`word.${e.id}`, 1]]) : new Map()
  }),
  firstReply: pressed(0, 'comparable', never),
  cautiousReply: pressed(1, 'different', (slot) => slot.startsWith('gap.')),
}
