import { expect, type Page, test } from '@playwright/test'
import type { Snapshot } from '../../src/present/index.ts'
import { axeFinds, listen } from './tools.ts'

test.use({ actionTimeout: 15_000 })

/** M2 in the built page: by pointer, by keyboard in the text view, and what happens when a tab is closed. */

/** What `?probe` puts there. */
interface Lot {
  state(): Snapshot
  decide(decision: { slot: string; value: number | string | string[] }): Promise<unknown>
  night(): Promise<void>
  record(): unknown
}
declare global {
  interface Window {
    lot: Lot
  }
}

async function open(page: Page, wishes: string): Promise<string[]> {
  const complaints = listen(page)
  await page.goto(`/?level=M2&probe&motion=reduced&${wishes}`)
  await page.waitForFunction(() => window.lot?.state() !== null && window.lot?.state() !== undefined)
  return complaints
}

/** To the first morning of the culture, then so many mornings on, by the same decisions as any hand's. */
const goOn = (page: Page, mornings: number): Promise<void> =>
  page.evaluate(async (count) => {
    const { lot } = window
    const decide = (slot: string, value: number | string[]): Promise<unknown> => lot.decide({ slot, value })
    for (let i = 0; i < count && lot.state().playing; i++) {
      const step = lot.state().steps[0]!
      if (step.id === 'seed' && step.ready) await decide('seed.proceed', 1)
      else if (step.id === 'culture') {
        await decide('culture.assay', ['viableCells', 'viability', 'glucose'])
        const { recipe } = lot.state().steps[0]!
        if (recipe) {
          await decide('culture.temperature', recipe.temperature_C)
          await decide('culture.feedRate', recipe.feedRate_L_h)
          if (recipe.glucose_L) await decide('culture.glucose', recipe.glucose_L)
        }
      }
      if (lot.state().playing) await lot.night()
    }
  }, mornings)

const reachCulture = async (page: Page): Promise<void> => {
  for (let i = 0; i < 8; i++) {
    if (await page.evaluate(() => window.lot.state().steps[0]?.id === 'culture')) return
    await goOn(page, 1)
  }
}

