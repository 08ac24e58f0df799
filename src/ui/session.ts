import { batch, computed, effect, type ReadonlySignal, signal, type Signal } from '@preact/signals'
import type {
  Best,
  Daily,
  Entry,
  FirstTry,
  Intention,
  Mark,
  Pass,
  Reason,
  Reply,
  RunHost,
  Save,
  Saves,
  Seat,
  Tally,
} from '../platform/index.ts'
import { type Drilled, type Gate, toolsFor } from '../play/index.ts'
import { worded } from '../content/index.ts'
import { asLogged, type Setup, triesOf } from '../record/index.ts'
import { type Result, type Scenario, textOf } from '../share/index.ts'
import {
  type Bite,
  type Ending,
  type Figure,
  gateSentence,
  type Language,
  momentOf,
  type News,
  newsSentence,
  noticed,
  readsTheSame,
  refusalSentence,
  type PlantView,
  type Snapshot,
} from '../present/index.ts'
import type { LevelText } from './levelText.ts'
import { kept, type Notice, tell } from './settings/notice.ts'
import { type Hindsight, openHindsight } from './debrief/hindsight.ts'
import { settings, still, timeFlows } from './settings/wishes.ts'
import { settingsTexts } from './settings/text.ts'
import { PASSED } from './rank.ts'
import { isRight, isThrough, noticeOf } from './drill/through.ts'
import { answered, atTheEnd, type Card, dayHere } from './review/deck.ts'
import { HOLDS, whyTexts } from './why/text.ts'
import { aidsAfter } from './skills/aids.ts'
import type { Course } from './skills/kept.ts'
import { texts } from './text.ts'

/** One picture of a night, or of the way to the vial. */
export interface Frame {
  readonly t_s: number
  readonly plant: PlantView
  /** The station in the picture, those already passed, and what the last of them has yielded. */
  readonly at: number
  readonly done: readonly number[]
  readonly figure: Figure | null
}

/** Decisions about the lot after which nothing of it may run. */
const ENDS: readonly string[] = ['disposition.propose', 'disposition.ship']

/** A sheet over the desk. While one is open the clock stands still. */
export type Sheet =
  | { readonly kind: 'control'; readonly step: string; readonly topic: string }
  | { readonly kind: 'sample'; readonly step: string }
  | { readonly kind: 'panel'; readonly step: string; readonly panel: string }
  /** `fromDesk`: back to the desk once it is inked, not to the record. */
  | { readonly kind: 'write'; readonly line: string; readonly fromDesk?: boolean }
  | { readonly kind: 'investigation'; readonly fault: string }
  | { readonly kind: 'review' }
  | { readonly kind: 'trace' }
  | { readonly kind: 'plan' }
  | { readonly kind: 'record' | 'orders' | 'phone' | 'deviation' | 'class' | 'trends' | 'leave' | 'recipe' }
  | { readonly kind: 'alarms' | 'book' | 'glossary' }
  /** Every set point and dose of a step. */
  | { readonly kind: 'board'; readonly step: string }
  | { readonly kind: 'proceed'; readonly step: string }

/** Something a person says; one voice at a time. */
export interface Voice {
  readonly who: string
  readonly says: string
}

/** A voice that speaks whichever language is chosen while it is there. */
export type Line = (text: LevelText, language: Language) => Voice | undefined

export interface Tape {
  readonly kind: 'night' | 'epilogue'
  readonly frames: readonly Frame[]
  /** Where the way to the vial ends before its vials. */
  readonly bite: Bite | null
}

export type Span = 'lot' | 'day' | 'hours'
export type Speed = 0 | 1 | 4 | 16
export type Deciding = { readonly slot: string; readonly value: Snapshot['acts'][number]['value'] }
type Host = RunHost<Snapshot, Frame, Ending>

