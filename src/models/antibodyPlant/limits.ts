import { type Evidence, Fault, type Unit } from '../../sim/index.ts'
import { type Band, type Limit, limitIn, NONE, type ReleaseAttribute } from '../limit.ts'

/**
 * The antibody plant's limits, once: alarms, cards, SOP texts, findings and the release table read them here. Numbers are
 * those of the 2,000 L plant; rows that grow with the vessel are scaled by `antibodyLimits`.
 * A value on a limit is still inside it. Where the sheet says "reached" or "missed", the number lies just inside.
 * Pass-or-fail rows of the sheet (integrity tests, PUPSIT, prefilter present, bank identity) are acts, not numbers: they
 * are not here.
 */
const limit = limitIn('mab.md')

const limitPerVolume = (...row: Parameters<typeof limit>): Limit => ({ ...limit(...row), scalesWithVolume: true })

// A table is read by rows: the formatter would give each number a line of its own.
// oxfmt-ignore
const at2000L = {
  'thaw.populationDoublings': limit('cell age since the working bank, at the end of production',
    '1', [null, 30], [null, 40], [null, 45], 'C',
    '§1.1: validated limit of in-vitro cell age, the number is this plant’s',
    'Productivity drifts and the construct may be lost: the batch is rejected.'),
  'thaw.bathTemperature': limit('water bath', '°C', 37, NONE, NONE, 'G',
    '§1.1', 'Cold: the thaw takes longer in the preservative; hot: cells die.'),
  'thaw.time': limit('time in the bath', 'min', [null, 3], [null, 4], [null, 5], 'G',
    '§1.1', 'The preservative is toxic once liquid: 3 % of viability a minute.'),
  'thaw.viability': limit('viability after the thaw', '%', [90, null], [90, null], [80, null], 'G',
    '§1.1', 'Half a day of lag for every 5 % missing.'),
  'thaw.density': limit('viable cells in the first flask', '1e6/mL', [0.3, 0.5], [0.25, null], [0.2, null], 'G',
    '§1.1', 'Too thin a culture waits a day or two before it grows.'),

  'seed.interval': limit('days between two passages', 'd', 3, [null, 4], [null, 5], 'G',
    '§1.2; MilliporeSigma: 2-4 d', 'A crowded inoculum lags and has lost viability.'),
  'seed.density': limit('viable cells after the split', '1e6/mL', 0.4, [0.3, 0.8], [0.2, null], 'G',
    '§1.2', 'Under: lag; over: the medium is eaten before the next split.'),
  'seed.transferDensity': limit('viable cells at transfer, batch medium', '1e6/mL', [3, 5], [null, 6], [null, 8], 'G',
    '§1.2', 'Lactate and ammonia stress the cells that are handed on.'),
  'seed.viability': limit('viability at transfer', '%', [95, null], [92, null], [90, null], 'G',
    '§1.2', 'Below 90 % do not transfer: dead cells bring host-cell proteins and proteases.'),
  'seed.temperature': limit('incubator temperature', '°C', [36.5, 37], [36, 37.5], [35.5, 38], 'G',
    '§1.2: ±0.5, ±1.0', 'Growth slows.'),
  'seed.carbonDioxide': limit('carbon dioxide in the incubator', '%', 5, [4.5, 5.5], [4, 6], 'G',
    '§1.2: ±0.5, ±1.0', 'The bicarbonate buffer leaves its pH and growth slows.'),

  'nMinus1.density': limit('viable cells at the end of the last seed reactor, batch',
    '1e6/mL', [4, 6], [null, 6], [null, 8], 'G',
    '§1.3; outside limits as at every transfer, §1.2', 'Stressed cells start the production culture late.'),
  'nMinus1.viability': limit('viability at transfer to production', '%', [95, null], [92, null], [90, null], 'G',
    '§1.3; outside limits as at every transfer, §1.2', 'Dead cells are counted as inoculum and grow nothing.'),

  'culture.seedingDensity': limit('viable cells at the start', '1e6/mL', 0.5, [0.4, 0.7], [0.3, 1], 'G',
    '§1.4; 0.5 is classical: PMC6816350 (mAbs 2019)',
    'Low: late peak, low titre; high without earlier feed and shift: starvation and a crash of viability.'),
  'culture.temperature': limit('temperature while growing', '°C', 36.8, [36.5, 37.1], [36.3, 37.3], 'G',
    '§1.4: ±0.3, ±0.5', 'Above 38 °C cells die, below 36 °C they grow slowly.'),
  'culture.shiftDay': limit('day of the temperature shift', 'd', 5, [4.5, 5.5], [null, 6], 'G',
    '§1.4: ±0.5 d, no shift by day 6',
    'Without it the cells outgrow their oxygen: viability 43 % on day 14, titre 28 % less.'),
  'culture.shiftTemperature': limit('temperature after the shift', '°C', 33, [32.5, 33.5], NONE, 'G',
    '§1.4: ±0.5', 'Below 32 °C productivity falls, above 34 °C the cells go on growing.'),
  'culture.pH': limit('pH', 'pH', [7, 7.1], [6.9, 7.15], [6.75, 7.25], 'G',
    '§1.4: 7.05 ± 0.05', 'High: more lactate, more base, more salt; low: slower growth.'),
  'culture.oxygen': limit('dissolved oxygen, per cent of air saturation', '%', 40, [25, 70], [20, 100], 'G',
    '§1.4', 'Below 5 %: lactate and death; above 100 %: oxidation.'),
  'culture.power': limit('stirring power per volume', 'W/m³', 25, [10, 60], [null, 100], 'G',
    '§1.4', 'Low: unmixed corners and little transfer; high: foam and damage.'),
  'culture.air': limitPerVolume('air sweep', 'slpm', 12, [6, 30], [4, null], 'G',
    '§1.4: 0.009 vvm', 'Low: carbon dioxide stays in; high: foam and bubble damage.'),
  'culture.oxygenFlow': limitPerVolume('oxygen sparged', 'slpm', [null, 50], [null, 50], [null, 69.5], 'G',
    '§1.4: capacity 70', 'At capacity there is no reserve left: dissolved oxygen falls next.'),
  'culture.gasVelocity': limit('speed of the gas at the sparger holes', 'm/s', [null, 5], [null, 20], [null, 30], 'G',
    '§1.4', 'Cells are killed where the gas enters.'),
  'culture.pCO2': limit('dissolved carbon dioxide', 'mmHg', [40, 80], [null, 100], [null, 150], 'V',
    '§1.4; Gray 1996 (above 150 inhibits), Mostafa & Gu 2003 (window 40-120)', 'At 179 mmHg the cells make 40 % less.'),
  'culture.feedEarly': limit('feed a day, days 3 to 5, per cent of the start volume',
    '%/d', 3, [2.7, 3.3], [2.4, 3.6], 'G',
    '§1.4: ±10 %, ±20 %', 'Under: amino acids run out; over: osmolality, and no room left in the vessel.'),
  'culture.feedLate': limit('feed a day, days 6 to 12, per cent of the start volume',
    '%/d', 4, [3.6, 4.4], [3.2, 4.8], 'G',
    '§1.4: ±10 %, ±20 %', 'Under: amino acids run out; over: osmolality, and no room left in the vessel.'),
  'culture.filling': limit('content of the vessel, per cent of its working volume',
    '%', [null, 100], [null, 101], [null, 102], 'G',
    '§1.4: working volume; two per cent are what load cells may be off by, the number is this plant’s',
    'No room for foam: it reaches the exhaust filter, and nobody has shown that the vessel mixes so full.'),
  'culture.glucose': limit('glucose before the bolus', 'mM', [9, null], [8, null], [2.8, null], 'G',
    '§1.4', 'Starving cells die.'),
  'culture.glucoseTarget': limit('glucose after the bolus', 'mM', 36, [null, 60], NONE, 'G',
    '§1.4: above 60 mM', 'Osmolality rises and sugar sticks to the antibody.'),
  'culture.osmolality': limit('osmolality', 'mOsm/kg', [280, 400], [null, 420], [null, 450], 'G',
    '§1.4', 'Growth is halved at 450, then cells die.'),
  'culture.lactate': limit('lactate', 'mM', [null, 35], [null, 40], [null, 55], 'G',
    '§1.4', 'Lactate calls for base, base brings salt.'),
  'culture.ammonia': limit('ammonium', 'mM', [null, 5], [null, 7], [null, 10], 'G',
    '§1.4', 'Growth slows and the antibody carries less galactose.'),
  'culture.foam': limit('foam, per cent of the headspace', '%', [null, 50], [null, 85], [null, 99], 'G',
    '§1.4: 85 %, foam at the exhaust filter',
    'A wet exhaust filter is no sterile barrier: pressure, then contamination.'),
  'culture.harvestDay': limit('day of harvest', 'd', 14, NONE, NONE, 'G',
    '§1.4', 'Early: product not made; late: the cells fall apart into the product.'),
  'culture.viability': limit('viability at harvest', '%', [75, null], [75, null], [60, null], 'G',
    '§1.4', 'DNA and host-cell proteins come out, disulphides are reduced, filters plug.'),

  'harvest.hold': limit('broth waiting for the centrifuge', 'h', [null, 12], [null, 18], [null, 24], 'G',
    '§1.5', 'Lysis, fragments by reduction, microbes.'),
  'harvest.holdTemperature': limit('temperature of the waiting broth', '°C', [10, 15], NONE, NONE, 'G',
    '§1.5', 'Warm broth ages faster.'),
  'harvest.centrifugeLoad': limit('flow over settling area, relative to the recipe',
    '1', 1, [null, 1.3], [null, 1.6], 'G',
    '§1.5', 'Solids are carried over: turbidity.'),
  'harvest.bowlSpeed': limit('acceleration in the bowl and shear at its feed, relative to the recipe',
    '1', 1, [null, 1.5], [null, 2], 'G',
    '§1.5', 'Cells break: host-cell proteins, DNA, colloids.'),
  'harvest.solids': limit('packed cell volume the discharge interval is set for', '%', [3, 6], NONE, NONE, 'G',
    '§1.5', 'An overloaded bowl loses product and clears nothing.'),
  'harvest.centrateTurbidity': limit('turbidity after the centrifuge', 'NTU', [150, 300], [null, 400], [null, 800], 'G',
    '§1.5; bioprocesstools: 200-800 typical', 'The depth filters plug.'),
  'harvest.depthFlux': limit('depth filter flux', 'LMH', 100, [null, 130], [null, 200], 'G',
    '§1.5', 'Pressure rises and turbidity breaks through.'),
  'harvest.depthLoad': limit('depth filter load', 'L/m²', [null, 120], [null, 130], NONE, 'G',
    '§1.5: action is the pressure', 'The filter plugs.'),
  'harvest.depthPressure': limit('pressure drop of the depth filter', 'bar', [null, 0.7], NONE, [null, 1], 'V',
    '§1.5; BioPharm Int: 15 psi is the design end point', 'The filter is full: what is pressed through is dirty.'),
  'harvest.turbidity': limit('turbidity of the clarified broth before 0.2 µm',
    'NTU', [null, 10], [null, 10], [null, 15], 'V',
    '§1.5; bioprocesstools: target 10-15', 'The capture resin fouls: 5 to 15 % of its capacity a cycle.'),
  'harvest.flush': limit('buffer chased through the filters', 'L/m²', [10, 12], [8, null], [0.1, null], 'G',
    '§1.5: none', '1 to 3 % of the product stays in the filters.'),

  'capture.load': limit('antibody loaded per litre of resin', 'g/L', 45, [null, 50], [null, 59.8], 'D',
    '§1.6: 90 % of DBC10; §3.1: 66.4 g/L at 4 min', 'Breakthrough: product runs to waste.'),
  'capture.residenceTime': limit('residence time while loading', 'min', 4, [3, 6], [2, null], 'G',
    '§1.6', 'The front smears and capacity collapses.'),
  'capture.titreError': limit('titre used for the load volume, against the measured one',
    '%', 0, [-5, 5], [-10, 10], 'G',
    '§1.6: ±5 %, ±10 %', 'The column is over- or underloaded.'),
  'capture.wash': limit('wash volume', 'CV', 5, [3, null], [2, null], 'G',
    '§1.6', 'Three times the host-cell proteins.'),
  'capture.elutionPh': limit('pH of the elution buffer', 'pH', 3.5, [3.35, 3.65], [3.2, 3.75], 'G',
    '§1.6', 'Low: aggregates; high: a long tail, a wide pool, yield lost.'),
  'capture.cutStart': limit('UV at which the pool begins', 'AU', 0.5, NONE, [null, 1.5], 'G',
    '§1.6', 'Late: the front of the peak goes to waste.'),
  'capture.cutEnd': limit('UV at which the pool ends', 'AU', 0.5, NONE, [null, 1.5], 'G',
    '§1.6', 'Early: the tail goes to waste; late: volume.'),
  'capture.cipTime': limit('contact with sodium hydroxide, each cycle', 'min', 15, [10, null], [0.1, null], 'G',
    '§1.6: missed', 'Carry-over and microbes; 5 to 15 % of the capacity.'),
  'capture.cipStrength': limit('sodium hydroxide', 'M', [0.1, 0.5], NONE, NONE, 'G',
    '§1.6', 'Weak: dirt stays; strong and long: the ligand goes.'),
  'capture.resinCapacity': limit('capacity left, of the new resin’s', '%', [85, null], [85, null], [80, null], 'V',
    '§1.6; BioPharm Int 2015: replace at 80 %', 'Yield falls and ligand leaks: repack.'),
  'capture.resinCycles': limit('cycles done by the resin', '1', [null, 150], NONE, [null, 200], 'G',
    '§1.6: ≤ 150-200', 'Beyond what was validated nobody can prove the clearance.'),
  'capture.asymmetry': limit('asymmetry of the packing test', '1', [0.8, 1.6], [0.7, 1.8], [0.5, 2], 'G',
    '§1.6', 'The liquid takes short cuts: product is lost from the first millilitre.'),
  'capture.pressure': limit('pressure drop of the bed', 'bar', [null, 2], [null, 2.5], [null, 3], 'G',
    '§1.6', 'The bed is crushed or fouled.'),

  'lowPhHold.pH': limit('pH of the hold', 'pH', [3.4, 3.6], [null, 3.6], [3.3, 3.6], 'V',
    '§1.7; ASTM E2888: at most 3.60 (3.3 is general knowledge)',
    'Above 3.60 the virus claim is lost; below 3.3 the antibody aggregates.'),
  'lowPhHold.time': limit('time at pH, in the second tank', 'min', 60, [30, 120], [30, 120], 'V',
    '§1.7; ASTM E2888: at least 30 min (120 is general knowledge)', 'Short: no claim; long: aggregates.'),
  'lowPhHold.temperature': limit('temperature of the hold', '°C', 20, [15, 25], [15, 25], 'V',
    '§1.7; ASTM E2888: at least 15 °C (25 is general knowledge)', 'Cold: no claim; warm: aggregates.'),
  'lowPhHold.concentration': limit('antibody in the pool', 'g/L', [10, 20], [null, 25], [null, 40], 'G',
    '§1.7', 'Acid finds it hard to mix in, aggregates form.'),
  'lowPhHold.neutralPh': limit('pH after neutralising', 'pH', [5, 5.5], [4.9, 5.6], [4.8, 5.7], 'G',
    '§1.7: ±0.1, ±0.2 from the ends', 'The cation exchanger binds badly; haze.'),

  'cation.load': limit('antibody loaded per litre of resin', 'g/L', 50, [null, 60], [null, 85], 'G',
    '§1.8; capacity 99 g/L by §3.3', 'Breakthrough, and aggregates are no longer told apart.'),
  'cation.loadPh': limit('pH of the load', 'pH', 5.2, [5.05, 5.35], [4.9, 5.5], 'G',
    '§1.8: ±0.15, ±0.3', 'High: the antibody elutes early.'),
  'cation.loadConductivity': limit('conductivity of the load', 'mS/cm', [null, 5], [null, 6], [null, 8], 'G',
    '§1.8', 'Salt keeps the antibody from binding: it runs through while loading.'),
  'cation.gradient': limit('length of the salt gradient', 'CV', 15, [12, 20], [8, null], 'G',
    '§1.8', 'Steep: aggregates elute with the product.'),
  'cation.cutStart': limit('start of the pool, share of the peak’s height', '1', 0.1, NONE, NONE, 'G',
    '§1.8', 'Late: the front of the peak goes to waste.'),
  'cation.cutEnd': limit('end of the pool, share of the peak’s height', '1', 0.1, [0.05, 0.3], [0.03, null], 'G',
    '§1.8', 'Late: aggregates and leached Protein A are pooled; early: yield.'),
  'cation.residenceTime': limit('residence time', 'min', 4, [3, 6], [2, null], 'G',
    '§1.8', 'Capacity collapses.'),

  'anion.pH': limit('pH of the load', 'pH', 8, [7.6, 8.2], [7.2, 8.5], 'G',
    '§1.9', 'Low: DNA, host-cell proteins and viruses pass; near the isoelectric point the antibody binds.'),
  'anion.conductivity': limit('conductivity of the load', 'mS/cm', [5, 6], [null, 9], [null, 12], 'G',
    '§1.9; that conductivity limits this step: BioPharm Int 2012',
    'Impurities and viruses break through, and the UV shows nothing.'),
  'anion.load': limit('antibody per litre of resin', 'g/L', 150, [null, 200], [null, 250], 'G',
    '§1.9', 'Bound DNA and host-cell proteins are pushed off.'),
  'anion.residenceTime': limit('residence time', 'min', 4, NONE, NONE, 'G',
    '§1.9', 'Short: impurities have no time to bind.'),

  'nanofilter.pressure': limit('pressure across the filter', 'bar', 2, [1, 2.8], [0.7, 3], 'G',
    '§1.10; virus filter review (Authorea 533424): low pressure, transitions and pauses are the worst case',
    'Low: small viruses diffuse through; above 3.0 the device is damaged.'),
  'nanofilter.load': limit('load at 10 g/L', 'L/m²', [null, 350], [null, 400], NONE, 'G',
    '§1.10', 'The filter plugs.'),
  'nanofilter.hmw': limit('aggregates in the load', '%', [null, 1], NONE, NONE, 'G',
    '§1.10', 'Aggregates plug the filter.'),
  'nanofilter.fluxDecay': limit('flux lost since the start', '%', [null, 65], [null, 65], [null, 75], 'G',
    '§1.10; Sartorius, BPI: retention falls with decay in some filters', 'Fewer viruses are held back.'),
  'nanofilter.pause': limit('flow stopped', 'min', 0, [null, 2], [null, 5], 'G',
    '§1.10; virus filter review (Authorea 533424): pauses are the worst case',
    'Viruses held by the flow diffuse through.'),
  'nanofilter.chase': limit('buffer chase', 'L/m²', [10, 20], [8, null], NONE, 'G',
    '§1.10', '1 to 2 % of the product stays behind.'),

  'ufdf.membraneLoad': limit('antibody per membrane area', 'kg/m²', [0.5, 1.5], NONE, NONE, 'G',
    '§1.11', 'High: the step takes long.'),
  'ufdf.crossFlow': limit('cross-flow', 'LMH', 300, [240, null], [180, null], 'G',
    '§1.11', 'The gel layer grows and flux collapses.'),
  'ufdf.pressure': limit('transmembrane pressure', 'bar', 1.2, [0.8, 1.6], [null, 2], 'G',
    '§1.11', 'Past the knee: gel, no more flux.'),
  'ufdf.firstConcentration': limit('concentration before diafiltration', 'g/L', [50, 80], [null, 100], [null, 120], 'G',
    '§1.11', 'Too viscous to wash.'),
  'ufdf.diavolumes': limit('diavolumes', '1', 7, [6, 10], [5, null], 'G',
    '§1.11: e^-N; 10 diavolumes 99.995 %: Steele & Arias 2014', 'Old buffer stays: 0.7 % at five.'),
  'ufdf.concentration': limit('final concentration', 'g/L', 120, [114, 126], [108, 132], 'G',
    '§1.11: ±5 %, ±10 %', 'Over: hold-up, viscosity, an expensive dilution; under: out of specification.'),
  'ufdf.phOffset': limit('pH of the pool against its target, diafiltration buffer corrected',
    'pH', 0, [-0.1, 0.1], [-0.2, 0.2], 'G',
    '§1.11; Donnan effect: Bolton 2011', 'pH and excipients miss their target.'),
  'ufdf.temperature': limit('temperature', '°C', 20, [null, 25], [null, 30], 'G',
    '§1.11', 'Aggregates.'),

  'fill.polysorbate': limit('polysorbate', '%', 0.02, [0.018, 0.022], [0.016, 0.024], 'G',
    '§1.12: ±10 %, ±20 %', 'Low: particles; high: foam.'),
  'fill.bioburden': limit('bioburden before the sterilising filter', 'CFU/100 mL', 0, [null, 5], [null, 10], 'G',
    '§1.12', 'Sterility is at risk: investigate.'),
  'fill.filterPressure': limit('pressure across the sterilising filter', 'bar', [null, 0.5], [null, 1], [null, 2], 'G',
    '§1.12', 'Microbes may be pushed through.'),
  'fill.weight': limit('fill weight against its target, overfill included', '%', 0, [-1, 1], [-2, 2], 'G',
    '§1.12: ±1 %, ±2 %', 'Under: a short dose; over: product given away.'),
  'fill.time': limit('from filtration to stoppering', 'h', [null, 20], [null, 20], [null, 24], 'G',
    '§1.12', 'Filter again or reject.'),
  'fill.gradeA': limit('microbes found in grade A', 'CFU', 0, [null, 0], [null, 0], 'V',
    '§1.12; EU GMP Annex 1 (2022)', 'Exposed vials are discarded.'),
  'fill.majorDefects': limit('vials with major defects', '%', [null, 1], NONE, [null, 1], 'G',
    '§1.12', 'Inspect all again or reject.'),
  'fill.criticalDefects': limit('vials with critical defects', '%', 0, NONE, [null, 0], 'G',
    '§1.12', 'Inspect all again or reject.'),

  'hold.clarified': limit('clarified broth at 2-8 °C', 'h', [null, 19.2], [null, 19.2], [null, 24], 'C',
    'gmp.md §2.2: 24 h, advisory at 80 %', 'Beyond the validated hold nothing is proven: deviation.'),
  'hold.eluate': limit('capture eluate', 'h', [null, 6.4], [null, 6.4], [null, 8], 'C',
    'gmp.md §2.2: 8 h, advisory at 80 %', 'Acid eluate aggregates.'),
  'hold.polished': limit('pool of the polishing columns', 'h', [null, 19.2], [null, 19.2], [null, 24], 'C',
    'gmp.md §2.2: 24 h, advisory at 80 %', 'Beyond the validated hold nothing is proven: deviation.'),
  'hold.nanofiltered': limit('nanofiltered pool', 'h', [null, 9.6], [null, 9.6], [null, 12], 'C',
    'gmp.md §2.2: 12 h, advisory at 80 %', 'Beyond the validated hold nothing is proven: deviation.'),
  'hold.concentrated': limit('concentrated pool', 'h', [null, 38.4], [null, 38.4], [null, 48], 'C',
    'gmp.md §2.2: 48 h, advisory at 80 %', 'Beyond the validated hold nothing is proven: deviation.'),
} satisfies Record<string, Limit>

