import {
  antibodyLimits,
  type AntibodyLimitKey,
  type Band,
  inside,
  nominalCultureRecipe,
  type PlasmaLimitKey,
  plasmaLimits,
  plasmaRecipes,
  type VectorLimitKey,
  vectorLimits,
} from '../models/index.ts'
import { firstRound } from './desk/days.ts'
import { resultsOf } from './desk/instruments.ts'
import { lastProposal } from './disposition.ts'
import { officialAt_s } from './desk/trace.ts'
import { openedOutside } from './opened.ts'
import { cellsOutside } from './outside.ts'
import { unitOf } from './units.ts'
import { hoseAt } from './cards/plasmaViral.ts'
import { COLD_SPOT, INTEGRITY, PROCOAGULANT } from './cards/locks.ts'
import { askedQuality, EXTENSION, isApproved, loadsBeyond, PAUSED_FILTRATE } from './cards/viral.ts'
import type { Step } from './level.ts'
import type { ClosedStep, Run, Stamped } from './state.ts'
import { type Breach, CLOCK_TOLERANCE_s } from './rubric/index.ts'

/** Rules that only the engine can see broken: it knows the plant's clocks and what a report is made of. */
export type BreachAt = Breach & { readonly t_s: number }

export const breachesOf = (run: Run): readonly BreachAt[] => [
  ...thinReports(run),
  ...viralClocks(run),
  ...holdsExceeded(run),
  ...limitsPassed(run),
  ...notCooled(run),
  ...neverSeparated(run),
  ...setOutside(run),
  ...pouredOutside(run),
  ...soured(run),
  ...drainedAlive(run),
  ...poolHeld(run),
  ...cellsOutside(run),
  ...openedOutside(run),
  ...unapproved(run),
  ...outsideFile(run),
  ...hoursInvented(run),
  ...releasedWrongly(run),
]

const player = (run: Run): readonly Stamped[] => run.log.filter((d) => d.by === 'player')

/** R-PROC: a report without a quantity, an hour that can be, or what was done at once. */
function thinReports(run: Run): readonly BreachAt[] {
  return player(run).flatMap((d): BreachAt[] => {
    if (d.slot !== 'case.deviation' || !Array.isArray(d.value)) return []
    const [what, , when_s, howMuch, done] = d.value
    const told =
      typeof when_s === 'number' &&
      when_s >= 0 &&
      when_s <= d.t + 60 &&
      typeof howMuch === 'number' &&
      howMuch > 0 &&
      typeof done === 'string' &&
      done !== 'nothing'
    return told ? [] : [{ t_s: d.t, kind: 'breach', rule: 'R-PROC', severity: 'minor', subject: String(what) }]
  })
}

/** Viral steps of plasma whose own counting in their box says whether they are proven. */
const BOXED: readonly string[] = ['caprylate', 'solventDetergent', 'plasmaLowPh', 'plasmaDepthFilter', 'pasteuriser']

/**
 * G2: the paper clock of an inactivation stopped short, run without its second tank or outside its box, and the pool sent
 * on. G5: sent on by a hose of the untreated side.
 */
function viralClocks(run: Run): readonly BreachAt[] {
  return run.closed.flatMap((closed): readonly BreachAt[] => {
    const step = run.level.steps[closed.index]!
    if (step.mode !== 'play') return []
    if (BOXED.includes(step.unit)) return boxLeft(run, closed)
    if (step.unit !== 'lowPhHold') return []
    const asked_min = step.parameters['claimTime'] ?? unitOf(step).parameters['claimTime']!.value
    const [clock] = player(run).filter((d) => d.slot === `${step.id}.proceed`)
    // Nobody of the player's started it: the next shift did, and its record is not theirs.
    if (!clock) return []
    const tank = run.log.filter((d) => d.slot === `${step.id}.secondTank` && d.seq < clock.seq).at(-1)
    const moved = tank ? Number(tank.value) : (step.recipe['secondTank'] ?? unitOf(step).settings['secondTank']!.value)
    if ((closed.results['hold_min'] ?? 0) >= asked_min - 0.5 && moved >= 0.5) return []
    const t_s = closed.closed_s
    return [{ t_s, kind: 'breach', rule: 'R-STEP', severity: 'critical', gate: 'G2', subject: step.id }]
  })
}

