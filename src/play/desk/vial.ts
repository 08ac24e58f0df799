import type { Refusal } from '../../models/index.ts'
import type { Level } from '../level.ts'
import type { Answer, Run, RunningStep } from '../state.ts'
import { causeOf } from './faults.ts'

/** The vial of a bank that somebody has pulled for this batch, and what was found out about it. */
export interface VialState {
  looked: boolean
  scanned: boolean
  /** Two people have read the list of the cold store, place by place. */
  listed: boolean
  /** The pulled vial stands cold and apart, with its own tag. */
  apart: boolean
  used: 'pulled' | 'other' | null
}

export const drawVial = (level: Level): VialState | undefined =>
  level.work?.vials && { looked: false, scanned: false, listed: false, apart: false, used: null }

/** What the label of the pulled vial says when it is held up: '' where frost hides it. */
export function labelOf(run: Run): string {
  const { fault, labels, ordered } = run.level.work!.vials!
  const cause = causeOf(
    run,
    run.level.work!.faults.find((f) => f.id === fault)!,
  ).id
  return Object.hasOwn(labels, cause) ? labels[cause]! : ordered
}

/** What its barcode says, frost or not. */
export const barcodeOf = (run: Run): string => labelOf(run) || run.level.work!.vials!.ordered

/** Of the bank that the order names. */
export const isOrdered = (run: Run): boolean => barcodeOf(run) === run.level.work!.vials!.ordered

/** Nothing is thawed before somebody has chosen a vial. */
export const waitsForVial = (run: Run, stepId: string): boolean =>
  run.level.work?.vials?.step === stepId && run.desk?.vial?.used === null

/** Whoever goes home without having chosen leaves it to the crew, who read the list by two. */
export function leaveVial({ t_s, level, desk }: Run, opened_s: number): void {
  if (desk!.night || t_s - opened_s >= level.work!.rounds.length_s) desk!.vial!.used = 'other'
}

const no = (code: string): Refusal => ({ code })

/** `vial.look` at the label, `vial.scan` its barcode, `vial.list` with a second person, `vial.apart`, `vial.take` 0 or 1. */
export function refuseVial(run: Run, topic: string, value: Answer): Refusal | undefined {
  const vial = run.desk!.vial
  if (!vial) return no('no_such_vial')
  if (vial.used !== null) return no('already_thawed')
  if (!run.running.some((r) => run.level.steps[r.index]!.id === run.level.work!.vials!.step))
    return no('step_not_running')
  if (topic === 'apart') return vial.apart ? no('already_apart') : undefined
  if (topic === 'list') return vial.listed ? no('already_read') : undefined
  if (topic === 'look' || topic === 'scan') return undefined
  if (topic !== 'take') return no('unknown_topic')
  if (value !== 0 && value !== 1) return no('no_such_vial')
  // Which place holds another one only the list says; and what stands apart is not taken back out.
  if (value === 1) return vial.listed ? undefined : no('not_listed')
  return vial.apart ? no('stands_apart') : undefined
}

export function actOnVial(run: Run, topic: string, value: Answer): void {
  const desk = run.desk!
  const vial = desk.vial!
  if (topic === 'look' || topic === 'scan') {
    const read = topic === 'look' ? labelOf(run) : barcodeOf(run)
    if (topic === 'look') vial.looked = true
    else vial.scanned = true
    // As ordered (0), of another bank (1), not to be read.
    const shown = read === '' ? null : read === run.level.work!.vials!.ordered ? 0 : 1
    desk.views[`vial.${topic}`] = { t_s: run.t_s, value: shown }
    desk.facts.push({ t_s: run.t_s, kind: 'looked', panel: `vial.${topic}`, shown })
  } else if (topic === 'list') vial.listed = true
  else if (topic === 'apart') vial.apart = true
  else {
    vial.used = value === 1 ? 'other' : 'pulled'
    if (vial.used === 'pulled' && !isOrdered(run)) spoil(run)
  }
}

/** Cells of another bank: what they are worth here is the level's to say. */
function spoil(run: Run): void {
  const { step, factors } = run.level.work!.vials!
  const running: RunningStep | undefined = run.running.find((r) => run.level.steps[r.index]!.id === step)
  if (!running || Object.keys(factors).length === 0) return
  const changed = Object.entries(factors).map(([id, f]) => [id, running.parameters[id]! * f])
  running.parameters = { ...running.parameters, ...Object.fromEntries(changed) }
}

/** What each act takes, in plant seconds: two people and a list, place by place, take longest. */
export const VIAL_S: Readonly<Record<string, number>> = { look: 20, scan: 40, list: 600, apart: 120, take: 60 }
