import { table } from '../../present/index.ts'

/**
 * Drills by level: what goes wrong there, several causes behind the same alarm; a room to be cleared; a peak to be cut;
 * what the model asks without a desk.
 */
export const DRILLS = [
  'M1.room',
  'P1.room',
  'A1.room',
  'P1.poolReads',
  'M2.lowOxygen',
  'M2.tenCauses',
  'M2.triage',
  'M2.feedPump',
  'P2.lance',
  'A2.hose',
  'M3.probe',
  'P3.froth',
  'M4.holdPh',
  'M4.cut',
  'P4.cold',
  'M5.flowPause',
] as const

const fr = {
  title: 'Exercices de 90 s',
  lead: 'Une panne, une salle ou un pic : un autre lot à chaque fois.',
  done: 'J’ai fini',
  right: 'Bien vu : rien à redire sur ce cas.',
  wrong: 'À revoir.',
  beginRoom: 'Exercice : vide de ligne. Rien du lot d’avant ne doit rester, rien de ce lot ne doit sortir.',
  beginCut: (most: string) =>
    `Exercice : le pic est passé, en tubes. Garde le plus d’anticorps possible avec ${most} % d’agrégats au plus. Quatre tubes au labo, pas plus.`,
  rightRoom: 'Bien vu : la salle est à ce lot.',
  noneWrong: 'Rien n’était à sortir : une salle sur cinq est comme elle doit être.',
  foundOf: (n: number, of: number) =>
    of === 1 ? (n ? 'Un objet à sortir, trouvé.' : 'Un objet était à sortir.') : `Trouvés : ${n} sur ${of}.`,
  thing: (wrong: boolean, looked: boolean, by: 'player' | 'second' | null): string =>
    !wrong
      ? 'était de ce lot : sorti à tort.'
      : by === 'player'
        ? 'trouvé.'
        : by === 'second'
          ? 'vu par ta collègue, pas par toi.'
          : looked
            ? 'lu, et resté là.'
            : 'resté là, sans être lu.',
  rightCut: 'Bien coupé.',
  tooFar: 'Coupé trop loin : les agrégats sont venus avec.',
  tooNarrow: 'Coupé trop court : l’anticorps est resté dans les tubes.',
  cutSays: (kept: string, hmw: string, most: string) =>
    `Ton pool garde ${kept} % de l’anticorps, avec ${hmw} % d’agrégats (limite ${most} %).`,
  bestSays: (kept: string, from: string, to: string, keeps: string) =>
    `Au mieux sous la limite : ${kept} %, du tube ${from} au tube ${to}. Bien coupé : au moins ${keeps} % de cela.`,
  tailSays: 'L’UV redescend quand les agrégats montent : la courbe ne les montre pas.',
  legend: 'En plein, ce que la lampe a vu. En tirets, les agrégats que seuls les tubes au labo montraient.',
  from: 'de',
  to: 'à',
  limit: (most: string) => `pool à ${most} %`,
  volumes: 'VC',
  uv: 'UV',
  aggregates: '% d’agrégats',
  table: 'Tube par tube',
  tube: 'Tube',
  mine: 'Dans ton pool',
  yes: 'oui',
  no: 'non',
  inARow: (n: number, missing: number) =>
    `${n === 0 ? 'La série repart de zéro' : `${n} de suite`} : encore ${missing}, et l’exercice est tenu.`,
  held: (n: number) => `Tenu : ${n} de suite.`,
  all: (right: number, tries: number, best: number) =>
    `${right} ${right > 1 ? 'justes' : 'juste'} sur ${tries} en tout, meilleure série ${best}.`,
  known: 'Ce lot, tu le connaissais : il ne compte pas deux fois.',
  standing: (inARow: number, held: boolean) =>
    held ? `tenu, ${inARow} de suite` : inARow === 0 ? 'à reprendre' : `${inARow} de suite`,
  isDue: 'à revoir aujourd’hui',
  again: 'Encore, un autre lot',
  menu: 'Retour au menu',
  names: {
    'M1.room': 'Vide de ligne : la cuve',
    'P1.room': 'Vide de ligne : le plasma',
    'A1.room': 'Vide de ligne : les cellules',
    'M4.cut': 'Où couper le pic',
    'P1.poolReads': 'L’aiguille de la cuve',
    'M2.lowOxygen': 'L’oxygène bas',
    'M2.tenCauses': 'Dix causes d’oxygène bas',
    'M2.triage': 'Quatre alarmes à la fois',
    'M2.feedPump': 'La pompe et la balance',
    'P2.lance': 'La canne chaude',
    'A2.hose': 'La tubulure du mélange',
    'M3.probe': 'La sonde de pH',
    'P3.froth': 'La mousse',
    'M4.holdPh': 'Le pH du maintien',
    'P4.cold': 'Le maintien trop froid',
    'M5.flowPause': 'Le débit qui tombe',
  } as Record<string, string>,
}

