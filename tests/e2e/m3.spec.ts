/** M3, harvest hour: by keyboard alone, into a cold hold, through the bowl and the filter. */
import { expect, type Page, test } from '@playwright/test'
import type { Snapshot } from '../../src/present/index.ts'
import { axeFinds, listen } from './tools.ts'

const state = (page: Page): Promise<Snapshot> => page.evaluate(() => window.lot.state())
const advance = (page: Page, seconds: number): Promise<void> => page.evaluate(`window.lot.advance(${seconds})`)

test('en: harvested while maintenance has the centrifuge, held cold, spun, filtered', async ({ page }) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  const complaints = listen(page)
  await page.goto('/?level=M3&probe&seed=3&lang=en&renderer=canvas&motion=reduced')
  const button = (name: RegExp | string) => page.getByRole('button', { name }).first()
  const press = async (name: RegExp | string): Promise<void> => {
    await button(name).focus()
    await page.keyboard.press('Enter')
  }
  await press('Understood')
  for (let night = 0; night < 3; night++) await page.evaluate(() => window.lot.night())
  await press(/^Harvest now/)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Harvest now/ })
    .focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await advance(page, 700)
  await expect(page.getByRole('heading', { name: 'Centrifuge' })).toBeVisible()
  for (const line of await page.getByRole('button', { name: 'Understood' }).all()) {
    await line.focus()
    await page.keyboard.press('Enter')
  }
  await press(/^No: it is not qualified/)
  expect(await axeFinds(page)).toEqual([])

  const slider = page.getByRole('slider', { name: 'Temperature', exact: true })
  await slider.focus()
  for (let i = 0; i < 60 && Number(await slider.inputValue()) > 12; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await press(/^Air over the broth/)
  await press(/^Sample the unprocessed bulk/)
  await press(/^Wait for the machine/)
  // Hours of the plant are worked out first.
  await expect(button(/^Start the centrifuge/)).toBeVisible({ timeout: 30_000 })
  await press(/^Start the centrifuge/)

  const wheel = page.getByRole('slider', { name: 'Bowl throttle' })
  await wheel.focus()
  for (let i = 0; i < 15; i++) await page.keyboard.press('ArrowDown')
  const loading = async () => (await state(page)).steps[0]!.controls.find((c) => c.topic === 'loading')!.value
  await expect.poll(loading).toBeCloseTo(1, 1)
  await page.getByRole('combobox').first().selectOption('6')
  await press(/^Shoot the bowl/)
  await expect.poll(async () => (await state(page)).steps[0]!.counters['shots']).toBeGreaterThan(0)
  await advance(page, 3600)
  expect(await axeFinds(page)).toEqual([])
  await advance(page, 4 * 3600)
  await press(/^Empty the bowl/)
  await advance(page, 30)

  await expect(page.getByRole('heading', { name: 'Depth filter' })).toBeVisible()
  await press(/^No: below the alert/)
  await page.getByRole('radio', { name: '5.5 m²' }).focus()
  await page.keyboard.press('Space')
  await press(/^Start the filtration/)
  await advance(page, 4800)
  await press(/^Go to the flush/)
  await advance(page, 1500)
  expect((await state(page)).steps[0]!.phase).toBe('flush')
  await press(/^Finish: /)
  await expect.poll(async () => (await state(page)).playing, { timeout: 60_000 }).toBe(false)
  expect(complaints).toEqual([])
})
