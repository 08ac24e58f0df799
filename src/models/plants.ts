import { Fault, type Specs } from '../sim/index.ts'
import { vectorLimits, vectorRelease } from './aavPlant/limits.ts'
import { capsidMass_g } from './aavPlant/matter.ts'
import { vectorPools } from './aavPlant/pool.ts'
import { type AavPlant, aavPlant } from './aavPlant/presets.ts'
import { vectorRecipes } from './aavPlant/recipes.ts'
import { measuredVector } from './aavPlant/release.ts'
import { AAV_AMOUNTS, type AavStream, capsidsOf, emptyVector } from './aavPlant/stream.ts'
import { aavUnits } from './aavPlant/units.ts'
import { antibodyLimits, antibodyRelease } from './antibodyPlant/limits.ts'
import { type AntibodyPlant, antibodyPlant } from './antibodyPlant/presets.ts'
import { measuredAntibody } from './antibodyPlant/release.ts'
import { antibodyUnits } from './antibodyPlant/units.ts'
import type { Limit, ReleaseAttribute } from './limit.ts'
import { plasmaLimits, plasmaRelease } from './plasmaPlant/limits.ts'
import { plasmaPool } from './plasmaPlant/pool.ts'
import { type PlasmaPlant, plasmaPlant } from './plasmaPlant/presets.ts'
import { plasmaRecipes } from './plasmaPlant/recipes.ts'
import { measuredPlasma } from './plasmaPlant/release.ts'
import { emptyPlasma, PLASMA_AMOUNTS, type PlasmaStream, protein_g } from './plasmaPlant/stream.ts'
import { plasmaUnits } from './plasmaPlant/units.ts'
import { AMOUNTS, emptyStream, type Stream } from './stream.ts'
import type { Conditions, Readings, UnitOperation } from './unit.ts'

/** What may stand for a plant, its streams and its units, whichever plant it is. */
export type AnyPreset = AntibodyPlant | PlasmaPlant | AavPlant
export type AnyStream = Stream | PlasmaStream | AavStream
export type AnyUnit = UnitOperation<object, Specs, Specs, AnyPreset, AnyStream>
export type AnyConditions = Conditions<Specs, Specs, AnyPreset>
export type PlantId = 'antibody' | 'aav' | 'plasma'
export type Scale = AnyPreset['scale_L']

/** A step that is over, as release tests meet it. */
export interface Made<Flow = AnyStream> {
  readonly id: string
  readonly unit: string
  /** The step whose product or outlet entered. */
  readonly from: string | null
  readonly entered: Flow
  readonly product: Flow
  readonly results: Readings
}

/** A product of a level, the step that made it, and all that are over, in the order they ended. */
export interface Finished<Flow = AnyStream> {
  readonly id: string
  readonly made: Made<Flow>
  readonly steps: readonly Made<Flow>[]
}

/** What a plant is, for whoever plays one: all that is not the same in every plant. */
export interface Plant<Preset = AnyPreset, Flow = AnyStream> {
  readonly units: Readonly<Record<string, UnitOperation<object, Specs, Specs, Preset, Flow>>>
  /** Printed recipes of units that work in several places: unit → place → what differs from the unit's own. */
  readonly recipes: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>
  readonly scales_L: readonly Scale[]
  preset(scale_L: Scale): Preset
  empty(temperature_C: number): Flow
  /** What comes in at the gate, by kind: so many litres as the plant usually gets them. */
  readonly pools: Readonly<Record<string, (volume_L: number) => Flow>>
  /** Members of a stream that add up. */
  readonly amounts: readonly string[]
  /** Grams of what the plant accounts for (antibody, plasma protein, capsids); its ledgers count the same. */
  mass_g(stream: Flow): number
  limits(scale_L: Scale): Readonly<Record<string, Limit>>
  readonly release: Readonly<Record<string, ReleaseAttribute>>
  /** One product of a level is the lot, each is a medicine of its own, or all are lots of one: as good as the worst. */
  readonly judges: 'first' | 'each' | 'worst'
  /** What release tests of a finished product come to, by release attribute. */
  measured(finished: Finished<Flow>): Readonly<Record<string, number>>
}

const antibody: Plant<AntibodyPlant, Stream> = {
  units: antibodyUnits,
  recipes: {},
  scales_L: [50, 200, 500, 2000],
  preset: (scale_L) => antibodyPlant(scale_L as AntibodyPlant['scale_L']),
  empty: emptyStream,
  pools: {},
  amounts: AMOUNTS,
  mass_g: (stream) => stream.product_g,
  limits: antibodyLimits,
  release: antibodyRelease,
  judges: 'first',
  measured: measuredAntibody,
}

const plasma: Plant<PlasmaPlant, PlasmaStream> = {
  units: plasmaUnits,
  recipes: plasmaRecipes,
  scales_L: [400, 1000, 2000, 3000, 4000, 9000],
  preset: (scale_L) => plasmaPlant(scale_L as PlasmaPlant['scale_L']),
  empty: emptyPlasma,
  pools: {
    source: (volume_L) => plasmaPool('source', volume_L, 0, -30),
    recovered: (volume_L) => plasmaPool('recovered', volume_L, 0, -30),
  },
  amounts: PLASMA_AMOUNTS,
  mass_g: protein_g,
  limits: () => plasmaLimits,
  release: plasmaRelease,
  judges: 'each',
  measured: measuredPlasma,
}

const aav: Plant<AavPlant, AavStream> = {
  units: aavUnits,
  recipes: vectorRecipes,
  scales_L: [2, 10, 50, 200, 500, 1000, 2000],
  preset: (scale_L) => aavPlant(scale_L as AavPlant['scale_L']),
  empty: emptyVector,
  pools: vectorPools,
  amounts: AAV_AMOUNTS,
  mass_g: (stream) => capsidMass_g(capsidsOf(stream)),
  limits: () => vectorLimits,
  release: vectorRelease,
  judges: 'worst',
  measured: measuredVector,
}

export const plants: Readonly<Record<PlantId, Plant>> = { antibody, aav, plasma }

/** Where only the antibody plant has what is asked for: whose unit is at work knows whose plant it stands in. */
export function antibodyOf(plant: AnyPreset): AntibodyPlant {
  if (!('vessel' in plant))
    throw new Fault('a unit of the antibody plant stands in another', { scale_L: plant.scale_L })
  return plant
}

/** A stream that carries antibody. */
export const isAntibodyStream = (stream: AnyStream): stream is Stream => 'product_g' in stream

/** A stream with some of its amounts multiplied. */
export function withFactors(plant: Plant, stream: AnyStream, factors: Readonly<Record<string, number>>): AnyStream {
  const mine: AnyStream = { ...stream }
  for (const key of plant.amounts as readonly (keyof AnyStream)[]) mine[key] *= factors[key] ?? 1
  return mine
}
