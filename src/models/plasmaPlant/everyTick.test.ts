/** What holds for every unit of the plasma plant at every tick, whatever the operator does. As in models/everyTick.test.ts. */
import { array, assert, constantFrom, double, integer, nat, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaults, type Specs } from '../../sim/index.ts'
import { plasmaPool } from './pool.ts'
import { plasmaPlant } from './presets.ts'
import { PLASMA_AMOUNTS, type PlasmaStream, protein_g } from './stream.ts'
import { plasmaUnits } from './units.ts'

/** A suspension with something of everything in it. */
const usual: PlasmaStream = {
  ...plasmaPool('source', 1000, 3, 2),
  IgG_solid_g: 500,
  FIB_solid_g: 300,
  ALB_solid_g: 200,
  denatured_g: 5,
  polymers_g: 20,
  FVIII_solid_IU: 1e4,
  TnBP_g: 10,
  detergent_g: 30,
  caprylate_mmol: 500,
  PKA_IU: 1e4,
  FXIa_mg: 1,
  ethanol_pct: 12,
  particle_um: 3,
}

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
    ticks: integer({ min: 1, max: 60 }),
  }),
  { minLength: 5, maxLength: 30 },
)

const streamsOf = (state: object): PlasmaStream[] =>
  Object.values(state).filter((v): v is PlasmaStream => !!v && typeof v === 'object' && 'IgG_solid_g' in v)

const pick = (specs: Specs, which: number, share: number): [string, number] => {
  const ids = Object.keys(specs)
  const id = ids[which % ids.length]!
  const s = specs[id]!
  return [id, s.min + share * (s.max - s.min)]
}

describe.each(Object.entries(plasmaUnits))('%s', (name, unit) => {
  test('its id is its name; every setting and act has its usual value in range', () => {
    expect(unit.id).toBe(name)
    for (const s of [...Object.values(unit.settings), ...Object.values(unit.acts), ...Object.values(unit.parameters)]) {
      expect(s.value).toBeGreaterThanOrEqual(s.min)
      expect(s.value).toBeLessThanOrEqual(s.max)
    }
  })

  test('balance to 1e-9, nothing negative, no NaN, and a run resumed from a copy gives the same state', () => {
    assert(
      property(events, double({ min: 0.1, max: 3, noNaN: true }), nat(1e6), (list, size, seed) => {
        const stream = { ...usual }
        for (const key of PLASMA_AMOUNTS) stream[key] *= size
        const settings: Record<string, number> = { ...defaults(unit.settings) }
        const c = { plant: plasmaPlant(1000), parameters: defaults(unit.parameters), settings, seed }
        let state = unit.open({ ...stream }, { ...c, paused: false })
        const check = (): void => {
          const l = unit.ledger(state)
          const open_g = l.entered_g + l.made_g - l.left_g - l.held_g - l.lost_g
          if (!(Math.abs(open_g) <= 1e-9 * l.entered_g)) throw new Error(`ledger open by ${open_g} g`)
          for (const s of streamsOf(state))
            for (const key of PLASMA_AMOUNTS)
              if (!(s[key] >= 0 && s[key] < Infinity)) throw new Error(`${key} ${s[key]}`)
          for (const [key, value] of Object.entries(unit.readings(state, { ...c, paused: false })))
            if (!Number.isFinite(value)) throw new Error(`reading ${key} ${value}`)
        }
        for (const e of list) {
          if (e.kind === 'set' && Object.keys(unit.settings).length) {
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
              if (i % 8 === 0) check()
            }
            for (let i = 0; i < e.ticks; i++) unit.tick(copy, { ...c, paused: e.kind === 'pause' })
            // As text: numbers are written so that they read back to the same bits, and it is quick.
            expect(JSON.stringify(copy)).toBe(JSON.stringify(state))
            state = copy
          }
          check()
        }
        // A unit that brings its own pool has made it.
        const most_g = protein_g(stream) + unit.ledger(state).made_g
        const { product, results } = unit.close(state, { ...c, paused: false })
        expect(protein_g(product)).toBeLessThanOrEqual(most_g * (1 + 1e-9))
        for (const [key, value] of Object.entries(results))
          if (!Number.isFinite(value)) throw new Error(`result ${key} ${value}`)
      }),
      { numRuns: 6, seed: 5 },
    )
  })

  test('after the last phase nothing more can be done, and no refusal changes the state', () => {
    const c = {
      plant: plasmaPlant(1000),
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
