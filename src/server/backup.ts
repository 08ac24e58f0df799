import { createReadStream, createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Insertable } from 'kysely'
import type { Database, Reader } from './database.ts'
import { migrations } from './migrations.ts'
import { KEYS, type Tables } from './tables.ts'

/**
 * A backup is lines of JSON, compressed: what it is, then a row a line, then how many there were. It is the same whichever
 * base it is taken from, so it also carries classes from a file to a PostgreSQL.
 */
const FORMAT = 1
const AT_ONCE = 500

const tables = Object.keys(KEYS) as (keyof Tables)[]

const latest = Object.keys(migrations).sort().at(-1)!

export async function backup(database: Database, file: string): Promise<number> {
  let rows = 0
  async function* lines(reader: Reader): AsyncGenerator<string> {
    yield `${JSON.stringify({ kind: 'premier-lot.classes', format: FORMAT, migration: latest })}\n`
    for (const table of tables)
      for (let from = 0; ; from += AT_ONCE) {
        const some = await KEYS[table]
          .reduce((rest, column) => rest.orderBy(column as never), reader.selectFrom(table).selectAll())
          .offset(from)
          .limit(AT_ONCE)
          .execute()
        for (const row of some) yield `${JSON.stringify([table, row])}\n`
        rows += some.length
        if (some.length < AT_ONCE) break
      }
    yield `${JSON.stringify({ rows })}\n`
  }
  const aside = `${file}.part`
  await database.moment((reader) =>
    pipeline(Readable.from(lines(reader)), createGzip(), createWriteStream(aside, { mode: 0o600, flush: true })),
  )
  await rename(aside, file)
  return rows
}

interface Head {
  readonly kind?: unknown
  readonly format?: unknown
  readonly migration?: unknown
}

export class NoBackup extends Error {}

/** Into an empty base, whole or not at all. */
export async function restore(database: Database, file: string): Promise<number> {
  return database.write(async (writer) => {
    const { n } = await writer
      .selectFrom('classes')
      .select((s) => s.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    if (Number(n) > 0) throw new NoBackup('The database is not empty: a backup is restored into an empty one.')
    let head: Head | undefined
    let end: number | null = null
    let rows = 0
    let table: keyof Tables = 'classes'
    let waiting: object[] = []
    const put = async (): Promise<void> => {
      if (waiting.length)
        await writer
          .insertInto(table)
          .values(waiting as Insertable<Tables[typeof table]>[])
          .execute()
      waiting = []
    }
    const unpacked = createReadStream(file).pipe(createGunzip())
    for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) {
      const read = JSON.parse(line) as unknown
      if (!head) {
        head = read as Head
        if (head.kind !== 'premier-lot.classes' || head.format !== FORMAT) throw new NoBackup('This is no backup.')
        if (head.migration !== latest) throw new NoBackup('The backup is of another version of the database.')
      } else if (Array.isArray(read)) {
        const [name, row] = read as [keyof Tables, object]
        if (!tables.includes(name)) throw new NoBackup('The backup names a table there is not.')
        // Rows have up to fifteen columns, and a statement takes some 32,000 values.
        if (name !== table || waiting.length >= AT_ONCE) await put()
        table = name
        waiting.push(row)
        rows++
      } else end = (read as { rows: number }).rows
    }
    await put()
    if (end !== rows) throw new NoBackup('The backup is not whole: its end is missing.')
    return rows
  })
}
