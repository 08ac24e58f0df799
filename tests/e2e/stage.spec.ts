/** The stage in Chromium: every kind of view in both renderers, under the page's content policy, from a gallery page. */
import { rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { build } from 'vite'
import { chromiumFlags, chromiumPath } from '../../scripts/browser.mjs'
import { leanPhaser } from '../../scripts/leanPhaser.mjs'
import { root } from '../../scripts/prepare.mjs'
import { serve } from '../../scripts/server.mjs'
import type { Stage } from '../../src/stage/index.ts'
import { type differences, views } from './stage/views.ts'

declare global {
  interface Window {
    gallery: { stage: Stage; views: typeof views; differences: typeof differences; touches: string[]; moves: boolean[] }
  }
}

// One build of the gallery for all of them.
test.describe.configure({ mode: 'default' })

// WebGL drawn by software, so that both renderers are seen on any machine.
const executablePath = chromiumPath()
test.use({
  launchOptions: {
    args: [...chromiumFlags, '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    ...(executablePath === undefined ? {} : { executablePath }),
  },
})

let server: Server
let folder: string

test.beforeAll(async ({ browserName }, { workerIndex }) => {
  folder = join(root, 'build', 'stage-gallery', `${browserName}-${workerIndex}`)
  await build({
    root: join(root, 'tests', 'e2e', 'stage'),
    configFile: false,
    logLevel: 'error',
    plugins: [leanPhaser()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
    },
  })
  server = await serve(folder, 0)
})

test.afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

/** Opens the gallery; returns what the page complained about. Readback warnings of a software driver are not ours. */
async function open(page: Page, query: string): Promise<string[]> {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('GL Driver Message'))
      complaints.push(`${message.text()} ${message.location().url}`)
  })
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/?${query}`)
  await page.waitForSelector('body[data-ready]')
  return complaints.filter((complaint) => !complaint.includes('favicon'))
}

/** How many colours a coarse look at the picture finds: 1 is a blank. */
async function coloursSeen(page: Page): Promise<number> {
  const picture = await page.screenshot()
  return page.evaluate(async (base64) => {
    const image = new Image()
    image.src = `data:image/png;base64,${base64}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = 96
    canvas.height = 64
    const to = canvas.getContext('2d')!
    to.drawImage(image, 0, 0, 96, 64)
    const { data } = to.getImageData(0, 0, 96, 64)
    const colours = new Set<number>()
    for (let i = 0; i < data.length; i += 4)
      colours.add(((data[i] >> 4) << 8) | ((data[i + 1] >> 4) << 4) | (data[i + 2] >> 4))
    return colours.size
  }, picture.toString('base64'))
}

for (const renderer of ['webgl', 'canvas'] as const)
  test(`${renderer}: every view hangs without a complaint`, async ({ page }) => {
    // Small: software draws every pixel of the WebGL picture.
    await page.setViewportSize({ width: 480, height: 320 })
    const complaints = await open(page, `renderer=${renderer}`)
    // And slowly: of that one a third of the views, of every kind some.
    const some = Object.entries(views).filter((_, i) => renderer === 'canvas' || i % 3 === 0)
    for (const [name, view] of some) {
      const frames = await page.evaluate(async (view) => {
        const { stage } = window.gallery
        stage.show(view)
        await stage.ready()
        let frames = 0
        for (; frames < 3; frames++) await new Promise(requestAnimationFrame)
        return frames
      }, view)
      expect(frames).toBe(3)
      expect(await coloursSeen(page), name).toBeGreaterThan(name === 'room' || name === 'first' ? 12 : 40)
    }
    expect(complaints).toEqual([])
  })

for (const [width, height] of [
  [1920, 1080],
  [1366, 768],
  [1024, 768],
  [390, 844],
  [390, 340],
])
  test(`${width}×${height}: the vessel is in sight, and a touch finds it`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    const complaints = await open(page, 'renderer=canvas&view=calm')
    for (const id of ['vent', 'liquid', 'probe.oxygen', 'sampleValve', 'drain', 'dial', 'wheel', 'scale']) {
      const at = await page.evaluate((id) => window.gallery.stage.anchor(id), id)
      expect(at, id).not.toBeNull()
      expect(at!.x, id).toBeGreaterThan(0)
      expect(at!.x, id).toBeLessThan(width)
      expect(at!.y, id).toBeGreaterThan(0)
      expect(at!.y, id).toBeLessThan(height)
    }
    const vent = (await page.evaluate(() => window.gallery.stage.anchor('vent')))!
    await page.mouse.click(vent.x, vent.y)
    expect(await page.evaluate(() => window.gallery.touches)).toEqual(['vent down', 'vent up'])
    expect(complaints).toEqual([])
  })

test('the host may change its size, and the stage follows', async ({ page }) => {
  await page.setViewportSize({ width: 1200, height: 800 })
  await open(page, 'renderer=canvas&view=pour16')
  const before = (await page.evaluate(() => window.gallery.stage.anchor('lens')))!
  await page.setViewportSize({ width: 390, height: 844 })
  await expect.poll(() => page.evaluate(() => window.gallery.stage.anchor('lens')!.x)).not.toBe(before.x)
  const canvas = (await page.locator('canvas').boundingBox())!
  expect(canvas.width).toBeCloseTo(390, 0)
  expect(canvas.height).toBeCloseTo(844, 0)
})

