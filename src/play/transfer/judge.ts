/** What a transfer came to: each line of the dossier, the papers before the first lot, what people ask, and the reports. */

import type { Case, Demands, RubricEvent } from '../rubric/index.ts'
import type { Attribute } from '../score.ts'
import type { Run } from '../state.ts'
import {
  differs_pct,
  isBridged,
  lotDone,
  optionOf,
  replyOf,
  reportable,
  transferOf,
  variantOfLine,
} from './transfer.ts'
import { LOTS } from './types.ts'

/** What a case of a transfer is answered by, besides what bears its name. */
export function slotsOfCase(id: string): readonly string[] {
  if (id === 'paper.change') return ['change.open']
  if (id === 'paper.protocol') return ['protocol.margin', 'protocol.decider', 'protocol.sign']
  const [kind, about] = id.split('.')
  return kind === 'dossier' ? [`gap.${about}`, `fit.${about}`] : []
}

export function readTransfer(run: Run): { readonly demands: Demands; readonly events: readonly RubricEvent[] } {
  const events: RubricEvent[] = []
  const cases: Case[] = []
  const add = (t_s: number, e: object): void => void events.push({ ...e, t_s, seq: events.length } as RubricEvent)
  const transfer = transferOf(run.level)
  const state = run.desk!.transfer!
  const ask = (id: string, severity: Case['severity'], begins_s = 0): void =>
    void cases.push({
      id,
      severity,
      begins_s,
      window_s: transfer.hours_s,
      escalateTo: [],
      causedBy: 'plant',
      parts: ['detect', 'decide'],
    })
  const choice = (t_s: number, about: string, quality: 'best' | 'acceptable' | 'wrong', more: object = {}): void =>
    add(t_s, { kind: 'choice', about, quality, ...more })
  const wrongly = { finding: 'major', rule: 'R-CHG' } as const
  const begun = Object.values(state.lots).flatMap((l) => LOTS.flatMap((k) => (l[k] ? [l[k].begun_s] : [])))
  const first_s = begun.length ? Math.min(...begun) : null

  // Before the first lot: the change is under control, and the protocol says how it will be judged, and by whom.
  ask('paper.change', 'major')
  if (state.change_s !== null && (first_s === null || state.change_s < first_s))
    choice(state.change_s, 'paper.change', 'best')
  else if (first_s !== null) choice(first_s, 'paper.change', 'wrong', wrongly)
  ask('paper.protocol', 'major')
  if (state.signed_s !== null && (first_s === null || state.signed_s < first_s)) {
    const { margin_pct } = state
    const decider = transfer.deciders.find((d) => d.id === state.decider)!.quality
    const margin =
      margin_pct === transfer.margin_pct ? 'best' : margin_pct! < transfer.margin_pct ? 'acceptable' : 'wrong'
    const both = [margin, decider]
    const quality = both.includes('wrong') ? 'wrong' : both.includes('acceptable') ? 'acceptable' : 'best'
    choice(state.signed_s, 'paper.protocol', quality, quality === 'wrong' ? { ...wrongly, rule: 'R-PROC' } : {})
  } else if (first_s !== null) choice(first_s, 'paper.protocol', 'wrong', { ...wrongly, rule: 'R-PROC' })

  for (const guest of transfer.processes) {
    const { trial, gmp } = state.lots[guest.id]!
    ask(`trial.${guest.id}`, 'major')
    // Tried, and its results waited for, before anything is made for patients.
    if (gmp && (!trial || trial.done_s > gmp.begun_s))
      choice(gmp.begun_s, `trial.${guest.id}`, 'wrong', { ...wrongly, rule: 'R-PROC' })
    else if (trial) choice(trial.begun_s, `trial.${guest.id}`, 'best')
    for (const line of transfer.lines.filter((l) => l.guest === guest.id)) {
      ask(`dossier.${line.id}`, line.severity)
      if (!gmp) continue
      const isMethod = line.assayOf !== null
      const option = isMethod ? optionOf(state, line.id) : (gmp.options[line.id] ?? 0)
      const quality = variantOfLine(run, line).quality[option]!
      const seen_s = state.checked_s[line.id]
      const by_s = isMethod ? (state.reports[guest.id]?.t_s ?? run.t_s) : gmp.begun_s
      // What was right by luck: nobody had looked.
      const blind = seen_s === undefined || seen_s > by_s
      if (quality === 'wrong') {
        const rule = isMethod ? 'R-UNSUP' : 'R-CHG'
        choice(gmp.begun_s, `dossier.${line.id}`, 'wrong', { finding: line.severity, rule })
      } else choice(gmp.begun_s, `dossier.${line.id}`, quality === 'best' && blind ? 'acceptable' : quality)
    }
    ask(`report.${guest.id}`, 'major')
    const report = state.reports[guest.id]
    if (!report) continue
    const truly = reportable(run, guest)!
    const isOpen = guest.attributes.some((a) => !isBridged(run, a, guest.id))
    const isSold = report.value !== 'different'
    if (report.value === truly && !(isOpen && isSold)) choice(report.t_s, `report.${guest.id}`, 'best')
    else if (truly === 'different')
      // Signed against its own figures.
      choice(report.t_s, `report.${guest.id}`, 'wrong', { finding: 'critical', rule: 'R-REL', gate: 'G6' })
    else {
      const finding = isOpen && isSold ? 'major' : 'minor'
      const rule = isOpen && isSold ? 'R-UNSUP' : 'R-OPT'
      choice(report.t_s, `report.${guest.id}`, 'wrong', { finding, rule })
    }
  }
  for (const event of transfer.events) {
    const at = state.events[event.id]!
    if (at.begins_s === null) continue
    ask(`word.${event.id}`, event.severity, at.begins_s)
    const reply = replyOf(run, event)
    const { finding, gate } = reply
    const found = { ...(finding && { finding }), ...(gate && { gate }) }
    if (at.reply === null) {
      // Nobody answered, and it was done all the same.
      if (run.t_s > at.begins_s + event.window_s && reply.quality === 'wrong')
        choice(at.begins_s + event.window_s, `word.${event.id}`, 'wrong', found)
      continue
    }
    const blind = event.look_s !== null && at.looked_s === null
    const quality = reply.quality === 'best' && blind ? 'acceptable' : reply.quality
    choice(at.answered_s!, `word.${event.id}`, quality, found)
  }
  return {
    demands: { obligations: [], cases, decoys: [], unlocked: ['detect', 'decide'] },
    events: events.sort((a, b) => a.t_s - b.t_s || a.seq - b.seq),
  }
}

/** How far the GMP lots really are from the sender’s, besides what they are by themselves. */
export function transferAttributes(run: Run): readonly Attribute[] {
  const { processes, margin_pct } = transferOf(run.level)
  return processes.flatMap((guest) =>
    lotDone(run, guest.id, 'gmp')
      ? guest.attributes.map((a): Attribute => ({
          id: `transfer.${guest.id}.${a.id}`,
          value: Math.abs(differs_pct(run, guest, 'gmp', a)!),
          unit: '%',
          target: 0,
          limit: margin_pct,
          weight: 3,
        }))
      : [],
  )
}
