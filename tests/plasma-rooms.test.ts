/** What the rooms of the plasma plant are shown, from the models themselves: each step as it goes, and as it goes wrong. */
import { describe, expect, test } from 'vitest'
import p4 from '../levels/plasma/P4/level.json' with { type: 'json' }
import p5 from '../levels/plasma/P5/level.json' with { type: 'json' }
import p6 from '../levels/plasma/P6/level.json' with { type: 'json' }
import { loadLevel } from '../src/content/index.ts'
import { plants, plasmaPool, plasmaPlant, plasmaRecipes, type PlasmaStream } from '../src/models/index.ts'
import { type Run, startRun } from '../src/play/index.ts'
import { type MachineView, type PlasmaMachine, plantViewOf, plasmaSight } from '../src/present/index.ts'
import { defaults } from '../src/sim/index.ts'

type Numbers = Readonly<Record<string, number>>

/** A step by its recipe with changes: what its room shows, each time an eye sees something new. */
function watch(id: string, entry: PlasmaStream, settings: Numbers = {}, parameters: Numbers = {}) {
  const unit = plants.plasma.units[id]!
  const c = {
    plant: plasmaPlant(1000),
    parameters: { ...defaults(unit.parameters), ...parameters },
    settings: { ...defaults(unit.settings), ...settings },
    paused: false,
    seed: 1,
  }
  const state = unit.open({ ...entry }, c)
  const seen: PlasmaMachine[] = []
  let last = ''
  const look = (): void => {
    const view = plasmaSight(id, {
      ...c,
      r: unit.readings(state, c),
      phase: unit.phase(state),
      entered: entry,
      state,
    })
    const text = JSON.stringify(view)
    if (text !== last) seen.push(view)
    last = text
  }
  look()
  for (let i = 0; i < 20000 && !unit.finished(state); i++) {
    unit.tick(state, c)
    if (unit.ready(state, c)) unit.proceed(state, c)
    look()
  }
  return { seen, product: unit.close(state, c).product as PlasmaStream }
}

const raw = plasmaPool('source', 1000, 0, -30)
const thawed = watch('plasmaThaw', raw)
const cryo = watch('plasmaCentrifuge', thawed.product, { temperature: 2 })
const II = plasmaRecipes.ethanolPrecipitation['II+III']
const slurry = watch('ethanolPrecipitation', cryo.product, II)

const SCENES: Readonly<Record<string, () => readonly PlasmaMachine[]>> = {
  thaw: () => thawed.seen,
  thawHot: () => watch('plasmaThaw', raw, { jacket: 38, end: 10 }).seen,
  cold: () => slurry.seen,
  coldQuick: () => watch('ethanolPrecipitation', cryo.product, { ...II, rate: 8 }).seen,
  coldSlush: () =>
    watch('ethanolPrecipitation', cryo.product, {
      ...plasmaRecipes.ethanolPrecipitation.I,
      temperature: -8,
      followLine: 0,
    }).seen,
  cryo: () => cryo.seen,
  spin: () => watch('plasmaCentrifuge', slurry.product).seen,
  spinFast: () => watch('plasmaCentrifuge', slurry.product, { feed: 3200 }).seen,
  press: () => watch('filterPress', slurry.product).seen,
  pressHard: () => watch('filterPress', slurry.product, { pressure: 5, filterAid: 0 }).seen,
  solvent: () => watch('solventDetergent', cryo.product).seen,
  solventOneTank: () => watch('solventDetergent', cryo.product, { secondTank: 0 }, { deadLeg: 1e-3 }).seen,
  pasteurise: () => watch('pasteuriser', cryo.product).seen,
  dissolve: () => watch('resuspension', cryo.product, { stirring: 2 }).seen,
  caprylate: () => watch('caprylate', cryo.product).seen,
  lowPh: () => watch('plasmaLowPh', cryo.product).seen,
  dry: () => watch('freezeDryer', cryo.product).seen,
  dryWarm: () => watch('freezeDryer', cryo.product, { shelf: 10, pressure: 0.3 }).seen,
}

const shares = (view: PlasmaMachine): (readonly [string, number])[] =>
  Object.entries(view).flatMap(([key, value]) => (typeof value === 'number' ? [[key, value] as const] : []))

