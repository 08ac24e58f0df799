import type { Language } from '../../present/index.ts'
import { table } from '../../present/index.ts'

/** Words of every demo's frame; what people say and what a beat teaches is the level's own text. */
const fr = {
  title: 'Premier Lot',
  menu: 'Retour au menu',
  lot: 'Lot',
  languages: 'Langue',
  failed: 'Le lot s’est arrêté. Recharge la page.',
  hall: 'La salle',
  desk: 'Le poste',
  medalsSpoken: (n: number) => `${n} ${n > 1 ? 'médailles' : 'médaille'} sur 3.`,
  newBest: 'Nouveau record',
  oldBest: (n: number) => `Ton record : ${n}`,
  left: (minutes: string) => `encore ${minutes} min`,
  percent: (n: number) => `${n}\u202f%`,
  nextMedal: (at: string) => `Prochaine médaille à ${at}`,
  again: 'Encore',
  otherLot: 'Un autre lot',
  pause: 'Arrêter le temps',
  resume: 'Laisser filer',
  wait: 'Attendre',
  seen: 'Ce qu’on voit',
}
type DemoTexts = typeof fr

const en: DemoTexts = {
  title: 'First Batch',
  menu: 'Back to the menu',
  lot: 'Lot',
  languages: 'Language',
  failed: 'The batch has stopped. Reload the page.',
  hall: 'The hall',
  desk: 'The desk',
  medalsSpoken: (n) => `${n} ${n === 1 ? 'medal' : 'medals'} of 3.`,
  newBest: 'New best',
  oldBest: (n) => `Your best: ${n}`,
  left: (minutes) => `${minutes} min left`,
  percent: (n) => `${n}%`,
  nextMedal: (at) => `Next medal at ${at}`,
  again: 'Again',
  otherLot: 'Another batch',
  pause: 'Stop the clock',
  resume: 'Let it run',
  wait: 'Wait',
  seen: 'What you see',
}

export const demoTexts = table(fr, en)

/** A share, in whole percent. */
export const percentText = (language: Language, share: number): string =>
  demoTexts[language].percent(Math.round(100 * share))
