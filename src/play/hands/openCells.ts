import { vectorLimits } from '../../models/index.ts'
import type { DeskView, StepView } from '../desk/view.ts'
import type { Answer } from '../state.ts'
import { oncePerRound, panelToRead, set, shownNow, type UnitHand } from './hand.ts'
import { sopProduction } from './vector.ts'

/** Harvest, lysis, nuclease, clarification and the hold that follows: which day, which bottle, which line, which hour. */

const at = (step: StepView, topic: string): string => `${step.step.id}.${topic}`
const seen = (view: DeskView, step: StepView, panel: string): number | undefined =>
  view.view(at(step, panel))?.value ?? undefined
const isOwnDay = ({ step }: StepView): boolean => !step.crew.includes('proceed')
const waitsForResult = (view: DeskView): boolean => view.nextResult_s !== null

/** The printed harvest: the first morning on which the printed hours are over. */
export const sopHarvest: UnitHand = {
  ...sopProduction,
  temperature: (_, step) => (isOwnDay(step) ? set(step, 'temperature', FILE.culture) : undefined),
  pH: (_, step) => (isOwnDay(step) ? set(step, 'pH', FILE.pH) : undefined),
  assay: (view, step) =>
    sopProduction['assay']!(view, step) ?? (isOwnDay(step) && step.ready && !kept(view, step) ? [...BULK] : undefined),
  proceed: (view, step) => (isOwnDay(step) && step.ready && kept(view, step) && !waitsForResult(view) ? 1 : undefined),
}

/** What is kept of the bulk before anything opens a cell: afterwards there is none of it left. */
const BULK = ['mycoplasma', 'adventitious'] as const
const kept = (view: DeskView, step: StepView): boolean =>
  !step.assays.includes(BULK[0]) ||
  view.done(at(step, 'assay')).some((d) => Array.isArray(d.value) && d.value.includes(BULK[0]))

/** Hours after the pour from which the choice is made, and from which none is left. */
const FIRST_CHOICE_H = 58
const LAST_H = 72
/** What working genomes have to gain from one pair of plates to the next, an hour, that waiting pays. */
const GAIN_PER_H = 0.004
const PLATES_APART_H = 4.9

/** By the genomes that still work, not by all of them: two plates at a time, and no later than their gain says. */
export const expertHarvest: UnitHand = {
  ...sopHarvest,
  assay(view, step) {
    const daily = sopProduction['assay']!(view, step)
    if (!isOwnDay(step) || !step.assays.includes('working')) return daily
    if (daily !== undefined) return ['viability', 'working', 'genomes']
    if (waitsForResult(view)) return undefined
    if (isRipe(view, step)) return kept(view, step) ? undefined : [...BULK]
    const hours = step.counters['since_h']!
    // The first day has two: what a plate is off by shows in the second.
    if (hours < FIRST_CHOICE_H - 3) return view.today(at(step, 'assay')).length === 1 ? ['working'] : undefined
    const last = step.results('working').at(-1)
    const drawn_h = last ? hours - (view.t_s - last.drawn_s) / 3600 : 0
    return hours - drawn_h >= PLATES_APART_H ? ['working'] : undefined
  },
  proceed: (view, step) =>
    isOwnDay(step) && kept(view, step) && !waitsForResult(view) && isRipe(view, step) ? 1 : undefined,
}

function isRipe(view: DeskView, step: StepView): boolean {
  const hours = step.counters['since_h']!
  return hours >= LAST_H || (hours >= FIRST_CHOICE_H && hardlyGrows(view, step))
}

/** What the first morning's plate has to have become by the second, that the third is worth waiting for. */
const DOUBLED = 1.85

/** Of the last two plates the second is hardly above the first; or the second morning's is hardly twice that of the first. */
function hardlyGrows(view: DeskView, step: StepView): boolean {
  const hours = step.counters['since_h']!
  const plates = step.results('working').map((r) => ({ h: hours - (view.t_s - r.drawn_s) / 3600, value: r.value }))
  const late = plates.filter((p) => p.h >= FIRST_CHOICE_H)
  const [first, before, last] = [plates[0], late.at(-2), late.at(-1)]
  if (!first || !last) return false
  if (!before) return last.value / first.value < DOUBLED
  return (last.value / before.value - 1) / (last.h - before.h) < GAIN_PER_H
}

/** The hours in which it is decided are not slept through. */
export const staysForHarvest = (view: DeskView): boolean =>
  view.steps.some(
    (s) =>
      s.unit === 'vectorProduction' &&
      s.step.mode === 'play' &&
      isOwnDay(s) &&
      s.counters['since_h']! >= FIRST_CHOICE_H,
  )

