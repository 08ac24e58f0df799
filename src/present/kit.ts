import { kit, type ToolId, TOOLS } from '../play/index.ts'
import { type Language, typeset } from './language.ts'

/** Names of a kit's instruments, and what each is good for, its weakness included. */
const WORDS: Readonly<Record<ToolId, Readonly<Record<Language, readonly [name: string, says: string]>>>> = {
  autoCounter: {
    fr: [
      'Compteur automatique',
      'Il compte cent images sans boîte de prélèvement ; il prend un amas pour une seule cellule.',
    ],
    en: ['Automatic counter', 'It counts a hundred images without a sample; it takes a clump for a single cell.'],
  },
  autoSampler: {
    fr: [
      'Échantillonneur automatique',
      'Chaque nuit, il prélève : cellules, glucose, lactate. Sa poche est pleine après dix nuits.',
    ],
    en: ['Auto-sampler', 'It samples every night: cells, glucose, lactate. Its bag is full after ten nights.'],
  },
  lanceProbe: {
    fr: ['Sonde de canne', 'Elle mesure l’éthanol là où il entre, pas la moyenne de la cuve.'],
    en: ['Lance probe', 'It reads the ethanol where it goes in, not the tank average.'],
  },
  secondPh: {
    fr: [
      'Seconde électrode de pH',
      'Une autre électrode, une autre erreur : deux qui s’accordent valent mieux qu’une sûre d’elle.',
    ],
    en: ['Second pH electrode', 'Another electrode, another error: two that agree beat one that is sure of itself.'],
  },
  capacitance: {
    fr: [
      'Sonde de capacitance',
      'Les cellules vivantes en continu ; elle compte aussi une part des mourantes, et indique trop haut.',
    ],
    en: ['Capacitance probe', 'Live cells, continuously; it also counts some of the dying ones, so it reads high.'],
  },
  complexSize: {
    fr: [
      'Lecteur de taille',
      'La taille des complexes, d’une goutte de lumière : le mélange dit lui-même quand verser.',
    ],
    en: ['Size reader', 'Complex size, by scattered light: the mix itself tells you when to pour.'],
  },
  inLineConductivity: {
    fr: ['Conductivité en ligne', 'Le sel à la sortie, pendant que tout coule : une dérive se voit avant le labo.'],
    en: ['In-line conductivity', 'Salt at the outlet while it all flows: you see a drift before the lab does.'],
  },
  raman: {
    fr: [
      'Raman glucose et lactate',
      'Sans prélever. Étalonné sur d’autres lots : faux sur le tien tant que tu ne le recales pas.',
    ],
    en: [
      'Raman glucose and lactate',
      'No sampling. Calibrated on other batches: wrong on yours until you standardise it.',
    ],
  },
  probeMap: {
    fr: ['Carte des sondes', 'Un enregistreur dans chaque bouteille : la plus froide du moment, et sa place.'],
    en: ['Probe map', 'A logger in every bottle: the coldest right now, and its place.'],
  },
  forecastTwin: {
    fr: ['Jumeau prévisionnel', 'Un éventail tiré de tes seuls comptages : peu de points, éventail large.'],
    en: ['Forecast twin', 'A fan drawn only from your own counts: few points, wide fan.'],
  },
}

export const toolName = (language: Language, id: ToolId): string => WORDS[id][language][0]
export const toolSays = (language: Language, id: ToolId): string => typeset(language, WORDS[id][language][1])

/** What is known of a finished lot, the first time it was played. */
export interface Proof {
  readonly level: string
  readonly passed: boolean
  /** Gates that closed, taken back or not. */
  readonly gates: readonly string[]
  /** By competency: worths of its evidence. */
  readonly seen: Readonly<Record<string, readonly number[]>>
  /** What was brought along. */
  readonly kit: readonly ToolId[]
}

/** Skill enough, of a worth between 0 and 1: as for a competency that is practised well (gmp.md §7.5). */
const SHOWN = 0.7

/** An instrument is earned by a lot passed without a gate that showed its skill without it. */
export const earnedBy = (proofs: readonly Proof[]): readonly ToolId[] =>
  TOOLS.filter((id) =>
    proofs.some(({ level, passed, gates, seen, kit: had }) => {
      const worths = seen[kit[id].skill] ?? []
      const mean = worths.reduce((a, b) => a + b, 0) / Math.max(1, worths.length)
      return kit[id].earned.includes(level) && passed && gates.length === 0 && !had.includes(id) && mean >= SHOWN
    }),
  )
