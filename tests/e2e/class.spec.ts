/** A class in two browsers: joined by code, played while the network goes and comes, seen live, replayed by the server. */
import { readFileSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { follow } from '../../scripts/tour.mjs'
import type { ClassBoard, ClassMember } from '../../src/share/index.ts'
import { axeFinds, listen } from './tools.ts'

const expert = JSON.parse(readFileSync('levels/plasma/P1/runs/expert.json', 'utf8')) as {
  seed: number
  log: { t: number; slot: string; value: unknown }[]
}
/** A lot of P1 as its code: seed of the recorded run. */
const P1 = '0800-02Z9'

async function another(browser: Browser): Promise<[Page, string[]]> {
  const page = await (await browser.newContext()).newPage()
  return [page, listen(page)]
}

/** To the end of the recorded run, and past the pictures of the way to the vials. */
async function toTheEnd(page: Page, from_s: number): Promise<void> {
  await follow(page, expert.log, from_s, 600_000)
  await page.getByRole('button', { name: /^(Aller au flacon|Go to the vial)/ }).click()
}

test('a fault let loose in a run, the run replayed and frozen on the board, a line countersigned, the lot taken along to another machine', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const [owner, ownersComplaints] = await another(browser)
  const api = async <T>(method: 'post' | 'put', path: string, data: object, bearer = ''): Promise<T> => {
    const headers = { Authorization: `Bearer ${bearer}` }
    const answer = await owner.request[method](path, { data, headers })
    return (answer.status() === 204 ? null : await answer.json()) as T
  }
  const { secret, code } = await api<{ secret: string; code: string }>('post', '/api/classes', { title: '', days: 1 })
  const [learner, complaints] = await another(browser)
  await learner.goto(`/?menu&lang=fr&sound=0&motion=reduced&class=${code}`)
  await learner.getByLabel('Pseudonyme').fill('Renard 7')
  await learner.getByRole('button', { name: 'Entrer dans la classe' }).click()
  const personal = await learner.getByLabel('Code personnel').innerText()
  await learner.getByRole('button', { name: 'C’est noté' }).click()
  // A lot whose needle never rises by itself.
  await learner.goto('/?level=P1&seed=3&lang=fr&probe&sound=0&motion=reduced&renderer=canvas')
  await follow(learner, expert.log, 0, 3000)

  await owner.goto(`/class.html?lang=en#class=${secret}`)
  await owner.getByRole('button', { name: 'Let it loose' }).click()
  await expect(owner.locator('.class-faults')).toContainText(/Renard 7.*came at/)
  const log = () => learner.evaluate(() => (window.lot.record() as { log: { slot: string }[] }).log.map((d) => d.slot))
  expect(await log()).toContain('class.fault')

  await owner.getByRole('button', { name: 'See the batch of Renard 7' }).click()
  const replay = owner.getByRole('region', { name: 'The batch of Renard 7' })
  const steps = (await log()).length
  await expect(replay).toContainText(`Decision ${steps} of ${steps}`)
  await replay.getByRole('slider').focus()
  await owner.keyboard.press('ArrowLeft')
  await expect(replay).toContainText(`Decision ${steps - 1} of ${steps}`)
  await expect(replay.locator('.replay-trail li')).not.toHaveCount(0)
  expect(await axeFinds(owner)).toEqual([])
  await owner.getByLabel('Question to the class').fill('What does the needle say?')
  await owner.getByRole('button', { name: 'Freeze and discuss' }).click()
  await expect(learner.getByRole('dialog', { name: 'Arrêt sur image' })).toContainText('What does the needle say?')
  // What is on the wall names nobody.
  await expect(owner.locator('main')).not.toContainText('Renard 7')
  await owner.locator('.replay').getByRole('button', { name: 'Go on' }).click()
  await expect(learner.getByRole('dialog', { name: 'Arrêt sur image' })).toHaveCount(0)

  // A line of the record goes to whoever is there, who would rather not.
  const witness = await api<{ token: string }>('post', '/api/join', { code, pseudonym: 'Héron 3' })
  await learner
    .getByRole('tab', { name: 'Dossier' })
    .or(learner.getByRole('button', { name: 'Dossier' }))
    .first()
    .click()
  await learner.getByRole('button', { name: 'Dossier' }).last().click()
  await learner.getByRole('button', { name: 'Faire contresigner' }).first().click()
  await expect(learner.locator('.line-hand').filter({ hasText: 'demandé à Héron 3' })).toHaveCount(1)
  const headers = { Authorization: `Bearer ${witness.token}` }
  const asked = (await (await owner.request.get('/api/me', { headers })).json()) as ClassMember
  expect(asked.signatures).toMatchObject([{ ofMe: true, who: 'Renard 7' }])
  await api('put', `/api/me/signatures/${asked.signatures[0]!.id}`, { signed: false }, witness.token)
  await expect(learner.locator('.line-hand').filter({ hasText: 'contresignature refusée' })).toHaveCount(1)
  expect(await log()).toContain('class.sign')
  expect(await axeFinds(learner)).toEqual([])
  await learner.keyboard.press('Escape')

  // Another machine: the same lot, as it was left, with the fault in it.
  await follow(learner, expert.log, 3000, 4000)
  const left = await log()
  await learner.close()
  const [elsewhere, theirComplaints] = await another(browser)
  await elsewhere.goto(`/?menu&lang=en&sound=0&motion=reduced&class=${code}`)
  await elsewhere.getByRole('button', { name: 'I’m already in it, on another machine' }).click()
  await elsewhere.getByLabel('Pseudonym').fill('renard 7')
  await elsewhere.getByLabel('Personal code').fill(personal)
  await elsewhere.getByRole('button', { name: 'Take my place back' }).click()
  await expect(elsewhere.locator('.class-list').first()).toBeAttached()
  await elsewhere.goto('/?level=P1&lang=en&probe&sound=0&motion=reduced&renderer=canvas')
  await expect
    .poll(() => elsewhere.evaluate(() => (window.lot?.record() as { log: { slot: string }[] } | undefined)?.log.length))
    .toBe(left.length)
  expect(theirComplaints).toEqual([])
  expect(complaints).toEqual([])
  expect(ownersComplaints).toEqual([])
})

