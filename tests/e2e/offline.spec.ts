/** After one visit, without a network. */
import { expect, test } from '@playwright/test'
import { listen } from './tools.ts'

test.use({ serviceWorkers: 'allow' })

test('the menu once, then no network: a level never opened, the instructor’s page, the stand’s', async ({
  page,
  context,
}) => {
  await page.goto('/?menu')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  await context.setOffline(true)
  const complaints = listen(page)
  await page.goto('/?level=P2&seed=2&lang=fr&probe&speed=0&renderer=canvas&motion=reduced')
  await page.getByRole('button', { name: 'Compris' }).click()
  await expect(page.locator('.stage-area canvas, .stage canvas').first()).toBeVisible({ timeout: 30_000 })
  await page.goto('/instructor.html?lang=fr')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goto('/kiosk.html?motion=reduced&renderer=canvas')
  await expect(page.locator('.attract-canvas canvas')).toBeVisible({ timeout: 30_000 })
  await page.goto('/?menu&lang=en')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(complaints).toEqual([])
})
