import { type Language, typeset } from '../../present/index.ts'
import type { Problem } from '../../sim/index.ts'

/** The linter speaks English: in French, what its codes say. */
const CODES: Readonly<Record<string, string>> = {
  range: 'Ce nombre sort de son domaine.',
  not_a_number: 'Il faut un nombre.',
  dangling: 'Ce qui est nommé ici n’est plus dans le niveau.',
  not_played: 'L’équipe seule mène cette étape : rien n’y vient au joueur.',
  duplicate: 'Ce nom est là deux fois.',
  unknown_key: 'Ce nom n’existe pas ici.',
  no_effect: 'Cela ne changerait rien.',
  missing: 'Il manque quelque chose qui va avec.',
  entry_unfit: 'L’étape ne peut pas commencer avec cela.',
  steps: 'Une étape au moins doit être jouée.',
  locked: 'Ce réglage est retiré au joueur.',
  too_big: 'C’est trop.',
  too_small: 'C’est trop peu.',
  lost: 'Le modèle s’arrête sur ce niveau : annulez le dernier changement.',
  no_such_place: 'Ce changement vise un endroit que ce niveau n’a pas.',
}

/** What is wrong and what would be right; numbers and names are any language's. */
export function problemSentence(language: Language, { code, message, remedy }: Problem): string {
  if (language === 'en') return `${message} ${remedy}`
  const known = (Object.hasOwn(CODES, code) && CODES[code]) || 'Le niveau ne tient pas debout ici.'
  const range = /from (\S+) to (\S+?)( [^.\s]+)?\.$/.exec(remedy)
  const names = /^(?:Known|Name one of|Steps that are played|Taken|Lots counted): (.+)\.$/.exec(remedy)
  const better = range ? ` Donnez un nombre de ${range[1]!} à ${range[2]!}.` : names ? ` Possibles : ${names[1]!}.` : ''
  return typeset('fr', known + better)
}