test('fr: three rounds by pointer, then on to the vial; axe finds nothing on the way', async ({ page }) => {
  test.setTimeout(300_000)
  await page.setViewportSize({ width: 1920, height: 1080 })
  const complaints = await open(page, 'seed=11&lang=fr&renderer=canvas')
  const dialog = page.getByRole('dialog')
  const desk = page.getByRole('complementary', { name: 'Salle de contrôle' })
  await page.getByRole('button', { name: 'Compris' }).click()
  await expect(page.locator('.stage canvas')).toBeVisible()
  expect(await axeFinds(page)).toEqual([])

  // Sample, read, write: the viability of the seed.
  await desk.getByRole('button', { name: 'Prélever' }).click()
  await dialog.getByRole('button', { name: 'Prélever' }).click()
  await expect(dialog).toHaveCount(0)
  await desk.getByRole('button', { name: /^Dossier ?, 1 ligne à écrire/ }).click()
  await expect(dialog.getByRole('heading', { name: /Dossier de lot/ })).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await dialog.getByRole('button', { name: /^Écrire/ }).click()
  await dialog.getByRole('button', { name: 'Lire maintenant' }).click()
  const shown = (await dialog.locator('.display-figure').textContent())!.replace(/[^\d,]/g, '')
  expect(shown).toMatch(/^\d\d,\d$/)
  await dialog.getByLabel('Valeur à écrire').last().fill(shown)
  await dialog.getByRole('button', { name: 'dixièmes : plus' }).click()
  await dialog.getByRole('button', { name: 'dixièmes : moins' }).click()
  await dialog.getByRole('button', { name: 'À l’encre' }).click()
  await expect(dialog.locator('.inked:visible')).toContainText(shown)
  await dialog.getByRole('button', { name: 'Fermer' }).click()
  expect(await page.evaluate(() => window.lot.state().lines.find((l) => l.id === 'seedViability')!.state)).toBe(
    'written',
  )

  await reachCulture(page)
  await goOn(page, 1)
  for (let round = 0; round < 3; round++) {
    const before = await page.evaluate(() => window.lot.state().round)
    const voice = page.getByRole('button', { name: 'Compris' })
    if (await voice.count()) await voice.click()
    // The first sample is chosen; from then on the same again is one press.
    if (round === 0) {
      await desk.getByRole('button', { name: 'Prélever' }).click()
      await dialog.getByRole('button', { name: 'Prélever' }).click()
      await expect(dialog).toHaveCount(0)
    } else await desk.getByRole('button', { name: /^Même prélèvement/ }).click()
    await expect(desk.locator('.measured')).toContainText('Osmo.')

    // Tomorrow's point: dragged on the first two days, by its slider on the third.
    const lane = desk.locator('.lane:has(.tomorrow) .u-over')
    // A curve is drawn anew when a result comes.
    let box = { x: 0, y: 0, width: 0, height: 0 }
    await expect(async () => {
      await lane.scrollIntoViewIfNeeded({ timeout: 2000 })
      box = (await lane.boundingBox({ timeout: 2000 }))!
      expect(box).not.toBeNull()
    }).toPass({ timeout: 20_000 })
    if (round < 2) await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.4)
    else await desk.getByLabel('Cellules viables attendues demain matin').fill('9.5')
    await expect.poll(() => page.evaluate(() => window.lot.state().steps[0]!.forecasts.length)).toBe(round + 1)

    // A set point: what could be worked out is said before it is set, and nothing is set before.
    const feed = desk.getByRole('slider', { name: 'Nourrir' })
    await feed.fill(`0.1${2 + round}`)
    await expect(desk.getByRole('group', { name: 'Ce qu’on peut prévoir' })).toContainText('Place restante')
    await desk.getByRole('button', { name: new RegExp(`^Régler 0,1${2 + round}0`) }).click()
    await expect(desk.getByRole('button', { name: /^Régler/ })).toHaveCount(0)
    await desk.getByRole('button', { name: /Température\s: valeur exacte/ }).click()
    await dialog.getByRole('textbox').fill('36,5')
    await dialog.getByRole('button', { name: /^Régler/ }).click()
    await expect(dialog).toHaveCount(0)

    await page.getByRole('button', { name: /Oxygène dissous/ }).click()
    await expect(dialog.locator('.display-figure')).toContainText(/\d,\d/)
    await dialog.getByRole('button', { name: 'Fermer' }).click()

    await desk.getByRole('button', { name: /^Nuit/ }).click()
    await dialog.getByLabel('Signe').first().selectOption('oxygen')
    await expect(dialog.locator('.read-back')).toContainText('m’appeler')
    if (round === 0) expect(await axeFinds(page)).toEqual([])
    await dialog.getByRole('button', { name: /^Laisser/ }).click()
    await expect(dialog).toHaveCount(0)

    await desk.getByRole('button', { name: 'Quitter pour la nuit' }).click()
    const leave = dialog.getByRole('button', { name: 'Quitter', exact: true })
    const morning = dialog.getByRole('button', { name: /Prendre le poste|Se lever/ })
    await leave.or(morning).waitFor()
    if (await leave.count()) await leave.click()
    await morning.click()
    expect(await page.evaluate(() => window.lot.state().round)).toBe(before + 1)
  }
  await expect(desk.getByText(/Hier tu as posé 9,5/)).toBeVisible()

  await goOn(page, 25)
  const epilogue = page.getByRole('button', { name: /^(Aller au flacon|Voir le résultat)$/ })
  const verdict = page.getByRole('heading', { level: 1, name: /^Lot (libéré|refusé)$/ })
  await epilogue.or(verdict).waitFor()
  // On a slow machine it may end by itself before it is left.
  if (await epilogue.count()) await epilogue.click({ timeout: 5000 }).catch(() => {})
  await expect(verdict).toBeVisible()
  await page.getByRole('slider', { name: 'Rendement' }).fill('70')
  await page.getByRole('button', { name: 'Voir les notes' }).click()
  await expect(page.getByText('ton avis 70')).toBeVisible()
  await page.getByText('Tout le bilan').click()
  await expect(page.getByRole('heading', { name: /Conformité, constat/ })).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await page.getByRole('button', { name: 'Nouveau lot' }).click()
  await expect(page.getByRole('button', { name: 'Quitter pour la nuit' })).toBeVisible()

  // The finished run stands behind the next one's count, in words too.
  await expect(page.getByText('ton meilleur lot')).toHaveCount(0)
  await reachCulture(page)
  await expect(page.getByText('– ton meilleur lot')).toBeVisible()
  await page.goto('/?level=M2&lang=fr&view=text&probe')
  await expect(page.getByText(/^Ton meilleur lot, PL-M2-011, comptait/)).toBeVisible()
  expect(complaints).toEqual([])
})