function boxLeft(run: Run, closed: ClosedStep): readonly BreachAt[] {
  const { id, unit } = run.level.steps[closed.index]!
  const sent = player(run).filter((d) => d.slot === `${id}.proceed`)
  const at = { t_s: closed.closed_s, kind: 'breach', severity: 'critical', subject: id } as const
  if (unit === 'solventDetergent' && hoseAt(run, id) >= 1.5) return [{ ...at, rule: 'R-ZONE', gate: 'G5' }]
  // Who never started the clock has sent nothing on: the next shift did.
  return sent.length === 0 || closed.results['claimable'] === 1 ? [] : [{ ...at, rule: 'R-STEP', gate: 'G2' }]
}

/** How long what leaves a unit may stand before the next has worked it: the plant's validated times, in hours. */
const HOLDS: readonly { readonly of: string; readonly before: string; readonly most_h: (run: Run) => number }[] = [
  {
    of: 'culture',
    before: 'centrifuge',
    most_h: (run) => antibodyLimits(run.level.scale_L)['harvest.hold'].action.high!,
  },
  { of: 'plasmaThaw', before: 'plasmaCentrifuge', most_h: () => plasmaLimits['plasmaThaw.hold'].action.high! },
  ...['plasmaCentrifuge', 'filterPress'].map((before) => ({
    of: 'ethanolPrecipitation',
    before,
    most_h: () => plasmaLimits['ethanolPrecipitation.hold'].action.high!,
  })),
]

/** R-HOLD: a validated time run over by what the player works, and no deviation about it. */
function holdsExceeded(run: Run): readonly BreachAt[] {
  const closedAt = (id: string): number | undefined =>
    run.closed.find((c) => run.level.steps[c.index]!.id === id)?.closed_s
  return HOLDS.flatMap(({ of, before, most_h }) =>
    run.level.steps.flatMap((step): BreachAt[] => {
      const from = run.level.steps.find((s) => s.id === step.from)
      if (step.mode !== 'play' || step.unit !== before || from?.unit !== of) return []
      const [from_s, to_s] = [closedAt(from.id), closedAt(step.id) ?? run.t_s]
      if (from_s === undefined || to_s - from_s <= 3600 * most_h(run)) return []
      if (player(run).some((d) => isReport(d, [step.id, from.id]) && d.t >= from_s)) return []
      const t_s = from_s + Math.round(3600 * most_h(run))
      return [{ t_s, kind: 'breach', rule: 'R-HOLD', severity: 'major', subject: step.id }]
    }),
  )
}

/** In-process checks that have an action limit: the laboratory's figure, else what the recorder kept of the line. */
const CHECKED: readonly {
  readonly unit: string
  readonly assay: string
  readonly panel: string
  readonly limit: AntibodyLimitKey
}[] = [
  { unit: 'centrifuge', assay: 'turbidity', panel: 'sightGlass', limit: 'harvest.centrateTurbidity' },
  { unit: 'depthFilter', assay: 'turbidity', panel: 'filtrateLine', limit: 'harvest.turbidity' },
]

/** R-IPC: a figure beyond its action limit, and the player neither stopped, nor reported, nor told quality. */
function limitsPassed(run: Run): readonly BreachAt[] {
  const limits = antibodyLimits(run.level.scale_L)
  return run.closed.flatMap((closed) => {
    const step = run.level.steps[closed.index]!
    if (step.mode !== 'play') return []
    if (step.unit === 'nanofilter') return plugged(run, closed)
    return CHECKED.flatMap(({ unit, assay, panel, limit }): BreachAt[] => {
      if (step.unit !== unit) return []
      const kept = run.desk!.historian[`${step.id}.${panel}`]?.at(-1)?.shown
      const value = resultsOf(run, step.id, assay).at(-1)?.value ?? kept ?? null
      if (value === null || inside(limits[limit].action, value)) return []
      const answered = player(run).some(
        (d) =>
          d.t >= closed.opened_s &&
          (isReport(d, [step.id]) || d.slot === 'call.qa' || (d.slot === `${step.id}.pause` && d.value === 1)),
      )
      const subject = `${step.id}.${assay}`
      return answered ? [] : [{ t_s: closed.closed_s, kind: 'breach', rule: 'R-IPC', severity: 'major', subject }]
    })
  })
}

