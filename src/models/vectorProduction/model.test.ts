import { array, assert, constantFrom, double, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaults, rungeKutta4 } from '../../sim/index.ts'
import { drive } from '../aavPlant/driving.ts'
import { setsPerMicrogram } from '../aavPlant/matter.ts'
import { type AavScale, aavPlant } from '../aavPlant/presets.ts'
import { justTransfected } from '../aavPlant/scaleUp.ts'
import { type AavStream, capsidsOf, emptyVector, genomesOf } from '../aavPlant/stream.ts'
import { mixingTime_s } from '../aavPlant/vessel.ts'
import {
  cocktail,
  cocktailRecipe,
  compaction,
  diameter_um,
  efficiencyOfSize,
  growthTime_min,
  parameters as cocktailParameters,
} from '../cocktail/model.ts'
import { densityFactor, STATES, type Surroundings, vectorSystem } from './kinetics.ts'
import { parameters, TICK_H, vectorProduction } from './model.ts'

const p = defaults(parameters)
const q = defaults(cocktailParameters)
const near = (value: number, wanted: number, share: number) =>
  expect(Math.abs(value / wanted - 1), `${value} for ${wanted}`).toBeLessThanOrEqual(share)

interface Case {
  cells?: number
  dose?: number
  pei?: number
  /** µg/mL in the cocktail, and its age; or what it delivers by size. */
  cocktail?: number
  age?: number
  eta?: number
  mixing?: number
  spent?: number
  exchanged?: number
  harvest?: number
  step?: number
  ratio?: readonly [number, number, number]
  medium?: number
  around?: Partial<Surroundings>
}

/** The sheet's nominal run with changes (aav_ref.py `run`): concentrations at the end. */
function run(c: Case) {
  const { cells = 2, dose = 1, pei = 2, spent = 50, exchanged = 0, harvest = 72, step = 0.1, ratio = [1, 1, 1] } = c
  const inCocktail = c.cocktail ?? (dose * cells) / 0.1
  const eta = c.eta ?? efficiencyOfSize(diameter_um((c.age ?? 12) / growthTime_min(inCocktail, 150, 22, q), q), q)
  const freePei = dose * Math.max(0, pei - 0.5)
  const { derivative, surroundings } = vectorSystem(p)
  const [v, r, h] = ratio
  Object.assign(surroundings, {
    pH: 7.1,
    oxygenMost: 0.5,
    transfected: dose > 0,
    freePei,
    delivery:
      ((eta * compaction(pei, q)) / (1 + (c.mixing ?? 30) / 60 / 20)) * densityFactor(spent * (1 - exchanged), p),
    shareVector: v / (v + r + h),
    shareRepCap: r / (v + r + h),
    shareHelper: h / (v + r + h),
    ...c.around,
  })
  const y = new Float64Array(STATES.length)
  y.set([cells, cells * (1 / 0.97 - 1), 33, 6, 6, 0.8, dose * cells, freePei * cells])
  const advance = rungeKutta4(STATES.length)
  for (let i = 0; i < Math.round(harvest / step); i++) {
    if (c.medium !== undefined && Math.abs(i * step - c.medium) < 1e-9) {
      y.set([33, 0.05 * y[3]!, 6, 0.05 * y[5]!, 0, 0.05 * y[7]!], 2)
    }
    advance(derivative, i * step, step, y)
  }
  const full = (y[15]! + y[17]!) * 1e6
  const capsids = full + (y[13]! + y[14]! + y[16]!) * 1e6
  return { vg: full, capsids, full: capsids > 0 ? (100 * full) / capsids : 0, works: y[18]! * 1e6, viable: y[0]! }
}

/** The same recipe at a scale, by the played cocktail. */
function etaOf(scale: AavScale, cells: number): number {
  const c = {
    plant: aavPlant(2000),
    parameters: q,
    settings: { ...cocktailRecipe({ scale_L: scale }), cellDensity: cells },
    paused: false,
    seed: 1,
  }
  const state = cocktail.open(emptyVector(20), c)
  for (let i = 0; i < 20_000 && !cocktail.finished(state); i++) {
    if (cocktail.ready(state, c)) cocktail.proceed(state, c)
    cocktail.tick(state, c)
  }
  return cocktail.close(state, c).results['eta']!
}

