import { type AnyUnit, assays, plants } from '../models/index.ts'
import { cards, deskTopics, instrumentationOf, showsOn, STEP_VERBS, thingsToMend, TOOLS } from '../play/index.ts'
import { checkValue, fileKey, type Problem, type Spec } from '../sim/index.ts'
import type { LevelFile } from './schema.ts'
import { openedWith } from './units.ts'
import { workOf } from './work.ts'

type StepFile = LevelFile['steps'][number]
type WorkFile = NonNullable<LevelFile['work']>
type Numbers = Readonly<Record<string, number>> | undefined

/** A step of the file with what its checks need to know; `unit` is undefined where the file names none there is. */
interface Place {
  readonly step: StepFile
  readonly unit: AnyUnit | undefined
  /** Takes no other step's product: it has an entry stream, and an hour of its own. */
  readonly isFirst: boolean
}

interface Asked {
  readonly file: LevelFile
  readonly places: ReadonlyMap<string, Place>
  say(path: string, code: string, message: string, remedy: string): void
}

/** What the shape of a file cannot say: that everything named is there, and every number is one a run can live with. */
export function problemsOf(file: LevelFile): readonly Problem[] {
  const problems: Problem[] = []
  const { units } = plants[file.plant]
  const asked: Asked = {
    file,
    places: new Map(
      file.steps.map((step, i) => [
        step.id,
        {
          step,
          unit: Object.hasOwn(units, step.unit) ? units[step.unit] : undefined,
          isFirst: step.from === undefined ? i === 0 : step.from === null,
        },
      ]),
    ),
    say: (path, code, message, remedy) => void problems.push({ path, code, message, remedy }),
  }
  for (const check of [ids, steps, products, draws]) check(asked)
  const { work } = file
  if (work)
    for (const check of [
      idsOfWork,
      hours,
      days,
      faults,
      alarms,
      people,
      lines,
      room,
      bags,
      vials,
      disposition,
      trace,
      plan,
      decoys,
      boards,
      quality,
      week,
      transfer,
      without,
      brought,
      novice,
      groups,
    ])
      check(asked, work)
  return problems
}

/** Least and most a draw, a fault or a thing left in the room may multiply a number by. */
const FACTOR = [0.01, 100] as const

const list = (names: Iterable<string>): string => [...names].join(', ') || '(none)'

/** The step of this name, or the problem that there is none. */
function stepOf({ places, say }: Asked, id: string, path: string): Place | undefined {
  const place = places.get(id)
  if (!place) say(path, 'dangling', `'${id}' is no step of this level.`, `Name one of: ${list(places.keys())}.`)
  return place
}

/** The same, where only a step that the player works makes sense. */
function playedStep(asked: Asked, id: string, path: string): Place | undefined {
  const place = stepOf(asked, id, path)
  if (place?.step.mode !== 'auto') return place
  const played = [...asked.places.values()].flatMap((p) => (p.step.mode === 'play' ? [p.step.id] : []))
  asked.say(path, 'not_played', `The crew alone works '${id}'.`, `Steps that are played: ${list(played)}.`)
  return undefined
}

function oneOf({ say }: Asked, name: string, names: readonly string[], path: string, code: string, what: string): void {
  if (!names.includes(name)) say(path, code, `'${name}' is no ${what}.`, `Known: ${list(names)}.`)
}

function within({ say }: Asked, value: number, [low, high]: readonly [number, number], path: string): void {
  if (!(value >= low && value <= high))
    say(path, 'range', `${value} is beyond reason here.`, `Give a number from ${low} to ${high}.`)
}

/** Names that must differ, with the path of each. */
function differ({ say }: Asked, named: readonly (readonly [name: string, path: string])[]): void {
  const seen = new Set<string>()
  for (const [name, path] of named) {
    // Words and cases are looked up by these.
    if (name in {}) say(path, 'reserved', `'${name}' is a name that every object has.`, 'Give it another.')
    if (seen.has(name)) say(path, 'duplicate', `'${name}' is there twice.`, 'Give each its own name, once.')
    seen.add(name)
  }
}

type Ided = readonly { readonly id: string }[] | undefined
const idsIn = (items: Ided, path: string) => (items ?? []).map(({ id }, i) => [id, `${path}[${i}].id`] as const)
const wordsIn = (words: readonly string[] | undefined, path: string) =>
  (words ?? []).map((word, i) => [word, `${path}[${i}]`] as const)

function ids(asked: Asked): void {
  const { steps: all, products: counted, draws: drawn } = asked.file
  differ(asked, idsIn(counted, 'products'))
  differ(asked, idsIn(drawn, 'draws'))
  all.forEach((step, i) => {
    differ(asked, wordsIn(step.crew, `steps[${i}].crew`))
    differ(asked, wordsIn(step.locked, `steps[${i}].locked`))
  })
  drawn?.forEach((draw, i) => differ(asked, wordsIn(draw.multiplies, `draws[${i}].multiplies`)))
}

function idsOfWork(asked: Asked, work: WorkFile): void {
  // Faults, questions and decoys are all cases: the rubric knows them by their ids alone.
  const cases = [
    ...idsIn(work.faults, 'work.faults'),
    ...idsIn(work.questions, 'work.questions'),
    ...idsIn(work.decoys, 'work.decoys'),
  ]
  for (const named of [
    cases,
    idsIn(work.alarms, 'work.alarms'),
    idsIn(work.lines, 'work.lines'),
    idsIn(work.echoes, 'work.echoes'),
    idsIn(work.novice, 'work.novice'),
    idsIn(work.groups, 'work.groups'),
    idsIn(work.room?.items, 'work.room.items'),
    wordsIn(work.bags?.ids, 'work.bags.ids'),
    (work.boards ?? []).map((board, i) => [board.fault, `work.boards[${i}].fault`] as const),
    ...(work.boards ?? []).flatMap((board, i) => [
      wordsIn(board.causes, `work.boards[${i}].causes`),
      idsIn(board.facts, `work.boards[${i}].facts`),
      idsIn(board.measures, `work.boards[${i}].measures`),
    ]),
    wordsIn(work.without, 'work.without'),
    wordsIn(work.kit, 'work.kit'),
    wordsIn(work.unlocked, 'work.unlocked'),
    (work.groups ?? []).flatMap((group, i) => wordsIn(group.slots, `work.groups[${i}].slots`)),
    ...(work.faults ?? []).map((fault, i) => idsIn(fault.causes, `work.faults[${i}].causes`)),
    ...(work.novice ?? []).map((error, i) =>
      error.answers.map(({ slot }, j) => [slot, `work.novice[${i}].answers[${j}].slot`] as const),
    ),
  ])
    differ(asked, named)
}

