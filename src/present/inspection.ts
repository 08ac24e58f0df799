import {
  askedAt,
  type AskedKind,
  type Book,
  type InspectedRoom,
  inspectionOf,
  inspectionView,
  type Item,
  type Measure,
  type Run,
} from '../play/index.ts'

/** A question as it is put: the line it is about, read aloud, and nothing of what is right. */
export interface QuestionSnapshot {
  readonly slot: string
  readonly kind: AskedKind
  readonly subject: Item | null
  /** «I check»: still owed. */
  readonly owed: boolean
  readonly answered: boolean
  readonly offered: readonly Measure[]
}

/** What whoever answers inspectors has before them. */
export interface InspectionSnapshot {
  /** The lot that is open, and whether it is the player's own. */
  readonly level: string
  readonly seed: number
  readonly own: boolean
  readonly left_s: number
  readonly room: InspectedRoom | null
  readonly opened: readonly Book[]
  readonly items: readonly Item[]
  /** Number of a line of the record, or of an area of the room, by what it is about. */
  readonly numbers: Readonly<Record<string, number>>
  /** Put so far; how many are to come nobody says. */
  readonly questions: readonly QuestionSnapshot[]
}

export function inspectionSnapshot(run: Run): InspectionSnapshot | null {
  const view = inspectionView(run)
  if (!view) return null
  const { file } = inspectionOf(run.level, run.seed)
  const day = run.desk!.inspection!
  const record = file.items.filter((i) => i.book === 'record')
  const areas = file.items.filter((i) => i.book === 'labels' && i.about.startsWith('clear.'))
  /** Inspectors hold the batch record; what they have found elsewhere they have in their own hands. */
  const subjectOf = (slot: string): Item | null => {
    const q = askedAt(run, slot)!
    return (
      record.find((i) => i.about === q.about) ??
      file.items.find((i) => i.id === q.proofs[0] && i.about === q.about) ??
      file.items.find((i) => i.about === q.about) ??
      null
    )
  }
  return {
    level: file.level,
    seed: file.seed,
    own: run.level.work!.inspection!.files.length === 1,
    left_s: view.left_s,
    room: view.room,
    opened: view.opened,
    items: view.items,
    numbers: Object.fromEntries([record, areas].flatMap((list) => list.map((i, n) => [i.about, n + 1]))),
    questions: day.order.slice(0, day.put).map((slot) => {
      const open = view.questions.find((q) => q.slot === slot)
      const { kind } = askedAt(run, slot)!
      const subject = subjectOf(slot)
      return { slot, kind, subject, owed: open?.owed ?? false, answered: !open, offered: open?.offered ?? [] }
    }),
  }
}
