import { antibodyOf, type AntibodyPlant, type Readings } from '../models/index.ts'
import { type Run, type RunningStep, trueReadings } from '../play/index.ts'
import { momentOf } from './calendar.ts'
import { clamp, eye } from './eyes.ts'
import { formatNumber } from './language.ts'
import { isMachine, machineOf, vialsOf } from './machines.ts'
import { isPlasmaMachine, sideOf } from './plasmaMachines.ts'
import type { MachineView } from './machineView.ts'
import type { AlarmView, BagView, CultureView, PersonView, PlantView, VesselView } from './plantView.ts'
import { bagsOf, printedDate } from './room.ts'

/** Where an alarm's instrument is on the stage. */
const ANCHOR: Readonly<Record<string, string>> = {
  oxygen: 'probe.oxygen',
  pH: 'probe.ph',
  temperature: 'probe.temperature',
  foam: 'foam',
  ventPressure: 'vent',
  weight: 'liquid',
  airFlow: 'gas',
  oxygenFlow: 'gas',
  feedScale: 'scale',
  feedTotaliser: 'feedPort',
  poolTemperature: 'vat',
  coreTemperature: 'core',
}

/** A freeze-dryer at its programme needs no hand. */
const isByItself = ({ level }: Run, { index, state }: RunningStep): boolean =>
  level.steps[index]!.unit === 'freezeDryer' && (state as { readonly phase: string }).phase !== 'freeze'

/** Has nothing been done yet today at a machine that needs a hand? */
function isFirstLook({ desk, level, log }: Run): boolean {
  const began_s = desk ? desk.round * level.work!.rounds.length_s : 0
  const worked = level.steps.filter(({ mode, unit }) => mode === 'play' && unit !== 'freezeDryer')
  return !log.some(
    ({ by, t, slot }) => by === 'player' && t >= began_s && worked.some((s) => slot.startsWith(`${s.id}.`)),
  )
}

/** The step whose room is shown: the player's own, in the morning what ran by night; else the first that runs. */
function shownOf(run: Run): RunningStep | undefined {
  const mine = run.running.filter((r) => run.level.steps[r.index]!.mode === 'play')
  const byItself = mine.find((r) => isByItself(run, r))
  if (byItself && isFirstLook(run)) return byItself
  return mine.find((r) => r !== byItself) ?? byItself ?? run.running[0]
}

/** Its place in the level; behind the last step stand the vials. */
export const stepInSight = (run: Run): number => shownOf(run)?.index ?? run.level.steps.length

/**
 * What eyes see through the glass, true: level, foam, bubbles, how milky and how grey. What the hidden numbers are is not
 * in it; shares are rounded to what an eye tells apart.
 */
export function plantViewOf(run: Run): PlantView {
  const { desk, level } = run
  const shown = shownOf(run)
  const unit = shown && level.steps[shown.index]!.unit
  if (shown && (isMachine(unit!) || isShelf(unit!))) return machineRoom(run, shown)
  if (!shown && run.closed.length > 0) return machineRoom(run, null)
  const night = desk?.night === true
  const hour = momentOf(run.t_s).hour
  const view: CultureView = {
    kind: 'culture',
    vessel: unit === 'culture' ? cultureVessel(run, shown!) : EMPTY,
    bags: [],
    scale_kg: null,
    oxygenNeedle: null,
    wheel: null,
    // Whoever chooses a bag or pours from it looks from there: nobody stands before the labels.
    people: people(run, night).filter(({ who }) => !level.work?.bags || who !== 'sami'),
    hour,
    lamps: 1,
    alarms: alarms(run),
  }
  if (unit !== 'culture') return { ...view, vessel: { ...view.vessel, scale_L: level.scale_L } }
  const r = trueReadings(run, shown!)
  const full_kg = FULL_BAG_KG * (level.scale_L / 200)
  const scale = desk?.views[`${level.steps[shown!.index]!.id}.feedScale`]?.value
  return {
    ...view,
    bags: bags(run, eye(clamp((r['feedBag_kg'] ?? full_kg) / full_kg))),
    scale_kg: scale === undefined || scale === null ? null : formatNumber('fr', scale, 1),
  }
}

