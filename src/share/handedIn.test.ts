import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { handedIn } from './handedIn.ts'
import { LARGEST_RESULT } from './result.ts'

test('a file is itself; a platform’s zip is what it holds of results, wherever they lie in it', () => {
  expect(handedIn('a.json', strToU8('{"result":1}'))).toEqual([{ name: 'a.json', text: '{"result":1}' }])
  const zip = zipSync({
    'Loutre 12/rendu.json': strToU8('{"result":1}'),
    'Lynx 2/texte.txt': strToU8('r.abc'),
    'Lynx 2/photo.png': strToU8('no text'),
    '__MACOSX/rendu.json': strToU8('{}'),
  })
  expect(handedIn('devoirs.zip', zip)).toEqual([
    { name: 'rendu.json', text: '{"result":1}' },
    { name: 'texte.txt', text: 'r.abc' },
  ])
})

test('a zip made to swell is refused whole, or comes out cut where it lies about its sizes', () => {
  const swollen = zipSync({ 'bomb.json': new Uint8Array(LARGEST_RESULT + 1), 'good.json': strToU8('{}') })
  expect(handedIn('z.zip', swollen)).toEqual([
    { name: 'good.json', text: '{}' },
    { name: 'z.zip / bomb.json', text: 'large' },
  ])
  const lying = zipSync({ 'bomb.json': new Uint8Array(5_000_000) })
  const view = new DataView(lying.buffer, lying.byteOffset)
  // Uncompressed size, in the directory at the end: four bytes, 24 after its mark.
  const directory = lying.findIndex((_, i) => i + 4 < lying.length && view.getUint32(i, true) === 0x02014b50)
  view.setUint32(directory + 24, 100, true)
  const [one] = handedIn('z.zip', lying)
  expect((one!.text as string).length).toBeLessThanOrEqual(100)
})

test('what only looks like a zip, and one with nothing handed in, is one file that is no result', () => {
  expect(handedIn('x.zip', strToU8('PK\u0003\u0004 nothing'))).toEqual([{ name: 'x.zip', text: '' }])
  expect(handedIn('x.zip', zipSync({ 'photo.png': strToU8('x') }))).toEqual([{ name: 'x.zip', text: '' }])
})
