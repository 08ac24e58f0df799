import { table } from '../../present/index.ts'

/** A question about one’s own reason: three that are heard on the floor, and what the model says to them. */
type Why = readonly [asks: string, replies: readonly [string, string, string], says: string]

/** The reason that holds, by place, for each decision of which one may be asked: a unit operation and its topic. */
export const HOLDS: Readonly<Record<string, 0 | 1 | 2>> = {
  'culture.temperature': 0,
  'culture.feedRate': 1,
  'culture.feed': 1,
  'culture.proceed': 2,
  'centrifuge.loading': 1,
  'proteinA.loadDensity': 2,
  'lowPhHold.hold': 0,
  'cationExchange.poolTo': 1,
  'anionExchange.dilute': 0,
  'nanofilter.pressure': 2,
  'ultrafiltration.tmp': 1,
  'plasmaThaw.end': 2,
  'ethanolPrecipitation.rate': 0,
  'plasmaCentrifuge.feed': 2,
  'filterPress.pressure': 1,
  'caprylate.pH': 0,
  'solventDetergent.time': 1,
  'pasteuriser.probeA': 2,
  'freezeDryer.shelf': 0,
  'cellExpansion.transfectAt': 1,
  'vectorTransfection.pour': 2,
  'vectorLysis.digestTime': 0,
  'vectorAffinity.load': 1,
  'fullEmptyExchange.cut': 2,
  'vectorUltrafiltration.factor': 0,
  'vectorPlan.vessel': 1,
}

const feeding: Why = [
  'Pourquoi cette dose ?',
  [
    'Plus de nourriture aujourd’hui, plus d’anticorps demain.',
    'Ce que ces cellules mangent d’ici demain.',
    'La recette le dit.',
  ],
  'La recette suppose un nombre de cellules. Ce qu’elles ne mangent pas devient du sel, et les freine.',
]

