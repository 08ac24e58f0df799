import { table } from '../../present/index.ts'

const fr = {
  title: 'Depuis votre plateforme',
  opening: 'Ouverture…',
  refused: {
    platform: 'Ce serveur ne connaît pas cette plateforme. Demandez à la personne qui l’exploite de la déclarer.',
    state: 'Cette ouverture a expiré ou vient d’un autre navigateur. Relancez l’activité depuis votre plateforme.',
    token: 'La plateforme n’a pas pu être authentifiée\u00a0: signature, heure ou destinataire. Relancez l’activité.',
    deployment: 'Cet espace de la plateforme n’est pas déclaré sur ce serveur.',
    role: 'Choisir un lot est réservé aux formateurs.',
    scenario: 'Le lot de ce lien ne peut pas être lu. Le formateur doit le choisir à nouveau.',
    away: 'La plateforme ne répond pas. Relancez l’activité dans une minute.',
    storage: 'Ce navigateur ne garde rien dans un cadre. Ouvrez l’activité dans une nouvelle fenêtre.',
    failed: 'Le serveur n’y est pas arrivé. Relancez l’activité.',
  },
  framed: 'Dans ce cadre, votre navigateur ne garde rien, et un lot doit pouvoir être repris.',
  newWindow: 'Ouvrir dans une nouvelle fenêtre',
  pick: 'Choisir un lot pour ce cours',
  pickLead: 'Le lien posé dans le cours donnera ce lot à tous. La note de chacun reviendra à la plateforme, sur 100.',
  put: 'Poser ce lot dans le cours',
}

const en: typeof fr = {
  title: 'From your platform',
  opening: 'Opening…',
  refused: {
    platform: 'This server does not know this platform. Ask whoever runs the server to declare it.',
    state: 'This launch has expired or comes from another browser. Start the activity again from your platform.',
    token: 'The platform could not be authenticated: signature, time or audience. Start the activity again.',
    deployment: 'This deployment of the platform is not declared on this server.',
    role: 'Only instructors can choose a batch.',
    scenario: 'The batch behind this link cannot be read. The instructor must choose it again.',
    away: 'The platform is not answering. Start the activity again in a minute.',
    storage: 'This browser keeps nothing inside a frame. Open the activity in a new window.',
    failed: 'The server could not do it. Start the activity again.',
  },
  framed: 'Inside this frame your browser keeps nothing, and a batch must be kept so that you can come back to it.',
  newWindow: 'Open in a new window',
  pick: 'Choose a batch for this course',
  pickLead:
    'The link placed in the course gives this batch to everybody. Each mark goes back to the platform, out of 100.',
  put: 'Place this batch in the course',
}

export const ltiTexts = table(fr, en)
