import type { Evidence, Unit } from '../../sim/index.ts'
import { type Limit, limitIn, NONE, type ReleaseAttribute } from '../limit.ts'

/**
 * The AAV plant's limits, once, in the shape of the antibody plant's. Real ones are product-specific and confidential:
 * these are design proposals of the sheet (C, G) unless a source stands beside it; the game says "this plant's limit".
 */
const limit = limitIn('aav.md')

// A table is read by rows: the formatter would give each number a line of its own.
// oxfmt-ignore
export const vectorLimits = {
  'plasmid.supercoiled': limit('plasmid that is supercoiled', '%', [90, null], [85, null], [80, null], 'G',
    '§7 no. 27', 'Less is delivered, and more backbone is packaged.'),
  'cellExpansion.seed': limit('cells after a passage', '1e6/mL', [0.3, 0.6], [0.25, 0.8], [0.2, 1], 'C',
    '§1.1 U1', 'Low: they lag; high: the medium is spent when they are transfected.'),
  'cellExpansion.passages': limit('passages since the vial of the bank', '1', [null, 15], [null, 20], [null, 25], 'G',
    '§1.1 U2', 'Cells drift: fewer take up plasmid, more clump.'),
  'cellExpansion.viability': limit('viability before transfection', '%', [95, null], [94, null], [90, null], 'C',
    '§1.1 U4', 'DNA and protein of dead cells bind PEI.'),
  'cellExpansion.doubling': limit('doubling time', 'h', [null, 28], [null, 30], [null, 36], 'G',
    'this plant’s card AV-03', 'The cells are not well, whatever their viability says.'),
  'cellExpansion.clumped': limit('cells in clumps', '%', [null, 5], [null, 15], [null, 20], 'G',
    'this plant’s card AV-03', 'No complex reaches a cell inside a clump.'),
  'cellExpansion.transfectAt': limit('cells before the cocktail', '1e6/mL', 2.22, [1.9, 2.7], [1.5, 3.1], 'C',
    '§1.1 U3: 2.0 in the cocktail', 'Few: DNA overdose of each; many: exhausted medium spoils the complexes (V14).'),
  'vectorTransfection.dose': limit('DNA of a billion cells', 'mg/1e9', 1, [0.8, 1.2], [0.6, 1.6], 'C',
    '§1.1 U6', 'Low: few cells get all three plasmids; high: toxic, residual plasmid, cost.'),
  'vectorTransfection.peiRatio': limit('PEI to DNA by mass', '1', 2, [1.7, 2.4], [1.3, 3], 'C',
    '§1.1 U9', 'Low: DNA stays open; high: free PEI breaks membranes.'),
  'vectorTransfection.fraction': limit('cocktail, of the culture', '%', [5, 10], [4, 12], [3, 15], 'C',
    '§1.1 U10', 'Small: dense and quick to grow; large: dilutes the medium and takes long to pour.'),
  'vectorTransfection.age': limit('age of the cocktail when poured', 'min', [8, 15], [8, 16], [5, 20], 'C',
    '§1.1 U12; §3.6', 'Young: small complexes settle on no cell; old: flocs are not taken up.'),
  'vectorTransfection.addition': limit('time of the pour', 'min', [null, 5], [null, 8], [null, 15], 'C',
    '§1.1 U13', 'The last litre is older than the first by as much.'),
  'vectorProduction.temperature': limit('temperature', '°C', 37, [36.7, 37.3], [36.4, 37.6], 'C',
    '§1.1 U14', 'Warm: heat stress, at 38.5 °C a quarter of the vector; cold: slow.'),
  'vectorProduction.pH': limit('pH', 'pH', 7.15, [7.05, 7.25], [6.95, 7.35], 'C',
    '§1.1 U15', 'Less expression on both sides.'),
  'vectorProduction.oxygen': limit('dissolved oxygen', '%', [30, 50], [20, null], [10, null], 'G',
    '§1.1 U16', 'Cells starve of oxygen, make lactate, die.'),
  'vectorProduction.carbonDioxide': limit('carbon dioxide', 'mmHg', [30, 80], [null, 90], [null, 120], 'C',
    '§1.1 U17; V28: best 38 mmHg, adenovirus', 'Oxygen looks perfect and the culture is poisoned.'),
  'vectorProduction.power': limit('stirring power', 'W/m³', [10, 60], [8, 80], [5, 250], 'V',
    '§1.1 U18; V20: 63-451 tested', 'Low: clumps, slow mixing; high: foam and bubbles harm first.'),
  'vectorProduction.gas': limit('gas, vessel volumes a minute', '1/min', [0.003, 0.015], [null, 0.02], [null, 0.03], 'G',
    '§1.1 U19', 'Low: carbon dioxide stays; high: foam, cells die with the bubbles.'),
  'vectorProduction.harvestTime': limit('harvest after transfection', 'h', [60, 84], [54, 90], [48, 96], 'C',
    '§1.1 U21', 'Early: packaging unfinished, few full; late: lysis, host protein, function lost.'),
  'vectorProduction.viability': limit('viability a day after transfection', '%', [78, 95], [75, null], [65, null], 'G',
    'this plant’s card AV-07', 'A dip is expected; more is toxic PEI or heat.'),
  'vectorLysis.lysisTime': limit('time of lysis', 'h', [1, 2], [1, null], [0.5, null], 'C',
    '§1.3 D1', 'Vector stays in cells and goes with the debris.'),
  'vectorLysis.magnesium': limit('magnesium for the nuclease', 'mM', [1, 2], [1, null], [0.5, null], 'C',
    '§1.3 D2', 'The nuclease stands still: viscous, filters blind.'),
  'vectorLysis.dnaLeft': limit('DNA left after the digest', '%', [null, 1], [null, 1], [null, 5], 'C',
    '§1.3 D2', 'Viscous, filters blind, pieces longer than 200 bp.'),
  'vectorLysis.saltAfter': limit('salt after the digest', 'mM', [300, 500], [300, 500], [200, 600], 'C',
    '§1.3 D3', 'Low: vector binds debris, chromatin and filters.'),
  'vectorDepthFilter.pressure': limit('pressure of the depth filter', 'bar', [null, 0.8], [null, 0.8], [null, 1.2], 'C',
    '§1.3 D4', 'The filter is blinding: put the spare train in line.'),
  'vectorDepthFilter.turbidity': limit('turbidity behind the depth filter', 'NTU', [null, 10], [null, 10], [null, 20], 'C',
    '§1.3 D4', 'Debris goes on to membrane and column.'),
  'vectorHold.temperature': limit('temperature of a hold', '°C', [2, 8], [2, 8], [2, 10], 'G',
    'this plant’s step AV6', 'Function goes, capsids clump, germs grow.'),
  'vectorUltrafiltration.flux': limit('flux of the membrane', 'LMH', [20, null], [20, null], NONE, 'C',
    '§1.3 D5', 'A gel layer stands: aggregation.'),
  'vectorUltrafiltration.pressure': limit('pressure across the membrane', 'bar', [0.5, 1], [0.4, 1.2], [0.3, 1.5], 'G',
    '§1.3 D5', 'High: capsids stand dense at the membrane and clump; low: hours in the pump.'),
  'vectorUltrafiltration.bufferSalt': limit('salt of the last wash', 'mM', [150, 250], [150, 250], [120, 300], 'G',
    '§1.3 D10: 150-200 at least; V42: 200', 'Low: capsids clump; high: no fluid for a vein.'),
  'vectorAffinity.load': limit('load, of the dynamic capacity', '1', [null, 0.7], [null, 0.85], [null, 1], 'C',
    '§1.3 D6', 'Vector runs through.'),
  'vectorAffinity.neutralise': limit('minutes at acid pH', 'min', [null, 10], [null, 15], [null, 30], 'C',
    '§1.3 D7', 'Aggregates, and potency is lost.'),
  'vectorAffinity.elutionPh': limit('pH of the elution', 'pH', [2.5, 3.5], [2.5, 3.5], [2.4, 3.6], 'G',
    '§1.3 D6', 'Low: it clumps and loses its function; high: a part of it stays on the column.'),
  'fullEmptyExchange.slope': limit('gradient of a column volume', 'mS/cm', [0.05, 0.2], [0.05, 0.2], [0.05, 0.2], 'G',
    '§1.3 D8', 'Steep: peaks merge; shallow: more litres, more hours than have been validated.'),
  'fullEmptyExchange.full': limit('full capsids of the pool', '%', [85, null], [85, null], [70, null], 'C',
    '§6.1; this plant’s card AV-15', 'Empty capsids are a dose of protein without a gene.'),
  'fullEmptyExchange.conductivity': limit('load above its target conductivity', 'mS/cm', [null, 0], [null, 0.3], [null, 0.5], 'C',
    '§1.3 D8', 'Vector does not bind, or peaks come early.'),
  'vectorUltrafiltration.titre': limit('genomes in a millilitre', '1/mL', [null, 5e13], [null, 5e13], [null, 1e14], 'G',
    '§1.3 D10', 'Concentrated vector in little salt clumps.'),
  'vectorUltrafiltration.diavolumes': limit('volumes of the last wash', '1', [6, 10], [6, null], [5, null], 'C',
    '§1.3 D10', 'Buffer, detergent or density medium stays.'),
  'vectorFill.surfactant': limit('surfactant of the bulk', '%', [0.001, 0.005], [0.001, 0.01], [0.0005, 0.01], 'V',
    '§1.3 D11; V42', 'Vector clings to filter, hoses and glass.'),
  'vectorFill.volume': limit('volume of a vial, of the wanted', '%', [99, 101], [98, 102], [96, 104], 'C',
    '§1.3 D13', 'A dose is short, or the fill does not add up.'),
  'vectorEffluent.target': limit('temperature of the effluent cycle', '°C', [121, 124], [121, 126], [121, 130], 'G',
    'this plant’s card AV-09', 'Low: what is in it lives; high: beyond what tank and seals were tested for.'),
  'vectorEffluent.hold': limit('minutes of the effluent cycle', 'min', [30, 60], [30, null], [30, null], 'G',
    'this plant’s card AV-09', 'A cycle of another length has killed nothing on paper.'),
  'hold.lysate': limit('hold of lysate and clarified bulk', 'h', [null, 19.2], [null, 19.2], [null, 24], 'G',
    '80 % of the hold is an advice', 'Proteases and germs; function is lost.'),
  'hold.eluted': limit('hold of the polished pool', 'h', [null, 38.4], [null, 38.4], [null, 48], 'G',
    '80 % of the hold is an advice', 'Adsorption and aggregates.'),
  'hold.bulk': limit('hold of the formulated bulk', 'h', [null, 19.2], [null, 19.2], [null, 24], 'G',
    '80 % of the hold is an advice', 'Adsorption and aggregates.'),
} satisfies Record<string, Limit>