const fr = {
  optional: 'Une raison, en passant. Tu peux aussi continuer.',
  skip: 'Passer',
  title: 'Tes raisons',
  said: (reason: string) => `Tu as dit : « ${reason} »`,
  holds: 'C’est la raison qui tient.',
  rather: (reason: string) => `Celle qui tient : « ${reason} »`,
  whys: {
    'culture.temperature': [
      'Pourquoi changer la température maintenant ?',
      [
        'Au frais, elles se divisent moins et vivent plus longtemps.',
        'Au frais, chaque cellule travaille plus vite et fait plus d’anticorps.',
        'Pour freiner une contamination possible.',
      ],
      'Le froid arrête la croissance et ralentit la mort. Trop tôt il y a trop peu de cellules, trop tard elles s’usent.',
    ],
    'culture.feedRate': feeding,
    'culture.feed': feeding,
    'culture.proceed': [
      'Pourquoi récolter maintenant ?',
      [
        'Le titre ne monte plus assez pour attendre encore un jour.',
        'Il y a de la place au planning.',
        'Ce qui meurt coûtera plus que ce qui vient encore.',
      ],
      'Une cellule morte lâche protéines et ADN : le titre monte encore un peu, l’épuration paie beaucoup.',
    ],
    'centrifuge.loading': [
      'Pourquoi ce débit dans le bol ?',
      [
        'Le bol est fait pour son débit maximal.',
        'Assez lent pour le filtre, assez vite pour l’horloge.',
        'Moins longtemps dans le bol, moins de cellules abîmées, donc plus propre.',
      ],
      'Plus le débit monte, plus de fins débris passent : le filtre se bouche, et la colonne en hérite.',
    ],
    'proteinA.loadDensity': [
      'Pourquoi charger autant la colonne ?',
      [
        'C’est la capacité que le fournisseur donne pour cette résine.',
        'Moins de cycles, quoi qu’il sorte en bas.',
        'Tout ce qui tient avant que l’anticorps ne perce.',
      ],
      'Une résine vieillit : sa capacité d’aujourd’hui se voit à la percée, pas sur sa fiche.',
    ],
    'lowPhHold.hold': [
      'Pourquoi ce temps d’acide ?',
      [
        'Assez pour les virus, pas plus que l’anticorps ne supporte.',
        'Plus longtemps, c’est plus sûr, et l’anticorps ne craint rien.',
        'Un temps plus long rattrape un pH trop haut au début.',
      ],
      'Hors de sa plage le temps ne compte pas du tout ; dans la plage, chaque minute de trop fait des agrégats.',
    ],
    'cationExchange.poolTo': [
      'Pourquoi couper là ?',
      [
        'L’UV est redescendu.',
        'Les tubes analysés y deviennent mauvais.',
        'La recette coupe à ce volume, et le pic y est.',
      ],
      'L’UV ne distingue pas un agrégat d’un anticorps, et le pic se déplace avec le gradient.',
    ],
    'anionExchange.dilute': [
      'Pourquoi diluer avant cette colonne ?',
      [
        'Trop de sel empêche les impuretés de s’y fixer.',
        'Plus dilué, cela passe plus vite et use moins la colonne.',
        'Pour que l’anticorps s’y fixe mieux.',
      ],
      'Ici l’anticorps traverse et le reste doit rester : au-dessus de sa conductivité, rien ne reste.',
    ],
    'nanofilter.pressure': [
      'Pourquoi cette pression ?',
      [
        'Plus de pression plaque les virus et les retient mieux.',
        'Moins de pression ménage l’anticorps.',
        'Un débit tenu sans arrêt : à l’arrêt, un virus diffuse.',
      ],
      'Le filtre retient par ses pores. Ce qui le met en défaut, c’est la pression qui tombe.',
    ],
    'ultrafiltration.tmp': [
      'Pourquoi cette pression ?',
      [
        'Plus on pousse, plus cela passe.',
        'Juste avant que pousser ne serve plus à rien.',
        'La membrane tient mieux à basse pression.',
      ],
      'Au-delà du coude le gel sur la membrane épaissit : la pression monte, le débit reste.',
    ],
    'plasmaThaw.end': [
      'Pourquoi arrêter le chauffage là ?',
      [
        'Quand il n’y a plus de glace, c’est fini.',
        'Plus chaud, la suite ira plus vite.',
        'Plus chaud, la neige blanche se redissout.',
      ],
      'Le cryoprécipité est le produit : quelques degrés de trop, et le facteur VIII part dans le surnageant.',
    ],
    'ethanolPrecipitation.rate': [
      'Pourquoi ce débit d’éthanol ?',
      [
        'Le mélange chauffe : le froid doit suivre.',
        'Plus vite versé, plus il précipite.',
        'Pour finir avant la relève.',
      ],
      'Éthanol et eau dégagent de la chaleur en se mêlant. Là où la canne est chaude, les protéines se dénaturent.',
    ],
    'plasmaCentrifuge.feed': [
      'Pourquoi ce débit dans le bol ?',
      [
        'Ouvrir : la pâte attend au chaud.',
        'Le bol retient tout de toute façon.',
        'Plus lent, plus de pâte reste dans le bol.',
      ],
      'La pâte est le produit : ce qui traverse le bol trop vite part avec le surnageant.',
    ],
    'filterPress.pressure': [
      'Pourquoi cette pression à la presse ?',
      [
        'Plus on presse, plus vite c’est fini.',
        'Doucement : un gâteau serré ne laisse plus passer.',
        'La toile demande une pression constante.',
      ],
      'Le gâteau se serre avec la pression : deux fois plus fort n’est pas deux fois plus vite.',
    ],
    'caprylate.pH': [
      'Pourquoi ce pH pour l’acide caprylique ?',
      [
        'Seule sa forme sans charge agit sur les virus.',
        'Les anticorps précipitent mieux ainsi.',
        'Plus il y a d’acide, mieux c’est.',
      ],
      'Un dixième de pH change beaucoup la part qui agit : c’est elle qu’il faut tenir, pas la dose seule.',
    ],
    'solventDetergent.time': [
      'Pourquoi ce temps derrière le mur ?',
      [
        'La recette donne un total d’heures.',
        'Six heures d’affilée, dans la plage : le reste ne compte pas.',
        'Les virus meurent dans la première heure : le reste est une marge.',
      ],
      'Ce qui est prouvé, c’est un temps, une température et un mélange ensemble. Sorti de la plage, on recommence.',
    ],
    'pasteuriser.probeA': [
      'Pourquoi la sonde à cette place ?',
      [
        'Au milieu du panier, elle donne une bonne moyenne.',
        'Près de l’entrée d’eau, elle réagit plus vite à tout.',
        'Là où je m’attends à la bouteille la plus froide.',
      ],
      'La preuve vaut ce que vaut la bouteille la plus froide : une moyenne n’inactive rien.',
    ],
    'freezeDryer.shelf': [
      'Pourquoi cette température de plateau ?',
      [
        'La plus chaude qui garde le gâteau sous sa limite.',
        'La plus froide possible : c’est le plus sûr pour le produit.',
        'La plus chaude : la nuit est courte.',
      ],
      'Un degré de produit en plus gagne des heures ; au-dessus de sa température d’effondrement, il s’affaisse.',
    ],
    'cellExpansion.transfectAt': [
      'Pourquoi transfecter à cette densité ?',
      [
        'Plus il y a de cellules, plus il y a de vecteur.',
        'Encore en croissance, et assez nombreuses.',
        'La date est prise pour aujourd’hui.',
      ],
      'Des cellules qui ne se divisent plus prennent mal l’ADN : le nombre seul ne dit rien.',
    ],
    'vectorTransfection.pour': [
      'Pourquoi verser maintenant ?',
      [
        'Le temps de la recette est passé.',
        'Plus ils attendent, plus ils sont gros et bons.',
        'Les particules ont la taille qui entre.',
      ],
      'L’horloge suppose un mélange ; la taille le montre. Verser dure aussi, et elles grossissent encore.',
    ],
    'vectorLysis.digestTime': [
      'Pourquoi ce temps de nucléase ?',
      [
        'Jusqu’à ce que l’ADN soit court, avec son magnésium.',
        'Plus d’enzyme remplace le magnésium, et va plus vite que le temps.',
        'Le filtre d’après retiendra de toute façon tout l’ADN.',
      ],
      'L’ADN long bouche le filtre et finit dans le produit ; sans magnésium, aucune durée ne suffit.',
    ],
    'vectorAffinity.load': [
      'Pourquoi charger autant ?',
      [
        'Les capsides vides ne se fixent pas : elles ne comptent pas.',
        'Vides et pleines prennent la même place.',
        'La colonne prend tout ce qui arrive.',
      ],
      'L’affinité voit la coque, pas son contenu : c’est le total de capsides qui remplit la colonne.',
    ],
    'fullEmptyExchange.cut': [
      'Pourquoi couper là ?',
      ['Le pic le plus haut est le bon.', 'Plus large, plus de doses.', 'Le rapport des deux lumières y monte.'],
      'À 260 nm c’est l’ADN qui absorbe : leur rapport dit pleines ou vides, la hauteur ne le dit pas.',
    ],
    'vectorUltrafiltration.factor': [
      'Pourquoi concentrer jusque-là ?',
      [
        'Assez pour la dose, avant que les capsides ne s’agrègent.',
        'Le plus possible : on diluera.',
        'Le volume doit tenir dans la poche.',
      ],
      'Trop serrées dans peu de sel, les capsides s’agrègent, et diluer ne les sépare plus.',
    ],
    'vectorPlan.vessel': [
      'Pourquoi cette échelle ?',
      [
        'La plus grande coûte le moins par dose.',
        'Ce que l’étude demande, avec la place pour un échec.',
        'La plus petite est la plus sûre.',
      ],
      'Un lot perdu coûte des semaines. Grand : tout d’un coup. Petit : plus d’ouvertures et de lots.',
    ],
  } as Readonly<Record<string, Why>>,
}

