import type { Refusal } from '../../models/index.ts'
import { Fault, uniform } from '../../sim/index.ts'
import type { Cause, FaultSpec, Level } from '../level.ts'
import type { Answer, Run, RunningStep } from '../state.ts'
import { unitOf } from '../units.ts'
import type { PlantNow } from './desk.ts'
import type { FaultState } from './state.ts'

/** Which cause a lot gets, and when: drawn by the seed, the same whoever plays. */
export function drawFaults(level: Level, seed: number): Record<string, FaultState> {
  const entries = (level.work?.faults ?? []).map((fault): [string, FaultState] => {
    const total = fault.causes.reduce((sum, c) => sum + c.weight, 0)
    let left = uniform(seed, `fault.${fault.id}.cause`, 0) * total
    let cause = 0
    while (cause < fault.causes.length - 1 && left >= fault.causes[cause]!.weight) left -= fault.causes[cause++]!.weight
    const span = fault.to_s - fault.from_s
    const onset_s = fault.from_s + Math.floor(uniform(seed, `fault.${fault.id}.onset`, 0) * span)
    return [fault.id, { cause, onset_s, state: 'waiting', mended_s: null }]
  })
  return Object.fromEntries(entries)
}

export const causeOf = (run: Run, fault: FaultSpec): Cause => fault.causes[run.desk!.faults[fault.id]!.cause]!

/** Faults of a step come and go at the ends of its ticks; their seconds count from the opening of the step. */
export function moveFaults(run: Run, running: RunningStep, now: PlantNow): void {
  const { id } = run.level.steps[running.index]!
  for (const fault of run.level.work!.faults) {
    if (fault.step !== id) continue
    const f = run.desk!.faults[fault.id]!
    const cause = causeOf(run, fault)
    if (fault.phase !== undefined && f.reached_s === undefined && now.phase === fault.phase) f.reached_s = run.t_s
    const since = run.t_s - (fault.phase === undefined ? running.opened_s : (f.reached_s ?? Infinity))
    const early = cause.below && !(now.readings[cause.below.reading]! < cause.below.limit)
    if (f.state === 'waiting' && since >= f.onset_s && !early) {
      f.state = isHealthy(cause) ? 'over' : 'on'
      if (isHealthy(cause)) continue
      impose(running, cause, 1)
      for (const [act, amount] of Object.entries(cause.acts ?? {})) now.act(act, amount)
      if (cause.germs_per_mL !== undefined) now.act('germs', cause.germs_per_mL)
      run.desk!.facts.push({ t_s: run.t_s, kind: 'fault', fault: fault.id })
      if (cause.stops) takeAway(run, cause.stops)
      if (cause.halts_s !== undefined) halt(run, running, id, cause.halts_s)
    }
    const past = cause.lasts_s !== null && since >= f.onset_s + cause.lasts_s
    const mended = f.mended_s !== null && run.t_s >= f.mended_s
    if (f.state === 'on' && (past || mended)) {
      // A machine at work is mended when it stands.
      if (mended && Object.entries(cause.mends ?? {}).some(([act, amount]) => now.act(act, amount))) continue
      f.state = 'over'
      impose(running, cause, -1)
      run.desk!.facts.push({ t_s: run.t_s, kind: 'mended', fault: fault.id })
    }
  }
}

/** The cause that is none: this lot was spared. */
export const isHealthy = (c: Cause): boolean =>
  !c.stops &&
  c.halts_s === undefined &&
  !c.upstream &&
  !c.paper &&
  c.germs_per_mL === undefined &&
  [c.upsets, c.factors, c.entry, c.shows, c.acts, c.gains].every((x) => x === undefined || Object.keys(x).length === 0)

/** Causes that somebody can bring about while a lot is played: not what came in with it, was made before, or is in papers. */
export const bringable = ({ there }: FaultSpec): ((c: Cause) => boolean) => {
  return (c) =>
    there === undefined &&
    !isHealthy({ ...c, entry: {} }) &&
    !c.upstream &&
    !c.paper &&
    Object.keys(c.entry).length === 0
}

const asked = (run: Run, value: Answer) => {
  const [id, causeId, since_s] = Array.isArray(value) ? (value as readonly (number | string)[]) : []
  const fault = run.level.work!.faults.find((f) => f.id === id)
  const cause = fault?.causes.findIndex((c) => c.id === causeId && bringable(fault)(c)) ?? -1
  return fault && cause >= 0 && typeof since_s === 'number' ? { fault, cause } : null
}

