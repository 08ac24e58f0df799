import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadLevel } from '../content/index.ts'
import { advanceTo, apply, type Run, sop, startRun, trueReadings } from '../play/index.ts'
import { clockOf, momentOf, secondOf } from './calendar.ts'
import { endingOf, findingSentence, type FindingSnapshot, foresightOf, oneForEachCase } from './ending.ts'
import { formatNumber, type Language, readNumber, typeset } from './language.ts'
import { alarmSentence, describePlant, ghostSentence, newsSentence, orderSentence, refusalSentence } from './say.ts'
import { digitsOf, snapshot } from './snapshot.ts'

const file = new URL('../../levels/antibody/M2/level.json', import.meta.url)
const level = loadLevel(JSON.parse(readFileSync(file, 'utf8'))).level!
const HOUR = 3600
const languages: readonly Language[] = ['fr', 'en']

function started(seed = 1): Run {
  const run = startRun(level, seed)
  advanceTo(run, level.work!.starts_s, sop)
  return run
}

/** A run whose culture has begun, some days on. */
function cultured(days: number): Run {
  const run = started()
  for (let day = 1; day <= 6 + days; day++) {
    apply(run, { slot: 'shift.leave', value: 1 }, 'player')
    advanceTo(run, day * 24 * HOUR, sop)
  }
  return run
}

describe('numbers and hours', () => {
  test.each([
    [1234567.891, 1, '1\u202f234\u202f567,9', '1,234,567.9'],
    [0, 2, '0,00', '0.00'],
    [-0.004, 2, '0,00', '0.00'],
    [-3.5, 1, '−3,5', '−3.5'],
    [NaN, 1, '–', '–'],
  ])('%s with %s decimals is %s in French, %s in English', (value, digits, fr, en) => {
    expect(formatNumber('fr', value, digits)).toBe(fr)
    expect(formatNumber('en', value, digits)).toBe(en)
  })

  test('what is written can be read again, in both languages', () => {
    for (const language of languages)
      for (const value of [0.05, 7.04, 151.5, -2.5])
        expect(readNumber(formatNumber(language, value, 2))).toBeCloseTo(value, 9)
    expect(readNumber('7,0.4')).toBeUndefined()
    expect(readNumber('')).toBeUndefined()
  })

  test('a shift begins at eight; the small hours belong to the day before', () => {
    expect(clockOf(0)).toBe('08:00')
    expect(momentOf(20 * HOUR)).toEqual({ day: 1, hour: 4 })
    expect(clockOf(20 * HOUR + 300)).toBe('04:05')
    for (const t_s of [0, 5 * HOUR, 20 * HOUR + 1500, 3 * 24 * HOUR + 11 * HOUR]) {
      const [h, m] = clockOf(t_s).split(':').map(Number)
      expect(secondOf(h!, m!, t_s)).toBe(t_s)
    }
  })

  test('a culture seeded late counts its own days, and its best run is named at the same day', () => {
    const view = snapshot(cultured(2))
    const { opened_s, day } = view.steps[0]!
    expect(view.dayZero_s).toBe(Math.floor(opened_s / 86_400) * 86_400)
    expect(momentOf(view.t_s - view.dayZero_s).day).toBe(day)
    const counts = [0, 1, 2, 3].map((d) => [d, 1 + d] as const)
    const at = { ...view, dayZero_s: view.t_s - 2 * 86_400 }
    expect(ghostSentence('en', at, { seed: 7, counts })).toBe(
      'Your best batch, PL-M2-007, was at 3.0 ×10⁶/mL on day 2.',
    )
    expect(ghostSentence('fr', at, { seed: 7, counts: [[3, 4]] })).toContain('au jour 3')
  })

  test('one calendar: the clock, the culture, its record and its recipe count the same days', () => {
    const m1 = loadLevel(
      JSON.parse(readFileSync(new URL('../../levels/antibody/M1/level.json', import.meta.url), 'utf8')),
    )
    const run = startRun(m1.level!, 3)
    advanceTo(run, m1.level!.work!.starts_s, sop)
    for (const day of [3, 4, 5]) {
      const view = snapshot(run)
      const step = view.steps[0]!
      expect([momentOf(view.t_s).day, step.day, step.recipe!.day]).toEqual([day, day, day])
      // Lines of the day: due, or once the dose is in.
      const lines = view.lines.filter((l) => l.day === day)
      expect(lines.length).toBeGreaterThan(0)
      for (const line of lines) expect(momentOf(line.due_s! - 86_400).day).toBe(day)
      expect(lines.map((l) => l.state)).toEqual(lines.map((l) => (l.panel === 'feedScale' ? 'later' : 'due')))
      apply(run, { slot: 'shift.leave', value: 1 }, 'player')
      advanceTo(run, (day + 1) * 24 * HOUR, sop)
      expect(
        newsSentence(
          'fr',
          snapshot(run).news.findLast((n) => n.kind === 'morning')!,
          view,
        ),
      ).toBe(`Matin du jour ${day + 1}.`)
    }
  })

  test('spaces: narrow before ; ! ? and units, wide before a colon in French; none before % in English', () => {
    expect(typeset('fr', 'Quoi ? Limite : 20 % !')).toBe('Quoi\u202f? Limite\u00a0: 20\u202f%\u202f!')
    expect(typeset('en', 'What? 20 %')).toBe('What? 20%')
  })

  test('a display shows as many decimals as its step has', () => {
    expect([0.05, 0.1, 0.5, 1, 0.01].map(digitsOf)).toEqual([2, 1, 1, 0, 2])
  })
})