/** What a screen of play is made of: signals to read, acts to call. No component holds state of the run. */
export interface Session {
  readonly language: Signal<Language>
  readonly text: ReadonlySignal<LevelText>
  readonly view: Signal<Snapshot | null>
  /** The view as it is read: it changes with what is written in it, at the latest by the minute. */
  readonly shown: ReadonlySignal<Snapshot | null>
  /** `spent`: no tries of this lot are left. */
  readonly status: Signal<'loading' | 'ready' | 'taken' | 'lost' | 'spent' | 'failed'>
  /** Real seconds left; null: no limit. */
  readonly left_s: Signal<number | null>
  /** Tries left after this one; null: not counted. */
  readonly triesLeft: Signal<number | null>
  /** This lot as others would play it. */
  scenario(): Scenario
  /** What is handed in of a finished lot; null: it is not over, or it was only looked at. */
  handIn(): Omit<Result, 'who' | 'id'> | null
  /** Only watching: another tab has the lot. */
  readonly watching: Signal<boolean>
  readonly speed: Signal<Speed>
  readonly sheet: Signal<Sheet | null>
  /** Hours the curves show. */
  readonly span: Signal<Span>
  readonly voice: ReadonlySignal<Voice | null>
  readonly tape: Signal<Tape | null>
  /** Picture of the tape being shown, or null: then the snapshot's own. */
  readonly frame: Signal<Frame | null>
  readonly morning: Signal<Morning | null>
  readonly ending: Signal<Ending | null>
  /** Own best finished run of this level, to be drawn behind the count; null: none yet. */
  readonly ghost: Signal<Best | null>
  /** Contracts of this level kept on some lot, this one's once it is over. */
  readonly contracts: Signal<readonly string[]>
  /** What is known of the lot once it is over. */
  readonly hindsight: Hindsight
  /** Plant seconds from which it was played again after its debrief. */
  readonly again: Signal<readonly number[]>
  /** Taken over in its midst, at the first of these seconds. */
  readonly handed: Handed | null
  /** What the class does to this lot, as soon as nothing else is going on; what stands in the way, or null. */
  fromClass(slot: string, value: readonly string[]): Promise<string | null>
  /** Who in the class signs a line too; null: not played in a class. */
  readonly witness: Signal<Witness | null>
  /** Of a drill: what was to be done is done, and it is judged. */
  done(): Promise<void>
  /** Of a drill that is no case, once it is judged. */
  readonly drilled: Signal<Drilled | null>
  /** How this drill has gone here, with the lot that was judged; null: not known yet. */
  readonly tally: Signal<Tally | null>
  /** First finished tries of all lots here, this one's too once it is over; in the order in which they were finished. */
  readonly firsts: Signal<readonly FirstTry[]>
  /** Second passes of levels that were passed, in the order in which they were finished. */
  readonly passes: Signal<readonly Pass[]>
  /** The first try of this lot; null: this is not over yet, or a changed level of which none is kept. */
  readonly first: ReadonlySignal<FirstTry | null>
  /** The try that is being looked back from; null: what is shown is the one that was played last. */
  readonly lookingBack: Signal<Save | null>
  /** What was meant at an earlier end and taken along to this lot; what is meant at this one's for the next. */
  readonly intention: Signal<Intention | null>
  readonly meant: Signal<Intention | null>
  /** A lot from the shelf: its marks are known. */
  readonly looking: boolean
  readonly refusal: ReadonlySignal<string | null>
  /** A decision of which a reason is asked, in passing; null: none is. Rarely, and never in an exam. */
  readonly why: Signal<Omit<Reason, 'said'> | null>
  readonly reasons: Signal<readonly Reason[]>
  /** Null: passed over. */
  giveReason(said: number | null): void
  /** A gate that has just closed; nothing goes on until the act is taken back. */
  readonly gate: Signal<Gate | null>
  /** Acts taken back in this attempt. */
  readonly marks: Signal<readonly Mark[]>
  /** What is set on the desk and not decided yet, by the slot it is meant for: it is kept with the lot. */
  readonly laid: Signal<Readonly<Record<string, number>>>
  readonly notice: Signal<readonly Notice[]>
  /** What the live region says, newest last. */
  readonly said: Signal<readonly { readonly id: number; readonly text: string }[]>
  readonly busy: Signal<boolean>
  readonly reducedMotion: boolean
  /** The text view: no picture, and the next thing to do first. */
  readonly asText: boolean
  /** Somebody speaks; null: nobody does any more. */
  speak(line: Line | null): void
  lay(values: Readonly<Record<string, number>>): void
  /** What was refused is forgotten. */
  forgive(): void
  /** The same lot once more from a second on: what came before stays as it was. */
  playFrom(t_s: number): Promise<void>
  /** One thing for next time; null: it is thought over. */
  intend(words: Pick<Intention, 'remedy' | 'text'> | null): Promise<void>
  /** Whether what was meant for this lot was done. */
  hold(held: boolean): Promise<void>
  /** What this level asks at its end of what it teaches; nothing of a lot that is only looked at, or of an exam. */
  endQuestions(): Promise<readonly Card[]>
  answered(id: string, known: boolean): Promise<void>
  /** From a later try to the end of the first one, and back. */
  seeFirst(): Promise<void>
  seeLater(): Promise<void>
  course(): Promise<Course>
  /** The lot begun once more, with the aids that had faded. */
  takeAids(): void
  /** Hands the progress over as a file. */
  carry(): void
  /** What there was to keep is kept. */
  settled(): Promise<void>
  decide(decision: Deciding): Promise<boolean>
  wait(seconds: number): Promise<void>
  untilNews(): Promise<void>
  setSpeed(speed: Speed): void
  leave(): Promise<void>
  endTape(): void
  restart(seed: number): Promise<void>
  rewind(): Promise<void>
  takeOver(): void
  watch(): void
  probe(): Probe
  close(): void
}

/** Somebody of the class may be asked to sign a line too, and may refuse. */
export interface Witness {
  ask(line: string, says: string): void
  /** How it stands with a line: asked and of whom; `alone`: nobody else is there. */
  readonly asked: ReadonlySignal<Readonly<Record<string, { readonly who: string } | 'alone'>>>
}

/** How a night ended: the morning's card. */
export interface Morning {
  readonly rung: string | null
  readonly news: readonly News[]
}

export interface Probe {
  state(): Snapshot | null
  decide(decision: Deciding): Promise<{ refusal: unknown }>
  advance(seconds: number): Promise<void>
  night(): Promise<void>
  record(): unknown
}

export type Handed =
  | { readonly kind: 'today'; readonly day: number; readonly minutes: number }
  | { readonly kind: 'drill'; readonly drill: string }
  /** A level that was passed, some days later; `unlike`: its lots that are known. */
  | { readonly kind: 'again'; readonly minutes: number; readonly unlike: readonly number[] }

export interface SessionOptions {
  readonly level: string
  readonly seed: number
  /** The lot that the address names, if it does. */
  readonly seedAsked: number | null
  /** How the address has it played; null: it says nothing, a lot left open goes on as it was begun. */
  readonly setup: Setup | null
  readonly language: Signal<Language>
  readonly host: Host
  /** A second bench, for what takes long; started when it is asked for. */
  readonly explainer: () => Host
  readonly saves: Saves
  readonly seat: (lost: () => Promise<void>) => Promise<Seat>
  readonly loadText: (level: string, language: Language) => Promise<LevelText>
  readonly asText: boolean
  /** The first try of the lot that the address names is looked at, where it is kept. */
  readonly look?: boolean
  readonly speed: Speed
  readonly carry: () => void
  /** Which competencies the levels there are train. */
  readonly course: () => Promise<Course>
  /** A lot that the expert hands over in its midst: that of the day, or one to which something has just happened. */
  readonly handed?: Handed | null
  /** What comes back of an earlier level where a new lot is begun as usual: how it is set up, and the words for it. */
  readonly returning?: { readonly ids: readonly string[]; readonly setup: Setup } | null
}

/** Plant seconds in a real one, at speed 1 and with an alarm on. */
const PACE = 60
const ALARM_PACE = 30
const BEAT_MS = 200
/** Passed before not passed, then by the three marks together. */
export const rankOf = ({ passed, score }: Pick<Ending, 'passed' | 'score'>): number =>
  (passed ? PASSED : 0) + score.yield + score.purity + score.compliance
