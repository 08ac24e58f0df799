/** Every word four tenths longer, as another language might have it: nothing is cut, covered or pushed out of reach. */
import { expect, type Page, test } from '@playwright/test'
import m5 from '../../levels/antibody/M5/runs/expert.json' with { type: 'json' }
import m6 from '../../levels/antibody/M6/runs/expert.json' with { type: 'json' }
import p4 from '../../levels/plasma/P4/runs/expert.json' with { type: 'json' }
import p5 from '../../levels/plasma/P5/runs/expert.json' with { type: 'json' }
import p6 from '../../levels/plasma/P6/runs/expert.json' with { type: 'json' }
import { follow } from '../../scripts/tour.mjs'
import { misfits } from './fits.ts'
import { axeFinds } from './tools.ts'

test.use({ actionTimeout: 15_000 })

const SIZES = [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
] as const

type Lengthened = Node & { longer?: string | null }

/** Letters are said again in place until a word has four tenths more; a figure stays what it is. */
const lengthen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const longer = (word: string): string => {
      const more = Math.round(0.4 * word.length)
      const every = word.length / Math.max(1, more)
      return [...word].map((c, i) => (Math.floor((i + 1) / every) > Math.floor(i / every) ? c + c : c)).join('')
    }
    const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = all.nextNode() as Lengthened | null; node; node = all.nextNode() as Lengthened | null) {
      if (node.parentElement?.closest('svg, script, style, .unseen') || node.longer === node.nodeValue) continue
      node.nodeValue = (node.nodeValue ?? '').replace(/\p{L}{3,}/gu, longer)
      node.longer = node.nodeValue
    }
  })

/** At both sizes, in longer words. */
async function look(page: Page, screen: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    // Panels measure themselves, and what hangs over the picture is placed anew.
    await page.waitForTimeout(500)
    await lengthen(page)
    await page.waitForTimeout(50)
    expect.soft(await misfits(page), `${screen}, ${size.width} px`).toEqual([])
  }
}

const still = 'lang=fr&probe&motion=reduced&renderer=canvas&sound=0'
const running = (page: Page): Promise<unknown> => page.waitForFunction(() => window.lot?.state())

test('words four tenths longer: nothing is cut, covered or out of reach', async ({ page }) => {
  await page.goto(`/?menu&lang=fr&motion=reduced`)
  await look(page, 'campus')
  await page.keyboard.press(',')
  await page.getByRole('dialog').waitFor()
  await look(page, 'settings')

  await page.goto(`/?level=M1&seed=10&${still}`)
  await running(page)
  await look(page, 'booth')

  await page.goto(`/?level=A0&seed=3&${still}`)
  await running(page)
  await look(page, 'bench')

  await page.goto(`/?level=M2&seed=11&${still}`)
  await running(page)
  const days = (until: number): Promise<void> =>
    page.evaluate(async (day) => {
      const { lot } = window
      for (let i = 0; i < 24 && lot.state().playing && (lot.state().steps[0]!.day ?? -1) < day; i++) await lot.night()
      if (lot.state().playing)
        await lot.decide({ slot: 'culture.assay', value: ['viableCells', 'glucose', 'osmolality'] })
    }, until)
  await days(11)
  await look(page, 'busy morning')
  for (const [kind, name] of [
    ['sample', /^Pr+é+l+e+v+e+r/],
    ['night orders', /^N+u+i+t/],
  ] as const) {
    await page.setViewportSize({ width: 1920, height: 1080 })
    await page.getByRole('button', { name }).first().click()
    await look(page, kind)
    await page.keyboard.press('Escape')
  }
  await days(99)
  await page.locator('.tape.epilogue .big').click()
  await page.locator('.end').waitFor()
  await look(page, 'end')
})

test('along the recorded experts of M5 and M6: the same at every desk, and axe finds nothing', async ({ page }) => {
  const both = async (screen: string): Promise<void> => {
    await page.setViewportSize({ width: 1366, height: 768 })
    expect.soft(await axeFinds(page), screen).toEqual([])
    await look(page, screen)
  }
  const open = async (name: RegExp): Promise<void> => {
    await page.setViewportSize({ width: 1920, height: 1080 })
    await page.getByRole('button', { name }).first().click()
    await page.getByRole('dialog').waitFor()
  }
  const step = (): Promise<string | undefined> => page.evaluate(() => window.lot.state().steps[0]?.id)

  await page.goto(`/?level=M5&seed=${m5.seed}&${still}`)
  await running(page)
  await both('M5, capture')
  await follow(page, m5.log, 0, 25_000)
  expect(await step()).toBe('inactivation')
  await both('M5, low pH')
  await follow(page, m5.log, 25_000, 100_900)
  expect(await step()).toBe('nanofiltration')
  await both('M5, nanofilter')
  await open(/^E+n+q+u+ê+t+e+r+/)
  await both('M5, board')
  await page.keyboard.press('Escape')
  await follow(page, m5.log, 100_900, 113_000)
  expect(await step()).toBe('concentration')
  await both('M5, concentration')

  await page.goto(`/?level=M6&seed=${m6.seed}&${still}`)
  await running(page)
  await both('M6, vial')
  await follow(page, m6.log, 0, 2_996_500)
  expect(await step()).toBe('quarantine')
  await open(/^D+é+c+i+d+e+r+/)
  await both('M6, review')
})

test('along the recorded experts of P4, P5 and P6: the same at every desk, and axe finds nothing', async ({ page }) => {
  const both = async (screen: string): Promise<void> => {
    await page.setViewportSize({ width: 1366, height: 768 })
    expect.soft(await axeFinds(page), screen).toEqual([])
    await look(page, screen)
  }
  type Run = { readonly seed: number; readonly log: readonly { readonly t: number; readonly slot: string }[] }
  const begin = async (level: string, { seed }: Run): Promise<void> => {
    await page.goto(`/?level=${level}&seed=${seed}&${still}`)
    await running(page)
  }
  /** To the moment before something is decided for the nth time, from the one before it. */
  let from_s = 0
  const upTo = async ({ log }: Run, slot: string, nth = 0): Promise<void> => {
    const until_s = log.filter((d) => d.slot === slot)[nth]!.t
    await follow(page, log, from_s, until_s)
    from_s = until_s
  }
  const sheet = async (name: RegExp, screen: string): Promise<void> => {
    await page.setViewportSize({ width: 1920, height: 1080 })
    await page.getByRole('button', { name }).first().click()
    await page.getByRole('dialog').waitFor()
    await both(screen)
    await page.keyboard.press('Escape')
  }

  await begin('P4', p4)
  await upTo(p4, 'globulinsCaprylate.look')
  await both('P4, caprylate')
  await upTo(p4, 'globulinsDetergent.rinse')
  await both('P4, drops')

  from_s = 0
  await begin('P5', p5)
  await upTo(p5, 'cryoDried.shelf')
  await both('P5, freeze-dryer')
  await upTo(p5, 'globulinsColumn.proceed')
  await both('P5, column')
  await upTo(p5, 'albuminHeated.probeC')
  await both('P5, rack')

  from_s = 0
  await begin('P6', p6)
  await both('P6, pool')
  await sheet(/^C+h+o+i+s+i+r+/, 'P6, four operations')
  await upTo(p6, 'one.pause')
  await sheet(/^R+e+m+o+n+t+e+r+/, 'P6, traceability')
  await upTo(p6, 'disposition.propose')
  await both('P6, two locks')
})