/** What the file prints. */
const FILE = {
  culture: 37,
  pH: 7.15,
  detergent: 0.5,
  lysisTime: 2,
  lysis: 37,
  nuclease: 50,
  magnesium: 2,
  salt: 150,
  digestTime: 2,
  saltAfter: 400,
  area: 1,
  flux: 100,
  temperature: 5,
}
const BOTTLE_FULL_g = 970
const DIGEST_H = 2
const THREAD_CM = 3

const codeOf = (step: StepView): number => step.printed['code']!
const isOther = (view: DeskView, step: StepView): boolean =>
  (seen(view, step, 'detergentCode') ?? codeOf(step)) !== codeOf(step)
const isUnsigned = (view: DeskView, step: StepView): boolean =>
  step.phase === 'digest' && seen(view, step, 'magnesiumLine') === 0
const added = (view: DeskView, step: StepView): boolean => view.done(at(step, 'addMagnesium')).length > 0
const fetched = (view: DeskView, step: StepView): boolean => view.done(at(step, 'reserve')).length > 0

/** Opened once, when it is wanted. */
const unread = (view: DeskView, step: StepView, panel: string): string | undefined =>
  view.view(at(step, panel)) ? undefined : panel

/** The line is read once the nuclease is in. */
function line(view: DeskView, step: StepView): string | undefined {
  const last = view.view(at(step, 'magnesiumLine'))
  const began = view.done(at(step, 'proceed')).at(-1)
  return step.phase === 'digest' && (!last || (began && last.t_s <= began.t)) ? 'magnesiumLine' : undefined
}

/** The printed lysis: a number that is not the file's goes back; a line that is not signed is done. */
export const sopLysis: UnitHand = {
  look: (view, step) =>
    (step.paused ? unread(view, step, 'detergentCode') : undefined) ?? line(view, step) ?? panelToRead(view, step),
  detergent: (_, step) => (step.phase === 'lyse' ? set(step, 'detergent', FILE.detergent) : undefined),
  lysisTime: (_, step) => (step.phase === 'lyse' ? set(step, 'lysisTime', FILE.lysisTime) : undefined),
  temperature: (_, step) => set(step, 'temperature', FILE.lysis),
  nuclease: (_, step) => (step.phase === 'lyse' && !step.paused ? set(step, 'nuclease', FILE.nuclease) : undefined),
  magnesium: (_, step) => (step.phase === 'lyse' && !step.paused ? set(step, 'magnesium', FILE.magnesium) : undefined),
  salt: (_, step) => (step.paused ? undefined : set(step, 'salt', FILE.salt)),
  digestTime: (_, step) => (step.paused ? undefined : set(step, 'digestTime', FILE.digestTime)),
  saltAfter: (_, step) => (step.phase === 'digest' ? set(step, 'saltAfter', FILE.saltAfter) : undefined),
  reserve: (view, step) => (step.paused && isOther(view, step) && !fetched(view, step) ? 1 : undefined),
  // What is fetched is asked for first.
  pause: (view, step) => (step.paused && seen(view, step, 'detergentCode') !== undefined ? 0 : undefined),
  addMagnesium: (view, step) => (isUnsigned(view, step) && !added(view, step) ? FILE.magnesium : undefined),
  proceed(view, step) {
    if (!step.ready || step.paused) return undefined
    if (step.phase === 'lyse') return 1
    return line(view, step) === undefined && step.counters['sinceMagnesium_h']! >= DIGEST_H ? 1 : undefined
  },
}

const bottleIsFull = (view: DeskView, step: StepView): boolean =>
  (seen(view, step, 'magnesiumBottle') ?? 0) > BOTTLE_FULL_g
const isApproved = (view: DeskView, step: StepView): boolean =>
  seen(view, step, 'approvedCode') === seen(view, step, 'detergentCode')

/** Weighs the bottle of a line that nobody signed, asks the list about a number, and pulls a thread before the filter. */
export const expertLysis: UnitHand = {
  ...sopLysis,
  look(view, step) {
    const code = step.paused ? unread(view, step, 'detergentCode') : undefined
    if (code !== undefined) return code
    if (step.paused && isOther(view, step) && unread(view, step, 'approvedCode')) return 'approvedCode'
    const mine = line(view, step)
    if (mine !== undefined) return mine
    if (isUnsigned(view, step) && (view.view(at(step, 'magnesiumBottle'))?.t_s ?? 0) < lineRead_s(view, step))
      return 'magnesiumBottle'
    if (step.phase === 'digest' && step.ready && pulled_s(view, step) < view.t_s - 1800) return 'thread'
    return panelToRead(view, step)
  },
  reserve: (view, step) =>
    step.paused &&
    isOther(view, step) &&
    seen(view, step, 'approvedCode') !== undefined &&
    !isApproved(view, step) &&
    !fetched(view, step)
      ? 1
      : undefined,
  pause: (view, step) =>
    isOther(view, step) && unread(view, step, 'approvedCode') ? undefined : sopLysis['pause']!(view, step),
  addMagnesium: (view, step) =>
    isUnsigned(view, step) && bottleIsFull(view, step) && !added(view, step) ? FILE.magnesium : undefined,
  proceed(view, step) {
    const next = sopLysis['proceed']!(view, step)
    if (step.phase !== 'digest') return next
    return pulled_s(view, step) > 0 && (seen(view, step, 'thread') ?? 99) <= THREAD_CM ? next : undefined
  },
}
const lineRead_s = (view: DeskView, step: StepView): number => view.view(at(step, 'magnesiumLine'))?.t_s ?? 0
/** When the last thread of this digest was pulled. */
function pulled_s(view: DeskView, step: StepView): number {
  const began = view.done(at(step, 'proceed')).at(-1)
  const last = view.view(at(step, 'thread'))
  return last && began && last.t_s > began.t ? last.t_s : 0
}

