/**
 * Version of everything that can change the outcome of a run. Raised in the same change as the model, its page, its
 * reference cases and the levels' recorded runs; tests/model-version.test.ts fails when results move and this does not.
 */
export const MODEL_VERSION = '0.6.0'
