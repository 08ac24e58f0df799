/** Why the class server did not do it; `away`: nobody answered, or nobody who is one. */
export type ClassRefusal =
  | 'away'
  | 'secret'
  | 'password'
  | 'code'
  | 'taken'
  | 'full'
  | 'often'
  | 'request'
  | 'scenario'
  | 'assignment'
  | 'notOpen'
  | 'otherLot'
  | 'failed'

export type Asked<T> = { readonly value: T } | { readonly refusal: ClassRefusal; readonly status: number }

const KNOWN: readonly ClassRefusal[] = [
  'secret',
  'password',
  'code',
  'taken',
  'full',
  'often',
  'request',
  'scenario',
  'assignment',
  'notOpen',
  'otherLot',
]

const PATIENCE_MS = 20_000
const LONGEST_FAREWELL = 60_000

/** One question to the class server of this page's own origin. */
export async function ask<T>(
  method: string,
  path: string,
  bearer = '',
  body?: unknown,
  leaving = false,
): Promise<Asked<T>> {
  let response: Response
  const text = body === undefined ? undefined : JSON.stringify(body)
  try {
    response = await fetch(new URL(`api/${path}`, document.baseURI), {
      method,
      headers: {
        ...(bearer && { Authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(text !== undefined && { body: text }),
      // Sent on though the page goes: a browser takes no more than 64 KiB so.
      ...(leaving && { keepalive: (text ?? '').length < LONGEST_FAREWELL }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  } catch {
    return { refusal: 'away', status: 0 }
  }
  const { status } = response
  if (status === 204) return { value: undefined as T }
  try {
    const answer = (await response.json()) as T & { error?: string }
    if (response.ok) return { value: answer }
    return { refusal: KNOWN.find((code) => code === answer.error) ?? 'failed', status }
  } catch {
    // What answers something else than JSON is no class server: a folder of pages.
    return { refusal: response.ok || status === 404 || status === 405 ? 'away' : 'failed', status }
  }
}

/** Whether there is a class server where this page comes from. */
export const classServerHere = async (): Promise<boolean> => 'value' in (await ask('GET', 'health'))

/** How the line to the class is; `gone`: class or learner are no more. */
export type Line = 'on' | 'off' | 'gone'

const SOONEST_MS = 1000
const LATEST_MS = 30_000

/** Hears a feed until it is closed; comes again whenever it breaks, later and later, and at once when the network is back. */
export function hear(
  path: string,
  bearer: () => string,
  heard: (event: string, data: unknown) => void,
  line: (line: Line) => void,
): () => void {
  const over = new AbortController()
  let wait_ms = SOONEST_MS
  let stop = new AbortController()
  let wake = (): void => {}
  async function once(): Promise<'again' | 'over'> {
    stop = new AbortController()
    const response = await fetch(new URL(`api/${path}`, document.baseURI), {
      headers: { Authorization: `Bearer ${bearer()}` },
      signal: stop.signal,
    })
    if (response.status === 401) return 'over'
    if (!response.ok || !response.body) return 'again'
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let held = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return 'again'
      wait_ms = SOONEST_MS
      held += value
      for (let end = held.indexOf('\n\n'); end >= 0; end = held.indexOf('\n\n')) {
        const block = held.slice(0, end)
        held = held.slice(end + 2)
        const event = /^event: (.*)$/m.exec(block)?.[1]
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (event === undefined || data === undefined) continue
        if (event === 'gone') return 'over'
        line('on')
        heard(event, JSON.parse(data))
      }
    }
  }
  async function forGood(): Promise<void> {
    while (!over.signal.aborted) {
      const end = await once().catch(() => 'again' as const)
      if (over.signal.aborted) return
      line(end === 'over' ? 'gone' : 'off')
      if (end === 'over') return
      await new Promise<void>((resolve) => {
        wake = resolve
        // Not all at once, when a server comes back to a whole school.
        setTimeout(resolve, wait_ms * (0.5 + Math.random()))
      })
      wait_ms = Math.min(LATEST_MS, 2 * wait_ms)
    }
  }
  const online = (): void => wake()
  const offline = (): void => stop.abort()
  addEventListener('online', online)
  addEventListener('offline', offline)
  void forGood()
  return () => {
    over.abort()
    stop.abort()
    wake()
    removeEventListener('online', online)
    removeEventListener('offline', offline)
  }
}

/** Where this browser keeps who is in which class. */
export const CLASS_PLACE = 'premier-lot.class'

/** Who a profile is to its class; null: in none, or the browser does not say. */
export function learnerIn(profile: string): string | null {
  try {
    const kept = JSON.parse(localStorage.getItem(`${CLASS_PLACE}.${profile}`) ?? 'null') as { learner?: unknown } | null
    return typeof kept?.learner === 'string' ? kept.learner : null
  } catch {
    return null
  }
}

/** Whether a profile is in a class: only then is anything of it loaded. */
export function isInClass(profile: string): boolean {
  try {
    return localStorage.getItem(`${CLASS_PLACE}.${profile}`) !== null
  } catch {
    return false
  }
}
