import type { Language } from './language.ts'

export { thingsToMend } from '../play/index.ts'

/** A thing's names: as a heading, and short, for a chip or a chart. */
export interface Name {
  readonly name: string
  readonly short: string
}

type Pair = readonly [fr: string, en: string]
type Named = readonly [fr: string, en: string, frShort?: string, enShort?: string]

/** Displays and assays, in the trade's words. */
const MEASURED: Readonly<Record<string, Named>> = {
  oxygen: ['Oxygène dissous', 'Dissolved oxygen', 'Oxygène', 'Oxygen'],
  oxygenFlow: ['Débit d’oxygène', 'Oxygen flow', 'Débit O2', 'O2 flow'],
  airFlow: ['Débit d’air', 'Air flow', 'Air', 'Air'],
  pH: ['pH mesuré', 'Measured pH', 'pH', 'pH'],
  temperature: ['Température', 'Temperature', 'Temp.', 'Temp.'],
  weight: ['Poids de cuve', 'Vessel weight', 'Poids', 'Weight'],
  feedScale: ['Balance du milieu nutritif', 'Feed scale', 'Balance', 'Scale'],
  feedTotaliser: ['Totaliseur de la pompe', 'Pump totaliser', 'Totaliseur', 'Totaliser'],
  baseScale: ['Balance de la base', 'Base scale', 'Base', 'Base'],
  foam: ['Mousse', 'Foam'],
  ventPressure: ['Pression de l’évent', 'Vent pressure', 'Évent', 'Vent'],
  viableCells: ['Cellules viables', 'Viable cells', 'Cellules', 'Cells'],
  viability: ['Viabilité', 'Viability'],
  glucose: ['Glucose', 'Glucose'],
  lactate: ['Lactate', 'Lactate'],
  glutamine: ['Glutamine', 'Glutamine'],
  ammonia: ['Ammonium', 'Ammonium'],
  osmolality: ['Osmolalité', 'Osmolality', 'Osmo.', 'Osmo.'],
  gasAnalyserPh: ['pH à l’analyseur', 'pH by analyser', 'pH labo', 'Lab pH'],
  gasAnalyserCarbonDioxide: ['CO2 dissous, analyseur', 'Dissolved CO2, analyser', 'CO2', 'CO2'],
  gasAnalyserOxygen: ['Oxygène à l’analyseur', 'Oxygen by analyser', 'Oxygène labo', 'Lab oxygen'],
  titre: ['Titre en anticorps', 'Antibody titre', 'Titre', 'Titre'],
  feedFlow: ['Débit d’alimentation', 'Feed flow', 'Débit', 'Flow'],
  sightGlass: ['Turbidité à la sortie du bol', 'Turbidity out of the bowl', 'Sortie du bol', 'Bowl outlet'],
  motorLoad: ['Charge du moteur', 'Motor load', 'Moteur', 'Motor'],
  brothWeight: ['Poids de culture restante', 'Weight of broth left', 'Culture', 'Broth'],
  centrateWeight: ['Poids de centrat', 'Weight of centrate', 'Centrat', 'Centrate'],
  coreTemperature: ['Température au cœur des bouteilles', 'Temperature in the core of the bottles', 'Cœur', 'Core'],
  brothTemperature: ['Température de la culture', 'Broth temperature', 'Temp.', 'Temp.'],
  turbidity: ['Turbidité au labo', 'Turbidity, laboratory', 'Turbidité', 'Turbidity'],
  pressure: ['Pression sur le filtre', 'Pressure over the filter', 'Pression', 'Pressure'],
  flux: ['Flux à travers le filtre', 'Flux through the filter', 'Flux', 'Flux'],
  filtrateLine: ['Turbidité du filtrat en ligne', 'Filtrate turbidity in line', 'Filtrat', 'Filtrate'],
  feedWeight: ['Poids à filtrer', 'Weight to be filtered', 'À filtrer', 'To filter'],
  filtrateWeight: ['Poids de filtrat', 'Weight of filtrate', 'Filtrat', 'Filtrate'],
  uv: ['UV à 280 nm', 'UV at 280 nm', 'UV', 'UV'],
  columnPh: ['pH en sortie de colonne', 'pH after the column', 'pH', 'pH'],
  columnConductivity: [
    'Conductivité en sortie de colonne',
    'Conductivity after the column',
    'Conductivité',
    'Conductivity',
  ],
  columnPressure: ['Pression sur la colonne', 'Pressure over the column', 'Pression', 'Pressure'],
  loadConductivity: ['Conductivité de la charge', 'Conductivity of the load', 'Charge', 'Load'],
  inLineConductivity: ['Conductivité en ligne', 'In-line conductivity', 'Conductivité', 'Conductivity'],
  tankWeight: ['Poids de la cuve de charge', 'Weight of the load tank', 'Cuve', 'Tank'],
  poolPh: ['pH de la cuve', 'pH of the tank', 'pH', 'pH'],
  bottomTemperature: ['Température au fond de la cuve', 'Temperature at the bottom of the tank', 'Fond', 'Bottom'],
  lanceTemperature: ['Température à la canne d’éthanol', 'Temperature at the ethanol lance', 'Canne', 'Lance'],
  inLinePh: ['pH en ligne', 'pH in the line', 'pH en ligne', 'In-line pH'],
  pasteWeight: ['Poids de pâte', 'Weight of paste', 'Pâte', 'Paste'],
  poolTemperature: ['Température de la cuve', 'Temperature of the tank', 'Temp.', 'Temp.'],
  poolWeight: ['Poids de la cuve', 'Weight of the tank', 'Poids', 'Weight'],
  handThermometer: ['Thermomètre à main, dans la cuve', 'Hand thermometer in the tank', 'À la main', 'By hand'],
  conductivity: ['Conductivité au labo', 'Conductivity, laboratory', 'Conductivité', 'Conductivity'],
  breakthrough: ['Anticorps dans le non-retenu', 'Antibody in the flow-through', 'Non-retenu', 'Flow-through'],
  asymmetry: ['Asymétrie du garnissage', 'Asymmetry of the packing', 'Asymétrie', 'Asymmetry'],
  tubeHmw: ['Agrégats dans un tube', 'Aggregates in a tube', 'Tube', 'Tube'],
  content: ['Protéines à 280 nm', 'Protein at 280 nm', 'Protéines', 'Protein'],
  hmw: ['Agrégats', 'Aggregates'],
  hcp: ['Protéines de la cellule hôte', 'Host-cell proteins', 'HCP', 'HCP'],
  proteinA: ['Protéine A relarguée', 'Leached Protein A', 'Protéine A', 'Protein A'],
  tmp: ['Pression transmembranaire', 'Transmembrane pressure', 'PTM', 'TMP'],
  retentateWeight: ['Poids du rétentat', 'Weight of the retentate', 'Rétentat', 'Retentate'],
  retentateTemperature: ['Température du rétentat', 'Temperature of the retentate', 'Temp.', 'Temp.'],
  retentatePh: ['pH du rétentat', 'pH of the retentate', 'pH', 'pH'],
  retentateConductivity: ['Conductivité du rétentat', 'Conductivity of the retentate', 'Conductivité', 'Conductivity'],
  polysorbate: ['Polysorbate', 'Polysorbate'],
  bulkWeight: ['Poids de vrac à filtrer', 'Weight of bulk to be filtered', 'Vrac', 'Bulk'],
  bioburden: ['Charge microbienne', 'Bioburden'],
  mycoplasma: ['Mycoplasmes', 'Mycoplasma'],
  gram: ['Bactéries au microscope', 'Bacteria under the microscope', 'Microscope', 'Microscope'],
  dna: ['ADN de la cellule hôte', 'Host-cell DNA', 'ADN', 'DNA'],
  endotoxin: ['Endotoxines', 'Endotoxin'],
  storeTemperature: ['Température de la chambre froide', 'Temperature of the cold store', 'Temp.', 'Temp.'],
  adventitious: ['Virus adventices', 'Adventitious viruses', 'Virus', 'Viruses'],
}

