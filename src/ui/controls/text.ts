import { type Language, typeset } from '../../present/index.ts'

/** Words of the set points, the next step, the spans of the curves, the alarm list, the sample book. */
const fr = {
  setPoints: 'Consignes',
  allSetPoints: 'Tous les réglages',
  exact: (name: string) => `${name} : valeur exacte`,
  put: (value: string) => `Régler ${value}`,
  back: 'Reposer',
  recipe: 'recette',
  before: 'avant',
  stands: (value: string) => `réglé à ${value}`,
  asked: 'dans la bande',
  alert: 'hors alerte',
  action: 'hors limite : écart',
  noBand: 'sans limite au tableau',
  likely: 'Ce qu’on peut prévoir',
  likelyFrom: 'Calculé des derniers relevés, lignée et étiquettes nominales.',
  setPointFirst: 'Pose ton point de demain : la prévision du comptage vient après.',
  next: 'À faire',
  nextNone: 'Rien d’urgent : règle, prélève, ou quitte pour la nuit.',
  toNext: 'Aller à la prochaine chose à faire',
  toSetPoints: 'Aller aux consignes',
  run: 'Conduite',
  samples: 'Essais',
  span: 'Durée affichée',
  spans: { lot: 'Lot', day: '24 h', hours: '2 h' },
  table: 'Tableau',
  curves: 'Courbes',
  when: 'Quand',
  value: 'Valeur',
  alarms: 'Alarmes',
  alarmsOn: (n: number) => `${n} alarmes en cours`,
  alarmsNone: 'Aucune alarme sur ce lot.',
  alarmColumns: ['Priorité', 'Alarme', 'État', 'Depuis', 'Ce qui a été fait'] as readonly string[],
  states: {
    unacknowledged: 'à acquitter',
    acknowledged: 'acquittée, encore là',
    returned: 'revenue, à acquitter',
    normal: 'revenue',
    never: 'n’a pas sonné',
  } as Record<string, string>,
  doneNothing: 'rien',
  doneAt: (clock: string) => `acquittée à ${clock}`,
  book: 'Cahier d’essais',
  bookNone: 'Aucun résultat encore.',
  bookColumns: ['Essai', 'Résultat', 'Âge', 'Limites'] as readonly string[],
  ofDay: (day: string) => `Prélevé ${day}`,
  atMost: (value: string) => `au plus ${value}`,
  atLeast: (value: string) => `au moins ${value}`,
  between: (low: string, high: string) => `${low} à ${high}`,
  noLimit: 'sans limite',
  glossary: 'Glossaire',
  glossarySearch: 'Chercher un mot',
  glossaryNone: 'Aucun mot ne correspond.',
  glossaryCount: (n: number) => (n === 1 ? '1 mot' : `${n} mots`),
  callCost: (minutes: number) => `${minutes} min`,
}

type ControlTexts = typeof fr

const en: ControlTexts = {
  setPoints: 'Set points',
  allSetPoints: 'All settings',
  exact: (name) => `${name}: exact value`,
  put: (value) => `Set ${value}`,
  back: 'Put back',
  recipe: 'recipe',
  before: 'before',
  stands: (value) => `set to ${value}`,
  asked: 'inside its band',
  alert: 'past alert',
  action: 'past its limit: deviation',
  noBand: 'no limit in the table',
  likely: 'What can be foreseen',
  likelyFrom: 'Worked out from the last readings, nominal cell line and labels.',
  setPointFirst: 'Set tomorrow’s point: the count is foreseen after it.',
  next: 'To do',
  nextNone: 'Nothing urgent: set, sample, or leave for the night.',
  toNext: 'Go to the next thing to do',
  toSetPoints: 'Go to the set points',
  run: 'Run',
  samples: 'Samples',
  span: 'Time shown',
  spans: { lot: 'Lot', day: '24 h', hours: '2 h' },
  table: 'Table',
  curves: 'Curves',
  when: 'When',
  value: 'Value',
  alarms: 'Alarms',
  alarmsOn: (n) => `${n} alarms on`,
  alarmsNone: 'No alarm on this lot.',
  alarmColumns: ['Priority', 'Alarm', 'State', 'Since', 'What was done'],
  states: {
    unacknowledged: 'to acknowledge',
    acknowledged: 'acknowledged, still on',
    returned: 'returned, to acknowledge',
    normal: 'returned',
    never: 'has not rung',
  },
  doneNothing: 'nothing',
  doneAt: (clock) => `acknowledged at ${clock}`,
  book: 'Sample book',
  bookNone: 'No result yet.',
  bookColumns: ['Assay', 'Result', 'Age', 'Limits'],
  ofDay: (day) => `Drawn ${day}`,
  atMost: (value) => `at most ${value}`,
  atLeast: (value) => `at least ${value}`,
  between: (low, high) => `${low} to ${high}`,
  noLimit: 'no limit',
  glossary: 'Glossary',
  glossarySearch: 'Find a word',
  glossaryNone: 'No word fits.',
  glossaryCount: (n) => (n === 1 ? '1 word' : `${n} words`),
  callCost: (minutes) => `${minutes} min`,
}

/** French gets its spaces here, once. */
function spaced(value: unknown): unknown {
  if (typeof value === 'string') return typeset('fr', value)
  if (typeof value === 'function')
    return (...given: unknown[]) => typeset('fr', (value as (...x: unknown[]) => string)(...given))
  if (Array.isArray(value)) return value.map(spaced)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spaced(inner)]))
  return value
}

export const controlTexts: Readonly<Record<Language, ControlTexts>> = { fr: spaced(fr) as ControlTexts, en }