/** Topics of a step that can be kept from the player or left to the crew. */
export const topicsOf = (unit: AnyUnit): readonly string[] => [
  ...Object.keys(unit.settings),
  ...Object.keys(unit.acts),
  'proceed',
  'pause',
]

function steps(asked: Asked): void {
  const { file, places, say } = asked
  const desk = Object.keys(deskTopics(null))
  file.steps.forEach((step, i) => {
    const at = `steps[${i}]`
    if (desk.includes(step.id))
      say(`${at}.id`, 'reserved', `'${step.id}' is a place of the desk.`, `Taken: ${list(desk)}.`)
    const { unit, isFirst } = places.get(step.id)!
    if (step.begins_h !== undefined && !isFirst)
      say(`${at}.begins_h`, 'not_first', 'This step begins when its product comes.', 'Remove begins_h, or from.')
    for (const [key, words] of [
      ['crew', step.crew],
      ['locked', step.locked],
    ] as const) {
      if (!words || !unit) continue
      if (step.mode === 'auto' && words.length)
        say(`${at}.${key}`, 'not_played', 'The crew alone works this step.', `Remove ${key}, or play the step.`)
      words.forEach((word, j) => oneOf(asked, word, topicsOf(unit), `${at}.${key}[${j}]`, 'unknown_topic', 'topic'))
    }
  })
  if (file.work?.inspection) {
    if (file.steps.length || file.products.length)
      say('steps', 'not_played', 'An inspection makes nothing.', 'Leave steps and products empty.')
    return
  }
  if (file.work?.week) {
    if (file.steps.length || file.products.length)
      say('steps', 'not_played', 'A week has suites in place of steps.', 'Leave steps and products empty.')
    return
  }
  if (file.work?.transfer) {
    if (file.steps.length || file.products.length)
      say('steps', 'not_played', 'A transfer has processes in place of steps.', 'Leave steps and products empty.')
    return
  }
  if (file.work && file.steps.every((step) => step.mode === 'auto'))
    say('steps', 'not_played', 'There is work, and no step is played.', 'Give a step the mode play.')
}

function products(asked: Asked): void {
  const { file, say } = asked
  file.products.forEach((product, i) => within(asked, product.weight, [1e-6, 1e6], `products[${i}].weight`))
  const counted = new Set(file.products.map((p) => file.steps.find((s) => s.id === p.step)?.lot ?? 'A'))
  const { judges, release } = plants[file.plant]
  const medicines = [...new Set(Object.keys(release).map((key) => key.slice(0, key.indexOf('.'))))]
  // In a demo nothing is released.
  if (judges === 'each' && file.kind !== 'demo')
    file.products.forEach(({ id }, i) =>
      oneOf(asked, id, medicines, `products[${i}].id`, 'unknown_product', 'medicine of this plant'),
    )
  const seen = new Set<string>()
  file.steps.forEach(({ lot = 'A' }, i) => {
    if (!counted.has(lot) && !seen.has(lot))
      say(`steps[${i}].lot`, 'unused', `No product of lot '${lot}' is counted.`, `Lots counted: ${list(counted)}.`)
    seen.add(lot)
  })
}

/** A factor on a number of the entry stream: of a first step, and on something that is there. */
function factorOnEntry({ say, file }: Asked, { step, isFirst }: Place, key: string, path: string): void {
  const { amounts, pools } = plants[file.plant]
  const pool = step.pool === undefined ? undefined : pools[step.pool]?.(1)
  const usual = pool?.[key as keyof typeof pool] ?? 0
  if (!isFirst) say(path, 'not_first', `'${step.id}' has no entry stream.`, 'Name a first step.')
  else if (!amounts.includes(key))
    say(path, 'unknown_key', `'${key}' is no amount of a stream.`, `Known: ${amounts.join(', ')}.`)
  else if (!((step.entry?.[key] ?? usual) > 0))
    say(path, 'no_effect', `The entry of '${step.id}' has no ${key}.`, `In it: ${list(Object.keys(step.entry ?? {}))}.`)
}

/** A constant as the level has it. */
const constant = ({ step }: Place, key: string, spec: Spec): number =>
  step.parameters?.[fileKey(key, spec.unit)] ?? spec.value

/** What goes wrong may take a constant as far as twice the end of its range. */
function factors(asked: Asked, place: Place, numbers: Numbers, path: string): void {
  const { parameters = {} } = place.unit ?? {}
  for (const [key, factor] of Object.entries(numbers ?? {})) {
    const at = `${path}.${key}`
    oneOf(asked, key, Object.keys(parameters), at, 'unknown_key', `parameter of ${place.step.id}`)
    const spec = Object.hasOwn(parameters, key) ? parameters[key]! : undefined
    const ends = spec && ([spec.min < 0 ? 2 * spec.min : spec.min / 2, 2 * spec.max] as const)
    within(asked, factor, spec && ends ? factorsTo(ends, constant(place, key, spec)) : FACTOR, at)
  }
}

/** Factors that keep a constant between two ends, and are no nonsense in themselves. */
function factorsTo([low, high]: readonly [number, number], value: number): readonly [number, number] {
  if (value === 0) return FACTOR
  const [a, b] = value > 0 ? [low / value, high / value] : [high / value, low / value]
  return [Math.max(FACTOR[0], a), Math.min(FACTOR[1], b)]
}

