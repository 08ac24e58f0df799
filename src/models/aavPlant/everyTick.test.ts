/** What holds for every unit of the AAV plant at every tick, whatever the operator does. As in models/everyTick.test.ts. */
import { array, assert, constantFrom, double, integer, nat, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaults, type Specs } from '../../sim/index.ts'
import { aavPlant } from './presets.ts'
import { AAV_AMOUNTS, type AavStream, emptyVector } from './stream.ts'
import { vectorUnits } from './units.ts'

/** Something of everything: cells, complexes, capsids of each kind in cells and out, and all that is to go. */
const usual: AavStream = {
  ...emptyVector(37),
  volume_L: 50,
  viableCells_1e9: 100,
  deadCells_1e9: 5,
  full: 2e15,
  partial: 1e14,
  empty: 6e15,
  fullBound: 3e15,
  partialBound: 2e14,
  emptyBound: 9e15,
  functional: 4.5e15,
  aggregated: 1e13,
  hostDna_mg: 40,
  plasmidDna_mg: 60,
  packagedHostDna_mg: 0.05,
  packagedPlasmidDna_mg: 0.1,
  polyplex_mg: 100,
  pei_mg: 200,
  freePei_mg: 150,
  hcp_mg: 5000,
  glucose_mmol: 1500,
  glutamine_mmol: 250,
  lactate_mmol: 300,
  ammonia_mmol: 40,
  detergent_g: 20,
  nuclease_U: 1e6,
  magnesium_mmol: 50,
  haze_NTU_L: 15_000,
  bioburden_CFU: 10,
  endotoxin_EU: 100,
  spent_1e6_h_mL: 40,
  delivery: 0.8,
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
    ticks: integer({ min: 1, max: 50 }),
  }),
  { minLength: 5, maxLength: 24 },
)

const streamsOf = (state: object): AavStream[] =>
  Object.values(state).flatMap((v: unknown): AavStream[] => {
    if (!v || typeof v !== 'object') return []
    if ('fullBound' in v) return [v as AavStream]
    return 'waste' in v ? [v.waste as AavStream] : 'rest' in v ? [v.rest as AavStream] : []
  })

const pick = (specs: Specs, which: number, share: number): [string, number] => {
  const ids = Object.keys(specs)
  const id = ids[which % ids.length]!
  const s = specs[id]!
  return [id, s.min + share * (s.max - s.min)]
}

describe.each(Object.entries(vectorUnits))('%s', (name, unit) => {
  test('its id is its name; every number has its usual value in range', () => {
    expect(unit.id).toBe(name)
    for (const s of [...Object.values(unit.settings), ...Object.values(unit.acts), ...Object.values(unit.parameters)]) {
      expect(s.value).toBeGreaterThanOrEqual(s.min)
      expect(s.value).toBeLessThanOrEqual(s.max)
    }
  })

  test('balances to 1e-9, nothing negative, no NaN, and a run resumed from a copy gives the same state', () => {
    assert(
      property(events, double({ min: 0.1, max: 3, noNaN: true }), nat(1e6), (list, size, seed) => {
        const stream = { ...usual }
        for (const key of AAV_AMOUNTS) stream[key] *= size
        const plant = aavPlant(50)
        const settings: Record<string, number> = { ...(unit.nominal?.(plant) ?? defaults(unit.settings)) }
        const c = { plant, parameters: defaults(unit.parameters), settings, seed }
        let state = unit.open({ ...stream }, { ...c, paused: false })
        const check = (): void => {
          for (const [what, l] of Object.entries(unit.ledgers(state))) {
            const whole = l.entered_g + l.made_g
            const open_g = whole - l.left_g - l.held_g - l.lost_g
            if (!(Math.abs(open_g) <= 1e-9 * whole)) throw new Error(`${what} open by ${open_g} of ${whole} g`)
          }
          for (const s of streamsOf(state))
            for (const key of AAV_AMOUNTS) if (!(s[key] >= 0 && s[key] < Infinity)) throw new Error(`${key} ${s[key]}`)
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
              if (i % 10 === 0) check()
            }
            for (let i = 0; i < e.ticks; i++) unit.tick(copy, { ...c, paused: e.kind === 'pause' })
            // As text: numbers are written so that they read back to the same bits, and it is quick.
            expect(JSON.stringify(copy)).toBe(JSON.stringify(state))
            state = copy
          }
          check()
        }
        const { product, results } = unit.close(state, { ...c, paused: false })
        for (const [key, value] of [...Object.entries(results), ...Object.entries(product)])
          if (!Number.isFinite(value)) throw new Error(`result ${key} ${value}`)
      }),
      { numRuns: 6, seed: 5 },
    )
  })

  test('after the last phase nothing more can be done, and no refusal changes the state', () => {
    const plant = aavPlant(50)
    const c = {
      plant,
      parameters: defaults(unit.parameters),
      settings: unit.nominal?.(plant) ?? defaults(unit.settings),
      paused: false,
      seed: 1,
    }
    const state = unit.open({ ...usual }, c)
    for (let i = 0; i < 40 && !unit.finished(state); i++) {
      unit.proceed(state, c)
      unit.tick(state, c)
    }
    expect(unit.finished(state)).toBe(true)
    const before = structuredClone(state)
    expect(unit.proceed(state, c)).toBeDefined()
    for (const act of Object.keys(unit.acts)) expect(unit.act(state, act, unit.acts[act]!.value, c)).toBeDefined()
    expect(state).toEqual(before)
    expect(unit.ready(state, c)).toBe(false)
  })
})
