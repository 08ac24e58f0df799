/**
 * What is handed out, as whoever gets it opens it: the page from a disk, to its end with sound; the same in courses of
 * SCORM 1.2, SCORM 2004 and cmi5, in two visits.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type APIRequestContext, expect, type Frame, type Page, test } from '@playwright/test'
import { follow, hearOut } from '../../scripts/tour.mjs'
import { loadLevel } from '../../src/content/index.ts'
import { expertHand } from '../../src/play/index.ts'
import { playHand, recordOf } from '../../src/record/index.ts'
import { type Pack, packageOf } from '../../src/share/index.ts'
import { cmi5System, newRegistration } from '../packages/cmi5System.ts'
import { type Call, wrongIn } from '../packages/strict.ts'
import { axeFinds, listen } from './tools.ts'

const M1 = loadLevel(JSON.parse(readFileSync('levels/antibody/M1/level.json', 'utf8'))).level!
const expert = () => recordOf(playHand(M1, 5, expertHand))
const m1 = { level: 'M1', seed: 5, options: {}, title: { fr: 'Ouvrir la salle', en: 'Open the room' } } as const
const a0 = { level: 'A0', seed: 3, options: {}, title: { fr: 'Le moment de verser', en: 'When to pour' } } as const

async function packed(request: APIRequestContext, pack: Pack): Promise<Uint8Array> {
  return packageOf(await (await request.get('/single.txt')).text(), pack, 'fr')
}

/** Past the way to the vial and the guess, to the marks. */
async function toTheMarks(page: Page | Frame, unguessed: string): Promise<void> {
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

const scorm = {
  '1.2': {
    kind: 'scorm12',
    script: 'scorm12.min.js',
    api: 'API',
    make: 'Scorm12API',
    prefix: 'LMS',
    status: 'cmi.core.lesson_status',
    score: 'cmi.core.score.raw',
    language: 'fr',
    first: {
      core: { student_id: 'u-17', lesson_mode: 'normal', entry: 'ab-initio' },
      student_preference: { language: 'fr-FR' },
    },
  },
  '2004': {
    kind: 'scorm2004',
    script: 'scorm2004.min.js',
    api: 'API_1484_11',
    make: 'Scorm2004API',
    prefix: '',
    status: 'cmi.success_status',
    score: 'cmi.score.raw',
    language: 'en',
    first: { learner_id: 'u-17', mode: 'normal', entry: 'ab-initio', learner_preference: { language: 'en-GB' } },
  },
} as const

/** A course that keeps what it is told from one visit to the next, and every call. */
function courseOf({ api, make, prefix, status, first }: (typeof scorm)[keyof typeof scorm], frame: string): string {
  return `<!doctype html><title>A course</title><script src="/course/scorm.js"></script><script>
    const kept = JSON.parse(sessionStorage.getItem('kept') ?? 'null')
    const first = ${JSON.stringify(first)}
    const lms = new ${make}({ autocommit: false, logLevel: 5 })
    lms.loadFromJSON({ ...first, launch_data: 'lot=0', ...(kept ? { suspend_data: kept.suspended } : {}),
      ...(first.core ? { core: { ...first.core, ...(kept ? { entry: 'resume', lesson_status: kept.status } : {}) } }
        : kept ? { entry: 'resume' } : {}) }, 'cmi')
    window.calls = []
    const called = (name) => (...given) => {
      const answer = String(lms[name](...given))
      calls.push({ name, given, answer })
      if (name.endsWith('Commit'))
        sessionStorage.setItem('kept', JSON.stringify({
          suspended: lms['${prefix}GetValue']('cmi.suspend_data'), status: lms['${prefix}GetValue']('${status}') }))
      return answer
    }
    window.${api} = Object.fromEntries(['Initialize', 'GetValue', 'SetValue', 'Commit', 'Finish', 'Terminate', 'GetLastError']
      .map((name) => ['${prefix}' + name, called('${prefix}' + name)]))
    window.value = (element) => lms['${prefix}GetValue'](element)
  </script><iframe src="${frame}" style="width: 1300px; height: 700px"></iframe>`
}

const logLength = (frame: Page | Frame): Promise<number> =>
  frame.evaluate(() => (window.lot.record() as { log: unknown[] }).log.length)

for (const version of ['1.2', '2004'] as const)
  test(`SCORM ${version}: a whole level in a course, in two visits`, async ({ page, request }) => {
    const course = scorm[version]
    const fr = course.language === 'fr'
    const game = Buffer.from(await packed(request, { pack: 1, kind: course.kind, lots: [m1] }))
    // Unpacked as a system does.
    const { unzipSync } = await import('fflate')
    const files = unzipSync(game)
    await page.route('**/course/**', async (route) => {
      const path = new URL(route.request().url()).pathname.split('/').at(-1)
      if (path === 'scorm.js') return route.fulfill({ path: `node_modules/scorm-again/dist/${course.script}` })
      if (path === 'index.html')
        return route.fulfill({ body: Buffer.from(files['index.html']!), contentType: 'text/html' })
      return route.fulfill({
        body: courseOf(course, '/course/index.html?lot=0&probe&view=text&sound=0&motion=reduced'),
        contentType: 'text/html',
      })
    })
    const complaints = listen(page)
    const calls = () => page.evaluate(() => (window as unknown as { calls: Call[] }).calls)
    const value = (element: string): Promise<string> =>
      page.evaluate((name) => (window as unknown as { value(e: string): string }).value(name), element)
    const openGame = async (): Promise<Frame> => {
      await page.goto('/course/')
      const frame = page.frame({ url: /index\.html/ })!
      await frame.waitForFunction(() => window.lot?.state())
      return frame
    }
    const quit = fr ? 'Enregistrer et quitter' : 'Save and quit'
    const record = expert()
    const half_s = record.log[Math.floor(record.log.length / 2)]!.t

    const first = await openGame()
    await expect(first.getByRole('button', { name: quit }).first()).toBeVisible()
    await hearOut(first)
    await follow(first, record.log, 0, half_s)
    const begun = await logLength(first)
    expect(Number(await value('cmi.interactions._count'))).toBe(begun)
    await first.getByRole('button', { name: quit }).first().click()
    await expect(first.getByText(fr ? 'C’est enregistré.' : 'Saved.')).toBeVisible()
    const visit = await calls()
    expect(visit.at(-1)!.name).toMatch(/Finish|Terminate/)
    expect(wrongIn(version, visit)).toEqual([])

    // Another machine: nothing is left in the browser.
    await page.evaluate(async () => {
      localStorage.clear()
      for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!)
    })
    const second = await openGame()
    expect(await logLength(second)).toBe(begun)
    await hearOut(second)
    await follow(second, record.log, half_s, 1e7)
    await toTheMarks(second, fr ? 'Sans deviner' : 'Without guessing')
    await expect.poll(() => value(course.status)).toBe('passed')
    expect(Number(await value(course.score))).toBeGreaterThanOrEqual(90)
    expect(await value('cmi.objectives.0.id')).toBe('yield')
    expect(Number(await value('cmi.objectives._count'))).toBeGreaterThan(3)
    await second.getByRole('button', { name: quit }).last().click()
    await expect(second.getByText(fr ? 'C’est enregistré.' : 'Saved.')).toBeVisible()
    expect(wrongIn(version, await calls())).toEqual([])
    expect(complaints).toEqual([])
  })

