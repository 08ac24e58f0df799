import { sql } from 'kysely'
import { runName } from '../share/index.ts'
import { counts, resultView, SHOWN } from './classes.ts'
import type { Database, Writer } from './database.ts'
import type { Judged } from './judge.ts'
import type { Judges } from './pool.ts'
import { looking } from './looking.ts'
import type { Log } from './log.ts'

/** So long one instance has a hand-in for itself; after that another may take it. */
const LEASE_MS = 300_000
/** What three instances could not end is put aside. */
const MOST_ATTEMPTS = 3
/** Whatever an instance that died has left is found again. */
const LOOK_MS = 15_000

interface Taken {
  readonly learner_id: string
  readonly key: string
  readonly class_id: string
  readonly level: string
  readonly seed: number
  readonly received_ms: number
  readonly body: string
  readonly attempts: number
}

/** A hand-in whose marks count: it replays, and what the class did is in it, all of it and nothing else. */
export interface Settled {
  readonly learner_id: string
  readonly key: string
  readonly class_id: string
  readonly assignment_id: string | null
  readonly level: string
  readonly seed: number
  readonly digest: string | null
  readonly received_ms: number
  readonly judged: Judged
}

/**
 * Replays what has been kept. The queue is the base itself: nothing waits in memory, no more is taken than there are
 * hands, and what an instance had in hand when it died is taken up by another.
 */
export function verifier(
  database: Database,
  judges: Judges,
  log: Log,
  now: () => number = Date.now,
  /** What else is to be kept once it is known what a hand-in is worth: within the same transaction. */
  then: (writer: Writer, settled: Settled) => Promise<void> = async () => {},
) {
  const { read, write, kind, feed } = database
  let busy = 0
  let closed = false
  const settling = new Set<Promise<void>>()

  const take = (n: number): Promise<readonly Taken[]> =>
    write(async (writer) => {
      const open = await writer
        .selectFrom('results')
        .select(['learner_id', 'key', 'class_id', 'level', 'seed', 'received_ms', 'body', 'attempts'])
        .where('state', '=', 'waiting')
        .where('lease_ms', '<=', now())
        .orderBy('received_ms')
        .limit(n)
        .$if(kind === 'postgres', (q) => q.forUpdate().skipLocked())
        .execute()
      for (const { learner_id, key } of open)
        await writer
          .updateTable('results')
          .set({ lease_ms: now() + LEASE_MS, attempts: sql<number>`attempts + 1` })
          .where('learner_id', '=', learner_id)
          .where('key', '=', key)
          .execute()
      return open
    })

  /** Faults that the class had sent into a lot by the time it was handed in. */
  const sentInto = ({ learner_id, level, seed, received_ms }: Taken) =>
    read
      .selectFrom('brought')
      .select(['fault', 'cause', 'from_s'])
      .where('learner_id', '=', learner_id)
      .where('run', '=', runName(level, seed))
      .where('sent_ms', '<=', received_ms)
      .execute()

  async function settle(taken: Taken): Promise<void> {
    const { learner_id, key, class_id, body, attempts } = taken
    const answer = attempts >= MOST_ATTEMPTS ? 'stopped' : await judges.judge(body, await sentInto(taken))
    if (closed) {
      // Stopped in the middle by a shutdown: at once anybody's again.
      await write((writer) =>
        writer
          .updateTable('results')
          .set({ lease_ms: 0, attempts })
          .where('learner_id', '=', learner_id)
          .where('key', '=', key)
          .where('state', '=', 'waiting')
          .execute(),
      )
      return
    }
    // A worker that died may have died of the machine: once more, elsewhere.
    const again = answer === 'stopped' && attempts < MOST_ATTEMPTS
    await write(async (writer, tell) => {
      const judged =
        typeof answer === 'string'
          ? {
              state: again ? ('waiting' as const) : ('refused' as const),
              judged: again ? null : JSON.stringify({ why: answer }),
              digest: null,
            }
          : { state: answer.verdict, judged: JSON.stringify(answer), digest: answer.digest }
      const row = await writer
        .updateTable('results')
        .set({ ...judged, lease_ms: 0 })
        .where('learner_id', '=', learner_id)
        .where('key', '=', key)
        .where('state', '=', 'waiting')
        .returning(SHOWN)
        .executeTakeFirst()
      // Erased meanwhile, or judged by another: nothing to tell.
      if (row && typeof answer === 'object' && counts({ ...row, judged: answer }))
        await then(writer, { ...row, key, class_id, judged: answer })
      if (row && !again) tell({ class: class_id, to: learner_id, kind: 'result', body: resultView(row) })
    })
  }

  const { wake, close } = looking(
    feed,
    LOOK_MS,
    async () => {
      const free = judges.hands - busy
      if (free <= 0 || closed) return
      const taken = await take(free)
      for (const one of taken) {
        busy++
        const settled = settle(one)
          .catch(() => log.warn('result-not-settled'))
          .finally(() => {
            busy--
            settling.delete(settled)
            wake()
          })
        settling.add(settled)
      }
    },
    () => log.warn('results-not-taken'),
  )
  return {
    wake,
    /** Hand-ins that nobody has replayed yet, in the whole base. */
    async waiting(): Promise<number> {
      const { n } = await read
        .selectFrom('results')
        .select((s) => s.fn.countAll<number>().as('n'))
        .where('state', '=', 'waiting')
        .executeTakeFirstOrThrow()
      return Number(n)
    },
    async close(): Promise<void> {
      closed = true
      await close()
      await judges.close()
      await Promise.all(settling)
    },
  }
}
