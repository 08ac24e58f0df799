/** P5, invisible locks: the recorded expert plays the lot, a hand what is P5’s own: half by pointer in French, half by keyboard in English. */
import { expect, test } from '@playwright/test'
import expert from '../../levels/plasma/P5/runs/expert.json' with { type: 'json' }
import en from '../../levels/plasma/P5/text/en.json' with { type: 'json' }
import fr from '../../levels/plasma/P5/text/fr.json' with { type: 'json' }
import { columnTexts, rackTexts, virusFilterTexts } from '../../src/ui/verbs/lockText.ts'
import { axeFinds } from './tools.ts'
import { set, state, walkAlong } from './walk.ts'

test('the shelf, salt before the column in French by pointer; a ticket that says no, probes in the rack in English by keyboard', async ({
  page,
}) => {
  // The planner is the first to speak.
  const [no] = fr.questions.warmNight.replies
  const walk = await walkAlong(page, 'P5', expert, { language: 'fr', width: 1366, height: 768, first: no! })
  const { upTo, until, next, press, button, place } = walk
  const [column, filter, rack] = [columnTexts.fr, virusFilterTexts.en, rackTexts.en]
  await upTo(place('reply.warmNight'))
  await press(no!)
  await walk.listenTo()

  // The night: a shelf drawn warmer, the chart answers; then as recorded.
  await upTo(place('cryoDried.shelf'))
  const shelf = await set(page, 'shelf')
  const handle = (await page.locator('.dryer-curve .handle').first().boundingBox())!
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
  await page.mouse.down()
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2 - 12, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => set(page, 'shelf')).toBeGreaterThan(shelf)
  expect(await axeFinds(page)).toEqual([])
  await page.evaluate((value) => window.lot.decide({ slot: 'cryoDried.shelf', value } as never), next().value)

  await upTo(place('globulinsColumn.pause'))
  await press(column.start)
  await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)
  await upTo(place('globulinsColumn.proceed', 1))
  await expect(button(column.again)).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await press(column.send)
  await expect.poll(async () => (await state(page)).steps[0]!.id).toBe('globulinsNano')

  await walk.turnTo({ language: 'en', width: 390, height: 844 })
  await upTo(place('globulinsNano.pause'))
  await press(filter.start)
  await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)
  await upTo(place('globulinsNano.rewet'))
  // The ticket comes when the test is over.
  await until()
  await expect(button(filter.rewet)).toBeVisible()
  await press(filter.rewet)
  await expect.poll(async () => (await state(page)).acts.some((a) => a.slot === 'globulinsNano.rewet')).toBe(true)

  // A probe into another bottle, then where it was.
  await upTo(place('albuminHeated.pause'))
  await press(rack.start)
  await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)
  await upTo(place('albuminHeated.probeC', 1))
  await press(new RegExp(`^${rack.choose('C')}`))
  await press(new RegExp(`^${rack.place(rack.layers[0]!, '3', '1')}`))
  await press(new RegExp(`^${rack.place(rack.layers[0]!, '3', '2')}`))
  await expect.poll(() => set(page, 'probeC')).toBe(25)
  await page.evaluate((value) => window.lot.decide({ slot: 'albuminHeated.probeC', value } as never), next().value)
  expect(await axeFinds(page)).toEqual([])
  await upTo(expert.log.length)
  await walk.toTheEnd(en.ending.released)
  expect(await axeFinds(page)).toEqual([])
  expect(walk.complaints).toEqual([])
})
