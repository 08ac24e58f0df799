import { digestOf } from '../../sim/index.ts'
import { isBetter, languageOf, type Lms, type Told, type Verdict } from './lms.ts'
import {
  completed,
  initialized,
  interacted,
  judged,
  type Launch,
  passes,
  scored,
  type Statement,
  terminated,
} from './statements.ts'

/** Names the launch URL must carry (cmi5 8.1). */
const NAMES = ['endpoint', 'fetch', 'actor', 'registration', 'activityId'] as const

/** Our own document beside the system's. */
const STATE = 'premier-lot.attempt'

/** What is known of a registration from visit to visit. */
interface Book {
  readonly kept: string | null
  readonly completed: boolean
  readonly passed: boolean
  /** The better of what has been finished. */
  readonly best: Verdict | null
  /** Judged and not told yet: one verdict a visit, the better one, when it ends. */
  readonly owed: Verdict | null
}
const EMPTY: Book = { kept: null, completed: false, passed: false, best: null, owed: null }

export interface Cmi5Options {
  readonly search: string
  readonly fetch: typeof fetch
  /** Keeps a visit's token when its page is loaded again: it is handed out once. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
  readonly go: (address: string) => void
  readonly now?: () => number
}

/** Null: the page was not launched by a system, or its one token is spent. */
export async function openCmi5(options: Cmi5Options): Promise<Lms | null> {
  const now = options.now ?? Date.now
  const query = new URLSearchParams(options.search)
  if (NAMES.some((name) => !query.get(name))) return null
  const [endpoint, fetchAddress, actorText, registration, activityId] = NAMES.map((name) => query.get(name)!)
  const base = endpoint!.endsWith('/') ? endpoint! : `${endpoint!}/`
  const place = `premier-lot.cmi5.${fetchAddress}`
  interface Visit {
    readonly token: string
    readonly begun: boolean
    readonly over: boolean
  }
  const remember = (visit: Visit): void => {
    try {
      options.storage.setItem(place, JSON.stringify(visit))
    } catch {
      // Not kept: a reload then needs a new launch.
    }
  }
  const remembered = (): Visit | null => {
    try {
      return JSON.parse(options.storage.getItem(place) ?? 'null') as Visit | null
    } catch {
      return null
    }
  }

  let actor: unknown
  let visit: Visit
  try {
    actor = JSON.parse(actorText!) as unknown
    const again = remembered()
    if (again?.over) return null
    if (again) visit = again
    else {
      const answer = (await (await options.fetch(fetchAddress!, { method: 'POST' })).json()) as Record<string, unknown>
      if (typeof answer['auth-token'] !== 'string') return null
      visit = { token: answer['auth-token'], begun: false, over: false }
      remember(visit)
    }
  } catch {
    return null
  }

  const request = (
    path: string,
    given: Readonly<Record<string, string>>,
    init: RequestInit = {},
  ): Promise<Response> => {
    const text = new URLSearchParams(given).toString()
    return options.fetch(`${base}${path}${text ? `?${text}` : ''}`, {
      ...init,
      headers: {
        Authorization: `Basic ${visit.token}`,
        'X-Experience-API-Version': '1.0.3',
        ...(init.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
    })
  }
  const agent = JSON.stringify(actor)
  const document = (stateId: string) => ({ stateId, activityId: activityId!, agent, registration: registration! })
  const read = async (
    path: string,
    given: Readonly<Record<string, string>>,
  ): Promise<Record<string, unknown> | null> => {
    const answer = await request(path, given)
    if (answer.status === 404 || answer.status === 204) return null
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    return (await answer.json()) as Record<string, unknown>
  }

  let data: Record<string, unknown>
  let wishes: Record<string, unknown> | null
  let book: Book
  try {
    data = (await read('activities/state', document('LMS.LaunchData'))) ?? {}
    wishes = await read('agents/profile', { profileId: 'cmi5LearnerPreferences', agent })
    book = { ...EMPTY, ...((await read('activities/state', document(STATE))) as Partial<Book> | null) }
  } catch {
    return null
  }
  const mastery = data['masteryScore']
  const launch: Launch = {
    actor,
    registration: registration!,
    activityId: activityId!,
    template: (data['contextTemplate'] ?? {}) as Launch['template'],
    masteryScore: typeof mastery === 'number' ? mastery : null,
  }
  const counts = data['launchMode'] === undefined || data['launchMode'] === 'Normal'
  /** This visit, for good: its token is its own. */
  const name = digestOf(['visit', visit.token]).slice(0, 16)
  const began_ms = now()
  const spent_s = (): number => (now() - began_ms) / 1000
  let queue: Statement[] = visit.begun ? [] : [initialized(launch, name, began_ms)]
  let isDirty = false
  let over = false
  const change = (changes: Partial<Book>): void => {
    book = { ...book, ...changes }
    isDirty = true
  }

  /** True: the system has it, or will never take it. */
  async function send(statement: Statement, keepalive = false): Promise<boolean> {
    const answer = await request('statements', {}, { method: 'POST', body: JSON.stringify(statement), keepalive })
    if (answer.ok || answer.status === 409) return true
    // Refused for good; tried again, it would stand in the way of all that follows.
    return answer.status === 400 || answer.status === 403 || answer.status === 413
  }
  const keepBook = (keepalive = false): Promise<Response> =>
    request('activities/state', document(STATE), { method: 'POST', body: JSON.stringify(book), keepalive })

  let turn: Promise<boolean> = Promise.resolve(true)
  async function hand(): Promise<boolean> {
    try {
      while (queue.length) {
        const [first] = queue
        if (!(await send(first!))) return false
        queue = queue.filter((one) => one !== first)
        if (!visit.begun) {
          visit = { ...visit, begun: true }
          remember(visit)
        }
      }
      if (isDirty) {
        isDirty = false
        const answer = await keepBook()
        if (!answer.ok) {
          isDirty = true
          return false
        }
      }
      return true
    } catch {
      return false
    }
  }
  const flush = (): Promise<boolean> => (turn = turn.then(hand))

  /** What a visit still has to say at its end, in order. */
  function last(): readonly Statement[] {
    const { owed } = book
    const verdict = owed && !book.passed ? [judged(launch, name, now(), spent_s(), owed)] : []
    if (owed) change({ owed: null })
    return [...verdict, terminated(launch, name, now(), spent_s())]
  }

  if (!(await flush())) return null

  const languages = wishes?.['languagePreference']
  const audio = wishes?.['audioPreference']
  const parameters = data['launchParameters']
  return {
    learner: digestOf(['premier-lot', agent]).slice(0, 16),
    language: typeof languages === 'string' ? languageOf(languages) : null,
    sound: audio === 'on' ? true : audio === 'off' ? false : null,
    launch: typeof parameters === 'string' && parameters !== '' ? parameters : options.search,
    counts,
    kept: book.kept,
    room: Number.MAX_SAFE_INTEGER,
    keep(text) {
      if (text !== book.kept) change({ kept: text })
    },
    tell(decisions: readonly Told[]) {
      queue.push(...decisions.map((one) => interacted(launch, name, one)))
    },
    conclude(verdict) {
      if (!counts || !isBetter(verdict, book.best)) return
      change({ best: verdict })
      const digest = String(verdict.proof['digest'] ?? '')
      queue.push(...verdict.goals.map((goal) => scored(launch, name, now(), goal, digest)))
      if (!book.completed) {
        queue.push(completed(launch, name, now(), spent_s(), verdict))
        change({ completed: true })
      }
      if (verdict.passed === null || book.passed) return
      if (passes(launch, verdict)) {
        queue.push(judged(launch, name, now(), spent_s(), verdict))
        change({ passed: true, owed: null })
      } else change({ owed: verdict })
    },
    flush,
    async quit() {
      if (over) return
      over = true
      queue.push(...last())
      await flush()
      visit = { ...visit, over: true }
      remember(visit)
      const back = data['returnURL']
      if (typeof back === 'string' && /^https?:/.test(back)) options.go(back)
    },
    leave() {
      if (over) return
      over = true
      const rest = [...queue, ...last()]
      visit = { ...visit, over: true }
      remember(visit)
      // In one piece: a page that goes away sees no answers.
      const body = JSON.stringify(rest)
      void request('statements', {}, { method: 'POST', body, keepalive: true }).catch(() => {})
      if (isDirty) void keepBook(true).catch(() => {})
    },
  }
}
