import type { Command, Reply, Telling } from './protocol.ts'

/** One run, wherever it is worked out. Commands are answered in their order. */
export interface RunHost<View, Frame, Ending> {
  send(command: Command, tell?: Telling): Promise<Reply<View, Frame, Ending>>
  readonly where: () => 'worker' | 'page'
  close(): void
}

export type Serve<View, Frame, Ending> = (command: Command, tell?: Telling) => Reply<View, Frame, Ending>

type Answer<View, Frame, Ending> =
  | { readonly id: number; readonly reply: Reply<View, Frame, Ending> }
  | { readonly id: number; readonly error: string }
  | { readonly id: number; readonly soFar: Parameters<Telling>[0] }

/** The worker's side of the wire. */
export function answerMessages<View, Frame, Ending>(scope: WorkerScope, serve: Serve<View, Frame, Ending>): void {
  scope.addEventListener('message', (event) => {
    const { id, command } = event.data as { id: number; command: Command }
    try {
      const reply = serve(command, (soFar) => scope.postMessage({ id, soFar }, NOTHING))
      scope.postMessage({ id, reply }, NOTHING)
    } catch (error) {
      scope.postMessage({ id, error: error instanceof Error ? error.message : String(error) }, NOTHING)
    }
  })
  scope.postMessage({ id: -1, reply: null }, NOTHING)
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
  let local: Promise<Serve<View, Frame, Ending>> | null = null

  function settle(answer: Answer<View, Frame, Ending>): void {
    const open = waiting.get(answer.id)
    if (!open) return
    if ('soFar' in answer) return open.tell?.(answer.soFar)
    waiting.delete(answer.id)
    if ('error' in answer) open.reject(new Error(answer.error))
    else open.resolve(answer.reply)
  }
  function atHome(id: number, command: Command): void {
    local ??= inPage()
    void local
      .then((serve) => settle({ id, reply: serve(command) }))
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
    worker.addEventListener('message', (event: MessageEvent<Answer<View, Frame, Ending>>) => {
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