/**
 * R-STEP: a culture that its player had on the last day for it, and never cooled. A word about it does not cool it; that the
 * next shift does is no act of theirs.
 */
function notCooled(run: Run): readonly BreachAt[] {
  const limits = antibodyLimits(run.level.scale_L)
  const { rounds, starts_s } = run.level.work!
  // Warmer than the printed range is no shift: the cells grow on.
  const warmest_C = limits['culture.shiftTemperature'].alert.high!
  return run.level.steps.flatMap((step): BreachAt[] => {
    if (step.unit !== 'culture' || step.mode !== 'play' || step.locked.includes('temperature')) return []
    const opened = run.desk!.facts.find((f) => f.kind === 'opened' && f.step === step.id)
    const closed = run.desk!.facts.find((f) => f.kind === 'closed' && f.step === step.id)
    if (!opened) return []
    const lastDay = firstRound(run, step.id, opened.t_s) + limits['culture.shiftDay'].action.high!
    const by_s = rounds.length_s * Math.min(lastDay + 1, rounds.count)
    if (by_s <= starts_s || run.t_s < by_s || (closed && closed.t_s < by_s)) return []
    const last = run.log.filter((d) => d.slot === `${step.id}.temperature` && d.t < by_s).at(-1)
    const at_C = last ? Number(last.value) : (step.recipe['temperature_C'] ?? nominalCultureRecipe.growthTemperature_C)
    if (at_C <= warmest_C) return []
    return [{ t_s: by_s, kind: 'breach', rule: 'R-STEP', severity: 'major', subject: `${step.id}.temperature` }]
  })
}

/** R-STEP: paste that its player never parted from the liquid; that the next shift does is no act of theirs. */
function neverSeparated(run: Run): readonly BreachAt[] {
  const { length_s, count } = run.level.work!.rounds
  return run.level.steps.flatMap((step): BreachAt[] => {
    if (step.mode !== 'play' || (step.unit !== 'plasmaCentrifuge' && step.unit !== 'filterPress')) return []
    const opened = run.desk!.facts.find((f) => f.kind === 'opened' && f.step === step.id)
    const by_s = length_s * count
    if (!opened || opened.t_s >= by_s || run.t_s < by_s) return []
    const closed = run.closed.find((c) => run.level.steps[c.index]!.id === step.id)
    if (closed && closed.closed_s < by_s) return []
    return [{ t_s: by_s, kind: 'breach', rule: 'R-STEP', severity: 'major', subject: step.id }]
  })
}

/** Set points of the AAV plant of which the file knows how far they may go. */
const VECTOR_FILE: Readonly<Record<string, Readonly<Record<string, VectorLimitKey>>>> = {
  cellExpansion: { seed: 'cellExpansion.seed' },
  vectorTransfection: {
    dose: 'vectorTransfection.dose',
    peiRatio: 'vectorTransfection.peiRatio',
    fraction: 'vectorTransfection.fraction',
  },
  vectorBag: { temperature: 'vectorHold.temperature' },
  vectorAffinity: { load: 'vectorAffinity.load', elutionPh: 'vectorAffinity.elutionPh' },
  vectorUltrafiltration: {
    final: 'vectorUltrafiltration.titre',
    pressure: 'vectorUltrafiltration.pressure',
    diavolumes: 'vectorUltrafiltration.diavolumes',
    bufferSalt: 'vectorUltrafiltration.bufferSalt',
  },
  fullEmptyExchange: { slope: 'fullEmptyExchange.slope' },
  vectorEffluent: { target: 'vectorEffluent.target', hold: 'vectorEffluent.hold' },
}

/** Set points of which the file knows how far they may go. */
const inFile = (run: Run, { unit, place }: Step): readonly { readonly topic: string; readonly action: Band }[] =>
  unit === 'nMinus1'
    ? [{ topic: 'seedingDensity', action: antibodyLimits(run.level.scale_L)['culture.seedingDensity'].action }]
    : Object.hasOwn(VECTOR_FILE, unit)
      ? Object.entries(VECTOR_FILE[unit]!).map(([topic, key]) => ({ topic, action: vectorLimits[key].action }))
      : inPlasmaFile(unit, place)

