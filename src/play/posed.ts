import { type AssayId, assays, readSensor, resultOf, sensorOfLot, sensors } from '../models/index.ts'
import { defaults, uniform } from '../sim/index.ts'
import { copyRun } from './copy.ts'
import { instrumentationOf } from './desk/instrumentation.ts'
import type { Panel } from './desk/panel.ts'
import type { Level } from './level.ts'
import { advanceTo, apply, startRun, trueReadings } from './run.ts'
import { sop } from './sop.ts'
import type { Run, RunningStep } from './state.ts'

/**
 * Drills put from the model, without a desk: one alarm behind which any of ten causes may be, and four vessels that ring
 * for one pair of hands. The lot is the level's, the crew works it to the printed recipe, and nothing else goes wrong with it.
 */
export const POSED = ['tenCauses', 'triage'] as const
export type PosedDrill = (typeof POSED)[number]
export type Posed = TenCauses | Triage

/** What may be behind low oxygen: supply, loop, transfer, way out, demand, and the probe. */
export const OXYGEN_CAUSES = [
  'valve',
  'inlet',
  'cap',
  'setPoint',
  'stirrer',
  'sparger',
  'antifoam',
  'vent',
  'germs',
  'probe',
] as const
export type OxygenCause = (typeof OXYGEN_CAUSES)[number]

/** An instrument: what it was set to, six hours and one hour before the alarm, and now. Null: not there. */
export interface Seen {
  readonly id: string
  readonly unit: string
  readonly resolution: number
  readonly set: number | null
  readonly before: number
  readonly hour: number
  readonly now: number
}

export interface TenCauses {
  readonly kind: 'tenCauses'
  readonly seed: number
  /** Of the culture. */
  readonly day: number
  readonly cause: OxygenCause
  /** The same lot with each of the causes: what hangs there, and what a second look shows. */
  readonly sheets: Readonly<Record<OxygenCause, Sheet>>
}

export interface Sheet {
  readonly displays: readonly Seen[]
  readonly looks: readonly Seen[]
}

export const ALARMS = [
  'oxygenOut',
  'oxygenProbe',
  'stirrer',
  'carbonDioxide',
  'base',
  'hot',
  'cold',
  'foam',
  'feed',
] as const
export type AlarmId = (typeof ALARMS)[number]

export interface Triage {
  readonly kind: 'triage'
  readonly seed: number
  readonly day: number
  readonly alarms: readonly PosedAlarm[]
  /** Places in `alarms`, the first to be gone to first: of all orders, one that loses least. */
  readonly best: readonly number[]
}

export interface PosedAlarm {
  readonly id: AlarmId
  readonly seen: readonly Seen[]
  /** Antibody lost at the harvest, in per cent, where it is put right after one hour, two, three, four. */
  readonly lost_pct: readonly number[]
  /** From which of these hours on the culture is no longer sterile: all of it is lost; null: never. */
  readonly unsterileFrom: number | null
}

/** So many second looks: each is a way to the laboratory. */
export const MOST_LOOKS = 2
/** Of the oxygen display (levels/antibody/M2): below this for two ticks the alarm has rung. */
const LOW_PCT = 20
const TICK_S = 360
const HOUR_S = 3600
const DAY_S = 24 * HOUR_S
/** Each alarm takes one pair of hands an hour, with the way there. */
const HANDS_S = HOUR_S
/** How long a cause may take to ring. */
const MOST_S = 12 * HOUR_S
/** An order that loses this much more than the best one is not right, in per cent of a vessel. */
export const NEAR_POINTS = 1

/** The motor’s load, of what the recipe’s power takes (`power`: 25 W/m³, mab.md §1.4). */
const motor: Panel = { sensor: 'motorLoad', reading: 'power_W_m3', times: 4, bad: 'low' }
const gas: Panel = { sensor: 'gasFlow', reading: 'carbonDioxide_slpm', times: 1, bad: 'high' }
/** Millilitres out of the antifoam bottle, by its marks. */
const bottle: Panel = { sensor: 'count', reading: 'antifoam_mL', times: 1, bad: 'high' }
const DISPLAYS = ['oxygen', 'oxygenFlow', 'airFlow', 'motor', 'pH', 'temperature', 'foam', 'ventPressure'] as const
const LOOKS = ['gasAnalyserOxygen', 'viableCells', 'glucose', 'gram', 'antifoamBottle'] as const

