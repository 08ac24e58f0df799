import { table } from '../../present/index.ts'

/** Drills by level and what goes wrong there: several causes, the same alarm. */
export const DRILLS = [
  'P1.poolReads',
  'M2.lowOxygen',
  'M2.feedPump',
  'P2.lance',
  'A2.hose',
  'M3.probe',
  'P3.froth',
  'M4.holdPh',
  'P4.cold',
  'M5.flowPause',
] as const

export const drillTexts = table(
  {
    title: 'Exercices de 90 s',
    lead: 'Une panne, plusieurs causes, un autre lot à chaque fois.',
    done: 'J’ai fini',
    right: 'Bien vu : rien à redire sur ce cas.',
    wrong: 'À revoir',
    again: 'Encore, un autre lot',
    menu: 'Retour au menu',
    names: {
      'P1.poolReads': 'L’aiguille du bain',
      'M2.lowOxygen': 'L’oxygène bas',
      'M2.feedPump': 'La pompe et la balance',
      'P2.lance': 'La lance chaude',
      'A2.hose': 'Le tuyau du mélange',
      'M3.probe': 'La sonde de pH',
      'P3.froth': 'La mousse',
      'M4.holdPh': 'Le pH de la tenue',
      'P4.cold': 'Le détergent trop froid',
      'M5.flowPause': 'Le débit qui tombe',
    } as Record<string, string>,
  },
  {
    title: 'Drills of 90 s',
    lead: 'One fault, several causes, another batch each time.',
    done: 'I am done',
    right: 'Well seen: nothing to object to in this case.',
    wrong: 'To be seen again',
    again: 'Again, another batch',
    menu: 'Back to the menu',
    names: {
      'P1.poolReads': 'The needle of the bath',
      'M2.lowOxygen': 'Low oxygen',
      'M2.feedPump': 'Pump and scale',
      'P2.lance': 'The warm lance',
      'A2.hose': 'The hose of the mix',
      'M3.probe': 'The pH probe',
      'P3.froth': 'The foam',
      'M4.holdPh': 'The pH of the hold',
      'P4.cold': 'Detergent too cold',
      'M5.flowPause': 'The falling flow',
    },
  },
)
