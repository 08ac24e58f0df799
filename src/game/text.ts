import type { Language } from '../present/index.ts'
import type { SeriesKey } from './recordedBatch.ts'

export type PlantKey = 'plasma' | 'antibody' | 'aav'

interface Texts {
  readonly title: string
  readonly what: string
  readonly stage: string
  readonly seeBatch: string
  readonly language: string
  readonly plantsTitle: string
  readonly plants: Record<PlantKey, { name: string; process: string; makes: string; picture: string }>
  readonly planned: string
  readonly batchKicker: string
  readonly batchTitle: string
  readonly moment: string
  readonly momentValue: (day: string, hour: string) => string
  readonly dayLetter: string
  readonly series: Record<SeriesKey, string>
  /** Units as they are spoken: the drawn ones are in Unit.tsx. */
  readonly spokenUnits: Record<SeriesKey, string>
  readonly chartSummary: (name: string, from: string, to: string, max: string, day: string, unit: string) => string
  readonly lookTitle: string
  readonly looks: readonly { hour: number; title: string; text: string }[]
  readonly captionTitle: string
  readonly caption: readonly string[]
  readonly outcome: (kilograms: string, doses: string, percent: string) => string
  readonly digest: string
  readonly digestSame: string
  readonly digestOther: string
  readonly waiting: string
  readonly failed: string
  readonly tableTitle: string
  readonly tableCaption: string
  readonly day: string
  readonly licence: string
}

const fr: Texts = {
  title: 'Premier Lot',
  what: 'Le jeu où tu fabriques un biomédicament, de la première fiole au flacon libéré, sur de vrais modèles de procédé.',
  stage: 'Ici, tu lis un lot que l’équipe a conduit. Le tien se joue sur le campus.',
  seeBatch: 'Lire un lot',
  language: 'Langue',
  plantsTitle: 'Trois usines',
  plants: {
    plasma: {
      name: 'Plasma',
      process: 'Fractionnement à froid',
      makes: 'Du plasma congelé, tu tireras du facteur VIII, des immunoglobulines et de l’albumine.',
      picture: 'Usine de plasma vue en coupe : bac de décongélation, poches congelées, cuves et centrifugeuse.',
    },
    antibody: {
      name: 'Anticorps',
      process: 'Anticorps monoclonal',
      makes: 'En cuve de 2 000 L, tu feras produire un anticorps à des cellules, puis tu le purifieras.',
      picture: 'Usine d’anticorps vue en coupe : grand bioréacteur, colonne, nanofiltres et poste d’ensemencement.',
    },
    aav: {
      name: 'Thérapie génique',
      process: 'Montée en échelle AAV',
      makes: 'Tu porteras un vecteur viral de la flasque à la grande cuve, sans perdre les capsides pleines.',
      picture: 'Usine AAV vue en coupe : flasques multicouches en incubateur, lit fixe et cuve à usage unique.',
    },
  },
  planned: 'Une démo et six niveaux',
  batchKicker: 'Un lot à lire',
  batchTitle: 'Quatorze jours dans la cuve',
  moment: 'Moment',
  momentValue: (day, hour) => `Jour ${day}, ${hour} h`,
  dayLetter: 'J',
  series: {
    viableCells: 'Cellules viables',
    viability: 'Viabilité',
    glucose: 'Glucose',
    lactate: 'Lactate',
    titre: 'Titre en anticorps',
  },
  spokenUnits: {
    viableCells: 'millions par millilitre',
    viability: 'pour cent',
    glucose: 'millimoles par litre',
    lactate: 'millimoles par litre',
    titre: 'grammes par litre',
  },
  chartSummary: (name, from, to, max, day, unit) =>
    `${name} : de ${from} au départ à ${to} à la fin, maximum ${max} au jour ${day}, en ${unit}.`,
  lookTitle: 'À regarder',
  looks: [
    { hour: 72, title: 'Jour 3', text: 'La nutrition commence. Le glucose tombe, une dose le remonte à 36 mmol/L.' },
    { hour: 120, title: 'Jour 5', text: 'La cuve passe de 36,8 à 33 °C. Le lactate est près de son sommet.' },
    {
      hour: 216,
      title: 'Jour 9',
      text: 'Les cellules ne seront plus jamais aussi nombreuses. L’anticorps, lui, continue.',
    },
    { hour: 336, title: 'Jour 14', text: 'Récolte : du titre en plus chaque jour, de la viabilité en moins.' },
  ],
  captionTitle: 'Ce que montrent ces courbes',
  caption: [
    'Une culture de cellules CHO en cuve de 2 000 L, conduite par l’équipe selon la recette imprimée. Rien n’y est mesuré sur une vraie cuve.',
    'Rien n’est dessiné d’avance : ton navigateur vient de rejouer le lot entier, du flacon congelé aux flacons remplis, avec le modèle du jeu.',
  ],
  outcome: (kilograms, doses, percent) =>
    `Récolte : ${kilograms} kg d’anticorps. En flacons : ${doses} doses de 500 mg ; avec le surremplissage, ${percent} % de la récolte.`,
  digest: 'Empreinte du lot',
  digestSame: 'identique à celle du dossier',
  digestOther: 'différente de celle du dossier : le modèle a changé depuis',
  waiting: 'Ton navigateur rejoue le lot…',
  failed: 'Le lot n’a pas pu être rejoué ici. Recharge la page ; si cela recommence, essaie un navigateur plus récent.',
  tableTitle: 'Les chiffres, jour par jour',
  tableCaption: 'Valeurs au début de chaque jour, après la dose de glucose s’il y en a une',
  day: 'Jour',
  licence: 'Code sous licence MIT, textes et dessins sous CC BY-SA 4.0.',
}

