import { readFileSync } from 'node:fs'
import { signal } from '@preact/signals'
import { afterEach, expect, test, vi } from 'vitest'
import { type Command, type FirstTry, savesOn, serveRuns } from '../platform/index.ts'
import { endingOf, figureOf, type Language, plantViewOf, snapshot, stepInSight } from '../present/index.ts'
import { setUp } from '../record/index.ts'
import { bandOf, type Handed, openSession } from './session.ts'

const file = new URL('../../levels/antibody/M2/level.json', import.meta.url)
const json: unknown = JSON.parse(readFileSync(file, 'utf8'))
const serve = () =>
  serveRuns({
    level: (id, setup) => (id === 'M2' ? setUp(json, setup ?? {}).level : undefined),
    view: snapshot,
    frame: (run) => ({
      t_s: run.t_s,
      plant: plantViewOf(run),
      at: stepInSight(run),
      done: run.closed.map((c) => c.index),
      figure: figureOf(run),
    }),
    ending: (run, reference) => endingOf(run, reference),
  })

/** A desk whose machine takes its time: each answer comes when it is let go. */
async function slowDesk(memory = new Map<string, unknown>(), handed: Handed | null = null) {
  vi.useFakeTimers()
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  const answer = serve()
  const held: { readonly kind: Command['kind']; readonly command: Command; go(): void }[] = []
  const host = {
    send: (command: Command) =>
      new Promise<ReturnType<typeof answer>>((resolve) => {
        held.push({ kind: command.kind, command, go: () => resolve(answer(command)) })
      }),
    where: () => 'page' as const,
    close() {},
  }
  const session = openSession({
    level: 'M2',
    seed: 4,
    seedAsked: null,
    setup: null,
    language: signal<Language>('en'),
    host,
    explainer: () => host,
    saves: savesOn({
      kept: 'page',
      read: async (name) => memory.get(name),
      write: async (name, value) => void memory.set(name, value),
      remove: async (name) => void memory.delete(name),
      all: async () => Object.fromEntries(memory),
    }),
    seat: async () => ({ taken: false, async takeOver() {}, leave() {} }),
    loadText: async () => ({}),
    asText: true,
    speed: 1,
    carry() {},
    course: async () => ({ trained: {}, levels: [] }),
    handed,
  })
  const asked = () => held.map((h) => h.kind)
  const next = async (): Promise<void> => {
    held.shift()!.go()
    await vi.advanceTimersByTimeAsync(0)
  }
  await vi.advanceTimersByTimeAsync(0)
  expect(asked()).toEqual([handed ? 'takeOver' : 'start'])
  await next()
  session.speak(null)
  session.sheet.value = null
  return { session, asked, next, held }
}

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a decision that meets the beat of the clock is taken after it', async () => {
  const { session, asked, next } = await slowDesk()
  await vi.advanceTimersByTimeAsync(250)
  expect(asked()).toEqual(['advance'])
  const taken = session.decide({ slot: 'seed.assay', value: ['viability'] })
  await next()
  expect(asked()).toEqual(['decide'])
  await next()
  expect(await taken).toBe(true)
  session.close()
})

test('two decisions, the second made before the first is done: one after the other', async () => {
  const { session, asked, next } = await slowDesk()
  await vi.advanceTimersByTimeAsync(250)
  const both = [
    session.decide({ slot: 'seed.assay', value: ['viability'] }),
    session.decide({ slot: 'seed.seedingDensity', value: 0.5 }),
  ]
  await next()
  for (let i = 0; i < 2; i++) {
    expect(asked()).toEqual(['decide'])
    await next()
  }
  expect(await Promise.all(both)).toEqual([true, true])
  session.close()
})

test('the same decision twice at once is a double click, and acts once', async () => {
  const { session, asked, next } = await slowDesk()
  await vi.advanceTimersByTimeAsync(250)
  const both = [1, 2].map(() => session.decide({ slot: 'seed.assay', value: ['viability'] }))
  await next()
  expect(asked()).toEqual(['decide'])
  await next()
  expect(await Promise.all(both)).toEqual([true, false])
  session.close()
})