/** Of the plasma plant, where a lot may go on and the process has all the same been left: nobody has validated it there. */
function inPlasmaFile(unit: string, place = ''): readonly { readonly topic: string; readonly action: Band }[] {
  const action = (key: PlasmaLimitKey): Band => plasmaLimits[key].action
  if (unit === 'plasmaThaw')
    return [
      { topic: 'jacket', action: action('plasmaThaw.jacket') },
      { topic: 'end', action: action('plasmaThaw.end') },
    ]
  if (unit === 'plasmaCentrifuge')
    return [
      // Slower is safer, and a clock says when it takes too long.
      { topic: 'feed', action: { low: null, high: action('plasmaCentrifuge.feed').high } },
      {
        topic: 'temperature',
        action: action(place === 'cryo' ? 'plasmaCentrifuge.cryoTemperature' : 'plasmaCentrifuge.temperature'),
      },
    ]
  if (unit === 'resuspension' && place === 'II+III')
    return [
      { topic: 'pH', action: action('resuspension.globulinPh') },
      { topic: 'temperature', action: action('resuspension.globulinTemperature') },
    ]
  if (unit !== 'ethanolPrecipitation') return []
  const { low, high } = action('ethanolPrecipitation.temperature')
  const end_C = plasmaRecipes.ethanolPrecipitation[place as keyof typeof plasmaRecipes.ethanolPrecipitation].temperature
  return [
    { topic: 'rate', action: action('ethanolPrecipitation.rate') },
    { topic: 'temperature', action: { low: end_C + low!, high: end_C + high! } },
  ]
}

/** R-CHG: a set point left where the file has never allowed it. Asking afterwards is no approval. */
function setOutside(run: Run): readonly BreachAt[] {
  return run.closed.flatMap(({ index, closed_s: t_s }): BreachAt[] => {
    const step = run.level.steps[index]!
    if (step.mode !== 'play') return []
    return inFile(run, step).flatMap(({ topic, action }): BreachAt[] => {
      const slot = `${step.id}.${topic}`
      if (step.locked.includes(topic)) return []
      const asked = run.log.filter((d) => d.slot === slot && d.t <= t_s).at(-1)
      const left = step.yesterday?.[topic] ?? step.recipe[topic] ?? unitOf(step).settings[topic]!.value
      const stands = asked ? Number(asked.value) : left
      return inside(action, stands) ? [] : [{ t_s, kind: 'breach', rule: 'R-CHG', severity: 'major', subject: slot }]
    })
  })
}

/** R-STEP: a cocktail that went into the culture younger or older than it has ever been shown to do. */
function pouredOutside(run: Run): readonly BreachAt[] {
  return run.closed.flatMap(({ index, closed_s: t_s, results }): BreachAt[] => {
    const step = run.level.steps[index]!
    if (step.mode !== 'play' || step.unit !== 'vectorTransfection' || !(results['poured_L']! > 0)) return []
    return inside(vectorLimits['vectorTransfection.age'].action, results['hold_s']! / 60)
      ? []
      : [{ t_s, kind: 'breach', rule: 'R-STEP', severity: 'major', subject: step.id }]
  })
}

/** R-STEP: an effluent that its player drained before a whole cycle at 121 °C had killed what is in it. */
function drainedAlive(run: Run): readonly BreachAt[] {
  return run.closed.flatMap(({ index, closed_s: t_s, results }): readonly BreachAt[] => {
    const step = run.level.steps[index]!
    if (step.mode !== 'play' || step.unit !== 'vectorEffluent' || results['proven_min']! >= WHOLE_CYCLE_min) return []
    // Left to the shift after, the tank is theirs.
    if (!player(run).some((d) => d.slot === `${step.id}.proceed` && d.t >= t_s - 60)) return []
    return [{ t_s, kind: 'breach', rule: 'R-STEP', severity: 'critical', subject: `${step.id}.hold` }]
  })
}
/** Of the validated 30, one short of the printer's rounding. */
const WHOLE_CYCLE_min = 29

