/** The class server as a tool of learning platforms, against a platform of its own; statements, against a store of its own. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backup } from '../../src/server/backup.ts'
import { classesOn } from '../../src/server/classes.ts'
import { type Database, openDatabase } from '../../src/server/database.ts'
import { httpOn } from '../../src/server/http.ts'
import type { Judged } from '../../src/server/judge.ts'
import { silent } from '../../src/server/log.ts'
import { addPlatform, framersOf, type Lti, ltiOn } from '../../src/server/lti.ts'
import { carrier, putAside, toStore } from '../../src/server/outbox.ts'
import { sealingBy } from '../../src/server/sealing.ts'
import { statementsOf } from '../../src/server/statements.ts'
import { claimsOf, drawSigningKey, type Jwk, signed } from '../../src/server/tokens.ts'
import { verifier } from '../../src/server/verifier.ts'
import { textOf } from '../../src/share/index.ts'
import { CLIENT, mockPlatform, mockStore } from './platform.ts'
import { glance, handIn, KEY } from './rig.ts'

const HERE = 'http://tool.example'
const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim'
const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim'
const AGS = 'https://purl.imsglobal.org/spec/lti-ags'
const P1 = textOf({ level: 'P1', seed: 2, options: {} })
const TEACHER = { [`${CLAIM}/roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'] }
const lot = (lineitem: string) => ({
  [`${CLAIM}/custom`]: { scenario: P1 },
  [`${AGS}/claim/endpoint`]: { lineitem, scope: [`${AGS}/scope/score`] },
})

let database: Database
let lti: Lti
let app: ReturnType<typeof httpOn>['app']
let platform: Awaited<ReturnType<typeof mockPlatform>>
let store: Awaited<ReturnType<typeof mockStore>>
let carrying: ReturnType<typeof carrier>
let verifying: ReturnType<typeof verifier>
let now = Date.now()
const closing: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  database = await openDatabase({ file: ':memory:' })
  const classes = classesOn(database, () => now)
  lti = ltiOn({ database, classes, sealing: sealingBy(randomBytes(32)), publicUrl: HERE, now: () => now })
  platform = await mockPlatform(
    async () => (await lti.keySet()).keys,
    () => now,
  )
  store = await mockStore()
  expect(await addPlatform(database, platform.wish)).toBeNull()
  const judges = {
    hands: 1,
    judge: async (text: string) => ({ ...(glance(text) as Judged), passed: true, scaled: 0.83 }),
    close: async () => {},
  }
  verifying = verifier(
    database,
    judges,
    silent,
    () => now,
    async (writer, settled) => {
      const { class_id, learner_id: learner, assignment_id: assignment, judged, received_ms } = settled
      const statements = statementsOf({ ...settled, classId: class_id, learner, assignment })
      const grades = await lti.gradeOf(writer, learner, assignment, judged.scaled, received_ms)
      await putAside(writer, now, [
        { kind: 'xapi', class_id, body: JSON.stringify(statements) },
        ...grades.map((grade) => ({ ...grade, class_id })),
      ])
    },
  )
  carrying = carrier(
    database,
    { xapi: toStore({ url: `${store.at}/xapi`, key: 'key', secret: 'secret' }), ags: lti.deliver },
    silent,
    () => now,
  )
  app = httpOn({ classes, database, verifying, log: silent, lti, peer: () => 'here', now: () => now }).app
  await platform.learnKeys()
  closing.push(carrying.close, verifying.close, platform.close, store.close, database.close)
})
afterAll(async () => {
  for (const close of closing) await close()
})

const json = (path: string, body: unknown, headers = {}): Promise<Response> =>
  Promise.resolve(
    app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  )
const form = (path: string, fields: Record<string, string>): Promise<Response> =>
  Promise.resolve(
    app.request(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'Sec-Fetch-Site': 'cross-site' },
    }),
  )
const fragment = (response: Response): URLSearchParams =>
  new URLSearchParams(new URL(response.headers.get('Location')!, HERE).hash.slice(1))

/** The first leg, as platform and page walk it: the state of the page, and the nonce for the platform. */
async function begun(): Promise<{ state: string; nonce: string }> {
  const first = await form('/api/lti/login', {
    iss: platform.at,
    login_hint: 'u',
    lti_message_hint: 'm',
    target_link_uri: HERE,
    client_id: CLIENT,
  })
  expect(first.status).toBe(303)
  const state = fragment(first).get('state')!
  const go = await app.request('/api/lti/go', { headers: { Authorization: `Bearer ${state}` } })
  const { url } = (await go.json()) as { url: string }
  const asked = new URL(url)
  expect(asked.origin + asked.pathname).toBe(`${platform.at}/auth`)
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    client_id: CLIENT,
    redirect_uri: `${HERE}/api/lti/launch`,
    login_hint: 'u',
    lti_message_hint: 'm',
    state,
  })
  return { state, nonce: asked.searchParams.get('nonce')! }
}
test('the language of the course goes with the launch, where the platform says it', async () => {
  for (const [locale, lang] of [
    ['fr-CA', 'fr'],
    ['en-GB', 'en'],
    ['de', 'en'],
    [undefined, null],
  ] as const) {
    const { state, nonce } = await begun()
    const said = { 'https://purl.imsglobal.org/spec/lti/claim/launch_presentation': { locale } }
    const back = await form('/api/lti/launch', { state, id_token: platform.idToken(nonce, said) })
    expect(fragment(back).get('lang'), locale).toBe(lang)
  }
})