/** Of the lot of the day: 0 not passed; else by the lesser of yield and compliance, which the expert has at 100. */
export function bandOf({ passed, score }: Pick<Ending, 'passed' | 'score'>): Daily['band'] {
  if (!passed) return 0
  const least = Math.min(score.yield, score.compliance)
  return least >= 95 ? 3 : least >= 85 ? 2 : 1
}
/** So much real time lies between two questions about a reason. */
const WHY_EVERY_MS = 5 * 60_000
/** A shift lasts so long from its morning; then orders and home. */
const SHIFT_S = 12 * 3600

export const ringing = (view: Snapshot): boolean =>
  view.alarms.some((a) => a.state === 'unacknowledged' || a.state === 'acknowledged')

/** Woken in the night, one may wait; a day is for twelve hours. */
function mayWait_s(view: Snapshot): number {
  const began_s = view.round * view.roundLength_s
  // Who works a machine by the minute stays with it.
  if (view.steps.some((s) => s.pace !== null)) return began_s + view.roundLength_s - view.t_s
  // Of a transfer, until something of it is there.
  if (view.transfer) return Math.max(0, view.transfer.hours_s - view.t_s)
  // Of a week, until the late shift goes home.
  if (view.week) return Math.max(0, began_s + view.week.present_s - view.t_s)
  const night = view.t_s - began_s >= SHIFT_S
  const woken = view.news.some((n) => n.kind === 'rung' && n.t_s >= began_s + SHIFT_S)
  if (night && !woken) return 0
  return began_s + (night ? view.roundLength_s : SHIFT_S) - view.t_s
}

