import { defineConfig } from '@playwright/test'

// Not part of the ordinary suite: npm test -- chromium.
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.chromium.ts',
  // A test takes about a minute on two busy cores, because the trainer shares its process with the test.
  timeout: 600_000,
  expect: { timeout: 15_000 },
  workers: 1,
  outputDir: '../../test-results',
  reporter: 'list'
})
