/** P2, the cold corridor: the recorded expert plays the lot, a hand what is P2’s own: half by keyboard in French, half by pointer in English; P1 the other way round. */
import { expect, test } from '@playwright/test'
import expert from '../../levels/plasma/P2/runs/expert.json' with { type: 'json' }
import en from '../../levels/plasma/P2/text/en.json' with { type: 'json' }
import fr from '../../levels/plasma/P2/text/fr.json' with { type: 'json' }
import { texts } from '../../src/ui/text.ts'
import { corridorTexts, flakeTexts } from '../../src/ui/verbs/fractionText.ts'
import { commonTexts } from '../../src/ui/verbs/text.ts'
import { axeFinds } from './tools.ts'
import { set, state, walkAlong } from './walk.ts'

test('the bowl, drops that are counted in French by keyboard; the corridor, the night in English by pointer', async ({
  page,
}) => {
  const walk = await walkAlong(page, 'P2', expert, { language: 'fr', width: 390, height: 844, byPointer: false })
  const { upTo, until, press, button, place, complaints, toTheEnd } = walk
  const [t, flakes, corridor] = [texts.en, flakeTexts.fr, corridorTexts.en]
  await expect(page.getByText(fr.roomAsks)).toBeVisible()

  await upTo(place('cryo.pause'))
  await expect(button(flakes.start)).toBeInViewport()
  await press(flakes.start)
  await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)
  await upTo(place('cryo.feed', 3))
  await page.getByRole('slider', { name: flakes.throttle }).focus()
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowLeft')
  await expect.poll(() => set(page, 'feed')).toBeLessThanOrEqual(250)
  expect(await axeFinds(page)).toEqual([])

  await upTo(place('twoThree.pH', 1))
  await until()
  await press(new RegExp(`^${corridorTexts.fr.drop}`))
  await expect.poll(() => set(page, 'pH')).toBeCloseTo(6.85, 5)
  await upTo(place('twoThree.assay', 2))
  await until()
  const samples = async (): Promise<number> =>
    (await state(page)).steps[0]!.assays.find((a) => a.id === 'pH')!.results.length
  const drawn = await samples()
  await press(commonTexts.fr.sampleFor('pH'))
  await expect.poll(samples).toBe(drawn + 1)

  await walk.turnTo({ language: 'en', width: 1366, height: 768, byPointer: true })
  await page.locator('.fall-map summary').click()
  await expect(page.locator('.fall-map p')).toContainText(/IgG.*6[.,]\d\d.*\d/)
  expect(await axeFinds(page)).toEqual([])
  await page.locator('.fall-map summary').click()
  await upTo(place('twoThree.proceed'))
  await press(corridor.open)
  await expect.poll(async () => (await state(page)).steps[0]!.phase).toBe('dose')

  await upTo(place('twoThree.temperature', 3))
  const cold_C = await set(page, 'temperature')
  const chart = (await page.locator('.corridor-chart svg').boundingBox())!
  const handle = (await page.locator('.corridor-chart .handle').boundingBox())!
  await page.mouse.move(chart.x + 40, handle.y + handle.height / 2)
  await page.mouse.down()
  await page.mouse.move(chart.x + 40, handle.y + handle.height / 2 + 5, { steps: 3 })
  await page.mouse.up()
  await expect.poll(() => set(page, 'temperature')).toBeLessThan(cold_C - 0.3)
  expect(await set(page, 'temperature')).toBeGreaterThan(cold_C - 0.9)
  await upTo(place('twoThree.temperature', 7))
  await page.getByRole('slider', { name: corridor.rate }).focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => set(page, 'rate')).toBeGreaterThan(1.5)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => set(page, 'rate')).toBeCloseTo(1.5, 5)

  // The lance is warm: shut, have the cold mended, open again.
  await upTo(place('twoThree.pause', 1))
  await until()
  await expect(button(corridor.stop)).toBeInViewport()
  await press(corridor.stop)
  await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(true)
  await upTo(place('twoThree.pause', 2))
  await press(corridor.go)
  await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)

  await upTo(place('night.orders'))
  await press(t.recordShort)
  await press(new RegExp(`^${t.nightShort}`))
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(t.sign).first().selectOption('bottomTemperature')
  await sheet.getByLabel(t.whom).first().selectOption('maintenance')
  expect(await axeFinds(page)).toEqual([])
  await press(t.leaveOrders)
  await expect.poll(async () => (await state(page)).orders.length).toBe(1)
  await upTo(expert.log.length)
  await toTheEnd(en.ending.released)
  expect(await axeFinds(page)).toEqual([])
  expect(complaints).toEqual([])
})
