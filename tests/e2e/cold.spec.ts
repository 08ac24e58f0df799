/** The opening of a first visit: by pointer, by keyboard in words, skipped, and not shown twice. Time is driven. */
import { expect, type Page, test } from '@playwright/test'
import { axeFinds, listen } from './tools.ts'

interface State {
  readonly beat: string
  readonly line: string
  readonly wheel: number
  readonly oxygen_pct: number
  readonly foam_pct: number
}
type Lot = { state(): State; advance(plantSeconds: number): void }
const lot = () => (window as unknown as { lot: Lot }).lot
const state = (page: Page): Promise<State> => page.evaluate(`(${lot.toString()})().state()`)
const advance = (page: Page, seconds: number): Promise<void> =>
  page.evaluate(`(${lot.toString()})().advance(${seconds})`)

/** Lets plant time pass until the story is there. */
async function until(page: Page, beat: string): Promise<State> {
  const now: State = await page.evaluate(`(() => {
    const lot = (${lot.toString()})()
    for (let i = 0; i < 2000 && lot.state().beat !== '${beat}'; i++) lot.advance(5)
    return lot.state()
  })()`)
  expect(now.beat).toBe(beat)
  return now
}

async function open(page: Page, address: string): Promise<string[]> {
  const complaints = listen(page)
  await page.goto(address)
  await page.locator('.cold').waitFor()
  return complaints
}

/** Nothing over the edge, nothing cut, nothing too small for a thumb. */
async function misfits(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page is too wide')
    for (const element of document.querySelectorAll('.cold h1, .cold p, .cold button, .cold label, .cold input')) {
      if (element.closest('.unseen')) continue
      const box = element.getBoundingClientRect()
      if (box.left < 0 || box.right > innerWidth + 0.5) found.push(`outside: ${element.textContent}`)
      if (element.scrollWidth > element.clientWidth + 1) found.push(`cut: ${element.textContent}`)
      if (element.matches('button') && Math.min(box.width, box.height) < 44) found.push(`small: ${element.textContent}`)
    }
    return found
  })
}

/** A hand goes round the wheel: so much of the way from shut to open. */
async function turn(page: Page, by: number): Promise<void> {
  const box = (await page.locator('.hand-wheel').boundingBox())!
  const at = (angle: number): [number, number] => [
    box.x + box.width / 2 + 36 * Math.cos(angle),
    box.y + box.height / 2 + 36 * Math.sin(angle),
  ]
  await page.mouse.move(...at(Math.PI))
  await page.mouse.down()
  for (let i = 1; i <= 8; i++) await page.mouse.move(...at(Math.PI + (by * 4.6 * i) / 8))
  await page.mouse.up()
}

test('by pointer: breath, foam, balance, morning, a badge, and into M1; the second visit is the menu’s', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  const complaints = await open(page, '/?probe&speed=0&motion=reduced&lang=fr')
  const voice = page.locator('.cold-radio')
  await expect(page.locator('.hand-wheel')).toBeVisible({ timeout: 20_000 })
  await expect(voice).toContainText('Tu es là\u202f? La cuve s’essouffle. Tourne la molette.')
  await advance(page, 60)
  const breathless = await state(page)
  expect(breathless.oxygen_pct).toBeLessThan(16)
  expect(await axeFinds(page)).toEqual([])

  await turn(page, 0.6)
  expect((await state(page)).wheel).toBeCloseTo(breathless.wheel + 0.6, 1)
  await until(page, 'climb')
  await expect(voice).toContainText('Oui. Encore un peu.')
  expect((await until(page, 'foam')).foam_pct).toBeGreaterThan(84)
  await expect(voice).toContainText('Stop\u202f! Regarde en haut.')
  await advance(page, 30)
  await turn(page, -0.37)
  expect((await until(page, 'rest')).oxygen_pct).toBeLessThan(70)
  await expect(voice).toContainText('Ni trop, ni trop peu. Tout le métier est là.')
  for (const line of ['Tourne la molette', 'Oui. Encore', 'Regarde en haut', 'Ni trop'])
    await expect(page.getByRole('log')).toContainText(line)
  await until(page, 'morning')

  await expect(page.getByRole('heading', { level: 1, name: 'Premier Lot' })).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await page.getByRole('button', { name: 'Prendre le poste' }).click()
  await expect(voice).toContainText('Ton paraphe engage ta parole.')
  const name = page.locator('.badge-name p')
  const before = await name.innerText()
  expect(before).toMatch(/^\S+ \d{1,2}$/)
  await page.getByRole('button', { name: 'Un autre nom' }).click()
  await expect(name).not.toHaveText(before)
  const pad = (await page.locator('.badge-stroke').boundingBox())!
  await page.mouse.move(pad.x + 40, pad.y + 60)
  await page.mouse.down()
  for (let i = 1; i <= 12; i++) await page.mouse.move(pad.x + 40 + 14 * i, pad.y + 50 + 20 * Math.sin(i))
  await page.mouse.up()
  await expect(page.locator('.badge-stroke .ink')).toHaveAttribute('d', /^M\d+ \d+L/)
  expect(await axeFinds(page)).toEqual([])
  await page.getByRole('button', { name: 'Signer et entrer' }).click()
  await page.waitForURL(/level=M1/)
  await expect(page.getByRole('button', { name: 'Compris' })).toBeVisible({ timeout: 20_000 })

  const kept = await page.evaluate(() => localStorage.getItem('premier-lot.profiles'))
  expect(JSON.parse(kept!).all[0].badge).toMatchObject({ letters: '', stroke: expect.stringMatching(/^M/) })
  await page.goto('/?lang=fr')
  await expect(page.locator('.campus')).toBeVisible()
  await expect(page.locator('.cold')).toHaveCount(0)
  await page.getByRole('link', { name: 'Revoir l’ouverture' }).click()
  await expect(page.locator('.cold')).toBeVisible()
  expect(complaints).toEqual([])
})

