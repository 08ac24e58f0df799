import { table } from '../../present/index.ts'

const fr = {
  title: 'Trousse',
  count: (n: number) => `${n} sur 2`,
  lead: 'Deux instruments de plus pour le prochain lot. Ils changent ce que tu vois, jamais le procédé.',
  earn: (levels: string) => `À gagner : ${levels} réussi sans lui, le geste montré.`,
  or: 'ou',
  won: (n: number) => (n > 1 ? `${n} instruments gagnés` : 'Un instrument gagné'),
  onCard: 'Il se prend sur la carte d’un poste, avant le lot : deux à la fois.',
  read: (name: string) => `Lire : ${name}`,
  nights: (n: number, most: number) => `Poche : ${n} nuits sur ${most}`,
  few: 'Trois comptages d’abord.',
  morning: ['Demain', 'Dans 2 jours', 'Dans 3 jours'] as readonly string[],
  between: (low: string, high: string) => `${low} à ${high}`,
}

const en: typeof fr = {
  title: 'Kit',
  count: (n) => `${n} of 2`,
  lead: 'Two more instruments for the next batch. They change what you see, never the process.',
  earn: (levels) => `Earn it: pass ${levels} without it, showing the skill.`,
  or: 'or',
  won: (n) => (n > 1 ? `${n} instruments earned` : 'An instrument earned'),
  onCard: 'Pick it on a level’s card, before the batch: two at a time.',
  read: (name) => `Read: ${name}`,
  nights: (n, most) => `Bag: ${n} nights of ${most}`,
  few: 'Three counts first.',
  morning: ['Tomorrow', 'In 2 days', 'In 3 days'],
  between: (low, high) => `${low} to ${high}`,
}

export const kitTexts = table(fr, en)