describe('aav.md §8', () => {
  test('G05: 1 µg in 1e6 cells, 25 kb: 3.706e4 sets of a cell', () => near(setsPerMicrogram(25) / 1e6, 3.706e4, 0.005))
  test('G06: nominal 72 h: 9.9976e10 vg/mL', () => near(run({}).vg, 9.9976e10, 0.005))
  test('G07: the same: 20.0 % full', () => near(run({}).full, 20, 0.01))
  test('G08: harvest at 48 h: 7.042e10', () => near(run({ harvest: 48 }).vg, 7.042e10, 0.01))
  test('G09: 2 µg in 1e6 cells: 1.113e11', () => near(run({ dose: 2, cocktail: 20 }).vg, 1.113e11, 0.01))
  test('G10: PEI:DNA 4: 4.502e10', () => near(run({ pei: 4 }).vg, 4.502e10, 0.01))
  test('G11: 20 min at 20 µg/mL, 150 mM: 525 nm', () =>
    near(1e3 * diameter_um(20 / growthTime_min(20, 150, 22, q), q), 525, 0.01))
  test('G12: efficiency of the size at 45 min: 0.418', () =>
    near(efficiencyOfSize(diameter_um(45 / growthTime_min(20, 150, 22, q), q), q), 0.418, 0.01))
  test('G13: 2,000 L, same recipe: eta 0.742', () => near(etaOf(2000, 2), 0.742, 0.01))
  test('G14: the same at 4e6/mL: 0.308', () => near(etaOf(2000, 4), 0.308, 0.01))
  test('G36: 4e6/mL, fresh medium, DNA by the cell: 2.37e11', () =>
    near(run({ cells: 4, spent: 121, exchanged: 1, cocktail: 20 }).vg, 2.37e11, 0.01))
  test('G37: the same, DNA by the volume: 1.22e11', () =>
    near(run({ cells: 4, spent: 121, exchanged: 1, cocktail: 20, dose: 0.5 }).vg, 1.22e11, 0.01))
  const large = { mixing: mixingTime_s(aavPlant(2000).tank, 20) }
  test('G38: 2,000 L at 2e6/mL, unchanged recipe: 7.04e10', () =>
    near(run({ eta: etaOf(2000, 2), ...large }).vg, 7.04e10, 0.01))
  test('G39: 2,000 L at 4e6/mL, fresh, unchanged recipe: 5.14e10', () =>
    near(run({ eta: etaOf(2000, 4), cells: 4, spent: 121, exchanged: 1, ...large }).vg, 5.14e10, 0.01))
  test('G40: kLa 1.0 /h, half oxygen: 4.32e10', () => near(run({ around: { kLa_per_h: 1 } }).vg, 4.32e10, 0.01))
})

describe('aav.md §2.5, §7: other rows of the sensitivity table', () => {
  test.each<[string, Case, number]>([
    ['38.5 °C', { around: { temperature_C: 38.5 } }, 2.55e10],
    ['pH 6.9', { around: { pH: 6.9 } }, 6.67e10],
    ['160 mmHg', { around: { carbonDioxide_mmHg: 160 } }, 6.28e10],
    ['no. 4: helper at half', { ratio: [1, 1, 0.5] }, 8.26e10],
    ['less vector plasmid, more Rep/Cap', { ratio: [0.3, 1.2, 1] }, 1.17e11],
    ['no. 7: medium exchanged at 1 h', { medium: 1 }, 7.19e10],
    ['medium exchanged at 4 h', { medium: 4 }, 1.07e11],
    ['no. 6: 4e6/mL in its own medium', { cells: 4, spent: 121, cocktail: 20 }, 9.68e10],
  ])('%s', (_, c, vg) => near(run(c).vg, vg, 0.01))

  test('no. 5: without vector plasmid capsids are made and nothing is in them', () => {
    const { vg, capsids } = run({ ratio: [0, 1, 1] })
    expect(vg).toBeLessThan(1)
    expect(capsids).toBeGreaterThan(4e11)
  })
  test('working genomes are most at 84 h, all genomes rise on', () => {
    const [early, best, late] = [72, 84, 96].map((harvest) => run({ harvest }))
    expect(best!.works).toBeGreaterThan(early!.works)
    expect(best!.works).toBeGreaterThan(late!.works)
    expect(late!.vg).toBeGreaterThan(best!.vg)
  })
  test('no DNA, no vector; half steps change 1e-5 at most', () => {
    expect(run({ dose: 0 }).vg).toBe(0)
    near(run({ step: 0.5 }).vg, run({ step: 0.05 }).vg, 1e-5)
  })
})

/** A culture just transfected by the recipe, in the plant's litres. */
const transfected = (scale: AavScale, more: Partial<AavStream> = {}): AavStream => ({
  ...justTransfected(scale),
  delivery: 0.92,
  ...more,
})