async function launched(change: Record<string, unknown> = {}): Promise<{ ticket: string; state: string }> {
  const { state, nonce } = await begun()
  const back = await form('/api/lti/launch', { state, id_token: platform.idToken(nonce, change) })
  expect(fragment(back).get('refused')).toBeNull()
  return { ticket: fragment(back).get('ticket')!, state }
}
const opened = async (visit: { ticket: string; state: string }, pseudonym = 'Loutre 12'): Promise<[number, never]> => {
  const answer = await json('/api/lti/open', { ...visit, pseudonym })
  return [answer.status, (await answer.json()) as never]
}

test('a learner comes from a course to the lot of its link, as the same learner each time; the instructor to the board', async () => {
  const [, first] = (await opened(await launched(lot(`${platform.at}/items/1`)))) as [number, Record<string, unknown>]
  expect(first).toMatchObject({ kind: 'learner', pseudonym: 'Loutre 12', class: { title: 'Bio 2' }, scenario: P1 })
  const [, again] = (await opened(await launched(lot(`${platform.at}/items/1`)), 'Lynx 4')) as [number, typeof first]
  expect(again).toMatchObject({ learner: first['learner'], pseudonym: 'Loutre 12' })
  const [, other] = await opened(await launched({ ...lot(`${platform.at}/items/1`), sub: 'user-8' }), 'Lynx 4')
  expect(other).toMatchObject({ kind: 'learner', pseudonym: 'Lynx 4' })
  // A pseudonym that is taken is no wrong try: the ticket stays good for another.
  const visit = await launched({ sub: 'user-9' })
  expect((await opened(visit, 'loutre 12'))[0]).toBe(409)
  expect((await opened(visit, 'Héron 1'))[0]).toBe(200)
  const [, owner] = (await opened(await launched({ ...TEACHER, ...lot('x:y') }))) as [number, { token: string }]
  const board = await app.request('/api/class', { headers: { Authorization: `Bearer ${owner.token}` } })
  const { assignments, learners } = (await board.json()) as { assignments: object[]; learners: { pseudonym: string }[] }
  expect(assignments).toMatchObject([{ scenario: P1 }])
  expect(learners.map((l) => l.pseudonym).sort()).toEqual(['Héron 1', 'Loutre 12', 'Lynx 4'])
  // Another course is another class.
  await opened(await launched({ [`${CLAIM}/context`]: { id: 'course-2' } }))
  expect(learners).toHaveLength(3)
  // Keys are asked for once, not at every launch.
  expect(platform.keysAsked).toBe(1)
})

