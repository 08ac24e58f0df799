/** Where the class server's contract is tried: a file, and a PostgreSQL started for it alone. */
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Client } from 'pg'
import type { Place } from '../../src/server/database.ts'

export interface Ground {
  readonly name: string
  /** An empty base. */
  place(): Promise<Place>
  close(): Promise<void>
}

export function sqliteGround(): Ground {
  const folder = mkdtempSync(join(tmpdir(), 'premier-lot-sqlite-'))
  let n = 0
  return {
    name: 'SQLite',
    place: async () => ({ file: join(folder, `${++n}.db`) }),
    close: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

const binary = (name: string): string | undefined => {
  const debian = '/usr/lib/postgresql'
  const folders = [
    ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ]
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

export const hasPostgres = binary('initdb') !== undefined && binary('postgres') !== undefined

/**
 * In a folder of its own, reached by a socket in it: no port, no network. What a test writes need not outlive the machine;
 * what is measured does (`safe`).
 */
export async function postgresGround({ safe = false } = {}): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'premier-lot-pg-'))
  // It refuses to run as root.
  const isRoot = process.getuid?.() === 0
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  const who = isRoot ? { uid: id('-u'), gid: id('-g') } : {}
  if (isRoot) chownSync(folder, who.uid!, who.gid!)
  const data = join(folder, 'data')
  execFileSync(
    binary('initdb')!,
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    {
      ...who,
      cwd: folder,
      stdio: 'ignore',
    },
  )
  const fsync = `fsync=${safe ? 'on' : 'off'}`
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, fsync, 'max_connections=200']
  const server = spawn(binary('postgres')!, ['-D', data, ...settings.flatMap((s) => ['-c', s])], {
    ...who,
    cwd: folder,
    stdio: 'ignore',
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const url = (base: string): string => `postgres://postgres@localhost/${base}?host=${folder}`
  const root = await connected(url('postgres'))
  let n = 0
  return {
    name: 'PostgreSQL',
    async place() {
      const base = `contract${++n}`
      await root.query(`create database ${base}`)
      return { url: url(base), connections: 5 }
    },
    async close() {
      await root.end()
      // At once: whoever is still connected is cut off.
      server.kill('SIGQUIT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Until it listens, which takes it a moment. */
async function connected(url: string): Promise<Client> {
  for (let tries = 0; ; tries++) {
    const client = new Client({ connectionString: url })
    try {
      await client.connect()
      return client
    } catch (error) {
      if (tries === 600) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
