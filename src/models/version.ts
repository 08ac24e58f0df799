import type { PlantId } from './plants.ts'

/**
 * Version of everything that can change the outcome of a run in a plant. Raised in the same change as the model, its
 * page, its reference cases and the levels' recorded runs; tests/model-version.test.ts and tests/replays fail when
 * results move and this does not. One number for each plant, never lower than before: what moves one plant leaves
 * records, searches and sweeps of the others true. What all share (kernel, sensors, score) raises all three.
 */
export const MODEL_VERSIONS: Readonly<Record<PlantId, string>> = { antibody: '0.7.0', plasma: '0.6.0', aav: '0.6.0' }
