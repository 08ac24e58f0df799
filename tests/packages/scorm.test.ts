/** A whole level told to a system of either SCORM version, in two visits; held against scorm-again and the strict rules. */
import { readFileSync } from 'node:fs'
import * as scorm12 from 'scorm-again/scorm12/min'
import * as scorm2004 from 'scorm-again/scorm2004/min'
import { afterEach, describe, expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import { expertHand } from '../../src/play/index.ts'
import { attemptOf } from '../../src/platform/lms/attempt.ts'
import { type LineState, openDesk } from '../../src/platform/lms/desk.ts'
import type { Lms, Verdict } from '../../src/platform/lms/lms.ts'
import { findApi, openScorm, SCORM_12, SCORM_2004 } from '../../src/platform/lms/scorm.ts'
import type { Entry, Save } from '../../src/platform/protocol.ts'
import { type Saves, savesOn } from '../../src/platform/saves.ts'
import { playHand, recordOf } from '../../src/record/index.ts'
import { type Call, wrongIn } from './strict.ts'

const M1 = loadLevel(JSON.parse(readFileSync('levels/antibody/M1/level.json', 'utf8'))).level!
const { log, digest, ...record } = recordOf(playHand(M1, 5, expertHand))
const saveOf = (entries: readonly Entry[]): Save => ({
  format: 1,
  level: 'M1',
  hash: record.level.hash,
  model: record.model,
  seed: 5,
  setup: { options: {} },
  log: entries,
  at_s: (entries.at(-1)?.t ?? M1.work!.starts_s) + 30,
  marks: [],
  again: [],
})
const passed: Verdict = {
  scaled: 0.93,
  passed: true,
  goals: [
    { id: 'yield', name: 'yield', scaled: 1, passed: true },
    { id: 'C09', name: 'Feeds a culture', scaled: 0.7, passed: true },
  ],
  proof: { digest },
}
const failed: Verdict = { ...passed, scaled: 0.4, passed: false }

type Kept = Record<string, unknown>
/** Its modules export by name; its types say otherwise. */
type Runtime = new (settings: object) => { loadFromJSON(json: object, at: string): void }
const { Scorm12API } = scorm12 as unknown as { readonly Scorm12API: Runtime }
const { Scorm2004API } = scorm2004 as unknown as { readonly Scorm2004API: Runtime }
const versions = {
  '1.2': { version: SCORM_12, make: () => new Scorm12API({ autocommit: false, logLevel: 5 }) },
  '2004': { version: SCORM_2004, make: () => new Scorm2004API({ autocommit: false, logLevel: 5 }) },
} as const

/** A clock that only moves when it is told to. */
let now_ms = Date.UTC(2026, 2, 2, 8)
const now = (): number => now_ms
const open: { quit(): Promise<void> }[] = []
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.quit()
})

