/** What every page that plays needs and loads late: a run beside the page's own thread, and the pictures. */
import { runHost, type RunHost, type Serve } from '../platform/index.ts'
import type { Ending } from '../present/index.ts'
import type { Frame, StageLoader } from '../ui/index.ts'
import workerAddress from './run.worker.ts?worker&url'

/** The worker's own file, run in the page: nothing is shipped twice. */
async function serveHere<View>(): Promise<Serve<View, Frame, Ending>> {
  await import(/* @vite-ignore */ workerAddress)
  return (globalThis as unknown as { lotServe(): Serve<View, Frame, Ending> }).lotServe()
}

export const benchHost = <View>(): RunHost<View, Frame, Ending> =>
  runHost<View, Frame, Ending>(() => new Worker(workerAddress, { type: 'module' }), serveHere<View>)

/** The stage is another module's, and heavy: it comes when a level is opened, never before. */
export const loadStage: StageLoader = async () => (await import('../stage/index.ts')).mountStage
