/** A day of inspection: what is asked comes from a real record, what is answered is judged by what its papers say. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import file from '../../levels/lab/K3/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import {
  type Answer,
  apply,
  askedAt,
  BOOKS,
  expertHand,
  type Hand,
  inspectedFile,
  inspectionOf,
  MOST_OWED,
  type InspectedFile,
  noviceHand,
  outcomeOf,
  query,
  rate,
  type Run,
  shortcutBots,
  sopHand,
  startRun,
} from '../../src/play/index.ts'
import {
  inspecting,
  isInspected,
  play,
  playHand,
  recordFile,
  recordOf,
  type RunRecord,
  setUp,
  verify,
} from '../../src/record/index.ts'
import { type Lapses, withLapses } from './lapses.ts'

const level = loadLevel(file).level!
const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
const levelAt = (place: string) => loadLevel(read(`levels/${place}/level.json`)).level!

/** Lots of the printed recipe, with the lapses of people who mean no harm. */
const CARRIED: Readonly<Record<string, readonly [place: string, seed: number, lapses: Lapses]>> = {
  M2: [
    'antibody/M2',
    3,
    {
      blank: ['feedLate'],
      unread: ['osmolality'],
      struck: ['firstCount'],
      late: ['shiftTemperature'],
      undeclared: { feedStart: 109.2 },
    },
  ],
  P2: [
    'plasma/P2',
    2,
    { blank: ['pool'], unread: ['paste', 'firstLance', 'bottom'], struck: ['clear'], late: ['lance'] },
  ],
  M4: [
    'antibody/M4',
    2,
    {
      blank: ['polishingLoad'],
      unread: ['eluate'],
      struck: ['loadPh'],
      late: ['asymmetry'],
      classes: [
        [1800, 'major'],
        [5000, 'minor'],
        [34_000, 'major'],
        [52_000, 'minor'],
      ],
    },
  ],
}

function lapsed(id: string) {
  const [place, seed, lapses] = CARRIED[id]!
  const lot = levelAt(place)
  const panels = Object.fromEntries(lot.work!.lines.map((l) => [l.id, `${l.step}.${l.panel}`]))
  return play(lot, seed, withLapses(playHand(lot, seed, sopHand).log, panels, lapses), 'idle')
}

test('the lots that come with it are real records, and their papers are read from nothing else', () => {
  if (process.env['UPDATE_RUNS']) {
    const replays = Object.keys(CARRIED).map(lapsed)
    for (const replay of replays) expect(replay.refused).toEqual([])
    Object.keys(CARRIED).forEach((id, i) =>
      writeFileSync(`levels/lab/K3/carried/${id}.json`, `${JSON.stringify(recordOf(replays[i]!), null, 1)}\n`),
    )
    const files = replays.map((r) => inspectedFile(r.run))
    const changed = { ...file, work: { ...file.work, inspection: { ...file.work.inspection, files } } }
    writeFileSync('levels/lab/K3/level.json', `${JSON.stringify(changed, null, 2)}\n`)
  }
  Object.keys(CARRIED).forEach((id, i) => {
    const record = recordFile.parse(read(`levels/lab/K3/carried/${id}.json`))
    const { verdict, replay } = verify(levelAt(CARRIED[id]![0]), record)
    expect(verdict, 'UPDATE_RUNS=1 npx vitest run tests/play/k3').toBe('verified')
    expect(JSON.parse(JSON.stringify(inspectedFile(replay.run)))).toEqual(
      (process.env['UPDATE_RUNS'] ? loadLevel(read('levels/lab/K3/level.json')).level! : level).work!.inspection!.files[
        i
      ],
    )
  })
})

const worked = (hand: Hand, seed = 1, on = level): Run => playHand(on, seed, hand).run
function rated(hand: Hand, seed: number, on = level) {
  const run = worked(hand, seed, on)
  return rate(run, outcomeOf(run), outcomeOf(worked(expertHand, seed, on)))
}

test('each seed opens one of the lots and asks of what is wrong and of what is right, never twice of one line', () => {
  const opened = new Set<string>()
  for (let seed = 1; seed <= 12; seed++) {
    const { asked, file: lot } = inspectionOf(level, seed)
    opened.add(lot.level)
    expect(asked).toHaveLength(16)
    const wrong = asked.filter((q) => q.flaw).length
    expect([wrong >= 3, wrong <= 9]).toEqual([true, true])
    expect(new Set(asked.map((q) => q.slot)).size).toBe(16)
    for (const q of asked) for (const id of q.proofs) expect(lot.items.some((i) => i.id === id)).toBe(true)
  }
  expect(opened.size).toBe(3)
})

test('who goes room by room and points at the line closes every question; the procedure runs out of day; shortcuts fail', () => {
  for (const seed of [1, 2, 6]) {
    expect(rated(expertHand, seed)).toMatchObject({ yield: 100, purity: 100, compliance: 100, passed: true })
    const sop = rated(sopHand, seed)
    expect(sop.passed).toBe(true)
    expect(sop.purity).toBeLessThan(90)
    for (const error of level.work!.novice)
      expect([error.id, rated(noviceHand(error), seed).passed]).toEqual([error.id, false])
    for (const [id, bot] of Object.entries(shortcutBots)) expect([id, rated(bot, seed).passed]).toEqual([id, false])
  }
})

