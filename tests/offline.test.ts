/** What the offline worker keeps, gives and lets go, in a browser of a few lines. */
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { offlineWorker } from '../scripts/offline.mjs'

type Listener = (event: Record<string, unknown>) => void
interface Asked {
  readonly file: string
  readonly from: 'network' | 'cache'
}

const SCOPE = 'https://lot.example/game/'

/** A site with some files, and a browser that keeps caches between its workers. */
function browser() {
  const stores = new Map<string, Map<string, object>>()
  const asked: Asked[] = []
  const found = (file: string): object | undefined => [...stores.values()].find((s) => s.has(file))?.get(file)
  const caches = {
    open: async (name: string) => {
      if (!stores.has(name)) stores.set(name, new Map())
      const store = stores.get(name)!
      return {
        put: async (file: string, answer: object) => void store.set(file, answer),
        match: async (f: string) => store.get(f),
      }
    },
    match: async (file: string) => {
      const kept = found(file)
      if (kept) asked.push({ file, from: 'cache' })
      return kept
    },
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
  }
  return {
    stores,
    asked,
    worker(files: readonly (readonly [string, string])[], windows = 1, broken: readonly string[] = []) {
      const heard = new Map<string, Listener>()
      let skipped = false
      const self = {
        registration: { scope: SCOPE },
        clients: { matchAll: async () => Array.from({ length: windows }), claim: async () => {} },
        skipWaiting: async () => void (skipped = true),
        addEventListener: (kind: string, listener: Listener) => void heard.set(kind, listener),
      }
      const fetch = async (file: string) => {
        asked.push({ file, from: 'network' })
        return { ok: !broken.includes(file), status: broken.includes(file) ? 503 : 200, body: file }
      }
      runInNewContext(offlineWorker(files.map(([path, text]) => [path, Buffer.from(text)])), {
        self,
        caches,
        fetch,
        URL,
        decodeURI,
      })
      const tell = async (kind: string, event: Record<string, unknown> = {}): Promise<unknown> => {
        let work: unknown = null
        heard.get(kind)!({ ...event, waitUntil: (w: unknown) => (work = w), respondWith: (w: unknown) => (work = w) })
        return work
      }
      const ask = (address: string, method = 'GET') =>
        tell('fetch', { request: { url: new URL(address, SCOPE).href, method } })
      return { tell, ask, renewed: () => skipped }
    },
  }
}

const FIRST = [
  ['index.html', 'one'],
  ['assets/a-1.js', 'a'],
] as const
const NEXT = [
  ['index.html', 'two'],
  ['assets/a-1.js', 'a'],
  ['assets/b-1.js', 'b'],
] as const

test('all files of a build are kept; an address is answered by its path, whatever it asks for behind it', async () => {
  const { worker } = browser()
  const first = worker(FIRST)
  await first.tell('install')
  expect(await first.ask('?level=M2&seed=7')).toMatchObject({ body: 'index.html' })
  expect(await first.ask('assets/a-1.js')).toMatchObject({ body: 'assets/a-1.js' })
})

test('what is not of the build goes to the network: a class server, another site, what is sent', async () => {
  const { worker } = browser()
  const first = worker(FIRST)
  await first.tell('install')
  expect(await first.ask('api/classes')).toBeNull()
  expect(await first.ask('/other/')).toBeNull()
  expect(await first.ask('https://elsewhere.example/game/index.html')).toBeNull()
  expect(await first.ask('index.html', 'POST')).toBeNull()
})

test('another build fetches only what is new, and the one before is let go once the new one begins', async () => {
  const { worker, stores, asked } = browser()
  await worker(FIRST).tell('install')
  asked.length = 0
  const next = worker(NEXT)
  await next.tell('install')
  expect(asked.filter(({ from }) => from === 'network').map(({ file }) => file)).toEqual([
    'index.html',
    'assets/b-1.js',
  ])
  // A page of the first build, still open, has all of it.
  expect(stores.size).toBe(2)
  await next.tell('activate')
  expect(stores.size).toBe(1)
})

test('what few want is kept when a page asks for it', async () => {
  const { worker } = browser()
  const first = worker([...FIRST, ['single.txt', 'large']])
  await first.tell('install')
  expect(await first.ask('single.txt')).toMatchObject({ body: expect.objectContaining({ url: expect.any(String) }) })
  await first.tell('message', { data: 'later' })
  expect(await first.ask('single.txt')).toMatchObject({ body: 'single.txt' })
})

test('a build that comes only in part is not kept', async () => {
  const { worker } = browser()
  await expect(worker(FIRST, 1, ['assets/a-1.js']).tell('install')).rejects.toThrow('assets/a-1.js: 503')
})

test.each([
  [1, true],
  [2, false],
])('with %i pages open, a newer build is given: %s', async (windows, given) => {
  const { worker } = browser()
  const next = worker(NEXT, windows)
  await next.tell('message', { data: 'renew' })
  expect(next.renewed()).toBe(given)
})
