import { table } from '../../present/index.ts'

/** How far everybody can play; the long form, with how it was looked at, is docs/accessibility.md. */
export const accessTexts = table(
  {
    title: 'Accessibilité',
    close: 'Fermer',
    lead: 'Accessibilité : partiellement conforme. Le jeu vise le RGAA et les WCAG, niveau AA. Voici ce qui tient, ce qui manque, et à qui le dire.',
    parts: [
      {
        head: 'Ce sur quoi tu peux compter',
        items: [
          'Tout se joue au clavier, à la souris ou au doigt. Rien ne demande de glisser : chaque poignée a ses touches.',
          '« Version texte », au pied du campus, dit tout en mots : les machines, les mesures, ce qui vient d’arriver.',
          'Chaque courbe a une phrase et un tableau. Aucune information n’est dans la couleur seule, ni dans le son seul.',
          'Le temps s’arrête quand tu veux ; rien ne se perd si tu fermes la page.',
          'Dans les réglages : lettres plus grandes, mouvements réduits, contraste, sons coupés un par un.',
        ],
      },
      {
        head: 'Ce qui manque encore',
        items: [
          'Aucune personne aveugle ou malvoyante n’a encore joué un niveau entier devant nous avec son propre lecteur d’écran.',
          'À 320 pixels de large, une table large se fait défiler dans son cadre.',
          'Un examen à durée limitée compte le temps réel : c’est son objet. Demande plus à ton formateur.',
          'Sur la borne, la question « Encore là ? » attend dix secondes : une foule attend derrière. Le jeu complet n’a pas cette limite.',
          'L’affiche du stand est une image : son texte est dans le kit de salon.',
        ],
      },
      {
        head: 'Un obstacle ?',
        items: [
          'Dis-le à la personne ou à l’établissement qui t’a donné ce jeu : c’est à eux de répondre et de te proposer une autre façon de faire.',
          'Sans réponse satisfaisante, le Défenseur des droits peut être saisi gratuitement : defenseurdesdroits.fr, ou 09 69 39 00 00.',
        ],
      },
    ],
  },
  {
    title: 'Accessibility',
    close: 'Close',
    lead: 'Accessibility: partially conformant. The game aims at WCAG level AA and the French RGAA. Here is what holds, what is missing, and whom to tell.',
    parts: [
      {
        head: 'What you can count on',
        items: [
          'Everything can be played by keyboard, mouse or finger. Nothing needs dragging: each handle has its keys.',
          '“Text version”, at the foot of the campus, says everything in words: the machines, the readings, what has just happened.',
          'Every curve has a sentence and a table. Nothing is told by colour alone, or by sound alone.',
          'Time stops whenever you like; nothing is lost if you close the page.',
          'In the settings: larger letters, less motion, contrast, sounds off one by one.',
        ],
      },
      {
        head: 'What is still missing',
        items: [
          'No blind or partially sighted person has yet played a whole level in front of us with their own screen reader.',
          'At a width of 320 pixels, a wide table scrolls within its frame.',
          'An exam with a time limit counts real time: that is its point. Ask your instructor for more.',
          'At the kiosk, the question “Still there?” waits ten seconds: there is a queue. The full game has no such limit.',
          'The poster for the stand is a picture: its text is in the fair kit.',
        ],
      },
      {
        head: 'Something in your way?',
        items: [
          'Tell the person or the institution that gave you this game: it is for them to answer and to offer you another way.',
          'In France, without a satisfying answer, the Défenseur des droits can be asked free of charge: defenseurdesdroits.fr.',
        ],
      },
    ],
  },
)
