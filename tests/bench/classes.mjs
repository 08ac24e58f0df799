// `node tests/bench/classes.mjs`: a class of 300 played by machines, on this machine alone, on a database of its own.
//   [--learners 300] [--seconds 60] [--instances 1] [--database URL] [--kill 0]
// Each learner reports where they are every three seconds and hands in one lot; one board per thirty learners listens.
// Prints what was measured as JSON: durable acknowledgements, what a board shows and when, replays, errors.
// --kill N: kill -9 after N acknowledged hand-ins, start again, and count what is there.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

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

async function start() {
  const child = spawn(process.execPath, [join(root, 'scripts', 'class.mjs'), 'serve'], {
    env: { ...process.env, PORT: '0', DATA_DIR: folder, DATABASE_URL: values.database },
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
    database: values.database ? 'PostgreSQL' : 'SQLite',
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
  await start()
  const all = await classes(100)
  const tokens = all.flatMap((own) => own.tokens.map((token) => ({ own, token })))
  const acknowledged = []
  let dead = false
  await Promise.all(
    tokens.map(async ({ own, token }, t) => {
      for (let i = 0; i < 100 && !dead; i++) {
        const name = key(1000 * t + i)
        try {
          const answer = await fetch(`${own.at}/api/me/results/${name}`, {
            method: 'PUT',
            headers: headers(token),
            body: JSON.stringify(handIn(t)),
          })
          if (answer.status === 201) acknowledged.push(`${own.id} ${name}`)
          else if (answer.status === 429) await pause(500)
          else failed(`PUT ${answer.status}`)
        } catch (error) {
          if (!dead) failed(error.cause?.code ?? error.name)
        }
        if (!dead && acknowledged.length >= kill) {
          dead = true
          servers[0].child.kill('SIGKILL')
        }
      }
    }),
  )
  await servers[0].ended
  const { at } = await start()
  const kept = new Set()
  for (const { id, secret } of all)
    for (const { key: name } of (await json(at, 'GET', '/api/class', secret)).results) kept.add(`${id} ${name}`)
  const lost = acknowledged.filter((name) => !kept.has(name)).length
  return { killed_after: kill, acknowledged: acknowledged.length, kept: kept.size, lost, errors }
}

try {
  console.log(JSON.stringify(await (kill ? killed() : load()), null, 2))
} finally {
  for (const { child } of servers) child.kill('SIGTERM')
  await Promise.all(servers.map(({ ended }) => ended))
  rmSync(folder, { recursive: true, force: true })
}
