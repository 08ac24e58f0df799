/** M6, from a doubtful vial to the decision: the recorded expert's lot, and by hand all that no other level has. */
import { expect, type Locator, type Page, test } from '@playwright/test'
import expert from '../../levels/antibody/M6/runs/expert.json' with { type: 'json' }
import m6 from '../../levels/antibody/M6/level.json' with { type: 'json' }
import m6en from '../../levels/antibody/M6/text/en.json' with { type: 'json' }
import m6fr from '../../levels/antibody/M6/text/fr.json' with { type: 'json' }
import { follow, hearOut } from '../../scripts/tour.mjs'
import { loadLevel } from '../../src/content/index.ts'
import { expertHand } from '../../src/play/index.ts'
import { type Logged, playHand } from '../../src/record/index.ts'
import { measured, type Snapshot } from '../../src/present/index.ts'
import { boardTexts } from '../../src/ui/board/text.ts'
import { releaseTexts } from '../../src/ui/release/text.ts'
import { texts } from '../../src/ui/text.ts'
import { axeFinds, listen, printsItsRecord } from './tools.ts'

const state = (page: Page): Promise<Snapshot> => page.evaluate(() => window.lot.state())

/** A lot with germs. */
const GERMS = 3

/** The night of the nanofilter. */
const [EVENING_S, MORNING_S] = [2_764_800, 2_851_200]

const PLAYED = [
  { language: 'fr', words: m6fr, by: 'pointer', size: { width: 1366, height: 768 } },
  { language: 'en', words: m6en, by: 'keyboard', size: { width: 390, height: 844 } },
] as const

type Played = (typeof PLAYED)[number]

/** What hands do in every lot of this level. */
function handsOf(page: Page, { language, words, by, size }: Played, log: readonly Logged[]) {
  const board = boardTexts[language]
  const press = async (place: Locator): Promise<void> => {
    if (by === 'pointer') return place.click()
    await place.focus()
    await page.keyboard.press('Enter')
  }
  const button = (name: string) => page.getByRole('button', { name }).first()
  /** A box is small: the pointer takes its label. */
  const mark = async (box: Locator): Promise<void> => {
    if (by === 'pointer') await box.locator('xpath=..').click()
    else {
      await box.focus()
      await page.keyboard.press('Space')
    }
    await expect(box).toBeChecked()
  }
  const along = (from_s: number, until_s: number): Promise<void> => follow(page, log, from_s, until_s)
  const answer = async (question: keyof typeof m6fr.questions, reply: number): Promise<void> => {
    await press(button(words.questions[question].replies[reply]!))
    await expect(button(words.questions[question].replies[2]!)).toHaveCount(0)
    await hearOut(page)
  }
  const sound = async (screen: string): Promise<void> => {
    expect.soft(await axeFinds(page), screen).toEqual([])
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), screen).toBe(size.width)
  }
  /** Whatever is not known is read or asked, a cause tested, three facts pinned on it, a measure taken. */
  const investigate = async (fault: 'milky' | 'hcpHigh', cause: string, facts: number, measure: string) => {
    await hearOut(page)
    const about = words.boards[fault] as { title: string; causes: object; measures: object }
    await press(button(board.short(about.title)))
    const sheet = page.getByRole('dialog')
    await sheet.waitFor()
    const unknown = sheet.locator('.board-facts .unknown button')
    for (let left = await unknown.count(); left > 0; left--) {
      await press(unknown.first())
      await expect(unknown).toHaveCount(left - 1)
    }
    await expect(sheet.locator('.board-facts li')).toHaveCount(facts)
    const { name, found } = about.causes[cause as never] as { name: string; found: string }
    await mark(sheet.getByRole('radio', { name }))
    await press(sheet.locator('.investigation-parts > section:last-child > button'))
    await expect(sheet.locator('.board-found')).toContainText(found)
    for (const box of (await sheet.getByRole('checkbox').all()).slice(0, 3)) await mark(box)
    await sound(fault)
    await press(sheet.getByRole('button', { name: board.pinTo(3, name) }))
    await mark(sheet.getByRole('radio', { name: about.measures[measure as never] }))
    await press(sheet.getByRole('button', { name: board.measureGo }))
    await expect(sheet).toContainText(board.closed)
    await page.keyboard.press('Escape')
    await expect(sheet).toHaveCount(0)
  }
  return { press, button, mark, along, answer, sound, investigate }
}

