/** M1, open the room: by pointer, by keyboard alone, and as text, each to its end. */
import { expect, type Page, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { loadLevel } from '../../src/content/index.ts'
import { digestRun } from '../../src/play/index.ts'
import type { Snapshot } from '../../src/present/index.ts'
import { play, type RunRecord } from '../../src/record/index.ts'
import { axeFinds, listen } from './tools.ts'

const M1 = loadLevel(JSON.parse(readFileSync('levels/antibody/M1/level.json', 'utf8'))).level!

async function open(page: Page, query: string): Promise<string[]> {
  const complaints = listen(page)
  await page.goto(`/?level=M1&probe&${query}`)
  await page.getByRole('button', { name: /^(Compris|Understood)$/ }).waitFor()
  return complaints
}

const state = (page: Page): Promise<Snapshot> => page.evaluate(() => window.lot.state())
const figure = (text: string): string => text.replace(/[^\d.,]/g, '')

/** What a reader of the tag decides by: another lot, another product, a date that has passed. */
async function belongsElsewhere(page: Page): Promise<boolean> {
  const tag = await page.locator('.tag-lines').innerText()
  const lots = tag.match(/PL-M1-\d+/g) ?? []
  const mine = `PL-M1-${String((await state(page)).seed).padStart(3, '0')}`
  const until = /(?:Jusqu’au|Use by) (\d+) (\S+) (\d+)/.exec(tag)
  const passed = until !== null && until[2] === 'OCT' && until[3] === '2026' && Number(until[1]) < 15
  return lots.some((lot) => lot !== mine) || tag.includes('PLT-02') || passed
}

test('fr: by pointer, every tag read, both bags, two doses held, to a batch without a finding', async ({ page }) => {
  test.setTimeout(300_000)
  await page.setViewportSize({ width: 1024, height: 768 })
  const complaints = await open(page, 'seed=10&lang=fr&renderer=canvas&motion=reduced')
  const dialog = page.getByRole('dialog')
  const button = (name: RegExp | string) => page.getByRole('button', { name })
  await page.locator('.hot').first().waitFor()
  expect(await axeFinds(page)).toEqual([])
  await button('Compris').click()
  const things = await page.locator('.hot').evaluateAll((all) => all.map((e) => e.getAttribute('data-thing')!))
  expect(things).toHaveLength(11)
  const tagged: string[] = []
  for (const id of things) {
    await page.locator(`.hot[data-thing=${id}]`).click()
    await page.locator('.tag-lines').waitFor()
    if (await belongsElsewhere(page)) {
      tagged.push(id)
      await button(/^Faire sortir/).click()
    } else await button('Laisser').click()
    await expect(page.locator('.tag-lines')).toHaveCount(0)
  }
  // This lot's three, by reading alone; the coffee machine is overdue and no fault.
  expect(tagged.toSorted()).toEqual(['bufferBottle', 'feedLabel', 'tubingSet'])
  await button(/^Faire regarder Nadia/).click()
  await expect(page.getByText('Nadia n’a rien étiqueté de plus.')).toBeVisible()
  await button(/^Vide de ligne fait/).click()

  for (const side of ['gauche', 'droite']) await button(new RegExp(`^Lire l’étiquette.*Poche de ${side}`)).click()
  await expect(page.locator('.bag-card .date')).toHaveCount(2)
  expect(await axeFinds(page)).toEqual([])
  const old = page.locator('.bag-card', { hasText: '14 OCT 2026' })
  await old.getByRole('button', { name: /^Brancher/ }).click()
  await expect(old.getByText('Le clip ne ferme pas.', { exact: true })).toBeVisible()
  await expect(page.locator('.voice')).toContainText('Lis la date.')
  await page
    .locator('.bag-card', { hasText: '03 NOV 2026' })
    .getByRole('button', { name: /^Brancher/ })
    .click()
  await button('Compris').click()

  for (const day of [0, 1]) {
    if (day === 1) {
      await button(/^Non\. Viens/).click()
      await button('Compris').click()
      await button(/^Prélever, compter/).click()
      await dialog.getByRole('button', { name: 'Prélever' }).click()
      await button(/^Écrire.*Cellules/).click()
      await dialog.getByRole('button', { name: /^Lire maintenant/ }).click()
      await expect(dialog.locator('.display-figure')).toContainText(/\d/)
      await dialog.locator('.typed input').fill(figure(await dialog.locator('.display-figure').innerText()))
      await dialog.getByRole('button', { name: /^À l’encre/ }).click()
      await dialog.getByRole('button', { name: 'Fermer' }).click()
    }
    await button(/^Verser la dose/).click()
    if (day === 0) expect(await axeFinds(page)).toEqual([])
    const before = Number(figure(await dialog.locator('.display-figure').innerText()).replace(',', '.'))
    await dialog.locator('.hold').hover()
    await page.mouse.down()
    await expect
      .poll(async () => Number(figure(await dialog.locator('.wide-note').innerText()).replace(',', '.')), {
        intervals: [40],
      })
      .toBeGreaterThan(0.89)
    await page.mouse.up()
    // One decision; the drip is the plant's own.
    await dialog.getByRole('button', { name: 'Écrire au dossier' }).click()
    const after = Number(figure(await dialog.locator('.display-figure').innerText()).replace(',', '.'))
    const asked = await page.evaluate(() => window.lot.state().acts.findLast((a) => a.slot === 'culture.feed')!.value)
    expect(before - after - 1.05 * Number(asked)).toBeGreaterThan(-0.06)
    await dialog.locator('.typed input').fill(figure(await dialog.locator('.display-figure').innerText()))
    await dialog.getByRole('button', { name: /^À l’encre/ }).click()
    await dialog.getByRole('button', { name: 'Fermer' }).click()
    await button('Quitter pour la nuit').click()
    await dialog.getByRole('button', { name: 'Prendre le poste' }).click()
  }
  await button(/^Non, je garde/).click()
  await button('Compris').click()
  await button(/^Écrire.*Temp/).click()
  await dialog.getByRole('button', { name: /^Lire maintenant/ }).click()
  await expect(dialog.locator('.display-figure')).toContainText(/\d/)
  await dialog.locator('.typed input').fill(figure(await dialog.locator('.display-figure').innerText()))
  await dialog.getByRole('button', { name: /^À l’encre/ }).click()
  await dialog.getByRole('button', { name: 'Fermer' }).click()
  await button('Quitter pour la nuit').click()
  await button('Aller au flacon').click()
  await button('Voir les notes').click()
  await expect(page.locator('.dial-value').last()).toContainText('100')

  // Its vial stands in the laboratory, with what can be proven of it; held up once more, the lot is seen again.
  await page.goto('/?menu&lang=fr')
  await page.getByRole('button', { name: /^Labo qualité.*1 flacon$/ }).press('Enter')
  await page.getByRole('button', { name: 'Mes flacons' }).press('Enter')
  const vials = page.getByRole('dialog', { name: 'Mes flacons' })
  await expect(vials.getByText(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/)).toBeVisible()
  await expect(vials.getByRole('row', { name: /^M1 Ouvrir la salle/ })).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    vials.getByRole('button', { name: 'Enregistrer les preuves' }).press('Enter'),
  ])
  const proofs = JSON.parse(readFileSync(await download.path(), 'utf8')) as RunRecord[]
  const { run } = play(M1, proofs[0]!.seed, proofs[0]!.log, 'idle')
  expect(proofs.map(({ digest }) => digest)).toEqual([digestRun(run)])
  await vials.getByRole('link', { name: /^Revoir le lot PL-M1-/ }).press('Enter')
  // Its marks are known: nobody is asked to guess them.
  await expect(page.locator('.dial-value').last()).toContainText('100', { timeout: 30_000 })
  expect(complaints).toEqual([])
})

