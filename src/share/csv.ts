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
    // A cell is one line: split at the wrong sign, a second line would be a row, and what it begins with a formula.
    const line = value.replaceAll(/[\t\r\n]+/g, ' ')
    // What begins like a formula would be one: OWASP, CSV injection.
    const text = /^\s*[=+\-@]/.test(line) ? `'${line}` : line
    return /[",;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `\uFEFF${rows.map((row) => row.map(cell).join(fr ? ';' : ',')).join('\r\n')}\r\n`
}
