import { formatNumber } from './language.ts'
import type { PlasmaMachine, TreatmentView } from './plasmaView.ts'

type Pair = readonly [fr: string, en: string]

const percent = (share: number): string => formatNumber('en', Math.round(share * 20) * 5, 0)
/** A needle on its dial, in both languages. */
const needle = (share: number, from: number, until: number): Pair => {
  const value = from + (until - from) * share
  return [formatNumber('fr', value, 0), formatNumber('en', value, 0)]
}
const haze = (share: number): Pair =>
  share < 0.15 ? ['clair', 'clear'] : share < 0.5 ? ['un peu trouble', 'a little cloudy'] : ['trouble', 'cloudy']

/** A room of the plasma plant in two or three sentences: what who sees it would say. */
export function plasmaSentence(m: PlasmaMachine): Pair {
  switch (m.unit) {
    case 'plasmaThaw': {
      const [core, coreEn] = needle(m.core, -40, 0)
      const [T, TEn] = needle(m.temperature, -5, 15)
      const [snow, snowEn] =
        m.flakes > 0.7
          ? ['beaucoup de flocons blancs', 'many white flakes']
          : m.flakes > 0.2
            ? ['quelques flocons blancs', 'some white flakes']
            : ['presque pas de flocons', 'hardly any flakes']
      const [wall, wallEn] =
        m.hotWall > 0.2 ? [' Contre la paroi chaude, ils fondent.', ' They dissolve against the hot wall.'] : ['', '']
      if (m.phase === 'temper')
        return [
          `Les bouteilles givrées se réchauffent sur leur chariot : ${core} °C à cœur.`,
          `Frosted bottles are warming up on their trolley: ${coreEn} °C at the core.`,
        ]
      return [
        `Cuve de décongélation à ${T} °C : ${m.ice > 0 ? `${percent(m.ice)} % de glace encore` : 'la glace a fondu'}, ${snow} dans le plasma doré.${wall}`,
        `Thaw vessel at ${TEn} °C: ${m.ice > 0 ? `${percent(m.ice)} % ice left` : 'the ice is gone'}, ${snowEn} in the golden plasma.${wallEn}`,
      ]
    }
    case 'ethanolPrecipitation': {
      const [T, TEn] = needle(m.temperature, -20, 20)
      const [line, lineEn] = needle(m.freezing, -20, 20)
      const [does, doesEn] =
        m.dosing === 'ethanol'
          ? [
              m.plume > 0.5
                ? 'l’éthanol entre vite, une traînée chaude se forme sous la canne'
                : 'l’éthanol entre par la canne',
              m.plume > 0.5
                ? 'ethanol is going in fast, with a warm plume under the lance'
                : 'ethanol is going in through the lance',
            ]
          : m.dosing === 'buffer'
            ? ['le tampon coule', 'buffer flowing in']
            : m.aged > 0
              ? [`la maturation est faite à ${percent(m.aged)} %`, `ageing is ${percent(m.aged)} % done`]
              : ['rien ne coule', 'nothing flowing']
      const [milk, milkEn] =
        m.cloud < 0.15
          ? ['encore limpide', 'still clear']
          : m.cloud < 0.55
            ? ['laiteux', 'milky']
            : ['épais comme du lait, à gros flocons', 'thick as milk, with coarse flakes']
      const [ice, iceEn] =
        m.slush > 0.1 ? [' De la glace se prend dans la cuve.', ' Ice is forming in the tank.'] : ['', '']
      return [
        `Chambre froide, cuve à ${T} °C, gel à ${line} °C : ${does}. Le liquide est ${milk}.${ice}`,
        `Cold room, tank at ${TEn} °C, freezing at ${lineEn} °C: ${doesEn}. The liquid is ${milkEn}.${iceEn}`,
      ]
    }
    case 'plasmaCentrifuge': {
      const [sight, sightEn] = haze(m.haze)
      const [bowl, bowlEn] =
        m.speed > 0
          ? [`le bol est plein de pâte à ${percent(m.bowl)} %`, `the bowl is ${percent(m.bowl)} % full of paste`]
          : ['le bol est à l’arrêt', 'the bowl is stopped']
      return [
        `Centrifugeuse : ${bowl}, le liquide sort ${sight}. Chariot de pâte ${percent(m.cart)} %, reste à passer ${percent(m.feed)} %.`,
        `Centrifuge: ${bowlEn}, the liquid comes out ${sightEn}. Paste cart ${percent(m.cart)} %, still to process ${percent(m.feed)} %.`,
      ]
    }
    case 'filterPress': {
      const [jet, jetEn] = haze(m.haze)
      const bar = 6 * m.pressure
      return [
        `Filtre-presse : gâteau ${percent(m.cake)} % des cadres${m.aid < 0.2 ? ', gluant' : ''}, pression ${formatNumber('fr', bar, 1)} bar, ${m.flow > 0 ? `jet ${jet}` : 'pas de jet'}. Bac ${percent(m.pool)} %.`,
        `Filter press: cake ${percent(m.cake)} % of the frames${m.aid < 0.2 ? ', slimy' : ''}, pressure ${formatNumber('en', bar, 1)} bar, ${m.flow > 0 ? `jet ${jetEn}` : 'no jet'}. Tub ${percent(m.pool)} %.`,
      ]
    }
    case 'solventDetergent': {
      const [T, TEn] = needle(m.temperature, 0, 40)
      const [does, doesEn] =
        m.dosing || m.mixed < 0.98
          ? [`des traînées d’huile, mélange à ${percent(m.mixed)} %`, `streaks of oil, ${percent(m.mixed)} % mixed`]
          : [`le maintien est fait à ${percent(m.hold)} %`, `the hold is ${percent(m.hold)} % done`]
      const [drops, dropsEn] =
        m.drops > 0
          ? [' Des gouttes pendent au dôme de la cuve 1.', ' Drops are hanging in the dome of tank 1.']
          : ['', '']
      const [leg, legEn] =
        m.deadLeg > 0 ? [' Du liquide stagne dans son piquage.', ' Liquid is standing in its dead leg.'] : ['', '']
      return [
        `Solvant-détergent, cuve ${m.tank}, ${T} °C : ${does}. La frontière virale est peinte entre les deux cuves.${drops}${leg}`,
        `Solvent/detergent, tank ${m.tank}, ${TEn} °C: ${doesEn}. The viral border is painted between the tanks.${dropsEn}${legEn}`,
      ]
    }
    case 'resuspension':
    case 'caprylate':
    case 'plasmaLowPh': {
      const [T, TEn] = needle(m.temperature, 0, 50)
      const pH = 3 + 6 * m.pH
      const [what, whatEn] = TREATMENT[m.unit]
      const [liquid, liquidEn] =
        m.cloud < 0.15 ? ['limpide', 'clear'] : m.cloud < 0.5 ? ['trouble', 'cloudy'] : ['épais', 'thick']
      const [foam, foamEn] =
        m.foam > 0.1
          ? [` Mousse à ${percent(m.foam)} % du ciel.`, ` Foam fills ${percent(m.foam)} % of the headspace.`]
          : ['', '']
      return [
        `${what}, ${T} °C, pH ${formatNumber('fr', pH, 1)} : liquide ${liquid}, temps fait à ${percent(m.clock)} %.${foam}`,
        `${whatEn}, ${TEn} °C, pH ${formatNumber('en', pH, 1)}: liquid ${liquidEn}, ${percent(m.clock)} % of the time done.${foamEn}`,
      ]
    }
    case 'pasteuriser': {
      const [middle, middleEn] = needle(m.middle, 20, 70)
      const [corner, cornerEn] = needle(m.corner, 20, 70)
      const phases: Readonly<Record<typeof m.phase, Pair>> = {
        heat: ['Le panier chauffe dans l’eau', 'The rack is heating up in the water'],
        hold: [`Le maintien est fait à ${percent(m.hold)} %`, `The hold is ${percent(m.hold)} % done`],
        cool: ['Le panier refroidit', 'The rack is cooling'],
        done: ['Le panier est sorti de l’eau', 'The rack is out of the water'],
      }
      const [fr, en] = phases[m.phase]
      return [`${fr} : milieu ${middle} °C, coin ${corner} °C.`, `${en}: middle ${middleEn} °C, corner ${cornerEn} °C.`]
    }
    case 'inspection':
      return m.any
        ? [
            `Les flacons passent un à un devant la lampe : ${formatNumber('fr', 100 * m.rejected, 1)} % sont écartés.`,
            `The vials pass the lamp one by one: ${formatNumber('en', 100 * m.rejected, 1)} % are taken out.`,
          ]
        : ['Aucun flacon à mirer.', 'No vials to inspect.']
    case 'freezeDryer': {
      const [T, TEn] = needle(m.product, -60, 60)
      const phases: Readonly<Record<typeof m.phase, Pair>> = {
        freeze: [
          `Les flacons gèlent : glace ${percent(m.frozen)} %`,
          `The vials are freezing: ice ${percent(m.frozen)} %`,
        ],
        primary: [
          `La glace s’en va : gâteau sec à ${percent(m.dried)} %`,
          `The ice is leaving: cake ${percent(m.dried)} % dry`,
        ],
        secondary: ['Le gâteau sec chauffe encore', 'The dry cake is still warming'],
        done: ['Les flacons sont bouchés', 'The vials are stoppered'],
      }
      const [fr, en] = phases[m.phase]
      const [cake, cakeEn] =
        m.collapsed > 0.1
          ? [
              ` ${percent(m.collapsed)} % du gâteau s’est affaissé.`,
              ` ${percent(m.collapsed)} % of the cake has collapsed.`,
            ]
          : m.dried > 0.1
            ? [' Les gâteaux tiennent debout.', ' The cakes are standing.']
            : ['', '']
      return [`${fr}, produit à ${T} °C.${cake}`, `${en}, product at ${TEn} °C.${cakeEn}`]
    }
  }
}

const TREATMENT: Readonly<Record<TreatmentView['unit'], Pair>> = {
  resuspension: ['La pâte se redissout', 'Paste dissolving'],
  caprylate: ['Traitement au caprylate', 'Caprylate treatment'],
  plasmaLowPh: ['Maintien à pH bas', 'Low-pH hold'],
}