for (const played of PLAYED) {
  const { language, words, by, size } = played
  test(`${language}, by ${by}: vial, milky vessel, a call at night, a high HCP, the decision`, async ({ page }) => {
    await page.setViewportSize(size)
    const complaints = listen(page)
    const query = `seed=${expert.seed}&lang=${language}&renderer=canvas&motion=reduced&sound=0`
    await page.goto(`/?level=M6&probe&speed=0&${query}`)
    const release = releaseTexts[language]
    const { press, button, mark, along, answer, sound, investigate } = handsOf(page, played, expert.log)

    await button(texts[language].understood).waitFor()
    await hearOut(page)
    const facts = page.locator('.vial-facts')
    await press(button(release.read))
    await expect(facts.locator('.is-read')).toHaveCount(2)
    const { vial } = await state(page)
    expect(vial!.label).not.toBe(vial!.ordered)
    await expect(facts).toContainText(vial!.label!)
    await expect(button(release.takeOther)).toHaveCount(0)
    await press(button(release.readList))
    await press(button(release.apart))
    await expect(button(release.takeThis)).toHaveCount(0)
    await sound('vial')
    await along(740, 1_340)
    await hearOut(page)
    await press(button(release.takeOther))
    await expect.poll(async () => (await state(page)).vial).toBeNull()

    await along(1_341, 2_038_000)
    await answer('rescue', 0)
    await along(2_038_000, 2_040_400)
    await investigate('milky', 'antifoam', 5, 'oneHand')

    // Harvested: the crew brings it as far as the nanofilter, and there the night rings.
    await along(2_041_780, 2_678_861)
    await button(words.questions.beforeDawn.replies[0]!).waitFor()
    expect((await state(page)).t_s).toBeGreaterThan(EVENING_S)
    expect((await state(page)).t_s).toBeLessThan(MORNING_S)
    await sound('call at night')
    await answer('beforeDawn', 0)
    await expect.poll(async () => (await state(page)).steps[0]?.id).toBe('concentration')

    // Home again, and a quiet day after it.
    await along(2_828_636, 2_997_275)
    await answer('ship', 0)
    await along(2_997_276, 3_083_795)
    await answer('average', 0)
    await along(3_083_796, 3_084_515)
    await investigate('hcpHigh', 'dilution', 4, 'checkedSheet')
    await along(3_086_075, 3_172_475)

    await hearOut(page)
    await press(button(release.paper))
    const sheet = page.getByRole('dialog')
    await sheet.waitFor()
    for (const line of [release.found(words.cases.hcpHigh), release.again(2)])
      await mark(sheet.getByRole('checkbox', { name: line }))
    await mark(sheet.getByRole('radio', { name: release.decisions.release }))
    await mark(sheet.getByRole('radio', { name: release.signers.pharmacist }))
    await sound('review')
    await press(sheet.getByRole('button', { name: release.go }))
    await expect.poll(async () => (await state(page)).playing).toBe(false)
    await press(button(texts[language].guessSkip))
    await expect(page.locator('.decided')).toContainText(release.worth('100'))
    await expect(page.locator('body')).toContainText(words.ending.released)
    await expect(page.getByRole('heading', { name: texts[language].passed })).toBeVisible()
    await sound('end')
    await printsItsRecord(page, language)
    await sound('record')
    expect(complaints).toEqual([])
  })

  test(`${language}, by ${by}: rods on the slide; the vessel is closed off, killed and traced, the lot kept back`, async ({
    page,
  }) => {
    await page.setViewportSize(size)
    const complaints = listen(page)
    const { log } = playHand(loadLevel(m6).level!, GERMS, expertHand)
    await page.goto(`/?level=M6&probe&speed=0&seed=${GERMS}&lang=${language}&renderer=canvas&motion=reduced&sound=0`)
    const release = releaseTexts[language]
    const { press, button, mark, along, answer, sound, investigate } = handsOf(page, played, log)
    const second = (slot: string): number => log.findLast((d) => d.slot === slot)!.t

    await button(texts[language].understood).waitFor()
    await along(0, second('reply.rescue') - 1)
    await hearOut(page)
    await answer('rescue', 0)
    await along(second('reply.rescue') + 1, second('case.deviation') + 1)
    await investigate('milky', 'bacteria', 5, 'killAndTrace')

    await press(button(release.paper))
    const sheet = page.getByRole('dialog')
    await sheet.waitFor()
    await mark(sheet.getByRole('checkbox', { name: measured(language, 'gram').name }))
    await mark(sheet.getByRole('radio', { name: release.decisions.reject }))
    await mark(sheet.getByRole('radio', { name: release.signers.qa }))
    await sound('review')
    await press(sheet.getByRole('button', { name: release.go }))
    await expect.poll(async () => (await state(page)).playing).toBe(false)
    await press(button(texts[language].guessSkip))
    await expect(page.locator('.decided')).toContainText(release.worth('100'))
    await expect(page.getByRole('heading', { name: texts[language].passed })).toBeVisible()
    await expect(page.locator('.dials li', { hasText: release.spared })).toContainText('100')
    await sound('end')
    expect(complaints).toEqual([])
  })
}
