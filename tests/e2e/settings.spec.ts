/** What makes play safe and comfortable: profiles, saves, files, settings, keys, languages. */
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import type { Snapshot } from '../../src/present/index.ts'
import { axeFinds, listen } from './tools.ts'

test.use({ actionTimeout: 15_000 })

interface Lot {
  state(): Snapshot
  decide(decision: { slot: string; value: number | string[] }): Promise<unknown>
  advance(seconds: number): Promise<void>
  night(): Promise<void>
  record(): { readonly seed: number; readonly log: readonly unknown[] }
}
const state = (page: Page): Promise<Snapshot> => page.evaluate(() => (window as unknown as { lot: Lot }).lot.state())
const decide = (page: Page, slot: string, value: number | string[]): Promise<unknown> =>
  page.evaluate(([s, v]) => (window as unknown as { lot: Lot }).lot.decide({ slot: s, value: v }), [
    slot,
    value,
  ] as const)
const advance = (page: Page, seconds: number): Promise<void> =>
  page.evaluate((s) => (window as unknown as { lot: Lot }).lot.advance(s), seconds)
const night = (page: Page): Promise<void> => page.evaluate(() => (window as unknown as { lot: Lot }).lot.night())

async function open(page: Page, wishes: string): Promise<string[]> {
  const complaints = listen(page)
  await page.goto(`/?level=M2&probe&motion=reduced&${wishes}`)
  await page.waitForFunction(() => (window as unknown as { lot?: Lot }).lot?.state())
  return complaints
}

/** The page as a crash leaves it: nothing of it runs any more, and nothing was run at its end. */
async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const gone = page.waitForEvent('crash')
  void session.send('Page.crash').catch(() => {})
  await gone
}

test('fr: settings by key, each at once in the middle of a lot; the focus comes back', async ({ page }) => {
  const complaints = await open(page, 'seed=5&lang=fr&view=text')
  await page.getByRole('button', { name: 'Compris' }).click()
  const before = await state(page)
  const menu = page.getByRole('button', { name: 'Menu et réglages' })
  await menu.click()
  const sheet = page.getByRole('dialog', { name: 'Réglages' })
  await expect(sheet).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(menu).toBeFocused()

  await page.keyboard.press(',')
  await sheet.getByRole('radio', { name: '150' }).check()
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('24px')
  await sheet.getByRole('checkbox', { name: 'Lettres plus espacées' }).check()
  await expect(page.locator('html')).toHaveAttribute('data-letters', 'wide')
  for (const [name, light] of [
    ['Contraste fort', 'contrast'],
    ['Toujours sombre', 'night'],
  ] as const) {
    await sheet.getByRole('radio', { name }).check()
    await expect(page.locator('html')).toHaveAttribute('data-light', light)
    expect(await axeFinds(page)).toEqual([])
  }
  await sheet.getByRole('checkbox', { name: /^Pause toujours/ }).check()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: '16×' })).toBeDisabled()
  await page.keyboard.press('3')
  await expect(page.locator('.refusal')).toContainText('Pause toujours')
  expect((await state(page)).t_s).toBe(before.t_s)

  // They are the profile's: another visit finds them.
  await page.goto('/?menu')
  await expect(page.locator('html')).toHaveAttribute('data-letters', 'wide')
  expect(complaints).toEqual([])
})

for (const query of ['view=text', 'renderer=canvas'])
  test(`?, by keyboard (${query}): every key of the screen, and each does what it says`, async ({ page }) => {
    const complaints = await open(page, `seed=5&lang=en&${query}`)
    await page.getByRole('button', { name: 'Understood' }).click()
    await page.getByRole('button', { name: /^Sample \d/ }).focus()
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keys' })
    await expect(sheet.locator('kbd')).toContainText(['?', ',', 'Space', '1', '2', '3', '0', 'N', 'Tab'])
    expect(await axeFinds(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: /^Sample \d/ })).toBeFocused()
    await page.keyboard.press('2')
    await expect(page.getByRole('button', { name: '4×' })).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('0')
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toHaveAttribute('aria-pressed', 'true')
    // Over a sheet too; and it can all be turned off.
    await page.keyboard.press(',')
    await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).focus()
    await page.keyboard.press('?')
    await expect(sheet).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('checkbox', { name: 'Single-key shortcuts' })).toBeFocused()
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    await page.keyboard.press('2')
    await expect(page.getByRole('button', { name: '4×' })).toHaveAttribute('aria-pressed', 'false')
    expect(complaints).toEqual([])
  })

