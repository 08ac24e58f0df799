import { strToU8, zipSync } from 'fflate'
import { digestOf } from '../sim/index.ts'
import { manifestOf } from './manifest.ts'
import type { Pack } from './pack.ts'

/** The page of `single.txt` with what it is to play; only a page that speaks to its launcher may ask for addresses. */
export function pageOf(template: string, pack: Pack): string {
  // `<` as an escape: nothing in a title ends the element.
  const json = JSON.stringify(pack).replaceAll('<', '\\u003c')
  const data = `<script type="application/json" id="pack">${json}</script>`
  const parts = template.split('<!--pack-->')
  if (parts.length !== 2) throw new Error('the page of the game has no place for a package')
  const page = `${parts[0]}${data}${parts[1]}`
  return pack.kind === 'cmi5' ? page.replace("connect-src 'none'", 'connect-src https: http:') : page
}

/** The same lots, the same package: a new one takes the place of the old in a course. */
export const packId = ({ kind, lots }: Pack): string =>
  `premier-lot-${digestOf([kind, JSON.stringify(lots)]).slice(0, 12)}`

/** The file to hand out: a page, or a zip with its manifest. */
export function packageOf(template: string, pack: Pack, language: 'fr' | 'en'): Uint8Array {
  const page = strToU8(pageOf(template, pack))
  const manifest = manifestOf(pack, packId(pack), language)
  if (!manifest) return page
  const files = { [manifest.name]: strToU8(manifest.text), 'index.html': page }
  // The time a zip must say; without a zone, so that the same package has the same bytes everywhere.
  return zipSync(files, { level: 9, mtime: '2026-01-01T00:00:00' })
}

export const packName = (pack: Pack): string => {
  const levels = [...new Set(pack.lots.map(({ level }) => level))].join('-')
  return `premier-lot-${levels}${pack.kind === 'single' ? '.html' : `-${pack.kind}.zip`}`
}
