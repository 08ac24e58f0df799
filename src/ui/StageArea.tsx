import { untracked, useSignalEffect } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import {
  describePlant,
  duration,
  formatNumber,
  type Language,
  measured,
  momentOf,
  priorityWord,
  type PanelSnapshot,
  type PlantView,
  type Snapshot,
  type StepSnapshot,
  unitName,
} from '../present/index.ts'
import { Icon, Priority } from './icons.tsx'
import { UnitOf } from './parts.tsx'
import type { Session } from './session.ts'
import { letterScale, settings } from './settings/wishes.ts'
import { texts } from './text.ts'
import { type StageHandle, type StageLoader, useStage } from './useStage.ts'

/** Which display hangs where on the picture. */
const CHIPS: readonly { readonly panel: string; readonly anchor: string; readonly side: 'left' | 'right' }[] = [
  { panel: 'oxygen', anchor: 'probe.oxygen', side: 'right' },
  { panel: 'pH', anchor: 'probe.ph', side: 'right' },
  { panel: 'temperature', anchor: 'probe.temperature', side: 'right' },
  { panel: 'ventPressure', anchor: 'vent', side: 'right' },
  { panel: 'foam', anchor: 'headspace', side: 'left' },
  { panel: 'weight', anchor: 'drain', side: 'right' },
  { panel: 'feedScale', anchor: 'scale', side: 'left' },
  { panel: 'feedTotaliser', anchor: 'feedPort', side: 'left' },
  { panel: 'baseScale', anchor: 'base', side: 'left' },
  { panel: 'motorLoad', anchor: 'stirrer', side: 'left' },
  { panel: 'poolTemperature', anchor: 'vat', side: 'right' },
  { panel: 'poolWeight', anchor: 'liquid', side: 'right' },
]

/** What a touch on the picture means. */
const TOUCH: Readonly<Record<string, string>> = {
  'probe.oxygen': 'oxygen',
  'probe.ph': 'pH',
  'probe.temperature': 'temperature',
  vent: 'ventPressure',
  foam: 'foam',
  scale: 'feedScale',
  'bag.1': 'feedScale',
  feedPort: 'feedTotaliser',
  gas: 'airFlow',
  core: 'coreTemperature',
  stirrer: 'motorLoad',
  vat: 'poolTemperature',
}

/** Rooms of the section, and where their names hang. */
const ROOMS = ['seedTrain', 'airlock', 'hall', 'lab', 'next'] as const
type RoomId = (typeof ROOMS)[number]
const isRoom = (id: string): id is RoomId => ROOMS.some((room) => room === id)

interface Sign {
  readonly name: string
  /** Where a touch on it leads; null: one is there already. */
  readonly room: RoomId | null
  readonly x: number
  readonly y: number
}

interface Placed {
  readonly panel: string
  readonly x: number
  readonly y: number
  readonly side: 'left' | 'right'
  /** About how wide it will be. */
  readonly room: number
  /** It leans on the picture's edge: it cannot stand further out. */
  readonly atEdge: boolean
  readonly from: { readonly x: number; readonly y: number }
}

