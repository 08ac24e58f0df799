import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What must be had back later and is nobody's to read in the base: sealed by a key that is not in it. */
export interface Sealing {
  seal(text: string): string
  /** Null: sealed by another key, or changed since. */
  unseal(sealed: string): string | null
  /** The same words, the same mark, and no way back: to find somebody again without keeping who they are. */
  mark(...words: readonly string[]): string
}

export function sealingBy(key: Buffer): Sealing {
  const [forSeal, forMark] = ['seal', 'mark'].map((use) => createHmac('sha256', key).update(use).digest())
  return {
    seal(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', forSeal!, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    unseal(sealed) {
      const all = Buffer.from(sealed, 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', forSeal!, all.subarray(0, 12))
        decipher.setAuthTag(all.subarray(12, 28))
        return Buffer.concat([decipher.update(all.subarray(28)), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
    mark: (...words) => createHmac('sha256', forMark!).update(JSON.stringify(words)).digest('hex'),
  }
}

/** The key of the environment, or of a file that is made when there is none. */
export function sealingKey(where: { readonly key: string } | { readonly file: string }): Buffer {
  if ('key' in where) return Buffer.from(where.key, 'base64url')
  if (!existsSync(where.file)) {
    mkdirSync(dirname(where.file), { recursive: true })
    writeFileSync(where.file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  }
  return Buffer.from(readFileSync(where.file, 'utf8').trim(), 'base64url')
}
