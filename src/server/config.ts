import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Place } from './database.ts'
import type { Store } from './outbox.ts'

export interface Config {
  readonly port: number
  readonly place: Place
  /** Threads that replay what is handed in. */
  readonly hands: number
  /** The server stands behind a proxy that says whom it speaks for (X-Forwarded-For). */
  readonly behindProxy: boolean
  /** Where statements of hand-ins are forwarded to; null: nowhere. */
  readonly store: Store | null
  /** Address by which others reach this server: what learning platforms are told. */
  readonly publicUrl: string | null
  /** Seals what is kept of learning platforms: the key itself, or the file it is in. */
  readonly sealing: { readonly key: string } | { readonly file: string }
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
  const lrs = env['LRS_URL']
  if (lrs && !/^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(lrs)) return 'LRS_URL must begin with https://.'
  if (lrs && (!env['LRS_KEY'] || !env['LRS_SECRET'])) return 'LRS_URL needs LRS_KEY and LRS_SECRET beside it.'
  const publicUrl = env['PUBLIC_URL']?.replace(/\/$/, '') || null
  if (publicUrl !== null && !URL.canParse(publicUrl)) return `PUBLIC_URL must be an address; it is '${publicUrl}'.`
  const key = env['LTI_KEY']
  if (key && Buffer.from(key, 'base64url').length !== 32) return 'LTI_KEY must be 32 bytes in base64url.'
  const folder = env['DATA_DIR'] || join(root, 'data')
  return {
    port,
    store: lrs ? { url: lrs, key: env['LRS_KEY']!, secret: env['LRS_SECRET']! } : null,
    publicUrl,
    sealing: key ? { key } : { file: join(folder, 'lti.key') },
    place: url ? { url } : { file: join(folder, 'classes.db') },
    hands,
    behindProxy: env['BEHIND_PROXY'] === '1',
  }
}
