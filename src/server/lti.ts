import * as z from 'zod'
import { scenarioOf } from '../share/index.ts'
import type { Classes } from './classes.ts'
import type { Database, Writer } from './database.ts'
import { type Deliver, deliveryBy, type Parcel } from './outbox.ts'
import type { Sealing } from './sealing.ts'
import { drawId, drawSecret, hashOf, sameHash } from './secrets.ts'
import type { Tables } from './tables.ts'
import {
  type Claims,
  claimsOf,
  drawSigningKey,
  type Jwk,
  keyNamedIn,
  publicJwkOf,
  signed,
  type SigningKey,
} from './tokens.ts'

/**
 * This server as a tool of learning platforms: LTI 1.3 with Deep Linking 2.0 and Assignment and Grade Services 2.0
 * (1EdTech). No cookie: a launch is bound to the browser that began it by a secret in that page's own storage. Of a person
 * the platform's number is kept, sealed, where marks go back, and a keyed hash of it; never a name or an address.
 */
export type LtiRefusal = 'platform' | 'state' | 'token' | 'deployment' | 'role' | 'scenario' | 'away'

const VISIT_MS = 600_000
const PATIENCE_MS = 15_000
/** A platform's keys are asked for again after so long, and at once for one that is not among them. */
const KEYS_MS = 600_000
/** Between clocks of two machines. */
const SKEW_S = 120
const TERM_DAYS = 400
const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim'
const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim'
const AGS = 'https://purl.imsglobal.org/spec/lti-ags'
const SCORE = `${AGS}/scope/score`

const text = z.string().min(1).max(2000)
const claims = z.looseObject({
  iss: text,
  aud: z.union([text, z.array(text)]),
  azp: text.optional(),
  exp: z.number(),
  iat: z.number(),
  nonce: text,
  sub: text.optional(),
  [`${CLAIM}/version`]: z.literal('1.3.0'),
  [`${CLAIM}/message_type`]: z.enum(['LtiResourceLinkRequest', 'LtiDeepLinkingRequest']),
  [`${CLAIM}/deployment_id`]: text,
  [`${CLAIM}/roles`]: z.array(z.string()).default([]),
  [`${CLAIM}/context`]: z.looseObject({ id: text, title: z.string().optional() }).optional(),
  [`${CLAIM}/resource_link`]: z.looseObject({ id: text }).optional(),
  [`${CLAIM}/launch_presentation`]: z.looseObject({ locale: z.string().optional() }).nullish(),
  [`${CLAIM}/custom`]: z.looseObject({ scenario: z.string().optional() }).nullish(),
  [`${AGS}/claim/endpoint`]: z
    .looseObject({ lineitem: z.url().optional(), scope: z.array(z.string()).default([]) })
    .optional(),
  [`${DL}/deep_linking_settings`]: z
    .looseObject({ deep_link_return_url: z.url(), data: z.string().optional() })
    .optional(),
})

/** A launch that has been checked, until its page asks what it is. */
interface Launch {
  readonly kind: 'link' | 'deepLinking'
  readonly instructor: boolean
  readonly sub: string
  readonly deployment: string
  readonly context: string
  readonly title: string
  readonly link: string
  readonly scenario: string
  readonly lineitem: string | null
  readonly returnUrl: string
  readonly data: string | null
}

interface Asked {
  readonly nonce: string
  readonly url: string
}

export type Opened =
  | { readonly kind: 'owner'; readonly token: string }
  | { readonly kind: 'deepLinking' }
  | {
      readonly kind: 'learner'
      readonly learner: string
      readonly token: string
      readonly pseudonym: string
      readonly class: { readonly title: string }
      readonly scenario: string | null
    }

export interface LtiOptions {
  readonly database: Database
  readonly classes: Classes
  readonly sealing: Sealing
  /** Address by which platforms and browsers reach this server. */
  readonly publicUrl: string
  readonly now?: () => number
}

export type PlatformWish = Pick<
  Tables['lti_platforms'],
  'issuer' | 'client_id' | 'auth_url' | 'token_url' | 'keys_url'
