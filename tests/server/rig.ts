import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { classesOn } from '../../src/server/classes.ts'
import { type Database, openDatabase, type Place } from '../../src/server/database.ts'
import { httpOn } from '../../src/server/http.ts'
import type { Judge, Judged, Unjudged } from '../../src/server/judge.ts'
import { silent } from '../../src/server/log.ts'
import { verifier } from '../../src/server/verifier.ts'

export const levels = join(import.meta.dirname, '..', '..', 'levels')
const expert = JSON.parse(readFileSync(join(levels, 'plasma/P1/runs/expert.json'), 'utf8')) as Record_
type Record_ = {
  seed: number
  options?: object
  log: { t: number; slot: string; value: unknown; by?: 'class' }[]
  digest: string
  model: string
}

/** A hand-in: the expert's record of P1, or what somebody made of it. */
export const handIn = (change: (record: Record_) => Record_ = (record) => record) => ({
  assignment: null as string | null,
  result: {
    result: 1,
    who: 'x',
    id: 'x',
    marks: { yield: 100, purity: 100, compliance: 100 },
    record: change(structuredClone(expert)),
  },
})

/** A judge who only looks whether the record is the expert's own. */
export const glance = (text: string): Judged | Unjudged => {
  const { record } = JSON.parse(text) as { record: Record_ }
  return {
    verdict: JSON.stringify(record.log) === JSON.stringify(expert.log) ? 'verified' : 'mismatch',
    firstWrong_s: null,
    digest: record.digest,
    marks: { yield: 100, purity: 100, compliance: 100 },
    passed: true,
    released: true,
    told: true,
    shipped: false,
    again: [],
    findings: [],
    practice: {},
  }
}

export interface Answer {
  readonly status: number
  readonly text: string
  readonly json: never
}
export interface Said {
  readonly event: string
  readonly data: never
}

const isJson = ({ headers }: Response): boolean => headers.get('Content-Type')?.startsWith('application/json') === true

/** One instance of the class server, without a socket. */
export async function rig(place: Place, judge: Judge = glance, now = Date.now, log = silent) {
  const database: Database = await openDatabase(place)
  const classes = classesOn(database, now)
  const judges = { hands: 2, judge: async (...asked: Parameters<Judge>) => judge(...asked), close: async () => {} }
  const verifying = verifier(database, judges, log, now)
  const { app, stop } = httpOn({ classes, database, verifying, log, peer: () => 'here', now })
  const request = (method: string, path: string, bearer = '', body?: unknown, headers = {}): Promise<Response> =>
    Promise.resolve(
      app.request(path, {
        method,
        headers: {
          ...(bearer && { Authorization: `Bearer ${bearer}` }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    )
  async function call(...asked: Parameters<typeof request>): Promise<Answer> {
    const response = await request(...asked)
    const text = await response.text()
    return { status: response.status, text, json: (isJson(response) ? JSON.parse(text) : null) as never }
  }
  /** Reads a feed event by event. */
  async function feed(path: string, bearer: string) {
    const response = await request('GET', path, bearer)
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let held = ''
    return {
      status: response.status,
      async next(): Promise<Said | null> {
        for (;;) {
          const end = held.indexOf('\n\n')
          if (end >= 0) {
            const block = held.slice(0, end)
            held = held.slice(end + 2)
            const event = /^event: (.*)$/m.exec(block)?.[1]
            if (event) return { event, data: JSON.parse(/^data: (.*)$/m.exec(block)![1]!) as never }
            continue
          }
          const { done, value } = await reader.read()
          if (done) return null
          held += value
        }
      },
      close: () => reader.cancel(),
    }
  }
  return {
    database,
    classes,
    verifying,
    request,
    call,
    feed,
    async close() {
      stop()
      await verifying.close()
      await database.close()
    },
  }
}
export type Rig = Awaited<ReturnType<typeof rig>>

export async function aClass(
  r: Rig,
  title = 'Bio 2',
  more = {},
): Promise<{ secret: string; code: string; id: string }> {
  return (await r.call('POST', '/api/classes', '', { title, days: 30, ...more })).json
}

interface Joined {
  readonly learner: string
  readonly token: string
  readonly personalCode: string
}
export const joined = async (r: Rig, code: string, pseudonym: string): Promise<Joined> =>
  (await r.call('POST', '/api/join', '', { code, pseudonym })).json

export const KEY = 'a0a0a0a0a0a0a0a0'

export const progress = (more = {}) => ({
  assignment: null,
  level: 'P1',
  seed: 1,
  step: 'thaw',
  at_s: 60,
  day: 0,
  decisions: 3,
  alarms: 0,
  hints: 0,
  over: false,
  ...more,
})
