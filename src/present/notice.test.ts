import { describe, expect, test } from 'vitest'
import { lifted, noticed, plateauOf } from './notice.ts'
import type { Snapshot, StepSnapshot } from './snapshot.ts'

const load = (lift: number) =>
  Array.from({ length: 80 }, (_, i) => {
    const cv = i / 10
    const wiggle = 0.001 * (i % 3)
    return { cv, uv: (cv < 1 ? 0.25 * cv : 0.25) + wiggle + (cv > 6 ? lift * (cv - 6) : 0), mS: 15 }
  })

const step = (more: Partial<StepSnapshot>): StepSnapshot =>
  ({ id: 'x', unit: 'proteinA', phase: 'load', panels: [], chromatogram: null, tubes: null, ...more }) as StepSnapshot
const look = (t_s: number, more: Partial<StepSnapshot>): Snapshot =>
  ({ t_s, steps: [step(more)] }) as unknown as Snapshot

describe('what who watches would notice', () => {
  test('UV that wavers stays on its plateau, one that rises leaves it once', () => {
    expect(plateauOf(load(0).slice(0, 20))).toBeNull()
    expect(plateauOf(load(0))!.uv).toBeCloseTo(0.251, 3)
    expect(lifted(load(0))).toBe(false)
    expect(lifted(load(0.02))).toBe(true)
    const before = look(0, { chromatogram: load(0).slice(0, 60) })
    const after = look(60, { chromatogram: load(0.02) })
    expect(noticed('fr', before, after)).toEqual(['L’UV quitte son palier.'])
    expect(noticed('en', after, look(90, { chromatogram: load(0.02) }))).toEqual([])
  })

  test('pH comes into its band and leaves it, by two points in a row', () => {
    const bands = { asked: { low: 3.4, high: 3.6 }, alert: { low: null, high: 3.6 }, action: { low: 3.3, high: 3.6 } }
    const probe = (...values: number[]) => ({
      unit: 'lowPhHold',
      phase: 'acidify',
      panels: [{ id: 'poolPh', bands, history: values.map((v, i) => [30 * i, v] as const) }],
    })
    const at = (t_s: number, ...values: number[]): Snapshot => look(t_s, probe(...values) as never)
    expect(noticed('fr', at(0, 4, 3.7), at(30, 4, 3.7, 3.58, 3.57))).toEqual(['Le pH est dans la bande\u00a0: 3,57.'])
    expect(noticed('fr', at(0, 4, 3.7), at(30, 4, 3.7, 3.6))).toEqual([])
    expect(noticed('en', at(0, 3.5, 3.5, 3.28), at(30, 3.5, 3.5, 3.28, 3.27))).toEqual(['pH has left the band: 3.27.'])
  })

  test('a tube’s result, a phase', () => {
    const tubes = (hmw_pct: number | null) => ({
      count: 100,
      volume_CV: 0.1,
      most: 4,
      bought: [{ tube: 84, due_s: 10, hmw_pct }],
    })
    const cex = { unit: 'cationExchange', phase: 'pool' }
    expect(noticed('fr', look(0, { ...cex, tubes: tubes(null) }), look(9, { ...cex, tubes: tubes(0.9) }))).toEqual([
      'Fraction 85\u00a0: agrégats 0,90\u202f%.',
    ])
    expect(noticed('en', look(0, { ...cex, phase: 'wash' }), look(9, { ...cex, phase: 'elute' }))).toEqual(['Elute.'])
  })
})
