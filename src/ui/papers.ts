import type { Snapshot } from '../present/index.ts'

/** What a vial of this plant holds, in the unit its product is counted in; its presentation, not a licence. */
const FILLED: Readonly<Record<string, number>> = { factorVIII: 1000, igG: 10, albumin: 20 }

export const filledWith = (product: string): number => FILLED[product] ?? 1

/** What is printed on the papers of a plant: product, record, vessel, the grade of its first room, a line of its label. */
const PAPERS = {
  antibody: { product: 'PLT-01', record: 'MBR-014 v4', vessel: 'BR-201', zone: 'C', label: '500 mg' },
  plasma: { product: 'PLT-03', record: 'MBR-061 v1', vessel: 'DC-101', zone: 'D', label: 'FVIII' },
  aav: { product: 'PLT-02', record: 'MBR-027 v1', vessel: 'BR-301', zone: 'C', label: 'AAV' },
} as const

export const papersOf = ({ site }: Pick<Snapshot, 'site'>) => PAPERS[site]
