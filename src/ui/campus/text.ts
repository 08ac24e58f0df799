import type { Language } from '../../present/index.ts'
import { table } from '../../present/index.ts'
import type { Building } from './buildings.ts'
import type { Season } from './year.ts'

type Id = Building['id']

const fr = {
  title: 'Premier Lot',
  lead: 'Une usine. Un lot. Tes décisions, du premier flacon jusqu’à la libération.',
  corner: 'Langue et réglages',
  settings: 'Réglages',
  badge: (name: string) => `Badge : ${name}`,
  sound: 'Son',
  resume: 'Reprendre le lot',
  newLot: 'Nouveau lot',
  take: 'Prendre le poste',
  code: 'J’ai un code',
  today: 'Lot du jour',
  todayOf: (level: string) => `${level}, 5 min`,
  band: ['à reprendre', 'tenu', 'solide', 'comme l’expert'],
  review: 'Prise de poste',
  questions: (n: number) => (n === 1 ? '1 question' : `${n} questions`),
  day: (day: number) => `jour ${day}`,
  lineTitle: 'Le campus, d’un poste à l’autre',
  keys: 'Flèches : d’un bâtiment à l’autre. Entrée : ouvrir.',
  here: 'Lot en cours',
  start: 'Commence ici',
  closed: 'Pas encore ouvert',
  passed: (n: number, all: number) => `${n} ${n > 1 ? 'réussis' : 'réussi'} sur ${all}`,
  levels: (n: number) => (n > 1 ? `${n} niveaux` : '1 niveau'),
  demo: 'Démo',
  demos: 'Pour essayer, hors de la ligne',
  play: 'Jouer',
  goOn: 'Reprendre',
  seeEnd: 'Revoir le résultat',
  replaces: 'Le nouveau lot remplace l’ancien dès ton premier geste.',
  best: (lot: string, passed: boolean) => `Meilleur lot : n° ${lot}, ${passed ? 'réussi' : 'à reprendre'}`,
  medal: ['aucune médaille encore', 'médaille de bronze', 'médaille d’argent', 'médaille d’or'],
  open: (where: string, level: string, day: string) =>
    `Lot en cours, ${where} : ${level}${day === '' ? '' : `, ${day}`}.`,
  close: 'Fermer',
  textView: 'Version texte',
  drawnView: 'Version dessinée',
  watchBatch: 'Lire un lot enregistré',
  instructor: 'Page du formateur',
  again: 'Revoir l’ouverture',
  about: 'Le modèle',
  access: 'Accessibilité : partiellement conforme',
  licence: 'Code MIT, contenus CC BY-SA 4.0. Site, lot et personnes fictifs.',
  season: {
    autumn: { name: 'Automne', what: 'faire' },
    winter: { name: 'Hiver', what: 'tenir seul' },
    spring: { name: 'Printemps', what: 'répondre de son lot' },
    summer: { name: 'Été', what: 'tout le site' },
  } as Record<Season, { name: string; what: string }>,
  said: (line: string) => `« ${line} »`,
  opensIn: (next: string, n: number) =>
    n > 1 ? `${next} : encore ${n} niveaux à réussir.` : `${next} : encore un niveau à réussir.`,
  shut: (before: string, n: number) =>
    n > 1
      ? `S’ouvre après ${n} autres niveaux réussis (${before.toLowerCase()}).`
      : `S’ouvre après un autre niveau réussi (${before.toLowerCase()}).`,
  proof: 'Épreuve sans aide',
  proofOf: (title: string) => `Épreuve sans aide, ${title}`,
  crew: {
    autumn: [
      ['Nadia', 'On apprend avec les mains. Je te regarde faire.'],
      ['Sami', 'Tu me prêtes ta session ? Deux minutes.'],
      ['Idriss, assurance qualité', 'Non. Pas sans la ligne écrite.'],
      ['Lucas, contrôle qualité', 'Je suis en retard : je refuse de faire la moyenne.'],
      ['L’équipe de nuit', 'On a fait ce qui était écrit. Rien d’autre.'],
      ['Nadia', 'Tu connais déjà ce piège. L’autre usine a le même.'],
    ],
    winter: [
      ['Nadia', 'Cet hiver, je reste au vestiaire. Appelle si tu doutes.'],
      ['Sami', 'J’ai écrit une heure que je n’ai pas vue.'],
      ['Idriss, assurance qualité', 'Je ne dis plus non. Je dis : montre-moi.'],
      ['Lucas, contrôle qualité', 'Deux chiffres se contredisent ? Garde les deux.'],
      ['L’équipe de nuit', 'Pas de limite sur ta consigne : on a attendu l’alarme.'],
      ['Sami', 'J’ai refait ma ligne, avec l’heure vraie. Ça va mieux.'],
    ],
    spring: [
      ['La chaise de Nadia est vide', 'La radio est pour toi, maintenant.'],
      ['Sami', 'Je te le dis le premier : il manque un paraphe.'],
      ['Idriss, assurance qualité', 'Montre-moi la preuve, et je signe.'],
      ['Lucas, contrôle qualité', 'Hors limite. Tu décides, tu n’espères pas.'],
      ['La nouvelle, à la radio', 'Tu es là ? La cuve s’essouffle.'],
      ['L’équipe de nuit', 'Belle consigne : signe, limite, geste. On a dormi.'],
    ],
    summer: [
      ['Idriss, assurance qualité', 'Deux inspecteurs à l’accueil. Ils veulent tes dossiers.'],
      ['Sami', 'Je signe en second. J’ai tout relu.'],
      ['Lucas, contrôle qualité', 'Si tu ne sais pas, dis : je vérifie.'],
      ['L’équipe de nuit', 'Trois ateliers, une seule équipe. On suit ta feuille.'],
      ['Nadia', 'J’ai écouté la radio. C’était calme.'],
    ],
  } as Record<Season, readonly (readonly [string, string])[]>,
  buildings: {
    academy: {
      name: 'Académie',
      what: 'Gestes et bases',
      about: 'Les gestes de base, à refaire à blanc avant de toucher un lot : compter, peser, s’habiller, écrire.',
    },
    plasma: {
      name: 'Plasma',
      what: 'Fractionnement à froid',
      about: 'Du plasma donné aux immunoglobulines et à l’albumine : décongeler, précipiter au froid, séparer.',
    },
    lab: {
      name: 'Labo qualité',
      what: 'Analyses et libération',
      about: 'Ici on mesure, on relit le dossier et on décide : libéré ou refusé.',
    },
    antibody: {
      name: 'Anticorps',
      what: 'Culture en cuve',
      about: 'Des cellules en cuve fabriquent l’anticorps. Nourrir, surveiller, récolter au bon matin.',
    },
    aav: {
      name: 'Thérapie génique',
      what: 'Montée en échelle AAV',
      about: 'Des particules virales portent un gène. Le même geste, de deux à deux mille litres.',
    },
  } as Record<Id, { name: string; what: string; about: string }>,
  cards: {
    M0: { title: 'Respire', text: 'Une cuve s’essouffle, la mousse monte : à la molette.', time: '90 s' },
    M1: { title: 'Ouvrir la salle', text: 'Vide de ligne, deux poches, une dose à la main.', time: '8 min' },
    M2: { title: 'Quatorze matins', text: 'Une cuve de 200 L, du comptage à la récolte.', time: '15 min' },
    M3: {
      title: 'L’heure de la récolte',
      text: 'Choisir le jour, tenir la centrifugeuse et le filtre.',
      time: '15 min',
    },
    M4: { title: 'La colonne et l’acide', text: 'Trois colonnes, une heure d’acide, quatre mesures.', time: '15 min' },
    M5: {
      title: 'Ce que l’on ne voit pas',
      text: 'Virus, cycles de résine, signatures : rien ne bouge sur les courbes.',
      time: '15 min',
    },
    M6: {
      title: 'Identité, contamination, vérité',
      text: 'Un tube douteux, une cuve trouble, un chiffre : décider du lot.',
      time: '15 min',
    },
    P1: {
      title: 'Première prise de poste',
      text: 'Une salle, des bouteilles, 400 L de glace à fondre, un bol à régler.',
      time: '7 min',
    },
    P2: {
      title: 'Le couloir froid',
      text: 'Six palettes, un bol, deux cuves d’éthanol entre gel et chaleur.',
      time: '15 min',
    },
    P3: {
      title: 'De la pâte au liquide clair',
      text: 'Une presse, une pâte qui mousse, la goutte et le bol qui décident de l’albumine.',
      time: '11 min',
    },
    P4: {
      title: 'La frontière virale',
      text: 'Un mur, des gouttes à trouver, des minutes qui ne comptent qu’en règle.',
      time: '10 min',
    },
    P5: {
      title: 'Les verrous invisibles',
      text: 'Du sel, un filtre à virus, une bouteille froide, une nuit de lyophilisation.',
      time: '10 min',
    },
    P6: {
      title: 'Le lot dont on se souvient',
      text: 'Une lettre, un flacon, deux serrures : remonter, puis décider.',
      time: '15 min',
    },
    P0: { title: 'Décongèle', text: 'De la glace, une neige qui soigne : quand couper l’eau ?', time: '90 s' },
    A1: {
      title: 'Entrer propre',
      text: 'Un sas, un flacon de cellules, des amas : quand verser ?',
      time: '8 min',
    },
    A2: {
      title: 'Trois plasmides, quinze minutes',
      text: 'Trois cuves, un mélange qui grossit, une horloge : quand verser ?',
      time: '10 min',
    },
    A3: {
      title: 'Ouvrir les cellules',
      text: 'Une récolte, un flacon à lire, un fil d’ADN, un maintien : l’heure compte.',
      time: '14 min',
    },
    A4: {
      title: 'Pleines ou vides',
      text: 'De l’acide qui ne doit pas durer, deux lumières : où couper ?',
      time: '10 min',
    },
    A5: {
      title: 'Garder le vecteur dedans',
      text: 'Une flaque, une session ouverte, une étiquette, un cycle : que croire ?',
      time: '12 min',
    },
    A6: {
      title: 'De 10 à 2 000 litres',
      text: 'Où, quand, avec qui ? Puis un ajout trop long, une colonie, un appel.',
      time: '12 min',
    },
    K1: {
      title: 'Une semaine d’usine',
      text: 'Trois ateliers, trois binômes, un laboratoire : qui commence quoi, et quand ?',
      time: '15 min',
    },
    K3: {
      title: 'Jour d’inspection',
      text: 'Deux inspecteurs, quatre salles, six heures : ton dossier de lot, ligne par ligne.',
      time: '15 min',
    },
    A0: { title: 'Le moment de verser', text: 'Deux litres, puis deux mille : le même geste ?', time: '90 s' },
  } as Record<string, { title: string; text: string; time: string }>,
}

