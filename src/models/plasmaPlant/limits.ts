import type { Evidence, Unit } from '../../sim/index.ts'
import type { Band, Limit, ReleaseAttribute } from '../antibodyPlant/limits.ts'

/**
 * The plasma plant's limits, once, in the shape of the antibody plant's. No manufacturer publishes such limits: they are
 * design proposals of the sheet (G) unless a source stands beside it, and the game says "this plant's limit".
 */
type Ends = number | readonly [number | null, number | null]
const band = (ends: Ends): Band =>
  typeof ends === 'number' ? { low: ends, high: ends } : { low: ends[0], high: ends[1] }

/** limit(means, unit, set point, alert, action, evidence, section and source, effect). */
function limit(
  means: string,
  unit: Unit,
  setPoint: Ends,
  alert: Ends,
  action: Ends,
  evidence: Evidence,
  source: string,
  effect: string,
): Limit {
  return {
    means,
    unit,
    setPoint: band(setPoint),
    alert: band(alert),
    action: band(action),
    evidence,
    source: `plasma.md ${source}`,
    effect,
    scalesWithVolume: false,
  }
}

const NONE = [null, null] as const

// A table is read by rows: the formatter would give each number a line of its own.
// oxfmt-ignore
export const plasmaLimits = {
  'donations.hold': limit('days a donation is held before it is pooled', 'd', [60, null], [60, null], [60, null], 'V',
    '§1.1; V56: 60 d and more', 'A late seroconversion or report can no longer be pulled: the whole pool is at risk.'),
  'donations.storage': limit('storage of the donations', '°C', [null, -30], [null, -22], [null, -20], 'G',
    '§1.1', 'FVIII falls, and melting and freezing again raises fibrinogen in the cryoprecipitate.'),
  'donations.scanned': limit('donations read by the scanner', '%', 100, [100, null], [100, null], 'V',
    '§1.1; V57: traceable both ways', 'One missing reading breaks the chain: no lot of this pool can be certified.'),
  'donations.parvovirus': limit('B19 in the pool, IU/mL as log10', 'log10', [null, 4], [null, 4], [null, 4], 'V',
    '§1.1; V54: 10,000 IU/mL', 'The pool is rejected.'),
  'plasmaThaw.tempering': limit('tempering', '°C', -12, [null, -4], [null, -3], 'G',
    '§1.1', 'Too warm: uneven melt, FVIII dissolves again; too cold: bags shatter.'),
  'plasmaThaw.jacket': limit('jacket of the thaw vessel', '°C', 18, [null, 25], [null, 30], 'G',
    '§1.1', 'The wall is hot: FVIII dissolves again there and is damaged.'),
  'plasmaThaw.end': limit('temperature of the thawed pool', '°C', 2, [0.5, 3], [0.5, 4], 'G',
    '§1.1', 'Warmer: FVIII and fibrinogen go with the liquid; colder: ice is left.'),
  'plasmaThaw.time': limit('thawing and stirring', 'h', [null, 2], [null, 3], [null, 4], 'G',
    '§1.1', 'FVIII decays and foam rises.'),
  'plasmaThaw.hold': limit('thawed pool before the centrifuge', 'h', [null, 6], [null, 8], [null, 12], 'G',
    '§1.1', 'FVIII loses a quarter in twelve hours, germs grow.'),
  'plasmaCentrifuge.feed': limit('feed of one centrifuge', 'L/h', [600, 1000], [300, 1000], [300, 1500], 'G',
    '§1.1, §1.2', 'Too fast: precipitate goes on with the liquid, yield is lost and filters block.'),
  'plasmaCentrifuge.turbidity': limit('turbidity behind a separation', 'NTU', [null, 8], [null, 8], [null, 15], 'G',
    '§1.2', 'Precipitate goes on with the liquid.'),
  'ethanolPrecipitation.feedTemperature': limit('temperature of the ethanol', '°C', [-25, -15], [null, -15], [null, -10],
    'G', '§1.2', 'Heat of mixing is not met: hot spots denature.'),
  'ethanolPrecipitation.rate': limit('ethanol per minute and 1,000 L', 'L/min', 2, [0.5, 4], [0.5, 6], 'G',
    '§1.2', 'Too fast: strong warm ethanol at the lance makes gel and polymers; too slow: the shift is lost.'),
  'ethanolPrecipitation.ethanol': limit('ethanol away from the set point', '%', 0, [-0.5, 0.5], [-1, 1], 'G',
    '§1.2', 'Low: product stays soluble; high: impurities fall with it.'),
  'ethanolPrecipitation.pH': limit('pH away from the set point', 'pH', 0, [-0.05, 0.05], [-0.1, 0.1], 'G',
    '§1.2', 'The sharpest lever: at fraction IV-4 two tenths cost almost half of the albumin.'),
  'ethanolPrecipitation.temperature': limit('temperature away from the set point', '°C', 0, [-0.5, 0.5], [-1, 1], 'G',
    '§1.2', 'Warm: more dissolves, and denatures; cold: ice below the freezing line.'),
  'ethanolPrecipitation.ionicStrength': limit('ionic strength away from the set point', '%', 0, [-5, 5], [-10, 10], 'G',
    '§1.2', 'Higher: salting-in, yield is lost; lower: euglobulins fall early.'),
  'ethanolPrecipitation.ageing': limit('time at conditions', 'h', [2, 16], [2, 16], NONE, 'G',
    '§1.2', 'Short: fine particles pass the centrifuge; long: denaturation.'),
  'paste.storage': limit('storage of paste', '°C', [null, -30], [null, -20], [null, -20], 'G',
    '§1.2', 'Plasmin cuts and prekallikrein turns active.'),
  'resuspension.ratio': limit('water on albumin paste, volumes by mass', '1', 2.5, [2, 3], [2, 3.5], 'G',
    '§1.3', 'More: a long ultrafiltration; less: lumps do not dissolve.'),
  'resuspension.pH': limit('pH of dissolved albumin', 'pH', 6.8, [6.5, 7.1], [6.3, 7.3], 'G',
    '§1.3', 'Acid: albumin stays solid; alkaline: aggregates.'),
  'resuspension.temperature': limit('temperature while there is ethanol', '°C', 3, [0, 6], [0, 8], 'G',
    '§1.3', 'Denaturation, haze after pasteurisation.'),
  'resuspension.cryoTemperature': limit('temperature of dissolving cryoprecipitate', '°C', 25, [18, 31], [16, 33], 'G',
    '§1.5', 'Cold: it stays undissolved; warm: FVIII decays.'),
  'plasmaDepthFilter.load': limit('load of the depth filter', 'L/m²', 120, [null, 140], [null, 150], 'V',
    '§1.3; V75: up to about 150 L/m²', 'Lipoprotein and haze pass, the filter blocks.'),
  'caprylate.concentration': limit('caprylate in IgG', 'mM', 20, [15, 23], [15, 26], 'G',
    '§1.4', 'High: IgG falls too; low: IgA, FXIa and PKA stay.'),
  'caprylate.pH': limit('pH of the caprylate hold', 'pH', 5.1, [4.8, 5.25], [4.8, 5.35], 'G',
    '§1.4', 'Less free acid: at pH 5.8 only 2.4 log in an hour.'),
  'caprylate.temperature': limit('temperature of the caprylate hold', '°C', 25, [22.5, 27], [22, 27], 'G',
    '§1.4', 'Cold: virus and FXIa remain.'),
  'caprylate.time': limit('time of the caprylate hold', 'min', [60, 120], [60, 120], [55, 120], 'G',
    '§1.4; at least 40 min for FXIa: V28', 'Short: virus and FXIa remain.'),
  'ionExchange.load': limit('IgG on the flow-through resin', 'g/L', 60, [40, 75], [40, 85], 'G',
    '§1.4', 'IgA, albumin and FXI break through.'),
  'ionExchange.conductivity': limit('conductivity of the load', 'mS/cm', 3, [2, 3.8], [2, 4.5], 'G',
    '§1.4', 'High: impurities do not bind; low: IgG binds.'),
  'ionExchange.factorVIIILoad': limit('FVIII on the resin', 'IU/mL', 150, [null, 180], [null, 210], 'G',
    '§1.5', 'FVIII breaks through.'),
  'ionExchange.wash': limit('salt of the wash, FVIII', 'M', 0.18, [0.15, 0.2], [0.15, 0.22], 'G',
    '§1.5', 'Strong: FVIII is lost; weak: fibrinogen and reagents stay.'),
  'solventDetergent.dose': limit('solvent and detergent, of the nominal', '%', 100, [95, null], [90, null], 'G',
    '§1.4: ±5, ±10 %', 'Below half the kill collapses.'),
  'solventDetergent.temperature': limit('temperature of the treatment', '°C', 25, [21, 26.5], [20, 27], 'G',
    '§1.4', 'Outside the validated range nothing is proven.'),
  'solventDetergent.time': limit('time of the treatment', 'h', 6, [4, null], [4, null], 'G',
    '§1.4', 'Outside the validated range nothing is proven.'),
  'solventDetergent.solvent': limit('TnBP left', 'µg/mL', [null, 2], [null, 3], [null, 5], 'G',
    '§1.4', 'Toxic to the patient.'),
  'plasmaLowPh.pH': limit('pH of the low-pH hold', 'pH', 4.25, [4.15, 4.35], [4.15, 4.35], 'G',
    '§1.4', 'Outside the validated range nothing is proven.'),
  'plasmaLowPh.time': limit('time of the low-pH hold', 'h', 36, [24, null], [20, null], 'V',
    '§1.4; V34: more than 20 h', 'The kill tails: the last virus needs the last hours.'),
  'plasmaNanofilter.pressure': limit('pressure across the nanofilter', 'bar', 0.9, [0.8, 1], [0.8, 1], 'G',
    '§1.4', 'High: deposits pack; low: virus creeps through.'),
  'plasmaNanofilter.flux': limit('flux left, of the first', '1', [0.5, null], [0.4, null], [0.25, null], 'G',
    '§1.4', 'A blocked filter retains less, or stops.'),
  'plasmaNanofilter.load': limit('load of the nanofilter', 'kg/m²', 8, [null, 12], [null, 12], 'G',
    '§1.4', 'The filter blocks.'),
  'plasmaNanofilter.pause': limit('pause of the process', 'min', 0, [null, 10], [null, 15], 'G',
    '§1.4', 'Virus moves on through an older filter while the flow stands.'),
  'plasmaUltrafiltration.diafiltration': limit('albumin while washed', 'g/L', 80, [60, 110], [60, 130], 'G',
    '§1.3; set point V42', 'High: flux collapses; low: a long wash and much buffer.'),
  'plasmaUltrafiltration.diavolumes': limit('volumes of wash', '1', 8, [7.4, null], [7, null], 'D',
    '§1.3', 'Ethanol, aluminium or reagents stay.'),
  'plasmaUltrafiltration.concentration': limit('albumin at the end', 'g/L', 210, [200, 255], [200, 265], 'G',
    '§1.3; set point V42', 'Viscous, sheared aggregates.'),
  'plasmaUltrafiltration.concentrationIgG': limit('IgG at the end', 'g/L', 110, [102, 118], [102, 125], 'G',
    '§1.4', 'Polymers, viscous.'),
  'pasteuriser.stabiliser': limit('caprylate and acetyltryptophan', 'mmol/g', 0.16, [0.12, 0.2], [0.08, 0.2], 'V',
    '§1.3; V60: 20 mg/g, 0.081 mmol/g, suffice', 'Low: polymers and gel at 60 °C; high: the patient takes it in.'),
  'pasteuriser.temperature': limit('temperature of the coldest bottle', '°C', 60, [59.7, 60.3], [59.5, 60.5], 'G',
    '§1.3', 'Cold: virus is left; hot: polymers.'),
  'pasteuriser.time': limit('time at temperature', 'h', 10.5, [10, 11], [10, 11], 'V',
    '§1.3; V51: 10 h at least', 'Short: virus is left; long: polymers.'),
  'freezeDryer.product': limit('product below its collapse temperature', '°C', [2, null], [2, null], [0, null], 'C',
    '§1.5, §3.13', 'The cake collapses and dissolves slowly.'),
  'freezeDryer.pressure': limit('pressure of the chamber', 'mbar', 0.1, [0.05, 0.12], [0.05, 0.12], 'G',
    '§1.5', 'High: the product warms; low: heat comes slowly.'),
  'freezeDryer.moisture': limit('water left in the cake', '%', 1, [null, 1.8], [null, 2], 'G',
    '§1.5', 'Too wet: FVIII dies.'),
  'dryHeat.temperature': limit('temperature of the dry heat', '°C', 80, [79, 81], [79, 81], 'G',
    '§1.5', 'Hot: FVIII falls; cold: virus is left.'),
  'dryHeat.time': limit('time of the dry heat', 'h', [72, 74], [72, 74], [72, 74], 'G',
    '§1.5', 'Short: virus is left.'),
  'dryHeat.moisture': limit('water before the dry heat', '%', 1, [0.8, 2], [0.7, 2], 'V',
    '§1.5; V44: above 0.7 % for 4 log', 'Dry: virus survives; wet: FVIII falls.'),
} satisfies Record<string, Limit>

