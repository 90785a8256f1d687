import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  timeout: 120_000,
  // What is waited for is on the screen in a moment; a machine that is busy elsewhere needs a few seconds more.
  expect: { timeout: 15_000 },
  // Every test starts its own Electron with its own user data, but two cores carry one training run at a time.
  workers: 1,
  // A machine that is busy elsewhere may let a deadline pass; what passes only then is listed as flaky.
  retries: 1,
  outputDir: 'test-results',
  reporter: 'list'
})
