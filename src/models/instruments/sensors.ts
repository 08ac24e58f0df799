import type { Unit } from '../../sim/index.ts'
import { type SensorNumbers, sensorParameters, type SensorType } from './sensor.ts'

const USUAL = 'usual of the instrument'

const sensor = (means: string, unit: Unit, numbers: SensorNumbers, source = USUAL): SensorType => ({
  means,
  unit,
  parameters: sensorParameters(unit, numbers, source),
})

/** The antibody plant's sensors by what they measure; spans are those of the 2,000 L plant. */
// oxfmt-ignore
export const sensors = {
  pH: sensor('glass electrode', 'pH',
    { lag_s: 20, noise: 0.01, resolution: 0.01, span: [2, 12], offset: 0.02, drift: 0.005 }),
  oxygen: sensor('dissolved oxygen, per cent of air saturation', '%',
    { lag_s: 50, noise: 0.4, resolution: 0.1, span: [0, 300], gain: 0.02, drift: 0.2 }, 'mab.md §2.4: lag 45-60 s'),
  temperature: sensor('resistance thermometer', '°C',
    { lag_s: 15, noise: 0.02, resolution: 0.1, span: [-20, 150], offset: 0.05 }),
  pressure: sensor('pressure of vessel, line, filter or bed', 'bar',
    { lag_s: 1, noise: 0.005, resolution: 0.01, span: [-1, 10], offset: 0.005 }),
  ventPressure: sensor('pressure drop over the exhaust filter, transmitter of 100 mbar', 'bar',
    { lag_s: 1, noise: 0.0002, resolution: 0.001, span: [0, 0.1], offset: 0.0005 }),
  vesselWeight: sensor('load cells under the vessel, content', 'kg',
    { lag_s: 5, noise: 0.4, resolution: 0.5, span: [0, 2500], offset: 0.5, drift: 0.1 }),
  feedScale: sensor('scale under a feed or base container', 'kg',
    { lag_s: 2, noise: 0.02, resolution: 0.05, span: [0, 600], offset: 0.03 }),
  liquidFlow: sensor('liquid flow meter', 'L/min',
    { lag_s: 2, noise: 0.01, relativeNoise: 0.005, resolution: 0.01, span: [0, 60], gain: 0.005 }),
  totaliser: sensor('litres pumped, from the turns of the pump', 'L',
    { lag_s: 0, noise: 0, resolution: 0.1, span: [0, 10_000], gain: 0.01 }),
  gasFlow: sensor('thermal mass flow meter', 'slpm',
    { lag_s: 2, noise: 0.02, relativeNoise: 0.005, resolution: 0.1, span: [0, 150], gain: 0.005 }),
  uv: sensor('absorbance at 280 nm, 2 mm', 'AU',
    { lag_s: 2, noise: 0.001, relativeNoise: 0.002, resolution: 0.001, span: [-0.1, 4], offset: 0.002, drift: 0.002 }),
  lightCell: sensor('absorbance of a chromatography skid, 10 mm', 'mAU',
    { lag_s: 1, noise: 0.03, relativeNoise: 0.005, resolution: 0.01, span: [-50, 3000], offset: 0.05 }),
  conductivity: sensor('conductivity, at 25 °C', 'mS/cm',
    { lag_s: 3, noise: 0.01, relativeNoise: 0.005, resolution: 0.01, span: [0, 200], gain: 0.01 }),
  turbidity: sensor('scattered light in the line', 'NTU',
    { lag_s: 5, noise: 0.1, relativeNoise: 0.03, resolution: 0.1, span: [0, 4000], gain: 0.03 }),
  carbonDioxide: sensor('pCO2 of the liquid, from the off-gas', 'mmHg',
    { lag_s: 120, noise: 1.5, relativeNoise: 0.02, resolution: 1, span: [0, 300], gain: 0.03 }),
  capacitance: sensor('cells with a membrane that holds charge: viable, and some of the dying', '1e6/mL',
    { lag_s: 30, noise: 0.1, relativeNoise: 0.02, resolution: 0.1, span: [0, 150], gain: 0.04 }),
  cellCounter: sensor('viable cells by their outlines on a hundred pictures', '1e6/mL',
    { lag_s: 0, noise: 0.01, relativeNoise: 0.03, resolution: 0.01, span: [0, 100] }),
  raman: sensor('scattered light and a calibration model made on other lots', 'mM',
    { lag_s: 0, noise: 0.4, resolution: 0.1, span: [0, 100], offset: 2, drift: 0.3 }, 'usual of the method: some 0.4 g/L of glucose'),
  refractometer: sensor('ethanol by refraction, at the lance', '%',
    { lag_s: 1, noise: 0.2, resolution: 0.1, span: [0, 96], offset: 0.2 }),
  foam: sensor('foam, per cent of the headspace', '%',
    { lag_s: 5, noise: 1.5, resolution: 1, span: [0, 100] }),
  complexSize: sensor('size of complexes, light scattered from a drop', 'µm',
    { lag_s: 5, noise: 0.01, relativeNoise: 0.02, resolution: 0.01, span: [0.05, 5] }),
  flux: sensor('flow meter of a filter skid, over the area fitted', 'LMH',
    { lag_s: 2, noise: 0.1, relativeNoise: 0.005, resolution: 0.1, span: [0, 1000], gain: 0.005 }),
  motorLoad: sensor('current of a motor, of its nominal', '%',
    { lag_s: 1, noise: 0.5, resolution: 1, span: [0, 200], gain: 0.01 }),
  dosing: sensor('scale under a reagent bottle, reckoned over the litres of the tank', 'mM',
    { lag_s: 5, noise: 0.05, resolution: 0.1, span: [0, 100], offset: 0.1 }),
  count: sensor('things that are counted', '1',
    { lag_s: 0, noise: 0, resolution: 1, span: [0, 1000] }),
  label: sensor('number read off a label or a board', '1',
    { lag_s: 0, noise: 0, resolution: 1, span: [0, 100_000] }),
  hours: sensor('hours read off a board or a clock', 'h',
    { lag_s: 0, noise: 0, resolution: 0.1, span: [0, 1000] }),
  ruler: sensor('ruler held beside it', 'cm',
    { lag_s: 0, noise: 0.5, resolution: 1, span: [0, 100] }),
  bufferLabel: sensor('share printed on the label of a bag', '%',
    { lag_s: 0, noise: 0, resolution: 0.001, span: [0, 100] }),
  spill: sensor('float in a bund', 'L',
    { lag_s: 2, noise: 0.02, resolution: 0.1, span: [0, 300] }),
  certificate: sensor('figure printed on a certificate', '%',
    { lag_s: 0, noise: 0, resolution: 1, span: [0, 100] }),
  gel: sensor('share of a band on a gel, by eye', '%',
    { lag_s: 0, noise: 1, resolution: 1, span: [0, 100] }, 'usual of the method'),
  stopwatch: sensor('stopwatch', 'min',
    { lag_s: 0, noise: 0, resolution: 0.1, span: [0, 1000] }),
  benchBalance: sensor('balance of the bench', 'g',
    { lag_s: 1, noise: 0.05, resolution: 0.1, span: [0, 6000] }),
  tubeBalance: sensor('balance of a filling line', 'g',
    { lag_s: 1, noise: 0.003, resolution: 0.01, span: [0, 200] }, 'usual of a milligram balance'),
  stirring: sensor('stirrer', 'rpm',
    { lag_s: 2, noise: 0.2, resolution: 1, span: [0, 400] }),
  bottleTemperature: sensor('resistance thermometer in a bottle, calibrated before each cycle', '°C',
    { lag_s: 20, noise: 0.01, resolution: 0.01, span: [0, 100], offset: 0.02 }),
  shelfTemperature: sensor('thermocouple of a freeze-dryer', '°C',
    { lag_s: 20, noise: 0.05, resolution: 0.1, span: [-80, 100], offset: 0.1 }),
  vacuum: sensor('capacitance manometer of a chamber', 'mbar',
    { lag_s: 1, noise: 0.001, relativeNoise: 0.005, resolution: 0.001, span: [0, 2], gain: 0.005 }),
} satisfies Record<string, SensorType>

