/** The page of a stand: robots, a visitor, a vial for the shelf, robots again; its staff; many hands. */
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { touchAtRandom } from '../../scripts/monkey.mjs'
import { advance, stateOf } from './demo.ts'
import { axeFinds, listen } from './tools.ts'

test.use({ hasTouch: true })

interface State {
  readonly results: readonly unknown[]
  readonly over: boolean
}

async function open(page: Page, more = ''): Promise<string[]> {
  const complaints = listen(page)
  await page.goto(`/kiosk.html?probe&speed=0&motion=reduced&renderer=canvas${more}`)
  await expect(page.locator('.attract-call')).toBeVisible({ timeout: 30_000 })
  return complaints
}

/** Breath needs no more than time: its three beats end by themselves. */
async function breathe(page: Page): Promise<void> {
  const main = page.locator('.demo-main')
  await expect(main).toBeVisible({ timeout: 20_000 })
  for (let beat = 1; beat <= 3; beat++) {
    await main.tap()
    await expect
      .poll(async () => {
        await advance(page, 600)
        return (await stateOf<State>(page)).results.length
      })
      .toBe(beat)
    if (beat < 3) await main.tap()
  }
}

const kept = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify({ ...localStorage }))

test('fr: touch to produce, three beats, a vial with two words for a name; left alone, all is as before', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1080, height: 1920 })
  await page.clock.install()
  const complaints = await open(page)
  await expect(page.locator('.attract-call')).toContainText('Touche pour produire')
  // A plant at work, on the model.
  await expect(page.locator('.attract-canvas canvas')).toBeVisible({ timeout: 20_000 })
  expect(await axeFinds(page)).toEqual([])
  await page.getByRole('button', { name: /Anticorps/ }).tap()
  await breathe(page)
  const result = page.getByRole('region', { name: 'Ton flacon' })
  await expect(result).toContainText('doses')
  expect(await axeFinds(page)).toEqual([])
  const name = await result.locator('.kiosk-name').innerText()
  expect(name).toMatch(/^\p{Lu}\p{L}+ \p{Ll}+$/u)
  await result.getByRole('button', { name: 'Un autre nom' }).tap()
  await page.getByRole('button', { name: 'Rejouer' }).tap()
  await expect(page.locator('.demo-main')).toBeVisible()

  // Nobody there: asked, counted down, gone.
  await page.clock.fastForward(26_000)
  await expect(page.getByRole('alertdialog')).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await page.getByRole('button', { name: 'Oui, je continue' }).tap()
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await page.clock.fastForward(26_000)
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await page.clock.fastForward(11_000)
  await expect(page.locator('.attract-call')).toContainText('Touche pour produire')
  await expect(page.locator('.attract-shelf li')).toHaveCount(1)
  // What stays in this browser is the stand's, and says nothing of anybody.
  const stays = JSON.parse(await kept(page)) as Record<string, string>
  expect(Object.keys(stays).toSorted()).toEqual([
    // Drawn, not typed: no hand has signed it.
    'premier-lot.profiles',
    'premier-lot.sound',
    'premier-lot.stand.day',
  ])
  expect(JSON.parse(stays['premier-lot.profiles']!)).toMatchObject({ all: [{ badge: { stroke: '', letters: '' } }] })
  const day = JSON.parse(stays['premier-lot.stand.day']!) as Record<string, unknown>
  expect(day).toMatchObject({ visits: 1, begun: { M0: 2 }, ended: { M0: 1 }, left: { 'M0.1': 1 } })
  expect(complaints).toEqual([])
})

