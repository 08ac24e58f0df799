/** A class without a server: a lot is given, played, handed in, read; what is no honest result says so. */
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { strToU8, zipSync } from 'fflate'
import { axeFinds, listen } from './tools.ts'

interface Handed {
  who: string
  id: string
  marks: { yield: number }
  record: { digest: string; seed: number; log: { t: number; slot: string; value: unknown }[] }
}

/** An idle lot of M1, handed in: three nights nobody works. */
async function handIn(page: Page, address: string): Promise<Handed> {
  await page.goto(address)
  await page.waitForFunction(() => window.lot?.state())
  await page.evaluate(async () => {
    await window.lot.decide({ slot: 'culture.look', value: 'oxygen' })
    for (let night = 0; night < 4 && window.lot.state().playing; night++) await window.lot.night()
  })
  const on = page.getByRole('button', { name: /^(Aller au flacon|Voir le résultat)/ })
  const unguessed = page.getByRole('button', { name: 'Sans deviner' })
  await expect(async () => {
    if (await on.count()) await on.first().click()
    await expect(unguessed).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 90_000 })
  await unguessed.click()
  await page.getByRole('button', { name: 'Partager ce lot' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Enregistrer mon résultat' }).click()
  return JSON.parse(readFileSync(await (await download).path(), 'utf8')) as Handed
}

test('fr: a lot is given by its code, played, handed in; the replay finds what was changed', async ({ page }) => {
  test.setTimeout(240_000)
  const complaints = listen(page)
  await page.goto('/instructor.html?lang=fr#give')
  await page.getByLabel('Numéro de lot', { exact: true }).fill('42')
  await page.getByLabel('Essais').selectOption('3')
  expect(await axeFinds(page)).toEqual([])
  const link = await page.getByLabel('Lien du lot').inputValue()
  expect(new URL(link).searchParams.get('code')).toMatch(/^[0-9A-Z-]{9}$/)

  const { search } = new URL(link)
  const handed = await handIn(page, `/${search}&probe&lang=fr&renderer=canvas&motion=reduced`)
  expect(handed.record.seed).toBe(42)

  const file = (name: string, content: unknown) => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  })
  const boasted = { ...handed, who: '=Loup 1', id: 'b', marks: { ...handed.marks, yield: 99 } }
  const [first, ...rest] = handed.record.log
  const forged = {
    ...handed,
    who: 'Lynx 2',
    id: 'c',
    record: { ...handed.record, log: [{ ...first!, t: first!.t + 7200 }, ...rest] },
  }
  await page.goto('/instructor.html?lang=fr#read')
  await page.locator('.read input[type=file]').setInputFiles([
    file('rendu.json', handed),
    // As a platform gives what a class handed in.
    {
      name: 'devoirs.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from(
        zipSync({
          'Loup/vante.json': strToU8(JSON.stringify(boasted)),
          'Lynx/truque.json': strToU8(JSON.stringify(forged)),
          'Lynx/notes.png': strToU8('x'),
        }),
      ),
    },
    file('copie.json', { ...handed, who: 'Ours 9' }),
    file('encore.json', handed),
    file('photo.json', '<html>'),
    file('progres.json', { format: 1 }),
    file('demain.json', { ...handed, result: 2 }),
  ])
  await expect(page.getByText('Fichiers rejoués : 8 sur 8.')).toBeVisible({ timeout: 120_000 })
  const row = (who: string) =>
    page
      .locator('.read .class-table')
      .first()
      .getByRole('row', { name: new RegExp(who) })
  await expect(row(`^${handed.who}`)).toContainText('conforme')
  await expect(row('^=Loup 1')).toContainText('notes du fichier changées')
  await expect(row('^=Loup 1')).toContainText('mêmes décisions que')
  await expect(row('^Ours 9')).toContainText(`même navigateur que ${handed.who}`)
  await expect(row('^Ours 9')).toContainText('mêmes décisions que')
  await expect(row('^Lynx 2')).toContainText('ne se rejoue pas')
  await expect(page.getByText('Ce n’est pas un fichier de résultat', { exact: false })).toBeVisible()
  await expect(page.getByText('Ce fichier vient du jeu', { exact: false })).toBeVisible()
  await expect(page.getByText('Ce résultat est déjà dans le tableau', { exact: false })).toBeVisible()
  await expect(page.getByText('d’une autre version du jeu', { exact: false })).toBeVisible()
  // What a competency is called stands over its column; what it says, on being pointed at.
  const head = page.locator('.heat-table').getByRole('button').last()
  await head.focus()
  await expect(page.locator('.heat-says')).toContainText((await head.getAttribute('title'))!)
  expect(await axeFinds(page)).toEqual([])

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tableau (CSV)' }).click()
  const csv = readFileSync(await (await download).path(), 'utf8')
  expect(csv).toMatch(/^\uFEFFapprenant;niveau;lot;/)
  // No name becomes a formula.
  expect(csv).toContain("\r\n'=Loup 1;M1;42;")

  await page.getByRole('button', { name: 'EN', exact: true }).click()
  await expect(row(`^${handed.who}`)).toContainText('agrees')
  expect(complaints).toEqual([])
})

test('en, by keyboard: rules go into the code; a recording of the repository is known as one', async ({ page }) => {
  const complaints = listen(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/instructor.html?lang=en#give')
  await page.locator('.give select').first().focus()
  await page.keyboard.type('M4')
  await page.getByRole('combobox', { name: /^Aids/ }).selectOption('No aids')
  await page.getByText('Hidden instruments, three at most').click()
  const box = page.getByRole('checkbox').first()
  await box.focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('Without help: Nadia won’t answer', { exact: false })).toBeVisible()
  await expect(page.getByText(/^Without these instruments:/)).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)

  await page.getByRole('button', { name: 'Results' }).focus()
  await page.keyboard.press('Enter')
  const record = JSON.parse(readFileSync('levels/antibody/M4/runs/expert.json', 'utf8')) as unknown
  const marks = { yield: 100, purity: 99, compliance: 100 }
  await page.locator('.read input[type=file]').setInputFiles({
    name: 'expert.json',
    mimeType: 'application/json',
    // 84 decisions in a quarter of a minute.
    buffer: Buffer.from(JSON.stringify({ result: 1, who: 'Otter 3', id: 'x', marks, used_s: 15, record })),
  })
  const row = page
    .locator('.read .class-table')
    .first()
    .getByRole('row', { name: /^Otter 3/ })
  await expect(row).toContainText('decisions supplied with the game', { timeout: 60_000 })
  await expect(row).toContainText('agrees')
  await expect(row).toContainText('too fast for a hand')
  await expect(row).toContainText('Passed')
  expect(await axeFinds(page)).toEqual([])
  expect(complaints).toEqual([])
})
