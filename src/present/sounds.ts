import type { Ending } from './ending.ts'
import { type Language, typeset } from './language.ts'
import type { PlantView } from './plantView.ts'
import type { ActSnapshot, AlarmSnapshot, Snapshot } from './snapshot.ts'
import { measured, priorityWord } from './words.ts'

/** Something that is heard, by its meaning. */
export type Cue =
  | { readonly sound: 'critical' | 'major' | 'minor'; readonly alarm: AlarmSnapshot }
  | {
      readonly sound:
        | 'acknowledged'
        | 'valveOpens'
        | 'valveCloses'
        | 'sample'
        | 'signed'
        | 'stepDone'
        | 'released'
        | 'rejected'
        | 'finding'
        | 'night'
        | 'phone'
    }

const ALARMS = { 1: 'critical', 2: 'major', 3: 'minor' } as const

const calling = (view: Snapshot): readonly AlarmSnapshot[] => view.alarms.filter((a) => a.state === 'unacknowledged')

/** The one alarm that may be heard: the highest nobody has answered. */
export function loudestAlarm(view: Snapshot): AlarmSnapshot | null {
  return [...calling(view)].sort((a, b) => a.priority - b.priority)[0] ?? null
}

/** The alarm that begins to call between two looks, or one that is heard now that a higher has been answered. */
function alarmBetween(before: Snapshot | null, after: Snapshot): readonly Cue[] {
  const now = loudestAlarm(after)
  if (!now) return []
  const was = before && loudestAlarm(before)
  const known = before ? calling(before).map((a) => a.id) : []
  const fresh = calling(after).find((a) => a.priority === now.priority && !known.includes(a.id))
  const heard = fresh ?? (!was || was.priority < now.priority ? now : null)
  return heard ? [{ sound: ALARMS[heard.priority], alarm: heard }] : []
}

/** What is poured in; other acts of a step have no valve. */
const POURED: ReadonlySet<string> = new Set(['feed', 'glucose', 'base', 'acid', 'dilute', 'antifoam', 'passage'])
/** Set points that open or close a valve. */
const FLOWS: ReadonlySet<string> = new Set(['feedRate', 'air', 'oxygenMax', 'carbonDioxideMax'])
const PAPER: ReadonlySet<string> = new Set(['case.deviation', 'case.class', 'night.orders'])

function cueOfAct({ slot, value }: ActSnapshot, before: Snapshot): Cue | null {
  const [place, topic] = slot.split('.') as [string, string]
  if (place === 'alarm') return { sound: 'acknowledged' }
  if (place === 'call') return { sound: 'phone' }
  if (PAPER.has(slot)) return { sound: 'signed' }
  if (topic === 'assay' || topic === 'tube') return { sound: 'sample' }
  if (topic === 'pause') return { sound: value === 0 ? 'valveOpens' : 'valveCloses' }
  const step = before.steps.find((s) => s.id === place)
  // A dose poured by hand was heard as it ran.
  const byHand = topic === 'feed' && step?.controls.every((c) => c.topic !== 'feedRate')
  if (step && POURED.has(topic)) return { sound: byHand ? 'valveCloses' : 'valveOpens' }
  if (step && FLOWS.has(topic)) {
    const stood = step.controls.find((c) => c.topic === topic)?.value ?? 0
    return { sound: Number(value) < stood ? 'valveCloses' : 'valveOpens' }
  }
  return null
}

/**
 * What is heard between two looks at a run: what the player did, what began to call, what ended. A first look, or one
 * back in time, hears only the alarm that calls.
 */
export function soundsBetween(before: Snapshot | null, after: Snapshot): readonly Cue[] {
  if (!before || before.seed !== after.seed || before.t_s > after.t_s || before.acts.length > after.acts.length)
    return alarmBetween(null, after)
  const acts = after.acts.slice(before.acts.length).filter((a) => a.by === 'player')
  // The rest of that night is not heard: what it left is, in the morning.
  if (acts.some((a) => a.slot === 'shift.leave')) return [{ sound: 'night' }]
  const cues: Cue[] = acts.flatMap((act) => cueOfAct(act, before) ?? [])
  const inked = (view: Snapshot): number => view.lines.reduce((sum, line) => sum + line.entries.length, 0)
  if (inked(after) > inked(before)) cues.push({ sound: 'signed' })
  const fresh = after.news.slice(before.news.length)
  const roomDone = after.room?.cleared === true && before.room?.cleared === false
  if (roomDone || fresh.some((n) => n.kind === 'closed')) cues.push({ sound: 'stepDone' })
  return [...cues, ...alarmBetween(before, after)]
}

/** When the night is over: the telephone, if that was what ended it, and an alarm that still calls. */
export function soundsOfMorning(view: Snapshot, rung: boolean): readonly Cue[] {
  return [...(rung ? [{ sound: 'phone' } as const] : []), ...alarmBetween(null, view)]
}

/** The lot's own end. */
export function soundsOfEnding({ disposition }: Ending): readonly Cue[] {
  return disposition === 'none' ? [] : [{ sound: disposition }]
}

const WORDS: Readonly<Partial<Record<Cue['sound'], readonly [fr: string, en: string]>>> = {
  acknowledged: ['alarme acquittée', 'alarm acknowledged'],
  stepDone: ['étape terminée', 'step done'],
  released: ['lot libéré', 'batch released'],
  rejected: ['lot refusé', 'batch rejected'],
  finding: ['note grave : écart critique', 'low note: critical finding'],
  night: ['la nuit tombe', 'night falls'],
  phone: ['téléphone', 'telephone'],
}

/** The air of the room on the screen, by the grade on its plate: the weighing booth, the seed room, or the culture hall. */
export const roomAirOf = (view: Snapshot): 'C' | 'D' =>
  (view.room && !view.room.cleared) || view.steps[0]?.unit === 'nMinus1' ? 'C' : 'D'

/** Turns a minute of the seed tank's blades, as they are drawn. */
const SEED_RPM = 55

/** What runs in the picture, as loud as it turns there. */
export function machinesIn(plant: PlantView): {
  readonly rpm: number
  readonly gas: number
  readonly centrifuge: number
} {
  const still = { rpm: 0, gas: 0, centrifuge: 0 }
  if (plant.kind === 'culture') return { ...still, rpm: plant.vessel.stirring_rpm, gas: plant.vessel.gas }
  if (plant.kind !== 'machine') return still
  const { machine } = plant
  if (machine.unit === 'centrifuge') return { ...still, centrifuge: machine.speed }
  return (machine.unit === 'nMinus1' || machine.unit === 'seedTrain') && machine.vessel === 'tank'
    ? { ...still, rpm: SEED_RPM }
    : still
}

/** The words for who does not hear it: `[alarme critique, oxygène dissous]`; null: it says nothing new. */
export function captionOf(language: Language, cue: Cue): string | null {
  const say = (fr: string, en: string): string => `[${typeset(language, language === 'fr' ? fr : en)}]`
  if ('alarm' in cue) {
    const { priority, instrument } = cue.alarm
    const name = measured(language, instrument).name
    // A name that is an abbreviation keeps its capitals.
    const small = /^\p{Lu}\p{Ll}/u.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name
    const word = priorityWord(language, priority).toLowerCase()
    return say(`alarme ${word}, ${small}`, `${word} alarm, ${small}`)
  }
  const words = WORDS[cue.sound]
  return words ? say(...words) : null
}
