import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Context } from 'hono'
import { classesOn } from './classes.ts'
import { openDatabase, type Place } from './database.ts'
import { httpOn } from './http.ts'
import { framersOf, ltiOn } from './lti.ts'
import { carrier, putAside, type Store, toStore } from './outbox.ts'
import { sealingBy, sealingKey } from './sealing.ts'
import { statementsOf } from './statements.ts'
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
  readonly store?: Store | null | undefined
  /** Null: learning platforms cannot be told where to come back to. */
  readonly publicUrl?: string | null | undefined
  readonly sealing?: Parameters<typeof sealingKey>[0] | undefined
  /** Answers all that is not the class server's: the pages, and who may frame them. */
  readonly pages?:
    | ((request: IncomingMessage, response: ServerResponse, framers: () => Promise<string>) => unknown)
    | undefined
}

const HOUR_MS = 3_600_000
/** Whoever made the link has the same scenario as a file. */
const TOO_LONG = `Ce lien est trop long : demandez le scénario en fichier, il s’ouvre sous « J’ai un code ».
This link is too long: ask for the scenario as a file; it opens under “I have a code”.
`
/** What is not ended by then is cut off. */
const GRACE_MS = 10_000

export async function serve(options: ServeOptions): Promise<Serving> {
  const { port, place, judges, log, behindProxy, pages, store = null, publicUrl = null, sealing } = options
  const database = await openDatabase(place, (event) => log.warn(event))
  const classes = classesOn(database)
  const lti =
    sealing && publicUrl !== null
      ? ltiOn({ database, classes, publicUrl, sealing: sealingBy(sealingKey(sealing)) })
      : null
  const verifying = verifier(database, judges, log, Date.now, async (writer, settled) => {
    const { class_id, learner_id, assignment_id, judged, received_ms } = settled
    const statements = statementsOf({
      ...settled,
      classId: class_id,
      learner: learner_id,
      assignment: assignment_id,
    })
    const grades = (await lti?.gradeOf(writer, learner_id, assignment_id, judged.scaled, received_ms)) ?? []
    await putAside(writer, Date.now(), [
      ...(store ? [{ kind: 'xapi' as const, class_id, body: JSON.stringify(statements) }] : []),
      ...grades.map((grade) => ({ ...grade, class_id })),
    ])
  })
  const carrying = carrier(database, { xapi: store && toStore(store), ags: lti && lti.deliver }, log)
  let framers = "'self'"
  /** Read anew for each page: a platform may be let in while the server runs, by another process. */
  const framersNow = async (): Promise<string> => {
    if (lti)
      try {
        framers = ["'self'", ...(await framersOf(database))].join(' ')
      } catch {
        log.warn('platforms-not-read')
      }
    return framers
  }
  const peer = (c: Context): string => {
    const { incoming } = c.env as { incoming: { socket: { remoteAddress?: string } } }
    // The last of the list is what our own proxy saw; the rest anybody can write.
    const forwarded = behindProxy ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined
    return forwarded || incoming.socket.remoteAddress || ''
  }
  const { app, stop } = httpOn({ classes, database, verifying, log, carrying, lti, peer })
  const answer = getRequestListener(app.fetch)
  const server = createServer((request, response) => {
    if (!pages || request.url?.startsWith('/api/')) void answer(request, response)
    else void pages(request, response, framersNow)
  })
  // A link of kilobytes is refused before any page could say why.
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return
    const [status, says] =
      error.code === 'HPE_HEADER_OVERFLOW' ? ['414 URI Too Long', TOO_LONG] : ['400 Bad Request', '']
    // What still comes is thrown away: unread, it would take the answer down with it.
    socket.resume()
    socket.end(`HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${says}`)
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
    await carrying.close()
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
