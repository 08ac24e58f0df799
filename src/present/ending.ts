import type { Contract, Training } from '../content/index.ts'
import { type AnyStream, plants } from '../models/index.ts'
import { type Dossier, dossierOf } from './dossier.ts'
import { contractsKept, type Left, leftBy, type Practice, practiceOf } from '../record/index.ts'
import { leftBehind } from './room.ts'
import { attributeName } from './attributes.ts'
import { type DecidedSnapshot, decidedOf } from './review.ts'
import {
  type Example,
  type Finding,
  type Gate,
  outcomeOf,
  rate,
  type Reference,
  type Run,
  type SuiteMark,
  suiteMarks,
} from '../play/index.ts'
import { formatNumber, type Language, typeset } from './language.ts'
import { duration, withUnit } from './say.ts'
import { digitsOfTopic, type Snapshot } from './snapshot.ts'
import { doneWords, measured, topicName, unitName } from './words.ts'

/** What became of a batch: plain data, from the run after its last step. */
export interface Ending {
  readonly disposition: 'released' | 'rejected' | 'none'
  /** Where somebody decided about the lot; null: what was made decided. */
  readonly decided: DecidedSnapshot | null
  readonly products: readonly Made[]
  /** Litres of the pool all of them come from; null: not from a pool. */
  readonly pool_L: number | null
  /** Out of 100, against the expert's run of the same lot. */
  readonly score: { readonly yield: number; readonly purity: number; readonly compliance: number }
  readonly pass: {
    readonly yield: number
    readonly purity: number
    readonly compliance: number
    readonly suite?: number | undefined
  }
  /** Null in a demo, which gives medals instead. */
  readonly passed: boolean | null
  /** Of a week: what each suite comes to by itself. */
  readonly suites: readonly SuiteMark[]
  readonly medals: number | null
  readonly attributes: readonly JudgedSnapshot[]
  readonly findings: readonly FindingSnapshot[]
  readonly gates: readonly Gate[]
  readonly foresight: Foresight | null
  /** Objects of the batch before that were still there when the room was declared clear. */
  readonly left: readonly string[]
  /** Cases as good as ignored: they come back in the next level. */
  readonly leaves: Left
  /** Where the way to the vial ends for a batch that does not leave; null: it leaves. */
  readonly bite: Bite | null
  /** What it showed of the competencies its level trains. */
  readonly practice: Practice
  /** The level's contracts, and whether this lot has kept each. */
  readonly contracts: readonly { readonly id: string; readonly kept: boolean }[]
  /** For the batch record. */
  readonly dossier: Dossier
}

/** The step after which nothing can help any more: an attribute is out there, nothing is left, or the record proves nothing. */
export type Bite = { readonly step: string; readonly unit: string } & (
  | { readonly kind: 'out'; readonly attribute: JudgedSnapshot }
  | { readonly kind: 'empty' }
  | { readonly kind: 'gate'; readonly gate: Gate }
)

export interface Made {
  readonly id: string
  readonly unit: string
  readonly amount: number
  /** What the expert made of the same lot. */
  readonly reference: number
}

export interface JudgedSnapshot {
  readonly id: string
  readonly value: number
  readonly unit: string
  readonly limit: number
  readonly upper: boolean
  readonly inside: boolean
  readonly quality: number
}

export type FindingSnapshot = Pick<Finding, 'code' | 'severity' | 'mode' | 'subject' | 'at_s' | 'remedy'> & {
  readonly points: number
  /** Panel and day of the line, or the case it is about. */
  readonly about: { readonly panel: string; readonly day: number } | null
}

/** How well tomorrow was foreseen. */
export interface Foresight {
  readonly points: number
  readonly meanError_pct: number
  readonly bestError_pct: number
}

