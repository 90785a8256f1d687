import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  timeout: 120_000,
  // Usually the screen shows what a test waits for at once. A busy machine needs a few seconds more.
  expect: { timeout: 15_000 },
  // Every test starts its own Electron with its own user data. `npm test` runs two files at once where each of them
  // has a display of its own (scripts/displays.mjs): on one display, windows take the focus from each other.
  workers: 1,
  // On a busy machine a deadline may pass, so a failed test runs again. A test that passes only then is listed as flaky.
  retries: 1,
  outputDir: 'test-results',
  reporter: 'list'
})
