import { strFromU8, unzipSync } from 'fflate'
import { LARGEST_RESULT } from './result.ts'

/** What a platform gives of a class at once. */
const MOST_FILES = 500
const MOST_BYTES = 64_000_000
/** A file, zip or not, that is not even opened. */
export const LARGEST_ZIP = 64_000_000

export interface HandedFile {
  readonly name: string
  readonly text: string | 'large'
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/**
 * The results in a file: itself, or those in the zip a platform makes of all that was handed in. What a zip claims of its
 * sizes is what is set aside for it: one made to swell comes out cut, and is no result any more.
 */
export function handedIn(name: string, bytes: Uint8Array): readonly HandedFile[] {
  if (!isZip(bytes)) return [{ name, text: bytes.length > LARGEST_RESULT ? 'large' : strFromU8(bytes) }]
  const tooLarge: HandedFile[] = []
  let [files, sum] = [0, 0]
  let found: Readonly<Record<string, Uint8Array>>
  try {
    found = unzipSync(bytes, {
      filter: ({ name: inside, originalSize }) => {
        if (!/\.(json|txt)$/i.test(inside) || inside.startsWith('__MACOSX/')) return false
        files++
        sum += originalSize
        const fits = originalSize <= LARGEST_RESULT && files <= MOST_FILES && sum <= MOST_BYTES
        if (!fits && tooLarge.length === 0) tooLarge.push({ name: `${name} / ${inside}`, text: 'large' })
        return fits
      },
    })
  } catch {
    return [{ name, text: '' }]
  }
  const results = Object.entries(found).map(([inside, one]) => ({
    name: inside.split('/').at(-1)!,
    text: strFromU8(one),
  }))
  return results.length + tooLarge.length ? [...results, ...tooLarge] : [{ name, text: '' }]
}
