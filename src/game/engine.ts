/** The run's worker, from a file of its own. A build into one file puts `engineInline.ts` in this place. */
import type { Serve } from '../platform/index.ts'
import type { Ending } from '../present/index.ts'
import type { Frame } from '../ui/index.ts'
import workerAddress from './run.worker.ts?worker&url'

export const spawn = (): Worker => new Worker(workerAddress, { type: 'module' })

/** The worker's own file, run in the page: nothing is shipped twice. */
export async function serveHere<View>(): Promise<Serve<View, Frame, Ending>> {
  await import(/* @vite-ignore */ workerAddress)
  return (globalThis as unknown as { lotServe(): Serve<View, Frame, Ending> }).lotServe()
}