function draws(asked: Asked): void {
  const { file, say } = asked
  file.draws?.forEach((draw, i) => {
    const at = `draws[${i}]`
    within(asked, draw.low, FACTOR, `${at}.low`)
    within(asked, draw.high, FACTOR, `${at}.high`)
    if (draw.low > draw.high) say(at, 'range', 'low is above high.', 'Give the smaller factor as low.')
    draw.multiplies.forEach((name, j) => {
      const path = `${at}.multiplies[${j}]`
      const [id = '', ...rest] = name.split('.')
      const place = stepOf(asked, id, path)
      if (!place?.unit) return
      const { parameters } = place.unit
      const key = rest[0] ?? ''
      if (rest.length === 2 && key === 'entry') factorOnEntry(asked, place, rest[1]!, path)
      else if (rest.length === 1 && Object.hasOwn(parameters, key)) {
        const spec = parameters[key]!
        const [low, high] = factorsTo([spec.min, spec.max], constant(place, key, spec))
        const all = file.draws!.filter((d) => d.multiplies.includes(name))
        const least = all.reduce((product, d) => product * d.low, 1)
        const most = all.reduce((product, d) => product * d.high, 1)
        if (least < low || most > high)
          say(path, 'range', `A lot's ${name} would leave its range.`, `Give factors from ${low} to ${high}.`)
      } else
        say(
          path,
          'unknown_key',
          `'${name}' is nothing that can be drawn.`,
          `Write ${id}.entry.amount, or one of: ${list(Object.keys(parameters).map((known) => `${id}.${known}`))}.`,
        )
    })
  })
}

function hours({ file, say }: Asked, { rounds, starts_h = 0, medals }: WorkFile): void {
  const whole_h = rounds.length_h * rounds.count
  const remedy = `The rounds last ${whole_h} h in all: give less.`
  if (starts_h >= whole_h) say('work.starts_h', 'range', 'The player would come after the last round.', remedy)
  file.steps.forEach((step, i) => {
    if (step.mode === 'play' && (step.begins_h ?? 0) >= whole_h)
      say(`steps[${i}].begins_h`, 'range', 'This step would begin after the last round.', remedy)
  })
  if (!medals) return
  if (file.kind !== 'demo')
    say('work.medals', 'not_a_demo', 'Only a demo gives medals.', 'Remove them; set pass marks.')
  if (!(medals[0] < medals[1] && medals[1] < medals[2]))
    say('work.medals', 'range', 'Each medal must be worth more than the one before.', 'Give three rising amounts.')
}

/** Days count from the beginning of their step: after the player has come, before the last round is over. */
function days(asked: Asked, { rounds, starts_h = 0, ...work }: WorkFile): void {
  for (const [key, items] of [
    ['lines', work.lines],
    ['questions', work.questions],
    ['decoys', work.decoys],
  ] as const)
    items?.forEach(({ step, day }, i) => {
      if (day === undefined) return
      const path = `work.${key}[${i}].day`
      const place = stepOf(asked, step, `work.${key}[${i}].step`)
      const first = place?.isFirst ? Math.floor((place.step.begins_h ?? 0) / rounds.length_h) : 0
      const least = place?.isFirst ? Math.max(0, Math.floor(starts_h / rounds.length_h) - first) : 0
      const most = rounds.count - 1 - first
      if (day < least || day > most)
        asked.say(path, 'range', `Nobody plays on day ${day} of this step.`, `Give a day from ${least} to ${most}.`)
    })
}

function faults(asked: Asked, work: WorkFile): void {
  const { say } = asked
  const whole_h = work.rounds.length_h * work.rounds.count
  work.faults?.forEach((fault, i) => {
    const at = `work.faults[${i}]`
    oneOf(asked, fault.card, Object.keys(cards), `${at}.card`, 'unknown_card', 'event card with a recogniser')
    if (fault.from_h > fault.to_h) say(`${at}.to_h`, 'range', 'The window ends before it begins.', 'Put from_h first.')
    if (fault.from_h >= whole_h)
      say(`${at}.from_h`, 'range', 'This fault would come after the last round.', `Give less than ${whole_h} h.`)
    const place = playedStep(asked, fault.step, `${at}.step`)
    const { unit } = place ?? {}
    if (!place || !unit) return
    fault.causes.forEach((cause, j) => {
      const path = `${at}.causes[${j}]`
      factors(asked, place, cause.factors, `${path}.factors`)
      for (const [key, factor] of Object.entries(cause.entry ?? {})) {
        factorOnEntry(asked, place, key, `${path}.entry.${key}`)
        within(asked, factor, FACTOR, `${path}.entry.${key}`)
      }
      if (cause.upsets) upsets(asked, upsetsOf(unit, asked.file), cause.upsets, `${path}.upsets`)
      if (cause.upstream) {
        const before = stepOf(asked, cause.upstream.step, `${path}.upstream.step`)
        if (before) factors(asked, before, cause.upstream.factors, `${path}.upstream.factors`)
      }
      if (cause.thing !== undefined) {
        const things = thingsToMend[unit.id] ?? []
        oneOf(asked, cause.thing, things, `${path}.thing`, 'unknown_thing', 'thing that maintenance can be called to')
      }
      const { panels, assays } = kitOf(asked, place)
      for (const name of Object.keys(cause.shows ?? {}))
        oneOf(asked, name, [...panels, ...assays], `${path}.shows.${name}`, 'unknown_instrument', 'instrument or assay')
      for (const key of ['acts', 'gains'] as const)
        for (const [act, amount] of Object.entries(cause[key] ?? {})) {
          const at = `${path}.${key}.${act}`
          // What the plant does by itself may be what no hand at the desk has.
          const known = key === 'acts' ? { ...unit.acts, ...unit.service } : unit.acts
          oneOf(asked, act, Object.keys(known), at, 'unknown_slot', `act of ${fault.step}`)
          const spec = Object.hasOwn(known, act) ? known[act] : undefined
          if (spec) within(asked, amount, key === 'acts' ? [spec.min, spec.max] : FACTOR, at)
        }
      if (cause.cured !== undefined)
        oneOf(asked, cause.cured, Object.keys(unit.acts), `${path}.cured`, 'unknown_slot', `act of ${fault.step}`)
      for (const [act, amount] of Object.entries(cause.mends ?? {})) {
        const spec = unit.service?.[act]
        oneOf(asked, act, Object.keys(unit.service ?? {}), `${path}.mends.${act}`, 'unknown_slot', 'act of maintenance')
        if (spec) within(asked, amount, [spec.min, spec.max], `${path}.mends.${act}`)
      }
      const lasts = cause.upsets ?? cause.factors ?? cause.shows ?? cause.gains ?? cause.mends ?? {}
      const idle = Object.keys(lasts).length === 0
      for (const key of ['thing', 'lasts_h'] as const)
        if (idle && cause[key] !== undefined)
          say(
            `${path}.${key}`,
            'no_effect',
            'There is nothing to end or to mend.',
            'Remove it, or give upsets or factors.',
          )
      if (cause.lasts_h === 0)
        say(`${path}.lasts_h`, 'range', 'A fault of no length is none.', 'Give hours above 0, or leave it out.')
    })
  })
}

