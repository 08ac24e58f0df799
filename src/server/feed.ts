import { EventEmitter } from 'node:events'
import { Client } from 'pg'

/** What has changed in a class, as small as it can be told. */
export interface News {
  readonly class: string
  /** `owner`, `all` learners, or one learner. Whoever owns the class hears everything. */
  readonly to: string
  readonly kind:
    | 'joined'
    | 'left'
    | 'progress'
    | 'result'
    | 'class'
    | 'message'
    | 'fault'
    | 'signatures'
    | 'keep'
    | 'gone'
    | 'again'
  readonly body: unknown
}

export interface Feed {
  publish(news: News): void
  /** Hears a class until the returned function is called. */
  hear(classId: string, heard: (news: News) => void): () => void
  /** Anything at all: somebody may be waiting for work. */
  wake(heard: (news: News) => void): () => void
  close(): Promise<void>
}

const EVERYTHING = Symbol('everything')

function emitting(): Omit<Feed, 'close'> & { all(kind: 'again'): void } {
  const emitter = new EventEmitter().setMaxListeners(0)
  const on = (name: string | symbol, heard: (news: News) => void): (() => void) => {
    emitter.on(name, heard)
    return () => void emitter.off(name, heard)
  }
  return {
    publish(news) {
      emitter.emit(news.class, news)
      emitter.emit(EVERYTHING, news)
    },
    hear: on,
    wake: (heard) => on(EVERYTHING, heard),
    all(kind) {
      for (const name of emitter.eventNames())
        if (typeof name === 'string') emitter.emit(name, { class: name, to: 'all', kind, body: null })
    },
  }
}

export function localFeed(): Feed {
  const { publish, hear, wake } = emitting()
  return { publish, hear, wake, close: async () => {} }
}

/** PostgreSQL takes no longer text: who hears `again` asks for everything. */
const LONGEST_BYTES = 7900
const CHANNEL = 'premier_lot'
const AGAIN_MS = 1000

/** Across instances. What was said while the connection was down is not known: then all are told to look again. */
export async function postgresFeed(
  url: string,
  log: (event: string) => void,
): Promise<Feed & { readonly channel: string }> {
  const { publish, hear, wake, all } = emitting()
  let client: Client | null = null
  let closed = false
  let later: ReturnType<typeof setTimeout> | undefined

  async function connect(): Promise<void> {
    const next = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true })
    const lost = (): void => {
      if (client !== next) return
      client = null
      next.end().catch(() => log('feed-connection-ended'))
      log('feed-connection-lost')
      retry()
    }
    next.on('error', lost)
    next.on('end', lost)
    next.on('notification', ({ payload }) => publish(JSON.parse(payload ?? 'null') as News))
    await next.connect()
    await next.query(`listen ${CHANNEL}`)
    client = next
  }
  function retry(): void {
    if (closed) return
    later = setTimeout(() => {
      connect().then(
        () => all('again'),
        () => retry(),
      )
    }, AGAIN_MS)
  }
  await connect()
  return {
    channel: CHANNEL,
    // Of a write it is the database that tells, see `write`.
    publish,
    hear,
    wake,
    async close() {
      closed = true
      clearTimeout(later)
      const open = client
      client = null
      await open?.end()
    },
  }
}

/** What is too long to be told as it is. */
export const fitting = (news: News): News =>
  Buffer.byteLength(JSON.stringify(news)) <= LONGEST_BYTES ? news : { ...news, kind: 'again', body: null }
