import { describe, expect, test } from 'vitest'
import a0 from '../../levels/aav/A0/level.json' with { type: 'json' }
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }
import m2 from '../../levels/antibody/M2/level.json' with { type: 'json' }
import short from '../../tests/levels/short.json' with { type: 'json' }
import { loadLevel } from './load.ts'

type Json = Record<string, unknown>
const changed = (change: (level: typeof short) => void): unknown => {
  const copy = structuredClone(short)
  change(copy)
  return copy
}
const steps = (level: unknown) => (level as { steps: Json[] }).steps

test('a sound level loads; keys carry units, steps follow one another unless told otherwise', () => {
  const { level, problems } = loadLevel(short)
  expect(problems).toEqual([])
  expect(level!.steps.map((s) => s.from)).toEqual([null, 'culture', 'centrifuge'])
  expect(level!.steps[0]!.recipe).toEqual({ harvestDay: 3 })
  expect(level!.steps[0]!.entry).toMatchObject({ volume_L: 20, viableCells_1e9: 67.5 })
})

describe('what is wrong is said with path, code and remedy', () => {
  test.each<[string, unknown, string, string]>([
    ['nothing', null, '', 'invalid_type'],
    [
      'an amount beyond reason',
      changed((l) => (l.steps[0]!.entry!.volume_L = 1e300)),
      'steps[0].entry.volume_L',
      'range',
    ],
    [
      'an amount of no stream',
      changed((l) => (steps(l)[0]!['entry'] = { volume_L: 1, toString: 3 })),
      'steps[0].entry.toString',
      'unknown_key',
    ],
    [
      'a unit called like a method',
      changed((l) => (l.steps[1]!.unit = 'constructor')),
      'steps[1].unit',
      'unknown_unit_operation',
    ],
    [
      'a culture without cells',
      changed((l) => (steps(l)[0]!['entry'] = { volume_L: 20 })),
      'steps[0].entry',
      'entry_unfit',
    ],
    ['a culture from nothing', changed((l) => delete steps(l)[0]!['entry']), 'steps[0].entry', 'entry_unfit'],
    [
      'an entry in mid-process',
      changed((l) => (steps(l)[1]!['entry'] = { volume_L: 20 })),
      'steps[1].entry',
      'not_first',
    ],
    [
      'a product nobody reports',
      changed((l) => (l.products[0]!.result = 'gold_g')),
      'products[0].result',
      'unknown_result',
    ],
    ['another format', changed((l) => (l.format = 2)), 'format', 'invalid_value'],
    ['an unknown key', { ...short, colour: 'red' }, '', 'unknown_key'],
    [
      'an unknown unit operation',
      changed((l) => (l.steps[1]!.unit = 'cyclotron')),
      'steps[1].unit',
      'unknown_unit_operation',
    ],
    ['two steps of one name', changed((l) => (l.steps[1]!.id = 'culture')), 'steps[1].id', 'duplicate'],
    ['a step from nowhere', changed((l) => ((l.steps[2] as Json)['from'] = 'moon')), 'steps[2].from', 'dangling'],
    ['a product from nowhere', changed((l) => (l.products[0]!.step = 'moon')), 'products[0].step', 'dangling'],
    [
      'a setting in the wrong unit',
      changed((l) => (steps(l)[0]!['recipe'] = { harvestDay_h: 72 })),
      'steps[0].recipe.harvestDay_h',
      'unknown_unit',
    ],
    [
      'a setting nobody knows',
      changed((l) => (steps(l)[0]!['recipe'] = { magic: 1 })),
      'steps[0].recipe.magic',
      'unknown_key',
    ],
    [
      'a setting out of range',
      changed((l) => (steps(l)[0]!['recipe'] = { temperature_C: 70 })),
      'steps[0].recipe.temperature_C',
      'range',
    ],
    ['a negative volume', changed((l) => (l.steps[0]!.entry!.volume_L = -3)), 'steps[0].entry.volume_L', 'range'],
    [
      'an amount no stream has',
      changed((l) => (steps(l)[0]!['entry'] = { volume_L: 1, gold_g: 3 })),
      'steps[0].entry.gold_g',
      'unknown_key',
    ],
    [
      'a number as text',
      changed((l) => (steps(l)[0]!['recipe'] = { temperature_C: '36' })),
      'steps[0].recipe.temperature_C',
      'invalid_type',
    ],
    [
      'NaN',
      changed((l) => (steps(l)[0]!['recipe'] = { temperature_C: NaN })),
      'steps[0].recipe.temperature_C',
      'invalid_type',
    ],
  ])('%s', (_, json, path, code) => {
    const { level, problems } = loadLevel(json)
    expect(level).toBeUndefined()
    expect(problems[0]).toMatchObject({ path, code })
    expect(problems[0]!.remedy).not.toBe('')
  })
})

