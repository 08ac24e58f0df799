import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'tests/*.test.ts',
      'tests/reference/**/*.test.ts',
      'tests/play/**/*.test.ts',
      'tests/replays/**/*.test.ts',
      'tests/fuzz/**/*.test.ts',
    ],
    testTimeout: 60_000,
  },
})
