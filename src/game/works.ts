/** What every page that plays needs and loads late: a run beside the page's own thread, and the pictures. */
import { runHost, type RunHost } from '../platform/index.ts'
import type { Ending } from '../present/index.ts'
import type { Frame, StageLoader } from '../ui/index.ts'
import { serveHere, spawn } from './engine.ts'

export const benchHost = <View>(): RunHost<View, Frame, Ending> => runHost<View, Frame, Ending>(spawn, serveHere<View>)

/** The stage is another module's, and heavy: it comes when a level is opened, never before. */
export const loadStage: StageLoader = async () => (await import('../stage/index.ts')).mountStage
