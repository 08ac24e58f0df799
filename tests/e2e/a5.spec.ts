/** A5, keep the vector inside: the recorded expert plays it, a hand what is A5’s own; the floor by pointer in French, membrane and steam by keyboard in English. */
import { expect, test } from '@playwright/test'
import expert from '../../levels/aav/A5/runs/expert.json' with { type: 'json' }
import en from '../../levels/aav/A5/text/en.json' with { type: 'json' }
import { topicName } from '../../src/present/index.ts'
import { containmentTexts } from '../../src/ui/verbs/containmentText.ts'
import { axeFinds } from './tools.ts'
import { state, walkAlong } from './walk.ts'

const counter = async (page: Parameters<typeof state>[0], id: string): Promise<number> =>
  (await state(page)).steps[0]!.counters[id]!

test('fr: tubes of another client set apart, a puddle contained, its bag moved, thirty minutes of contact', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const walk = await walkAlong(page, 'A5', expert, { language: 'fr', width: 1366, height: 768 })
  const { place, press } = walk
  const t = containmentTexts.fr.bag
  const name = (topic: string): string => topicName('fr', topic, 'vectorBag').name

  await walk.upTo(place('lysate.segregate'))
  await walk.until()
  await press(name('segregate'))
  await expect(page.getByText(t.apart)).toBeVisible()
  await walk.upTo(place('lysate.contain'))
  await walk.until()
  await press(t.pages.floor)
  expect(await axeFinds(page)).toEqual([])
  await press(name('contain'))
  await expect.poll(() => counter(page, 'contained')).toBe(1)
  await walk.upTo(place('lysate.transfer'))
  await walk.until()
  await press(name('transfer'))
  await expect.poll(() => counter(page, 'moving')).toBe(1)
  await walk.upTo(place('lysate.proceed'))
  await walk.until()
  expect(await counter(page, 'moved')).toBe(1)
  await press(t.send)
  await expect.poll(async () => (await state(page)).stations.find((s) => s.id === 'lysate')!.state).toBe('done')
  expect(walk.complaints).toEqual([])
})

test('en: one’s own name on the screen, another buffer bag, a whole cycle once more, to the vials', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const walk = await walkAlong(page, 'A5', expert, { language: 'en', width: 390, height: 844 })
  const { place, press } = walk
  const t = containmentTexts.en
  const name = (topic: string): string => topicName('en', topic).name

  await walk.upTo(place('wash.freshBuffer'))
  await walk.until()
  expect(await axeFinds(page)).toEqual([])
  await press(name('freshBuffer'))
  await expect.poll(() => counter(page, 'fetching_min')).toBeGreaterThan(20)
  await walk.upTo(place('wash.signIn'))
  await walk.until()
  await press(name('signIn'))
  await expect(page.getByText(t.membrane.session[0]!)).toBeVisible()
  await walk.upTo(place('fill.pause'))
  await walk.until()
  await press(t.fill.start)
  await expect.poll(async () => (await state(page)).steps[0]!.paused).toBe(false)
  await walk.upTo(place('kill.again'))
  await walk.until()
  expect(await axeFinds(page)).toEqual([])
  await press(t.effluent.again)
  await expect.poll(() => counter(page, 'cycles')).toBe(2)
  await walk.upTo(place('kill.proceed'))
  await walk.until()
  await press(t.effluent.drain)
  await walk.toTheEnd(en.ending.released)
  expect(walk.complaints).toEqual([])
})
