import { expect, type Page } from '@playwright/test'
import type { Snapshot } from '../../src/present/index.ts'
import type { Probe } from '../../src/ui/session.ts'
import { texts } from '../../src/ui/text.ts'
import { misfits } from './fits.ts'
import { axeFinds, listen } from './tools.ts'

interface Decided {
  readonly t: number
  readonly slot: string
  readonly value: unknown
}

export const state = (page: Page): Promise<Snapshot> => page.evaluate(() => window.lot.state())

/** Where a set point of the running step stands. */
export const set = async (page: Page, topic: string): Promise<number> =>
  (await state(page)).steps[0]!.controls.find((c) => c.topic === topic)!.value

/** Levels whose walk also looks at sizes; M5, M6 and P4 to P6 are looked at in longer words: overflow.spec.ts. */
const LOOKED_AT: ReadonlySet<string> = new Set(['A4', 'A5', 'A6'])
const TABLET = { width: 1024, height: 768 } as const

/** In which language, in what window; by pointer in French and by keyboard in English, where nothing else is said. */
interface Way {
  readonly language: 'fr' | 'en'
  readonly width: number
  readonly height: number
  readonly byPointer?: boolean
}

/** A level in the browser along a recorded lot: what a hand does is its own, all between is as recorded. */
export async function walkAlong(
  page: Page,
  level: string,
  { seed, log }: { readonly seed: number; readonly log: readonly Decided[] },
  {
    first,
    ...begins
  }: Way & {
    /** What is heard first, where it is no colleague's morning. */
    readonly first?: string
  },
) {
  const { language, width, height } = begins
  let t = texts[language]
  let now: Way = begins
  await page.setViewportSize({ width, height })
  const complaints = listen(page)
  await page.goto(`/?level=${level}&probe&seed=${seed}&lang=${language}&speed=0&renderer=canvas&motion=reduced&sound=0`)
  const byPointer = (): boolean => now.byPointer ?? now.language === 'fr'
  const button = (name: string | RegExp) => page.getByRole('button', { name }).first()
  const press = async (name: string | RegExp): Promise<void> => {
    if (byPointer()) return button(name).click()
    await button(name).focus()
    return page.keyboard.press('Enter')
  }
  const listenTo = async (): Promise<void> => {
    while ((await page.getByRole('button', { name: t.understood }).count()) > 0) await press(t.understood)
  }
  /** Nothing cut, covered or out of reach, as it stands and on a tablet. */
  const fits = async (where: string): Promise<void> => {
    if (!LOOKED_AT.has(level)) return
    const { width, height } = now
    for (const size of [{ width, height }, TABLET]) {
      await page.setViewportSize(size)
      // What hangs over the picture is placed anew.
      await page.waitForTimeout(120)
      expect.soft(await misfits(page), `${where}, ${now.language}, ${size.width} px`).toEqual([])
    }
    await page.setViewportSize({ width, height })
  }
  let at = 0
  await button(first ?? t.understood).waitFor()
  await listenTo()
  return {
    /** As it began. */
    byPointer: byPointer(),
    /** The same lot in the other language from here on, in another window, by another hand. */
    async turnTo(way: Way): Promise<void> {
      await page.keyboard.press(',')
      const other = page.getByRole('radio', { name: { fr: 'Français', en: 'English' }[way.language] })
      await (byPointer() ? other.click() : other.press('Space'))
      await page.keyboard.press('Escape')
      await expect(page.locator('html')).toHaveAttribute('lang', way.language)
      await page.setViewportSize(way)
      t = texts[way.language]
      now = way
      expect(await axeFinds(page)).toEqual([])
    },
    button,
    press,
    listenTo,
    complaints,
    /** Where something is decided for the nth time. */
    place: (slot: string, nth = 0): number => log.flatMap((d, i) => (d.slot === slot ? [i] : []))[nth]!,
    /** As recorded up to there; what a hand does next is passed over. */
    async upTo(end: number): Promise<void> {
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
        log.slice(at, end) as { t: number; slot: string; value: unknown }[],
      )
      expect(refused).toEqual([])
      at = end + 1
      await listenTo()
      await fits(`before ${log[end]?.slot ?? 'its end'}`)
    },
    /** What a hand does in place of the record, and the moment of it. */
    next: (): Decided => log[at - 1]!,
    until: (): Promise<void> =>
      page.evaluate(
        (t) => (window.lot as unknown as Probe).advance(Math.max(0, t - window.lot.state().t_s)),
        log[at - 1]!.t,
      ),
    /** The crew has it from here: on to the sentence that ends it. */
    async toTheEnd(ending: string): Promise<void> {
      await page.evaluate(async () => {
        for (let i = 0; i < 90 && window.lot.state().playing; i++) await (window.lot as unknown as Probe).advance(1800)
      })
      await expect.poll(async () => (await state(page)).playing).toBe(false)
      await expect(page.getByText(ending)).toBeVisible({ timeout: 60_000 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(now.width)
    },
  }
}
