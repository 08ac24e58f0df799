/** A finished run read as inspectors will: its papers line by line, and what the rubric finds on its stored log. */

import { assays, type AssayId, sensors } from '../../models/index.ts'
import { cards } from '../cards.ts'
import { readRun } from '../demands.ts'
import { ANSWERS } from '../desk/alarms.ts'
import { firstRound } from '../desk/days.ts'
import { instrumentsOf } from '../desk/instruments.ts'
import { lineOf, readTiles } from '../desk/verbs.ts'
import type { Line } from '../level.ts'
import { compliance, type Finding, type Gate, gateOfRule } from '../rubric/index.ts'
import { digestRun } from '../run.ts'
import { unitOf } from '../units.ts'
import type { Run, Stamped } from '../state.ts'
import type { AskedKind, Flaw, InspectedFile, Item } from './types.ts'

/** What anybody would look through of one lot: enough to ask from, little enough to carry in a record. */
const MOST = { orders: 6, settings: 6 } as const

export function inspectedFile(run: Run): InspectedFile {
  const { demands, events } = readRun(run)
  const judged = compliance(demands, events)
  // What did not have to be written down is nothing to ask about.
  const asked = demands.obligations.flatMap((o) => (o.applicable && lineOf(run, o.id)) || [])
  const others = demands.obligations.filter((o) => !lineOf(run, o.id))
  const stale = new Set(judged.findings.flatMap((f) => (f.code === 'R-UNSUP' ? [f.subject.id] : [])))
  const cases = demands.cases.filter((c) => run.level.work!.faults.some((f) => f.id === c.id))
  const earned = new Map(judged.parts.obligations.map((o) => [o.id, o.credit]))
  const items: Item[] = [
    ...asked.flatMap((line) => itemsOfLine(run, line, stale.has(line.id))),
    ...deviationsOf(run, cases),
    ...cases.map((c): Item => ({
      ...NOWHERE,
      id: `classes.${c.id}`,
      book: 'classes',
      about: c.id,
      name: wordOf(run, c.id),
      class: c.severity,
    })),
    ...ordersOf(run),
    ...alarmsOf(run, judged.findings),
    ...settingsOf(run),
    ...others.map((o): Item => ({
      ...NOWHERE,
      id: `labels.${o.id}`,
      book: 'labels',
      about: o.id,
      unit: unitAt(run, o.step),
      name: o.id,
      done: (earned.get(o.id) ?? 0) > 0 ? ['checked'] : [],
    })),
  ]
  const flaws: Flaw[] = []
  const add = (flaw: Flaw): void => {
    const at = flaws.findIndex((f) => f.kind === flaw.kind && f.about === flaw.about)
    if (at < 0) flaws.push(flaw)
    else if (RANK[flaw.severity] > RANK[flaws[at]!.severity]) flaws[at] = flaw
  }
  judged.findings.forEach((f, i) => {
    // A misreading that was struck and put right is how it should be.
    if (f.code === 'R-TRANSCR' && (earned.get(f.subject.id) ?? 0) > 0) return
    const at = placeOf(run, f)
    const about = at?.about ?? `${f.code}-${i}`
    if (!at)
      items.push({
        ...NOWHERE,
        id: `journal.${about}`,
        book: 'journal',
        about,
        t_s: f.at_s,
        name: f.code,
        reason: f.subject.id,
      })
    const gate = gateOf(f, judged.gates)
    add({ kind: at?.kind ?? 'event', about, code: f.code, severity: f.severity, ...(gate && { gate }) })
  })
  // An act that is ordered for the night, and no limit at which.
  for (const order of items)
    if (order.book === 'orders' && order.value === null && order.done!.length > 1)
      add({ kind: 'order', about: order.about, code: 'R-PROC', severity: 'minor' })
  // Classed lower than the table has it.
  for (const d of items) {
    const due = d.book === 'deviations' && cases.find((c) => c.id === d.about)
    if (due && d.class && RANK[d.class] < RANK[due.severity])
      add({ kind: 'grade', about: d.about, code: 'R-CASE', severity: 'minor' })
  }
  return { level: run.level.id, record: digestRun(run), seed: run.seed, items, flaws }
}

const RANK = { minor: 0, major: 1, critical: 2 } as const
const NOWHERE = { unit: '', t_s: null } as const

const player = (run: Run): readonly Stamped[] => run.log.filter((d) => d.by === 'player')
const unitAt = (run: Run, step: string): string => run.level.steps.find((s) => s.id === step)?.unit ?? ''

/** A gate that this finding alone accounts for: of its rule, else the first there is for what is critical. */
function gateOf({ code, severity }: Finding, gates: readonly Gate[]): Gate | undefined {
  if (severity !== 'critical') return undefined
  return gateOfRule(code) ?? (code === 'R-FABRIC' ? 'G1' : gates[0])
}

