/** The two languages of the game, equal in everything. */
export type Language = 'fr' | 'en'

/** U+202F: inside numbers, before ; ! ? and between a number and its unit. */
export const NARROW = '\u202f'
/** U+00A0: before a colon, inside « ». */
export const WIDE = '\u00a0'

/** A number as the language writes it: decimal comma and narrow spaces in French, point and commas in English. */
export function formatNumber(language: Language, value: number, digits: number): string {
  if (!(value - value === 0)) return '–'
  const [whole, part] = Math.abs(value).toFixed(digits).split('.') as [string, string?]
  const groups: string[] = []
  for (let end = whole.length; end > 0; end -= 3) groups.unshift(whole.slice(Math.max(0, end - 3), end))
  const french = language === 'fr'
  const written = groups.join(french ? NARROW : ',') + (part === undefined ? '' : (french ? ',' : '.') + part)
  return value < 0 && /[1-9]/.test(written) ? `−${written}` : written
}

/** What a person typed, in either language's way; undefined when it is no number. */
export function readNumber(typed: string): number | undefined {
  const plain = typed
    .replace(/[\s\u202f\u00a0]/g, '')
    .replace('−', '-')
    .replace(',', '.')
  if (!/^-?\d+(\.\d*)?$|^-?\.\d+$/.test(plain)) return undefined
  return Number(plain)
}

/** Spaces before high punctuation and signs as the language asks for, so that texts can be written with plain ones. */
export function typeset(language: Language, text: string): string {
  if (language === 'en') return text.replace(/(\d) %/g, '$1%')
  return text
    .replace(/ ([;!?])/g, `${NARROW}$1`)
    .replace(/ :/g, `${WIDE}:`)
    .replace(/« /g, `«${WIDE}`)
    .replace(/ »/g, `${WIDE}»`)
    .replace(/(\d) (%|°C|h|min|L|kg|g|mL)(?![a-zé])/g, `$1${NARROW}$2`)
}
