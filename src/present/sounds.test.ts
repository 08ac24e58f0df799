import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel } from '../content/index.ts'
import { advanceTo, apply, type Decision, sop, startRun } from '../play/index.ts'
import type { Ending } from './ending.ts'
import { type AlarmSnapshot, type Snapshot, snapshot } from './snapshot.ts'
import { captionOf, loudestAlarm, soundsBetween, soundsOfEnding, soundsOfMorning } from './sounds.ts'

const file = new URL('../../levels/antibody/M2/level.json', import.meta.url)
const level = loadLevel(JSON.parse(readFileSync(file, 'utf8'))).level!

/** M2 on the first morning of its culture. */
const run = startRun(level, 3)
advanceTo(run, level.work!.starts_s, sop)
for (let day = 1; day <= 6; day++) {
  apply(run, { slot: 'shift.leave', value: 1 }, 'player')
  advanceTo(run, day * 24 * 3600, sop)
}
const calm: Snapshot = snapshot(run)
const culture = calm.steps.find((s) => s.unit === 'culture')!

/** What is heard as the player takes a decision, and the look after it. */
function hear(before: Snapshot, decision: Omit<Decision, 't' | 'by'>): readonly [string[], Snapshot] {
  expect(apply(run, decision, 'player')).toBeUndefined()
  const after = snapshot(run)
  return [soundsBetween(before, after).map((c) => c.sound), after]
}
const withAlarms = (view: Snapshot, states: Readonly<Record<string, AlarmSnapshot['state']>>): Snapshot => ({
  ...view,
  alarms: view.alarms.map((a) => ({ ...a, state: states[a.id] ?? 'normal' })),
})
const of = (priority: number): AlarmSnapshot[] => level_alarms.filter((a) => a.priority === priority)
const level_alarms = calm.alarms

test('the level has alarms of at least two priorities', () => {
  expect(new Set(level_alarms.map((a) => a.priority)).size).toBeGreaterThan(1)
})

test('acts are heard: a sample, sugar through the valve, ink, the telephone; the same again is silence', () => {
  let view = calm
  const steps: readonly (readonly [Omit<Decision, 't' | 'by'>, string[]])[] = [
    [{ slot: `${culture.id}.assay`, value: ['viableCells'] }, ['sample']],
    [{ slot: `${culture.id}.look`, value: 'temperature' }, []],
    [{ slot: `${culture.id}.glucose`, value: 1 }, ['valveOpens']],
    [{ slot: `${culture.id}.temperature`, value: 36 }, []],
    [{ slot: 'call.tutor', value: 'culture' }, ['phone']],
  ]
  for (const [decision, heard] of steps) {
    // Earlier acts keep the hands for some minutes.
    advanceTo(run, run.t_s + 900, sop)
    const before = { ...snapshot(run), acts: view.acts }
    const [sounds, after] = hear(before, decision)
    expect(sounds.filter((s) => !['critical', 'major', 'minor'].includes(s))).toEqual(heard)
    view = after
  }
  expect(soundsBetween(view, view)).toEqual([])
})

test('a flow set higher opens its valve, set lower closes it', () => {
  const feed = culture.controls.find((c) => c.topic === 'feedRate')!
  const act = (value: number): Snapshot => ({
    ...calm,
    acts: [...calm.acts, { t_s: calm.t_s, slot: `${culture.id}.feedRate`, value, by: 'player', amount: null }],
  })
  expect(soundsBetween(calm, act(feed.value + 1))).toEqual([{ sound: 'valveOpens' }])
  expect(soundsBetween(calm, act(feed.value - 0.01))).toEqual([{ sound: 'valveCloses' }])
  // What the crew does is not under the player's hand.
  const crew = act(feed.value + 1)
  expect(soundsBetween(calm, { ...crew, acts: crew.acts.map((a) => ({ ...a, by: 'crew' as const })) })).toEqual([])
})

test('a dose poured by hand, where there is no pump, ends with its valve', () => {
  const fed: Snapshot = {
    ...calm,
    acts: [...calm.acts, { t_s: calm.t_s, slot: `${culture.id}.feed`, value: 1, by: 'player', amount: null }],
  }
  const byHand: Snapshot = {
    ...calm,
    steps: [{ ...culture, controls: culture.controls.filter((c) => c.topic !== 'feedRate') }],
  }
  expect(soundsBetween(calm, fed)).toEqual([{ sound: 'valveOpens' }])
  expect(soundsBetween(byHand, fed)).toEqual([{ sound: 'valveCloses' }])
})