export function StageArea(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly load: StageLoader
  readonly renderer: 'webgl' | 'canvas' | 'auto'
}) {
  const { session, view, load, renderer } = props
  const language = session.language.value
  const t = texts[language]
  const [placed, setPlaced] = useState<readonly Placed[]>([])
  const [signs, setSigns] = useState<readonly Sign[]>([])
  /** What the player looks at: the plant, a room; null: the machine. */
  const [chosen, setChosen] = useState<string | null>(null)
  const step = view.steps[0]
  const plant = (): PlantView => session.frame.value?.plant ?? session.view.value?.plant ?? view.plant
  const { host, failed, moving, place, show } = useStage({
    load,
    renderer,
    reducedMotion: session.reducedMotion,
    view: untracked(plant),
    target: session.tape.value ? 'plant' : (closeUp(session) ?? chosen),
    onTouch(anchor, phase) {
      if (phase !== 'down' || session.sheet.value || session.tape.value) return
      if (isRoom(anchor)) setChosen(chosen === anchor ? null : anchor)
      if (!step) return
      const panel = TOUCH[anchor]
      if (panel && step.panels.some((p) => p.id === panel)) openPanel(session, step, panel)
      else if (anchor === 'sampleValve' || anchor === 'drain') session.sheet.value = { kind: 'sample', step: step.id }
    },
    place(stage, area) {
      const covered = coveredOf(area)
      const { clientWidth: width, clientHeight: height } = area
      setPlaced(unlessSame(placeChips(stage, step, view, { width, height, covered }, language)))
      setSigns(
        unlessSame(placeSigns(stage, namesOf(untracked(plant), language, step?.place), { width, height, covered })),
      )
    },
  })
  // The picture moves five times a second; what is written over it is read by the minute.
  useSignalEffect(() => show(plant()))
  const { hour } = momentOf(session.frame.value?.t_s ?? view.t_s)
  // The walls' own light, not the desk's: at dawn they are bright before the lamps are out.
  const dark = hour < 5.8 || hour >= 20.2
  const unit = step?.unit
  useEffect(() => setChosen(null), [unit])
  // What decides where chips and signs hang; a curve that has grown by a minute moves none.
  const hung = JSON.stringify([
    step?.panels.map((p) => p.seen?.value),
    view.alarms.map((a) => a.state),
    view.lines.map((l) => l.state),
    view.questions.map((q) => q.id),
  ])
  useEffect(() => {
    const soon = window.setTimeout(place, 60)
    const later = window.setTimeout(place, 700)
    return () => {
      window.clearTimeout(soon)
      window.clearTimeout(later)
    }
    // What is said lies over the picture, too.
  }, [unit, language, hung, session.voice.value, session.morning.value, settings.value])

  return (
    <section class="stage" aria-label={t.stageName}>
      <div class="canvas-host" ref={host} />
      <p class={failed ? 'stage-words' : 'unseen'}>{describePlant(language, view)}</p>
      <div class={`over-stage${moving ? ' moving' : ''}${dark ? ' dark' : ''}`}>
        {signs.map(({ name, room, x, y }) => {
          const style = { left: `${x}px`, top: `${y}px` }
          if (room === null)
            return (
              <p key={name} class="sign" style={style}>
                {name}
              </p>
            )
          // At night nobody walks about.
          if (session.tape.value) return null
          return (
            <button
              key={room}
              type="button"
              class="sign"
              style={style}
              aria-pressed={chosen === room}
              onClick={() => setChosen(chosen === room ? null : room)}
            >
              {name}
            </button>
          )
        })}
      </div>
      {session.tape.value || failed ? null : (
        <button
          type="button"
          class="look-around"
          aria-pressed={chosen !== null}
          title={chosen === null ? t.wholePlant : t.backToMachine}
          onClick={() => setChosen(chosen === null ? 'plant' : null)}
        >
          <Icon name={chosen === null ? 'section' : 'closer'} />
          <span class="unseen">{chosen === null ? t.wholePlant : t.backToMachine}</span>
        </button>
      )}
      {session.tape.value || !step ? null : (
        <div class={`over-stage${moving ? ' moving' : ''}`}>
          <svg class="leads" aria-hidden="true">
            {placed.map(({ panel, x, y, from }) => (
              <path key={panel} d={`M${from.x - (panel === 'feedScale' ? 30 : 0)} ${from.y}L${x} ${y}`} />
            ))}
          </svg>
          {placed.map(({ panel: id, x, y, side, atEdge }) => {
            const panel = step.panels.find((p) => p.id === id)
            if (!panel) return null
            return (
              <Chip
                key={id}
                session={session}
                step={step}
                panel={panel}
                view={view}
                x={x}
                y={y}
                side={side}
                atEdge={atEdge}
                language={language}
              />
            )
          })}
        </div>
      )}
    </section>
  )
}

/** What lies where it lay is not drawn again. */
const unlessSame =
  <T,>(next: T) =>
  (before: T): T =>
    JSON.stringify(before) === JSON.stringify(next) ? before : next

/** The instrument whose close-up is open: the picture leans to it. */
function closeUp(session: Session): string | null {
  const sheet = session.sheet.value
  if (sheet?.kind === 'sample') return 'sampleValve'
  if (sheet?.kind !== 'panel') return null
  return CHIPS.find(({ panel }) => panel === sheet.panel)?.anchor ?? null
}

interface Named extends Pick<Sign, 'name' | 'room'> {
  readonly anchor: string
}

/** The rooms of a picture: those of the culture's section, or a machine's and its neighbours. */
function namesOf(plant: PlantView, language: Language, place: string | undefined): readonly Named[] {
  const t = texts[language]
  if (plant.kind === 'culture') return ROOMS.map((room) => ({ anchor: `room.${room}`, name: t.rooms[room], room }))
  if (plant.kind !== 'machine') return []
  const { machine, called, before, after } = plant
  // A unit works in several places: the sign of its own room says in which.
  const nameOf = (unit: string, at?: string): string =>
    unit === 'vials' ? t.vialsReady : unitName(language, unit, at).name
  const there = { room: called ?? machine.unit, 'room.before': before, 'room.after': after }
  return Object.entries(there).flatMap(([anchor, unit]) =>
    unit === null ? [] : [{ anchor, name: nameOf(unit, anchor === 'room' ? place : undefined), room: null }],
  )
}