/** Instrument tags, as on the plates of the plant. */
const TAGS: Readonly<Record<string, string>> = {
  oxygen: 'AIC-203',
  oxygenFlow: 'FC-205',
  airFlow: 'FC-204',
  pH: 'AIC-201',
  temperature: 'TIC-201',
  weight: 'WI-201',
  feedScale: 'WI-210',
  feedTotaliser: 'FQ-210',
  baseScale: 'WI-211',
  foam: 'LI-206',
  ventPressure: 'PI-207',
  feedFlow: 'FI-301',
  sightGlass: 'AI-302',
  motorLoad: 'II-303',
  brothWeight: 'WI-304',
  centrateWeight: 'WI-305',
  coreTemperature: 'TI-501',
  brothTemperature: 'TI-306',
  filtrateLine: 'AI-312',
  feedWeight: 'WI-313',
  filtrateWeight: 'WI-314',
  pressure: 'PI-310',
  flux: 'FI-311',
  uv: 'AI-401',
  columnPh: 'AI-402',
  columnConductivity: 'AI-403',
  columnPressure: 'PI-404',
  loadConductivity: 'AI-405',
  inLineConductivity: 'AI-406',
  tankWeight: 'WI-407',
  poolPh: 'AI-411',
  bottomTemperature: 'TI-521',
  lanceTemperature: 'TI-522',
  inLinePh: 'AI-523',
  pasteWeight: 'WI-512',
  poolTemperature: 'TI-412',
  poolWeight: 'WI-413',
  handThermometer: 'TH-12',
  tmp: 'PI-421',
  retentateWeight: 'WI-422',
  retentateTemperature: 'TI-423',
  retentatePh: 'AI-424',
  retentateConductivity: 'AI-425',
  bulkWeight: 'WI-431',
  storeTemperature: 'TI-441',
}

