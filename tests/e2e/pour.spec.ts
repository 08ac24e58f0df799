import { expect, type Page, test } from '@playwright/test'
import { advance, openDemo, stateOf, verify } from './demo.ts'
import { axeFinds } from './tools.ts'

/** As much of what the page tells as these tests read. */
interface State {
  readonly step: { readonly phase: string; readonly volume_L: number; readonly size_um: number | null } | null
  readonly results: readonly { readonly delivered: number; readonly pumps: number }[]
  readonly over: boolean
  readonly medals: number | null
}

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]

const open = (page: Page, more = ''): Promise<string[]> => openDemo(page, 'A0', more)

const state = (page: Page): Promise<State> => stateOf(page)

/** Until the complexes are about so large, by the display. */
async function growTo(page: Page, size_um: number): Promise<void> {
  for (let i = 0; i < 80; i++) {
    const { step } = await state(page)
    if (step && step.phase !== 'mixing' && (step.size_um ?? 0) >= size_um) return
    await advance(page, step?.phase === 'mixing' ? 200 : 40)
  }
  throw new Error('they never grew')
}

/** Lets it run until the bag is empty and the result is there. */
async function untilResult(page: Page, number: number): Promise<void> {
  for (let i = 0; i < 40 && (await state(page)).results.length < number; i++) await advance(page, 240)
  await expect.poll(async () => (await state(page)).results.length).toBe(number)
}

test('by pointer: three pours, the surprise in the middle, medals, once more on the same lot', async ({ page }) => {
  const complaints = await open(page)
  const main = page.locator('.demo-main')
  await expect(page.locator('canvas')).toBeVisible({ timeout: 20_000 })
  await expect(page.locator('.demo-curve')).not.toContainText('bonne taille')
  await main.click()
  await growTo(page, 0.42)
  const place = await main.boundingBox()
  await main.hover()
  await page.mouse.down()
  await expect(main).toHaveText('Ça coule')
  await advance(page, 10)
  await page.mouse.up()
  await expect(main).toHaveText('Tenir pour verser')
  // Another button has come, and the big one is where it was.
  await expect(page.getByRole('button', { name: 'Laisser le reste' })).toBeVisible()
  expect(await main.boundingBox()).toEqual(place)
  // A closed valve stops the pour.
  const { volume_L } = (await state(page)).step!
  await advance(page, 10)
  expect((await state(page)).step!.volume_L).toBe(volume_L)
  await page.mouse.down()
  await untilResult(page, 1)
  // The finger that emptied the bag does not press what comes next.
  await page.mouse.up()
  await expect(main).toHaveText('En 2\u202f000 litres')
  await expect(page.locator('.demo-score')).toContainText('cellules sur 100')
  await expect(page.locator('.demo-curve')).toContainText('bonne taille')
  await main.click()

  await main.click()
  await growTo(page, 0.42)
  await main.hover()
  await page.mouse.down()
  await untilResult(page, 2)
  await page.mouse.up()
  await expect(page.locator('.demo-voice')).toContainText('Ça grossit pendant que tu verses.')
  await main.click()

  await page.locator('.pour-heads label').nth(3).click()
  await expect(page.locator('.pour-pumps legend')).toContainText('13')
  await expect(page.locator('.pour-pumps legend')).toContainText('12 L restent dans les tuyaux')
  await main.click()
  await growTo(page, 0.36)
  await main.hover()
  await page.mouse.down()
  await untilResult(page, 3)
  await page.mouse.up()
  const { results, medals } = await state(page)
  expect(results.map((r) => r.pumps)).toEqual([1, 1, 4])
  expect(results[0]!.delivered).toBeGreaterThan(0.9)
  expect(results[1]!.delivered).toBeLessThan(0.62)
  expect(results[2]!.delivered).toBeGreaterThan(0.85)
  expect(medals).toBe(3)
  await verify(page)

  await page.getByRole('button', { name: 'Encore' }).click()
  await expect(page.locator('.pour-heads')).toBeVisible()
  await main.click()
  await expect(page.locator('.demo-curve .demo-ghost')).toHaveCount(2)
  await growTo(page, 0.3)
  await main.hover()
  await page.mouse.down()
  await untilResult(page, 3)
  await page.mouse.up()
  await expect(page.locator('.demo-from')).toContainText('Ton record')
  await verify(page)

  await page.getByRole('button', { name: 'Un autre lot' }).click()
  await expect(main).toHaveText('Mélanger')
  await expect(page).not.toHaveURL(/seed=3(&|$)/)
  expect(complaints).toEqual([])
})

