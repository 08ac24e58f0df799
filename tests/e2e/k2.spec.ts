/** K2: two dossiers of another house. By pointer in French to a lot begun; by keyboard in English along the record to the reports. */
import { expect, type Page, test } from '@playwright/test'
import run from '../../levels/lab/K2/runs/expert.json' with { type: 'json' }
import { follow } from '../../scripts/tour.mjs'
import type { Snapshot } from '../../src/present/index.ts'
import { axeFinds, listen } from './tools.ts'

const state = (page: Page): Promise<Snapshot> => page.evaluate(() => window.lot.state())

async function open(page: Page, query: string): Promise<string[]> {
  const complaints = listen(page)
  await page.goto(`/?level=K2&seed=${run.seed}&probe&speed=0&renderer=canvas&motion=reduced&sound=0&${query}`)
  await page.waitForFunction(() => window.lot?.state())
  return complaints
}

test('fr, by pointer: a line looked into and changed, the protocol signed, a lot begun', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  const complaints = await open(page, 'lang=fr')
  await page.getByRole('button', { name: 'Ouvrir, 4 h' }).click()
  await expect.poll(async () => (await state(page)).transfer!.changeOpened).toBe(true)
  await page.getByRole('button', { name: /^Balayage d’air/ }).click()
  await page.getByRole('button', { name: /^Calculer pour/ }).click()
  await expect(page.getByText(/0,0015/)).toBeVisible()
  await page.getByRole('button', { name: /^12\s?L\/min/ }).click()
  await expect.poll(async () => (await state(page)).transfer!.lines.find((l) => l.id === 'air')!.option).toBe(1)
  await page.getByRole('button', { name: /^±\s?15/ }).click()
  await expect.poll(async () => (await state(page)).transfer!.margin).toBe(15)
  await page.getByRole('button', { name: 'Notre AQ, client prévenu' }).click()
  await page.getByRole('button', { name: /^Signer le protocole/ }).click()
  await expect.poll(async () => (await state(page)).transfer!.signed).toBe(true)
  expect(await axeFinds(page)).toEqual([])
  await page
    .getByRole('region', { name: 'Anticorps' })
    .getByRole('button', { name: /ingénierie/ })
    .click()
  await expect.poll(async () => (await state(page)).transfer!.guests[0]!.lots.trial !== null).toBe(true)
  await page.getByRole('button', { name: 'Attendre la suite' }).click()
  await expect.poll(async () => (await state(page)).t_s).toBeGreaterThan(5 * 86_400)
  expect(complaints).toEqual([])
})

test('en, by keyboard, on a telephone: results beside the sender’s, the client answered, both reports signed', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const complaints = await open(page, 'lang=en')
  const press = async (name: RegExp): Promise<void> => {
    const button = page.getByRole('button', { name })
    await expect(button).toBeEnabled()
    await button.focus()
    await page.keyboard.press('Enter')
  }
  await follow(page, run.log, 0, run.log.find((d) => d.slot === 'word.client')!.t)
  await expect(page.getByRole('row', { name: /^Culture titre/ })).toBeVisible()
  await press(/^I compare first/)
  await expect.poll(async () => (await state(page)).transfer!.events.every((e) => e.answered !== null)).toBe(true)
  expect(await axeFinds(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await press(/^Comparable$/)
  await page.waitForFunction(() => window.lot.state().over)
  await expect(page.getByRole('heading', { level: 1, name: 'Transfer closed' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^AAV .*100\s?%/ })).toBeVisible()
  expect(complaints).toEqual([])
})
