/** What is handed out: the page that opens from a disk, played to its end with sound; nothing is asked of any server. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { follow, hearOut } from '../../scripts/tour.mjs'
import { loadLevel } from '../../src/content/index.ts'
import { expertHand } from '../../src/play/index.ts'
import { playHand, recordOf } from '../../src/record/index.ts'
import { type Pack, packageOf } from '../../src/share/index.ts'
import { axeFinds, listen } from './tools.ts'

const M1 = loadLevel(JSON.parse(readFileSync('levels/antibody/M1/level.json', 'utf8'))).level!
const expert = () => recordOf(playHand(M1, 5, expertHand))
const m1 = { level: 'M1', seed: 5, options: {}, title: { fr: 'Ouvrir la salle', en: 'Open the room' } } as const
const a0 = { level: 'A0', seed: 3, options: {}, title: { fr: 'Le moment de verser', en: 'When to pour' } } as const

async function packed(request: APIRequestContext, pack: Pack): Promise<Uint8Array> {
  return packageOf(await (await request.get('/single.txt')).text(), pack, 'fr')
}

/** Past the way to the vial and the guess, to the marks. */
async function toTheMarks(page: Page, unguessed: string): Promise<void> {
  const on = page.getByRole('button', { name: /^(Aller au flacon|Voir le résultat|To the vial|See the result)/ })
  const skip = page.getByRole('button', { name: unguessed })
  await expect(async () => {
    if (await on.count()) await on.first().click()
    await expect(skip).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 60_000 })
  await skip.click()
}

test('fr: one file from a disk: a whole level with sound, its debrief, and nothing loaded', async ({
  page,
  request,
}) => {
  const folder = join('build', 'test', 'packages')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'deux lots.html')
  writeFileSync(file, await packed(request, { pack: 1, kind: 'single', lots: [m1, a0] }))
  const asked: string[] = []
  page.on('request', (one) => void asked.push(one.url()))
  const complaints = listen(page)
  await page.goto(`${pathToFileURL(file).href}?probe&sound=1&renderer=canvas&motion=reduced`)
  await expect(page.getByRole('link', { name: /Le moment de verser/ })).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
  await page.getByRole('link', { name: /Ouvrir la salle/ }).click()
  await hearOut(page)
  const record = expert()
  await follow(page, record.log, 0, 1e7)
  await toTheMarks(page, 'Sans deviner')
  await expect(page.getByText('Niveau réussi')).toBeVisible()
  expect(await page.evaluate(() => (window.lot.record() as { log: unknown[] }).log.length)).toBe(record.log.length)
  // The sound has come out of the page itself, and runs.
  await expect
    .poll(() => page.evaluate(() => (window as { Howler?: { ctx?: AudioContext } }).Howler?.ctx?.state))
    .toBe('running')
  await page.getByRole('button', { name: 'Comprendre' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(page.getByRole('dialog').getByRole('progressbar')).toHaveCount(0)
  expect(complaints).toEqual([])
  expect(asked.filter((url) => !/^(data|blob):/.test(url)).every((url) => url.startsWith('file:'))).toBe(true)
  expect(asked.filter((url) => url.startsWith('file:')).map((url) => url.split('?')[0])).toEqual(
    Array.from({ length: 2 }, () => pathToFileURL(file).href),
  )
})
