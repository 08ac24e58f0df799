/** What of a lot was the player's own: the decisions in which they did otherwise than the expert would have there. */
import { expect, test } from 'vitest'
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }
import m4 from '../../levels/antibody/M4/level.json' with { type: 'json' }
import p6 from '../../levels/plasma/P6/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { digestRun, expertHand, type Hand, noviceHand, retell, type Retelling, sop } from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'

const levels = { M1: loadLevel(m1).level!, M4: loadLevel(m4).level!, P6: loadLevel(p6).level! }
const toldOf = (id: keyof typeof levels, hand: Hand): Retelling =>
  retell(levels[id], 1, playHand(levels[id], 1, hand).log, expertHand, sop)
const keysOf = (told: Retelling): readonly string[] => told.groups.flatMap((g) => g.slots)

test('nothing of the expert’s lot was decided otherwise than by the expert', () => {
  expect(keysOf(toldOf('M1', expertHand))).toEqual([])
})

const error = (id: keyof typeof levels, name: string) => levels[id].work!.novice.find((e) => e.id === name)!

test('what the rest of the lot asks for after an error, acid for another pool, is no decision of its own', () => {
  const told = toldOf('M4', noviceHand(error('M4', 'loadsSlowly'), expertHand))
  const poured = (log: readonly { readonly slot: string; readonly value: unknown }[]): readonly unknown[] =>
    log.flatMap((d) => (d.slot === 'inactivation.acid' ? [d.value] : []))
  expect(poured(told.log)).not.toEqual(poured(told.reference.log))
  expect(told.groups.map((g) => g.id)).toEqual(['load', 'qualityActs'])
  expect(keysOf(told)).not.toContain('inactivation.acid')
  expect(keysOf(told)).toEqual(expect.arrayContaining(['capture.loadResidence', 'record.asymmetry']))
})

test('what is left out is as much of one’s own as what is done otherwise', () => {
  const told = toldOf('M1', (view, slot) => (slot === 'culture.temperature' ? undefined : expertHand(view, slot)))
  expect(keysOf(told)).toEqual(['culture.temperature'])
})

test('a dose of the expert’s size, a day late, is of one’s own', () => {
  const late: Hand = (view, slot) => (slot === 'culture.feed' && view.round < 4 ? undefined : expertHand(view, slot))
  expect(keysOf(toldOf('M1', late))).toEqual(['culture.feed'])
})

test('an expert who is not asked again until something happens works as one who is asked every few seconds', () => {
  for (const id of ['M4', 'P6'] as const) {
    const { run, log } = playHand(levels[id], 1, expertHand)
    const { reference, played } = retell(levels[id], 1, log, expertHand, sop)
    expect(digestRun(reference)).toBe(digestRun(run))
    expect(digestRun(played)).toBe(digestRun(run))
  }
})
