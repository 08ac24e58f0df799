import { ADL_VERBS as ADL, EXTENSION, uuidOf } from '../../share/index.ts'
import { durationOf, type Told, type Verdict } from './lms.ts'

/** What the system's launch data say that a statement needs. */
export interface Launch {
  readonly actor: unknown
  readonly registration: string
  readonly activityId: string
  /** To be found unchanged in every statement. */
  readonly template: {
    readonly contextActivities?: Readonly<Record<string, readonly { readonly id: string }[]>>
    readonly extensions?: Readonly<Record<string, unknown>>
  }
  readonly masteryScore: number | null
}

export type Statement = Readonly<Record<string, unknown>> & { readonly id: string; readonly timestamp: string }

const CMI5 = 'https://w3id.org/xapi/cmi5/context'
const VERBS = {
  initialized: `${ADL}/initialized`,
  interacted: `${ADL}/interacted`,
  completed: `${ADL}/completed`,
  passed: `${ADL}/passed`,
  failed: `${ADL}/failed`,
  terminated: `${ADL}/terminated`,
  scored: `${ADL}/scored`,
} as const
type Verb = keyof typeof VERBS

type Members = Readonly<Record<string, unknown>>

function statement(launch: Launch, verb: Verb, id: string, at_ms: number, more: Members): Statement {
  return {
    id,
    timestamp: new Date(at_ms).toISOString(),
    actor: launch.actor,
    verb: { id: VERBS[verb], display: { 'en-US': verb } },
    ...more,
  } as Statement
}

const au = ({ activityId }: Launch): Members => ({ objectType: 'Activity', id: activityId })

/** The template as it came, with what is added beside it. */
function contextOf(
  { registration, template }: Launch,
  categories: readonly string[],
  extensions: Members = {},
  parent: readonly Members[] = [],
): Members {
  const given = template.contextActivities ?? {}
  const category = [
    ...(given['category'] ?? []),
    ...categories.map((id) => ({ objectType: 'Activity', id: `${CMI5}/categories/${id}` })),
  ]
  return {
    ...template,
    registration,
    contextActivities: {
      ...given,
      ...(category.length && { category }),
      ...(parent.length && { parent: [...(given['parent'] ?? []), ...parent] }),
    },
    extensions: { ...extensions, ...template.extensions },
  }
}

/** One of cmi5's own, about the unit itself. */
function defined(
  launch: Launch,
  verb: Verb,
  at_ms: number,
  visit: string,
  result: Members | null,
  extensions: Members = {},
): Statement {
  const judges = result !== null && ('success' in result || 'completion' in result)
  return statement(launch, verb, uuidOf(launch.registration, launch.activityId, visit, verb), at_ms, {
    object: au(launch),
    ...(result && { result }),
    context: contextOf(launch, judges ? ['cmi5', 'moveon'] : ['cmi5'], extensions),
  })
}

/** `visit`: names this session for good. */
export const initialized = (launch: Launch, visit: string, at_ms: number): Statement =>
  defined(launch, 'initialized', at_ms, visit, null)

export const terminated = (launch: Launch, visit: string, at_ms: number, duration_s: number): Statement =>
  defined(launch, 'terminated', at_ms, visit, { duration: durationOf(duration_s) })

const proofOf = (proof: Verdict['proof']): Members =>
  Object.fromEntries(Object.entries(proof).map(([name, value]) => [`${EXTENSION}/${name}`, value]))

/** Played to its end: once in a registration. No score may stand here; medals are an extension. */
export const completed = (
  launch: Launch,
  visit: string,
  at_ms: number,
  duration_s: number,
  verdict: Verdict,
): Statement =>
  defined(launch, 'completed', at_ms, visit, {
    completion: true,
    duration: durationOf(duration_s),
    extensions: proofOf(verdict.proof),
  })

/** By the mastery score of the course, where it gives one; else as the game judges. */
export const passes = ({ masteryScore }: Launch, { scaled, passed }: Verdict): boolean =>
  masteryScore === null ? passed === true : scaled >= masteryScore

export function judged(launch: Launch, visit: string, at_ms: number, duration_s: number, verdict: Verdict): Statement {
  const success = passes(launch, verdict)
  const { scaled } = verdict
  return defined(
    launch,
    success ? 'passed' : 'failed',
    at_ms,
    visit,
    {
      success,
      score: { scaled, raw: Math.round(100 * scaled), min: 0, max: 100 },
      duration: durationOf(duration_s),
      extensions: proofOf(verdict.proof),
    },
    launch.masteryScore === null ? {} : { [`${CMI5}/extensions/masteryscore`]: launch.masteryScore },
  )
}

/** A decision, about its slot: a part of the unit. */
export function interacted(launch: Launch, lot: string, decision: Told): Statement {
  const { slot, t, value, at_ms, latency_s, n } = decision
  const isNumber = typeof value === 'number'
  const response = typeof value === 'object' ? value.map(String).join('[,]') : String(value)
  return statement(
    launch,
    'interacted',
    uuidOf(launch.registration, launch.activityId, lot, String(n), String(t), slot, response),
    at_ms,
    {
      object: {
        objectType: 'Activity',
        id: `${launch.activityId}/slot/${encodeURIComponent(slot)}`,
        definition: {
          type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
          name: { 'en-US': slot },
          interactionType: isNumber ? 'numeric' : 'other',
        },
      },
      result: { response, duration: durationOf(latency_s), extensions: { [`${EXTENSION}/plantSecond`]: t } },
      context: contextOf(launch, [], { [`${EXTENSION}/lot`]: lot }, [au(launch)]),
    },
  )
}

/** A competency, or one of the three bars, at the end of a lot. */
export function scored(
  launch: Launch,
  visit: string,
  at_ms: number,
  { id, name, scaled, passed }: Verdict['goals'][number],
  digest: string,
): Statement {
  return statement(
    launch,
    'scored',
    uuidOf(launch.registration, launch.activityId, visit, 'scored', id, digest),
    at_ms,
    {
      object: {
        objectType: 'Activity',
        id: `${launch.activityId}/objective/${encodeURIComponent(id)}`,
        definition: { type: 'http://adlnet.gov/expapi/activities/objective', name: { 'en-US': name } },
      },
      result: { score: { scaled }, extensions: { [`${EXTENSION}/reached`]: passed ?? 'ungraded' } },
      context: contextOf(launch, [], {}, [au(launch)]),
    },
  )
}
