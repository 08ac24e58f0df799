import { defaults, spec, type Specs, type Values } from '../../sim/index.ts'
import { type AavScale, aavPlant } from '../aavPlant/presets.ts'

const GROWTH = 'aav.md §2.3: polyplex'
const AGEING = 'aav.md §3.6'
const LOT = 'differs by lot; 1 is the lot of the sheet'

export const parameters = {
  primary: spec('size of a fresh complex', 'µm', 0.08, [0.03, 0.2], 'C', GROWTH),
  fractal: spec('fractal dimension of the clusters', '1', 1.8, [1.5, 3], 'C', GROWTH),
  growthTime: spec('minutes in which the first complexes pair, at the reference', 'min', 0.7, [0.1, 5], 'C', GROWTH),
  referenceDna: spec('DNA in the cocktail at the reference', 'mg/L', 20, [1, 100], 'C', GROWTH),
  referenceSalt: spec('ionic strength at the reference', 'mM', 150, [10, 300], 'C', GROWTH),
  saltExponent: spec('exponent of ionic strength in the rate of growth', '1', 1.5, [0, 3], 'C', GROWTH),
  referenceTemperature: spec('room at the reference', '°C', 22, [15, 30], 'G', 'the sheet has no temperature'),
  best: spec('size that transfects best', 'µm', 0.45, [0.2, 1], 'C', `${GROWTH}; published 400-500 nm, §2.1`),
  spread: spec('width of that optimum, in ln of size', '1', 0.45, [0.1, 1.5], 'C', GROWTH),
  peiHalf: spec('PEI:DNA at which half is compacted', '1', 1, [0.3, 2], 'C', 'aav.md §2.3: eta_PEI'),
  peiOrder: spec('steepness of compaction', '1', 4, [1, 8], 'C', 'aav.md §2.3: eta_PEI'),
  peiReference: spec('PEI:DNA that counts as 1', '1', 2, [1, 3], 'C', 'aav.md §2.3: eta_PEI'),
  bindingTime: spec('time in which complexes bind to cells', 'min', 20, [2, 120], 'C', 'aav.md §2.3: eta_mix'),
  freshTurbidity: spec(
    'turbidity of fresh complexes at the reference',
    'NTU',
    2,
    [0.1, 20],
    'C',
    'clear when mixed, hazy when grown',
  ),
  wavelength: spec('light of the turbidity probe', 'µm', 0.86, [0.4, 0.9], 'G', 'ISO 7027 infrared'),
  refraction: spec('refractive index of the diluent', '1', 1.33, [1.3, 1.4], 'G', 'water'),
  referenceConductivity: spec(
    'conductivity of the diluent at the reference',
    'mS/cm',
    16,
    [10, 20],
    'G',
    '150 mM NaCl at 25 °C',
  ),
  dnaLot: spec('growth time with this DNA lot', '1', 1, [0.5, 2], 'C', LOT),
  peiLot: spec('growth time with this PEI lot', '1', 1, [0.5, 2], 'C', `${LOT}; aav.md §2.3: stab`),
  diluentLot: spec('ionic strength of this diluent, of what its label says', '1', 1, [0.7, 1.4], 'C', LOT),
  pumpDelivery: spec('what the pumps deliver, of what is set', '1', 1, [0.3, 1.2], 'C', 'aav.md §7 no. 1'),
  hoseHoldUp: spec(
    'cocktail left in the hose of each pump',
    'L',
    0,
    [0, 10],
    'C',
    '6 m of 25 mm hose hold 3 L; 0 where the bag hangs over the culture, as in the sheet',
  ),
  kits: spec('kits of DNA and PEI at hand', '1', 2, [1, 5], 'C', 'aav.md §7 no. 3: second kit'),
} satisfies Specs

export const settings = {
  cultureVolume: spec('culture to be transfected', 'L', 2, [0.5, 2000], 'G', AGEING),
  cellDensity: spec('cells at transfection', '1e6/mL', 2, [0.5, 8], 'C', 'aav.md §1.1 U3'),
  dose: spec('DNA per billion cells', 'mg/1e9', 1, [0.1, 4], 'C', 'aav.md §1.1 U6: µg per million'),
  peiRatio: spec('PEI to DNA by mass', '1', 2, [0.5, 5], 'C', 'aav.md §1.1 U9'),
  fraction: spec('cocktail, of the culture volume', '%', 10, [3, 20], 'C', 'aav.md §1.1 U10'),
  salt: spec('ionic strength of the diluent, by its label', 'mM', 150, [5, 300], 'C', 'aav.md §1.1 U11'),
  temperature: spec('temperature of the solutions when mixed', '°C', 22, [2, 37], 'G', 'room temperature'),
  hold: spec('wait from the last PEI to the first pour', 'min', 10, [0, 240], 'C', `${AGEING}; §1.1 U12: 10-12`),
  pumps: spec('pumps in parallel', '1', 1, [1, 8], 'C', AGEING),
  pumpFlow: spec('flow of each', 'L/min', 0.4, [0.05, 20], 'C', `${AGEING}: 2 L; the larger plants have theirs`),
  mixing: spec('95 % mixing time of the culture vessel', 's', 11, [1, 600], 'G', 'aav.md §3.2: 2 L, 20 W/m³'),
} satisfies Specs

/** The printed recipe at a scale: volume, pump and vessel change, the chemistry does not. */
export function cocktailRecipe(plant: { readonly scale_L: AavScale }): Values<typeof settings> {
  const { scale_L, cocktailPump_L_min, mixing_s } = aavPlant(plant.scale_L)
  return { ...defaults(settings), cultureVolume: scale_L, pumpFlow: cocktailPump_L_min, mixing: mixing_s }
}
