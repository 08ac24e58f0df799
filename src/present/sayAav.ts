import type { AavMachine, CellSuiteView, PlanView, VectorColumnView, VectorSuiteView } from './aavView.ts'
import { formatNumber } from './language.ts'

type Pair = readonly [fr: string, en: string]

const percent = (share: number): string => formatNumber('en', Math.round(share * 20) * 5, 0)

const CHOSEN: Readonly<Record<PlanView['chosen'], Pair>> = {
  flasks: ['les flacons', 'the flasks'],
  fixedBed: ['le lit fixe', 'the fixed bed'],
  tank200: ['la cuve de 200 L', 'the tank of 200 L'],
  tank1000: ['la cuve de 1 000 L', 'the tank of 1,000 L'],
  tank2000: ['la cuve de 2 000 L', 'the tank of 2,000 L'],
}

/** A room of the AAV plant in two or three sentences: what who sees it would say. */
export function aavSentence(m: AavMachine): Pair {
  switch (m.unit) {
    case 'vectorPlan': {
      const [chosen, chosenEn] = CHOSEN[m.chosen]
      return [
        `Tout est à la même échelle, à côté de deux personnes : étuve de flacons, lit fixe, cuves de 2 à 2 000 L. Choisi : ${chosen}.`,
        `All to one scale, beside two people: an incubator of flasks, a fixed bed, tanks of 2 to 2,000 L. Chosen: ${chosenEn}.`,
      ]
    }
    case 'cellExpansion': {
      const [where, whereEn] =
        m.vessel === 'flask'
          ? [
              'Les cellules sont dans leur flacon, sur l’agitateur de l’incubateur.',
              'The cells are in their flask, on the incubator shaker.',
            ]
          : [
              `Les cellules sont dans la cuve de ${litres('fr', m)} L, à ${percent(m.fill)} %.`,
              `The cells are in the ${litres('en', m)} L tank, ${percent(m.fill)} % full.`,
            ]
      const [seen, seenEn] = counted(m)
      return [`${where} ${seen}`, `${whereEn} ${seenEn}`]
    }
    case 'vectorTransfection':
      return [`${inLens(m)[0]} ${tank(m)[0]}`, `${inLens(m)[1]} ${tank(m)[1]}`]
    case 'vectorProduction': {
      const [seen, seenEn] = counted(m)
      return [
        `La culture fait son vecteur. ${tank(m)[0]} ${seen}`,
        `The culture is making its vector. ${tank(m)[1]} ${seenEn}`,
      ]
    }
    case 'vectorLysis':
      return [`Le détergent ouvre les cellules. ${tank(m)[0]}`, `Detergent is opening the cells. ${tank(m)[1]}`]
    case 'vectorHold': {
      const cold = m.temperature < 0.25
      return [
        `La poche attend ${cold ? 'au froid' : 'sur un chariot, à température ambiante'}, remplie à ${percent(m.fill)} %${m.ahead > 0 ? ' ; une seconde poche est partie devant' : ''}.`,
        `The bag is waiting ${cold ? 'in the cold' : 'on a trolley, at room temperature'}, ${percent(m.fill)} % full${m.ahead > 0 ? '; a second bag has gone ahead' : ''}.`,
      ]
    }
    case 'vectorBag':
      return [
        `La poche de lysat attend, remplie à ${percent(m.fill)} %. ${m.puddle > 0.03 ? 'Une flaque brille dessous.' : 'Le sol est sec.'}`,
        `The lysate bag waits, ${percent(m.fill)} % full. ${m.puddle > 0.03 ? 'A puddle shines beneath it.' : 'The floor is dry.'}`,
      ]
    case 'vectorEffluent':
      return [
        `La cuve d’effluents est remplie à ${percent(m.fill)} % ; ${m.steam ? 'la vapeur siffle dans l’enveloppe' : 'pas de vapeur dans l’enveloppe'}.`,
        `The effluent tank is ${percent(m.fill)} % full; ${m.steam ? 'steam hisses in its jacket' : 'no steam in its jacket'}.`,
      ]
    case 'vectorAffinity':
      return affinity(m)
    case 'fullEmptyExchange':
      return exchange(m)
    case 'coldStore':
      return m.any
        ? [
            `Les tubes attendent à −70 °C, le congélateur plein à ${percent(m.filled)} %.`,
            `The tubes are at −70 °C, the freezer ${percent(m.filled)} % full.`,
          ]
        : ['Le congélateur est vide : aucun tube encore.', 'The freezer is empty: no tubes yet.']
  }
}