> & {
  readonly deployments: readonly string[]
}

const isUrl = (url: string): boolean =>
  URL.canParse(url) && (url.startsWith('https://') || ['localhost', '127.0.0.1'].includes(new URL(url).hostname))

/** Lets a platform launch; what was known of it is replaced. A sentence: what is wrong with it. */
export async function addPlatform(database: Database, wish: PlatformWish, now = Date.now()): Promise<string | null> {
  for (const name of ['auth_url', 'token_url', 'keys_url'] as const)
    if (!isUrl(wish[name])) return `${name} must begin with https://; it is '${wish[name]}'.`
  if (!URL.canParse(wish.issuer)) return `issuer must be an address; it is '${wish.issuer}'.`
  const row = { ...wish, deployments: JSON.stringify(wish.deployments), made_ms: now }
  await database.write((writer) =>
    writer
      .insertInto('lti_platforms')
      .values({ id: drawId(), ...row })
      .onConflict((c) => c.columns(['issuer', 'client_id']).doUpdateSet(row))
      .execute(),
  )
  return null
}

export const platformsOf = ({ read }: Database): Promise<readonly Tables['lti_platforms'][]> =>
  read.selectFrom('lti_platforms').selectAll().orderBy('made_ms').execute()

/** And with it who its people were; classes and learners stay. */
export const removePlatform = ({ write }: Database, id: string): Promise<boolean> =>
  write(async (writer) => {
    const gone = await writer.deleteFrom('lti_platforms').where('id', '=', id).executeTakeFirst()
    return gone.numDeletedRows > 0n
  })

/** Sites that may show the pages in a frame of theirs. */
export const framersOf = async (database: Database): Promise<readonly string[]> => [
  ...new Set((await platformsOf(database)).flatMap((p) => [new URL(p.issuer).origin, new URL(p.auth_url).origin])),
]

export type Lti = ReturnType<typeof ltiOn>