export function openSession(options: SessionOptions): Session {
  const { host, saves, language, handed = null } = options
  const view = signal<Snapshot | null>(null)
  let read: Snapshot | null = null
  const shown = computed(() => {
    const now = view.value
    if (!now || !read || !readsTheSame(read, now)) read = now
    return read
  })
  const status = signal<'loading' | 'ready' | 'taken' | 'lost' | 'spent' | 'failed'>('loading')
  const left_s = signal<number | null>(null)
  const triesLeft = signal<number | null>(null)
  const watching = signal(false)
  const speed = signal<Speed>(0)
  const sheet = signal<Sheet | null>(null)
  const span = signal<Span>('lot')
  const line = signal<Line | null>(null)
  const voice = computed(() => line.value?.(levelText.value, language.value) ?? null)
  const tape = signal<Tape | null>(null)
  const frame = signal<Frame | null>(null)
  const morning = signal<Morning | null>(null)
  const ending = signal<Ending | null>(null)
  const drilled = signal<Drilled | null>(null)
  const tally = signal<Tally | null>(null)
  const ghost = signal<Best | null>(null)
  const contracts = signal<readonly string[]>([])
  /** Of the finished lot. */
  let digest: string | null = null
  let counts: Best['counts'] = []
  const hindsight = openHindsight(options.explainer, () => attempt())
  const again = signal<readonly number[]>([])
  const firsts = signal<readonly FirstTry[]>([])
  const passes = signal<readonly Pass[]>([])
  /** The lot whose end is shown, where its first try is kept. */
  const lot = signal<number | null>(null)
  const first = computed(
    () => firsts.value.find((f) => f.save.level === options.level && f.save.seed === lot.value) ?? null,
  )
  const lookingBack = signal<Save | null>(null)
  const witness = signal<Witness | null>(null)
  const intention = signal<Intention | null>(null)
  const meant = signal<Intention | null>(null)
  const refused = signal<((language: Language) => string) | null>(null)
  const refusal = computed(() => refused.value?.(language.value) ?? null)
  const gate = signal<Gate | null>(null)
  const marks = signal<readonly Mark[]>([])
  const why = signal<Omit<Reason, 'said'> | null>(null)
  const reasons = signal<readonly Reason[]>([])
  let whyAsked_ms = performance.now()
  const laid = signal<Readonly<Record<string, number>>>({})
  const notice = signal<readonly Notice[]>([])
  const noticing = { language, notice, carry: options.carry }
  const said = signal<readonly { readonly id: number; readonly text: string }[]>([])
  const busy = signal(false)
  const levelText = signal<LevelText>({})
  const text = computed(() => levelText.value)
  let seat: Seat | null = null
  let seed = options.seed
  /** The player has asked for the aids that had faded. */
  let keepsAids = false
  /** A lot from the shelf is looked at: what is open on the desk stays kept. */
  let looksOnly = false
  let setup: Setup = options.setup ?? {}
  /** Real seconds spent on the lot, and when they were last counted. */
  let used_s = 0
  let counted_ms = performance.now()
  /** Tries begun before this one; null once this one counts. */
  let begunBefore: number | null = null
  let log: Entry[] = []
  let head = { hash: '', model: '' }
  let at_s = 0
  let heard = 0
  /** The second of the last save. */
  let saved_s = -1
  /** Where a new lot begins: until then there is nothing to keep. */
  let began_s = -1
  let closed = false
  let next = 0
  /** What the tape leads to, shown when it ends. */
  let after: (() => void) | null = null

  const say = (line: string): void => {
    said.value = [...said.value.slice(-5), { id: next++, text: line }]
  }
  const refuse = (why: (language: Language) => string): void => {
    refused.value = why
    say(why(language.value))
  }
  const speak = (next: Line | null): void => {
    line.value = next
    if (voice.value) say(voice.value.says)
  }
  const attempt = (): Save => {
    const now = view.value
    const shown = now ? { day: momentOf(at_s - now.dayZero_s).day, over: now.over } : {}
    const kept = { marks: marks.value, again: again.value, laid: laid.value, reasons: reasons.value }
    return { ...played(), ...head, seed, log, at_s, ...shown, ...kept }
  }
  const played = (): Pick<Save, 'format' | 'level' | 'drill' | 'setup' | 'used_s'> => ({
    format: 1,
    level: options.level,
    ...(handed?.kind === 'drill' && { drill: handed.drill }),
    ...(setup.options || setup.patch || setup.words ? { setup } : {}),
    used_s,
  })
  const record = () => ({
    format: 1 as const,
    model: head.model,
    level: { id: options.level, hash: head.hash, ...(setup.patch && { patch: setup.patch }) },
    seed,
    ...(setup.options && { options: setup.options }),
    ...(setup.carry && { carry: setup.carry }),
    crew: 'idle' as const,
    log,
  })
  const scenario = (): Scenario => ({
    level: options.level,
    seed: setup.options?.own ?? seed,
    options: setup.options ?? {},
    ...(setup.patch && { patch: setup.patch }),
    ...(setup.words && { words: setup.words }),
  })
  /** The last save, until it is on the disk. */
  let written: Promise<void> = Promise.resolve()
  /** After each decision and each minute of waiting: a page may be killed. */
  const save = (): void => {
    if (watching.value || looksOnly || at_s === began_s) return
    saved_s = at_s
    // A try counts from its first act.
    if (begunBefore !== null) void saves.writeBegun(textOf(scenario()), begunBefore + 1).catch(() => {})
    begunBefore = null
    written = saves.write({ ...attempt(), log: [...log] }).then((trouble) => {
      if (trouble) tell(noticing, trouble)
      else kept(noticing)
    })
  }

  /** Who goes away in the middle of a minute comes back to the second. */
  const saveLeaving = (): void => {
    if (document.hidden && at_s !== saved_s) save()
  }
  document.addEventListener('visibilitychange', saveLeaving)

  /** News since the last look, said aloud where it has words. */
  function hear(now: Snapshot, aloud: boolean): readonly News[] {
    const fresh = now.news.slice(heard)
    heard = now.news.length
    if (aloud)
      for (const n of fresh) {
        const line = newsSentence(language.value, n, now)
        if (line !== undefined && n.kind !== 'morning' && n.kind !== 'opened') say(line)
      }
    return fresh
  }

  /** A step of the player's has opened, and somebody is there with a word about it. */
  function arrive(fresh: readonly News[]): void {
    const opened = fresh.filter((n) => n.kind === 'opened').at(-1)
    if (opened?.kind === 'opened' && levelText.value.moments?.[opened.step])
      speak((text) => text.moments?.[opened.step])
  }

  /** Somebody has something to say of a result that has just come. */
  function echo(before: Snapshot | null, now: Snapshot): void {
    const fresh = now.echoes.find((id) => before && !before.echoes.includes(id))
    if (fresh !== undefined && levelText.value.moments?.[fresh]) speak((text) => text.moments?.[fresh])
  }

  function take(reply: Reply<Snapshot, Frame, Ending>, aloud = true): readonly News[] {
    const before = view.value
    log.push(...reply.entries)
    at_s = reply.at_s
    const counted = reply.view.steps[0]?.assays.find((a) => a.id === 'viableCells')?.results
    if (counted)
      counts = counted.map((r) => [(r.drawn_s - reply.view.dayZero_s) / reply.view.roundLength_s, r.value] as const)
    head = { hash: reply.hash, model: reply.model }
    let fresh: readonly News[] = []
    batch(() => {
      view.value = reply.view
      fresh = hear(reply.view, aloud)
      if (aloud) echo(before, reply.view)
      if (aloud) arrive(fresh)
      if (aloud && before) for (const line of noticed(language.value, before, reply.view)) say(line)
      if (reply.ending) ending.value = null
      if (fresh.some((n) => n.kind === 'alarm') && speed.value > 1) speed.value = 1
    })
    // A minute of waiting more or less is nothing to keep.
    if (reply.entries.length || fresh.length || at_s < saved_s || at_s - saved_s >= 60) save()
    return fresh
  }

  async function ask(...args: Parameters<Host['send']>): Promise<Reply<Snapshot, Frame, Ending> | null> {
    if (closed || busy.value || status.value === 'failed') return null
    busy.value = true
    try {
      return await host.send(...args)
    } catch {
      status.value = 'failed'
      return null
    } finally {
      busy.value = false
    }
  }

  /** The hands are free, and who has begun does not go on at once: a cut is three decisions, one after the other. */
  async function free(): Promise<void> {
    do await new Promise((resolve) => setTimeout(resolve))
    while (busy.value)
  }

  /** Back to before the act that closed the gate; that it happened stays with the attempt. */
  async function rewind(): Promise<void> {
    const undone = log.at(-1)
    const closed = gate.value
    if (!undone || !closed) return
    const earlier = log.slice(0, -1)
    const save: Save = { ...played(), ...head, seed, log: earlier, at_s: undone.t }
    const reply = await ask({ kind: 'resume', save })
    if (!reply) return
    log = earlier
    heard = reply.view.news.length
    saved_s = -1
    batch(() => {
      gate.value = null
      sheet.value = null
      line.value = null
      marks.value = [...marks.value, { t: undone.t, gate: closed }]
      take(reply, false)
    })
  }

  /** False: none is left. */
  async function countTries(saved: Save | null): Promise<boolean> {
    const tries = triesOf(setup.options ?? {})
    triesLeft.value = null
    begunBefore = null
    if (tries === undefined || watching.value) return true
    const begun = await saves.readBegun(textOf(scenario())).catch(() => 0)
    if (!saved && begun >= tries) return false
    if (!saved) begunBefore = begun
    triesLeft.value = Math.max(0, tries - begun - (saved ? 0 : 1))
    return true
  }

  function setClock(saved: Save | null): void {
    const limit_min = setup.options?.limit_min
    used_s = saved?.used_s ?? 0
    counted_ms = performance.now()
    left_s.value = limit_min === undefined ? null : Math.max(0, Math.ceil(60 * limit_min - used_s))
  }

  /** Where the address says nothing: with what comes back of earlier lots, and with the player's own kit. */
  async function asUsual(): Promise<Setup> {
    const returning = options.returning?.setup ?? {}
    const packed = handed ? [] : await saves.readKit(options.level).catch(() => [])
    const kit = packed.filter((id) => toolsFor(options.level).includes(id))
    return kit.length ? { ...returning, options: { ...returning.options, kit } } : returning
  }

  /** A lot begun as usual, without what was none of the address's wishes: aids that had faded by themselves, the kit. */
  function asAsked({ options: begun = {}, ...rest }: Setup): Setup {
    const { kit: _, ...others } = begun
    const isUsual = JSON.stringify(others) === '{}' || JSON.stringify(others) === JSON.stringify({ aids: 'none' })
    return isUsual ? rest : { ...rest, options: others }
  }

  const isHere = (lot: { readonly level: string; readonly seed: number } | null): boolean =>
    lot !== null && lot.level === options.level && lot.seed === seed

  /** What was meant last comes along to each lot that is begun, until it is said whether it was done. */
  async function takeAlong(fresh: boolean): Promise<void> {
    const list = await saves.readIntentions()
    const last = list.at(-1)
    const isTaken = fresh && last?.held === null && !watching.value
    const now = isTaken ? { ...last, taken: { level: options.level, seed } } : null
    if (now) await saves.writeIntentions([...list.slice(0, -1), now]).catch(() => {})
    batch(() => {
      intention.value = now ?? list.filter(({ taken }) => isHere(taken)).at(-1) ?? null
      // Only the last of them can still wait for a lot.
      meant.value = !now && last && last.taken === null && isHere(last) ? last : null
      if (now) notice.value = [...notice.value, { intention: now }]
    })
  }

  async function intend(words: Pick<Intention, 'remedy' | 'text'> | null): Promise<void> {
    const others = (await saves.readIntentions()).filter((x) => x.taken !== null)
    const now = words && { ...words, level: options.level, seed, taken: null, held: null }
    await saves.writeIntentions(now ? [...others, now] : others).catch(() => {})
    // Said to be kept once it is: whoever leaves at once finds it again.
    meant.value = now
  }

  async function hold(held: boolean): Promise<void> {
    const list = await saves.readIntentions()
    const last = list.filter(({ taken }) => isHere(taken)).at(-1)
    if (!last) return
    const now = { ...last, held }
    intention.value = now
    await saves.writeIntentions(list.map((x) => (x === last ? now : x))).catch(() => {})
  }

  async function endQuestions(): Promise<readonly Card[]> {
    if (watching.value || looksOnly || lookingBack.value || setup.options?.exam) return []
    return atTheEnd(dayHere(), await saves.readReview(), options.level)
  }

  async function begin(saved: Save | null, damaged = false, fresh = saved === null): Promise<void> {
    if (!(await countTries(saved))) {
      status.value = 'spent'
      return
    }
    setClock(saved)
    if (setup.words) levelText.value = await textIn(language.value).catch(() => levelText.value)
    const of = { level: options.level, seed, setup } as const
    const anew = handed ? ({ kind: 'takeOver', ...of, at: handed } as const) : ({ kind: 'start', ...of } as const)
    let reply = await ask(saved ? { kind: 'resume', save: saved } : anew)
    let aids: Notice | null = null
    if (
      reply &&
      !saved &&
      !handed &&
      options.setup === null &&
      !setup.options?.aids &&
      !watching.value &&
      reply.view.aids
    ) {
      const becomes = aidsAfter(options.level, await saves.readFirsts())
      if (becomes === 'return') aids = 'aidsBack'
      if (becomes === 'fade' && !keepsAids) {
        aids = 'faded'
        setup = { ...setup, options: { ...setup.options, aids: 'none' } }
        reply = await ask({ kind: 'start', level: options.level, seed, setup })
      }
    }
    if (!reply && saved) {
      // It reads like an attempt and cannot be played: put aside, and begun anew.
      status.value = 'loading'
      reply = await ask(anew)
      if (reply) await saves.putAside(saved)
      damaged = true
      saved = null
    }
    if (!reply) return
    began_s = saved ? -1 : reply.at_s
    seed = reply.view.seed
    hindsight.forget()
    lot.value = null
    lookingBack.value = null
    ghost.value = await saves.readBest(options.level).catch(() => null)
    contracts.value = await saves.readContracts(options.level).catch(() => [])
    counts = []
    log = saved ? [...saved.log] : []
    marks.value = saved?.marks ?? []
    again.value = saved?.again ?? (handed ? [reply.at_s] : [])
    laid.value = saved?.laid ?? {}
    reasons.value = saved?.reasons ?? []
    why.value = null
    whyAsked_ms = performance.now()
    gate.value = null
    heard = 0
    batch(() => {
      ending.value = null
      drilled.value = null
      tally.value = null
      sheet.value = null
      tape.value = null
      frame.value = null
      morning.value = null
      span.value = 'lot'
      line.value = null
      said.value = []
      const notices: Notice[] = []
      if (saves.kept === 'page') notices.push('memoryOnly')
      if (damaged) notices.push('damaged')
      if (saved) notices.push('resumed')
      if (aids) notices.push(aids)
      // Of a drill what is to be done, and that it is done, is said here: also to who comes back to it.
      if (handed?.kind === 'drill') notices.push(noticeOf(handed.drill))
      else if (handed && !saved) notices.push(handed.kind === 'today' ? 'tookOver' : 'secondPass')
      if (reply.drifted) notices.push('drifted')
      if (reply.lost) notices.push({ lost: reply.lost })
      notice.value = notices
      take(reply, false)
      status.value = 'ready'
    })
    if (!handed) await takeAlong(fresh)
    greet()
    if (handed?.kind === 'drill' && isThrough(reply.view, handed.drill)) await judge(handed.drill)
    else await concludeIfOver()
  }

  /** The morning's one line, if the level has one. */
  function greet(): void {
    const now = view.value
    if (!now || now.over || !now.playing) return
    const begun = now.acts.some((a) => a.by === 'player' && a.t_s >= now.round * now.roundLength_s)
    // Lines are written for days of the culture; before it, only the first morning has one.
    const day = now.round - Math.round(now.dayZero_s / now.roundLength_s)
    const inSeed = now.steps[0]?.unit === 'nMinus1'
    const first = now.steps[0]
    if (!begun && now.round === 0 && first && levelText.value.moments?.[first.id])
      return speak((text) => text.moments?.[first.id])
    const announced = now.news.some((n) => n.kind === 'outage' && n.from_s === now.round * now.roundLength_s)
    if (!begun && announced && levelText.value.moments?.['outage']) return speak((text) => text.moments?.['outage'])
    if (!begun && !(inSeed && day > 0) && levelText.value.mornings?.[String(day)])
      speak((text) => withReturning(text, text.mornings?.[String(day)]))
  }

  /** On the first morning of a lot, before that morning's own line: what comes back of an earlier one. */
  function withReturning(text: LevelText, own: Voice | undefined): Voice | undefined {
    const isFirst = view.value?.acts.every((a) => a.by !== 'player') ?? false
    const told = (isFirst && setup.carry ? (options.returning?.ids ?? []) : []).flatMap(
      (id) => text.moments?.[id] ?? [],
    )
    return own && { ...own, says: [...told.map((line) => line.says), own.says].join(' ') }
  }

  /** No step under the player's hands any more, or no round left: the crew brings it to the vial. */
  async function concludeIfOver(): Promise<boolean> {
    const now = view.value
    if (!now || (now.playing && now.round < now.rounds)) return false
    const reply = await ask({ kind: 'finish', since_s: handed ? again.value[0] : undefined })
    if (!reply) return true
    const final = reply.ending
    digest = reply.digest
    // In one: the last picture is not seen before the first.
    batch(() => {
      take(reply, false)
      // A lot that has been decided about goes nowhere any more.
      if (now.over && (now.review || now.inspection || now.week || now.transfer)) {
        sheet.value = null
        ending.value = final
        return
      }
      play({ kind: 'epilogue', frames: reply.frames, bite: final?.bite ?? null }, () => {
        ending.value = final
      })
    })
    // Of a lot rightly kept back no product is missing.
    if (final && !final.decided?.justified && handed?.kind !== 'drill') void hindsight.explain()
    if (final && handed?.kind === 'again' && !watching.value && again.value.length === 1)
      await saves
        .writePass({
          format: 1,
          level: options.level,
          seed,
          at_ms: Date.now(),
          held: bandOf(final) > 1,
          seen: final.practice,
        })
        .catch(() => {})
    if (final) {
      await keepBest(final)
      await keepFirst(final)
      await keepContracts(final)
      if (handed?.kind === 'today' && !watching.value)
        await saves
          .writeDaily({ format: 1, day: handed.day, level: options.level, band: bandOf(final) })
          .catch(() => {})
    }
    if (final && !handed && !watching.value && !looksOnly) await saves.writeLeft(final.leaves).catch(() => {})
    return true
  }

  async function playFrom(t_s: number): Promise<void> {
    if (watching.value || busy.value) return
    looksOnly = false
    const earlier = log.filter((d) => d.t < t_s)
    const marked = marks.value.filter((mark) => mark.t < t_s)
    const from: Save = {
      ...played(),
      ...head,
      seed,
      log: earlier,
      at_s: t_s,
      marks: marked,
      again: [...again.value, t_s],
    }
    await begin(from, false, true)
    save()
  }

  /** What a lot proves it proves once: the second time one knows what comes. A changed level proves nothing of the usual one. */
  async function keepFirst({ disposition, passed, score, gates, practice, leaves }: Ending): Promise<void> {
    const isChanged = setup.patch !== undefined && setup.carry === undefined
    if (isChanged || passed === null) return
    if (!watching.value && again.value.length === 0) {
      const now: FirstTry = {
        format: 1,
        at_ms: Date.now(),
        save: { ...attempt(), log: [...log] },
        digest: leaves.record,
        disposition,
        passed,
        score,
        seen: practice,
        gates,
      }
      await saves.writeFirst(now).catch(() => {})
    }
    const kept = await saves.readFirsts()
    const second = await saves.readPasses()
    batch(() => {
      firsts.value = kept
      passes.value = second
      lot.value = seed
    })
  }

  /** A changed level is another one, and who has read how a lot ends knows what comes. */
  async function keepContracts(final: Ending): Promise<void> {
    const isChanged = setup.patch !== undefined && setup.carry === undefined
    if (isChanged || watching.value || looksOnly || again.value.length > 0) return
    const kept = final.contracts.filter((c) => c.kept).map(({ id }) => id)
    contracts.value = await saves.keepContracts(options.level, kept).catch(() => contracts.value)
  }

  async function seeFirst(): Promise<void> {
    if (!first.value || watching.value || busy.value) return
    const later = { ...attempt(), log: [...log] }
    setup = first.value.save.setup ?? {}
    await begin(first.value.save)
    lookingBack.value = later
  }

  async function seeLater(): Promise<void> {
    const later = lookingBack.value
    if (!later || busy.value) return
    setup = later.setup ?? {}
    await begin(later)
  }

  async function keepBest({ passed, score, products }: Ending): Promise<void> {
    const rank = rankOf({ passed, score })
    const before = await saves.readBest(options.level).catch(() => null)
    // Who has read how it ends plays another game.
    if (again.value.length > 0) return
    // A lot rightly kept back makes nothing, and is passed.
    const isWorthKeeping = passed || (products[0]?.amount ?? 0) > 0
    if (watching.value || !isWorthKeeping || (before && before.rank >= rank)) return
    await saves.writeBest({ format: 1, level: options.level, seed, rank, counts }).catch(() => {})
  }

  function play(reel: Tape, then: () => void): void {
    after = then
    batch(() => {
      speed.value = 0
      sheet.value = null
      line.value = null
      tape.value = reel
      frame.value = reel.frames[0] ?? null
    })
    if (still.value && reel.kind === 'night') endTape()
  }

  function endTape(): void {
    const then = after
    after = null
    batch(() => {
      tape.value = null
      frame.value = null
      then?.()
    })
  }

  /** Decisions under way, and the last of them: another one comes after it; the same once more is a double click. */
  const pressed = new Set<string>()
  let turn: Promise<unknown> = Promise.resolve()

  async function decide(decision: Deciding): Promise<boolean> {
    const press = JSON.stringify(decision)
    if (watching.value || pressed.has(press)) return false
    pressed.add(press)
    const before = turn
    const mine = (async () => {
      await before
      await beat
      // What came before may have been the end of it.
      return !gate.value && !tape.value && !ending.value && !drilled.value && carryOut(decision)
    })().finally(() => pressed.delete(press))
    turn = mine.catch(() => {})
    return mine
  }

  /** What was just decided, where its reason is worth a word and none was asked for these minutes. */
  function askWhy({ slot }: Deciding, before: Snapshot): void {
    // Who goes on has passed it over.
    why.value = null
    const [step, topic] = slot.split('.')
    const unit = before.steps.find((s) => s.id === step)?.unit
    const of = `${unit}.${topic}`
    if (!Object.hasOwn(HOLDS, of) || reasons.value.some((r) => r.of === of)) return
    // One question at a time: whoever of the crew waits for an answer goes first.
    if (setup.options?.exam || handed || before.questions.length > 0) return
    if (performance.now() - whyAsked_ms < WHY_EVERY_MS) return
    whyAsked_ms = performance.now()
    why.value = { t: at_s, of }
    say(whyTexts[language.value].whys[of]![0])
  }

  async function carryOut(decision: Deciding): Promise<boolean> {
    const before = view.value
    const reply = await ask({ kind: 'decide', decision })
    if (!reply) return false
    const { refusal } = reply
    if (refusal) {
      refuse((spoken) => refusalSentence(spoken, refusal))
      return false
    }
    refused.value = null
    if (before && !reply.gate) askWhy(decision, before)
    const fresh = take(reply)
    if (reply.gate && !setup.options?.exam) {
      gate.value = reply.gate
      say(gateSentence(language.value, reply.gate))
      return true
    }
    if (decision.slot.startsWith('call.')) {
      const who = decision.slot.slice(5)
      // Whoever came and looked says what was found.
      const found = fresh.find((n) => n.kind === 'called')
      const before = log.filter((d) => d.slot === decision.slot && d.value === decision.value).length - 1
      const answer: Line = ({ people }, spoken) => {
        const known = people?.[who]?.[String(decision.value)] ?? people?.[who]?.['*']
        const says =
          (found && newsSentence(spoken, found, reply.view)?.replace('Maintenance, ', '')) ??
          (typeof known === 'string' ? known : known?.[Math.min(before, known.length - 1)])
        return says === undefined ? undefined : { who, says }
      }
      if (answer(levelText.value, language.value)) speak(answer)
    }
    const mayEnd = decision.slot.endsWith('.proceed') || ENDS.includes(decision.slot) || reply.view.over
    if (handed?.kind === 'drill' && isThrough(reply.view, handed.drill)) await judge(handed.drill)
    else if (mayEnd) await concludeIfOver()
    return true
  }

  async function judge(drill: string): Promise<void> {
    const reply = await ask({ kind: 'judge', drill })
    if (!reply) return
    batch(() => {
      take(reply, false)
      sheet.value = null
      drilled.value = reply.drilled
      ending.value = reply.ending
    })
    tally.value = await saves.tally(`${options.level}.${drill}`, seed, isRight(drill, reply.drilled, reply.ending))
  }

  async function fromClass(slot: string, value: readonly string[]): Promise<string | null> {
    await free()
    if (status.value !== 'ready' || watching.value || ending.value || lookingBack.value) return 'run_over'
    const reply = await ask({ kind: 'class', decision: { slot, value } })
    if (!reply) return 'run_over'
    take(reply)
    return reply.refusal?.code ?? null
  }

  async function wait(seconds: number): Promise<void> {
    const now = view.value
    if (!now || watching.value) return
    const left_s = mayWait_s(now)
    if (left_s <= 0) {
      speed.value = 0
      refuse((spoken) => texts[spoken].shiftOver)
      return
    }
    const reply = await ask({ kind: 'advance', seconds: Math.min(seconds, left_s) })
    if (!reply) return
    refused.value = null
    const fresh = take(reply)
    if (reply.stopped && !fresh.some((n) => n.kind === 'alarm')) speed.value = 0
    await concludeIfOver()
  }

  async function leave(): Promise<void> {
    if (watching.value) return
    await turn
    await beat
    const reply = await ask({ kind: 'night' })
    if (!reply) return
    const { refusal: why } = reply
    if (why) return refuse((spoken) => refusalSentence(spoken, why))
    const fresh = take(reply, false)
    const rung = fresh.filter((n) => n.kind === 'rung').at(-1)
    play({ kind: 'night', frames: reply.frames, bite: null }, () => {
      void (async () => {
        if (await concludeIfOver()) return
        const woken = view.value && rung && rung.t_s > view.value.t_s - 3600 ? rung : null
        morning.value = { rung: woken?.kind === 'rung' ? woken.why : null, news: fresh }
        for (const n of fresh) {
          const line = view.value && newsSentence(language.value, n, view.value)
          if (line) say(line)
        }
        greet()
      })()
    })
  }

  /** The clock's own step under way: what meets it comes after it. */
  let beat: Promise<void> | null = null

  /** Real time at the desk, while the page is looked at, until the way to the vial. */
  function countDown(now: Snapshot): void {
    const since_s = (performance.now() - counted_ms) / 1000
    counted_ms = performance.now()
    if (document.hidden || watching.value || tape.value?.kind === 'epilogue') return
    if (ending.value || !now.playing || now.round >= now.rounds) return
    used_s += Math.min(since_s, 2)
    const before = left_s.value
    if (before === null) return
    left_s.value = Math.max(0, Math.ceil(60 * setup.options!.limit_min! - used_s))
    for (const minutes of [5, 1])
      if (before > 60 * minutes && left_s.value <= 60 * minutes) say(texts[language.value].minutesLeft(minutes))
    if (left_s.value === 0) void timeUp()
  }

  async function timeUp(): Promise<void> {
    if (busy.value) return
    const reply = await ask({ kind: 'decide', decision: { slot: 'shift.handOver', value: 1 } })
    if (!reply || reply.refusal) return
    say(texts[language.value].timeUp)
    batch(() => {
      gate.value = null
      sheet.value = null
      morning.value = null
      line.value = null
      tape.value = null
      take(reply, false)
    })
    await concludeIfOver()
  }

  const flow = setInterval(() => {
    const now = view.value
    if (now) countDown(now)
    if (
      !now ||
      speed.value === 0 ||
      gate.value ||
      sheet.value ||
      tape.value ||
      morning.value ||
      voice.value ||
      why.value ||
      ending.value
    )
      return
    if (!timeFlows.value || !now.playing || now.transfer || now.questions.length || document.hidden) return
    const own = now.steps[0]?.pace ?? PACE
    const pace = ringing(now) ? Math.min(ALARM_PACE, own) : own * speed.value
    beat ??= wait(Math.round((pace * BEAT_MS) / 1000)).finally(() => {
      beat = null
    })
  }, BEAT_MS)

  const textIn = (wanted: Language): Promise<LevelText> =>
    options.loadText(options.level, wanted).then((text) => worded(text, setup.words?.[wanted]))
  let heardIn = language.peek()
  const stopText = effect(() => {
    const wanted = language.value
    void textIn(wanted).then(
      (found) => {
        if (language.peek() !== wanted) return
        // What was said in the other language stays there.
        if (heardIn !== wanted) said.value = []
        heardIn = wanted
        levelText.value = found
      },
      () => {},
    )
  })

  void (async () => {
    seat = await options.seat(async () => {
      status.value = 'lost'
      watching.value = true
      speed.value = 0
      await saves.settled()
    })
    levelText.value = await textIn(language.value).catch(() => ({}))
    if (seat.taken) {
      status.value = 'taken'
      return
    }
    await open()
  })()

  async function open(): Promise<void> {
    const wanted =
      options.look && options.seedAsked !== null ? await saves.readFirst(options.level, options.seedAsked) : null
    if (wanted) {
      looksOnly = true
      seed = wanted.save.seed
      setup = wanted.save.setup ?? {}
      return begin(wanted.save)
    }
    const { save: saved, damaged } = await saves.read(options.level)
    // A lot asked for by its number is another lot than the one left open.
    const asked = options.setup ?? (options.seedAsked === null ? null : {})
    // What came back of earlier lots was no wish of the address.
    const begunAs = saved?.setup?.carry ? {} : (saved?.setup ?? {})
    const mine = options.setup === null ? asAsked(begunAs) : begunAs
    const sameSetup = asked === null || JSON.stringify(asked) === JSON.stringify(mine)
    const sameSeed = options.seedAsked === null || options.seedAsked === saved?.seed
    const sameDrill = handed?.kind !== 'drill' || handed.drill === saved?.drill
    const same = sameSetup && sameSeed && sameDrill ? saved : null
    if (same) {
      seed = same.seed
      setup = same.setup ?? {}
    } else setup = options.setup ?? (await asUsual())
    await begin(same, damaged)
    speed.value = options.speed
  }

  return {
    language,
    text,
    view,
    shown,
    status,
    left_s,
    triesLeft,
    scenario,
    handIn() {
      const now = ending.value
      if (!now || digest === null || watching.value) return null
      const { carry, level, options, ...rest } = record()
      return {
        result: 1,
        marks: now.score,
        used_s: Math.round(used_s),
        ...(again.value.length && { again: [...again.value] }),
        record: {
          ...rest,
          level: { ...level, ...(level.patch && { patch: [...level.patch] }) },
          ...(options && { options }),
          ...(carry && { carry: [...carry] }),
          log: log.map(asLogged),
          digest,
        },
      }
    },
    fromClass,
    witness,
    watching,
    speed,
    sheet,
    span,
    voice,
    tape,
    frame,
    morning,
    ending,
    ghost,
    contracts,
    hindsight,
    again,
    handed,
    async done() {
      await turn
      if (handed?.kind === 'drill') await judge(handed.drill)
    },
    drilled,
    tally,
    firsts,
    passes,
    first,
    lookingBack,
    takeAids() {
      if (busy.value) return
      keepsAids = true
      void asUsual().then((found) => {
        setup = found
        return begin(null)
      })
    },
    intention,
    meant,
    intend,
    hold,
    endQuestions,
    async answered(id, known) {
      await saves.writeReview(answered(await saves.readReview(), id, known, dayHere())).catch(() => {})
    },
    seeFirst,
    seeLater,
    playFrom,
    refusal,
    gate,
    why,
    reasons,
    giveReason(said) {
      const asked = why.value
      why.value = null
      if (!asked || said === null) return
      reasons.value = [...reasons.value, { ...asked, said }]
      save()
    },
    marks,
    laid,
    lay(values) {
      laid.value = { ...laid.value, ...values }
      save()
    },
    rewind,
    notice,
    said,
    busy,
    get looking() {
      return looksOnly
    },
    get reducedMotion() {
      return still.value
    },
    speak,
    forgive: () => void (refused.value = null),
    course: options.course,
    carry: options.carry,
    settled: () => saves.settled(),
    asText: options.asText,
    decide,
    async wait(seconds) {
      await turn
      await beat
      await wait(seconds)
    },
    untilNews: async () => {
      await turn
      await beat
      const now = view.value
      if (now) await wait(Math.max(60, mayWait_s(now)))
    },
    setSpeed(wanted) {
      const now = view.value
      if (!now) return
      if (wanted === 16 && ringing(now))
        return refuse((spoken) => refusalSentence(spoken, { code: 'too_fast_in_alarm' }))
      if (wanted > 0 && settings.value.pauseAlways) return refuse((spoken) => settingsTexts[spoken].pausedAlways)
      refused.value = null
      speed.value = wanted
    },
    leave,
    endTape,
    async restart(wanted) {
      looksOnly = false
      // Another lot is a lot as usual.
      if (wanted !== seed) setup = await asUsual()
      seed = wanted
      log = []
      await saves.remove(options.level).catch(() => {})
      await begin(null)
    },
    takeOver() {
      status.value = 'loading'
      void (async () => {
        await seat?.takeOver()
        watching.value = false
        await open()
      })()
    },
    watch() {
      watching.value = true
      void open()
    },
    probe: () => ({
      state: () => view.value,
      async decide(decision) {
        await free()
        const reply = await ask({ kind: 'decide', decision })
        if (reply) {
          take(reply)
          await concludeIfOver()
          await written
        }
        return { refusal: reply?.refusal ?? null }
      },
      async advance(seconds) {
        for (let left = seconds; left > 0;) {
          await free()
          const from_s = at_s
          const reply = await ask({ kind: 'advance', seconds: left })
          if (!reply) return
          take(reply)
          if (at_s === from_s) break
          left -= at_s - from_s
        }
        await concludeIfOver()
      },
      async night() {
        await free()
        const reply = await ask({ kind: 'night' })
        if (!reply) return
        take(reply)
        await concludeIfOver()
      },
      record,
    }),
    close() {
      closed = true
      clearInterval(flow)
      stopText()
      document.removeEventListener('visibilitychange', saveLeaving)
      hindsight.forget()
      seat?.leave()
      host.close()
    },
  }
}