/** What a fault can write into a unit, and what it rests at: the state says it. */
function upsetsOf(unit: AnyUnit, file: LevelFile): ReadonlyMap<string, number> {
  const { upsets: all = {} } = openedWith(plants[file.plant], unit, file.scale_L) as {
    upsets?: Record<string, number | null>
  }
  return new Map(Object.entries(all).flatMap(([key, rest]) => (rest === null ? [] : [[key, rest]])))
}

function upsets(asked: Asked, known: ReadonlyMap<string, number>, numbers: Numbers, path: string): void {
  for (const [key, value] of Object.entries(numbers ?? {})) {
    oneOf(asked, key, [...known.keys()], `${path}.${key}`, 'unknown_key', 'upset of this unit')
    within(asked, value, rangeOfUpset(key, known.get(key)), `${path}.${key}`)
  }
}

function rangeOfUpset(key: string, rest: number | undefined): readonly [number, number] {
  if (rest === 1) return [0, 100]
  if (key.endsWith('_per_h')) return [0, 1]
  if (key.endsWith('_L_h')) return [0, 100]
  if (key.endsWith('_C')) return [-30, 30]
  if (key.endsWith('_pct')) return [-1000, 1000]
  return [-14, 14]
}

/** Instruments of a step's unit, without those that this level's kit lacks. */
function kitOf(
  { file }: Asked,
  { step }: Place,
): { readonly panels: readonly string[]; readonly assays: readonly string[] } {
  const { panels, assays, onRequest, panelsOnRequest } = instrumentationOf(step.unit)
  const has = (id: string): boolean => !file.work?.without?.includes(`${step.id}.${id}`)
  const more = (offered: object = {}): readonly string[] =>
    Object.keys(offered).filter((id) => file.work?.with?.includes(`${step.id}.${id}`))
  return {
    panels: [...Object.keys(panels).filter(has), ...more(panelsOnRequest)],
    assays: [...Object.keys(assays).filter(has), ...more(onRequest)],
  }
}

function alarms(asked: Asked, work: WorkFile): void {
  work.alarms?.forEach(({ step, instrument }, i) => {
    const at = `work.alarms[${i}]`
    const place = playedStep(asked, step, `${at}.step`)
    if (!place) return
    const { panels } = kitOf(asked, place)
    oneOf(asked, instrument, panels, `${at}.instrument`, 'unknown_instrument', `instrument of ${step}`)
  })
}

function people(asked: Asked, work: WorkFile): void {
  work.echoes?.forEach(({ step, assay }, i) => {
    const place = playedStep(asked, step, `work.echoes[${i}].step`)
    if (!place) return
    oneOf(asked, assay, kitOf(asked, place).assays, `work.echoes[${i}].assay`, 'unknown_instrument', `assay of ${step}`)
  })
  work.questions?.forEach(({ step, day, fault, after, rings }, i) => {
    const { unit } = asked.places.get(step) ?? {}
    const at = `work.questions[${i}].day`
    const found = work.faults?.find((f) => f.id === fault)
    if ((day === undefined) === (fault === undefined))
      asked.say(at, 'range', 'A question is asked on a day, or about a fault.', 'Give one of the two.')
    else if (fault !== undefined && found?.step !== step)
      asked.say(
        `work.questions[${i}].fault`,
        'unknown_fault',
        `No fault '${fault}' of ${step}.`,
        'Name one of its own.',
      )
    const place = asked.places.get(step)
    if (rings !== undefined && place)
      oneOf(
        asked,
        rings,
        kitOf(asked, place).panels,
        `work.questions[${i}].rings`,
        'unknown_instrument',
        `panel of ${step}`,
      )
    if (after === undefined || !unit) return
    const acts = [...Object.keys({ ...unit.acts, ...unit.settings }), 'proceed', 'pause']
    oneOf(asked, after, acts, `work.questions[${i}].after`, 'unknown_slot', `act of ${step}`)
  })
  work.questions?.forEach(({ replies }, i) =>
    replies.forEach(({ does, rule, gate, finding }, j) => {
      const gateOf = rule && GATE_OF[rule]
      if (rule && !(finding && (gateOf === null || gateOf === gate)))
        asked.say(
          `work.questions[${i}].replies[${j}].rule`,
          'no_effect',
          `'${rule}' is broken without a finding, or without its gate.`,
          `Add "finding"${gateOf ? `, and "gate": "${gateOf}"` : ''}.`,
        )
      if (!does) return
      const topics = (all: (unit: AnyUnit) => readonly string[]): readonly string[] =>
        [...asked.places].flatMap(([id, { unit }]) => (unit ? all(unit).map((topic) => `${id}.${topic}`) : []))
      const known =
        'times' in does
          ? topics((unit) => Object.keys(unit.settings))
          : [
              ...topics((unit) => [...Object.keys({ ...unit.acts, ...unit.settings }), 'proceed', 'pause', 'assay']),
              ...(deskOf(asked)['disposition'] ?? []).map((topic) => `disposition.${topic}`),
            ]
      const at = `work.questions[${i}].replies[${j}].does.slot`
      oneOf(asked, does.slot, known, at, 'unknown_slot', 'set point, act or decision of this level')
    }),
  )
}

