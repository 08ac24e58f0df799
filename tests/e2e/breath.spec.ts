import { expect, type Page, test } from '@playwright/test'
import { advance, openDemo, stateOf, verify } from './demo.ts'
import { axeFinds } from './tools.ts'

/** As much of what the page tells as these tests read. */
interface State {
  readonly step: { readonly left_s: number; readonly wheel: number; readonly enrichment_pct: number | null } | null
  readonly results: readonly { readonly well: number; readonly mended: readonly string[] }[]
  readonly medals: number | null
}

const open = (page: Page, more = ''): Promise<string[]> => openDemo(page, 'M0', more)

const state = (page: Page): Promise<State> => stateOf(page)

/** The hand is where it is to be, and the plant has heard of it. */
async function until(page: Page, is: (step: NonNullable<State['step']>) => boolean): Promise<void> {
  await expect(async () => {
    await advance(page, 5)
    expect(is((await state(page)).step!)).toBe(true)
  }).toPass({ intervals: [50] })
}

test('by keyboard: plus and minus, the valve by its number, medals; it fits, axe finds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const complaints = await open(page, '&lang=en')
  const fits = async (): Promise<void> => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect(await axeFinds(page)).toEqual([])
  }
  await fits()
  await page.keyboard.press('Enter')
  for (let i = 0; i < 7; i++) await page.keyboard.press('+')
  await until(page, (s) => s.wheel === 0.5)
  await advance(page, 1000)
  await expect(page.locator('.demo-score')).toContainText('of the time in the green')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All well?')

  await page.keyboard.press('Enter')
  await advance(page, 190)
  await expect(page.getByRole('button', { name: 'O₂ valve' })).toContainText('0.0 of 0.3')
  await fits()
  await page.keyboard.press('1')
  await expect(page.getByRole('button', { name: 'O₂ valve' })).toContainText('working it loose')
  await advance(page, 1000)
  await expect(page.locator('.demo-voice')).toContainText('the flow fell, its set point didn’t')
  await page.keyboard.press('Enter')

  await page.getByRole('slider', { name: 'Pure oxygen' }).focus()
  for (let i = 0; i < 9; i++) await page.keyboard.press('ArrowRight')
  await until(page, (s) => s.enrichment_pct === 34)
  await fits()
  await advance(page, 1000)
  await expect(page.getByRole('img', { name: '3 medals of 3.' })).toBeVisible()
  const { results, medals } = await state(page)
  expect(results[1]!.mended).toEqual(['valve'])
  expect(medals).toBe(3)
  await fits()
  await verify(page)
  expect(complaints).toEqual([])
})

test('by pointer: the wheel in the picture, harder is worse, a tap at the valve; in words the same', async ({
  page,
}) => {
  const complaints = await open(page)
  const ring = page.locator('.hand-wheel')
  await expect(ring).toBeVisible({ timeout: 20_000 })
  const box = (await ring.boundingBox())!
  const [x, y, r] = [box.x + box.width / 2, box.y + box.height / 2, 0.35 * box.width]
  await page.mouse.move(x - r, y)
  await page.mouse.down()
  // A good quarter turn to the right.
  for (let i = 0; i <= 8; i++) await page.mouse.move(x - r * Math.cos(i / 5.5), y - r * Math.sin(i / 5.5))
  await page.mouse.up()
  await until(page, (s) => s.wheel > 0.45 && s.wheel < 0.65)
  await advance(page, 1000)
  await page.locator('.demo-main').click()

  await page.locator('.demo-main').click()
  await advance(page, 190)
  await page.getByRole('button', { name: 'Ouvrir la molette un peu' }).click({ clickCount: 12 })
  await until(page, (s) => s.wheel > 0.9)
  await advance(page, 200)
  await expect(page.locator('.breath-foam')).toContainText('au filtre')
  await page.getByRole('button', { name: 'Vanne' }).click()
  await advance(page, 1000)
  await expect(page.locator('.demo-voice')).toContainText('C’était la vanne')
  expect((await state(page)).results[1]!.well).toBeLessThan(0.6)
  await page.locator('.demo-main').click()

  // The attempt is kept; in words it goes on from there.
  await page.goto('/?level=M0&seed=3&speed=0&probe&view=text')
  await page.getByRole('button', { name: 'La suite' }).click()
  await page.getByRole('button', { name: 'Commencer' }).click()
  await page.getByRole('button', { name: 'Arrêter le temps' }).click()
  await page.getByRole('slider', { name: 'Oxygène pur' }).fill('34')
  await expect.poll(async () => (await state(page)).step!.enrichment_pct).toBe(34)
  const before = (await state(page)).step!.left_s
  await page.getByRole('button', { name: 'Attendre 1 min' }).click()
  await expect.poll(async () => before - (await state(page)).step!.left_s).toBe(60)
  await expect(page.locator('.demo-text')).toContainText('L’aiguille de l’oxygène')
  await advance(page, 1000)
  await expect(page.getByRole('button', { name: 'Encore' })).toBeVisible()
  await verify(page)
  expect(complaints).toEqual([])
})
