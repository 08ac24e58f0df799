/** Grade of the room a unit works in (gmp.md §2.1); null: a store, nobody samples its air. The fill is A within B. */
export type Grade = 'A' | 'B' | 'C' | 'D'

const NONE: ReadonlySet<string> = new Set(['quarantine', 'plasmaQuarantine', 'vectorQuarantine', 'vectorBag'])
const FILLS: ReadonlySet<string> = new Set(['sterileFill', 'vectorFill'])
/** Before the border of the viruses, in closed vessels. */
const OPEN_D: ReadonlySet<string> = new Set([
  'culture',
  'centrifuge',
  'depthFilter',
  'plasmaThaw',
  'plasmaCentrifuge',
  'ethanolPrecipitation',
  'filterPress',
  'resuspension',
  'plasmaDepthFilter',
])

export const gradesOf = (unit: string): readonly Grade[] =>
  NONE.has(unit) ? [] : FILLS.has(unit) ? ['A', 'B'] : OPEN_D.has(unit) ? ['D'] : ['C']

/** EU GMP Annex 1 (2022): particles of 0.5 µm in operation, in a cubic metre; germs in a cubic metre of air, on a settle plate in 4 h, on a contact plate. */
export const GRADES: Readonly<
  Record<
    Grade,
    {
      /** null: set by the site. */
      readonly particles_m3: number | null
      /** [air, settle plate, contact plate]; null: no growth. */
      readonly germs_CFU: readonly [number, number, number] | null
    }
  >
> = {
  A: { particles_m3: 3520, germs_CFU: null },
  B: { particles_m3: 352_000, germs_CFU: [10, 5, 5] },
  C: { particles_m3: 3_520_000, germs_CFU: [100, 50, 25] },
  D: { particles_m3: null, germs_CFU: [200, 100, 50] },
}
