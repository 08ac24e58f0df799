import type { DeskView, StepView } from '../desk/view.ts'
import type { Answer } from '../state.ts'
import { panelToRead, set, shownNow, type UnitHand } from './hand.ts'

/** The vector kept in: a freezer, a puddle, a session, a label, a cycle. */

const at = (step: StepView, topic: string): string => `${step.step.id}.${topic}`
const seen = (view: DeskView, step: StepView, panel: string): number | undefined =>
  view.view(at(step, panel))?.value ?? undefined
const did = (view: DeskView, step: StepView, act: string): boolean => view.done(at(step, act)).length > 0
const unread = (view: DeskView, step: StepView, panel: string): string | undefined =>
  view.view(at(step, panel)) ? undefined : panel

// --- Bag, floor and freezer ------------------------------------------------------------------------------------------------

/** The serotype of this campaign, by the file. */
const SEROTYPE = 9
const PUDDLE_L = 0.35
/** Clean water has a hundredth of it. */
const LYSATE_mS_cm = 2
const PORT_cm = 50
const CONTACT_MIN = 30
/** The file keeps a lysate that waits in the cold. */
const COLD_C = 8

const isForeign = (view: DeskView, step: StepView): boolean => (seen(view, step, 'tubeCode') ?? SEROTYPE) !== SEROTYPE
const isListed = (view: DeskView, step: StepView): boolean =>
  seen(view, step, 'changeoverList') === seen(view, step, 'tubeCode')
const leaks = (view: DeskView, step: StepView): boolean =>
  did(view, step, 'contain') || (shownNow(view, step, 'bund') ?? 0) > PUDDLE_L
/** What the meter said of the puddle, once there was one. */
function puddle(view: DeskView, step: StepView): number | undefined {
  const contained_s = view.done(at(step, 'contain'))[0]?.t ?? Infinity
  const last = view.view(at(step, 'puddleMeter'))
  return last && last.t_s >= contained_s ? (last.value ?? undefined) : undefined
}

const bag = (reads: boolean): UnitHand => {
  /** Water, the port or the weld; the recipe asks no meter and moves the bag. */
  const what = (view: DeskView, step: StepView): 'water' | 'port' | 'seam' | undefined => {
    if (!did(view, step, 'contain')) return undefined
    if (!reads) return 'seam'
    const mS_cm = puddle(view, step)
    if (mS_cm === undefined) return undefined
    if (mS_cm < LYSATE_mS_cm) return 'water'
    const high = seen(view, step, 'dripHeight')
    return high === undefined ? undefined : high > PORT_cm ? 'port' : 'seam'
  }
  const isStopped = (view: DeskView, step: StepView): boolean =>
    step.counters['taped'] === 1 || did(view, step, 'transfer') || did(view, step, 'clamp')
  return {
    look(view, step) {
      const tubes = unread(view, step, 'tubeCode')
      if (tubes !== undefined) return tubes
      if (reads && isForeign(view, step) && unread(view, step, 'changeoverList')) return 'changeoverList'
      if (reads && did(view, step, 'contain')) {
        if (puddle(view, step) === undefined) return 'puddleMeter'
        if (what(view, step) === undefined) return 'dripHeight'
      }
      return panelToRead(view, step)
    },
    segregate: (view, step) =>
      isForeign(view, step) &&
      !did(view, step, 'segregate') &&
      (!reads || (mayJudge(view, step) && !isListed(view, step)))
        ? 1
        : undefined,
    temperature: (_, step) => set(step, 'temperature', COLD_C),
    contain: (view, step) => (leaks(view, step) && !did(view, step, 'contain') ? 1 : undefined),
    clamp: (view, step) => (what(view, step) === 'port' && !did(view, step, 'clamp') ? 1 : undefined),
    transfer: (view, step) => (what(view, step) === 'seam' && !did(view, step, 'transfer') ? 1 : undefined),
    disinfect: (view, step) => (isStopped(view, step) && !did(view, step, 'disinfect') ? 1 : undefined),
    wipe(view, step) {
      if (did(view, step, 'wipe')) return undefined
      if (what(view, step) === 'water') return 1
      return did(view, step, 'disinfect') && step.counters['contact_min']! >= CONTACT_MIN + 1 ? 1 : undefined
    },
    proceed(view, step) {
      if (!step.ready || (leaks(view, step) && !did(view, step, 'wipe'))) return undefined
      return view.lines.some((l) => l.step === step.step.id) || isUntold(view) ? undefined : 1
    },
  }
}
const mayJudge = (view: DeskView, step: StepView): boolean => seen(view, step, 'changeoverList') !== undefined