const rings = (view: DeskView, step: StepView): boolean =>
  view.alarms.some((a) => a.spec.step === step.step.id && (a.state === 'unacknowledged' || a.state === 'acknowledged'))
const last_s = (view: DeskView, slot: string): number => view.done(slot).at(-1)?.t ?? 0

/** The last sample of the filtrate, where the record wants one. */
const lastSample = (view: DeskView, step: StepView): Answer | undefined =>
  step.ready &&
  view.lines.some((l) => l.step === step.step.id && l.panel === 'turbidity') &&
  oncePerRound(view, at(step, 'assay'))
    ? ['turbidity']
    : undefined

/** The printed filter: the plant's area, 100 LMH, the spare train when it rings. */
export const sopClarify: UnitHand = {
  look: (view, step) => (step.paused ? undefined : panelToRead(view, step)),
  assay: lastSample,
  area: (_, step) => set(step, 'area', FILE.area),
  flux: (_, step) => set(step, 'flux', FILE.flux),
  fresh: (view, step) => (rings(view, step) && view.t_s - last_s(view, at(step, 'fresh')) > 600 ? 1 : undefined),
  pause: (_, step) => (step.paused ? 0 : undefined),
  proceed: (view, step) => (step.ready && !waitsForResult(view) ? 1 : undefined),
}

/** Of the load that blinds it; the ride of its flow; and litres for which no other train is put in. */
const USED = 0.8
const FIRST_LMH = 120
const EASE_LMH = 8
const LEAST_LMH = 30
const RIDE_bar = 0.4
const RIDE_S = 60
const FEW_L = 8

/** As much area as the lysate is cloudy, an easy flow, and no spare train for the last litres. */
export const expertClarify: UnitHand = {
  ...sopClarify,
  look: (view, step) => (step.paused ? unread(view, step, 'feedLine') : panelToRead(view, step)),
  area(view, step) {
    const cloudy_NTU = seen(view, step, 'feedLine')
    if (!step.paused || cloudy_NTU === undefined) return undefined
    const litres = step.counters['feed_L']!
    // The sheet's capacity: 120 L/m² at 400 NTU, by its power of 0.8, read off the table beside the housing.
    const blinds_L_m2 = CAPACITY.filter(([NTU]) => cloudy_NTU >= NTU).at(-1)?.[1] ?? CAPACITY[0][1]
    const house_m2 = step.counters['area_m2']! / step.settings['area']!
    const share = Math.ceil((10 * litres) / (USED * blinds_L_m2 * house_m2)) / 10
    return set(step, 'area', Math.min(4, Math.max(0.5, share)))
  },
  /** Eased each time the pressure has come up: a filter gives most when it is never pushed. */
  flux(view, step) {
    if (step.paused) return set(step, 'flux', FIRST_LMH)
    const now = step.settings['flux']!
    const bar = shownNow(view, step, 'filterPressure') ?? 0
    const rested = view.t_s - last_s(view, at(step, 'flux')) >= RIDE_S
    return bar > RIDE_bar && rested && now > LEAST_LMH ? now - EASE_LMH : undefined
  },
  fresh: (view, step) =>
    rings(view, step) && step.counters['feed_L']! > FEW_L && view.t_s - last_s(view, at(step, 'fresh')) > 600
      ? 1
      : undefined,
  pause: (view, step) => (step.paused && seen(view, step, 'feedLine') !== undefined ? 0 : undefined),
}
const CAPACITY = [
  [0, 209],
  [200, 170],
  [260, 145],
  [320, 120],
  [400, 100],
  [500, 87],
  [600, 76],
  [700, 69],
  [800, 60],
] as const

const MOST_H = vectorLimits['hold.lysate'].action.high!

