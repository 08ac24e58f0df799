/** What the class server promises, on both bases. */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import p1 from '../../levels/plasma/P1/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { expertHand } from '../../src/play/index.ts'
import { playHand, recordOf } from '../../src/record/index.ts'
import { backup, restore } from '../../src/server/backup.ts'
import { openDatabase } from '../../src/server/database.ts'
import { migrations } from '../../src/server/migrations.ts'
import { judgeWith } from '../../src/server/judge.ts'
import { jsonLog } from '../../src/server/log.ts'
import { lotFor, textOf } from '../../src/share/index.ts'
import { KEYS } from '../../src/server/tables.ts'
import { type Ground, hasPostgres, postgresGround, sqliteGround } from './places.ts'
import { aClass, glance, handIn, joined, KEY, levels, progress, type Rig, rig } from './rig.ts'

const DAY_MS = 86_400_000
const pick = ({ fault, cause }: { fault: string; cause: string }) => ({ fault, cause })
const P1 = textOf({ level: 'P1', seed: 2, options: {} })

if (!hasPostgres) {
  const missing = 'PostgreSQL is not here: the class server is tried on SQLite ALONE (Debian: apt install postgresql).'
  if (process.env['CI']) throw new Error(missing)
  console.warn(`\n  !! ${missing}\n`)
}
const grounds = [['SQLite', async () => sqliteGround()], ...(hasPostgres ? [['PostgreSQL', postgresGround]] : [])] as [
  string,
  () => Promise<Ground>,
][]

