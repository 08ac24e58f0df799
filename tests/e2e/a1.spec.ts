/** The AAV plant: A1 by pointer in French, where the stirrer slips; by keyboard in English, where the medium is weak. */
import { expect, type Page, test } from '@playwright/test'
import type { Snapshot } from '../../src/present/index.ts'
import { axeFinds, listen } from './tools.ts'

const state = (page: Page): Promise<Snapshot> => page.evaluate(() => window.lot.state())
const advance = (page: Page, seconds: number): Promise<void> => page.evaluate(`window.lot.advance(${seconds})`)

async function open(page: Page, query: string): Promise<string[]> {
  const complaints = listen(page)
  await page.goto(`/?level=A1&probe&speed=0&renderer=canvas&motion=reduced&sound=0&${query}`)
  await page.getByRole('button', { name: /^(Compris|Understood)$/ }).waitFor()
  return complaints
}

/** Of the lot before, or out of date: what the tag under the lamp says. */
const isWrong = async (page: Page, id: string): Promise<boolean> =>
  (await state(page)).room!.items.find((item) => item.id === id)!.tag === 'other'

/** Each over what it has to come after. */
const DRESSED = ['hands', 'innerGloves', 'hood', 'coverall', 'boots', 'outerGloves']

const newest = (view: Snapshot, id: string): number =>
  view.steps[0]!.assays.find((a) => a.id === id)!.results.at(-1)!.value

/** Read off the motor of the tank. */
async function motor_pct(page: Page): Promise<number> {
  await page.evaluate(() => window.lot.decide({ slot: 'expansion.look', value: 'motorLoad' }))
  return (await state(page)).steps[0]!.panels.find((p) => p.id === 'motorLoad')!.seen!.value!
}

const stepIs = (page: Page, id: string) => expect.poll(async () => (await state(page)).steps[0]?.id).toBe(id)

test('fr, by pointer: the airlock, the flask, clumps whose motor runs light, a night to part them', async ({
  page,
}) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  const complaints = await open(page, 'seed=4&lang=fr')
  const button = (name: RegExp | string) => page.getByRole('button', { name })
  const dialog = page.locator('dialog[open]')
  await button('Compris').click()
  for (const thing of await page.locator('.thing[data-list]').all()) {
    await thing.click()
    await page.locator('.tag-lines').waitFor()
    if (await isWrong(page, (await thing.getAttribute('data-list'))!)) await button(/^Faire sortir/).click()
    else await button('Laisser').click()
  }
  // The coverall before anything: Nadia sees it, and all comes off again.
  await page.locator('[data-don="coverall"]').click()
  for (const piece of DRESSED) if (piece !== 'coverall') await page.locator(`[data-don="${piece}"]`).click()
  await button(/^Faire regarder Nadia/).click()
  await expect(page.getByText('se ferme sur la cagoule')).toBeVisible()
  await button(/^Tout ôter/).click()
  for (const piece of DRESSED) await page.locator(`[data-don="${piece}"]`).click()
  await button(/^Vide de ligne fait/).click()
  await button(/^Je ressors/).click()
  expect(await axeFinds(page)).toEqual([])
  await button(/^Prélever, compter/).click()
  await dialog.getByRole('button', { name: 'Prélever' }).click()
  await advance(page, 600)
  await page.evaluate(() => window.lot.decide({ slot: 'expansion.seed', value: 0.7 }))
  await button(/^Passer les cellules plus loin/).click()
  await dialog.locator('.big').click()
  await expect.poll(async () => (await state(page)).steps[0]!.phase).toBe('preculture')
  await page.evaluate(() => window.lot.night())

  await button(/^Non.*nombre prévu/).click()
  await button(/^Prélever, compter/).click()
  await dialog.getByRole('button', { name: 'Prélever' }).click()
  await advance(page, 600)
  const view = await state(page)
  expect(newest(view, 'clumped')).toBeGreaterThan(10)
  expect(await motor_pct(page)).toBeLessThan(20)
  expect(await axeFinds(page)).toEqual([])
  await page.evaluate(() => window.lot.decide({ slot: 'call.maintenance', value: 'stirrer' }))
  await page.evaluate(() => window.lot.decide({ slot: 'expansion.transfectAt', value: 2.1 }))
  await page.evaluate(() => window.lot.night())
  await stepIs(page, 'production')
  expect(await page.locator('body').innerText()).not.toMatch(/anticorps|PLT-01|MBR-014/i)
  expect(complaints).toEqual([])
})

test('en, by keyboard: weak medium, another passage, to the tubes; it fits a telephone', async ({ page }) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 390, height: 844 })
  const complaints = await open(page, 'seed=1&lang=en')
  const press = async (name: RegExp): Promise<void> => {
    await page.getByRole('button', { name }).first().focus()
    await page.keyboard.press('Enter')
  }
  await press(/^Understood$/)
  for (const id of await page
    .locator('.thing[data-list]')
    .evaluateAll((all) => all.map((e) => e.getAttribute('data-list')!))) {
    await page.locator(`[data-list="${id}"]`).focus()
    await page.keyboard.press('Enter')
    await page.locator('.tag-lines').waitFor()
    await press((await isWrong(page, id)) ? /^Tag it out/ : /^Leave it/)
  }
  for (const piece of DRESSED) {
    const worn = page.locator(`[data-don="${piece}"]`)
    await expect(worn).toBeEnabled()
    await worn.focus()
    await page.keyboard.press('Enter')
    await expect(worn).toHaveCount(0)
  }
  await press(/^Ask Nadia/)
  await press(/^Line is clear/)
  await press(/^I go out/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await press(/^Passage the cells/)
  await page.locator('dialog[open] .big').focus()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await state(page)).steps[0]!.phase).toBe('preculture')
  await page.evaluate(() => window.lot.night())
  await press(/^No: at the planned/)
  // Slow cells and a motor that pushes: the medium.
  expect(await motor_pct(page)).toBeGreaterThan(25)
  await page.evaluate(() => window.lot.decide({ slot: 'expansion.passage', value: 1 }))
  await page.evaluate(() => window.lot.decide({ slot: 'expansion.transfectAt', value: 1.95 }))
  for (let night = 0; night < 6 && (await state(page)).playing; night++) {
    await page.evaluate(() => window.lot.night())
    if ((await state(page)).questions.length > 0) await press(/^No: it’s expected/)
  }
  await expect.poll(async () => (await state(page)).playing).toBe(false)
  expect(complaints).toEqual([])
})