export const sopBag = bag(false)
export const expertBag = bag(true)

// --- Membrane --------------------------------------------------------------------------------------------------------------

/** What the file prints. */
const FILE = { pressure: 0.8, area: 1, factor: 3, diavolumes: 8, final: 2e13, bufferSalt: 200, surfactant: 0.001 }
/** A third of the membrane binds a third; small enough a volume is washed with little; surfactant before anything flows. */
const EXPERT = { area: 0.35, factor: 10, condition: 0.003 }
const LABEL_pct = 0.0005

const isOthers = (view: DeskView, step: StepView): boolean => (seen(view, step, 'account') ?? 0) > 0
const isBare = (view: DeskView, step: StepView): boolean => (seen(view, step, 'bufferLabel') ?? 1) < LABEL_pct
const wasWeighed = (view: DeskView, step: StepView): boolean => (seen(view, step, 'bufferTicket') ?? 0) > 0.2

const membrane = (reads: boolean): UnitHand => ({
  look(view, step) {
    if (!step.paused || step.phase !== 'concentrate') return panelToRead(view, step)
    const first = unread(view, step, 'account') ?? unread(view, step, 'trailGap') ?? unread(view, step, 'bufferLabel')
    if (first !== undefined) return first
    return (reads && isBare(view, step) ? unread(view, step, 'bufferTicket') : undefined) ?? panelToRead(view, step)
  },
  signIn: (view, step) =>
    isOthers(view, step) && !did(view, step, 'signIn') && isSaid(view, 'account') ? 1 : undefined,
  freshBuffer(view, step) {
    if (!isBare(view, step) || did(view, step, 'freshBuffer')) return undefined
    return !reads || (seen(view, step, 'bufferTicket') !== undefined && !wasWeighed(view, step)) ? 1 : undefined
  },
  pressure: (_, step) => set(step, 'pressure', FILE.pressure),
  area: (_, step) => (step.phase === 'concentrate' ? set(step, 'area', reads ? EXPERT.area : FILE.area) : undefined),
  factor: (_, step) => set(step, 'factor', reads ? EXPERT.factor : FILE.factor),
  diavolumes: (_, step) => set(step, 'diavolumes', FILE.diavolumes),
  final: (_, step) => set(step, 'final', FILE.final),
  bufferSalt: (_, step) => set(step, 'bufferSalt', FILE.bufferSalt),
  surfactant: (_, step) => set(step, 'surfactant', FILE.surfactant),
  condition: (view, step) => (reads && step.paused && !did(view, step, 'condition') ? EXPERT.condition : undefined),
  pause(view, step) {
    if (!step.paused || seen(view, step, 'account') === undefined || seen(view, step, 'bufferLabel') === undefined)
      return undefined
    if (isUntold(view) || (isOthers(view, step) && !did(view, step, 'signIn'))) return undefined
    return step.counters['fetching_min']! > 0 ? undefined : 0
  },
  proceed: (view, step) =>
    step.ready &&
    !step.paused &&
    !(step.phase === 'concentrateAgain' && view.lines.some((l) => l.step === step.step.id))
      ? 1
      : undefined,
})

export const sopMembrane = membrane(false)
export const expertMembrane = membrane(true)

// --- Filter and vials --------------------------------------------------------------------------------------------------------

interface Filling {
  readonly overfill_pct: number
  /** Tubes pulled and weighed, and what their mean is then set to, above the label. */
  readonly weighed?: number
  readonly aim_pct?: number
}

/** What the label promises; a millilitre weighs a gram. */
const LABEL_g = 5.5

