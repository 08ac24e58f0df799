import type { Language } from '../../present/index.ts'

/** One word of the trade, in both languages, with what it means. */
export interface Term {
  readonly fr: string
  readonly en: string
  readonly def_fr: string
  readonly def_en: string
}

export type Piece = string | { readonly term: Term; readonly text: string }

/** Words that stand everywhere and would underline every line. */
const TOO_COMMON = new Set([
  'lot',
  'batch',
  'débit',
  'flow rate',
  'gants',
  'gloves',
  'identité',
  'identity',
  'refus',
  'incident',
])

export const wordOf = (term: Term, language: Language): string => (language === 'fr' ? term.fr : term.en)
export const meaningOf = (term: Term, language: Language): string => (language === 'fr' ? term.def_fr : term.def_en)

/** How a term is written: without what is bracketed, and by its letters where those are bracketed. */
function formsOf(word: string): readonly string[] {
  const [, plain = word, inside] = /^([^(]+?)\s*(?:\(([^)]*)\))?$/.exec(word) ?? []
  const letters = inside !== undefined && /^[A-Z]{2,6}$/.test(inside) ? [inside] : []
  return [plain, ...letters].filter((form) => !TOO_COMMON.has(form.toLowerCase()))
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** One expression over all forms, the longest first; a plural s is the same word. */
function expressionOf(forms: readonly string[]): RegExp {
  const each = [...forms]
    .sort((a, b) => b.length - a.length)
    .map((form) =>
      form
        .split(/\s+/)
        .map((word) => `${escaped(word)}s?`)
        .join('\\s+'),
    )
  return new RegExp(`(?<![\\p{L}\\p{N}])(${each.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
}

export interface Matcher {
  (text: string): readonly Piece[]
}

const singular = (text: string): string =>
  text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/s$/, ''))
    .join(' ')

/** Splits a text at the terms in it; each term is marked where it stands first. */
export function matcherOf(terms: readonly Term[], language: Language): Matcher {
  const byForm = new Map<string, Term>()
  for (const term of terms) for (const form of formsOf(wordOf(term, language))) byForm.set(singular(form), term)
  const expression = expressionOf(terms.flatMap((term) => formsOf(wordOf(term, language))))
  return (text) => {
    const out: Piece[] = []
    const marked = new Set<Term>()
    let from = 0
    for (const found of text.matchAll(expression)) {
      const term = byForm.get(singular(found[0]))
      if (!term || marked.has(term)) continue
      marked.add(term)
      if (found.index > from) out.push(text.slice(from, found.index))
      out.push({ term, text: found[0] })
      from = found.index + found[0].length
    }
    if (from < text.length) out.push(text.slice(from))
    return out
  }
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Terms whose word, in either language, or meaning holds what is looked for; accents do not matter. */
export function found(terms: readonly Term[], language: Language, wanted: string): readonly Term[] {
  const needle = plain(wanted.trim())
  const fits = terms.filter((term) =>
    [term.fr, term.en, meaningOf(term, language)].some((text) => plain(text).includes(needle)),
  )
  return [...fits].sort((a, b) => (plain(wordOf(a, language)) < plain(wordOf(b, language)) ? -1 : 1))
}
