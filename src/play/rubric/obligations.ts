/** Routine acts: which entries count, and for how much. */

import type { Gate } from './gates.ts'
import type { RuleCode } from './rules.ts'
import type { EventOf, Freshness, Obligation, Raised, RubricEvent, Severity, Superfluous } from './types.ts'

/** A look counts this long, unless the level says otherwise. */
export const FRESH = { kind: 'within', seconds: 15 * 60 } as const
/** An hour written down may be off by this much: people round. */
export const CLOCK_TOLERANCE_s = 10 * 60
/** From here on an entry without a look is not a slip but a form filled in beforehand. */
export const UNSUPPORTED_TO_MAJOR = 3
/** Not looked at, and further from the display than this many tolerances: invented. */
export const INVENTED_BEYOND = 3

export const CREDIT = {
  onTime: 1,
  lateInStep: 0.6,
  lateAfterStep: 0.3,
  corrected: 0.5,
  withoutSecond: 0.3,
} as const

type EntryEvent = EventOf<'entry'>

/** What the plant and the player's eyes had done up to an entry. */
interface Scene {
  readonly seen: Map<string, { t_s: number; place: number; shown: number | null }>
  /** Place in the log of the last act or night that made earlier looks at a step worthless. */
  readonly changed: Map<string, number>
  readonly irreversible_s: Map<string, number>
  readonly closed: Set<string>
  unsupported: number
}

/** How a line stands after its last counted entry. */
interface Line {
  readonly credit: number
  readonly misread: boolean
}

interface Verdict extends Line {
  readonly raised?: Pick<Raised, 'code' | 'severity' | 'parameters'>
  readonly gate?: Gate
}

export interface JudgedObligations {
  readonly credit: ReadonlyMap<string, number>
  readonly raised: readonly Raised[]
  readonly gates: readonly Gate[]
  readonly superfluous: readonly Superfluous[]
}

/** `events` in order. */
export function judgeObligations(
  obligations: readonly Obligation[],
  events: readonly RubricEvent[],
): JudgedObligations {
  const scene: Scene = {
    seen: new Map(),
    changed: new Map(),
    irreversible_s: new Map(),
    closed: new Set(),
    unsupported: 0,
  }
  const byId = new Map(obligations.map((o) => [o.id, o]))
  const lines = new Map<string, Line>()
  const raised: Raised[] = []
  const gates: Gate[] = []
  const superfluous: Superfluous[] = []

  events.forEach((e, place) => {
    watch(scene, e, place)
    if (e.kind !== 'entry') return
    const o = byId.get(e.obligation)
    if (!o) {
      superfluous.push({ at_s: e.t_s, kind: e.kind, about: e.obligation })
      return
    }
    const { raised: found, gate, ...line } = judgeEntry(o, e, lines.get(o.id), scene)
    lines.set(o.id, line)
    if (found) raised.push({ ...found, ...about(o, e.t_s) })
    if (gate) gates.push(gate)
  })

  const end_s = events.at(-1)?.t_s ?? 0
  for (const o of obligations)
    if (!lines.has(o.id) && o.applicable) {
      const closing_s = Math.min(o.due_s ?? Infinity, scene.irreversible_s.get(o.step) ?? Infinity)
      const at_s = closing_s < Infinity ? closing_s : (o.stepEnd_s ?? end_s)
      raised.push({ code: 'R-MISS', severity: o.ifMissed, parameters: { weight: o.weight }, ...about(o, at_s) })
    }
  return { credit: new Map([...lines].map(([id, line]) => [id, line.credit])), raised, gates, superfluous }
}

const about = (o: Obligation, at_s: number): Pick<Raised, 'subject' | 'at_s' | 'citation'> => ({
  subject: { kind: 'obligation', id: o.id },
  at_s,
  citation: o.clause,
})

function watch(scene: Scene, e: RubricEvent, place: number): void {
  if (e.kind === 'view') scene.seen.set(e.evidence, { t_s: e.t_s, place, shown: e.shown ?? null })
  else if (e.kind === 'stepClosed') scene.closed.add(e.step)
  else if (e.kind === 'change' || e.kind === 'round' || e.kind === 'irreversible') {
    scene.changed.set(e.step, place)
    if (e.kind === 'irreversible' && !scene.irreversible_s.has(e.step)) scene.irreversible_s.set(e.step, e.t_s)
  }
}

