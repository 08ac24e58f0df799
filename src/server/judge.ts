import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { loadTraining, type Training } from '../content/index.ts'
import { outcomeOf, rate } from '../play/index.ts'
import { practiceOf, replayed, type SentInto, type Unplayable, type Verdict, without } from '../record/index.ts'
import { type ReplayedResult, resultIn, type ResultRefusal, scaledOf } from '../share/index.ts'

/** What a hand-in is worth, by its replay and nothing else. */
export interface Judged extends ReplayedResult {
  readonly verdict: Verdict
  readonly digest: string
}

export type Unjudged = Unplayable | ResultRefusal | 'stopped' | 'slow'

interface Known {
  readonly level: unknown
  readonly trains: Training
  readonly shipped: readonly string[]
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** Judges a hand-in, and whether all is in it that its class sent. */
export type Judge = (text: string, sent: readonly SentInto[]) => Judged | Unjudged

/** By the levels of a folder; each is read when first asked for. */
export function judgeWith(folder: string): Judge {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|[\\/])level\.json$/.test(path),
  )
  const places = new Map(files.map((path) => [dirname(path).split(/[\\/]/).at(-1)!, join(folder, dirname(path))]))
  const known = new Map<string, Known>()
  function levelOf(id: string): Known | undefined {
    const place = places.get(id)
    if (place === undefined) return undefined
    const found = known.get(id) ?? {
      level: readJson(join(place, 'level.json')),
      trains: existsSync(join(place, 'competencies.json'))
        ? loadTraining(readJson(join(place, 'competencies.json'))).trains
        : {},
      shipped: existsSync(join(place, 'runs'))
        ? readdirSync(join(place, 'runs')).map((f) => (readJson(join(place, 'runs', f)) as { digest: string }).digest)
        : [],
    }
    known.set(id, found)
    return found
  }
  return (text, sent) => {
    const result = resultIn(text)
    if (typeof result === 'string') return result
    const { record, marks, again = [] } = result
    const here = levelOf(record.level.id)
    const found = replayed(here?.level, record)
    if (typeof found === 'string') return found
    const { verdict, digest, firstWrong_s, replay, reference } = found
    const outcome = outcomeOf(replay.run)
    const score = rate(replay.run, outcome, reference)
    const rounded = (x: number): number => Math.round(10 * x) / 10
    const axes = ['yield', 'purity', 'compliance'] as const
    const practice = Object.entries(practiceOf(replay.run, here!.trains)).map(([id, worths]) => [
      id,
      Math.round((100 * worths.reduce((sum, w) => sum + w, 0)) / worths.length) / 100,
    ])
    return {
      verdict,
      firstWrong_s,
      digest,
      marks: { yield: rounded(score.yield), purity: rounded(score.purity), compliance: rounded(score.compliance) },
      passed: score.passed === true,
      scaled: scaledOf(score, replay.run.level.work!.pass, score.passed === true),
      released: outcome.disposition === 'released',
      // Shown without decimals: what is nearer than half a point is the same mark.
      told: axes.every((axis) => Math.abs(marks[axis] - score[axis]) < 0.5),
      shipped: here!.shipped.includes(digest),
      again,
      without: without(here?.level, record, replay, sent),
      findings: (outcome.compliance?.findings ?? []).slice(0, MOST_FINDINGS).map(({ code, severity, remedy }) => ({
        code,
        severity,
        remedy,
      })),
      practice: Object.fromEntries(practice) as Record<string, number>,
    }
  }
}

/** Told to a board; a lot with more of them is lost long before. */
const MOST_FINDINGS = 24
