/* What a browser keeps of this build, so that all of it works without a network. FILES and VERSION are written by the
   build (scripts/offline.mjs). Another build is another cache: a page that is open goes on with its own. */
const FILES = __FILES__
/* Large, and wanted by few: kept once a page that wants them asks. */
const LATER = __LATER__
const NAME = `premier-lot ${__VERSION__}`
const OURS = /^premier-lot /

/** Files under assets/ carry a digest in their name: one that is kept already is the same. */
const isLasting = (file) => file.startsWith('assets/')

async function fill(files) {
  const cache = await caches.open(NAME)
  await Promise.all(
    files.map(async (file) => {
      if (await cache.match(file)) return
      const kept = isLasting(file) ? await caches.match(file) : undefined
      const answer = kept ?? (await fetch(file, { cache: 'no-cache' }))
      if (!answer.ok) throw new Error(`${file}: ${answer.status}`)
      await cache.put(file, answer)
    }),
  )
}

async function clear() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => OURS.test(name) && name !== NAME).map((name) => caches.delete(name)))
  await self.clients.claim()
}

/** The file an address of this build asks for; null: it is somebody else's, a class server's for one. */
function fileAt(address) {
  const { origin, pathname } = new URL(address)
  const home = new URL(self.registration.scope)
  if (origin !== home.origin || !pathname.startsWith(home.pathname)) return null
  const file = decodeURI(pathname.slice(home.pathname.length)) || 'index.html'
  return FILES.includes(file) || LATER.includes(file) ? file : null
}

self.addEventListener('install', (event) => event.waitUntil(fill(FILES)))
self.addEventListener('activate', (event) => event.waitUntil(clear()))
self.addEventListener('fetch', (event) => {
  const file = event.request.method === 'GET' ? fileAt(event.request.url) : null
  if (file === null) return
  event.respondWith(
    caches
      .open(NAME)
      .then((cache) => cache.match(file))
      .then((kept) => kept ?? fetch(event.request)),
  )
})
/* A menu asks for the newer build that waits; it is given when nobody else has a page of this one open. */
async function renew() {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (open.length <= 1) await self.skipWaiting()
}
self.addEventListener('message', (event) => {
  if (event.data === 'renew') event.waitUntil(renew())
  // Not to be had now: the network is asked again when it is wanted.
  if (event.data === 'later') event.waitUntil(fill(LATER).catch(() => {}))
})