describe('the unit as it is played', () => {
  test('at constant settings it ends where the sheet does: gas that carries off carbon dioxide, air enough', () => {
    const { results } = drive(vectorProduction, transfected(200), { gas: 0.019, pH: 7.1, power: 40 })
    const eta = 0.92
    const wanted = run({ eta, mixing: 0, around: { carbonDioxide_mmHg: 15, kLa_per_h: 20 } })
    near(results['titre_per_mL']!, wanted.vg, 2e-3)
    near(results['full_pct']!, wanted.full, 2e-3)
  })

  test('by the recipe: 0.8 to 1.1e14 vg/L at every scale, never short of oxygen', () => {
    for (const scale of [50, 200, 1000, 2000] as const) {
      const { results } = drive(vectorProduction, transfected(scale), {}, {}, undefined, scale)
      expect(results['titre_per_mL']).toBeGreaterThan(8e10)
      expect(results['titre_per_mL']).toBeLessThan(1.1e11)
      expect(results['breathless_h']).toBe(0)
    }
  })

  test('§7 no. 9: pure oxygen through little gas: oxygen perfect, carbon dioxide above 120 mmHg, less vector', () => {
    let most = 0
    const little = drive(
      vectorProduction,
      transfected(1000),
      { gas: 0.0015, power: 60 },
      {},
      (state) => {
        most = Math.max(most, state.culture.carbonDioxide_mmHg)
      },
      1000,
    )
    expect(most).toBeGreaterThan(120)
    expect(little.results['breathless_h']).toBe(0)
    const usual = drive(vectorProduction, transfected(1000), {}, {}, undefined, 1000)
    expect(little.results['titre_per_mL']).toBeLessThan(0.85 * usual.results['titre_per_mL']!)
  })

  test('§7 no. 10: the tip speed of 2 L at 1,000 L: clumps, less oxygen, less vector', () => {
    const slow = drive(vectorProduction, transfected(1000, { clumped: 0.18 }), { power: 1.97 }, {}, undefined, 1000)
    const usual = drive(vectorProduction, transfected(1000), {}, {}, undefined, 1000)
    expect(slow.results['titre_per_mL']).toBeLessThan(0.82 * usual.results['titre_per_mL']!)
  })

  test('medium exchanged at any hour, sugar fed, settings changed: balances stay closed to 1e-9', () => {
    const events = array(
      record({
        kind: constantFrom('run', 'exchange', 'glucose', 'temperature', 'power', 'gas'),
        amount: double({ min: 0.01, max: 1, noNaN: true }),
        ticks: integer({ min: 1, max: 60 }),
      }),
      { minLength: 3, maxLength: 12 },
    )
    assert(
      property(events, (list) => {
        const settings: Record<string, number> = { ...defaults(vectorProduction.settings) }
        const c = { plant: aavPlant(50), parameters: p, settings, paused: false, seed: 1 } as never
        const state = vectorProduction.open(transfected(50), c)
        for (const e of list) {
          if (e.kind === 'exchange' || e.kind === 'glucose') vectorProduction.act(state, e.kind, e.amount, c)
          else if (e.kind !== 'run') {
            const s = vectorProduction.settings[e.kind as 'gas']
            settings[e.kind] = s.min + e.amount * (s.max - s.min)
          }
          for (let i = 0; i < e.ticks; i++) vectorProduction.tick(state, c)
          for (const l of Object.values(vectorProduction.ledgers(state))) {
            const whole = l.entered_g + l.made_g
            expect(Math.abs(whole - l.left_g - l.held_g - l.lost_g)).toBeLessThanOrEqual(1e-9 * whole)
          }
        }
      }),
      { numRuns: 12, seed: 3 },
    )
  })

  test('far too much PEI on far too few cells kills them in an hour and makes nothing of nothing', () => {
    // A fifth of the cells, the whole cocktail, and six times its free PEI.
    const few = { ...transfected(2), viableCells_1e9: 0.8, freePei_mg: 6, pei_mg: 8 }
    const { product, state } = drive(vectorProduction, few)
    const { entered_g, made_g, left_g, lost_g } = vectorProduction.ledger(state)
    expect(Math.abs(entered_g + made_g - left_g - lost_g)).toBeLessThanOrEqual(1e-9 * made_g)
    expect(genomesOf(product)).toBeLessThan(1e12)
    expect(product.viableCells_1e9).toBeLessThan(1e-3)
  })

  test('ticks are five minutes, and genomes never outnumber capsids', () => {
    expect(TICK_H).toBeCloseTo(1 / 12, 12)
    drive(vectorProduction, transfected(2), {}, {}, (state) => {
      const s = state.culture.rest
      expect(genomesOf(s)).toBeLessThanOrEqual(capsidsOf(s))
    })
  })
})
