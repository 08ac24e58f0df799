import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** Without I, L, O, U: read aloud and written by hand. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const signs = (n: number): string => Array.from({ length: n }, () => SIGNS[randomInt(32)]).join('')

export const drawId = (): string => randomBytes(8).toString('hex')
/** 256 bits: nobody guesses it, so one round of a hash is enough to keep it. */
export const drawSecret = (): string => randomBytes(32).toString('base64url')
/** Thirty bits: it opens a door to join by, is projected on a wall, and wrong ones are counted. */
export const drawClassCode = (): string => signs(6)
/** Sixty bits, to be written down. */
export const drawPersonalCode = (): string => signs(12).replaceAll(/....(?=.)/g, '$&-')

export const drawOne = <T>(all: readonly T[]): T | undefined => (all.length ? all[randomInt(all.length)] : undefined)

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Takes the same time wherever the two differ. */
export function sameHash(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(hash, 'hex'))
}

/** What a person has thought of is guessed sooner: a hash that costs 32 MB and some 100 ms. OWASP, Password Storage. */
const stretched = promisify<string, Buffer, number, object, Buffer>(scrypt)
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

export async function passwordHash(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `${salt.toString('hex')}.${(await stretched(password.normalize('NFKC'), salt, 32, COST)).toString('hex')}`
}

export async function samePassword(password: string, kept: string): Promise<boolean> {
  const [salt, hash] = kept.split('.').map((part) => Buffer.from(part, 'hex')) as [Buffer, Buffer]
  return timingSafeEqual(await stretched(password.normalize('NFKC'), salt, 32, COST), hash)
}
