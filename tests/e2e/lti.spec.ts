/** A course of a learning platform, in a browser: the tool in its frame, a lot picked for it, a learner let in, a mark back. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, type Locator, type Page, test } from '@playwright/test'
import type { ClassMember } from '../../src/share/index.ts'
import { chromiumFlags, chromiumPath } from '../../scripts/browser.mjs'
import { CLIENT, mockPlatform } from '../server/platform.ts'
import { axeFinds, listen } from './tools.ts'

const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim'
const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim'
const AGS = 'https://purl.imsglobal.org/spec/lti-ags'
const TEACHER = { [`${CLAIM}/roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'] }
const executablePath = chromiumPath()
// A frame that goes from site to site changes its process each time, and the driver of the browser at times loses sight of
// it (2 of 16 launches of a busy machine, the form on the screen). In one process it does not; nothing of the page differs.
test.use({
  launchOptions: {
    args: [...chromiumFlags, '--disable-site-isolation-trials'],
    ...(executablePath === undefined ? {} : { executablePath }),
  },
})
/** P1 on the seed of its recorded run. */
const P1 = '0800-02Z9'
const record = JSON.parse(readFileSync('levels/plasma/P1/runs/expert.json', 'utf8')) as object

test('in the frame of a course an instructor picks a lot, a learner plays it in a window of its own, the mark comes back; a site that was not let in shows nothing', async ({
  page,
  baseURL,
}) => {
  const { port, origin } = new URL(baseURL!)
  const keysOfTool = async () => ((await (await fetch(`${origin}/api/lti/keys`)).json()) as { keys: never[] }).keys
  const [platform, stranger] = await Promise.all([
    mockPlatform(keysOfTool, Date.now),
    mockPlatform(async () => [], Date.now),
  ])
  await platform.learnKeys()
  const { auth_url, token_url, keys_url } = platform.wish
  // Who may frame a page is known at once, also where a page was asked for a moment before.
  await page.request.get(origin)
  const added = spawnSync(
    process.execPath,
    ['scripts/class.mjs', 'lti', 'add', platform.at, CLIENT, auth_url, token_url, keys_url, '1'],
    { env: { ...process.env, DATA_DIR: `build/test/classes-${port}`, DATABASE_URL: '' }, encoding: 'utf8' },
  )
  expect([added.status, added.stderr]).toEqual([0, ''])
  const complaints = listen(page)
  const course = (of = platform, to = ''): Promise<unknown> =>
    page.goto(`${of.at}/course?${new URLSearchParams({ tool: origin, to: origin + to }).toString()}`)
  const tool = page.frameLocator('iframe')
  /**
   * Opens the course until the driver of the browser sees what the frame shows: a frame that goes from site to site changes
   * its process each time, and on a busy machine the driver loses it (2 of 16 times, the form on the screen).
   */
  const arrived = (what: Locator, to = ''): Promise<void> =>
    expect(async () => {
      await course(platform, to)
      await what.waitFor({ timeout: 15_000 })
    }).toPass()
  /** Where a browser keeps nothing in a frame, a lot or a board has a window of its own. */
  async function inWindow(of: RegExp): Promise<Page> {
    const link = tool.getByRole('link', { name: /nouvelle fenêtre|new window/ })
    await arrived(link)
    const opened = page.waitForEvent('popup')
    await link.click()
    const there = await opened
    await there.waitForURL(of)
    return there
  }

  platform.launchAs({
    ...TEACHER,
    [`${CLAIM}/message_type`]: 'LtiDeepLinkingRequest',
    [`${DL}/deep_linking_settings`]: { deep_link_return_url: `${platform.at}/back` },
  })
  const code = tool.getByLabel(/Ou un code de lot|Or a batch code/)
  await arrived(code, '/api/lti/pick')
  await code.fill(P1)
  expect(await axeFinds(page.frames()[1]!)).toEqual([])
  await tool.getByRole('button', { name: /Poser ce lot|Place this batch/ }).click()
  await expect(tool.getByText('Placed in the course', { exact: true })).toBeVisible()
  const claims = JSON.parse(atob(platform.placed[0]!.split('.')[1]!)) as Record<string, { custom: object }[]>
  const link = {
    [`${CLAIM}/custom`]: claims[`${DL}/content_items`]![0]!.custom,
    [`${AGS}/claim/endpoint`]: { lineitem: `${platform.at}/items/1`, scope: [`${AGS}/scope/score`] },
  }

  platform.launchAs(link)
  const lot = await inWindow(/level=P1|code=/)
  // Played to its end by machine: what is handed in comes back to the course as a mark.
  const tokenKept = () =>
    lot
      .evaluate(() => {
        const place = Object.keys(localStorage).find((key) => /^premier-lot\.class\.[^.]+$/.test(key))
        return place ? (JSON.parse(localStorage.getItem(place)!) as { token: string }).token : ''
      })
      .catch(() => '')
  await expect.poll(tokenKept).not.toBe('')
  const token = await tokenKept()
  const headers = { Authorization: `Bearer ${token}` }
  const me = (await (await page.request.get(`${origin}/api/me`, { headers })).json()) as ClassMember
  const result = { result: 1, who: 'x', id: 'x', marks: { yield: 0, purity: 0, compliance: 0 }, record }
  const data = { assignment: me.assignments[0]!.id, result }
  expect((await page.request.put(`${origin}/api/me/results/${'a'.repeat(16)}`, { headers, data })).status()).toBe(201)
  await lot.close()

  platform.launchAs({ ...TEACHER, ...link })
  const board = await inWindow(/class\.html/)
  await expect(board.getByRole('row', { name: new RegExp(me.pseudonym) }).locator('.handed')).toContainText(
    /réussi|passed/,
    { timeout: 60_000 },
  )
  await board.close()
  await expect
    .poll(() => platform.scores.map((s) => [s.path, s.body['userId']]))
    .toEqual([['/items/1/scores', 'user-7']])
  expect(platform.scores[0]!.body['scoreGiven']).toBeGreaterThanOrEqual(70)
  expect(complaints.filter((one) => !one.startsWith(`request: ${platform.at}/`))).toEqual([])

  // Another site: the same address in its frame stays empty.
  await course(stranger)
  await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/)
  await Promise.all([platform.close(), stranger.close()])
})
