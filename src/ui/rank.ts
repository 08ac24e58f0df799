/** From this rank on a best run is one that passed. */
export const PASSED = 1000