describe('the rooms of the plasma plant', () => {
  test('every scene moves, in shares', () => {
    for (const [name, scene] of Object.entries(SCENES)) {
      const seen = scene()
      expect(seen.length, name).toBeGreaterThan(10)
      for (const [key, value] of seen.flatMap(shares))
        if (key !== 'cloths' && key !== 'tank') expect(value >= 0 && value <= 1, `${name} ${key} ${value}`).toBe(true)
    }
  })
})

test('on their way to the oven the vials pass a lamp; as many drop out as the freeze-dryer took for its cakes', () => {
  const level = loadLevel(p5).level!
  const at = (unit: string): number => level.steps.findIndex((s) => s.unit === unit)
  const passing = (collapsed_pct: number) =>
    plantViewOf({
      ...startRun(level, 1),
      running: [{ index: at('dryHeat'), state: {}, paused: false }],
      closed: [{ index: at('freezeDryer'), results: { collapsed_pct }, entered: { volume_L: 9 } }],
    } as unknown as Run)
  // P5's inspection takes two vials for each hundredth of the cake that sank.
  expect(passing(3)).toMatchObject({ machine: { unit: 'inspection', rejected: 0.06, any: true }, plant: 'plasma' })
  expect(passing(80)).toMatchObject({ machine: { rejected: 1 } })
})

/** A step as it stands when something has just come to it. */
const opened = (id: string) => {
  const unit = plants.plasma.units[id]!
  const [parameters, settings] = [defaults(unit.parameters), defaults(unit.settings)]
  const entered = cryo.product
  const c = { plant: plasmaPlant(1000), parameters, settings, paused: false, seed: 1 }
  return { state: unit.open({ ...entered }, c), parameters, settings, entered, paused: false, opened_s: 0 }
}

test(
  'every step of the plant has its room, on the side of the wall on which its own product is',
  { timeout: 60_000 },
  () => {
    const sides = (file: unknown): Record<string, string | null> => {
      const { level } = loadLevel(file)
      const of: Record<string, string | null> = {}
      level!.steps.forEach((step, index) => {
        const run = startRun(level!, 1)
        const view = plantViewOf({ ...run, running: [{ ...opened(step.unit), index }] } as unknown as Run)
        expect([step.id, view.kind]).toEqual([step.id, 'machine'])
        of[step.id] = (view as MachineView).side
      })
      return of
    }
    expect(sides(p4)).toMatchObject({
      globulinsCaprylate: 'before',
      globulinsFiltered: 'before',
      globulinsDetergent: 'at',
      globulinsColumn: 'after',
    })
    // Two products of one pool, each with a wall of its own, and one that meets none until it is closed in its bottle.
    expect(sides(p6)).toMatchObject({
      cryoDetergent: 'at',
      cryoColumn: 'after',
      globulinsCaprylate: 'before',
      globulinsDetergent: 'at',
      globulinsColumn: 'after',
      albuminBulk: 'before',
      albuminHeated: 'after',
      cryoDried: 'after',
    })
  },
)

test('in the morning one stands before what dried by night, until a hand goes to another machine', () => {
  const level = loadLevel(p5).level!
  const run = startRun(level, 1)
  const at = (id: string) => level.steps.findIndex((s) => s.id === id)
  const dryer = opened('freezeDryer')
  const inSight = (done: readonly string[]) => {
    const view = plantViewOf({
      ...run,
      desk: { ...run.desk, round: 3 },
      log: done.map((slot) => ({ by: 'player', t: 3 * 86_400 + 60, seq: 0, slot, value: 1 })),
      running: [
        { ...opened('ionExchange'), index: at('globulinsColumn') },
        { ...dryer, state: { ...dryer.state, phase: 'primary' }, index: at('cryoDried') },
      ],
    } as unknown as Run)
    return (view as MachineView).machine.unit
  }
  expect(inSight([])).toBe('freezeDryer')
  expect(inSight(['cryoDried.look', 'record.cake'])).toBe('freezeDryer')
  expect(inSight(['globulinsColumn.assay'])).toBe('anionExchange')
})
