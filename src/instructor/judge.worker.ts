/** Plays results again beside the page: one text in, one answer out, in order. */
import type { Unplayable } from '../record/index.ts'
import { readResult, type Result, type ResultRefusal } from '../share/index.ts'
import { judge, type Judged } from './judge.ts'

const files = import.meta.glob('../../levels/*/*/level.json', { eager: true, import: 'default' })
const shipped = Object.values(
  import.meta.glob<string>('../../levels/*/*/runs/*.json', { eager: true, import: 'digest' }),
)

export interface Answer {
  readonly n: number
  readonly result: Result | null
  readonly judged: Judged | null
  readonly refusal: ResultRefusal | Unplayable | null
}

const scope = globalThis as unknown as {
  addEventListener(kind: 'message', heard: (event: MessageEvent<{ n: number; text: string }>) => void): void
  postMessage(answer: Answer, options: object): void
}

function answer(n: number, text: string): Answer {
  const result = readResult(text)
  if (typeof result === 'string') return { n, result: null, judged: null, refusal: result }
  const path = Object.keys(files).find((p) => p.endsWith(`/${result.record.level.id}/level.json`))
  const judged = judge(path === undefined ? undefined : files[path], result, shipped)
  return typeof judged === 'string'
    ? { n, result, judged: null, refusal: judged }
    : { n, result, judged, refusal: null }
}

scope.addEventListener('message', ({ data: { n, text } }) => scope.postMessage(answer(n, text), {}))