/** Tabs to what has this name, as somebody without a mouse would. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 90; i++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const e = document.activeElement
      return e ? (e.getAttribute('aria-label') ?? e.textContent ?? '').trim() : ''
    })
    if (name.test(focused)) return
  }
  throw new Error(`nothing called ${String(name)} can be reached with Tab`)
}

test('en: the whole level as text and by keyboard alone', async ({ page }) => {
  test.setTimeout(300_000)
  const complaints = await open(page, 'seed=5&lang=en&view=text')
  const press = async (name: RegExp): Promise<void> => {
    await tabTo(page, name)
    await page.keyboard.press('Enter')
  }
  await expect(page.locator('canvas[aria-hidden]')).toHaveCount(0)
  await expect(page.locator('.seen')).toContainText('Through the glass')
  expect(await axeFinds(page)).toEqual([])
  await press(/^Understood/)
  await press(/^Sample/)
  await press(/^Draw the sample/)
  await expect.poll(() => page.evaluate(() => window.lot.state().acts.some((a) => a.slot === 'seed.assay'))).toBe(true)
  await press(/^Temperature, read/)
  await expect(page.getByRole('dialog').locator('.display-figure')).toContainText('°C')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // Every night by hand to the vial: nothing but leaving is needed for an end.
  for (let i = 0; i < 24; i++) {
    if (!(await page.evaluate(() => window.lot.state().playing))) break
    const round = await page.evaluate(() => window.lot.state().round)
    await press(/^(Leave for the night|Back to bed)/)
    // A line still due is asked about before the night; otherwise the morning is there at once.
    const leave = page.getByRole('button', { name: 'Leave', exact: true })
    const morning = page.getByRole('button', { name: /^(Start the shift|Get up|Go to the vial|See the marks)/ }).first()
    await leave.or(morning).first().waitFor()
    if (await leave.count()) await press(/^Leave$/)
    await morning.waitFor()
    if (await page.getByRole('dialog').count()) await press(/^(Start the shift|Get up)/)
    expect(await page.evaluate(() => window.lot.state().t_s)).toBeGreaterThan(round * 86_400)
  }
  const skip = page.getByRole('button', { name: 'Go to the vial' })
  if (await skip.count()) await page.keyboard.press('Enter')
  await press(/^See the marks/)
  await expect(page.getByRole('heading', { name: /Level (passed|not passed yet)/ })).toBeVisible()
  expect(complaints).toEqual([])
})

test('en: as text, the next thing to do is at most six tabs away, and the skip link leads there', async ({ page }) => {
  await open(page, 'seed=11&lang=en&view=text')
  await page.getByRole('button', { name: 'Understood' }).click()
  await reachCulture(page)
  await goOn(page, 2)
  const voice = page.getByRole('button', { name: 'Understood' })
  if (await voice.count()) await voice.click()
  await page.reload()
  const next = page.getByRole('button', { name: /^Same sample/ }).first()
  await next.waitFor()
  if (await voice.count()) await voice.click()
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  let tabs = 0
  for (; tabs < 7 && !(await next.evaluate((e) => e === document.activeElement)); tabs++)
    await page.keyboard.press('Tab')
  expect(tabs).toBeLessThanOrEqual(6)
  await page.reload()
  await next.waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'To do' })).toBeFocused()
  // The speeds are one stop; arrows go on from there.
  await page.getByRole('button', { name: 'Pause' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('button', { name: '1×' })).toBeFocused()
})

test('en: a set point by keyboard: arrows, shift, Escape puts it back, Enter sets it', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await open(page, 'seed=11&lang=en&view=text')
  await page.getByRole('button', { name: 'Understood' }).click()
  await reachCulture(page)
  const feed = page.getByRole('slider', { name: 'Feed' })
  const standing = Number(await feed.inputValue())
  await feed.focus()
  await page.keyboard.press('ArrowRight')
  const one = Number(await feed.inputValue()) - standing
  expect(one).toBeGreaterThan(0)
  await page.keyboard.press('Shift+ArrowRight')
  expect(Number(await feed.inputValue()) - standing).toBeCloseTo(6 * one, 6)
  await expect(feed).toHaveAttribute('aria-valuetext', /L\/h/)
  await page.keyboard.press('Escape')
  expect(Number(await feed.inputValue())).toBeCloseTo(standing, 6)
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Enter')
  const set = (): Promise<number> =>
    page.evaluate(() => window.lot.state().steps[0]!.controls.find((c) => c.topic === 'feedRate')!.value)
  await expect.poll(set).toBeCloseTo(standing + 5 * one, 6)
  expect(
    await page.evaluate(() => window.lot.state().acts.filter((a) => a.slot === 'culture.feedRate').length),
  ).toBeGreaterThan(0)
})

test('fr: on the busiest morning the desk does not scroll, upright or across', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await open(page, 'seed=11&lang=fr&renderer=canvas')
  await reachCulture(page)
  await goOn(page, 11)
  await page.evaluate(async () => {
    const { lot } = window
    await lot.decide({
      slot: 'culture.assay',
      value: ['viableCells', 'viability', 'glucose', 'lactate', 'osmolality', 'titre'],
    })
  })
  for (let voice = 0; voice < 3; voice++) {
    const said = page.getByRole('button', { name: 'Compris' })
    if (await said.count()) await said.click()
  }
  const desk = page.getByRole('complementary', { name: 'Salle de contrôle' })
  const scrolls = (): Promise<number> => desk.evaluate((e) => e.scrollHeight - e.clientHeight)
  const on = await page.evaluate(() => window.lot.state().alarms.filter((a) => a.state !== 'normal').length)
  expect(on).toBeGreaterThan(2)
  for (const [width, height] of [
    [1024, 768],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await expect(page.getByText(`${on} alarmes en cours`)).toBeVisible()
    // What rings stands first.
    await expect(desk.locator('.lane').first()).toHaveClass(/in-alarm/)
    await expect.poll(scrolls).toBeLessThanOrEqual(0)
    for (const tab of ['Essais', 'Dossier', 'Conduite']) {
      const button = desk.getByRole('group', { name: 'Salle de contrôle' }).getByRole('button', { name: tab })
      if (!(await button.count())) continue
      await button.click()
      await expect.poll(scrolls).toBeLessThanOrEqual(0)
      expect(await axeFinds(page)).toEqual([])
    }
    await page.getByText(`${on} alarmes en cours`).click()
    await expect(page.getByRole('dialog').locator('tbody tr')).toHaveCount(on)
    expect(await axeFinds(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})

test('a lot left in the middle goes on where it was, and a second tab is told', async ({ page, context }) => {
  await open(page, 'seed=3&lang=fr&view=text')
  await page.evaluate(() => window.lot.decide({ slot: 'seed.assay', value: ['viability'] }))
  await page.evaluate(() => window.lot.night())
  const before = await page.evaluate(() => JSON.stringify(window.lot.state()))
  await page.reload()
  await expect(page.getByText('Lot repris là où tu l’avais laissé.')).toBeVisible()
  expect(await page.evaluate(() => JSON.stringify(window.lot.state()))).toBe(before)

  const second = await context.newPage()
  await second.goto('/?level=M2&lang=fr&view=text&probe')
  await expect(second.getByRole('heading', { name: 'Ce lot est ouvert dans un autre onglet.' })).toBeVisible()
  expect(await axeFinds(second)).toEqual([])
  await second.getByRole('button', { name: 'Jouer ici' }).click()
  await expect(second.getByRole('button', { name: 'Quitter pour la nuit' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Un autre onglet a repris ce lot.' })).toBeVisible()
  await second.goto('/?lang=fr')
  await expect(second.getByRole('link', { name: /^Reprendre le lot,? Quatorze matins/ })).toBeVisible()
})

test('where no worker starts and nothing can be kept, the level still runs, and says so', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'Worker', {
      value: () => {
        throw new Error('refused')
      },
    })
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new Error('refused')
      },
    })
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new Error('refused')
      },
    })
  })
  const complaints = await open(page, 'seed=3&lang=en&view=text')
  await expect(page.getByText('This browser keeps nothing')).toBeVisible()
  await page.evaluate(() => window.lot.night())
  expect(await page.evaluate(() => window.lot.state().round)).toBe(1)
  expect(complaints).toEqual([])
})

test('the clock stands still while a sheet is open, and an alarm refuses speed 16', async ({ page }) => {
  await open(page, 'seed=3&lang=en&view=text')
  await page.getByRole('button', { name: 'Understood' }).click()
  const now = (): Promise<number> => page.evaluate(() => window.lot.state().t_s)
  const started = await now()
  await page.waitForTimeout(500)
  expect(await now()).toBe(started)
  await page.getByRole('button', { name: '16×' }).click()
  await expect.poll(now).toBeGreaterThan(started)
  await page.getByRole('button', { name: /^Call/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.waitForTimeout(300)
  const opened = await now()
  await page.waitForTimeout(600)
  expect(await now()).toBe(opened)
})

test('nothing is cut at any size', async ({ page }) => {
  await open(page, 'seed=5&lang=fr&view=text')
  await reachCulture(page)
  await goOn(page, 2)
  await page.evaluate(() => window.lot.decide({ slot: 'culture.assay', value: ['viableCells'] }))
  await page.getByRole('button', { name: 'Plus de gestes' }).click()
  await expect(page.getByRole('dialog').getByRole('slider')).toHaveCount(8)
  for (const [width, height] of [
    [1920, 1080],
    [1366, 768],
    [1024, 768],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    const cut = await page.evaluate(() => {
      const found: string[] = []
      const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
      if (wide > 0) found.push(`the page is ${wide} px too wide`)
      for (const e of document.querySelectorAll<HTMLElement>('h1, h2, h3, p, button, a, label, output')) {
        if (e.closest('.unseen') || e.offsetParent === null) continue
        if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
          found.push(`cut: ${e.textContent}`)
        if (e.matches('button, a') && (e.offsetHeight < 44 || e.offsetWidth < 44)) found.push(`small: ${e.textContent}`)
        const size = Number.parseFloat(getComputedStyle(e).fontSize)
        if (size < 14 && e.textContent?.trim()) found.push(`${size} px: ${e.textContent}`)
      }
      return found
    })
    expect(cut, `${width} × ${height}`).toEqual([])
  }
})