/** Evidence not looked at, or not freshly enough. */
function stale(o: Obligation, e: EntryEvent, scene: Scene): string[] {
  const fresh: Freshness = o.freshness ?? FRESH
  return o.needs.filter((id) => {
    const look = scene.seen.get(id)
    if (!look) return true
    if (fresh.kind === 'within') return e.t_s - look.t_s > fresh.seconds
    return look.place < (scene.changed.get(o.step) ?? -1)
  })
}

/** What the instrument showed when last opened; never opened, what it showed at the entry. Never the hidden state. */
function displayed(o: Obligation, e: EntryEvent, scene: Scene): number | null {
  if (!o.reading) return null
  return scene.seen.get(o.reading.evidence)?.shown ?? e.shown ?? null
}

/** Written so that a figure that is no number is off too. */
const off = (value: number, shown: number, allowed: number): boolean => !(Math.abs(value - shown) <= allowed)

/** The first thing wrong with an entry decides; the order is that of gravity: whose it is, then whence, then what. */
function judgeEntry(o: Obligation, e: EntryEvent, before: Line | undefined, scene: Scene): Verdict {
  const misread = before?.misread ?? false
  const wrong = (
    code: RuleCode,
    severity: Severity,
    parameters: Raised['parameters'] = {},
    line: Partial<Line> = {},
  ): Verdict => ({ credit: 0, misread, ...line, raised: { code, severity, parameters } })

  if (before && e.correction !== true) return wrong('R-DUP', 'minor', {}, before)

  const claimed_s = e.claimed_s ?? e.t_s
  if (Math.abs(claimed_s - e.t_s) > (o.clockTolerance_s ?? CLOCK_TOLERANCE_s) && e.late !== true)
    return { ...wrong('R-BACKDATE', 'critical', { claimed_s, written_s: e.t_s }), gate: 'G1' }
  if (e.badge !== undefined && e.badge !== (e.account ?? e.badge))
    return { ...wrong('R-BADGE', 'critical', { account: e.account ?? '', badge: e.badge }), gate: 'G1' }

  const value = e.value ?? null
  const shown = displayed(o, e, scene)
  const missing = stale(o, e, scene)
  if (missing.length > 0) {
    scene.unsupported++
    if (o.reading && shown !== null && value !== null && off(value, shown, INVENTED_BEYOND * o.reading.tolerance)) {
      const parameters = { evidence: missing[0]!, written: value, shown }
      if (!o.reading.critical) return wrong('R-FABRIC', 'major', parameters)
      return { ...wrong('R-FABRIC', 'critical', parameters), gate: 'G1' }
    }
    const severity = scene.unsupported >= UNSUPPORTED_TO_MAJOR ? 'major' : 'minor'
    return wrong('R-UNSUP', severity, { evidence: missing[0]!, count: scene.unsupported })
  }

  if (o.applicable === (e.notApplicable === true)) return wrong('R-NA', 'minor')
  if (o.reading && shown !== null && (value === null || off(value, shown, o.reading.tolerance)))
    return wrong('R-TRANSCR', 'minor', { written: value ?? '', shown }, { misread: true })
  if (o.secondPerson && e.second !== 'other')
    return wrong('R-SECOND', o.ifMissed, { second: e.second ?? 'none' }, { credit: CREDIT.withoutSecond })

  const timely = timeliness(o, e, scene)
  if (timely === 0) return wrong('R-LATE', 'minor', { due_s: o.due_s ?? scene.irreversible_s.get(o.step) ?? e.t_s })
  return { credit: misread ? Math.min(CREDIT.corrected, timely) : timely, misread }
}

function timeliness(o: Obligation, e: EntryEvent, scene: Scene): number {
  if (!scene.irreversible_s.has(o.step) && e.t_s <= (o.due_s ?? Infinity)) return CREDIT.onTime
  if (e.late !== true) return 0
  const inStep = e.t_s <= (o.stepEnd_s ?? Infinity) && !scene.closed.has(o.step)
  return inStep ? CREDIT.lateInStep : CREDIT.lateAfterStep
}
