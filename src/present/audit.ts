import { readTiles } from '../play/index.ts'
import { clockOf, momentOf } from './calendar.ts'
import { type Language, typeset } from './language.ts'
import { alarmTitle, orderSentence, stationName, withUnit, writtenAs } from './say.ts'
import type { ActSnapshot, LineSnapshot, News, RecordedSnapshot, Snapshot } from './snapshot.ts'
import { doneWords, measured, personName, priorityWord, thingName, topicName } from './words.ts'

/** One line of the audit trail: who, when, what, from what to what, and why; nothing in it needs the run again. */
export interface AuditEntry {
  readonly t_s: number
  readonly by: 'player' | 'crew' | 'lab' | 'system'
  readonly kind: 'hand' | 'correction' | 'setting' | 'act' | 'result' | 'alarm' | 'paper' | 'step'
  readonly what: string
  /** With their units, at the digits of their instrument; null: there is none. */
  readonly before: string | null
  readonly after: string | null
  /** A correction's reason, the hour that was claimed, the words of a report. */
  readonly notes: readonly string[]
  readonly late: boolean
  /** What a reviewer reads first: alarms, deviations, corrections, late hours, what was never written. */
  readonly exception: boolean
}

export interface AuditDay {
  readonly day: number
  /** Oldest first. */
  readonly entries: readonly AuditEntry[]
  /** What the recorder kept that day, display by display: reviewed by exception. */
  readonly recorder: readonly RecordedSnapshot[]
}

/** What a level calls its lines and its own acts. */
export interface AuditWords {
  readonly line: (id: string) => string | undefined
  readonly act: (slot: string, value: ActSnapshot['value']) => string | null
  readonly reason: (id: string) => string | undefined
}

export type AuditFilter = 'all' | 'mine' | 'exceptions'

/** The whole trail by plant day, the days in order. */
export function auditTrail(language: Language, view: Snapshot, words: AuditWords): readonly AuditDay[] {
  const entries = [
    ...view.lines.flatMap((line) => written(language, view, line, words)),
    ...view.acts.flatMap((act, i) => acted(language, view, act, view.acts.slice(0, i), words) ?? []),
    ...view.results.map((r): AuditEntry => ({
      ...PLAIN,
      t_s: r.t_s,
      by: 'lab',
      kind: 'result',
      what: measured(language, r.assay).name,
      after: `${r.status === 'below' ? '< ' : r.status === 'above' ? '> ' : ''}${withUnit(language, r.value, r.digits, r.unit)}`,
      notes: [drawn(language, view, r.t_s, r.drawn_s)],
    })),
    ...view.news.flatMap((news) => happened(language, view, news) ?? []),
  ]
  const dayOf = (t_s: number): number => momentOf(t_s - view.dayZero_s).day
  const days = new Set([...entries.map((e) => dayOf(e.t_s)), ...view.recorded.map((r) => r.day)])
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => ({
      day,
      entries: entries.filter((e) => dayOf(e.t_s) === day).sort((a, b) => a.t_s - b.t_s),
      recorder: view.recorded.filter((r) => r.day === day),
    }))
}

/** Only what is asked for; days with nothing of it are left out. */
export function auditOf(trail: readonly AuditDay[], filter: AuditFilter): readonly AuditDay[] {
  if (filter === 'all') return trail
  return trail
    .map(({ day, entries, recorder }) => ({
      day,
      entries: entries.filter((e) => (filter === 'mine' ? e.by === 'player' : e.exception)),
      recorder: filter === 'mine' ? [] : recorder.filter((r) => r.beyond > 0),
    }))
    .filter((d) => d.entries.length > 0 || d.recorder.length > 0)
}

const PLAIN = { before: null, after: null, notes: [], late: false, exception: false } as const

const say = (language: Language, fr: string, en: string): string => typeset(language, language === 'fr' ? fr : en)

function dayAndHour(language: Language, view: Snapshot, t_s: number): string {
  const { day } = momentOf(t_s - view.dayZero_s)
  return say(language, `J${minus(day)} à ${clockOf(t_s)}`, `D${minus(day)} at ${clockOf(t_s)}`)
}

const minus = (day: number): string => (day < 0 ? `−${-day}` : String(day))

/** The hour alone where it is of the same day. */
function hourSeen(language: Language, view: Snapshot, from_s: number, t_s: number): string {
  const same = momentOf(from_s - view.dayZero_s).day === momentOf(t_s - view.dayZero_s).day
  return same ? say(language, `à ${clockOf(t_s)}`, `at ${clockOf(t_s)}`) : dayAndHour(language, view, t_s)
}

function drawn(language: Language, view: Snapshot, from_s: number, t_s: number): string {
  const hour = hourSeen(language, view, from_s, t_s)
  return say(language, `prélevé ${hour}`, `drawn ${hour}`)
}

