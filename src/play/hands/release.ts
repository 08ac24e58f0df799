import { antibodyOf } from '../../models/index.ts'
import { NOTHING_MISSING, type ReviewLine } from '../disposition.ts'
import type { DeskView, StepView } from '../desk/view.ts'
import type { Answer } from '../state.ts'
import { oncePerRound, panelToRead, SCALE_ERR_L, set, shownNow, sugarADay_L, todays, type UnitHand } from './hand.ts'

/** Identity, contamination, truth: hands of a level that ends with a decision about the lot. */

/** Label, barcode where frost hides it; a vial of another bank is set apart and the list read by two. */
export function chooseVial(view: DeskView, topic: string): Answer | undefined {
  const { vial } = view
  if (!vial) return undefined
  const label = view.view('vial.look')
  const barcode = view.view('vial.scan')
  const read = label?.value ?? barcode?.value
  if (topic === 'look') return label ? undefined : 1
  if (topic === 'scan') return label && label.value === null && !barcode ? 1 : undefined
  if (read === undefined || read === null) return undefined
  const isOther = read === 1
  if (topic === 'apart') return isOther && !vial.apart ? 1 : undefined
  if (topic === 'list') return isOther && !vial.listed ? 1 : undefined
  if (topic !== 'take') return undefined
  if (!isOther) return 0
  const isTold = view.done('call.qa').length > 0 && view.done('case.deviation').length > 0
  return vial.listed && isTold ? 1 : undefined
}

const cultureOf = (view: DeskView): StepView | undefined =>
  view.steps.find((s) => s.unit === 'culture' && s.assays.includes('gram'))
const storeOf = (view: DeskView): StepView | undefined => view.steps.find((s) => s.unit === 'quarantine')

const rings = (view: DeskView, instrument: string): boolean =>
  view.alarms.some((a) => a.spec.instrument === instrument && a.state !== 'normal')
const fellTogether = (view: DeskView): boolean => rings(view, 'oxygen') || rings(view, 'pH')

/** Germs seen under the microscope, ever: nobody un-sees them. */
const hasGerms = (step: StepView): boolean =>
  step.assays.includes('gram') && step.results('gram').some((r) => r.value > 0)

/** By the analyser true oxygen is low: it does not come, or antifoam keeps it out; else what shows it lies. */
function thingBehind(step: StepView, view: DeskView): string | undefined {
  const oxygen = todays(view, step, 'gasAnalyserOxygen')
  if (oxygen === undefined || todays(view, step, 'gram') === undefined || hasGerms(step)) return undefined
  if (oxygen >= 30) return 'transmitter'
  return (shownNow(view, step, 'foam') ?? 100) < BEATEN_DOWN_pct ? 'foam' : 'oxygenValve'
}

/** Foam of a culture at work is a fifth of the way up at least; under a dose too much there is hardly any. */
const BEATEN_DOWN_pct = 9

const at = (step: StepView, topic: string): string => `${step.step.id}.${topic}`
/** The vessel to which somebody comes every third morning. */
const isFar = (step: StepView): boolean => step.assays.includes('gram')

const TELLING = ['gasAnalyserOxygen', 'gasAnalyserPh', 'gram']

/** What rings is sampled before anybody is answered. */
export function looksFirst(view: DeskView): boolean {
  const culture = cultureOf(view)
  return culture !== undefined && fellTogether(view) && !isTelling(view, culture)
}

const isTelling = (view: DeskView, step: StepView): boolean =>
  view.today(at(step, 'assay')).some((d) => Array.isArray(d.value) && d.value.includes('gram'))

/** A culture that may be milky: the microscope first; with germs in it nothing is fed, sent on or saved any more. */
export function watchful(hand: UnitHand): UnitHand {
  const kept = Object.entries(hand).map(
    ([topic, act]) =>
      [topic, (view: DeskView, step: StepView) => (hasGerms(step) ? undefined : act(view, step))] as const,
  )
  const usual: UnitHand = Object.fromEntries(kept)
  return {
    ...usual,
    assay(view, step) {
      if (!step.assays.includes('gram')) return hand['assay']?.(view, step)
      return (
        usual['assay']?.(view, step) ??
        (fellTogether(view) && !isTelling(view, step) && !hasGerms(step) ? TELLING : undefined)
      )
    },
    look: (view, step) => (isFar(step) ? readForBoard(view, step) : undefined) ?? usual['look']?.(view, step),
    pause: (view, step) =>
      hasGerms(step) && view.done(`${step.step.id}.pause`).length === 0 ? 1 : hand['pause']?.(view, step),
  }
}

/** A level that ends with a decision, or a culture that has the microscope: what it asks is asked here. */
export const isAboutLot = (view: DeskView): boolean =>
  view.vial !== null || cultureOf(view) !== undefined || storeOf(view) !== undefined

