/**
 * A system of cmi5 in memory: hands out one token, keeps documents and statements, and says by its id each requirement
 * that a unit breaks (`@cmi5/requirements`, from the specification). What it finds wrong it refuses, as a real one would.
 */
import requirements from '@cmi5/requirements/requirements.json' with { type: 'json' }

export type RequirementId = keyof typeof requirements

interface Sent {
  readonly id?: string
  readonly timestamp?: string
  readonly actor?: unknown
  readonly verb?: { readonly id: string }
  readonly object?: { readonly id: string }
  readonly result?: Readonly<Record<string, unknown>> & { readonly score?: Readonly<Record<string, number>> }
  readonly context?: {
    readonly registration?: string
    readonly contextActivities?: Readonly<Record<string, readonly { readonly id: string }[]>>
    readonly extensions?: Readonly<Record<string, unknown>>
  }
}

const CATEGORY = 'https://w3id.org/xapi/cmi5/context/categories'
const SESSION = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid'
const MASTERY = 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore'

/** What stays of a registration between visits. */
export interface Registration {
  readonly documents: Map<string, string>
  readonly verbs: Set<string>
}
export const newRegistration = (): Registration => ({ documents: new Map(), verbs: new Set() })

/** Each verb that must say how long it took has a number of its own. */
const LASTS: Readonly<Record<string, RequirementId>> = {
  completed: '9.5.4.1-2',
  passed: '9.5.4.1-3',
  failed: '9.5.4.1-4',
}

