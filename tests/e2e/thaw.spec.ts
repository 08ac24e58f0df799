import { expect, type Page, test } from '@playwright/test'
import { advance, openDemo, stateOf, verify } from './demo.ts'
import { axeFinds } from './tools.ts'

/** As much of what the page tells as these tests read. */
interface State {
  readonly step: {
    readonly frozen_pct: number
    readonly jacket_C: number | null
    readonly warm: boolean
    readonly stirring: number | null
    readonly left_s: number
  } | null
  readonly results: readonly { readonly caught: number; readonly dissolved: number }[]
  readonly medals: number | null
}
const state = (page: Page): Promise<State> => stateOf(page)

const open = (page: Page, more = ''): Promise<string[]> => openDemo(page, 'P0', more)

/** The hand is where it is to be, and the plant has heard of it. */
const heard = (page: Page, is: (step: NonNullable<State['step']>) => boolean): Promise<void> =>
  expect(async () => {
    await advance(page, 5)
    expect(is((await state(page)).step!)).toBe(true)
  }).toPass({ intervals: [50] })

/** Lets it melt until the displays say so. */
async function until(page: Page, is: (step: NonNullable<State['step']>) => boolean): Promise<void> {
  for (let i = 0; i < 200; i++) {
    const { step } = await state(page)
    if (step === null || is(step)) return
    await advance(page, 60)
  }
  throw new Error('it never came')
}
/** So little ice that what the jacket holds melts it. */
const LAST_pct = 4

/** Warm water as long as the jacket is well under its wall, to the last ice: what the voice says. */
async function meltGently(page: Page, turn: (open: boolean) => Promise<void>): Promise<void> {
  for (let isOpen = false; ;) {
    const { step } = await state(page)
    if (step === null || (step.frozen_pct < LAST_pct && !isOpen)) break
    const wanted = step.frozen_pct >= LAST_pct && step.jacket_C! < 21.5
    if (wanted !== isOpen) {
      await turn(wanted)
      await heard(page, ({ warm }) => warm === wanted)
      isOpen = wanted
    }
    await advance(page, 100)
  }
}

const results = (page: Page, number: number): Promise<void> =>
  expect.poll(async () => (await state(page)).results.length).toBe(number)

test('fr, by pointer: hold to melt, haste dissolves the snow, the stirrer melts as fast', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  const complaints = await open(page)
  const main = page.locator('.demo-main')
  await expect(page.locator('canvas')).toBeVisible({ timeout: 20_000 })
  const place = await main.boundingBox()
  const hold = async (to: boolean): Promise<void> => {
    await main.hover()
    await (to ? page.mouse.down() : page.mouse.up())
  }
  await hold(true)
  await heard(page, ({ warm }) => warm)
  await expect(main).toHaveText('Eau ouverte')
  await hold(false)
  await heard(page, ({ warm }) => !warm)
  // Another button has come, and the big one is where it was.
  await expect(page.getByRole('button', { name: 'À la centrifugeuse' })).toBeVisible()
  expect(await main.boundingBox()).toEqual(place)
  await meltGently(page, hold)
  await expect(page.locator('.demo-voice')).toContainText('coupe l’eau')
  await page.getByRole('button', { name: 'À la centrifugeuse' }).click()
  await results(page, 1)
  await expect(page.locator('.demo-score')).toContainText('du facteur VIII dans la neige')
  await main.click()

  await hold(true)
  await until(page, ({ jacket_C }) => jacket_C! > 40)
  await expect(page.locator('.demo-voice')).toContainText('paroi')
  await until(page, ({ frozen_pct }) => frozen_pct < 0.5)
  await page.mouse.up()
  await page.getByRole('button', { name: 'À la centrifugeuse' }).click()
  await results(page, 2)
  await main.click()

  for (let i = 0; i < 5; i++) await page.getByRole('button', { name: 'Agiter un peu plus' }).click()
  await heard(page, ({ stirring }) => stirring! > 1)
  await meltGently(page, hold)
  // Its clock may have run out.
  if ((await state(page)).results.length < 3) await page.getByRole('button', { name: 'À la centrifugeuse' }).click()
  await results(page, 3)
  const { results: caught, medals } = await state(page)
  expect(caught[0]!.caught).toBeGreaterThan(caught[1]!.caught + 0.1)
  expect(caught[1]!.dissolved).toBeGreaterThan(caught[2]!.dissolved)
  expect(medals).toBeGreaterThanOrEqual(2)
  await verify(page)
  await page.getByRole('button', { name: 'Encore' }).click()
  await expect(main).toHaveText('Tiens\u00a0: eau tiède')
  expect(complaints).toEqual([])
})

test('en, by keyboard on a telephone: Enter opens and shuts, C to the centrifuge; it fits, axe finds nothing', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const complaints = await open(page, '&lang=en')
  const fits = async (): Promise<void> => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect(await axeFinds(page)).toEqual([])
  }
  await fits()
  const turn = (): Promise<void> => page.keyboard.press('Enter')
  await meltGently(page, turn)
  await fits()
  await page.keyboard.press('c')
  await results(page, 1)
  await fits()
  await turn()
  // Whoever does nothing ends with ice, and is told so.
  await turn()
  await heard(page, ({ warm }) => warm)
  await page.keyboard.press('c')
  await results(page, 2)
  await expect(page.locator('.demo-voice')).toContainText('Snow still in the ice')
  await turn()
  await page.keyboard.press('+')
  await heard(page, ({ stirring }) => stirring === 0.4)
  await page.keyboard.press('c')
  await results(page, 3)
  await fits()
  expect((await state(page)).medals).toBe(0)
  await verify(page)
  expect(complaints).toEqual([])
})

test('in words: a clock that can be stopped, the vat and the jacket said', async ({ page }) => {
  const complaints = await open(page, '&view=text')
  const main = page.locator('.demo-main')
  expect(await page.locator('canvas').count()).toBe(0)
  await expect(page.locator('.demo-text')).toContainText('Glace')
  await main.click()
  await heard(page, ({ warm }) => warm)
  await page.getByRole('button', { name: 'Arrêter le temps' }).click()
  const before = (await state(page)).step!.left_s
  await page.getByRole('button', { name: 'Attendre 5 min' }).click()
  await expect.poll(async () => before - (await state(page)).step!.left_s).toBe(300)
  await expect(page.locator('.demo-text')).toContainText('L’eau tiède est ouverte.')
  await main.click()
  await expect(main).toHaveText('Ouvrir l’eau tiède')
  expect(complaints).toEqual([])
})
