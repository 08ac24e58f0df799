/** The compliance axis: how well a batch was made by the rules, from what was done and written, never from luck. */

export { type CasePart, RESIDUE } from './cases.ts'
export { type Gate, gates } from './gates.ts'
export { clauses, gateOfRule, type Remedy, type RuleCode, rules } from './rules.ts'
export { CLOCK_TOLERANCE_s } from './obligations.ts'
export { BANDS, compliance } from './score.ts'
export type {
  Breach,
  Case,
  Compliance,
  Demands,
  Finding,
  Freshness,
  Obligation,
  RubricEvent,
  Severity,
} from './types.ts'
