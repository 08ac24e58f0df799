import { defaults, type Specs } from '../../sim/index.ts'
import type { Readings } from '../unit.ts'
import { plasmaPlant } from './presets.ts'
import type { PlasmaStream } from './stream.ts'
import type { PlasmaConditions, PlasmaUnit } from './unit.ts'

type Changes<S> = Partial<Record<keyof S, number>>

/** One step by its recipe with changes, from entry to product, on the 1,000 L plant: for tests and reference batches. */
export function drive<State extends object, P extends Specs, S extends Specs>(
  unit: PlasmaUnit<State, P, S>,
  entry: PlasmaStream,
  settings: Changes<S> = {},
  parameters: Changes<P> = {},
  each: (state: State, c: PlasmaConditions<P, S>) => void = () => {},
): { readonly state: State; readonly product: PlasmaStream; readonly results: Readings } {
  const c: PlasmaConditions<P, S> = {
    plant: plasmaPlant(1000),
    parameters: { ...defaults(unit.parameters), ...parameters },
    settings: { ...defaults(unit.settings), ...settings },
    paused: false,
    seed: 1,
  }
  const state = unit.open({ ...entry }, c)
  for (let i = 0; i < 20000 && !unit.finished(state); i++) {
    each(state, c)
    unit.tick(state, c)
    if (unit.ready(state, c)) unit.proceed(state, c)
  }
  return { state, ...unit.close(state, c) }
}
