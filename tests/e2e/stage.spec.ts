/** The stage in Chromium: every kind of view in both renderers, under the page's content policy, from a gallery page. */
import { rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, expect, test, type Page } from '@playwright/test'
import { build } from 'vite'
import { chromiumFlags, chromiumPath } from '../../scripts/browser.mjs'
import { leanPhaser } from '../../scripts/leanPhaser.mjs'
import { root } from '../../scripts/prepare.mjs'
import { serve } from '../../scripts/server.mjs'
import type { Stage } from '../../src/stage/index.ts'
import type { PlantView } from '../../src/present/index.ts'
import type { machineStates } from './stage/machines.ts'
import type { differences, views } from './stage/views.ts'

declare global {
  interface Window {
    gallery: {
      stage: Stage
      views: typeof views
      differences: typeof differences
      machineStates: typeof machineStates
      touches: string[]
      moves: boolean[]
    }
    look: {
      /** How many colours a coarse look at a view finds: 1 is a blank. */
      colours(view: PlantView): Promise<number>
      /** Those of the views that look alike. */
      alike(states: Readonly<Record<string, PlantView>>, part: Part): Promise<string[]>
    }
  }
}

/** Of the host, in shares: what is compared. */
interface Part {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  /** Pixels that must be another shade where no spot is, in a picture of 900 by 600. */
  readonly shade: number
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

/** Opens the gallery; what the page complains about is gathered. Readback warnings of a software driver are not ours. */
async function open(browser: Browser, width: number, height: number, query: string) {
  const page = await browser.newPage({ viewport: { width, height } })
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    const text = `${message.text()} ${message.location().url}`
    if (
      ['error', 'warning'].includes(message.type()) &&
      !/GL Driver Message|favicon|Service Worker registration blocked/.test(text)
    )
      complaints.push(text)
  })
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/?${query}`)
  await page.waitForSelector('body[data-ready]')
  await page.evaluate(addLook)
  return { page, complaints }
}

/** In the page: reads pictures from the canvas itself. */
function addLook(): void {
  const { stage } = window.gallery
  const canvas = document.querySelector('canvas')!
  const copy = document.createElement('canvas')
  const to = copy.getContext('2d', { willReadFrequently: true })!
  const picture = async (view: PlantView): Promise<void> => {
    stage.show(view)
    await stage.ready()
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame)
    // A WebGL canvas is full only right after it is drawn.
    await stage.ready()
    copy.width = canvas.width
    copy.height = canvas.height
    to.drawImage(canvas, 0, 0)
  }
  window.look = {
    async colours(view) {
      await picture(view)
      const { data } = to.getImageData(0, 0, copy.width, copy.height)
      const colours = new Set<number>()
      for (let i = 0; i < data.length; i += 4 * 61)
        colours.add(((data[i] >> 4) << 8) | ((data[i + 1] >> 4) << 4) | (data[i + 2] >> 4))
      return colours.size
    },
    async alike(states, { left, top, right, bottom, shade: least }) {
      const pictures: [string, Uint8ClampedArray][] = []
      for (const [name, view] of Object.entries(states)) {
        await picture(view)
        const [x, y] = [Math.round(left * copy.width), Math.round(top * copy.height)]
        const [w, h] = [Math.round((right - left) * copy.width), Math.round((bottom - top) * copy.height)]
        pictures.push([name, to.getImageData(x, y, w, h).data])
      }
      // A spot that is another, or a whole surface of another shade: in pixels of a picture of 900 by 600.
      const fine = (copy.width * copy.height) / 540_000
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
          if (spot < 40 * fine && shade < least * fine) alike.push(`${name} and ${other}: ${spot}, ${shade}`)
        }
      })
      return alike
    },
  }
}

const WHOLE: Part = { left: 0, top: 0, right: 1, bottom: 1, shade: 4000 }
/** The room in the middle: at one hour and without people, nothing but its machine changes. */
const MACHINE: Part = { left: 0.16, top: 0.14, right: 0.84, bottom: 0.97, shade: 500 }

/** With motion stilled, from one page. */
test.describe('stilled', () => {
  let page: Page
  let complaints: string[]
  test.beforeAll(async ({ browser }) => {
    ;({ page, complaints } = await open(browser, 900, 600, 'renderer=canvas&view=calm&motion=reduced'))
  })
  test.afterAll(() => page.close())

  test('no two states of the culture look the same', async () => {
    const alike = await page.evaluate((part) => {
      const { views, differences } = window.gallery
      return window.look.alike({ calm: views['calm'], ...differences }, part)
    }, WHOLE)
    expect(alike).toEqual([])
  })

  test('no two states of a machine look the same', async () => {
    const alike = await page.evaluate(async (part) => {
      const found: string[] = []
      for (const [unit, states] of Object.entries(window.gallery.machineStates))
        for (const pair of await window.look.alike(states, part)) found.push(`${unit}: ${pair}`)
      return found
    }, MACHINE)
    expect(alike).toEqual([])
  })

  test('two moments of the busiest view are the same picture, and the camera cuts', async () => {
    const { same, vent } = await page.evaluate(async () => {
      const { stage, views } = window.gallery
      await window.look.colours(views['foam'])
      const copy = (): string => document.querySelector('canvas')!.toDataURL()
      const first = copy()
      for (let i = 0; i < 30; i++) await new Promise(requestAnimationFrame)
      const rest = stage.anchor('vent')!
      const same = first === copy()
      stage.focus('hall')
      return { same, vent: [rest.x, stage.anchor('vent')!.x] }
    })
    expect(same).toBe(true)
    expect(vent[0]).not.toBe(vent[1])
  })

  test('every view hangs without a complaint', async () => {
    const blank = await page.evaluate(async () => {
      const found: string[] = []
      for (const [name, view] of Object.entries(window.gallery.views)) {
        const seen = await window.look.colours(view)
        if (seen < (name === 'room' || name === 'first' ? 12 : 40)) found.push(`${name}: ${seen}`)
      }
      return found
    })
    expect(blank).toEqual([])
    expect(complaints).toEqual([])
  })
})

test('webgl: every kind of view hangs without a complaint, and what changes is seen', async ({ browser }) => {
  // Small: software draws every pixel, slowly.
  const { page, complaints } = await open(browser, 330, 220, 'renderer=webgl&view=calm&motion=reduced')
  expect(await page.evaluate(() => window.gallery.stage.renderer)).toBe('webgl')
  const { alike, blank } = await page.evaluate(
    async ([whole, machine]) => {
      const { views, differences, machineStates } = window.gallery
      const blank: string[] = []
      for (const name of ['room', 'pouring']) if ((await window.look.colours(views[name])) < 12) blank.push(name)
      const some = (unit: string, names: string[]) =>
        Object.fromEntries(names.map((name) => [name, machineStates[unit][name]]))
      const alike = [
        ...(await window.look.alike(
          { calm: views['calm'], fill: differences['fill'], foam: views['foam'], shifted: differences['shifted'] },
          whole,
        )),
        ...(await window.look.alike(some('nMinus1', ['as', 'fill', 'squares']), machine)),
        ...(await window.look.alike(some('proteinA', ['as', 'band', 'light']), machine)),
        ...(await window.look.alike(some('sterileFill', ['as', 'trays', 'jammed']), machine)),
      ]
      return { alike, blank }
    },
    [WHOLE, MACHINE] as const,
  )
  expect(blank).toEqual([])
  expect(alike).toEqual([])
  expect(complaints).toEqual([])
  await page.close()
})

/** With motion, from one page; the last test takes it down. */
test.describe('moving', () => {
  let page: Page
  let complaints: string[]
  test.beforeAll(async ({ browser }) => {
    ;({ page, complaints } = await open(browser, 900, 600, 'renderer=canvas&view=calm'))
  })
  test.afterAll(() => page.close())

  const anchor = (id: string) => page.evaluate((id) => window.gallery.stage.anchor(id), id)
  /** Until the picture hangs anew in that size. */
  async function resize(width: number, height: number): Promise<void> {
    await page.setViewportSize({ width, height })
    await page.waitForFunction(
      ([width, height]) => {
        const canvas = document.querySelector('canvas')!
        return canvas.width === width && canvas.height === height
      },
      [width, height],
    )
    await page.evaluate(() => window.gallery.stage.ready())
  }

  for (const [width, height] of [
    [1920, 1080],
    [1366, 768],
    [1024, 768],
    [390, 844],
    [390, 340],
  ] as const)
    test(`${width}×${height}: the vessel is in sight, and a touch finds it`, async () => {
      await resize(width, height)
      for (const id of ['vent', 'liquid', 'probe.oxygen', 'sampleValve', 'drain', 'dial', 'wheel', 'scale']) {
        const at = await anchor(id)
        expect(at, id).not.toBeNull()
        expect(at!.x, id).toBeGreaterThan(0)
        expect(at!.x, id).toBeLessThan(width)
        expect(at!.y, id).toBeGreaterThan(0)
        expect(at!.y, id).toBeLessThan(height)
      }
      const vent = (await anchor('vent'))!
      await page.evaluate(() => void window.gallery.touches.splice(0))
      await page.mouse.click(vent.x, vent.y)
      expect(await page.evaluate(() => window.gallery.touches)).toEqual(['vent down', 'vent up'])
    })

  test('the camera goes to a room and back, and a touch finds what is there by then', async () => {
    await resize(900, 600)
    await page.evaluate(async () => {
      window.gallery.stage.show(window.gallery.views['dusk'])
      await window.gallery.stage.ready()
    })
    const rest = (await anchor('lab'))!
    await page.evaluate(() => window.gallery.stage.focus('lab'))
    await expect.poll(() => page.evaluate(() => window.gallery.moves.at(-1))).toBe(false)
    const near = (await anchor('lab'))!
    expect(near.x).toBeLessThan(rest.x - 100)
    await page.mouse.click(near.x, near.y)
    expect(await page.evaluate(() => window.gallery.touches)).toContain('lab down')
    await page.evaluate(() => window.gallery.stage.focus('plant'))
    await expect.poll(async () => (await anchor('airlock'))!.x).toBeGreaterThan(100)
    for (const id of ['seedTrain', 'airlock', 'lab', 'next', 'vent']) {
      const at = (await anchor(id))!
      expect(at.x, id).toBeGreaterThan(0)
      expect(at.x, id).toBeLessThan(900)
    }
    await page.evaluate(() => window.gallery.stage.focus(null))
    await expect.poll(async () => (await anchor('lab'))!.x).toBeCloseTo(rest.x, 3)
  })

  test('a new alarm is looked at, and no longer than a moment', async () => {
    await page.evaluate(async () => {
      window.gallery.stage.show(window.gallery.views['calm'])
      await window.gallery.stage.ready()
    })
    const rest = (await anchor('vent'))!
    await page.evaluate(() => window.gallery.stage.show(window.gallery.views['foam']))
    await expect.poll(async () => (await anchor('vent'))!.y).not.toBeCloseTo(rest.y, 0)
    await expect.poll(async () => (await anchor('vent'))!.y, { timeout: 15_000 }).toBeCloseTo(rest.y, 0)
  })

  test('destroyed, the stage leaves nothing behind', async () => {
    await page.evaluate(async () => {
      window.gallery.stage.destroy()
      for (let i = 0; i < 4; i++) await new Promise(requestAnimationFrame)
    })
    expect(await page.locator('canvas').count()).toBe(0)
    await page.setViewportSize({ width: 800, height: 600 })
    await page.waitForTimeout(300)
    expect(complaints).toEqual([])
  })
})

test('without a graphics processor the stage chooses Canvas', async ({ browser }) => {
  const { page } = await open(browser, 390, 340, 'view=roomLit')
  const software = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl')
    const names = gl?.getExtension('WEBGL_debug_renderer_info')
    return !gl || /swiftshader|llvmpipe/i.test(String(names && gl.getParameter(names.UNMASKED_RENDERER_WEBGL)))
  })
  expect(await page.evaluate(() => window.gallery.stage.renderer)).toBe(software ? 'canvas' : 'webgl')
  await page.close()
})
