import type { ColdLine } from '../../present/index.ts'
import { table } from '../../present/index.ts'

/** Words of the opening. What is said on the radio: 12 words at most. */
const fr = {
  title: 'Premier Lot',
  lead: 'Fabrique un biomédicament, du premier geste au flacon.',
  opening: 'Ouverture',
  again: 'Revoir l’ouverture',
  skip: 'Passer',
  otherLanguage: 'English',
  loading: 'Il est 3 h 12. La salle est noire.',
  who: 'Nadia, à la radio',
  whoHere: 'Nadia',
  wheel: 'Molette',
  wheelAt: (percent: string, oxygen: string, foam: string) =>
    `ouverte à ${percent} %, oxygène ${oxygen} %, mousse ${foam} %`,
  night: 'Nuit, une cuve de 50 L, jour 6.',
  oxygen: 'Oxygène dissous',
  foam: 'Mousse, filtre à 100',
  stirring: 'Agitation',
  rpm: 'tr/min',
  lines: {
    call: 'Tu es là ? La cuve s’essouffle. Tourne la molette.',
    turn: 'Vers la droite. Doucement, la cuve suit.',
    iTurn: 'Je tourne d’ici. Regarde l’aiguille.',
    more: 'Oui. Encore un peu.',
    again: 'Encore. Elle n’a pas repris son souffle.',
    iMore: 'Je pousse un peu. Regarde la mousse.',
    stop: 'Stop ! Regarde en haut.',
    down: 'Redescends un peu. La mousse suivra.',
    iEase: 'Je redescends d’ici. Regarde l’aiguille.',
    low: 'Pas si bas. Rends-lui un peu d’air.',
    balance: 'Ni trop, ni trop peu. Tout le métier est là.',
  } satisfies Record<ColdLine, string>,
  take: 'Prendre le poste',
  word: 'Ton paraphe engage ta parole.',
  enter: 'Signer et entrer',
}
type ColdTexts = typeof fr

const en: ColdTexts = {
  title: 'First Batch',
  lead: 'Make a biomedicine, from first move to vial.',
  opening: 'Opening',
  again: 'Watch the opening again',
  skip: 'Skip',
  otherLanguage: 'Français',
  loading: 'It’s 03:12. The room is dark.',
  who: 'Nadia, on the radio',
  whoHere: 'Nadia',
  wheel: 'Wheel',
  wheelAt: (percent, oxygen, foam) => `${percent}% open, oxygen ${oxygen}%, foam ${foam}%`,
  night: 'Night, a 50 L vessel, day 6.',
  oxygen: 'Dissolved oxygen',
  foam: 'Foam, filter at 100',
  stirring: 'Stirring',
  rpm: 'rpm',
  lines: {
    call: 'Are you there? The vessel is short of breath. Turn the wheel.',
    turn: 'To the right. Gently, the vessel follows.',
    iTurn: 'I’m turning it from here. Watch the needle.',
    more: 'Yes. A little more.',
    again: 'More. It hasn’t caught its breath yet.',
    iMore: 'I’m pushing it a little. Watch the foam.',
    stop: 'Stop! Look up.',
    down: 'Ease it back a little. The foam will follow.',
    iEase: 'I’m easing it back from here. Watch the needle.',
    low: 'Not that low. Give it some air back.',
    balance: 'Not too much, not too little. That is the whole craft.',
  },
  take: 'Take your post',
  word: 'Your initials are your word.',
  enter: 'Sign and go in',
}

export const coldTexts = table(fr, en)