test('en: the stand behind four corners and four digits; an address to take home, and the page it leads to', async ({
  page,
  baseURL,
}) => {
  await page.setViewportSize({ width: 1920, height: 1080 })
  const complaints = await open(page, '&lang=en')
  const corners = async (): Promise<void> => {
    for (const [x, y] of [
      [9, 9],
      [1911, 9],
      [1911, 1071],
      [9, 1071],
    ] as const)
      await page.touchscreen.tap(x, y)
  }
  await corners()
  const staff = page.getByRole('dialog', { name: 'The stand' })
  const digits = async (pin: string): Promise<void> => {
    for (const digit of pin) await staff.getByRole('button', { name: digit, exact: true }).tap()
  }
  await digits('1234')
  await expect(staff).toContainText('Wrong code.')
  await digits('1906')
  await expect(staff.getByRole('checkbox', { name: 'Plasma' })).toBeChecked()
  expect(await axeFinds(page)).toEqual([])
  await staff.getByRole('checkbox', { name: 'Plasma' }).tap()
  await staff.getByRole('textbox', { name: /^Message/ }).fill('Hall B, stand 12')
  await staff.getByRole('textbox', { name: /^Address/ }).fill('javascript:alert(1)')
  await expect(staff).toContainText('An address starting with https:// or http://.')
  await staff.getByRole('textbox', { name: /^Address/ }).fill(`${baseURL}take-home.html`)
  const download = page.waitForEvent('download')
  await staff.getByRole('button', { name: 'Save as CSV' }).tap()
  expect(readFileSync((await (await download).path())!, 'utf8')).toContain('Visits,0')
  await staff.getByRole('button', { name: 'Close' }).tap()
  await expect(page.locator('.attract-head')).toContainText('Hall B, stand 12')
  await expect(page.locator('.attract-card')).toHaveCount(2)

  await page.locator('.attract-live').tap()
  await breathe(page)
  const picture = page.locator('.kiosk-scan svg')
  const address = (await picture.getAttribute('data-text'))!
  expect(address).toMatch(/take-home\.html#M0\.\d\.\d+\.\d+-\d+\.en$/)
  const name = await page.locator('.kiosk-name').innerText()
  const doses = await page.locator('.kiosk-doses b').innerText()
  await page.getByRole('button', { name: 'Finish' }).tap()
  // The next visitor is spoken to in the stand's first language.
  await expect(page.locator('.attract-call')).toContainText('Touche pour produire')
  await page.getByRole('button', { name: 'English' }).tap()
  await expect(page.locator('.attract-shelf')).toContainText(name)

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(address)
  await expect(page.locator('.take-home')).toContainText(`Prepared by ${name}`)
  await expect(page.locator('.take-home')).toContainText(doses)
  expect(await axeFinds(page)).toEqual([])
  await page.goto(`${address.split('#')[0]}#nonsense`)
  await page.reload()
  await expect(page.locator('.take-home')).toContainText('Ce lien ne porte pas de résultat.')
  expect(complaints).toEqual([])
})

test('two kiosks with one word show one shelf; the server lost, each goes on with what it knows', async ({
  page,
  request,
}) => {
  const now = new Date()
  const two = (n: number): string => String(n).padStart(2, '0')
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  const vial = { demo: 'M0', name: [0, 0], medals: 3, doses: 40, at_min: 0 }
  const told = await request.put('/api/stands/SALON7/0123456789abcdef', { data: { day, doses: 40, vials: [vial] } })
  expect(told.ok()).toBe(true)
  await page.clock.install({ time: now })
  await page.addInitScript(() => localStorage.setItem('premier-lot.stand', JSON.stringify({ shelf: 'SALON7' })))
  await open(page)
  await expect(page.locator('.attract-shelf li')).toHaveCount(1)
  await expect(page.locator('.attract-shelf')).toContainText('40 doses')
  await page.route('**/api/**', (route) => route.abort())
  await page.clock.fastForward(40_000)
  await expect(page.locator('.attract-shelf li')).toHaveCount(1)
})

test('a picture that is taken down is gone: three demos leave no more behind than one', async ({ page }) => {
  await open(page)
  const cdp = await page.context().newCDPSession(page)
  const nodes = async (): Promise<number> => {
    await cdp.send('HeapProfiler.collectGarbage')
    return (await cdp.send('Memory.getDOMCounters')).nodes
  }
  const after: number[] = []
  for (let i = 0; i < 3; i++) {
    await page.locator('.attract-card').first().tap()
    await expect(page.locator('.demo-canvas canvas')).toBeVisible({ timeout: 20_000 })
    await page.locator('.demo-menu').tap()
    await expect(page.locator('.attract-canvas canvas')).toBeVisible({ timeout: 20_000 })
    await expect.poll(nodes).toBeLessThan(1.04 * (after[0] ?? Infinity))
    after.push(await nodes())
  }
})

test('two cards at once are one demo; a finger that never lifts is nobody after a minute', async ({ page }) => {
  await page.clock.install()
  const complaints = await open(page)
  await page.evaluate(() => document.querySelectorAll<HTMLElement>('.attract-card').forEach((card) => card.click()))
  await expect(page.locator('.demo-main')).toBeVisible({ timeout: 20_000 })
  expect(JSON.parse(await page.evaluate(() => localStorage['premier-lot.stand.day'] as string))).toMatchObject({
    visits: 1,
    begun: { P0: 0, M0: 0, A0: 1 },
  })
  await page.locator('.demo-main').dispatchEvent('pointerdown', { isPrimary: true, pointerId: 1, bubbles: true })
  await page.clock.fastForward(50_000)
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await page.clock.fastForward(28_000)
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await page.clock.fastForward(11_000)
  await expect(page.locator('.attract-call')).toBeVisible()
  expect(complaints).toEqual([])
})

test('many hands: fingers, palms, pinches and swipes for a while, and it still plays', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  const complaints = await open(page)
  await touchAtRandom(page, { seed: 11, until: (gestures) => gestures >= 120 })
  await expect(page).toHaveURL(/kiosk\.html/)
  await page.goBack().catch(() => {})
  await expect(page).toHaveURL(/kiosk\.html/)
  await expect(page.locator('.kiosk')).toBeVisible()
  expect(await page.evaluate(() => window.visualViewport!.scale)).toBe(1)
  expect(complaints).toEqual([])
})
