/** Replays hand-ins beside the server's own thread: one text in, one answer out. */
import { parentPort, workerData } from 'node:worker_threads'
import { judgeWith } from './judge.ts'

const judge = judgeWith(workerData as string)

parentPort!.on('message', (text: string) => {
  let answer: ReturnType<typeof judge>
  try {
    answer = judge(text)
  } catch {
    // A record can be well formed and ask what no level can bear: then it is no record of a play.
    answer = 'broken'
  }
  parentPort!.postMessage(answer, [])
})
