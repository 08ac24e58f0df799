import type { Policy } from './run.ts'
import type { Decision, Stamped } from './state.ts'

/**
 * `recorded(log)`: what the log decided stays decided; every slot the log never saw is left to `rest`. The decisions
 * themselves are applied by whoever drives the run, at their second; this keeps the crew's hands off them.
 */
export function leaving(log: readonly Pick<Stamped, 'slot'>[], rest: Policy): Policy {
  const taken = new Set(log.map((d) => d.slot))
  return (o) => rest(o).filter((d: Decision) => !taken.has(d.slot))
}

/** Nobody at the controls: everything stays as it was left. */
export const idle: Policy = () => []
