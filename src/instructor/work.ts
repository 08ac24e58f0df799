import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import { changesBetween, levelFile, patched, saidIn, worded } from '../content/index.ts'
import { keepDraft, readDraft } from '../platform/index.ts'
import type { Language } from '../present/index.ts'
import type { Options } from '../record/index.ts'
import { fileOf, type Scenario, scenarioOf } from '../share/index.ts'
import type { LevelText } from '../ui/index.ts'
import type { LevelJson } from './levelJson.ts'

/** A scenario as it is being worked on: whole files, so that every change is a plain edit. */
export interface Draft {
  readonly level: string
  readonly file: LevelJson
  readonly texts: Readonly<Record<Language, LevelText>>
  readonly seed: number
  readonly options: Options
}

export type Base = Pick<Draft, 'level' | 'file' | 'texts'>
export type Opened = 'opened' | 'level' | 'unfit' | Extract<ReturnType<typeof scenarioOf>, string>

/** What is on the instructor's desk: the draft, what it was before, and the level it began from. */
export interface Work {
  readonly draft: ReadonlySignal<Draft | null>
  readonly base: ReadonlySignal<Base | null>
  /** What the draft comes to, as it is given out. */
  readonly scenario: ReadonlySignal<Scenario | null>
  readonly canUndo: ReadonlySignal<boolean>
  readonly canRedo: ReadonlySignal<boolean>
  /** When it was last kept; null: this browser keeps nothing. */
  readonly kept: ReadonlySignal<Date | null>
  /** Another level, as it is built in. */
  begin(level: string): Promise<void>
  edit(change: (draft: Draft) => Draft): void
  undo(): void
  redo(): void
  /** Opens a scenario from a file, a code or a link. */
  open(text: string): Promise<Opened>
}

const MOST_STEPS = 200
export const anySeed = (): number => 1 + Math.floor(Math.random() * 999)

/** The scenario that a draft of a level is: only what differs. */
function scenarioFrom({ level, file, texts, seed, options }: Draft, base: Base): Scenario {
  const patch = changesBetween(base.file, file) as NonNullable<Scenario['patch']>
  const [fr, en] = (['fr', 'en'] as const).map((id) => changesBetween(base.texts[id], texts[id]).flatMap(saidIn))
  const words = { ...(fr!.length && { fr }), ...(en!.length && { en }) }
  return {
    level,
    seed,
    options,
    ...(patch.length && { patch }),
    ...(Object.keys(words).length && { words }),
  }
}

export function openWork(levels: readonly string[], load: (level: string) => Promise<Base>): Work {
  const base = signal<Base | null>(null)
  const story = signal<{ readonly drafts: readonly Draft[]; readonly at: number }>({ drafts: [], at: -1 })
  const bases = new Map<string, Base>()
  const draft = computed(() => story.value.drafts[story.value.at] ?? null)
  const scenario = computed(() =>
    draft.value && base.value?.level === draft.value.level ? scenarioFrom(draft.value, base.value) : null,
  )
  const kept = signal<Date | null>(null)

  /** What was asked for last is what one gets, however long another takes to come. */
  let asked = 0
  async function baseOf(level: string): Promise<Base> {
    const known = bases.get(level) ?? (await load(level))
    bases.set(level, known)
    return known
  }
  function add(next: Draft): void {
    const { drafts, at } = story.value
    const all = [...drafts.slice(Math.max(0, at + 1 - MOST_STEPS), at + 1), next]
    story.value = { drafts: all, at: all.length - 1 }
    base.value = bases.get(next.level)!
  }
  function go(by: number): void {
    const { drafts, at } = story.value
    const to = drafts[at + by]
    if (!to) return
    story.value = { drafts, at: at + by }
    base.value = bases.get(to.level)!
  }
  async function open(text: string): Promise<Opened> {
    const found = scenarioOf(text)
    if (typeof found === 'string') return found
    if (!levels.includes(found.level)) return 'level'
    const mine = ++asked
    const from = await baseOf(found.level)
    if (mine !== asked) return 'opened'
    const { json, problems } = patched(from.file, found.patch ?? [])
    if (problems.length || !isLevelJson(json)) return 'unfit'
    const texts = { fr: worded(from.texts.fr, found.words?.fr), en: worded(from.texts.en, found.words?.en) }
    add({ level: found.level, file: json, texts, seed: found.seed, options: found.options })
    return 'opened'
  }
  effect(() => {
    const now = scenario.value
    if (now) kept.value = keepDraft(fileOf(now)) ? new Date() : null
  })
  return {
    draft,
    base,
    scenario,
    canUndo: computed(() => story.value.at > 0),
    canRedo: computed(() => story.value.at < story.value.drafts.length - 1),
    kept,
    async begin(level) {
      const mine = ++asked
      const from = await baseOf(level)
      if (mine !== asked) return
      const now = draft.value
      add({ ...from, seed: now?.seed ?? anySeed(), options: withoutInstruments(now?.options ?? {}) })
    },
    edit(change) {
      const now = draft.value
      if (!now) return
      const next = change(now)
      if (JSON.stringify(next) !== JSON.stringify(now)) add(next)
    },
    undo: () => go(-1),
    redo: () => go(1),
    open,
  }
}

/** What was left here last; else the first level. */
export async function resume(work: Work, first: string): Promise<void> {
  const left = readDraft()
  if (left === null || (await work.open(left)) !== 'opened') await work.begin(first)
}

/** Instruments are those of a level. */
function withoutInstruments(options: Options): Options {
  const { hidden: _, kit: __, ...rest } = options
  return rest
}

/** Of the shape the forms are drawn from; what else is wrong with it they show. */
function isLevelJson(json: unknown): json is LevelJson {
  const { success, data } = levelFile.safeParse(json)
  if (!success || !data.work) return false
  const { faults = [], questions = [], decoys = [], lines = [] } = data.work
  // Words are looked up by these: none may be a name that every object has.
  return [...faults, ...questions, ...decoys, ...lines, ...(data.draws ?? [])].every(({ id }) => !(id in {}))
}