test('the probe lets a hand finish what is several decisions', async () => {
  const { session, asked, next } = await slowDesk()
  session.setSpeed(0)
  const hand = (async () => {
    await session.decide({ slot: 'seed.assay', value: ['viability'] })
    return session.decide({ slot: 'seed.squares', value: 5 })
  })()
  await vi.advanceTimersByTimeAsync(0)
  const probe = session.probe().advance(60)
  expect(asked()).toEqual(['decide'])
  await next()
  await vi.advanceTimersByTimeAsync(0)
  expect(asked()).toEqual(['decide'])
  await next()
  await vi.advanceTimersByTimeAsync(10)
  expect(asked()).toEqual(['advance'])
  await next()
  expect(await hand).toBe(true)
  await probe
  session.close()
})

test('after two lots passed in a row the next begins without aids, says so, and gives them back when asked', async () => {
  const first = (seed: number): FirstTry => ({
    format: 1,
    at_ms: seed,
    save: { format: 1, level: 'M2', hash: '', model: '', seed, log: [], at_s: 0 },
    digest: '',
    disposition: 'released',
    passed: true,
    score: { yield: 90, purity: 90, compliance: 90 },
    seen: {},
    gates: [],
  })
  const { session, asked, next, held } = await slowDesk(
    new Map<string, unknown>([7, 8].map((seed) => [`first.M2.${seed}`, first(seed)])),
  )
  expect(held[0]?.command).toMatchObject({ kind: 'start', setup: { options: { aids: 'none' } } })
  await next()
  expect(session.notice.value).toContain('faded')
  expect(session.view.value?.aids).toBe(false)
  session.takeAids()
  await vi.advanceTimersByTimeAsync(0)
  expect(asked()).toEqual(['start'])
  await next()
  expect(session.view.value?.aids).toBe(true)
  expect(session.notice.value).not.toContain('faded')
  session.close()
})

test('the lot of the day is handed over in mid-lot, and counts for nothing else', async () => {
  const { session } = await slowDesk(new Map(), { kind: 'today', day: 5, minutes: 5 })
  const { t_s, acts } = session.view.value!
  expect(t_s).toBeGreaterThan(5 * 86_400)
  expect(acts.filter((act) => act.by === 'player').length).toBeGreaterThan(20)
  expect(session.notice.value).toContain('tookOver')
  // Whoever knows how a lot ends, or did not begin it, has no best and no first try of it.
  expect(session.again.value).toEqual([t_s])
  const marks = (least: number) => ({ yield: least, purity: 90, compliance: 100 })
  expect(
    [
      [true, 96],
      [true, 85],
      [true, 60],
      [false, 99],
    ].map(([passed, y]) => bandOf({ passed: passed as boolean, score: marks(y as number) })),
  ).toEqual([3, 2, 1, 0])
  session.close()
})

test('a reason is asked of a decision that matters, not within five minutes and not twice; it is kept with the lot', async () => {
  const memory = new Map<string, unknown>()
  const { session, next, held } = await slowDesk(memory)
  const through = async <T>(work: Promise<T>): Promise<T> => {
    const state = { isDone: false }
    void work.finally(() => (state.isDone = true))
    for (let i = 0; i < 200 && !state.isDone; i++) {
      await vi.advanceTimersByTimeAsync(1)
      while (held.length) await next()
    }
    return work
  }
  const decide = (slot: string, value: number) => through(session.decide({ slot, value }))
  session.setSpeed(0)
  await through(session.probe().advance(90 * 3600))
  session.speak(null)
  expect(session.view.value!.steps[0]!.id).toBe('culture')
  expect(await decide('culture.temperature', 36)).toBe(true)
  expect(session.why.value).toBeNull()
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  await decide('culture.power', 30)
  expect(session.why.value).toBeNull()
  await decide('culture.temperature', 35)
  expect(session.why.value).toMatchObject({ of: 'culture.temperature' })
  session.giveReason(2)
  expect(session.why.value).toBeNull()
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  await decide('culture.temperature', 34)
  expect(session.why.value).toBeNull()
  await decide('culture.feedRate', 0.2)
  expect(session.why.value).toMatchObject({ of: 'culture.feedRate' })
  // Who goes on has passed it over.
  await decide('culture.power', 25)
  expect(session.why.value).toBeNull()
  expect(memory.get('M2')).toMatchObject({ reasons: [{ of: 'culture.temperature', said: 2 }] })
  session.close()
})