export type AntibodyLimitKey = keyof typeof at2000L
export type AntibodyLimits = Readonly<Record<AntibodyLimitKey, Limit>>

const scaled = (b: Band, share: number): Band => ({
  low: b.low === null ? null : b.low * share,
  high: b.high === null ? null : b.high * share,
})

/** The limits of the plant at one scale. */
export function antibodyLimits(scale_L: number): AntibodyLimits {
  const share = scale_L / 2000
  const at = (l: Limit): Limit => ({
    ...l,
    setPoint: scaled(l.setPoint, share),
    alert: scaled(l.alert, share),
    action: scaled(l.action, share),
  })
  const rows = Object.entries(at2000L).map(([key, l]) => [key, l.scalesWithVolume ? at(l) : l] as const)
  return Object.fromEntries(rows) as AntibodyLimits
}

/** Inside, on the wrong side of alert, or of action. A value on a limit is inside it. */
export function judge(limit: Limit, value: number): 'ok' | 'alert' | 'action' {
  if (!(value - value === 0)) throw new Fault('judging a number that is not finite', { value: String(value) })
  if (!inside(limit.action, value)) return 'action'
  return inside(limit.alert, value) ? 'ok' : 'alert'
}

export function inside(b: Band, value: number): boolean {
  return (b.low === null || value >= b.low) && (b.high === null || value <= b.high)
}

