import { clockOf, momentOf } from './calendar.ts'
import { type Language, typeset } from './language.ts'
import type { News, Snapshot } from './snapshot.ts'

type Pair = readonly [fr: string, en: string]
const side = (language: Language, [fr, en]: Pair): string => typeset(language, language === 'fr' ? fr : en)
const named = (table: Readonly<Record<string, Pair>>, language: Language, id: string): string =>
  table[id] ? side(language, table[id]) : id

const SUITES: Readonly<Record<string, Pair>> = {
  plasma: ['Plasma', 'Plasma'],
  antibody: ['Anticorps', 'Antibody'],
  aav: ['AAV', 'AAV'],
}
const TASKS: Readonly<Record<string, Pair>> = {
  cold: ['Décongeler, cryo, fraction I', 'Thaw, cryo, fraction I'],
  globulins: ['Précipiter II+III', 'Precipitate II+III'],
  paste: ['Filtre-presse, dissoudre la pâte', 'Press, dissolve the paste'],
  acid: ['Acide caprylique, filtrer', 'Caprylic acid, filter'],
  solvent: ['Solvant-détergent, colonne', 'Solvent/detergent, column'],
  filter: ['Nanofiltre, jour et nuit', 'Nanofilter, day and night'],
  bulk: ['Concentrer le vrac', 'Concentrate the bulk'],
  capture: ['Protéine A', 'Protein A'],
  acidHold: ['Maintien à pH bas', 'Low-pH hold'],
  polish: ['Échange de cations', 'Cation exchange'],
  flow: ['Échange d’anions, nanofiltre', 'Anion exchange, nanofilter'],
  concentrate: ['Ultrafiltration', 'Ultrafiltration'],
  vials: ['Répartir l’anticorps', 'Fill the antibody'],
  transfect: ['Mélange et transfection', 'Mix and transfection'],
  harvest: ['Récolter, lyser, clarifier', 'Harvest, lyse, clarify'],
  purify: ['Affinité, pleines / vides', 'Affinity, full / empty'],
  vector: ['Formuler, répartir le vecteur', 'Formulate, fill the vector'],
  cleaning: ['Nettoyer la salle', 'Clean the room'],
}
/** What stands in its vessel before a task. */
const WAITING: Readonly<Record<string, Pair>> = {
  cold: ['bouteilles à −20 °C', 'bottles at −20 °C'],
  globulins: ['surnageant I, froid', 'supernatant I, cold'],
  paste: ['suspension II+III', 'suspension II+III'],
  acid: ['pâte dissoute', 'dissolved paste'],
  solvent: ['filtrat', 'filtrate'],
  filter: ['éluat, avant le nanofiltre', 'eluate, before the nanofilter'],
  bulk: ['filtrat sans virus', 'filtrate, virus removed'],
  capture: ['clarifiat', 'clarified harvest'],
  acidHold: ['éluat', 'eluate'],
  polish: ['pool neutralisé', 'neutralised pool'],
  flow: ['pool CEX', 'CEX pool'],
  concentrate: ['filtrat', 'filtrate'],
  vials: ['vrac', 'bulk'],
  transfect: ['cellules qui poussent', 'growing cells'],
  harvest: ['cellules qui produisent', 'producing cells'],
  purify: ['clarifiat à 5 °C', 'clarified harvest at 5 °C'],
  vector: ['pool pleines', 'pool of full capsids'],
}
const TESTS: Readonly<Record<string, Pair>> = {
  mycoplasma: ['Mycoplasmes, cellules AAV', 'Mycoplasma, AAV cells'],
  virusMarkers: ['Marqueurs viraux, pool plasma', 'Viral markers, plasma pool'],
  bulkGerms: ['Germes, vrac anticorps', 'Bioburden, antibody bulk'],
  titre: ['Titre, pool AAV', 'Titre, AAV pool'],
  swab: ['Écouvillon de la salle', 'Room swab'],
}
const PAIRS: Readonly<Record<string, Pair>> = {
  anna: ['Anna et Tom', 'Anna and Tom'],
  boris: ['Boris et Lina', 'Boris and Lina'],
  chloe: ['Chloé et Marc', 'Chloe and Marc'],
}
const SHARED: Readonly<Record<string, Pair>> = {
  water: ['boucle d’eau', 'water loop'],
  autoclave: ['autoclave', 'autoclave'],
  filling: ['salle de remplissage', 'filling room'],
}
const ZONES: Readonly<Record<string, Pair>> = {
  raw: ['avant inactivation', 'before viral steps'],
  aav: ['vecteur vivant', 'live vector'],
  safe: ['propre', 'clean side'],
}
const WHY_NOT: Readonly<Record<string, Pair>> = {
  pair_unqualified: ['pas qualifiés', 'not qualified'],
  pair_ill: ['absents', 'off sick'],
  pair_away: ['pas là', 'not in'],
  pair_busy: ['occupés', 'busy'],
}

export const suiteName = (language: Language, id: string): string => named(SUITES, language, id)
export const taskName = (language: Language, id: string): string => named(TASKS, language, id)
export const waitingName = (language: Language, id: string): string => named(WAITING, language, id)
export const testName = (language: Language, id: string): string => named(TESTS, language, id)
export const pairName = (language: Language, id: string): string => named(PAIRS, language, id)
export const sharedName = (language: Language, id: string): string => named(SHARED, language, id)
export const zoneName = (language: Language, id: string): string => named(ZONES, language, id)
export const whyNot = (language: Language, code: string): string => named(WHY_NOT, language, code)

const DAYS: readonly Pair[] = [
  ['lundi', 'Monday'],
  ['mardi', 'Tuesday'],
  ['mercredi', 'Wednesday'],
  ['jeudi', 'Thursday'],
  ['vendredi', 'Friday'],
  ['samedi', 'Saturday'],
]
export const weekday = (language: Language, day: number): string =>
  named(Object.fromEntries(DAYS.entries()), language, String(day))

/** mar. 16:40, by the days of the week. */
export function weekHour(language: Language, t_s: number): string {
  const day = weekday(language, momentOf(t_s).day)
  return `${language === 'fr' ? `${day.slice(0, 3)}.` : day.slice(0, 3)} ${clockOf(t_s)}`
}

/** What the telephone says when something of the week is over. */
export function weekNews(
  language: Language,
  news: Extract<News, { kind: 'week' }>,
  { week }: Snapshot,
): string | undefined {
  const fr = language === 'fr'
  const say = (french: string, english: string): string => typeset(language, fr ? french : english)
  const { what, about } = news
  switch (what) {
    case 'done':
      return say(`${taskName(language, about)} : fini.`, `${taskName(language, about)}: done.`)
    case 'due':
      return say(`${taskName(language, about)} : l’heure du plan.`, `${taskName(language, about)}: due now.`)
    case 'free':
      return say(`${pairName(language, about)} : libres.`, `${pairName(language, about)}: free.`)
    case 'result':
      return say(`${testName(language, about)} : résultat.`, `${testName(language, about)}: result.`)
    case 'incident':
      return week ? say('On t’appelle.', 'You’re wanted on the phone.') : undefined
  }
}
