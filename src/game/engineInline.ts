/** The run's worker from the page's own text: a page opened from a disk may load no file, but may start a worker of a blob. */
import type { Serve } from '../platform/index.ts'
import type { Ending } from '../present/index.ts'
import type { Frame } from '../ui/index.ts'

/** Where the build has put the worker's code. */
const text = (): string => document.getElementById('run-worker')!.textContent

export function spawn(): Worker {
  const address = URL.createObjectURL(new Blob([text()], { type: 'text/javascript' }))
  return new Worker(address)
}

/** The same text, run in the page: the content policy knows its digest. */
export async function serveHere<View>(): Promise<Serve<View, Frame, Ending>> {
  const script = document.createElement('script')
  script.textContent = text()
  document.head.append(script)
  return (globalThis as unknown as { lotServe(): Serve<View, Frame, Ending> }).lotServe()
}