export type CampusTexts = typeof fr

const en: CampusTexts = {
  title: 'First Batch',
  lead: 'One plant. One batch. Your decisions, from the first vial to release.',
  corner: 'Language and settings',
  settings: 'Settings',
  badge: (name) => `Badge: ${name}`,
  sound: 'Sound',
  resume: 'Resume the batch',
  newLot: 'New batch',
  take: 'Take your post',
  code: 'I have a code',
  today: 'Batch of the day',
  todayOf: (level) => `${level}, 5 min`,
  band: ['try again', 'held', 'solid', 'like the expert'],
  review: 'Shift start',
  questions: (n) => (n === 1 ? '1 question' : `${n} questions`),
  day: (day) => `day ${day}`,
  lineTitle: 'The campus, post by post',
  keys: 'Arrow keys: from building to building. Enter: open.',
  here: 'Batch under way',
  start: 'Start here',
  closed: 'Not open yet',
  passed: (n, all) => `${n} of ${all} passed`,
  levels: (n) => (n > 1 ? `${n} levels` : '1 level'),
  demo: 'Demo',
  demos: 'To try, off the line',
  play: 'Play',
  goOn: 'Resume',
  seeEnd: 'See the result again',
  replaces: 'The new batch replaces the old one as soon as you act.',
  best: (lot, passed) => `Best batch: no. ${lot}, ${passed ? 'passed' : 'not passed'}`,
  medal: ['no medal yet', 'bronze medal', 'silver medal', 'gold medal'],
  open: (where, level, day) => `Batch under way, ${where}: ${level}${day === '' ? '' : `, ${day}`}.`,
  close: 'Close',
  textView: 'Text version',
  drawnView: 'Drawn version',
  watchBatch: 'Read a recorded batch',
  instructor: 'Instructor’s page',
  again: 'Watch the opening again',
  about: 'The model',
  access: 'Accessibility: partially conformant',
  licence: 'Code MIT, content CC BY-SA 4.0. Site, batch and people are fictitious.',
  season: {
    autumn: { name: 'Autumn', what: 'doing' },
    winter: { name: 'Winter', what: 'running it alone' },
    spring: { name: 'Spring', what: 'answering for it' },
    summer: { name: 'Summer', what: 'the whole site' },
  },
  said: (line) => `“${line}”`,
  opensIn: (next, n) => (n > 1 ? `${next}: ${n} more levels to pass.` : `${next}: one more level to pass.`),
  shut: (before, n) =>
    n > 1
      ? `Opens after ${n} more levels passed (${before.toLowerCase()}).`
      : `Opens after one more level passed (${before.toLowerCase()}).`,
  proof: 'Test without help',
  proofOf: (title) => `Test without help, ${title}`,
  crew: {
    autumn: [
      ['Nadia', 'You learn with your hands. I’ll watch you do it.'],
      ['Sami', 'Lend me your login? Two minutes.'],
      ['Idriss, quality assurance', 'No. Not until the line is written.'],
      ['Lucas, quality control', 'I’m late because I won’t average.'],
      ['The night crew', 'We did what was written. Nothing else.'],
      ['Nadia', 'You already know this trap. The other plant has it too.'],
    ],
    winter: [
      ['Nadia', 'This winter I’m staying in the changing room. Call if in doubt.'],
      ['Sami', 'I wrote down a time I didn’t see.'],
      ['Idriss, quality assurance', 'I don’t say no any more. I say: show me.'],
      ['Lucas, quality control', 'Two figures disagree? Keep both.'],
      ['The night crew', 'No limit in your orders: we waited for the alarm.'],
      ['Sami', 'I redid my line, with the true time. Feels better.'],
    ],
    spring: [
      ['Nadia’s chair is empty', 'The radio is for you now.'],
      ['Sami', 'I’m telling you first: initials are missing.'],
      ['Idriss, quality assurance', 'Show me the proof, and I’ll sign.'],
      ['Lucas, quality control', 'Out of limits. You decide. You don’t hope.'],
      ['The newcomer, on the radio', 'Are you there? The vessel is short of breath.'],
      ['The night crew', 'Good orders: sign, limit, act. We slept.'],
    ],
    summer: [
      ['Idriss, quality assurance', 'Two inspectors at reception. They want your records.'],
      ['Sami', 'I’m signing second. I’ve reread it all.'],
      ['Lucas, quality control', 'If you don’t know, say: let me check.'],
      ['The night crew', 'Three suites, one crew. We follow your sheet.'],
      ['Nadia', 'I listened in on the radio. It was calm.'],
    ],
  },
  buildings: {
    academy: {
      name: 'Academy',
      what: 'Hands and basics',
      about: 'Basic skills, to practise dry before you touch a batch: count, weigh, gown up, write.',
    },
    plasma: {
      name: 'Plasma',
      what: 'Cold fractionation',
      about: 'From donated plasma to immunoglobulins and albumin: thaw, precipitate in the cold, separate.',
    },
    lab: {
      name: 'QC lab',
      what: 'Testing and release',
      about: 'Where we test, review the record and decide: released or rejected.',
    },
    antibody: {
      name: 'Antibody',
      what: 'Cell culture',
      about: 'Cells in a vessel make the antibody. Feed, watch, harvest on the right morning.',
    },
    aav: {
      name: 'Gene therapy',
      what: 'AAV scale-up',
      about: 'Viral particles carry a gene. The same move, from two to two thousand litres.',
    },
  },
  cards: {
    M0: { title: 'Breathe', text: 'A vessel short of breath, foam climbing: take the wheel.', time: '90 s' },
    M1: { title: 'Open the room', text: 'Line clearance, two bags, one dose by hand.', time: '8 min' },
    M2: { title: 'Fourteen mornings', text: 'A 200 L vessel, from count to harvest.', time: '15 min' },
    M3: { title: 'Harvest hour', text: 'Choose the day, run the centrifuge and the filter.', time: '15 min' },
    M4: {
      title: 'The column and the acid',
      text: 'Three columns, an hour of acid, four measurements.',
      time: '15 min',
    },
    M5: {
      title: 'What you cannot see',
      text: 'Viruses, resin cycles, signatures: nothing moves on the trends.',
      time: '15 min',
    },
    M6: {
      title: 'Identity, contamination, truth',
      text: 'A doubtful vial, a cloudy vessel, a figure: decide the batch.',
      time: '15 min',
    },
    P1: {
      title: 'First shift',
      text: 'A room, bottles, 400 L of ice to melt, a bowl to set.',
      time: '7 min',
    },
    P2: {
      title: 'The cold corridor',
      text: 'Six pallets, a bowl, two tanks of ethanol between ice and heat.',
      time: '15 min',
    },
    P3: {
      title: 'From paste to clear liquid',
      text: 'A press, a paste that foams, the drop and the bowl that decide the albumin.',
      time: '11 min',
    },
    P4: {
      title: 'The viral border',
      text: 'A wall, drops to find, minutes that only count in range.',
      time: '10 min',
    },
    P5: {
      title: 'Invisible locks',
      text: 'Salt, a virus filter, a cold bottle, a night of freeze-drying.',
      time: '10 min',
    },
    P6: {
      title: 'The batch one remembers',
      text: 'A letter, a bottle, two locks: follow the trace, then decide.',
      time: '15 min',
    },
    P0: { title: 'Thaw', text: 'Ice, and a snow that heals: when to shut the water?', time: '90 s' },
    A1: {
      title: 'Go in clean',
      text: 'An airlock, a flask of cells, clumps: when to pour?',
      time: '8 min',
    },
    A2: {
      title: 'Three plasmids, fifteen minutes',
      text: 'Three tanks, a mix that grows, a clock: when to pour?',
      time: '10 min',
    },
    A3: {
      title: 'Open the cells',
      text: 'A harvest, a label to read, a thread of DNA, a hold: hours count.',
      time: '14 min',
    },
    A4: {
      title: 'Full or empty',
      text: 'Acid that mustn’t last, two lights: where to cut?',
      time: '10 min',
    },
    A5: {
      title: 'Keep the vector inside',
      text: 'A puddle, an open session, a label, a cycle: what to believe?',
      time: '12 min',
    },
    A6: {
      title: 'From 10 to 2,000 litres',
      text: 'Where, when, with whom? Then a pour too long, a colony, a call.',
      time: '12 min',
    },
    K1: {
      title: 'A plant week',
      text: 'Three suites, three pairs, one laboratory: who begins what, and when?',
      time: '15 min',
    },
    K3: {
      title: 'Inspection day',
      text: 'Two inspectors, four rooms, six hours: your batch record, line by line.',
      time: '15 min',
    },
    A0: { title: 'The moment to pour', text: 'Two litres, then two thousand: same move?', time: '90 s' },
  },
}

export const campusTexts = table(fr, en)

/** A level by its name on the campus. */
export const titleOf = (language: Language, id: string): string => campusTexts[language].cards[id]?.title ?? id