test('a written line is ink, a step that ends and a cleared room are the step chord', () => {
  const [line, ...rest] = calm.lines
  const entry = { t_s: calm.t_s, value: 7, read: null, claimed_s: null, late: false, reason: null, countersigned: null }
  const written = { ...calm, lines: [{ ...line!, entries: [...line!.entries, entry] }, ...rest] }
  expect(soundsBetween(calm, written)).toEqual([{ sound: 'signed' }])
  const closed: Snapshot = { ...calm, news: [...calm.news, { t_s: calm.t_s, kind: 'closed', step: culture.id }] }
  expect(soundsBetween(calm, closed)).toEqual([{ sound: 'stepDone' }])
  const room = { cleared: false } as NonNullable<Snapshot['room']>
  expect(soundsBetween({ ...calm, room }, { ...calm, room: { ...room, cleared: true } })).toEqual([
    { sound: 'stepDone' },
  ])
})

test('an alarm calls once as it comes, and the highest is the one that is heard', () => {
  const low = of(Math.max(...level_alarms.map((a) => a.priority)))[0]!
  const high = of(Math.min(...level_alarms.map((a) => a.priority)))[0]!
  const quiet = withAlarms(calm, {})
  const first = withAlarms(calm, { [low.id]: 'unacknowledged' })
  const both = withAlarms(calm, { [low.id]: 'unacknowledged', [high.id]: 'unacknowledged' })
  const answered = withAlarms(calm, { [low.id]: 'unacknowledged', [high.id]: 'acknowledged' })
  const alarmsOf = (a: Snapshot | null, b: Snapshot): string[] =>
    soundsBetween(a, b).flatMap((cue) => ('alarm' in cue ? [cue.alarm.id] : []))
  expect(alarmsOf(quiet, first)).toEqual([low.id])
  expect(alarmsOf(first, first)).toEqual([])
  expect(alarmsOf(first, both)).toEqual([high.id])
  expect(alarmsOf(quiet, both)).toEqual([high.id])
  expect(loudestAlarm(both)?.id).toBe(high.id)
  // The lower one, never heard so far, is heard now.
  expect(alarmsOf(both, answered)).toEqual([low.id])
  expect(loudestAlarm(withAlarms(calm, { [low.id]: 'returned', [high.id]: 'acknowledged' }))).toBeNull()
  // Taken up again, or gone back in time: what calls, calls.
  expect(alarmsOf(null, first)).toEqual([low.id])
  expect(alarmsOf({ ...first, t_s: first.t_s + 1 }, first)).toEqual([low.id])
})

test('leaving is the night and nothing else; the morning brings telephone and alarm', () => {
  const alarm = level_alarms[0]!
  const after: Snapshot = {
    ...withAlarms(calm, { [alarm.id]: 'unacknowledged' }),
    acts: [...calm.acts, { t_s: calm.t_s, slot: 'shift.leave', value: 1, by: 'player', amount: null }],
  }
  expect(soundsBetween(calm, after)).toEqual([{ sound: 'night' }])
  expect(soundsOfMorning(after, true).map((c) => c.sound)).toHaveLength(2)
  expect(soundsOfMorning(after, true)[0]).toEqual({ sound: 'phone' })
  expect(soundsOfMorning(withAlarms(calm, {}), false)).toEqual([])
})

test.each(['released', 'rejected'] as const)('a lot that is %s has its own end', (disposition) => {
  expect(soundsOfEnding({ disposition } as Ending)).toEqual([{ sound: disposition }])
})

test('captions say what matters, in both languages', () => {
  const alarm = level_alarms.find((a) => a.instrument === 'oxygen') ?? level_alarms[0]!
  const cue = { sound: 'critical', alarm: { ...alarm, priority: 1 } } as const
  expect(captionOf('fr', cue)).toMatch(/^\[alarme critique, \p{Ll}.*\]$/u)
  expect(captionOf('en', cue)).toMatch(/^\[critical alarm, \p{Ll}.*\]$/u)
  expect(captionOf('fr', { sound: 'finding' })).toContain('\u00a0: ')
  expect(captionOf('en', { sound: 'phone' })).toBe('[telephone]')
  expect(captionOf('fr', { sound: 'valveOpens' })).toBeNull()
})
