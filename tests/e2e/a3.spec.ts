/** A3, open the cells: the recorded expert plays the lot, a hand what is A3’s own; by pointer in French, by keyboard in English. */
import { expect, test } from '@playwright/test'
import expert from '../../levels/aav/A3/runs/expert.json' with { type: 'json' }
import en from '../../levels/aav/A3/text/en.json' with { type: 'json' }
import fr from '../../levels/aav/A3/text/fr.json' with { type: 'json' }
import { cellsTexts } from '../../src/ui/verbs/cellsText.ts'
import { axeFinds } from './tools.ts'
import { state, walkAlong } from './walk.ts'

for (const [language, width, height, words] of [
  ['fr', 1366, 768, fr],
  ['en', 390, 844, en],
] as const)
  test(`${language}: a harvest by two curves, a label, a thread, a filter, a bag that waits, to the end`, async ({
    page,
  }) => {
    test.setTimeout(180_000)
    const walk = await walkAlong(page, 'A3', expert, { language, width, height })
    const { upTo, listenTo, press, button, place, complaints, toTheEnd } = walk
    const t = cellsTexts[language]
    const sheet = page.getByRole('dialog')
    const readOff = async (name: string): Promise<void> => {
      await press(new RegExp(`^${name}`))
      await expect(sheet).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(sheet).toBeHidden()
    }

    // Both curves are drawn of what was measured, and said.
    await upTo(place('make.proceed'))
    await expect(button(t.harvest.harvest)).toBeInViewport()
    await expect(page.locator('.cells-chart circle.working')).toHaveCount(4)
    expect(await axeFinds(page)).toEqual([])
    await press(t.harvest.harvest)
    await sheet.getByRole('button', { name: t.harvest.harvest }).click()
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
    await upTo(place('clear.pause'))
    await press(t.filter.start)
    await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)
    await upTo(place('clear.flux', 2))
    await expect(page.getByRole('img', { name: /bar/ }).first()).toBeVisible()
    expect(await axeFinds(page)).toEqual([])
    await upTo(place('hold.temperature'))
    await readOff(t.hold.board)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    expect(await axeFinds(page)).toEqual([])
    await page.evaluate(() => window.lot.decide({ slot: 'hold.temperature', value: 5 } as never))
    await upTo(expert.log.length)
    await listenTo()
    await toTheEnd(words.ending.released)
    expect(await axeFinds(page)).toEqual([])
    expect(complaints).toEqual([])
  })