/** So far left of a name its room’s grade begins. */
const PLATE = 36

/** Names of the rooms whose plate is in sight; none in a small picture. */
function placeSigns(stage: StageHandle, names: readonly Named[], { width, height, covered }: Area): readonly Sign[] {
  if (width < 560) return []
  const anchors = names.map(({ anchor }) => stage.anchor(anchor))
  return names.flatMap(({ name, room }, i) => {
    const at = anchors[i]
    const wide = 10 * name.length + 16
    if (!at || at.x < 0 || at.y < 20 || at.x + wide > width || at.y > height - 20) return []
    // A name longer than its room would lie on the plate of the next one.
    if (anchors.some((o) => o && o.x > at.x && o.x - PLATE < at.x + wide && Math.abs(o.y - at.y) < 28)) return []
    return covered.some((c) => at.x + wide > c.left && at.x < c.right && at.y + 22 > c.top && at.y - 22 < c.bottom)
      ? []
      : [{ name, room, ...at }]
  })
}

/** Reading a display costs a minute, and opens it close up. */
export function openPanel(session: Session, step: StepSnapshot, panel: string): void {
  if (session.watching.value) return
  void session.decide({ slot: `${step.id}.look`, value: panel }).then((read) => {
    if (read) session.sheet.value = { kind: 'panel', step: step.id, panel }
  })
}

function Chip(props: {
  readonly session: Session
  readonly step: StepSnapshot
  readonly panel: PanelSnapshot
  readonly view: Snapshot
  readonly x: number
  readonly y: number
  readonly side: 'left' | 'right'
  readonly atEdge: boolean
  readonly language: Language
}) {
  const { session, step, panel, view, x, y, side, atEdge, language } = props
  const t = texts[language]
  const name = measured(language, panel.id)
  const alarm = view.alarms.find((a) => a.instrument === panel.id && a.step === step.id && a.state !== 'normal')
  const due = view.lines.some((l) => l.panel === panel.id && l.step === step.id && l.state === 'due')
  // An alarm shows its own number: beside it, yesterday's reading would be a second truth.
  const value = alarm?.value ?? panel.seen?.value ?? null
  const age_s = panel.seen ? view.t_s - panel.seen.t_s : null
  const says = `${alarm ? `${t.alarmOf(priorityWord(language, alarm.priority).toLowerCase())}, ` : ''}${name.name}, ${value === null ? t.notRead : `${formatNumber(language, value, panel.digits)}, ${t.ago(duration(language, age_s ?? 0))}`}, ${t.readCost}`
  return (
    <button
      type="button"
      class={`chip ${side}${atEdge ? ' at-edge' : ''}${alarm ? ` alarmed p${alarm.priority}` : ''}${panel.seenToday ? '' : ' stale'}`}
      style={atEdge ? { [side]: '4px', top: `${y}px` } : { left: `${x}px`, top: `${y}px` }}
      title={t.readCost}
      onClick={() => openPanel(session, step, panel.id)}
    >
      {alarm ? <Priority priority={alarm.priority} size={22} /> : null}
      <span class="chip-name">{name.short}</span>
      {value === null ? (
        <span class="chip-read">{t.read}</span>
      ) : (
        <span class="chip-value">
          <b>{formatNumber(language, value, panel.digits)}</b> <UnitOf language={language} unit={panel.unit} />
        </span>
      )}
      {due ? <Icon name="pen" size={18} /> : null}
      <span class="unseen">, {says}</span>
    </button>
  )
}

const chipHeight = (letters: number): number => Math.max(46, 30 * letters)
/** Half the width of a plate, and a little. */
const TAG_HALF = 44

/** About how wide a chip will be, before it is there. */
function widthOf(panel: PanelSnapshot, alarmed: boolean, language: Language, letters: number): number {
  const value = panel.seen?.value
  const figures = value === null || value === undefined ? 4 : formatNumber(language, value, panel.digits).length + 2
  const spaced = settings.value.wideLetters ? 1.12 : 1
  return letters * ((alarmed ? 78 : 46) + spaced * (9 * measured(language, panel.id).short.length + 11 * figures))
}

