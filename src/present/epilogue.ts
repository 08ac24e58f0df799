import type { Readings } from '../models/index.ts'
import type { Run } from '../play/index.ts'
import { formatNumber, type Language, typeset } from './language.ts'

/** What a step has yielded, as the plant's laboratory or its own counter would report it; no more digits than they have. */
export interface Figure {
  readonly unit: string
  /** Which of the level's steps. */
  readonly step: number
  readonly value: number
}

interface Reported {
  readonly from: (results: Readings) => number | undefined
  readonly digits: number
  readonly fr: string
  readonly en: string
}

/** One figure a step: `#` stands for it. Twelve words at most, with what the step does. */
const REPORTED: Readonly<Record<string, Reported>> = {
  thaw: { from: (r) => r['viability_pct'], digits: 0, fr: 'Viabilité # %', en: 'Viability #%' },
  seedTrain: { from: (r) => r['viability_pct'], digits: 0, fr: 'Viabilité # %', en: 'Viability #%' },
  nMinus1: { from: (r) => r['viability_pct'], digits: 0, fr: 'Viabilité # %', en: 'Viability #%' },
  culture: { from: (r) => r['titre_g_L'], digits: 1, fr: 'Titre # g/L', en: 'Titre # g/L' },
  centrifuge: { from: (r) => r['yield_pct'], digits: 0, fr: 'Rendement # %', en: 'Yield #%' },
  depthFilter: { from: (r) => r['filtrate_NTU'], digits: 0, fr: 'Turbidité # NTU', en: 'Turbidity # NTU' },
  proteinA: { from: (r) => r['hcp_ppm'], digits: -1, fr: 'HCP # ppm', en: 'HCP # ppm' },
  lowPhHold: { from: (r) => r['hold_min'], digits: 0, fr: 'Maintien # min', en: 'Hold # min' },
  cationExchange: { from: (r) => r['hmw_pct'], digits: 1, fr: 'Agrégats # %', en: 'Aggregates #%' },
  anionExchange: { from: (r) => r['hcp_ppm'], digits: 0, fr: 'HCP # ppm', en: 'HCP # ppm' },
  nanofilter: { from: (r) => r['yield_pct'], digits: 0, fr: 'Rendement # %', en: 'Yield #%' },
  ultrafiltration: { from: (r) => r['product_g_L'], digits: 0, fr: 'Concentration # g/L', en: 'Concentration # g/L' },
  sterileFill: { from: (r) => r['vials'], digits: 0, fr: '# flacons', en: '# vials' },
  plasmaCentrifuge: { from: (r) => r['captured_pct'], digits: 0, fr: '# % retenus', en: '#% caught' },
  ethanolPrecipitation: {
    from: (r) => r['precipitated_pct'],
    digits: 0,
    fr: '# % des protéines',
    en: '#% of the protein',
  },
  filterPress: {
    from: (r) => r['pasteProtein_kg'],
    digits: 1,
    fr: 'Pâte : # kg de protéines',
    en: 'Paste: # kg of protein',
  },
  resuspension: { from: (r) => r['highestFoam_pct'], digits: 0, fr: 'Mousse : # % au plus', en: 'Foam: #% at most' },
  caprylate: { from: (r) => r['hold_min'], digits: 0, fr: 'Contact # min', en: 'Contact # min' },
  plasmaDepthFilter: { from: (r) => r['filtrate_NTU'], digits: 1, fr: 'Turbidité # NTU', en: 'Turbidity # NTU' },
  solventDetergent: { from: (r) => r['hold_h'], digits: 1, fr: 'Contact # h', en: 'Contact # h' },
  ionExchange: { from: (r) => r['yield_pct'], digits: 0, fr: 'Rendement # %', en: 'Yield #%' },
  plasmaNanofilter: { from: (r) => r['yield_pct'], digits: 0, fr: 'Rendement # %', en: 'Yield #%' },
  plasmaUltrafiltration: {
    from: (r) => r['protein_g_L'],
    digits: 0,
    fr: 'Concentration # g/L',
    en: 'Concentration # g/L',
  },
  pasteuriser: { from: (r) => r['coldest_C'], digits: 1, fr: 'Point froid # °C', en: 'Cold spot # °C' },
  freezeDryer: { from: (r) => r['water_pct'], digits: 1, fr: 'Eau restante # %', en: 'Water left #%' },
  dryHeat: { from: (r) => r['hold_h'], digits: 0, fr: 'Chauffé # h', en: 'Heated # h' },
  cellExpansion: { from: (r) => r['viability_pct'], digits: 0, fr: 'Viabilité # %', en: 'Viability #%' },
  vectorTransfection: { from: (r) => r['meanSize_nm'], digits: -1, fr: 'Complexes # nm', en: 'Complexes # nm' },
  vectorProduction: { from: (r) => r['full_pct'], digits: 0, fr: '# % de pleines', en: '#% full' },
  vectorLysis: { from: (r) => r['fragment_bp'], digits: -1, fr: 'ADN coupé à # pb', en: 'DNA cut to # bp' },
  vectorDepthFilter: { from: (r) => r['yield_pct'], digits: 0, fr: 'Rendement # %', en: 'Yield #%' },
  vectorHold: { from: (r) => r['held_h'], digits: 0, fr: 'Au froid # h', en: 'In the cold # h' },
  vectorBag: { from: (r) => r['lost_L'], digits: 1, fr: '# L par terre', en: '# L on the floor' },
  vectorEffluent: { from: (r) => r['proven_min'], digits: 0, fr: '# min à 121 °C', en: '# min at 121 °C' },
  vectorUltrafiltration: { from: (r) => r['yield_pct'], digits: 0, fr: 'Rendement # %', en: 'Yield #%' },
  vectorAffinity: { from: (r) => r['yield_pct'], digits: 0, fr: 'Rendement # %', en: 'Yield #%' },
  fullEmptyExchange: { from: (r) => r['full_pct'], digits: 0, fr: '# % de pleines', en: '#% full' },
  vectorFill: { from: (r) => r['vials'], digits: 0, fr: '# tubes', en: '# tubes' },
}

