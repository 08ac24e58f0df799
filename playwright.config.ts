import { defineConfig } from '@playwright/test'
import { chromiumFlags, chromiumPath } from './scripts/browser.mjs'

const executablePath = chromiumPath()
const port = Number(process.env['E2E_PORT'] ?? 4174)

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  workers: 2,
  // A browser on a busy machine may miss a beat; what fails twice is broken. A second try is counted and shown as flaky.
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 180_000,
  // A busy machine may take its time; what is not there costs half a minute, not the three of a whole test.
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'build/test/playwright.json' }]],
  use: {
    baseURL: `http://localhost:${port}/`,
    // A trace takes a picture at every step: only of what is tried again.
    trace: 'on-first-retry',
    actionTimeout: 30_000,
    // Each test has a browser that knows nothing: it would keep the whole build first. Only offline.spec.ts lets it.
    serviceWorkers: 'block',
    launchOptions: { args: chromiumFlags, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  // The same server and the same build as `npm start`.
  webServer: {
    command: 'node scripts/start.mjs',
    url: `http://localhost:${port}/`,
    env: { PORT: String(port), DATA_DIR: `build/test/classes-${port}`, PUBLIC_URL: `http://localhost:${port}` },
    timeout: 120_000,
    reuseExistingServer: false,
  },
})
