import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'

/** Any data as letters, digits, - and _: deflated. */
export const packed = (json: unknown): string =>
  toText(deflateSync(strToU8(JSON.stringify(json)), { level: 9, mem: 10 }))

/** The longest that anything packed may become: a text made to swell is cut off there and is no JSON any more. */
const LARGEST = 1 << 20

/** What was packed; undefined for anything that was not. */
export function unpacked(text: string): unknown {
  const bytes = fromText(text)
  if (!bytes) return undefined
  try {
    return JSON.parse(strFromU8(inflateSync(bytes, { out: new Uint8Array(LARGEST) })))
  } catch {
    return undefined
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Base64url without padding (RFC 4648 §5). */
function toText(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const three = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const signs = Math.min(4, bytes.length - i + 1)
    for (let j = 0; j < signs; j++) text += ALPHABET[(three >> (18 - 6 * j)) & 63]!
  }
  return text
}

function fromText(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((3 * text.length) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (const sign of text) {
    const six = ALPHABET.indexOf(sign)
    if (six < 0) return undefined
    held = ((held << 6) | six) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (held >> bits) & 255
  }
  return bytes
}
