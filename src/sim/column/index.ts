/**
 * Chromatography columns. The science, the grids and what they cost: column.md.
 *
 *   const column = buildColumn(
 *     { transport: 'sweep', bead: 'mixed', components: 2, cells: 30, length_m: 0.2, porosity: 0.36, beadPorosity: 0.6,
 *       beadRadius_m: 42e-6, film_m_s: [1.5e-5, 6.7e-7], dispersion_m2_s: 0, dispersivity_m: 1.5e-4 },
 *     modulatedLangmuir([0, 0.1], [0, 0.005], [1, 215], [0, 3]),
 *   )
 *   const setup = setupPlay(column, 15) // parcels of 0.36/15 CV
 *   const play = startPlay(setup, fillColumn(column, [1, 0], [0, 0]), [1, 0]) // state: structuredClone saves it
 *   const out = newEffluent(2)
 *   playColumn(setup, play, 5, 1 / 240, [1, 3], out) // 5 s of load at 4 min residence time
 *   playColumn(setup, play, 5, 0, [1, 3], out) // pump stands
 *   cellProfile(column, play.column, 'bound', 1) // g per L of solid, top to bottom
 */
export {
  type Binding,
  langmuirBinding,
  linearBinding,
  modulatedLangmuir,
  noBinding,
  type SiteBinding,
  type StericMassAction,
} from './binding.ts'
export {
  buildColumn,
  cellProfile,
  type Column,
  type ColumnSpec,
  type ColumnState,
  fillColumn,
  columnInventory,
  type ColumnOutlet,
  type ColumnParcel,
  type ColumnPlace,
  pushParcel,
  regrid,
  restColumn,
  setCellProfile,
} from './column.ts'
export {
  type ColumnPlay,
  type Effluent,
  newEffluent,
  playColumn,
  playInventory,
  type PlaySetup,
  setupPlay,
  startPlay,
} from './play.ts'
