import { ANSWER_S, type Book, type InspectedRoom, type Item, type Measure, VISIT_S } from '../play/index.ts'
import { clockOf, momentOf } from './calendar.ts'
import { foundWords } from './ending.ts'
import type { InspectionSnapshot, QuestionSnapshot } from './inspection.ts'
import { type Language, typeset } from './language.ts'
import { withUnit } from './say.ts'
import { doneWords, measured, personName, thingName, topicName, unitName } from './words.ts'

type Pair = readonly [fr: string, en: string]
const side = (language: Language, [fr, en]: Pair): string => typeset(language, language === 'fr' ? fr : en)

const ROOMS: Readonly<Record<InspectedRoom, Pair>> = {
  archive: ['Archives', 'Archive'],
  suite: ['Atelier', 'Suite'],
  lab: ['Laboratoire', 'QC laboratory'],
  store: ['Magasin', 'Stores'],
}
const BOOK_NAMES: Readonly<Record<Book, Pair>> = {
  record: ['Dossier de lot', 'Batch record'],
  deviations: ['Registre des écarts', 'Deviation log'],
  classes: ['Table des classes', 'Classification table'],
  audit: ['Piste d’audit', 'Audit trail'],
  recorder: ['Enregistreur', 'Recorder'],
  orders: ['Consignes de nuit', 'Night orders'],
  journal: ['Journal de conduite', 'Process log'],
  bench: ['Cahier de paillasse', 'Lab notebook'],
  labels: ['Étiquettes et contrôles', 'Labels and checks'],
}
const MEASURE_NAMES: Readonly<Record<Measure, Pair>> = {
  atInstrument: ['Écrire devant l’écran, lecture affichée', 'Write at the display, with its reading shown'],
  lockedHour: ['Heure posée par le système', 'Time stamped by the system'],
  shiftCheck: ['Vides et alarmes relus à deux, en fin de poste', 'Blanks and alarms checked by two at end of shift'],
  classTable: ['Table des classes au poste, contresignée', 'Classification table at the workstation, countersigned'],
  orderForm: ['Formulaire de nuit qui refuse une limite vide', 'Night form that rejects an empty limit'],
  askFirst: ['Accord écrit avant tout changement', 'Written agreement before any change'],
  clearance: ['Contrôle à deux, zone par zone', 'Two-person check, area by area'],
  retrain: ['Former à nouveau l’opérateur', 'Retrain the operator'],
}

export const inspectedRoom = (language: Language, room: InspectedRoom): string => side(language, ROOMS[room])
export const bookName = (language: Language, book: Book): string => side(language, BOOK_NAMES[book])
export const measureName = (language: Language, measure: Measure): string => side(language, MEASURE_NAMES[measure])

/** Minutes of plant time, as buttons say them. */
export const INSPECTION_MIN = {
  go: VISIT_S.go / 60,
  open: VISIT_S.open / 60,
  show: ANSWER_S.show / 60,
  more: ANSWER_S.more / 60,
  say: ANSWER_S.say / 60,
  check: ANSWER_S.check / 60,
  concede: ANSWER_S.concede / 60,
} as const

/** D4 09:10, by the days of the lot. */
export function hourOf(language: Language, t_s: number): string {
  return `${language === 'fr' ? 'J' : 'D'}${momentOf(t_s).day} ${clockOf(t_s)}`
}

const CLASSES: Readonly<Record<string, Pair>> = {
  minor: ['mineur', 'minor'],
  major: ['majeur', 'major'],
  critical: ['critique', 'critical'],
}
const REASON_WORDS: Readonly<Record<string, Pair>> = {
  misread: ['mal lu', 'misread'],
  miswritten: ['mal écrit', 'miswritten'],
  wrongLine: ['mauvaise ligne', 'wrong line'],
}
const LABEL_WORDS: Readonly<Record<string, Pair>> = {
  'clear.checked': ['Vide de ligne, deuxième regard', 'Line clearance, second look'],
  'bag.label': ['Étiquette de la poche', 'Bag label'],
  'vial.label': ['Étiquette du tube', 'Vial label'],
}

