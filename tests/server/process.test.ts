/** The class server as a process: killed in the middle, every hand-in it acknowledged is there. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { handIn } from './rig.ts'

const folder = mkdtempSync(join(tmpdir(), 'premier-lot-killed-'))
let server: ChildProcess | undefined
afterAll(() => {
  server?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function started(): Promise<{ at: string; kill: (signal: NodeJS.Signals) => Promise<number | null> }> {
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'class.mjs')
  const child = spawn(process.execPath, [script, 'serve'], {
    env: { ...process.env, PORT: '0', DATA_DIR: folder, DATABASE_URL: '', VERIFY_THREADS: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  server = child
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const at = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += String(chunk)
      const found = /http:\/\/localhost:\d+/.exec(said)?.[0]
      if (found !== undefined) resolve(found)
    })
    void ended.then(() => reject(new Error(`the server ended before it listened: ${said}`)))
  })
  return {
    at,
    kill: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}

const send = (at: string, method: string, path: string, bearer: string, body?: unknown): Promise<Response> =>
  fetch(at + path, {
    method,
    headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

test('killed with -9 among hand-ins: each one acknowledged is there after, and is replayed', async () => {
  const first = await started()
  // Before that: a link no server takes in says why.
  const long = await fetch(`${first.at}/?code=x.${'A'.repeat(1_000_000)}`)
  expect([long.status, await long.text()]).toEqual([414, expect.stringContaining('ask for the scenario as a file')])
  const { secret, code } = (await (
    await send(first.at, 'POST', '/api/classes', '', { title: 'x', days: 1 })
  ).json()) as { secret: string; code: string }
  const tokens = await Promise.all(
    [1, 2, 3, 4].map(async (n) => {
      const joined = await send(first.at, 'POST', '/api/join', '', { code, pseudonym: `Lynx ${n}` })
      return ((await joined.json()) as { token: string }).token
    }),
  )
  const acknowledged: string[] = []
  const kill = new AbortController()
  kill.signal.addEventListener('abort', () => void first.kill('SIGKILL'))
  await Promise.all(
    tokens.map(async (token, learner) => {
      for (let i = 0; i < 40 && !kill.signal.aborted; i++) {
        const key = `${learner}${String(i).padStart(3, '0')}${'a'.repeat(12)}`
        try {
          const answer = await send(first.at, 'PUT', `/api/me/results/${key}`, token, handIn())
          if (answer.status !== 201) throw new Error(`answered ${answer.status}`)
          acknowledged.push(key)
          if (acknowledged.length === 60) kill.abort()
        } catch (error) {
          // Only the kill ends a connection.
          if (!kill.signal.aborted) throw error
        }
      }
    }),
  )
  expect(acknowledged.length).toBeGreaterThanOrEqual(60)
  const second = await started()
  const board = async () =>
    (await (await send(second.at, 'GET', '/api/class', secret)).json()) as { results: { key: string; state: string }[] }
  const { results } = await board()
  expect(acknowledged.filter((key) => !results.some((r) => r.key === key))).toEqual([])
  // Sent once more by a learner who had no answer: still one.
  const again = await send(
    second.at,
    'PUT',
    `/api/me/results/${acknowledged[0]!}`,
    tokens[Number(acknowledged[0]![0])]!,
    handIn(),
  )
  expect(again.status).toBe(200)
  while (!(await board()).results.some((r) => r.state === 'verified'))
    await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await second.kill('SIGTERM')).toBe(0)
})