/** R-STEP: an eluate left in acid for longer than has ever been shown to be harmless, and no word about it. */
function soured(run: Run): readonly BreachAt[] {
  return run.closed.flatMap(({ index, opened_s, closed_s: t_s, results }): readonly BreachAt[] => {
    const step = run.level.steps[index]!
    if (step.mode !== 'play' || step.unit !== 'vectorAffinity') return []
    if (inside(vectorLimits['vectorAffinity.neutralise'].action, results['acid_min']!)) return []
    if (player(run).some((d) => isReport(d, [step.id]) && d.t >= opened_s)) return []
    return [{ t_s, kind: 'breach', rule: 'R-STEP', severity: 'major', subject: step.id }]
  })
}

/** R-HOLD: a polished pool that stood for longer than it keeps. */
function poolHeld(run: Run): readonly BreachAt[] {
  const most_s = 3600 * vectorLimits['hold.eluted'].action.high!
  return run.level.steps.flatMap((step): readonly BreachAt[] => {
    if (step.mode !== 'play' || step.unit !== 'fullEmptyExchange') return []
    const opened = run.desk!.facts.find((f) => f.kind === 'opened' && f.step === step.id)
    const closed = run.closed.find((c) => run.level.steps[c.index]!.id === step.id)
    // The gradient of a morning is through by the evening: what stands is counted from its opening.
    if (!opened || (closed?.closed_s ?? run.t_s) - opened.t_s <= most_s) return []
    if (player(run).some((d) => isReport(d, [step.id]))) return []
    return [{ t_s: opened.t_s + most_s, kind: 'breach', rule: 'R-HOLD', severity: 'major', subject: step.id }]
  })
}

/** R-CHG: what lies outside the file was done before quality had said yes: a cycle beyond the resin's, a second filtration. */
function unapproved(run: Run): readonly BreachAt[] {
  return run.level.steps.flatMap((step): BreachAt[] => {
    if (step.mode !== 'play') return []
    const breach = (t_s: number): BreachAt => ({
      t_s,
      kind: 'breach',
      rule: 'R-CHG',
      severity: 'major',
      subject: step.id,
    })
    if (step.unit === 'proteinA') {
      const beyond = loadsBeyond(run, step.id)[0]
      const asked = askedQuality(run, EXTENSION, beyond?.t)
      return beyond && asked && !isApproved(asked, beyond) ? [breach(beyond.t)] : []
    }
    if (step.unit !== 'nanofilter') return []
    const again = player(run).find((d) => d.slot === `${step.id}.refilter`)
    return again && !askedQuality(run, PAUSED_FILTRATE, again.t) ? [breach(again.t)] : []
  })
}

/** Set points of the plasma plant's locks that its file bounds, with the row that does. */
const BOUNDED: readonly { readonly unit: string; readonly topic: string; readonly limit: PlasmaLimitKey }[] = [
  { unit: 'freezeDryer', topic: 'shelf', limit: 'freezeDryer.shelf' },
  { unit: 'freezeDryer', topic: 'primaryTime', limit: 'freezeDryer.primaryTime' },
  { unit: 'plasmaNanofilter', topic: 'pressure', limit: 'plasmaNanofilter.pressure' },
  { unit: 'pasteuriser', topic: 'time', limit: 'pasteuriser.time' },
]
/** Acts that are in the file only with a word of quality's, and the words of that call. */
const ASKED_FIRST: readonly { readonly unit: string; readonly act: string; readonly words: readonly string[] }[] = [
  { unit: 'ionExchange', act: 'again', words: PROCOAGULANT },
  // No second pass is in the file of this column, whoever is asked.
  { unit: 'fullEmptyExchange', act: 'again', words: [] },
  { unit: 'plasmaNanofilter', act: 'refilter', words: INTEGRITY },
  { unit: 'pasteuriser', act: 'longer', words: COLD_SPOT },
]

