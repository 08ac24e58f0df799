import type { AntibodyPlant, Stream } from '../models/index.ts'

/** A level as the run reads it: parsed, checked, without texts. The loader in `content` is the only door to it. */
export interface Level {
  readonly id: string
  readonly plant: 'antibody'
  readonly kind: 'demo' | 'level' | 'capstone' | 'batch'
  readonly scale_L: AntibodyPlant['scale_L']
  readonly steps: readonly Step[]
  readonly products: readonly Product[]
}

/** One unit operation of the flowsheet. */
export interface Step {
  readonly id: string
  /** Which model: a key of the plant's units. */
  readonly unit: string
  /** Worked by the player, or by a colleague with the SOP policy through the same `apply`. */
  readonly mode: 'play' | 'auto'
  /** The step whose product enters here, or the entry stream of a level that starts in mid-process. */
  readonly from: string | null
  readonly entry: Stream | null
  /** Recipe values by setting id; what the level does not name is the unit's printed recipe. */
  readonly recipe: Readonly<Record<string, number>>
  /** Constants of the model by parameter id, where the level's plant differs from the standard one. */
  readonly parameters: Readonly<Record<string, number>>
}

/** What the level is scored on for yield. */
export interface Product {
  readonly id: string
  readonly unit: 'g' | 'doses'
  readonly weight: number
  /** The step whose closing carries the amount: a result of the unit (`doses`) or an amount of its stream (`product_g`). */
  readonly step: string
  readonly result: string
}