export function endingOf(
  run: Run,
  reference: Reference,
  trains: Training = {},
  contracts: readonly Contract[] = [],
  /** Taken over in its midst: from here on it was the player's. */
  since_s?: number,
): Ending {
  const outcome = outcomeOf(run)
  const rating = rate(run, outcome, reference)
  const { level } = run
  const keeps = contractsKept(run, rating, contracts)
  const attributes = outcome.purity.attributes.map(
    ({ id, value, unit, limit, target, inside, quality }): JudgedSnapshot => ({
      id,
      value,
      unit,
      limit,
      upper: limit > target,
      inside,
      quality,
    }),
  )
  return {
    disposition: outcome.disposition,
    decided: decidedOf(run),
    products: level.products.map((p, i) => ({
      id: p.id,
      unit: p.unit,
      amount: outcome.amounts[i]!,
      reference: reference.amounts[i] ?? 0,
    })),
    pool_L: plants[level.plant].judges === 'each' ? (level.steps[0]?.entry?.volume_L ?? null) : null,
    score: { yield: rating.yield, purity: rating.purity, compliance: rating.compliance },
    pass: level.work!.pass,
    passed: rating.passed,
    suites: run.desk?.week ? suiteMarks(run) : [],
    medals: rating.medals,
    attributes,
    findings: oneForEachCase(
      (outcome.compliance?.findings ?? []).map((f) => {
        const line = level.work!.lines.find((l) => l.id === f.subject.id)
        return {
          code: f.code,
          severity: f.severity,
          mode: f.mode,
          subject: f.subject,
          at_s: f.at_s,
          remedy: f.remedy,
          points: f.penalty_points + f.lost_points,
          about: line ? { panel: line.panel, day: line.day } : null,
        }
      }),
    ),
    gates: outcome.compliance?.gates ?? [],
    foresight: foresightOf(run),
    left: leftBehind(run),
    leaves: leftBy(run),
    practice: practiceOf(run, trains, since_s),
    contracts: contracts.map(({ id }) => ({ id, kept: keeps.includes(id) })),
    dossier: dossierOf(run),
    // A lot that was given up has been bitten by nothing further down.
    bite:
      outcome.disposition === 'released' || run.desk?.disposition
        ? null
        : biteOf(run, attributes, outcome.compliance?.gates ?? []),
  }
}

/** The last unit that could still have mended an attribute; what is in none of them is judged in the vials. */
const JUDGED_AT: Readonly<Record<string, string>> = {
  'release.bulkBioburden': 'culture',
  'release.galactosylation': 'culture',
  'release.lmw': 'cationExchange',
  'release.hmw': 'cationExchange',
  'release.monomer': 'cationExchange',
  'release.acidic': 'cationExchange',
  'release.basic': 'cationExchange',
  'release.main': 'cationExchange',
  'release.hcp': 'anionExchange',
  'release.hcpHard': 'anionExchange',
  'release.dna': 'anionExchange',
  'release.dnaPerDose': 'anionExchange',
  'release.proteinA': 'anionExchange',
  'release.retrovirus': 'nanofilter',
  'release.parvovirus': 'nanofilter',
  'release.content': 'ultrafiltration',
  'release.pH': 'ultrafiltration',
}

function biteOf(run: Run, attributes: readonly JudgedSnapshot[], gates: readonly Gate[]): Bite | null {
  const { steps } = run.level
  const last = steps.at(-1)
  // An inspection makes nothing that could be bitten.
  if (!last) return null
  // Before the culture what goes on is cells, and no product yet.
  const { mass_g } = plants[run.level.plant]
  const hasCells = (s: AnyStream): boolean => 'viableCells_1e9' in s && s.viableCells_1e9 > 0
  const empty = run.closed.find((c) => !(mass_g(c.product) > 0) && !hasCells(c.product))
  if (empty) {
    const { id, unit } = steps[empty.index]!
    return { kind: 'empty', step: id, unit }
  }
  const placed = attributes
    .filter((a) => !a.inside)
    .map((attribute) => {
      const at = steps.findIndex((s) => s.unit === JUDGED_AT[attribute.id])
      return { attribute, at: at < 0 ? steps.length - 1 : at }
    })
    // The earliest step; of several attributes there the worst.
    .sort((a, b) => a.at - b.at || a.attribute.quality - b.attribute.quality)
  const first = placed[0]
  if (first) {
    const { id, unit } = steps[first.at]!
    return { kind: 'out', step: id, unit, attribute: first.attribute }
  }
  return gates[0] ? { kind: 'gate', step: last.id, unit: last.unit, gate: gates[0] } : null
}

