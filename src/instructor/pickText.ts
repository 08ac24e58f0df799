import { table } from '../present/index.ts'

const fr = {
  level: 'Niveau',
  lot: 'Numéro de lot',
  own: 'Chaque apprenant a son propre lot',
  code: 'Ou un code de lot',
  codeHint: 'Se prépare sur la page du formateur, sous « Donner »\u00a0: examen, aides, scénario modifié.',
  badCode: 'Ce code ne donne pas de lot. Relisez-le.',
}

const en: typeof fr = {
  level: 'Level',
  lot: 'Batch number',
  own: 'Each learner gets a batch of their own',
  code: 'Or a batch code',
  codeHint: 'Made on the instructor’s page, under “Give”: exam, aids, changed scenario.',
  badCode: 'No batch has this code. Check it.',
}

export const pickTexts = table(fr, en)
