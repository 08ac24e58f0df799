/** P5, invisible locks: the recorded expert plays the lot, a hand what is P5’s own; by pointer in French, by keyboard in English. */
import { expect, type Page, test } from '@playwright/test'
import expert from '../../levels/plasma/P5/runs/expert.json' with { type: 'json' }
import en from '../../levels/plasma/P5/text/en.json' with { type: 'json' }
import fr from '../../levels/plasma/P5/text/fr.json' with { type: 'json' }
import type { Snapshot } from '../../src/present/index.ts'
import type { Probe } from '../../src/ui/session.ts'
import { texts } from '../../src/ui/text.ts'
import { columnTexts, rackTexts, virusFilterTexts } from '../../src/ui/verbs/lockText.ts'
import { axeFinds, listen } from './tools.ts'

const { log } = expert
const state = (page: Page): Promise<Snapshot> => page.evaluate(() => window.lot.state())
const set = async (page: Page, topic: string): Promise<number> =>
  (await state(page)).steps[0]!.controls.find((c) => c.topic === topic)!.value

/** Where in the recorded lot something is decided for the nth time. */
const place = (slot: string, nth = 0): number => log.flatMap((d, i) => (d.slot === slot ? [i] : []))[nth]!

for (const [language, width, height, words] of [
  ['fr', 1366, 768, fr],
  ['en', 390, 844, en],
] as const)
  test(`${language}: the shelf, salt before the column, a ticket that says no, probes in the rack, to the end`, async ({
    page,
  }) => {
    test.setTimeout(180_000)
    await page.setViewportSize({ width, height })
    const complaints = listen(page)
    await page.goto(
      `/?level=P5&probe&seed=${expert.seed}&lang=${language}&speed=0&renderer=canvas&motion=reduced&sound=0`,
    )
    const [t, column, filter, rack] = [
      texts[language],
      columnTexts[language],
      virusFilterTexts[language],
      rackTexts[language],
    ]
    const byPointer = language === 'fr'
    const button = (name: string | RegExp) => page.getByRole('button', { name }).first()
    const press = async (name: string | RegExp): Promise<void> => {
      if (byPointer) return button(name).click()
      await button(name).focus()
      return page.keyboard.press('Enter')
    }
    const listenTo = async (): Promise<void> => {
      while ((await page.getByRole('button', { name: t.understood }).count()) > 0) await press(t.understood)
    }
    let at = 0
    /** As recorded up to there; what a hand does next is passed over. */
    const upTo = async (end: number): Promise<void> => {
      const refused = await page.evaluate(
        async (decisions) => {
          const all: unknown[] = []
          for (const { t, slot, value } of decisions) {
            const late_s = t - window.lot.state().t_s
            if (late_s > 0) await (window.lot as unknown as Probe).advance(late_s)
            const { refusal } = await (window.lot as unknown as Probe).decide({ slot, value } as never)
            if (refusal) all.push([slot, refusal])
          }
          return all
        },
        log.slice(at, end),
      )
      expect(refused).toEqual([])
      at = end + 1
      await listenTo()
    }

    // The planner is the first to speak.
    const [no] = words.questions.warmNight.replies
    await button(no!).waitFor()
    await press(no!)
    at = place('reply.warmNight') + 1
    await listenTo()

    // The night: a shelf drawn warmer, the chart answers; then as recorded.
    await upTo(place('cryoDried.shelf'))
    const shelf = await set(page, 'shelf')
    if (byPointer) {
      const handle = (await page.locator('.dryer-curve .handle').first().boundingBox())!
      await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
      await page.mouse.down()
      await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2 - 12, { steps: 4 })
      await page.mouse.up()
      await expect.poll(() => set(page, 'shelf')).toBeGreaterThan(shelf)
    }
    expect(await axeFinds(page)).toEqual([])
    await page.evaluate((value) => window.lot.decide({ slot: 'cryoDried.shelf', value } as never), log[at - 1]!.value)

    await upTo(place('globulinsColumn.pause'))
    await press(column.start)
    await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)
    await upTo(place('globulinsColumn.proceed', 1))
    await expect(button(column.again)).toBeVisible()
    expect(await axeFinds(page)).toEqual([])
    await press(column.send)
    await expect.poll(async () => (await state(page)).steps[0]!.id).toBe('globulinsNano')

    await upTo(place('globulinsNano.pause'))
    await press(filter.start)
    await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)
    await upTo(place('globulinsNano.rewet'))
    // The ticket comes when the test is over.
    await page.evaluate(
      (t) => (window.lot as unknown as Probe).advance(Math.max(0, t - window.lot.state().t_s)),
      log[at - 1]!.t,
    )
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
    await page.evaluate(
      (value) => window.lot.decide({ slot: 'albuminHeated.probeC', value } as never),
      log[at - 1]!.value,
    )
    expect(await axeFinds(page)).toEqual([])
    await upTo(log.length)
    await page.evaluate(async () => {
      for (let i = 0; i < 160 && window.lot.state().playing; i++) await (window.lot as unknown as Probe).advance(1800)
    })
    await expect.poll(async () => (await state(page)).playing).toBe(false)
    await expect(page.getByText(words.ending.released)).toBeVisible({ timeout: 60_000 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    expect(await axeFinds(page)).toEqual([])
    expect(complaints).toEqual([])
  })
