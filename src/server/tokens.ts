import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, sign, verify } from 'node:crypto'
import { drawId } from './secrets.ts'

/** JSON Web Tokens as LTI 1.3 asks for them: signed RS256, by keys named in a key set. RFC 7515, 7517, 7519. */
export type Claims = Readonly<Record<string, unknown>>
export type Jwk = JsonWebKey & { readonly kid?: string; readonly use?: string; readonly alg?: string }

export interface SigningKey {
  readonly kid: string
  readonly privateJwk: JsonWebKey
}

const RSA_BITS = 2048

export function drawSigningKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: RSA_BITS })
  return { kid: drawId(), privateJwk: privateKey.export({ format: 'jwk' }) }
}

export function publicJwkOf({ kid, privateJwk: { kty, n, e } }: SigningKey): Jwk {
  return { kty: kty!, n: n!, e: e!, kid, use: 'sig', alg: 'RS256' }
}

const encoded = (data: unknown): string => Buffer.from(JSON.stringify(data)).toString('base64url')

export function signed(claims: Claims, { kid, privateJwk }: SigningKey): string {
  const text = `${encoded({ alg: 'RS256', typ: 'JWT', kid })}.${encoded(claims)}`
  const key = createPrivateKey({ key: privateJwk, format: 'jwk' })
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`
}

/** Which key a token says it is signed with; null: it is no token of the kind. */
export function keyNamedIn(token: string): string | null {
  const { alg, kid } = partOf(token, 0) ?? {}
  return alg === 'RS256' && typeof kid === 'string' ? kid : null
}

/** Claims of a token that this key has signed; null of any other. Times, issuer, audience are for who asks to judge. */
export function claimsOf(token: string, jwk: Jwk): Claims | null {
  const parts = token.split('.')
  if (parts.length !== 3 || jwk.kty !== 'RSA' || (jwk.use !== undefined && jwk.use !== 'sig')) return null
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    const body = Buffer.from(`${parts[0]!}.${parts[1]!}`)
    return verify('RSA-SHA256', body, key, Buffer.from(parts[2]!, 'base64url')) ? partOf(token, 1) : null
  } catch {
    return null
  }
}

function partOf(token: string, i: number): Claims | null {
  try {
    const found = JSON.parse(Buffer.from(token.split('.')[i] ?? '', 'base64url').toString('utf8')) as unknown
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Claims) : null
  } catch {
    return null
  }
}
