import { type Language, table } from '../present/index.ts'
import type { PackKind } from '../share/index.ts'

/** Names of standards: a number in them is no figure of the language. */
export const KIND_NAMES: Readonly<Record<Language, Readonly<Record<PackKind, string>>>> = {
  fr: {
    scorm12: 'SCORM 1.2',
    scorm2004: 'SCORM 2004, 4e édition',
    cmi5: 'cmi5 (xAPI)',
    single: 'Un seul fichier HTML',
  },
  en: { scorm12: 'SCORM 1.2', scorm2004: 'SCORM 2004, 4th edition', cmi5: 'cmi5 (xAPI)', single: 'One HTML file' },
}

const fr = {
  kinds: {
    scorm12: 'Moodle et presque toutes les plateformes. En cas de doute, celui-ci.',
    scorm2004: 'Réussite et achèvement séparés, plus de place pour un lot en cours.',
    cmi5: 'Chaque décision arrive dans le dépôt de traces de votre plateforme.',
    single: 'Pour une clé USB : il s’ouvre d’un double clic, sans réseau ni serveur.',
  },
  lead: 'Le jeu et vos lots dans un fichier : à déposer dans un cours, ou à donner. Tout se fait dans ce navigateur.',
  what: 'Que mettre dedans',
  levels: 'Niveaux',
  mine: (level: string) => `Le scénario ouvert dans l’éditeur (${level}, modifié)`,
  files: 'Ajouter des fichiers de scénario',
  notRead: (name: string) => `${name} : ce n’est pas un scénario que cette version sait lire.`,
  remove: (name: string) => `Retirer ${name}`,
  lot: 'Numéro de lot des niveaux',
  own: 'À chacun son lot',
  ownNote: 'Tiré de ce que la plateforme dit de l’apprenant : toujours le même pour lui.',
  where: 'Pour quelle plateforme',
  titles: 'Langue des titres dans le cours',
  titlesNote: 'Le jeu, lui, suit la langue de l’apprenant.',
  make: 'Faire le paquet',
  none: 'Choisissez au moins un niveau ou un scénario.',
  making: 'Le paquet se fait…',
  done: (name: string, size: string) => `${name} (${size}) est prêt : votre navigateur le télécharge.`,
  failed: 'La page du jeu n’a pas pu être lue à cette adresse. Rechargez cette page et recommencez.',
  broken: (level: string, why: string) => `Le scénario sur ${level} ne tient pas : ${why}`,
  what12: 'Ce que la plateforme reçoit',
  told: [
    'Une note de 0 à 100 : la plus basse des trois barres, chacune ramenée à son seuil ; 70 et plus, c’est réussi.',
    'Réussi ou non, terminé, temps passé ; les trois barres et les compétences comme objectifs.',
    'Chaque décision avec son instant d’usine ; l’état du lot, pour reprendre où l’on s’est arrêté.',
    'Si la plateforme ne répond plus, le jeu continue, le dit, et transmet tout quand elle revient.',
  ],
}

const en: typeof fr = {
  kinds: {
    scorm12: 'Moodle and nearly every platform. When in doubt, this one.',
    scorm2004: 'Success and completion kept apart, more room for a batch in progress.',
    cmi5: 'Every decision goes to your platform’s record store.',
    single: 'For a USB stick: double-click to open, no network or server.',
  },
  lead: 'The game and your batches in one file: to add to a course, or hand out. It’s all done in this browser.',
  what: 'What to put in',
  levels: 'Levels',
  mine: (level) => `The scenario open in the editor (${level}, changed)`,
  files: 'Add scenario files',
  notRead: (name) => `${name}: not a scenario this version can read.`,
  remove: (name) => `Remove ${name}`,
  lot: 'Batch number of the levels',
  own: 'Own batch for each learner',
  ownNote: 'Drawn from what the platform says about the learner: always the same for them.',
  where: 'For which platform',
  titles: 'Language of the titles in the course',
  titlesNote: 'The game itself follows the learner’s language.',
  make: 'Make the package',
  none: 'Choose at least one level or scenario.',
  making: 'Making the package…',
  done: (name, size) => `${name} (${size}) is ready: your browser is downloading it.`,
  failed: 'The game page couldn’t be read at this address. Reload this page and try again.',
  broken: (level, why) => `The scenario on ${level} doesn’t hold together: ${why}`,
  what12: 'What the platform receives',
  told: [
    'A mark from 0 to 100: the lowest of the three bars, each measured by its pass mark; 70 and above is a pass.',
    'Passed or not, completed, time spent; the three bars and the competencies as objectives.',
    'Each decision with its plant time; the state of the batch, to resume where the learner stopped.',
    'If the platform stops answering, the game carries on, says so, and passes everything on when it’s back.',
  ],
}

export const packagesTexts = table(fr, en)