/** R-CHG: a set point beyond what the file has, or a step done over, or longer, before quality was asked. */
function outsideFile(run: Run): readonly BreachAt[] {
  return run.level.steps.flatMap((step): BreachAt[] => {
    if (step.mode !== 'play') return []
    const mine = player(run).filter((d) => d.slot.startsWith(`${step.id}.`))
    const beyond = BOUNDED.flatMap(({ unit, topic, limit }) =>
      unit === step.unit
        ? mine.filter((d) => d.slot === `${step.id}.${topic}` && !inside(plasmaLimits[limit].action, Number(d.value)))
        : [],
    )
    const unasked = ASKED_FIRST.flatMap(({ unit, act, words }) =>
      unit === step.unit ? mine.filter((d) => d.slot === `${step.id}.${act}` && !askedQuality(run, words, d.t)) : [],
    )
    const [first] = [...beyond, ...unasked].sort((a, b) => a.seq - b.seq)
    return first ? [{ t_s: first.t, kind: 'breach', rule: 'R-CHG', severity: 'major', subject: first.slot }] : []
  })
}

/** R-FABRIC: the hour of what somebody else did, written and not found: the recorder has it. */
function hoursInvented(run: Run): readonly BreachAt[] {
  return run.level.work!.lines.flatMap((line): BreachAt[] => {
    const done = line.hourOf === undefined ? undefined : run.log.find((d) => d.slot === `${line.step}.${line.hourOf}`)
    const written = player(run)
      .filter((d) => d.slot === `record.${line.id}`)
      .at(-1)
    if (!done || !written || !Array.isArray(written.value)) return []
    const [, claimed = written.t] = written.value
    if (Math.abs(Number(claimed) - done.t) <= CLOCK_TOLERANCE_s) return []
    const { t: t_s } = written
    // Whoever writes the hour of the writing has invented nothing: the line is as blank as it was.
    return Math.abs(Number(claimed) - t_s) <= CLOCK_TOLERANCE_s
      ? [{ t_s, kind: 'breach', rule: 'R-LATE', severity: 'minor', subject: line.id }]
      : [{ t_s, kind: 'breach', rule: 'R-FABRIC', severity: 'critical', gate: 'G1', subject: line.id }]
  })
}

/** A virus filter taken further than the flux it may lose, with no second one and no word about it. */
function plugged(run: Run, closed: ClosedStep): readonly BreachAt[] {
  const { id } = run.level.steps[closed.index]!
  const limit = antibodyLimits(run.level.scale_L)['nanofilter.fluxDecay']
  if (inside(limit.action, closed.results['fluxDecay_pct'] ?? 0)) return []
  const told = (d: Stamped): boolean => Array.isArray(d.value) && d.slot === 'case.deviation' && d.value[0] === 'filter'
  if (player(run).some((d) => told(d) || (d.slot === 'call.qa' && d.value === 'filter'))) return []
  return [{ t_s: closed.closed_s, kind: 'breach', rule: 'R-IPC', severity: 'major', subject: `${id}.flux` }]
}

/** R-REL: a lorry that left before both locks were open: who certifies had not signed, or an authority had not answered. */
function shippedEarly(run: Run): readonly BreachAt[] {
  const shipped = run.log.find((d) => d.slot === 'disposition.ship')
  if (!shipped) return []
  const { certified_s } = run.desk!.trace!
  const official_s = officialAt_s(run)
  const isOpen = certified_s !== null && official_s !== null && official_s <= shipped.t
  const at = { t_s: shipped.t, kind: 'breach', severity: 'critical', subject: 'official' } as const
  return isOpen ? [] : [{ ...at, rule: 'R-REL', gate: 'G7' }]
}

/** R-REL: released although the record of this very lot says otherwise; R-OPT's own gate where a result was talked away. */
function releasedWrongly(run: Run): readonly BreachAt[] {
  const shipped = shippedEarly(run)
  const last = run.level.work!.disposition ? lastProposal(run) : null
  if (!last || last.judged.decision || shipped.length) return shipped
  const { decision } = last.proposal
  const subject = last.carry[0] ?? 'record'
  const at = { t_s: last.t_s, kind: 'breach', severity: 'critical', subject } as const
  if (decision === 'release') return [{ ...at, rule: 'R-REL', gate: 'G7' }]
  // A step that is not in the file, on a result that does not please.
  return decision === 'reprocess' ? [{ ...at, rule: 'R-CHG', gate: 'G6' }] : []
}

const isReport = (d: Stamped, steps: readonly string[]): boolean =>
  d.slot === 'case.deviation' && Array.isArray(d.value) && steps.includes(String(d.value[1]))
