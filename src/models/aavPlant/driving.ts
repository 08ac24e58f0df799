import { defaults, type Specs } from '../../sim/index.ts'
import type { Readings } from '../unit.ts'
import { type AavScale, aavPlant } from './presets.ts'
import type { AavStream } from './stream.ts'
import type { AavConditions, AavUnit } from './unit.ts'

type Changes<S> = Partial<Record<keyof S, number>>

/** One step by its recipe with changes, from entry to product: for tests and reference batches. */
export function drive<State extends object, P extends Specs, S extends Specs>(
  unit: AavUnit<State, P, S>,
  entry: AavStream,
  settings: Changes<S> = {},
  parameters: Changes<P> = {},
  each: (state: State, c: AavConditions<P, S>) => void = () => {},
  scale: AavScale = 200,
): { readonly state: State; readonly product: AavStream; readonly results: Readings } {
  const plant = aavPlant(scale)
  const c: AavConditions<P, S> = {
    plant,
    parameters: { ...defaults(unit.parameters), ...parameters },
    settings: { ...(unit.nominal?.(plant) ?? defaults(unit.settings)), ...settings },
    paused: false,
    seed: 1,
  }
  const state = unit.open({ ...entry }, c)
  for (let i = 0; i < 20_000 && !unit.finished(state); i++) {
    each(state, c)
    unit.tick(state, c)
    if (unit.ready(state, c)) unit.proceed(state, c)
  }
  return { state, ...unit.close(state, c) }
}