/** Vials that wait to be decided about stand on the shelves on which they stay. */
const isShelf = (unit: string): boolean => unit.endsWith('uarantine') || UNSEEN.has(unit)

/** Steps without a room of their own: what comes of them stands on shelves, or passes the lamp on its way there. */
const UNSEEN: ReadonlySet<string> = new Set(['densityGradient', 'dryHeat'])

/** The room of a step that has a machine of its own; of the finished vials, when no step runs any more. */
function machineRoom(run: Run, running: RunningStep | null): MachineView {
  const { level, desk } = run
  const index = running?.index ?? level.steps.length
  const shelf = !running || isShelf(level.steps[index]!.unit)
  const units = level.steps.map(({ unit }) => unit)
  const next = units[index + 1] ?? 'vials'
  return {
    kind: 'machine',
    machine: shelf ? vialsOf(run) : machineOf(run, running),
    ...(!shelf && 'tank' in run.plant && { called: units[index]! }),
    plant: level.plant,
    before: level.steps[index - 1]?.unit ?? null,
    after: shelf ? null : next === 'quarantine' ? 'vials' : next,
    side: units.some(isPlasmaMachine) ? sideOf(level.steps, index) : null,
    // A bag that waits is not a flow that somebody stopped.
    held: (running?.paused ?? false) && !shelf && units[index] !== 'vectorBag',
    people: desk?.night ? [{ who: 'night', doing: 'write' }] : atMachine(run, running),
    hour: momentOf(run.t_s).hour,
    alarms: alarms(run),
  }
}

/** Whoever watches it; where it is the player's, the player too. */
function atMachine(run: Run, running: RunningStep | null): readonly PersonView[] {
  if (!running || run.level.steps[running.index]!.mode !== 'play') return [{ who: 'sami', doing: 'look' }]
  const idle = run.desk && ringing(run) ? 'look' : 'stand'
  const doing = run.desk ? lastAct(run) : 'stand'
  return [
    { who: 'you', doing: doing === 'stand' ? idle : doing },
    { who: 'sami', doing: idle },
  ]
}

const FULL_BAG_KG = 80

/** The year first: the stage sets it small. Labels are printed once: October and November are alike in both languages. */
function onLabel(t_s: number): string {
  const date = printedDate('en', t_s)
  return `${date.slice(-4)}-${date.slice(0, -5)}`
}

/** The bag on the scale; two of them while the choice is open, with the dates that were read. */
function bags(run: Run, left: number): readonly BagView[] {
  const choice = bagsOf(run, 1)
  if (!choice) return [{ id: 'feed', left, expires: '' }]
  const labelled = choice.bags.map(({ id, expires_s }) => ({
    id,
    left,
    expires: expires_s === null ? '' : onLabel(expires_s),
  }))
  return choice.connected === null ? labelled : labelled.filter((bag) => bag.id === choice.connected)
}

const EMPTY: VesselView = {
  scale_L: 200,
  fill: 0,
  foam: 0,
  gas: 0,
  oxygenShare: 0,
  stirring_rpm: 0,
  turbidity: 0,
  dead: 0,
  ventWet: 0,
  feeding: 0,
  baseDripping: false,
  jacket: 0,
}

function cultureVessel(run: Run, running: RunningStep): VesselView {
  const state = running.state as { readonly foam?: { readonly ventWet?: number } }
  return vesselSeen(trueReadings(run, running), antibodyOf(run.plant), state.foam?.ventWet ?? 0, eye)
}

const WARM_C = 36.8
const SHIFTED_C = 32.8

