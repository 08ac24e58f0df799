/** A3, open the cells: the recorded expert plays the lot, a hand what is its own: half by pointer in French, half by keyboard in English. */
import { expect, type Page, test } from '@playwright/test'
import expert from '../../levels/aav/A3/runs/expert.json' with { type: 'json' }
import en from '../../levels/aav/A3/text/en.json' with { type: 'json' }
import { cellsTexts } from '../../src/ui/verbs/cellsText.ts'
import { axeFinds } from './tools.ts'
import { state, walkAlong } from './walk.ts'

const readOffBy =
  (page: Page, press: (name: RegExp) => Promise<void>) =>
  async (name: string): Promise<void> => {
    const sheet = page.getByRole('dialog')
    await press(new RegExp(`^${name}`))
    await expect(sheet).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
  }

test('fr, by pointer: a harvest by two curves, a label, a list, an empty line, a thread that hangs', async ({
  page,
}) => {
  const { upTo, press, button, place, complaints } = await walkAlong(page, 'A3', expert, {
    language: 'fr',
    width: 1366,
    height: 768,
  })
  const t = cellsTexts.fr
  const readOff = readOffBy(page, press)

  // Both curves are drawn of what was measured, and said.
  await upTo(place('make.proceed'))
  await expect(button(t.harvest.harvest)).toBeInViewport()
  await expect(page.locator('.cells-chart circle.working')).toHaveCount(4)
  expect(await axeFinds(page)).toEqual([])
  await press(t.harvest.harvest)
  await page.getByRole('dialog').getByRole('button', { name: t.harvest.harvest }).click()
  await expect.poll(async () => (await state(page)).steps[0]!.id).toBe('lyse')

  // A number that is not the file’s; the list says it is another detergent.
  await readOff(t.lysis.bottle)
  await expect(button(new RegExp(`^${t.lysis.bottle}`))).toContainText('4417')
  await readOff(t.lysis.list)
  await expect(button(new RegExp(`^${t.lysis.list}`))).toContainText('4471')
  await upTo(place('lyse.reserve'))
  await press(t.lysis.fetch)
  await expect(page.getByText(t.lysis.fetched)).toBeVisible()
  await press(t.lysis.start)
  await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)

  // An empty line, a full bottle, a thread that hangs.
  await upTo(place('lyse.addMagnesium'))
  await readOff(t.lysis.pull)
  const thread = (await state(page)).steps[0]!.panels.find((p) => p.id === 'thread')!.seen!.value!
  expect(thread).toBeGreaterThan(8)
  await press(new RegExp(`^${t.lysis.add}`))
  await expect.poll(async () => (await state(page)).steps[0]!.counters['sinceMagnesium_h']).toBeLessThan(0.1)
  expect(complaints).toEqual([])
})

test('en, by keyboard, on a telephone: a filter, a bag that waits, to the end', async ({ page }) => {
  const { upTo, listenTo, press, place, complaints, toTheEnd } = await walkAlong(page, 'A3', expert, {
    language: 'en',
    width: 390,
    height: 844,
  })
  const t = cellsTexts.en
  await upTo(place('clear.pause'))
  await press(t.filter.start)
  await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)
  await upTo(place('clear.flux', 2))
  await expect(page.getByRole('img', { name: /bar/ }).first()).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await upTo(place('hold.temperature'))
  await readOffBy(page, press)(t.hold.board)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(await axeFinds(page)).toEqual([])
  await page.evaluate(() => window.lot.decide({ slot: 'hold.temperature', value: 5 } as never))
  await upTo(expert.log.length)
  await listenTo()
  await toTheEnd(en.ending.released)
  expect(await axeFinds(page)).toEqual([])
  expect(complaints).toEqual([])
})