/** What the hand does. Verbs: they say the gesture. */
const TOPICS: Readonly<Record<string, Named>> = {
  temperature: ['Température', 'Temperature'],
  pH: ['Consigne de pH', 'pH set point', 'pH', 'pH'],
  oxygen: ['Consigne d’oxygène', 'Oxygen set point', 'Oxygène', 'Oxygen'],
  power: ['Agitation', 'Stirring'],
  air: ['Air', 'Air'],
  oxygenMax: ['Vanne d’oxygène, ouverture maximale', 'Oxygen valve, widest opening', 'Oxygène pur', 'Pure oxygen'],
  carbonDioxideMax: ['CO2, débit maximal', 'CO2, most flow', 'CO2', 'CO2'],
  feedRate: ['Nourrir', 'Feed'],
  feed: ['Dose de milieu à la main', 'Feed dose by hand', 'Dose de milieu', 'Feed dose'],
  glucose: ['Sucre', 'Sugar'],
  antifoam: ['Antimousse', 'Antifoam'],
  base: ['Base à la main', 'Base by hand', 'Base', 'Base'],
  ventSwap: ['Changer l’évent', 'Swap the vent', 'Évent', 'Vent'],
  baseSwap: ['Changer la bonbonne de base', 'Swap the base container', 'Bonbonne', 'Container'],
  squares: ['Carrés comptés', 'Squares counted', 'Carrés', 'Squares'],
  seedingDensity: ['Densité d’ensemencement', 'Seeding density', 'Densité', 'Density'],
  passage: ['Un passage de plus', 'One more passage', 'Passage', 'Passage'],
  tempering: ['Température de la chambre de tempérage', 'Temperature of the tempering room', 'Tempérage', 'Tempering'],
  temperingTime: ['Durée du tempérage', 'Time of tempering', 'Tempérage', 'Tempering'],
  jacket: ['Enveloppe pendant la fonte', 'Jacket while melting', 'Enveloppe', 'Jacket'],
  stirring: ['Agitation, de l’habituelle', 'Stirring, of the usual', 'Agitation', 'Stirring'],
  end: ['Température de fin de fonte', 'Temperature to melt to', 'Fin', 'End'],
  rate: ['Débit d’éthanol', 'Ethanol rate', 'Éthanol', 'Ethanol'],
  ethanol: ['Éthanol à la main', 'Ethanol by hand', 'Éthanol', 'Ethanol'],
  loading: ['Débit du bol, du qualifié', 'Bowl throughput, of the qualified', 'Débit', 'Throughput'],
  speed: ['Vitesse', 'Speed'],
  shootInterval: ['Temps entre deux débourbages', 'Time between two shots', 'Débourbage', 'Shots'],
  shoot: ['Débourber', 'Shoot the bowl'],
  airSweep: ['Balayage d’air', 'Air sweep'],
  flux: ['Flux demandé', 'Flux asked for', 'Flux', 'Flux'],
  pressureLimit: ['Pression à ne pas dépasser', 'Pressure not to exceed', 'Pression', 'Pressure'],
  area: ['Surface de filtre, de la norme du site', 'Filter area, of the site’s standard', 'Surface', 'Area'],
  flush: ['Rinçage final', 'Final flush', 'Rinçage', 'Flush'],
  changeFilter: ['Monter des filtres neufs', 'Fit fresh filters', 'Filtres neufs', 'Fresh filters'],
  loadResidence: ['Temps de séjour en charge', 'Residence time in load', 'Séjour', 'Residence'],
  residence: ['Temps de séjour', 'Residence time', 'Séjour', 'Residence'],
  loadDensity: ['Charge par litre de résine', 'Load per litre of resin', 'Charge', 'Load'],
  titre: ['Titre de la récolte', 'Titre of the harvest', 'Titre', 'Titre'],
  poolStart: ['Début de collecte', 'Start of collection', 'Début', 'Start'],
  poolEnd: ['Fin de collecte', 'End of collection', 'Fin', 'End'],
  collect: ['Collecter à la main', 'Collect by hand', 'Collecter', 'Collect'],
  acid: ['Acide', 'Acid'],
  acidFlow: ['Pompe d’acide', 'Acid pump'],
  hold: ['Durée du maintien', 'Time of the hold', 'Maintien', 'Hold'],
  secondTank: ['Transfert en seconde cuve', 'Transfer to a second tank', 'Seconde cuve', 'Second tank'],
  neutralPh: ['pH après le maintien', 'pH after the hold', 'pH final', 'Final pH'],
  poolFrom: ['Collecter à partir de', 'Collect from', 'De', 'From'],
  poolTo: ['Collecter jusqu’à', 'Collect up to', 'À', 'To'],
  conductivity: ['Conductivité visée', 'Conductivity aimed at', 'Conductivité', 'Conductivity'],
  residenceTime: ['Temps de séjour', 'Residence time', 'Séjour', 'Residence'],
  dilute: ['Diluer', 'Dilute'],
  reprocess: ['Repasser la fraction non retenue', 'Run the flow-through again', 'Repasser', 'Run again'],
  pressure: ['Pression', 'Pressure'],
  prefilter: ['Préfiltre', 'Prefilter'],
  chase: ['Rinçage du filtre', 'Buffer chase', 'Rinçage', 'Chase'],
  addFilter: ['Un second filtre en parallèle', 'A second filter in parallel', 'Second filtre', 'Second filter'],
  divert: ['Filtrat en seconde cuve', 'Filtrate to a second vessel', 'Seconde cuve', 'Second vessel'],
  refilter: ['Refiltrer sur filtre neuf', 'Filter again on a fresh filter', 'Refiltrer', 'Refilter'],
  tmp: ['Pression transmembranaire', 'Transmembrane pressure', 'PTM', 'TMP'],
  crossFlow: ['Débit tangentiel', 'Cross-flow', 'Tangentiel', 'Cross-flow'],
  concentrateTo: ['Concentrer jusqu’à', 'Concentrate to', 'Concentrer', 'Concentrate'],
  diavolumes: ['Volumes d’échange', 'Diavolumes', 'Diavolumes', 'Diavolumes'],
  finalConcentration: ['Concentration finale', 'Final concentration', 'Finale', 'Final'],
  spike: ['Ajouter du polysorbate', 'Add polysorbate', 'Polysorbate', 'Polysorbate'],
  trim: ['Retoucher la dose', 'Nudge the fill', 'Retouche', 'Nudge'],
  weigh: ['Peser des flacons', 'Weigh vials', 'Peser', 'Weigh'],
  intervene: ['Entrer dans la zone', 'Go into the zone', 'Entrer', 'Go in'],
  discard: ['Jeter des flacons', 'Throw vials away', 'Jeter', 'Discard'],
  rewet: ['Remouiller le filtre', 'Wet the filter again', 'Remouiller', 'Rewet'],
  replaceFilter: ['Changer le filtre', 'Replace the filter', 'Filtre neuf', 'New filter'],
  wash: ['Lavage', 'Wash'],
  elutionPh: ['pH d’élution', 'Elution pH'],
  cipStrength: ['Soude du nettoyage', 'Sodium hydroxide of the cleaning', 'Soude', 'Caustic'],
  cipTime: ['Contact avec la soude', 'Contact with sodium hydroxide', 'Contact', 'Contact'],
  loadPh: ['pH de la charge', 'pH of the load', 'pH charge', 'Load pH'],
  gradient: ['Longueur du gradient', 'Length of the gradient', 'Gradient', 'Gradient'],
  loadConductivity: ['Conductivité de la charge', 'Conductivity of the load', 'Conductivité', 'Conductivity'],
  proceed: ['Passer la main', 'Hand over'],
  assay: ['Prélever', 'Sample'],
  look: ['Lire', 'Read'],
  pause: ['Arrêter le débit', 'Stop the flow', 'Débit', 'Flow'],
  standardise: ['Recaler l’affichage', 'Standardise the display', 'Recaler', 'Standardise'],
}