const filling = ({ overfill_pct, weighed = 0, aim_pct = 0 }: Filling): UnitHand => ({
  look(view, step) {
    if (step.phase === 'test' && step.ready) return panelToRead(view, step)
    if (step.phase !== 'fill' || !((step.counters['vials'] ?? 0) > 0)) return undefined
    return view.looks(at(step, 'tubeWeight')).length < weighed ? 'tubeWeight' : undefined
  },
  overfill(view, step) {
    const tubes_g = view.looks(at(step, 'tubeWeight')).flatMap(({ shown }) => shown ?? [])
    if (weighed === 0 || tubes_g.length < weighed) return set(step, 'overfill', overfill_pct)
    // The pump scatters: it is nudged once, on the mean.
    const mean_g = tubes_g.reduce((sum, g) => sum + g, 0) / tubes_g.length
    const delivered = mean_g / (LABEL_g * (1 + overfill_pct / 100))
    return set(step, 'overfill', Math.round(10 * Math.max(0, 100 * ((1 + aim_pct / 100) / delivered - 1))) / 10)
  },
  pause: (_, step) => (step.paused ? 0 : undefined),
  proceed: (view, step) =>
    step.ready && !step.paused && !(step.phase === 'test' && view.lines.some((l) => l.step === step.step.id))
      ? 1
      : undefined,
})

/** What the file prints, and keeps. */
export const sopFill = filling({ overfill_pct: 5 })
/** Enough for a hose that gives too little, until three tubes have said what it gives. */
export const expertFill = filling({ overfill_pct: 5, weighed: 3, aim_pct: 2.4 })

// --- Effluent --------------------------------------------------------------------------------------------------------------

const VALIDATED_C = 121
const CYCLE = { target: 121.6, hold: 30 }
/** On the gauge, of steam at 121 °C, its error left aside. */
const STEAM_bar = 0.99
const gaugeSays = (view: DeskView, step: StepView): 'steam' | 'probe' | undefined => {
  const bar = seen(view, step, 'steamGauge')
  return bar === undefined ? undefined : bar < STEAM_bar ? 'steam' : 'probe'
}
/** What the display has shown of this cycle at its hold. */
const isShort = (view: DeskView, step: StepView): boolean =>
  step.phase !== 'heat' && (heldLow(view, step) ?? VALIDATED_C) < VALIDATED_C - 0.4
function heldLow(view: DeskView, step: StepView): number | undefined {
  if (step.phase === 'hold') return shownNow(view, step, 'killProbe')
  return seen(view, step, 'cycleTicket')
}

const effluent = (reads: boolean): UnitHand => ({
  look(view, step) {
    // The gauge says something while the steam is on.
    if (step.phase === 'hold' && step.counters['held_min']! >= 6 && unread(view, step, 'steamGauge'))
      return 'steamGauge'
    if (step.phase !== 'cool') return undefined
    const began_s = view.done(at(step, 'again')).at(-1)?.t ?? 0
    if ((view.view(at(step, 'cycleTicket'))?.t_s ?? -1) <= began_s) return 'cycleTicket'
    return panelToRead(view, step)
  },
  target: (_, step) => set(step, 'target', CYCLE.target),
  hold: (_, step) => set(step, 'hold', CYCLE.hold),
  pause: (_, step) => (step.paused ? 0 : undefined),
  again(view, step) {
    if (step.phase !== 'cool' || did(view, step, 'again') || !isShort(view, step)) return undefined
    if (reads && gaugeSays(view, step) === 'probe') return undefined
    const call = view.done('call.maintenance').at(-1)
    // Who came has to have been.
    return call && view.t_s - call.t >= MENDING_S ? 1 : undefined
  },
  proceed(view, step) {
    if (step.phase !== 'cool' || !step.ready || isUntold(view)) return undefined
    if (view.lines.some((l) => l.step === step.step.id)) return undefined
    if (seen(view, step, 'cycleTicket') === undefined) return undefined
    const began_s = view.done(at(step, 'again')).at(-1)?.t ?? 0
    if ((view.view(at(step, 'cycleTicket'))?.t_s ?? -1) <= began_s) return undefined
    if (!isShort(view, step)) return 1
    return gaugeSays(view, step) === 'probe' && (reads || did(view, step, 'again')) ? 1 : undefined
  },
})
const MENDING_S = 3900

export const sopEffluent = effluent(false)
export const expertEffluent = effluent(true)

// --- What is told ----------------------------------------------------------------------------------------------------------

interface Found {
  readonly what: string
  readonly step: string
  readonly t_s: number
  readonly howMuch: number
  readonly done: string
  readonly thing: string | null
  readonly severity: 'minor' | 'major' | 'critical'
}

/** What the desk knows to be wrong, and what was done about it. */
function foundOf(view: DeskView): readonly Found[] {
  return view.steps.flatMap((step): readonly Found[] => {
    const { id, mode } = step.step
    if (mode !== 'play') return []
    if (step.unit === 'vectorBag') return ofBag(view, step, id)
    if (step.unit === 'vectorUltrafiltration') return ofMembrane(view, step, id)
    return step.unit === 'vectorEffluent' ? ofEffluent(view, step, id) : []
  })
}

