/** The plasma plant: P1 by pointer in French, by keyboard in English. */
import { expect, type Page, test } from '@playwright/test'
import type { Snapshot } from '../../src/present/index.ts'
import { flakeTexts } from '../../src/ui/verbs/fractionText.ts'
import { axeFinds, listen } from './tools.ts'

const state = (page: Page): Promise<Snapshot> => page.evaluate(() => window.lot.state())
const advance = (page: Page, seconds: number): Promise<void> => page.evaluate(`window.lot.advance(${seconds})`)

async function open(page: Page, query: string): Promise<string[]> {
  const complaints = listen(page)
  await page.goto(`/?level=P1&probe&speed=0&renderer=canvas&motion=reduced&sound=0&${query}`)
  await page.getByRole('button', { name: /^(Compris|Understood)$/ }).waitFor()
  return complaints
}

/** Another pool, no code, a colour off the chart: what a reader of the tag decides by. */
async function belongsElsewhere(page: Page): Promise<boolean> {
  const tag = await page.locator('.tag-lines').innerText()
  const mine = `PL-P1-${String((await state(page)).seed).padStart(3, '0')}`
  return (
    (tag.match(/PL-P1-\d+/g) ?? []).some((lot) => lot !== mine) ||
    /refuse|Hémolyse|Haemolysis|60 jours|sixty days/.test(tag)
  )
}

/** Until the needle rings, or the phase is ready. */
async function until(page: Page, is: (view: Snapshot) => boolean): Promise<void> {
  for (let i = 0; i < 120 && !is(await state(page)); i++) await advance(page, 120)
  expect(is(await state(page))).toBe(true)
}
const rings = (view: Snapshot): boolean => view.alarms[0]!.state === 'unacknowledged'
const isReady = (view: Snapshot): boolean => view.steps[0]?.ready ?? false
const wordsOfAntibody = /anticorps|antibody|PLT-01|MBR-014/i

test('fr, by pointer: the room, the bottles, a slipping stirrer that a thermometer gives away', async ({ page }) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  const complaints = await open(page, 'seed=2&lang=fr')
  const button = (name: RegExp | string) => page.getByRole('button', { name })
  await button('Compris').click()
  await expect(page.locator('.stations li')).toHaveCount(3)
  const tagged: string[] = []
  for (const thing of await page.locator('.thing').all()) {
    await thing.click()
    await page.locator('.tag-lines').waitFor()
    if (await belongsElsewhere(page)) {
      tagged.push((await thing.getAttribute('data-list'))!)
      await button(/^Faire sortir/).click()
    } else await button('Laisser').click()
  }
  expect(tagged.toSorted()).toEqual(['crate', 'unitList'])
  await button(/^Faire regarder Nadia/).click()
  await button(/^Vide de ligne fait/).click()
  await button(/^Non.*refusées/).click()
  await button(/^On compare au nuancier/).click()
  expect(await axeFinds(page)).toEqual([])
  expect(await page.locator('main, aside, body').first().innerText()).not.toMatch(wordsOfAntibody)

  await until(page, isReady)
  await page.locator('.skid-stop', { hasText: 'Ouvrir les bouteilles' }).click()
  await button(/^Non.*la paroi/).click()
  await until(page, rings)
  await button('Acquitter').click()
  await button('Plonger le thermomètre').click()
  await expect
    .poll(async () => (await state(page)).steps[0]!.panels.find((p) => p.id === 'handThermometer')!.seen)
    .not.toBeNull()
  const { panels, counters } = (await state(page)).steps[0]!
  const shown = (id: string): number => panels.find((p) => p.id === id)!.now!
  // Both say so, and there is ice: it is no probe that lies.
  expect(Math.abs(shown('handThermometer') - shown('poolTemperature'))).toBeLessThan(0.5)
  expect(counters['frozen_pct']).toBeGreaterThan(20)
  await button('Couper l’eau').click()
  await expect(page.locator('.skid-stop')).toContainText('Rouvrir l’eau')
  expect(complaints).toEqual([])
})

test('en, by keyboard: thing after thing, the melt, to the centrifuge; it fits a telephone', async ({ page }) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 390, height: 844 })
  const complaints = await open(page, 'seed=3&lang=en')
  const press = async (name: RegExp): Promise<void> => {
    await page.getByRole('button', { name }).first().focus()
    await page.keyboard.press('Enter')
  }
  await press(/^Understood$/)
  for (const id of await page.locator('.thing').evaluateAll((all) => all.map((e) => e.getAttribute('data-list')!))) {
    await page.locator(`[data-list="${id}"]`).focus()
    await page.keyboard.press('Enter')
    await page.locator('.tag-lines').waitFor()
    await press((await belongsElsewhere(page)) ? /^Tag it out/ : /^Leave it/)
  }
  await press(/^Ask Nadia/)
  await press(/^Line is clear/)
  await press(/^No: reject/)
  await press(/^Compare with the chart/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await until(page, isReady)
  await press(/^Open the bottles$/)
  await press(/^No: the wall/)
  await until(page, isReady)
  await press(/^No ice left/)
  // Melted to yesterday's 4 °C: beyond the alert.
  await until(page, rings)
  await press(/^Acknowledge$/)
  await until(page, isReady)
  await press(/^To the centrifuge$/)
  // All has melted: now the tube, then the bowl by its glass.
  await press(/^Now: it’s all melted/)
  await press(/^Start the bowl$/)
  await press(/^No: whatever goes/)
  const bowl = page.getByRole('slider', { name: flakeTexts.en.throttle })
  await bowl.focus()
  for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowLeft')
  await until(page, isReady)
  expect((await state(page)).steps[0]!.panels.find((p) => p.id === 'pasteWeight')!.now).toBeGreaterThan(1.5)
  await press(/^Close the bowl/)
  await expect.poll(async () => (await state(page)).playing).toBe(false)
  expect(complaints).toEqual([])
})