/** The gate that a rule closes with a reply; null: none. */
const GATE_OF = {
  'R-ZONE': null,
  'R-BADGE': 'G1',
  'R-FABRIC': 'G1',
  'R-BACKDATE': 'G1',
  'R-REL': 'G7',
} as const

function lines(asked: Asked, work: WorkFile): void {
  work.lines?.forEach(({ step, panel, after, hourOf, about }, i) => {
    const place = asked.places.get(step)
    if (!place) return
    const acts = [...Object.keys({ ...place.unit?.acts, ...place.unit?.settings }), 'proceed', 'pause']
    if (after !== undefined) oneOf(asked, after, acts, `work.lines[${i}].after`, 'unknown_slot', `act of ${step}`)
    if (hourOf !== undefined) oneOf(asked, hourOf, acts, `work.lines[${i}].hourOf`, 'unknown_slot', `act of ${step}`)
    if (about !== undefined) oneOf(asked, about, acts, `work.lines[${i}].about`, 'unknown_slot', `act of ${step}`)
    const { panels, assays } = kitOf(asked, place)
    oneOf(
      asked,
      panel,
      [...panels, ...assays],
      `work.lines[${i}].panel`,
      'unknown_instrument',
      `instrument or assay of ${step}`,
    )
  })
}

function room(asked: Asked, work: WorkFile): void {
  if (!work.room) return
  const place = stepOf(asked, work.room.step, 'work.room.step')
  const suspects = work.room.items.filter((item) => item.suspect).length
  within(asked, work.room.most, [0, suspects], 'work.room.most')
  const pieces = (work.room.dress ?? []).map(({ id }) => id)
  work.room.dress?.forEach(({ id, after }, i) => {
    // Listed so that each comes after what it needs: then one order at least is right.
    for (const first of after)
      if (!pieces.slice(0, i).includes(first))
        asked.say(
          `work.room.dress[${i}].after`,
          'dangling',
          `no piece '${first}' is listed before '${id}'.`,
          `Put '${first}' before it, or take it out of "after".`,
        )
  })
  work.room.items.forEach((item, i) => {
    const path = `work.room.items[${i}].factors`
    if (place) factors(asked, place, item.factors, path)
    if (item.factors && !item.suspect)
      asked.say(path, 'no_effect', `'${item.id}' is never what is wrong.`, 'Add "suspect": true, or remove them.')
    if (item.beyond && item.suspect)
      asked.say(
        `work.room.items[${i}].beyond`,
        'contradiction',
        `'${item.id}' cannot be left in a room it is not in.`,
        'Remove "suspect" or "beyond".',
      )
  })
}

function bags(asked: Asked, work: WorkFile): void {
  if (!work.bags) return
  const place = stepOf(asked, work.bags.step, 'work.bags.step')
  if (place) factors(asked, place, work.bags.factors, 'work.bags.factors')
}

/** Labels by causes of a fault there is; a vial to be chosen where cells are thawed. */
function vials(asked: Asked, work: WorkFile): void {
  if (!work.vials) return
  const { step, fault, labels } = work.vials
  const place = playedStep(asked, step, 'work.vials.step')
  if (place) factors(asked, place, work.vials.factors, 'work.vials.factors')
  const found = work.faults?.find((f) => f.id === fault)
  const causes = found?.causes.map((c) => c.id) ?? []
  oneOf(asked, fault, work.faults?.map((f) => f.id) ?? [], 'work.vials.fault', 'dangling', 'fault of this level')
  for (const cause of Object.keys(labels))
    oneOf(asked, cause, causes, `work.vials.labels.${cause}`, 'dangling', 'cause of this fault')
}

/** Where the lot waits, and lines about steps there are. */
function disposition(asked: Asked, work: WorkFile): void {
  if (!work.disposition) return
  playedStep(asked, work.disposition.step, 'work.disposition.step')
  work.disposition.lines.forEach(({ step }, i) => stepOf(asked, step, `work.disposition.lines[${i}].step`))
  within(
    asked,
    work.disposition.lines.reduce((sum, line) => sum + line.blank, 0),
    [0, work.disposition.outOf],
    'work.disposition.outOf',
  )
}

/** A letter that is about faults there are, and steps that wait for what is found. */
function trace(asked: Asked, work: WorkFile): void {
  if (!work.trace) return
  const faults = work.faults?.map((f) => f.id) ?? []
  for (const key of ['fault', 'sample'] as const)
    oneOf(asked, work.trace[key], faults, `work.trace.${key}`, 'dangling', 'fault of this level')
  work.trace.gates.forEach((gate, i) => {
    const path = `work.trace.gates[${i}]`
    const place = playedStep(asked, gate, path)
    if (place && !place.step.waits)
      asked.say(path, 'contradiction', `'${gate}' waits for nobody.`, 'Add "waits": true to the step.')
  })
}

/** Steps that may be held, and no more of them than there are hands. */
function plan(asked: Asked, work: WorkFile): void {
  if (!work.plan) return
  const { of, usual, most } = work.plan
  of.forEach((id, i) => playedStep(asked, id, `work.plan.of[${i}]`))
  usual.forEach((id, i) => oneOf(asked, id, of, `work.plan.usual[${i}]`, 'dangling', 'step that may be held'))
  within(asked, usual.length, [0, most], 'work.plan.usual')
}