function ofBag(view: DeskView, step: StepView, id: string): readonly Found[] {
  const found: Found[] = []
  const apart = view.done(at(step, 'segregate'))[0]
  const list = view.view(at(step, 'changeoverList'))
  if (isForeign(view, step) && (apart || (list && isListed(view, step))))
    found.push({
      what: 'tubeCode',
      step: id,
      t_s: view.view(at(step, 'tubeCode'))!.t_s,
      howMuch: 8,
      done: apart ? 'segregate' : 'compared',
      thing: null,
      severity: 'critical',
    })
  const contained = view.done(at(step, 'contain'))[0]
  if (contained) {
    const isWater = (puddle(view, step) ?? LYSATE_mS_cm) < LYSATE_mS_cm
    found.push({
      what: 'bagLeak',
      step: id,
      t_s: contained.t,
      howMuch: 1,
      done: 'contain',
      thing: isWater ? 'jacketTrap' : null,
      severity: 'critical',
    })
  }
  return found
}

function ofMembrane(view: DeskView, step: StepView, id: string): readonly Found[] {
  const found: Found[] = []
  const common = { step: id, thing: null, severity: 'major' } as const
  const session = view.view(at(step, 'account'))
  const since = view.view(at(step, 'trailGap'))
  if (session && since && isOthers(view, step))
    found.push({
      ...common,
      what: 'account',
      t_s: session.t_s,
      howMuch: Math.max(1, Math.round(since.value ?? 1)),
      done: 'signIn',
    })
  const label = view.view(at(step, 'bufferLabel'))
  const ticket = view.view(at(step, 'bufferTicket'))
  if (label && isBare(view, step) && (ticket || did(view, step, 'freshBuffer')))
    found.push({
      ...common,
      what: 'bufferLabel',
      t_s: label.t_s,
      howMuch: 1,
      done: did(view, step, 'freshBuffer') ? 'freshBuffer' : 'compared',
    })
  return found
}

function ofEffluent(view: DeskView, step: StepView, id: string): readonly Found[] {
  const says = gaugeSays(view, step)
  if (!isShort(view, step) || says === undefined) return []
  const gauge_s = view.view(at(step, 'steamGauge'))!.t_s
  return [
    {
      what: 'killProbe',
      step: id,
      t_s: gauge_s,
      howMuch: Math.round(10 * (heldLow(view, step) ?? 118)) / 10,
      done: 'maintenance',
      thing: says === 'steam' ? 'steamValve' : 'killProbe',
      severity: 'major',
    },
  ]
}

const isSaid = (view: DeskView, what: string): boolean => view.done('call.qa').some((d) => d.value === what)
const isTold = (view: DeskView, slot: string, { what }: Found): boolean =>
  view.done(slot).some((d) => (Array.isArray(d.value) ? d.value[0] : d.value) === what)

/** Something was found that quality has not heard of, or that nobody has written. */
const isUntold = (view: DeskView): boolean =>
  foundOf(view).some((f) => !isTold(view, 'call.qa', f) || !isTold(view, 'case.deviation', f))

export const containedQuality = (view: DeskView): Answer | undefined =>
  foundOf(view).find((f) => !isTold(view, 'call.qa', f))?.what

export const containedMends = (view: DeskView): Answer | undefined =>
  foundOf(view).find(
    (f) => f.thing !== null && isSaid(view, f.what) && !view.done('call.maintenance').some((d) => d.value === f.thing),
  )?.thing ?? undefined

export function containedDeviation(view: DeskView): Answer | undefined {
  // One report is finished before the next.
  if (isUnclassed(view)) return undefined
  const found = foundOf(view).find((f) => isTold(view, 'call.qa', f) && !isTold(view, 'case.deviation', f))
  return found && [found.what, found.step, found.t_s, found.howMuch, found.done]
}

const isUnclassed = (view: DeskView): boolean => view.done('case.class').length < view.done('case.deviation').length

/** Classed once it is told. */
export function containedClass(view: DeskView): Answer | undefined {
  const last = view.done('case.deviation').at(-1)
  if (!last || !Array.isArray(last.value) || !isUnclassed(view)) return undefined
  const [what] = last.value
  return foundOf(view).find((f) => f.what === what)?.severity
}
