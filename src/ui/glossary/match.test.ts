import { describe, expect, test } from 'vitest'
import { antibodyLimits } from '../../models/index.ts'
import { found, matcherOf, type Term } from './match.ts'
import all from './terms.json'

const terms: readonly Term[] = all
const marks = (language: 'fr' | 'en', text: string): readonly string[] =>
  matcherOf(terms, language)(text).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.text]))

describe('the glossary', () => {
  test('has 130 terms, complete in both languages, with a curly apostrophe', () => {
    expect(terms).toHaveLength(130)
    for (const term of terms)
      for (const text of [term.fr, term.en, term.def_fr, term.def_en]) {
        expect(text.length).toBeGreaterThan(2)
        expect(text).not.toContain("'")
      }
    expect(new Set(terms.map((term) => term.en)).size).toBe(130)
  })

  test('names no number that is not a fact of the method: limits are the plant’s table’s', () => {
    const numbered = terms.filter((term) => /\d/.test(term.def_fr + term.def_en)).map((term) => term.en)
    // The pore of a sterilising filter, and the pharmacopoeia's heating of albumin: no rows of the antibody plant.
    expect(numbered).toEqual(['sterilising filtration', 'pasteurisation'])
    expect(antibodyLimits(2000)['harvest.turbidity'].means).toContain('0.2 µm')
  })

  test('is marked in a text once for each term, plural or not, the longest first', () => {
    expect(marks('fr', 'Deux écarts, un écart : ouvre la fiche d’écart.')).toEqual(['écarts', 'fiche d’écart'])
    expect(marks('fr', 'La piste d’audit et le dossier de lot')).toEqual(['piste d’audit', 'dossier de lot'])
    expect(marks('en', 'A CAPA, and the audit trail')).toEqual(['CAPA', 'audit trail'])
    expect(marks('fr', 'Le lot a un débit.')).toEqual([])
    expect(marks('fr', 'des écartements')).toEqual([])
  })

  test('pieces add up to the text', () => {
    const text = 'Le prélèvement, la libération et la spécification : tout dans le dossier de lot.'
    const pieces = matcherOf(terms, 'fr')(text)
    expect(pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')).toBe(text)
  })

  test('is searched without accents, in either language', () => {
    expect(found(terms, 'fr', 'decongelation').map((term) => term.fr)).toContain('décongélation')
    expect(found(terms, 'fr', 'audit trail').map((term) => term.fr)).toContain('piste d’audit')
    expect(found(terms, 'en', '')).toHaveLength(130)
    expect(found(terms, 'en', 'xyzzy')).toEqual([])
  })
})
