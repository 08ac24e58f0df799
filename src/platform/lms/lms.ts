/** What the game and a learning management system have to say to each other, whatever the standard. */

/** A decision on its way: what was answered to which slot, at which plant second, after how much thought. */
export interface Told {
  /** Its place in the log: told twice, it is the same. */
  readonly n: number
  readonly slot: string
  readonly t: number
  readonly value: number | string | readonly (number | string)[]
  /** Milliseconds since 1970 by this machine's clock. */
  readonly at_ms: number
  /** Real seconds since the decision before, or since the launch. */
  readonly latency_s: number
}

/** A competency, or one of the three bars. */
export interface Goal {
  readonly id: string
  readonly name: string
  /** 0 to 1. */
  readonly scaled: number
  /** Null: it has no pass mark. */
  readonly passed: boolean | null
}

/** A finished lot. */
export interface Verdict {
  readonly scaled: number
  /** Null: a demo, which nobody fails. */
  readonly passed: boolean | null
  readonly goals: readonly Goal[]
  /** What a replay must come to, and what else proves it. */
  readonly proof: Readonly<Record<string, number | string>>
}

/** What was told of an earlier one: the better stays. */
export const isBetter = (verdict: Verdict, before: Verdict | null): boolean =>
  before === null ||
  (verdict.passed === true && before.passed !== true) ||
  (verdict.passed === before.passed && verdict.scaled > before.scaled)

/** The launched page's own line to its system. */
export interface Lms {
  /** Who learns, as 16 signs that say nothing else. */
  readonly learner: string
  readonly language: 'fr' | 'en' | null
  readonly sound: boolean | null
  /** What the course hands over: which lot is meant. */
  readonly launch: string
  /** False: to be looked at only; nothing is recorded. */
  readonly counts: boolean
  /** What was last put there to go on from. */
  readonly kept: string | null
  /** Characters there is room for. */
  readonly room: number
  keep(text: string): void
  tell(decisions: readonly Told[]): void
  conclude(verdict: Verdict): void
  /** Hands over what has gathered. False: it was not taken; it stays and is handed over with the next. */
  flush(): Promise<boolean>
  /** The end of this visit: what is left is handed over. */
  quit(): Promise<void>
  /** The page goes away: the same, as far as a browser still lets it. */
  leave(): void
}

/** Two-letter language of a list of language tags. */
export function languageOf(tags: string): 'fr' | 'en' | null {
  for (const tag of tags.toLowerCase().split(',')) {
    const two = /^\s*(fr|en)\b/.exec(tag)?.[1]
    if (two === 'fr' || two === 'en') return two
  }
  return null
}

/** An answer in one line, as SCORM 1.2 and people read it. */
export const answerText = (value: Told['value']): string =>
  typeof value === 'object' ? value.map(String).join(',') : String(value)

/** ISO 8601, to the hundredth: what both SCORM 2004 and xAPI take. */
export function durationOf(seconds: number): string {
  const all = Math.max(0, Math.round(100 * seconds)) / 100
  const hours = Math.floor(all / 3600)
  const minutes = Math.floor((all % 3600) / 60)
  const rest = (all % 60).toFixed(2).replace(/\.?0+$/, '')
  return `PT${hours}H${minutes}M${rest}S`
}

/** HHHH:MM:SS.SS */
export function timespanOf(seconds: number): string {
  const all = Math.min(Math.max(0, seconds), 9999 * 3600)
  const two = (n: number): string => String(n).padStart(2, '0')
  const hundredths = Math.round(100 * all)
  const whole = Math.floor(hundredths / 100)
  return `${String(Math.floor(whole / 3600)).padStart(4, '0')}:${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}.${two(hundredths % 100)}`
}