/** An hour that is more than so far from the second of the ink is another hour. */
const SAME_HOUR_S = 600

function written(language: Language, view: Snapshot, line: LineSnapshot, words: AuditWords): readonly AuditEntry[] {
  const what = words.line(line.id) ?? measured(language, line.panel).name
  const value = (x: number | null): string => withUnit(language, x, line.digits, line.unit)
  const inked = (x: number | null): string => writtenAs(language, x, line.digits, line.unit)
  if (line.entries.length === 0) {
    if (line.state !== 'missed' || line.due_s === null) return []
    const notes = [say(language, 'ligne jamais écrite', 'line never written')]
    return [{ ...PLAIN, t_s: line.due_s, by: 'system', kind: 'hand', what, notes, exception: true }]
  }
  return line.entries.map((entry, i): AuditEntry => {
    const old = line.entries[i - 1]
    const other = entry.claimed_s !== null && Math.abs(entry.claimed_s - entry.t_s) > SAME_HOUR_S
    const notes: string[] = []
    if (entry.reason !== null) notes.push(words.reason(entry.reason) ?? entry.reason)
    else if (old) notes.push(say(language, 'second chiffre, rien de rayé', 'a second figure, nothing struck'))
    if (entry.claimed_s !== null && other) {
      const hour = dayAndHour(language, view, entry.claimed_s)
      notes.push(say(language, `heure du geste : ${hour}`, `time of the act: ${hour}`))
    }
    if (entry.read) {
      const read = `${value(entry.read.value)} ${hourSeen(language, view, entry.t_s, entry.read.t_s)}`
      notes.push(say(language, `lu ${read}`, `read ${read}`))
    } else notes.push(say(language, 'sans lecture', 'without a reading'))
    return {
      t_s: entry.t_s,
      by: 'player',
      kind: entry.reason === null ? 'hand' : 'correction',
      what,
      before: old ? inked(old.value) : null,
      after: inked(entry.value),
      notes,
      late: entry.late,
      exception: old !== undefined || entry.late || other,
    }
  })
}

function acted(
  language: Language,
  view: Snapshot,
  act: ActSnapshot,
  earlier: readonly ActSnapshot[],
  words: AuditWords,
): AuditEntry | null {
  const { slot, value } = act
  const [place, topic = ''] = slot.split('.') as [string, string?]
  const entry = { ...PLAIN, t_s: act.t_s, by: act.by }
  const own = words.act(slot, value)
  if (own !== null) return { ...entry, kind: 'act', what: own }
  switch (place) {
    case 'shift':
      return {
        ...entry,
        kind: 'paper',
        what: say(language, 'Poste laissé pour la nuit', 'Shift handed over for the night'),
      }
    case 'night': {
      const tiles = Array.isArray(value) ? (readTiles(value) ?? []) : []
      const what = say(language, `Consignes de nuit : ${tiles.length}`, `Night orders: ${tiles.length}`)
      const last = earlier.filter((a) => a.slot === slot).at(-1)
      const same = last !== undefined && tiles.length > 0 && JSON.stringify(last.value) === JSON.stringify(value)
      const notes = same
        ? [say(language, 'les mêmes que les dernières', 'the same as the last ones')]
        : tiles.map((tile) => orderSentence(language, tile, view.steps))
      return { ...entry, kind: 'paper', what, notes }
    }
    case 'alarm': {
      const alarm = view.alarms.find((a) => a.id === topic)
      const name = alarm ? alarmTitle(language, alarm) : topic
      return { ...entry, kind: 'alarm', what: say(language, 'Alarme acquittée', 'Alarm acknowledged'), notes: [name] }
    }
    case 'call': {
      const { name } = personName(language, topic)
      const about = thingName(language, String(value)).short
      return { ...entry, kind: 'paper', what: say(language, `Appel : ${name}`, `Call: ${name}`), notes: [about] }
    }
    case 'case':
      return topic === 'class' ? classed(language, entry, value) : reported(language, view, entry, value)
    case 'reply':
      return null
  }
  if (topic === 'assay') {
    const names = (Array.isArray(value) ? value : [value]).map((id) => measured(language, String(id)).short)
    return { ...entry, kind: 'act', what: topicName(language, 'assay').name, notes: [names.join(', ')] }
  }
  const worked = view.stations.find((s) => act.slot.startsWith(`${s.id}.`))?.unit
  const { name } = topicName(language, topic, worked)
  // A point set down for tomorrow is nobody's record, and what the crew sets on its own machines is in theirs.
  if (topic === 'forecast' || name === topic) return null
  // That the crew hands on is said by the steps that end and begin.
  if (topic === 'proceed' && act.by === 'crew') return null
  const { amount } = act
  const shown = (x: number): string => withUnit(language, x, amount?.digits ?? 0, amount?.unit ?? '1')
  const after = amount && typeof value === 'number' ? shown(value) : null
  const before = amount && amount.before !== null ? shown(amount.before) : null
  // Set again to where it stood: it is in the trail, and nothing has changed.
  return { ...entry, kind: before === null ? 'act' : 'setting', what: name, before, after }
}

