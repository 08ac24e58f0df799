/** What a unit that works at several places of the process is set to there; the rest is its usual setting. */
export const vectorRecipes = {
  vectorUltrafiltration: {
    /** Before the affinity column. */
    concentrate: { factor: 10, diavolumes: 3 },
    /** To the strength of the product, in its buffer. */
    formulate: { factor: 3, diavolumes: 8, final: 2e13, bufferSalt: 200, bufferPh: 7.4, surfactant: 0.001 },
  },
} as const
