/** What holds for every unit at every tick, whatever the operator does: random settings, pauses, acts, early and late steps. */
import { array, assert, constantFrom, double, integer, nat, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaults, type Specs } from '../sim/index.ts'
import { antibodyPlant } from './antibodyPlant/presets.ts'
import { anionExchange } from './anionExchange/model.ts'
import { cationExchange } from './cationExchange/model.ts'
import { centrifuge } from './centrifuge/model.ts'
import { depthFilter } from './depthFilter/model.ts'
import { nMinus1 } from './nMinus1/model.ts'
import { seedTrain } from './seedTrain/model.ts'
import { thaw } from './thaw/model.ts'
import { nanofilter } from './nanofilter/model.ts'
import { proteinA } from './proteinA/model.ts'
import { sterileFill } from './sterileFill/model.ts'
import { lowPhHold } from './lowPhHold/model.ts'
import { AMOUNTS, emptyStream, type Stream } from './stream.ts'
import { ultrafiltration } from './ultrafiltration/model.ts'
import type { UnitOperation } from './unit.ts'

/** Entry streams of the reference batch (mab.md §3.9), varied below. */
function entry(volume_L: number, product_g: number, more: Partial<Stream>): Stream {
  return {
    ...emptyStream(20),
    volume_L,
    product_g,
    hmw_g: 0.015 * product_g,
    acidic_g: 0.17 * product_g,
    basic_g: 0.08 * product_g,
    galactosylated_g: 0.3 * product_g,
    retrovirus: 1e13,
    parvovirus: 1e6,
    bioburden_CFU: 200,
    endotoxin_EU: 1000,
    ...more,
  }
}

/** A vial of the bank, what comes out of it, and the broth of the last seed reactor: cells and no product. */
const cells = (volume_L: number, viable: number, dead: number): Stream => ({
  ...emptyStream(36.8),
  volume_L,
  viableCells_1e9: viable,
  deadCells_1e9: dead,
})

type Any = UnitOperation<object, Specs, Specs>
const units: [string, Any, Stream][] = [
  ['thaw', thaw, cells(0.001, 0.01, 0.0002)],
  ['seedTrain', seedTrain, cells(0.05, 0.009, 0.0005)],
  ['nMinus1', nMinus1, cells(60, 300, 9)],
  [
    'centrifuge',
    centrifuge,
    entry(1980, 10821, { hcp_mg: 1.36e6, dna_mg: 6.8e4, viableCells_1e9: 35244, deadCells_1e9: 9710 }),
  ],
  [
    'depthFilter',
    depthFilter,
    entry(1876, 10578, { hcp_mg: 1.3e6, dna_mg: 6.5e4, turbidity_NTU: 226, deadCells_1e9: 200 }),
  ],
  ['proteinA', proteinA, entry(2140, 10477, { hcp_mg: 1.16e6, dna_mg: 20, turbidity_NTU: 4 })],
  ['lowPhHold', lowPhHold, entry(550, 10100, { hcp_mg: 8300, pH: 3.9 })],
  [
    'cationExchange',
    cationExchange,
    entry(550, 10007, { hcp_mg: 8276, dna_mg: 5, proteinA_mg: 68, pH: 5.2, conductivity_mS_cm: 8 }),
  ],
  [
    'anionExchange',
    anionExchange,
    entry(500, 9571, { hcp_mg: 2660, dna_mg: 5, proteinA_mg: 36, pH: 5.3, conductivity_mS_cm: 15 }),
  ],
  ['nanofilter', nanofilter, entry(945, 9450, { hcp_mg: 148, dna_mg: 0.005, pH: 8 })],
  ['ultrafiltration', ultrafiltration, entry(945, 9395, { hcp_mg: 147, dna_mg: 0.005, pH: 8 })],
  ['sterileFill', sterileFill, entry(77, 9254, { hcp_mg: 144, polysorbate_g: 15.4, pH: 6 })],
]

interface Event {
  kind: 'run' | 'pause' | 'set' | 'act' | 'proceed'
  which: number
  amount: number
  ticks: number
}
const events = array(
  record<Event>({
    kind: constantFrom('run', 'run', 'run', 'pause', 'set', 'set', 'act', 'proceed'),
    which: nat(20),
    amount: double({ min: 0, max: 1, noNaN: true }),
    ticks: integer({ min: 1, max: 100 }),
  }),
  { minLength: 5, maxLength: 40 },
)