/**
 * `class.fault` [fault, cause, seconds since its step came to hand, or -1]: an instructor lets a fault of the level come,
 * once a lot. Whose turn it would have been later comes now.
 */
export function refuseBrought(run: Run, value: Answer): Refusal | undefined {
  const wanted = asked(run, value)
  if (!wanted) return { code: 'no_such_fault' }
  const { fault } = wanted
  const index = run.level.steps.findIndex((s) => s.id === fault.step)
  const running = run.running.find((r) => r.index === index)
  if (run.level.steps[index]!.mode !== 'play') return { code: 'step_of_the_crew' }
  if (run.closed.some((c) => c.index === index)) return { code: 'step_closed' }
  const { state, reached_s } = run.desk!.faults[fault.id]!
  // A recogniser reads the one time that a fault comes.
  if (state === 'on' || (state === 'over' && !isHealthy(causeOf(run, fault)))) return { code: 'came_already' }
  if (running && reached_s !== undefined && unitOf(run.level.steps[index]!).phase(running.state) !== fault.phase)
    return { code: 'phase_over' }
  return undefined
}

export function bring(run: Run, value: Answer): void {
  const { fault, cause } = asked(run, value)!
  const { onset_s, reached_s } = run.desk!.faults[fault.id]!
  const running = run.running.find((r) => run.level.steps[r.index]!.id === fault.step)
  const from_s = fault.phase === undefined ? running?.opened_s : reached_s
  // At the next tick of its step; where that, or its phase, has not come yet, when it was to come anyway.
  run.desk!.faults[fault.id] = {
    cause,
    onset_s: from_s === undefined ? onset_s : run.t_s - from_s,
    state: 'waiting',
    mended_s: null,
    ...(reached_s !== undefined && { reached_s }),
  }
  run.desk!.facts.push({ t_s: run.t_s, kind: 'brought', fault: fault.id })
}

const isAtWork = (run: Run, fault: FaultSpec, stepId: string): boolean =>
  fault.step === stepId && run.desk!.faults[fault.id]!.state === 'on'

/** What an instrument of a step shows too much: asked for every display at every tick. */
export function shownTooMuch(run: Run, stepId: string, instrument: string): number {
  let sum = 0
  for (const fault of run.level.work!.faults)
    if (isAtWork(run, fault, stepId)) sum += causeOf(run, fault).shows?.[instrument] ?? 0
  return sum
}

/** What an act gives of the amount that was asked for. */
export function given(run: Run, running: RunningStep, act: string, amount: number): number {
  if (!run.desk) return amount
  const { id } = run.level.steps[running.index]!
  let gives = amount
  for (const fault of run.level.work!.faults)
    if (isAtWork(run, fault, id)) gives *= causeOf(run, fault).gains?.[act] ?? 1
  return gives
}

/** What a cause found later made of the parameters of an earlier step: drawn with the lot, at work from its opening. */
export function upstreamFactors(run: Run, stepId: string): readonly (readonly [string, number])[] {
  return (run.level.work?.faults ?? []).flatMap((fault) => {
    const { upstream } = causeOf(run, fault)
    return upstream?.step === stepId ? Object.entries(upstream.factors) : []
  })
}

/** The laboratory has put right what made its figure wrong. */
export function putRight(run: Run, faultId: string, against: readonly string[]): void {
  const fault = run.level.work!.faults.find((f) => f.id === faultId)
  const f = run.desk!.faults[faultId]
  if (!fault || f?.state !== 'on' || f.mended_s !== null) return
  const cause = causeOf(run, fault)
  if (cause.shows && cause.thing === null && against.includes(cause.id)) {
    // The sample drawn next is run on what has been put right.
    f.mended_s = run.t_s
    f.state = 'over'
    run.desk!.facts.push({ t_s: run.t_s, kind: 'mended', fault: fault.id })
  }
}

/** An act of the step that is itself the cure of what is wrong with it. */
export function cureBy(run: Run, stepId: string, act: string): void {
  for (const fault of run.level.work!.faults)
    if (isAtWork(run, fault, stepId) && causeOf(run, fault).cured === act)
      run.desk!.faults[fault.id]!.mended_s ??= run.t_s
}

