// `lot bench --browser`: what the page costs a browser. Bytes and time to the first control, main-thread work a frame in
// the busiest scene with either renderer, the heap over fifty changes of level. Measured, never asserted.
// A part of its name chooses a case; all are measured without.
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { chromiumFlags, needChromium } from './browser.mjs'
import { touchAtRandom } from './monkey.mjs'
import { root } from './prepare.mjs'
import { serve } from './server.mjs'
import { cultureTo, hearOut, levelAddress } from './tour.mjs'

const WIDE = { width: 1920, height: 1080 }
const CHANGES = 50
const WATCHED_s = 10
/** Asked for by its name only: it takes its time. */
const CROWD_min = 30

const sorted = (values) => [...values].sort((a, b) => a - b)
const share = (values, p) => {
  const all = sorted(values)
  return all.length ? all[Math.min(all.length - 1, Math.floor(p * all.length))] : null
}
const say = (text) => console.error(text)

/** A page of its own, with nothing kept from before. */
async function onFreshPage(browser, work) {
  const context = await browser.newContext({ viewport: WIDE, serviceWorkers: 'block' })
  const page = await context.newPage()
  try {
    return await work(page)
  } finally {
    await context.close()
  }
}

/** Gzipped bytes of all that comes before one plays, and when a press on a control would first be answered. */
async function firstPlay(browser, base, { address, stage }) {
  return onFreshPage(browser, async (page) => {
    const bodies = []
    page.on('response', (response) => {
      bodies.push(
        response.body().then(
          (body) => [new URL(response.url()).pathname, gzipSync(body).length],
          // A redirect has no body; a page that is left takes its bodies along.
          () => null,
        ),
      )
    })
    const start = performance.now()
    await page.goto(new URL(address, base).href, { waitUntil: 'commit' })
    const control = page.locator('main button, main a[href], button').first()
    await control.waitFor({ state: 'visible' })
    const seen_ms = performance.now() - start
    // `trial` waits until the control is still, on top and enabled: a press would arrive.
    await control.click({ trial: true })
    const answers_ms = performance.now() - start
    // What is played with is the picture too, where there is one.
    if (stage) await page.locator('canvas').first().waitFor()
    await page.waitForLoadState('networkidle')
    const files = (await Promise.all(bodies)).filter((file) => file !== null)
    return {
      gzip_kB: Math.round(files.reduce((sum, [, bytes]) => sum + bytes, 0) / 1000),
      files: files.length,
      visible_ms: Math.round(seen_ms),
      interactive_ms: Math.round(answers_ms),
    }
  })
}

/** M2 on its eighth day: full gas, feeding, foam, bubbles, the clock running. */
async function busiestScene(page, base, renderer) {
  await page.goto(new URL(levelAddress('M2', { renderer }), base).href)
  await cultureTo(page, 8)
  await hearOut(page)
  await page.getByRole('button', { name: /^1×/ }).first().dispatchEvent('click')
  await page.waitForTimeout(3000)
}

/** Work of the page's main thread between one frame and the next, by the browser's own trace. */
async function frames(browser, base, renderer) {
  return onFreshPage(browser, async (page) => {
    await busiestScene(page, base, renderer)
    const used = await page.evaluate(() => {
      const canvas = document.querySelector('canvas')
      return canvas === null ? 'none' : canvas.getContext('2d') === null ? 'webgl' : 'canvas'
    })
    const cdp = await page.context().newCDPSession(page)
    const events = []
    cdp.on('Tracing.dataCollected', ({ value }) => events.push(...value))
    await cdp.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', '__metadata'] },
    })
    await page.waitForTimeout(WATCHED_s * 1000)
    const ended = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve))
    await cdp.send('Tracing.end')
    await ended
    const thread = mainThread(events)
    const mine = events.filter((e) => e.pid === thread.pid && e.tid === thread.tid && e.ph === 'X')
    const ticks = sorted(mine.filter((e) => e.name === 'FireAnimationFrame').map((e) => e.ts))
    const tasks = mine.filter((e) => e.name === 'RunTask' || e.name === 'ThreadControllerImpl::RunTask')
    const work_ms = ticks.slice(1).map((end, i) => {
      const from = ticks[i]
      return tasks.reduce((sum, task) => sum + overlap(task, from, end), 0) / 1000
    })
    const seconds = (ticks.at(-1) - ticks[0]) / 1e6
    return {
      asked: renderer,
      renderer: used,
      frames_per_s: +((ticks.length - 1) / seconds).toFixed(1),
      work_ms_p50: +share(work_ms, 0.5).toFixed(2),
      work_ms_p95: +share(work_ms, 0.95).toFixed(2),
    }
  })
}