const litres = (language: 'fr' | 'en', m: { readonly scale_L: number }): string => formatNumber(language, m.scale_L, 0)

const tank = (m: VectorSuiteView): Pair => [
  `Cuve de ${litres('fr', m)} L, remplie à ${percent(m.fill)} %.`,
  `${litres('en', m)} L tank, ${percent(m.fill)} % full.`,
]

function counted({ counted: dead, clumped }: CellSuiteView | VectorSuiteView): Pair {
  if (dead === null) return ['Personne n’a encore compté.', 'Nobody has counted yet.']
  const [clumps, clumpsEn] =
    clumped === null ? ['', ''] : [` et ${percent(clumped)} % en amas`, ` and ${percent(clumped)} % in clumps`]
  return [
    `Au microscope, ${percent(dead)} % de cellules mortes${clumps}.`,
    `Under the microscope, ${percent(dead)} % dead cells${clumpsEn}.`,
  ]
}

/** As one sees them swim: no figure. */
function inLens({ particle_nm, pouring }: VectorSuiteView): Pair {
  if (particle_nm <= 0) return ['Rien n’est encore mélangé.', 'Nothing mixed yet.']
  const [fr, en] =
    particle_nm < 200
      ? ['des points à peine visibles', 'barely visible specks']
      : particle_nm < 350
        ? ['de petits grains', 'small grains']
        : particle_nm < 600
          ? ['des grains nets', 'well-defined grains']
          : particle_nm < 900
            ? ['de gros paquets', 'large clumps']
            : ['des flocons', 'flocs']
  return [
    `Dans la loupe, ${fr}${pouring ? ' ; le mélange coule dans la cuve' : ''}.`,
    `Through the lens, ${en}${pouring ? '; the mix is running into the tank' : ''}.`,
  ]
}

const BOTTLE: Readonly<Record<VectorColumnView['bottle'], Pair>> = {
  there: ['Le neutralisant est branché.', 'The neutraliser is connected.'],
  coming: ['Le neutralisant est en route.', 'The neutraliser is on its way.'],
  none: ['Il n’y a pas de neutralisant.', 'There is no neutraliser.'],
}

function affinity({ band, acid_s, bottle, pool }: VectorColumnView): Pair {
  const bound = band.reduce((sum, x) => sum + x, 0) / Math.max(1, band.length)
  const [stands, standsEn] = BOTTLE[bottle]
  const minutes = Math.floor((acid_s ?? 0) / 60)
  const [acid, acidEn]: Pair =
    acid_s === null
      ? ['', '']
      : [` L’éluat est acide depuis ${minutes} min.`, ` The eluate has been acid for ${minutes} min.`]
  return [
    `La colonne d’affinité est prise à ${percent(bound)} %, le pool à ${percent(pool)} %. ${stands}${acid}`,
    `The affinity column is filled to ${percent(bound)} %, the pool to ${percent(pool)} %. ${standsEn}${acidEn}`,
  ]
}

/** As the screen of the skid shows it: which line is higher, no figure. */
function exchange({ lights, collecting, pool }: VectorColumnView): Pair {
  if (!lights) return ['Les capsides entrent sur le monolithe.', 'The capsids are loading onto the monolith.']
  const last = (light: readonly (number | null)[]): number => light.filter((x) => x !== null).at(-1) ?? 0
  const [a260, a280] = [last(lights.a260), last(lights.a280)]
  const quiet = a260 < 0.1 && a280 < 0.1
  const [which, whichEn]: Pair = quiet
    ? ['les deux lumières sont basses', 'both lights are low']
    : a260 > a280
      ? ['260 dépasse 280 : des pleines', '260 is above 280: full ones']
      : ['280 dépasse 260 : surtout des vides', '280 is above 260: mostly empty ones']
  return [
    `Le gradient monte ; ${which}. La vanne du pool est ${collecting ? 'ouverte' : 'fermée'}, le pool à ${percent(pool)} %.`,
    `The gradient is rising; ${whichEn}. The pool valve is ${collecting ? 'open' : 'shut'}, the pool at ${percent(pool)} %.`,
  ]
}
