import { digestOf } from '../../sim/index.ts'
import { answerText, durationOf, isBetter, languageOf, type Lms, timespanOf, type Told, type Verdict } from './lms.ts'

/** The system's own object, in a window above this one or in the one that opened it. */
type Api = Readonly<Record<string, ((...given: string[]) => unknown) | undefined>>

/** How the two versions name the same things. */
interface Version {
  readonly object: 'API' | 'API_1484_11'
  readonly prefix: 'LMS' | ''
  readonly end: 'Finish' | 'Terminate'
  readonly learner: string
  readonly language: string
  readonly mode: string
  readonly status: string
  readonly score: string
  readonly location: string
  readonly exit: string
  readonly time: string
  /** Characters of suspend data. */
  readonly room: number
  /** Interactions a system must be able to keep. */
  readonly interactions: number
}

export const SCORM_12: Version = {
  object: 'API',
  prefix: 'LMS',
  end: 'Finish',
  learner: 'cmi.core.student_id',
  language: 'cmi.student_preference.language',
  mode: 'cmi.core.lesson_mode',
  status: 'cmi.core.lesson_status',
  score: 'cmi.core.score',
  location: 'cmi.core.lesson_location',
  exit: 'cmi.core.exit',
  time: 'cmi.core.session_time',
  room: 4096,
  interactions: 1000,
}

export const SCORM_2004: Version = {
  object: 'API_1484_11',
  prefix: '',
  end: 'Terminate',
  learner: 'cmi.learner_id',
  language: 'cmi.learner_preference.language',
  mode: 'cmi.mode',
  status: 'cmi.success_status',
  score: 'cmi.score',
  location: 'cmi.location',
  exit: 'cmi.exit',
  time: 'cmi.session_time',
  room: 64_000,
  // SCORM 2004 4th edition, RTE 4.2.9: the smallest permitted maximum.
  interactions: 250,
}

/** SCORM 2004 4th edition, RTE 3.3.6.1; more windows than that are a circle. */
const MOST_WINDOWS = 500

/** Up from a window, then from the one that opened it. A window of another origin has none for us. */
export function findApi(from: Window, name: Version['object']): Api | null {
  const above = (start: Window | null): Api | null => {
    try {
      let at = start
      for (let i = 0; at && i < MOST_WINDOWS; i++) {
        const found = (at as unknown as Readonly<Record<string, Api | undefined>>)[name]
        if (found) return found
        if (at.parent === at) return null
        at = at.parent
      }
    } catch {
      // Another origin: nothing to be found beyond.
    }
    return null
  }
  const opener = (start: Window): Window | null => {
    try {
      return start.opener as Window | null
    } catch {
      return null
    }
  }
  const top = (() => {
    try {
      return from.top
    } catch {
      return null
    }
  })()
  return above(from) ?? above(opener(from)) ?? (top ? above(opener(top)) : null)
}

/** Codes by which a system says that it has no such group of data, or no more of it. */
const NOT_HERE = ['201', '351', '401', '402', '403', '404', '405', '406', '407', '408']

