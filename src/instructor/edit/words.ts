import type { Language } from '../../present/index.ts'

type Pair = readonly [fr: string, en: string]

/** What a fault comes from, by the cause's id in the level files. */
export const CAUSES: Readonly<Record<string, Pair>> = {
  none: ['Rien : lot épargné', 'Nothing: a spared batch'],
  valve: ['Vanne', 'Valve'],
  vent: ['Évent', 'Vent'],
  probe: ['Sonde', 'Probe'],
  tired: ['Inoculum fatigué', 'Tired inoculum'],
  worn: ['Tuyau de pompe usé', 'Worn pump tubing'],
  slipping: ['Pompe qui patine', 'Slipping pump'],
  pump: ['Pompe', 'Pump'],
  high: ['Affiche trop haut', 'Reads too high'],
  low: ['Affiche trop bas', 'Reads too low'],
  early: ['Tôt', 'Early'],
  late: ['Tard', 'Late'],
  gap: ['Vide dans le garnissage', 'Gap in the packing'],
  pulse: ['Essai mal fait', 'Test badly made'],
  titre: ['Titre plus haut', 'Higher titre'],
  resin: ['Résine fatiguée', 'Tired resin'],
  lamp: ['Lampe UV', 'UV lamp'],
  base: ['Base', 'Base'],
  hidden: ['Poche non mélangée', 'Unmixed pocket'],
  buffer: ['Tampon', 'Buffer'],
  sound: ['Sans défaut', 'Sound'],
  supply: ['Alimentation en gaz', 'Gas supply'],
  drive: ['Moteur de l’agitateur', 'Stirrer drive'],
  meter: ['Débitmètre', 'Flow meter'],
  swapped: ['Échange', 'Swap'],
  frost: ['Givre', 'Frost'],
  clean: ['Propre', 'Clean'],
  bacteria: ['Bactéries', 'Bacteria'],
  transmitter: ['Transmetteur', 'Transmitter'],
  antifoam: ['Antimousse', 'Antifoam'],
  dilution: ['Dilution', 'Dilution'],
  standard: ['Étalon', 'Standard'],
  process: ['Procédé', 'Process'],
  stirrer: ['Agitateur', 'Stirrer'],
  medium: ['Milieu', 'Medium'],
  chiller: ['Groupe froid', 'Chiller'],
  gel: ['Gel', 'Gel'],
  slightly: ['Légère', 'Slight'],
}

/** What the seed makes of a lot, by the draw's id in the level files. */
export const DRAWS: Readonly<Record<string, Pair>> = {
  foam: ['Tendance à mousser', 'Foaming'],
  demand: ['Demande en oxygène', 'Oxygen demand'],
  growth: ['Croissance', 'Growth'],
  productivity: ['Productivité', 'Productivity'],
  feedStrength: ['Force du milieu nutritif', 'Feed strength'],
  deadCells: ['Cellules mortes au départ', 'Dead cells at the start'],
  titre: ['Titre à l’entrée', 'Titre at the entry'],
  resin: ['Capacité de la résine', 'Resin capacity'],
  aggregates: ['Agrégats à l’entrée', 'Aggregates at the entry'],
  hostProtein: ['Protéines hôtes à l’entrée', 'Host proteins at the entry'],
  eluate: ['Tampon de l’éluat', 'Buffering of the eluate'],
  gradient: ['Force du gradient', 'Gradient strength'],
  cyclesUsed: ['Cycles déjà faits', 'Cycles used'],
  filter: ['Capacité du filtre', 'Filter capacity'],
  gel: ['Couche de gel', 'Gel layer'],
  dna: ['Lot d’ADN', 'DNA lot'],
  flask: ['Cellules du flacon', 'Cells of the flask'],
  water: ['Eau du bain', 'Bath water'],
  pipes: ['Retard des conduites', 'Lag of the pipes'],
  donors: ['Facteurs des donneurs', 'Factors of the donors'],
  antibodies: ['Anticorps des donneurs', 'Antibodies of the donors'],
  wall: ['Paroi chaude', 'Warm wall'],
  flakes: ['Taille des flocons', 'Size of the flakes'],
  light: ['Densité des flocons', 'Density of the flakes'],
  chiller: ['Groupe froid', 'Chiller'],
  fines: ['Fines', 'Fines'],
  froth: ['Écume', 'Froth'],
}

const named = (table: Readonly<Record<string, Pair>>, language: Language, id: string): string =>
  Object.hasOwn(table, id) ? table[id]![language === 'fr' ? 0 : 1] : id
export const causeName = (language: Language, id: string): string => named(CAUSES, language, id)
export const drawName = (language: Language, id: string): string => named(DRAWS, language, id)