test('no control is out of reach of Tab, and none keeps the focus', async ({ page }) => {
  await open(page, 'seed=5&lang=fr&view=text')
  await page.getByRole('button', { name: 'Compris' }).click()
  const all = await page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('button, a[href], input, select')].filter(
        // Of a group with arrows only one is a stop.
        (e) => e.offsetParent !== null && e.tabIndex >= 0 && !(e as HTMLButtonElement).disabled,
      ).length,
  )
  const seen = new Set<string>()
  let round = false
  for (let i = 0; i < all + 5 && !round; i++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const controls = [...document.querySelectorAll('button, a[href], input, select')]
      return String(controls.indexOf(document.activeElement!))
    })
    round = seen.has(at)
    seen.add(at)
  }
  seen.delete('-1')
  expect(seen.size).toBe(all)
})

test('a killed page: the same second, the same lot, no act lost', async ({ page, context }) => {
  await open(page, 'lang=fr&view=text')
  await decide(page, 'seed.assay', ['viability'])
  await night(page)
  await decide(page, 'seed.squares', 4)
  await advance(page, 1234)
  const before = await state(page)
  const record = await page.evaluate(() => (window as unknown as { lot: Lot }).lot.record())
  await page.waitForTimeout(100)
  await kill(page)
  const again = await context.newPage()
  await open(again, 'lang=fr&view=text')
  await expect(again.getByText('Lot repris là où tu l’avais laissé.')).toBeVisible()
  expect(await state(again)).toEqual(before)
  expect(await again.evaluate(() => (window as unknown as { lot: Lot }).lot.record())).toEqual(record)
})

test('two tabs: one plays; « Jouer ici » brings the last second along, and back', async ({ page, context }) => {
  await open(page, 'seed=3&lang=fr&view=text')
  await advance(page, 3600)
  const second = await context.newPage()
  await second.goto('/?level=M2&lang=fr&view=text&probe')
  await expect(second.getByRole('heading', { name: 'Ce lot est ouvert dans un autre onglet.' })).toBeVisible()
  await advance(page, 60)
  const at_s = (await state(page)).t_s
  await second.getByRole('button', { name: 'Jouer ici' }).click()
  await expect(page.getByRole('heading', { name: 'Un autre onglet a repris ce lot.' })).toBeVisible()
  await expect.poll(async () => (await state(second))?.t_s).toBe(at_s)
  await advance(second, 60)
  await page.getByRole('button', { name: 'Jouer ici' }).click()
  await expect.poll(async () => (await state(page)).t_s).toBeGreaterThan(at_s)
  await expect(second.getByRole('heading', { name: 'Un autre onglet a repris ce lot.' })).toBeVisible()
})

test('two tabs opened at once: one of them plays', async ({ context }) => {
  const pages = [await context.newPage(), await context.newPage()]
  await pages[0]!.goto('/?menu')
  await Promise.all(pages.map((p) => p.goto('/?level=M2&seed=3&lang=fr&view=text&probe')))
  const told = pages.map((p) => p.getByRole('heading', { name: /autre onglet/ }))
  await expect.poll(async () => (await told[0]!.count()) + (await told[1]!.count())).toBe(1)
  await pages[0]!.waitForTimeout(500)
  expect((await told[0]!.count()) + (await told[1]!.count())).toBe(1)
})

/** From now on the browser has no room. */
const full = (page: Page): Promise<void> =>
  page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
  })

test('no room: it says so, goes on, and what is carried away has every act', async ({ page }) => {
  await open(page, 'seed=3&lang=fr&view=text')
  await decide(page, 'seed.squares', 4)
  await full(page)
  await decide(page, 'seed.squares', 5)
  await expect(page.getByText(/n’a plus de place/)).toBeVisible()
  await night(page)
  expect((await state(page)).round).toBe(1)
  expect(await axeFinds(page)).toEqual([])
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Emporter un fichier' }).click()
  const file = JSON.parse(readFileSync(await (await coming).path(), 'utf8'))
  expect(file.records.M2.log).toEqual((await page.evaluate(() => (window as unknown as { lot: Lot }).lot.record())).log)
})

test('a save torn on the disk: put aside with a sentence, and still in the file', async ({ page }) => {
  await open(page, 'seed=3&lang=en&view=text')
  await decide(page, 'seed.squares', 4)
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const asked = indexedDB.open('premier-lot')
        asked.onsuccess = () => {
          const store = asked.result.transaction('attempts', 'readwrite').objectStore('attempts')
          const keys = store.getAllKeys()
          keys.onsuccess = () => {
            const key = keys.result.find((k) => String(k).endsWith('/M2'))!
            store.put({ format: 1, level: 'M2', log: 'torn' }, key).onsuccess = () => resolve()
          }
        }
      }),
  )
  await page.reload()
  await expect(page.getByText('The batch kept here can’t be read.')).toBeVisible()
  await page.keyboard.press(',')
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save a file' }).click()
  const file = JSON.parse(readFileSync(await (await coming).path(), 'utf8'))
  expect(Object.keys(file.records).some((name) => name.startsWith('aside.M2.'))).toBe(true)
})