describe('a snapshot is what a person knows', () => {
  test('it is plain data: a copy through JSON is the same', () => {
    const view = snapshot(cultured(2))
    expect(JSON.parse(JSON.stringify(view))).toEqual(view)
  })

  test('nothing measured, nothing known: no result, no display before it is opened', () => {
    const view = snapshot(started())
    const seed = view.steps[0]!
    expect(seed.assays.every((a) => a.results.length === 0 && a.seen === null)).toBe(true)
    expect(seed.panels.every((p) => p.seen === null)).toBe(true)
  })

  test('faults and what only the model knows are not in the news', () => {
    const view = snapshot(cultured(9))
    expect(view.news.map((n) => n.kind as string)).not.toContain('fault')
    expect(JSON.stringify(view)).not.toMatch(/onset|upsets|inhibitor/)
  })

  test('no number of the picture is a reading: shares are rounded to what eyes tell apart', () => {
    const run = cultured(4)
    const view = snapshot(run)
    const truth = Object.values(trueReadings(run, run.running[0]!)).filter((x) => x > 0 && !Number.isInteger(x))
    const drawn = view.plant.kind === 'culture' ? Object.values(view.plant.vessel) : []
    for (const x of drawn)
      if (typeof x === 'number' && !Number.isInteger(x)) {
        expect(truth).not.toContain(x)
        expect(Math.abs(x * 50 - Math.round(x * 50))).toBeLessThan(1e-9)
      }
  })

  test('a look is remembered with what it showed; a line goes from due to written', () => {
    const run = started()
    const line = (): string => snapshot(run).lines.find((l) => l.id === 'seedViability')!.state
    expect(line()).toBe('due')
    apply(run, { slot: 'seed.assay', value: ['viability'] }, 'player')
    advanceTo(run, 500, sop)
    apply(run, { slot: 'seed.look', value: 'viability' }, 'player')
    advanceTo(run, 600, sop)
    const { value } = snapshot(run).steps[0]!.assays.find((a) => a.id === 'viability')!.seen!
    apply(run, { slot: 'record.seedViability', value: [value!] }, 'player')
    expect(line()).toBe('written')
  })
})

