/** What a system of SCORM 1.2 keeps of a lot: 4,096 characters. Expert, novice and a hand that cannot keep still, on every level. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import { expertHand, type Hand, type Level, modelVersionOf, noviceHand } from '../../src/play/index.ts'
import { attemptOf, attemptText } from '../../src/platform/lms/attempt.ts'
import type { Entry, Save } from '../../src/platform/protocol.ts'
import { COMPACT_BUDGET, levelHash, type Logged, playHand } from '../../src/record/index.ts'
import { uniform } from '../../src/sim/index.ts'

const LEVELS = readdirSync('levels').flatMap((plant) =>
  plant.endsWith('.json')
    ? []
    : readdirSync(join('levels', plant)).flatMap((id) =>
        /^([PMA]\d|K[1-3])$/.test(id) ? [[id, join('levels', plant, id)]] : [],
      ),
)

/** As it was recorded; played where it was not. */
function logOf(level: Level, folder: string, name: string, hand: Hand): readonly Logged[] {
  const files = ((): readonly string[] => {
    try {
      return readdirSync(join(folder, 'runs'))
    } catch {
      return []
    }
  })()
  const file = files.find((one) => one.startsWith(name))
  if (file === undefined) return playHand(level, 1, hand).log
  return (JSON.parse(readFileSync(join(folder, 'runs', file), 'utf8')) as { log: Logged[] }).log
}

const stepOf = (slot: string): string => slot.slice(0, slot.indexOf('.'))

/** Four needless decisions for each: looks again, turns what can be turned there and back, to the third digit. */
function fidgety(log: readonly Logged[]): readonly Logged[] {
  const knobs = [...new Set(log.flatMap(({ slot, value }) => (typeof value === 'number' && value !== 1 ? [slot] : [])))]
  const panels = ['oxygen', 'pH', 'temperature', 'weight', 'foam', 'agitation']
  return log.flatMap((decision, i) => {
    const until = log[i + 1]?.t ?? decision.t + 3600
    const more = Array.from({ length: 4 }, (_, k): Logged => {
      const dice = (n: number): number => uniform(7, 'fidgety', 40 * i + 10 * k + n)
      const t = Math.floor(decision.t + (dice(0) * (until - decision.t)) / (5 - k))
      const step = stepOf(decision.slot)
      const near = knobs.filter((slot) => stepOf(slot) === step)
      const knob = near[Math.floor(dice(2) * near.length)]
      if (knob === undefined || dice(3) < 0.5)
        return { t, slot: `${step}.look`, value: panels[Math.floor(dice(4) * panels.length)]! }
      const now = log.findLast((d) => d.slot === knob && d.t <= t)?.value ?? log.find((d) => d.slot === knob)!.value
      return { t, slot: knob, value: Math.round(1000 * Number(now) * (0.98 + 0.04 * dice(5))) / 1000 }
    })
    return [decision, ...more.sort((a, b) => a.t - b.t)]
  })
}

const saveOf = (level: Level, log: readonly Entry[]): Save => ({
  format: 1,
  level: level.id,
  hash: levelHash(level),
  model: modelVersionOf(level),
  seed: 65_535,
  setup: { options: { hidden: ['culture.pH', 'culture.weight', 'culture.foam'], limit_min: 45, tries: 3 } },
  log,
  at_s: (log.at(-1)?.t ?? 0) + 59,
  used_s: 2399.5,
  marks: [{ t: log[0]?.t ?? 0, gate: 'G4' }],
  again: [],
})

describe.each(LEVELS)('%s', (_, folder) => {
  const { level } = loadLevel(JSON.parse(readFileSync(join(folder!, 'level.json'), 'utf8')))
  const error = level!.work!.novice[0]
  const expert = logOf(level!, folder!, 'expert', expertHand)

  test('the lot of an expert and of a novice fit whole, and come out as they went in', () => {
    const novice = error ? logOf(level!, folder!, `novice-${error.id}`, noviceHand(error)) : []
    for (const log of [expert, novice]) {
      const save = saveOf(level!, log)
      const { text, complete } = attemptText(save, 3, COMPACT_BUDGET)
      expect(complete).toBe(true)
      expect(text.length).toBeLessThanOrEqual(COMPACT_BUDGET)
      expect(attemptOf(text, save.setup)).toEqual({ save, told: Math.min(3, log.length) })
    }
  })

  test('of five times the decisions it keeps all, or says so and keeps all up to the end of a step', () => {
    const save = saveOf(level!, fidgety(expert))
    expect(save.log.length).toBe(5 * expert.length)
    const { text, complete, until_s, share } = attemptText(save, 0, COMPACT_BUDGET)
    expect(text.length).toBeLessThanOrEqual(COMPACT_BUDGET)
    expect(complete).toBe(share <= 1)
    const kept = attemptOf(text, save.setup)!.save
    if (complete) return expect(kept).toEqual(save)
    // It is said before: one warns at 85 per cent.
    expect(share).toBeGreaterThan(1)
    expect(kept.log).toEqual(save.log.filter(({ t }) => t < until_s!))
    // A step handed on, a shift that ended; in a demo, the next beat.
    const last = kept.log.at(-1)!
    const next = save.log[kept.log.length]!
    const ends = kept.log.some(({ t, slot }) => t === until_s! - 1 && /\.proceed$|^shift\.leave$/.test(slot))
    expect(ends || stepOf(last.slot) !== stepOf(next.slot)).toBe(true)
  })
})