test('progress goes to another machine and back; other files are refused with a sentence', async ({
  page,
  browser,
}) => {
  const complaints = await open(page, 'seed=3&lang=fr&view=text')
  await decide(page, 'seed.squares', 4)
  await night(page)
  await page.keyboard.press(',')
  const name = await page.getByRole('dialog').locator('.face b').innerText()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Emporter un fichier' }).click()
  const path = await (await coming).path()
  const take = (where: Page, text: string): Promise<void> =>
    where
      .locator('input[type=file]')
      .setInputFiles({ name: 'progress.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  const text = readFileSync(path, 'utf8')
  const sheet = page.getByRole('dialog')
  for (const [wrong, says] of [
    ['{"a":1}', 'n’est pas une progression'],
    [text.slice(0, -60), 'abîmé'],
    [text.replace('"at_s": ', '"at_s": 1'), 'abîmé'],
    [text.replace('"format": 1', '"format": 2'), 'version plus récente'],
  ] as const) {
    await take(page, wrong)
    await expect(sheet.locator('.refusal')).toContainText(says)
  }
  await take(page, text)
  await expect(sheet.locator('.taken')).toContainText('tout y était déjà')

  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto('/?menu&lang=fr')
  await elsewhere.getByRole('button', { name: 'Réglages' }).click()
  await take(elsewhere, text)
  await expect(elsewhere.locator('.taken')).toContainText(`${name} est maintenant dans ce navigateur.`)
  expect(await axeFinds(elsewhere)).toEqual([])
  await elsewhere.getByRole('button', { name: 'Continuer' }).click()
  await expect(elsewhere.getByRole('link', { name: /^Reprendre le lot,? Quatorze matins/ })).toBeVisible()
  await open(elsewhere, 'lang=fr&view=text')
  expect((await state(elsewhere)).seed).toBe(3)
  expect((await state(elsewhere)).t_s).toBe((await state(page)).t_s)
  expect(complaints).toEqual([])
})

test('profiles: each with an own lot, badge and settings; deleting asks first', async ({ page }) => {
  const complaints = await open(page, 'seed=3&lang=fr&view=text')
  await decide(page, 'seed.squares', 4)
  await page.goto('/?menu&lang=fr')
  const settings = page.getByRole('button', { name: 'Réglages' })
  const profiles = page.getByRole('dialog', { name: 'Qui joue' })
  const list = async (): Promise<void> => {
    await settings.click()
    await page.getByRole('button', { name: 'Changer de profil' }).click()
    await expect(profiles).toBeVisible()
  }
  await list()
  expect(await axeFinds(page)).toEqual([])
  const first = await profiles.locator('.here .face b').innerText()
  await profiles.getByRole('button', { name: 'Nouveau profil' }).click()
  await profiles.getByRole('button', { name: 'Créer ce profil' }).click()
  await expect(profiles.getByRole('status')).toContainText('Il manque ton paraphe')
  expect(await axeFinds(page)).toEqual([])
  await page.keyboard.type('ZOE')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: /^Prendre le poste/ })).toBeVisible()
  await list()
  await expect(profiles.locator('li')).toHaveCount(2)
  await expect(profiles.locator('.here')).toContainText('ZOE')
  await page.keyboard.press('Escape')
  await settings.click()
  await page.getByRole('radio', { name: '125' }).check()
  await page.keyboard.press('Escape')

  await list()
  await profiles.getByRole('button', { name: `Jouer avec ${first}` }).click()
  await expect(page.getByRole('link', { name: /^Reprendre le lot,? Quatorze matins/ })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.style.fontSize)).toBe('')

  await list()
  await profiles
    .locator('li', { hasText: 'ZOE' })
    .getByRole('button', { name: /^Supprimer/ })
    .click()
  await expect(profiles.getByRole('heading', { name: /^Supprimer/ })).toBeVisible()
  await expect(profiles.getByRole('button', { name: 'Garder' })).toBeFocused()
  expect(await axeFinds(page)).toEqual([])
  await profiles.getByRole('button', { name: 'Garder' }).click()
  await expect(profiles.locator('li')).toHaveCount(2)
  await profiles
    .locator('li', { hasText: 'ZOE' })
    .getByRole('button', { name: /^Supprimer/ })
    .click()
  await profiles.getByRole('button', { name: 'Supprimer pour toujours' }).click()
  await expect(profiles.locator('li')).toHaveCount(1)
  expect(complaints).toEqual([])
})