/** What a finding is about, in a document of its own; undefined: only the journal has it. */
function placeOf(
  run: Run,
  { code, subject }: Finding,
): { readonly kind: AskedKind; readonly about: string } | undefined {
  if (subject.kind === 'obligation') {
    if (!lineOf(run, subject.id)) return { kind: 'event', about: subject.id }
    if (code === 'R-LATE' || code === 'R-BACKDATE') return { kind: 'hour', about: subject.id }
    return { kind: code === 'R-MISS' || code === 'R-DUP' ? 'line' : 'figure', about: subject.id }
  }
  if (code === 'R-ALARM') return { kind: 'signal', about: subject.id }
  const isFault = run.level.work!.faults.some((f) => f.id === subject.id)
  return subject.kind === 'case' && code === 'R-CASE' && isFault ? { kind: 'signal', about: subject.id } : undefined
}

/** Record, audit trail and recorder of one hand-written line. */
function itemsOfLine(run: Run, line: Line, stale: boolean): readonly Item[] {
  const index = run.level.steps.findIndex((s) => s.id === line.step)
  const panel = instrumentsOf(run, index).panels[line.panel]
  const isAssay = !panel && Object.hasOwn(assays, line.panel)
  const spec = panel ? sensors[panel.sensor] : isAssay ? assays[line.panel as AssayId] : undefined
  const common = {
    about: line.id,
    unit: unitAt(run, line.step),
    day: line.day,
    name: line.panel,
    measure: spec?.unit ?? '1',
    digits: digitsOf(spec?.parameters.resolution.value ?? 1),
  }
  const written = player(run).filter((d) => d.slot === `record.${line.id}` && Array.isArray(d.value))
  const last = written.at(-1)
  const [value, claimed, late, reason] = (last?.value ?? []) as readonly (number | string)[]
  const record: Item = {
    ...common,
    id: `record.${line.id}`,
    book: 'record',
    t_s: last ? Number(claimed ?? last.t) : null,
    value: figureOf(value),
    ...(late === 'late' && { late: true }),
    ...(written.length > 1 && { before: figureOf((written[0]!.value as readonly (number | string)[])[0]) ?? 0 }),
    ...(reason !== undefined && { reason: String(reason) }),
  }
  if (!last) return [record]
  const name = `${line.step}.${line.panel}`
  const look = run.desk!.facts.filter((f) => f.kind === 'looked' && f.panel === name && f.t_s <= last.t).at(-1)
  const wrote = run.desk!.facts.find((f) => f.kind === 'wrote' && f.line === line.id && f.t_s === last.t)
  const shown = look?.kind === 'looked' ? look.shown : wrote?.kind === 'wrote' ? wrote.shown : null
  const book = isAssay ? ('bench' as const) : ('recorder' as const)
  return [
    record,
    {
      ...common,
      id: `audit.${line.id}`,
      book: 'audit',
      t_s: last.t,
      ...(claimed !== undefined && { claimed_s: Number(claimed) }),
      ...(late === 'late' && { late: true }),
    },
    {
      ...common,
      id: `${book}.${line.id}`,
      book,
      t_s: last.t,
      value: shown,
      seen_s: look ? look.t_s : null,
      tolerance: line.tolerance,
      ...(stale && look && { stale: true }),
    },
  ]
}

const figureOf = (said: number | string | undefined): number | null => (typeof said === 'number' ? said : null)

/** Decimals a resolution asks for. */
function digitsOf(resolution: number): number {
  let digits = 0
  for (let x = resolution; digits < 4 && Math.abs(x - Math.floor(x + 0.5)) > 1e-9; x *= 10) digits++
  return digits
}

type OpenCase = { readonly id: string; readonly begins_s: number }

/** The register: every deviation with its class and who was told; its last line says that there is no other. */
function deviationsOf(run: Run, cases: readonly OpenCase[]): readonly Item[] {
  const log = player(run)
  const reports = log.filter((d) => d.slot === 'case.deviation' && Array.isArray(d.value))
  const about = (word: string, t_s: number): string | undefined =>
    cases.filter((c) => c.begins_s <= t_s && cardOf(run, c.id).about.includes(word)).at(-1)?.id
  return [
    ...reports.map((d, i): Item => {
      const [what, where] = d.value as readonly (number | string)[]
      const next = reports[i + 1]?.t ?? Infinity
      const classed = log.find((x) => x.slot === 'case.class' && x.t >= d.t && x.t < next)
      const told = log.filter((x) => x.slot.startsWith('call.') && Math.abs(x.t - d.t) <= 86_400)
      return {
        ...NOWHERE,
        id: `deviations.${i}`,
        book: 'deviations',
        about: about(String(what), d.t) ?? `other-${i}`,
        unit: unitAt(run, String(where)),
        t_s: d.t,
        name: String(what),
        ...(classed && { class: classed.value as Item['class'] }),
        done: [...new Set(told.map((x) => x.slot.slice(5)))],
      }
    }),
    { ...NOWHERE, id: 'deviations.end', book: 'deviations', about: 'end', name: 'end' },
  ]
}