/** Another aim stands inside the specification, another weight leaves something to weigh. */
function quality({ file, say }: Asked, work: WorkFile): void {
  const changed = Object.entries(work.quality ?? {})
  if (changed.length === 0) return
  const { release } = plants[file.plant]
  if (work.inspection || work.week)
    return say('work.quality', 'no_effect', 'Nothing is released here by tests of its own.', 'Remove it.')
  for (const [id, { target }] of changed) {
    const at = `work.quality.${id}`
    const spec = Object.hasOwn(release, id) ? release[id] : undefined
    if (!spec)
      say(at, 'unknown_key', `'${id}' is no release test of this plant.`, `Known: ${list(Object.keys(release))}.`)
    else if (target !== undefined && !((spec.lower ?? -Infinity) < target && target < (spec.upper ?? Infinity)))
      say(`${at}.target`, 'range', 'The aim lies outside the specification.', insideOf(spec))
  }
  const weights = Object.entries(release).map(([id, { weight }]) => work.quality?.[id]?.weight ?? weight)
  if (!weights.some((weight) => weight > 0))
    say('work.quality', 'range', 'Nothing is left to weigh.', 'Leave one weight above 0.')
}

const insideOf = ({ lower, upper, unit }: { lower: number | null; upper: number | null; unit: string }): string =>
  lower !== null && upper !== null
    ? `Give a number from ${lower} to ${upper} ${unit}.`
    : lower !== null
      ? `Give a number above ${lower} ${unit}.`
      : `Give a number below ${upper} ${unit}.`

/** A set point or an act that the player has: of a played step, and not kept from them. */
function decoys(asked: Asked, work: WorkFile): void {
  work.decoys?.forEach((decoy, i) => {
    const at = `work.decoys[${i}]`
    const place = playedStep(asked, decoy.step, `${at}.step`)
    if (!place?.unit) return
    const { locked = [] } = place.step
    const topics = Object.keys({ ...place.unit.settings, ...place.unit.acts }).filter(
      (topic) => !locked.includes(topic),
    )
    const slots = topics.map((topic) => `${decoy.step}.${topic}`)
    oneOf(asked, decoy.slot, slots, `${at}.slot`, 'unknown_slot', `set point or act of ${decoy.step} the player has`)
    if ((decoy.most === undefined) === (decoy.least === undefined))
      asked.say(`${at}.most`, 'range', 'Too much or too little of it is treating what is well.', 'Give one of the two.')
    const { panels } = kitOf(asked, place)
    if (decoy.unless)
      oneOf(
        asked,
        decoy.unless.panel,
        panels,
        `${at}.unless.panel`,
        'unknown_instrument',
        `instrument of ${decoy.step}`,
      )
  })
}

/** Causes that are the fault's own among four, facts about instruments there are, a measure against every cause. */
function boards(asked: Asked, work: WorkFile): void {
  const instruments = [...asked.places.values()].flatMap(({ step }) => {
    if (step.mode !== 'play') return []
    const { panels, assays, onRequest } = instrumentationOf(step.unit)
    return Object.keys({ ...panels, ...assays, ...onRequest }).map((id) => `${step.id}.${id}`)
  })
  work.boards?.forEach((board, i) => {
    const at = `work.boards[${i}]`
    const fault = work.faults?.find((f) => f.id === board.fault)
    if (!fault) {
      oneOf(asked, board.fault, work.faults?.map((f) => f.id) ?? [], `${at}.fault`, 'dangling', 'fault of this level')
      return
    }
    const real = fault.causes
      // oxfmt-ignore
      .filter(
        (c) =>
          (c.upsets ?? c.factors ?? c.entry ?? c.shows ?? c.acts ?? c.halts_min ?? c.upstream ?? c.germs_per_mL) !==
          undefined,
      )
      .map((c) => c.id)
    for (const id of real)
      if (!board.causes.includes(id))
        asked.say(`${at}.causes`, 'missing', `The fault's own cause '${id}' is not among them.`, 'Name it here, too.')
    const known = (ids: readonly string[], path: string): void =>
      ids.forEach((id, j) => oneOf(asked, id, board.causes, `${path}[${j}]`, 'dangling', 'cause of this board'))
    board.facts.forEach((fact, j) => {
      const path = `${at}.facts[${j}]`
      if (fact.kind === 'told') {
        for (const [cause, speaksFor] of Object.entries(fact.tells)) {
          if (cause !== '*') oneOf(asked, cause, real, `${path}.tells`, 'dangling', 'cause of this fault')
          known(speaksFor, `${path}.tells.${cause}`)
        }
        return
      }
      known(fact.yes, `${path}.yes`)
      known(fact.no, `${path}.no`)
      oneOf(asked, fact.of, instruments, `${path}.of`, 'unknown_instrument', 'instrument of a played step')
      if (fact.kind === 'gap')
        oneOf(asked, fact.over, instruments, `${path}.over`, 'unknown_instrument', 'instrument of a played step')
    })
    board.measures.forEach((measure, j) => known(measure.against, `${at}.measures[${j}].against`))
    for (const id of board.causes)
      if (!board.measures.some((m) => m.against.includes(id)))
        asked.say(`${at}.measures`, 'missing', `Nothing is done against '${id}'.`, 'Give a measure against each cause.')
  })
}

