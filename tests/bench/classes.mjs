// `node tests/bench/classes.mjs`: a class of 300 played by machines, on this machine alone, on a database of its own.
//   [--learners 300] [--seconds 60] [--instances 1] [--database URL | postgres] [--kill 0]
// Each learner reports where they are every three seconds and hands in one lot; one board per thirty learners listens.
// Prints what was measured as JSON: durable acknowledgements, what a board shows and when, replays, errors.
// --database postgres: Debian's, started for it alone in a folder of its own, with full sync.
// --kill N: 100 learners hand in N lots between them; kill -9 when half are acknowledged; whoever had no answer sends again
// to what is there then: the same server started anew, or the other instance. Counts what is there, of what was acknowledged
// before the kill and in all.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import { bundled } from '../../scripts/bundle.mjs'

const { values } = parseArgs({
  options: {
    learners: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '60' },
    instances: { type: 'string', default: '1' },
    database: { type: 'string', default: '' },
    level: { type: 'string', default: 'plasma/P1' },
    kill: { type: 'string', default: '0' },
  },
})
const [learners, seconds, instances, kill] = ['learners', 'seconds', 'instances', 'kill'].map((key) =>
  Number(values[key]),
)
// Bounded: this is a measure of one machine, not a weapon against another.
if (!(learners <= 2000 && seconds <= 600 && instances <= 4 && kill <= 5000)) throw new Error('that is too much')

const root = join(import.meta.dirname, '..', '..')
const record = JSON.parse(readFileSync(join(root, 'levels', values.level, 'runs', 'expert.json'), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'premier-lot-bench-'))
const servers = []
const ground = values.database === 'postgres' ? await postgres() : null
const database = ground ? (await ground.place()).url : values.database

async function postgres() {
  const [places] = await bundled('bench', ['../tests/server/places.ts'], ['pg'], ['tests/server'])
  return (await import(pathToFileURL(places).href)).postgresGround({ safe: true })
}

async function start() {
  const child = spawn(process.execPath, [join(root, 'scripts', 'class.mjs'), 'serve'], {
    env: { ...process.env, PORT: '0', DATA_DIR: folder, DATABASE_URL: database },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const at = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      const found = /http:\/\/localhost:(\d+)/.exec(String(chunk))
      if (found) resolve(`http://127.0.0.1:${found[1]}`)
    })
    void ended.then(() => reject(new Error('the server ended before it listened')))
  })
  const server = { child, at, ended }
  servers.push(server)
  return server
}

