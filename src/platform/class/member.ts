import {
  type Assignment,
  type BoardResult,
  type ClassMember,
  type ClassMessage,
  lotFor,
  type Result,
  runName,
  scenarioOf,
  type SentFault,
  type Signature,
  type Whereabouts,
} from '../../share/index.ts'
import { digestOf } from '../../sim/index.ts'
import { isSave } from '../shapes.ts'
import type { Save } from '../protocol.ts'
import type { Shelf } from '../shelf.ts'
import { merged } from '../progress.ts'
import { ask, CLASS_PLACE, type ClassRefusal, hear, type Line } from './ask.ts'

/** Who plays, in a class: kept in this browser, for each profile its own. */
interface Kept {
  readonly token: string
  readonly pseudonym: string
  readonly title: string
  /** Who they are to the server: lots of their own are drawn from it. */
  readonly learner?: string
}

/** What the class is to this learner just now. */
export interface ClassState {
  readonly pseudonym: string
  readonly title: string
  readonly line: Line
  /** Lots handed in that the server has not acknowledged yet. */
  readonly unsent: number
  readonly paused: boolean
  /** What is to be talked about in the pause. */
  readonly topic: string | null
  /** Null: not heard yet. */
  readonly member: ClassMember | null
  /** The last thing the instructor said. */
  readonly said: ClassMessage | null
}

interface Unsent {
  readonly key: string
  readonly run: string
  readonly result: Result
}

const REPORT_MS = 3000
const SAVE_MS = 20_000
const TRY_MS = 15_000