/** Whom one sends for, and tells. */
export function callAboutLot(view: DeskView, topic: string): Answer | undefined {
  const said = (who: string, word: string): boolean => view.done(`call.${who}`).some((d) => d.value === word)
  const culture = cultureOf(view)
  if (culture && hasGerms(culture)) {
    if (topic === 'qa') return said('qa', 'contamination') ? undefined : 'contamination'
    return undefined
  }
  if (culture && fellTogether(view)) {
    const thing = thingBehind(culture, view)
    // Nothing to mend where somebody has poured: quality is told.
    const who = thing === 'foam' ? 'qa' : 'maintenance'
    if (topic === who) return thing === undefined || said(who, thing) ? undefined : thing
  }
  const store = storeOf(view)
  if (store && topic === 'qa' && isOut(store)) return said('qa', 'hcp') ? undefined : 'hcp'
  if (topic === 'qa' && view.vial?.apart) return said('qa', 'vial') ? undefined : 'vial'
  return undefined
}

const REGISTERED_ppm = 100
const isOut = (store: StepView): boolean => store.results('hcp').some((r) => r.value > REGISTERED_ppm)

/** What, where, when, how much, done at once. */
export function reportAboutLot(view: DeskView): Answer | undefined {
  const told = (what: string): boolean =>
    view.done('case.deviation').some((d) => Array.isArray(d.value) && d.value[0] === what)
  const apart = view.done('vial.apart').at(-1)
  if (apart && !told('vial')) return ['vial', 'thaw', apart.t, 1, 'blocked']
  const culture = cultureOf(view)
  if (culture) {
    const step = culture.step.id
    const germs = culture.results('gram').find((r) => r.value > 0)
    if (germs) return told('contamination') ? undefined : ['contamination', step, germs.drawn_s, 1, 'blocked']
    const sent = view.done('call.maintenance').find((d) => d.value === 'transmitter' || d.value === 'oxygenValve')
    if (sent && !told(String(sent.value))) return [String(sent.value), step, sent.t, 1, 'maintenance']
    const poured = view.done('call.qa').find((d) => d.value === 'foam')
    if (poured && !told('foam')) return ['foam', step, poured.t, 1, 'compared']
  }
  const store = storeOf(view)
  const out = store?.results('hcp').find((r) => r.value > REGISTERED_ppm)
  if (!store || !out || told('hcp')) return undefined
  return ['hcp', store.step.id, view.t_s, out.value, 'blocked']
}

/** Where a lead comes in every third morning: what a plan for days, not for a morning, sets. */
const CAMPAIGN = {
  pH: 6.93,
  cool_C: 32.6,
  coolFromDay: 5,
  coolAt: 12,
  feed_pct_d: [4.4, 5, 5, 5],
  /** What the last days are to get at least, and how far ahead a feed is set. */
  least_pct_d: 2.5,
  comesEvery_d: 3,
  harvestFromDay: 13,
  harvestDay: 16,
  viability_pct: 66,
} as const

/** Feed and temperature for three days at a time, cooler than the recipe; sugar and harvest are the crew's. */
export function campaign(usual: UnitHand): UnitHand {
  const or =
    (topic: string, act: (view: DeskView, step: StepView) => Answer | undefined) =>
    (view: DeskView, step: StepView): Answer | undefined =>
      isFar(step) ? act(view, step) : usual[topic]?.(view, step)
  return {
    ...usual,
    /** Counted each time; salts on the morning that wants them. What the crew gives by itself is not measured for it. */
    assay: or('assay', (view, step) => {
      if (!oncePerRound(view, at(step, 'assay'))) return undefined
      const isDue = view.lines.some((line) => line.step === step.step.id && line.panel === 'osmolality')
      return ['viableCells', 'viability', ...(isDue ? ['osmolality'] : [])]
    }),
    pH: or('pH', (_, step) => set(step, 'pH', CAMPAIGN.pH)),
    temperature: or('temperature', (_, step) => {
      const count = step.results('viableCells').at(-1)?.value ?? 0
      const cool = step.day >= CAMPAIGN.coolFromDay && count >= CAMPAIGN.coolAt
      return set(step, 'temperature', cool || step.settings['temperature']! < 35 ? CAMPAIGN.cool_C : 36.8)
    }),
    feedRate: or('feedRate', (view, step) => {
      if (!oncePerRound(view, at(step, 'feedRate'))) return undefined
      const { startVolume_L, workingVolume_L } = antibodyOf(view.plant).vessel
      const percent = step.day < 3 ? 0 : CAMPAIGN.feed_pct_d[Math.min(3, Math.floor(step.day / 3) - 1)]!
      // A full vessel has no room for the crew's sugar: what starves is dead in a night.
      const days = Math.max(1, CAMPAIGN.harvestDay - step.day)
      const now = Math.min(days, CAMPAIGN.comesEvery_d)
      const room_L = workingVolume_L - SCALE_ERR_L - (shownNow(view, step, 'weight') ?? workingVolume_L)
      const later_L = days * sugarADay_L(view, step) + ((days - now) * startVolume_L * CAMPAIGN.least_pct_d) / 100
      const most_L = Math.max(0, room_L - later_L) / now
      return set(step, 'feedRate', Math.min((startVolume_L * percent) / 100, most_L) / 24)
    }),
    glucose: or('glucose', () => undefined),
    proceed: or('proceed', (view, step) => {
      const viability = todays(view, step, 'viability')
      if (viability === undefined || step.day < CAMPAIGN.harvestFromDay) return undefined
      return step.day >= CAMPAIGN.harvestDay || viability < CAMPAIGN.viability_pct ? 1 : undefined
    }),
  }
}