/** What a line of a document is about, as one would name it across the table. */
export function itemName(language: Language, item: Item, number: number | undefined): string {
  const fr = language === 'fr'
  switch (item.book) {
    case 'deviations':
      return item.id === 'deviations.end'
        ? side(language, ['Fin du registre : pas d’autre écart', 'End of the log: no other deviation'])
        : thingName(language, item.name).name
    case 'classes':
      return thingName(language, item.name).name
    case 'labels': {
      const known = LABEL_WORDS[item.name]
      if (known) return side(language, known)
      return item.name.startsWith('clear.')
        ? side(language, [`Vide de ligne, zone ${number}`, `Line clearance, area ${number}`])
        : side(language, ['Échantillon gardé', 'Retained sample'])
    }
    case 'journal':
      if (item.name.startsWith('R-')) return foundWords(language, item.name)
      return item.done?.includes('set')
        ? typeset(language, `${topicName(language, item.name, item.unit).name}, ${unitName(language, item.unit).name}`)
        : typeset(
            language,
            fr ? `Alarme : ${measured(language, item.name).name}` : `Alarm: ${measured(language, item.name).name}`,
          )
    default: {
      const { name } = measured(language, item.name)
      return number === undefined ? name : typeset(language, `${fr ? 'Ligne' : 'Line'} ${number}, ${name}`)
    }
  }
}

const DID: Readonly<Record<string, Pair>> = {
  deviation: ['écart ouvert', 'deviation opened'],
  me: ['m’appeler', 'call me'],
  nobody: ['sans appeler', 'no call'],
}
function didWords(language: Language, id: string, unit: string): string {
  const own = DID[id]
  if (own) return side(language, own)
  if (['qa', 'qc', 'tutor', 'maintenance'].includes(id)) return personName(language, id).name
  const topic = topicName(language, id, unit).short
  return topic === id ? doneWords(language, id) : topic
}

/** What stands on a line: its hour, and its words, in the order they are read. */
export function itemWords(language: Language, item: Item): readonly string[] {
  const figure = (x: number | null | undefined): string =>
    withUnit(language, x ?? null, item.digits ?? 0, item.measure ?? '1')
  const say = (fr: string, en: string): string => side(language, [fr, en])
  const did = (item.done ?? []).map((id) => didWords(language, id, item.unit))
  switch (item.book) {
    case 'record':
      if (item.t_s === null) return [say('vide', 'blank')]
      return [
        ...(item.before === undefined
          ? []
          : [say(`barré : ${figure(item.before)}`, `struck out: ${figure(item.before)}`)]),
        figure(item.value),
        ...(item.late ? [say('entrée tardive', 'late entry')] : []),
        ...(item.reason && REASON_WORDS[item.reason]
          ? [say(`motif : ${REASON_WORDS[item.reason]![0]}`, `reason: ${REASON_WORDS[item.reason]![1]}`)]
          : []),
      ]
    case 'audit':
      return [
        ...(item.claimed_s === undefined
          ? [say('heure non touchée', 'time unchanged')]
          : [
              say(
                `heure écrite : ${hourOf(language, item.claimed_s)}`,
                `time written: ${hourOf(language, item.claimed_s)}`,
              ),
            ]),
        ...(item.late ? [say('déclarée tardive', 'declared late')] : []),
      ]
    case 'recorder':
    case 'bench':
      return [
        say(`affichait ${figure(item.value)}`, `showed ${figure(item.value)}`),
        say(`admis ± ${figure(item.tolerance)}`, `allowed ± ${figure(item.tolerance)}`),
        item.seen_s === null || item.seen_s === undefined
          ? say('jamais ouvert avant l’écriture', 'never opened before the entry')
          : say(`ouvert ${hourOf(language, item.seen_s)}`, `opened ${hourOf(language, item.seen_s)}`),
        ...(item.stale ? [say('réglage touché entre-temps', 'setting changed in between')] : []),
      ]
    case 'deviations':
      if (item.id === 'deviations.end') return []
      return [
        item.class ? side(language, CLASSES[item.class]!) : say('non classé', 'not classified'),
        did.length
          ? say(`prévenus : ${did.join(', ')}`, `told: ${did.join(', ')}`)
          : say('personne n’est prévenu', 'nobody told'),
      ]
    case 'classes':
      return [item.class ? side(language, CLASSES[item.class]!) : '']
    case 'orders':
      return [
        item.value === null || item.value === undefined
          ? say('limite : l’alarme', 'limit: the alarm')
          : say(`limite : ${figure(item.value)}`, `limit: ${figure(item.value)}`),
        did.join(', '),
      ]
    case 'journal':
      if (item.name.startsWith('R-')) return []
      if (item.done?.includes('set')) return [figure(item.value), say('par l’élève', 'by the learner')]
      return [
        say(`limite ${figure(item.value)}`, `limit ${figure(item.value)}`),
        did.length ? did.join(', ') : say('rien d’écrit', 'nothing written'),
      ]
    case 'labels':
      return [did.length ? say('vu et signé', 'seen and signed') : say('non signé', 'not signed')]
  }
}

