import { describe, expect, test } from 'vitest'
import { UNITS } from '../../sim/index.ts'
import {
  type AntibodyLimitKey,
  antibodyLimits,
  antibodyRelease,
  type AntibodyReleaseKey,
  inside,
  judge,
} from './limits.ts'
import type { Band, Limit, ReleaseAttribute } from '../limit.ts'

const limits = antibodyLimits(2000)
const rows = Object.entries(limits) as [AntibodyLimitKey, Limit][]
const release = Object.entries(antibodyRelease) as [AntibodyReleaseKey, ReleaseAttribute][]

const low = (b: Band): number => b.low ?? -Infinity
const high = (b: Band): number => b.high ?? Infinity

describe('every limit', () => {
  test.each(rows)('%s: ends in order, set point inside alert, alert inside action', (_, l) => {
    for (const b of [l.setPoint, l.alert, l.action]) expect(low(b)).toBeLessThanOrEqual(high(b))
    for (const end of [l.setPoint.low, l.setPoint.high]) {
      if (end === null) continue
      expect(inside(l.alert, end)).toBe(true)
      expect(judge(l, end)).toBe('ok')
    }
    // An open alert side judges nothing; where there is an alert it comes before the action.
    if (l.alert.low !== null) expect(l.alert.low).toBeGreaterThanOrEqual(low(l.action))
    if (l.alert.high !== null) expect(l.alert.high).toBeLessThanOrEqual(high(l.action))
  })

  test.each(rows)('%s: unit known, key of two words, one short sentence of effect, a source', (key, l) => {
    expect(Object.keys(UNITS)).toContain(l.unit)
    expect(key).toMatch(/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/)
    expect(l.effect).toMatch(/^[^.]+(\.\d[^.]*)*\.$/)
    expect(l.effect.split(' ').length).toBeLessThanOrEqual(22)
    expect(l.means).not.toBe('')
    expect(l.source).toMatch(/^(mab|gmp)\.md §/)
    // Seen in a source means that the source is named beside the sheet.
    if (l.evidence === 'V') expect(l.source).toMatch(/; /)
  })

  test('no two rows say the same thing of the same step', () => {
    const said = rows.map(([key, l]) => `${key.split('.')[0]} ${l.means}`)
    expect(new Set(said).size).toBe(rows.length)
  })
})

