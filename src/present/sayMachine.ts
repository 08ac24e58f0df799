import { formatNumber, type Language, typeset } from './language.ts'
import type { ColumnView, Machine, MachineView } from './machineView.ts'
import { aavSentence } from './sayAav.ts'
import { plasmaSentence } from './sayPlasma.ts'

type Pair = readonly [fr: string, en: string]

/** A machine's room in two or three sentences: what who sees it would say. */
export function describeMachine(language: Language, view: MachineView): string {
  const [fr, en] = sentence(view.machine)
  const held: Pair = view.held ? [' Le débit est arrêté.', ' Flow stopped.'] : ['', '']
  return typeset(language, language === 'fr' ? fr + held[0] : en + held[1])
}

const percent = (share: number): string => formatNumber('en', Math.round(share * 20) * 5, 0)

function sentence(m: Machine): Pair {
  switch (m.unit) {
    case 'thaw':
      if (m.diluted) return ['Le tube est versé dans son milieu.', 'The vial has gone into its medium.']
      return m.ice > 0
        ? [
            `Le tube décongèle au bain : ${percent(m.ice)} % de glace encore.`,
            `The vial is thawing in the bath: ${percent(m.ice)}% ice left.`,
          ]
        : [
            'La glace a fondu : les cellules attendent leur milieu.',
            'The ice is gone: the cells are waiting for their medium.',
          ]
    case 'seedTrain':
    case 'nMinus1': {
      const [where, whereEn] =
        m.vessel === 'tank' ? ['petite cuve', 'small tank'] : ['erlenmeyer sur l’agitateur', 'flask on the shaker']
      const [broth, brothEn] =
        m.dead > 0.2 ? ['gris', 'grey'] : m.turbidity < 0.2 ? ['presque clair', 'almost clear'] : ['trouble', 'cloudy']
      const [count, countEn] =
        m.counted === null
          ? ['pas encore compté', 'not counted yet']
          : [
              `${percent(m.counted)} % de cellules mortes au microscope`,
              `${percent(m.counted)} % dead cells under the microscope`,
            ]
      return [
        `À travers la vitre : ${where} à ${percent(m.fill)} %, bouillon ${broth}, ${count}.`,
        `Through the glass: ${whereEn} ${percent(m.fill)} % full, broth ${brothEn}, ${countEn}.`,
      ]
    }
    case 'centrifuge': {
      const [cake, cakeEn] =
        m.cake > 1
          ? ['le bol déborde de cellules', 'the bowl is overflowing with cells']
          : m.cake > 0.5
            ? ['le bol se remplit de cellules', 'the bowl is filling with cells']
            : ['le bol est presque vide', 'the bowl is almost empty']
      const [sight, sightEn] = clarity(m.sight)
      return [
        `La centrifugeuse tourne : ${cake}, le regard est ${sight}. Récolte restante ${percent(m.feed)} %, cuve de centrat ${percent(m.pool)} %.`,
        `The centrifuge is running: ${cakeEn}, the sight glass is ${sightEn}. Harvest left ${percent(m.feed)} %, centrate tank ${percent(m.pool)} %.`,
      ]
    }
    case 'depthFilter': {
      const [sight, sightEn] = clarity(m.sight)
      const bar = formatNumber('fr', m.pressure * 2, 1)
      const barEn = formatNumber('en', m.pressure * 2, 1)
      return [
        `${m.flushing ? 'Le tampon pousse le reste à travers le filtre' : 'Le filtre en profondeur se charge'} : mouillé à ${percent(m.load)} %, pression ${bar} bar, filtrat ${sight}. Cuve ${percent(m.pool)} %.`,
        `${m.flushing ? 'Buffer is pushing the rest through the filter' : 'The depth filter is loading'}: wetted to ${percent(m.load)} %, pressure ${barEn} bar, filtrate ${sightEn}. Tank ${percent(m.pool)} %.`,
      ]
    }
    case 'proteinA':
    case 'cationExchange':
    case 'anionExchange':
      return column(m)
    case 'lowPhHold': {
      const pH = formatNumber('fr', 3 + 5 * m.pH, 1)
      const pHEn = formatNumber('en', 3 + 5 * m.pH, 1)
      const [does, doesEn] =
        m.dosing === 'acid'
          ? ['l’acide tombe goutte à goutte', 'acid is dripping in']
          : m.dosing === 'base'
            ? ['la base remonte le pH', 'base is bringing the pH back up']
            : m.hold > 0
              ? [`le maintien est fait à ${percent(m.hold)} %`, `the hold is ${percent(m.hold)} % done`]
              : ['rien ne coule', 'nothing flowing']
      return [
        `Inactivation, cuve ${m.tank} : ${does}, l’aiguille est à pH ${pH}.`,
        `Inactivation, tank ${m.tank}: ${doesEn}, the needle is at pH ${pHEn}.`,
      ]
    }
    case 'nanofilter': {
      const [test, testEn] =
        m.verdict === 'pass'
          ? [' Le test d’intégrité est bon.', ' The integrity test has passed.']
          : m.verdict === 'fail'
            ? [' Le test d’intégrité est mauvais.', ' The integrity test has failed.']
            : m.test > 0
              ? [` Test d’intégrité à ${percent(m.test)} %.`, ` Integrity test ${percent(m.test)} % done.`]
              : ['', '']
      return [
        `Nanofiltre, ${m.filters} en place : le débit a perdu ${percent(m.held * 0.75)} %, filtrat ${percent(m.pool)} %.${test}`,
        `Nanofilter, ${m.filters} in place: flow down by ${percent(m.held * 0.75)} %, filtrate ${percent(m.pool)} %.${testEn}`,
      ]
    }
    case 'ultrafiltration': {
      if (m.recovered)
        return [
          `Le concentrat est en cuve, à ${percent(m.pool)} %${m.dosing ? ' ; le polysorbate coule' : ''}.`,
          `The concentrate is in its tank, ${percent(m.pool)} % full${m.dosing ? '; polysorbate flowing in' : ''}.`,
        ]
      return [
        `${m.diafiltering ? 'Le tampon neuf remplace l’ancien' : 'La membrane concentre'} : cuve à ${percent(m.feed)} %, débit du perméat ${percent(m.flux)} % de l’échelle.`,
        `${m.diafiltering ? 'Fresh buffer is replacing the old' : 'The membrane is concentrating'}: tank ${percent(m.feed)} % full, permeate flow at ${percent(m.flux)} % of its scale.`,
      ]
    }
    case 'sterileFill': {
      const phases: Readonly<Record<typeof m.phase, Pair>> = {
        preTest: ['Essai du filtre stérilisant avant usage', 'Pre-use test of the sterilising filter'],
        filter: ['Le produit passe le filtre stérilisant', 'Product is going through the sterilising filter'],
        postTest: ['Essai du filtre après usage', 'Post-use filter test'],
        fill: m.jammed
          ? ['Un flacon est tombé : la ligne attend', 'A vial has fallen: the line is waiting']
          : ['Les flacons défilent sous l’aiguille', 'Vials are passing under the needle'],
        done: ['Le remplissage est fini', 'Filling is finished'],
      }
      const [fr, en] = phases[m.phase]
      return [`${fr}. Plateaux remplis ${percent(m.trays)} %.`, `${en}. Trays ${percent(m.trays)} % full.`]
    }
    case 'vials':
      return m.any
        ? [
            `Les flacons sont au froid, étagères remplies à ${percent(m.filled)} %.`,
            `The vials are in the cold store, shelves ${percent(m.filled)} % full.`,
          ]
        : ['Les étagères sont vides : aucun flacon.', 'The shelves are empty: no vials.']
    case 'cellExpansion':
    case 'vectorPlan':
    case 'vectorTransfection':
    case 'vectorProduction':
    case 'vectorLysis':
    case 'vectorHold':
    case 'vectorBag':
    case 'vectorEffluent':
    case 'vectorAffinity':
    case 'fullEmptyExchange':
    case 'coldStore':
      return aavSentence(m)
    default:
      return plasmaSentence(m)
  }
}

