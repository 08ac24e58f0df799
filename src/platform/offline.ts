/** Keeps this build in the browser, so that all but the class link works without a network. */

/** After the page has settled: what is kept for later must not hold up what is wanted now. */
const SETTLED_MS = 3000

/**
 * `mayRenew`: nobody is in the middle of anything on this page. Then a newer build that waits is asked for, and the page
 * begins anew with it; it comes only when no other page of this build is open, so that none loses what it still loads.
 * `packages`: what they are made of is kept too.
 */
export function keepOffline(mayRenew: boolean, packages = false): void {
  // Only https and this very machine have it; a file on a disk needs none.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || !location.protocol.startsWith('http')) return
  const { serviceWorker } = navigator
  const had = serviceWorker.controller !== null
  let renewed = false
  serviceWorker.addEventListener('controllerchange', () => {
    if (!had || !mayRenew || renewed) return
    renewed = true
    location.reload()
  })
  setTimeout(() => {
    serviceWorker
      .register('sw.js', { updateViaCache: 'none' })
      .then((registration) => {
        if (mayRenew) registration.waiting?.postMessage('renew')
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no such argument
        if (packages) void serviceWorker.ready.then(({ active }) => active?.postMessage('later'))
      })
      // Refused or unreachable: the page works as long as there is a network, as before.
      .catch(() => {})
  }, SETTLED_MS)
}