const cardOf = (run: Run, fault: string) => cards[run.level.work!.faults.find((f) => f.id === fault)!.card]!
const wordOf = (run: Run, fault: string): string => cardOf(run, fault).about[0] ?? fault

/** Each order for the night, the first time it was left. */
function ordersOf(run: Run): readonly Item[] {
  const seen = new Set<string>()
  return player(run)
    .flatMap((d) => {
      const tiles = d.slot === 'night.orders' && Array.isArray(d.value) ? (readTiles(d.value) ?? []) : []
      return tiles.map((tile) => ({ tile, t_s: d.t }))
    })
    .filter(({ tile }) => {
      const key = JSON.stringify(tile)
      return !seen.has(key) && seen.add(key)
    })
    .slice(0, MOST.orders)
    .map(({ tile, t_s }, i): Item => {
      const [step = '', name = ''] = tile.panel.split('.')
      const index = run.level.steps.findIndex((s) => s.id === step)
      const spec = sensors[instrumentsOf(run, index).panels[name]!.sensor]
      return {
        ...NOWHERE,
        id: `orders.${i}`,
        book: 'orders',
        about: String(i),
        unit: unitAt(run, step),
        t_s,
        name,
        measure: spec.unit,
        digits: digitsOf(spec.parameters.resolution.value),
        value: tile.limit,
        done: [...(tile.slot === null ? [] : [tile.slot.split('.')[1]!]), tile.call],
      }
    })
}

/** The journal of alarms: each once, where it was left standing if it was, with what was done about it within the day. */
function alarmsOf(run: Run, findings: readonly Finding[]): readonly Item[] {
  return run.level.work!.alarms.flatMap((spec): Item[] => {
    const left = findings.find((f) => f.code === 'R-ALARM' && f.subject.id === spec.id)
    const rang = run.desk!.facts.filter(
      (f) => f.kind === 'alarm' && f.alarm === spec.id && f.t_s <= (left?.at_s ?? 1e9),
    )
    const at = left ? rang.at(-1) : rang[0]
    if (!at) return []
    const { slots, words } = ANSWERS[spec.instrument] ?? { slots: [], words: [] }
    const index = run.level.steps.findIndex((s) => s.id === spec.step)
    const panel = instrumentsOf(run, index).panels[spec.instrument]
    const done = player(run).flatMap((d) => {
      if (left || d.t < at.t_s || d.t > at.t_s + 86_400) return []
      const [place = '', topic = ''] = d.slot.split('.')
      if (place === spec.step && slots.includes(topic)) return [topic]
      if (place === 'call' && (d.value === spec.instrument || words.includes(String(d.value)))) return [topic]
      return d.slot === 'case.deviation' ? ['deviation'] : []
    })
    return [
      {
        ...NOWHERE,
        id: `journal.${spec.id}`,
        book: 'journal',
        about: spec.id,
        unit: unitAt(run, spec.step),
        t_s: at.t_s,
        name: spec.instrument,
        measure: panel ? sensors[panel.sensor].unit : '1',
        digits: panel ? digitsOf(sensors[panel.sensor].parameters.resolution.value) : 0,
        value: spec.limit,
        done: [...new Set(done)],
      },
    ]
  })
}

/** Set points the player has moved, as the control system has them. */
function settingsOf(run: Run): readonly Item[] {
  const seen = new Set<string>()
  return player(run)
    .flatMap((d) => {
      const [place = '', topic = ''] = d.slot.split('.')
      const step = run.level.steps.find((s) => s.id === place)
      const spec = step && unitOf(step).settings[topic]
      if (!step || !spec || typeof d.value !== 'number' || seen.has(d.slot)) return []
      seen.add(d.slot)
      return [{ step, topic, spec, d }]
    })
    .slice(0, MOST.settings)
    .map(({ step, topic, spec, d }): Item => {
      const opened = run.desk!.facts.find((f) => f.kind === 'opened' && f.step === step.id)
      const { length_s } = run.level.work!.rounds
      return {
        id: `journal.${d.slot}`,
        book: 'journal',
        about: d.slot,
        unit: step.unit,
        ...(opened && { day: Math.floor(d.t / length_s) - firstRound(run, step.id, opened.t_s) }),
        t_s: d.t,
        name: topic,
        measure: spec.unit,
        digits: 2,
        value: d.value as number,
        done: ['set'],
      }
    })
}