describe('sentences', () => {
  test('every refusal a desk can give has words in both languages, with the numbers it carries', () => {
    const codes =
      'hands_full step_closed step_not_running step_of_the_crew no_such_panel no_such_assay not_a_number not_a_time already_left already_answered not_ringing not_an_order amount too_fast_in_alarm run_over'
    const whatever = { fr: refusalSentence('fr', { code: '?' }), en: refusalSentence('en', { code: '?' }) }
    for (const code of codes.split(' '))
      for (const language of languages) expect(refusalSentence(language, { code })).not.toBe(whatever[language])
    expect(refusalSentence('fr', { code: 'vessel_full', values: { room_L: 3.24 } })).toContain('3,2\u202fL')
    expect(refusalSentence('en', { code: 'out_of_range', values: { min: 0, max: 41 } })).toContain('41')
  })

  test('an alarm is told by word, name, number and limit', () => {
    const alarm = { ...snapshot(cultured(2)).alarms.find((a) => a.id === 'oxygenLow')!, value: 18.3 }
    expect(alarmSentence('fr', alarm)).toBe(
      'Majeure, Oxygène dissous, sous la limite, 18,3 pour cent. Limite 20,0 pour cent.',
    )
    expect(alarmSentence('en', alarm)).toContain('18.3 per cent')
  })

  test('a night order is read back as the crew will read it', () => {
    const { steps } = snapshot(cultured(2))
    const tile = { panel: 'culture.oxygen', limit: 25, slot: 'culture.power', amount: 40, call: 'me' } as const
    expect(orderSentence('fr', tile, steps)).toMatch(/oxygène dissous sous 25,0.*agitation.*40.*m’appeler/)
    expect(orderSentence('en', { ...tile, limit: null, slot: null }, steps)).toMatch(
      /alarm rings.*touch nothing.*call me/,
    )
  })

  test('news, the picture and findings have words in both languages; nothing says "undefined"', () => {
    const run = cultured(30)
    const view = snapshot(cultured(9))
    const ending = endingOf(run, { amounts: [2000], keptBack: null })
    for (const language of languages) {
      const lines = [
        ...view.news.map((n) => newsSentence(language, n, view) ?? ''),
        describePlant(language, view),
        ...ending.findings.flatMap((f) => Object.values(findingSentence(language, f))),
      ]
      expect(lines.join(' ')).not.toMatch(/undefined|NaN|\[object/)
      if (language === 'fr') expect(lines.join(' ')).not.toMatch(/ [;!?:]/)
    }
    expect(ending.findings.length).toBeGreaterThan(0)
  })
})

test('foresight compares the last point of a day with the first count of the next', () => {
  const run = cultured(1)
  const day = Math.floor(run.t_s / (24 * HOUR))
  apply(run, { slot: 'culture.forecast', value: 99 }, 'player')
  apply(run, { slot: 'culture.forecast', value: 2 }, 'player')
  advanceTo(run, (day + 1) * 24 * HOUR, sop)
  apply(run, { slot: 'culture.assay', value: ['viableCells'] }, 'player')
  const count = run.desk!.samples.at(-1)!.content
  expect(foresightOf(run)!.points).toBe(1)
  expect(foresightOf(run)!.meanError_pct).toBeCloseTo((100 * Math.abs(2 - count)) / count, 6)
})

test('a wrong answer and its unfinished case are one finding, with the points of both; other findings stay', () => {
  const of = (code: string, id: string, points: number, severity: 'minor' | 'major'): FindingSnapshot => ({
    code: code as FindingSnapshot['code'],
    severity,
    mode: 'slip' as FindingSnapshot['mode'],
    subject: { kind: 'case', id },
    at_s: 0,
    remedy: 'none' as FindingSnapshot['remedy'],
    points,
    about: null,
  })
  const findings = [
    of('R-OPT', 'feedMore', 4, 'minor'),
    of('R-CASE', 'feedMore', 3, 'major'),
    of('R-CASE', 'other', 2, 'minor'),
  ]
  const told = oneForEachCase(findings)
  expect(told.map(({ code, severity, points }) => [code, severity, points])).toEqual([
    ['R-OPT', 'major', 7],
    ['R-CASE', 'minor', 2],
  ])
  expect(told.reduce((sum, f) => sum + f.points, 0)).toBe(9)
})

test('a set point that was never made is told by its name', () => {
  const never = (id: string) =>
    ({ code: 'R-STEP', subject: { kind: 'place', id }, remedy: 'declare-a-late-entry', about: null }) as FindingSnapshot
  expect(findingSentence('en', never('culture.temperature')).what).toBe('Temperature: a recipe step never done.')
  expect(findingSentence('fr', never('culture.temperature')).what).toBe(
    'Température\u00a0: un geste de la recette jamais fait.',
  )
  expect(findingSentence('en', never('hold')).what).toBe('A recipe step never done.')
})
