import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, Migrator, PostgresDialect, sql, SqliteDialect, type Transaction } from 'kysely'
import Sqlite from 'libsql'
import { type CustomTypesConfig, Pool, types as pgTypes } from 'pg'
import type { Feed, News } from './feed.ts'
import { fitting, localFeed, postgresFeed } from './feed.ts'
import { migrations } from './migrations.ts'
import type { Tables } from './tables.ts'

export type Reader = Kysely<Tables>
export type Writer = Transaction<Tables>
/** What the class is to be told once the work is kept. */
export type Tell = (news: News) => void
export type Work<T> = (writer: Writer, tell: Tell) => Promise<T>

export interface Database {
  readonly kind: 'sqlite' | 'postgres'
  readonly read: Reader
  /** Resolves when the work is on the disk, all of it; rejects when none of it is. */
  write<T>(work: Work<T>): Promise<T>
  /** A moment of the whole base, whatever is written meanwhile. */
  moment<T>(work: (reader: Reader) => Promise<T>): Promise<T>
  readonly feed: Feed
  close(): Promise<void>
}

/** Where the base is: a file, or the address of a PostgreSQL. */
export type Place = { readonly file: string } | { readonly url: string; readonly connections?: number }

/** What is written here at once, at most: a transaction holds up the readers of its process. */
const MOST_AT_ONCE = 64

export async function openDatabase(
  place: Place,
  log: (event: string) => void = () => {},
  steps = migrations,
): Promise<Database> {
  const database = 'file' in place ? openSqlite(place.file) : await openPostgres(place.url, place.connections, log)
  try {
    await migrate(database.read, steps)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}

async function migrate(db: Reader, steps: typeof migrations): Promise<void> {
  const provider = { getMigrations: async () => ({ ...steps }) }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('the database could not be brought up to date')
}

function openSqlite(file: string): Database {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const base = new Sqlite(file)
  // Full: a commit that was told is on the disk, whatever happens to the machine. Secure: what is deleted is written over.
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'secure_delete = ON',
    'busy_timeout = 5000',
  ])
    base.pragma(pragma)
  const read = new Kysely<Tables>({ dialect: new SqliteDialect({ database: base as never }) })
  const feed = localFeed()
  return {
    kind: 'sqlite',
    read,
    write: together(read, feed),
    moment: (work) => read.transaction().execute(work),
    feed,
    async close() {
      await feed.close()
      await read.destroy()
    },
  }
}

/**
 * One commit, and one wait for the disk, for all that has come in meanwhile. Each piece of work stands behind a savepoint
 * of its own: one that fails takes nothing else with it.
 */
function together(db: Reader, feed: Feed): Database['write'] {
  interface Waiting {
    readonly work: Work<unknown>
    readonly resolve: (value: unknown) => void
    readonly reject: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  let busy = false
  async function drain(): Promise<void> {
    busy = true
    while (waiting.length) {
      const now = waiting.slice(0, MOST_AT_ONCE)
      waiting = waiting.slice(MOST_AT_ONCE)
      const ends: (() => void)[] = []
      try {
        await db.transaction().execute(async (writer) => {
          for (const { work, resolve, reject } of now) {
            const news: News[] = []
            await sql`savepoint one`.execute(writer)
            try {
              const value = await work(writer, (item) => void news.push(fitting(item)))
              await sql`release one`.execute(writer)
              ends.push(() => {
                for (const item of news) feed.publish(item)
                resolve(value)
              })
            } catch (error) {
              await sql`rollback to one`.execute(writer)
              await sql`release one`.execute(writer)
              ends.push(() => reject(error))
            }
          }
        })
        for (const end of ends) end()
      } catch (error) {
        for (const { reject } of now) reject(error)
      }
    }
    busy = false
  }
  return <T>(work: Work<T>) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ work, resolve: resolve as (value: unknown) => void, reject })
      if (!busy) void drain()
    })
}

async function openPostgres(url: string, max = 10, log: (event: string) => void): Promise<Database> {
  // Milliseconds fit a double for some 280,000 years.
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === pgTypes.builtins.INT8 ? Number : (pgTypes.getTypeParser(oid, format as 'text') as unknown),
  } as CustomTypesConfig
  const pool = new Pool({ connectionString: url, max, types, connectionTimeoutMillis: 10_000 })
  // A connection that dies while nobody uses it is replaced by the next that is asked for.
  pool.on('error', () => log('database-connection-lost'))
  const read = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  let feed: Feed & { readonly channel: string }
  try {
    feed = await postgresFeed(url, log)
  } catch (error) {
    await read.destroy()
    throw error
  }
  return {
    kind: 'postgres',
    read,
    write: <T>(work: Work<T>) =>
      read.transaction().execute(async (writer) => {
        const news: News[] = []
        const value = await work(writer, (item) => void news.push(fitting(item)))
        // Heard by every instance, this one too, when the transaction is kept.
        for (const item of news) await sql`select pg_notify(${feed.channel}, ${JSON.stringify(item)})`.execute(writer)
        return value
      }),
    moment: (work) => read.transaction().setIsolationLevel('repeatable read').execute(work),
    feed,
    async close() {
      await feed.close()
      await read.destroy()
    },
  }
}
