import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig(({ mode }) => ({
  test: {
    // `npm run test:fuzz`: the same tests, with the long number of sequences unless the shell gives one.
    env: mode === 'fuzz' ? { FUZZ_RUNS: '400', FUZZ_PLAY_RUNS: '10000', FUZZ_LEVEL_RUNS: '4000', ...process.env } : {},
    testTimeout: 60_000,
    // By itself it leaves one core idle, of two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        // Plain functions that keep nothing between calls: the files of a worker share the modules, loaded once and
        // compiled by the engine once. What a file left behind for the next would be a bug of the core.
        test: {
          name: 'core',
          include: ['src/{sim,models,play,content,record,share,present,cli}/**/*.test.ts', 'tests/**/*.test.ts'],
          isolate: false,
        },
      },
      // Modules of the page remember who sits there, what sounds, what has been asked.
      { extends: true, test: { name: 'page', include: ['src/{platform,ui,stage,game,instructor}/**/*.test.ts'] } },
    ],
  },
}))
