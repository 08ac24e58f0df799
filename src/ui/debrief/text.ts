import type { Language } from '../../present/index.ts'
import type { LevelText } from '../levelText.ts'

const onLots = (n: number): string => (n < 2 ? `${n} lot` : `${n} lots`)

/** Words of the debrief. */
export const debriefTexts = {
  fr: {
    open: 'Comprendre',
    title: (lot: string) => `Bilan ${lot}`,
    whereTitle: 'Où c’est parti',
    axes: { yield: 'Rendement', purity: 'Pureté' },
    expert: 'L’experte, ce lot',
    you: 'Toi',
    working: (percent: number) => `Le lot est rejoué avec et sans chaque décision : ${percent}\u202f%`,
    nothing: 'Rien ici ne t’a coûté plus d’un point.',
    unknown: 'Le calcul n’a pas abouti. Les constats restent.',
    barOf: (name: string, points: string) => `${name} : ${points} points`,
    qualityActs: {
      name: 'Les contrôles',
      why: 'Regarder, prélever, écrire prennent du temps et du volume au lot.',
    },
    ifTitle: 'Et si\u202f?',
    ifAsk: 'Choisis une décision : le lot est rejoué avec celle de l’experte, tout le reste comme toi.',
    otherwise: 'Fait autrement aussi',
    ifWorking: 'Le lot est rejoué…',
    ifResult: (yielded: string, pure: string) => `${yielded} points de rendement, ${pure} de pureté.`,
    ifAlone: 'Avec cette seule décision de l’experte, tout le reste comme toi.',
    ifTogether: 'Seule, elle n’aurait presque rien changé : elle compte avec une autre.',
    pair: (name: string, mine: string, experts: string) => `${name}. Toi : ${mine}. Avec l’experte : ${experts}.`,
    playFrom: (when: string) => `Rejouer depuis ${when}`,
    playFromNote: 'Ce qui précède reste. La suite est à toi\u202f; le premier essai reste gardé.',
    luck: {
      ask: 'Chance ou métier\u202f?',
      note: (lots: number) => `Ta décision est rejouée sur ${lots} autres lots, tout le reste comme l’experte.`,
      title: 'Chance ou métier',
      working: (done: number, lots: number) => `Ta décision sur d’autres lots : ${done} sur ${lots}.`,
      verdicts: {
        ill: (often: number, lots: number) =>
          `Ce n’est pas la malchance : cette décision coûte sur ${onLots(often)} sur ${lots}.`,
        unlucky: (often: number, lots: number) =>
          `Bonne décision, mauvais tirage : elle ne coûte que sur ${onLots(often)} sur ${lots}.`,
        lucky: (often: number, lots: number) =>
          `Mauvaise décision, bon tirage : ailleurs elle coûte sur ${onLots(often)} sur ${lots}.`,
        harmless: (often: number, lots: number) => `Rien à y redire : elle coûte sur ${onLots(often)} sur ${lots}.`,
        depends: (often: number, lots: number) => `Cela dépend du lot : elle coûte sur ${onLots(often)} sur ${lots}.`,
      },
      mean: (points: string) => `En moyenne ${points} points.`,
      ways: { mine: 'Ta décision', experts: 'Celle de l’experte' },
      strips: 'Un point par lot, en haut ta décision, en bas celle de l’experte. Les chiffres sont dans le tableau.',
      caption:
        'Un point par lot, le tien est cerclé. L’écart dans une rangée est la chance, entre les rangées le métier.',
      lot: 'Lot',
    },
    truthTitle: 'Ce qui se passait vraiment',
    truthLead: 'Personne en salle ne voit cette courbe.',
    curve: 'Courbe',
    traces: { truth: 'la cuve, vraiment', display: 'affiché', results: 'ton échantillon', other: 'avec l’experte' },
    never: 'Tu ne l’as jamais mesuré.',
    off: (most: string) => `Écart le plus grand entre l’affichage et la réalité : ${most}.`,
    range: (from: string, to: string, low: string, high: string) =>
      `De ${from} à ${to}, au plus bas ${low}, au plus haut ${high}.`,
    troubles: 'Ce qui n’allait pas',
    noTroubles: 'Aucun défaut dans ce lot.',
    trouble: (from: string, to: string) => `de ${from} à ${to}`,
    toTheEnd: 'la fin',
    byClass: '(provoqué par ton formateur)',
    figures: 'En chiffres',
    time: 'Moment',
    dayTitle: 'Jour par jour',
    dayName: (day: string) => `Jour ${day}`,
    acts: (n: number) => (n === 1 ? '1 geste' : `${n} gestes`),
    again: (when: string) => `Rejoué après le bilan, depuis ${when}.`,
    taken: (when: string) => `Deuxième passage, repris à ${when}. Le niveau garde son premier résultat.`,
    today: (when: string) => `Lot du jour, repris à ${when}. Il ne compte ni pour le niveau ni pour les compétences.`,
    loading: 'Le lot est relu…',
  },
  en: {
    open: 'Understand',
    title: (lot: string) => `Debrief ${lot}`,
    whereTitle: 'Where it went',
    axes: { yield: 'Yield', purity: 'Purity' },
    expert: 'The expert, this batch',
    you: 'You',
    working: (percent: number) => `Replaying the batch with and without each decision: ${percent}%`,
    nothing: 'Nothing here cost you more than a point.',
    unknown: 'It couldn’t be worked out. The findings stand.',
    barOf: (name: string, points: string) => `${name}: ${points} points`,
    qualityActs: {
      name: 'Checks',
      why: 'Looking, sampling and writing cost the batch time and volume.',
    },
    ifTitle: 'What if?',
    ifAsk: 'Choose a decision: we replay the batch with the expert’s, everything else as you did.',
    otherwise: 'Also done differently',
    ifWorking: 'Replaying the batch…',
    ifResult: (yielded: string, pure: string) => `${yielded} points of yield, ${pure} of purity.`,
    ifAlone: 'With just this one decision from the expert, everything else as you did.',
    ifTogether: 'On its own it would have changed next to nothing: it counts together with another.',
    pair: (name: string, mine: string, experts: string) => `${name}. You: ${mine}. With the expert: ${experts}.`,
    playFrom: (when: string) => `Replay from ${when}`,
    playFromNote: 'What came before stays. The rest is up to you; your first try is kept.',
    luck: {
      ask: 'Luck or skill?',
      note: (lots: number) => `Your decision, played on ${lots} other batches, everything else as the expert would.`,
      title: 'Luck or skill',
      working: (done: number, lots: number) => `Your decision on other batches: ${done} of ${lots}.`,
      verdicts: {
        ill: (often: number, lots: number) =>
          `Not bad luck: this decision costs points on ${often} of ${lots} batches.`,
        unlucky: (often: number, lots: number) =>
          `Good decision, bad luck: it costs on only ${often} of ${lots} batches.`,
        lucky: (often: number, lots: number) =>
          `Bad decision, good luck: elsewhere it costs on ${often} of ${lots} batches.`,
        harmless: (often: number, lots: number) =>
          `Nothing wrong with it: it costs points on ${often} of ${lots} batches.`,
        depends: (often: number, lots: number) => `It depends on the batch: it costs on ${often} of ${lots}.`,
      },
      mean: (points: string) => `${points} points on average.`,
      ways: { mine: 'Your decision', experts: 'The expert’s' },
      strips: 'One dot per batch, your decision above, the expert’s below. The figures are in the table.',
      caption: 'One dot per batch, yours is ringed. Spread within a row is luck, distance between rows is skill.',
      lot: 'Batch',
    },
    truthTitle: 'What really happened',
    truthLead: 'Nobody in the room sees this curve.',
    curve: 'Curve',
    traces: { truth: 'the vessel, really', display: 'displayed', results: 'your sample', other: 'with the expert' },
    never: 'You never measured it.',
    off: (most: string) => `Largest gap between display and truth: ${most}.`,
    range: (from: string, to: string, low: string, high: string) =>
      `From ${from} to ${to}, lowest ${low}, highest ${high}.`,
    troubles: 'What was wrong',
    noTroubles: 'Nothing was wrong with this batch.',
    trouble: (from: string, to: string) => `from ${from} to ${to}`,
    toTheEnd: 'the end',
    byClass: '(let loose by your instructor)',
    figures: 'In figures',
    time: 'Time',
    dayTitle: 'Day by day',
    dayName: (day: string) => `Day ${day}`,
    acts: (n: number) => (n === 1 ? '1 act' : `${n} acts`),
    again: (when: string) => `Replayed after the debrief, from ${when}.`,
    taken: (when: string) => `Second pass, taken over at ${when}. The level keeps its first result.`,
    today: (when: string) => `Batch of the day, taken over at ${when}. It doesn’t count for the level or for skills.`,
    loading: 'Reading the batch again…',
  },
} as const

/** A group of decisions; a level that says nothing of its acts of control calls them as all do. */
export const groupWords = (
  text: LevelText,
  language: Language,
  group: string,
): { readonly name: string; readonly why?: string } =>
  text.groups?.[group] ?? (group === 'qualityActs' ? debriefTexts[language].qualityActs : { name: group })