/** Decimals a certificate prints. */
const certificateDigits = (x: number): number => (x >= 100 || x <= -100 ? 0 : x >= 1 || x <= -1 ? 1 : 3)

/** Colonies that can still be told apart on a plate: Ph. Eur. 2.6.12 counts plates with fewer than 250. */
const COUNTABLE_CFU = 250

/** A result as the laboratory reports it. */
export function certified(language: Language, value: number, unit: string, digits = certificateDigits(value)): string {
  if (!unit.startsWith('CFU') || value <= COUNTABLE_CFU)
    return withUnit(language, value, value >= 1000 ? 0 : digits, unit)
  return typeset(language, `${language === 'fr' ? 'plus de' : 'over'} ${withUnit(language, COUNTABLE_CFU, 0, unit)}`)
}

/** One sentence: which attribute is out, at which step, by how much. */
export function biteSentence(language: Language, bite: Bite): string {
  const step = unitName(language, bite.unit).name
  const fr = language === 'fr'
  const say = (french: string, english: string): string => typeset(language, fr ? french : english)
  switch (bite.kind) {
    case 'empty':
      return say(
        `${step} : il n’en sort plus de produit. Le lot s’arrête ici.`,
        `${step}: no product left. The batch ends here.`,
      )
    case 'gate':
      return say(
        `Le produit est là, pas sa preuve. ${gateSentence(language, bite.gate)}`,
        `The product is there, the proof is not. ${gateSentence(language, bite.gate)}`,
      )
    case 'out': {
      const { id, value, limit, unit, upper } = bite.attribute
      const digits = Math.max(certificateDigits(value), certificateDigits(limit) > 1 ? 1 : certificateDigits(limit))
      const is = certified(language, value, unit, digits)
      const most = withUnit(language, limit, digits, unit)
      const name = attributeName(language, id)
      return say(
        `${step} : ${lower(name)} ${is}, limite ${upper ? '≤' : '≥'} ${most}. La suite n’y peut rien.`,
        `${step}: ${lower(name)} ${is}, limit ${upper ? '≤' : '≥'} ${most}. No later step can fix it.`,
      )
    }
  }
}

/** Short they are a word beside a line on a curve: from, to. */
const SAID_WHOLE: ReadonlySet<string> = new Set(['poolFrom', 'poolTo'])
/** Answers that are parts of a whole. */
const SHARES: ReadonlySet<string> = new Set(['addFilter'])

/** Jour 6 : nourrir 0,120 L/h, l’experte 0,200 L/h. */
export function exampleSentence(language: Language, example: Example, view: Snapshot): string {
  const { slot, round, unit, mine, experts } = example
  const dot = slot.indexOf('.')
  const [place, topic] = [slot.slice(0, dot), slot.slice(dot + 1)]
  const worked = view.stations.find((s) => s.id === place)?.unit
  // Days of the culture; before it, those of its seed.
  const inCulture = place === 'call' || worked === 'culture'
  const zero = inCulture ? Math.round(view.dayZero_s / view.roundLength_s) : 0
  const fr = language === 'fr'
  const day = (r: number): string => `${fr ? 'jour' : 'day'} ${r - zero}`
  const say = (text: string): string => typeset(language, `${text.charAt(0).toUpperCase()}${text.slice(1)}.`)
  const expert = fr ? 'l’experte' : 'the expert'
  if (round === null) {
    const name = place === 'call' ? doneWords(language, 'maintenance') : topicName(language, topic, worked).name
    const when = (r: number | null): string => (r === null ? (fr ? 'jamais' : 'never') : day(r))
    return say(`${name}${fr ? ' :' : ':'} ${when(mine)}, ${expert} ${when(experts)}`)
  }
  const figure = (x: number | null): string =>
    x === null
      ? fr
        ? 'rien'
        : 'nothing'
      : SHARES.has(topic)
        ? withUnit(language, 100 * x, 0, '%')
        : unit === 's'
          ? duration(language, x)
          : withUnit(language, x, digitsOfTopic(topic), unit ?? '1')
  const { name: whole, short } = topicName(language, topic, worked)
  // A name that is an abbreviation keeps its capitals.
  const name = lower(SAID_WHOLE.has(topic) ? whole : short)
  return say(`${day(round)}${fr ? ' :' : ':'} ${name} ${figure(mine)}, ${expert} ${figure(experts)}`)
}