type Readings = ReturnType<typeof trueReadings>

const cultureOf = (run: Run): RunningStep | undefined =>
  run.running.find((r) => run.level.steps[r.index]!.unit === 'culture')

interface CultureLike {
  readonly upsets: Record<string, number | null>
  germs_per_mL: number
}
const stateOf = (running: RunningStep): CultureLike => running.state as unknown as CultureLike

/** A lot of the level that the crew has brought to this hour of its culture, and nothing went wrong with. */
function broughtTo(level: Level, seed: number, hour: number): Run {
  const run = startRun({ ...level, work: null }, seed)
  for (;;) {
    const culture = cultureOf(run)
    if (culture) {
      advanceTo(run, culture.opened_s + hour * HOUR_S, sop)
      return run
    }
    advanceTo(run, run.t_s + HOUR_S, sop)
  }
}

const order = (run: Run, topic: string, value: number): void => {
  const { id } = run.level.steps[cultureOf(run)!.index]!
  const refusal = apply(run, { slot: `${id}.${topic}`, value }, 'crew')
  if (refusal) throw new Error(`${topic} ${value}: ${refusal.code}`)
}

const multiply = (running: RunningStep, parameter: string, by: number): void => {
  running.parameters = { ...running.parameters, [parameter]: running.parameters[parameter]! * by }
}

/** What the loop needs just now: a lack is a share of that, on a young culture as on an old one. */
const needed_slpm = (run: Run): number => Number(trueReadings(run, cultureOf(run)!)['oxygen_slpm'])
const foamNow_pct = (run: Run): number => Number(trueReadings(run, cultureOf(run)!)['foam_pct'])

/** Each cause, as the model has it. Shares and doses are this plant’s, chosen so that the alarm rings within the shift. */
const IMPOSE: Readonly<Record<OxygenCause, (run: Run, running: RunningStep) => void>> = {
  valve: (run, c) => {
    stateOf(c).upsets['oxygenSupply'] = (0.4 * needed_slpm(run)) / c.settings['oxygenMax']!
  },
  // A blocked sterile filter on the way in: air and oxygen come through the same.
  inlet: (run, c) => {
    stateOf(c).upsets['oxygenSupply'] = (0.3 * needed_slpm(run)) / c.settings['oxygenMax']!
    order(run, 'air', 0.2 * c.settings['air']!)
  },
  cap: (run) => order(run, 'oxygenMax', Math.round(4 * needed_slpm(run)) / 10),
  setPoint: (run) => order(run, 'oxygen', 15),
  stirrer: (_, c) => {
    stateOf(c).upsets['stirring'] = 0.02
  },
  // Pores that are blocked make few large bubbles.
  sparger: (_, c) => {
    stateOf(c).upsets['kLaFactor'] = 0.25
  },
  antifoam: (run, c) => order(run, 'antifoam', (4 * c.parameters['antifoamDose']! * run.level.scale_L) / 2000),
  vent: (run, c) => multiply(c, 'foamTendency', 140 / foamNow_pct(run)),
  germs: (_, c) => {
    stateOf(c).germs_per_mL = 1e6
  },
  // A torn membrane: it shows next to nothing, whatever there is.
  probe: (_, c) => {
    stateOf(c).upsets['oxygenProbeOffset_pct'] = -400
  },
}

interface Told {
  readonly t_s: number
  readonly readings: Readings
  readonly run: Run
}