/** release(means, unit, target, [lower, upper], weight, evidence, source). */
function release(
  means: string,
  unit: Unit,
  target: number,
  limits: readonly [number | null, number | null],
  weight: number,
  evidence: Evidence,
  source: string,
): ReleaseAttribute {
  return { means, unit, target, lower: limits[0], upper: limits[1], weight, evidence, source: `mab.md §5; ${source}` }
}

/**
 * Release specifications (mab.md §5). Limits carry the evidence of their source. Targets and weights are this plant's
 * choice (C): targets from the reference batch (§3.9) and the world-class line (§4), weights by what harms a patient most
 * and by what the decisions of the process can move.
 */
// oxfmt-ignore
export const antibodyRelease = {
  'release.hmw': release('aggregates (SEC)', '%', 0.9, [null, 1.7], 0.22, 'V', 'PDA J Tab. II'),
  'release.lmw': release('fragments (SEC)', '%', 0.5, [null, 1.7], 0.06, 'V', 'PDA J Tab. II'),
  'release.monomer': release('monomer (SEC), counted as aggregates and fragments', '%', 98.6, [98.3, null], 0,
    'V', 'PDA J Tab. II'),
  'release.acidic': release('acidic variants (icIEF)', '%', 16, [null, 30], 0.08, 'V', 'PDA J'),
  'release.basic': release('basic variants (icIEF)', '%', 6, [null, 10], 0.04, 'V', 'PDA J'),
  'release.main': release('main charge peak (icIEF)', '%', 76, [65, null], 0.06, 'V', 'PDA J'),
  'release.galactosylation': release('galactosylation, reference 27.7 ± 6 points', '%', 27.7, [21.7, 33.7], 0.1,
    'G', 'reference from §2.7'),
  'release.hcp': release('host-cell proteins', 'ppm', 10, [null, 20], 0.18, 'V', 'PDA J: at most 20 ng/mg'),
  'release.hcpHard': release('host-cell proteins, registered limit', 'ppm', 10, [null, 100], 0,
    'V', 'HPRA: at most 100 ng/mg'),
  'release.dna': release('host DNA', 'pg/mg', 1, [null, 20], 0.05, 'V', 'PDA J'),
  'release.dnaPerDose': release('host DNA in a dose of 500 mg', 'ng', 0.5, [null, 10], 0, 'V', 'WHO, in HPRA'),
  'release.proteinA': release('leached Protein A', 'ppm', 1, [null, 10], 0.06, 'V', 'PDA J: at most 10 ng/mg'),
  'release.retrovirus': release('retrovirus-like particles a dose, log10', 'log10', -9, [null, -6], 0.08,
    'V', 'ICH Q5A'),
  'release.parvovirus': release('reduction of parvovirus by all steps', 'log10', 8.5, [8, null], 0.03,
    'G', 'this plant’s product'),
  'release.polysorbate': release('polysorbate', '%', 0.02, [0.016, 0.024], 0.02, 'G', '±20 %'),
  'release.endotoxin': release('endotoxin', 'EU/mg', 0.02, [null, 0.2], 0.01, 'V', 'PDA J'),
  'release.bioburden': release('bioburden before the sterilising filter', 'CFU/100 mL', 0, [null, 10], 0.01,
    'V', 'PDA J'),
  'release.ceSds': release('purity by CE-SDS', '%', 99, [98.5, null], 0, 'V', 'PDA J'),
  'release.content': release('protein content, 120 g/L ± 10 %', 'g/L', 120, [108, 132], 0, 'V', 'PDA J'),
  'release.potency': release('potency of the drug product', '%', 100, [80, 125], 0, 'V', 'PDA J'),
  'release.pH': release('pH', 'pH', 6, [5.7, 6.3], 0, 'G', '±0.3'),
  'release.osmolality': release('osmolality', 'mOsm/kg', 290, [250, 330], 0, 'G', '±40'),
  'release.particles10': release('particles of 10 µm and more in a vial', '1', 600, [null, 6000], 0, 'G', 'USP <787>'),
  'release.particles25': release('particles of 25 µm and more in a vial', '1', 60, [null, 600], 0, 'G', 'USP <787>'),
  'release.sterility': release('units with growth', '1', 0, [null, 0], 0, 'G', 'Ph. Eur. 2.6.1'),
  'release.bulkBioburden': release('bioburden of the unprocessed bulk', 'CFU/100 mL', 0, [null, 10], 0,
    'G', 'below 1 CFU in 10 mL'),
} satisfies Record<string, ReleaseAttribute>