export type PlasmaLimitKey = keyof typeof plasmaLimits

/** release(means, unit, target, [lower, upper], weight, evidence, source); weights add up to 1 in each product. */
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
  return { means, unit, target, lower, upper, weight, evidence, source: `plasma.md §5; ${source}` }
}

/**
 * Release specifications by product (plasma.md §5): what was seen in a product's table or a pharmacopoeia is V, the rest
 * is general knowledge and to be checked against the current monograph. Weights are this plant's choice.
 */
// oxfmt-ignore
export const plasmaRelease = {
  'albumin.purity': release('albumin of all protein', '%', 98, [95, null], 0.4, 'G', 'US at least 96 %: V52'),
  'albumin.polymers': release('polymers', '%', 1, [null, 10], 0.3, 'G', 'Ph. Eur. 0255 as known'),
  'albumin.prekallikreinActivator': release('prekallikrein activator', 'IU/mL', 5, [null, 35], 0.1, 'G', 'Ph. Eur. 0255 as known'),
  'albumin.endotoxin': release('endotoxin, more than 200 g/L', 'IU/mL', 0.2, [null, 1.7], 0.1, 'G', 'Ph. Eur. 0255 as known'),
  'albumin.aluminium': release('aluminium', 'µg/L', 50, [null, 200], 0.1, 'G', 'Ph. Eur. 0255 as known'),
  'albumin.pH': release('pH at 10 g/L', 'pH', 7, [6.7, 7.3], 0, 'V', 'V53'),
  'albumin.sodium': release('sodium', 'mM', 145, [130, 160], 0, 'V', 'V52'),
  'igG.purity': release('IgG of all protein', '%', 99, [95, null], 0.3, 'V', 'V4'),
  'igG.polymers': release('polymers', '%', 0.8, [null, 3], 0.3, 'V', 'V4'),
  'igG.prekallikreinActivator': release('prekallikrein activator', 'IU/mL', 2, [null, 35], 0.1, 'V', 'V4'),
  'igG.isoagglutinins': release('anti-A, anti-B: log2 titre', '1', 4, [null, 6], 0.1, 'V', 'V4: none at 1:64'),
  'igG.solvent': release('TnBP', 'µg/mL', 0.5, [null, 5], 0.05, 'V', 'V4'),
  'igG.detergent': release('detergent', 'µg/mL', 0.2, [null, 1], 0.05, 'V', 'V4'),
  'igG.endotoxin': release('endotoxin at 100 g/L', 'IU/mL', 0.1, [null, 1], 0.1, 'G', 'Ph. Eur. 0918 as known'),
  'igG.content': release('protein', 'g/L', 100, [80, 120], 0, 'V', 'V4: a 10 % product'),
  'igG.pH': release('pH', 'pH', 4.8, [4.5, 5.5], 0, 'V', 'V4'),
  'igG.osmolality': release('osmolality', 'mOsm/kg', 290, [240, null], 0, 'V', 'V4'),
  'factorVIII.specific': release('activity by protein before stabiliser', 'IU/mg', 20, [1, null], 0.4, 'V', 'V48'),
  'factorVIII.potency': release('activity when dissolved', 'IU/mL', 100, [20, null], 0.2, 'V', 'V48'),
  'factorVIII.water': release('water', '%', 1, [null, 2], 0.2, 'G', 'Ph. Eur. 0275 as known'),
  'factorVIII.solubility': release('time to dissolve', 'min', 3, [null, 10], 0.2, 'G', 'Ph. Eur. 0275 as known'),
  'vonWillebrand.potency': release('activity when dissolved', 'IU/mL', 100, [20, null], 0.5, 'G', 'Ph. Eur. 2298 as known'),
  'vonWillebrand.specific': release('activity by protein', 'IU/mg', 60, [5, null], 0.5, 'V', 'V67'),
  'fibrinogen.content': release('protein when dissolved', 'g/L', 20, [10, null], 0.3, 'V', 'V49'),
  'fibrinogen.clottable': release('clottable of all protein', '%', 92, [80, null], 0.4, 'V', 'V49'),
  'fibrinogen.water': release('water', '%', 1.5, [null, 5], 0.2, 'V', 'V50'),
  'fibrinogen.solubility': release('time to dissolve', 'min', 15, [null, 60], 0.1, 'V', 'V50: no clot in 60 min'),
  'pool.protein': release('protein of the pool', 'g/L', 60, [50, null], 0, 'G', 'Ph. Eur. 0853 as known'),
  'pool.factorVIII': release('FVIII of the pool', 'IU/mL', 0.8, [0.7, null], 0, 'G', 'Ph. Eur. 0853 as known'),
} satisfies Record<string, ReleaseAttribute>

export type PlasmaReleaseKey = keyof typeof plasmaRelease
