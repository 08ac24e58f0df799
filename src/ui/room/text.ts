import { type Language, typeset, withUnit } from '../../present/index.ts'
import type { Session } from '../session.ts'

/** Words of the room, the bags and the dose; what lies there and what people say is the level's own text. */
const fr = {
  title: 'Vide de ligne',
  scene: 'Le local de pesée, dans le noir. Une lampe, six zones, onze objets.',
  lot: 'Lot à venir',
  product: 'Produit',
  zone: 'Zone',
  today: 'Aujourd’hui',
  choose: 'Choisis un objet : la lampe s’y pose, 20 s.',
  read: (n: number, all: number) => `${n}/${all} lus`,
  look: 'regarder',
  lookCost: '20 s',
  unread: 'pas encore lu',
  left: 'lu, laissé',
  tagged: 'étiqueté, à sortir',
  leaveIt: 'Laisser',
  tagIt: 'Faire sortir',
  tagCost: '30 s',
  second: 'Faire regarder Nadia',
  secondCost: '5 min',
  secondFound: (names: string) => `Nadia a aussi étiqueté : ${names}.`,
  secondNone: 'Nadia n’a rien étiqueté de plus.',
  clear: 'Vide de ligne fait',
  clearCost: '1 min',
  bagsTitle: 'Deux poches de milieu',
  bagsLead: 'Une seule ira sur la balance.',
  label: 'Étiquette',
  labelFar: 'La date est trop petite pour être lue d’ici.',
  medium: 'Milieu nutritif NT-4',
  useBy: 'À utiliser jusqu’au',
  readLabel: 'Lire l’étiquette',
  connect: 'Brancher',
  minute: '1 min',
  clipOpen: 'Le clip ne ferme pas.',
  doseTitle: 'Verser la dose',
  doseRecipe: (kg: string) => `La recette imprimée : ${kg} sur la balance.`,
  doseNone: 'La recette imprimée : rien aujourd’hui.',
  scale: 'Sur la balance',
  asked: 'Parti de la poche',
  hold: 'Maintenir pour verser',
  release: 'Lâcher pour arrêter',
  holdLead: 'La balance descend tant que tu tiens. Tu lâches, c’est versé.',
  tooShort: 'Trop court, rien n’a coulé. Maintiens, ou règle la quantité dessous.',
  twin: 'Ou régler, puis verser',
  amount: 'Quantité à verser',
  less: (kg: string) => `Moins ${kg}`,
  more: (kg: string) => `Plus ${kg}`,
  pour: (kg: string) => `Verser ${kg}`,
  pourCost: '3 min',
  dripped: (asked: string, gone: string) => `Lâché à ${asked}, parti : ${gone}.`,
  again: 'Verser encore',
  write: 'Écrire au dossier',
  later: 'Plus tard',
  steps: 'Ce matin',
  answer: (name: string) => `Répondre à ${name}`,
  count: 'Prélever, compter',
  dose: 'Verser la dose',
  line: (name: string) => `Écrire : ${name}`,
  shift: 'Température, selon la recette',
  night: 'Consignes de nuit',
  nightNone: 'Ne rien laisser',
  nightCost: '3 min',
  trailTag: (thing: string) => `À sortir : ${thing}`,
  trailSecond: 'Seconds yeux : Nadia',
  trailBag: (bag: string) => `Branchée : ${bag}`,
  trailFeed: (litres: string) => `Dose de milieu, ${litres}`,
  done: 'fait',
  next: 'à faire maintenant',
}

type RoomTexts = typeof fr

const en: RoomTexts = {
  title: 'Line clearance',
  scene: 'The weighing booth, in the dark. One lamp, six areas, eleven objects.',
  lot: 'Lot to come',
  product: 'Product',
  zone: 'Zone',
  today: 'Today',
  choose: 'Choose an object: the lamp rests on it, 20 s.',
  read: (n, all) => `${n}/${all} read`,
  look: 'look',
  lookCost: '20 s',
  unread: 'not read yet',
  left: 'read, left there',
  tagged: 'tagged, to go out',
  leaveIt: 'Leave it',
  tagIt: 'Tag it out',
  tagCost: '30 s',
  second: 'Ask Nadia to look',
  secondCost: '5 min',
  secondFound: (names) => `Nadia has also tagged: ${names}.`,
  secondNone: 'Nadia has tagged nothing more.',
  clear: 'Line is clear',
  clearCost: '1 min',
  bagsTitle: 'Two bags of feed',
  bagsLead: 'Only one goes on the scale.',
  label: 'Label',
  labelFar: 'The date is too small to read from here.',
  medium: 'Feed medium NT-4',
  useBy: 'Use by',
  readLabel: 'Read the label',
  connect: 'Connect',
  minute: '1 min',
  clipOpen: 'The clip does not close.',
  doseTitle: 'Pour the dose',
  doseRecipe: (kg) => `The printed recipe: ${kg} by the scale.`,
  doseNone: 'The printed recipe: nothing today.',
  scale: 'On the scale',
  asked: 'Gone from the bag',
  hold: 'Hold to pour',
  release: 'Let go to stop',
  holdLead: 'The scale runs down while you hold. Let go, and it is poured.',
  tooShort: 'Too short, nothing flowed. Hold it, or set the amount below.',
  twin: 'Or set it, then pour',
  amount: 'Amount to pour',
  less: (kg) => `${kg} less`,
  more: (kg) => `${kg} more`,
  pour: (kg) => `Pour ${kg}`,
  pourCost: '3 min',
  dripped: (asked, gone) => `Let go at ${asked}, gone: ${gone}.`,
  again: 'Pour some more',
  write: 'Write it in the record',
  later: 'Later',
  steps: 'This morning',
  answer: (name) => `Answer ${name}`,
  count: 'Sample and count',
  dose: 'Pour the dose',
  line: (name) => `Write: ${name}`,
  shift: 'Temperature, by the recipe',
  night: 'Night orders',
  nightNone: 'Leave none',
  nightCost: '3 min',
  trailTag: (thing) => `To go out: ${thing}`,
  trailSecond: 'Second pair of eyes: Nadia',
  trailBag: (bag) => `Connected: ${bag}`,
  trailFeed: (litres) => `Dose of feed, ${litres}`,
  done: 'done',
  next: 'to do now',
}

/** French gets its spaces here, once. */
function spaced(words: RoomTexts): RoomTexts {
  const set = (value: unknown): unknown =>
    typeof value === 'string'
      ? typeset('fr', value)
      : (...given: unknown[]) => typeset('fr', (value as (...x: unknown[]) => string)(...given))
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, set(value)])) as RoomTexts
}

export const roomTexts: Readonly<Record<Language, RoomTexts>> = { fr: spaced(fr), en }

/** Acts of the room, the bags and the dose as the audit trail has them; null: not one of these. */
export function roomWords(session: Session, slot: string, value: unknown): string | null {
  const language = session.language.value
  const t = roomTexts[language]
  const { things, bags } = session.text.value
  const id = String(value)
  if (slot === 'room.tag') return t.trailTag(things?.[id]?.name ?? id)
  if (slot === 'room.second') return t.trailSecond
  if (slot === 'room.clear') return t.clear
  if (slot === 'bag.connect') return t.trailBag(bags?.[id] ?? id)
  return slot.endsWith('.feed') && typeof value === 'number' ? t.trailFeed(withUnit(language, value, 2, 'L')) : null
}
