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
  pH: ['pH en ligne', 'In-line pH', 'pH', 'pH'],
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
  proceed: ['Passer la main', 'Hand over'],
  assay: ['Prélever', 'Sample'],
  look: ['Lire', 'Read'],
}

const STEPS: Readonly<Record<string, Named>> = {
  thaw: ['Décongélation', 'Thaw'],
  seedTrain: ['Amplification', 'Seed train'],
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
}

const PEOPLE: Readonly<Record<string, readonly [name: string, fr: string, en: string]>> = {
  tutor: ['Nadia', 'tutrice', 'tutor'],
  qa: ['Idriss', 'assurance qualité', 'quality assurance'],
  qc: ['Lucas', 'contrôle qualité', 'quality control'],
  maintenance: ['Maintenance', 'poste 212', 'extension 212'],
  nadia: ['Nadia', 'tutrice', 'tutor'],
  sami: ['Sami', 'collègue', 'colleague'],
  idriss: ['Idriss', 'assurance qualité', 'quality assurance'],
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
export const topicName = (language: Language, id: string): Name => pick(TOPICS, id, language)
export const unitName = (language: Language, unit: string): Name => pick(STEPS, unit, language)
export const thingName = (language: Language, id: string): Name => pick(THINGS, id, language)
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
  culture: ['oxygen', 'foam', 'vent', 'feed', 'osmolality', 'viability', 'pH', 'temperature'],
}
export const topicsOfReport: Readonly<Record<string, readonly string[]>> = {
  nMinus1: ['seed', 'viability', 'count'],
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
}