/** What each step does to the product. */
const DOES: Readonly<Record<string, readonly [fr: string, en: string]>> = {
  thaw: ['Le flacon sort du froid.', 'The vial leaves the cold.'],
  seedTrain: ['Les cellules vont d’erlenmeyer en cuve.', 'Cells go from flask to tank.'],
  nMinus1: ['Les cellules se multiplient.', 'The cells multiply.'],
  culture: ['Les cellules produisent l’anticorps.', 'The cells make the antibody.'],
  centrifuge: ['La centrifugeuse retient les cellules.', 'The centrifuge holds back the cells.'],
  depthFilter: ['Le filtre en profondeur retient les débris.', 'The depth filter holds back debris.'],
  proteinA: ['La protéine A capture l’anticorps.', 'Protein A captures the antibody.'],
  lowPhHold: ['L’acide inactive les virus.', 'The acid inactivates viruses.'],
  cationExchange: ['Le sel sépare les agrégats.', 'Salt separates off the aggregates.'],
  anionExchange: ['La colonne garde les impuretés.', 'The column keeps the impurities.'],
  nanofilter: ['Le nanofiltre arrête les virus.', 'The nanofilter stops viruses.'],
  ultrafiltration: ['La membrane concentre l’anticorps.', 'The membrane concentrates the antibody.'],
  sterileFill: ['La ligne stérile remplit les flacons.', 'The sterile line fills the vials.'],
  plasmaThaw: ['La glace fond, le cryoprécipité reste.', 'Ice melts, cryoprecipitate stays.'],
  plasmaCentrifuge: ['Le bol sépare la pâte du liquide.', 'The bowl separates paste from liquid.'],
  ethanolPrecipitation: ['L’éthanol froid fait tomber une fraction.', 'Cold ethanol brings a fraction down.'],
  filterPress: ['La presse retient la pâte.', 'The press holds back the paste.'],
  resuspension: ['La pâte se dissout.', 'The paste dissolves.'],
  caprylate: ['Le caprylate inactive les virus enveloppés.', 'Caprylate inactivates enveloped viruses.'],
  plasmaDepthFilter: ['Le filtre en profondeur clarifie.', 'The depth filter clarifies it.'],
  solventDetergent: [
    'Le solvant-détergent défait les enveloppes des virus.',
    'Solvent/detergent takes virus envelopes apart.',
  ],
  ionExchange: ['La résine sépare les impuretés.', 'The resin separates off the impurities.'],
  plasmaNanofilter: ['Le nanofiltre arrête les virus.', 'The nanofilter stops viruses.'],
  plasmaUltrafiltration: ['La membrane concentre la protéine.', 'The membrane concentrates the protein.'],
  pasteuriser: ['Dix heures à 60 °C dans le flacon.', 'Ten hours at 60 °C in the vial.'],
  freezeDryer: ['La glace part, le gâteau reste.', 'The ice leaves, the cake stays.'],
  dryHeat: ['Trois jours à 80 °C, à sec.', 'Three days at 80 °C, dry.'],
  cellExpansion: ['Les cellules se multiplient.', 'The cells multiply.'],
  vectorTransfection: ['Les plasmides entrent dans les cellules.', 'Plasmids enter the cells.'],
  vectorProduction: ['Les cellules assemblent le vecteur.', 'The cells assemble the vector.'],
  vectorLysis: ['Le détergent ouvre, l’enzyme coupe l’ADN.', 'Detergent opens cells, enzyme cuts DNA.'],
  vectorDepthFilter: ['Le filtre en profondeur retient les débris.', 'The depth filter holds back debris.'],
  vectorHold: ['La poche attend la suite d’affinité.', 'The bag waits for the affinity suite.'],
  vectorBag: ['Le lysat attend ses filtres.', 'The lysate waits for its filters.'],
  vectorEffluent: ['La vapeur tue ce qui doit sortir.', 'Steam kills what has to leave.'],
  vectorUltrafiltration: ['La membrane concentre le vecteur.', 'The membrane concentrates the vector.'],
  vectorAffinity: ['La colonne capture les capsides.', 'The column captures the capsids.'],
  fullEmptyExchange: ['Le sel sépare pleines et vides.', 'Salt separates full from empty.'],
  vectorFill: ['La ligne stérile remplit les tubes.', 'The sterile line fills the tubes.'],
  vials: ['Les flacons attendent leur libération.', 'The vials await release.'],
}

/** Of the step that has ended last; null: none has, or it has nothing to report. */
export function figureOf(run: Run): Figure | null {
  const last = run.closed.at(-1)
  if (!last) return null
  const { unit } = run.level.steps[last.index]!
  const value = REPORTED[unit]?.from(last.results)
  return value === undefined || !Number.isFinite(value)
    ? null
    : { unit, step: last.index, value: rounded(value, REPORTED[unit]!.digits) }
}

function rounded(value: number, digits: number): number {
  let scale = 1
  for (let i = 0; i < digits; i++) scale *= 10
  for (let i = 0; i > digits; i--) scale /= 10
  return Math.round(value * scale) / scale
}

/** What is going on, and once the step is over what it gave. */
export function legSentence(
  language: Language,
  unit: string,
  figure: Figure | null,
): { readonly does: string; readonly gave: string | null } {
  const fr = language === 'fr'
  const words = DOES[unit]
  const does = typeset(language, words ? words[fr ? 0 : 1] : unit)
  const reported = figure && REPORTED[figure.unit]
  if (!reported) return { does, gave: null }
  const number = formatNumber(language, figure.value, Math.max(0, reported.digits))
  return { does, gave: typeset(language, (fr ? reported.fr : reported.en).replace('#', number)) }
}