const headers = (bearer) => ({ Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' })
const errors = {}
const failed = (what) => (errors[what] = (errors[what] ?? 0) + 1)

/** Milliseconds until it was answered; what was not is counted. */
async function timed(list, at, method, path, bearer, body) {
  const began = performance.now()
  try {
    const answer = await fetch(at + path, { method, headers: headers(bearer), body: JSON.stringify(body) })
    await answer.arrayBuffer()
    if (!answer.ok) return failed(`${method} ${answer.status}`)
    list.push(performance.now() - began)
    return true
  } catch (error) {
    return failed(`${method} ${error.cause?.code ?? error.name}`)
  }
}
const json = async (at, method, path, bearer, body) =>
  (await fetch(at + path, { method, headers: headers(bearer), ...(body && { body: JSON.stringify(body) }) })).json()

/** Hears a board; `heard` gets each event as it comes. */
async function listen(at, secret, heard) {
  const stop = new AbortController()
  const response = await fetch(`${at}/api/class/feed`, { headers: headers(secret), signal: stop.signal })
  void (async () => {
    const decoder = new TextDecoder()
    let held = ''
    try {
      for await (const chunk of response.body) {
        held += decoder.decode(chunk, { stream: true })
        for (let end = held.indexOf('\n\n'); end >= 0; end = held.indexOf('\n\n')) {
          const event = /^event: (.*)$/m.exec(held.slice(0, end))?.[1]
          const data = /^data: (.*)$/m.exec(held.slice(0, end))?.[1]
          held = held.slice(end + 2)
          if (event && data && event !== 'all') heard(event, JSON.parse(data))
        }
      }
    } catch {
      // Stopped by us, or the server is gone: the count of what was shown tells.
    }
  })()
  return () => stop.abort()
}

/** Processor milliseconds a server's own thread has used (Linux): what a busy machine does not change much. */
function processor_ms({ child }) {
  try {
    const stat = readFileSync(`/proc/${child.pid}/task/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return (Number(stat[11]) + Number(stat[12])) * 10
  } catch {
    return NaN
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const rounded = (x) => Math.round(10 * x) / 10
function summary(list) {
  const sorted = [...list].sort((a, b) => a - b)
  const at = (share) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN)
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) }
}
const key = (n) => n.toString(16).padStart(16, '0')
const handIn = (id) => ({
  assignment: null,
  result: { result: 1, who: 'bench', id: String(id), marks: { yield: 0, purity: 0, compliance: 0 }, record },
})

/** A class for every thirty, joined through all instances in turn. */
async function classes(count) {
  const all = []
  for (let c = 0; c * 30 < count; c++) {
    const { at } = servers[c % servers.length]
    const own = await json(at, 'POST', '/api/classes', '', { title: `bench ${c}`, days: 1 })
    const people = Array.from({ length: Math.min(30, count - 30 * c) }, (_, i) => i)
    const tokens = await Promise.all(
      people.map(
        async (i) => (await json(at, 'POST', '/api/join', '', { code: own.code, pseudonym: `B ${c}-${i}` })).token,
      ),
    )
    all.push({ ...own, tokens, at })
  }
  return all
}

async function load() {
  for (let i = 0; i < instances; i++) await start()
  const all = await classes(learners)
  const [acknowledged, shown, handedIn] = [[], [], []]
  const sent = new Map()
  let replayed = 0
  let began = 0
  let lastReplay = 0
  const stops = []
  for (const [c, own] of all.entries())
    // A board on another instance than its learners, where there is one.
    stops.push(
      await listen(servers[(c + 1) % servers.length].at, own.secret, (event, data) => {
        if (event === 'progress') {
          const at = sent.get(`${data.learner} ${data.decisions}`)
          if (at !== undefined) shown.push(performance.now() - at)
        } else if (event === 'result' && data.state !== 'waiting') {
          replayed++
          lastReplay = performance.now()
          if (data.state !== 'verified') failed(`result ${data.state}`)
        }
      }),
    )
  const used_ms = () => servers.reduce((sum, server) => sum + processor_ms(server), 0)
  const before_ms = used_ms()
  const until = performance.now() + 1000 * seconds
  // All hand in at once, in the middle.
  const together = performance.now() + 500 * seconds
  began = together
  const one = async (own, token, n) => {
    const me = (await json(own.at, 'GET', '/api/me', token)).learner
    await pause(3000 * Math.random())
    let handed = false
    for (let i = 0; performance.now() < until; i++) {
      if (!handed && performance.now() >= together - 1500) {
        await pause(Math.max(0, together - performance.now()))
        handed = true
        await timed(handedIn, own.at, 'PUT', `/api/me/results/${key(n)}`, token, handIn(n))
      }
      const where = { assignment: null, level: 'P1', seed: 2, step: 'plasmaThaw', at_s: 60 * i, day: 0 }
      sent.set(`${me} ${i}`, performance.now())
      const body = { ...where, decisions: i, alarms: 0, hints: 0, over: false }
      await timed(acknowledged, own.at, 'PUT', '/api/me/runs/bench-run-1', token, body)
      await pause(2500 + 1000 * Math.random())
    }
    if (!handed) await timed(handedIn, own.at, 'PUT', `/api/me/results/${key(n)}`, token, handIn(n))
  }
  let n = 0
  await Promise.all(all.flatMap((own) => own.tokens.map((token) => one(own, token, n++))))
  const requests = acknowledged.length + handedIn.length
  const processor = rounded((used_ms() - before_ms) / requests)
  const allIn = () => replayed >= learners
  for (let waited = 0; !allIn() && waited < 240; waited++) await pause(500)
  for (const stop of stops) stop()
  return {
    learners,
    seconds,
    instances,
    database: database ? 'PostgreSQL' : 'SQLite',
    processors: cpus().length,
    processor_ms_per_request: processor,
    progress_acknowledged_ms: summary(acknowledged),
    progress_on_board_ms: summary(shown),
    handed_in_together_ms: summary(handedIn),
    replayed,
    all_replayed_after_s: rounded((lastReplay - began) / 1000),
    errors,
  }
}

async function killed() {
  for (let i = 0; i < instances; i++) await start()
  const all = await classes(100)
  const people = all.flatMap((own) => own.tokens.map((token) => ({ own, token })))
  const [acknowledged, unanswered] = [new Set(), []]
  let keptUnanswered = 0
  let dead = false
  const put = (at, token, name, t) =>
    fetch(`${at}/api/me/results/${name}`, {
      method: 'PUT',
      headers: headers(token),
      body: JSON.stringify(handIn(t)),
    })
  const each = Math.ceil(kill / people.length)
  await Promise.all(
    people.map(async ({ own, token }, t) => {
      for (let i = 0; i < each && each * t + i < kill; i++) {
        const name = key(each * t + i)
        // The first server is the one that goes; learners of another instance go on with it.
        try {
          if (dead && own.at === servers[0].at) throw new Error('gone')
          const answer = await put(own.at, token, name, t)
          if (answer.status !== 201) throw failed(`PUT ${answer.status}`)
          acknowledged.add(`${own.id} ${name}`)
        } catch {
          unanswered.push({ token, name, t })
        }
        if (!dead && acknowledged.size >= kill / 2) {
          dead = true
          servers[0].child.kill('SIGKILL')
        }
      }
    }),
  )
  await servers[0].ended
  const { at } = servers[1] ?? (await start())
  const listed = async () => {
    const kept = new Set()
    for (const { id, secret } of all)
      for (const { key: name } of (await json(at, 'GET', '/api/class', secret)).results) kept.add(`${id} ${name}`)
    return kept
  }
  const afterKill = await listed()
  const lost = [...acknowledged].filter((name) => !afterKill.has(name)).length
  for (const { token, name, t } of unanswered) {
    const { status } = await put(at, token, name, t)
    if (status === 200) keptUnanswered++
    else if (status !== 201) failed(`again ${status}`)
  }
  return {
    submissions: kill,
    instances,
    database: database ? 'PostgreSQL' : 'SQLite',
    acknowledged: acknowledged.size,
    of_these_lost: lost,
    sent_again: unanswered.length,
    of_these_kept_though_unanswered: keptUnanswered,
    there_in_the_end: (await listed()).size,
    errors,
  }
}

try {
  console.log(JSON.stringify(await (kill ? killed() : load()), null, 2))
} finally {
  for (const { child } of servers) child.kill('SIGTERM')
  await Promise.all(servers.map(({ ended }) => ended))
  await ground?.close()
  rmSync(folder, { recursive: true, force: true })
}
