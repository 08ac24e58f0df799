/** What the page cannot do beside its own work: play results again, read a level, let the policies try it. */
import type { Rating } from '../play/index.ts'
import type { Language } from '../present/index.ts'
import type { Logged, Setup, Unplayable } from '../record/index.ts'
import { type Result, resultIn, type ResultRefusal } from '../share/index.ts'
import { judge, type Judged } from './judge.ts'
import { type Look, lookAt, type Sketch, trials } from './look.ts'
import { type Bringable, faultsIn, type LevelWords, type Moment, momentOf, type Played } from './moment.ts'

const files = import.meta.glob('../../levels/*/*/level.json', { eager: true, import: 'default' })
const texts = import.meta.glob<LevelWords>('../../levels/*/*/text/*.json', { import: 'default' })
const trainings = import.meta.glob('../../levels/*/*/competencies.json', { eager: true, import: 'default' })
const shipped = Object.values(
  import.meta.glob<string>('../../levels/*/*/runs/*.json', { eager: true, import: 'digest' }),
)

/** What somebody would hand in who wants the best marks there are: as text, for of each file the digest is already here. */
const experts = import.meta.glob<string>('../../levels/*/*/runs/expert.json', { query: '?raw', import: 'default' })

export type Ask =
  | { readonly kind: 'judge'; readonly text: string }
  | { readonly kind: 'look'; readonly sketch: Sketch }
  | { readonly kind: 'try'; readonly sketch: Sketch; readonly seed: number }
  | { readonly kind: 'moment'; readonly language: Language; readonly played: Played; readonly after: number }
  | { readonly kind: 'faults'; readonly language: Language; readonly level: string; readonly setup: Setup }

/** One try of one lot; null: this lot gave no occasion for that error. */
export interface Tried {
  readonly trier: string
  readonly seed: number
  readonly rating: Rating | null
}

export interface Read {
  readonly result: Result | null
  readonly judged: Judged | null
  readonly refusal: ResultRefusal | Unplayable | null
}

/** Of `try` there is a message for each run, and one to say that it was the last. */
export type Answer = { readonly n: number } & (
  | { readonly kind: 'judge'; readonly read: Read }
  | { readonly kind: 'look'; readonly look: Look }
  | { readonly kind: 'tried'; readonly tried: Tried }
  | { readonly kind: 'moment'; readonly moment: Moment | null }
  | { readonly kind: 'faults'; readonly faults: readonly Bringable[] }
  | { readonly kind: 'done' }
)

const scope = globalThis as unknown as {
  addEventListener(kind: 'message', heard: (event: MessageEvent<{ n: number; ask: Ask }>) => void): void
  postMessage(answer: Answer, options: object): void
}

const fileOf = (all: Readonly<Record<string, unknown>>, id: string): unknown => {
  const path = Object.keys(all).find((p) => p.split('/').at(-2) === id)
  return path === undefined ? undefined : all[path]
}

async function wordsOf(level: string, language: Language): Promise<LevelWords> {
  const path = Object.keys(texts).find((p) => p.endsWith(`/${level}/text/${language}.json`))
  return path === undefined ? {} : texts[path]!()
}

async function read(text: string): Promise<Read> {
  const result = resultIn(text)
  if (typeof result === 'string') return { result: null, judged: null, refusal: result }
  const { id } = result.record.level
  const path = Object.keys(experts).find((p) => p.split('/').at(-3) === id)
  const expert = path === undefined ? [] : (JSON.parse(await experts[path]!()) as { log: readonly Logged[] }).log
  const judged = judge(fileOf(files, id), fileOf(trainings, id), result, shipped, expert)
  return typeof judged === 'string' ? { result, judged: null, refusal: judged } : { result, judged, refusal: null }
}

scope.addEventListener('message', ({ data: { n, ask } }) => {
  const say = (answer: Answer): void => scope.postMessage(answer, {})
  switch (ask.kind) {
    case 'judge':
      void read(ask.text).then((found) => say({ n, kind: 'judge', read: found }))
      return
    case 'look': {
      const { level } = ask.sketch
      const look = lookAt(ask.sketch, fileOf(files, level), fileOf(trainings, level), Object.values(files))
      return say({ n, kind: 'look', look })
    }
    case 'moment': {
      const { language, played, after } = ask
      const { level } = played
      void wordsOf(level, language).then((words) =>
        say({ n, kind: 'moment', moment: momentOf(language, fileOf(files, level), words, played, after) }),
      )
      return
    }
    case 'faults': {
      const { language, level, setup } = ask
      void wordsOf(level, language).then((words) =>
        say({ n, kind: 'faults', faults: faultsIn(language, fileOf(files, level), words, setup) }),
      )
      return
    }
    case 'try': {
      const { sketch, seed } = ask
      for (const { trier, rating } of trials(sketch, fileOf(files, sketch.level), seed))
        say({ n, kind: 'tried', tried: { trier, seed, rating } })
      return say({ n, kind: 'done' })
    }
  }
})