function clarity(haze: number): Pair {
  if (haze < 0.15) return ['clair', 'clear']
  return haze < 0.5 ? ['un peu trouble', 'a little cloudy'] : ['trouble', 'cloudy']
}

const COLUMN: Readonly<Record<ColumnView['unit'], Pair>> = {
  proteinA: ['Colonne de protéine A', 'Protein A column'],
  cationExchange: ['Colonne d’échange de cations', 'Cation exchange column'],
  anionExchange: ['Colonne d’échange d’anions', 'Anion exchange column'],
}
const INLET: Readonly<Record<ColumnView['inlet'], Pair>> = {
  product: ['le produit entre', 'product going in'],
  clear: ['le tampon rince', 'buffer rinsing'],
  blue: ['le tampon salé passe', 'salt buffer running'],
  acid: ['l’acide décroche l’anticorps', 'acid releasing the antibody'],
  lilac: ['la soude nettoie', 'caustic cleaning'],
}

function column(m: ColumnView): Pair {
  const [name, nameEn] = COLUMN[m.unit]
  const [does, doesEn] = m.flow > 0 ? INLET[m.inlet] : (['rien ne coule', 'nothing flowing'] as const)
  const front = m.band.reduce((last, value, i) => (value > 0.1 ? i + 1 : last), 0) / Math.max(1, m.band.length)
  const cycle: Pair =
    m.cycles > 1 ? [`, cycle ${m.cycle} sur ${m.cycles}`, `, cycle ${m.cycle} of ${m.cycles}`] : ['', '']
  return [
    `${name}${cycle[0]} : ${does}. ${front > 0 ? `La bande descend à ${percent(front)} % du lit` : 'Le lit est nu'}, recueilli ${percent(m.pool)} %.`,
    `${nameEn}${cycle[1]}: ${doesEn}. ${front > 0 ? `The band reaches ${percent(front)} % of the bed` : 'The bed is bare'}, collected ${percent(m.pool)} %.`,
  ]
}