/** A wrong act in a case, and that case left unfinished, are one thing to tell: the act, with the points of both. */
export function oneForEachCase(findings: readonly FindingSnapshot[]): readonly FindingSnapshot[] {
  const isAct = (f: FindingSnapshot): boolean => f.code !== 'R-CASE' && f.code !== 'R-FLIP' && f.subject.kind === 'case'
  const acts = findings.filter(isAct)
  const told = (f: FindingSnapshot): boolean =>
    f.code === 'R-CASE' && acts.some((act) => act.subject.kind === f.subject.kind && act.subject.id === f.subject.id)
  return findings.flatMap((f) => {
    if (told(f)) return []
    if (!isAct(f)) return [f]
    const rest = findings.filter((other) => told(other) && other.subject.id === f.subject.id)
    const first = acts.find((act) => act.subject.id === f.subject.id)
    if (f !== first) return [f]
    const severity = [f, ...rest].map((x) => x.severity).reduce((worst, s) => (RANK[s] < RANK[worst] ? s : worst))
    return [{ ...f, severity, points: [f, ...rest].reduce((sum, x) => sum + x.points, 0) }]
  })
}

const RANK = { critical: 0, major: 1, minor: 2 } as const

/** Each point against the first count drawn after its night. */
export function foresightOf(run: Run): Foresight | null {
  const { length_s } = run.level.work!.rounds
  const errors: number[] = []
  for (const d of run.log) {
    if (!d.slot.endsWith('.forecast') || typeof d.value !== 'number') continue
    const step = d.slot.slice(0, d.slot.indexOf('.'))
    const round = Math.floor(d.t / length_s)
    // A point moved again on the same day counts where it was left.
    const moved = run.log.some((x) => x.slot === d.slot && x.seq > d.seq && Math.floor(x.t / length_s) === round)
    const count = run.desk!.samples.find(
      (s) => s.step === step && s.assay === 'viableCells' && Math.floor(s.drawn_s / length_s) === round + 1,
    )
    if (moved || !count || !(count.content > 0)) continue
    errors.push((100 * Math.abs(d.value - count.content)) / count.content)
  }
  if (errors.length === 0) return null
  return {
    points: errors.length,
    meanError_pct: errors.reduce((a, b) => a + b, 0) / errors.length,
    bestError_pct: Math.min(...errors),
  }
}

type Pair = readonly [fr: string, en: string]