const ASKS: Readonly<Record<string, Pair>> = {
  hour: ['Quand cette ligne a-t-elle été écrite ?', 'When was this line written?'],
  figure: ['Qu’est-ce qui prouve cette valeur ?', 'What proves this figure?'],
  blank: ['Cette ligne est vide. Pourquoi ?', 'This line is empty. Why?'],
  struck: ['Qui a barré, et pourquoi ?', 'Who struck this out, and why?'],
  late: ['Entrée tardive. Montrez-moi.', 'A late entry. Show me.'],
  alarm: ['Cela a sonné. Qu’a-t-on fait ?', 'This alarm rang. What was done?'],
  fault: ['Où est l’écart, et qui l’a su ?', 'Where is the deviation, and who was told?'],
  grade: ['Pourquoi cette classe ?', 'Why this class?'],
  order: ['La nuit, à quelle limite agit-on ?', 'At night, what limit do they act on?'],
  set: ['Où ce réglage est-il écrit ?', 'Where is this setting written down?'],
  label: ['Qui a vérifié ?', 'Who checked?'],
  found: ['Nous avons trouvé ceci. Où est-ce écrit ?', 'We found this. Where is it written down?'],
}

/** What an inspector says, and what about. */
export function askedWords(
  language: Language,
  { kind, subject }: QuestionSnapshot,
  numbers: InspectionSnapshot['numbers'],
): { readonly about: string; readonly asks: string } {
  const asks = (id: keyof typeof ASKS): string => side(language, ASKS[id]!)
  const name = subject ? itemName(language, subject, numbers[subject.about]) : ''
  const hour = subject?.t_s === null || subject?.t_s === undefined ? '' : `, ${hourOf(language, subject.t_s)}`
  const read =
    subject?.book === 'record' && subject.value !== null
      ? `, ${withUnit(language, subject.value ?? null, subject.digits ?? 0, subject.measure ?? '1')}`
      : ''
  const about = typeset(language, `${name}${read}${hour}`)
  switch (kind) {
    case 'line':
      return {
        about,
        asks: asks(subject?.value === null ? 'blank' : subject?.before !== undefined ? 'struck' : 'late'),
      }
    case 'signal':
      return { about, asks: asks(subject?.book === 'journal' ? 'alarm' : 'fault') }
    case 'grade': {
      const given = subject?.class ? `, ${side(language, CLASSES[subject.class]!)}` : ''
      return { about: typeset(language, `${name}${given}${hour}`), asks: asks('grade') }
    }
    case 'event':
      return {
        about,
        asks: asks(subject?.book === 'labels' ? 'label' : subject?.done?.includes('set') ? 'set' : 'found'),
      }
    default:
      return { about, asks: asks(kind) }
  }
}