const feedingEn: Why = [
  'Why this dose?',
  ['More food today, more antibody tomorrow.', 'What these cells will eat by tomorrow.', 'The recipe says so.'],
  'The recipe assumes a number of cells. What they don’t eat turns into salt, and holds them back.',
]

const en: typeof fr = {
  optional: 'One reason, in passing. You can also just carry on.',
  skip: 'Skip',
  title: 'Your reasons',
  said: (reason) => `You said: “${reason}”`,
  holds: 'That’s the reason that holds.',
  rather: (reason) => `The one that holds: “${reason}”`,
  whys: {
    'culture.temperature': [
      'Why change the temperature now?',
      [
        'Kept cool, they divide less and live longer.',
        'Kept cool, each cell works faster and makes more antibody.',
        'To slow down a possible contamination.',
      ],
      'Cold stops growth and slows death. Too early and there are too few cells, too late and they’re worn out.',
    ],
    'culture.feedRate': feedingEn,
    'culture.feed': feedingEn,
    'culture.proceed': [
      'Why harvest now?',
      [
        'Titre isn’t rising enough to wait another day.',
        'There’s a slot in the schedule.',
        'What dies will cost more than what’s still to come.',
      ],
      'A dead cell spills protein and DNA: titre still rises a little, purification pays a lot.',
    ],
    'centrifuge.loading': [
      'Why this flow into the bowl?',
      [
        'The bowl is built for its full flow.',
        'Slow enough for the filter, fast enough for the clock.',
        'Less time in the bowl, fewer damaged cells, so it’s cleaner.',
      ],
      'The higher the flow, the more fine debris gets through: the filter plugs, and the column inherits it.',
    ],
    'proteinA.loadDensity': [
      'Why load the column so much?',
      [
        'It’s the capacity on the supplier’s sheet for this resin.',
        'Fewer cycles, whatever comes out at the bottom.',
        'All it can hold before antibody breaks through.',
      ],
      'A resin ages: today’s capacity is seen at breakthrough, not on its sheet.',
    ],
    'lowPhHold.hold': [
      'Why so long in acid?',
      [
        'Enough for viruses, no more than the antibody can bear.',
        'Longer is safer, and the antibody doesn’t mind acid.',
        'A longer time makes up for a pH that started too high.',
      ],
      'Outside its range the time counts for nothing; within it, every extra minute makes aggregates.',
    ],
    'cationExchange.poolTo': [
      'Why cut there?',
      [
        'UV has come down.',
        'From there on, the assayed tubes turn bad.',
        'The recipe cuts at this volume, and the peak is there.',
      ],
      'UV can’t tell an aggregate from an antibody, and the peak moves with the gradient.',
    ],
    'anionExchange.dilute': [
      'Why dilute before this column?',
      [
        'Too much salt keeps impurities from binding.',
        'Diluted, it goes through faster and wears the column less.',
        'So that the antibody binds better.',
      ],
      'Here the antibody goes through and the rest must stay: above its conductivity limit nothing stays.',
    ],
    'nanofilter.pressure': [
      'Why this pressure?',
      [
        'More pressure pins viruses down and holds them back better.',
        'Less pressure spares the antibody.',
        'A flow that never stops: at rest, a virus diffuses.',
      ],
      'The filter works by its pores. What defeats it is a drop in pressure.',
    ],
    'ultrafiltration.tmp': [
      'Why this pressure?',
      [
        'The harder you push, the more goes through.',
        'Just before the point where pushing stops helping.',
        'The membrane lasts longer at low pressure.',
      ],
      'Beyond the knee, the gel on the membrane thickens: pressure rises, flow doesn’t.',
    ],
    'plasmaThaw.end': [
      'Why stop warming there?',
      [
        'Once the ice is gone, it’s done.',
        'Any warmer, and what follows goes faster.',
        'Any warmer, and the white snow dissolves.',
      ],
      'Cryoprecipitate is the product: a few degrees too warm, and factor VIII leaves with the liquid.',
    ],
    'ethanolPrecipitation.rate': [
      'Why this flow of ethanol?',
      [
        'Mixing makes heat: the cold has to keep up.',
        'The faster it’s poured, the more precipitates.',
        'To finish before handover.',
      ],
      'Ethanol and water give off heat as they mix. Where the lance is warm, proteins denature.',
    ],
    'plasmaCentrifuge.feed': [
      'Why this flow into the bowl?',
      [
        'Open up: the paste is waiting in the warm.',
        'The bowl keeps everything anyway.',
        'The slower, the more paste stays in the bowl.',
      ],
      'The paste is the product: what crosses the bowl too fast leaves with the liquid.',
    ],
    'filterPress.pressure': [
      'Why this pressure at the press?',
      [
        'The harder you press, the sooner it’s done.',
        'Gently: a packed cake lets nothing through.',
        'The cloth wants a constant pressure.',
      ],
      'The cake packs down under pressure: twice as hard isn’t twice as fast.',
    ],
    'caprylate.pH': [
      'Why this pH for caprylic acid?',
      [
        'Only its uncharged form acts on viruses.',
        'Antibodies precipitate better that way.',
        'The more acid, the better.',
      ],
      'A tenth of a pH changes the active share a lot: that’s what to hold, not just the dose.',
    ],
    'solventDetergent.time': [
      'Why this long behind the wall?',
      [
        'The recipe gives a total of hours.',
        'Six hours in a row within range: the rest doesn’t count.',
        'Viruses die within the first hour, the rest is a margin.',
      ],
      'What’s proven is a time, a temperature and a mixing, together. Out of range, you start again.',
    ],
    'pasteuriser.probeA': [
      'Why the probe in this place?',
      [
        'In the middle of the rack it reads a fair average.',
        'Near the inlet it responds sooner.',
        'Where I expect the coldest bottle.',
      ],
      'The proof is worth what the coldest bottle is worth: an average inactivates nothing.',
    ],
    'freezeDryer.shelf': [
      'Why this shelf temperature?',
      [
        'The warmest that keeps the cake below its limit.',
        'The coldest there is: that’s safest for the product.',
        'The warmest: the night is short.',
      ],
      'One more degree in the product saves hours; above its collapse temperature, it caves in.',
    ],
    'cellExpansion.transfectAt': [
      'Why transfect at this density?',
      [
        'The more cells there are, the more vector they make.',
        'Still growing, and enough of them.',
        'The date is set for today.',
      ],
      'Cells that no longer divide take up DNA poorly: their number alone says nothing.',
    ],
    'vectorTransfection.pour': [
      'Why pour now?',
      [
        'The recipe’s time is up.',
        'The longer they wait, the bigger and better.',
        'The particles are the size that gets in.',
      ],
      'The clock assumes a mix; the size shows it. Pouring takes time too, and they keep growing.',
    ],
    'vectorLysis.digestTime': [
      'Why so long with nuclease?',
      [
        'Until the DNA is short, with its magnesium.',
        'More enzyme makes up for magnesium.',
        'The next filter will hold DNA back anyway.',
      ],
      'Long DNA plugs the filter and ends up in the product; without magnesium, no time is enough.',
    ],
    'vectorAffinity.load': [
      'Why load so much?',
      [
        'Empty capsids don’t bind, so they don’t count.',
        'Empty and full ones take up the same room.',
        'The column takes whatever comes.',
      ],
      'Affinity sees the shell, not what’s in it: all capsids together fill the column.',
    ],
    'fullEmptyExchange.cut': [
      'Why cut there?',
      ['The highest peak is the right one.', 'Wider means more doses.', 'The ratio of the two lights rises there.'],
      'At 260 nm it is DNA that absorbs: their ratio says full or empty, the height doesn’t.',
    ],
    'vectorUltrafiltration.factor': [
      'Why concentrate that far?',
      [
        'Enough for the dose, before capsids aggregate.',
        'As far as it goes: we can dilute later.',
        'The volume has to fit the bag.',
      ],
      'Crowded in too little salt, capsids aggregate, and diluting won’t separate them.',
    ],
    'vectorPlan.vessel': [
      'Why this scale?',
      [
        'The largest costs least per dose.',
        'What the study needs, with room for one failure.',
        'The smallest is the safest.',
      ],
      'A lost batch costs weeks. Large: all at once. Small: more openings and more batches.',
    ],
  },
}

export const whyTexts = table(fr, en)
