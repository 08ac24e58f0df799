import { type Language, topicName, typeset } from '../../present/index.ts'

type Pair = readonly [fr: string, en: string]

/** Settings of the printed recipe and acts that no screen of play names: by unit operation, then for all of them. */
const SETTINGS: Readonly<Record<string, Readonly<Record<string, Pair>>>> = {
  '': {
    bufferPh: ['pH du tampon', 'Buffer pH'],
    carbonDioxide: ['CO₂ dans le gaz', 'Carbon dioxide in the gas'],
    elution: ['Élution', 'Elution'],
    equilibration: ['Équilibrage', 'Equilibration'],
    exchange: ['Changer le milieu', 'Exchange the medium'],
    ionicStrength: ['Force ionique', 'Ionic strength'],
    keepPaste: ['Garder la pâte (1) ou le liquide (0)', 'Keep the paste (1) or the liquid (0)'],
    oxygenMost: ['Oxygène dans le gaz, au plus', 'Oxygen in the gas, at most'],
    review: ['Jours avant que l’étagère soit vidée', 'Days until the shelf is cleared'],
    splitDensity: ['Densité d’ensemencement', 'Seeding density'],
    strip: ['Décapage', 'Strip'],
    water: ['Ajouter de l’eau', 'Add water'],
  },
  plasmaThaw: { cooling: ['Double enveloppe, une fois froid', 'Jacket, once cold'] },
  plasmaCentrifuge: { spinAgain: ['Repasser le surnageant au bol', 'Spin the supernatant again'] },
  ethanolPrecipitation: {
    dilution: ['Tampon d’abord, par volume entré', 'Buffer first, per volume that came in'],
    strength: ['Titre de l’éthanol selon la recette', 'Ethanol strength the recipe reckons with'],
    feedTemperature: ['Température de l’éthanol', 'Temperature of the ethanol'],
    coolant: ['Température du fluide froid', 'Temperature of the coolant'],
    followLine: ['Suivre la ligne de congélation (1) ou non (0)', 'Keep above the freezing line (1) or not (0)'],
    ageing: ['Maturation avant séparation', 'Ageing before separation'],
  },
  resuspension: { ratio: ['Eau ou tampon, par masse de pâte', 'Water or buffer, by mass of paste'] },
  solventDetergent: {
    system: ['Détergent (0 Triton X-100, 1 Tween 80, 2 cholate)', 'Detergent (0 Triton X-100, 1 Tween 80, 2 cholate)'],
  },
  ionExchange: {
    binds: ['Ce qui se fixe (0 impuretés, 1 FVIII et vWF)', 'What binds (0 impurities, 1 FVIII and vWF)'],
    resin: ['Part de résine employée', 'Share of resin in use'],
    removal: ['Colonne à solvant-détergent derrière (1 oui, 0 non)', 'Solvent-detergent column behind (1 yes, 0 no)'],
    elution: ['Sel de l’élution', 'Salt of the elution'],
    washVolume: ['Lavage', 'Wash'],
    elutionVolume: ['Volume d’élution', 'Elution volume'],
  },
  plasmaNanofilter: { pore: ['Taille des pores', 'Pore size'] },
  plasmaDepthFilter: { changeSheets: ['Changer les plaques', 'Change the sheets'] },
  plasmaUltrafiltration: {
    washAt: ['Concentration pendant le lavage', 'Concentration to wash at'],
    bufferSalt: ['Force ionique du lavage', 'Ionic strength of the wash'],
  },
  freezeDryer: {
    freezing: ['Durée de congélation', 'Time of freezing'],
    ramp: ['Montée de l’étagère', 'Shelf warming'],
  },
  dryHeat: { sucrose: ['Saccharose de la formule', 'Sucrose in the formula'] },
  pasteuriser: {
    clockBy: [
      'L’horloge part sur (0 la moyenne, 1 le flacon le plus froid, 2 la sonde la plus froide)',
      'The clock starts by (0 the mean, 1 the coldest bottle, 2 the coldest probe)',
    ],
    stabiliser: ['Caprylate et acétyltryptophane, par albumine', 'Caprylate and acetyltryptophan, by albumin'],
  },
  cellExpansion: {
    splitAt: ['Cellules au moment de repiquer', 'Cells at which to pass on'],
    filling: ['Remplissage du dernier récipient', 'Filling of the last vessel'],
    steps: ['Volume multiplié par passage, au plus', 'Volume multiplied by a passage, at most'],
    disperse: ['Disperser les amas', 'Break up the clumps'],
  },
  vectorTransfection: {
    cultureVolume: ['Culture à transfecter', 'Culture to be transfected'],
    salt: ['Force ionique du diluant, d’après l’étiquette', 'Ionic strength of the diluent, by its label'],
    pumps: ['Pompes en parallèle', 'Pumps in parallel'],
    mixing: ['Temps de mélange à 95 % de la cuve', '95 % mixing time of the vessel'],
    repCap: ['Part molaire de Rep/Cap', 'Molar part of Rep/Cap'],
    helper: ['Part molaire du plasmide auxiliaire', 'Molar part of the helper'],
  },
  vectorProduction: { harvestTime: ['Récolte après la transfection', 'Harvest after the transfection'] },
  vectorLysis: {
    saltActive: ['Nucléase active en sel (1) ou usuelle (0)', 'Nuclease that works in salt (1) or the usual (0)'],
  },
  vectorDepthFilter: {
    pressureMost: ['Pression à laquelle la pompe cède', 'Pressure at which the pump gives way'],
    charged: ['Média chargé (1) ou à faible adsorption (0)', 'Charged medium (1) or low-binding (0)'],
  },
  vectorUltrafiltration: { washSurfactant: ['Tensioactif du lavage', 'Surfactant of the wash'] },
  vectorAffinity: {
    column: ['Part de résine employée', 'Share of resin in use'],
    neutralise: ['De la fin de l’élution à la neutralisation', 'From the end of the elution to neutral'],
    reload: ['Recharger la colonne', 'Load the column again'],
  },
  fullEmptyExchange: {
    medium: ['Résine (0), membrane (1) ou monolithe (2)', 'Resin (0), membrane (1) or monolith (2)'],
    column: ['Part de colonne employée', 'Share of column in use'],
    dilution: ['Charge diluée par', 'Load diluted by'],
    from: ['Gradient, de', 'Gradient, from'],
    to: ['Gradient, à', 'Gradient, to'],
  },
  vectorFill: { perHour: ['Flacons par heure', 'Vials in an hour'] },
  culture: {
    deadBand: ['Bande morte du pH', 'Dead band of the pH'],
    basePump: ['Pompe à base (1 marche, 0 arrêt)', 'Base pump (1 on, 0 off)'],
    harvestDay: ['Jour de récolte', 'Day of harvest'],
    sample: ['Prélever', 'Take a sample'],
  },
  proteinA: {
    washStrength: ['Force du lavage (1 : sel et arginine, pH 7)', 'Strength of the wash (1: salt and arginine, pH 7)'],
    stripPh: ['pH du décapage', 'pH of the strip'],
  },
  cationExchange: {
    bufferPh: ['pH du lavage et du gradient', 'pH of wash and gradient'],
    gradientStart: ['Sel au début du gradient', 'Salt at the start of the gradient'],
    gradientEnd: ['Sel à la fin du gradient', 'Salt at the end of the gradient'],
    stripSalt: ['Sel du décapage', 'Salt of the strip'],
    regeneration: ['Soude 0,5 M', 'NaOH 0.5 M'],
  },
  anionExchange: {
    dilutionFlow: ['Pompe de dilution', 'Dilution pump'],
    collectAbove: ['UV à partir duquel on recueille', 'UV from which it is collected'],
    poolConcentration: [
      'Concentré en ligne, au moins (0 : pas du tout)',
      'Concentrated in line to at least (0: not at all)',
    ],
  },
  ultrafiltration: {
    bufferExcipient: ['Excipient du tampon final, de la cible', 'Excipient of the final buffer, of the target'],
    polysorbate: ['Polysorbate de la substance active', 'Polysorbate of the drug substance'],
  },
  sterileFill: {
    pupsit: ['Test du filtre avant usage (1 oui, 0 non)', 'Filter tested before use (1 yes, 0 no)'],
    postUseTest: ['Test du filtre après usage (1 oui, 0 non)', 'Filter tested after use (1 yes, 0 no)'],
    label: ['Concentration qui a servi au poids de remplissage', 'Concentration the fill weight was worked out from'],
    overfill: ['Surremplissage', 'Overfill'],
    clearJams: ['L’équipe entre débloquer (1) ou attend (0)', 'The crew clears a jam (1) or waits (0)'],
  },
  nMinus1: { transferDensity: ['Densité au transfert', 'Density at which it is handed on'] },
  thaw: {
    bath: ['Bain-marie', 'Water bath'],
    swirl: ['Flacon agité (1 oui, 0 non)', 'Vial swirled (1 yes, 0 no)'],
    flask: ['Milieu de dilution de l’ampoule', 'Medium the vial is diluted into'],
  },
  seedTrain: { interval: ['Jours entre deux passages', 'Days between two passages'] },
}

const own = <T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined

/** What an instructor reads over a setting or an act of a step; undefined: nobody has named it. */
export function settingName(language: Language, unit: string, id: string): string | undefined {
  const { name } = topicName(language, id, unit)
  if (name !== id) return name
  const pair = own(own(SETTINGS, unit), id) ?? own(SETTINGS[''], id)
  return pair && typeset(language, pair[language === 'fr' ? 0 : 1])
}
