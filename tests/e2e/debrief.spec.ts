/** The debrief: a lot is lost by doing nothing, read, begun again from there, and the end says so. */
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { follow } from '../../scripts/tour.mjs'
import type { Probe } from '../../src/ui/session.ts'
import { axeFinds, listen } from './tools.ts'

interface Decided {
  readonly t: number
  readonly slot: string
  readonly value: unknown
}

const nights = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let night = 0; night < 4 && window.lot.state().playing; night++) await window.lot.night()
  })

/** A log ends with going home: what is left are mornings. */
const mornings = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const lot = window.lot as unknown as Probe
    for (let i = 0; i < 90 && lot.state()?.playing; i++) await lot.advance(1800)
  })

const toTheEnd = async (page: Page): Promise<void> => {
  const on = page.getByRole('button', { name: /^(Go to the vial|See the result|Aller au flacon|Voir le résultat)/ })
  const unguessed = page.getByRole('button', { name: /^(Without guessing|Sans deviner)/ })
  await expect(async () => {
    if (await on.count()) await on.first().click()
    await expect(unguessed).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 90_000 })
  await unguessed.click()
}

test('en: the night nobody was ordered in is named, tried the other way, and played again from there', async ({
  page,
}) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  const complaints = listen(page)
  await page.goto('/?level=M1&probe&seed=3&lang=en&renderer=canvas&motion=reduced')
  await page.waitForFunction(() => window.lot?.state())
  // A degree too warm: a figure of one's own, to be tried as another.
  await page.evaluate(() => window.lot.decide({ slot: 'culture.temperature', value: 37.5 }))
  await nights(page)
  await toTheEnd(page)

  await page.getByRole('button', { name: 'Understand' }).click()
  const sheet = page.getByRole('dialog', { name: /^Debrief/ })
  await expect(sheet.getByRole('button', { name: /^The night: −\d/ })).toBeVisible({ timeout: 120_000 })
  await expect(sheet.getByText(/^\+\d+\.\d points of yield/)).toBeVisible({ timeout: 60_000 })
  // No bag was connected either: more of nothing is nothing.
  await sheet.getByRole('button', { name: /^Feed doses: −\d/ }).focus()
  await page.keyboard.press('Enter')
  await expect(sheet.getByText('it counts together with another')).toBeVisible({ timeout: 60_000 })
  await sheet.getByRole('button', { name: /^When to go cold: / }).click()
  await sheet.getByText('And with another value?').click()
  await sheet.getByRole('textbox', { name: 'Value' }).fill('36.5')
  await sheet.getByRole('button', { name: 'Play with this value' }).press('Enter')
  await expect(sheet.getByRole('img', { name: /With this value: / })).toBeVisible({ timeout: 60_000 })
  await sheet.getByRole('combobox', { name: 'Curve' }).selectOption({ label: 'Glucose' })
  await expect(sheet.getByRole('img', { name: /^Glucose\. From D0/ })).toBeVisible()
  await sheet.getByRole('button', { name: /^The night: / }).click()
  await sheet.getByRole('button', { name: 'Luck or skill?' }).click()
  await expect(sheet.getByRole('img', { name: /^One dot per batch/ })).toBeVisible({ timeout: 60_000 })
  expect(await axeFinds(page)).toEqual([])

  await sheet
    .getByRole('button', { name: /^Replay from D/ })
    .first()
    .click()
  await expect(sheet).toHaveCount(0)
  await expect.poll(() => page.evaluate(() => window.lot.state().playing)).toBe(true)
  await page.evaluate(() => window.lot.decide({ slot: 'culture.assay', value: ['viableCells'] }))
  await nights(page)
  await toTheEnd(page)
  await expect(page.getByText(/^Replayed after the debrief, from D/)).toBeVisible()

  // The first try stands beside the second, and can be looked at again; only it counts.
  await page.getByText('What this batch showed').click()
  await expect(page.getByText('You knew this batch: it doesn’t count a second time.')).toBeVisible()
  await page.getByRole('button', { name: 'See the first try again' }).click()
  await toTheEnd(page)
  await expect(page.getByText('You’re looking at your first try.')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/^Replayed after the debrief/)).toHaveCount(0)
  await page.getByRole('button', { name: 'Back to the latest try' }).click()
  await toTheEnd(page)
  await expect(page.getByText(/^Replayed after the debrief, from D/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/^First try of this batch: yield \d+, purity \d+, compliance \d+\./)).toBeVisible()
  // One thing for next time.
  const meant = page.getByRole('region', { name: 'One thing for next time' })
  await meant.getByRole('button').first().press('Enter')
  await expect(meant.getByText(/^Kept: “.+”$/)).toBeVisible()

  // All of it on paper, before the batch record.
  await page.getByRole('button', { name: 'Full batch record' }).click()
  const papers = page.getByRole('dialog', { name: /^Batch record/ })
  await papers.getByRole('checkbox', { name: /^With the training report/ }).check()
  const report = papers.locator('.report')
  await expect(report.getByRole('row', { name: /^The night −\d/ })).toBeVisible({ timeout: 60_000 })
  await expect(report.getByText(/^Next time: .+/)).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await page.keyboard.press('Escape')

  // What the lot taught is asked at the start of the next shift; answered, it comes back another day.
  await page.goto('/?menu&lang=en')
  await page.getByRole('button', { name: 'Shift start 3 questions' }).click()
  for (let question = 1; question <= 3; question++) {
    await expect(page.getByText(`Question ${question} of 3`)).toBeVisible()
    await expect(page.getByRole('button', { name: 'See the answer' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'I knew' })).toBeFocused()
    await page.keyboard.press(question === 2 ? '2' : '1')
  }
  expect(await axeFinds(page)).toEqual([])
  await expect(page.getByText('2 of 3.', { exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Shift start/ })).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('button', { name: 'I have a code' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Shift start/ })).toHaveCount(0)

  // What is proven is read in the academy, and where the rest is to be had.
  await page.getByRole('button', { name: /^Academy/ }).press('Enter')
  await page.getByRole('button', { name: 'My competencies' }).press('Enter')
  const skills = page.getByRole('dialog', { name: 'My competencies' })
  await expect(skills.getByText('0 mastered')).toBeVisible()
  await expect(skills.getByRole('link', { name: 'M1 Open the room' })).toBeVisible()
  const recording = skills.getByRole('listitem').filter({ hasText: 'Recording as it happens' })
  await recording.getByText('Recording as it happens').click()
  await expect(recording.getByText('Observed 4 times.')).toBeVisible()
  await expect(recording.getByText(/^Still missing: .*a second process/)).toBeVisible()
  expect(await axeFinds(page)).toEqual([])

  // Beside it the locker: what good catches hang there, and the pen that is refused.
  await skills.getByRole('button', { name: 'Close' }).press('Enter')
  await page.getByRole('button', { name: 'My locker' }).press('Enter')
  const locker = page.getByRole('dialog', { name: 'My locker' })
  await expect(locker.getByRole('img', { name: /^Your open locker: a badge/ })).toBeVisible()
  await locker.getByRole('radio', { name: 'green' }).press('Space')
  await expect(locker.getByText(/Green won’t photocopy/)).toBeVisible()
  await expect(locker.getByRole('radio', { name: 'blue' })).toBeChecked()
  expect(await axeFinds(page)).toEqual([])

  // What was meant comes along to the next lot that is begun.
  await page.goto('/?level=M1&probe&seed=4&lang=en&renderer=canvas&motion=reduced')
  await expect(page.getByText(/^You told yourself: “.+”/)).toBeVisible({ timeout: 30_000 })
  expect(complaints).toEqual([])
})

