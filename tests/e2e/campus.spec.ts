/** The first page: five buildings on one line, by pointer and by keyboard, at every hour and breadth. */
import { expect, type Page, test } from '@playwright/test'
import { axeFinds, listen } from './tools.ts'

/** The page opened at an hour of the wall clock. */
async function openAt(page: Page, hour: number, query: string): Promise<string[]> {
  await page.clock.setFixedTime(new Date(2026, 2, 20, hour))
  const complaints = listen(page)
  await page.goto(`/?menu&${query}`)
  await expect(page.locator('.campus')).toBeVisible()
  return complaints
}

/** Cut, outside the page, too small to press or to read. */
const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
    if (wide > 0) found.push(`the page is ${wide} px too wide`)
    for (const e of document.querySelectorAll<HTMLElement>('h1, h2, h3, p, button, a, small, b, .what, .pill')) {
      if (e.closest('.unseen, [aria-hidden]') || e.offsetParent === null) continue
      const box = e.getBoundingClientRect()
      if (!e.closest('.scroller') && (box.left < -0.5 || box.right > innerWidth + 0.5))
        found.push(`outside: ${e.textContent}`)
      if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline' && !e.closest('.stop'))
        found.push(`cut: ${e.textContent}`)
      if (e.matches('button, a') && (box.height < 44 || box.width < 44)) found.push(`small: ${e.textContent}`)
      const size = Number.parseFloat(getComputedStyle(e).fontSize)
      if (size < 14 && e.textContent?.trim()) found.push(`${size} px: ${e.textContent}`)
    }
    return found
  })

const words = {
  fr: {
    title: 'Premier Lot',
    first: /^Prendre le poste/,
    batch: 'Lire un lot enregistré',
    model: 'Le modèle',
    access: 'Accessibilité',
    plant: /^Anticorps/,
  },
  en: {
    title: 'First Batch',
    first: /^Take your post/,
    batch: 'Read a recorded batch',
    model: 'The model',
    access: 'Accessibility',
    plant: /^Antibody/,
  },
} as const

