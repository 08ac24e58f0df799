import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import { type Cell, csvOf, LARGEST_RESULT, LARGEST_SCENARIO } from '../share/index.ts'
import { type ClassRow, type Classes, counts, type LearnerRow, Refused, type Refusal } from './classes.ts'
import type { Database } from './database.ts'
import type { News } from './feed.ts'
import type { Judged } from './judge.ts'
import { type Limit, limitOf } from './limits.ts'
import type { Log } from './log.ts'
import type { Lti, LtiRefusal } from './lti.ts'
import { drawId } from './secrets.ts'
import { shapes } from './shapes.ts'
import { type Statement, statementsOf } from './statements.ts'
import { standsOn } from './stands.ts'
import { csvTexts } from './text.ts'
import type { verifier } from './verifier.ts'

type Code = Refusal | 'request' | 'large' | 'often' | 'origin' | 'secret' | 'failed' | 'streams'

const STATUS: Readonly<Record<Code, 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503>> = {
  request: 400,
  scenario: 422,
  assignment: 422,
  otherLot: 422,
  secret: 401,
  password: 401,
  origin: 403,
  code: 404,
  unknown: 404,
  taken: 409,
  full: 409,
  alone: 409,
  notOpen: 409,
  otherContent: 409,
  large: 413,
  often: 429,
  failed: 500,
  crowded: 503,
  streams: 503,
}

interface Env {
  Variables: { owner: ClassRow; learner: LearnerRow }
}

const SMALL = 32_000
const SAVE = 1_000_000
/** A scenario spelled out, in text of up to four bytes a sign. */
const GIVEN = 4 * LARGEST_SCENARIO
/** Room around the record for the rest of a hand-in. */
const HAND_IN = LARGEST_RESULT + 10_000
const HEARTBEAT_MS = 20_000
/** Open at once, of one instance: each costs some kilobytes. */
const MOST_STREAMS = 4000
/** Not read by the other side: it is cut off and comes again. */
const MOST_UNREAD = 256

export interface HttpOptions {
  readonly classes: Classes
  readonly database: Database
  readonly verifying: ReturnType<typeof verifier>
  readonly log: Log
  readonly carrying?: { waiting(): Promise<number> }
  /** Null: no learning platform may launch here. */
  readonly lti?: Lti | null
  /** Whose request it is, as far as the network tells: kept in memory only, to count. */
  readonly peer: (c: Context) => string
  readonly now?: () => number
}