export type AntibodyReleaseKey = keyof typeof antibodyRelease

const shown = (b: Band): string => {
  if (b.low === null) return b.high === null ? '–' : `≤ ${b.high}`
  if (b.high === null) return `≥ ${b.low}`
  return b.low === b.high ? `${b.low}` : `${b.low} … ${b.high}`
}
const shownUnit = (unit: Unit): string => (unit === '1' ? '–' : unit)

/** The table of limits of the teacher's page. */
export function limitTable(limits: Readonly<Record<string, Limit>>): string {
  const rows = Object.entries(limits).map(
    ([key, l]) =>
      `| \`${key}\` | ${l.means} | ${shownUnit(l.unit)} | ${shown(l.setPoint)} | ${shown(l.alert)} | ${shown(l.action)} | ${l.effect} | ${l.evidence} | ${l.source} |`,
  )
  return [
    '| key | meaning | unit | set point | alert outside | action outside | what happens outside | evidence | source |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

/** The table of release attributes of the teacher's page. */
export function releaseTable(attributes: Readonly<Record<string, ReleaseAttribute>>): string {
  const rows = Object.entries(attributes).map(
    ([key, a]) =>
      `| \`${key}\` | ${a.means} | ${shownUnit(a.unit)} | ${a.target} | ${shown({ low: a.lower, high: a.upper })} | ${a.weight || '–'} | ${a.evidence} | ${a.source} |`,
  )
  return [
    '| key | meaning | unit | target | specification | weight | evidence | source |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}