test('what is not the platform’s, not for this tool, not of now, not of this browser, or comes twice, opens nothing', async () => {
  const stranger = drawSigningKey()
  const at_s = Math.floor(now / 1000)
  const wrong: [Record<string, unknown>, string][] = [
    [{ iss: 'https://other.example' }, 'token'],
    [{ aud: 'other' }, 'token'],
    [{ aud: [CLIENT, 'other'] }, 'token'],
    [{ exp: at_s - 600 }, 'token'],
    [{ iat: at_s + 600 }, 'token'],
    [{ nonce: 'other' }, 'token'],
    [{ [`${CLAIM}/version`]: '1.1' }, 'token'],
    [{ sub: undefined }, 'token'],
    [{ [`${CLAIM}/deployment_id`]: '2' }, 'deployment'],
    [{ [`${CLAIM}/message_type`]: 'LtiDeepLinkingRequest' }, 'role'],
  ]
  for (const [change, why] of wrong) {
    const { state, nonce } = await begun()
    const back = await form('/api/lti/launch', { state, id_token: platform.idToken(nonce, change) })
    expect([JSON.stringify(change), fragment(back).get('refused')]).toEqual([JSON.stringify(change), why])
  }
  const { state, nonce } = await begun()
  const good = platform.idToken(nonce)
  const forged = [
    platform.idToken(nonce, {}, stranger),
    platform.idToken(nonce, {}, { ...stranger, kid: (JSON.parse(atob(good.split('.')[0]!)) as { kid: string }).kid }),
    `${btoa(JSON.stringify({ alg: 'none' }))}.${good.split('.')[1]!}.`,
    'x',
  ]
  for (const id_token of forged)
    expect(fragment(await form('/api/lti/launch', { state, id_token })).get('refused')).toBe('token')
  expect(fragment(await form('/api/lti/launch', { state: 'x', id_token: good })).get('refused')).toBe('state')
  const ticket = fragment(await form('/api/lti/launch', { state, id_token: good })).get('ticket')!
  expect(fragment(await form('/api/lti/launch', { state, id_token: good })).get('refused')).toBe('state')
  // The ticket alone, carried to another browser, opens nothing; and it opens once.
  const { state: theirs } = await begun()
  expect((await opened({ ticket, state: theirs }))[0]).toBe(401)
  expect((await opened({ ticket, state }))[0]).toBe(200)
  expect((await opened({ ticket, state }))[0]).toBe(401)
  expect(fragment(await form('/api/lti/login', { iss: 'https://x.example', login_hint: 'u' })).get('refused')).toBe(
    'platform',
  )
  // Ten minutes, and it is over.
  const late = await launched()
  now += 601_000
  expect((await opened(late))[0]).toBe(401)
})

test('deep linking: the instructor picks a lot, the platform gets it signed, with a line for its marks', async () => {
  const settings = { deep_link_return_url: `${platform.at}/back`, data: 'opaque' }
  const visit = await launched({
    ...TEACHER,
    [`${CLAIM}/message_type`]: 'LtiDeepLinkingRequest',
    [`${DL}/deep_linking_settings`]: settings,
  })
  expect(await opened(visit)).toEqual([200, { kind: 'deepLinking' }])
  const post = (fields: Record<string, string>, site = 'same-origin') =>
    app.request('/api/lti/answer', {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'Sec-Fetch-Site': site },
    })
  expect((await post({ ...visit, scenario: P1, title: 'x' }, 'cross-site')).status).toBe(403)
  const page = await post({ ...visit, scenario: P1, title: 'Première prise de poste' })
  expect(page.headers.get('Content-Security-Policy')).toContain(`form-action ${platform.at};`)
  const html = await page.text()
  expect(html).toContain(`action="${platform.at}/back"`)
  const jwt = /name="JWT" value="([^"]+)"/.exec(html)![1]!
  const [jwk] = ((await (await app.request('/api/lti/keys')).json()) as { keys: Jwk[] }).keys
  expect(JSON.stringify(jwk)).not.toMatch(/"(d|p|q)":/)
  expect(claimsOf(jwt, jwk!)).toMatchObject({
    iss: CLIENT,
    aud: platform.at,
    [`${CLAIM}/message_type`]: 'LtiDeepLinkingResponse',
    [`${CLAIM}/deployment_id`]: '1',
    [`${DL}/data`]: 'opaque',
    [`${DL}/content_items`]: [{ type: 'ltiResourceLink', custom: { scenario: P1 }, lineItem: { scoreMaximum: 100 } }],
  })
})