/** Tabs to what has this name, as somebody without a mouse would. */
async function press(page: Page, name: RegExp, key = 'Enter'): Promise<void> {
  for (let i = 0; i < 70; i++) {
    // What is next may have the focus already.
    if (i > 0) await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const e = document.activeElement
      return e && e !== document.body ? (e.getAttribute('aria-label') ?? e.textContent ?? '').trim() : ''
    })
    if (name.test(focused)) {
      await page.keyboard.press(key)
      return
    }
  }
  throw new Error(`nothing called ${String(name)} can be reached with Tab`)
}

for (const [name, query] of [
  ['by keyboard alone', 'renderer=canvas'],
  ['as text', 'view=text'],
] as const)
  test(`en: ${name}: tag, connect, pour step by step, and nights to the vial`, async ({ page }) => {
    test.setTimeout(300_000)
    await page.setViewportSize({ width: 1024, height: 768 })
    const complaints = await open(page, `seed=5&lang=en&motion=reduced&${query}`)
    if (query === 'view=text') expect(await axeFinds(page)).toEqual([])
    await press(page, /^Understood/)
    await press(page, /^Feed label/)
    await expect(page.locator('.tag-lines')).toContainText('PL-M1-004')
    await press(page, /^Tag it/)
    await expect.poll(async () => (await state(page)).room!.items[0]!.tagged).toBe(true)
    await press(page, /^Ask Nadia/)
    await expect(page.getByText('Nadia found nothing more to tag.')).toBeVisible()
    await press(page, /^Line is clear/)
    await expect(page.getByRole('heading', { name: 'Two bags of feed' })).toBeVisible()
    await press(page, /^Connect.*Left/)
    await expect(page.getByText('The clip won’t close.', { exact: true })).toBeVisible()
    await press(page, /^Connect.*Right/)
    await expect.poll(async () => (await state(page)).bags!.connected).toBe('right')
    await press(page, /Pour the dose/)
    const more = page.getByRole('button', { name: /0\.1.kg more/ })
    await more.focus()
    for (let i = 0; i < 10; i++) await page.keyboard.press('Enter')
    await press(page, /^Pour 1\.0/)
    await expect(page.getByRole('button', { name: 'Write it in the record' })).toBeVisible()
    await page.keyboard.press('Escape')
    // The held gesture has its key too: too short a press pours nothing.
    await press(page, /Pour the dose/)
    await page.getByRole('button', { name: 'Hold to pour' }).focus()
    await page.keyboard.press('Space')
    await expect(page.getByText(/^Too short/)).toBeVisible()
    await page.keyboard.press('Escape')
    expect((await state(page)).acts.filter((a) => a.slot === 'culture.feed')).toHaveLength(1)
    for (let i = 0; i < 3; i++) {
      const { round } = await state(page)
      await press(page, /^Leave for the night/)
      const leave = page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true })
      await expect.poll(async () => (await leave.count()) || (await state(page)).round > round).toBeTruthy()
      if (await leave.count()) await press(page, /^Leave$/)
      await page
        .getByRole('button', { name: /^(Start the shift|Go to the vial|See the marks)/ })
        .first()
        .waitFor()
      if (i < 2) {
        await press(page, /^Start the shift/)
        await press(page, i === 0 ? /^No\. Come/ : /^No, I keep/)
        await press(page, /^Understood/)
      }
    }
    await press(page, /^Go to the vial/)
    await press(page, /^See the marks/)
    await expect(page.getByRole('heading', { name: /Level (passed|not passed yet)/ })).toBeVisible()
    expect(complaints).toEqual([])
  })