/** The day with one question answered otherwise, or promised and never shown, the rest as the expert has it. */
function otherwise(is: (flawed: boolean) => boolean, value: Answer | null) {
  const { slot } = inspectionOf(level, 1).asked.find((q) => is(q.flaw !== null))!
  const hand: Hand = (view, s) => {
    const day = view.inspection!
    const open = day.questions.find((q) => q.slot === slot)
    if (s === slot) return value ?? (open?.owed ? undefined : ['check'])
    // Put, and not out of the way yet.
    if (open && !open.owed) return undefined
    return expertHand({ ...view, inspection: { ...day, questions: day.questions.filter((q) => q.slot !== slot) } }, s)
  }
  return outcomeOf(playHand(level, 1, hand).run).compliance!
}

test('not knowing costs less than guessing wrong; guessing right is worth less than a line of the record', () => {
  const left = otherwise((flawed) => flawed, null)
  const guessed = otherwise((flawed) => flawed, ['say'])
  expect(guessed.score).toBeLessThan(left.score)
  expect(guessed.findings.map((f) => [f.code, f.severity])).toContainEqual(['R-FABRIC', 'major'])
  const lucky = otherwise((flawed) => !flawed, ['say'])
  expect(lucky.score).toBeLessThan(100)
  expect(lucky.score).toBeGreaterThan(left.score)
  expect(lucky.findings).toEqual([])
})

test('who owns up to what is right has misread a limit', () => {
  const { asked, file: lot } = inspectionOf(level, 1)
  const right = asked.find((q) => !q.flaw)!
  const hand: Hand = (view, s) => {
    const value = expertHand(view, s)
    const q = view.inspection!.questions.find((x) => x.slot === s)
    const shows = s === right.slot && Array.isArray(value) && value[0] === 'show'
    return shows ? ['concede', value[1]!, q!.offered[0]!, 30] : value
  }
  expect(lot.flaws.some((f) => f.about === right.about)).toBe(false)
  expect(outcomeOf(playHand(level, 1, hand).run).compliance!.findings.map((f) => f.code)).toContain('R-DECOY')
})

test('who shows more than was asked is asked about that too, and nothing is shown that is not in hand', () => {
  const found = [...Array(20).keys()].flatMap((seed) => {
    const { asked, file: lot } = inspectionOf(level, seed)
    const flaw = lot.flaws.find((f) => f.kind === 'signal' && !asked.some((q) => q.slot === `signal.${f.about}`))
    const item = lot.items.find((i) => i.book === 'journal' && i.about === flaw?.about)
    const right = asked.find((q) => !q.flaw && BOOKS[q.books[0]!] === 'suite')
    return item && right && asked.indexOf(right) <= MOST_OWED ? [{ seed, item, right, asked }] : []
  })
  const { seed, item, right, asked } = found[0]!
  const run = startRun(level, seed)
  const take = (slot: string, value: Answer): void => {
    run.t_s = Math.max(run.t_s, run.desk!.busy_s)
    expect(apply(run, { slot, value }, 'player')).toBeUndefined()
  }
  take('visit.go', 'suite')
  for (const book of new Set<string>(['journal', ...right.books])) take('visit.open', book)
  for (const q of asked.slice(0, asked.indexOf(right))) take(q.slot, ['check'])
  const before = run.desk!.inspection!.order.length
  take(right.slot, ['show', right.proofs[0]!, item.id])
  expect(run.desk!.inspection!.order.slice(before)).toEqual([`signal.${item.about}`])
  expect(askedAt(run, `signal.${item.about}`)!.flaw).not.toBeNull()
  run.t_s = run.desk!.busy_s
  const next = run.desk!.inspection!.order[run.desk!.inspection!.put - 1]!
  expect(query(run, { slot: next, value: ['show', 'record.feedLate'] })?.code).toBe('not_in_hand')
})

test('a record of one’s own: hours that are not theirs are found and close the gate, whatever is answered', () => {
  const lot = levelAt('antibody/M2')
  const panels = Object.fromEntries(lot.work!.lines.map((l) => [l.id, `${l.step}.${l.panel}`]))
  const own = play(lot, 5, withLapses(playHand(lot, 5, sopHand).log, panels, { backdated: ['firstCount'] }), 'idle')
  const setup = inspecting(own.run)
  const day = setUp(file, setup).level!
  const replay = playHand(day, 1, expertHand)
  const outcome = outcomeOf(replay.run)
  expect(outcome.compliance!.gates).toEqual(['G1'])
  expect(rate(replay.run, outcome, outcome).passed).toBe(false)

  const record: RunRecord = recordOf(replay, setup)
  expect(record.carry).toEqual([recordOf(own).digest])
  const again = setUp(file, { patch: record.level.patch }).level!
  expect(verify(again, JSON.parse(JSON.stringify(record)) as RunRecord).verdict).toBe('verified')
  expect([isInspected(again, own.run), isInspected(level, own.run)]).toEqual([true, false])
  // Papers that were changed on the way are those of another lot.
  const [papers] = again.work!.inspection!.files as readonly [InspectedFile]
  const touched = setUp(file, {
    patch: [{ path: 'work.inspection.files', value: JSON.parse(JSON.stringify([{ ...papers, flaws: [] }])) as never }],
  }).level!
  expect(isInspected(touched, own.run)).toBe(false)
})