/** Everything a week names is there. */
function week(asked: Asked, work: WorkFile): void {
  if (!work.week) return
  const { suites, pairs, shared, changeover, tests, incidents } = work.week
  const at = 'work.week'
  const all = suites.flatMap((s) => s.tasks)
  differ(asked, idsIn(all, `${at}.tasks`))
  differ(asked, idsIn(tests, `${at}.tests`))
  differ(asked, idsIn(incidents, `${at}.incidents`))
  differ(
    asked,
    suites.flatMap((s, i) => idsIn(s.steps, `${at}.suites[${i}].steps`)),
  )
  const things = shared.map((s) => s.id)
  const taskIds = all.map((t) => t.id)
  const testIds = tests.map((t) => t.id)
  const known = (name: string, names: readonly string[], path: string, what: string): void =>
    oneOf(asked, name, names, path, 'dangling', what)
  suites.forEach((suite, i) =>
    suite.tasks.forEach((task, j) => {
      const path = `${at}.suites[${i}].tasks[${j}]`
      const steps = suite.steps.map((s) => s.id)
      task.steps.forEach((id, k) => known(id, steps, `${path}.steps[${k}]`, 'step of the suite'))
      if (task.ends !== undefined) known(task.ends, steps, `${path}.ends`, 'step of the suite')
      task.needs?.forEach((id, k) => known(id, things, `${path}.needs[${k}]`, 'shared thing'))
      task.tests?.forEach((id, k) => known(id, testIds, `${path}.tests[${k}]`, 'test'))
    }),
  )
  pairs.forEach((pair, i) =>
    pair.suites.forEach((id, j) =>
      known(
        id,
        suites.map((s) => s.id),
        `${at}.pairs[${i}].suites[${j}]`,
        'suite',
      ),
    ),
  )
  known(changeover.room, things, `${at}.changeover.room`, 'shared thing')
  changeover.needs.forEach((id, i) => known(id, things, `${at}.changeover.needs[${i}]`, 'shared thing'))
  known(changeover.test, testIds, `${at}.changeover.test`, 'test')
  tests.forEach((test, i) => {
    if (test.of !== null) known(test.of, taskIds, `${at}.tests[${i}].of`, 'task')
  })
  const inputs = suites.flatMap((s) => {
    const { units } = plants[s.plant]
    return s.steps.flatMap(({ id, unit }) =>
      Object.hasOwn(units, unit) ? topicsOf(units[unit]!).map((topic) => `${id}.${topic}`) : [],
    )
  })
  incidents.forEach((incident, i) => {
    const path = `${at}.incidents[${i}]`
    if (incident.task !== undefined) known(incident.task, taskIds, `${path}.task`, 'task')
    if (incident.test !== undefined) known(incident.test, testIds, `${path}.test`, 'test')
    incident.variants.forEach((v, j) => {
      if (v.ill !== undefined)
        known(
          v.ill,
          pairs.map((p) => p.id),
          `${path}.variants[${j}].ill`,
          'pair',
        )
      if (v.replies.length !== incident.variants[0]!.replies.length)
        asked.say(`${path}.variants[${j}].replies`, 'differ', 'Replies differ in number.', 'The same replies for each.')
      const does = [...(v.does ?? []), ...v.replies.flatMap((r) => r.does ?? [])]
      does.forEach((d, k) => known(d.slot, inputs, `${path}.variants[${j}].does[${k}]`, 'setting or act of a suite'))
    })
  })
}

/** Everything a transfer names is there. */
function transfer(asked: Asked, work: WorkFile): void {
  if (!work.transfer) return
  const { processes, lines, events, deciders } = work.transfer
  const at = 'work.transfer'
  differ(asked, idsIn(processes, `${at}.processes`))
  differ(asked, idsIn(lines, `${at}.lines`))
  differ(asked, idsIn(events, `${at}.events`))
  differ(asked, idsIn(deciders, `${at}.deciders`))
  const known = (name: string, names: readonly string[], path: string, what: string): void =>
    oneOf(asked, name, names, path, 'dangling', what)
  const ids = processes.map((p) => p.id)
  const inputs = (guest: string): readonly string[] => {
    const found = processes.find((p) => p.id === guest)
    const units = found ? plants[found.plant].units : {}
    return (found?.steps ?? []).flatMap(({ id, unit }) =>
      Object.hasOwn(units, unit)
        ? [...Object.keys(units[unit]!.settings), ...Object.keys(units[unit]!.parameters)].map((t) => `${id}.${t}`)
        : [],
    )
  }
  processes.forEach((p, i) =>
    p.attributes.forEach((a, j) => {
      const path = `${at}.processes[${i}].attributes[${j}]`
      const steps = p.steps.map((s) => s.id)
      known(a.step, steps, `${path}.step`, 'step of the guest')
      known(a.assay, Object.keys(assays), `${path}.assay`, 'assay')
    }),
  )
  lines.forEach((line, i) => {
    const path = `${at}.lines[${i}]`
    known(line.guest, ids, `${path}.guest`, 'guest')
    const attributes = processes.find((p) => p.id === line.guest)?.attributes.map((a) => a.id) ?? []
    if (line.assayOf !== undefined) known(line.assayOf, attributes, `${path}.assayOf`, 'attribute')
    line.variants.forEach((v, j) => {
      if (v.quality.length !== line.options.length || v.quality.filter((q) => q === 'best').length !== 1)
        asked.say(
          `${path}.variants[${j}].quality`,
          'differ',
          'One quality for each option.',
          'One of them is the best.',
        )
    })
    for (const { puts = [] } of [...line.variants, ...line.options])
      puts.forEach((p) => known(p.slot, inputs(line.guest), path, 'setting or constant of the guest'))
  })
  events.forEach((event, i) => {
    const path = `${at}.events[${i}]`
    known(event.guest, ids, `${path}.guest`, 'guest')
    event.variants.forEach((v, j) => {
      if (v.replies.length !== event.variants[0]!.replies.length || event.silent >= v.replies.length)
        asked.say(`${path}.variants[${j}].replies`, 'differ', 'Replies differ in number.', 'The same replies for each.')
      for (const { puts = [] } of v.replies)
        puts.forEach((p) => known(p.slot, inputs(event.guest), path, 'setting or constant of the guest'))
    })
  })
}

function without(asked: Asked, work: WorkFile): void {
  const names = asked.file.steps.flatMap(({ id, unit }) => {
    const { panels, assays } = instrumentationOf(unit)
    return Object.keys({ ...panels, ...assays }).map((instrument) => `${id}.${instrument}`)
  })
  work.without?.forEach((name, i) =>
    oneOf(asked, name, names, `work.without[${i}]`, 'unknown_instrument', 'instrument of this level'),
  )
}