test('fr: who signs for somebody else is stopped, takes it back, and the end remembers', async ({ page }) => {
  const complaints = await open(page, 'seed=3&lang=fr&renderer=canvas&motion=reduced')
  await page.getByRole('button', { name: 'Compris' }).click()
  await page.evaluate(() => window.lot.night())
  await page.getByRole('button', { name: /^Donne, je signe/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Stop' })
  await expect(dialog).toContainText('falsifié')
  expect(await axeFinds(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Revenir avant ce geste' }).last().click()
  await expect(dialog).toHaveCount(0)
  expect((await state(page)).acts.filter((a) => a.slot === 'reply.signature')).toEqual([])
  await page.getByRole('button', { name: /^Non. Viens écrire/ }).click()
  await expect(dialog).toHaveCount(0)
  for (let i = 0; i < 20 && (await state(page)).playing; i++) await page.evaluate(() => window.lot.night())
  const skip = page.getByRole('button', { name: /^(Aller au flacon|Voir le résultat)$/ })
  const marks = page.getByRole('button', { name: 'Voir les notes' })
  await skip.or(marks).waitFor()
  if (await skip.count()) await skip.click()
  await marks.click()
  await expect(page.getByText('Un geste repris après un arrêt.')).toBeVisible()
  expect(complaints).toEqual([])
})
