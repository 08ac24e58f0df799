import { spec, type Specs } from '../../sim/index.ts'
import { parameters as culture } from '../culture/parameters.ts'

const HAND = 'plant rule of the hand-worked vessel, 50 L'
const FELT = 'calibrated: a minute of the game can be felt, see model.md'

export const parameters = {
  foamTendency: culture.foamTendency,
  qO2: culture.qO2,
  inoculum: spec('viable cells of the inoculum, 1e9', '1', 17.6, [5, 40], 'C', 'as in level M1'),
  takenAt: spec('age of the culture when a hand takes the wheel', 'h', 163.2, [24, 330], 'C', HAND),
  wheelBefore: spec('where the wheel stood for the half hour before', '1', 0.38, [0, 1], 'C', HAND),
  turnedAgo: spec('how long it has stood where it stands', 's', 130, [0, 2160], 'C', HAND),
  lasts: spec('how long the hand is alone with it', 'min', 10, [1, 60], 'C', FELT),
  bandLow: spec('dissolved oxygen: low end of the band', '%', 25, [1, 60], 'G', 'mab.md §1.4: alert 25-70 %'),
  bandHigh: spec(
    'dissolved oxygen: high end of the band',
    '%',
    60,
    [20, 100],
    'C',
    'inside mab.md §1.4, alert 25-70 %',
  ),
  gasLeast: spec('gas with the wheel shut', 'slpm', 1.05, [0.1, 3], 'C', FELT),
  gasMost: spec('gas with the wheel wide open', 'slpm', 5.4, [1, 10], 'C', FELT),
  powerLeast: spec('stirring with the wheel shut', 'W/m³', 32, [5, 100], 'C', FELT),
  powerMost: spec('stirring with the wheel wide open', 'W/m³', 150, [25, 300], 'C', FELT),
  valveFor: spec('oxygen is off while its valve is worked loose', 's', 30, [5, 300], 'C', FELT),
  ventFor: spec('all gas is off while the exhaust filter is changed', 's', 30, [5, 300], 'C', FELT),
  probeFor: spec('nothing is shown while the second probe is put on the display', 's', 30, [5, 300], 'C', FELT),
} satisfies Specs

export const settings = {
  wheel: spec('gas and stirrer together: 0 shut, 1 wide open', '1', 0.46, [0, 1], 'C', HAND),
  enrichment: spec('share of pure oxygen in the gas', '%', 16, [0, 60], 'C', HAND),
} satisfies Specs

export const acts = {
  valve: spec('oxygen valve worked loose by hand', '1', 1, [1, 1], 'C', HAND),
  vent: spec('exhaust filter changed for the dry one', '1', 1, [1, 1], 'C', HAND),
  probe: spec('display put on the second probe', '1', 1, [1, 1], 'C', HAND),
} satisfies Specs

export type BreathingParameters = typeof parameters
export type BreathingSettings = typeof settings
