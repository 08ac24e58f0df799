import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { plants } from '../models/index.ts'
import type { LevelText } from '../ui/index.ts'
import type { LevelJson } from './levelJson.ts'
import { withMode, withoutFault, withQuality, withWork } from './levelJson.ts'
import { moved } from './edit/events.ts'
import { fileOf, textOf } from '../share/index.ts'
import { setUp } from '../record/index.ts'
import { loansOf, lookAt } from './look.ts'
import { openWork, type Work } from './work.ts'
import { changesBetween } from '../content/index.ts'
import { turnsOf } from './edit/turns.ts'

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const load = async (level: string) => ({
  level,
  file: json(`levels/antibody/${level}/level.json`) as LevelJson,
  texts: {
    fr: json(`levels/antibody/${level}/text/fr.json`) as LevelText,
    en: json(`levels/antibody/${level}/text/en.json`) as LevelText,
  },
})

describe('work on a scenario', () => {
  let work: Work
  beforeEach(async () => {
    work = openWork(['M1', 'M2'], load)
    await work.begin('M2')
  })
  const pass = (mark: number): void =>
    work.edit((now) => ({ ...now, file: withWork(now.file, { pass: { ...now.file.work.pass, yield: mark } }) }))

  test('is the level as built in until something is changed, and then only that', () => {
    expect(work.scenario.value?.patch).toBeUndefined()
    pass(90)
    expect(work.scenario.value?.patch).toEqual([{ path: 'work.pass.yield', value: 90 }])
    pass(75)
    expect(work.scenario.value?.patch).toBeUndefined()
  })

  test('goes back and forth; a new change forgets what was undone', () => {
    pass(80)
    pass(90)
    work.undo()
    expect(work.draft.value?.file.work.pass.yield).toBe(80)
    work.redo()
    expect(work.draft.value?.file.work.pass.yield).toBe(90)
    work.undo()
    pass(85)
    expect(work.canRedo.value).toBe(false)
  })

  test('comes back from its file, and from its link, as it was', async () => {
    pass(90)
    work.edit((now) => ({ ...now, file: withoutFault(now.file, 'feedPump'), options: { exam: true, own: now.seed } }))
    work.edit((now) => ({ ...now, texts: { ...now.texts, fr: { ...now.texts.fr, title: '<b>Essai</b>' } } }))
    const made = work.scenario.value!
    for (const text of [fileOf(made), textOf(made)]) {
      await work.begin('M1')
      expect(await work.open(text)).toBe('opened')
      expect(work.scenario.value).toEqual(made)
    }
    const file = (await load('M2')).file
    expect(setUp(file, made).problems).toEqual([])
  })

  test('refuses what is none, and stays as it was', async () => {
    const before = work.draft.value
    const forged = (patch: unknown): string => JSON.stringify({ version: 1, level: 'M2', seed: 1, options: {}, patch })
    for (const [why, text] of [
      ['empty', ''],
      ['mistyped', '{'],
      ['newer', '{}'],
      ['level', JSON.stringify({ version: 1, level: '../M2', seed: 1, options: {} })],
      ['unfit', forged([{ path: 'work.faults', value: [null] }])],
      ['unfit', forged([{ path: 'work.rounds.count', value: 1e9 }])],
      ['unfit', forged([{ path: 'steps', value: [] }])],
      ['unfit', forged([{ path: 'work.questions[0].id', value: 'constructor' }])],
      ['unfit', forged([{ path: 'work.nowhere.at.all', value: 1 }])],
      ['unfit', forged([{ path: 'constructor.prototype', value: 1 }])],
      ['newer', forged([{ path: 'work', value: undefined }])],
    ] as const)
      expect([text.slice(0, 60), await work.open(text)]).toEqual([text.slice(0, 60), why])
    expect(work.draft.value).toBe(before)
  })

  test('things are moved along the time, never before its beginning', () => {
    const file = work.draft.value!.file
    const later = moved(file, { kind: 'faults', id: 'feedPump' }, 3 * 3600)
    const fault = (of: LevelJson) => of.work.faults!.find(({ id }) => id === 'feedPump')!
    expect(fault(later).from_h).toBe(fault(file).from_h + 3)
    expect(fault(later).to_h).toBe(fault(file).to_h + 3)
    expect(fault(moved(file, { kind: 'faults', id: 'feedPump' }, -1e9)).from_h).toBe(0)
    const asked = moved(file, { kind: 'questions', id: 'feedMore' }, 86_400)
    expect(asked.work.questions![0]!.day).toBe(file.work.questions![0]!.day! + 1)
  })

  test('a step that the crew takes over leaves nothing of the player’s behind', () => {
    const step = withMode(work.draft.value!.file, 'culture', 'auto').steps.find(({ id }) => id === 'culture')!
    expect(step).toMatchObject({ mode: 'auto' })
    expect(step).not.toHaveProperty('locked')
    expect(step).not.toHaveProperty('crew')
  })

  test('a request of another level, and one’s own, go with all their words to whoever opens the scenario', async () => {
    const m1 = await load('M1')
    const m2 = work.draft.value!
    const loan = loansOf(m2.file, [m1.file]).find(({ kind, id }) => kind === 'questions' && id === 'planner')!
    const own = { ...loan.one, id: 'request1' }
    const said = { fr: m1.texts.fr.questions!['planner']!, en: m1.texts.en.questions!['planner']! }
    const mine = {
      asks: 'Encore un peu ?',
      replies: ['Non, la ligne dit un kilo.', 'Attends la tutrice, on verra.', 'Oui.'],
    }
    const questions = [...(m2.file.work.questions ?? []), loan.one, own] as LevelJson['work']['questions']
    work.edit((now) => ({
      ...now,
      file: withWork(now.file, { questions }),
      texts: {
        fr: { ...now.texts.fr, questions: { ...now.texts.fr.questions, planner: said.fr, request1: mine } },
        en: { ...now.texts.en, questions: { ...now.texts.en.questions, planner: said.en, request1: mine } },
      },
    }))
    const made = work.scenario.value!
    expect(setUp(m2.file, made).problems).toEqual([])
    await work.begin('M1')
    expect(await work.open(fileOf(made))).toBe('opened')
    const { fr } = work.draft.value!.texts
    expect([fr.questions!['planner'], fr.questions!['request1']]).toEqual([said.fr, mine])
    expect(work.scenario.value).toEqual(made)
  })

  test('a decoy of another level acts on the step it comes to', async () => {
    const lent = loansOf((await load('M2')).file, [(await load('M1')).file]).filter(({ kind }) => kind === 'decoys')
    expect(lent.map(({ one }) => [one.step, one['slot']])).toEqual([['culture', 'culture.feed']])
  })

  test('an aim is inside the specification, a weight leaves something to weigh; as usual, nothing is said', () => {
    const { file } = work.draft.value!
    const other = withQuality(file, 'release.hmw', 'target', 0.3, 0.5)
    expect(setUp(other, {}).problems).toEqual([])
    expect(setUp(other, {}).level!.work!.quality).toEqual({ 'release.hmw': { target: 0.3 } })
    expect(withQuality(other, 'release.hmw', 'target', 0.5, 0.5)).toEqual(file)
    for (const [id, key, value] of [
      ['release.hmw', 'target', 1.7],
      ['release.hmw', 'weight', 2],
      ['release.none', 'weight', 0.5],
      ['constructor', 'weight', 0.5],
    ] as const)
      expect(setUp(withQuality(file, id, key, value, -1), {}).level).toBeUndefined()
    const none = Object.keys(plants.antibody.release).reduce((now, id) => withQuality(now, id, 'weight', 0, -1), file)
    expect(setUp(none, {}).problems.map(({ path }) => path)).toEqual(['work.quality'])
  })

  test('of two levels asked for at once it has the last, however long the first takes to come', async () => {
    let come = (): void => {}
    const slow = openWork(['M1', 'M2'], async (level) => {
      if (level === 'M1') await new Promise<void>((resolve) => (come = resolve))
      return load(level)
    })
    const first = slow.begin('M1')
    await slow.begin('M2')
    come()
    await first
    expect(slow.draft.value?.level).toBe('M2')
  })
})