/** Null: the system refuses to begin. */
export function openScorm(api: Api, version: Version, now: () => number = Date.now): Lms | null {
  const is2004 = version === SCORM_2004
  const call = (name: string, ...given: string[]): string => {
    const does = api[`${version.prefix}${name}`]
    if (!does) throw new Error(`${name} is not there`)
    // Some systems answer with booleans, and expect to be called as a method.
    return String(does.apply(api, given))
  }
  const get = (element: string): string => {
    const found = call('GetValue', element)
    return found === 'null' || found === 'undefined' ? '' : found
  }
  try {
    if (call('Initialize', '') !== 'true') return null
  } catch {
    return null
  }
  const began_ms = now()
  let over = false
  const mode = get(version.mode)
  const counts = mode !== 'review' && mode !== 'browse'
  /** Groups that this system does not keep. */
  const without = new Set<string>()
  let kept: string | null = null
  let told: Told[] = []
  let next = Number(get('cmi.interactions._count')) || 0
  /** Index of each decision told. */
  const places = new Map<number, number>()
  const objectives = new Map<string, number>()
  for (let i = 0; i < (Number(get('cmi.objectives._count')) || 0); i++) objectives.set(get(`cmi.objectives.${i}.id`), i)
  const before = ((): Verdict | null => {
    const status = get(version.status)
    const score = Number(get(`${version.score}.raw`))
    const passed = status === 'passed' ? true : status === 'failed' ? false : null
    const isDone = passed !== null || status === 'completed' || (is2004 && get('cmi.completion_status') === 'completed')
    return isDone ? { scaled: score / 100, passed, goals: [], proof: {} } : null
  })()
  let best = before
  let verdict: Verdict | null = null
  const suspended = get('cmi.suspend_data')

  const set = (element: string, value: string): void => {
    if (call('SetValue', element, value) !== 'true') throw new Refused(element, call('GetLastError'))
  }
  /** What a system may do without. */
  const offer = (group: string, write: () => void): void => {
    if (without.has(group)) return
    try {
      write()
    } catch (error) {
      if (!(error instanceof Refused) || !NOT_HERE.includes(error.code)) throw error
      without.add(group)
    }
  }

  function tellOne(decision: Told): void {
    const i = places.get(decision.n) ?? next
    if (i >= version.interactions) return
    if (i === next) next++
    places.set(decision.n, i)
    const at = `cmi.interactions.${i}`
    const answer = answerText(decision.value)
    const isNumber = typeof decision.value === 'number' && DECIMAL.test(real(decision.value))
    set(`${at}.id`, `${decision.slot}_t${decision.t}`)
    set(`${at}.type`, isNumber ? 'numeric' : is2004 ? 'other' : 'fill-in')
    const when = new Date(decision.at_ms)
    if (is2004) {
      // To the second: some systems refuse what comes behind it.
      set(`${at}.timestamp`, when.toISOString().slice(0, 19))
      set(`${at}.learner_response`, isNumber ? real(decision.value) : answer.slice(0, 4000))
      set(`${at}.latency`, durationOf(decision.latency_s))
      set(`${at}.description`, `${decision.slot} = ${answer}`.slice(0, 250))
    } else {
      set(`${at}.time`, clock(when))
      set(`${at}.student_response`, isNumber ? real(decision.value) : plain(answer).slice(0, 255))
      set(`${at}.latency`, timespanOf(decision.latency_s))
    }
    // Whether it was right, the whole lot says, and only at its end.
    set(`${at}.result`, 'neutral')
  }

  function judge({ scaled, passed, goals }: Verdict): void {
    const score = version.score
    set(`${score}.min`, '0')
    set(`${score}.max`, '100')
    set(`${score}.raw`, String(Math.round(100 * scaled)))
    if (is2004) set(`${score}.scaled`, String(scaled))
    offer('objectives', () => {
      for (const goal of goals) {
        const i = objectives.get(goal.id) ?? objectives.size
        const at = `cmi.objectives.${i}`
        if (!objectives.has(goal.id)) set(`${at}.id`, goal.id)
        objectives.set(goal.id, i)
        set(`${at}.score.min`, '0')
        set(`${at}.score.max`, '100')
        set(`${at}.score.raw`, String(Math.round(100 * goal.scaled)))
        if (is2004) {
          set(`${at}.score.scaled`, String(goal.scaled))
          set(`${at}.success_status`, goal.passed === null ? 'unknown' : goal.passed ? 'passed' : 'failed')
          set(`${at}.completion_status`, 'completed')
          set(`${at}.progress_measure`, '1')
          set(`${at}.description`, goal.name.slice(0, 250))
        } else set(`${at}.status`, goal.passed === null ? 'completed' : goal.passed ? 'passed' : 'failed')
      }
    })
    if (is2004) {
      if (passed !== null) set('cmi.success_status', passed ? 'passed' : 'failed')
      set('cmi.progress_measure', '1')
      set('cmi.completion_status', 'completed')
    } else set(version.status, passed === null ? 'completed' : passed ? 'passed' : 'failed')
  }

  /** All of it in one go: it works while a page goes away too. */
  function hand(): boolean {
    if (over) return false
    try {
      if (kept !== null) set('cmi.suspend_data', kept)
      offer('interactions', () => {
        for (const decision of told) tellOne(decision)
      })
      if (verdict) judge(verdict)
      set(version.time, is2004 ? durationOf((now() - began_ms) / 1000) : timespanOf((now() - began_ms) / 1000))
      if (call('Commit', '') !== 'true') return false
    } catch {
      return false
    }
    kept = null
    told = []
    verdict = null
    return true
  }

  function finish(): void {
    if (over) return
    if (counts) hand()
    try {
      if (is2004 && counts) offer('navigation', () => set('adl.nav.request', 'suspendAll'))
      call(version.end, '')
    } catch {
      // Gone before us.
    }
    over = true
  }

  if (counts)
    try {
      // At once: who is thrown out finds the lot again all the same.
      set(version.exit, 'suspend')
      if (is2004) {
        if (get('cmi.completion_status') !== 'completed') set('cmi.completion_status', 'incomplete')
      } else if (['not attempted', '', 'browsed'].includes(get(version.status))) set(version.status, 'incomplete')
      call('Commit', '')
    } catch {
      // Said with the first decision.
    }

  return {
    learner: digestOf(['premier-lot', get(version.learner)]).slice(0, 16),
    language: languageOf(get(version.language)),
    sound: null,
    launch: get('cmi.launch_data'),
    counts,
    kept: suspended === '' ? null : suspended,
    room: version.room,
    keep: (text) => void (kept = text),
    tell: (decisions) => void told.push(...decisions),
    conclude(next) {
      if (!isBetter(next, best)) return
      best = verdict = next
    },
    flush: () => Promise.resolve(counts ? hand() : true),
    quit: () => Promise.resolve(finish()),
    leave: finish,
  }
}

class Refused extends Error {
  readonly code: string
  constructor(element: string, code: string) {
    super(`${element}: ${code}`)
    this.code = code
  }
}

const two = (n: number): string => String(n).padStart(2, '0')
/** HH:MM:SS, by this machine's clock. */
const clock = (when: Date): string => `${two(when.getHours())}:${two(when.getMinutes())}:${two(when.getSeconds())}`

/** real(10,7): neither exponent nor more than seven decimals. */
/** A signed decimal as systems take one; a dose in viral genomes has more digits, and is told as text. */
const DECIMAL = /^-?\d{1,10}(\.\d{1,7})?$/
const real = (value: Told['value']): string =>
  Number(value)
    .toFixed(7)
    .replace(/\.?0+$/, '')

/** Printable and one byte each: what every system of 2001 takes. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\u0020-\u007E]/g, '?')
