import type { Snapshot } from '../present/index.ts'

/** What is printed on the papers of a plant: product, record, vessel, the grade of its first room, a line of its label. */
const PAPERS = {
  antibody: { product: 'PLT-01', record: 'MBR-014 v4', vessel: 'BR-201', zone: 'C', label: '500 mg' },
  plasma: { product: 'PLT-03', record: 'MBR-061 v1', vessel: 'DC-101', zone: 'D', label: 'FVIII' },
  aav: { product: 'PLT-02', record: 'MBR-027 v1', vessel: 'BR-301', zone: 'C', label: 'AAV' },
} as const

export const papersOf = ({ site }: Pick<Snapshot, 'site'>) => PAPERS[site]
