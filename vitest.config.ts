import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig(({ mode }) => ({
  test: {
    // `npm run test:fuzz`: the same tests, with the long number of sequences unless the shell gives one.
    env: mode === 'fuzz' ? { FUZZ_RUNS: '400', FUZZ_PLAY_RUNS: '10000', ...process.env } : {},
    include: [
      'src/**/*.test.ts',
      'tests/*.test.ts',
      'tests/reference/**/*.test.ts',
      'tests/play/**/*.test.ts',
      'tests/replays/**/*.test.ts',
      'tests/fuzz/**/*.test.ts',
    ],
    testTimeout: 60_000,
    // By itself it leaves one core idle, of two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
}))