/** What the class server answers, under /api. */
export function httpOn({ classes, database, verifying, log, carrying, lti = null, peer, now = Date.now }: HttpOptions) {
  const app = new Hono<Env>()
  const streams = new Set<() => void>()
  let stopping = false

  // A school sits behind one address: what is counted by address is only what costs a stranger nothing.
  const wrong = limitOf(40, 0.5, now)
  const making = limitOf(60, 60 / 3600, now)
  const joining = limitOf(400, 10, now)
  const knocking = limitOf(12, 1 / 10, now)
  const acting = limitOf(60, 5, now)
  const sharing = limitOf(60, 2, now)
  const stands = standsOn(now)

  const refusal = (c: Context, code: Code, wait_s = 0) => {
    if (wait_s) c.header('Retry-After', String(wait_s))
    return c.json({ error: code }, STATUS[code])
  }
  const often = (c: Context, limit: Limit, who: string): Response | null => {
    const wait_s = limit.take(who)
    return wait_s ? refusal(c, 'often', wait_s) : null
  }

  app.use('*', async (c, next) => {
    const began = performance.now()
    await next()
    c.header('Cache-Control', 'no-store')
    // A page that posts to a platform has one of its own.
    if (!c.res.headers.has('Content-Security-Policy'))
      c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
    // The pattern, never the address: ids stand in addresses.
    const route = c.req.matchedRoutes.findLast((r) => r.method !== 'ALL')?.path ?? 'none'
    if (!QUIET.has(route) || c.res.status >= 500)
      log.info('request', {
        method: c.req.method,
        route,
        status: c.res.status,
        ms: Math.round(performance.now() - began),
      })
  })

  /**
   * No cookie is ever set, so another site has nothing to ride on; it is turned away all the same. JSON only: a form of
   * another page cannot send it.
   */
  app.use('*', async (c, next) => {
    // Platforms post their tokens through the browser, from their own site: what these bring is signed.
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !FROM_PLATFORMS.has(c.req.path)) {
      const site = c.req.header('Sec-Fetch-Site')
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return refusal(c, 'origin')
      const type = c.req.header('Content-Type')
      const asked =
        c.req.path === ANSWER ? /^application\/x-www-form-urlencoded\s*(;|$)/i : /^application\/json\s*(;|$)/i
      if (type !== undefined && !asked.test(type)) return refusal(c, 'request')
    }
    return next()
  })
  const limited = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => refusal(c, 'large') })

  /** The body, if it is what is asked for. */
  async function read<S extends z.ZodType>(c: Context, shape: S): Promise<z.infer<S> | null> {
    try {
      const parsed = shape.safeParse(await c.req.json())
      return parsed.success ? parsed.data : null
    } catch {
      return null
    }
  }

  const bearer = (c: Context): string => /^Bearer (\S{1,200})$/.exec(c.req.header('Authorization') ?? '')?.[1] ?? ''

  const owner: MiddlewareHandler<Env> = async (c, next) => {
    const found = await classes.owned(bearer(c))
    if (found === 'password') return refusal(c, 'password')
    if (!found) return often(c, wrong, peer(c)) ?? refusal(c, 'secret')
    const wait = often(c, acting, found.id)
    if (wait) return wait
    c.set('owner', found)
    return next()
  }
  const learner: MiddlewareHandler<Env> = async (c, next) => {
    const found = await classes.learner(bearer(c))
    if (!found) return often(c, wrong, peer(c)) ?? refusal(c, 'secret')
    const wait = often(c, acting, found.id)
    if (wait) return wait
    c.set('learner', found)
    return next()
  }

  app.onError((error, c) => {
    if (error instanceof Refused) return refusal(c, error.code, error.code === 'crowded' ? 10 : 0)
    // Of what the database says nothing is handed on: it may quote what was to be kept.
    log.warn('failed', { kind: error.name, code: String((error as { code?: unknown }).code ?? '') })
    return refusal(c, 'failed')
  })
  app.notFound((c) => refusal(c, 'unknown'))

  // ── How it is

  app.get('/api/health', (c) => c.json({ ok: true }))
  app.get('/api/ready', async (c) => {
    if (stopping) return c.json({ ok: false }, 503)
    try {
      const [waiting, parcels] = await Promise.all([verifying.waiting(), carrying?.waiting() ?? 0])
      return c.json({ ok: true, database: database.kind, waiting, parcels })
    } catch {
      return c.json({ ok: false }, 503)
    }
  })

  // ── The owner of a class

  app.post('/api/classes', limited(SMALL), async (c) => {
    const asked = await read(c, shapes.newClass)
    if (!asked) return refusal(c, 'request')
    return often(c, making, peer(c)) ?? c.json(await classes.create(asked), 201)
  })
  app.post('/api/class/open', limited(SMALL), async (c) => {
    const asked = await read(c, shapes.open)
    if (!asked) return refusal(c, 'request')
    const id = bearer(c).split('.')[0]!
    const wait = often(c, knocking, `open ${id}`) ?? often(c, wrong, peer(c))
    if (wait) return wait
    const token = await classes.openWith(bearer(c), asked.password)
    return token === null ? refusal(c, 'password') : c.json({ token })
  })
  app.get('/api/class', owner, async (c) => c.json(await classes.board(c.var.owner)))
  app.patch('/api/class', limited(SMALL), owner, async (c) => {
    const asked = await read(c, shapes.changedClass)
    return asked ? c.json(await classes.change(c.var.owner, asked)) : refusal(c, 'request')
  })
  app.delete('/api/class', owner, async (c) => {
    await classes.erase(c.var.owner)
    return c.body(null, 204)
  })
  app.post('/api/class/assignments', limited(GIVEN), owner, async (c) => {
    const asked = await read(c, shapes.assignment)
    return asked ? c.json(await classes.assign(c.var.owner, asked), 201) : refusal(c, 'request')
  })
  app.patch('/api/class/assignments/:id', limited(SMALL), owner, async (c) => {
    const asked = await read(c, shapes.changedAssignment)
    return asked ? c.json(await classes.reassign(c.var.owner, c.req.param('id'), asked)) : refusal(c, 'request')
  })
  app.delete('/api/class/assignments/:id', owner, async (c) => {
    await classes.unassign(c.var.owner, c.req.param('id'))
    return c.body(null, 204)
  })
  app.delete('/api/class/learners/:id', owner, async (c) => {
    await classes.forget(c.var.owner.id, c.req.param('id'))
    return c.body(null, 204)
  })
  app.post('/api/class/messages', limited(SMALL), owner, async (c) => {
    const asked = await read(c, shapes.message)
    return asked ? c.json(await classes.say(c.var.owner, asked), 201) : refusal(c, 'request')
  })
  app.post('/api/class/faults', limited(SMALL), owner, async (c) => {
    const asked = await read(c, shapes.fault)
    return asked ? c.json(await classes.letCome(c.var.owner, asked), 201) : refusal(c, 'request')
  })
  app.get('/api/class/runs/:learner/:name{[0-9A-Za-z.-]{1,40}}', owner, async (c) =>
    c.body(await classes.openRun(c.var.owner, c.req.param('learner'), c.req.param('name')), 200, {
      'Content-Type': 'application/json',
    }),
  )
  app.get('/api/class/results/:learner/:key', owner, async (c) =>
    c.body(await classes.result(c.var.owner, c.req.param('learner'), c.req.param('key')), 200, {
      'Content-Type': 'application/json',
    }),
  )
  app.get('/api/class/results.csv', owner, async (c) => {
    const language = c.req.query('lang') === 'en' ? 'en' : 'fr'
    c.header('Content-Disposition', 'attachment; filename="premier-lot.csv"')
    return c.body(csvOf(language, cellsOf(language, await classes.results(c.var.owner))), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
    })
  })
  /** The same as statements of xAPI, as they are forwarded where that is set up. */
  app.get('/api/class/results.xapi.json', owner, async (c) => {
    c.header('Content-Disposition', 'attachment; filename="premier-lot.xapi.json"')
    return c.json((await classes.results(c.var.owner)).flatMap((r) => statementsFor(r)))
  })
  /** What was handed in, one file a line: `lot verify` plays the record of each again. */
  app.get('/api/class/results.ndjson', owner, async (c) => {
    c.header('Content-Disposition', 'attachment; filename="premier-lot.ndjson"')
    const lines = (await classes.results(c.var.owner)).map((r) => `${r.body}\n`)
    return c.body(lines.join(''), 200, { 'Content-Type': 'application/x-ndjson; charset=utf-8' })
  })
  app.get('/api/class/feed', owner, (c) =>
    stream(
      c,
      c.var.owner.id,
      () => true,
      async () => {
        const own = await classes.owned(bearer(c))
        return own && own !== 'password' ? classes.board(own) : null
      },
    ),
  )

  // ── Learning platforms (LTI 1.3)

  if (lti) {
    const page = (c: Context, fragment: string): Response => c.redirect(`/lti.html#${fragment}`, 303)
    const refused = (c: Context, why: LtiRefusal): Response => page(c, `refused=${why}`)
    const fieldsOf = async (c: Context): Promise<Record<string, string>> => {
      const form = c.req.method === 'POST' ? await c.req.parseBody() : c.req.query()
      return Object.fromEntries(Object.entries(form).flatMap(([k, v]) => (typeof v === 'string' ? [[k, v]] : [])))
    }
    app.get('/api/lti/keys', async (c) => c.json(await lti.keySet()))
    app.get('/api/lti', (c) => c.json(lti.addresses))
    app.on(['GET', 'POST'], LOGIN, limited(SMALL), async (c) => {
      const wait = often(c, joining, peer(c))
      if (wait) return wait
      const begun = await lti.login(await fieldsOf(c))
      return typeof begun === 'string'
        ? refused(c, begun)
        : page(c, `state=${begun.state}${begun.picks ? '&picks=1' : ''}`)
    })
    app.get('/api/lti/go', async (c) => {
      const url = await lti.goOn(bearer(c))
      return url === null ? (often(c, wrong, peer(c)) ?? refusal(c, 'secret')) : c.json({ url })
    })
    app.post(LAUNCH, limited(SMALL), async (c) => {
      const { id_token = '', state = '' } = await fieldsOf(c)
      const launched = await lti.launch(id_token, state)
      if (typeof launched === 'string') return often(c, wrong, peer(c)) ?? refused(c, launched)
      return page(c, `ticket=${launched.ticket}${launched.language && `&lang=${launched.language}`}`)
    })
    app.post('/api/lti/open', limited(SMALL), async (c) => {
      const asked = await read(c, shapes.lti)
      if (!asked) return refusal(c, 'request')
      const opened = await lti.open(asked.ticket, asked.state, asked.pseudonym)
      if (typeof opened === 'string')
        return opened === 'scenario' ? refusal(c, 'scenario') : (often(c, wrong, peer(c)) ?? refusal(c, 'secret'))
      return c.json(opened)
    })
    app.post(ANSWER, limited(GIVEN), async (c) => {
      const { ticket = '', state = '', scenario = '', title = '' } = await fieldsOf(c)
      const answer = await lti.answer(ticket, state, scenario, title.slice(0, 100))
      if (typeof answer === 'string') return refused(c, answer)
      const { origin } = new URL(answer.url)
      const nonce = drawId()
      c.header(
        'Content-Security-Policy',
        `default-src 'none'; script-src 'nonce-${nonce}'; form-action ${origin}; frame-ancestors 'self' ${origin}`,
      )
      const quoted = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
      return c.html(
        `<!doctype html><meta charset="utf-8"><title>Premier Lot</title><form method="post" action="${quoted(answer.url)}"><input type="hidden" name="JWT" value="${quoted(answer.jwt)}"><button>OK</button></form><script nonce="${nonce}">document.forms[0].submit()</script>`,
      )
    })
  }

  // ── The kiosks of a stand

  app.put('/api/stands/:code{[A-Z0-9]{4,12}}/:kiosk{[0-9a-f]{16}}', limited(SMALL), async (c) => {
    const asked = await read(c, shapes.standShelf)
    if (!asked) return refusal(c, 'request')
    const wait = often(c, sharing, peer(c))
    if (wait) return wait
    const others = stands(c.req.param('code'), c.req.param('kiosk'), asked)
    return others ? c.json(others) : refusal(c, 'full')
  })

  // ── A learner

  app.post('/api/join', limited(SMALL), async (c) => {
    const asked = await read(c, shapes.join)
    if (!asked) return refusal(c, 'request')
    return often(c, joining, peer(c)) ?? counted(c, () => classes.join(asked))
  })
  app.post('/api/resume', limited(SMALL), async (c) => {
    const asked = await read(c, shapes.resume)
    if (!asked) return refusal(c, 'request')
    // Sixty bits are not to be tried out; nor are they, seven tries a minute.
    const wait = often(c, knocking, `resume ${asked.code.slice(0, 10)} ${asked.pseudonym.toLowerCase()}`)
    return wait ?? counted(c, () => classes.resume(asked))
  })
  /** What was not right counts against whoever asked, so that codes cannot be tried out. */
  async function counted(c: Context, work: () => Promise<object>): Promise<Response> {
    const wait_s = wrong.take(peer(c), 0.001)
    if (wait_s) return refusal(c, 'often', wait_s)
    try {
      return c.json(await work(), 201)
    } catch (error) {
      if (error instanceof Refused && error.code === 'code') return often(c, wrong, peer(c)) ?? refusal(c, 'code')
      throw error
    }
  }
  app.get('/api/me', learner, async (c) => c.json(await classes.mine(c.var.learner)))
  app.delete('/api/me', learner, async (c) => {
    await classes.forget(c.var.learner.class_id, c.var.learner.id)
    return c.body(null, 204)
  })
  app.put('/api/me/runs/:run{[0-9a-z-]{8,40}}', limited(SMALL), learner, async (c) => {
    const asked = await read(c, shapes.progress)
    if (!asked) return refusal(c, 'request')
    await classes.keepProgress(c.var.learner, c.req.param('run'), asked)
    return c.body(null, 204)
  })
  app.put('/api/me/faults/:id', limited(SMALL), learner, async (c) => {
    const asked = await read(c, shapes.broughtFault)
    if (!asked) return refusal(c, 'request')
    await classes.takeFault(c.var.learner, c.req.param('id'), asked)
    return c.body(null, 204)
  })
  app.post('/api/me/signatures', limited(SMALL), learner, async (c) => {
    const asked = await read(c, shapes.signature)
    return asked ? c.json(await classes.askSignature(c.var.learner, asked), 201) : refusal(c, 'request')
  })
  app.put('/api/me/signatures/:id', limited(SMALL), learner, async (c) => {
    const asked = await read(c, shapes.signed)
    if (!asked) return refusal(c, 'request')
    await classes.answerSignature(c.var.learner, c.req.param('id'), asked)
    return c.body(null, 204)
  })
  app.put('/api/me/results/:key{[0-9a-f]{16,64}}', limited(HAND_IN), learner, async (c) => {
    const asked = await read(c, shapes.result)
    if (!asked) return refusal(c, 'request')
    const { state, again } = await classes.handIn(c.var.learner, c.req.param('key'), asked)
    return c.json({ state }, again ? 200 : 201)
  })
  app.put('/api/me/saves/:name{[0-9A-Za-z.-]{1,40}}', limited(SAVE), learner, async (c) => {
    const asked = await read(c, shapes.save)
    if (!asked) return refusal(c, 'request')
    await classes.keepSave(c.var.learner, c.req.param('name'), asked)
    return c.body(null, 204)
  })
  app.get('/api/me/saves/:name{[0-9A-Za-z.-]{1,40}}', learner, async (c) =>
    c.json((await classes.save(c.var.learner, c.req.param('name'))) as object),
  )
  app.get('/api/me/feed', learner, (c) => {
    const own = c.var.learner
    return stream(
      c,
      own.class_id,
      // What others do is told to the owner only.
      ({ to }) => to === 'all' || to === own.id,
      async () => {
        const still = await classes.learner(bearer(c))
        return still && classes.mine(still)
      },
    )
  })

  /**
   * Server-sent events: first all there is, then what changes, until one side has enough. Hearing begins before all is
   * read, so nothing falls between the two.
   */
  function stream(
    c: Context,
    classId: string,
    isFor: (news: News) => boolean,
    all: () => Promise<object | null>,
  ): Response {
    if (stopping || streams.size >= MOST_STREAMS) return refusal(c, 'streams', 5)
    const encoder = new TextEncoder()
    let end = (): void => {}
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          let open = true
          let early: News[] | null = []
          const put = (text: string): void => {
            if (!open) return
            controller.enqueue(encoder.encode(text))
            if ((controller.desiredSize ?? 0) < -MOST_UNREAD) end()
          }
          const say = (event: string, data: unknown): void => put(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
          const whole = (): void => {
            early ??= []
            all().then((found) => {
              if (!found) return end()
              say('all', found)
              const missed = early ?? []
              early = null
              for (const news of missed) hear(news)
            }, end)
          }
          const hear = (news: News): void => {
            if (!isFor(news)) return
            if (early) early.push(news)
            else if (news.kind === 'again') whole()
            else {
              say(news.kind, news.body)
              if (news.kind === 'gone') end()
            }
          }
          const quiet = database.feed.hear(classId, hear)
          const beat = setInterval(() => put(': \n\n'), HEARTBEAT_MS)
          end = () => {
            if (!open) return
            open = false
            quiet()
            clearInterval(beat)
            streams.delete(end)
            try {
              controller.close()
            } catch {
              // The other side had closed it before.
            }
          }
          streams.add(end)
          whole()
        },
        cancel: () => end(),
      },
      new CountQueuingStrategy({ highWaterMark: 1 }),
    )
    return c.body(body, 200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' })
  }

  return {
    app,
    /** No new streams, and the open ones end: browsers come again, to whoever is there then. */
    stop(): void {
      stopping = true
      for (const end of streams) end()
    },
  }
}

