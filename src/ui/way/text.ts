import { table } from '../../present/index.ts'

/** Words of a page that was packed: for a disk, or for a learning management system. */
const fr = {
  quit: 'Enregistrer et quitter',
  closed: 'C’est enregistré.',
  closedLead: 'Tu peux fermer cette fenêtre. La prochaine fois, ton lot reprend où tu l’as laissé.',
  title: 'Premier Lot',
  choose: 'Choisis ton lot.',
  language: 'Langue',
  there: 'La plateforme répond de nouveau : tout lui a été transmis.',
  gone: 'La plateforme ne répond plus. Continue : tout reste dans ce navigateur et lui sera transmis dès qu’elle revient.',
  nearlyFull:
    'La plateforme n’a bientôt plus de place pour ce lot. Termine-le sur cette machine : ce navigateur garde tout.',
  full: 'La plateforme n’a plus de place : elle garde le début de ce lot. Ce navigateur garde tout ; ton résultat compte.',
  none: 'Aucune plateforme autour de cette page : rien n’est transmis. Ouvre-la depuis ton cours pour que cela compte.',
  broken: 'Ce paquet ne se lit pas.',
  brokenLead: 'Demande-le de nouveau à la personne qui te l’a donné : il a été abîmé, ou fait par une autre version.',
}

const en: typeof fr = {
  quit: 'Save and quit',
  closed: 'Saved.',
  closedLead: 'You can close this window. Next time, your batch picks up where you left it.',
  title: 'First Batch',
  choose: 'Choose your batch.',
  language: 'Language',
  there: 'The platform is back: it has been told everything.',
  gone: 'The platform isn’t answering. Carry on: everything stays in this browser and is passed on as soon as it’s back.',
  nearlyFull:
    'The platform will soon have no room left for this batch. Finish it on this machine: this browser keeps everything.',
  full: 'The platform has no room left: it keeps the start of this batch. This browser keeps everything; your result counts.',
  none: 'There’s no platform around this page: nothing is passed on. Open it from your course for it to count.',
  broken: 'This package can’t be read.',
  brokenLead: 'Ask for it again where you got it: it’s damaged, or made by another version.',
}

export const wayTexts = table(fr, en)