test('a replayed lot: statements to the store and the mark to its line, once each, however often they are away; only a better mark goes again', async () => {
  const line = `${platform.at}/items/9/lineitem?type_id=3`
  const [, place] = (await opened(await launched({ ...lot(line), sub: 'user-77' }), 'Chouette 5')) as [
    number,
    { token: string; learner: string },
  ]
  const me = (await (await app.request('/api/me', { headers: { Authorization: `Bearer ${place.token}` } })).json()) as {
    assignments: { id: string }[]
  }
  store.beAway(2)
  platform.beBusy(2)
  const send = (key: string) =>
    app.request(`/api/me/results/${KEY}${key}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${place.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...handIn(), assignment: me.assignments[0]!.id }),
    })
  expect((await send('01')).status).toBe(201)
  const settled = async (until: () => boolean): Promise<void> => {
    for (let i = 0; i < 400 && !until(); i++) {
      now += 60_000
      carrying.wake()
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  await settled(() => store.statements.size > 0 && platform.scores.length > 0)
  expect(platform.scores).toMatchObject([
    {
      path: '/items/9/lineitem/scores?type_id=3',
      body: {
        userId: 'user-77',
        scoreGiven: 83,
        scoreMaximum: 100,
        activityProgress: 'Completed',
        gradingProgress: 'FullyGraded',
      },
    },
  ])
  expect(store.posts.slice(0, 3)).toEqual([503, 503, 200])
  const verbs = [...store.statements.values()].map((s) => (s['verb'] as { id: string }).id.split('/').at(-1))
  expect(verbs).toEqual(['scored', 'scored', 'scored', 'completed', 'passed'])
  for (const statement of store.statements.values())
    expect(statement['actor']).toMatchObject({ account: { name: place.learner } })
  // Again, no better: the store is told, the line is not.
  const before = store.statements.size
  expect((await send('02')).status).toBe(201)
  await settled(() => store.statements.size > before)
  expect(store.statements.size).toBe(2 * before)
  expect(platform.scores).toHaveLength(1)
  // Taken off the list a moment after the store has it.
  while ((await carrying.waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 5))
})

test('of a person no name, address or platform’s number stands in the base or its backup', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'premier-lot-lti-'))
  await backup(database, join(folder, 'all.gz'))
  const all = gunzipSync(readFileSync(join(folder, 'all.gz'))).toString('utf8')
  expect(all).toContain('Loutre 12')
  // Three letters alone may stand in what is sealed.
  expect(all).not.toMatch(/(?<![\w-])Ada(?![\w-])/)
  for (const hidden of ['Lovelace', 'ada@school', 'user-7', 'user-77', 'course-1', '"d":'])
    expect(all).not.toContain(hidden)
  rmSync(folder, { recursive: true })
})

test('pages may be framed by the platforms that were let in, and by nobody else', async () => {
  expect(await framersOf(database)).toEqual([platform.at])
  const unsafe = { ...platform.wish, token_url: 'http://school.example/token' }
  expect(await addPlatform(database, unsafe)).toContain('token_url')
  expect(signed({ a: 1 }, drawSigningKey()).split('.')).toHaveLength(3)
})
