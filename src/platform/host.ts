import { type Change, changed, changeOf } from './changes.ts'
import type { Command, Reply, Telling } from './protocol.ts'

/** One run, wherever it is worked out. Commands are answered in their order. */
export interface RunHost<View, Frame, Ending> {
  send(command: Command, tell?: Telling): Promise<Reply<View, Frame, Ending>>
  readonly where: () => 'worker' | 'page'
  close(): void
}

export type Serve<View, Frame, Ending> = (command: Command, tell?: Telling) => Reply<View, Frame, Ending>

/** A reply on its way: of the view, what has changed since the one before. */
type Sent<Frame, Ending> = Reply<Change | null, Frame, Ending>

type Answer<Frame, Ending> =
  | { readonly id: number; readonly reply: Sent<Frame, Ending> }
  | { readonly id: number; readonly error: string }
  | { readonly id: number; readonly soFar: Parameters<Telling>[0] }

/** The worker's side of the wire. */
export function answerMessages<View, Frame, Ending>(scope: WorkerScope, serve: Serve<View, Frame, Ending>): void {
  const sent = sentBy(serve)
  scope.addEventListener('message', (event) => {
    const { id, command } = event.data as { id: number; command: Command }
    try {
      const reply = sent(command, (soFar) => scope.postMessage({ id, soFar }, NOTHING))
      scope.postMessage({ id, reply }, NOTHING)
    } catch (error) {
      scope.postMessage({ id, error: error instanceof Error ? error.message : String(error) }, NOTHING)
    }
  })
  scope.postMessage({ id: -1, reply: null }, NOTHING)
}

function sentBy<View, Frame, Ending>(serve: Serve<View, Frame, Ending>) {
  let before: View | undefined
  return (command: Command, tell?: Telling): Sent<Frame, Ending> => {
    const reply = serve(command, tell)
    // A view may hold what the run goes on writing to.
    const view = structuredClone(changeOf(before, reply.view))
    before = changed(before, view) as View
    return { ...reply, view }
  }
}

/** Nothing is handed over: everything is copied. */
const NOTHING: Transferable[] = []

/** As much of a worker's global as this needs: the page is compiled with the types of windows. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  postMessage(message: unknown, transfer: Transferable[]): void
}

/**
 * Runs beside the page's own thread where that can be had; where no worker starts (a file opened from a disk, a strict
 * frame), in the page, by the same protocol.
 */
export function runHost<View, Frame, Ending>(
  spawn: () => Worker,
  inPage: () => Promise<Serve<View, Frame, Ending>>,
): RunHost<View, Frame, Ending> {
  type Reply_ = Reply<View, Frame, Ending>
  const waiting = new Map<
    number,
    {
      resolve: (reply: Reply_) => void
      reject: (error: Error) => void
      command: Command
      tell: Telling | undefined
    }
  >()
  let next = 0
  let worker: Worker | null = null
  let ready = false
  let local: Promise<ReturnType<typeof sentBy<View, Frame, Ending>>> | null = null
  let shown: View | undefined

  function settle(answer: Answer<Frame, Ending>): void {
    const open = waiting.get(answer.id)
    if (!open) return
    if ('soFar' in answer) return open.tell?.(answer.soFar)
    waiting.delete(answer.id)
    if ('error' in answer) return open.reject(new Error(answer.error))
    shown = changed(shown, answer.reply.view) as View
    open.resolve({ ...answer.reply, view: shown })
  }
  function atHome(id: number, command: Command): void {
    local ??= inPage().then(sentBy)
    void local
      .then((sent) => settle({ id, reply: sent(command) }))
      .catch((error: unknown) => settle({ id, error: error instanceof Error ? error.message : String(error) }))
  }
  /** The worker could not start: what was asked of it is answered here. One that dies later has lost its run. */
  function giveUp(): void {
    worker?.terminate()
    worker = null
    for (const [id, open] of waiting) {
      if (ready) settle({ id, error: 'the run stopped' })
      else atHome(id, open.command)
    }
  }
  try {
    worker = spawn()
    worker.addEventListener('message', (event: MessageEvent<Answer<Frame, Ending>>) => {
      ready = true
      settle(event.data)
    })
    worker.addEventListener('error', giveUp)
    worker.addEventListener('messageerror', giveUp)
  } catch {
    worker = null
  }
  return {
    send(command, tell) {
      const id = next++
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject, command, tell })
        if (worker) worker.postMessage({ id, command }, NOTHING)
        else atHome(id, command)
      })
    },
    where: () => (worker ? 'worker' : 'page'),
    close() {
      worker?.terminate()
      worker = null
    },
  }
}