/** What to do next time. */
const REMEDIES: Readonly<Record<Finding['remedy'], Pair>> = {
  'do-it-before-the-window-closes': [
    'La prochaine fois, écris-la avant de quitter le poste.',
    'Next time, write it before you leave your post.',
  ],
  'declare-a-late-entry': [
    'La prochaine fois, garde l’heure vraie et coche « entrée tardive ».',
    'Next time, keep the true time and tick “late entry”.',
  ],
  'log-in-yourself': [
    'N’écris que tes gestes, sous ton nom et dans ta session.',
    'Write only what you did, in your own name and session.',
  ],
  'leave-it-blank-and-say-so': [
    'Une valeur non lue se laisse vide, et se dit.',
    'A value not read is left blank, and said so.',
  ],
  'look-then-write': [
    'Lis l’écran, puis écris, sans rien changer entre les deux.',
    'Read the display, then write, changing nothing in between.',
  ],
  'read-back-what-you-wrote': ['Relis ce que tu viens d’écrire.', 'Read back what you’ve just written.'],
  'call-the-second-person-first': [
    'Appelle la deuxième personne avant le geste.',
    'Call the second person before you act.',
  ],
  'answer-each-line-for-what-it-asks': [
    'Réponds à chaque ligne pour ce qu’elle demande.',
    'Answer each line for what it asks.',
  ],
  'correct-never-write-twice': [
    'Corrige la ligne, ne l’écris pas deux fois.',
    'Correct the line, don’t write it twice.',
  ],
  'protect-the-patient-then-the-batch': [
    'Cherche la cause avec un deuxième instrument avant de toucher aux réglages.',
    'Look for the cause with a second instrument before touching the settings.',
  ],
  'compare-with-the-limit-first': ['Compare d’abord avec la limite.', 'Compare with the limit first.'],
  'decide-once-on-evidence': ['Décide une fois, sur des faits.', 'Decide once, on evidence.'],
  'see-stop-write-tell': [
    'Vois, mets en sécurité, écris, préviens : les quatre, dans cet ordre.',
    'See, make safe, write, tell: all four, in that order.',
  ],
  'close-every-critical-case-before-release': [
    'Ferme chaque cas critique avant de libérer.',
    'Close every critical case before release.',
  ],
  'make-it-a-habit': [
    'Quatre fois la même petite faute : fais-en une habitude inverse.',
    'The same slip four times: make a habit of the opposite.',
  ],
  'search-every-area-before-the-start': [
    'Fouille chaque zone avant de démarrer.',
    'Search every area before you start.',
  ],
  'go-through-the-airlock': ['Passe par le sas.', 'Go through the airlock.'],
  'watch-the-hold-clock': ['Surveille l’horloge du maintien.', 'Watch the hold clock.'],
  'stop-at-the-action-limit': [
    'À la limite d’action, arrête et préviens.',
    'At the action limit, stop and tell someone.',
  ],
  'read-the-label-before-you-connect': ['Lis l’étiquette avant de brancher.', 'Read the label before you connect.'],
  'ask-for-the-change-first': ['Demande le changement avant de le faire.', 'Ask for the change before making it.'],
  'act-on-the-cause': ['Agis sur la cause.', 'Act on the cause.'],
  'what-where-when-how-much-done-at-once': [
    'Un écart dit quoi, où, quand, combien, et ce qui a été fait.',
    'A deviation says what, where, when, how much, and what was done.',
  ],
  'act-or-tell-before-you-leave': [
    'Une alarme acquittée dure encore : agis, note ou appelle avant de partir.',
    'An acknowledged alarm is still there: act, note or call before you leave.',
  ],
  'do-what-the-recipe-asks-or-say-why-not': [
    'Fais ce que la recette demande, ou dis pourquoi tu ne le fais pas.',
    'Do what the recipe asks, or say why not.',
  ],
}

/** What was found. */
const FOUND: Readonly<Record<Finding['code'], Pair>> = {
  'R-MISS': ['Ligne jamais écrite', 'Line never written'],
  'R-LATE': ['Écrite en retard sans le dire', 'Written late without saying so'],
  'R-BACKDATE': ['Une heure écrite qui n’est pas celle du geste', 'Time written isn’t when it was done'],
  'R-BADGE': ['Signé au nom ou dans la session d’un autre', 'Signed in someone else’s name or session'],
  'R-FABRIC': ['Valeur inventée', 'Made-up value'],
  'R-UNSUP': ['Écrite sans lecture fraîche', 'Written without a fresh reading'],
  'R-TRANSCR': ['Lue, mais autre chose écrit', 'Read one thing, wrote another'],
  'R-SECOND': ['La deuxième personne manque', 'Second person missing'],
  'R-NA': ['« Sans objet » mal employé', '“Not applicable” misused'],
  'R-DUP': ['Écrite deux fois', 'Written twice'],
  'R-OPT': ['Mauvais geste dans un cas', 'Wrong action in a case'],
  'R-DECOY': ['Une variation normale traitée comme un défaut', 'Normal variation treated as a fault'],
  'R-FLIP': ['Une décision changée après coup', 'A decision changed afterwards'],
  'R-CASE': ['Un cas non traité jusqu’au bout', 'A case not followed through'],
  'R-REL': ['Libéré avec un cas critique ouvert', 'Released with a critical case open'],
  'R-COMBI': ['La même faute quatre fois', 'The same slip four times'],
  'R-CLEAR': ['Départ avec un objet étranger dans le local', 'Started with a foreign object in the room'],
  'R-ZONE': ['Zone traversée sans sa tenue', 'A zone crossed without its gowning'],
  'R-HOLD': ['Un temps de maintien dépassé', 'A hold time exceeded'],
  'R-IPC': ['Limite d’action franchie sans arrêt', 'Action limit crossed without stopping'],
  'R-MAT': ['Mauvaise matière employée', 'Wrong material used'],
  'R-CHG': ['Un changement avant son accord', 'A change before its approval'],
  'R-CAPA': ['Une action qui n’agit pas sur la cause', 'An action that misses the cause'],
  'R-ALARM': ['Une alarme laissée pour la nuit', 'An alarm left for the night'],
  'R-STEP': ['Un geste de la recette jamais fait', 'A recipe step never done'],
  'R-PROC': ['Écart sans quantité, heure ou geste', 'Deviation without quantity, time or action'],
}

