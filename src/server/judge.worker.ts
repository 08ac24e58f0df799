/** Replays hand-ins beside the server's own thread: one text in, one answer out. */
import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { type Judge, judgeWith } from './judge.ts'

// Whoever waits for an acknowledgement comes first. Linux knows priorities of threads; elsewhere it would be the process.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW)

const judge = judgeWith(workerData as string)

parentPort!.on('message', (asked: Parameters<Judge>) => {
  let answer: ReturnType<Judge>
  try {
    answer = judge(...asked)
  } catch {
    // A record can be well formed and ask what no level can bear: then it is no record of a play.
    answer = 'broken'
  }
  parentPort!.postMessage(answer, [])
})