describe.each(grounds)('on %s', (name, open) => {
  let ground: Ground | undefined
  let r: Rig
  beforeAll(async () => {
    ground = await open()
    r = await rig(await ground!.place())
    // A PostgreSQL takes two seconds to begin; on a busy machine much longer.
  }, 120_000)
  afterAll(async () => {
    await r?.close()
    await ground?.close()
  })

  test('a learner joins by code and pseudonym, plays, hands in; the owner sees it replayed', async () => {
    const { secret, code } = await aClass(r)
    const given = await r.call('POST', '/api/class/assignments', secret, { scenario: P1 })
    expect(given.status).toBe(201)
    const { id } = given.json as { id: string }
    const { token, learner } = await joined(r, code.toLowerCase().replace(/^(...)/, '$1-'), 'Loutre 12')
    expect((await r.call('PUT', '/api/me/runs/run-00001', token, progress({ assignment: id }))).status).toBe(204)
    const sent = await r.call('PUT', `/api/me/results/${KEY}`, token, { ...handIn(), assignment: id })
    expect([sent.status, sent.json]).toEqual([201, { state: 'waiting' }])
    await replayedAll()
    const { json } = await r.call('GET', '/api/class', secret)
    expect(json).toMatchObject({
      class: { code, title: 'Bio 2', paused: false },
      assignments: [{ id, scenario: P1 }],
      learners: [{ id: learner, pseudonym: 'Loutre 12' }],
      progress: [{ learner, run: 'run-00001', step: 'thaw', decisions: 3 }],
      results: [{ learner, assignment: id, level: 'P1', state: 'verified', late: false, judged: { passed: true } }],
    })
    const mine = (await r.call('GET', '/api/me', token)).json
    expect(mine).toMatchObject({ pseudonym: 'Loutre 12', results: [{ key: KEY, state: 'verified' }] })
  })

  test('a hand-in sent twice is one; the same key for something else is refused', async () => {
    const { secret, code } = await aClass(r)
    const { token } = await joined(r, code, 'Héron 3')
    const twice = await Promise.all([1, 2].map(() => r.call('PUT', `/api/me/results/${KEY}`, token, handIn())))
    expect(twice.map((a) => a.status).sort()).toEqual([200, 201])
    const other = handIn((record) => ({ ...record, digest: 'f'.repeat(64) }))
    expect((await r.call('PUT', `/api/me/results/${KEY}`, token, other)).status).toBe(409)
    await replayedAll()
    expect(((await r.call('GET', '/api/class', secret)).json as { results: [] }).results).toHaveLength(1)
  })

  test('each hand-in is acknowledged before anybody replays it, and no more are replayed at once than there are hands', async () => {
    let [busy, most] = [0, 0]
    let go = (): void => {}
    const gate = new Promise<void>((resolve) => (go = resolve))
    const slow = async (text: string): Promise<ReturnType<typeof glance>> => {
      most = Math.max(most, ++busy)
      await gate
      busy--
      return glance(text)
    }
    const held = await rig(await ground!.place(), slow as never)
    const { secret, code } = await aClass(held)
    const { token } = await joined(held, code, 'Héron 3')
    for (let i = 0; i < 5; i++)
      expect((await held.call('PUT', `/api/me/results/${KEY}${i}`, token, handIn())).status).toBe(201)
    expect(await held.verifying.waiting()).toBe(5)
    go()
    await replayedAll(held)
    expect(most).toBe(2)
    const { results } = (await held.call('GET', '/api/class', secret)).json as { results: { state: string }[] }
    expect(results.map((one) => one.state)).toEqual(Array.from({ length: 5 }, () => 'verified'))
    await held.close()
  })

  // What a replay comes to has nothing to do with the base: once is enough.
  test.runIf(name === 'SQLite')(
    'by replay: the expert’s record agrees, a changed one does not and has no marks, another model’s is said to be one',
    async () => {
      const real = await rig(await ground!.place(), judgeWith(levels))
      const { secret, code } = await aClass(real)
      const { token } = await joined(real, code, 'Lynx 1')
      const changes: Parameters<typeof handIn>[] = [
        [],
        [(record) => ({ ...record, log: record.log.filter((_, i) => i !== 4) })],
        [(record) => ({ ...record, model: 'of-yesterday' })],
      ]
      for (const [i, change] of changes.entries())
        await real.call('PUT', `/api/me/results/${KEY.slice(1)}${i}`, token, handIn(...change))
      await replayedAll(real)
      const { json } = await real.call('GET', '/api/class', secret)
      const { results } = json as {
        results: { key: string; state: string; judged: { passed?: boolean; told?: boolean } }[]
      }
      expect(results.map((one) => one.state)).toEqual(['verified', 'mismatch', 'drifted'])
      expect(results[0]!.judged).toMatchObject({ passed: true, shipped: true })
      const csv = (await real.call('GET', '/api/class/results.csv?lang=en', secret)).text.split('\r\n')
      expect(csv[1]).toMatch(/^Lynx 1,P1,2,[\d.]+,[\d.]+,[\d.]+,yes,yes,agrees,/)
      expect(csv[2]).toMatch(/^Lynx 1,P1,2,,,,,,does not replay,/)
      // What was handed in comes out as it came in.
      const lines = (await real.call('GET', '/api/class/results.ndjson', secret)).text.trimEnd().split('\n')
      expect(JSON.parse(lines[1]!)).toEqual(handIn(...changes[1]!).result)
      await real.close()
    },
  )

  // The same: a replay is a replay.
  test.runIf(name === 'SQLite')(
    'a fault that was sent, could have come and is not in the record is missed; such a lot is told to nobody else, and the export is what is told',
    async () => {
      let now = 1_800_000_000_000
      const real = await rig(await ground!.place(), judgeWith(levels), () => now)
      const { secret, code } = await aClass(real)
      const bare = handIn().result.record
      const { level } = loadLevel(p1)
      const came = playHand(level!, 2, expertHand, undefined, [
        { t: 600, slot: 'class.fault', value: ['poolReads', 'probe', -1], by: 'class' },
      ])
      const faulty = recordOf(came)
      const late = {
        t: bare.log.at(-1)!.t,
        slot: 'class.fault',
        value: ['poolReads', 'probe', -1],
        by: 'class' as const,
      }
      // What each hands in, and where they were last heard of when the fault was sent.
      const all: [string, object, number][] = [
        ['left out till nothing could come of it', { ...bare, log: [...bare.log, late] }, 60],
        ['sent too late', bare, late.t],
        ['taken', faulty, 60],
        ['said to be where it never came', bare, 90_000_000],
      ]
      for (const [i, [, record, at_s]] of all.entries()) {
        const { token } = await joined(real, code, `Lynx ${i}`)
        await real.call('PUT', '/api/me/runs/p1-000002', token, progress({ seed: 2, at_s }))
        const wish = { level: 'P1', fault: 'poolReads', cause: 'probe' }
        const me = (await real.call('GET', '/api/me', token)).json as { learner: string }
        expect((await real.call('POST', '/api/class/faults', secret, { to: me.learner, ...wish })).json).toEqual({
          sent: 1,
        })
        now += 1000
        const body = { ...handIn(), result: { ...handIn().result, record } }
        expect((await real.call('PUT', `/api/me/results/${KEY}0${i}`, token, body)).status).toBe(201)
      }
      await replayedAll(real)
      const { results } = (await real.call('GET', '/api/class', secret)).json as {
        results: { learner: string; key: string; state: string; judged: { without: string[] } }[]
      }
      expect(results.map(({ state, judged }, i) => [all[i]![0], state, judged.without])).toEqual([
        ['left out till nothing could come of it', 'verified', ['poolReads']],
        ['sent too late', 'verified', []],
        ['taken', 'verified', []],
        ['said to be where it never came', 'verified', ['poolReads']],
      ])
      const csv = (await real.call('GET', '/api/class/results.csv?lang=en', secret)).text.split('\r\n')
      expect(csv.slice(1, 5).map((line) => line.includes('without the fault you set'))).toEqual([
        true,
        false,
        false,
        true,
      ])
      // As xAPI: of those that count, each bar and competency, the end and the verdict, under the id the server drew.
      const exported = await real.request('GET', '/api/class/results.xapi.json', secret)
      expect(exported.headers.get('Content-Disposition')).toContain('premier-lot.xapi.json')
      const statements = (await exported.json()) as Record<string, never>[]
      expect([...new Set(statements.map((s) => (s['actor'] as { account: { name: string } }).account.name))]).toEqual(
        results.slice(1, 3).map((one) => one.learner),
      )
      expect(new Set(statements.map((s) => s['id'])).size).toBe(statements.length)
      const verbs = statements.map((s) => (s['verb'] as { id: string }).id.split('/').at(-1))
      expect(verbs.filter((verb) => verb !== 'scored')).toEqual(['completed', 'passed', 'completed', 'passed'])
      expect(JSON.stringify(statements)).not.toContain('Lynx')
      expect((await real.call('GET', '/api/class/results.xapi.json', `${secret}x`)).status).toBe(401)
      await real.close()
    },
  )

  test('an assignment takes its own lot only, from its opening on; after its closing what comes is late', async () => {
    let now = 1_800_000_000_000
    const timed = await rig(await ground!.place(), undefined, () => now)
    const { secret, code } = await aClass(timed)
    const { token } = await joined(timed, code, 'Renard 9')
    const times = { opens_ms: now + 1000, closes_ms: now + 5000 }
    const { id } = (await timed.call('POST', '/api/class/assignments', secret, { scenario: P1, ...times })).json as {
      id: string
    }
    const send = async (key: string, change?: Parameters<typeof handIn>[0]): Promise<unknown[]> => {
      const body = { ...handIn(change), assignment: id }
      const { status, json } = await timed.call('PUT', `/api/me/results/${KEY}${key}`, token, body)
      return [status, (json as { error?: string }).error]
    }
    expect(await send('01')).toEqual([409, 'notOpen'])
    now += 2000
    expect(await send('02', (record) => ({ ...record, seed: 3 }))).toEqual([422, 'otherLot'])
    expect(await send('03', (record) => ({ ...record, options: { aids: 'none' } }))).toEqual([422, 'otherLot'])
    expect(await send('04')).toEqual([201, undefined])
    now += 4000
    expect(await send('05')).toEqual([201, undefined])
    const { results } = (await timed.call('GET', '/api/class', secret)).json as { results: { late: boolean }[] }
    expect(results.map((one) => one.late)).toEqual([false, true])
    expect((await timed.call('POST', '/api/class/assignments', secret, { scenario: 'ABCD' })).status).toBe(422)
    await timed.close()
  })

  test('on another machine: pseudonym and personal code open the same place, with the open run', async () => {
    const { code } = await aClass(r)
    const { token, personalCode, learner } = await joined(r, code, 'Chouette 40')
    const save = { format: 1, level: 'P1', seed: 1, log: [{ t: 0, slot: 'a.b', value: 1 }], at_s: 60 }
    expect((await r.call('PUT', '/api/me/saves/P1', token, save)).status).toBe(204)
    const come = (personalCode: string, pseudonym = 'chouette  40') =>
      r.call('POST', '/api/resume', '', { code, pseudonym, personalCode })
    expect((await come('0000-0000-0000')).status).toBe(404)
    expect((await come(personalCode, 'Chouette 41')).status).toBe(404)
    const again = (await come(personalCode.toLowerCase())).json as { token: string; learner: string }
    expect(again.learner).toBe(learner)
    expect((await r.call('GET', '/api/me/saves/P1', again.token)).json).toEqual(save)
    expect((await r.call('GET', '/api/me', token)).status).toBe(200)
  })

  test('a pseudonym is one learner’s, whatever its letters’ size; what could be an address is refused', async () => {
    const { code } = await aClass(r)
    const both = await Promise.all(
      ['Hérisson 7', 'hérisson 7'].map((pseudonym) => r.call('POST', '/api/join', '', { code, pseudonym })),
    )
    expect(both.map((a) => a.status).sort()).toEqual([201, 409])
    for (const pseudonym of ['a@b.fr', 'x', '<b>x</b>', 'a'.repeat(25), '  '])
      expect((await r.call('POST', '/api/join', '', { code, pseudonym })).status).toBe(400)
  })

  test('a password stands beside the owner’s secret', async () => {
    const { secret } = await aClass(r, 'Bio 3', { password: 'levure de bière' })
    expect((await r.call('GET', '/api/class', secret)).json).toEqual({ error: 'password' })
    expect((await r.call('POST', '/api/class/open', secret, { password: 'levure' })).status).toBe(401)
    const { token } = (await r.call('POST', '/api/class/open', secret, { password: 'levure de bière' })).json as {
      token: string
    }
    expect((await r.call('GET', '/api/class', token)).status).toBe(200)
    expect((await r.call('GET', '/api/class', `${token.replace(/\.session$/, '')}`)).status).toBe(401)
  })

  test('no secret is kept: neither token, nor personal code, nor password can be read from the base', async () => {
    const { secret, code } = await aClass(r, 'Bio 4', { password: 'une phrase longue' })
    const { token, personalCode } = await joined(r, code, 'Loutre 1')
    const file = join(mkdtempSync(join(tmpdir(), 'premier-lot-kept-')), 'all.gz')
    await backup(r.database, file)
    const all = gunzipSync(readFileSync(file)).toString('utf8')
    expect(all).toContain('Loutre 1')
    for (const hidden of [
      secret.split('.')[1]!,
      token,
      personalCode,
      personalCode.replaceAll('-', ''),
      'une phrase longue',
    ])
      expect(all).not.toContain(hidden)
    rmSync(join(file, '..'), { recursive: true })
  })

  test('the board lives: who joins, plays, hands in is told at once, to the owner and to nobody else', async () => {
    const { secret, code } = await aClass(r)
    const board = await r.feed('/api/class/feed', secret)
    expect(await board.next()).toMatchObject({ event: 'all', data: { learners: [] } })
    const { token, learner } = await joined(r, code, 'Héron 5')
    expect(await board.next()).toMatchObject({ event: 'joined', data: { id: learner, pseudonym: 'Héron 5' } })
    const own = await r.feed('/api/me/feed', token)
    expect(await own.next()).toMatchObject({ event: 'all', data: { pseudonym: 'Héron 5' } })
    const other = await joined(r, code, 'Lynx 6')
    expect(await board.next()).toMatchObject({ event: 'joined' })
    await r.call('PUT', '/api/me/runs/run-00001', other.token, progress())
    expect(await board.next()).toMatchObject({ event: 'progress', data: { learner: other.learner, step: 'thaw' } })
    await r.call('PUT', `/api/me/results/${KEY}`, other.token, handIn())
    expect(await board.next()).toMatchObject({ event: 'result', data: { state: 'waiting' } })
    expect(await board.next()).toMatchObject({ event: 'result', data: { state: 'verified', level: 'P1' } })
    await r.call('POST', '/api/class/messages', secret, { to: other.learner, text: 'Regarde la sonde.' })
    await r.call('POST', '/api/class/messages', secret, { to: null, text: 'On s’arrête à 11 h.' })
    await r.call('PATCH', '/api/class', secret, { paused: true })
    expect(await own.next()).toMatchObject({ event: 'message', data: { text: 'On s’arrête à 11 h.' } })
    expect(await own.next()).toMatchObject({ event: 'class', data: { paused: true } })
    await r.call('DELETE', '/api/class', secret)
    expect(await own.next()).toMatchObject({ event: 'gone' })
    expect(await own.next()).toBeNull()
  })

  test('a fault goes to the runs of those who are at its level, is told to nobody else, and each says what became of it', async () => {
    const { secret, code } = await aClass(r)
    const [one, two, three] = [
      await joined(r, code, 'Lynx 1'),
      await joined(r, code, 'Lynx 2'),
      await joined(r, code, 'Lynx 3'),
    ]
    await r.call('PUT', '/api/me/runs/p1-000001', one.token, progress())
    await r.call('PUT', '/api/me/runs/p1-000002', two.token, progress({ seed: 2 }))
    await r.call('PUT', '/api/me/runs/m1-000001', two.token, progress({ level: 'M1' }))
    await r.call('PUT', '/api/me/runs/p1-000003', three.token, progress({ seed: 3 }))
    const heard = await r.feed('/api/me/feed', three.token)
    expect(await heard.next()).toMatchObject({ event: 'all', data: { faults: [] } })
    const wish = { level: 'P1', fault: 'poolReads', cause: 'probe' }
    // Two is at another level by now.
    expect((await r.call('POST', '/api/class/faults', secret, { to: null, ...wish })).json).toEqual({ sent: 2 })
    expect((await r.call('POST', '/api/class/faults', secret, { to: two.learner, ...wish })).status).toBe(404)
    expect((await r.call('POST', '/api/class/faults', one.token, { to: null, ...wish })).status).toBe(401)
    expect(await heard.next()).toMatchObject({ event: 'fault', data: { run: 'p1-000003', ...pick(wish) } })
    // Who was away finds it on coming back.
    const { faults } = (await r.call('GET', '/api/me', one.token)).json as { faults: { id: string }[] }
    expect(faults).toMatchObject([{ run: 'p1-000001', ...pick(wish) }])
    const path = `/api/me/faults/${faults[0]!.id}`
    expect((await r.call('PUT', path, three.token, { at_s: null })).status).toBe(204)
    for (const _ of [1, 2]) expect((await r.call('PUT', path, one.token, { at_s: 640 })).status).toBe(204)
    const board = (await r.call('GET', '/api/class', secret)).json as { faults: { learner: string; state: string }[] }
    expect(board.faults.map((f) => [f.learner, f.state]).sort()).toEqual(
      [
        [one.learner, 'taken'],
        [three.learner, 'sent'],
      ].sort(),
    )
    await heard.close()
  })

  test('a record that says the class did what it did not is marked', async () => {
    const { secret, code } = await aClass(r)
    const { token } = await joined(r, code, 'Lynx 1')
    await r.call('PUT', '/api/me/runs/p1-000002', token, progress({ seed: 2 }))
    const wish = { level: 'P1', fault: 'poolReads', cause: 'probe' }
    await r.call('POST', '/api/class/faults', secret, { to: null, ...wish })
    const saying = (cause: string) =>
      handIn((record) => ({
        ...record,
        log: [...record.log, { t: 9, slot: 'class.fault', value: ['poolReads', cause, 9], by: 'class' }],
      }))
    await r.call('PUT', `/api/me/results/${KEY}01`, token, saying('probe'))
    await r.call('PUT', `/api/me/results/${KEY}02`, token, saying('stirrer'))
    const { results } = (await r.call('GET', '/api/class', secret)).json as {
      results: { key: string; strange: boolean }[]
    }
    expect(Object.fromEntries(results.map((one) => [one.key, one.strange]))).toEqual({
      [`${KEY}01`]: false,
      [`${KEY}02`]: true,
    })
  })

  test('a line is signed by a classmate who is there, who may refuse; by nobody else, and once', async () => {
    const { code } = await aClass(r)
    const asks = await joined(r, code, 'Loutre 1')
    const line = { run: 'p1-000001', line: 'core', says: 'Cœur des bouteilles : −18,2 °C, lu −18,2 °C.' }
    expect((await r.call('POST', '/api/me/signatures', asks.token, line)).json).toEqual({ error: 'alone' })
    const [signs, other] = [await joined(r, code, 'Loutre 2'), await joined(r, code, 'Loutre 3')]
    const asked = async (token: string) =>
      ((await r.call('GET', '/api/me', token)).json as { signatures: { id: string; ofMe: boolean; state: string }[] })
        .signatures
    const { id } = (await r.call('POST', '/api/me/signatures', asks.token, line)).json as { id: string }
    const sides = [signs, other]
    const whose = (await asked(signs.token)).length ? 0 : 1
    expect(await asked(sides[whose]!.token)).toMatchObject([{ id, ofMe: true, who: 'Loutre 1', says: line.says }])
    expect(await asked(sides[1 - whose]!.token)).toEqual([])
    const answer = (token: string) => r.call('PUT', `/api/me/signatures/${id}`, token, { signed: false })
    expect((await answer(sides[1 - whose]!.token)).status).toBe(404)
    expect((await answer(asks.token)).status).toBe(404)
    expect((await answer(sides[whose]!.token)).status).toBe(204)
    expect((await answer(sides[whose]!.token)).status).toBe(404)
    expect(await asked(asks.token)).toMatchObject([{ id, ofMe: false, state: 'refused', line: 'core' }])
    // The next one asked is somebody else.
    await r.call('POST', '/api/me/signatures', asks.token, line)
    expect(await asked(sides[1 - whose]!.token)).toMatchObject([{ ofMe: true, state: 'asked' }])
  })

  test('an open run is the owner’s to replay; frozen, everybody is told what it is about, until it goes on', async () => {
    const { secret, code } = await aClass(r)
    const { token, learner } = await joined(r, code, 'Loutre 1')
    const save = { format: 1, level: 'P1', seed: 1, log: [{ t: 0, slot: 'a.b', value: 1 }], at_s: 60 }
    await r.call('PUT', '/api/me/saves/P1', token, save)
    expect((await r.call('GET', `/api/class/runs/${learner}/P1`, secret)).json).toEqual(save)
    expect((await r.call('GET', `/api/class/runs/${learner}/P2`, secret)).status).toBe(404)
    expect((await r.call('GET', `/api/class/runs/${learner}/P1`, token)).status).toBe(401)
    const own = await r.feed('/api/me/feed', token)
    expect(await own.next()).toMatchObject({ event: 'all', data: { class: { topic: null } } })
    await r.call('PATCH', '/api/class', secret, { paused: true, topic: 'Et maintenant ?' })
    expect(await own.next()).toMatchObject({ event: 'class', data: { paused: true, topic: 'Et maintenant ?' } })
    await r.call('PATCH', '/api/class', secret, { paused: false })
    expect(await own.next()).toMatchObject({ event: 'class', data: { paused: false, topic: null } })
    await own.close()
  })

  test('a lot of their own falls to a learner by the id the server gave, whatever they call themselves', async () => {
    const { secret, code } = await aClass(r)
    const { token, learner } = await joined(r, code, 'Loutre 1')
    const own = { level: 'P1', seed: 7, options: { own: 7 } }
    const { id } = (await r.call('POST', '/api/class/assignments', secret, { scenario: textOf(own) })).json as {
      id: string
    }
    const send = async (key: string, seed: number, who: string) => {
      const { result } = handIn((record) => ({ ...record, seed, options: { own: 7 } }))
      const body = { assignment: id, result: { ...result, id: who } }
      return (await r.call('PUT', `/api/me/results/${KEY}${key}`, token, body)).status
    }
    expect(await send('01', lotFor(own, 'chosen'), 'chosen')).toBe(422)
    expect(await send('02', lotFor(own, learner), 'chosen')).toBe(201)
  })

  test('deleted is deleted: at once by hand, by itself when the days are over; a learner may go too', async () => {
    let now = 1_800_000_000_000
    const timed = await rig(await ground!.place(), undefined, () => now)
    const [kept, left] = [await aClass(timed), await aClass(timed)]
    const [one, two] = [await joined(timed, kept.code, 'Loutre 1'), await joined(timed, kept.code, 'Loutre 2')]
    await timed.call('PUT', `/api/me/results/${KEY}`, one.token, handIn())
    for (const { token } of [one, two]) {
      await timed.call('PUT', '/api/me/runs/p1-000001', token, progress())
      await timed.call('POST', '/api/me/signatures', token, { run: 'p1-000001', line: 'core', says: 'x' })
    }
    const wish = { to: null, level: 'P1', fault: 'poolReads', cause: 'probe' }
    expect((await timed.call('POST', '/api/class/faults', kept.secret, wish)).json).toEqual({ sent: 2 })
    expect((await timed.call('DELETE', '/api/me', one.token)).status).toBe(204)
    expect((await timed.call('GET', '/api/me', one.token)).status).toBe(401)
    expect((await timed.call('DELETE', '/api/class', left.secret)).status).toBe(204)
    expect((await timed.call('GET', '/api/class', left.secret)).status).toBe(401)
    now += 30 * DAY_MS
    expect((await timed.call('GET', '/api/me', two.token)).status).toBe(401)
    expect(await timed.classes.sweep()).toBe(1)
    for (const table of Object.keys(KEYS) as (keyof typeof KEYS)[])
      expect(await timed.database.read.selectFrom(table).selectAll().execute()).toEqual([])
    await timed.close()
  })

  test('a backup restored elsewhere is the same; one that is cut off restores nothing', async () => {
    const { secret, code } = await aClass(r)
    const { token } = await joined(r, code, 'Renard 2')
    await r.call('PUT', `/api/me/results/${KEY}`, token, handIn())
    await replayedAll()
    const folder = mkdtempSync(join(tmpdir(), 'premier-lot-backup-'))
    const file = join(folder, 'all.gz')
    const rows = await backup(r.database, file)
    const half = join(folder, 'half.gz')
    writeFileSync(
      half,
      gzipSync(gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n').slice(0, -1).join('\n')),
    )
    const cut = join(folder, 'cut.gz')
    writeFileSync(cut, readFileSync(file))
    truncateSync(cut, 300)
    const empty = await openDatabase(await ground!.place())
    await expect(restore(empty, half)).rejects.toThrow('not whole')
    await expect(restore(empty, cut)).rejects.toThrow()
    expect(await empty.read.selectFrom('classes').selectAll().execute()).toEqual([])
    expect(await restore(empty, file)).toBe(rows)
    await expect(restore(empty, file)).rejects.toThrow('not empty')
    const again = join(folder, 'again.gz')
    await backup(empty, again)
    expect(gunzipSync(readFileSync(again)).equals(gunzipSync(readFileSync(file)))).toBe(true)
    await empty.close()
    expect((await r.call('GET', '/api/class', secret)).status).toBe(200)
    rmSync(folder, { recursive: true })
  })

  test('a base of the first version goes forward with all that is in it', async () => {
    const place = await ground!.place()
    const first = await openDatabase(place, undefined, { '001_classes': migrations['001_classes']! })
    await sql`insert into classes (id, code, title, owner_hash, made_ms, gone_ms, paused)
      values ('c', 'ABC234', 'Bio', 'h', 1, 2, 0)`.execute(first.read)
    await first.close()
    const now = await openDatabase(place)
    expect(await now.read.selectFrom('classes').selectAll().execute()).toMatchObject([{ title: 'Bio', topic: null }])
    expect(await now.read.selectFrom('outbox').selectAll().execute()).toEqual([])
    await now.close()
  })

  test('a base that a newer version has written is not opened', async () => {
    const place = await ground!.place()
    const first = await openDatabase(place)
    await sql`insert into kysely_migration (name, timestamp) values ('999_tomorrow', '2999')`.execute(first.read)
    await first.close()
    await expect(openDatabase(place)).rejects.toThrow('999_tomorrow')
  })

  test('what is not asked for is refused: other sites, forms, unknown keys, too much, no secret', async () => {
    const { secret, code } = await aClass(r)
    const { token } = await joined(r, code, 'Lynx 8')
    const body = { title: 'x', days: 3 }
    const site = await r.call('POST', '/api/classes', '', body, { 'Sec-Fetch-Site': 'cross-site' })
    expect([site.status, site.json]).toEqual([403, { error: 'origin' }])
    const form = await r.call('POST', '/api/classes', '', 'title=x', {
      'Content-Type': 'application/x-www-form-urlencoded',
    })
    expect(form.status).toBe(400)
    expect((await r.call('POST', '/api/classes', '', { ...body, admin: true })).status).toBe(400)
    expect((await r.call('POST', '/api/classes', '', '{')).status).toBe(400)
    expect((await r.call('POST', '/api/join', '', { code, pseudonym: 'x'.repeat(40_000) })).status).toBe(413)
    const large = JSON.stringify({ ...handIn(), x: 'x'.repeat(2_100_000) })
    expect((await r.call('PUT', `/api/me/results/${KEY}`, token, large)).status).toBe(413)
    for (const [method, path] of [
      ['GET', '/api/class'],
      ['DELETE', '/api/class'],
      ['GET', '/api/class/feed'],
      ['GET', '/api/me'],
    ] as const) {
      expect((await r.call(method, path)).status).toBe(401)
      expect((await r.call(method, path, `${secret.slice(0, -1)}!`)).status).toBe(401)
    }
    const { headers } = await r.request('GET', '/api/health')
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(headers.get('Set-Cookie')).toBeNull()
  })

  test('the log says what was asked and how it went, never by whom or about whom', async () => {
    const lines: string[] = []
    const own = await rig(
      await ground!.place(),
      undefined,
      undefined,
      jsonLog((line) => void lines.push(line), true),
    )
    const { secret, code, id } = await aClass(own, 'Bio secrète')
    const { token, learner, personalCode } = await joined(own, code, 'Loutre 1')
    await own.call('PUT', '/api/me/runs/run-00001', token, progress())
    await own.call('PUT', `/api/me/results/${KEY}`, token, handIn())
    await own.call('GET', `/api/class/results/${learner}/${KEY}`, secret)
    await own.call('GET', `/api/${learner}`, token)
    await own.close()
    const said = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(said.map(({ method, route, status }) => [method, route, status])).toEqual([
      ['POST', '/api/classes', 201],
      ['POST', '/api/join', 201],
      ['PUT', '/api/me/runs/:run{[0-9a-z-]{8,40}}', 204],
      ['PUT', '/api/me/results/:key{[0-9a-f]{16,64}}', 201],
      ['GET', '/api/class/results/:learner/:key', 200],
      ['GET', 'none', 404],
    ])
    for (const hidden of ['Bio', 'Loutre', secret, code, id, token, learner, personalCode, KEY, 'run-00001', 'here'])
      expect(lines.join('\n')).not.toContain(hidden)
  })

  test('codes cannot be tried out: who is wrong too often waits, those of the class do not', async () => {
    const own = await rig(await ground!.place(), undefined, () => 1_800_000_000_000)
    const { code } = await aClass(own)
    const { token } = await joined(own, code, 'Lynx 8')
    const tried: number[] = []
    for (let i = 0; i < 60; i++)
      tried.push((await own.call('POST', '/api/join', '', { code: `000${100 + i}`, pseudonym: 'Lynx 9' })).status)
    expect(tried[0]).toBe(404)
    expect(tried.at(-1)).toBe(429)
    expect((await own.call('GET', '/api/me', token)).status).toBe(200)
    await own.close()
  })

  test('nothing of one class is ever told to or changed by another, whatever is asked in whatever order', async () => {
    const two = await rig(await ground!.place(), undefined, () => 1_800_000_000_000)
    const sides = await Promise.all(
      ['Alpha', 'Beta'].map(async (title, i) => {
        const own = await aClass(two, title)
        const people = [await joined(two, own.code, `${title} un`), await joined(two, own.code, `${title} deux`)]
        const { id } = (await two.call('POST', '/api/class/assignments', own.secret, { scenario: P1 })).json as {
          id: string
        }
        const { id: message } = (
          await two.call('POST', '/api/class/messages', own.secret, { to: null, text: `${title} dit` })
        ).json as { id: string }
        const key = `${i}${KEY}`
        await two.call('PUT', `/api/me/results/${key}`, people[0]!.token, { ...handIn(), assignment: id })
        await two.call('PUT', `/api/me/saves/${title}.1`, people[0]!.token, { format: 1, level: title, seed: i })
        for (const { token } of people)
          await two.call('PUT', `/api/me/runs/${title}-run`.toLowerCase(), token, progress())
        await two.call('POST', '/api/class/faults', own.secret, { to: null, level: 'P1', fault: 'f', cause: title })
        const { id: signature } = (
          await two.call('POST', '/api/me/signatures', people[0]!.token, { run: 'run-00001', line: 'x', says: title })
        ).json as { id: string }
        const { faults } = (await two.call('GET', '/api/me', people[0]!.token)).json as { faults: { id: string }[] }
        const fault = faults[0]!.id
        const bearers = [own.secret, ...people.map((p) => p.token)]
        const marks = [
          title,
          own.id,
          own.code,
          id,
          message,
          key,
          signature,
          fault,
          ...people.map((p) => p.learner),
          ...bearers,
        ]
        return { ...own, title, people, assignment: id, key, signature, fault, bearers, marks }
      }),
    )
    await replayedAll(two)
    const side = fc.integer({ min: 0, max: 1 })
    const which = fc.integer({ min: 0, max: 1 })
    type Side = (typeof sides)[number]
    const asks: ((of: Side, n: number) => [string, string, unknown?])[] = [
      () => ['GET', '/api/class'],
      () => ['GET', '/api/me'],
      () => ['GET', '/api/class/results.csv'],
      () => ['GET', '/api/class/results.ndjson'],
      (of, n) => ['GET', `/api/class/results/${of.people[n]!.learner}/${of.key}`],
      (of) => ['GET', `/api/me/saves/${of.title}.1`],
      (of) => ['PATCH', `/api/class/assignments/${of.assignment}`, { opens_ms: 5 }],
      (of) => ['DELETE', `/api/class/assignments/${of.assignment}`],
      (of, n) => ['DELETE', `/api/class/learners/${of.people[n]!.learner}`],
      (of, n) => ['POST', '/api/class/messages', { to: of.people[n]!.learner, text: 'bonjour' }],
      (of) => ['POST', '/api/class/messages', { to: of.id, text: 'bonjour' }],
      (of) => ['PUT', '/api/me/runs/run-00009', progress({ assignment: of.assignment })],
      (of) => ['PUT', `/api/me/results/${of.key}`, { ...handIn(), assignment: of.assignment }],
      () => ['PATCH', '/api/class', { paused: true, topic: 'quoi' }],
      (of, n) => ['GET', `/api/class/runs/${of.people[n]!.learner}/${of.title}.1`],
      (of, n) => ['POST', '/api/class/faults', { to: of.people[n]!.learner, level: 'P1', fault: 'f', cause: 'c' }],
      () => ['POST', '/api/class/faults', { to: null, level: 'P1', fault: 'f', cause: 'c' }],
      (of) => ['PUT', `/api/me/faults/${of.fault}`, { at_s: 5 }],
      (of) => ['PUT', `/api/me/signatures/${of.signature}`, { signed: true }],
      () => ['POST', '/api/me/signatures', { run: 'run-00001', line: 'y', says: 'bonjour' }],
    ]
    const boards = (i: number) => two.classes.owned(sides[i]!.secret).then((own) => two.classes.board(own as never))
    const asked = fc.record({
      from: side,
      bearer: fc.integer({ min: 0, max: 2 }),
      about: side,
      n: which,
      what: fc.nat(asks.length - 1),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 8 }), async (all) => {
        for (const { from, bearer, about, n, what } of all) {
          // What was handed in a moment ago is replayed first: that changes its own class's board.
          await replayedAll(two)
          const other = sides[1 - from]!
          const before = JSON.stringify(await boards(1 - from))
          const { status, text } = await two.call(
            ...(asks[what]!(sides[about]!, n).toSpliced(2, 0, sides[from]!.bearers[bearer]!) as Parameters<
              Rig['call']
            >),
          )
          for (const mark of other.marks) expect(text, `${status}`).not.toContain(mark)
          expect(JSON.stringify(await boards(1 - from))).toBe(before)
        }
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 25) },
    )
    await two.close()
  })

  /** Until nothing waits to be replayed. */
  async function replayedAll(own: Rig = r): Promise<void> {
    while ((await own.verifying.waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  }

  test.runIf(name === 'PostgreSQL')(
    'two instances on one base behave as one: boards live across, each hand-in is replayed once',
    async () => {
      const place = await ground!.place()
      let judged = 0
      const judge = (text: string): ReturnType<typeof glance> => {
        judged++
        return glance(text)
      }
      const [one, two] = [await rig(place, judge), await rig(place, judge)]
      const { secret, code } = await aClass(one)
      const board = await two.feed('/api/class/feed', secret)
      expect(await board.next()).toMatchObject({ event: 'all' })
      const { token } = await joined(one, code, 'Héron 5')
      expect(await board.next()).toMatchObject({ event: 'joined', data: { pseudonym: 'Héron 5' } })
      for (let i = 0; i < 6; i++) await [one, two][i % 2]!.call('PUT', `/api/me/results/${KEY}${i}`, token, handIn())
      const seen: string[] = []
      while (seen.length < 12) {
        const said = await board.next()
        expect(said!.event).toBe('result')
        seen.push((said!.data as { state: string }).state)
      }
      expect(seen.filter((state) => state === 'verified')).toHaveLength(6)
      expect(judged).toBe(6)
      // An instance whose ear is cut off hears again, and tells its boards to look at everything.
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'`.execute(
        one.database.read,
      )
      await two.call('PUT', '/api/me/runs/run-00001', token, progress())
      let said = await board.next()
      while (said!.event !== 'all') said = await board.next()
      expect(said!.data).toMatchObject({ progress: [{ run: 'run-00001' }] })
      await Promise.all([one.close(), two.close()])
    },
  )
})
