/** The second plant in play: one pool, three lines, three medicines. */
import { beforeAll, describe, expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import { plants } from '../../src/models/index.ts'
import { type ClosedStep, isOver, outcomeOf, type Run } from '../../src/play/index.ts'
import { play } from '../../src/record/index.ts'
import file from './threeLines.json' with { type: 'json' }

const { mass_g } = plants.plasma
const level = loadLevel(file).level!
let run: Run
const step = (id: string): ClosedStep => run.closed.find((c) => run.level.steps[c.index]!.id === id)!

describe('a pool of 1,000 L by the printed recipes, from the bags to three medicines', () => {
  beforeAll(() => {
    run = play(level, 1, [], 'sop').run
  }, 60_000)

  test('every step of the tree ends', () => {
    expect(isOver(run)).toBe(true)
    expect(run.closed).toHaveLength(level.steps.length)
  })

  test('protein is accounted for to 1e-9: in every step, and from paste and liquid of each separation to its lines', () => {
    for (const { index, entered, product, ledger } of run.closed) {
      const { id } = level.steps[index]!
      const open_g = ledger.entered_g + ledger.made_g - mass_g(product) - ledger.held_g - ledger.lost_g
      expect([id, Math.abs(open_g) <= 1e-9 * mass_g(entered)]).toEqual([id, true])
    }
    for (const [separation, liquid, paste] of [
      ['cryo', 'one', 'cryoDissolved'],
      ['twoThreeSpin', 'fourOne', 'globulinsDissolved'],
    ] as const) {
      const parts = mass_g(step(liquid).entered) + mass_g(step(paste).entered)
      expect(Math.abs(mass_g(step(separation).entered) - parts)).toBeLessThanOrEqual(1e-9 * parts)
    }
  })

  test('every product is counted, and tested by the table of its own: 22 to 29 g, 4 to 6.2 g, 150 to 350 IU a litre', () => {
    const { amounts, purity } = outcomeOf(run)
    const [albumin, igG, factorVIII] = amounts.map((amount) => amount / 1000)
    for (const [value, low, high] of [
      [albumin!, 22, 29],
      [igG!, 4, 6.2],
      [factorVIII!, 150, 350],
    ] as const) {
      expect(value).toBeGreaterThan(low)
      expect(value).toBeLessThan(high)
    }
    expect(purity.attributes.filter((a) => !a.inside)).toEqual([])
    expect(new Set(purity.attributes.map((a) => a.id.split('.')[0]))).toEqual(new Set(['albumin', 'igG', 'factorVIII']))
    expect(purity.score).toBeGreaterThan(90)
  })
})

const first = file.steps[0]!
test.each([
  ['unknown_outlet', { steps: file.steps.map((s) => (s.outlet ? { ...s, outlet: 'foam' } : s)) }],
  ['unknown_outlet', { steps: [first, { ...file.steps[2]!, outlet: 'paste' }, ...file.steps.slice(2)] }],
  ['unknown_place', { steps: [{ ...first, place: 'V' }, ...file.steps.slice(1)] }],
  ['unknown_pool', { steps: [{ ...first, pool: 'sea' }, ...file.steps.slice(1)] }],
  ['range', { scale_L: 50 }],
  ['unknown_product', { products: [{ ...file.products[0]!, id: 'serum' }] }],
] as const)('%s is refused', (code, change) => {
  expect(loadLevel({ ...file, ...change }).problems.map((p) => p.code)).toContain(code)
})