/** The lot at its alarm, with what it was six hours and one hour before. */
function atAlarm(prelude: readonly Told[], begun: Run, cause: OxygenCause): Run & { readonly told: readonly Told[] } {
  const run = copyRun(begun)
  const told = [...prelude]
  IMPOSE[cause](run, cultureOf(run)!)
  let low = 0
  for (const end_s = run.t_s + MOST_S; low < 2;) {
    if (run.t_s >= end_s) throw new Error(`${cause} of lot ${run.seed} never rings`)
    advanceTo(run, run.t_s + TICK_S, sop)
    const readings = trueReadings(run, cultureOf(run)!)
    told.push({ t_s: run.t_s, readings, run })
    low = Number(readings['oxygenProbe_pct']) < LOW_PCT ? low + 1 : 0
  }
  return Object.assign(run, { told })
}

const panelOf = (id: string): Panel => {
  if (id === 'motor') return motor
  if (id === 'carbonDioxideFlow') return gas
  if (id === 'antifoamBottle') return bottle
  return instrumentationOf('culture').panels[id]!
}

/** The reading that a sample of the culture is tested for; of a display none. */
function assayed(id: string): string | undefined {
  const { assays: usual, onRequest } = instrumentationOf('culture')
  return usual[id as AssayId] ?? onRequest?.[id as AssayId]
}

/** What an instrument shows of these readings, with the noise it has on this lot. */
function shownBy(id: string, seed: number, at: { readonly t_s: number; readonly readings: Readings }): number {
  const name = `drill.${id}`
  const reading = assayed(id)
  if (reading !== undefined) {
    const { kind, parameters } = assays[id as AssayId]
    const content = Number(at.readings[reading])
    const values = defaults(parameters)
    const sample = { name, number: at.t_s / TICK_S, drawn_s: 0, due_s: 0, volume_mL: values.volume, content }
    return resultOf(kind, values, sample, 0, seed)!.value
  }
  const { sensor, reading: shows, times } = panelOf(id)
  const values = defaults(sensors[sensor].parameters)
  const lagged = Number(at.readings[shows]) * times
  const state = { calibrated_s: at.t_s, at_s: at.t_s, lagged, frozen: null, correction: 0 }
  return readSensor(sensorOfLot(name, values, seed), state, seed).value ?? 0
}

const typeOf = (id: string): { readonly unit: string; readonly resolution: number } => {
  const { unit, parameters } = assayed(id) !== undefined ? assays[id as AssayId] : sensors[panelOf(id).sensor]
  return { unit, resolution: parameters.resolution.value }
}

/** What the board says of an instrument’s loop. The air that is asked for stays what it was when less comes. */
const setOf = (id: string, asked: Readonly<Record<string, number>>): number | null =>
  ({
    oxygen: asked['oxygen']!,
    oxygenFlow: asked['oxygenMax']!,
    airFlow: asked['air']!,
    motor: 4 * asked['power']!,
    pH: asked['pH']!,
    temperature: asked['temperature']!,
  })[id] ?? null

function seen(ids: readonly string[], run: Run & { readonly told: readonly Told[] }, air: number): readonly Seen[] {
  const { told, seed } = run
  const last = told.at(-1)!
  const ago = (seconds: number): Told => told.filter((x) => x.t_s <= last.t_s - seconds).at(-1) ?? told[0]!
  const asked = { ...cultureOf(run)!.settings, air }
  return ids.map((id) => ({
    id,
    ...typeOf(id),
    set: setOf(id, asked),
    before: shownBy(id, seed, ago(6 * HOUR_S)),
    hour: shownBy(id, seed, ago(HOUR_S)),
    now: shownBy(id, seed, last),
  }))
}

/** Days of the culture on which it uses enough oxygen to lack it. */
const DAYS = [5, 6, 7, 8, 9] as const
const pick = <T>(from: readonly T[], seed: number, what: string, nth = 0): T =>
  from[Math.floor(uniform(seed, `drill.${what}`, nth) * from.length)]!

function preludeTo(level: Level, seed: number, day: number): { readonly run: Run; readonly told: readonly Told[] } {
  // The small hours: between two morning rounds nobody touches a set point.
  const run = broughtTo(level, seed, day * 24 + 4)
  const told: Told[] = []
  for (let i = 0; i <= (6 * HOUR_S) / TICK_S; i++) {
    if (i > 0) advanceTo(run, run.t_s + TICK_S, sop)
    told.push({ t_s: run.t_s, readings: trueReadings(run, cultureOf(run)!), run })
  }
  return { run, told }
}