test('a pour killed with the hand on the valve goes on from there; a finished one stays', async ({ page, context }) => {
  interface Pour {
    readonly t_s: number
    readonly step: { readonly phase: string; readonly volume_L: number } | null
    readonly results: readonly { readonly delivered: number }[]
  }
  const now = (p: Page): Promise<Pour> => state(p) as unknown as Promise<Pour>
  const address = '/?level=A0&speed=0&probe&lang=fr&view=text'
  const ready = (p: Page): Promise<unknown> => p.locator('.demo-main').waitFor()
  await page.goto(address)
  await ready(page)
  const main = (p: Page) => p.locator('.demo-main')
  await main(page).click()
  for (let i = 0; i < 40 && (await now(page)).step?.phase === 'mixing'; i++) await advance(page, 30)
  await advance(page, 300)
  await main(page).click()
  await advance(page, 2)
  const before = await now(page)
  expect(before.step?.phase).toBe('pouring')
  await page.waitForTimeout(100)
  await kill(page)

  const again = await context.newPage()
  await again.goto(address)
  await ready(again)
  await expect(again.getByText('Lot repris là où tu l’avais laissé.')).toBeVisible()
  const after = await now(again)
  // The hand is off the valve, and shutting it takes its second.
  expect(after.t_s - before.t_s).toBe(1)
  expect(before.step!.volume_L - after.step!.volume_L).toBeGreaterThanOrEqual(0)
  expect(before.step!.volume_L - after.step!.volume_L).toBeLessThan(0.02)
  await expect(main(again)).toHaveAttribute('aria-pressed', 'false')
  await main(again).click()
  for (let i = 0; i < 60 && (await now(again)).results.length === 0; i++) await advance(again, 60)
  await expect(again.locator('.demo-score')).toBeVisible()
  const done = await again.locator('.demo-score').innerText()
  await again.waitForTimeout(100)
  await kill(again)

  const third = await context.newPage()
  await third.goto(address)
  await expect(third.locator('.demo-score')).toHaveText(done)
  const fourth = await context.newPage()
  await fourth.goto(address)
  await expect(fourth.getByRole('heading', { name: 'Ce lot est ouvert dans un autre onglet.' })).toBeVisible()
})

/** Words that only one of the languages has. */
const FRENCH = /[éèêàçùœÉÀ]|\b(?:le|la|les|une|des|du|et|pour|dans|sur|ce|pas|avec|est|jour)\b/i
const ENGLISH = /\b(?:the|of|and|with|is|are|not|this|that|your|day|from|for)\b/i

async function strangers(page: Page, other: RegExp): Promise<string[]> {
  return page.evaluate((source) => {
    const pattern = new RegExp(source, 'i')
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent ?? ''
      if (walker.currentNode.parentElement?.closest('script, noscript, [lang]:not(html)')) continue
      if (pattern.test(text)) found.push(text.trim())
    }
    return found
  }, other.source)
}

test('the language changes in the middle of a lot, both ways, in everything that lies open', async ({ page }) => {
  const complaints = await open(page, 'seed=5&lang=fr&view=text')
  await decide(page, 'seed.assay', ['viability'])
  const turn = async (name: 'English' | 'Français'): Promise<void> => {
    await page.keyboard.press(',')
    await page.getByRole('radio', { name }).check()
    await page.keyboard.press('Escape')
    await expect(page.locator('html')).toHaveAttribute('lang', name === 'English' ? 'en' : 'fr')
  }
  // Somebody speaks, a notice hangs, something was refused.
  await page.evaluate(() => document.querySelector<HTMLElement>('.speeds button')?.focus())
  const before = await state(page)
  await expect(page.locator('.voice')).toContainText(/\S/)
  await turn('English')
  await expect(page.locator('.voice')).toContainText(ENGLISH)
  expect(await strangers(page, FRENCH)).toEqual([])
  await page.getByRole('button', { name: 'Understood' }).click()
  for (const [button, sheet] of [
    [/^Record/, /^Batch record/],
    [/^Night/, /^Night orders/],
    [/^Call/, /^Phone/],
    [/^Deviation/, /deviation/i],
  ] as const) {
    await page.getByRole('complementary').getByRole('button', { name: button }).first().click()
    await expect(page.getByRole('dialog', { name: sheet })).toBeVisible()
    expect(await strangers(page, FRENCH), String(sheet)).toEqual([])
    await page.keyboard.press('Escape')
  }
  await night(page)
  await turn('Français')
  expect(await strangers(page, ENGLISH)).toEqual([])
  expect((await state(page)).t_s).toBeGreaterThan(before.t_s)
  await page
    .getByRole('complementary')
    .getByRole('button', { name: /^Dossier/ })
    .first()
    .click()
  expect(await strangers(page, ENGLISH)).toEqual([])
  expect(complaints).toEqual([])
})
