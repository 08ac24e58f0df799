import { type Language, table, typeset } from '../present/index.ts'

const fr = {
  lead: 'Une page par séance, tirée du niveau tel qu’il est maintenant : buts, référentiel, questions, plan, corrigé.',
  make: (title: string) => `Faire la fiche : ${title}`,
  making: 'L’expert joue ce lot pour en mesurer la durée…',
  broken: 'Le niveau modifié ne tient pas debout : corrigez-le d’abord.',
  print: 'Imprimer la fiche',
  ownLots: 'un lot par apprenant',
  aims: 'Ce qui se travaille',
  hands: 'Sous la main :',
  pass: (y: number, p: number, c: number) =>
    `Réussi à partir de ${y} en rendement, ${p} en pureté, ${c} en conformité.`,
  misconception: 'L’idée fausse à guetter',
  plan: 'Trente minutes',
  minutes: (from: number, to: number) => `${from} à ${to} min`,
  planBefore: 'Questions ci-dessous, à deux, sans corriger. Chacun écrit sa réponse.',
  planPlay: 'Chacun joue son lot. On ne dit pas quoi faire ; on demande « qu’est-ce que tu as lu ? ».',
  planAfter: 'Bilan : chacun ouvre le sien, puis les questions du bilan ensemble ; on revient aux réponses du début.',
  least: (n: number) =>
    `L’expert prend ${n} min de gestes et de lecture sur ce lot ; comptez le double pour une première fois.`,
  longer: (n: number) =>
    `Ce niveau prend au moins ${n} min : jouez-le en deux séances, le lot reste ouvert entre les deux.`,
  before: 'Avant de jouer',
  debrief: 'Questions du bilan',
  whatCost: (group: string) => `${group} : qu’est-ce que cela t’a coûté, et pourquoi ?`,
  answers: 'Corrigé',
  faults: 'Ce qui peut tomber en panne',
  hours: (from: number, to: number) => (from === to ? `heure ${from}` : `heures ${from} à ${to}`),
  maintenance: (thing: string) => `maintenance : ${thing}`,
  says: (who: string, words: string) => `${who} : « ${words} »`,
  headed: (head: string) => `${head} :`,
  and: (one: string, other: string) => `${one} ; ${other}`,
  requests: 'Ce qu’on demande, et la meilleure réponse',
  told: 'Ce qu’on trouve en regardant, et ce qui convient',
  asked: 'Ce que demandent les inspecteurs, et où est la preuve',
  askedHere: (count: number, wrong: number) =>
    `${count} ${count > 1 ? 'questions' : 'question'} sur ce lot, ${wrong === 0 ? 'tout est en ordre' : `${wrong} à reconnaître`}`,
  askedRule:
    'La ligne est bonne : la montrer. Elle ne l’est pas : le reconnaître, avec une mesure et une date. On ne sait pas : « je vérifie », et y revenir.',
  decoys: 'À laisser tranquille',
  lines: 'Lignes à écrire',
  gate: 'l’inventer ferme une porte',
}

const en: typeof fr = {
  lead: 'One page per lesson, made from the level as it stands: aims, framework, questions, plan, answers.',
  make: (title) => `Make the sheet: ${title}`,
  making: 'The expert is playing this batch to see how long it takes…',
  broken: 'The changed level doesn’t hold together: fix it first.',
  print: 'Print the sheet',
  ownLots: 'a batch for each learner',
  aims: 'What is trained',
  hands: 'Hands-on:',
  pass: (y, p, c) => `Passed from ${y} in yield, ${p} in purity, ${c} in compliance.`,
  misconception: 'The misconception to watch for',
  plan: 'Thirty minutes',
  minutes: (from, to) => `${from} to ${to} min`,
  planBefore: 'The questions below, in pairs, not marked. Each learner writes an answer.',
  planPlay: 'Everyone plays a batch. Don’t tell anyone what to do; ask “what did you read?”.',
  planAfter: 'Debrief: each opens their own, then the questions together; back to the first answers.',
  least: (n) => `The expert needs ${n} min of handling and reading on this batch; allow twice that the first time.`,
  longer: (n) => `This level takes at least ${n} min: play it over two lessons, the batch stays open in between.`,
  before: 'Before playing',
  debrief: 'Questions for the debrief',
  whatCost: (group) => `${group}: what did it cost you, and why?`,
  answers: 'Answers',
  faults: 'What can go wrong',
  hours: (from, to) => (from === to ? `hour ${from}` : `hours ${from} to ${to}`),
  maintenance: (thing) => `maintenance: ${thing}`,
  says: (who, words) => `${who}: “${words}”`,
  headed: (head) => `${head}:`,
  and: (one, other) => `${one}; ${other}`,
  requests: 'Requests, and the best reply',
  told: 'What a closer look shows, and what fits',
  asked: 'What the inspectors ask, and where the proof is',
  askedHere: (count, wrong) =>
    `${count} ${count > 1 ? 'questions' : 'question'} on this batch, ${wrong === 0 ? 'all in order' : `${wrong} to own up to`}`,
  askedRule:
    'The line is right: show it. It isn’t: own up, with a measure and a date. You don’t know: “let me check”, and come back to it.',
  decoys: 'To leave alone',
  lines: 'Lines to write',
  gate: 'inventing it closes a gate',
}

export const lessonTexts = table(fr, en)

