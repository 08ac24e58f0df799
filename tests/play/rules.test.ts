/**
 * The catalogue of rules on the antibody plant's own levels: of each rule some acts that raise it, and the expert's lot, the
 * same seed, that does not. Rules that no level gives an occasion for stand in `NOBODY`; docs/rubric.md says so too.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import { expertHand, type Hand, noviceHand, outcomeOf } from '../../src/play/index.ts'
import { rules } from '../../src/play/rubric/index.ts'
import { play, playHand } from '../../src/record/index.ts'
import { held, never, turned, type Turn, type Turns } from './turns.ts'

/** What is written, changed: the figure, the hour, or both. */
const ink =
  (change: (value: number, t_s: number) => readonly (number | string)[]): Turn =>
  (right, view) =>
    Array.isArray(right) ? change(Number(right[0]), view.t_s) : right

const HOUR_S = 3600
const askew = ink((value) => [1.2 * value])
/** A report with neither a quantity nor an act. */
const thin: Turn = (right) => (Array.isArray(right) ? [right[0]!, right[1]!, right[2]!, 0, 'nothing'] : right)

/** Out to what stands beyond the zone, and back in as one is. */
const beyond: Turn = (right, { room }) => (room && !room.tagged.includes('coffeeMachine') ? 'coffeeMachine' : right)

/** What acts on a transmitter or a column, for a case that is about neither. */
const unfit: Turn = (right) =>
  Array.isArray(right) ? [right[0]!, right[0] === 'milky' ? 'newTransmitter' : 'columnReview'] : right

/** Twenty minutes after the act, with the hour of the writing. */
const muchLater: Turn = (right, { t_s }) =>
  Array.isArray(right) && t_s > Number(right[1]) + 1200 ? [right[0]!] : undefined

type Row = readonly [rule: keyof typeof rules, level: string, seed: number, raised: string | Turns]

const ROWS: readonly Row[] = [
  ['R-MISS', 'M1', 4, { 'record.temperature': never }],
  ['R-LATE', 'M5', 4, { 'record.holdStart': muchLater }],
  ['R-BACKDATE', 'M1', 4, { 'record.count': ink((value, t_s) => [value, t_s - HOUR_S]) }],
  ['R-BADGE', 'M1', 4, 'signsForOthers'],
  [
    'R-FABRIC',
    'M5',
    4,
    { 'record.holdStart': (right) => (Array.isArray(right) ? [right[0]!, Number(right[1]) - 1500, 'late'] : right) },
  ],
  ['R-UNSUP', 'M1', 4, 'skipsTheClearance'],
  ['R-TRANSCR', 'M1', 4, { 'record.count': askew }],
  ['R-SECOND', 'M1', 4, 'skipsTheClearance'],
  // Nothing was kept apart, and its weight is written all the same; or it was, and is said not to be.
  [
    'R-NA',
    'M5',
    4,
    { 'record.keptApart': (right) => (right === undefined ? right : String(right) === 'na' ? [0] : ['na']) },
  ],
  ['R-OPT', 'M3', 1, 'toSetPoint'],
  ['R-DECOY', 'M1', 4, 'chasesTheCount'],
  ['R-CASE', 'M2', 3, { 'call.maintenance': never, 'case.deviation': never, 'alarm.oxygenLow': never }],
  ['R-REL', 'M6', 1, 'shipsFirst'],
  [
    'R-COMBI',
    'M1',
    4,
    Object.fromEntries(['firstDose', 'count', 'secondDose', 'temperature'].map((line) => [`record.${line}`, askew])),
  ],
  ['R-CLEAR', 'M1', 4, 'skipsTheClearance'],
  ['R-ZONE', 'M1', 4, { 'room.tag': beyond }],
  ['R-HOLD', 'M3', 1, { 'case.deviation': never, 'centrifuge.pause': never }],
  [
    'R-IPC',
    'M3',
    1,
    { 'centrifuge.loading': held('loading', 3), 'centrifuge.shootInterval': held('shootInterval', 7200) },
  ],
  ['R-MAT', 'M6', 1, 'takesIt'],
  ['R-CHG', 'M2', 3, { 'seed.seedingDensity': held('seedingDensity', 1.2) }],
  ['R-CAPA', 'M6', 1, { 'board.measure': unfit }],
  ['R-PROC', 'M2', 3, { 'case.deviation': thin }],
  [
    'R-ALARM',
    'M2',
    3,
    { 'alarm.oxygenLow': never, 'call.maintenance': never, 'case.deviation': never, 'culture.power': never },
  ],
  ['R-STEP', 'M1', 4, { 'culture.temperature': never }],
]

/** Tried on made-up demands only (src/play/rubric/rubric.test.ts). */
const NOBODY = ['R-FLIP']

test('every rule of the catalogue has its row, or nobody breaks it yet', () =>
  expect([...ROWS.map(([rule]) => rule), 'R-DUP', ...NOBODY].toSorted()).toEqual(Object.keys(rules).toSorted()))

const kept = new Map<string, readonly string[]>()
function codes(id: string, seed: number, name: string, hand: () => Hand): readonly string[] {
  const key = `${id} ${seed} ${name}`
  if (!kept.has(key)) {
    const { level } = loadLevel(JSON.parse(readFileSync(`levels/antibody/${id}/level.json`, 'utf8')))
    const { run } = playHand(level!, seed, hand())
    kept.set(
      key,
      outcomeOf(run).compliance!.findings.map((f) => f.code),
    )
  }
  return kept.get(key)!
}
const error = (id: string, name: string): Hand => {
  const { level } = loadLevel(JSON.parse(readFileSync(`levels/antibody/${id}/level.json`, 'utf8')))
  return noviceHand(level!.work!.novice.find((e) => e.id === name)!)
}

test.each(ROWS)('%s: raised in %s, and not by the expert', (rule, id, seed, raised) => {
  const name = typeof raised === 'string' ? raised : rule
  const hand = (): Hand => (typeof raised === 'string' ? error(id, raised) : turned(raised))
  expect(codes(id, seed, name, hand)).toContain(rule)
  expect(codes(id, seed, 'expert', () => expertHand)).not.toContain(rule)
})

test('R-DUP: raised by a second figure on a written line of M1, not by one that strikes the first with a reason', () => {
  const { level } = loadLevel(JSON.parse(readFileSync('levels/antibody/M1/level.json', 'utf8')))
  const expert = playHand(level!, 4, expertHand)
  const first = expert.log.find((d) => d.slot === 'record.count')!
  const [figure] = first.value as readonly number[]
  const after = (value: readonly (number | string)[]): readonly string[] => {
    const again = { t: first.t + 300, slot: 'record.count', value: [...value] }
    const { run, refused } = play(level!, 4, [...expert.log, again], 'idle')
    expect(refused.filter((d) => d.slot === again.slot)).toEqual([])
    return outcomeOf(run).compliance!.findings.map((f) => f.code)
  }
  expect(after([figure!])).toContain('R-DUP')
  expect(after([figure!, first.t + 300, '', 'miswritten'])).not.toContain('R-DUP')
})
