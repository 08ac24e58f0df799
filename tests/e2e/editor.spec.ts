/** An instructor alone with a browser: a level is changed, tried by bots, given, taught; hostile files do nothing. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, type Page, test } from '@playwright/test'
import { axeFinds, listen } from './tools.ts'

const file = (name: string, content: unknown) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
})
const isPlayed = (page: Page) => page.waitForFunction(() => window.lot?.state())
const lies = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

test('fr, by pointer: a level is changed, tried by bots, and given as an exam that no script can play', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const complaints = listen(page)
  await page.goto('/instructor.html?lang=fr')
  await page.locator('.edit-level select').selectOption('M1')
  const fault = page.locator('.lane-faults .event').first()
  await expect(fault).toContainText('L’oxygène de la nuit', { timeout: 60_000 })
  expect(await axeFinds(page)).toEqual([])

  // The window moves with the hand.
  await fault.click()
  const earliest = page.getByLabel('Au plus tôt')
  const before = Number(await earliest.inputValue())
  const box = (await fault.boundingBox())!
  await page.mouse.move(box.x + 12, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x - 60, box.y + 12, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Number((await earliest.inputValue()).replace(',', '.'))).toBeLessThan(before)
  await page.getByRole('button', { name: 'Annuler', exact: true }).click()
  await expect(earliest).toHaveValue(String(before))

  await page.getByRole('button', { name: 'Toujours' }).first().click()
  const title = page.getByRole('group', { name: 'Titre' }).getByRole('textbox').first()
  await title.fill('La salle de Mme Roux')
  await title.blur()

  // What is wrong stands where it is, with what would be right.
  const mark = page.getByLabel('Rendement').first()
  await mark.fill('140')
  await mark.blur()
  await expect(page.getByText('Un point à corriger')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Jouer l’essai' })).toBeHidden()
  await page.getByRole('button', { name: 'Annuler le dernier changement' }).click()
  await expect(page.getByText('Un point à corriger')).toBeHidden()
  await page.getByText('Ce qui change par rapport au niveau d’origine').click()
  await expect(page.locator('.differences')).toContainText('« La salle de Mme Roux »')
  await expect(page.locator('.differences')).toContainText('causes')

  await page.getByLabel('Nombre de lots').selectOption('5')
  await page.getByRole('button', { name: 'Tester', exact: true }).click()
  await expect(page.getByText('Terminé.')).toBeVisible({ timeout: 150_000 })
  await expect(page.locator('.trial-table').getByRole('row', { name: /^Personne/ })).toContainText('0 sur 5')
  await expect(page.locator('.trial-table').getByRole('row', { name: /^L’expert/ })).toContainText('5 sur 5')
  await expect(page.getByText('La recette suffit', { exact: false }).first()).toBeVisible()
  expect(await axeFinds(page)).toEqual([])

  await page.getByRole('button', { name: 'Fiches' }).click()
  await page.getByRole('button', { name: /^Faire la fiche/ }).click()
  await expect(page.getByRole('heading', { name: 'La salle de Mme Roux' })).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('.sheet')).toContainText('C02')
  expect(await axeFinds(page)).toEqual([])

  const trial = await page.getByRole('link', { name: 'Jouer l’essai', includeHidden: true }).getAttribute('href')
  await page.getByRole('button', { name: 'Donner', exact: true }).click()
  await page.getByRole('radio', { name: /^Un examen/ }).check()
  await page.getByRole('combobox', { name: /^Qui a quel lot/ }).selectOption('own')
  expect(await axeFinds(page)).toEqual([])
  const exam = await page.getByLabel('Lien du lot').inputValue()

  await page.goto(`/${trial!.slice(2)}&probe&view=text`)
  await isPlayed(page)
  await expect(page.getByText('La salle de Mme Roux').first()).toBeVisible()
  await page.goto(`/${new URL(exam).search}&probe&view=text&lang=fr`)
  await expect(page.getByText('La salle de Mme Roux').first()).toBeVisible({ timeout: 30_000 })
  expect(await page.evaluate(() => 'lot' in window)).toBe(false)
  expect(complaints).toEqual([])
})

test('en, by keyboard, on a telephone: files are kept, opened, refused; words in them are only words', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const complaints = listen(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/instructor.html?lang=en')
  await page.locator('.edit-level select').selectOption('M2')
  const asked = page.locator('.lane-questions .event').first()
  await expect(asked).toBeVisible({ timeout: 60_000 })
  expect(await lies(page)).toBeLessThanOrEqual(0)
  await asked.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByLabel('Day of the step')).toHaveValue('5')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  const kept = readFileSync(await (await download).path(), 'utf8')
  const scenario = JSON.parse(kept) as { seed: number; patch: unknown }
  expect(scenario.patch).toEqual([{ path: 'work.questions[0].day', value: 5 }])

  // A visit later it is still there.
  await page.reload()
  await expect(page.getByText('1 change.')).toBeVisible({ timeout: 60_000 })

  const open = page.locator('.edit-tools input[type=file]')
  const script = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
  const hostile = {
    ...scenario,
    words: { en: [{ path: 'title', value: script }], fr: [{ path: 'story', value: script }] },
  }
  for (const [content, says] of [
    ['<html>', 'isn’t a scenario from this game'],
    [{ ...scenario, version: 2 }, 'from another version'],
    [{ ...scenario, level: 'Z9' }, 'a level that isn’t in this version'],
    [{ ...scenario, patch: [{ path: 'work.rounds.count', value: 1e12 }] }, 'don’t fit this level'],
    [{ ...scenario, patch: [{ path: 'steps[0].unit', value: '__proto__' }] }, null],
    ['x.'.padEnd(300_000, 'A'), 'or it was cut'],
  ] as const) {
    await open.setInputFiles(file('scenario.json', content))
    if (says) await expect(page.getByText(says, { exact: false })).toBeVisible()
    else await expect(page.getByRole('heading', { name: /to fix$/ })).toBeVisible({ timeout: 30_000 })
  }
  await open.setInputFiles(
    file('scenario.json', { ...hostile, words: { en: [{ path: 'title', value: 'W'.repeat(100_000) }] } }),
  )
  await expect(page.getByText('contains what no scenario can', { exact: false })).toBeVisible()
  await open.setInputFiles(file('scenario.json', hostile))
  await expect(page.getByRole('group', { name: 'Title' }).getByRole('textbox').nth(1)).toHaveValue(script)
  await page.getByRole('button', { name: 'Lesson sheets' }).press('Enter')
  await page.getByRole('button', { name: /^Make the sheet/ }).press('Enter')
  await expect(page.getByRole('heading', { name: '<img src=x' })).toBeVisible({ timeout: 60_000 })
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
  expect(await axeFinds(page)).toEqual([])

  // A request of one's own, said in words that are none; and what they come to where somebody plays.
  await page.getByRole('button', { name: 'Scenario', exact: true }).press('Enter')
  await page.getByRole('button', { name: 'Write a request' }).press('Enter')
  await expect(page.locator('.lane-questions .event')).toHaveCount(4)
  const said = page.getByRole('group', { name: 'The request' }).getByRole('textbox').nth(1)
  await said.fill(`\u202E${script} ${'W'.repeat(500)}`)
  await said.blur()
  await page.getByText('Targets, weights, and what a case calls for').press('Enter')
  const aim = page.getByLabel('Target: Aggregates')
  await aim.fill('3')
  await aim.press('Enter')
  await expect(page.getByText('Give a number below 1.7', { exact: false }).first()).toBeVisible({ timeout: 30_000 })
  await aim.fill('0.4')
  await aim.press('Enter')
  await expect(page.getByText('to fix')).toBeHidden({ timeout: 30_000 })
  expect(await axeFinds(page)).toEqual([])
  expect(await lies(page)).toBeLessThanOrEqual(0)
  const played = await page.getByRole('link', { name: 'Try it out' }).getAttribute('href')
  await page.goto(`/${played!.slice(2)}&probe&view=text`)
  await isPlayed(page)
  await expect(page.locator('.voice.asks')).toContainText(script, { timeout: 30_000 })
  await expect(page.getByRole('button', { name: 'Show me the line in the recipe' })).toBeVisible()
  expect(await page.evaluate(() => document.body.innerText.includes('\u202E'))).toBe(false)
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
  expect(await lies(page)).toBeLessThanOrEqual(0)
  expect(complaints).toEqual([])
})

test('the instructors’ pages are light: what each asks for before its first look, but for the worker that has the models', () => {
  for (const name of ['instructor', 'class', 'lti']) {
    const html = readFileSync(`dist/${name}.html`)
    const files = html.toString('utf8').match(/assets\/[^"]+\.(?:js|css)/g) ?? []
    expect(files.length).toBeGreaterThan(5)
    const bytes = [html, ...files.map((path) => readFileSync(`dist/${path}`))].map((file) => gzipSync(file).length)
    expect(bytes.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(150_000)
  }
})
