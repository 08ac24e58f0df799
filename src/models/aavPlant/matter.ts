/** Masses and counts that reckonings need. */

/** Host DNA of a HEK293 cell (aav.md §4.1, general knowledge): 7 pg are 7 mg in 1e9 cells. */
export const DNA_OF_CELLS_mg_1e9 = 7

const AVOGADRO = 6.022e23
/** A capsid of 60 proteins weighs 3.75 MDa; a base of single-stranded DNA 327 Da, a pair of double-stranded 650. */
const CAPSID_g_mol = 3.75e6
const BASE_g_mol = 327
const PAIR_g_mol = 650
/** Bases of a packaged genome. */
export const GENOME_nt = 4700

export const capsidMass_g = (capsids: number): number => (capsids * CAPSID_g_mol) / AVOGADRO
export const genomeMass_g = (genomes: number, bases = GENOME_nt): number => (genomes * bases * BASE_g_mol) / AVOGADRO
/** Sets of the three plasmids in a microgram, their lengths together in kb. */
export const setsPerMicrogram = (total_kb: number): number => (1e-6 / (total_kb * 1e3 * PAIR_g_mol)) * AVOGADRO
/** Moles in a litre of so many in a millilitre. */
export const molar_M = (per_mL: number): number => (1e3 * per_mL) / AVOGADRO