export function poseCauses(level: Level, seed: number): TenCauses {
  const day = pick(DAYS, seed, 'day')
  const { run, told } = preludeTo(level, seed, day)
  const { air } = cultureOf(run)!.settings
  const sheets = Object.fromEntries(
    OXYGEN_CAUSES.map((cause) => {
      const at = atAlarm(told, run, cause)
      return [cause, { displays: seen(DISPLAYS, at, air!), looks: seen(LOOKS, at, air!) }]
    }),
  ) as unknown as Readonly<Record<OxygenCause, Sheet>>
  return { kind: 'tenCauses', seed, day, cause: pick(OXYGEN_CAUSES, seed, 'cause'), sheets }
}

/** Plainly apart: by more than an eye forgives an instrument, in steps of its display and as a share of what it shows. */
const PLAIN = { steps: 3, share: 0.2 } as const

/** What of two sheets tells one cause from the other; the alarm itself tells nothing. */
export function tellsApart(a: Sheet, b: Sheet): readonly string[] {
  const others = [...b.displays, ...b.looks]
  return [...a.displays, ...a.looks].flatMap((mine, i) => {
    const other = others[i]!
    const { id, resolution } = mine
    if (id === 'oxygen' || id === 'gram' || id === 'pH') {
      const differs =
        id === 'oxygen'
          ? mine.set !== other.set
          : id === 'gram'
            ? mine.now > 0 !== other.now > 0
            : Math.abs(mine.now - mine.hour - (other.now - other.hour)) > 0.03
      return differs ? [id] : []
    }
    const gap = Math.abs(mine.now - other.now)
    const most = Math.max(Math.abs(mine.now), Math.abs(other.now))
    const isPlain = gap > PLAIN.steps * resolution && gap > PLAIN.share * most
    return isPlain || (mine.set !== null && mine.set !== other.set) ? [id] : []
  })
}

interface Trouble {
  readonly shows: readonly string[]
  on(run: Run, running: RunningStep): void
  /** `was`: as it stood before. */
  off(run: Run, running: RunningStep, was: RunningStep): void
}

const upset = (key: string, value: number, rests: number | null, shows: readonly string[]): Trouble => ({
  shows,
  on: (_, c) => void (stateOf(c).upsets[key] = value),
  off: (_, c) => void (stateOf(c).upsets[key] = rests),
})

const OXYGEN_SHOWS = ['oxygen', 'oxygenFlow', 'motor', 'gasAnalyserOxygen'] as const

/** What rings, and how it is put right. Of these some wait for hours and some do not: the model says which. */
const TROUBLES: Readonly<Record<AlarmId, Trouble>> = {
  oxygenOut: upset('oxygenSupply', 0, 1, OXYGEN_SHOWS),
  oxygenProbe: upset('oxygenProbeOffset_pct', -400, 0, OXYGEN_SHOWS),
  stirrer: upset('stirring', 0.02, 1, OXYGEN_SHOWS),
  carbonDioxide: {
    shows: ['pH', 'gasAnalyserPh', 'carbonDioxideFlow'],
    on: (_, c) => void (stateOf(c).upsets['carbonDioxideStuck_slpm'] = c.settings['carbonDioxideMax']!),
    off: (_, c) => void (stateOf(c).upsets['carbonDioxideStuck_slpm'] = null),
  },
  base: upset('baseLeak_L_h', 0.5, 0, ['pH', 'gasAnalyserPh', 'baseScale']),
  hot: upset('temperatureOffset_C', 6, 0, ['temperature']),
  cold: upset('temperatureOffset_C', -8, 0, ['temperature']),
  foam: {
    shows: ['foam', 'ventPressure', 'oxygenFlow'],
    on: (run, c) => multiply(c, 'foamTendency', 150 / foamNow_pct(run)),
    off: (run, c, was) => {
      c.parameters = was.parameters
      order(run, 'antifoam', (c.parameters['antifoamDose']! * run.level.scale_L) / 2000)
      order(run, 'ventSwap', 1)
    },
  },
  feed: upset('feedPumpGain', 0, 1, ['feedScale', 'feedTotaliser']),
}

