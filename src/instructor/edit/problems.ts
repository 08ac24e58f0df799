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

const BOUNDS = {
  above: (n: string) => `supérieur à ${n}`,
  below: (n: string) => `inférieur à ${n}`,
  'of at most': (n: string) => `de ${n} au plus`,
  'of at least': (n: string) => `de ${n} au moins`,
}
const figure = (said: string): string => said.replaceAll(/(\d)\.(\d)/g, '$1,$2')

/** What is wrong and what would be right; numbers and names are any language's. */
export function problemSentence(language: Language, { code, message, remedy }: Problem): string {
  if (language === 'en') return `${message} ${remedy}`
  const known = (Object.hasOwn(CODES, code) && CODES[code]) || 'Le niveau ne tient pas debout ici.'
  const range = /from (\S+) to (\S+?)( [^.\s]+)?\.$/.exec(remedy)
  const bound = /^Give a number (above|below|of at most|of at least) (.+)\.$/.exec(remedy)
  const names = /^(?:Known|Name one of|Steps that are played|Taken|Lots counted): (.+)\.$/.exec(remedy)
  const better = range
    ? ` Donnez un nombre de ${figure(range[1]!)} à ${figure(range[2]!)}.`
    : bound
      ? ` Donnez un nombre ${BOUNDS[bound[1] as keyof typeof BOUNDS](figure(bound[2]!))}.`
      : names
        ? ` Possibles : ${names[1]!}.`
        : ''
  return typeset('fr', known + better)
}
