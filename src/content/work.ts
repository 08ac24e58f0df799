import { plantUnits } from '../models/index.ts'
import type { Draw, Work } from '../play/index.ts'
import type { Problem } from '../sim/index.ts'
import type { LevelFile } from './schema.ts'

const HOUR = 3600
const seconds = (hours: number): number => Math.round(hours * HOUR)

/** The work of a level as the run reads it. */
export function workOf(file: LevelFile): Work | null {
  const { work } = file
  if (!work) return null
  return {
    rounds: { length_s: seconds(work.rounds.length_h), count: work.rounds.count },
    starts_s: seconds(work.starts_h ?? 0),
    faults: (work.faults ?? []).map((f) => ({
      id: f.id,
      step: f.step,
      card: f.card,
      from_s: seconds(f.from_h),
      to_s: seconds(f.to_h),
      causes: f.causes.map((c) => ({
        id: c.id,
        weight: c.weight,
        upsets: c.upsets ?? {},
        factors: c.factors ?? {},
        entry: c.entry ?? {},
        thing: c.thing ?? null,
        lasts_s: c.lasts_h === undefined ? null : seconds(c.lasts_h),
      })),
    })),
    alarms: (work.alarms ?? []).map(({ delay_min, ...a }) => ({ ...a, delay_s: Math.round(60 * delay_min) })),
    lines: (work.lines ?? []).map((line) => ({
      ...line,
      critical: line.critical ?? false,
      missed: line.missed ?? 'minor',
      second: line.second ?? false,
    })),
    questions: work.questions ?? [],
    room: work.room
      ? {
          ...work.room,
          items: work.room.items.map(({ id, area, suspect = false, factors = {} }) => ({ id, area, suspect, factors })),
        }
      : null,
    bags: work.bags ? { ...work.bags, refuses: work.bags.refuses ?? false, factors: work.bags.factors ?? {} } : null,
    decoys: work.decoys ?? [],
    without: work.without ?? [],
    unlocked: work.unlocked ?? ['detect', 'decide', 'record', 'escalate', 'classify', 'correct'],
    pass: work.pass,
    medals: work.medals ?? null,
    novice: work.novice ?? [],
    groups: work.groups ?? [],
  }
}

/** What the shape cannot say: that everything named is there, and that every list names a thing once. */
export function workProblems(file: LevelFile): readonly Problem[] {
  const problems: Problem[] = []
  const steps = new Map(file.steps.map((s) => [s.id, s.unit]))
  const known = [...steps.keys()].join(', ')
  const unitOf = (step: string) => plantUnits[file.plant][steps.get(step) ?? '']
  const say = (path: string, code: string, message: string, remedy: string): void =>
    void problems.push({ path, code, message, remedy })
  const needStep = (step: string, path: string): boolean => {
    if (steps.has(step)) return true
    say(path, 'dangling', `'${step}' is no step of this level.`, `Name one of: ${known}.`)
    return false
  }
  const once = (list: readonly { readonly id: string }[] | undefined, path: string): void => {
    const seen = new Set<string>()
    list?.forEach(({ id }, i) => {
      if (seen.has(id)) say(`${path}[${i}].id`, 'duplicate', `'${id}' is there twice.`, 'Give each its own id.')
      seen.add(id)
    })
  }

  once(file.draws, 'draws')
  file.draws?.forEach((draw, i) => {
    if (draw.low > draw.high) say(`draws[${i}]`, 'range', `low is above high.`, 'Give the smaller factor as low.')
    draw.multiplies.forEach((name, j) => {
      const at = `draws[${i}].multiplies[${j}]`
      const [step, topic = '', amount] = name.split('.') as [string, string?, string?]
      if (!needStep(step, at)) return
      if (topic === 'entry' ? amount === undefined : !Object.hasOwn(unitOf(step)?.parameters ?? {}, topic))
        say(at, 'unknown_key', `'${name}' is nothing that can be drawn.`, 'Write step.parameter or step.entry.amount.')
    })
  })

  const { work } = file
  if (!work) return problems
  for (const [path, list] of [
    ['work.faults', work.faults],
    ['work.alarms', work.alarms],
    ['work.lines', work.lines],
    ['work.questions', work.questions],
    ['work.novice', work.novice],
    ['work.groups', work.groups],
    ['work.decoys', work.decoys],
    ['work.room.items', work.room?.items],
  ] as const)
    once(list, path)
  work.faults?.forEach((fault, i) => {
    const at = `work.faults[${i}]`
    once(fault.causes, `${at}.causes`)
    if (!needStep(fault.step, `${at}.step`)) return
    if (fault.from_h > fault.to_h) say(`${at}.to_h`, 'range', 'The window ends before it begins.', 'Put from_h first.')
    fault.causes.forEach((cause, j) => {
      for (const key of Object.keys(cause.factors ?? {}))
        if (!Object.hasOwn(unitOf(fault.step)?.parameters ?? {}, key))
          say(
            `${at}.causes[${j}].factors.${key}`,
            'unknown_key',
            `'${key}' is no parameter of ${fault.step}.`,
            `Known: ${Object.keys(unitOf(fault.step)?.parameters ?? {}).join(', ')}.`,
          )
    })
  })
  work.alarms?.forEach((alarm, i) => needStep(alarm.step, `work.alarms[${i}].step`))
  work.lines?.forEach((line, i) => {
    needStep(line.step, `work.lines[${i}].step`)
    if (line.day >= work.rounds.count)
      say(`work.lines[${i}].day`, 'range', 'This line would be due after the last round.', 'Give an earlier day.')
  })
  if (work.room) needStep(work.room.step, 'work.room.step')
  if (work.bags) needStep(work.bags.step, 'work.bags.step')
  work.decoys?.forEach((decoy, i) => needStep(decoy.step, `work.decoys[${i}].step`))
  const factored: [string, string, Readonly<Record<string, number>> | undefined][] = [
    ...(work.room?.items ?? []).map((item, i): [string, string, Readonly<Record<string, number>> | undefined] => [
      `work.room.items[${i}].factors`,
      work.room!.step,
      item.factors,
    ]),
    ...(work.bags
      ? [
          ['work.bags.factors', work.bags.step, work.bags.factors] as [
            string,
            string,
            Readonly<Record<string, number>> | undefined,
          ],
        ]
      : []),
  ]
  for (const [at, step, factors] of factored)
    for (const key of Object.keys(factors ?? {}))
      if (!Object.hasOwn(unitOf(step)?.parameters ?? {}, key))
        say(`${at}.${key}`, 'unknown_key', `'${key}' is no parameter of ${step}.`, 'Name a constant of its model page.')
  work.questions?.forEach((question, i) => needStep(question.step, `work.questions[${i}].step`))
  const groups = new Set(work.groups?.map((g) => g.id))
  work.novice?.forEach((error, i) => {
    if (!groups.has(error.group))
      say(`work.novice[${i}].group`, 'dangling', `'${error.group}' is no group.`, `Groups: ${[...groups].join(', ')}.`)
  })
  return problems
}

export const drawsOf = (file: LevelFile): readonly Draw[] => file.draws ?? []
