import type { DeskView, StepView } from '../desk/view.ts'
import type { Answer } from '../state.ts'
import { oncePerRound, panelToRead, set, shownNow, type UnitHand } from './hand.ts'

/** Press and resuspension: the glass behind the press, the weight of what came through, the foam by two instruments. */

const MINUTE = 60
const at = (step: StepView, topic: string): string => `${step.step.id}.${topic}`

const rings = (view: DeskView, step: StepView, instrument: string): boolean =>
  view.alarms.some((a) => a.spec.step === step.step.id && a.spec.instrument === instrument && a.state !== 'normal')

const isDue = (view: DeskView, step: StepView, panel: string): boolean =>
  view.lines.some((line) => line.step === step.step.id && line.panel === panel)

const PRESS = { pressure: 1.5, filterAid: 1.5 }

/** The printed pressure, whatever the glass shows; a press that hardly runs is given fresh cloth. */
export const sopFilterPress: UnitHand = {
  look: (view, step) => (step.paused ? undefined : panelToRead(view, step)),
  assay: (view, step) =>
    step.ready && isDue(view, step, 'turbidity') && oncePerRound(view, at(step, 'assay')) ? ['turbidity'] : undefined,
  pressure: (_, step) => set(step, 'pressure', PRESS.pressure),
  filterAid: (_, step) => set(step, 'filterAid', PRESS.filterAid),
  freshCloth: (view, step) => (rings(view, step, 'flux') && oncePerRound(view, at(step, 'freshCloth')) ? 1 : undefined),
  pause: (_, step) => (step.paused ? 0 : undefined),
  proceed: (view, step) => (step.ready && view.nextResult_s === null ? 1 : undefined),
}

/** Behind the press the liquid should be so clear; a cake that lets more pass is squeezed less. */
const CLEAR_NTU = 6
const FIRST_BAR = 1
const LEAST_BAR = 0.6

/** kg that came through in the last minutes, against what the meter reads; null: too early to say. */
function meterLies(view: DeskView, step: StepView): boolean | null {
  const points = view.history(at(step, 'filtrateWeight')).filter((p) => p.t_s >= view.t_s - 10 * MINUTE)
  const [first, last] = [points[0], points.at(-1)]
  const flux = shownNow(view, step, 'flux')
  if (!first || !last || last.t_s - first.t_s < 4 * MINUTE || flux === undefined) return null
  const kg_h = ((last.shown! - first.shown!) * 3600) / (last.t_s - first.t_s)
  return kg_h > 2 * Math.max(1, flux) * pressArea_m2(view)
}
const pressArea_m2 = (view: DeskView): number => ('filterPress_m2' in view.plant ? view.plant.filterPress_m2 : 1)

/** What is behind a flow that has rung, once the weight has been read; null: not known yet, or nothing has rung. */
function behindTheFlow(view: DeskView, step: StepView): 'gel' | 'meter' | null {
  if (!view.view(at(step, 'filtrateWeight')) || !rings(view, step, 'flux')) return null
  const lies = meterLies(view, step)
  return lies === null ? null : lies ? 'meter' : 'gel'
}

export const expertFilterPress: UnitHand = {
  ...sopFilterPress,
  look(view, step) {
    if (rings(view, step, 'flux') && !view.view(at(step, 'filtrateWeight'))) return 'filtrateWeight'
    return sopFilterPress['look']!(view, step)
  },
  pressure(view, step) {
    const now = step.settings['pressure']!
    const changed_s = view.done(at(step, 'pressure')).at(-1)?.t
    if (step.paused || changed_s === undefined) return set(step, 'pressure', FIRST_BAR)
    const glass = shownNow(view, step, 'filtrateLine')
    if (glass === undefined || view.t_s - changed_s < 3 * MINUTE || step.ready) return undefined
    return glass > CLEAR_NTU && now > LEAST_BAR ? Math.max(LEAST_BAR, Math.round(10 * (now - 0.1)) / 10) : undefined
  },
  freshCloth: (view, step) =>
    behindTheFlow(view, step) === 'gel' && oncePerRound(view, at(step, 'freshCloth')) ? 1 : undefined,
}

const PASTE = { temperature: 4, pH: 4.5, stirring: 1 }

/** The printed dissolving; foam that rings is stirred less until it is gone. */
export const sopResuspension: UnitHand = {
  look: (view, step) => (step.paused ? undefined : panelToRead(view, step)),
  temperature: (_, step) => set(step, 'temperature', PASTE.temperature),
  pH: (_, step) => set(step, 'pH', PASTE.pH),
  stirring(view, step) {
    const rang = view.done(at(step, 'stirring')).some((d) => d.value === 0.7) || rings(view, step, 'foam')
    return set(step, 'stirring', rang ? 0.7 : PASTE.stirring)
  },
  pause: (_, step) => (step.paused ? 0 : undefined),
  proceed: (_, step) => (step.ready ? 1 : undefined),
}

/** By so much two eyes on the same foam may differ. */
const AGREE_PCT = 15

const ODD_PCT = 18

/** More foam than a paste makes at this stirring, and nobody has been sent for yet. */
const isOdd = (view: DeskView, step: StepView): boolean =>
  step.settings['stirring']! <= 0.7 &&
  (shownNow(view, step, 'foam') ?? 0) > ODD_PCT &&
  !view.done('call.maintenance').some((d) => d.value === 'stirrerDrive' || d.value === 'foamProbe')