/** A place in a file, whatever is there: the edits below are wrong on purpose. */
// oxlint-disable-next-line typescript/no-explicit-any
type Any = any

const cause = (l: Any, fault = 1) => l.work.faults[fault].causes[0]
const tooLate = (list: string, i = 0): [(l: Any) => void, string, string] => [
  (l) => (l.work[list][i].day = 40),
  `work.${list}[${i}].day`,
  'range',
]

describe.each<[string, unknown, readonly (readonly [edit: (level: Any) => void, path: string, code: string])[]]>([
  [
    'M2',
    m2,
    [
      [(l) => (l.steps[1].id = 'night'), 'steps[1].id', 'reserved'],
      [(l) => (l.steps[1].crew = ['dance']), 'steps[1].crew[0]', 'unknown_topic'],
      [(l) => (l.steps[1].locked = ['toString']), 'steps[1].locked[0]', 'unknown_topic'],
      [(l) => (l.steps[1].locked = ['pH', 'pH']), 'steps[1].locked[1]', 'duplicate'],
      [(l) => (l.steps[2].crew = ['proceed']), 'steps[2].crew', 'not_played'],
      [(l) => (l.steps[1].begins_h = 24), 'steps[1].begins_h', 'not_first'],
      [(l) => (l.steps[0].begins_h = 2000), 'steps[0].begins_h', 'range'],
      [(l) => (l.steps[1].lot = 'B'), 'steps[1].lot', 'unused'],
      [(l) => l.steps.forEach((s: Any) => (s.mode = 'auto')), 'steps', 'not_played'],
      [(l) => l.products.push(l.products[0]), 'products[1].id', 'duplicate'],
      [(l) => (l.products[0].weight = 1e308), 'products[0].weight', 'range'],
      [(l) => l.draws.push(l.draws[0]), `draws[${m2.draws.length}].id`, 'duplicate'],
      [(l) => ((l.draws[0].low = 1.2), (l.draws[0].high = 0.8)), 'draws[0]', 'range'],
      [(l) => (l.draws[0].low = 0.001), 'draws[0].low', 'range'],
      [(l) => (l.draws[0].high = 3), 'draws[0].multiplies[0]', 'range'],
      [(l) => (l.draws[0].multiplies = ['culture.luck']), 'draws[0].multiplies[0]', 'unknown_key'],
      [(l) => (l.draws[0].multiplies = ['culture.constructor']), 'draws[0].multiplies[0]', 'unknown_key'],
      [(l) => (l.draws[0].multiplies = ['culture.muMax.x']), 'draws[0].multiplies[0]', 'unknown_key'],
      [(l) => (l.draws[0].multiplies = ['seed.entry.gold_g']), 'draws[0].multiplies[0]', 'unknown_key'],
      [(l) => (l.draws[0].multiplies = ['seed.entry.pH']), 'draws[0].multiplies[0]', 'unknown_key'],
      [(l) => (l.draws[0].multiplies = ['seed.entry.hcp_mg']), 'draws[0].multiplies[0]', 'no_effect'],
      [(l) => (l.draws[0].multiplies = ['culture.entry.volume_L']), 'draws[0].multiplies[0]', 'not_first'],
      [(l) => (l.work.starts_h = 480), 'work.starts_h', 'range'],
      [(l) => (l.work.medals = [1, 2, 3]), 'work.medals', 'not_a_demo'],
      [(l) => (l.work.pass.yield = 101), 'work.pass.yield', 'too_big'],
      [(l) => (l.work.unlocked = ['detect', 'fly']), 'work.unlocked[1]', 'invalid_value'],
      [(l) => (l.work.unlocked = ['detect', 'detect']), 'work.unlocked[1]', 'duplicate'],
      [(l) => (l.work.faults[1].card = 'MA-99'), 'work.faults[1].card', 'unknown_card'],
      [(l) => (l.work.faults[1].card = 'constructor'), 'work.faults[1].card', 'unknown_card'],
      [(l) => (l.work.faults[1].step = 'moon'), 'work.faults[1].step', 'dangling'],
      [(l) => (l.work.faults[1].step = 'fill'), 'work.faults[1].step', 'not_played'],
      [(l) => (l.work.faults[1].to_h = 3), 'work.faults[1].to_h', 'range'],
      [(l) => (l.work.faults[1].from_h = 600), 'work.faults[1].from_h', 'range'],
      [(l) => (l.work.faults[1].id = 'feedPump'), 'work.faults[2].id', 'duplicate'],
      [(l) => (l.work.faults[1].causes[1].id = 'valve'), 'work.faults[1].causes[1].id', 'duplicate'],
      [(l) => (cause(l).weight = 0), 'work.faults[1].causes[0].weight', 'too_small'],
      [(l) => (cause(l).upsets = { luck: 1 }), 'work.faults[1].causes[0].upsets.luck', 'unknown_key'],
      [
        (l) => (cause(l).upsets = { carbonDioxideStuck_slpm: 1 }),
        'work.faults[1].causes[0].upsets.carbonDioxideStuck_slpm',
        'unknown_key',
      ],
      [(l) => (cause(l).upsets = { oxygenSupply: -1 }), 'work.faults[1].causes[0].upsets.oxygenSupply', 'range'],
      [
        (l) => (cause(l).upsets = { oxygenSupply: NaN }),
        'work.faults[1].causes[0].upsets.oxygenSupply',
        'invalid_type',
      ],
      [
        (l) => (cause(l, 0).upsets = { growthFactor: 0.5 }),
        'work.faults[0].causes[0].upsets.growthFactor',
        'unknown_key',
      ],
      [(l) => (cause(l).factors = { luck: 2 }), 'work.faults[1].causes[0].factors.luck', 'unknown_key'],
      [(l) => (cause(l).factors = { muMax: 0 }), 'work.faults[1].causes[0].factors.muMax', 'range'],
      [(l) => (cause(l).factors = { muMax: 50 }), 'work.faults[1].causes[0].factors.muMax', 'range'],
      [(l) => (cause(l, 0).entry = { gold_g: 2 }), 'work.faults[0].causes[0].entry.gold_g', 'unknown_key'],
      [(l) => (cause(l, 0).entry = { hcp_mg: 2 }), 'work.faults[0].causes[0].entry.hcp_mg', 'no_effect'],
      [(l) => (cause(l, 0).entry = { volume_L: -1 }), 'work.faults[0].causes[0].entry.volume_L', 'range'],
      [(l) => (cause(l).entry = { volume_L: 2 }), 'work.faults[1].causes[0].entry.volume_L', 'not_first'],
      [(l) => (cause(l).thing = 'coffeeMachine'), 'work.faults[1].causes[0].thing', 'unknown_thing'],
      [(l) => delete cause(l).upsets, 'work.faults[1].causes[0].thing', 'no_effect'],
      [(l) => (cause(l).lasts_h = 0), 'work.faults[1].causes[0].lasts_h', 'range'],
      [(l) => (l.work.alarms[0].instrument = 'glucose'), 'work.alarms[0].instrument', 'unknown_instrument'],
      [(l) => (l.work.alarms[0].instrument = 'constructor'), 'work.alarms[0].instrument', 'unknown_instrument'],
      [(l) => (l.work.alarms[0].step = 'fill'), 'work.alarms[0].step', 'not_played'],
      [(l) => (l.work.alarms[1].id = 'oxygenLow'), 'work.alarms[1].id', 'duplicate'],
      [(l) => (l.work.without = ['culture.foam']), 'work.alarms[1].instrument', 'unknown_instrument'],
      [(l) => (l.work.lines[0].panel = 'titre'), 'work.lines[0].panel', 'unknown_instrument'],
      [(l) => (l.work.lines[0].step = 'moon'), 'work.lines[0].step', 'dangling'],
      [(l) => (l.work.lines[1].id = l.work.lines[0].id), 'work.lines[1].id', 'duplicate'],
      tooLate('lines'),
      [(l) => (l.work.echoes[0].assay = 'foam'), 'work.echoes[0].assay', 'unknown_instrument'],
      [(l) => (l.work.echoes[0].step = 'fill'), 'work.echoes[0].step', 'not_played'],
      [(l) => (l.work.echoes[1].id = l.work.echoes[0].id), 'work.echoes[1].id', 'duplicate'],
      [
        (l) => (l.work.questions[0].replies[2].does.slot = 'culture.antifoam'),
        'work.questions[0].replies[2].does.slot',
        'unknown_slot',
      ],
      [(l) => (l.work.without = ['culture.moon']), 'work.without[0]', 'unknown_instrument'],
      [(l) => (l.work.without = ['culture.titre', 'culture.titre']), 'work.without[1]', 'duplicate'],
      [(l) => (l.work.groups[1].slots[0] = 'culture.luck'), 'work.groups[1].slots[0]', 'unknown_slot'],
      [(l) => (l.work.groups[1].slots[0] = 'moon.*'), 'work.groups[1].slots[0]', 'unknown_slot'],
      [(l) => (l.work.groups[1].slots[0] = 'room.*'), 'work.groups[1].slots[0]', 'unknown_slot'],
      [(l) => (l.work.groups[1].slots[0] = 'fill.*'), 'work.groups[1].slots[0]', 'unknown_slot'],
      [(l) => (l.work.groups[1].slots[0] = 'seed.*'), 'work.groups[1].slots[0]', 'duplicate'],
      [(l) => (l.work.groups[1].id = l.work.groups[0].id), 'work.groups[1].id', 'duplicate'],
      [(l) => (l.work.novice[0].group = 'moon'), 'work.novice[0].group', 'dangling'],
      [(l) => (l.work.novice[1].id = l.work.novice[0].id), 'work.novice[1].id', 'duplicate'],
      [(l) => (l.work.novice[0].answers[0].slot = 'seed.luck'), 'work.novice[0].answers[0].slot', 'unknown_slot'],
      [(l) => (l.work.novice[0].answers[0].slot = 'alarm.moon'), 'work.novice[0].answers[0].slot', 'unknown_slot'],
      [(l) => (l.work.novice[0].answers[0] = { slot: 'culture.pH' }), 'work.novice[0].answers[0]', 'one_of'],
      [
        (l) => (l.work.novice[0].answers[0] = { slot: 'culture.pH', never: false }),
        'work.novice[0].answers[0]',
        'one_of',
      ],
      [
        (l) => (l.work.novice[0].answers[0] = { slot: 'culture.pH', times: 2, instead: 7 }),
        'work.novice[0].answers[0]',
        'one_of',
      ],
      [
        (l) => (l.work.novice[0].answers[0] = { slot: 'culture.pH', instead: 20 }),
        'work.novice[0].answers[0].instead',
        'range',
      ],
      [
        (l) => (l.work.novice[0].answers[0] = { slot: 'night.orders', instead: 1 }),
        'work.novice[0].answers[0]',
        'not_a_number',
      ],
    ],
  ],
  [
    'M1',
    m1,
    [
      [(l) => (l.steps[0].recipe = { harvestDay_d: -1 }), 'steps[0].recipe.harvestDay_d', 'range'],
      [(l) => (l.steps[0].parameters = { luck: 1 }), 'steps[0].parameters.luck', 'unknown_key'],
      tooLate('lines', 1),
      tooLate('questions'),
      tooLate('decoys'),
      [(l) => (l.work.lines[0].day = 1), 'work.lines[0].day', 'range'],
      [(l) => (l.work.questions[1].id = l.work.questions[0].id), 'work.questions[1].id', 'duplicate'],
      [(l) => (l.work.decoys[0].id = l.work.questions[0].id), 'work.decoys[0].id', 'duplicate'],
      [(l) => (l.work.decoys[0].slot = 'culture.luck'), 'work.decoys[0].slot', 'unknown_slot'],
      [(l) => (l.work.decoys[0].slot = 'culture.glucose'), 'work.decoys[0].slot', 'unknown_slot'],
      [(l) => (l.work.decoys[0].step = 'fill'), 'work.decoys[0].step', 'not_played'],
      [(l) => (l.work.room.step = 'moon'), 'work.room.step', 'dangling'],
      [(l) => (l.work.room.most = 6), 'work.room.most', 'range'],
      [(l) => (l.work.room.items[1].id = l.work.room.items[0].id), 'work.room.items[1].id', 'duplicate'],
      [(l) => (l.work.room.items[0].factors = { luck: 2 }), 'work.room.items[0].factors.luck', 'unknown_key'],
      [(l) => (l.work.room.items[1].factors = { feedNut: 0.5 }), 'work.room.items[1].factors', 'no_effect'],
      [(l) => (l.work.room.items[0].beyond = true), 'work.room.items[0].beyond', 'contradiction'],
      [(l) => (l.work.questions[0].replies[0].rule = 'R-BADGE'), 'work.questions[0].replies[0].rule', 'no_effect'],
      [(l) => (l.work.bags.step = 'moon'), 'work.bags.step', 'dangling'],
      [(l) => (l.work.bags.ids = ['left', 'left']), 'work.bags.ids[1]', 'duplicate'],
      [(l) => (l.work.bags.factors = { feedNut: -1 }), 'work.bags.factors.feedNut', 'range'],
      [(l) => (l.work.novice[0].answers[0].instead = 3), 'work.novice[0].answers[0].instead', 'range'],
      [
        (l) => (l.work.novice[0].answers[0] = { slot: 'culture.glucose', never: true }),
        'work.novice[0].answers[0].slot',
        'locked',
      ],
    ],
  ],
  ['A0', a0, [[(l) => (l.work.medals = [0.4, 0.4, 0.85]), 'work.medals', 'range']]],
])('one thing wrong in %s', (_, source, edits) => {
  test('the level itself is sound', () => expect(loadLevel(source).problems).toEqual([]))

  test.each(edits.map(([edit, path, code], i) => [i, path, code, edit] as const))(
    '%i: %s: %s',
    (__, path, code, edit) => {
      const copy = structuredClone(source)
      edit(copy)
      const { level, problems } = loadLevel(copy)
      expect(level).toBeUndefined()
      const found = problems.find((p) => p.path === path && p.code === code)
      expect(found, JSON.stringify(problems)).toBeDefined()
      expect(found!.remedy).not.toBe('')
    },
  )
})
