import { ADL_VERBS, EXTENSION, IRI, type ReplayedResult, uuidOf } from '../share/index.ts'

/** A hand-in that has been replayed, as far as it is told to a learning record store. */
export interface Judgement {
  readonly classId: string
  readonly learner: string
  readonly assignment: string | null
  readonly key: string
  readonly level: string
  readonly seed: number
  readonly digest: string | null
  readonly received_ms: number
  readonly judged: ReplayedResult
}

export type Statement = Readonly<Record<string, unknown>> & { readonly id: string }

/**
 * What a class says of a lot, by its replay: each bar and each competency, that it was played to its end, and the verdict.
 * Who: the id that the server drew. docs/xapi-profile.md.
 */
export function statementsOf(one: Judgement): readonly Statement[] {
  const { classId, learner, assignment, key, level, seed, digest, received_ms, judged } = one
  const unit = { objectType: 'Activity', id: `${IRI}/level/${level}` }
  const actor = { objectType: 'Agent', account: { homePage: `${IRI}/class/${classId}`, name: learner } }
  const registration = uuidOf('class', classId, learner, assignment ?? level)
  const say = (verb: string, about: string, more: object): Statement => ({
    id: uuidOf('class', classId, learner, key, verb, about),
    timestamp: new Date(received_ms).toISOString(),
    actor,
    verb: { id: `${ADL_VERBS}/${verb}`, display: { 'en-US': verb } },
    object: unit,
    context: { registration, platform: 'Premier Lot' },
    ...more,
  })
  const proof = {
    [`${EXTENSION}/yield`]: judged.marks.yield,
    [`${EXTENSION}/purity`]: judged.marks.purity,
    [`${EXTENSION}/compliance`]: judged.marks.compliance,
    [`${EXTENSION}/level`]: level,
    [`${EXTENSION}/seed`]: seed,
    [`${EXTENSION}/disposition`]: judged.released ? 'released' : 'rejected',
    ...(digest !== null && { [`${EXTENSION}/digest`]: digest }),
  }
  const goals = [
    ...(['yield', 'purity', 'compliance'] as const).map((axis) => [axis, judged.marks[axis] / 100] as const),
    ...Object.entries(judged.practice),
  ]
  const scored = goals.map(([id, scaled]) =>
    say('scored', id, {
      object: { objectType: 'Activity', id: `${unit.id}/objective/${id}`, definition: { type: OBJECTIVE } },
      result: { score: { scaled: Math.min(1, Math.max(0, Math.round(100 * scaled) / 100)) } },
      context: { registration, platform: 'Premier Lot', contextActivities: { parent: [unit] } },
    }),
  )
  const { scaled } = judged
  const score = scaled === undefined ? {} : { score: { scaled, raw: Math.round(100 * scaled), min: 0, max: 100 } }
  return [
    ...scored,
    say('completed', level, { result: { completion: true, extensions: proof } }),
    say(judged.passed ? 'passed' : 'failed', level, {
      result: { success: judged.passed, ...score, extensions: proof },
    }),
  ]
}

const OBJECTIVE = 'http://adlnet.gov/expapi/activities/objective'