export type SensorId = keyof typeof sensors

/** Share of the dead but not yet lysed cells that a capacitance probe still counts (calibration: it over-reads dying cells). */
const DYING_COUNTED = 0.3

/** What a capacitance probe sees where so many cells are viable and so many dead. */
export function seenByCapacitance(viable_1e6_mL: number, dead_1e6_mL: number): number {
  return viable_1e6_mL + DYING_COUNTED * dead_1e6_mL
}

/** The table of the teacher's page. */
export function sensorTable(): string {
  const rows = Object.entries(sensors).map(([id, s]) => {
    const p = s.parameters
    const noise = [p.noise.value || '', p.relativeNoise.value ? `${100 * p.relativeNoise.value} %` : '']
    const wrong = [
      p.offset.value ? `offset ${p.offset.value}` : '',
      p.gain.value ? `slope ${100 * p.gain.value} %` : '',
      p.drift.value ? `drift ${p.drift.value} a day` : '',
    ]
    const list = (parts: (string | number)[]): string => parts.filter((x) => x !== '').join(', ') || '–'
    return `| \`${id}\` | ${s.means} | ${s.unit} | ${p.lag.value} | ${list(noise)} | ${list(wrong)} | ${p.resolution.value} | ${p.low.value} … ${p.high.value} | ${p.lag.evidence} | ${p.lag.source} |`
  })
  return [
    '| id | measures | unit | lag (s) | noise (standard deviation) | from sensor to sensor | step | span | evidence | source |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}
