import { table } from '../../present/index.ts'

/** What a player may want to know of the models: in short what stands in the model.md of each unit operation. */
export const aboutTexts = table(
  {
    title: 'Le modèle',
    close: 'Fermer',
    lead: 'Chaque geste passe par un modèle du procédé. Voici ce qu’il calcule, ce qu’il simplifie, et ce que valent ses chiffres.',
    parts: [
      {
        head: 'Ce qui est calculé',
        items: [
          'Les bilans : ce qui entre dans une étape se retrouve dans le produit, dans l’équipement ou à l’égout, à un milliardième près.',
          'Les cinétiques : croissance et mort des cellules, inactivation des virus, agrégation, précipitation, séchage.',
          'Les colonnes, le long du lit et dans le temps ; elles sont comparées à CADET-Core, les cultures à SciPy.',
          'Les instruments : bruit, retard, dérive. Ce que l’écran montre n’est jamais l’état caché.',
          'Même niveau, même lot, mêmes gestes : mêmes chiffres, dans tous les navigateurs.',
        ],
      },
      {
        head: 'Ce que valent les chiffres',
        items: [
          'Chaque constante porte une unité et une source. Il y en a de trois sortes : publiée, connue du métier, calée pour cette usine.',
          'Une valeur calée n’est pas donnée pour de la littérature : le jeu dit « la limite de cette usine ».',
          'Les tendances et les ordres de grandeur sont ceux du procédé. Ils ne prédisent pas une vraie cuve.',
          'Les minutes d’un geste, les prix et les horaires des équipes sont des règles du jeu.',
        ],
      },
      {
        head: 'Simplifié : les anticorps',
        items: [
          'La cuve est bien mélangée, la mousse n’a pas de structure. Hors de 31 à 39,5 °C, ou au-dessus de 450 mOsm/kg, la biologie est extrapolée.',
          'Le sel coûte de la croissance, des cellules et du produit ; son effet sur les sucres de l’anticorps n’est pas dans le modèle.',
          'Sur les colonnes, le pH voyage comme un sel ; les protéines de l’hôte sont réduites à deux familles.',
          'Le maintien à pH bas n’a de sens que de pH 3,2 à 4,2 ; le pool est un tampon linéaire.',
          'En AEX, ce qui est passé une fois serait retenu à la deuxième : retraiter paraît trop efficace.',
          'Tout arrêt compte pour le filtre à virus ; les plus récents y résistent mieux.',
          'Bouchage, sertissage et mirage sont un seul taux de rebut.',
        ],
      },
      {
        head: 'Simplifié : le plasma',
        items: [
          'Une poche a une seule température, un flacon pasteurisé aussi, et un flacon lyophilisé vaut pour tous, sans effet de bord du plateau.',
          'Geler une cuve ou la dégeler ne prend pas de chaleur. Les volumes d’eau et d’éthanol s’ajoutent. La cuve est mélangée, sauf à la canne, dont la zone est calée et non mesurée.',
          'La fraction V sort deux à quatre points trop pure : ce que le précipité emprisonne n’est pas calculé.',
          'Le volume que le solvant-détergent n’a pas touché est calé : une seule cuve coûte deux log.',
          'La capacité des colonnes est la même pour toutes les impuretés ; les IgG y sont une seule protéine, et non une famille. Le pH du chargement n’y joue pas.',
        ],
      },
      {
        head: 'Simplifié : l’AAV',
        items: [
          'Une taille moyenne vaut pour tous les complexes ; leur croissance est calée sur des tendances publiées.',
          'Le titre nominal (10¹⁴ vg/L, 20 % de pleines après 72 h) entre dans le calage : ce n’est pas une prédiction.',
          'La réponse innée des cellules et leur cycle ne sont pas suivis ; les génomes partiels sont une part fixe des capsides.',
          'Sur la colonne d’échange, les pics ne se poussent pas ; les positions sont celles de cette usine. Le débit ne les élargit pas.',
          'Sur la colonne d’affinité, le lavage n’a pas de plancher : après quelques volumes, presque rien ne reste des protéines de l’hôte.',
          'À la lyse, trop de détergent ne coûte que son retrait.',
          'Ce qu’un maintien coûte au vecteur n’est connu en public que dans sa direction : les vitesses sont celles de cette usine.',
        ],
      },
    ],
  },
  {
    title: 'The model',
    close: 'Close',
    lead: 'Every act goes through a model of the process. Here is what it calculates, what it simplifies, and what its figures are worth.',
    parts: [
      {
        head: 'What is calculated',
        items: [
          'Balances: what goes into a step is found again in the product, in the equipment or down the drain, to one part in a billion.',
          'Kinetics: cells growing and dying, viruses inactivated, aggregation, precipitation, drying.',
          'Columns, along the bed and over time; they are held against CADET-Core, the cultures against SciPy.',
          'Instruments: noise, delay, drift. What the screen shows is never the hidden state.',
          'Same level, same batch, same acts: the same figures, in every browser.',
        ],
      },
      {
        head: 'What the figures are worth',
        items: [
          'Every constant has a unit and a source. There are three kinds: published, known in the trade, calibrated for this plant.',
          'A calibrated value is not passed off as literature: the game says “this plant’s limit”.',
          'Trends and orders of magnitude are those of the process. They do not predict a real vessel.',
          'The minutes an act takes, prices and the hours of crews are rules of the game.',
        ],
      },
      {
        head: 'Simplified: antibodies',
        items: [
          'The vessel is well mixed, the foam has no structure. Outside 31 to 39.5 °C, or above 450 mOsm/kg, the biology is extrapolated.',
          'Salt costs growth, cells and product; its effect on the antibody’s sugars is not in the model.',
          'On the columns, pH travels like a salt; host-cell proteins are reduced to two families.',
          'The low-pH hold is meaningful from pH 3.2 to 4.2; the pool is a linear buffer.',
          'In AEX what has passed once would be held the second time: reprocessing looks too good.',
          'Every stop counts against the virus filter; the newest ones stand it better.',
          'Stoppering, capping and inspection are one reject rate.',
        ],
      },
      {
        head: 'Simplified: plasma',
        items: [
          'A bag has one temperature, so has a pasteurised bottle, and one freeze-dried vial stands for all, with no shelf edge.',
          'Freezing or melting a tank takes no heat. Volumes of water and ethanol add up. The tank is mixed except at the lance, whose zone is calibrated, not measured.',
          'Fraction V comes out two to four points too pure: what a precipitate traps is not calculated.',
          'The volume that solvent/detergent has not touched is calibrated: a single tank costs two logs.',
          'Columns have one capacity for all impurities; IgG is a single protein there, not a family. The pH of the load plays no part.',
        ],
      },
      {
        head: 'Simplified: AAV',
        items: [
          'One mean size stands for all complexes; their growth is calibrated on published trends.',
          'The nominal titre (10¹⁴ vg/L, 20% full after 72 h) goes into the calibration: it is not a prediction.',
          'The cells’ innate response and their cycle are not followed; partial genomes are a fixed share of the capsids.',
          'On the exchange column, peaks do not push each other; their positions are this plant’s. Flow does not widen them.',
          'On the affinity column the wash has no floor: after a few volumes next to no host protein is left.',
          'At lysis, too much detergent costs only its removal.',
          'What a hold costs the vector is known in public by its direction only: the rates are this plant’s.',
        ],
      },
    ],
  },
)
