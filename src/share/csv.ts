export type Cell = string | number | boolean | null

/**
 * A table that opens right in a spreadsheet of that language: French ones split at semicolons and read decimal commas.
 * The mark at the front says UTF-8 to those that would guess otherwise.
 */
export function csvOf(language: 'fr' | 'en', rows: readonly (readonly Cell[])[]): string {
  const fr = language === 'fr'
  const cell = (value: Cell): string => {
    if (value === null) return ''
    if (typeof value === 'number') return fr ? String(value).replace('.', ',') : String(value)
    if (typeof value === 'boolean') return value ? (fr ? 'oui' : 'yes') : fr ? 'non' : 'no'
    // What begins like a formula would be one: OWASP, CSV injection.
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
    return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `\uFEFF${rows.map((row) => row.map(cell).join(fr ? ';' : ',')).join('\r\n')}\r\n`
}