const streamsOf = (state: object): Stream[] =>
  Object.values(state).flatMap((v): Stream[] =>
    Array.isArray(v)
      ? v.flatMap((x) => (x && typeof x === 'object' && 'product_g' in x && 'volume_L' in x ? [x as Stream] : []))
      : v && typeof v === 'object' && 'product_g' in v && 'volume_L' in v
        ? [v as Stream]
        : [],
  )

describe.each(units)('%s', (_, unit, usual) => {
  const pick = (specs: Specs, which: number, share: number): [string, number] => {
    const ids = Object.keys(specs)
    const id = ids[which % ids.length]!
    const s = specs[id]!
    return [id, s.min + share * (s.max - s.min)]
  }

  test('balance to 1e-9, nothing negative, no NaN, and a run resumed from a copy gives the same state', () => {
    assert(
      property(events, double({ min: 0.1, max: 3, noNaN: true }), nat(1e6), (list, size, seed) => {
        const stream = { ...usual, product_g: usual.product_g * size, hmw_g: usual.hmw_g * size }
        const settings: Record<string, number> = { ...defaults(unit.settings) }
        const c = { plant: antibodyPlant(2000), parameters: defaults(unit.parameters), settings, seed }
        let state = unit.open(stream, { ...c, paused: false })
        const check = () => {
          const l = unit.ledger(state)
          const open_g = l.entered_g + l.made_g - l.left_g - l.held_g - l.lost_g
          if (!(Math.abs(open_g) <= 1e-9 * l.entered_g)) throw new Error(`ledger open by ${open_g} g`)
          for (const s of streamsOf(state))
            for (const key of AMOUNTS) {
              if (!(s[key] >= 0 && s[key] < Infinity)) throw new Error(`${key} ${s[key]}`)
            }
          for (const [key, value] of Object.entries(unit.readings(state, { ...c, paused: false })))
            if (!Number.isFinite(value)) throw new Error(`reading ${key} ${value}`)
        }
        for (const e of list) {
          if (e.kind === 'set') {
            const [id, value] = pick(unit.settings, e.which, e.amount)
            settings[id] = value
          } else if (e.kind === 'act' && Object.keys(unit.acts).length) {
            const [id, value] = pick(unit.acts, e.which, e.amount)
            unit.act(state, id, value, { ...c, paused: false })
          } else if (e.kind === 'proceed') unit.proceed(state, { ...c, paused: false })
          else {
            const copy = structuredClone(state)
            for (let i = 0; i < e.ticks; i++) {
              unit.tick(state, { ...c, paused: e.kind === 'pause' })
              check()
            }
            for (let i = 0; i < e.ticks; i++) unit.tick(copy, { ...c, paused: e.kind === 'pause' })
            expect(copy).toEqual(state)
            state = copy
          }
          check()
        }
        const { product, results } = unit.close(state, { ...c, paused: false })
        expect(product.product_g).toBeLessThanOrEqual(stream.product_g * (1 + 1e-9))
        for (const [key, value] of Object.entries(results))
          if (!Number.isFinite(value)) throw new Error(`result ${key} ${value}`)
      }),
      { numRuns: 20 },
    )
  })

  test('after the last phase nothing more can be done, and no refusal changes the state', () => {
    const c = {
      plant: antibodyPlant(2000),
      parameters: defaults(unit.parameters),
      settings: defaults(unit.settings),
      paused: false,
      seed: 1,
    }
    const state = unit.open({ ...usual }, c)
    for (let i = 0; i < 20 && !unit.finished(state); i++) unit.proceed(state, c)
    expect(unit.finished(state)).toBe(true)
    const before = structuredClone(state)
    expect(unit.proceed(state, c)).toBeDefined()
    for (const act of Object.keys(unit.acts)) expect(unit.act(state, act, unit.acts[act]!.value, c)).toBeDefined()
    expect(state).toEqual(before)
    expect(unit.ready(state, c)).toBe(false)
  })
})
