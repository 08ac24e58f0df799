/** P3, from paste to clear liquid: the recorded expert plays the lot, a hand what is P3’s own; by pointer in French, by keyboard in English. */
import { expect, type Page, test } from '@playwright/test'
import expert from '../../levels/plasma/P3/runs/expert.json' with { type: 'json' }
import en from '../../levels/plasma/P3/text/en.json' with { type: 'json' }
import fr from '../../levels/plasma/P3/text/fr.json' with { type: 'json' }
import type { Snapshot } from '../../src/present/index.ts'
import type { Probe } from '../../src/ui/session.ts'
import { texts } from '../../src/ui/text.ts'
import { corridorTexts } from '../../src/ui/verbs/fractionText.ts'
import { pasteTexts, pressTexts } from '../../src/ui/verbs/pasteText.ts'
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
  test(`${language}: the press, foam by two eyes, a drop at IV-4, to the end`, async ({ page }) => {
    test.setTimeout(180_000)
    await page.setViewportSize({ width, height })
    const complaints = listen(page)
    await page.goto(
      `/?level=P3&probe&seed=${expert.seed}&lang=${language}&speed=0&renderer=canvas&motion=reduced&sound=0`,
    )
    const [t, squeeze, paste, corridor] = [
      texts[language],
      pressTexts[language],
      pasteTexts[language],
      corridorTexts[language],
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
    /** To the moment of what comes next, not yet done. */
    const until = (end: number): Promise<void> =>
      page.evaluate(
        (t) => (window.lot as unknown as Probe).advance(Math.max(0, t - window.lot.state().t_s)),
        log[end]!.t,
      )

    await button(t.understood).waitFor()
    await listenTo()

    await upTo(place('press.pause'))
    await expect(button(squeeze.start)).toBeInViewport()
    await press(squeeze.start)
    await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)
    await upTo(place('reply.push'))
    await press(words.questions.push.replies[0]!)
    await listenTo()
    const bar = await set(page, 'pressure')
    await page.getByRole('slider', { name: squeeze.squeeze }).focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => set(page, 'pressure')).toBeGreaterThan(bar)
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => set(page, 'pressure')).toBeCloseTo(bar, 5)
    await upTo(place('press.assay'))
    expect(await axeFinds(page)).toEqual([])
    await until(at - 1)
    await page.evaluate(() => window.lot.decide({ slot: 'press.assay', value: ['turbidity'] } as never))

    // Foam rings: another eye on it before the stirring is touched.
    await upTo(place('globulinsDissolved.look', 2))
    await press(paste.look)
    const seen = page.getByRole('dialog')
    await expect(seen).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(seen).toBeHidden()
    await upTo(place('globulinsDissolved.stirring', 1))
    await page.getByRole('slider', { name: paste.stir }).focus()
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowLeft')
    await expect.poll(() => set(page, 'stirring')).toBeLessThan(0.8)

    await upTo(place('fourFour.pH'))
    const acid = await set(page, 'pH')
    await press(corridor.drop)
    await expect.poll(() => set(page, 'pH')).toBeCloseTo(acid - 0.05, 5)
    await page.evaluate((value) => window.lot.decide({ slot: 'fourFour.pH', value } as never), log[at - 1]!.value)
    await upTo(place('fourFour.proceed'))
    await press(corridor.open)
    await expect.poll(async () => (await state(page)).steps[0]!.phase).toBe('dose')
    expect(await axeFinds(page)).toEqual([])
    await upTo(log.length)
    await page.evaluate(async () => {
      for (let i = 0; i < 90 && window.lot.state().playing; i++) await (window.lot as unknown as Probe).advance(1800)
    })
    await expect.poll(async () => (await state(page)).playing).toBe(false)
    await expect(page.getByText(words.ending.released)).toBeVisible({ timeout: 60_000 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    expect(await axeFinds(page)).toEqual([])
    expect(complaints).toEqual([])
  })
