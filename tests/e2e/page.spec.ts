import { expect, type Page, test } from '@playwright/test'
import { axeFinds, listen } from './tools.ts'

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  // 1366 × 768 at 200 % zoom.
  { width: 683, height: 384 },
]

const words = {
  fr: {
    title: 'Premier Lot',
    plants: ['Plasma', 'Anticorps', 'Thérapie génique'],
    last: '17,8',
    figures: /jour par jour/,
  },
  en: { title: 'First Batch', plants: ['Plasma', 'Antibody', 'Gene therapy'], last: '17.8', figures: /day by day/ },
} as const
const languages = ['fr', 'en'] as const

/** Opens an address and keeps everything that should not have happened. */
async function open(page: Page, address: string): Promise<string[]> {
  const complaints = listen(page)
  await page.goto(address)
  // The whole batch is replayed in a worker first: a second or two, more on a busy machine.
  await expect(page.locator('.u-wrap canvas')).toHaveCount(5, { timeout: 45_000 })
  return complaints
}

/** How many pixels of a canvas are the curve's ink: a chart without data has none. */
async function inkOf(page: Page, lane: number): Promise<number> {
  return page
    .locator('.u-wrap canvas')
    .nth(lane)
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      let ink = 0
      for (let i = 0; i < data.length; i += 4)
        if (data[i] === 0x1e && data[i + 1] === 0x26 && data[i + 2] === 0x38 && data[i + 3] === 255) ink++
      return ink
    })
}

/** What is wider than its place, or outside the page. */
const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
    if (wide > 0) found.push(`the page is ${wide} px too wide`)
    for (const element of document.querySelectorAll('h1, h2, h3, p, button, a, label, summary')) {
      if (element.classList.contains('unseen')) continue
      if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
        found.push(`cut: ${element.textContent}`)
      const box = element.getBoundingClientRect()
      if (box.left < 0 || box.right > innerWidth) found.push(`outside: ${element.textContent}`)
    }
    return found
  })

for (const language of languages) {
  const expected = words[language]

  test(`${language}: the page says what it is, shows three plants and five curves with data`, async ({ page }) => {
    const complaints = await open(page, `/batch.html?lang=${language}`)
    await expect(page).toHaveTitle(expected.title)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await expect(page.getByRole('heading', { level: 1, name: expected.title })).toBeVisible()
    for (const plant of expected.plants)
      await expect(page.getByRole('heading', { level: 3, name: plant, exact: true })).toBeVisible()
    await expect(page.locator('.reading b').first()).toHaveText(expected.last)
    for (let lane = 0; lane < 5; lane++) expect(await inkOf(page, lane)).toBeGreaterThan(200)
    for (const picture of await page.locator('.picture img').all())
      expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    await page.getByText(expected.figures).click()
    await expect(page.locator('tbody tr')).toHaveCount(15)
    expect(complaints).toEqual([])
  })

  test(`${language}: axe finds nothing; nothing is cut at any size`, async ({ page }) => {
    await open(page, `/batch.html?lang=${language}`)
    await page.getByText(expected.figures).click()
    expect(await axeFinds(page)).toEqual([])
    await page.getByText(expected.figures).click()
    for (const size of sizes) {
      await page.setViewportSize(size)
      // The curves are drawn anew a frame later.
      await expect.poll(() => cut(page), `${size.width} × ${size.height}`).toEqual([])
    }
  })
}

test('the language switch changes everything, the address and the next visit', async ({ page }) => {
  await open(page, '/batch.html')
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page).toHaveTitle('First Batch')
  await expect(page).toHaveURL(/lang=en/)
  await expect(page.locator('.reading b').first()).toHaveText('17.8')
  await page.goto('/batch.html')
  await expect(page).toHaveTitle('First Batch')
})

test('the keyboard reaches every control, and moves the moment', async ({ page }) => {
  await open(page, '/batch.html?lang=fr')
  const wanted = await page.locator('a, button, input, summary').count()
  const reached = new Set<string>()
  for (let i = 0; i < wanted + 2; i++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      return { name: element.outerHTML.slice(0, 200), ring: getComputedStyle(element).outlineStyle }
    })
    if (!focused) continue
    reached.add(focused.name)
    expect(focused.ring).toBe('solid')
  }
  expect(reached.size).toBe(wanted)

  await page.getByRole('slider').focus()
  await page.keyboard.press('Home')
  await expect(page.locator('.moment output')).toHaveText('Jour\u00a00, 0\u00a0h')
  await expect(page.locator('.reading b').first()).toHaveText('0,5')
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.moment output')).toHaveText('Jour\u00a00, 1\u00a0h')
  await page.getByRole('button', { name: /Jour\s9/ }).press('Enter')
  await expect(page.getByRole('slider')).toHaveAttribute('aria-valuetext', 'Jour\u00a09, 0\u00a0h')
})

test('pressing on a curve moves the moment', async ({ page }) => {
  await open(page, '/batch.html?lang=fr')
  const plot = page.locator('.u-over').first()
  await plot.scrollIntoViewIfNeeded()
  const box = (await plot.boundingBox())!
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await expect(page.locator('.moment output')).toHaveText(/^Jour\s7, 0\sh$/)
})

test('the replayed batch is the recorded one', async ({ page }) => {
  await open(page, '/batch.html?lang=en')
  await expect(page.locator('.digest')).toContainText('the same as in the record')
})

for (const [language, sentence] of [
  ['fr', 'Le lot n’a pas pu être rejoué ici. Recharge la page'],
  ['en', 'The batch could not be replayed here. Reload the page'],
] as const)
  test(`${language}: when the replay cannot run, the page stays and says what to do`, async ({ page }) => {
    await page.route('**/replay.worker*', (route) => route.abort())
    await page.goto(`/batch.html?lang=${language}`)
    await expect(page.getByRole('status')).toContainText(sentence)
    await expect(page.locator('.plant')).toHaveCount(3)
  })

test('without storage the page still opens, in French', async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new Error('refused')
      },
    }),
  )
  const complaints = await open(page, '/batch.html')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page).toHaveTitle('First Batch')
  expect(complaints).toEqual([])
})

test('the server keeps to its folder and sends the content policy', async ({ request }) => {
  const page = await request.get('/')
  expect(page.headers()['content-security-policy']).toContain("default-src 'self'")
  expect(page.headers()['content-security-policy']).not.toContain('unsafe')
  expect((await request.get('/%2e%2e/package.json')).status()).toBe(404)
  expect((await request.get('/..%2f..%2fpackage.json')).status()).toBe(404)
  expect((await request.get('/nothing-here')).status()).toBe(404)
  expect((await request.post('/')).status()).toBe(405)
})