/** Why it matters. */
const WHY: Readonly<Record<Finding['code'], Pair>> = {
  'R-MISS': ['Ce qui n’est pas écrit n’est pas prouvé.', 'What is not written is not proven.'],
  'R-LATE': [
    'Une heure vraie, même tardive, se défend ; une heure tue, non.',
    'A true time, even late, holds up; one kept quiet does not.',
  ],
  'R-BACKDATE': [
    'Une seule heure fausse fait douter de tout le dossier.',
    'One false time casts doubt on the whole record.',
  ],
  'R-BADGE': [
    'Une signature dit qui a vu. Ici, on ne le sait plus.',
    'A signature says who saw it. Here, nobody knows.',
  ],
  'R-FABRIC': [
    'Une valeur inventée peut cacher un défaut qui touche le patient.',
    'A made-up value may hide a fault that reaches the patient.',
  ],
  'R-UNSUP': [
    'Une valeur sans lecture fraîche décrit un autre moment.',
    'A value without a fresh reading describes another moment.',
  ],
  'R-TRANSCR': [
    'On libère sur ce qui est écrit, pas sur ce qui a été lu.',
    'Release is decided on what’s written, not on what was read.',
  ],
  'R-SECOND': [
    'Deux regards arrêtent l’erreur qu’un seul laisse passer.',
    'Two pairs of eyes catch the error one lets through.',
  ],
  'R-NA': [
    '« Sans objet » efface une vérification qui devait avoir lieu.',
    '“Not applicable” wipes out a check that was due.',
  ],
  'R-DUP': [
    'Deux valeurs pour un geste : on ne sait plus laquelle est vraie.',
    'Two values for one action: nobody knows which is true.',
  ],
  'R-OPT': [
    'Le geste n’a pas protégé le produit quand il le fallait.',
    'What you did didn’t protect the product when it mattered.',
  ],
  'R-DECOY': [
    'Soigner ce qui est normal prend du temps et cache le vrai signal.',
    'Treating what’s normal takes time and hides the real signal.',
  ],
  'R-FLIP': [
    'Une décision qui change sans fait nouveau ne se défend pas.',
    'A decision that changes with no new fact can’t be defended.',
  ],
  'R-CASE': [
    'Un défaut à moitié traité revient, souvent plus loin dans le lot.',
    'A half-handled fault comes back, often later in the batch.',
  ],
  'R-REL': [
    'Le patient recevrait un lot dont le défaut n’est pas jugé.',
    'The patient would get a batch with a fault nobody has assessed.',
  ],
  'R-COMBI': [
    'Quatre fois, ce n’est plus un oubli, c’est une façon de faire.',
    'Four times isn’t a slip any more, it’s a way of working.',
  ],
  'R-CLEAR': [
    'Ce qui reste du lot d’avant peut finir dans le tien.',
    'What’s left of the last batch may end up in yours.',
  ],
  'R-ZONE': [
    'On emporte d’une zone à l’autre ce qu’on ne voit pas.',
    'You carry what you can’t see from zone to zone.',
  ],
  'R-HOLD': [
    'Passé le temps prouvé, plus rien ne dit que le produit tient.',
    'Past the proven time, nothing says the product still holds.',
  ],
  'R-IPC': [
    'Passé la limite d’action, continuer agrandit la perte.',
    'Past the action limit, carrying on makes the loss bigger.',
  ],
  'R-MAT': [
    'Une matière non libérée peut gâter tout ce qu’elle touche.',
    'Unreleased material may spoil everything it touches.',
  ],
  'R-CHG': [
    'Un changement non évalué n’a aucune preuve derrière lui.',
    'A change nobody assessed has no proof behind it.',
  ],
  'R-CAPA': ['La cause est toujours là : elle reviendra.', 'The cause is still there: it will come back.'],
  'R-ALARM': [
    'Seule toute une nuit, une alarme laisse le défaut grandir.',
    'Left alone all night, an alarm lets the fault grow.',
  ],
  'R-STEP': [
    'La recette a été prouvée entière, pas sans ce geste.',
    'The recipe was proven as a whole, not without this step.',
  ],
  'R-PROC': [
    'Sans quantité ni heure, personne ne peut juger l’effet.',
    'Without a quantity and a time, nobody can assess the effect.',
  ],
}

