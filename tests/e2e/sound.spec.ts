/** Sound in Chromium: what is loaded and when, under the content policy; Howler's state; the machines, rendered. */
import { rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { build } from 'vite'
import { root } from '../../scripts/prepare.mjs'
import { serve } from '../../scripts/server.mjs'
import type { Bench } from './sound/bench.ts'
import { axeFinds, listen } from './tools.ts'

interface Heard {
  readonly file: string
  readonly playing: boolean
  readonly web: boolean
}
declare global {
  interface Window {
    bench: Bench
    Howler?: {
      readonly ctx: AudioContext
      readonly _howls: readonly {
        _src: string
        _webAudio: boolean
        playing(): boolean
        on(e: string, f: () => void): void
      }[]
    }
  }
}

test.describe.configure({ mode: 'default' })

const context = (page: Page): Promise<string | null> => page.evaluate(() => window.Howler?.ctx.state ?? null)
const howls = (page: Page): Promise<Heard[]> =>
  page.evaluate(() =>
    (window.Howler?.['_howls'] ?? []).map((h) => ({
      file: h['_src'].replace(/.*\//, '').replace(/-.*/, ''),
      playing: h.playing(),
      web: h['_webAudio'],
    })),
  )
function loadedOf(page: Page): string[] {
  const loaded: string[] = []
  page.on('request', (request) => {
    const found = /\/(mixer|\w+(?=-[\w-]+\.wav))/.exec(request.url())
    if (found) loaded.push(found[1]!)
  })
  return loaded
}
const understood = (page: Page) => page.getByRole('button', { name: /^(Compris|Understood)$/ })

test('on: nothing is loaded before a hand touches the page; then the plant is heard', async ({ page }) => {
  const complaints = listen(page)
  const loaded = loadedOf(page)
  await page.goto('/?level=M2&lang=fr&renderer=canvas&motion=reduced&seed=11&probe&sound=1')
  await understood(page).waitFor()
  expect(loaded).toEqual([])
  expect(await context(page)).toBeNull()
  await understood(page).click()
  await expect.poll(() => context(page)).toBe('running')
  await expect.poll(() => howls(page)).toContainEqual({ file: 'touch', playing: false, web: true })
  await page.evaluate(() => window.lot.decide({ slot: 'call.tutor', value: 'seed' }))
  await expect.poll(() => howls(page), { intervals: [20] }).toContainEqual({ file: 'phone', playing: true, web: true })
  // Heard, so not written.
  await expect(page.locator('.caption')).toHaveCount(0)
  expect(loaded).toEqual(['mixer', 'touch', 'phone'])
  // Switched off, it fades and stops; the choice is the next visit's.
  await page.getByRole('button', { name: 'Son' }).click()
  await expect.poll(() => context(page)).toBe('suspended')
  await page.goto('/?level=M2&lang=en&renderer=canvas&motion=reduced&seed=11&probe')
  await expect(page.getByRole('button', { name: 'Sound' })).toHaveAttribute('aria-pressed', 'false')
  expect(complaints).toEqual([])
})

for (const [language, caption] of [
  ['fr', '[téléphone]'],
  ['en', '[telephone]'],
] as const)
  test(`${language}, off: nothing is ever loaded, and what matters is written`, async ({ page }) => {
    const complaints = listen(page)
    const loaded = loadedOf(page)
    await page.goto(`/?level=M2&lang=${language}&renderer=canvas&motion=reduced&seed=11&probe&sound=0`)
    await understood(page).click()
    await page.evaluate(() => window.lot.decide({ slot: 'call.tutor', value: 'seed' }))
    await expect(page.locator('.caption')).toHaveText(caption)
    expect(await axeFinds(page)).toEqual([])
    await expect(page.locator('.caption')).toHaveCount(0, { timeout: 8000 })
    expect(loaded).toEqual([])
    expect(complaints).toEqual([])
  })

test('where storage is refused, the button works as long as the page', async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new Error('refused')
      },
    }),
  )
  const complaints = listen(page)
  await page.goto('/?level=A0&lang=en&renderer=canvas&seed=1')
  const button = page.getByRole('button', { name: 'Sound' })
  await button.click()
  await expect(button).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(() => context(page)).toBe('running')
  expect(complaints).toEqual([])
})

