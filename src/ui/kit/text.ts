import { table } from '../../present/index.ts'

const fr = {
  title: 'Trousse',
  count: (n: number) => `${n} sur 2`,
  lead: 'Deux instruments de plus pour le prochain lot. Ils changent ce que tu vois, jamais le procédé.',
  earn: (levels: string) => `À gagner : ${levels} réussi sans lui, le geste montré.`,
  or: 'ou',
  read: (name: string) => `Lire : ${name}`,
  nights: (n: number, most: number) => `Poche : ${n} nuits sur ${most}`,
  few: 'Trois comptages d’abord.',
  morning: ['Demain', 'Dans 2 jours', 'Dans 3 jours'] as readonly string[],
  between: (low: string, high: string) => `${low} à ${high}`,
}

const en: typeof fr = {
  title: 'Kit',
  count: (n) => `${n} of 2`,
  lead: 'Two instruments more for the next batch. They change what you see, never the process.',
  earn: (levels) => `To be earned: pass ${levels} without it, showing the skill.`,
  or: 'or',
  read: (name) => `Read: ${name}`,
  nights: (n, most) => `Bag: ${n} nights of ${most}`,
  few: 'Three counts first.',
  morning: ['Tomorrow', 'In 2 days', 'In 3 days'],
  between: (low, high) => `${low} to ${high}`,
}

export const kitTexts = table(fr, en)