/** Where a unit means something else by the same topic. */
const TOPICS_OF: Readonly<Record<string, Readonly<Record<string, Named>>>> = {
  plasmaCentrifuge: { feed: ['Débit du bol', 'Feed of the bowl', 'Débit', 'Feed'] },
}

const STEPS: Readonly<Record<string, Named>> = {
  thaw: ['Décongélation', 'Thaw', 'Dégel', 'Thaw'],
  seedTrain: ['Amplification', 'Seed train', 'Amplif.', 'Seed train'],
  nMinus1: ['Inoculum', 'Inoculum'],
  culture: ['Production', 'Production'],
  centrifuge: ['Récolte', 'Harvest'],
  depthFilter: ['Clarification', 'Clarification'],
  proteinA: ['Protéine A', 'Protein A'],
  lowPhHold: ['pH bas', 'Low pH'],
  cationExchange: ['CEX', 'CEX'],
  anionExchange: ['AEX', 'AEX'],
  nanofilter: ['Nanofiltre', 'Nanofilter'],
  ultrafiltration: ['UF/DF', 'UF/DF'],
  sterileFill: ['Flacons', 'Vials'],
  quarantine: ['Quarantaine', 'Quarantine'],
  plasmaThaw: ['Décongélation', 'Thaw', 'Dégel', 'Thaw'],
  plasmaCentrifuge: ['Centrifugeuse', 'Centrifuge', 'Bol', 'Bowl'],
  ethanolPrecipitation: ['Précipitation à l’éthanol', 'Ethanol precipitation', 'Éthanol', 'Ethanol'],
  filterPress: ['Filtre-presse', 'Filter press', 'Presse', 'Press'],
  resuspension: ['Remise en solution', 'Resuspension', 'Solution', 'Dissolve'],
  plasmaDepthFilter: ['Filtration en profondeur', 'Depth filtration', 'Filtre', 'Filter'],
  caprylate: ['Caprylate', 'Caprylate'],
  solventDetergent: ['Solvant-détergent', 'Solvent/detergent', 'S/D', 'S/D'],
  plasmaLowPh: ['pH bas', 'Low pH'],
  ionExchange: ['Échange d’ions', 'Ion exchange', 'Colonne', 'Column'],
  plasmaNanofilter: ['Nanofiltre', 'Nanofilter'],
  plasmaUltrafiltration: ['UF/DF', 'UF/DF'],
  pasteuriser: ['Pasteurisation', 'Pasteurisation', 'Pasteur.', 'Pasteur.'],
  freezeDryer: ['Lyophilisation', 'Freeze-drying', 'Lyo', 'Lyo'],
  dryHeat: ['Chauffage à sec', 'Dry heat', 'Chaleur', 'Heat'],
}

