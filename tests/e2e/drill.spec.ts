import { expect, test } from '@playwright/test'
import { axeFinds, listen } from './tools.ts'

test('a drill: what has just happened is on the desk; done without a hand stirred, the case says what was missing', async ({
  page,
}) => {
  const complaints = listen(page)
  await page.goto('/?level=M2&drill=lowOxygen&seed=5&lang=en&probe&renderer=canvas&motion=reduced&sound=0')
  await expect(page.getByText(/^Drill: something has just happened/)).toBeVisible({ timeout: 60_000 })
  const before = await page.evaluate(() => window.lot.state().t_s)
  expect(before).toBeGreaterThan(86_400)
  await page.getByRole('button', { name: 'I am done' }).click()
  await expect(page.getByRole('heading', { name: 'Low oxygen' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('To be seen again')).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await page.getByRole('button', { name: 'Again, another batch' }).click()
  await expect(page.getByText(/^Drill: something has just happened/)).toBeVisible({ timeout: 60_000 })
  expect(complaints).toEqual([])
})