for (const [language, hour] of [
  ['fr', 13],
  ['en', 18],
  ['fr', 23],
] as const)
  test(`${language}, ${hour} h: a newcomer is led to M1; axe finds nothing, nor in a building`, async ({ page }) => {
    const t = words[language]
    const complaints = await openAt(page, hour, `lang=${language}`)
    await expect(page.getByRole('heading', { level: 1, name: t.title })).toBeVisible()
    await expect(page.getByRole('link', { name: t.first })).toHaveAttribute('href', /level=M1/)
    await expect(page.locator('.stop')).toHaveCount(5)
    expect(await page.locator('.campus').evaluate((e) => e.classList.contains('ink-light'))).toBe(hour === 23)
    for (const picture of await page.locator('.house img').all())
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    expect(await axeFinds(page)).toEqual([])
    await page.getByRole('button', { name: t.plant }).click()
    await expect(page.getByRole('dialog').getByRole('link')).toHaveCount(3)
    expect(await axeFinds(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    for (const [button, title, parts] of [
      [t.model, t.model, 5],
      [new RegExp(`^${t.access}`), t.access, 3],
    ] as const) {
      await page.getByRole('button', { name: button }).click()
      await expect(page.getByRole('dialog', { name: title }).getByRole('heading', { level: 3 })).toHaveCount(parts)
      expect(await axeFinds(page)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await page.getByRole('link', { name: t.batch }).click()
    await expect(page.locator('#batch')).toBeVisible()
    expect(complaints).toEqual([])
  })

test('by keyboard alone: along the line, into M2, and back to the lot that was left open', async ({ page }) => {
  const complaints = await openAt(page, 9, 'lang=fr&probe&motion=reduced&renderer=canvas')
  const academy = page.getByRole('button', { name: /^Académie/ })
  for (let i = 0; i < 12 && !(await academy.evaluate((e) => e === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  await expect(academy).toBeFocused()
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
  const antibody = page.getByRole('button', { name: /^Anticorps/ })
  await expect(antibody).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.getByRole('button', { name: /^Thérapie génique/ })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Anticorps' })
  await expect(dialog).toBeVisible()
  const play = dialog.getByRole('link', { name: 'Jouer, Quatorze matins' })
  for (let i = 0; i < 6 && !(await play.evaluate((e) => e === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/level=M2/)
  await expect(page.getByRole('button', { name: 'Compris' })).toBeVisible({ timeout: 30_000 })
  await page.evaluate(() => window.lot.night())
  await page.evaluate(() => window.lot.decide({ slot: 'nMinus1.assay', value: ['viableCells'] }))

  await page.goto('/?lang=fr')
  const resume = page.getByRole('link', { name: /^Reprendre le lot Quatorze matins, jour \d+$/ })
  await expect(resume).toHaveAttribute('href', /level=M2/)
  await expect(page.getByRole('status')).toHaveText(/^Lot en cours, Anticorps\u00a0: Quatorze matins, jour \d+\.$/)
  await page.getByRole('button', { name: 'Nouveau lot' }).press('Enter')
  await expect(dialog.getByRole('link', { name: /^Reprendre jour \d+, Quatorze matins$/ })).toBeVisible()
  await expect(dialog.getByRole('link', { name: 'Nouveau lot, Quatorze matins' })).toHaveAttribute('href', /seed=\d+/)
  expect(await axeFinds(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('what is not open says so, without a button that does nothing; Escape leads back to the building', async ({
  page,
}) => {
  const complaints = await openAt(page, 13, 'lang=fr')
  for (const [name, says, links] of [
    ['Académie', 'Pas encore ouvert', 0],
    ['Labo qualité', /S’ouvre après/, 1],
  ] as const) {
    const building = page.getByRole('button', { name: new RegExp(`^${name}`) })
    const dialog = page.getByRole('dialog', { name })
    // The sheet before is closed, and the key comes back to the building: only then it is heard.
    await building.focus()
    await page.keyboard.press('Enter')
    await expect(dialog.getByText(says)).toBeVisible({ timeout: 15_000 })
    await expect(dialog.getByRole('link')).toHaveCount(links)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(building).toBeFocused()
  }
  expect(complaints).toEqual([])
})

test('a level of a season to come is shut, but for who plays it once and without help', async ({ page }) => {
  const complaints = await openAt(page, 10, 'lang=en&probe&motion=reduced&renderer=canvas')
  await page.getByRole('button', { name: /^Antibody/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Antibody' })
  await expect(dialog.getByRole('link', { name: 'Play, Fourteen mornings' })).toBeVisible()
  await expect(dialog.getByText('Opens after 4 more levels passed (autumn).')).toBeVisible()
  await expect(dialog.getByRole('link', { name: 'Play, Harvest hour' })).toHaveCount(0)
  expect(await axeFinds(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Test without help, Harvest hour' }).click()
  await page.waitForURL(/code=/)
  await expect(page.getByRole('button', { name: 'Understood' })).toBeVisible({ timeout: 30_000 })
  // As in an exam: nobody's script plays.
  expect(await page.evaluate(() => 'lot' in window)).toBe(false)
  expect(complaints).toEqual([])
})

test('in words the same page has no picture, and its levels keep the text view', async ({ page }) => {
  const complaints = await openAt(page, 13, 'lang=en&view=text')
  await expect(page.locator('.campus img')).toHaveCount(0)
  await expect(page.getByRole('link', { name: /^Take your post/ })).toHaveAttribute('href', /view=text/)
  await page.getByRole('button', { name: /^Gene therapy/ }).click()
  await expect(page.getByRole('link', { name: 'Play, The moment to pour' })).toHaveAttribute('href', /view=text/)
  expect(await axeFinds(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Drawn version' }).click()
  await expect(page.locator('.campus img').first()).toBeVisible()
  expect(complaints).toEqual([])
})

for (const [width, height, lang] of [
  [1920, 1080, 'fr'],
  [1366, 768, 'fr'],
  [1024, 768, 'en'],
  [820, 1180, 'fr'],
  [390, 844, 'fr'],
  [683, 384, 'en'],
  // Full HD at 200 %.
  [960, 540, 'fr'],
] as const)
  test(`${width} × ${height}, ${lang}: nothing is cut, on the site and in a building`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    const complaints = await openAt(page, 13, `lang=${lang}&motion=reduced`)
    expect(await misfits(page)).toEqual([])
    await page.locator('.stop.antibody button').click()
    expect(await misfits(page)).toEqual([])
    expect(complaints).toEqual([])
  })