test.each([
  // key, set point, alert, action, unit: read in the tables of mab.md §1
  ['thaw.time', [null, 3], [null, 4], [null, 5], 'min', '§1.1'],
  ['thaw.viability', [90, null], [90, null], [80, null], '%', '§1.1: 85-90 is alert'],
  ['seed.density', [0.4, 0.4], [0.3, 0.8], [0.2, null], '1e6/mL', '§1.2'],
  ['seed.viability', [95, null], [92, null], [90, null], '%', '§1.2'],
  ['seed.temperature', [36.5, 37], [36, 37.5], [35.5, 38], '°C', '§1.2: ±0.5, ±1.0'],
  ['culture.seedingDensity', [0.5, 0.5], [0.4, 0.7], [0.3, 1], '1e6/mL', '§1.4'],
  ['culture.temperature', [36.8, 36.8], [36.8 - 0.3, 36.8 + 0.3], [36.8 - 0.5, 36.8 + 0.5], '°C', '§1.4'],
  ['culture.pH', [7.05 - 0.05, 7.05 + 0.05], [6.9, 7.15], [6.75, 7.25], 'pH', '§1.4'],
  ['culture.oxygen', [40, 40], [25, 70], [20, 100], '%', '§1.4'],
  ['culture.air', [12, 12], [6, 30], [4, null], 'slpm', '§1.4'],
  ['culture.pCO2', [40, 80], [null, 100], [null, 150], 'mmHg', '§1.4'],
  ['culture.feedEarly', [3, 3], [3 * 0.9, 3 * 1.1], [3 * 0.8, 3 * 1.2], '%/d', '§1.4: ±10 %, ±20 %'],
  ['culture.feedLate', [4, 4], [4 * 0.9, 4 * 1.1], [4 * 0.8, 4 * 1.2], '%/d', '§1.4: ±10 %, ±20 %'],
  ['culture.glucose', [9, null], [8, null], [2.8, null], 'mM', '§1.4'],
  ['culture.osmolality', [280, 400], [null, 420], [null, 450], 'mOsm/kg', '§1.4'],
  ['culture.lactate', [null, 35], [null, 40], [null, 55], 'mM', '§1.4'],
  ['harvest.hold', [null, 12], [null, 18], [null, 24], 'h', '§1.5'],
  ['harvest.centrateTurbidity', [150, 300], [null, 400], [null, 800], 'NTU', '§1.5'],
  ['harvest.turbidity', [null, 10], [null, 10], [null, 15], 'NTU', '§1.5'],
  ['capture.load', [45, 45], [null, 50], [null, 0.9 * 66.4], 'g/L', '§1.6, §3.1: 90 % of DBC10 at 4 min'],
  ['capture.elutionPh', [3.5, 3.5], [3.35, 3.65], [3.2, 3.75], 'pH', '§1.6'],
  ['capture.asymmetry', [0.8, 1.6], [0.7, 1.8], [0.5, 2], '1', '§1.6'],
  ['lowPhHold.pH', [3.4, 3.6], [null, 3.6], [3.3, 3.6], 'pH', '§1.7'],
  ['lowPhHold.time', [60, 60], [30, 120], [30, 120], 'min', '§1.7'],
  ['lowPhHold.temperature', [20, 20], [15, 25], [15, 25], '°C', '§1.7'],
  ['cation.loadPh', [5.2, 5.2], [5.2 - 0.15, 5.2 + 0.15], [5.2 - 0.3, 5.2 + 0.3], 'pH', '§1.8'],
  ['cation.cutEnd', [0.1, 0.1], [0.05, 0.3], [0.03, null], '1', '§1.8'],
  ['anion.conductivity', [5, 6], [null, 9], [null, 12], 'mS/cm', '§1.9'],
  ['nanofilter.pressure', [2, 2], [1, 2.8], [0.7, 3], 'bar', '§1.10'],
  ['nanofilter.pause', [0, 0], [null, 2], [null, 5], 'min', '§1.10'],
  ['ufdf.pressure', [1.2, 1.2], [0.8, 1.6], [null, 2], 'bar', '§1.11'],
  ['ufdf.concentration', [120, 120], [120 * 0.95, 120 * 1.05], [120 * 0.9, 120 * 1.1], 'g/L', '§1.11: ±5 %, ±10 %'],
  ['fill.polysorbate', [0.02, 0.02], [0.02 * 0.9, 0.02 * 1.1], [0.02 * 0.8, 0.02 * 1.2], '%', '§1.12: ±10 %, ±20 %'],
  ['fill.weight', [0, 0], [-1, 1], [-2, 2], '%', '§1.12: ±1 %, ±2 %'],
] as [AntibodyLimitKey, [number, number], [number, number], [number, number], string, string][])(
  '%s is the sheet’s: set point %s, alert %s, action %s %s (%s)',
  (key, setPoint, alert, action, unit) => {
    const l = limits[key]
    const seen = [l.setPoint, l.alert, l.action].flatMap((b) => [b.low, b.high])
    const wanted = [...setPoint, ...alert, ...action] as (number | null)[]
    seen.forEach((end, i) => {
      if (end === null || wanted[i] === null) expect(end).toBe(wanted[i])
      else expect(Math.abs(end - wanted[i]!)).toBeLessThanOrEqual(1e-3 * Math.abs(end))
    })
    expect(l.unit).toBe(unit)
  },
)

