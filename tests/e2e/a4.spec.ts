/** A4, full or empty: the recorded expert plays two lots, a hand what is A4’s own; by pointer in French, by keyboard in English. */
import { expect, test } from '@playwright/test'
import expert from '../../levels/aav/A4/runs/expert.json' with { type: 'json' }
import en from '../../levels/aav/A4/text/en.json' with { type: 'json' }
import fr from '../../levels/aav/A4/text/fr.json' with { type: 'json' }
import type { Probe } from '../../src/ui/session.ts'
import { affinityTexts, fullEmptyTexts } from '../../src/ui/verbs/vectorColumnText.ts'
import { axeFinds } from './tools.ts'
import { set, state, walkAlong } from './walk.ts'

for (const [language, width, height, words] of [
  ['fr', 1366, 768, fr],
  ['en', 390, 844, en],
] as const)
  test(`${language}: a bottle before the acid, red digits, two lights, a line that is moved, to the vials`, async ({
    page,
  }) => {
    test.setTimeout(240_000)
    const walk = await walkAlong(page, 'A4', expert, { language, width, height })
    const { place, press, byPointer } = walk
    const [affinity, exchange] = [affinityTexts[language], fullEmptyTexts[language]]

    await walk.upTo(place('catch1.place'))
    await walk.until()
    await press(new RegExp(`^${affinity.place}`))
    await expect.poll(async () => (await state(page)).steps[0]!.counters['coming_min']).toBeGreaterThan(15)
    expect(await axeFinds(page)).toEqual([])
    await walk.upTo(place('reply.genomes'))
    await walk.until()
    await press(words.questions.genomes.replies[0]!)
    await walk.listenTo()

    await walk.upTo(place('catch1.neutraliseNow'))
    await walk.until()
    await expect(page.locator('.affinity-acid.runs')).toBeVisible()
    expect(await axeFinds(page)).toEqual([])
    await press(affinity.neutralise)
    await expect
      .poll(async () => (await state(page)).steps[0]!.panels.find((p) => p.id === 'poolPh')!.now)
      .toBeGreaterThan(7)

    // The lines are moved before the peak; then the valve is opened where the two lights have crossed.
    await walk.upTo(place('polish1.cut', 1))
    await walk.until()
    expect(await axeFinds(page)).toEqual([])
    const stood = await set(page, 'cut')
    const line = page.getByRole('slider', { name: exchange.line.from })
    if (byPointer) {
      const handle = (await page.locator('.cut-line.from .cut-handle').boundingBox())!
      await page.mouse.move(handle.x + 22, handle.y + 22)
      await page.mouse.down()
      await page.mouse.move(handle.x - 60, handle.y + 22, { steps: 5 })
      await page.mouse.up()
    } else {
      await line.focus()
      for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft')
    }
    await expect.poll(() => set(page, 'cut')).toBeLessThan(stood)
    await page.evaluate(() => (window.lot as unknown as Probe).advance(300))
    await press(new RegExp(`^${exchange.openNow.split(/\s?:/)[0]}`))
    // The display and the cell differ by their error: it opens within minutes.
    await page.evaluate(() => (window.lot as unknown as Probe).advance(300))
    await expect.poll(async () => (await state(page)).steps[0]!.counters['collecting']).toBe(1)
    expect(await set(page, 'cut')).toBeLessThan(10)

    await walk.upTo(place('polish1.proceed'))
    await walk.until()
    await press(exchange.finish)
    await expect.poll(async () => (await state(page)).stations.find((s) => s.id === 'polish1')!.state).toBe('done')
    // The second lot is left to the crew.
    for (let i = 0; i < 4 && (await state(page)).playing; i++) await page.evaluate(() => window.lot.night())
    await expect.poll(async () => (await state(page)).playing).toBe(false)
    expect(walk.complaints).toEqual([])
  })
