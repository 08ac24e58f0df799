import { table } from '../../present/index.ts'

const fr = {
  causeTitle: 'Ce qui a le plus pesé, à ton avis ?',
  causeSeen: 'Tu l’avais vu.',
  causeOther: (name: string) => `Tu pensais à autre chose : ${name}.`,
  causeNothing: (name: string) => `Tu pensais à : ${name}. Cela n’a pas coûté un point.`,
  title: 'Une chose pour la prochaine fois',
  lead: 'Choisis, ou écris-la avec tes mots. Elle te sera rappelée au prochain départ.',
  own: 'Avec mes mots',
  keep: 'Garder',
  kept: (words: string) => `Gardé : « ${words} »`,
  change: 'Changer',
  reminded: (words: string) => `Tu t’étais dit : « ${words} »`,
  asked: (words: string) => `Tu t’étais dit : « ${words} » Tenu ?`,
  yes: 'Oui',
  no: 'Pas cette fois',
  held: 'Tenu.',
  notHeld: 'Pas cette fois.',
}

const en: typeof fr = {
  causeTitle: 'What mattered most, do you think?',
  causeSeen: 'You saw it.',
  causeOther: (name) => `You were thinking of something else: ${name}.`,
  causeNothing: (name) => `You were thinking of: ${name}. It didn’t cost a point.`,
  title: 'One thing for next time',
  lead: 'Choose one, or write your own. You’ll be reminded next time you start.',
  own: 'In my own words',
  keep: 'Keep',
  kept: (words) => `Kept: “${words}”`,
  change: 'Change',
  reminded: (words) => `You told yourself: “${words}”`,
  asked: (words) => `You told yourself: “${words}” Did you?`,
  yes: 'Yes',
  no: 'Not this time',
  held: 'Done.',
  notHeld: 'Not this time.',
}

export const intendTexts = table(fr, en)
