import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadLevel } from '../content/index.ts'
import { advanceTo, apply, type Run, sop, startRun } from '../play/index.ts'
import type { Language } from './language.ts'
import { lotBefore, printedDate, roomPicture, tagText } from './room.ts'
import { snapshot } from './snapshot.ts'

const folder = new URL('../../levels/antibody/M1/', import.meta.url)
const level = loadLevel(JSON.parse(readFileSync(new URL('level.json', folder), 'utf8'))).level!
const languages: readonly Language[] = ['fr', 'en']
type Words = {
  readonly areas: Record<string, string>
  readonly things: Record<string, { name: string; ours: string; other: string }>
  readonly bags: Record<string, string>
  readonly lines: Record<string, string>
}
const words = (language: Language): Words =>
  JSON.parse(readFileSync(new URL(`text/${language}.json`, folder), 'utf8')) as Words

function started(seed: number): Run {
  const run = startRun(level, seed)
  advanceTo(run, level.work!.starts_s, sop)
  return run
}

function act(run: Run, slot: string, value: string | number): string | undefined {
  const refused = apply(run, { slot, value }, 'player')
  if (run.t_s < run.desk!.busy_s) advanceTo(run, run.desk!.busy_s, sop)
  return refused?.code
}

describe('the room', () => {
  test('nothing is known of a tag before the lamp was on it', () => {
    const run = started(10)
    expect(snapshot(run).room!.items.every((item) => item.tag === null)).toBe(true)
    act(run, 'room.look', 'feedLabel')
    act(run, 'room.look', 'pen')
    const { items } = snapshot(run).room!
    expect(items.find((i) => i.id === 'feedLabel')!.tag).toBe('other')
    expect(items.find((i) => i.id === 'pen')!.tag).toBe('ours')
    expect(items.filter((i) => i.tag !== null)).toHaveLength(2)
  })

  test('what the second pair of eyes tagged is told apart from one’s own', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const run = started(seed)
      act(run, 'room.tag', 'gloveBox')
      act(run, 'room.second', 1)
      const room = snapshot(run).room!
      expect(room.foundBySecond).not.toContain('gloveBox')
      expect(room.items.find((i) => i.id === 'gloveBox')!.tagged).toBe(true)
    }
  })

  test('every thing has its place, and no two share it', () => {
    const places = roomPicture(snapshot(started(1)).room!, null).items.map(({ x, y }) => `${x} ${y}`)
    expect(new Set(places).size).toBe(places.length)
  })
})

describe('bags', () => {
  test('a date is known once read; nothing can be poured before room and bag', () => {
    const run = started(1)
    expect(act(run, 'culture.feed', 1)).toBe('room_not_cleared')
    act(run, 'room.clear', 1)
    expect(act(run, 'culture.feed', 1)).toBe('no_bag')
    act(run, 'bag.look', 'left')
    const { bags, t_s } = { ...snapshot(run).bags!, t_s: run.t_s }
    expect(bags.find((b) => b.id === 'right')!.expires_s).toBeNull()
    expect(bags.find((b) => b.id === 'left')!.expires_s!).toBeLessThan(t_s)
    expect(act(run, 'bag.connect', 'left')).toBe('out_of_date')
    expect(act(run, 'bag.connect', 'right')).toBeUndefined()
    expect(snapshot(run).bags!.connected).toBe('right')
  })
})

describe('labels', () => {
  test('dates go over months and years', () => {
    expect(printedDate('fr', 3 * 86_400)).toBe('15 OCT 2026')
    expect(printedDate('en', 3 * 86_400, 19)).toBe('03 NOV 2026')
    expect(printedDate('fr', 0, -40)).toBe('02 SEPT 2026')
    expect(printedDate('en', 0, 81)).toBe('01 JAN 2027')
    expect(printedDate('en', 0, 505)).toBe('29 FEB 2028')
  })

  test.each(languages)(
    '%s: each thing that may be wrong says so by a lot, a product or a date, and has a name',
    (lang) => {
      const { things, areas, bags, lines } = words(lang)
      const place = { level: 'M1', seed: 7, t_s: 3 * 86_400 }
      for (const { id, area, suspect } of level.work!.room!.items) {
        const thing = things[id]!
        expect(areas[area]).toBeTruthy()
        const [ours, other] = [tagText(lang, thing.ours, place), tagText(lang, thing.other, place)]
        expect(`${ours}${other}`).not.toMatch(/[{}]/)
        expect(ours).not.toContain(lotBefore('M1', 7))
        expect(ours).not.toContain('PLT-02')
        if (suspect) expect(other).toMatch(/PL-M1-006|PLT-02|05 OCT 2026/)
      }
      for (const id of level.work!.bags!.ids) expect(bags[id]).toBeTruthy()
      for (const { id } of level.work!.lines) expect(lines[id]).toBeTruthy()
    },
  )
})
