/** A2: three cocktails. By pointer in French, where a tube is larger and a plasmid nicked; by keyboard in English. */
import { expect, type Page, test } from '@playwright/test'
import run from '../../levels/aav/A2/runs/expert.json' with { type: 'json' }
import { follow } from '../../scripts/tour.mjs'
import type { Snapshot } from '../../src/present/index.ts'
import { axeFinds, listen } from './tools.ts'

const state = (page: Page): Promise<Snapshot> => page.evaluate(() => window.lot.state())
const advance = (page: Page, seconds: number): Promise<void> => page.evaluate(`window.lot.advance(${seconds})`)
const decide = (page: Page, slot: string, value: number): Promise<unknown> =>
  page.evaluate(([s, v]) => window.lot.decide({ slot: s, value: v }), [slot, value] as const)

async function open(page: Page, query: string): Promise<string[]> {
  const complaints = listen(page)
  await page.goto(`/?level=A2&seed=${run.seed}&probe&speed=0&renderer=canvas&motion=reduced&sound=0&${query}`)
  await page.getByRole('button', { name: /^(Compris|Understood)$/ }).waitFor()
  return complaints
}

/** What the room is about has its own tests: here it is cleared along the record. */
const intoRoom = async (page: Page): Promise<void> => {
  const cleared = run.log.find((d) => d.slot === 'room.clear')!.t
  await follow(page, run.log, 0, cleared + 60)
}
const clear = async (page: Page): Promise<void> => {
  for (let i = 0; i < 4; i++) {
    const understood = page.getByRole('button', { name: /^(Compris|Understood)$/ })
    if ((await understood.count()) > 0) await understood.first().dispatchEvent('click')
  }
}

test('fr, by pointer: three labels, a balance, the PEI, minutes, a hold that pours', async ({ page }) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  const complaints = await open(page, 'lang=fr')
  const button = (name: RegExp | string) => page.getByRole('button', { name })
  await intoRoom(page)
  await clear(page)
  await button(/^Non : la dose/).click()
  await clear(page)
  for (const label of [/^Vecteur/, /^Rep\/Cap/, /^Helper/]) await button(label).click()
  await expect.poll(async () => (await state(page)).steps[0]!.counters['plasmidsIn']).toBe(3)
  expect(await axeFinds(page)).toEqual([])
  await button(/^Peser/).click()
  await page.locator('dialog[open]').waitFor()
  await page.keyboard.press('Escape')
  await button('Les réglages').click()
  await expect(page.getByRole('slider', { name: /^ADN/ })).toBeVisible()
  for (const [topic, value] of [
    ['dose', 1.2],
    ['peiRatio', 2],
    ['fraction', 10],
    ['cellDensity', 2],
  ] as const)
    await decide(page, `pour1.${topic}`, value)
  await button('Lancer le PEI').click()
  await expect.poll(async () => (await state(page)).steps[0]!.phase).toBe('mixing')
  await advance(page, 900)
  await expect.poll(async () => (await state(page)).steps[0]!.phase).toBe('holding')
  const pour = button('Tenir pour verser')
  await pour.hover()
  await page.mouse.down()
  await expect.poll(async () => (await state(page)).steps[0]!.phase).toBe('pouring')
  expect(await axeFinds(page)).toEqual([])
  await page.mouse.up()
  // Shut again: what is left waits, and grows.
  const left = (await state(page)).steps[0]!.counters['volume_L']!
  await advance(page, 60)
  expect((await state(page)).steps[0]!.counters['volume_L']).toBeGreaterThan(left - 0.1)
  await decide(page, 'pour1.pour', 1)
  await advance(page, 600)
  await button(/^Flacon vide/).click()
  await expect.poll(async () => (await state(page)).stations.find((s) => s.id === 'pour1')!.state).toBe('done')
  expect(complaints).toEqual([])
})

test('en, by keyboard, on a telephone: the hose that leaks, another mix, to the tubes', async ({ page }) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 390, height: 844 })
  const complaints = await open(page, 'lang=en')
  const press = async (name: RegExp): Promise<void> => {
    await page.getByRole('button', { name }).first().focus()
    await page.keyboard.press('Enter')
  }
  const alarm = run.log.find((d) => d.slot === 'alarm.hose')!.t
  await follow(page, run.log, 0, alarm)
  await clear(page)
  expect((await state(page)).steps[0]!.id).toBe('pour3')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await press(/^Second gauge/)
  await page.locator('dialog[open]').waitFor()
  await page.keyboard.press('Escape')
  const gauge = (await state(page)).steps[0]!.panels.find((p) => p.id === 'hoseGauge')!.seen!.value!
  expect(gauge).toBeLessThan(0.15)
  await press(/^Discard/)
  await expect.poll(async () => (await state(page)).steps[0]!.phase).toBe('ready')
  await advance(page, 1500)
  await clear(page)
  for (const label of [/^Vector/, /^Rep\/Cap/, /^Helper/]) await press(label)
  await press(/^Start the PEI/)
  await expect.poll(async () => (await state(page)).steps[0]!.phase).toBe('mixing')
  await advance(page, 960)
  await press(/^Hold to pour/)
  await expect.poll(async () => (await state(page)).steps[0]!.phase).toBe('pouring')
  await advance(page, 400)
  await press(/^Bottle empty/)
  for (let i = 0; i < 4 && (await state(page)).playing; i++) await page.evaluate(() => window.lot.night())
  await expect.poll(async () => (await state(page)).playing).toBe(false)
  expect(complaints).toEqual([])
})
