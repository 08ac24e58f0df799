/** Words of the questions at the start of a shift. */
export const reviewTexts = {
  fr: {
    title: 'Prise de poste',
    atTheEnd: (n: number) => (n > 1 ? 'Deux questions avant de partir' : 'Une question avant de partir'),
    of: (at: number, of: number) => `Question ${at} sur ${of}. Réponds dans ta tête, puis regarde.`,
    see: 'Voir la réponse',
    knew: 'Je savais',
    notYet: 'Pas encore',
    done: (knew: number, of: number) => `${knew} sur ${of}.`,
    next: 'Ce que tu sais revient dans quelques jours, le reste demain.',
    drills: (n: number) =>
      n > 1 ? 'Deux exercices reviennent aujourd’hui\u00a0:' : 'Un exercice revient aujourd’hui\u00a0:',
    toWork: 'Au travail',
  },
  en: {
    title: 'Shift start',
    atTheEnd: (n: number) => (n > 1 ? 'Two questions before you leave' : 'One question before you leave'),
    of: (at: number, of: number) => `Question ${at} of ${of}. Answer in your head, then look.`,
    see: 'See the answer',
    knew: 'I knew it',
    notYet: 'Not yet',
    done: (knew: number, of: number) => `${knew} of ${of}.`,
    next: 'What you know comes back in a few days, the rest tomorrow.',
    drills: (n: number) => (n > 1 ? 'Two drills are due today:' : 'One drill is due today:'),
    toWork: 'Get to work',
  },
} as const