/** Steps that one unit works in several places of the plant. */
const PLACES: Readonly<Record<string, Readonly<Record<string, Named>>>> = {
  plasmaCentrifuge: { cryo: ['Bol du cryoprécipité', 'Cryo bowl', 'Cryo', 'Cryo'] },
  ethanolPrecipitation: {
    I: ['Fraction I', 'Fraction I', 'Fr. I', 'Fr. I'],
    'II+III': ['Fractions II+III', 'Fractions II+III', 'Fr. II+III', 'Fr. II+III'],
    'IV-1': ['Fraction IV-1', 'Fraction IV-1', 'Fr. IV-1', 'Fr. IV-1'],
    'IV-4': ['Fraction IV-4', 'Fraction IV-4', 'Fr. IV-4', 'Fr. IV-4'],
    V: ['Fraction V', 'Fraction V', 'Fr. V', 'Fr. V'],
    III: ['Fraction III', 'Fraction III', 'Fr. III', 'Fr. III'],
    II: ['Fraction II', 'Fraction II', 'Fr. II', 'Fr. II'],
  },
  resuspension: {
    V: ['Albumine en solution', 'Albumin dissolved', 'Albumine', 'Albumin'],
    'II+III': ['Globulines en solution', 'Globulins dissolved', 'Globulines', 'Globulins'],
    cryo: ['Cryo en solution', 'Cryo dissolved', 'Cryo', 'Cryo'],
  },
}

/** Medicines of a pool. */
const PRODUCTS: Readonly<Record<string, Named>> = {
  factorVIII: ['Facteur VIII', 'Factor VIII', 'FVIII', 'FVIII'],
  vonWillebrand: ['Facteur Willebrand', 'Von Willebrand factor', 'vWF', 'vWF'],
  igG: ['Immunoglobulines', 'Immunoglobulins', 'IgG', 'IgG'],
  albumin: ['Albumine', 'Albumin', 'ALB', 'ALB'],
  fibrinogen: ['Fibrinogène', 'Fibrinogen'],
}

/** Phases of the skids, by unit. */
const PHASES: Readonly<Record<string, Readonly<Record<string, Pair>>>> = {
  plasmaThaw: {
    temper: ['Tempérage', 'Tempering'],
    thaw: ['Fonte', 'Melting'],
    hold: ['Attente', 'Hold'],
    done: ['Fini', 'Done'],
  },
  centrifuge: { feed: ['Bol', 'Bowl'], done: ['Fini', 'Done'] },
  plasmaCentrifuge: { feed: ['Bol', 'Bowl'], done: ['Fini', 'Done'] },
  ethanolPrecipitation: {
    condition: ['Préparer', 'Condition'],
    dose: ['Éthanol', 'Ethanol'],
    age: ['Maturation', 'Ageing'],
    done: ['Fini', 'Done'],
  },
  depthFilter: { load: ['Charge', 'Load'], flush: ['Rinçage', 'Flush'], done: ['Fini', 'Done'] },
  proteinA: {
    equilibrate: ['Équilibrage', 'Equilibrate'],
    load: ['Charge', 'Load'],
    wash1: ['Lavage 1', 'Wash 1'],
    wash2: ['Lavage 2', 'Wash 2'],
    elute: ['Élution', 'Elute'],
    strip: ['Strip', 'Strip'],
    cip: ['Soude', 'Caustic'],
    done: ['Fini', 'Done'],
  },
  lowPhHold: {
    acidify: ['Acidifier', 'Acidify'],
    hold: ['Maintien', 'Hold'],
    neutralise: ['Neutraliser', 'Neutralise'],
    done: ['Fini', 'Done'],
  },
  cationExchange: {
    equilibrate: ['Équilibrage', 'Equilibrate'],
    load: ['Charge', 'Load'],
    wash: ['Lavage', 'Wash'],
    elute: ['Élution', 'Elute'],
    strip: ['Strip', 'Strip'],
    regenerate: ['Soude', 'Caustic'],
    pool: ['Pool', 'Pool'],
    done: ['Fini', 'Done'],
  },
  anionExchange: {
    prepare: ['Préparer', 'Prepare'],
    load: ['Passage', 'Run'],
    wash: ['Lavage', 'Wash'],
    done: ['Fini', 'Done'],
  },
  nanofilter: {
    load: ['Charge', 'Load'],
    chase: ['Rinçage', 'Chase'],
    test: ['Intégrité', 'Integrity'],
    done: ['Fini', 'Done'],
  },
  ultrafiltration: {
    concentrate: ['Concentrer', 'Concentrate'],
    diafilter: ['Échanger', 'Exchange'],
    concentrateAgain: ['Concentrer encore', 'Concentrate again'],
    formulate: ['Ajuster', 'Adjust'],
    done: ['Fini', 'Done'],
  },
}