function keptIn<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}
/** False: the browser keeps it not, so this page must. */
function keep(key: string, value: unknown): boolean {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export type Joining =
  | { readonly joined: { readonly pseudonym: string; readonly title: string; readonly personalCode: string | null } }
  | { readonly refusal: ClassRefusal }

interface Admitted {
  readonly learner: string
  readonly token: string
  readonly pseudonym: string
  readonly personalCode?: string
  readonly class: { readonly title: string }
}

function admitted(profile: string, { learner, token, pseudonym, personalCode, class: { title } }: Admitted): Joining {
  keep(`${CLASS_PLACE}.${profile}`, { token, pseudonym, title, learner } satisfies Kept)
  return { joined: { pseudonym, title, personalCode: personalCode ?? null } }
}

/** As a learning platform has let somebody in: for this browser from now on. */
export const enterClass = (profile: string, given: Omit<Admitted, 'personalCode'>): Joining => admitted(profile, given)

/** Into a class, by its code and a name for it. */
export async function joinClass(profile: string, code: string, pseudonym: string): Promise<Joining> {
  const asked = await ask<Admitted>('POST', 'join', '', { code, pseudonym })
  return 'value' in asked ? admitted(profile, asked.value) : asked
}

/** Into the same place as on another machine: lots left open there come along. */
export async function resumeClass(
  profile: string,
  shelf: Shelf,
  code: string,
  pseudonym: string,
  personalCode: string,
): Promise<Joining> {
  const asked = await ask<Admitted>('POST', 'resume', '', { code, pseudonym, personalCode })
  if (!('value' in asked)) return asked
  const { token } = asked.value
  const member = await ask<ClassMember>('GET', 'me', token)
  for (const { name } of 'value' in member ? member.value.saves : []) {
    const save = await ask<Save>('GET', `me/saves/${name}`, token)
    if (!('value' in save) || !isSave(save.value) || save.value.level !== name) continue
    const changes = merged(await shelf.all(), { [name]: save.value })
    for (const [at, value] of Object.entries(changes)) await shelf.write(at, value)
  }
  return admitted(profile, asked.value)
}

/** The line to a class: what is played is told and handed in by it; where there is no network, it waits. */
export interface ClassLink {
  readonly state: () => ClassState
  /** Where one is in a lot: the last word counts. */
  report(where: Whereabouts): void
  keepSave(save: Save): void
  /** Kept here until the server has it. */
  handIn(result: Result): void
  /** Faults that came before there was a run to take them. */
  takeFaults(): void
  /** A line to be signed by a classmate too; false: nobody else is there, or nobody answered. */
  askSignature(run: string, line: string, says: string): Promise<boolean>
  answerSignature(id: string, signed: boolean): Promise<void>
  /** What there was to say has been said, or cannot be. */
  settled(): Promise<void>
  /** Out of the class, here; `erase`: and nothing of one stays there. False: nobody answered. */
  leave(erase: boolean): Promise<boolean>
  close(): void
}

/** Null: who plays here is in no class. */
export function openClassLink(
  profile: string,
  tell: (state: ClassState) => void,
  /** A fault comes in a run: the plant second at which it was taken; null: it could not come; undefined: not played here. */
  letCome: (fault: SentFault) => Promise<number | null | undefined> = async () => undefined,
): ClassLink | null {
  const place = `${CLASS_PLACE}.${profile}`
  const kept = keptIn<Kept>(place)
  if (!kept) return null
  const { token } = kept
  const unsentHere = (): readonly Unsent[] | null => keptIn<Unsent[]>(`${place}.unsent`)
  let unsent: readonly Unsent[] = unsentHere() ?? []
  let closed = false
  let state: ClassState = {
    pseudonym: kept.pseudonym,
    title: kept.title,
    line: 'off',
    unsent: unsent.length,
    paused: false,
    topic: null,
    member: null,
    said: null,
  }
  const change = (changes: Partial<ClassState>): void => {
    state = { ...state, ...changes }
    if (!closed) tell(state)
  }
  // Another tab may have handed in something too; where the browser keeps nothing, this page remembers.
  const changeUnsent = (next: (all: readonly Unsent[]) => readonly Unsent[]): void => {
    const here = unsentHere() ?? []
    unsent = next([
      ...here,
      ...unsent.filter((one) => !here.some((other) => other.key === one.key) && !gone.has(one.key)),
    ])
    keep(`${place}.unsent`, unsent.length ? unsent : null)
    change({ unsent: unsent.length })
  }
  /** Acknowledged: what another tab still shows of it has been sent. */
  const gone = new Set<string>()

  // ── What is handed in: one after the other, until each is acknowledged.
  let sending: Promise<void> | null = null
  const send = (): Promise<void> => {
    sending ??= sendAll().finally(() => (sending = null))
    return sending
  }
  async function sendAll(): Promise<void> {
    for (const one of unsent) {
      const { key, run, result } = one
      const put = (assignment: string | null) => ask('PUT', `me/results/${key}`, token, { assignment, run, result })
      let asked = await put(assignmentFor(result))
      // Given, and taken back or not open yet: handed in all the same, as played on one's own.
      if ('refusal' in asked && ['assignment', 'notOpen', 'otherLot'].includes(asked.refusal)) asked = await put(null)
      // What the server will never take does not stand in the way of what comes after it.
      const done = 'value' in asked || (asked.status >= 400 && asked.status < 429 && asked.status !== 401)
      if (!done) return
      gone.add(key)
      changeUnsent((all) => all.filter((other) => other.key !== key))
    }
  }
  const lastOf = (is: (one: Assignment) => boolean): string | null =>
    state.member?.assignments.filter(is).at(-1)?.id ?? null
  function assignmentFor(result: Result): string | null {
    const { record } = result
    const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
    const sorted = (options: object = {}): unknown => Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))
    const isIts = ({ scenario }: Assignment): boolean => {
      const given = scenarioOf(scenario)
      return (
        typeof given === 'object' &&
        given.level === record.level.id &&
        lotFor(given, state.member!.learner) === record.seed &&
        same(sorted(given.options), sorted(record.options)) &&
        same(given.patch, record.level.patch)
      )
    }
    return lastOf(isIts)
  }

  // ── Where one is: at once, then no more often than every few seconds, and the last word always.
  const lately = <T>(
    pause_ms: number,
    put: (value: T, leaving: boolean) => Promise<unknown>,
  ): { (value: T): void; now(): void; leave(): void } => {
    let waiting: { readonly value: T } | null = null
    let resting = false
    const next = (): void => {
      if (!waiting || resting || closed) return
      const { value } = waiting
      waiting = null
      resting = true
      const rest = new Promise((resolve) => setTimeout(resolve, pause_ms))
      void Promise.all([put(value, false), rest]).then(() => {
        resting = false
        next()
      })
    }
    const later = (value: T): void => {
      waiting = { value }
      next()
    }
    return Object.assign(later, {
      now(): void {
        resting = false
        next()
      },
      leave(): void {
        if (waiting) void put(waiting.value, true)
        waiting = null
      },
    })
  }
  const reportNow = lately<Whereabouts>(REPORT_MS, (where) => {
    const run = runName(where.level, where.seed)
    const assignment = lastOf((a) => isLot(a, where))
    return ask('PUT', `me/runs/${run}`, token, { assignment, ...where })
  })
  const saveNow = lately<Save>(SAVE_MS, (save, leaving) => ask('PUT', `me/saves/${save.level}`, token, save, leaving))
  // Who goes to another machine finds there what they left here.
  const goes = (): void => {
    if (document.visibilityState === 'hidden') saveNow.leave()
  }
  document.addEventListener('visibilitychange', goes)

  /** Each once, however often it is told. */
  const taking = new Set<string>()
  async function takeFault(fault: SentFault): Promise<void> {
    if (taking.has(fault.id)) return
    taking.add(fault.id)
    const at_s = await letCome(fault)
    if (at_s === undefined) taking.delete(fault.id)
    else await ask('PUT', `me/faults/${fault.id}`, token, { at_s })
  }

  function takeFaults(): void {
    for (const fault of state.member?.faults ?? []) void takeFault(fault)
  }

  let last: Whereabouts | null = null
  const quiet = hear(
    'me/feed',
    () => token,
    (event, data) => {
      if (event === 'all') {
        const member = data as ClassMember
        const said = member.messages[0] ?? null
        // What was said while nobody was here has been said before, unless it is of the last minutes.
        const fresh = said && member.now_ms - said.sent_ms < RECENT_MS && said.id !== state.said?.id ? said : state.said
        const { paused, title, topic } = member.class
        change({ member, paused, topic, title, said: fresh })
        if (kept.learner !== member.learner) keep(place, { ...kept, learner: member.learner } satisfies Kept)
        takeFaults()
        // The network is back: the board is told where one is now, and what waited goes out.
        if (last) reportNow(last)
        void send()
      } else if (event === 'message') change({ said: data as ClassMessage })
      else if (event === 'class') change(data as Pick<ClassState, 'paused' | 'topic'>)
      else if (event === 'keep') saveNow.now()
      else if (event === 'fault') {
        const fault = data as SentFault
        if (state.member) change({ member: { ...state.member, faults: [...state.member.faults, fault] } })
        void takeFault(fault)
      } else if (event === 'signatures' && state.member)
        change({ member: { ...state.member, signatures: data as readonly Signature[] } })
      else if (event === 'result' && state.member) {
        const { learner: _, digest: __, received_ms: ___, ...shown } = data as BoardResult
        const results = state.member.results.filter((r) => r.key !== shown.key)
        change({ member: { ...state.member, results: [...results, shown] } })
      }
    },
    (line) => change({ line, ...(line === 'gone' && { paused: false }) }),
  )
  const again = setInterval(() => void send(), TRY_MS)
  return {
    state: () => state,
    report(where) {
      last = where
      reportNow(where)
    },
    keepSave: saveNow,
    handIn(result) {
      // The same decisions handed in again are the same hand-in.
      const key = digestOf(JSON.stringify(result.record)).slice(0, 32)
      const has = (one: { readonly key: string }): boolean => one.key === key
      if (gone.has(key) || unsent.some(has) || state.member?.results.some(has)) return
      changeUnsent((all) => [...all, { key, run: result.record.level.id, result }])
      void send()
    },
    takeFaults,
    askSignature: async (run, line, says) =>
      'value' in (await ask('POST', 'me/signatures', token, { run, line, says: says.slice(0, 300) })),
    async answerSignature(id, signed) {
      await ask('PUT', `me/signatures/${id}`, token, { signed })
    },
    settled: () => send(),
    async leave(erase) {
      if (erase) {
        const asked = await ask('DELETE', 'me', token)
        if ('refusal' in asked && asked.refusal !== 'secret') return false
      }
      keep(place, null)
      keep(`${place}.unsent`, null)
      this.close()
      return true
    },
    close() {
      closed = true
      document.removeEventListener('visibilitychange', goes)
      clearInterval(again)
      quiet()
    },
  }
}

/** What was said so long ago is not said again to who comes back. */
const RECENT_MS = 300_000

function isLot({ scenario }: Assignment, { level, seed }: Whereabouts): boolean {
  const given = scenarioOf(scenario)
  return typeof given === 'object' && given.level === level && (given.options.own !== undefined || given.seed === seed)
}
