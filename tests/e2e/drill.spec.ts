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
  // Opened again it is the same one, where it was left.
  await page.evaluate(() => window.lot.decide({ slot: 'culture.assay', value: ['gasAnalyserOxygen'] }))
  const left = await page.evaluate(() => window.lot.record())
  await page.reload()
  await expect(page.getByText(/^Drill: something has just happened/)).toBeVisible({ timeout: 60_000 })
  expect(await page.evaluate(() => window.lot.record())).toEqual(left)
  await page.getByRole('button', { name: 'I’m done' }).click()
  await expect(page.getByRole('heading', { name: 'Low oxygen' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('One to practise')).toBeVisible()
  await expect(page.getByText('Back to none in a row: 3 more, and the drill is held.')).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await page.getByRole('button', { name: 'Again, another batch' }).click()
  await expect(page.getByText(/^Drill: something has just happened/)).toBeVisible({ timeout: 60_000 })
  expect(complaints).toEqual([])
})

test('a room by keyboard in text view, a peak by pointer: each ends with what was there to be found', async ({
  page,
}) => {
  const complaints = listen(page)
  const bare = 'probe&renderer=canvas&motion=reduced&sound=0'
  await page.goto(`/?level=M1&drill=room&seed=5&lang=en&view=text&${bare}`)
  // Of batch 5 the feed label and the base bottle are another’s: one of them is found.
  await page.getByRole('button', { name: /^Feed label/ }).press('Enter')
  await expect(page.getByText('Lot PL-M1-004')).toBeVisible()
  await page.getByRole('button', { name: /^Tag it out/ }).press('Enter')
  await page.getByRole('button', { name: /^Line is clear/ }).press('Enter')
  await expect(page.getByText('One to practise. Found: 1 of 2.')).toBeVisible()
  await expect(page.getByText('Base bottle left there, never read.')).toBeVisible()
  expect(await axeFinds(page)).toEqual([])

  await page.goto(`/?level=M4&drill=cut&seed=3&lang=fr&${bare}`)
  await page.getByRole('button', { name: /^Faire le pool/ }).click({ timeout: 60_000 })
  // The lines stood around all there was to see.
  await expect(page.getByText('Coupé trop loin')).toBeVisible({ timeout: 30_000 })
  await page.getByText('Tube par tube').click()
  await expect(page.getByRole('row')).not.toHaveCount(0)
  expect(await axeFinds(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('ten causes by pointer, four alarms by keyboard: the model asks, and says what the answer was worth', async ({
  page,
}) => {
  const complaints = listen(page)
  await page.goto('/?level=M2&drill=tenCauses&seed=3&lang=fr&sound=0')
  await page.getByRole('button', { name: 'Oxygène à l’analyseur' }).click({ timeout: 60_000 })
  await expect(page.getByRole('row', { name: /^Oxygène à l’analyseur/ })).toBeVisible()
  await page.getByRole('button', { name: 'Diffuseur encrassé' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Non. C’était : consigne restée à 15 %.' })).toBeFocused()
  await expect(page.getByRole('columnheader', { name: 'Avec ta cause' })).toBeVisible()
  expect(await axeFinds(page)).toEqual([])

  await page.goto('/?level=M2&drill=triage&seed=4&lang=en&sound=0')
  // Warmth before the shift to cold kills at once; foam only when the filter has been wet for two hours; no feed, hardly.
  for (const vessel of ['D', 'C', 'A', 'B'])
    await page.getByRole('button', { name: `Vessel ${vessel}` }).press('Enter', { timeout: 60_000 })
  await page.getByRole('button', { name: 'Go in this order' }).press('Enter')
  await expect(page.getByText('Good order.')).toBeVisible()
  await expect(
    page.getByText('1 in a row: 2 more, and the drill is held. 1 right of 1 in all, best run 1.'),
  ).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await page.getByRole('button', { name: 'Again, another batch' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Go in this order' })).toBeVisible({ timeout: 60_000 })
  await expect(page).toHaveURL(/seed=5/)
  expect(complaints).toEqual([])
})