describe('judging', () => {
  test.each([
    ['culture.pH', 7.05, 'ok'],
    ['culture.pH', 7.15, 'ok'],
    ['culture.pH', 7.16, 'alert'],
    ['culture.pH', 6.75, 'alert'],
    ['culture.pH', 6.74, 'action'],
    ['lowPhHold.pH', 3.6, 'ok'],
    ['lowPhHold.pH', 3.61, 'action'],
    ['lowPhHold.time', 29.9, 'action'],
    ['culture.power', 5, 'alert'],
    ['culture.power', 101, 'action'],
    ['culture.oxygenFlow', 70, 'action'],
    ['fill.gradeA', 1, 'action'],
    ['fill.criticalDefects', 0, 'ok'],
    ['thaw.bathTemperature', -40, 'ok'],
  ] as const)('%s at %s is %s', (key, value, verdict) => {
    expect(judge(limits[key], value)).toBe(verdict)
  })

  test('NaN is a bug and throws: it would compare as inside', () => {
    expect(() => judge(limits['culture.pH'], NaN)).toThrow(/not finite/)
  })
})

test('at 50 L the gas limits are a fortieth, everything else is as at 2,000 L', () => {
  const small = antibodyLimits(50)
  expect(Object.keys(small)).toEqual(Object.keys(limits))
  expect(small['culture.air'].setPoint.low).toBeCloseTo(12 / 40, 12)
  expect(small['culture.air'].action).toEqual({ low: 0.1, high: null })
  expect(small['culture.oxygenFlow'].alert).toEqual({ low: null, high: 1.25 })
  const changed = rows.filter(([key]) => JSON.stringify(small[key]) !== JSON.stringify(limits[key])).map(([key]) => key)
  expect(changed).toEqual(['culture.air', 'culture.oxygenFlow'])
})

describe('release', () => {
  test('weights of the purity index add up to 1', () => {
    expect(release.reduce((sum, [, a]) => sum + a.weight, 0)).toBeCloseTo(1, 12)
  })

  test.each(release)('%s: a limit at least, the target inside with room to the limit, unit known', (_, a) => {
    expect(a.lower !== null || a.upper !== null).toBe(true)
    // Equal target and limit would divide by zero in the index; only attributes without a weight may have it.
    if (a.lower !== null) expect(a.target).toBeGreaterThan(a.lower)
    if (a.upper !== null && a.weight > 0) expect(a.target).toBeLessThan(a.upper)
    expect(a.target).toBeLessThanOrEqual(a.upper ?? Infinity)
    expect(a.weight).toBeGreaterThanOrEqual(0)
    expect(Object.keys(UNITS)).toContain(a.unit)
    expect(a.source).toMatch(/^mab\.md §5; /)
  })

  test.each([
    ['release.monomer', 98.3, null],
    ['release.hmw', null, 1.7],
    ['release.hcp', null, 20],
    ['release.hcpHard', null, 100],
    ['release.dna', null, 20],
    ['release.dnaPerDose', null, 10],
    ['release.proteinA', null, 10],
    ['release.main', 65, null],
    ['release.acidic', null, 30],
    ['release.basic', null, 10],
    ['release.endotoxin', null, 0.2],
    ['release.potency', 80, 125],
    ['release.pH', 5.7, 6.3],
    ['release.osmolality', 250, 330],
    ['release.retrovirus', null, -6],
    ['release.parvovirus', 8, null],
  ] as const)('%s from %s to %s, as mab.md §5', (key, lower, upper) => {
    expect([antibodyRelease[key].lower, antibodyRelease[key].upper]).toEqual([lower, upper])
  })

  test('the sheet’s reference batch (§3.9) is inside every specification it has a figure for', () => {
    const reference: Partial<Record<AntibodyReleaseKey, number>> = {
      'release.hmw': 0.94,
      'release.hcp': 15.6,
      'release.dna': 0.5,
      'release.proteinA': 0.6,
      'release.acidic': 16,
      'release.basic': 8,
      'release.main': 76,
      'release.galactosylation': 27.7,
      'release.retrovirus': Math.log10(4e-11),
      'release.parvovirus': 3.1 + 5.25,
      'release.content': 120,
    }
    for (const [key, value] of Object.entries(reference)) {
      const a = antibodyRelease[key as AntibodyReleaseKey]
      expect(inside({ low: a.lower, high: a.upper }, value), key).toBe(true)
    }
  })
})
