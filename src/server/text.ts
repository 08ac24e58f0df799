/** Words of the table that is exported; all others are the pages'. */
const fr = {
  columns: [
    'apprenant',
    'niveau',
    'lot',
    'rendement',
    'pureté',
    'conformité',
    'réussi',
    'libéré',
    'relecture',
    'remarques',
    'reçu (UTC)',
    'critiques',
    'majeurs',
    'mineurs',
  ],
  states: {
    waiting: 'en attente',
    verified: 'conforme',
    drifted: 'autre version',
    mismatch: 'ne se rejoue pas',
    refused: 'refusé',
  },
  late: 'après la clôture',
  told: 'notes du fichier changées',
  shipped: 'décisions livrées avec le jeu',
  copied: (who: string) => `mêmes décisions que ${who}`,
  back: 'rejoué après le bilan',
}

const en: typeof fr = {
  columns: [
    'learner',
    'level',
    'batch',
    'yield',
    'purity',
    'compliance',
    'passed',
    'released',
    'replay',
    'remarks',
    'received (UTC)',
    'critical',
    'major',
    'minor',
  ],
  states: {
    waiting: 'waiting',
    verified: 'agrees',
    drifted: 'other version',
    mismatch: 'does not replay',
    refused: 'refused',
  },
  late: 'after closing',
  told: 'marks in the file were changed',
  shipped: 'decisions that come with the game',
  copied: (who) => `same decisions as ${who}`,
  back: 'played again after the debrief',
}

export const csvTexts: Readonly<Record<'fr' | 'en', typeof fr>> = { fr, en }
