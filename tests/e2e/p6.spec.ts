/** P6, a batch to remember: the recorded expert plays the lot, a hand the search, the choice and the locks: half by pointer in French, half by keyboard in English. */
import { expect, test } from '@playwright/test'
import expert from '../../levels/plasma/P6/runs/expert.json' with { type: 'json' }
import en from '../../levels/plasma/P6/text/en.json' with { type: 'json' }
import fr from '../../levels/plasma/P6/text/fr.json' with { type: 'json' }
import { releaseTexts } from '../../src/ui/release/text.ts'
import { texts } from '../../src/ui/text.ts'
import { traceTexts } from '../../src/ui/trace/text.ts'
import { axeFinds } from './tools.ts'
import { state, walkAlong } from './walk.ts'

test('a letter, a trace, four operations in French by pointer; a pool blocked, two locks in English by keyboard', async ({
  page,
}) => {
  const walk = await walkAlong(page, 'P6', expert, {
    language: 'fr',
    width: 1366,
    height: 768,
    first: fr.questions.negative.replies[0]!,
  })
  const { press, place } = walk

  await walk.upTo(place('plan.hold'))
  await press(traceTexts.fr.plan)
  expect(await axeFinds(page)).toEqual([])
  // Two of yesterday's let go, press and caprylate in their place: as the record has it.
  for (const nth of [3, 5, 0, 1]) await page.getByRole('checkbox').nth(nth).click()
  await press(new RegExp(`^${traceTexts.fr.planGo}`))
  await expect.poll(async () => (await state(page)).plan?.held).toEqual(walk.next().value)

  await walk.upTo(place('trace.open'))
  await walk.until()
  await press(traceTexts.fr.open)
  await press(new RegExp(traceTexts.fr.documents.letter))
  await expect(page.getByText(/V-\d{4}/).first()).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await press(texts.fr.close)

  await walk.turnTo({ language: 'en', width: 390, height: 844 })
  const [t, release] = [traceTexts.en, releaseTexts.en]
  const close = (): Promise<void> => press(texts.en.close)
  await walk.upTo(place('trace.open', 1))
  await walk.until()
  await press(t.open)
  await press(new RegExp(t.documents.donor))
  await expect.poll(async () => (await state(page)).trace!.units.length).toBeGreaterThan(3)
  await close()

  await walk.upTo(place('trace.block'))
  await walk.until()
  await press(t.open)
  await press(`${t.block} ${String(walk.next().value)}`)
  await expect.poll(async () => (await state(page)).trace!.blocked).toEqual([walk.next().value])
  expect(await axeFinds(page)).toEqual([])
  await close()

  await walk.upTo(place('one.pause'))
  await walk.until()
  await press(t.letGo.one)
  await expect.poll(async () => (await state(page)).steps.find((s) => s.id === 'one')!.paused).toBe(false)

  await walk.upTo(place('disposition.propose'))
  await walk.until()
  await press(release.paper)
  await expect(page.getByText(release.traced.poolTest).last()).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await close()
  await page.evaluate((value) => window.lot.decide({ slot: 'disposition.propose', value } as never), walk.next().value)
  await expect.poll(async () => (await state(page)).trace!.certified).toBe(true)
  await walk.upTo(place('disposition.ship'))
  await walk.until()
  await expect(page.getByText(t.official)).toBeVisible()
  await press(t.ship)
  await expect(page.getByText(en.ending.released)).toBeVisible({ timeout: 60_000 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(await axeFinds(page)).toEqual([])
  expect(walk.complaints).toEqual([])
})
