/** A learning platform and a learning record store of the tests' own, on loopback. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { claimsOf, drawSigningKey, type Jwk, publicJwkOf, signed } from '../../src/server/tokens.ts'

const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim'
const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

async function listening(answer: (request: IncomingMessage, body: string) => readonly [number, unknown]) {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const [status, said] = answer(request, body)
      const isPage = typeof said === 'string'
      response.writeHead(status, { 'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/json' })
      response.end(isPage ? said : JSON.stringify(said))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    at: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export const CLIENT = 'tool-42'

/** It signs with a key set of its own, checks the tool's, gives access tokens and takes marks. */
export async function mockPlatform(toolKeys: () => Promise<readonly Jwk[]>, now: () => number) {
  const key = drawSigningKey()
  const scores: { path: string; body: Record<string, unknown> }[] = []
  let keysAsked = 0
  let next: Record<string, unknown> = {}
  const placed: string[] = []
  let busy = 0
  const here = await listening((request, body) => {
    const url = new URL(request.url!, 'http://x')
    // As a browser sees it: a course with the tool in a frame, a login that needs no words, and where a picked lot goes.
    if (url.pathname === '/course') {
      const query = new URLSearchParams({
        iss: here.at,
        client_id: CLIENT,
        login_hint: 'u',
        target_link_uri: url.searchParams.get('to') ?? here.at,
      })
      const src = `${url.searchParams.get('tool')}/api/lti/login?${query.toString().replaceAll('&', '&amp;')}`
      return [
        200,
        `<!doctype html><html lang="en"><title>Course</title><main><h1>Course</h1><iframe title="tool" width="1000" height="700" src="${src}"></iframe></main>`,
      ]
    }
    if (url.pathname === '/favicon.ico') return [200, '']
    if (url.pathname === '/auth') {
      const asked = Object.fromEntries(url.searchParams)
      const token = idToken(asked['nonce']!, next)
      return [
        200,
        `<!doctype html><form method="post" action="${asked['redirect_uri']}"><input name="id_token" value="${token}"><input name="state" value="${asked['state']}"></form><script>document.forms[0].submit()</script>`,
      ]
    }
    if (url.pathname === '/back') {
      placed.push(new URLSearchParams(body).get('JWT') ?? '')
      return [200, '<!doctype html><p>Placed in the course</p>']
    }
    if (url.pathname === '/keys') {
      keysAsked++
      return [200, { keys: [publicJwkOf(key)] }]
    }
    if (url.pathname === '/token') {
      const asked = new URLSearchParams(body)
      const claims = known
        .map((jwk) => claimsOf(asked.get('client_assertion') ?? '', jwk))
        .find((found) => found !== null)
      const fits =
        claims?.['iss'] === CLIENT &&
        claims['aud'] === `${here.at}/token` &&
        asked.get('scope')?.endsWith('scope/score')
      return fits ? [200, { access_token: 'access', expires_in: 3600 }] : [400, {}]
    }
    if (request.headers.authorization !== 'Bearer access') return [401, {}]
    if (busy > 0) {
      busy--
      return [503, {}]
    }
    scores.push({ path: url.pathname + url.search, body: JSON.parse(body) as Record<string, unknown> })
    return [200, {}]
  })
  let known: readonly Jwk[] = []
  return {
    ...here,
    scores,
    get keysAsked() {
      return keysAsked
    },
    /** So many marks are turned away before one is taken. */
    beBusy: (n: number) => (busy = n),
    learnKeys: async () => void (known = await toolKeys()),
    wish: {
      issuer: here.at,
      client_id: CLIENT,
      auth_url: `${here.at}/auth`,
      token_url: `${here.at}/token`,
      keys_url: `${here.at}/keys`,
      deployments: ['1'],
    },
    placed,
    /** What the next launch through a browser says besides. */
    launchAs: (change: Record<string, unknown>) => void (next = change),
    idToken,
  }
  /** What it posts through the browser: names and addresses are sent along, as platforms do. */
  function idToken(nonce: string, change: Record<string, unknown> = {}, by = key): string {
    const at_s = Math.floor(now() / 1000)
    return signed(
      {
        iss: here.at,
        aud: CLIENT,
        sub: 'user-7',
        name: 'Ada Lovelace',
        email: 'ada@school.example',
        iat: at_s,
        exp: at_s + 300,
        nonce,
        [`${CLAIM}/version`]: '1.3.0',
        [`${CLAIM}/message_type`]: 'LtiResourceLinkRequest',
        [`${CLAIM}/deployment_id`]: '1',
        [`${CLAIM}/roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
        [`${CLAIM}/context`]: { id: 'course-1', title: 'Bio 2' },
        [`${CLAIM}/resource_link`]: { id: 'link-1' },
        [`${CLAIM}/target_link_uri`]: 'http://tool/',
        ...change,
      },
      by,
    )
  }
}

/** A store that knows each statement by its id, and may be away. */
export async function mockStore() {
  const statements = new Map<string, Record<string, unknown>>()
  const posts: number[] = []
  let away = 0
  const basic = `Basic ${Buffer.from('key:secret').toString('base64')}`
  const here = await listening((request, body) => {
    if (away > 0) {
      away--
      posts.push(503)
      return [503, {}]
    }
    const { headers } = request
    const fits = headers.authorization === basic && headers['x-experience-api-version'] === '1.0.3'
    if (!fits || request.url !== '/xapi/statements') return [400, {}]
    posts.push(200)
    const all = JSON.parse(body) as { id: string }[]
    for (const one of all) statements.set(one.id, one)
    return [200, all.map((one) => one.id)]
  })
  return { ...here, statements, posts, beAway: (n: number) => (away = n) }
}