/** Words a call, a report or maintenance can be about. */
const THINGS: Readonly<Record<string, Named>> = {
  seed: ['les cellules de l’inoculum', 'the seed cells', 'Inoculum', 'Seed cells'],
  viability: ['la viabilité', 'viability', 'Viabilité', 'Viability'],
  oxygen: ['l’oxygène', 'oxygen', 'Oxygène', 'Oxygen'],
  oxygenValve: ['la vanne d’oxygène', 'the oxygen valve', 'Vanne d’oxygène', 'Oxygen valve'],
  oxygenProbe: ['la sonde d’oxygène', 'the oxygen probe', 'Sonde d’oxygène', 'Oxygen probe'],
  pHProbe: ['la sonde de pH', 'the pH probe', 'Sonde de pH', 'pH probe'],
  basePump: ['la pompe de base', 'the base pump', 'Pompe de base', 'Base pump'],
  vent: ['l’évent', 'the vent', 'Évent', 'Vent'],
  foam: ['la mousse', 'foam', 'Mousse', 'Foam'],
  feed: ['le milieu nutritif', 'the feed', 'Milieu nutritif', 'Feed'],
  feedPump: ['la pompe du milieu', 'the feed pump', 'Pompe du milieu', 'Feed pump'],
  feedScale: ['la balance du milieu', 'the feed scale', 'Balance du milieu', 'Feed scale'],
  osmolality: ['l’osmolalité', 'osmolality', 'Osmolalité', 'Osmolality'],
  pH: ['le pH', 'pH', 'pH', 'pH'],
  temperature: ['la température', 'temperature', 'Température', 'Temperature'],
  stirrer: ['l’agitateur', 'the stirrer', 'Agitateur', 'Stirrer'],
  count: ['le comptage', 'the count', 'Comptage', 'Count'],
  column: ['le garnissage de la colonne', 'the packing of the column', 'Garnissage', 'Packing'],
  uv: ['l’UV du non-retenu', 'UV of the flow-through', 'UV du non-retenu', 'Flow-through UV'],
  uvLamp: ['la lampe UV', 'the UV lamp', 'Lampe UV', 'UV lamp'],
  titre: ['le titre', 'the titre', 'Titre', 'Titre'],
  resin: ['la résine', 'the resin', 'Résine', 'Resin'],
  poolPh: ['le pH du maintien', 'pH of the hold', 'pH du maintien', 'Hold pH'],
  poolProbe: ['la sonde de pH de la cuve', 'the pH probe of the tank', 'Sonde de cuve', 'Tank probe'],
  poolTemperature: ['la température de la cuve', 'temperature of the tank', 'Température', 'Temperature'],
  coreTemperature: ['le cœur des bouteilles', 'the core of the bottles', 'Cœur des bouteilles', 'Core of the bottles'],
  vatProbe: ['la sonde de la cuve', 'the probe of the tank', 'Sonde de cuve', 'Tank probe'],
  vatStirrer: ['l’agitateur de la cuve', 'the stirrer of the tank', 'Agitateur', 'Stirrer'],
  bags: ['les bouteilles', 'the bottles', 'Bouteilles', 'Bottles'],
  lanceTemperature: ['la température à la canne', 'temperature at the lance', 'Canne d’éthanol', 'Ethanol lance'],
  bottomTemperature: ['le fond de la cuve', 'the bottom of the tank', 'Fond de cuve', 'Tank bottom'],
  inLinePh: ['le pH en ligne', 'pH in the line', 'pH en ligne', 'In-line pH'],
  chiller: ['le groupe froid', 'the chiller', 'Groupe froid', 'Chiller'],
  lanceProbe: ['la sonde de la canne', 'the probe of the lance', 'Sonde de canne', 'Lance probe'],
  baseValve: ['la vanne de base', 'the base valve', 'Vanne de base', 'Base valve'],
  conductivity: ['la conductivité de la charge', 'conductivity of the load', 'Conductivité', 'Conductivity'],
  dilutionPump: ['la pompe de dilution', 'the dilution pump', 'Pompe de dilution', 'Dilution pump'],
  dilutionBuffer: ['le tampon de dilution', 'the dilution buffer', 'Tampon de dilution', 'Dilution buffer'],
  cut: ['la coupe', 'the cut', 'Coupe', 'Cut'],
  centrifuge: ['la centrifugeuse', 'the centrifuge', 'Centrifugeuse', 'Centrifuge'],
  hold: ['l’attente du bouillon', 'the hold of the broth', 'Attente du bouillon', 'Hold of the broth'],
  sightGlass: ['la sortie du bol', 'the outlet of the bowl', 'Sortie du bol', 'Bowl outlet'],
  filter: ['le filtre', 'the filter', 'Filtre', 'Filter'],
  filtrateLine: ['la turbidité du filtrat', 'turbidity of the filtrate', 'Turbidité du filtrat', 'Filtrate turbidity'],
  backupColumn: ['la colonne de secours', 'the backup column', 'Colonne de secours', 'Backup column'],
  holdStart: ['le début du maintien', 'the start of the hold', 'Début du maintien', 'Start of the hold'],
  flowPause: ['l’arrêt du débit', 'the stop of the flow', 'Arrêt du débit', 'Stop of the flow'],
  flowMeter: ['le débitmètre', 'the flow meter', 'Débitmètre', 'Flow meter'],
  pumpDrive: ['le variateur de la pompe', 'the drive of the pump', 'Variateur', 'Pump drive'],
  gel: ['le gel sur la membrane', 'the gel on the membrane', 'Gel', 'Gel'],
  strength: ['la concentration', 'the concentration', 'Concentration', 'Concentration'],
  transmitter: ['le transmetteur commun', 'the shared transmitter', 'Transmetteur', 'Transmitter'],
  contamination: ['une contamination', 'a contamination', 'Contamination', 'Contamination'],
  vial: ['le tube de la banque', 'the vial of the bank', 'Tube de banque', 'Bank vial'],
  hcp: ['le résultat HCP', 'the HCP result', 'Résultat HCP', 'HCP result'],
  bulk: ['le vrac non purifié', 'the unprocessed bulk', 'Vrac non purifié', 'Unprocessed bulk'],
}