const en: typeof fr = {
  title: '90 s drills',
  lead: 'A fault, a room or a peak: another batch each time.',
  done: 'I’m done',
  right: 'Well spotted: nothing to add on this one.',
  wrong: 'One to practise.',
  beginRoom: 'Drill: line clearance. Nothing from the last batch may stay, nothing from this one may go.',
  beginCut: (most) =>
    `Drill: the peak is over, in tubes. Keep as much antibody as you can, with ${most}% aggregates at most. Four tubes to the lab, no more.`,
  rightRoom: 'Well spotted: the room belongs to this batch.',
  noneWrong: 'Nothing had to go: one room in five is as it should be.',
  foundOf: (n, of) =>
    of === 1 ? (n ? 'One thing had to go: found.' : 'One thing had to go.') : `Found: ${n} of ${of}.`,
  thing: (wrong, looked, by) =>
    !wrong
      ? 'belonged to this batch: taken out for nothing.'
      : by === 'player'
        ? 'found.'
        : by === 'second'
          ? 'seen by your colleague, not by you.'
          : looked
            ? 'read, and left there.'
            : 'left there, never read.',
  rightCut: 'Well cut.',
  tooFar: 'Cut too far: the aggregates came along.',
  tooNarrow: 'Cut too short: antibody was left in the tubes.',
  cutSays: (kept, hmw, most) => `Your pool keeps ${kept}% of the antibody, with ${hmw}% aggregates (limit ${most}%).`,
  bestSays: (kept, from, to, keeps) =>
    `The most below the limit: ${kept}%, from tube ${from} to tube ${to}. Well cut means keeping at least ${keeps}% of it.`,
  tailSays: 'UV comes down while aggregates go up: the curve doesn’t show them.',
  legend: 'Solid: what the lamp saw. Dashed: the aggregates that only tubes sent to the lab could show.',
  from: 'from',
  to: 'to',
  limit: (most) => `pool at ${most}%`,
  volumes: 'CV',
  uv: 'UV',
  aggregates: '% aggregates',
  table: 'Tube by tube',
  tube: 'Tube',
  mine: 'In your pool',
  yes: 'yes',
  no: 'no',
  inARow: (n, missing) =>
    `${n === 0 ? 'Back to none in a row' : `${n} in a row`}: ${missing} more, and the drill is held.`,
  held: (n) => `Held: ${n} in a row.`,
  all: (right, tries, best) => `${right} right of ${tries} in all, best run ${best}.`,
  known: 'You knew this batch: it doesn’t count twice.',
  standing: (inARow, held) => (held ? `held, ${inARow} in a row` : inARow === 0 ? 'try again' : `${inARow} in a row`),
  isDue: 'due today',
  again: 'Again, another batch',
  menu: 'Back to the menu',
  names: {
    'M1.room': 'Line clearance: the vessel',
    'P1.room': 'Line clearance: plasma',
    'A1.room': 'Line clearance: cells',
    'M4.cut': 'Where to cut the peak',
    'P1.poolReads': 'The tank needle',
    'M2.lowOxygen': 'Low oxygen',
    'M2.tenCauses': 'Ten causes of low oxygen',
    'M2.triage': 'Four alarms at once',
    'M2.feedPump': 'Pump and scale',
    'P2.lance': 'The warm lance',
    'A2.hose': 'The mix tubing',
    'M3.probe': 'The pH probe',
    'P3.froth': 'The foam',
    'M4.holdPh': 'The hold pH',
    'P4.cold': 'A hold too cold',
    'M5.flowPause': 'The flow that drops',
  },
}

export const drillTexts = table(fr, en)
