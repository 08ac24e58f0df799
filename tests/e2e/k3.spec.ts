/** K3: a day of inspection. By pointer in French to its first answers and along the record to its end; by keyboard in English. */
import { expect, type Page, test } from '@playwright/test'
import run from '../../levels/lab/K3/runs/expert.json' with { type: 'json' }
import { follow } from '../../scripts/tour.mjs'
import type { Snapshot } from '../../src/present/index.ts'
import { axeFinds, listen } from './tools.ts'

const state = (page: Page): Promise<Snapshot> => page.evaluate(() => window.lot.state())
const answered = async (page: Page): Promise<number> =>
  (await state(page)).inspection!.questions.filter((q) => q.answered).length

async function open(page: Page, query: string): Promise<string[]> {
  const complaints = listen(page)
  await page.goto(`/?level=K3&seed=${run.seed}&probe&speed=0&renderer=canvas&motion=reduced&sound=0&${query}`)
  await page.waitForFunction(() => window.lot?.state())
  return complaints
}

test('fr, by pointer: a room, a document, a line; what is empty is owned up to, with a measure and its date', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  const complaints = await open(page, 'lang=fr')
  const button = (name: RegExp | string) => page.getByRole('button', { name })
  await expect(page.getByText('Cette ligne est vide. Pourquoi\u202f?')).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await button(/^Archives/).click()
  await button(/^Dossier de lot/).click()
  await button(/^Ligne 6/).click()
  expect(await axeFinds(page)).toEqual([])
  await button(/^Reconnaître sur cette ligne/).click()
  await page.getByLabel('Vides et alarmes relus à deux, en fin de poste').check()
  await page.getByLabel('90 jours').check()
  expect(await axeFinds(page)).toEqual([])
  await button(/^Reconnaître et promettre/).click()
  await expect.poll(() => answered(page)).toBe(1)
  // What is in another room is promised, and stays in sight until it is shown.
  await button(/^Je vérifie/).click()
  await expect(page.getByRole('heading', { name: 'Promis\u00a0: 1 sur 6 au plus' })).toBeVisible()

  await page.evaluate(() => window.lot.state())
  const { t_s } = await state(page)
  await follow(page, run.log, t_s, 30_000)
  await page.waitForFunction(() => window.lot.state().over)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(complaints).toEqual([])
})

test('en, by keyboard, on a telephone: promised, asserted, shown; the day ends with the last answer', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 390, height: 844 })
  const complaints = await open(page, 'lang=en')
  const press = async (name: RegExp): Promise<void> => {
    const button = page.getByRole('button', { name })
    await expect(button).toBeEnabled()
    await button.focus()
    await page.keyboard.press('Enter')
  }
  await press(/^Let me check/)
  await expect(page.getByRole('heading', { name: 'Promised: 1 of 6 at most' })).toBeVisible()
  await press(/^Suite/)
  await press(/^Process log/)
  const row = page.locator('.inspected-paper tbody th button').last()
  await row.focus()
  await page.keyboard.press('Enter')
  await press(/^Show this line/)
  await expect.poll(() => answered(page)).toBe(1)
  await press(/^Say it without a document/)
  await expect.poll(() => answered(page)).toBe(2)
  expect(await axeFinds(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)

  await page.reload()
  await page.waitForFunction(() => window.lot?.state())
  expect(await answered(page)).toBe(2)
  await page.evaluate('window.lot.advance(30000)')
  await page.waitForFunction(() => window.lot.state().over)
  await expect(page.getByRole('heading', { name: 'A second visit' })).toBeVisible()
  await page.getByRole('button', { name: 'See the marks' }).click()
  await expect(page.getByText('Questions closed', { exact: true })).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  expect(complaints).toEqual([])
})