/** What was done at once, for a report. */
const DONE: Readonly<Record<string, Pair>> = {
  nothing: ['rien encore', 'nothing yet'],
  sampled: ['un prélèvement pour comparer', 'a sample to compare'],
  setPoint: ['une consigne changée', 'a set point changed'],
  maintenance: ['la maintenance appelée', 'maintenance called'],
  ventSwap: ['l’évent changé', 'the vent swapped'],
  baseSwap: ['la bonbonne de base changée', 'the base container swapped'],
  passage: ['un passage de plus', 'one more passage'],
  antifoam: ['de l’antimousse ajouté', 'antifoam added'],
  stopped: ['le débit arrêté', 'the flow stopped'],
  retested: ['un second test demandé', 'a second test asked for'],
  acid: ['de l’acide, et le maintien repris à zéro', 'acid, and the hold started again'],
  diluted: ['la charge diluée et mesurée à nouveau', 'the load diluted and measured again'],
  standardised: ['la sonde recalée sur l’échantillon', 'the probe standardised to the sample'],
  columnSwap: ['une autre colonne demandée', 'another column asked for'],
  keptApart: ['le filtrat d’après mis à part', 'the filtrate after it kept apart'],
  restarted: ['le débit relancé aussitôt', 'the flow let go again at once'],
  compared: ['deux instruments comparés', 'two instruments compared'],
  cooled: ['le bouillon mis au froid', 'the broth put in the cold'],
  blocked: ['isolé et bloqué', 'set apart and blocked'],
}

const PEOPLE: Readonly<Record<string, readonly [name: string, fr: string, en: string]>> = {
  tutor: ['Nadia', 'tutrice', 'tutor'],
  qa: ['Idriss', 'assurance qualité', 'quality assurance'],
  qc: ['Lucas', 'contrôle qualité', 'quality control'],
  maintenance: ['Maintenance', 'poste 212', 'extension 212'],
  nadia: ['Nadia', 'tutrice', 'tutor'],
  sami: ['Sami', 'collègue', 'colleague'],
  idriss: ['Idriss', 'assurance qualité', 'quality assurance'],
  ines: ['Inès', 'analyste', 'analyst'],
  lucas: ['Lucas', 'contrôle qualité', 'quality control'],
  planner: ['Claire', 'planification', 'planning'],
  night: ['L’équipe de nuit', 'de garde', 'on duty'],
}

const PRIORITY: readonly Pair[] = [
  ['Critique', 'Critical'],
  ['Majeure', 'Major'],
  ['Mineure', 'Minor'],
]

/** Units as they are printed; the fonts have no raised digits, so screens write 10 to the sixth with an element. */
const UNIT: Readonly<Record<string, Pair>> = {
  '1e6/mL': ['×10^6/mL', '×10^6/mL'],
  mM: ['mmol/L', 'mmol/L'],
  slpm: ['L/min', 'L/min'],
  pH: ['', ''],
  '1': ['', ''],
  d: ['j', 'd'],
  CFU: ['UFC', 'CFU'],
  'CFU/100 mL': ['UFC/100 mL', 'CFU/100 mL'],
  'EU/mg': ['UE/mg', 'EU/mg'],
  IU: ['UI', 'IU'],
  'IU/L': ['UI/L', 'IU/L'],
  'IU/mL': ['UI/mL', 'IU/mL'],
  'IU/mg': ['UI/mg', 'IU/mg'],
}

/** Units as they are spoken. */
const SPOKEN: Readonly<Record<string, Pair>> = {
  '%': ['pour cent', 'per cent'],
  '1e6/mL': ['millions par millilitre', 'million per millilitre'],
  mM: ['millimoles par litre', 'millimoles per litre'],
  slpm: ['litres par minute', 'litres per minute'],
  '°C': ['degrés', 'degrees'],
  kg: ['kilos', 'kilograms'],
  L: ['litres', 'litres'],
  mL: ['millilitres', 'millilitres'],
  'L/h': ['litres par heure', 'litres per hour'],
  bar: ['bar', 'bar'],
  'mOsm/kg': ['milliosmoles par kilo', 'milliosmoles per kilogram'],
  'g/L': ['grammes par litre', 'grams per litre'],
  'W/m³': ['watts par mètre cube', 'watts per cubic metre'],
  mmHg: ['millimètres de mercure', 'millimetres of mercury'],
  pH: ['', ''],
  '1': ['', ''],
}