test('fr: a planted error is played and named, the batch is replayed from there, and won', async ({ page }) => {
  const complaints = listen(page)
  const logOf = (run: string): Decided[] =>
    JSON.parse(readFileSync(`levels/antibody/M1/runs/${run}.json`, 'utf8')).log as Decided[]
  const expert = logOf('expert')
  const end_s = expert.at(-1)!.t + 1
  await page.goto('/?level=M1&probe&seed=3&lang=fr&renderer=canvas&motion=reduced&sound=0')
  // Five times the dose, three mornings running.
  await follow(page, logOf('novice-chasesTheCount'), 0, end_s)
  await mornings(page)
  await toTheEnd(page)
  await expect(page.getByRole('heading', { name: 'Niveau à reprendre' })).toBeVisible()
  await expect(page.locator('.end-cost').getByText('Les doses de milieu')).toBeVisible({ timeout: 120_000 })
  await page.getByRole('button', { name: /^Rejouer depuis J/ }).click()
  await expect.poll(() => page.evaluate(() => window.lot.state().playing)).toBe(true)
  const from_s = await page.evaluate(() => window.lot.state().t_s)
  await follow(page, expert, from_s, end_s)
  await mornings(page)
  await toTheEnd(page)
  await expect(page.getByRole('heading', { name: 'Niveau réussi' })).toBeVisible()
  expect(complaints).toEqual([])
})