const HANDS = [1, 2, 3, 4] as const
/** The printed day of harvest, less the hour in which the vessel is emptied. */
const HARVEST_S = 14 * DAY_S - HOUR_S

/** Four alarms in as many vessels of one lot: twins, each with one thing wrong. */
export function poseTriage(level: Level, seed: number): Triage {
  const day = pick([4, ...DAYS], seed, 'day')
  const { run, told } = preludeTo(level, seed, day)
  const opened_s = cultureOf(run)!.opened_s
  // Foam that comes later is kept down with antifoam by whoever is there then.
  const atHarvest = (lot: Run): Readings => {
    multiply(cultureOf(lot)!, 'foamTendency', 0.5)
    advanceTo(lot, opened_s + HARVEST_S, sop)
    return trueReadings(lot, cultureOf(lot)!)
  }
  const usual = Number(atHarvest(copyRun(run))['antibody_g'])
  const ranked = ALARMS.map((id) => ({ id, u: uniform(seed, `drill.alarm.${id}`, 0) })).sort((a, b) => a.u - b.u)
  const at = ({ id }: { readonly id: AlarmId }): PosedAlarm => posedAlarm(run, told, id, usual, atHarvest)
  const three = ranked.slice(0, HANDS.length - 1).map(at)
  // Four whose order matters: a fourth that changes nothing gives way to the next one drawn.
  for (const fourth of ranked.slice(HANDS.length - 1)) {
    const alarms = [...three, at(fourth)]
    const orders = permutations(alarms.length).sort((a, b) => lostBy(alarms, a) - lostBy(alarms, b))
    const best = orders[0]!
    if (lostBy(alarms, orders.at(-1)!) - lostBy(alarms, best) < 5 * NEAR_POINTS) continue
    return { kind: 'triage', seed, day, alarms, best }
  }
  throw new Error(`no order matters in lot ${seed}`)
}

function posedAlarm(
  base: Run,
  prelude: readonly Told[],
  id: AlarmId,
  usual_g: number,
  atHarvest: (lot: Run) => Readings,
): PosedAlarm {
  const trouble = TROUBLES[id]
  const begun = copyRun(base)
  trouble.on(begun, cultureOf(begun)!)
  const begun_s = begun.t_s
  // A quarter of an hour later it has rung.
  advanceTo(begun, begun_s + 2 * TICK_S, sop)
  const now = { t_s: begun.t_s, readings: trueReadings(begun, cultureOf(begun)!), run: begun }
  const at = Object.assign(copyRun(begun), { told: [...prelude, now] })
  let unsterileFrom: number | null = null
  const lost_pct = HANDS.map((hours) => {
    const lot = copyRun(begun)
    advanceTo(lot, begun_s + hours * HANDS_S, sop)
    const { sterile } = trueReadings(lot, cultureOf(lot)!)
    if (Number(sterile) < 1) unsterileFrom ??= hours
    trouble.off(lot, cultureOf(lot)!, cultureOf(base)!)
    const { antibody_g } = atHarvest(lot)
    return unsterileFrom !== null ? 100 : Math.max(0, 100 * (1 - Number(antibody_g) / usual_g))
  })
  return { id, seen: seen(trouble.shows, at, cultureOf(base)!.settings['air']!), lost_pct, unsterileFrom }
}

/** What an order of going there loses, in per cent of what one vessel makes. */
export const lostBy = (alarms: readonly Pick<PosedAlarm, 'lost_pct'>[], first: readonly number[]): number =>
  first.reduce((sum, alarm, place) => sum + alarms[alarm]!.lost_pct[place]!, 0)

function permutations(n: number): number[][] {
  if (n === 0) return [[]]
  return permutations(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, i) => [...rest.slice(0, i), n - 1, ...rest.slice(i)]),
  )
}

export const pose = (drill: PosedDrill, level: Level, seed: number): Posed =>
  drill === 'tenCauses' ? poseCauses(level, seed) : poseTriage(level, seed)