test('cmi5: a whole level, launched and left by the rules; the page speaks to its system and nobody else', async ({
  page,
  request,
  baseURL,
}) => {
  const { unzipSync } = await import('fflate')
  const files = unzipSync(await packed(request, { pack: 1, kind: 'cmi5', lots: [m1] }))
  const system = cmi5System(`${baseURL!}course5/`, newRegistration(), { masteryScore: 0.7 })
  await page.route('**/course5/**', async (route) => {
    const asked = route.request()
    const path = new URL(asked.url()).pathname.split('/').at(-1)
    if (path === 'index.html')
      return route.fulfill({ body: Buffer.from(files['index.html']!), contentType: 'text/html' })
    if (path === 'return') return route.fulfill({ body: '<title>Course</title>', contentType: 'text/html' })
    const body = asked.postData()
    const answer = system.answer(asked.url(), {
      method: asked.method(),
      headers: await asked.allHeaders(),
      ...(body === null ? {} : { body }),
    })
    return route.fulfill({ status: answer.status, body: await answer.text() })
  })
  const record = expert()
  await page.goto(`/course5/index.html${system.search}&probe&view=text&motion=reduced`)
  await page.waitForFunction(() => window.lot?.state())
  // The learner's own preferences: English before French, no sound.
  await expect(page.getByRole('button', { name: 'Save and quit' }).first()).toBeVisible()
  await hearOut(page)
  await follow(page, record.log, 0, 1e7)
  await toTheMarks(page, 'Without guessing')
  await expect.poll(() => system.verbs.includes('passed')).toBe(true)
  const decided = await logLength(page)
  await page.getByRole('button', { name: 'Save and quit' }).last().click()
  await page.waitForURL('**/course5/return')
  expect(system.found).toEqual([])
  expect(system.verbs.at(-1)).toBe('terminated')
  expect(system.verbs.filter((verb) => verb === 'interacted')).toHaveLength(decided)
})