/** What the thermometer of a bag needs once the cold room has it. */
const COOLED_S = 600
const isCold = (view: DeskView, step: StepView): boolean =>
  step.settings['temperature'] === FILE.temperature &&
  view.t_s - (last_s(view, at(step, 'temperature')) || view.t_s - step.age_s) > COOLED_S

/** Cold, the board read, and a sample of what is to wait. */
export const sopHold: UnitHand = {
  assay: (view, step) => (oncePerRound(view, at(step, 'assay')) && !step.ready ? ['aggregates'] : undefined),
  look: (view, step) => unread(view, step, 'suiteBoard') ?? (isCold(view, step) ? panelToRead(view, step) : undefined),
  temperature: (_, step) => set(step, 'temperature', FILE.temperature),
}

/** The suite is asked, whatever the board says of it. */
export const expertHold: UnitHand = {
  ...sopHold,
  /** What has to be said is said first. */
  assay: (view, step) =>
    seen(view, step, 'suiteBoard') === undefined || openedDeviation(view) !== undefined
      ? undefined
      : sopHold['assay']!(view, step),
  look(view, step) {
    const board = unread(view, step, 'suiteBoard')
    if (board !== undefined) return board
    const late = seen(view, step, 'suiteBoard')! > MOST_H
    return (late ? unread(view, step, 'suiteCall') : undefined) ?? sopHold['look']!(view, step)
  },
}

/** Nights of a culture and of a bag: whoever is there rings when it gets warm. */
export function warmTiles(view: DeskView): Answer | undefined {
  const step = view.steps.find((s) => (s.unit === 'vectorHold' || s.unit === 'vectorProduction') && isHeld(s))
  // Left by who is about to go.
  if (!step || step.ready || view.nextResult_s !== null || staysForHarvest(view)) return undefined
  const [panel, limit] =
    step.unit === 'vectorHold'
      ? [at(step, 'bagTemperature'), vectorLimits['vectorHold.temperature'].alert.high!]
      : [at(step, 'temperature'), vectorLimits['vectorProduction.temperature'].alert.high!]
  const isLeft = view.today('night.orders').some((d) => Array.isArray(d.value) && d.value[0] === panel)
  return isLeft ? undefined : [panel, limit, 'none', 0, 'me']
}
const isHeld = ({ step, unit }: StepView): boolean =>
  step.mode === 'play' && (unit === 'vectorHold' || !step.crew.includes('proceed'))

const told = (view: DeskView, slot: string, what: string): boolean =>
  view.done(slot).some((d) => d.value === what || (Array.isArray(d.value) && d.value[0] === what))

interface Found {
  readonly what: string
  readonly step: string
  readonly t_s: number
  readonly howMuch: number
  readonly done: string
}

/** What the bench has shown and what was done about it; a bottle sent back is a word to quality and no deviation. */
function foundOf(view: DeskView): readonly Found[] {
  return view.steps.flatMap((step): readonly Found[] => {
    const id = step.step.id
    if (step.step.mode !== 'play') return []
    if (step.unit === 'vectorLysis' && isUnsigned(view, step)) {
      const weighed = !step.panels.includes('magnesiumBottle') || seen(view, step, 'magnesiumBottle') !== undefined
      const done = added(view, step) ? 'addMagnesium' : 'weighed'
      return weighed || added(view, step)
        ? [{ what: 'magnesiumLine', step: id, t_s: lineRead_s(view, step), howMuch: 2, done }]
        : []
    }
    if (step.unit !== 'vectorHold') return []
    const board = seen(view, step, 'suiteBoard')
    if (board === undefined || board <= MOST_H) return []
    const call = seen(view, step, 'suiteCall')
    const what = call !== undefined && call <= MOST_H ? 'suiteBoard' : 'hold'
    return [{ what, step: id, t_s: view.view(at(step, 'suiteBoard'))!.t_s, howMuch: board, done: 'cooled' }]
  })
}

export function openedQuality(view: DeskView): Answer | undefined {
  const lysis = view.steps.find((s) => s.unit === 'vectorLysis' && s.step.mode === 'play')
  if (lysis && isOther(view, lysis) && !told(view, 'call.qa', 'detergentCode')) return 'detergentCode'
  return foundOf(view).find((f) => !told(view, 'call.qa', f.what))?.what
}

export function openedDeviation(view: DeskView): Answer | undefined {
  const found = foundOf(view).find((f) => !told(view, 'case.deviation', f.what))
  return found && [found.what, found.step, found.t_s, found.howMuch, found.done]
}

const OPENED: readonly string[] = ['vectorLysis', 'vectorDepthFilter', 'vectorHold']

/** A class for each deviation. */
export const openedClass = (view: DeskView): Answer | undefined =>
  view.steps.some(({ unit, step }) => step.mode === 'play' && OPENED.includes(unit)) &&
  view.done('case.deviation').length > view.done('case.class').length
    ? 'major'
    : undefined
