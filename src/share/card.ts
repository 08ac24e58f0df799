/** What a visitor of a stand takes home: an address whose part after `#` holds the result, and is sent to nobody. */

/** The demos a stand can offer. */
export const KIOSK_DEMOS = ['P0', 'M0', 'A0'] as const
export type KioskDemo = (typeof KIOSK_DEMOS)[number]

export interface Card {
  readonly demo: KioskDemo
  readonly medals: number
  /** 0 to 1 of what could be kept; a card holds whole percent. */
  readonly share: number
  /** Places of two words in the lists of names. */
  readonly name: readonly [number, number]
  readonly language: 'fr' | 'en'
}

export function cardAddress(page: string, { demo, medals, share, name, language }: Card): string {
  const percent = Math.round(100 * share)
  return `${page.split('#')[0]}#${demo}.${medals}.${percent}.${name.join('-')}.${language}`
}

/** Of the part after `#`; null: it holds no card. */
export function readCard(hash: string): Card | null {
  const found = /^#?(P0|M0|A0)\.([0-3])\.(\d{1,3})\.(\d{1,2})-(\d{1,2})\.(fr|en)$/.exec(hash)
  if (!found || Number(found[3]) > 100) return null
  return {
    demo: found[1] as KioskDemo,
    medals: Number(found[2]),
    share: Number(found[3]) / 100,
    name: [Number(found[4]), Number(found[5])],
    language: found[6] as Card['language'],
  }
}