export type VectorLimitKey = keyof typeof vectorLimits

/** release(means, unit, target, [lower, upper], weight, evidence, source); weights add up to 1. */
function release(
  means: string,
  unit: Unit,
  target: number,
  limits: readonly [number | null, number | null],
  weight: number,
  evidence: Evidence,
  source: string,
): ReleaseAttribute {
  const [lower, upper] = limits
  return { means, unit, target, lower, upper, weight, evidence, source: `aav.md §6.1; ${source}` }
}

/** Release specification of a product given into a vein in high dose; weights are this plant's choice. */
// oxfmt-ignore
export const vectorRelease = {
  titre: release('genomes, of the label', '%', 100, [80, 120], 0, 'C', 'defines the dose; alert ±10 %'),
  full: release('full capsids', '%', 85, [70, null], 0.3, 'C', 'V58: no limit for all; early phase 60 %'),
  partial: release('partly filled capsids', '%', 2, [null, 10], 0.05, 'C', 'V68: increasingly expected'),
  functional: release('genomes that work', '%', 98, [60, null], 0.1, 'C', 'stands for potency and infectivity'),
  potency: release('potency, of the reference', '%', 100, [50, 150], 0, 'C', 'cell assay'),
  aggregates: release('aggregates', '%', 0.7, [null, 5], 0.15, 'C', 'size exclusion'),
  hcp: release('host protein in 1e13 genomes', 'ng', 10, [null, 100], 0.1, 'G', 'order of magnitude'),
  hostDna: release('host DNA outside capsids in 1e13 genomes', 'ng', 0.5, [null, 10], 0.05, 'V', 'V46: 10 ng a dose; what is inside needs its own limit'),
  packagedHostDna: release('host DNA in capsids, of the genomes by mass', '%', 0.3, [null, 2], 0.05, 'V', 'V46: justified by risk'),
  plasmidDna: release('plasmid in capsids, of the genomes', '%', 0.8, [null, 2], 0.05, 'C', 'V49: mis-packaging'),
  fragment: release('length of DNA outside capsids', 'bp', 180, [null, 500], 0, 'V', 'V46: 200 bp where achievable'),
  nuclease: release('nuclease', 'ng/mL', 0.1, [null, 1], 0.05, 'G', 'ELISA'),
  pei: release('PEI', 'µg/mL', 0.05, [null, 1], 0.05, 'G', 'colour or chromatography'),
  ligand: release('leached affinity ligand', 'ng/mL', 5, [null, 100], 0.05, 'G', 'report'),
  endotoxin: release('endotoxin', 'IU/mL', 0.05, [null, 0.5], 0, 'G', '5 EU for a kilogram and hour into a vein, at 10 mL for a kilogram'),
  competent: release('AAV that multiplies, log10 of genomes to one', 'log10', 9, [8, null], 0, 'C', 'V47: testing asked for'),
} satisfies Record<string, ReleaseAttribute>

export type VectorReleaseKey = keyof typeof vectorRelease