/** What novices believe, by level: each is the belief behind a typical error that the level plants. */
export const MISCONCEPTIONS: Readonly<Record<string, readonly [fr: string, en: string]>> = {
  M1: [
    'Un chiffre qui monte ou descend demande un geste. Un comptage normal « corrigé » par du milieu salit la cuve.',
    'A figure that moves calls for action. A normal count “corrected” with feed only makes the vessel salty.',
  ],
  M2: [
    'Plus de milieu, plus de gaz, plus d’anticorps. L’osmolalité et la mousse disent le contraire, deux jours plus tard.',
    'More feed, more gas, more antibody. Osmolality and foam say otherwise, two days later.',
  ],
  M3: [
    'Encore un gramme par litre vaut toujours la peine. Ce qui meurt la dernière nuit se paie au filtre et à la pureté.',
    'One more gram per litre is always worth it. What dies on the last night is paid for at the filter and in purity.',
  ],
  M4: [
    'Une minute au mauvais pH compte quand même. La durée validée ne court que dans le domaine, d’une traite.',
    'A minute at the wrong pH still counts. The validated time only runs within the range, in one go.',
  ],
  M5: [
    'Le test d’intégrité réussi efface ce qui s’est passé avant. Il dit l’état du filtre, pas celui du filtrat d’une pause.',
    'A passed integrity test wipes out what came before. It tells you about the filter, not about filtrate from a pause.',
  ],
  M6: [
    'Une filtration plus fine sauve un lot contaminé. Elle retient des germes, jamais ce qu’ils ont laissé ni le doute.',
    'A finer filter saves a contaminated batch. It holds back germs, never what they left behind, nor the doubt.',
  ],
  P1: [
    'Dur comme pierre, donc jamais réchauffé ; plus chaud, donc plus vite et sans perte. La courbe et les flocons disent non.',
    'Hard as rock, so never warmed; warmer, so faster at no cost. The curve and the flakes say no.',
  ],
  P2: [
    'La sonde du fond dit la température de la cuve. La protéine s’abîme à la canne, là où l’éthanol arrive.',
    'The bottom probe gives the tank’s temperature. Protein is damaged at the lance, where the ethanol goes in.',
  ],
  P3: [
    'Pousser plus fort filtre plus vite. Le gâteau se tasse, et deux pH-mètres qui diffèrent ne se moyennent pas.',
    'Pushing harder filters faster. The cake packs down; and you don’t average two pH meters that disagree.',
  ],
  P4: [
    'Les minutes hors domaine comptent un peu, et la colonne rattrapera le reste. Une minute hors domaine ne compte pas.',
    'Minutes out of range count a little, and the column will make up the rest. A minute out of range doesn’t count.',
  ],
  P5: [
    'La moyenne des sondes dit si le flacon est sûr. C’est le point le plus froid qui décide, et une heure de plus a son prix.',
    'The average of the probes tells you if the vial is safe. The coldest spot decides, and one more hour has its price.',
  ],
  A6: [
    'La même recette et la même pompe donnent le même résultat, en plus grand. Le temps, le mélange et le gaz changent avec la cuve, et trois lots ne prouvent rien s’ils varient trop.',
    'The same recipe and the same pump give the same result, only bigger. Time, mixing and gas change with the tank, and three batches prove nothing if they vary too much.',
  ],
  A4: [
    'Le titre en génomes dit tout : combien charger, et si l’acide a nui. La résine compte les capsides, et l’activité se perd avant le titre.',
    'The genome titre says it all: how much to load, and whether acid did any harm. The resin counts capsids, and potency goes before the titre does.',
  ],
  A5: [
    'Ce qui est clos est sûr : une signature, une session ouverte, un filtre après. Une fuite va dans les deux sens, et ce qui colle à une paroi ne se voit pas.',
    'What is closed is safe: a signature, an open session, a filter afterwards. A leak runs both ways, and nobody sees what sticks to a wall.',
  ],
  P6: [
    'Un pool testé négatif est un pool sûr, et l’urgence vaut un certificat. Un don dilué échappe au test, et une clé n’ouvre pas l’autre serrure.',
    'A pool that tests negative is a safe pool, and urgency stands for a certificate. A diluted donation slips past the test, and one key doesn’t open the other lock.',
  ],
  A2: [
    'Plus d’ADN, plus de vecteur ; un mélange prêt depuis longtemps est un mélange prêt. Les complexes ont un âge.',
    'More DNA, more vector; a mix that’s been ready for a while is still ready. Complexes age.',
  ],
  A3: [
    '« Équivalent » veut dire pareil ; plus de génomes, plus de doses ; filtrer remet l’horloge à zéro. Trois fois non.',
    '“Equivalent” means the same; more genomes, more doses; a filter resets the clock. Three times no.',
  ],
  K1: [
    'Une semaine bien remplie est une semaine où personne n’attend. C’est le produit qui ne doit pas attendre : on commence ce qui peut finir.',
    'In a full week nobody waits. It’s the product that must not wait: start only what can be finished.',
  ],
  K2: [
    'Une recette copiée ligne à ligne est la même recette. Ce qui se transfère est ce que vit le produit : l’âge du mélange, la puissance par litre, la charge réelle de la colonne.',
    'A recipe copied line by line is the same recipe. What you transfer is what the product lives through: the age of the mix, the power per litre, the true load of the column.',
  ],
  K3: [
    'À un inspecteur on répond tout de suite, et tout ce qu’on sait. On montre la ligne demandée, ou l’on dit « je vérifie ».',
    'You answer an inspector at once, with all you know. Show the line they asked for, or say “let me check”.',
  ],
  A1: [
    'Désinfecter un gant percé suffit, et des cellules fatiguées s’aident avec du sucre. On ressort se changer, et on attend un passage.',
    'Disinfecting a torn glove is enough, and sugar helps tired cells. Go back out and change; and wait one passage.',
  ],
}

export const misconceptionOf = (language: Language, level: string): string | undefined => {
  const words = Object.hasOwn(MISCONCEPTIONS, level) ? MISCONCEPTIONS[level]![language === 'fr' ? 0 : 1] : undefined
  return words === undefined ? undefined : typeset(language, words)
}