type Begun = Pick<AuditEntry, 't_s' | 'by' | 'before' | 'after' | 'late'>

function classed(language: Language, entry: Begun, value: ActSnapshot['value']): AuditEntry {
  const priority = value === 'critical' ? 1 : value === 'major' ? 2 : 3
  const what = say(language, 'Écart classé', 'Deviation classified')
  return { ...entry, kind: 'paper', what, notes: [priorityWord(language, priority).toLowerCase()], exception: true }
}

/** Five tiles: what, where, when, how much, what was done at once. */
function reported(language: Language, view: Snapshot, entry: Begun, value: ActSnapshot['value']): AuditEntry {
  const [what, where, when, , done] = Array.isArray(value) ? value : []
  return {
    ...entry,
    kind: 'paper',
    what: say(
      language,
      `Écart ouvert : ${thingName(language, String(what)).short}`,
      `Deviation opened: ${thingName(language, String(what)).short}`,
    ),
    notes: [
      stationName(language, view, String(where)),
      ...(typeof when === 'number' ? [dayAndHour(language, view, when)] : []),
      say(language, `fait : ${doneWords(language, String(done))}`, `done: ${doneWords(language, String(done))}`),
    ],
    exception: true,
  }
}

function happened(language: Language, view: Snapshot, news: News): AuditEntry | null {
  const entry = { ...PLAIN, t_s: news.t_s, by: 'system' as const }
  switch (news.kind) {
    // The board says who began what; the rest of a week is its acts.
    case 'week':
      return null
    case 'alarm':
    case 'normal': {
      const alarm = view.alarms.find((a) => a.id === news.alarm)
      if (!alarm) return null
      const limit = withUnit(language, alarm.limit, alarm.digits, alarm.unit)
      const word = priorityWord(language, alarm.priority).toLowerCase()
      const on = news.kind === 'alarm'
      const what = on
        ? alarmTitle(language, alarm)
        : say(
            language,
            `${measured(language, alarm.instrument).name} : retour dans les limites`,
            `${measured(language, alarm.instrument).name}: back inside its limits`,
          )
      const notes = on ? [say(language, `alarme ${word}, limite ${limit}`, `${word} alarm, limit ${limit}`)] : []
      return { ...entry, kind: 'alarm', what, notes, exception: on }
    }
    case 'opened':
    case 'closed': {
      const name = stationName(language, view, news.step)
      const what =
        news.kind === 'opened'
          ? say(language, `${name} : l’étape commence`, `${name}: the step begins`)
          : say(language, `${name} : l’étape est finie`, `${name}: the step is over`)
      return { ...entry, kind: 'step', what }
    }
    case 'order':
      return {
        ...entry,
        by: 'crew',
        kind: 'act',
        what: say(language, `Consigne ${news.tile + 1} de la nuit`, `Night order ${news.tile + 1}`),
        notes: [
          news.done ? say(language, 'faite comme écrite', 'done as written') : say(language, 'refusée', 'refused'),
        ],
        exception: !news.done,
      }
    case 'rung':
      return {
        ...entry,
        by: 'crew',
        kind: 'paper',
        what: say(language, 'Appel de nuit', 'Night call'),
        exception: true,
      }
    case 'called': {
      const thing = thingName(language, news.thing).short
      const found = news.found
        ? say(language, 'défaut trouvé, une heure de travail', 'fault found, an hour of work')
        : say(language, 'rien trouvé', 'nothing found')
      const what = say(language, `Maintenance : ${thing}`, `Maintenance: ${thing}`)
      return { ...entry, by: 'crew', kind: 'paper', what, notes: [found], exception: news.found }
    }
    case 'outage': {
      const name = stationName(language, view, news.step)
      const what = say(language, `Maintenance : ${name}, machine prise`, `Maintenance: ${name}, machine out`)
      const notes = [`${dayAndHour(language, view, news.from_s)} – ${dayAndHour(language, view, news.until_s)}`]
      return { ...entry, by: 'crew', kind: 'paper', what, notes, exception: true }
    }
    case 'standardised': {
      const id = news.panel.slice(news.panel.indexOf('.') + 1)
      const what = say(
        language,
        `${measured(language, id).name} : recalé`,
        `${measured(language, id).name}: standardised`,
      )
      return { ...entry, by: 'player', kind: 'act', what, before: String(news.before), after: String(news.after) }
    }
    case 'morning':
    case 'result':
      return null
  }
}