/** What is brought along has a step to show something on. */
function brought(asked: Asked, work: WorkFile): void {
  const played = asked.file.steps.filter((step) => step.mode === 'play').map((step) => step.unit)
  const useful = TOOLS.filter((id) => played.some((unit) => showsOn(id, unit)))
  work.kit?.forEach((id, i) =>
    oneOf(asked, id, useful, `work.kit[${i}]`, 'no_use', 'instrument for a played step here'),
  )
}

/** Places of this level's desk, and the topics there. */
const deskOf = ({ file }: Asked) => deskTopics(workOf(file))

/** All slots at a place of the desk, or of a played step. */
function slotsAt(asked: Asked, place: string): readonly string[] {
  const desk = deskOf(asked)
  const found = asked.places.get(place)
  const topics = found?.unit && found.step.mode === 'play' ? [...topicsOf(found.unit), ...STEP_VERBS] : desk[place]
  return (topics ?? []).map((topic) => `${place}.${topic}`)
}

function knownSlot(asked: Asked, slot: string, path: string): boolean {
  const place = slot.slice(0, slot.indexOf('.'))
  const slots = slotsAt(asked, place)
  if (slots.includes(slot)) return true
  const open = [...asked.places.keys(), ...Object.keys(deskOf(asked))].filter((p) => slotsAt(asked, p).length)
  const remedy = slots.length ? `At ${place}: ${list(slots)}.` : `Places: ${list(open)}.`
  asked.say(path, 'unknown_slot', `'${slot}' is nothing that the player can answer.`, remedy)
  return false
}

function groups(asked: Asked, work: WorkFile): void {
  work.groups?.forEach((group, i) =>
    group.slots.forEach((slot, j) => {
      const isWhole = slot.endsWith('.*') && slotsAt(asked, slot.slice(0, -2)).length > 0
      if (!isWhole) knownSlot(asked, slot, `work.groups[${i}].slots[${j}]`)
    }),
  )
}

const number = (min: number, max: number): Spec => ({
  means: 'a number',
  unit: '1',
  value: min,
  min,
  max,
  evidence: 'D',
  source: '',
})
const FLAG = number(0, 1)
/** Answered by being there: the room is clear, the alarm is seen. Any number says so. */
const SAID = [
  'room.clear',
  'room.second',
  'room.undress',
  'shift.leave',
  'vial.apart',
  'vial.list',
  'vial.scan',
  'vial.take',
]

/** What a number answered to this slot must be within; undefined where no number is asked for. */
function numberAt({ places }: Asked, work: WorkFile, slot: string): Spec | undefined {
  const dot = slot.indexOf('.')
  const [place, topic] = [slot.slice(0, dot), slot.slice(dot + 1)]
  if (place === 'reply') return number(0, (work.questions?.find((q) => q.id === topic)?.replies.length ?? 1) - 1)
  const { transfer: moved } = work
  if (place === 'fit') return number(0, (moved?.lines.find((l) => l.id === topic)?.options.length ?? 1) - 1)
  if (place === 'word')
    return number(0, (moved?.events.find((e) => e.id === topic)?.variants[0]?.replies.length ?? 1) - 1)
  if (slot === 'protocol.margin') return number(0, 100)
  if (slot === 'protocol.decider') return number(0, (moved?.deciders.length ?? 1) - 1)
  if (place === 'answer')
    return number(0, (work.week?.incidents.find((i) => i.id === topic)?.variants[0]?.replies.length ?? 1) - 1)
  // The figure that is written.
  if (place === 'record') return number(-1e9, 1e9)
  if (place === 'alarm' || SAID.includes(slot) || topic === 'proceed' || topic === 'pause') return FLAG
  if (topic === 'forecast' || topic === 'tube') return number(0, 999)
  if (topic === 'standardise') return number(-1e4, 1e4)
  const unit = places.get(place)?.unit
  const topics = { ...unit?.settings, ...unit?.acts }
  return Object.hasOwn(topics, topic) ? topics[topic] : undefined
}

/** A typical error must be able to happen: a slot the player has, and one answer to it that can be given. */
function novice(asked: Asked, work: WorkFile): void {
  const { say, places } = asked
  const known = (work.groups ?? []).map((group) => group.id)
  work.novice?.forEach((error, i) => {
    oneOf(asked, error.group, known, `work.novice[${i}].group`, 'dangling', 'group')
    error.answers.forEach((answer, j) => {
      const at = `work.novice[${i}].answers[${j}]`
      const { slot, times, instead, never, manner } = answer
      if (!knownSlot(asked, slot, `${at}.slot`)) return
      const [place, topic] = slot.split('.') as [string, string]
      if (places.get(place)?.step.locked?.includes(topic))
        say(`${at}.slot`, 'locked', `The level keeps '${slot}' from the player.`, 'Name another slot, or unlock it.')
      if (manner !== undefined) {
        if (!slot.endsWith('.*') || !work.inspection || [times, instead, never].some((x) => x !== undefined))
          say(at, 'one_of', 'A manner is a way to answer inspectors.', 'Name all questions of a kind, like figure.*.')
        return
      }
      if ([times !== undefined, instead !== undefined, never === true].filter(Boolean).length !== 1)
        say(at, 'one_of', 'One way to be wrong, no more.', 'Give one of: times, instead, never: true.')
      const spec = numberAt(asked, work, slot)
      // Times the figure that the SOP writes: a line is more than its figure.
      if (!never && (!spec || (times !== undefined && place === 'record')))
        say(at, 'not_a_number', `'${slot}' is not answered by a number.`, 'Write "never": true, or name another slot.')
      const wrong = spec && instead !== undefined ? checkValue(slot, spec, instead, `${at}.instead`) : undefined
      if (wrong) say(wrong.path, wrong.code, wrong.message, wrong.remedy)
    })
  })
}
