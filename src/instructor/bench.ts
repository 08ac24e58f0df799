import type { Answer, Ask, Read, Tried } from './desk.worker.ts'
import type { Language } from '../present/index.ts'
import type { Setup } from '../record/index.ts'
import type { Look, Sketch } from './look.ts'
import type { Bringable, Moment, Played } from './moment.ts'

/** A worker that is asked one thing at a time; `lost`: it died of it, or took longer than anything honest takes. */
export interface Bench {
  judge(text: string): Promise<Read | 'lost'>
  look(sketch: Sketch): Promise<Look | 'lost'>
  /** One lot in everybody's hands, each told as it comes. */
  tryLot(sketch: Sketch, seed: number, heard: (tried: Tried) => void): Promise<'done' | 'lost'>
  /** A lot as it stood after so many of its decisions; null: it does not play here. */
  moment(language: Language, played: Played, after: number): Promise<Moment | null | 'lost'>
  /** What may be let come in a level. */
  faults(language: Language, level: string, setup: Setup): Promise<readonly Bringable[]>
  close(): void
}

/** The longest run of the longest level takes some seconds; a file that takes longer is no honest one. */
const MOST_MS = 120_000

export function openBench(): Bench {
  let worker: Worker | null = null
  let n = 0
  function ask(what: Ask, hear: (answer: Answer) => void): Promise<Answer | 'lost'> {
    const mine = ++n
    const bench = (worker ??= new Worker(new URL('./desk.worker.ts', import.meta.url), { type: 'module' }))
    return new Promise((resolve) => {
      const end = (answer: Answer | 'lost'): void => {
        clearTimeout(late)
        bench.removeEventListener('message', listen)
        bench.removeEventListener('error', fail)
        if (answer === 'lost') {
          bench.terminate()
          if (worker === bench) worker = null
        }
        resolve(answer)
      }
      const fail = (): void => end('lost')
      let late = setTimeout(fail, MOST_MS)
      const listen = ({ data }: MessageEvent<Answer>): void => {
        if (data.n !== mine) return
        if (data.kind !== 'tried') return end(data)
        clearTimeout(late)
        late = setTimeout(fail, MOST_MS)
        hear(data)
      }
      bench.addEventListener('message', listen)
      bench.addEventListener('error', fail)
      bench.postMessage({ n: mine, ask: what }, {})
    })
  }
  const nothing = (): void => {}
  return {
    async judge(text) {
      const answer = await ask({ kind: 'judge', text }, nothing)
      return answer !== 'lost' && answer.kind === 'judge' ? answer.read : 'lost'
    },
    async look(sketch) {
      const answer = await ask({ kind: 'look', sketch }, nothing)
      return answer !== 'lost' && answer.kind === 'look' ? answer.look : 'lost'
    },
    async tryLot(sketch, seed, heard) {
      const answer = await ask({ kind: 'try', sketch, seed }, (part) => {
        if (part.kind === 'tried') heard(part.tried)
      })
      return answer === 'lost' ? 'lost' : 'done'
    },
    async moment(language, played, after) {
      const answer = await ask({ kind: 'moment', language, played, after }, nothing)
      return answer !== 'lost' && answer.kind === 'moment' ? answer.moment : 'lost'
    },
    async faults(language, level, setup) {
      const answer = await ask({ kind: 'faults', language, level, setup }, nothing)
      return answer !== 'lost' && answer.kind === 'faults' ? answer.faults : []
    },
    close() {
      worker?.terminate()
      worker = null
    },
  }
}