test('by keyboard: Space holds, Enter opens and closes, the rest is the browser’s own', async ({ page }) => {
  const complaints = await open(page, '&lang=en')
  const main = page.locator('.demo-main')
  await page.keyboard.press('Enter')
  await growTo(page, 0.4)
  await page.keyboard.down(' ')
  await expect(main).toHaveText('Pouring')
  await advance(page, 10)
  await page.keyboard.up(' ')
  await expect(main).toHaveText('Hold to pour')
  await page.keyboard.press('Enter')
  await untilResult(page, 1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Same move?')
  await main.focus()
  await page.keyboard.press(' ')
  await growTo(page, 0.4)
  await page.keyboard.down(' ')
  await untilResult(page, 2)
  await page.keyboard.up(' ')
  await expect(main).toHaveText('Try another way')
  await page.keyboard.press(' ')
  await page.getByRole('radio', { name: '1 pump' }).focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: '4 pumps' })).toBeChecked()
  await main.focus()
  await page.keyboard.press('Enter')
  await growTo(page, 0.36)
  await page.keyboard.press('Enter')
  await untilResult(page, 3)
  expect((await state(page)).medals).toBe(3)
  await verify(page)
  expect(complaints).toEqual([])
})

test('in words: sizes beside the bar, a clock that can be stopped, pour and stop', async ({ page }) => {
  const complaints = await open(page, '&view=text')
  const main = page.locator('.demo-main')
  expect(await page.locator('canvas').count()).toBe(0)
  await page.getByRole('button', { name: 'Mélanger' }).click()
  await page.getByRole('button', { name: 'Arrêter le temps' }).click()
  for (let i = 0; i < 8; i++) {
    await page.getByRole('button', { name: 'Attendre 2 min' }).click()
    // One click, one answer: the next must not run before it.
    await expect.poll(async () => (await state(page)).step?.phase).toBe('holding')
  }
  await expect(page.locator('.demo-text')).toContainText('presque le trait')
  await expect(page.getByRole('log')).toContainText('la moitié du trait')
  await main.click()
  await expect(main).toHaveText('Arrêter')
  await untilResult(page, 1)
  await expect(page.getByRole('log')).toContainText('cellules sur 100')
  for (const pumps of [null, '4 pompes']) {
    await main.click()
    if (pumps) await page.getByRole('radio', { name: pumps }).check()
    await main.click()
    await growTo(page, 0.38)
    await main.click()
    await untilResult(page, pumps ? 3 : 2)
  }
  await expect(page.getByRole('img', { name: /médailles sur 3/ })).toBeVisible()
  await verify(page)
  expect(complaints).toEqual([])
})

for (const viewport of sizes)
  test(`${viewport.width} × ${viewport.height}: the button is there at once and large enough; axe finds nothing`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport)
    await open(page, viewport.width === 1366 ? '&lang=en' : '')
    const main = page.locator('.demo-main')
    const fits = async (): Promise<void> => {
      const box = (await main.boundingBox())!
      expect(box.height).toBeGreaterThanOrEqual(viewport.width >= 1024 ? 104 : 80)
      expect(box.y + box.height).toBeLessThanOrEqual(viewport.height)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width)
    }
    await fits()
    expect(await axeFinds(page)).toEqual([])
    await main.click()
    await advance(page, 1700)
    await fits()
    await page.keyboard.press('Enter')
    await untilResult(page, 1)
    await fits()
    expect(await axeFinds(page)).toEqual([])
    await main.click()
    await main.click()
    await advance(page, 1700)
    await page.keyboard.press('Enter')
    await untilResult(page, 2)
    await main.click()
    await fits()
    expect(await axeFinds(page)).toEqual([])
    await main.click()
    await advance(page, 1700)
    await page.keyboard.press('Enter')
    await untilResult(page, 3)
    expect(await axeFinds(page)).toEqual([])
  })