/** Maintenance says in the evening that it will have a machine tomorrow. */
function takeAway(run: Run, { step, until_s }: NonNullable<Cause['stops']>): void {
  const { length_s } = run.level.work!.rounds
  const morning_s = (Math.floor(run.t_s / length_s) + 1) * length_s
  run.desk!.facts.push({ t_s: run.t_s, kind: 'outage', step, from_s: morning_s, until_s: morning_s + until_s })
}

/** The power is gone: the flow stands until somebody lets it go, at the earliest when there is power again. */
function halt(run: Run, running: RunningStep, step: string, halts_s: number): void {
  running.paused = true
  if (halts_s > 0)
    run.desk!.facts.push({ t_s: run.t_s, kind: 'outage', step, from_s: run.t_s, until_s: run.t_s + halts_s })
}

/** Second at which the machine of a step is back from maintenance; null: nobody has it. */
export function outUntil_s(run: Run, step: string): number | null {
  const out = run.desk?.facts.find((f) => f.kind === 'outage' && f.step === step && f.until_s > run.t_s)
  return out?.kind === 'outage' && out.from_s <= run.t_s ? out.until_s : null
}

/** Writes a cause into the unit, or takes it out again: upsets are replaced, parameters multiplied. */
function impose(running: RunningStep, cause: Cause, way: 1 | -1): void {
  const { upsets } = running.state as { upsets?: Record<string, number | null> }
  for (const [key, value] of Object.entries(cause.upsets)) {
    const now = upsets?.[key]
    if (!upsets || typeof now !== 'number') throw new Fault(`no upset '${key}' in this unit`)
    // Factors rest at 1, offsets at 0; an offset comes on top of what has been standardised away.
    const rests = NEUTRAL.has(key) ? 1 : 0
    upsets[key] = way > 0 ? value + (rests === 0 ? now : 0) : rests
  }
  const changed = Object.entries(cause.factors).map(([key, factor]): [string, number] => {
    const now = running.parameters[key]
    if (now === undefined) throw new Fault(`no parameter '${key}' in this unit`)
    return [key, way > 0 ? now * factor : now / factor]
  })
  if (changed.length) running.parameters = { ...running.parameters, ...Object.fromEntries(changed) }
}

const NEUTRAL = new Set(['growthFactor', 'oxygenSupply', 'feedPumpGain', 'kLaFactor', 'openHoles', 'stirring'])

/** What maintenance can be called to, by the name of the unit operation. */
export const thingsToMend: Readonly<Record<string, readonly string[]>> = {
  nMinus1: ['stirrer'],
  plasmaThaw: ['vatStirrer', 'vatProbe'],
  cellExpansion: ['stirrer'],
  vectorBag: ['jacketTrap'],
  vectorEffluent: ['steamValve', 'killProbe'],
  vectorTransfection: ['hoseGauge', 'pumpHead', 'balance'],
  vectorAffinity: ['poolProbe'],
  fullEmptyExchange: ['lamp', 'conductivityCell', 'bufferBag'],
  proteinA: ['column', 'uvLamp', 'backupColumn'],
  culture: [
    'oxygenValve',
    'oxygenProbe',
    'feedPump',
    'feedScale',
    'pHProbe',
    'basePump',
    'vent',
    'stirrer',
    'transmitter',
  ],
  lowPhHold: ['poolProbe', 'baseValve'],
  anionExchange: ['dilutionPump', 'dilutionBuffer'],
  nanofilter: ['flowMeter', 'pumpDrive'],
  filterPress: ['flowMeter'],
  ionExchange: ['conductivityCell'],
  plasmaNanofilter: ['flowMeter'],
  pasteuriser: ['fan', 'bottleProbe'],
  freezeDryer: ['vacuumValve', 'vacuumGauge'],
  resuspension: ['stirrerDrive', 'foamProbe'],
  caprylate: ['dosingPump', 'doseScale'],
  solventDetergent: ['jacket', 'vatProbe', 'postHose'],
  ethanolPrecipitation: ['chiller', 'stirrer', 'lanceProbe', 'pHProbe'],
}

/** A colleague of maintenance is called to a thing: whatever is wrong with it is mended after a while. */
export function callToThing(run: Run, thing: string): boolean {
  let found = false
  for (const fault of run.level.work!.faults) {
    const f = run.desk!.faults[fault.id]!
    if (f.state !== 'on' || causeOf(run, fault).thing !== thing || f.mended_s !== null) continue
    f.mended_s = run.t_s + MENDING_S
    found = true
  }
  return found
}

/** From the call to the mended thing, the way included. */
const MENDING_S = 3600