const shelf = (): Saves => {
  const kept = new Map<string, unknown>()
  return savesOn({
    kept: 'browser',
    read: async (name) => kept.get(name),
    write: async (name, value) => void kept.set(name, value),
    remove: async (name) => void kept.delete(name),
    all: async () => Object.fromEntries(kept),
  })
}
const storage = () => {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

/** One visit: the system's object, all that is called, whether it answers. */
function launch(name: keyof typeof versions, found: Kept) {
  const { version, make } = versions[name]
  const api = make()
  api.loadFromJSON(found, 'cmi')
  const calls: Call[] = []
  let isThere = true
  const spied = Object.fromEntries(
    ['Initialize', 'GetValue', 'SetValue', 'Commit', 'GetLastError', 'Finish', 'Terminate'].map((method) => {
      const full = version.prefix + method
      const call = (...given: string[]): string => {
        if (!isThere) throw new Error('the window is gone')
        const does = (api as unknown as Record<string, (...x: string[]) => unknown>)[full]!
        const answer = String(does.apply(api, given))
        calls.push({ name: full, given, answer })
        return answer
      }
      return [full, call]
    }),
  )
  const lms = openScorm(spied, version, now)
  return {
    api,
    calls,
    lms: lms!,
    get: (element: string): string =>
      String((api as unknown as Record<string, (e: string) => unknown>)[`${version.prefix}GetValue`]!(element)),
    vanish: (gone: boolean) => void (isThere = !gone),
  }
}

function deskOf(lms: Lms, saves: Saves, kept = storage()) {
  const said: LineState[] = []
  let leave = (): void => {}
  const desk = openDesk({
    lms,
    saves,
    setup: { options: {} },
    say: (state) => said.push(state),
    storage: kept,
    now,
    leaving: (then) => {
      leave = then
      return () => {}
    },
  })
  open.push(desk)
  return { desk, said, leave: () => leave() }
}

async function playOn(saves: Saves, from: number, until: number): Promise<void> {
  for (let i = from + 1; i <= until; i++) {
    now_ms += 7300
    await saves.write(saveOf(log.slice(0, i)))
  }
}

describe.each(['1.2', '2004'] as const)('SCORM %s', (name) => {
  const learner =
    name === '1.2'
      ? {
          core: { student_id: 'u-17', lesson_mode: 'normal', credit: 'credit', entry: 'ab-initio' },
          launch_data: 'lot=0',
          student_preference: { language: 'en-GB' },
        }
      : {
          learner_id: 'u-17',
          mode: 'normal',
          credit: 'credit',
          entry: 'ab-initio',
          launch_data: 'lot=0',
          learner_preference: { language: 'en-GB' },
        }

  test('a whole level in two visits: each decision once, the lot goes on where it was, marks and status by the rules', async () => {
    const first = launch(name, learner)
    expect(first.lms).toMatchObject({ language: 'en', launch: 'lot=0', counts: true, kept: null })
    // A pseudonym: nobody reads the name out of it.
    expect(first.lms.learner).toMatch(/^[0-9a-f]{16}$/)
    const one = deskOf(first.lms, shelf())
    expect(await one.desk.saves.read('M1')).toEqual({ save: null, damaged: false })
    const half = Math.floor(log.length / 2)
    await playOn(one.desk.saves, 0, half)
    expect(Number(first.get('cmi.interactions._count'))).toBe(half)
    // After each decision there is a commit.
    expect(first.calls.filter((c) => c.name.endsWith('Commit')).length).toBeGreaterThanOrEqual(half)
    await one.desk.quit()
    expect(wrongIn(name, first.calls)).toEqual([])
    expect(one.said).toEqual([])

    const suspended = first.calls.filter((c) => c.given[0] === 'cmi.suspend_data').at(-1)!.given[1]!
    const resume =
      name === '1.2'
        ? {
            ...learner,
            suspend_data: suspended,
            core: { ...learner.core, entry: 'resume', lesson_status: 'incomplete' },
          }
        : { ...learner, suspend_data: suspended, entry: 'resume', completion_status: 'incomplete' }
    const second = launch(name, resume)
    const two = deskOf(second.lms, shelf())
    // Another machine: all there is comes from the system.
    const { save } = await two.desk.saves.read('M1')
    expect(save).toEqual(saveOf(log.slice(0, half)))
    await playOn(two.desk.saves, half, log.length)
    expect(Number(second.get('cmi.interactions._count'))).toBe(log.length - half)
    two.desk.conclude(failed)
    two.desk.conclude(passed)
    // Played again, and worse: the better stays.
    two.desk.conclude(failed)
    await second.lms.flush()
    const score = name === '1.2' ? 'cmi.core.score' : 'cmi.score'
    expect(second.get(`${score}.raw`)).toBe('93')
    expect(second.get('cmi.objectives.1.id')).toBe('C09')
    expect(second.get('cmi.objectives.1.score.raw')).toBe('70')
    if (name === '1.2') expect(second.get('cmi.core.lesson_status')).toBe('passed')
    else {
      expect(second.get('cmi.score.scaled')).toBe('0.93')
      expect(second.get('cmi.success_status')).toBe('passed')
      expect(second.get('cmi.completion_status')).toBe('completed')
    }
    await two.desk.quit()
    expect(wrongIn(name, second.calls)).toEqual([])
  })

  test('a figure of more digits than a system takes, a dose in genomes, is told as text', async () => {
    const { lms, calls } = launch(name, learner)
    const { desk } = deskOf(lms, shelf())
    await desk.saves.read('M1')
    await desk.saves.write(saveOf([{ ...log[0]!, value: 2e13 }]))
    await desk.quit()
    expect(wrongIn(name, calls)).toEqual([])
    const told = (member: string) => calls.find(({ given }) => given[0] === `cmi.interactions.0.${member}`)!.given[1]
    expect(told('type')).toBe(name === '1.2' ? 'fill-in' : 'other')
    expect(told(name === '1.2' ? 'student_response' : 'learner_response')).toBe('20000000000000')
  })

  test('a system that vanishes in mid-level: it is said, played on, and told all once it is back', async () => {
    const system = launch(name, learner)
    const here = deskOf(system.lms, shelf())
    await here.desk.saves.read('M1')
    await playOn(here.desk.saves, 0, 3)
    system.vanish(true)
    await playOn(here.desk.saves, 3, 9)
    expect(here.said).toEqual(['gone'])
    system.vanish(false)
    await playOn(here.desk.saves, 9, 10)
    expect(here.said).toEqual(['gone', 'there'])
    expect(Number(system.get('cmi.interactions._count'))).toBe(10)
    expect(wrongIn(name, system.calls)).toEqual([])
  })

  test('what it never took goes on from this browser; what it was told to forget is forgotten', async () => {
    const saves = shelf()
    const remembered = storage()
    const system = launch(name, learner)
    const here = deskOf(system.lms, saves, remembered)
    await here.desk.saves.read('M1')
    await playOn(here.desk.saves, 0, 2)
    system.vanish(true)
    await playOn(here.desk.saves, 2, 6)

    const back = launch(name, learner)
    const there = deskOf(back.lms, saves, remembered)
    expect((await there.desk.saves.read('M1')).save?.log).toHaveLength(6)
    await playOn(there.desk.saves, 6, 7)
    expect(Number(back.get('cmi.interactions._count'))).toBe(7)

    const anew = deskOf(launch(name, learner).lms, saves, remembered)
    expect((await anew.desk.saves.read('M1')).save).toBeNull()
  })

  test('the page goes away: what was waited since the last decision is kept, and the visit has an end', async () => {
    const system = launch(name, learner)
    const here = deskOf(system.lms, shelf())
    await here.desk.saves.read('M1')
    await playOn(here.desk.saves, 0, 4)
    await here.desk.saves.write({ ...saveOf(log.slice(0, 4)), at_s: 300_000 })
    here.leave()
    here.leave()
    const text = system.calls.filter((c) => c.given[0] === 'cmi.suspend_data').at(-1)!.given[1]!
    expect(attemptOf(text, { options: {} })?.save.at_s).toBe(300_000)
    expect(wrongIn(name, system.calls)).toEqual([])
    expect(system.calls.at(-1)!.name).toMatch(/Finish|Terminate/)
  })

  test('to be looked at only: the lot is shown, nothing is recorded', async () => {
    const first = launch(name, learner)
    const one = deskOf(first.lms, shelf())
    await one.desk.saves.read('M1')
    await playOn(one.desk.saves, 0, 5)
    const text = first.calls.filter((c) => c.given[0] === 'cmi.suspend_data').at(-1)!.given[1]!
    const looked = launch(
      name,
      name === '1.2'
        ? { ...learner, suspend_data: text, core: { ...learner.core, lesson_mode: 'review', entry: 'resume' } }
        : { ...learner, suspend_data: text, mode: 'review', entry: 'resume' },
    )
    const there = deskOf(looked.lms, shelf())
    expect(looked.lms.counts).toBe(false)
    expect((await there.desk.saves.readFirst('M1', 5))?.save.log).toHaveLength(5)
    await playOn(there.desk.saves, 5, 8)
    there.desk.conclude(passed)
    await there.desk.quit()
    expect(looked.calls.filter((c) => c.name.endsWith('SetValue'))).toEqual([])
  })
})

test('the object is found above, or in the window that opened this one; a stranger’s window is none', () => {
  const top = { API: { LMSInitialize: () => 'true' } } as unknown as Record<string, unknown>
  top['parent'] = top
  const middle: Record<string, unknown> = { parent: top }
  const page: Record<string, unknown> = { parent: middle, opener: null }
  expect(findApi(page as unknown as Window, 'API')).toBe(top['API'])
  const alone: Record<string, unknown> = { opener: middle }
  alone['parent'] = alone['top'] = alone
  expect(findApi(alone as unknown as Window, 'API')).toBe(top['API'])
  const stranger = {
    get parent(): never {
      throw new DOMException('another origin', 'SecurityError')
    },
    opener: null,
  }
  expect(findApi(stranger as unknown as Window, 'API_1484_11')).toBeNull()
})