const en: Texts = {
  title: 'First Batch',
  what: 'The game where you make a biomedicine, from the first flask to the released vial, on true process models.',
  stage: 'Here you read a batch that the crew has run. Your own is played on the campus.',
  seeBatch: 'Read a batch',
  language: 'Language',
  plantsTitle: 'Three plants',
  plants: {
    plasma: {
      name: 'Plasma',
      process: 'Cold fractionation',
      makes: 'From frozen plasma you will draw factor VIII, immunoglobulins and albumin.',
      picture: 'Plasma plant in section: thawing vat, frozen bags, tanks and a centrifuge.',
    },
    antibody: {
      name: 'Antibody',
      process: 'Monoclonal antibody',
      makes: 'In a 2,000 L vessel you will have cells make an antibody, then purify it.',
      picture: 'Antibody plant in section: large bioreactor, column, nanofilters and a seeding bench.',
    },
    aav: {
      name: 'Gene therapy',
      process: 'AAV scale-up',
      makes: 'You will take a viral vector from the flask to the large vessel without losing full capsids.',
      picture: 'AAV plant in section: multilayer flasks in an incubator, a fixed bed and a single-use tank.',
    },
  },
  planned: 'A demo and six levels',
  batchKicker: 'A batch to read',
  batchTitle: 'Fourteen days in the vessel',
  moment: 'Moment',
  momentValue: (day, hour) => `Day ${day}, ${hour} h`,
  dayLetter: 'D',
  series: {
    viableCells: 'Viable cells',
    viability: 'Viability',
    glucose: 'Glucose',
    lactate: 'Lactate',
    titre: 'Antibody titre',
  },
  spokenUnits: {
    viableCells: 'million per millilitre',
    viability: 'per cent',
    glucose: 'millimoles per litre',
    lactate: 'millimoles per litre',
    titre: 'grams per litre',
  },
  chartSummary: (name, from, to, max, day, unit) =>
    `${name}: from ${from} at the start to ${to} at the end, highest ${max} on day ${day}, in ${unit}.`,
  lookTitle: 'What to look at',
  looks: [
    { hour: 72, title: 'Day 3', text: 'Feeding starts. Glucose falls, a dose brings it back to 36 mmol/L.' },
    { hour: 120, title: 'Day 5', text: 'The vessel goes from 36.8 to 33 °C. Lactate is close to its peak.' },
    { hour: 216, title: 'Day 9', text: 'There will never again be so many cells. The antibody keeps coming.' },
    { hour: 336, title: 'Day 14', text: 'Harvest: more titre every day, less viability.' },
  ],
  captionTitle: 'What these curves show',
  caption: [
    'A culture of CHO cells in a 2,000 L vessel, run by the crew to the printed recipe. Nothing here was measured on a real vessel.',
    'Nothing is drawn in advance: your browser has just replayed the whole batch, from the frozen vial to the filled ones, with the game’s own model.',
  ],
  outcome: (kilograms, doses, percent) =>
    `Harvest: ${kilograms} kg of antibody. In vials: ${doses} doses of 500 mg; with the overfill, ${percent}% of the harvest.`,
  digest: 'Batch digest',
  digestSame: 'the same as in the record',
  digestOther: 'not that of the record: the model has changed since',
  waiting: 'Your browser is replaying the batch…',
  failed: 'The batch could not be replayed here. Reload the page; if it happens again, try a newer browser.',
  tableTitle: 'The figures, day by day',
  tableCaption: 'Values at the start of each day, after the glucose dose if there is one',
  day: 'Day',
  licence: 'Code under the MIT licence, texts and drawings under CC BY-SA 4.0.',
}

export const texts: Record<Language, Texts> = { fr, en }
