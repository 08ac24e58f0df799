import { readFileSync } from 'node:fs'
import { signal } from '@preact/signals'
import { afterEach, expect, test, vi } from 'vitest'
import { loadLevel } from '../content/index.ts'
import { type Command, savesOn, serveRuns } from '../platform/index.ts'
import { endingOf, figureOf, type Language, plantViewOf, snapshot, stepInSight } from '../present/index.ts'
import { openSession } from './session.ts'

const file = new URL('../../levels/antibody/M2/level.json', import.meta.url)
const level = loadLevel(JSON.parse(readFileSync(file, 'utf8'))).level!
const serve = () =>
  serveRuns({
    level: (id) => (id === level.id ? level : undefined),
    view: snapshot,
    frame: (run) => ({
      t_s: run.t_s,
      plant: plantViewOf(run),
      at: stepInSight(run),
      done: run.closed.map((c) => c.index),
      figure: figureOf(run),
    }),
    ending: endingOf,
  })

/** A desk whose machine takes its time: each answer comes when it is let go. */
async function slowDesk() {
  vi.useFakeTimers()
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  const answer = serve()
  const held: { readonly kind: Command['kind']; go(): void }[] = []
  const host = {
    send: (command: Command) =>
      new Promise<ReturnType<typeof answer>>((resolve) => {
        held.push({ kind: command.kind, go: () => resolve(answer(command)) })
      }),
    where: () => 'page' as const,
    close() {},
  }
  const memory = new Map<string, unknown>()
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
  })
  const asked = () => held.map((h) => h.kind)
  const next = async (): Promise<void> => {
    held.shift()!.go()
    await vi.advanceTimersByTimeAsync(0)
  }
  await vi.advanceTimersByTimeAsync(0)
  expect(asked()).toEqual(['start'])
  await next()
  session.speak(null)
  session.sheet.value = null
  return { session, asked, next }
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
