/** P3, from paste to clear liquid: the recorded expert plays the lot, a hand what is P3’s own: half by pointer in French, half by keyboard in English. */
import { expect, test } from '@playwright/test'
import expert from '../../levels/plasma/P3/runs/expert.json' with { type: 'json' }
import en from '../../levels/plasma/P3/text/en.json' with { type: 'json' }
import fr from '../../levels/plasma/P3/text/fr.json' with { type: 'json' }
import { corridorTexts, flakeTexts } from '../../src/ui/verbs/fractionText.ts'
import { pasteTexts, pressTexts } from '../../src/ui/verbs/pasteText.ts'
import { axeFinds } from './tools.ts'
import { set, state, walkAlong } from './walk.ts'

test('the press and its planner in French by pointer; foam by two eyes, a drop at IV-4, the last bowl in English by keyboard', async ({
  page,
}) => {
  const walk = await walkAlong(page, 'P3', expert, { language: 'fr', width: 1366, height: 768 })
  const { upTo, until, next, listenTo, press, button, place, complaints, toTheEnd } = walk
  const squeeze = pressTexts.fr
  const [paste, corridor, bowl] = [pasteTexts.en, corridorTexts.en, flakeTexts.en]

  await upTo(place('press.pause'))
  await expect(button(squeeze.start)).toBeInViewport()
  await press(squeeze.start)
  await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)
  await upTo(place('reply.push'))
  await press(fr.questions.push.replies[0]!)
  await listenTo()
  const bar = await set(page, 'pressure')
  await page.getByRole('slider', { name: squeeze.squeeze }).focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => set(page, 'pressure')).toBeGreaterThan(bar)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => set(page, 'pressure')).toBeCloseTo(bar, 5)
  await upTo(place('press.assay'))
  expect(await axeFinds(page)).toEqual([])
  await until()
  await page.evaluate(() => window.lot.decide({ slot: 'press.assay', value: ['turbidity'] } as never))

  // More foam than there should be: another eye on it before the stirring is touched.
  await upTo(place('globulinsDissolved.look', 2))
  await walk.turnTo({ language: 'en', width: 390, height: 844 })
  await press(paste.look)
  const seen = page.getByRole('dialog')
  await expect(seen).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(seen).toBeHidden()
  await upTo(place('globulinsDissolved.stirring', 3))
  await page.getByRole('slider', { name: paste.stir }).focus()
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowLeft')
  await expect.poll(() => set(page, 'stirring')).toBeLessThan(0.8)

  await upTo(place('fourFour.pH'))
  const acid = await set(page, 'pH')
  await press(corridor.drop)
  await expect.poll(() => set(page, 'pH')).toBeCloseTo(acid - 0.05, 5)
  await page.evaluate((value) => window.lot.decide({ slot: 'fourFour.pH', value } as never), next().value)
  await upTo(place('fourFour.proceed'))
  await press(corridor.open)
  await expect.poll(async () => (await state(page)).steps[0]!.phase).toBe('dose')
  await upTo(place('fiveSpin.pause'))
  await press(bowl.start)
  await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)
  expect(await axeFinds(page)).toEqual([])
  await upTo(expert.log.length)
  await toTheEnd(en.ending.released)
  expect(await axeFinds(page)).toEqual([])
  expect(complaints).toEqual([])
})
