import type { BoardProgress, BoardResult, ClassBoard, ReplayedResult } from '../../share/index.ts'

/** How a learner is just now, worst first. */
export type Standing = 'stuck' | 'alarm' | 'playing' | 'over' | 'away' | 'never'

/** Nobody heard of for so long has closed the page, or lost the network. */
const AWAY_MS = 90_000
/** Reading a document takes less; who decides nothing for longer may need somebody. */
const STUCK_MS = 240_000

export interface Row {
  readonly id: string
  readonly pseudonym: string
  readonly standing: Standing
  /** The lot they are in, or were last. */
  readonly at: BoardProgress | null
  /** Since they last decided something. */
  readonly idle_ms: number
  readonly results: readonly BoardResult[]
}

/** The rows of the board at a moment of the server's clock: who may need somebody first, then by name. */
export function rowsOf(board: ClassBoard, now_ms: number): readonly Row[] {
  return board.learners
    .map(({ id, pseudonym }): Row => {
      const own = board.progress.filter((p) => p.learner === id)
      const at = own.reduce<BoardProgress | null>((last, p) => (last && last.at_ms > p.at_ms ? last : p), null)
      const idle_ms = at ? now_ms - at.acted_ms : 0
      const results = board.results.filter((r) => r.learner === id)
      return { id, pseudonym, standing: standingOf(at, now_ms), at, idle_ms, results }
    })
    .sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) || a.pseudonym.localeCompare(b.pseudonym))
}

const ORDER: readonly Standing[] = ['stuck', 'alarm', 'playing', 'over', 'away', 'never']

function standingOf(at: BoardProgress | null, now_ms: number): Standing {
  if (!at) return 'never'
  if (at.over) return 'over'
  if (now_ms - at.at_ms > AWAY_MS) return 'away'
  if (now_ms - at.acted_ms > STUCK_MS) return 'stuck'
  return at.alarms > 0 ? 'alarm' : 'playing'
}

/** A step of a level, and who is at it just now. */
export interface Place {
  readonly step: string | null
  readonly rows: readonly Row[]
}

/** Where those who play are, level by level, steps in the order of plant time. */
export function placesOf(
  rows: readonly Row[],
): readonly { readonly level: string; readonly places: readonly Place[] }[] {
  const there = rows.filter((row) => HELPED.includes(row.standing) || row.standing === 'playing')
  const by = <K>(all: readonly Row[], key: (row: Row) => K): [K, readonly Row[]][] => [
    ...new Map(all.map((row) => [key(row), all.filter((other) => key(other) === key(row))])),
  ]
  const soonest_s = (all: readonly Row[]): number => Math.min(...all.map((row) => row.at!.at_s))
  return by(there, (row) => row.at!.level)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([level, of]) => ({
      level,
      places: by(of, (row) => row.at!.step)
        .sort(([, a], [, b]) => soonest_s(a) - soonest_s(b))
        .map(([step, here]) => ({ step, rows: here })),
    }))
}

/** Who may need somebody. */
export const HELPED: readonly Standing[] = ['stuck', 'alarm']

export const judgedOf = ({ judged, state }: BoardResult): ReplayedResult | null =>
  judged && 'marks' in judged && state !== 'mismatch' ? judged : null

/** Who else decided the very same. */
export const copiedFrom = (result: BoardResult, all: readonly BoardResult[]): string | null =>
  all.find((other) => other.learner !== result.learner && result.digest !== null && other.digest === result.digest)
    ?.learner ?? null

export interface HeatMap {
  readonly competencies: readonly string[]
  /** By learner, then by competency: 0 to 1; absent: never asked for. */
  readonly shown: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** Of the class, by competency. */
  readonly means: ReadonlyMap<string, number>
}

/** Means over the lots of each learner that have been replayed. */
export function heatMapOf({ results }: ClassBoard): HeatMap {
  const all = new Map<string, Map<string, number[]>>()
  for (const result of results) {
    const practice = judgedOf(result)?.practice ?? {}
    const own = all.get(result.learner) ?? new Map<string, number[]>()
    if (Object.keys(practice).length) all.set(result.learner, own)
    for (const [id, worth] of Object.entries(practice)) own.set(id, [...(own.get(id) ?? []), worth])
  }
  const mean = (worths: readonly number[]): number => worths.reduce((sum, w) => sum + w, 0) / worths.length
  const competencies = [...new Set([...all.values()].flatMap((own) => [...own.keys()]))].sort()
  const shown = new Map(
    [...all].map(([learner, own]) => [learner, new Map([...own].map(([id, worths]) => [id, mean(worths)]))]),
  )
  const worthsOf = (id: string): number[] => [...shown.values()].flatMap((own) => own.get(id) ?? [])
  return { competencies, shown, means: new Map(competencies.map((id) => [id, mean(worthsOf(id))])) }
}

/** Lent for a day by the launch of a learning platform: nothing to keep, nor to hand on. */
export const isLent = (secret: string): boolean => secret.endsWith('.session')
