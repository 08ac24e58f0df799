/** P6, the batch one remembers: the recorded expert plays the lot, a hand the search, the choice and the locks; by pointer in French, by keyboard in English. */
import { expect, test } from '@playwright/test'
import expert from '../../levels/plasma/P6/runs/expert.json' with { type: 'json' }
import en from '../../levels/plasma/P6/text/en.json' with { type: 'json' }
import fr from '../../levels/plasma/P6/text/fr.json' with { type: 'json' }
import { releaseTexts } from '../../src/ui/release/text.ts'
import { texts } from '../../src/ui/text.ts'
import { traceTexts } from '../../src/ui/trace/text.ts'
import { axeFinds } from './tools.ts'
import { state, walkAlong } from './walk.ts'

for (const [language, width, height, words] of [
  ['fr', 1366, 768, fr],
  ['en', 390, 844, en],
] as const)
  test(`${language}: a letter, a trace, four operations, a pool blocked, two locks, to the end`, async ({ page }) => {
    test.setTimeout(240_000)
    const walk = await walkAlong(page, 'P6', expert, {
      language,
      width,
      height,
      first: words.questions.negative.replies[0]!,
    })
    const { press, place } = walk
    const [t, common, release] = [traceTexts[language], texts[language], releaseTexts[language]]
    const close = (): Promise<void> => press(common.close)

    await walk.upTo(place('plan.hold'))
    await press(t.plan)
    expect(await axeFinds(page)).toEqual([])
    const tick = async (nth: number): Promise<void> => {
      const box = page.getByRole('checkbox').nth(nth)
      if (walk.byPointer) return box.click()
      await box.focus()
      return page.keyboard.press('Space')
    }
    // Two of yesterday's let go, press and caprylate in their place: as the record has it.
    for (const nth of [3, 5, 0, 1]) await tick(nth)
    await press(new RegExp(`^${t.planGo}`))
    await expect.poll(async () => (await state(page)).plan?.held).toEqual(walk.next().value)

    await walk.upTo(place('trace.open'))
    await walk.until()
    await press(t.open)
    await press(new RegExp(t.documents.letter))
    await expect(page.getByText(/V-\d{4}/).first()).toBeVisible()
    expect(await axeFinds(page)).toEqual([])
    await close()
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
    await page.evaluate(
      (value) => window.lot.decide({ slot: 'disposition.propose', value } as never),
      walk.next().value,
    )
    await expect.poll(async () => (await state(page)).trace!.certified).toBe(true)
    await walk.upTo(place('disposition.ship'))
    await walk.until()
    await expect(page.getByText(t.official)).toBeVisible()
    await press(t.ship)
    await expect(page.getByText(words.ending.released)).toBeVisible({ timeout: 60_000 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    expect(await axeFinds(page)).toEqual([])
    expect(walk.complaints).toEqual([])
  })
