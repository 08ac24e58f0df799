/** A run beside the page's own thread. Where no worker starts, the page loads this same file and serves itself. */
import { answerMessages, type WorkerScope } from '../platform/index.ts'
import { serve } from './bench.ts'

if (typeof document === 'undefined') answerMessages(globalThis as unknown as WorkerScope, serve())
// Bundled workers lose their exports: a page that loads this file finds the server here.
else Object.assign(globalThis, { lotServe: serve })

export default serve
