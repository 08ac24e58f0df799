/** P4, the viral border: the recorded expert plays the lot, a hand what is P4’s own: half by pointer in French, half by keyboard in English. */
import { expect, test } from '@playwright/test'
import expert from '../../levels/plasma/P4/runs/expert.json' with { type: 'json' }
import en from '../../levels/plasma/P4/text/en.json' with { type: 'json' }
import fr from '../../levels/plasma/P4/text/fr.json' with { type: 'json' }
import { caprylateTexts, ledgerTexts, wallTexts } from '../../src/ui/verbs/borderText.ts'
import { axeFinds } from './tools.ts'
import { set, state, walkAlong } from './walk.ts'

test('oil by the glass, drops by the lamp in French by pointer; a clock that stops, the hose by its sign in English by keyboard', async ({
  page,
}) => {
  const walk = await walkAlong(page, 'P4', expert, { language: 'fr', width: 1366, height: 768 })
  const { press, place, button } = walk
  const acid = caprylateTexts.fr
  await expect(page.getByText(fr.roomAsks)).toBeVisible()

  await walk.upTo(place('globulinsCaprylate.pause'))
  await press(acid.start)
  await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)
  await walk.upTo(place('globulinsCaprylate.look'))
  await walk.until()
  await press(acid.look)
  await expect
    .poll(async () => (await state(page)).steps[0]!.panels.find((p) => p.id === 'oilFilm')!.seen)
    .not.toBeNull()
  expect(await axeFinds(page)).toEqual([])

  await walk.upTo(place('globulinsDetergent.look'))
  await walk.until()
  await press(new RegExp(wallTexts.fr.places.domeGlass))
  await expect(button(wallTexts.fr.rinse)).toBeVisible()
  await walk.upTo(place('globulinsDetergent.rinse'))
  await walk.until()
  await press(wallTexts.fr.rinse)
  await expect.poll(async () => (await state(page)).acts.some((a) => a.slot === 'globulinsDetergent.rinse')).toBe(true)
  expect(await axeFinds(page)).toEqual([])

  await walk.turnTo({ language: 'en', width: 390, height: 844 })
  const [wall, ledger] = [wallTexts.en, ledgerTexts.en]
  await walk.upTo(place('globulinsDetergent.proceed'))
  await walk.until()
  await press(wall.finish['mix']!)
  await expect.poll(async () => (await state(page)).steps[0]!.phase).toBe('hold')
  await walk.upTo(place('globulinsDetergent.hose'))
  await walk.until()
  await page.getByRole('radio', { name: new RegExp(wall.hoses.after) }).focus()
  await page.keyboard.press('Space')
  await expect.poll(() => set(page, 'hose')).toBe(1)

  // The hold reads cold: the clock first, then the cause.
  await walk.upTo(place('globulinsDetergent.pause', 1))
  await walk.until()
  await press(wall.stop)
  await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(true)
  await walk.upTo(place('globulinsDetergent.restart'))
  await walk.until()
  await press(new RegExp(`^${wall.restart}`))
  await expect.poll(async () => (await state(page)).steps[0]!.counters['hold_h']).toBe(0)
  await page.locator('.viral-ledger summary').click()
  await expect(page.locator('.viral-ledger')).toContainText(ledger.states.proven)
  expect(await axeFinds(page)).toEqual([])
  await walk.upTo(expert.log.length)
  await walk.toTheEnd(en.ending.released)
  expect(await axeFinds(page)).toEqual([])
  expect(walk.complaints).toEqual([])
})