export function ltiOn({ database, classes, sealing, publicUrl, now = Date.now }: LtiOptions) {
  const { read, write } = database
  const keySets = new Map<string, { readonly keys: readonly Jwk[]; readonly at_ms: number }>()
  const accessTokens = new Map<string, { readonly token: string; readonly until_ms: number }>()
  let own: Promise<SigningKey> | null = null
  const launchUrl = `${publicUrl}/api/lti/launch`
  /** Said by platforms that know where lots are picked; then nothing has to be kept in the frame. */
  const pickUrl = `${publicUrl}/api/lti/pick`

  /** The tool's own key: made by whichever instance needs it first. */
  async function makeKey(): Promise<SigningKey> {
    const kept = (): Promise<Tables['lti_keys'] | undefined> =>
      read.selectFrom('lti_keys').selectAll().orderBy('made_ms', 'desc').orderBy('id').executeTakeFirst()
    const opened = (row: Tables['lti_keys'] | undefined): SigningKey | null => {
      const found = row && sealing.unseal(row.sealed)
      return found ? (JSON.parse(found) as SigningKey) : null
    }
    const before = opened(await kept())
    if (before) return before
    const key = drawSigningKey()
    await write((writer) =>
      writer
        .insertInto('lti_keys')
        .values({ id: key.kid, sealed: sealing.seal(JSON.stringify(key)), made_ms: now() })
        .execute(),
    )
    return opened(await kept()) ?? key
  }
  const ownKey = (): Promise<SigningKey> =>
    (own ??= makeKey().catch((error: unknown) => ((own = null), Promise.reject(error as Error))))

  async function keyOf({ keys_url }: Tables['lti_platforms'], kid: string): Promise<Jwk | null> {
    const known = keySets.get(keys_url)
    const found = known?.keys.find((k) => k.kid === kid)
    if (found && now() - known!.at_ms < KEYS_MS) return found
    const response = await fetch(keys_url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) })
    const { keys } = (await response.json()) as { keys: readonly Jwk[] }
    keySets.set(keys_url, { keys, at_ms: now() })
    return keys.find((k) => k.kid === kid) ?? null
  }

  const visitOf = async (column: 'state_hash' | 'ticket_hash', secret: string) =>
    read
      .selectFrom('lti_visits')
      .selectAll()
      .where(column, '=', hashOf(secret))
      .where('until_ms', '>', now())
      .executeTakeFirst()

  /** The launch behind a ticket, for the browser that began it. */
  async function launchOf(ticket: string, state: string) {
    const visit = await visitOf('ticket_hash', ticket)
    if (!visit || !sameHash(state, visit.state_hash)) return null
    const launch = sealing.unseal(visit.sealed)
    return launch === null ? null : { visit, launch: JSON.parse(launch) as Launch }
  }
  const spent = (writer: Writer, state_hash: string) =>
    writer.deleteFrom('lti_visits').where('state_hash', '=', state_hash).executeTakeFirst()

  /** The class of a course, made at its first launch. */
  async function classOf(platform: string, { deployment, context, title }: Launch): Promise<string> {
    const mark = sealing.mark('context', platform, deployment, context)
    const known = () => read.selectFrom('lti_contexts').selectAll().where('mark', '=', mark).executeTakeFirst()
    const before = await known()
    if (before) {
      await write((writer) =>
        writer
          .updateTable('classes')
          .set({ gone_ms: now() + TERM_DAYS * 86_400_000 })
          .where('id', '=', before.class_id)
          .execute(),
      )
      return before.class_id
    }
    const { id } = await classes.create({ title: title.slice(0, 60), days: TERM_DAYS })
    const made = await write((writer) =>
      writer
        .insertInto('lti_contexts')
        .values({ mark, class_id: id })
        .onConflict((c) => c.column('mark').doNothing())
        .returning('class_id')
        .executeTakeFirst(),
    )
    if (made) return id
    // Two of the course came at once.
    await write((writer) => writer.deleteFrom('classes').where('id', '=', id).execute())
    return (await known())!.class_id
  }

  /** The lot that a link of a course gives: the same assignment each time. */
  async function assignmentOf(
    platform: string,
    classId: string,
    { deployment, link, scenario }: Launch,
  ): Promise<string | null> {
    if (scenario === '' || typeof scenarioOf(scenario) === 'string') return null
    // Another lot behind the same link is another assignment.
    const mark = sealing.mark('link', platform, deployment, link, scenario)
    const known = await read.selectFrom('lti_links').selectAll().where('mark', '=', mark).executeTakeFirst()
    if (known) return known.assignment_id
    const { id } = await classes.assign({ id: classId }, { scenario })
    const kept = await write((writer) =>
      writer
        .insertInto('lti_links')
        .values({ mark, assignment_id: id })
        .onConflict((c) => c.column('mark').doNothing())
        .returning('mark')
        .executeTakeFirst(),
    )
    if (kept) return id
    await classes.unassign({ id: classId }, id)
    return (await read.selectFrom('lti_links').selectAll().where('mark', '=', mark).executeTakeFirstOrThrow())
      .assignment_id
  }

  async function accessTo(platform: Tables['lti_platforms']): Promise<string | null> {
    const known = accessTokens.get(platform.id)
    if (known && known.until_ms > now()) return known.token
    const at_s = Math.floor(now() / 1000)
    const assertion = signed(
      {
        iss: platform.client_id,
        sub: platform.client_id,
        aud: platform.token_url,
        iat: at_s,
        exp: at_s + 300,
        jti: drawSecret(),
      },
      await ownKey(),
    )
    const response = await fetch(platform.token_url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
        scope: SCORE,
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (!response.ok) return null
    const { access_token, expires_in = 300 } = (await response.json()) as { access_token: string; expires_in?: number }
    accessTokens.set(platform.id, { token: access_token, until_ms: now() + Math.max(0, expires_in - 60) * 1000 })
    return access_token
  }

  return {
    keySet: async () => ({ keys: [publicJwkOf(await ownKey())] }),

    /** What a platform's administrator copies into its form. */
    addresses: {
      login: `${publicUrl}/api/lti/login`,
      launch: launchUrl,
      pick: pickUrl,
      keys: `${publicUrl}/api/lti/keys`,
    },

    /** Third-party login, first leg: the address of the page that goes on, with the state that only this browser gets. */
    async login(params: Readonly<Record<string, string>>): Promise<{ state: string; picks: boolean } | LtiRefusal> {
      const { iss = '', client_id = '', login_hint = '', lti_message_hint } = params
      const all = await read.selectFrom('lti_platforms').selectAll().where('issuer', '=', iss).execute()
      const platform = client_id === '' && all.length === 1 ? all[0]! : all.find((p) => p.client_id === client_id)
      if (!platform || login_hint === '' || login_hint.length > 2000) return 'platform'
      const [state, nonce] = [drawSecret(), drawSecret()]
      const url = new URL(platform.auth_url)
      const query = {
        scope: 'openid',
        response_type: 'id_token',
        response_mode: 'form_post',
        prompt: 'none',
        client_id: platform.client_id,
        redirect_uri: launchUrl,
        login_hint,
        state,
        nonce,
        ...(lti_message_hint !== undefined && { lti_message_hint }),
      }
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
      await write(async (writer) => {
        await writer.deleteFrom('lti_visits').where('until_ms', '<=', now()).execute()
        await writer
          .insertInto('lti_visits')
          .values({
            state_hash: hashOf(state),
            platform_id: platform.id,
            ticket_hash: null,
            sealed: sealing.seal(JSON.stringify({ nonce, url: url.href } satisfies Asked)),
            until_ms: now() + VISIT_MS,
          })
          .execute()
      })
      return { state, picks: params['target_link_uri'] === pickUrl }
    },

    /** Where a page that has put its state away goes on. */
    async goOn(state: string): Promise<string | null> {
      const visit = await visitOf('state_hash', state)
      const asked = visit?.ticket_hash === null ? sealing.unseal(visit.sealed) : null
      return asked === null ? null : (JSON.parse(asked) as Asked).url
    },

    /** Second leg, posted by the platform through the browser: a ticket for the page that holds the state. */
    async launch(idToken: string, state: string): Promise<{ ticket: string; language: string } | LtiRefusal> {
      const visit = await visitOf('state_hash', state)
      if (!visit || visit.ticket_hash !== null) return 'state'
      const platform = await read
        .selectFrom('lti_platforms')
        .selectAll()
        .where('id', '=', visit.platform_id)
        .executeTakeFirstOrThrow()
      const kid = keyNamedIn(idToken)
      let jwk: Jwk | null
      try {
        jwk = kid === null ? null : await keyOf(platform, kid)
      } catch {
        return 'away'
      }
      const parsed = claims.safeParse(jwk && claimsOf(idToken, jwk))
      if (!parsed.success) return 'token'
      const said = parsed.data
      const at_s = now() / 1000
      const audience = [said.aud].flat()
      const { nonce } = JSON.parse(sealing.unseal(visit.sealed) ?? '{}') as Asked
      const fits =
        said.iss === platform.issuer &&
        audience.includes(platform.client_id) &&
        (audience.length === 1 ? (said.azp ?? platform.client_id) : said.azp) === platform.client_id &&
        said.exp > at_s - SKEW_S &&
        said.iat < at_s + SKEW_S &&
        said.nonce === nonce
      if (!fits) return 'token'
      const launch = launchIn(said)
      const deployments = JSON.parse(platform.deployments) as readonly string[]
      if (deployments.length && !deployments.includes(launch.deployment)) return 'deployment'
      if (launch.sub === '') return 'token'
      if (launch.kind === 'deepLinking' && (!launch.instructor || launch.returnUrl === '')) return 'role'
      const ticket = drawSecret()
      // Once: whoever brings the same token again finds the state taken.
      const taken = await write((writer) =>
        writer
          .updateTable('lti_visits')
          .set({ ticket_hash: hashOf(ticket), sealed: sealing.seal(JSON.stringify(launch)) })
          .where('state_hash', '=', visit.state_hash)
          .where('ticket_hash', 'is', null)
          .executeTakeFirst(),
      )
      return taken.numUpdatedRows === 1n ? { ticket, language: languageOf(said) } : 'state'
    },

    /** What a launch opens: the board, the picker of lots, or a place in the class. Null: not this browser's, or too late. */
    async open(ticket: string, state: string, pseudonym: string): Promise<Opened | LtiRefusal> {
      const found = await launchOf(ticket, state)
      if (!found) return 'state'
      const { visit, launch } = found
      if (launch.kind === 'deepLinking') return { kind: 'deepLinking' }
      const platform = visit.platform_id
      const classId = await classOf(platform, launch)
      const assignment = await assignmentOf(platform, classId, launch)
      if (launch.scenario !== '' && assignment === null) return 'scenario'
      if (launch.instructor) {
        const token = await classes.sessionOf(classId)
        await write((writer) => spent(writer, visit.state_hash))
        return { kind: 'owner', token }
      }
      const mark = sealing.mark('learner', platform, launch.deployment, launch.context, launch.sub)
      const known = await read.selectFrom('lti_learners').selectAll().where('mark', '=', mark).executeTakeFirst()
      const place = known
        ? await classes.placeOf(known.learner_id)
        : // A pseudonym that is taken: the ticket stays good for another.
          await classes.joinById(classId, pseudonym, (writer, learner) =>
            writer.insertInto('lti_learners').values({ mark, learner_id: learner }).execute(),
          )
      await write(async (writer) => {
        if (assignment !== null && launch.lineitem !== null)
          await writer
            .insertInto('lti_grades')
            .values({
              learner_id: place.learner,
              assignment_id: assignment,
              platform_id: platform,
              sealed: sealing.seal(JSON.stringify([launch.lineitem, launch.sub])),
              best: null,
            })
            .onConflict((c) =>
              c.columns(['learner_id', 'assignment_id']).doUpdateSet({
                sealed: sealing.seal(JSON.stringify([launch.lineitem, launch.sub])),
              }),
            )
            .execute()
        await spent(writer, visit.state_hash)
      })
      return { kind: 'learner', ...place, scenario: launch.scenario === '' ? null : launch.scenario }
    },

    /** The picker's answer: the token that the browser posts to the platform, and where. */
    async answer(
      ticket: string,
      state: string,
      scenario: string,
      title: string,
    ): Promise<{ url: string; jwt: string } | LtiRefusal> {
      const found = await launchOf(ticket, state)
      if (!found || found.launch.kind !== 'deepLinking') return 'state'
      if (typeof scenarioOf(scenario) === 'string') return 'scenario'
      const { visit, launch } = found
      const platform = await read
        .selectFrom('lti_platforms')
        .selectAll()
        .where('id', '=', visit.platform_id)
        .executeTakeFirstOrThrow()
      const at_s = Math.floor(now() / 1000)
      const jwt = signed(
        {
          iss: platform.client_id,
          aud: platform.issuer,
          iat: at_s,
          exp: at_s + 300,
          nonce: drawSecret(),
          [`${CLAIM}/version`]: '1.3.0',
          [`${CLAIM}/message_type`]: 'LtiDeepLinkingResponse',
          [`${CLAIM}/deployment_id`]: launch.deployment,
          ...(launch.data !== null && { [`${DL}/data`]: launch.data }),
          [`${DL}/content_items`]: [
            {
              type: 'ltiResourceLink',
              title,
              url: launchUrl,
              custom: { scenario },
              lineItem: { scoreMaximum: 100, label: title },
            },
          ],
        },
        await ownKey(),
      )
      await write((writer) => spent(writer, visit.state_hash))
      return { url: launch.returnUrl, jwt }
    },

    /** What is put aside for the platform once a lot of a link has been replayed: a better mark than the last. */
    async gradeOf(
      writer: Writer,
      learner: string,
      assignment: string | null,
      scaled: number | undefined,
      at_ms: number,
    ): Promise<readonly Omit<Parcel, 'class_id'>[]> {
      if (assignment === null || scaled === undefined) return []
      const score = Math.round(100 * scaled)
      const better = await writer
        .updateTable('lti_grades')
        .set({ best: score })
        .where('learner_id', '=', learner)
        .where('assignment_id', '=', assignment)
        .where((e) => e.or([e('best', 'is', null), e('best', '<', score)]))
        .executeTakeFirst()
      if (better.numUpdatedRows === 0n) return []
      return [{ kind: 'ags', body: JSON.stringify({ learner, assignment, score, at_ms } satisfies Grade) }]
    },

    /** Posts a mark to its line item. */
    deliver: (async (body) => {
      const { learner, assignment, score, at_ms } = JSON.parse(body) as Grade
      const row = await read
        .selectFrom('lti_grades')
        .innerJoin('lti_platforms', 'lti_platforms.id', 'lti_grades.platform_id')
        .selectAll('lti_platforms')
        .select('lti_grades.sealed')
        .where('learner_id', '=', learner)
        .where('assignment_id', '=', assignment)
        .executeTakeFirst()
      const where = row && sealing.unseal(row.sealed)
      if (!row || !where) return 'never'
      const [lineitem, userId] = JSON.parse(where) as [string, string]
      const token = await accessTo(row)
      if (token === null) return 'later'
      // A line item may have a query of its own: the path grows before it.
      const url = new URL(lineitem)
      url.pathname = `${url.pathname.replace(/\/$/, '')}/scores`
      const response = await fetch(url, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/vnd.ims.lis.v1.score+json' },
        body: JSON.stringify({
          userId,
          scoreGiven: score,
          scoreMaximum: 100,
          timestamp: new Date(at_ms).toISOString(),
          activityProgress: 'Completed',
          gradingProgress: 'FullyGraded',
        }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      await response.body?.cancel()
      if (response.status === 401) accessTokens.delete(row.id)
      return deliveryBy(response.status)
    }) satisfies Deliver,
  }
}

/** Of the course, as the platform says it; empty: it does not. */
const languageOf = (said: z.infer<typeof claims>): string => {
  const { locale = '' } = (said[`${CLAIM}/launch_presentation`] ?? {}) as { locale?: string }
  return locale === '' ? '' : locale.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}

interface Grade {
  readonly learner: string
  readonly assignment: string
  readonly score: number
  readonly at_ms: number
}

const TEACHES = /membership#(Instructor|ContentDeveloper|Administrator)$|(system|institution)\/person#Administrator$/

/** Only what is needed: names, addresses, pictures that a platform sends along are dropped here. */
function launchIn(said: z.infer<typeof claims> & Claims): Launch {
  const of = <T>(name: string): T => said[name] as T
  const settings = of<{ deep_link_return_url: string; data?: string } | undefined>(`${DL}/deep_linking_settings`)
  const endpoint = of<{ lineitem?: string; scope: readonly string[] } | undefined>(`${AGS}/claim/endpoint`)
  const context = of<{ id: string; title?: string } | undefined>(`${CLAIM}/context`)
  const link = of<{ id: string } | undefined>(`${CLAIM}/resource_link`)
  const custom = of<{ scenario?: string } | null | undefined>(`${CLAIM}/custom`)
  const roles = of<readonly string[]>(`${CLAIM}/roles`)
  const deployment = of<string>(`${CLAIM}/deployment_id`)
  return {
    kind: of(`${CLAIM}/message_type`) === 'LtiDeepLinkingRequest' ? 'deepLinking' : 'link',
    instructor: roles.some((role) => TEACHES.test(role)),
    sub: said.sub ?? '',
    deployment,
    context: context?.id ?? deployment,
    title: context?.title ?? '',
    link: link?.id ?? '',
    scenario: custom?.scenario ?? '',
    lineitem: endpoint?.scope.includes(SCORE) ? (endpoint.lineitem ?? null) : null,
    returnUrl: settings?.deep_link_return_url ?? '',
    data: settings?.data ?? null,
  }
}
