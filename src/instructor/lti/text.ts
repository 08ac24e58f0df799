import { table } from '../../present/index.ts'

const fr = {
  title: 'Depuis votre plateforme',
  opening: 'Ouverture…',
  refused: {
    platform: 'Cette plateforme n’est pas connue de ce serveur. Demandez à qui l’exploite de la déclarer.',
    state: 'Cette ouverture a expiré ou vient d’un autre navigateur. Relancez l’activité depuis votre plateforme.',
    token: 'La plateforme n’a pas pu être reconnue\u00a0: signature, heure ou destinataire. Relancez l’activité.',
    deployment: 'Cet espace de la plateforme n’est pas déclaré sur ce serveur.',
    role: 'Choisir un lot est réservé aux formateurs.',
    scenario: 'Le lot de ce lien ne peut pas être lu. Le formateur doit le choisir à nouveau.',
    away: 'La plateforme ne répond pas. Relancez l’activité dans une minute.',
    storage: 'Ce navigateur ne garde rien dans un cadre. Ouvrez l’activité dans une nouvelle fenêtre.',
    failed: 'Le serveur n’a pas pu. Relancez l’activité.',
  },
  framed: 'Dans ce cadre, votre navigateur ne garde rien, et un lot doit pouvoir être repris.',
  newWindow: 'Ouvrir dans une nouvelle fenêtre',
  pick: 'Choisir un lot pour ce cours',
  pickLead: 'Le lien posé dans le cours donnera ce lot à tous. La note de chacun reviendra à la plateforme, sur 100.',
  level: 'Niveau',
  lot: 'Numéro de lot',
  own: 'Chaque apprenant a son propre lot',
  code: 'Ou un code de lot',
  codeHint: 'De la page du formateur, «\u00a0Donner un lot\u00a0»\u00a0: examen, aides, scénario modifié.',
  badCode: 'Ce code ne donne pas de lot. Relisez-le.',
  put: 'Poser ce lot dans le cours',
}

const en: typeof fr = {
  title: 'From your platform',
  opening: 'Opening…',
  refused: {
    platform: 'This platform is not known to this server. Ask whoever runs the server to declare it.',
    state: 'This opening has expired or comes from another browser. Start the activity again from your platform.',
    token: 'The platform could not be recognised: signature, hour or addressee. Start the activity again.',
    deployment: 'This part of the platform is not declared on this server.',
    role: 'Choosing a batch is for instructors.',
    scenario: 'The batch of this link cannot be read. The instructor has to choose it again.',
    away: 'The platform does not answer. Start the activity again in a minute.',
    storage: 'This browser keeps nothing inside a frame. Open the activity in a new window.',
    failed: 'The server could not. Start the activity again.',
  },
  framed: 'Inside this frame your browser keeps nothing, and a batch must be there to go on with.',
  newWindow: 'Open in a new window',
  pick: 'Choose a batch for this course',
  pickLead:
    'The link placed in the course gives this batch to everybody. Each mark goes back to the platform, out of 100.',
  level: 'Level',
  lot: 'Batch number',
  own: 'Each learner has a batch of their own',
  code: 'Or a batch code',
  codeHint: 'From the instructor’s page, “Give a batch”: exam, aids, changed scenario.',
  badCode: 'This code gives no batch. Read it again.',
  put: 'Place this batch in the course',
}

export const ltiTexts = table(fr, en)