test('K3, where nobody holds a machine, is looked at like the rest', () => {
  const level = 'K3'
  const folder = `levels/lab/${level}`
  const sketch = { level, options: {}, seed: 1, script: {} }
  const { problems, known } = lookAt(sketch, json(`${folder}/level.json`), json(`${folder}/competencies.json`), [])
  expect(problems).toEqual([])
  expect(known!.spans).toEqual([])
  expect(known!.trained).toEqual(known!.trains)
  const asked = known!.asked.reduce((sum, { count }) => sum + count, 0)
  expect(asked).toBe(16)
  expect(known!.asked.every(({ count, wrong, books }) => wrong <= count && books.length > 0)).toBe(true)
})

test.each([
  ['K1', 4],
  ['K2', 8],
])('%s with one way left of each thing it draws is still a level', (level, count) => {
  const folder = `levels/lab/${level}`
  const base = json(`${folder}/level.json`) as LevelJson
  const text = json(`${folder}/text/en.json`) as LevelText
  const turns = turnsOf(base, base, text)
  expect(turns.length).toBe(count)
  const one = turns.reduce((file, { id }) => {
    const turn = turnsOf(file, base, text).find((t) => t.id === id)!
    return turn.keep([turn.ways.at(-1)!.id])
  }, base)
  const patch = changesBetween(base, one) as NonNullable<Parameters<typeof setUp>[1]['patch']>
  expect(patch.length).toBe(count)
  expect(setUp(base, { patch }).problems).toEqual([])
})
