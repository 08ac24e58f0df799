/** What the page cannot do beside its own work: play results again, read a level, let the policies try it. */
import type { Rating } from '../play/index.ts'
import type { Unplayable } from '../record/index.ts'
import { type Result, resultIn, type ResultRefusal } from '../share/index.ts'
import { judge, type Judged } from './judge.ts'
import { type Look, lookAt, type Sketch, trials } from './look.ts'

const files = import.meta.glob('../../levels/*/*/level.json', { eager: true, import: 'default' })
const trainings = import.meta.glob('../../levels/*/*/competencies.json', { eager: true, import: 'default' })
const shipped = Object.values(
  import.meta.glob<string>('../../levels/*/*/runs/*.json', { eager: true, import: 'digest' }),
)

export type Ask =
  | { readonly kind: 'judge'; readonly text: string }
  | { readonly kind: 'look'; readonly sketch: Sketch }
  | { readonly kind: 'try'; readonly sketch: Sketch; readonly seed: number }

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

function read(text: string): Read {
  const result = resultIn(text)
  if (typeof result === 'string') return { result: null, judged: null, refusal: result }
  const { id } = result.record.level
  const judged = judge(fileOf(files, id), fileOf(trainings, id), result, shipped)
  return typeof judged === 'string' ? { result, judged: null, refusal: judged } : { result, judged, refusal: null }
}

scope.addEventListener('message', ({ data: { n, ask } }) => {
  const say = (answer: Answer): void => scope.postMessage(answer, {})
  switch (ask.kind) {
    case 'judge':
      return say({ n, kind: 'judge', read: read(ask.text) })
    case 'look': {
      const { level } = ask.sketch
      const look = lookAt(ask.sketch, fileOf(files, level), fileOf(trainings, level), Object.values(files))
      return say({ n, kind: 'look', look })
    }
    case 'try': {
      const { sketch, seed } = ask
      for (const { trier, rating } of trials(sketch, fileOf(files, sketch.level), seed))
        say({ n, kind: 'tried', tried: { trier, seed, rating } })
      return say({ n, kind: 'done' })
    }
  }
})
