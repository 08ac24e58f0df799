/** A6, from 10 to 2,000 litres: the recorded expert plays the lot, a hand plans and stirs; by pointer in French, by keyboard in English. */
import { expect, test } from '@playwright/test'
import expert from '../../levels/aav/A6/runs/expert.json' with { type: 'json' }
import { studyTexts } from '../../src/ui/verbs/studyText.ts'
import { axeFinds } from './tools.ts'
import { set, state, walkAlong } from './walk.ts'

test('fr: a vessel is placed, a batch dragged to its week, the change opened', async ({ page }) => {
  test.setTimeout(120_000)
  const walk = await walkAlong(page, 'A6', expert, { language: 'fr', width: 1366, height: 768 })
  const t = studyTexts.fr
  const weeks = async (): Promise<number> => (await state(page)).steps[0]!.counters['possible']!
  await page.locator('.study-vessels label').nth(3).click()
  await expect.poll(() => set(page, 'vessel')).toBe(3)
  await walk.press(t.suites(2))
  await expect.poll(() => set(page, 'suites')).toBe(2)
  await walk.press(t.pages.when)
  for (const n of [1, 2, 3]) {
    await walk.press(t.add)
    await expect.poll(weeks).toBe(n)
  }
  expect(await axeFinds(page)).toEqual([])
  const batch = page.locator('.study-batch').last()
  const box = (await batch.boundingBox())!
  await page.mouse.move(box.x + 8, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + 8 + 3 * 22, box.y + 20, { steps: 6 })
  await page.mouse.up()
  await expect(page.locator('.study-batch').last()).toHaveText('7')
  await walk.press(t.pages.proof)
  await walk.press(t.change)
  await expect(page.getByRole('button', { name: t.changed })).toBeDisabled()
  await walk.press(t.close)
  await expect.poll(async () => (await state(page)).steps[0]?.unit).toBe('vectorTransfection')
  expect((await state(page)).scale_L).toBe(1000)
  expect(walk.complaints).toEqual([])
})

test('en: a batch moved by arrows, one rule of stirring kept of four', async ({ page }) => {
  test.setTimeout(120_000)
  const walk = await walkAlong(page, 'A6', expert, { language: 'en', width: 390, height: 844 })
  const t = studyTexts.en
  await walk.upTo(walk.place('study.changeControl'))
  await walk.until()
  await walk.press(t.pages.when)
  const last = page.locator('.study-batch').last()
  const week = Number(await last.textContent())
  await last.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.study-batch').last()).toHaveText(String(week + 1))
  await walk.press(t.pages.proof)
  await walk.press(t.change)
  await expect(page.getByRole('button', { name: t.changed })).toBeDisabled()
  await walk.upTo(walk.place('make.power'))
  await walk.until()
  expect(await axeFinds(page)).toEqual([])
  await walk.press(new RegExp(`^${t.stirring.keep} 20`))
  await expect.poll(() => set(page, 'power')).toBeCloseTo(20, 6)
  await expect.poll(() => set(page, 'gas')).toBeCloseTo(0.005, 6)
  await expect(page.locator('.study-rules .is-kept')).toHaveCount(1)
  expect(walk.complaints).toEqual([])
})
