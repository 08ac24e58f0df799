import { Worker } from 'node:worker_threads'
import type { Judge, Judged, Unjudged } from './judge.ts'

/** Whoever replays, one hand-in per hand at a time. */
export interface Judges {
  readonly hands: number
  judge(...asked: Parameters<Judge>): Promise<Judged | Unjudged>
  close(): Promise<void>
}

/** The longest run of the longest level takes some seconds; what takes longer is no honest record. */
const MOST_MS = 120_000

/** Workers, started when needed; one that stops or never ends is replaced, and its record set aside. */
export function workerPool(script: URL, levels: string, hands: number): Judges {
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const start = (): Worker => {
    const worker = new Worker(script, { workerData: levels, resourceLimits: { maxOldGenerationSizeMb: 512 } })
    worker.unref()
    all.add(worker)
    worker.once('exit', () => {
      all.delete(worker)
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1)
    })
    // One that dies with nothing to do is missed by nobody.
    worker.on('error', () => {})
    return worker
  }
  return {
    hands,
    judge: (...asked) =>
      new Promise((resolve) => {
        const worker = idle.pop() ?? start()
        const end = (answer: Judged | Unjudged): void => {
          clearTimeout(late)
          worker.off('message', end)
          worker.off('error', fail)
          worker.off('exit', fail)
          if (answer === 'slow' || answer === 'stopped') void worker.terminate()
          else idle.push(worker)
          resolve(answer)
        }
        const fail = (): void => end('stopped')
        const late = setTimeout(() => end('slow'), MOST_MS)
        worker.on('message', end)
        worker.on('error', fail)
        worker.on('exit', fail)
        worker.postMessage(asked, [])
      }),
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}