const pick = (table: Readonly<Record<string, Named>>, id: string, language: Language): Name => {
  const found = table[id]
  if (!found) return { name: id, short: id }
  const [fr, en, frShort, enShort] = found
  return language === 'fr' ? { name: fr, short: frShort ?? fr } : { name: en, short: enShort ?? en }
}
const side = (pair: Pair | undefined, language: Language, otherwise: string): string =>
  pair ? pair[language === 'fr' ? 0 : 1] : otherwise

export const measured = (language: Language, id: string): Name => pick(MEASURED, id, language)
export const topicName = (language: Language, id: string, unit = ''): Name =>
  pick(TOPICS_OF[unit]?.[id] ? TOPICS_OF[unit] : TOPICS, id, language)
export const unitName = (language: Language, unit: string, place = ''): Name =>
  pick(PLACES[unit]?.[place] ? PLACES[unit] : STEPS, PLACES[unit]?.[place] ? place : unit, language)
export const productName = (language: Language, id: string): Name => pick(PRODUCTS, id, language)
export const thingName = (language: Language, id: string): Name => pick(THINGS, id, language)
export const phaseName = (language: Language, unit: string, phase: string): string =>
  side(PHASES[unit]?.[phase], language, phase)
export const doneWords = (language: Language, id: string): string => side(DONE[id], language, id)
export const doneChoices: readonly string[] = Object.keys(DONE)
export const tagOf = (panel: string): string => TAGS[panel] ?? ''
export const unitText = (language: Language, unit: string): string => side(UNIT[unit], language, unit)
export const unitSpoken = (language: Language, unit: string): string => side(SPOKEN[unit], language, unit)
export const priorityWord = (language: Language, priority: 1 | 2 | 3): string =>
  side(PRIORITY[priority - 1], language, '')

export function personName(language: Language, who: string): { readonly name: string; readonly role: string } {
  const found = PEOPLE[who]
  if (!found) return { name: who, role: '' }
  const name = who === 'night' && language === 'en' ? 'The night crew' : found[0]
  return { name, role: language === 'fr' ? found[1] : found[2] }
}

/** What a call can be about at a step. */
export const topicsOfCall: Readonly<Record<string, readonly string[]>> = {
  nMinus1: ['seed', 'viability', 'count'],
  plasmaThaw: ['poolTemperature', 'coreTemperature', 'bags', 'vatStirrer', 'vatProbe'],
  culture: ['oxygen', 'foam', 'vent', 'feed', 'osmolality', 'viability', 'pH', 'temperature'],
  plasmaCentrifuge: ['sightGlass'],
  ethanolPrecipitation: ['lanceTemperature', 'bottomTemperature', 'inLinePh', 'pH', 'chiller', 'pHProbe'],
  proteinA: ['column', 'uv', 'uvLamp', 'titre', 'resin'],
  lowPhHold: ['poolPh', 'poolProbe', 'baseValve', 'holdStart'],
  cationExchange: ['cut', 'conductivity'],
  anionExchange: ['conductivity', 'dilutionPump', 'dilutionBuffer'],
  centrifuge: ['centrifuge', 'hold', 'sightGlass', 'bulk'],
  depthFilter: ['filter', 'filtrateLine'],
  nanofilter: ['flowPause', 'flowMeter', 'filter'],
  ultrafiltration: ['gel', 'strength'],
  thaw: ['vial'],
  quarantine: ['hcp'],
}
export const topicsOfReport: Readonly<Record<string, readonly string[]>> = {
  nMinus1: ['seed', 'viability', 'count'],
  plasmaThaw: ['poolTemperature', 'vatStirrer', 'vatProbe', 'bags'],
  culture: [
    'oxygen',
    'oxygenValve',
    'oxygenProbe',
    'vent',
    'foam',
    'feedPump',
    'osmolality',
    'pH',
    'pHProbe',
    'basePump',
    'temperature',
  ],
  plasmaCentrifuge: ['sightGlass'],
  ethanolPrecipitation: ['lanceTemperature', 'pHProbe', 'chiller', 'stirrer', 'lanceProbe', 'bottomTemperature'],
  proteinA: ['column', 'uv', 'uvLamp', 'titre', 'resin'],
  lowPhHold: ['poolPh', 'poolProbe', 'baseValve', 'holdStart'],
  cationExchange: ['cut', 'conductivity'],
  anionExchange: ['conductivity', 'dilutionPump', 'dilutionBuffer'],
  centrifuge: ['hold', 'centrifuge', 'sightGlass', 'bulk'],
  depthFilter: ['filter', 'filtrateLine'],
  nanofilter: ['flowPause', 'flowMeter', 'filter'],
  ultrafiltration: ['gel', 'strength'],
  thaw: ['vial'],
  quarantine: ['hcp'],
}
