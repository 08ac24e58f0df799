import { vectorAssays } from './aavPlant/assays.ts'
import { assays as antibodyAssays } from './instruments/assays.ts'
import { plasmaAssays } from './plasmaPlant/assays.ts'

/** Every assay a sample can be given to, whichever plant it comes from. */
export const assays = { ...antibodyAssays, ...vectorAssays, ...plasmaAssays } as const

export type AssayId = keyof typeof assays