test('a lot given to a class is played with the network cut in its middle, comes in when it is back, and counts by its replay', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const [owner, ownersComplaints] = await another(browser)
  await owner.goto('/class.html?lang=fr')
  expect(await axeFinds(owner)).toEqual([])
  await owner.getByLabel('Nom de la classe').fill('Bio 2')
  await owner.getByRole('button', { name: 'Ouvrir la classe' }).click()
  const code = await owner.locator('.board-code output').innerText()
  await owner.getByRole('button', { name: 'Projeter le code' }).click()
  await expect(owner.locator('.projected-code')).toHaveText(code)
  await owner.getByRole('button', { name: 'Retour au tableau' }).click()
  await owner.getByRole('button', { name: 'Lots donnés' }).click()
  await owner.getByLabel('Ou un code de lot').fill(P1)
  await owner.getByRole('button', { name: 'Donner', exact: true }).click()
  await expect(owner.locator('.own-classes li')).toHaveCount(1)
  await owner.getByRole('button', { name: 'En direct' }).click()

  // The class code goes where any code goes.
  const [learner, complaints] = await another(browser)
  await learner.goto('/?menu&lang=en&sound=0&motion=reduced')
  await learner.getByRole('button', { name: 'I have a code' }).click()
  await learner.getByLabel('Batch code', { exact: true }).fill(code.toLowerCase())
  await learner.getByRole('button', { name: 'Join the class' }).click()
  await learner.getByLabel('Pseudonym').fill('Otter 12')
  expect(await axeFinds(learner)).toEqual([])
  await learner.getByRole('button', { name: 'Enter the class' }).click()
  await learner.getByRole('button', { name: 'Written down' }).click()
  await expect(owner.getByRole('row', { name: /Otter 12.*entré/ })).toBeVisible()
  await expect(learner.locator('.class-list a')).toHaveCount(1)
  expect(await axeFinds(learner)).toEqual([])
  await learner.getByRole('link', { name: 'Play' }).click()
  await learner.waitForURL(/level=P1/)
  await learner.goto(`/?level=P1&seed=${expert.seed}&lang=en&probe&sound=0&motion=reduced&renderer=canvas`)
  await follow(learner, expert.log, 0, 9000)
  await expect(owner.getByRole('row', { name: /Otter 12.*Décongélation/ })).toBeVisible()

  // Said to all, and a pause that only the instructor ends.
  await owner.getByLabel('Message').fill('Mind the wall.')
  await owner.getByRole('button', { name: 'Envoyer' }).click()
  await expect(learner.locator('.class-banner')).toContainText('Mind the wall.')
  await learner.locator('.class-banner').getByRole('button', { name: 'Close' }).click()
  await owner.getByRole('button', { name: 'Pause pour tous' }).click()
  await expect(learner.getByRole('dialog', { name: 'Pause for everybody' })).toBeVisible()
  await learner.keyboard.press('Escape')
  await learner.keyboard.press('Escape')
  await expect(learner.getByRole('dialog', { name: 'Pause for everybody' })).toBeVisible()
  await owner.getByRole('button', { name: 'Reprendre' }).click()
  await expect(learner.getByRole('dialog', { name: 'Pause for everybody' })).toHaveCount(0)

  expect(complaints).toEqual([])
  await learner.context().setOffline(true)
  await toTheEnd(learner, 9000)
  await expect(learner.locator('.class-banner')).toContainText('Batch kept here')
  await expect(owner.getByRole('row', { name: /Otter 12/ }).locator('.handed')).toHaveCount(0)
  await learner.context().setOffline(false)
  await expect(learner.locator('.class-banner')).toContainText('Batch handed in to “Bio 2”')
  const handed = owner.getByRole('row', { name: /Otter 12/ }).locator('.handed')
  await expect(handed).toContainText(/réussi.*Rendement \d+, Pureté \d+, Conformité \d+/, { timeout: 60_000 })
  await expect(handed).toHaveCount(1)
  expect(await axeFinds(owner)).toEqual([])
  await owner.getByRole('button', { name: 'Compétences' }).click()
  await expect(owner.locator('.heat-map tbody .mark').first()).toBeVisible()
  expect(await axeFinds(owner)).toEqual([])

  // What came of it, at the learner's own place; then nothing of them stays.
  await learner.goto(`/?menu&lang=en&sound=0&motion=reduced&class=${code}`)
  await expect(learner.locator('.class-list')).toContainText([/./, /Yield \d+/])
  await learner.getByRole('button', { name: 'Leave, and delete everything of mine' }).click()
  await learner.getByRole('button', { name: 'Yes, delete all' }).click()
  await owner.getByRole('button', { name: 'En direct' }).click()
  await expect(owner.getByRole('row', { name: /Otter 12/ })).toHaveCount(0)
  const secret = /#class=(.*)$/.exec(owner.url())![1]!
  const board = await owner.request.get('/api/class', { headers: { Authorization: `Bearer ${secret}` } })
  expect(((await board.json()) as ClassBoard).results).toEqual([])
  expect(ownersComplaints).toEqual([])
})
