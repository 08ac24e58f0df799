import type { Badge } from '../../platform/index.ts'
import { type Language, table } from '../../present/index.ts'

const fr = {
  title: 'Ton badge',
  animals: {
    loutre: 'Loutre',
    chouette: 'Chouette',
    herisson: 'Hérisson',
    heron: 'Héron',
    lynx: 'Lynx',
    renard: 'Renard',
  } satisfies Record<Badge['animal'], string>,
  otherName: 'Un autre nom',
  stroke: 'Ton paraphe, d’un trait',
  strokeHere: 'Trace ici, d’un trait',
  strokeDone: 'Paraphe tracé. Un nouveau trait le remplace.',
  letters: 'ou tes initiales',
  missing: 'Il manque ton paraphe : un trait, ou des lettres.',
  kept: 'Nom et paraphe restent dans ce navigateur.',
}

const en: typeof fr = {
  title: 'Your badge',
  animals: {
    loutre: 'Otter',
    chouette: 'Owl',
    herisson: 'Hedgehog',
    heron: 'Heron',
    lynx: 'Lynx',
    renard: 'Fox',
  },
  otherName: 'Another name',
  stroke: 'Your mark, in one stroke',
  strokeHere: 'Draw here, in one stroke',
  strokeDone: 'Mark drawn. A new stroke replaces it.',
  letters: 'or your initials',
  missing: 'Your mark is missing: a stroke, or letters.',
  kept: 'Name and mark stay in this browser.',
}

export const badgeTexts = table(fr, en)

/** Animal and number, as a badge says them. */
export const badgeName = (language: Language, { animal, number }: Badge): string =>
  `${badgeTexts[language].animals[animal]} ${number}`
