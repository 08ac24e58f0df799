import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Context } from 'hono'
import { classesOn } from './classes.ts'
import { openDatabase, type Place } from './database.ts'
import { httpOn } from './http.ts'
import type { Log } from './log.ts'
import type { Judges } from './pool.ts'
import { verifier } from './verifier.ts'

export interface Serving {
  readonly port: number
  /** Ends what is under way, then closes everything. */
  close(): Promise<void>
}

export interface ServeOptions {
  readonly port: number
  readonly place: Place
  readonly judges: Judges
  readonly log: Log
  readonly behindProxy?: boolean | undefined
  /** Answers all that is not the class server's: the pages. */
  readonly pages?: RequestListener | undefined
}

const HOUR_MS = 3_600_000
/** What is not ended by then is cut off. */
const GRACE_MS = 10_000

export async function serve({ port, place, judges, log, behindProxy, pages }: ServeOptions): Promise<Serving> {
  const database = await openDatabase(place, (event) => log.warn(event))
  const classes = classesOn(database)
  const verifying = verifier(database, judges, log)
  const peer = (c: Context): string => {
    const { incoming } = c.env as { incoming: { socket: { remoteAddress?: string } } }
    // The last of the list is what our own proxy saw; the rest anybody can write.
    const forwarded = behindProxy ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined
    return forwarded || incoming.socket.remoteAddress || ''
  }
  const { app, stop } = httpOn({ classes, database, verifying, log, peer })
  const answer = getRequestListener(app.fetch)
  const server = createServer((request, response) => {
    if (!pages || request.url?.startsWith('/api/')) void answer(request, response)
    else pages(request, response)
  })
  server.requestTimeout = 60_000
  server.headersTimeout = 20_000
  // Longer than the minute after which proxies let go.
  server.keepAliveTimeout = 75_000
  const sweep = (): void => {
    classes.sweep().then(
      (n) => n > 0 && log.info('classes-deleted', { n }),
      () => log.warn('classes-not-deleted'),
    )
  }
  const hourly = setInterval(sweep, HOUR_MS)
  hourly.unref()
  const end = async (): Promise<void> => {
    clearInterval(hourly)
    await verifying.close()
    await database.close()
  }
  try {
    await listening(server, port)
  } catch (error) {
    await end()
    throw error
  }
  sweep()
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      stop()
      await closed(server)
      await end()
      log.info('stopped')
    },
  }
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, resolve)
  })

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    server.closeIdleConnections()
  })
