import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Place } from './database.ts'

export interface Config {
  readonly port: number
  readonly place: Place
  /** Threads that replay what is handed in. */
  readonly hands: number
  /** The server stands behind a proxy that says whom it speaks for (X-Forwarded-For). */
  readonly behindProxy: boolean
}

/** Reads the environment; a sentence for what cannot be meant. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, root: string): Config | string {
  const asked = env['PORT'] || '4173'
  const port = Number(asked)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    return `PORT must be a number from 0 to 65535 (0: any free one); it is '${asked}'.`
  const url = env['DATABASE_URL']
  if (url && !/^postgres(ql)?:\/\//.test(url))
    return 'DATABASE_URL must begin with postgres://; leave it out for a database in a file.'
  // Replaying gives way to the server's own thread where threads have priorities; elsewhere one core is kept for it.
  const usual = Math.max(1, availableParallelism() - (process.platform === 'linux' ? 0 : 1))
  const hands = Number(env['VERIFY_THREADS'] || usual)
  if (!Number.isInteger(hands) || hands < 1 || hands > 64)
    return `VERIFY_THREADS must be a number from 1 to 64; it is '${env['VERIFY_THREADS']}'.`
  return {
    port,
    place: url ? { url } : { file: join(env['DATA_DIR'] || join(root, 'data'), 'classes.db') },
    hands,
    behindProxy: env['BEHIND_PROXY'] === '1',
  }
}