const [LOGIN, LAUNCH, ANSWER] = ['/api/lti/login', '/api/lti/launch', '/api/lti/answer'] as const
/** Where what comes is another site's to send. */
const FROM_PLATFORMS: ReadonlySet<string> = new Set([LOGIN, LAUNCH])

/** Of a hand-in that counts. */
function statementsFor(row: Rows[number]): readonly Statement[] {
  const judged = row.judged === null ? null : (JSON.parse(row.judged) as Judged | { readonly why: string })
  if (!judged || !('marks' in judged) || !counts({ ...row, judged })) return []
  const { class_id: classId, learner_id: learner, assignment_id: assignment } = row
  return statementsOf({ ...row, classId, learner, assignment, judged })
}

/** Asked by machines every few seconds. */
const QUIET: ReadonlySet<string> = new Set(['/api/health', '/api/ready'])

type Rows = Awaited<ReturnType<Classes['results']>>

function cellsOf(language: 'fr' | 'en', rows: Rows): readonly (readonly Cell[])[] {
  const t = csvTexts[language]
  return [
    t.columns,
    ...rows.map((row): readonly Cell[] => {
      const found = row.judged === null ? null : (JSON.parse(row.judged) as Judged | { readonly why: string })
      const judged = found && 'marks' in found ? found : null
      const counted = (severity: string): Cell =>
        judged && judged.findings.filter((f) => f.severity === severity).length
      const copied = rows.find(
        (other) => other.learner_id !== row.learner_id && row.digest !== null && other.digest === row.digest,
      )
      const remarks = [
        ...(row.late ? [t.late] : []),
        ...(judged && !judged.told ? [t.told] : []),
        ...(row.strange ? [t.strange] : []),
        ...(judged?.without?.length ? [t.without] : []),
        ...(judged?.shipped ? [t.shipped] : []),
        ...(copied ? [t.copied(copied.pseudonym)] : []),
        ...(judged?.again.length ? [t.back] : []),
      ]
      // Of what does not replay no mark is given.
      const marked = judged && row.state !== 'mismatch' ? judged : null
      return [
        row.pseudonym,
        row.level,
        row.seed,
        marked && marked.marks.yield,
        marked && marked.marks.purity,
        marked && marked.marks.compliance,
        marked && marked.passed,
        marked && marked.released,
        t.states[row.state],
        remarks.join(', '),
        new Date(row.received_ms).toISOString(),
        counted('critical'),
        counted('major'),
        counted('minor'),
      ]
    }),
  ]
}