/** The liquid follows its jacket; a tenth of a degree is nothing an eye sees. */
function jacketOf(temperature_C: number, round: (share: number) => number): number {
  const away = (temperature_C - WARM_C) / (WARM_C - SHIFTED_C)
  return away < 0 ? -round(clamp(-away)) : round(clamp(away))
}

/** A production culture through the glass; `round` as finely as the eye is let to see. */
export function vesselSeen(
  r: Readings,
  plant: AntibodyPlant,
  ventWet: number,
  round: (share: number) => number,
): VesselView {
  const { vessel } = plant
  const flow = r['air_slpm']! + r['oxygen_slpm']! + r['carbonDioxide_slpm']!
  const full = vessel.air_slpm + 0.6 * vessel.oxygenMax_slpm
  const cells = r['total_1e6_mL']!
  return {
    scale_L: plant.scale_L,
    fill: Math.min(1.25, round(r['volume_L']! / vessel.workingVolume_L)),
    foam: round(clamp(r['foam_pct']! / 100)),
    gas: round(clamp(flow / full)),
    oxygenShare: round(flow > 0 ? clamp(r['oxygen_slpm']! / flow) : 0),
    stirring_rpm: Math.round(118 * cubeRoot(r['power_W_m3']! / vessel.power_W_m3)),
    turbidity: round(clamp(cells / 22)),
    dead: round(clamp(1 - r['viability_pct']! / 100)),
    ventWet: round(clamp(ventWet)),
    feeding: round(clamp((r['feedRate_L_h']! * 24) / (0.06 * vessel.startVolume_L))),
    baseDripping: r['baseRate_L_h']! > 1e-3,
    jacket: jacketOf(r['temperature_C']!, round),
  }
}

/** Stirrer speed goes as the cube root of its power; three Newton steps from 1 are plenty for a picture. */
function cubeRoot(x: number): number {
  let y = 1
  for (let i = 0; i < 12; i++) y -= (y * y * y - x) / (3 * y * y)
  return Math.max(0, y)
}

/** When something rings, whoever has nothing in hand looks up. */
function people(run: Run, night: boolean): readonly PersonView[] {
  const idle = run.desk && ringing(run) ? 'look' : 'stand'
  if (night) return [{ who: 'night', doing: idle === 'look' ? 'look' : 'write' }]
  const doing = lastAct(run)
  return [
    { who: 'nadia', doing: idle },
    { who: 'you', doing: doing === 'stand' ? idle : doing },
    { who: 'sami', doing: idle },
    { who: 'idriss', doing: 'write' },
  ]
}

const ringing = (run: Run): boolean => Object.values(run.desk!.alarms).some((a) => a.state === 'unacknowledged')

/** The bag's own acts; all others of the machine are done at the post. */
const AT_THE_BAG = ['feed', 'feedRate', 'glucose']

/** What the player was just at, for twenty minutes. */
function lastAct(run: Run): PersonView['doing'] {
  const last = run.log.filter((d) => d.by === 'player').at(-1)
  if (!last || run.t_s - last.t > 1200) return 'stand'
  const [group, act = ''] = last.slot.split('.')
  if (group === 'call') return 'phone'
  if (group === 'record' || group === 'case' || act === 'forecast') return 'write'
  if (group === 'reply' || group === 'room') return 'stand'
  if (act === 'assay') return 'sample'
  if (group === 'bag' || AT_THE_BAG.includes(act)) return 'feed'
  return act === 'look' ? 'look' : 'adjust'
}

function alarms(run: Run): readonly AlarmView[] {
  if (!run.desk) return []
  return run.level.work!.alarms.flatMap(({ id, step, instrument, priority }) => {
    const { state } = run.desk!.alarms[id]!
    if (!run.running.some((r) => run.level.steps[r.index]!.id === step)) return []
    if (state !== 'unacknowledged' && state !== 'acknowledged') return []
    return [{ on: ANCHOR[instrument] ?? 'motor', priority, acknowledged: state === 'acknowledged' }]
  })
}
