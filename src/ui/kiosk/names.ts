/** Two words in place of a name: nobody types anything, and whatever is drawn may stand on a shelf. */
import type { Language } from '../../present/index.ts'

/** French names are masculine, so that any second word goes with any first. */
const FIRST: Readonly<Record<Language, readonly string[]>> = {
  fr: [
    'Anticorps',
    'Flocon',
    'Vecteur',
    'Flacon',
    'Plasma',
    'Filtre',
    'Cristal',
    'Lot',
    'Noyau',
    'Ferment',
    'Gène',
    'Globule',
    'Pipeteur',
    'Levain',
    'Capteur',
    'Gradient',
    'Sérum',
    'Tamis',
    'Microscope',
    'Bouillon',
  ],
  en: [
    'Antibody',
    'Flake',
    'Vector',
    'Vial',
    'Plasma',
    'Filter',
    'Crystal',
    'Batch',
    'Nucleus',
    'Ferment',
    'Gene',
    'Globule',
    'Pipette',
    'Starter',
    'Sensor',
    'Gradient',
    'Serum',
    'Sieve',
    'Microscope',
    'Broth',
  ],
}
const SECOND: Readonly<Record<Language, readonly string[]>> = {
  fr: [
    'malin',
    'calme',
    'hardi',
    'patient',
    'précis',
    'vif',
    'curieux',
    'solide',
    'agile',
    'brillant',
    'attentif',
    'joyeux',
    'tenace',
    'discret',
    'courageux',
    'habile',
    'serein',
    'rapide',
    'fidèle',
    'rêveur',
  ],
  en: [
    'Clever',
    'Calm',
    'Bold',
    'Patient',
    'Precise',
    'Lively',
    'Curious',
    'Solid',
    'Agile',
    'Bright',
    'Careful',
    'Merry',
    'Steady',
    'Quiet',
    'Brave',
    'Skilful',
    'Serene',
    'Swift',
    'Faithful',
    'Dreamy',
  ],
}

export type PairName = readonly [number, number]

export const drawName = (): PairName => [
  Math.floor(FIRST.fr.length * Math.random()),
  Math.floor(SECOND.fr.length * Math.random()),
]

export function nameOf(language: Language, [first, second]: PairName): string {
  const noun = FIRST[language][first % FIRST.fr.length]!
  const kind = SECOND[language][second % SECOND.fr.length]!
  return language === 'fr' ? `${noun} ${kind}` : `${kind} ${noun}`
}