export function cmi5System(
  base: string,
  registration: Registration,
  launch: { readonly mode?: 'Normal' | 'Browse' | 'Review'; readonly masteryScore?: number } = {},
) {
  const { mode = 'Normal', masteryScore } = launch
  const activityId = `${base}activity/1`
  const actor = { objectType: 'Agent', account: { homePage: base, name: 'u-17' } }
  const registrationId = '1d527164-ab1d-4f6c-9c0c-000000000001'
  const grouping = [{ objectType: 'Activity', id: 'https://premier-lot.example/xapi/course/x/lot/0' }]
  const session = `visit-${registration.verbs.size}-${Math.abs(registration.documents.size)}`
  const launchData = {
    contextTemplate: { contextActivities: { grouping }, extensions: { [SESSION]: session } },
    launchMode: mode,
    moveOn: 'CompletedOrPassed',
    ...(masteryScore !== undefined && { masteryScore }),
    launchParameters: 'lot=0',
    returnURL: `${base}return`,
  }
  const token = 'dTpw'
  const found: string[] = []
  const statements: Sent[] = []
  const ids = new Set<string>()
  const verbs: string[] = []
  let isFetched = false
  let hasReadPreferences = false
  let isAway = false

  const breaks = (id: RequirementId, why: string): void =>
    void found.push(`${id} ${(requirements[id] as { txt: string }).txt} (${why})`)

  function judge(sent: Sent): void {
    const { context = {}, result = {} } = sent
    const verb = sent.verb?.id.split('/').at(-1) ?? ''
    const categories = (context.contextActivities?.['category'] ?? []).map(({ id }) => id)
    const isDefined = categories.includes(`${CATEGORY}/cmi5`)
    const hasMoveOn = categories.includes(`${CATEGORY}/moveon`)
    if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(sent.id ?? ''))
      breaks('9.1.0.0-1', String(sent.id))
    if (!sent.timestamp?.endsWith('Z')) breaks('9.7.0.0-1', String(sent.timestamp))
    if (JSON.stringify(sent.actor) !== JSON.stringify(actor)) breaks('8.1.3.0-3', verb)
    if (context.registration !== registrationId) breaks('8.1.4.0-3', verb)
    if (context.extensions?.[SESSION] !== session) breaks('9.6.3.1-4', verb)
    if (JSON.stringify(context.contextActivities?.['grouping']) !== JSON.stringify(grouping)) breaks('10.2.1.0-7', verb)
    if (verbs.length === 0 && verb !== 'initialized') breaks('9.3.0.0-4', verb)
    if (verbs.includes('terminated')) breaks('9.3.0.0-5', verb)
    if (!hasReadPreferences) breaks('11.0.0.0-3', verb)
    verbs.push(verb)
    const own = ['initialized', 'completed', 'passed', 'failed', 'terminated']
    if (own.includes(verb) !== isDefined) breaks('9.6.2.1-1', verb)
    if (hasMoveOn !== (isDefined && ('success' in result || 'completion' in result)))
      breaks(hasMoveOn ? '9.6.2.2-2' : '9.6.2.2-1', verb)
    if (!isDefined) return
    if (sent.object?.id !== activityId) breaks('9.4.0.0-2', verb)
    if (verbs.filter((one) => one === verb).length > 1) breaks('9.3.0.0-2', verb)
    if (verbs.includes('passed') && verbs.includes('failed')) breaks('9.3.0.0-3', verb)
    if (verb === 'completed' && registration.verbs.has(verb)) breaks('9.3.0.0-6', verb)
    if (verb === 'passed' && registration.verbs.has(verb)) breaks('9.3.0.0-7', verb)
    if (verb === 'failed' && registration.verbs.has('passed')) breaks('9.3.0.0-8', verb)
    if (mode !== 'Normal' && !['initialized', 'terminated'].includes(verb))
      breaks(mode === 'Browse' ? '10.2.2.0-9' : '10.2.2.0-11', verb)
    const { score } = result
    const isJudged = verb === 'passed' || verb === 'failed'
    if (score && !isJudged) breaks('9.5.1.0-2', verb)
    if (score && 'raw' in score && !('min' in score && 'max' in score)) breaks('9.5.1.0-3', verb)
    if (masteryScore !== undefined && score) {
      if (verb === 'passed' && score['scaled']! < masteryScore) breaks('9.3.4.0-2', String(score['scaled']))
      if (verb === 'failed' && score['scaled']! >= masteryScore) breaks('9.3.5.0-2', String(score['scaled']))
      if (context.extensions?.[MASTERY] !== masteryScore) breaks('9.6.3.2-2', verb)
    }
    if (result['success'] !== ({ passed: true, failed: false } as Record<string, boolean>)[verb])
      breaks(isJudged ? '9.5.2.0-1' : '9.5.2.0-3', verb)
    if ((result['completion'] === true) !== (verb === 'completed')) breaks('9.5.3.0-1', verb)
    if (verb !== 'initialized' && !/^PT\d+H\d+M\d+(\.\d+)?S$/.test(String(result['duration'])))
      breaks(LASTS[verb] ?? '9.5.4.1-1', `${verb} ${String(result['duration'])}`)
    registration.verbs.add(verb)
  }

  function answer(address: string, init: RequestInit = {}): Response {
    const url = new URL(address)
    const method = init.method ?? 'GET'
    const path = url.pathname.slice(new URL(base).pathname.length)
    const given = (name: string): string => url.searchParams.get(name) ?? ''
    const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status })
    if (path === 'fetch') {
      if (method !== 'POST') breaks('8.2.1.0-2', method)
      const first = !isFetched
      isFetched = true
      return json(first ? { 'auth-token': token } : { 'error-code': '1', 'error-text': 'Already in Use' })
    }
    const headers = new Headers(init.headers)
    if (headers.get('Authorization') !== `Basic ${token}`) {
      breaks('8.1.2.0-5', path)
      return json({}, 401)
    }
    if (!/^(1\.0\.3|2\.0\.0)$/.test(headers.get('X-Experience-API-Version') ?? '')) breaks('7.0.0.0-2', 'no version')
    if (path === 'xapi/activities/state') {
      if (given('agent') !== JSON.stringify(actor) || given('registration') !== registrationId)
        breaks('7.0.0.0-3', address)
      const name = given('stateId')
      if (name === 'LMS.LaunchData') {
        if (method !== 'GET') breaks('10.2.1.0-5', method)
        return json(launchData)
      }
      if (method === 'GET') {
        const kept = registration.documents.get(name)
        return kept === undefined ? json({}, 404) : new Response(kept)
      }
      registration.documents.set(name, String(init.body))
      return new Response(null, { status: 204 })
    }
    if (path === 'xapi/agents/profile') {
      if (given('profileId') !== 'cmi5LearnerPreferences') breaks('11.0.0.0-4', given('profileId'))
      hasReadPreferences = true
      return json({ languagePreference: 'en-GB,fr', audioPreference: 'off' })
    }
    if (path === 'xapi/statements' && method === 'POST') {
      const body = JSON.parse(String(init.body)) as Sent | Sent[]
      const before = found.length
      for (const sent of Array.isArray(body) ? body : [body]) {
        if (ids.has(sent.id ?? '')) return json({}, 409)
        ids.add(sent.id ?? '')
        judge(sent)
        statements.push(sent)
      }
      return json([...ids], found.length > before ? 400 : 200)
    }
    return json({}, 404)
  }

  return {
    /** What goes behind the unit's address. */
    search: `?lot=0&${new URLSearchParams({
      endpoint: `${base}xapi`,
      fetch: `${base}fetch`,
      actor: JSON.stringify(actor),
      registration: registrationId,
      activityId,
    })}`,
    answer,
    fetch: (async (address: string | URL | Request, init?: RequestInit) => {
      if (isAway) throw new TypeError('Failed to fetch')
      return answer(String(address), init)
    }) as typeof fetch,
    away: (gone: boolean) => void (isAway = gone),
    found,
    statements,
    verbs,
  }
}
