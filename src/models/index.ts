export { type AntibodyPlant, antibodyPlant, type Vessel } from './antibodyPlant/presets.ts'
export { lowPhHold } from './lowPhHold/model.ts'
export * from './stream.ts'
export type { Conditions, Ledger, Readings, Refusal, UnitOperation } from './unit.ts'