/** Beside its anchor, on the free side; none over another; in a small picture, or with large letters, the fewest. */
function placeChips(
  stage: StageHandle,
  step: StepSnapshot | undefined,
  view: Snapshot,
  { width, height, covered }: Area,
  language: Language,
): readonly Placed[] {
  if (!step) return []
  const letters = letterScale()
  const tall = chipHeight(letters)
  const small = width < 560 * letters || height < 300 * letters
  const alarmed = view.alarms.filter((a) => a.state !== 'normal').map((a) => a.instrument)
  const due = view.lines.filter((l) => l.state === 'due').map((l) => l.panel)
  const wanted = CHIPS.filter(
    ({ panel }) =>
      !small ||
      ['oxygen', 'pH', 'feedScale', 'feedTotaliser', 'baseScale'].includes(panel) ||
      alarmed.includes(panel) ||
      due.includes(panel),
  )
  // A plate with the vessel's own name is not covered.
  const tag = small ? null : stage.anchor('tag')
  const out: Placed[] = []
  for (const side of ['left', 'right'] as const) {
    const mine = wanted
      .flatMap(({ panel: id, anchor, side: s }) => {
        const panel = step.panels.find((p) => p.id === id)
        const at = stage.anchor(anchor)
        if (s !== side || !panel || !at) return []
        if (at.x < 0 || at.x > width || at.y < 0 || at.y > height) return []
        return [{ panel, from: at }]
      })
      .sort((a, b) => a.from.y - b.from.y)
    let floor = 8 + Math.max(0, ...covered.filter((c) => c.top <= 24).map((c) => c.bottom))
    const laid = mine.map(({ panel, from }) => {
      const y = Math.min(Math.max(from.y, floor + tall / 2), height - tall / 2 - 4)
      floor = y + tall / 2 + 6
      // Foam is seen in the middle of the vessel: its chip keeps off it.
      const reach = (small ? 22 : 44) + (panel.id === 'foam' ? 0.09 * width : 0)
      const room = widthOf(panel, alarmed.includes(panel.id), language, letters)
      const besideTag = tag !== null && Math.abs(tag.y - y) < tall / 2 + 12 ? tag.x - TAG_HALF : Infinity
      const x =
        side === 'right' ? Math.min(from.x + reach, width - room) : Math.max(Math.min(from.x - reach, besideTag), room)
      const atEdge = x === (side === 'right' ? width - room : room)
      return { panel: panel.id, room, x, y, side, atEdge, from }
    })
    // In a low picture the last ones push those above them up; the corner is the button's that shows the plant.
    let ceiling = height - (small && side === 'right' ? 64 : 4)
    for (const chip of laid.reverse()) {
      const y = Math.min(chip.y, ceiling - tall / 2)
      ceiling = y - tall / 2 - 6
      out.push({ ...chip, y })
    }
  }
  const boxOf = ({ room, x, y, side }: Placed): Box => {
    const left = side === 'right' ? x : x - room
    return { left, right: left + room, top: y - tall / 2, bottom: y + tall / 2 }
  }
  const under = (chip: Placed): boolean => covered.some((c) => overlap(c, boxOf(chip)))
  // What a colleague's card or an alarm hides could be pressed unseen: it is away until they are gone.
  const free = out.filter((chip) => chip.y > tall / 2 && chip.room <= width && !under(chip))
  // Where both sides have not room enough: what alarms or is to be written, then in the order of the list.
  const rank = ({ panel }: Placed): number =>
    alarmed.includes(panel) || due.includes(panel) ? -1 : CHIPS.findIndex((c) => c.panel === panel)
  const kept: Placed[] = []
  for (const chip of free.sort((a, b) => rank(a) - rank(b)))
    if (!kept.some((other) => overlap(boxOf(other), boxOf(chip)))) kept.push(chip)
  return kept
}

/** The picture's host, measured once. */
interface Area {
  readonly width: number
  readonly height: number
  readonly covered: readonly Box[]
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top

/** Parts of the picture that lie under words. */
function coveredOf(area: HTMLElement): readonly Box[] {
  const at = area.getBoundingClientRect()
  return [...(area.closest('.play')?.querySelectorAll('.voice, .alarm, .alarms-more') ?? [])].flatMap((words) => {
    const box = words.getBoundingClientRect()
    return box.height === 0
      ? []
      : [{ left: box.left - at.left, right: box.right - at.left, top: box.top - at.top, bottom: box.bottom - at.top }]
  })
}
