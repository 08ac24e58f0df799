/** A lot by its code: typed with a mistake, played with its options, its tries counted, shared at the end. */
import { expect, type Page, test } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import type { Options } from '../../src/record/index.ts'
import { codeOf } from '../../src/share/code.ts'
import { LONGEST_LINK, scenarioOf, textOf } from '../../src/share/scenario.ts'
import { shareTexts } from '../../src/ui/share/text.ts'
import { hearOut } from '../../scripts/tour.mjs'
import { axeFinds, listen } from './tools.ts'

const options: Options = { aids: 'none', hidden: ['culture.foam'], limit_min: 5, tries: 1 }
const code = codeOf({ level: 'M1', seed: 4, options })!
const words = {
  fr: {
    have: 'J’ai un code',
    go: 'Jouer ce lot',
    wrong: /ne tombe pas juste/,
    says: /Ouvrir la salle, lot PL-M1-004/,
    alone: /Sans aide/,
    vial: /^(Aller au flacon|Voir le résultat)/,
    see: /^Sans deviner/,
    again: /^Rejouer/,
    other: 'Nouveau lot',
    share: 'Partager ce lot',
    link: 'Lien du lot',
    spent: /Tes essais de ce code sont faits/,
  },
  en: {
    have: 'I have a code',
    go: 'Play this batch',
    wrong: /doesn’t add up/,
    says: /Open the room, batch PL-M1-004/,
    alone: /Without help/,
    vial: /^(Go to the vial|See the result)/,
    see: /^Without guessing/,
    again: /^Play again/,
    other: 'New batch',
    share: 'Share this batch',
    link: 'Batch link',
    spent: /You’ve used up your tries with this code/,
  },
} as const

const decide = (page: Page, slot: string, value: unknown) =>
  page.evaluate(([s, v]) => window.lot.decide({ slot: s as string, value: v as never }), [slot, value] as const)

for (const language of ['fr', 'en'] as const)
  test(`${language}: by keyboard from the campus to the last of its tries`, async ({ page }) => {
    const t = words[language]
    const complaints = listen(page)
    await page.goto(`/?menu&probe&lang=${language}&renderer=canvas&motion=reduced`)
    await page.getByRole('button', { name: t.have }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox')).toBeFocused()
    await page.keyboard.type(code.replace(/.$/, (last) => (last === '0' ? '1' : '0')).toLowerCase())
    await page.keyboard.press('Enter')
    await expect(page.getByText(t.wrong)).toBeVisible()
    expect(await axeFinds(page)).toEqual([])
    await page.keyboard.press('Backspace')
    await page.keyboard.type(code.at(-1)!)
    await expect(page.getByText(t.says)).toBeVisible()
    await expect(page.getByText(t.alone)).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`code=${code}`, 'i'))
    await expect.poll(() => page.evaluate(() => window.lot?.state()?.aids)).toBe(false)
    await expect(page.locator('.time-left')).toContainText(/[45]:\d\d/)
    const panels = await page.evaluate(() => window.lot.state().steps[0]!.panels.map(({ id }) => id))
    expect([panels.includes('oxygen'), panels.includes('foam')]).toEqual([true, false])

    expect(await decide(page, 'call.tutor', 'culture')).toMatchObject({ refusal: { code: 'on_your_own' } })
    await decide(page, 'shift.handOver', 1)
    // On a slow machine the way to the vial may end by itself first.
    await page
      .getByRole('button', { name: t.vial })
      .click({ timeout: 5000 })
      .catch(() => {})
    await page.getByRole('button', { name: t.see }).click({ timeout: 30_000 })
    await expect(page.getByRole('button', { name: t.again })).toHaveCount(0)
    await page.getByRole('button', { name: t.share }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog').getByRole('img')).toBeVisible()
    await expect(page.locator('.share-code')).toHaveText(code)
    expect(await page.getByRole('textbox', { name: t.link }).inputValue()).toContain(`?code=${code}`)
    expect(await axeFinds(page)).toEqual([])

    const record = await page.evaluate(() => window.lot.record() as { readonly options?: unknown })
    expect(record.options).toEqual(options)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: t.other }).click()
    await expect.poll(() => page.evaluate(() => window.lot.state().aids)).toBe(true)
    await decide(page, 'call.qa', 'culture')
    await page.goto(`/?code=${code}&lang=${language}`)
    await expect(page.getByRole('heading', { name: t.spent })).toBeVisible()
    expect(complaints).toEqual([])
  })

test('a changed level too long for a link goes from browser to browser as a file; a cut one is refused', async ({
  page,
}) => {
  const t = shareTexts.fr
  const complaints = listen(page)
  const alarms = Array.from({ length: 60 }, (_, i) => ({ path: 'work.pass.yield', value: 60 + Math.sin(i) }))
  const text = textOf({
    level: 'M1',
    seed: 9,
    options: { limit_min: 5 },
    patch: [...alarms, { path: 'work.pass.yield', value: 71 }],
  })
  expect(text.length).toBeGreaterThan(LONGEST_LINK)
  const file = (content: string) => ({ name: 'lot.txt', mimeType: 'text/plain', buffer: Buffer.from(content) })

  await page.goto('/?menu&probe&lang=fr&renderer=canvas&motion=reduced')
  await page.getByRole('button', { name: words.fr.have }).click()
  const [input, said] = [page.locator('input[type=file]').last(), page.locator('#code-said')]
  for (const [content, refusal] of [
    [text.slice(0, -40), t.fileRefused.changed],
    [text.replace(/.(.{20})$/, '!$1'), t.fileRefused.changed],
    ['Ménage : lundi', t.fileRefused.other],
    ['x'.repeat(20_000), t.fileRefused.other],
  ] as const) {
    await input.setInputFiles(file(content))
    await expect(said).toContainText(refusal)
  }
  expect(await axeFinds(page)).toEqual([])
  await input.setInputFiles(file(`${text}\n`))
  await expect(said).toContainText(t.changed)
  await page.getByRole('button', { name: t.go }).click()
  await expect.poll(() => page.evaluate(() => window.lot?.state()?.playing)).toBe(true)
  const record = await page.evaluate(() => window.lot.record() as { readonly level: { readonly patch?: unknown[] } })
  expect(record.level.patch).toHaveLength(61)

  await hearOut(page)
  expect(await decide(page, 'shift.handOver', 1)).toEqual({ refusal: null })
  await page
    .getByRole('button', { name: words.fr.vial })
    .click({ timeout: 5000 })
    .catch(() => {})
  await page.getByRole('button', { name: words.fr.see }).click({ timeout: 30_000 })
  await page.getByRole('button', { name: t.share }).click()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: t.saveFile }).click(),
  ])
  expect(scenarioOf(await readFile(await saved.path(), 'utf8'))).toEqual(scenarioOf(text))
  expect(await axeFinds(page)).toEqual([])
  expect(complaints).toEqual([])
})
