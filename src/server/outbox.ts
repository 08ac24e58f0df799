import type { Database, Writer } from './database.ts'
import type { Log } from './log.ts'
import { looking } from './looking.ts'
import { drawId } from './secrets.ts'
import type { Tables } from './tables.ts'

/** What another system is to be told, and who can tell it. */
export type Parcel = Pick<Tables['outbox'], 'kind' | 'class_id' | 'body'>

/** `sent`: it has it; `never`: it will not take this one; `later`: it did not answer, or is too busy. */
export type Delivery = 'sent' | 'never' | 'later'
export type Deliver = (body: string) => Promise<Delivery>

/** So long one instance has a parcel for itself. */
const LEASE_MS = 60_000
const SOONEST_MS = 5000
const LATEST_MS = 3_600_000
const LOOK_MS = 5000
const AT_ONCE = 10

/** Put aside within the transaction that makes it true: what was told to the class is told to others too, sooner or later. */
export async function putAside(writer: Writer, now_ms: number, parcels: readonly Parcel[]): Promise<void> {
  for (const parcel of parcels)
    await writer
      .insertInto('outbox')
      .values({ id: drawId(), ...parcel, made_ms: now_ms, next_ms: now_ms, tries: 0 })
      .execute()
}

/**
 * Carries parcels away, oldest first, each until it has arrived: further and further apart, an hour at most. What an
 * instance had in hand when it died is taken up by another a minute later; sent twice, it is known by its own id.
 */
export function carrier(
  { read, write, kind, feed }: Database,
  by: Readonly<Record<Tables['outbox']['kind'], Deliver | null>>,
  log: Log,
  now: () => number = Date.now,
) {
  const kinds = (Object.keys(by) as Tables['outbox']['kind'][]).filter((k) => by[k] !== null)
  let closed = false

  const take = () =>
    write(async (writer) => {
      const due = await writer
        .selectFrom('outbox')
        .selectAll()
        .where('kind', 'in', kinds)
        .where('next_ms', '<=', now())
        .orderBy('made_ms')
        .limit(AT_ONCE)
        .$if(kind === 'postgres', (q) => q.forUpdate().skipLocked())
        .execute()
      for (const { id } of due)
        await writer
          .updateTable('outbox')
          .set({ next_ms: now() + LEASE_MS })
          .where('id', '=', id)
          .execute()
      return due
    })

  async function carry(row: Tables['outbox']): Promise<boolean> {
    const delivery = await by[row.kind]!(row.body).catch((): Delivery => 'later')
    if (delivery === 'never') log.warn('parcel-refused', { kind: row.kind })
    await write(async (writer) => {
      if (delivery !== 'later') return writer.deleteFrom('outbox').where('id', '=', row.id).execute()
      const wait_ms = Math.min(LATEST_MS, SOONEST_MS * 2 ** Math.min(row.tries, 20))
      return writer
        .updateTable('outbox')
        .set({ tries: row.tries + 1, next_ms: now() + wait_ms })
        .where('id', '=', row.id)
        .execute()
    })
    return delivery !== 'later'
  }

  const { wake, close } = looking(
    feed,
    LOOK_MS,
    async () => {
      for (;;) {
        if (closed || kinds.length === 0) return
        const due = await take()
        const gone = await Promise.all(due.map(carry))
        if (due.length < AT_ONCE || !gone.some((g) => g)) return
      }
    },
    () => log.warn('parcels-not-carried'),
  )
  return {
    wake,
    /** Not arrived yet. */
    async waiting(): Promise<number> {
      const { n } = await read
        .selectFrom('outbox')
        .select((s) => s.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      return Number(n)
    },
    async close(): Promise<void> {
      closed = true
      await close()
    },
  }
}

/** What an HTTP answer means for a parcel: too busy, on the way, not let in yet: later; else it will never be taken. */
export const deliveryBy = (status: number): Delivery =>
  (status >= 200 && status < 300) || status === 409
    ? 'sent'
    : status >= 500 || [401, 403, 404, 408, 425, 429].includes(status)
      ? 'later'
      : 'never'

const PATIENCE_MS = 15_000

export interface Store {
  readonly url: string
  readonly key: string
  readonly secret: string
}

/** Statements to a learning record store (xAPI 1.0.3); one that is there already is no other. */
export const toStore =
  ({ url, key, secret }: Store): Deliver =>
  async (body) => {
    const response = await fetch(`${url.replace(/\/$/, '')}/statements`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
        'Content-Type': 'application/json',
        'X-Experience-API-Version': '1.0.3',
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    await response.body?.cancel()
    return deliveryBy(response.status)
  }