const RELEASE_TESTS = ['hcp', 'dna', 'proteinA', 'hmw', 'content', 'endotoxin']

/** What an open case can be read off: displays, and results that are there. */
function readForBoard(view: DeskView, step: StepView): string | undefined {
  const board = view.boards.find((b) => b.measure === null)
  const needs = board?.facts.flatMap((f) => (f.who === null && f.said === null ? f.needs : [])) ?? []
  const here = needs.flatMap((name) =>
    name.startsWith(`${step.step.id}.`) ? [name.slice(step.step.id.length + 1)] : [],
  )
  return here.find((id) => {
    const isThere = step.panels.includes(id) || step.results(id).length > 0
    return isThere && !view.seenToday(at(step, id))
  })
}

export const releaseHand: UnitHand = {
  look: (view, step) => readForBoard(view, step) ?? panelToRead(view, step),
  assay(view, step) {
    const slot = `${step.step.id}.assay`
    if (view.done(slot).length === 0) return RELEASE_TESTS
    const results = step.results('hcp')
    const board = view.boards.find((b) => b.fault === 'hcpHigh')
    const mended = board?.measure && board.pinned?.cause !== 'process' && board.pinned?.cause !== 'sample'
    const drawn = view.done(slot).filter((d) => Array.isArray(d.value) && d.value.includes('hcp')).length
    return mended && results.length === 1 && drawn === 1 ? ['hcp'] : undefined
  },
}

/** There is nothing to decide, a result is still to come, or somebody to be answered. */
const isWaiting = (view: DeskView, store: StepView | undefined): boolean =>
  !store || view.nextResult_s !== null || store.results('hcp').length === 0 || view.questions.length > 0

/** The record read by exception: what cannot be made good first, then what stands beyond its limit, then what was settled. */
export function decideLot(view: DeskView): Answer | undefined {
  const culture = cultureOf(view)
  const store = storeOf(view)
  if (culture ? !hasGerms(culture) : isWaiting(view, store)) return undefined
  const lines = view.review
  const missing = lines.find((line) => line.said === null)?.id ?? NOTHING_MISSING
  const line = (id: string): ReviewLine | undefined => lines.find((l) => l.id === id)
  const say = (decision: string, signer: string, ...marked: readonly string[]): Answer => [
    decision,
    signer,
    missing,
    ...marked,
  ]
  if (culture) {
    const told = view.done('call.qa').some((d) => d.value === 'contamination')
    const written = lines.some((l) => l.id === 'case.milky')
    const settled = view.boards.every((b) => b.measure !== null)
    return told && written && settled ? say('reject', 'qa', 'test.gram') : undefined
  }
  const proof = line('crew.holdStart')
  const out = lines.filter((l) => l.of === 'hcp' && typeof l.said === 'number' && l.said > REGISTERED_ppm)
  const found = line('found.hcpHigh')
  const again = lines.filter((l) => l.id.startsWith('test.hcp.')).at(-1)!
  if (out.length && !found) return undefined
  if (found && found.said === null) return undefined
  if (proof && proof.said === null) return say('withdraw', 'qa', proof.id)
  const other = lines.find((l) => l.section === 'tests' && l.of !== 'hcp' && isBeyond(l))
  if (other && (!found || found.said === 'dilution' || found.said === 'standard')) return say('reject', 'qa', other.id)
  if (!found) {
    const cases = lines.filter((l) => l.id.startsWith('case.')).map((l) => l.id)
    return say('release', 'pharmacist', 'test.hcp.0', ...cases.slice(0, 2))
  }
  if (found.said === 'process' || found.said === 'sample') return say('reject', 'qa', out[0]!.id, found.id)
  if (again.id === out[0]!.id) return undefined
  return typeof again.said === 'number' && again.said > REGISTERED_ppm
    ? say('reject', 'qa', again.id, found.id)
    : say('release', 'pharmacist', found.id, again.id)
}

const isBeyond = ({ said, limit }: ReviewLine): boolean =>
  typeof said === 'number' &&
  limit !== null &&
  ((limit.low !== null && said < limit.low) || (limit.high !== null && said > limit.high))

/** Not home while something of today is still to be done about the lot. */
export function staysForLot(view: DeskView): boolean {
  if (view.vial) return true
  const culture = cultureOf(view)
  return culture !== undefined && hasGerms(culture)
}