test('by keyboard alone, in words, in English: the same story', async ({ page }) => {
  const complaints = await open(page, '/?view=text&probe&speed=0&lang=en')
  const press = async (name: RegExp): Promise<void> => {
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab')
      const at = page.locator(':focus')
      const said = await at.evaluate((e) => e.getAttribute('aria-label') ?? e.textContent ?? '')
      if (name.test(said)) return
    }
    throw new Error(`no way to ${name}`)
  }
  await expect(page.locator('canvas')).toHaveCount(0)
  await expect(page.getByRole('log')).toContainText('Turn the wheel.')
  expect(await axeFinds(page)).toEqual([])
  await press(/^Wheel$/)
  for (let i = 0; i < 32; i++) await page.keyboard.press('ArrowRight')
  await until(page, 'foam')
  await expect(page.getByRole('log')).toContainText('Stop! Look up.')
  await expect(page.getByRole('slider')).toHaveAttribute('aria-valuetext', /% open, oxygen \d+%, foam 8\d%/)
  for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowLeft')
  await until(page, 'rest')
  await until(page, 'morning')
  await expect(page.getByRole('button', { name: 'Take your post' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log')).toContainText('Your initials are your word.')
  expect(await axeFinds(page)).toEqual([])
  await press(/^Sign and go in$/)
  await page.keyboard.press('Enter')
  // Unsigned it goes nowhere, says why, and leads to the field.
  await expect(page.getByRole('status')).toHaveText('Your mark is missing: a stroke, or letters.')
  await page.keyboard.type('AB')
  await page.keyboard.press('Enter')
  await page.waitForURL(/level=M1/)
  expect(
    await page.evaluate(() => JSON.parse(localStorage.getItem('premier-lot.profiles')!).all[0].badge.letters),
  ).toBe('AB')
  expect(complaints).toEqual([])
})

test('it can be skipped at any time, and where nothing is kept the menu comes at once', async ({ page, context }) => {
  const complaints = await open(page, '/?lang=en&view=text')
  await page.getByRole('button', { name: 'Skip' }).click()
  await expect(page.locator('.campus')).toBeVisible()
  await page.reload()
  await expect(page.locator('.campus')).toBeVisible()
  expect(complaints).toEqual([])

  const other = await context.newPage()
  await other.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new Error('refused')
      },
    }),
  )
  await other.goto('/')
  await expect(other.locator('.campus')).toBeVisible()
})

for (const [width, height, lang] of [
  [1024, 768, 'fr'],
  [390, 844, 'fr'],
  [683, 384, 'en'],
] as const)
  test(`${width} × ${height}, ${lang}: nothing is cut, at night, in the morning, at the badge`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    const complaints = await open(page, `/?probe&speed=0&motion=reduced&lang=${lang}`)
    await expect(page.locator('.hand-wheel')).toBeVisible({ timeout: 20_000 })
    const wheel = (await page.locator('.hand-wheel').boundingBox())!
    expect(wheel.width).toBeGreaterThanOrEqual(100)
    expect(await misfits(page)).toEqual([])
    await until(page, 'rest')
    expect(await misfits(page)).toEqual([])
    await until(page, 'morning')
    expect(await misfits(page)).toEqual([])
    await page.locator('.cold-title .big').click()
    expect(await misfits(page)).toEqual([])
    await page.locator('.badge-card .big').scrollIntoViewIfNeeded()
    await expect(page.locator('.badge-card .big')).toBeInViewport()
    expect(complaints).toEqual([])
  })