const GLASS_IS_FRESH_S = 20 * MINUTE

/** What foams: the drive, or only the probe; by the glass. */
function behindTheFoam(view: DeskView, step: StepView): 'unknown' | 'drive' | 'probe' | null {
  if (!rings(view, step, 'foam') && !isOdd(view, step)) return null
  const glass = view.view(at(step, 'foamGlass'))
  if (!glass || glass.value === null || view.t_s - glass.t_s > GLASS_IS_FRESH_S) return 'unknown'
  return (shownNow(view, step, 'foam') ?? 0) - glass.value > AGREE_PCT ? 'probe' : 'drive'
}

/** Stirred as hard as the foam allows: between these it is left as it is. */
const FOAM_PCT = { low: 3, high: 8 }
const CALM = 0.5
const GENTLEST = 0.4
const FOAM_ANSWERS_S = 8 * MINUTE
const MENDED_S = 65 * MINUTE

/** So clear that what is left is not worth the foam; nobody waits longer than that for it. */
const DISSOLVED_NTU = 200
const FIRST_SAMPLE_H = 2
const SAMPLE_EVERY_S = 40 * MINUTE
const LONGEST_H = 5

const calledSince = (view: DeskView, thing: string): number | undefined => {
  const was = view.done('call.maintenance').find((d) => d.value === thing)
  return was && view.t_s - was.t
}

/** By the foam while there is much to dissolve; a sample says when there is little. */
export const expertResuspension: UnitHand = {
  ...sopResuspension,
  look(view, step) {
    if (behindTheFoam(view, step) === 'unknown') return 'foamGlass'
    return sopResuspension['look']!(view, step)
  },
  stirring(view, step) {
    const now = step.settings['stirring']!
    const changed_s = view.done(at(step, 'stirring')).at(-1)?.t
    if (step.paused || changed_s === undefined) return set(step, 'stirring', PASTE.stirring)
    if (behindTheFoam(view, step) === 'drive') return set(step, 'stirring', Math.min(now, CALM))
    // While the probe is wiped nobody knows the foam but by the glass.
    const away_s = calledSince(view, 'foamProbe')
    const foam = shownNow(view, step, 'foam')
    if (behindTheFoam(view, step) !== null || (away_s !== undefined && away_s < MENDED_S)) return undefined
    if (foam === undefined || view.t_s - changed_s < FOAM_ANSWERS_S) return undefined
    if (foam > FOAM_PCT.high && now > GENTLEST) return Math.max(GENTLEST, Math.round(20 * (now - 0.15)) / 20)
    const drive_s = calledSince(view, 'stirrerDrive')
    const isMended = drive_s === undefined || drive_s >= MENDED_S
    return foam < FOAM_PCT.low && now < PASTE.stirring && isMended
      ? Math.min(PASTE.stirring, Math.round(20 * (now + 0.1)) / 20)
      : undefined
  },
  assay(view, step) {
    const last = step.results('turbidity').at(-1)
    const isTime = last === undefined || view.t_s - last.drawn_s >= SAMPLE_EVERY_S
    return step.counters['mixed_h']! >= FIRST_SAMPLE_H && isTime && view.nextResult_s === null
      ? ['turbidity']
      : undefined
  },
  proceed(_, step) {
    const last = step.results('turbidity').at(-1)
    const isClear = last !== undefined && last.value <= DISSOLVED_NTU
    return isClear || step.counters['mixed_h']! >= LONGEST_H ? 1 : undefined
  },
}

/** Who is sent for about the press and the tank of paste. */
export function mendsPaste(view: DeskView): Answer | undefined {
  const called = (thing: string): boolean => view.done('call.maintenance').some((d) => d.value === thing)
  for (const step of view.steps) {
    if (step.unit === 'filterPress' && behindTheFlow(view, step) === 'meter' && !called('flowMeter')) return 'flowMeter'
    if (step.unit !== 'resuspension') continue
    const foam = behindTheFoam(view, step)
    if (foam === 'drive' && !called('stirrerDrive')) return 'stirrerDrive'
    if (foam === 'probe' && !called('foamProbe')) return 'foamProbe'
  }
  return undefined
}

const ABOUT: Readonly<Record<string, string>> = { flowMeter: 'flux', stirrerDrive: 'foam', foamProbe: 'foam' }

/** Reported once somebody is on the way, or the press has been opened. */
export function pasteDeviation(view: DeskView): Answer | undefined {
  const told = (what: string): boolean =>
    view.done('case.deviation').some((d) => Array.isArray(d.value) && d.value[0] === what)
  for (const step of view.steps) {
    if (step.unit !== 'filterPress' && step.unit !== 'resuspension') continue
    for (const call of view.done('call.maintenance')) {
      const what = ABOUT[String(call.value)]
      if (what !== undefined && !told(what)) return [what, step.step.id, call.t, 1, 'maintenance']
    }
    const opened = view.done(at(step, 'freshCloth')).at(-1)
    if (opened && !told('flux')) return ['flux', step.step.id, opened.t, 1, 'stopped']
  }
  return undefined
}