test.describe('on the bench', () => {
  let server: Server
  let folder: string
  test.beforeAll(async ({ browserName }, { workerIndex }) => {
    folder = join(root, 'build', 'sound-bench', `${browserName}-${workerIndex}`)
    await build({
      root: join(root, 'tests', 'e2e', 'sound'),
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: folder,
        emptyOutDir: true,
        target: 'es2022',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
      },
    })
    server = await serve(folder, 0)
  })
  test.afterAll(async () => {
    server.close()
    await rm(folder, { recursive: true, force: true })
  })
  test.beforeEach(async ({ page }) => {
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`)
    await page.waitForFunction(() => 'bench' in window)
  })

  test('a critical alarm calls every 4 s through Howler, alone, until it is acknowledged', async ({ page }) => {
    const complaints = listen(page)
    await page.getByRole('button').click()
    await page.evaluate(() => window.bench.sound.play('critical'))
    await expect.poll(() => howls(page), { intervals: [20] }).toEqual([{ file: 'critical', playing: true, web: true }])
    await page.evaluate(() => {
      const counts = { plays: 0 }
      window.Howler!['_howls'][0]!.on('play', () => counts.plays++)
      Object.assign(window, { counts })
      window.bench.sound.play('major')
      window.bench.sound.play('minor')
    })
    await page.waitForTimeout(8500)
    const plays = () => page.evaluate(() => (window as unknown as { counts: { plays: number } }).counts.plays)
    expect(await plays()).toBe(2)
    expect((await howls(page)).map((h) => h.file)).toEqual(['critical'])
    await page.evaluate(() => window.bench.sound.quiet())
    await page.waitForTimeout(4500)
    expect(await plays()).toBe(2)
    expect((await howls(page)).some((h) => h.playing)).toBe(false)
    expect(complaints).toEqual([])
  })

  test('every file of the palette is decoded and played', async ({ page }) => {
    await page.getByRole('button').click()
    const ids = (await import('../../src/platform/sound/palette.ts')).GROUP_OF
    for (const id of Object.keys(ids) as (keyof typeof ids)[]) {
      await page.evaluate((id) => window.bench.sound.play(id), id)
      await expect
        .poll(async () => (await howls(page)).some((h) => h.file === id && h.web), { intervals: [20] })
        .toBe(true)
      await page.evaluate(() => window.bench.sound.quiet())
    }
    const states = () =>
      page.evaluate(() => window.Howler!['_howls'].map((h) => (h as unknown as { _state: string })['_state']))
    await expect.poll(async () => (await states()).every((s) => s === 'loaded')).toBe(true)
  })

  test('out of sight the sound fades and sleeps, and wakes again', async ({ page }) => {
    await page.getByRole('button').click()
    await expect.poll(() => context(page)).toBe('running')
    const hide = (hidden: boolean) =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }, hidden)
    await hide(true)
    expect(await context(page)).toBe('running')
    await expect.poll(() => context(page)).toBe('suspended')
    await hide(false)
    await expect.poll(() => context(page)).toBe('running')
  })

  test('room air lies at −34 dB, brighter in cleaner rooms, and its loop has no seam', async ({ page }) => {
    const airs = await page.evaluate(() => window.bench.airs())
    for (const { level_dB, seam } of airs) {
      expect(level_dB).toBeGreaterThan(-36)
      expect(level_dB).toBeLessThan(-33)
      // Like any other step: within five of their root mean square.
      expect(seam).toBeLessThan(5)
    }
    const bright = airs.map((a) => a.centroid)
    expect(bright).toEqual(bright.toSorted((a, b) => a - b))
    expect(bright[3]! / bright[0]!).toBeGreaterThan(1.2)
  })

  test('the agitator hums at 90 Hz and beats with its six blades', async ({ page }) => {
    const [slow, fast, still] = await page.evaluate(async () => [
      await window.bench.agitator(60),
      await window.bench.agitator(180),
      await window.bench.agitator(0),
    ])
    expect(slow!.tone).toBe(90)
    expect(Math.abs(slow!.beat - 6)).toBeLessThan(0.3)
    expect(Math.abs(fast!.beat - 18)).toBeLessThan(0.3)
    expect(fast!.level).toBeGreaterThan(2 * slow!.level)
    expect(still!.level).toBe(0)
  })

  test('bubbles follow the gas, the bowl takes 8 s to its pitch, a pour rushes', async ({ page }) => {
    const gas = await page.evaluate(async () => [
      await window.bench.bubbles(0),
      await window.bench.bubbles(0.1),
      await window.bench.bubbles(1),
    ])
    expect(gas[0]!.level).toBe(0)
    expect(gas[2]!.level).toBeGreaterThan(1.5 * gas[1]!.level)
    for (const { centroid } of gas.slice(1)) {
      expect(centroid).toBeGreaterThan(500)
      expect(centroid).toBeLessThan(1700)
    }
    const bowl = await page.evaluate(() => window.bench.centrifuge())
    expect(bowl.first).toBeLessThan(100)
    expect(Math.abs(bowl.last - 320)).toBeLessThan(5)
    const pour = await page.evaluate(() => window.bench.pour())
    expect(pour.middle).toBeGreaterThan(900)
    expect(pour.middle).toBeLessThan(2400)
  })

  test('all machines at full speed stay below −1 dB', async ({ page }) => {
    expect(await page.evaluate(() => window.bench.everything())).toBeLessThan(0.89)
  })
})