/** The thread on which most animation frames fired. */
function mainThread(events) {
  const count = new Map()
  for (const { name, pid, tid } of events)
    if (name === 'FireAnimationFrame') count.set(`${pid} ${tid}`, (count.get(`${pid} ${tid}`) ?? 0) + 1)
  const [most] = [...count].sort((a, b) => b[1] - a[1])
  if (!most) throw new Error('No frame was drawn while the page was watched.')
  const [pid, tid] = most[0].split(' ').map(Number)
  return { pid, tid }
}

/** Processor time of a task between two moments, microseconds: what other programs took meanwhile is not in it. */
function overlap({ ts, dur, tdur }, from, to) {
  const wall = Math.max(0, Math.min(ts + dur, to) - Math.max(ts, from))
  return tdur === undefined || dur === 0 ? wall : (wall * tdur) / dur
}

/** The heap after every change of level in one tab, rubbish collected. */
async function heap(browser, base) {
  return onFreshPage(browser, async (page) => {
    const cdp = await page.context().newCDPSession(page)
    const used_MB = []
    const tour = ['?level=M2', '?menu', '?level=M1', '?level=A0']
    for (let change = 0; change < CHANGES; change++) {
      await page.goto(new URL(`${tour[change % tour.length]}&sound=0&seed=11`, base).href)
      await page
        .locator(change % tour.length === 1 ? 'main' : 'canvas')
        .first()
        .waitFor()
      await cdp.send('HeapProfiler.collectGarbage')
      used_MB.push((await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6)
    }
    const rounds = Array.from({ length: Math.floor(CHANGES / tour.length) }, (_, i) =>
      Math.max(...used_MB.slice(i * tour.length, (i + 1) * tour.length)),
    )
    return { firstRound_MB: +rounds[1].toFixed(1), lastRound_MB: +rounds.at(-1).toFixed(1) }
  })
}

/** Many hands at a kiosk for a while, then nobody: errors, and the heap when it is back at its start. */
async function crowd(browser, base) {
  const context = await browser.newContext({ viewport: WIDE, hasTouch: true, serviceWorkers: 'block' })
  const page = await context.newPage()
  const errors = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  const cdp = await context.newCDPSession(page)
  const used_MB = async () => {
    await page.locator('.attract-canvas canvas').waitFor({ timeout: 90_000 })
    await cdp.send('HeapProfiler.collectGarbage')
    return +((await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6).toFixed(1)
  }
  await page.goto(new URL('kiosk.html?sound=0', base).href)
  const rests = [await used_MB()]
  let gestures = 0
  const RESTS = 6
  for (let rest = 0; rest < RESTS; rest++) {
    const end = performance.now() + (60_000 * CROWD_min) / RESTS
    gestures += await touchAtRandom(page, { seed: 11 + rest, until: () => performance.now() > end })
    // Left alone, it is back at its start within 35 s.
    rests.push(await used_MB())
  }
  const { visits, begun, ended } = JSON.parse(
    await page.evaluate(() => localStorage.getItem('premier-lot.stand.day') ?? '{}'),
  )
  await context.close()
  return { minutes: CROWD_min, gestures, errors, heap_MB: rests, visits, begun, ended }
}

const CASES = [
  ...[
    { address: '?menu&lang=fr', stage: false },
    { address: '?cold&lang=fr', stage: true },
    { address: '?level=M2&lang=fr', stage: true },
  ].map((visit) => ({ name: `first ${visit.address}`, run: (browser, base) => firstPlay(browser, base, visit) })),
  ...['canvas', 'webgl'].map((renderer) => ({
    name: `frames ${renderer}, M2 on day 8`,
    run: (browser, base) => frames(browser, base, renderer),
  })),
  { name: `heap, ${CHANGES} changes of level`, run: heap },
  { name: `crowd, ${CROWD_min} min of random touches at the kiosk`, run: crowd, long: true },
]

async function browserBench(only) {
  const wanted = CASES.filter(({ name, long }) => (long ? only !== '' && name.startsWith(only) : name.includes(only)))
  if (wanted.length === 0) {
    say(`No case of the browser's bench is called like '${only}': ${CASES.map(({ name }) => name).join('; ')}.`)
    process.exit(2)
  }
  const { build } = await import('vite')
  const outDir = join(root, 'build', 'bench')
  say('Building the page …')
  await build({ root, logLevel: 'error', build: { outDir } })
  const server = await serve(outDir, 0)
  const base = `http://localhost:${server.address().port}/`
  const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumFlags })
  try {
    const measured = []
    for (const { name, run } of wanted) {
      say(name)
      measured.push({ case: name, ...(await run(browser, base)) })
    }
    return { browser: browser.version(), measured }
  } finally {
    await browser.close()
    server.close()
  }
}

console.log(JSON.stringify(await browserBench(process.argv[2] ?? ''), null, 2))
