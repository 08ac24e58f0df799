/** K1: a week over three suites. By pointer in French to its first night and along the record to its end; by keyboard in English. */
import { expect, type Page, test } from '@playwright/test'
import run from '../../levels/lab/K1/runs/expert.json' with { type: 'json' }
import { follow } from '../../scripts/tour.mjs'
import type { Snapshot } from '../../src/present/index.ts'
import { axeFinds, listen } from './tools.ts'

const state = (page: Page): Promise<Snapshot> => page.evaluate(() => window.lot.state())
const stateOf = async (page: Page, task: string): Promise<string> =>
  (await state(page)).week!.tasks.find((x) => x.id === task)!.state

async function open(page: Page, query: string): Promise<string[]> {
  const complaints = listen(page)
  await page.goto(`/?level=K1&seed=${run.seed}&probe&speed=0&renderer=canvas&motion=reduced&sound=0&${query}`)
  await page.waitForFunction(() => window.lot?.state())
  return complaints
}

test('fr, by pointer: a test ordered, a pair sent, a call looked into; along the record to three lots in vials', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  const complaints = await open(page, 'lang=fr')
  expect(await axeFinds(page)).toEqual([])
  await page.getByRole('button', { name: /^Mycoplasmes, cellules AAV/ }).click()
  await expect.poll(async () => (await state(page)).week!.tests[0]!.state).toBe('ordered')
  await page.getByRole('button', { name: /^Marqueurs viraux, pool plasma/ }).click()
  await expect.poll(async () => (await state(page)).week!.tests[1]!.state).toBe('ordered')
  const capture = page.getByRole('group', { name: /^Protéine A/ })
  await expect(capture.getByRole('button', { name: /^Chloé et Marc pas qualifiés/ })).toBeDisabled()
  const thaw = page.getByRole('group', { name: /^Décongeler/ })
  await thaw.getByRole('button', { name: /^Chloé et Marc/ }).click()
  await expect.poll(() => stateOf(page, 'cold')).toBe('begun')

  const { t_s } = await state(page)
  await follow(page, run.log, t_s, run.log.find((d) => d.slot === 'check.mix')!.t)
  await expect(page.getByText('Sami\u00a0: «\u00a0La connexion a lâché')).toBeVisible()
  await page.getByRole('button', { name: /^Regarder : Journal de la pompe/ }).click()
  await expect(page.getByText(/le mélange aura 26\s?min/)).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await page.getByRole('button', { name: 'Jeter. Le kit de réserve, tout de suite.' }).click()
  await expect.poll(async () => (await state(page)).week!.incidents.every((i) => i.answered !== null)).toBe(true)

  await follow(page, run.log, (await state(page)).t_s, 112 * 3600)
  await page.waitForFunction(() => window.lot.state().over)
  await expect(page.getByRole('heading', { level: 1, name: 'Semaine close' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^AAV .*100\s?%/ })).toBeVisible()
  expect(complaints).toEqual([])
})

test('en, by keyboard, on a telephone: a shift changed, a pair sent, the night; what was done is there again after a reload', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 390, height: 844 })
  const complaints = await open(page, 'lang=en')
  const press = async (name: RegExp, within = ''): Promise<void> => {
    const place = within ? page.getByRole('group', { name: within }) : page
    const button = place.getByRole('button', { name })
    await expect(button).toBeEnabled()
    await button.focus()
    await page.keyboard.press('Enter')
  }
  await press(/^Boris/, 'Who comes in this afternoon? Tomorrow')
  await expect.poll(async () => (await state(page)).week!.roster[1]).toBe('boris')
  await press(/^Chloe and Marc/, 'Thaw, cryo, fraction I Who starts?')
  await expect.poll(() => stateOf(page, 'cold')).toBe('begun')
  await press(/^Wait for what’s next/)
  await expect.poll(async () => (await state(page)).t_s).toBeGreaterThan(3600)
  expect(await axeFinds(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.reload()
  await page.waitForFunction(() => window.lot?.state())
  expect(await stateOf(page, 'cold')).not.toBe('ready')
  await press(/^End the day/)
  await expect.poll(async () => (await state(page)).round, { timeout: 30_000 }).toBe(1)
  expect(complaints).toEqual([])
})