const GATES: Readonly<Record<Gate, Pair>> = {
  G1: [
    'Un dossier falsifié, antidaté ou emprunté : rien d’autre ne compte.',
    'A falsified, backdated or borrowed record: nothing else counts.',
  ],
  G2: ['Une étape virale non prouvée.', 'A viral step not proven.'],
  G3: ['Une barrière stérile rompue.', 'A sterile barrier breached.'],
  G4: ['Une matière non libérée employée.', 'Unreleased material used.'],
  G5: ['Une ségrégation rompue.', 'Segregation breached.'],
  G6: ['Un résultat hors spécification neutralisé.', 'An out-of-specification result explained away.'],
  G7: ['Libéré avec un cas critique ouvert.', 'Released with a critical case open.'],
  G8: ['Un danger pour les personnes ou l’environnement.', 'A danger to people or the environment.'],
}

const side = (pair: Pair | undefined, language: Language, otherwise: string): string =>
  typeset(language, pair ? pair[language === 'fr' ? 0 : 1] : otherwise)

/** What was found, as a heading; its code where there is no such rule. */
export const foundWords = (language: Language, code: string): string =>
  side(Object.hasOwn(FOUND, code) ? FOUND[code as keyof typeof FOUND] : undefined, language, code)

export const gateSentence = (language: Language, gate: Gate): string => side(GATES[gate], language, gate)

/** A finding as three sentences: what it is about, why it matters, and what to do next time. */
export function findingSentence(
  language: Language,
  f: FindingSnapshot,
): { readonly what: string; readonly why: string; readonly next: string } {
  const found = side(FOUND[f.code], language, f.code)
  const line = f.about
    ? language === 'fr'
      ? `${measured(language, f.about.panel).name}, jour ${f.about.day} de l’étape : ${lower(found)}.`
      : `${measured(language, f.about.panel).name}, day ${f.about.day} of the step: ${lower(found)}.`
    : withSetPoint(language, f, `${found}.`)
  return {
    what: typeset(language, line),
    why: side(WHY[f.code], language, ''),
    next: side(REMEDIES[f.remedy], language, f.remedy),
  }
}

/** Of a set point that was never made, or made as nobody allowed: which one. */
function withSetPoint(language: Language, { code, subject }: FindingSnapshot, found: string): string {
  const topic = subject.id.split('.')[1]
  if (topic === undefined || (code !== 'R-STEP' && code !== 'R-CHG')) return found
  return `${topicName(language, topic).name}${language === 'fr' ? ' :' : ':'} ${lower(found)}`
}

/** A name that is an abbreviation keeps its capitals. */
const lower = (text: string): string =>
  /^\p{Lu}([\p{Ll}\s]|$)/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text

/** What to do next time, by its name in a finding; undefined: there is none of that name. */
export const remedySentence = (language: Language, remedy: string): string | undefined =>
  Object.hasOwn(REMEDIES, remedy)
    ? typeset(language, side(REMEDIES[remedy as keyof typeof REMEDIES], language, remedy))
    : undefined

export function foresightSentence(language: Language, f: Foresight): string {
  const n = formatNumber(language, f.meanError_pct, 0)
  return typeset(
    language,
    language === 'fr'
      ? `Tu as prévu ${f.points} fois le lendemain, à ${n} % près en moyenne.`
      : `You forecast the next day ${f.points} times, ${n} % off on average.`,
  )
}