test('no two states of the model look the same', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 })
  await open(page, 'renderer=canvas&view=calm&motion=reduced')
  // From the canvas itself: a spot that is another, or a whole surface of another shade, between each two states.
  const alike = await page.evaluate(async () => {
    const { stage, views, differences } = window.gallery
    const pictures: [string, Uint8ClampedArray][] = []
    const copy = document.createElement('canvas')
    copy.width = 900
    copy.height = 600
    const to = copy.getContext('2d', { willReadFrequently: true })!
    for (const [name, view] of Object.entries({ calm: views['calm'], ...differences })) {
      stage.show(view)
      await stage.ready()
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      to.drawImage(document.querySelector('canvas')!, 0, 0)
      pictures.push([name, to.getImageData(0, 0, 900, 600).data])
    }
    const alike: string[] = []
    pictures.forEach(([name, a], i) => {
      for (const [other, b] of pictures.slice(i + 1)) {
        let spot = 0
        let shade = 0
        for (let p = 0; p < a.length; p += 4) {
          const away = Math.abs(a[p] - b[p]) + Math.abs(a[p + 1] - b[p + 1]) + Math.abs(a[p + 2] - b[p + 2])
          if (away > 24) spot++
          if (away > 8) shade++
        }
        if (spot < 40 && shade < 4000) alike.push(`${name} and ${other}: ${spot}, ${shade}`)
      }
    })
    return alike
  })
  expect(alike).toEqual([])
})

test('the camera goes to a room and back, and a touch finds what is there by then', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 })
  await open(page, 'renderer=canvas&view=dusk')
  const anchor = (id: string) => page.evaluate((id) => window.gallery.stage.anchor(id)!, id)
  const rest = await anchor('lab')
  await page.evaluate(() => window.gallery.stage.focus('lab'))
  await expect.poll(() => page.evaluate(() => window.gallery.moves.at(-1))).toBe(false)
  const near = await anchor('lab')
  expect(near.x).toBeLessThan(rest.x - 100)
  await page.mouse.click(near.x, near.y)
  expect(await page.evaluate(() => window.gallery.touches)).toContain('lab down')
  await page.evaluate(() => window.gallery.stage.focus('plant'))
  await expect.poll(async () => (await anchor('airlock')).x).toBeGreaterThan(100)
  for (const id of ['seedTrain', 'airlock', 'lab', 'next', 'vent']) {
    const at = await anchor(id)
    expect(at.x, id).toBeGreaterThan(0)
    expect(at.x, id).toBeLessThan(900)
  }
  await page.evaluate(() => window.gallery.stage.focus(null))
  await expect.poll(async () => (await anchor('lab')).x).toBeCloseTo(rest.x, 3)
})

test('a new alarm is looked at, and no longer than a moment', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 })
  await open(page, 'renderer=canvas&view=calm')
  const vent = () => page.evaluate(() => window.gallery.stage.anchor('vent')!)
  const rest = await vent()
  await page.evaluate(() => window.gallery.stage.show(window.gallery.views['foam']))
  await expect.poll(async () => (await vent()).y).not.toBeCloseTo(rest.y, 0)
  await expect.poll(async () => (await vent()).y, { timeout: 15_000 }).toBeCloseTo(rest.y, 0)
})

test('with reduced motion the camera cuts', async ({ page }) => {
  await open(page, 'renderer=canvas&view=dusk&motion=reduced')
  const rest = (await page.evaluate(() => window.gallery.stage.anchor('vent')))!
  const then = await page.evaluate(() => {
    window.gallery.stage.focus('hall')
    return window.gallery.stage.anchor('vent')!
  })
  expect(then).not.toEqual(rest)
})

test('with reduced motion two moments of the busiest view are the same picture', async ({ page }) => {
  await open(page, 'renderer=canvas&view=busiest&motion=reduced')
  await page.waitForTimeout(400)
  const first = await page.screenshot()
  await page.waitForTimeout(700)
  expect(first.equals(await page.screenshot())).toBe(true)
})

test('without a graphics processor the stage chooses Canvas', async ({ page }) => {
  await open(page, 'view=calm')
  const software = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl')
    const names = gl?.getExtension('WEBGL_debug_renderer_info')
    return !gl || /swiftshader|llvmpipe/i.test(String(names && gl.getParameter(names.UNMASKED_RENDERER_WEBGL)))
  })
  expect(await page.evaluate(() => window.gallery.stage.renderer)).toBe(software ? 'canvas' : 'webgl')
})

test('destroyed, the stage leaves nothing behind', async ({ page }) => {
  const complaints = await open(page, 'renderer=canvas&view=calm')
  await page.evaluate(async () => {
    window.gallery.stage.destroy()
    for (let i = 0; i < 4; i++) await new Promise(requestAnimationFrame)
  })
  expect(await page.locator('canvas').count()).toBe(0)
  await page.setViewportSize({ width: 800, height: 600 })
  await page.waitForTimeout(300)
  expect(complaints).toEqual([])
})
